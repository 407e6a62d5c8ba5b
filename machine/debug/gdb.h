/* The server of gdb's remote protocol. */
#ifndef PG32_MACHINE_DEBUG_GDB_H
#define PG32_MACHINE_DEBUG_GDB_H

#include "machine/debug/packets.h"
#include "machine/debug/search.h"

enum { TYPED = 4096, THREAD_USER = 0x100 /* gdb's number for the user program */ };

struct debugger {
	struct session *session;
	struct search search;
	struct packets packets;
	bool is_stdio; /* the guest's console is the client's, too */
	bool is_done;  /* killed, or left alone */
	bool is_detached;
	bool is_extended;     /* who kills it may run it again */
	uint8_t typed[TYPED]; /* what the guest's console is to read */
	unsigned typed_first, typed_last;
	uint64_t mark;    /* a position for diff */
	unsigned thread;  /* the level of the registers asked for, and one more */
	bool is_user;     /* those of the user program as it trapped */
	struct view user; /* it, where position is that at user_of */
	uint64_t user_of;
	bool user_is_there;
};

/* Serves one client: at a port of this host ("" for 1234), or "-" for standard input and output.
 * False where there is none to serve. The session is then where the client left it, and
 * *is_detached says whether it is to run on. */
bool debug_serve(struct session *session, const char *where, bool *is_detached,
                 struct failure *failure);

/* Answers the packet that was received; what has no answer is left empty. */
void debug_answer(struct debugger *debugger);

/* Answers a request for a file, which may be one of the session's; false where it is no such. */
bool debug_answer_file(struct debugger *debugger, const char *text);

/* Answers a request for a part of a document: qXfer, and what follows its colon. */
void debug_send_document(struct debugger *debugger, const char *text);

/* What gdb's thread stands for is looked at; 0 is the level in view. */
void debug_select_thread(struct debugger *debugger, uint64_t thread);

/* Looks at the kernel at the top of the tower, and goes through the VMMs that boot to its first
 * instruction. */
void debug_stand_at_kernel(struct debugger *debugger);

/* Goes to the beginning, and on to there. */
void debug_restart(struct debugger *debugger);

/* The next byte that was typed, for the console of the guest: its context is the debugger. */
uint32_t debug_poll_typed(void *context, bool idle);

/* Carries out a command of monitor; the answer is in the reply as text. */
void debug_command(struct debugger *debugger, char *command);

/* What it says: " <symbol+0x8> file:line" of what runs next; where the level is. */
void debug_say_site(struct debugger *debugger);
void debug_say_here(struct debugger *debugger);

/* Takes a number that a command is given, at most so large; false, having said so, where it is
 * none. */
bool debug_take_number(struct debugger *debugger, const char *command, const char *text,
                       uint64_t most, uint64_t *number);

/* The way of the last trap through all levels; see monitor journey. */
void debug_journey(struct debugger *debugger, const char *text);

/* Goes back to what wrote a register or memory last; see monitor last-write. */
void debug_last_write(struct debugger *debugger, const char *text);

/* Says what an address is, held or not; see monitor translate. */
void debug_translate(struct debugger *debugger, const char *text);

/* The view that the client looks at; false where there is none. */
bool debug_view(struct debugger *debugger, struct view *view);

/* The kernel's user program as it last trapped; false where none did. */
bool debug_user(struct debugger *debugger, struct view *view);

/* Whether it was looked for, here, and found. */
bool debug_has_user(const struct debugger *debugger);

#endif
