/* Messages of the Debug Adapter Protocol over a pair of descriptors: "Content-Length: N", an empty
 * line, and N bytes of JSON. */
#ifndef PG32_MACHINE_DAP_CHANNEL_H
#define PG32_MACHINE_DAP_CHANNEL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* What a message may have, and its head. */
enum { MOST_CONTENT = 16 << 20, MOST_HEAD = 4096 };

struct channel {
	int in, out;
	bool is_gone;      /* the client */
	const char *wrong; /* why what it sent is no message, after which nothing can be; or NULL */
	char *bytes;       /* read and not yet taken */
	size_t size, room;
	json_int_t sent; /* the number of the last message that was sent */
};

void channel_open(struct channel *channel, int in, int out);
void channel_close(struct channel *channel);

/* The next message, waited for: false where there will be none. *message is NULL where its content
 * is no JSON, and the error says why; else the caller's. */
bool channel_receive(struct channel *channel, json_t **message, json_error_t *error);

/* Whether one has come, or none will come any more; waits so many milliseconds for it. */
bool channel_is_ready(struct channel *channel, int milliseconds);

/* Sends a message of this type, "response" or "event"; takes the reference. */
void channel_send(struct channel *channel, const char *type, json_t *message);

#endif
