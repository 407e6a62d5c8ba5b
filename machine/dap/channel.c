/* Frames messages, and takes them out of their frames. */
#define _GNU_SOURCE
#include "machine/dap/channel.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "machine/debug/send.h"

enum { PART = 65536 };

void channel_open(struct channel *channel, int in, int out)
{
	*channel = (struct channel){ .in = in, .out = out };
}

void channel_close(struct channel *channel)
{
	free(channel->bytes);
	channel->bytes = NULL;
	channel->size = channel->room = 0;
}

static bool make_room(struct channel *channel)
{
	if (channel->room - channel->size >= PART)
		return true;
	size_t room = channel->room == 0 ? 2 * PART : 2 * channel->room;
	char *bytes = realloc(channel->bytes, room);
	if (bytes == NULL) {
		channel->wrong = "out of memory for a message";
		return false;
	}
	channel->bytes = bytes;
	channel->room = room;
	return true;
}

/* Reads what there is, or waits for it so many milliseconds (-1: for ever); false: nothing came. */
static bool read_some(struct channel *channel, int milliseconds)
{
	struct pollfd input = { .fd = channel->in, .events = POLLIN };
	if (channel->is_gone || channel->wrong != NULL || !make_room(channel) ||
	    poll(&input, 1, milliseconds) <= 0)
		return false;
	ssize_t count = read(channel->in, channel->bytes + channel->size, PART);
	if (count < 0 && (errno == EINTR || errno == EAGAIN))
		return false;
	if (count <= 0)
		channel->is_gone = true;
	else
		channel->size += (size_t)count;
	return count > 0;
}

static bool is_named(const char *line, size_t length, const char *name, const char **value)
{
	size_t size = strlen(name);
	*value = line + size;
	return length > size && strncasecmp(line, name, size) == 0;
}

/* The length that a line of the head gives; false where it gives none. */
static bool take_length(const char *line, size_t length, size_t *content)
{
	const char *digit, *end = line + length;
	if (!is_named(line, length, "Content-Length:", &digit))
		return false;
	while (digit < end && *digit == ' ')
		digit++;
	*content = 0;
	bool is_number = digit < end;
	for (; digit < end && *content <= MOST_CONTENT; digit++) {
		is_number &= *digit >= '0' && *digit <= '9';
		*content = *content * 10 + (size_t)(*digit - '0');
	}
	if (!is_number)
		*content = SIZE_MAX;
	return true;
}

/* Looks at a head that ends there: the length of the content; false where it has none. */
static bool read_head(struct channel *channel, size_t end, size_t *content)
{
	bool is_there = false;
	for (size_t at = 0; at < end;) {
		const char *line = channel->bytes + at;
		const char *next = memchr(line, '\n', end - at);
		size_t length = next == NULL ? end - at : (size_t)(next - line);
		at += length + 1;
		if (length > 0 && line[length - 1] == '\r')
			length--;
		is_there |= take_length(line, length, content);
	}
	if (!is_there)
		channel->wrong = "a message without Content-Length";
	else if (*content == SIZE_MAX)
		channel->wrong = "a Content-Length that is no number";
	else if (*content > MOST_CONTENT)
		channel->wrong = "a message of more than 16 MiB";
	return channel->wrong == NULL;
}

/* Whether a whole message has been read: where its content begins, and its size. */
static bool find_message(struct channel *channel, size_t *begin, size_t *content)
{
	static const char end[] = "\r\n\r\n";
	size_t most = channel->size < MOST_HEAD ? channel->size : MOST_HEAD;
	const char *found = most == 0 ? NULL : memmem(channel->bytes, most, end, sizeof end - 1);
	if (channel->wrong != NULL)
		return false;
	if (found == NULL) {
		if (channel->size >= MOST_HEAD)
			channel->wrong = "a head of more than 4096 bytes";
		return false;
	}
	*begin = (size_t)(found - channel->bytes) + sizeof end - 1;
	return read_head(channel, *begin - 2, content) && channel->size - *begin >= *content;
}

bool channel_is_ready(struct channel *channel, int milliseconds)
{
	size_t begin, content;
	if (find_message(channel, &begin, &content))
		return true;
	while (read_some(channel, milliseconds)) {
		if (find_message(channel, &begin, &content))
			return true;
		milliseconds = 0;
	}
	return channel->is_gone || channel->wrong != NULL;
}

bool channel_receive(struct channel *channel, json_t **message, json_error_t *error)
{
	size_t begin, content;
	while (!find_message(channel, &begin, &content)) {
		if (channel->is_gone && channel->size != 0 && channel->wrong == NULL)
			channel->wrong = "a message that ends early";
		if (channel->is_gone || channel->wrong != NULL)
			return false;
		read_some(channel, -1);
	}
	*message = json_loadb(channel->bytes + begin, content, JSON_ALLOW_NUL, error);
	channel->size -= begin + content;
	memmove(channel->bytes, channel->bytes + begin + content, channel->size);
	return true;
}

static void write_all(struct channel *channel, const char *bytes, size_t size)
{
	if (!channel->is_gone)
		channel->is_gone = !send_all(channel->out, bytes, size);
}

void channel_send(struct channel *channel, const char *type, json_t *message)
{
	char head[64];
	json_object_set_new(message, "seq", json_integer(++channel->sent));
	json_object_set_new(message, "type", json_string(type));
	char *text = json_dumps(message, JSON_COMPACT);
	json_decref(message);
	if (text == NULL) {
		channel->wrong = "out of memory for an answer";
		return;
	}
	size_t size = strlen(text);
	int length = snprintf(head, sizeof head, "Content-Length: %zu\r\n\r\n", size);
	write_all(channel, head, (size_t)length);
	write_all(channel, text, size);
	free(text);
}
