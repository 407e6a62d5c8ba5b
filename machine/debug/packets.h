/* The packets of gdb's remote protocol, over a connection. */
#ifndef PG32_MACHINE_DEBUG_PACKETS_H
#define PG32_MACHINE_DEBUG_PACKETS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PACKET_SIZE = 16384 };

struct packets {
	int in, out;
	bool (*await)(void *context, int in); /* until there is something to read; false: the
	                                         user does not wait for it */
	void *context;
	bool is_gone;    /* the client */
	bool is_called;  /* it has sent Ctrl-C */
	bool needs_acks; /* until it says that it needs none */
	uint8_t bytes[4096];
	size_t first, last;           /* of those read and not looked at */
	char packet[PACKET_SIZE + 1]; /* the last one received, ended by a zero */
	size_t size;                  /* without that */
	char reply[PACKET_SIZE + 1];
	size_t reply_size;
};

/* Waits for the next packet; false when the client is gone. */
bool packets_receive(struct packets *packets);

/* Sends the packet made with reply_... below. */
void packets_send(struct packets *packets);

/* Sends text for the user to see, while the machine runs. */
void packets_say(struct packets *packets, const char *text, size_t size);

/* Whether the client, looked at without waiting, calls for a stop or is gone. One that sends more
 * than can be kept until the machine stands still calls for it, too. */
bool packets_is_called(struct packets *packets);

/* Make a reply; what does not fit is left out. */
void reply_clear(struct packets *packets);
void reply_text(struct packets *packets, const char *format, ...)
        __attribute__((format(printf, 2, 3)));
void reply_byte(struct packets *packets, uint8_t byte); /* as it is, escaped */
void reply_hex(struct packets *packets, const void *bytes, size_t size);
void reply_word(struct packets *packets, uint32_t word); /* in memory's order */

/* Reads hex digits of a number; moves *text behind them. False where there is none. */
bool take_hex(const char **text, uint64_t *value);

/* Reads ADDRESS,SIZE. */
bool take_range(const char **text, uint64_t *address, uint64_t *size);

/* Reads so many bytes of hex; returns how many there are. */
size_t take_bytes(const char *text, uint8_t *bytes, size_t most);

#endif
