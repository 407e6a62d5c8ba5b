/* The interpreter: each privileged instruction, over the shadow. */
#include "isa/formats.h"
#include "isa/instruction.h"
#include "machine/core/time.h"
#include "vmm/vmm.h"

/* Yours: a word of group F, which the guest's supervisor has executed at its pc. What it does on
 * the bare machine it does to vm->guest: registers, PSW, memory, devices, time. One of
 *
 *   OUTCOME_COMPLETED   also a wait that has to go on: then the pc is still at it
 *   OUTCOME_TRAPPED     *trap is what the instruction raises; nothing else has changed
 *   OUTCOME_FILLED      a translation was read, and the guest is to try again (stage 5)
 *   OUTCOME_HALTED      trap->value is the status
 *   OUTCOME_IDLE        a wait for what can never come
 *   OUTCOME_MALFORMED   a PSW that may not be loaded
 *
 * Stage 1: lpsw, spsw, halt, and what is no instruction. Stage 3: wait, and in and out of the
 * system device. Stage 4 needs no more here. Stage 5: tlbi. */
enum outcome interpret(struct vm *vm, uint32_t word, struct trap *trap)
{
	(void)vm;
	*trap = (struct trap){ CAUSE_ILLEGAL, 0, word };
	return OUTCOME_TRAPPED;
}
