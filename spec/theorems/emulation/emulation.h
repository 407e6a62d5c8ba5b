/* The homomorphism f(i(S)) = i'(f(S)), proved of the VMM's binary: exit by exit, and for what runs
 * directly instruction by instruction. */
#ifndef PG32_SPEC_THEOREMS_EMULATION_H
#define PG32_SPEC_THEOREMS_EMULATION_H

#include <stdio.h>

#include "spec/theorems/emulation/emulated.h"
#include "spec/theorems/emulation/shadow.h"

/* The parts: an exit with the cause, from virtual supervisor or user mode or (MODE_ANY) either, of
 * a word of the row (NULL: of none); and direct execution of a row. */
enum virtual_mode { MODE_SUPERVISOR, MODE_USER, MODE_ANY };
struct exit_kind {
	enum cause cause;
	enum virtual_mode mode;
	const struct row *row;
};
/* All exits, but what tlbi does to the buffer of a paged guest, which is not proved; and how many
 * they are. */
unsigned list_exits(struct exit_kind kinds[EXITS]);

/* Their names. */
const char *direct_name(const struct row *row);
void name_exit(char *name, size_t size, const struct exit_kind *kind);
/* With goes_on it is asked after each case whether to go on, or to leave it untried. */
struct watch {
	bool (*goes_on)(struct watch *watch, const struct proof *proof);
};
struct proof prove_exit(const struct vmm_image *image, const struct exit_kind *kind,
                        struct watch *watch);
struct proof prove_fetch(void);
struct proof prove_direct(const struct row *row);

/* The bare state and how it was resumed, of which nothing is known but that there can be one. */
struct allotment any_allotment(struct prover *prover, const struct bare *resumed,
                               uint32_t lowest_origin);

/* An exit: the state that the guest was resumed in, and the one now, that much later. */
struct resumption {
	struct bare resumed, now;
	struct allotment allotment;
};

/* Any, in which the time that was given is not over; or is. */
struct resumption any_resumption_in_time(struct prover *prover, uint32_t lowest_origin);
struct resumption any_resumption_over(struct prover *prover, uint32_t lowest_origin);

/* And one in which the time that was given is not over, so that the next to happen is an
 * instruction. */
struct allotment any_allotment_in_time(struct prover *prover, const struct bare *resumed,
                                       uint32_t lowest_origin);

/* An exit from the bare machine's state, which after it is to be what is expected, in the case. */
struct symbolic_exit {
	const struct vmm_image *image;
	const struct exit_kind *kind;
	struct resumption resumption;
	struct bare expected;
	struct symbolic_trap trap;
};

/* Any exit of the kind; and, in a case of the prover's, what the bare machine makes of its state
 * where the virtual one exits. */
struct symbolic_exit any_exit(struct prover *prover, const struct vmm_image *image,
                              const struct exit_kind *kind);
void exit_act(struct prover *prover, struct symbolic_exit *exit);

/* Both machines before an instruction that runs directly. */
struct direct {
	struct prover prover;
	struct bare resumed, bare;
	struct allotment allotment;
	struct symbolic_state real;
	Z3_ast word;
};

/* Opens the prover of any; and has the instruction be one of the row (NULL: of none). */
void direct_open(struct direct *direct);
void direct_take(struct direct *direct, const struct row *row);

/* That what is in the window is in memory, base further on; and that each word of a PSW is in the
 * window that all of the PSW is in. */
struct proof prove_windows(void);

/* That each sound state in time is one of any_resumption_in_time's. */
struct proof prove_resumption(void);

/* The lines that show a bare state and the trap's word in a model. */
struct counterexample {
	const struct bare *bare;
	const struct allotment *allotment;
	Z3_ast word;
	const char *what; /* what goes wrong, where it is no agreement */
	uint32_t pc;      /* the VMM's, or 0 */
};
char *counterexample_text(Z3_context z, Z3_model model, const struct counterexample *example,
                          const struct agreements *agreements);

/* Whether they agree on a path: proved, refuted with text, or unknown. */
void settle(struct prover *prover, const struct path *path, const struct agreements *agreements,
            const struct counterexample *example, struct proof *proof);

#endif
