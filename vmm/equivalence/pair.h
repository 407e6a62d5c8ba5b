/* One kernel twice, in step: on a bare machine, and as the guest of the VMM under test, each with a
 * host of its own. */
#ifndef PG32_VMM_EQUIVALENCE_PAIR_H
#define PG32_VMM_EQUIVALENCE_PAIR_H

#include "machine/engines/engine.h"
#include "machine/front/failure.h"
#include "vmm/equivalence/host.h"
#include "vmm/equivalence/step.h"
#include "vmm/equivalence/written.h"
#include "vmm/hosted/hosted.h"

/* The guest's memory begins here in the real one. Behind it is a page that nobody writes, and the
 * shadow of its buffer. */
enum { GUEST_ORIGIN = 8 * 1024, GUEST_MARGIN = 4096 };

/* What is in the real memory around the guest's, to see that nobody writes there. */
enum { PATTERN = 0xA5 };

/* The guest as its VMM has it. */
struct guest_state {
	uint32_t registers[REGISTERS];
	struct psw psw;
	uint64_t clock;
	struct devices devices; /* as at the last resume: event_in is not looked at */
	struct buffer buffer;
	const uint8_t *memory;
	uint32_t counts[COUNTS]; /* what the VMM did for it */
};

/* What is kept of the guest as it was at the last resume. */
struct guest_before {
	struct psw psw;
	uint32_t root; /* of its buffer */
	uint32_t counts[COUNTS];
};

/* The most levels whose traps are told apart. */
enum { LEVELS = 8 };

struct pair;
struct session;

/* Another VMM under test than the hosted one: see nest.h. */
struct nest {
	struct session *session; /* the VMMs, loaded; not owned */
	const char *vmm;         /* as the command named it; NULL: it did not */
	uint64_t limit;  /* what the machine may execute for a program, its guests included */
	bool translates; /* so much is executed for an exit that it pays to translate the VMMs */
	struct machine *(*machine)(struct session *session);
	/* The size that the real machine must have for this kernel and its modules. */
	uint32_t (*memory_size)(struct session *session, const struct file *files, uint32_t count);
	/* Boots the real machine, and runs it until the guest is resumed for the first time. */
	enum boot_error (*boot)(struct pair *pair, const struct file *files, uint32_t count);
	/* Has the exit handled: runs until the guest is resumed, or the machine stops. */
	void (*handle)(struct pair *pair);
};

struct pair {
	struct hosted hosted; /* the VMM under test, but where it is nested or there is none */
	struct machine bare;
	struct machine *real;      /* what the VMM runs on */
	struct machine own;        /* the real machine, but where the VMM is nested */
	struct host_memory memory; /* the real machine's; its size is 0 before the first boot */
	uint32_t *pages[2];        /* of the buffers of the bare and of the real machine */
	enum engine_kind engine_kind;
	struct engine *engine; /* of this kind: it executes the real machine's instructions */
	struct engine noting;  /* the reference engine, noting what it stores */
	bool keeps_code;       /* the engine is for nested VMMs, and not for the guest within */
	struct host bare_host, real_host;
	enum boot_error bare_boot, virtual_boot;
	struct history bare_history, real_history;
	struct history direct_histories[2];         /* of the modes of the machine under test */
	enum outcome bare_outcome, virtual_outcome; /* COMPLETED while it runs */
	struct trap bare_last, virtual_last;        /* what ended it */
	uint32_t bare_traps;                        /* how many were delivered */
	struct exit exit;                           /* the last exit of the guest */
	uint32_t at_exit[REGISTERS];                /* its registers then */
	struct psw resumed;                         /* the real PSW that the guest was left with */
	uint32_t completed; /* instructions of the guest's last stretch, as the real timer says */
	struct guest_state guest;   /* at this resume of the guest */
	struct guest_before before; /* at the last one */
	uint64_t exits;
	const char *vmm; /* as the command named it; NULL: it did not */
	uint64_t limit;  /* of instructions of the guest */
	uint64_t late;   /* how many of them it waits before it begins */
	bool at_limit;
	bool vmm_not_asked; /* the guest stopped the real machine */
	bool hybrid;        /* the VMM is hybrid */
	bool direct;        /* there is no VMM: the machine under test is compared itself */
	bool interpreted;   /* the last step was no exit, but a stretch that it interpreted */
	uint64_t stretches; /* how many such steps there were: not where the VMM is nested */
	/* What the VMM of each level did, as guest.counts, for the innermost one and those around
	 * it: at this resume and at the last one. */
	unsigned levels;
	uint32_t level_counts[LEVELS][COUNTS], level_before[LEVELS][COUNTS];
	/* Sees every step of the bare machine, which else runs in stretches, and every exit that
	 * was handled; NULL: nobody does. */
	void (*observe)(void *observer, const struct step *step);
	void (*observe_exit)(void *observer, const struct pair *pair);
	void *observer;
	const struct nest *nest; /* NULL: the VMM is the hosted one */
	bool watch;              /* pages written are to be found by protection */
	struct written *written; /* NULL: all of memory is compared at each resume */
};

/* Gives both sides this much memory (all zero), under the hosted VMM, or where nest is not NULL
 * under that, without limit, on the reference engine: engine_kind says which, up to the first boot.
 * The nest is not owned. */
void pair_create(struct pair *pair, uint32_t memory_size, const struct nest *nest);

/* Whether the host has the engine. */
bool pair_has_engine(enum engine_kind kind, struct failure *failure);

/* Boots the kernel, files[0], and its modules on both sides, with this supply. A pair may be booted
 * again; watch says to find written pages by protection, and is for one boot. True where both sides
 * have booted; else bare_boot and virtual_boot say why not. A hybrid VMM that is nested can be
 * stopped only while its guest is in user mode, so the limit may be lowered to the last such
 * instant. */
bool pair_boot(struct pair *pair, const struct supply *supply, const struct file *files,
               uint32_t count, bool watch);

/* Runs the virtual machine to the next exit and through it, or has the hybrid VMM interpret a
 * stretch. False at the limit, and then the guest is between two exits. */
bool pair_run_virtual(struct pair *pair);

/* Runs the bare machine to where the virtual one is: as many instructions completed, as many traps
 * delivered, stopped if that has stopped. */
void pair_run_bare(struct pair *pair);

/* Runs one instruction on both sides that the guest executes directly. False where it does not: it
 * exits, or the limit is there; then nothing has changed. */
bool pair_step(struct pair *pair);

/* Runs the real machine to its next event, as run (machine.h) does. */
enum outcome pair_run_real(struct pair *pair, uint64_t most, struct trap *trap);

/* Looks at the guest between two exits: the real registers, and the time that has passed since it
 * was resumed. */
struct guest_state pair_look_between(const struct pair *pair);

/* NULL where the VMM is in control, or what it lost: the machine, where its guest stopped that, and
 * of the hosted VMM also the real PSW, or memory beyond the guest's. */
const char *pair_lost_control(const struct pair *pair);

/* Whether the two are at their end. */
static inline bool pair_is_over(const struct pair *pair)
{
	return pair->at_limit || pair->bare_boot != BOOT_OK || pair->virtual_boot != BOOT_OK ||
	       pair->virtual_outcome != OUTCOME_COMPLETED;
}

/* Begins to find written pages by protection, both memories being equal. */
void pair_watch(struct pair *pair);

/* Frees what the pair holds. */
void pair_release(struct pair *pair);

#endif
