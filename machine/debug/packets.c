/* $text#checksum, answered by + or -. */
#include "machine/debug/packets.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "machine/debug/send.h"

enum { CONTROL_C = 3, ESCAPE = '}', ESCAPED = 0x20 };

/* Reads what there is behind what was not looked at, which leaves room; false where nothing came in
 * so many milliseconds (-1: waits). */
static bool read_some(struct packets *packets, int milliseconds)
{
	struct pollfd input = { .fd = packets->in, .events = POLLIN };
	if (packets->is_gone || poll(&input, 1, milliseconds) <= 0)
		return false;
	packets->last -= packets->first;
	memmove(packets->bytes, packets->bytes + packets->first, packets->last);
	packets->first = 0;
	ssize_t count = read(packets->in, packets->bytes + packets->last,
	                     sizeof packets->bytes - packets->last);
	if (count < 0 && (errno == EINTR || errno == EAGAIN))
		return false;
	if (count <= 0) {
		packets->is_gone = true;
		return false;
	}
	packets->last += (size_t)count;
	return true;
}

/* The next byte, or -1 when the client is gone. */
static int next_byte(struct packets *packets)
{
	while (packets->first == packets->last && !packets->is_gone) {
		if (packets->await(packets->context, packets->in))
			read_some(packets, 0);
		else
			packets->is_gone = true;
	}
	return packets->is_gone ? -1 : packets->bytes[packets->first++];
}

static void write_all(struct packets *packets, const char *bytes, size_t size)
{
	if (!packets->is_gone)
		packets->is_gone = !send_all(packets->out, bytes, size);
}

static int digit_of(int c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	                              : -1;
}

/* What follows a $; false where the checksum is wrong, or it is too long. */
static bool receive_rest(struct packets *packets)
{
	uint8_t sum = 0;
	int c;
	bool fits = true;
	packets->size = 0;
	while ((c = next_byte(packets)) >= 0 && c != '#') {
		if (c == '$') { /* what was before was none */
			packets->size = 0;
			sum = 0;
			continue;
		}
		sum = (uint8_t)(sum + c);
		if (c == ESCAPE) {
			c = next_byte(packets);
			sum = (uint8_t)(sum + c);
			c ^= ESCAPED;
		}
		fits = packets->size < PACKET_SIZE;
		if (fits)
			packets->packet[packets->size++] = (char)c;
	}
	packets->packet[packets->size] = 0;
	int high = digit_of(next_byte(packets)), low = digit_of(next_byte(packets));
	return fits && high >= 0 && low >= 0 && (high << 4 | low) == sum;
}

bool packets_receive(struct packets *packets)
{
	for (;;) {
		int c = next_byte(packets);
		if (c < 0)
			return false;
		if (c == CONTROL_C) { /* it stands still already */
			packets->packet[0] = '?';
			packets->packet[packets->size = 1] = 0;
			return true;
		}
		if (c != '$')
			continue;
		bool is_right = receive_rest(packets);
		if (packets->is_gone)
			return false;
		if (packets->needs_acks)
			write_all(packets, is_right ? "+" : "-", 1);
		if (is_right)
			return true;
	}
}

static void send_framed(struct packets *packets, const char *text, size_t size)
{
	char end[4];
	uint8_t sum = 0;
	for (size_t i = 0; i < size; i++)
		sum = (uint8_t)(sum + (uint8_t)text[i]);
	snprintf(end, sizeof end, "#%02x", sum);
	write_all(packets, "$", 1);
	write_all(packets, text, size);
	write_all(packets, end, 3);
}

void packets_send(struct packets *packets)
{
	send_framed(packets, packets->reply, packets->reply_size);
}

void packets_say(struct packets *packets, const char *text, size_t size)
{
	char packet[2 * 256 + 1] = "O";
	while (size > 0) {
		size_t part = size < 255 ? size : 255;
		for (size_t i = 0; i < part; i++)
			snprintf(packet + 1 + 2 * i, 3, "%02x", (uint8_t)text[i]);
		send_framed(packets, packet, 1 + 2 * part);
		text += part;
		size -= part;
	}
}

/* Behind the packet at a place, or the end of what was read. */
static size_t behind_packet(const struct packets *packets, size_t at)
{
	const uint8_t *end = memchr(packets->bytes + at, '#', packets->last - at);
	if (end == NULL)
		return packets->last;
	at = (size_t)(end - packets->bytes) + sizeof "#00" - 1;
	return at < packets->last ? at : packets->last;
}

/* Takes out the calls that are between packets, which wait until the machine stands still. */
static void take_calls(struct packets *packets)
{
	for (size_t at = packets->first; at < packets->last;) {
		if (packets->bytes[at] == '$') {
			at = behind_packet(packets, at);
			continue;
		}
		packets->is_called |= packets->bytes[at] == CONTROL_C;
		packets->last--;
		memmove(packets->bytes + at, packets->bytes + at + 1, packets->last - at);
	}
}

bool packets_is_called(struct packets *packets)
{
	if (packets->last - packets->first < sizeof packets->bytes)
		read_some(packets, 0);
	else
		packets->is_called = true;
	take_calls(packets);
	return packets->is_called || packets->is_gone;
}

void reply_clear(struct packets *packets)
{
	packets->reply_size = 0;
}

void reply_text(struct packets *packets, const char *format, ...)
{
	va_list arguments;
	size_t room = PACKET_SIZE - packets->reply_size;
	va_start(arguments, format);
	int length = vsnprintf(packets->reply + packets->reply_size, room + 1, format, arguments);
	va_end(arguments);
	if (length > 0)
		packets->reply_size += (size_t)length < room ? (size_t)length : room;
}

void reply_byte(struct packets *packets, uint8_t byte)
{
	bool is_special = byte == '#' || byte == '$' || byte == ESCAPE || byte == '*';
	if (packets->reply_size + 2 > PACKET_SIZE)
		return;
	if (is_special)
		packets->reply[packets->reply_size++] = ESCAPE;
	packets->reply[packets->reply_size++] = (char)(is_special ? byte ^ ESCAPED : byte);
}

void reply_hex(struct packets *packets, const void *bytes, size_t size)
{
	const uint8_t *byte = bytes;
	for (size_t i = 0; i < size; i++)
		reply_text(packets, "%02x", byte[i]);
}

void reply_word(struct packets *packets, uint32_t word)
{
	reply_hex(packets, &word, sizeof word);
}

bool take_hex(const char **text, uint64_t *value)
{
	const char *start = *text;
	*value = 0;
	for (int digit; (digit = digit_of(**text)) >= 0 && *text - start < 16; ++*text)
		*value = *value << 4 | (unsigned)digit;
	return *text != start;
}

bool take_range(const char **text, uint64_t *address, uint64_t *size)
{
	return take_hex(text, address) && *address <= UINT32_MAX && *(*text)++ == ',' &&
	       take_hex(text, size);
}

size_t take_bytes(const char *text, uint8_t *bytes, size_t most)
{
	size_t count = 0;
	for (; count < most; count++, text += 2) {
		int high = digit_of(text[0]), low = high < 0 ? -1 : digit_of(text[1]);
		if (low < 0)
			break;
		bytes[count] = (uint8_t)(high << 4 | low);
	}
	return count;
}
