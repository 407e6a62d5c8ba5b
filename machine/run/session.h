/* A session: what one call of pg32-run or pg32-vmm loads, runs and reports. */
#ifndef PG32_MACHINE_RUN_SESSION_H
#define PG32_MACHINE_RUN_SESSION_H

#include "assembler/image/image.h"
#include "isa/word.h"
#include "machine/engines/statistics.h"
#include "machine/host/computer.h"
#include "machine/run/monitor.h"
#include "machine/run/onlooker.h"
#include "machine/run/options.h"
#include "machine/run/record.h"
#include "machine/run/sample.h"

/* A machine or virtual machine as it is: level 0 is the machine that runs, level k + 1 the guest
 * of the VMM in level k. Pointers are into the session's memory. */
struct view {
	uint32_t registers[REGISTERS];
	struct psw psw;
	struct devices devices; /* event_in is not looked at */
	bool delivering;        /* a trap was delivered, and its handler has completed nothing */
	const uint8_t *memory;
	uint32_t memory_size;
	struct buffer buffer; /* its pages are in memory, or NULL where there is no sense in them */
	struct image *image;  /* what runs in it; NULL where it is not known */
	uint32_t layout;      /* where that, a VMM, has its layout table (layout.h) */
	const uint32_t *counts; /* what its VMM did for it, see layout.h; NULL for the machine */
	uint64_t interpreted;   /* the part of its instructions that a hybrid VMM interpreted */
	struct trap last;       /* what stopped it */
};

/* The instruction that the trace has last looked at. */
struct traced {
	bool is_shown;                 /* it passed the filter */
	const struct machine *machine; /* that executes it, where its line waits for the result */
	uint32_t traits;               /* of the instruction */
	uint32_t address;              /* that it names, where it names one */
	uint8_t d, b;                  /* its registers */
	uint32_t fills;                /* how many translations its machine had read */
};

/* The most levels: a hosted VMM, a VMM in every file, and the machine. */
enum { VIEWS = FILES + 2 };

struct saved; /* a timeline that was saved: see saved.h */

struct session {
	struct options options;
	struct computer computer;
	struct file files[FILES];            /* the bytes of every file */
	struct image *images[FILES];         /* of the files, NULL for a module that is none */
	struct image *symbols[SYMBOL_FILES]; /* of programs that are no modules */
	uint32_t origins[FILES]; /* where the guest's memory begins in the VMM's, per VMM */
	uint32_t layouts[FILES]; /* where its layout table is, per VMM */
	unsigned file_count;
	unsigned vmms;               /* how many of the files are VMMs, from the first on */
	struct history histories[2]; /* of supervisor mode and of user mode */
	struct statistics statistics;
	struct sample sample; /* of the instructions before the limit */
	struct traced traced;
	uint32_t traced_device; /* the device that the trace last saw to request attention */
	enum outcome outcome;   /* how it ended; COMPLETED: at the limit or left */
	struct trap last;
	bool halted_in_user_mode; /* the real one, by an instruction that a profile adds */

	struct saved *saved;   /* what it replays; NULL: nothing */
	bool has_replayed_all; /* it was saved here, and not at its end */
	bool has_no_room;      /* nor was there for more of what it is recorded by */

	/* Where the disk's file was not written: of the disk as the run saw it. */
	bool has_disk_digest;
	uint8_t disk_digest[STATE_DIGEST];

	struct onlooker *onlooker;     /* NULL: nothing looks on */
	const struct monitor *monitor; /* what has the machine's traps */
	void *vmm;                     /* the monitor's, where it is a VMM; the session's to free */
};

/* Whether what runs next is the guest of the monitor, interpreted, and not the computer's machine.
 */
static inline bool session_interprets(const struct session *session)
{
	return session->monitor->is_interpreting(session);
}

/* The machine whose instructions run next: the computer's, or the guest that is interpreted. */
const struct machine *session_running(const struct session *session);

/* The instruction that comes next. */
struct next {
	uint32_t word;
	uint32_t physical; /* its address in the machine */
	bool is_wait;      /* which may take long */
};

/* Looks at it; false where a trap comes before it. */
bool session_next(const struct session *session, struct next *next);

/* Reads the files that the options name, before anything runs. */
bool session_load(struct session *session, struct failure *failure);

/* Closes the images. The computer is the caller's to destroy. */
void session_close(struct session *session);

/* The size that the machine must have for its innermost guest to have options.memory_size. */
uint64_t session_memory_size(const struct session *session);

/* The level that a physical address of the machine belongs to, and its address there. */
unsigned session_level(const struct session *session, uint32_t physical, uint32_t *address);

/* What runs at a level; NULL where it has no symbols. */
struct image *session_image(const struct session *session, unsigned level);

/* The file of that; NULL where it is none. */
const char *session_file(const struct session *session, unsigned level);

/* The views of all levels, from the machine inwards; returns how many. Fewer than the files
 * promise where a VMM has not started its guest. */
unsigned session_views(const struct session *session, struct view views[VIEWS]);

/* The view of the guest behind so many VMMs of the machine, at least one, at a part of the cost:
 * where its buffer's root leads has not been looked at. Of the guest of each VMM on the way the
 * counts, that guest's the last. False where one is not there. */
bool session_guest(const struct session *session, unsigned level, struct view *guest,
                   const uint32_t *counts[VIEWS]);

/* Whether the guest behind so many VMMs of the machine runs: the machine is in user mode, and so
 * are all virtual machines around the guest. As the views tell, but at a part of their cost. */
bool session_runs_guest(const struct session *session, unsigned level);

/* The instructions completed that --limit counts: those of the outermost level that runs files. */
uint64_t session_clock(const struct session *session);

/* How many instructions are left at this clock: NEVER without a limit. */
uint64_t session_left(const struct session *session, uint64_t clock);

/* Whether a guest stopped the machine without its VMM, by an instruction that a profile adds. */
bool session_stopped_by_guest(const struct session *session);

/* Runs a stretch, at most so many instructions, of what the VMM interprets or of the machine; a
 * trap is left in session->last. */
enum outcome session_stretch(struct session *session, uint64_t most);

/* The same of the machine, which has its traps itself: it goes on through any number of them. */
enum outcome session_run_on(struct session *session, uint64_t most);

/* Runs the machine until it stops, and has its traps taken. */
void session_run(struct session *session);

/* How the session ended, in a word or two that scripts can tell apart. */
const char *session_stop(const struct session *session);

/* The exit status for how the session ended; says on standard error what is not a plain halt. */
int session_exit_status(const struct session *session);

#endif
