/* How an instruction, or a delivery, ends. */
#ifndef PG32_MACHINE_CORE_OUTCOME_H
#define PG32_MACHINE_CORE_OUTCOME_H

enum outcome {
	OUTCOME_COMPLETED,
	OUTCOME_TRAPPED,     /* *trap says what happened; nothing else changed */
	OUTCOME_PRIVILEGED,  /* trap->word is one for execute_privileged; not executed */
	OUTCOME_HALTED,      /* trap->value is the status; the pc is still at the halt */
	OUTCOME_IDLE,        /* a wait for what can never come; nothing changed */
	OUTCOME_MALFORMED,   /* check-stop: a malformed PSW */
	OUTCOME_DOUBLE_TRAP, /* check-stop: a trap before the handler completed an instruction */
	OUTCOME_FLAWED,      /* trap->word has the opcode that the profile adds; not executed */
	OUTCOME_FILLED       /* a translation was read; the instruction is to be executed again */
};

#endif
