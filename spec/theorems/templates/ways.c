/* The ways into code and out of it: what is called, and returns. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "isa/names.h"
#include "machine/engines/fast/registers.h"
#include "spec/theorems/templates/claims.h"

enum { WORD = 4, WIDE = 8 };

/* The registers that are the caller's. */
static const unsigned kept[] = { RBX, RSP, RBP, R12, R13, R14, R15 };
enum { KEPT = sizeof kept / sizeof *kept };

#define NEAR(name) offsetof(struct context, name)

static struct host_access in_region(enum region region, int at, unsigned bytes)
{
	return (struct host_access){ .region = region, .offset = at, .bytes = bytes };
}

/* The machine's registers, as the engine has them. */
static void put_machine(const struct judged *judged, struct host_state *state,
                        const struct symbolic_state *guest)
{
	Z3_context z = judged->prover.z;
	for (unsigned i = 0; i < REGISTERS; i++) {
		struct host_access access =
		        in_region(REGION_GUEST, GUEST_AT + (int)(WORD * i), WORD);
		Z3_ast value = Z3_mk_select(z, guest->registers, bits_term(z, 4, i));
		host_write(&judged->run.host, state, &access, value);
	}
}

/* As the engine calls it: what it put near the code, and where it returns to. The upper halves near
 * the code are zero from the beginning, and each block leaves them so. */
static struct host_state state_called(struct judged *judged, Z3_ast go, Z3_ast back)
{
	struct host *host = &judged->run.host;
	struct host_state state = any_host_state(host, judged->guest[0].window);
	struct host_access returns = in_region(REGION_STACK, STACK_AT + STACK_BELOW, WIDE);
	state.registers[RSP] = host->bases[REGION_STACK];
	put_machine(judged, &state, &judged->guest[0]);
	host_write(host, &state, &returns, back);
	for (unsigned i = 0; i < REGISTERS; i++)
		host_put_near(host, &state, NEAR(registers) + WIDE * i + WORD, WORD,
		              word_term(judged->prover.z, 0));
	host_put_near(host, &state, NEAR(guest), WIDE, host->bases[REGION_GUEST]);
	host_put_near(host, &state, NEAR(window), WIDE, host->bases[REGION_WINDOW]);
	host_put_near(host, &state, NEAR(trail), WIDE, host->bases[REGION_TRAIL]);
	host_put_near(host, &state, NEAR(left), WORD, judged->left);
	host_put_near(host, &state, NEAR(go), WIDE, go);
	return state;
}

static const struct host_exit *only_exit(struct judged *judged)
{
	const struct path everywhere = { .count = 0 };
	const struct host_run *run = &judged->run;
	Z3_context z = judged->prover.z;
	judged->proof->endings += run->count;
	judged->proof->instructions += run->instructions;
	bool is_one = run->count == 1 && run->exits[0].kind == EXIT_VIA;
	if (!is_one)
		claim(judged, &everywhere,
		      run->count == 1 && run->exits[0].lost != NULL ? run->exits[0].lost
		                                                    : "one way",
		      Z3_mk_true(z), Z3_mk_false(z));
	return is_one ? &run->exits[0] : NULL;
}

/* What is below the stack's end may be written, and what keeps the guest's registers. */
static void claim_unwritten(struct judged *judged, const struct host_exit *exit,
                            const struct host_state *before, const bool written[SMALL_BYTES])
{
	for (unsigned i = 0; i < SMALL_BYTES; i++)
		if (!written[i])
			claim(judged, &exit->path, "what it is not to write", exit->state.bytes[i],
			      before->bytes[i]);
}

static void may_write(bool written[SMALL_BYTES], size_t at, size_t size)
{
	for (size_t i = at; i < at + size; i++)
		written[i] = true;
}

static void claim_entered(struct judged *judged, const struct host_exit *exit,
                          const struct host_state *before, Z3_ast go)
{
	bool written[SMALL_BYTES] = { false };
	may_write(written, NEAR(registers), sizeof((struct context *)0)->registers);
	may_write(written, NEAR(host_stack), WIDE);
	may_write(written, STACK_AT, STACK_BELOW);
	claim(judged, &exit->path, "where it enters", exit->via, go);
	claim_guest(judged, &exit->path, &exit->state, &judged->guest[0], judged->left);
	claim(judged, &exit->path, "the trail's end", exit->state.registers[RSP],
	      judged->run.host.bases[REGION_TRAIL]);
	claim_unwritten(judged, exit, before, written);
}

/* The guest's registers, as code leaves them, with what the way in put down. */
static struct host_state state_leaving(struct judged *judged, const struct host_state *entered,
                                       const struct symbolic_state *guest, Z3_ast left)
{
	struct host *host = &judged->run.host;
	struct host_state state = any_host_state(host, entered->window);
	memcpy(state.bytes, entered->bytes, sizeof state.bytes);
	memcpy(state.written, entered->written, sizeof state.written);
	host_put_near(host, &state, NEAR(pc), WORD, host_unknown(host, 32));
	host_put_near(host, &state, NEAR(link), WORD, host_unknown(host, 32));
	host_put_near(host, &state, NEAR(cut), WORD, host_unknown(host, 32));
	put_guest(judged, &state, guest, left);
	state.registers[RSP] = host_unknown(host, 64);
	return state;
}

static void claim_left(struct judged *judged, const struct host_exit *exit,
                       const struct host_state *before, const struct host_state *called,
                       Z3_ast back)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	bool written[SMALL_BYTES] = { false };
	may_write(written, NEAR(left), WORD);
	may_write(written, NEAR(leaving), WORD);
	may_write(written, NEAR(trail), WIDE);
	may_write(written, GUEST_AT + WORD, (REGISTERS - 1) * WORD);
	claim_unwritten(judged, exit, before, written);
	claim(judged, &exit->path, "where it returns to", exit->via, back);
	claim(judged, &exit->path, "the trail", host_near(host, &exit->state, NEAR(trail), WIDE),
	      before->registers[RSP]);
	for (unsigned i = 0; i < KEPT; i++) {
		Z3_ast value = called->registers[kept[i]];
		if (kept[i] == RSP)
			value = Z3_mk_bvadd(z, value, bits_term(z, 64, WIDE));
		claim(judged, &exit->path, "a register of the caller's",
		      exit->state.registers[kept[i]], value);
	}
}

/* The machine's registers and what is left, as code had them. */
static void claim_machine(struct judged *judged, const struct host_exit *exit,
                          const struct symbolic_state *guest, Z3_ast left, unsigned why)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	for (unsigned i = 1; i < REGISTERS; i++) {
		struct host_access access =
		        in_region(REGION_GUEST, GUEST_AT + (int)(WORD * i), WORD);
		claim(judged, &exit->path, register_name(i), host_read(host, &exit->state, &access),
		      Z3_mk_select(z, guest->registers, bits_term(z, 4, i)));
	}
	claim(judged, &exit->path, "instructions left",
	      host_near(host, &exit->state, NEAR(left), WORD), left);
	claim(judged, &exit->path, "why it left",
	      host_near(host, &exit->state, NEAR(leaving), WORD), word_term(z, why));
}

static void prove_leaving(struct judged *judged, const struct host_state *entered,
                          const struct host_state *called, Z3_ast back, unsigned why)
{
	Z3_context z = judged->prover.z;
	struct symbolic_state guest = any_state(z, "_left");
	Z3_ast left = host_unknown(&judged->run.host, 32);
	struct host_state state = state_leaving(judged, entered, &guest, left);
	host_run(&judged->run, &state, judged->template->leave[why]);
	const struct host_exit *exit = only_exit(judged);
	if (exit != NULL) {
		claim_left(judged, exit, &state, called, back);
		claim_machine(judged, exit, &guest, left, why);
	}
	host_run_close(&judged->run);
}

/* Whether a function keeps what the register has. */
static bool is_kept(unsigned number)
{
	for (unsigned i = 0; i < KEPT; i++)
		if (kept[i] == number)
			return true;
	return false;
}

/* Where it calls: on the stack of what entered, whose end is then a multiple of 16, as it was
 * before that was called. An instruction finds all registers in the machine; a trap reads none, and
 * only what the call would lose is there. */
static void claim_call(struct judged *judged, const struct host_exit *exit,
                       const struct host_state *before, Z3_ast left, bool traps)
{
	const struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	bool written[SMALL_BYTES] = { false };
	may_write(written, NEAR(left), WORD);
	may_write(written, NEAR(trail), WIDE);
	may_write(written, STACK_AT, STACK_BELOW - (KEPT - 1) * WIDE);
	may_write(written, GUEST_AT + WORD, (REGISTERS - 1) * WORD);
	claim_unwritten(judged, exit, before, written);
	claim(judged, &exit->path, "what it calls", exit->via,
	      host_near(host, before, NEAR(exchanges_by) + WIDE * traps, WIDE));
	claim(judged, &exit->path, "with what", exit->state.registers[RDI],
	      host_near(host, before, NEAR(engine), WIDE));
	claim(judged, &exit->path, "the stack's end", exit->state.registers[RSP],
	      Z3_mk_bvsub(z, host->bases[REGION_STACK], bits_term(z, 64, (KEPT + 1) * WIDE)));
	claim(judged, &exit->path, "instructions left",
	      host_near(host, &exit->state, NEAR(left), WORD), left);
	claim(judged, &exit->path, "the trail", host_near(host, &exit->state, NEAR(trail), WIDE),
	      before->registers[RSP]);
	for (unsigned i = 1; i < REGISTERS; i++) {
		unsigned number = host_registers[i];
		struct host_access access =
		        in_region(REGION_GUEST, GUEST_AT + (int)(WORD * i), WORD);
		if (number != NOWHERE && (!traps || !is_kept(number)))
			claim(judged, &exit->path, register_name(i),
			      host_read(host, &exit->state, &access),
			      Z3_mk_extract(z, 31, 0, before->registers[number]));
	}
}

/* As the call returns: it has kept what functions keep, and the machine's registers; what is left,
 * the trail and the window are others. */
static struct host_state state_returned(struct judged *judged, const struct host_exit *exit,
                                        Z3_ast left, Z3_ast trail)
{
	struct host *host = &judged->run.host;
	Z3_context z = judged->prover.z;
	struct host_state state = any_host_state(host, exit->state.window);
	memcpy(state.bytes, exit->state.bytes, sizeof state.bytes);
	memcpy(state.written, exit->state.written, sizeof state.written);
	for (unsigned i = 0; i < KEPT; i++)
		state.registers[kept[i]] = exit->state.registers[kept[i]];
	state.registers[RSP] =
	        Z3_simplify(z, Z3_mk_bvadd(z, state.registers[RSP], bits_term(z, 64, WIDE)));
	host_put_near(host, &state, NEAR(left), WORD, left);
	host_put_near(host, &state, NEAR(trail), WIDE, trail);
	host_put_near(host, &state, NEAR(window), WIDE, host->bases[REGION_WINDOW]);
	return state;
}

static void prove_return(struct judged *judged, const struct host_exit *called,
                         const struct symbolic_state *guest, uint64_t back)
{
	struct host *host = &judged->run.host;
	Z3_ast left = host_unknown(host, 32), trail = host_unknown(host, 64);
	const struct host_state state = state_returned(judged, called, left, trail);
	const bool written[SMALL_BYTES] = { false };
	host_run(&judged->run, &state, back);
	const struct host_exit *exit = only_exit(judged);
	if (exit != NULL) {
		claim(judged, &exit->path, "where it goes on", exit->via, state.registers[RAX]);
		claim_guest(judged, &exit->path, &exit->state, guest, left);
		claim(judged, &exit->path, "the trail's end", exit->state.registers[RSP], trail);
		claim_unwritten(judged, exit, &state, written);
	}
	host_run_close(&judged->run);
}

/* Where the engine does not have the traps it leaves as for an instruction that is not executed in
 * code. */
static void claim_not_called(struct judged *judged, const struct host_exit *exit,
                             const struct host_state *before, const struct symbolic_state *guest,
                             Z3_ast left)
{
	const bool written[SMALL_BYTES] = { false };
	Z3_context z = judged->prover.z;
	claim(judged, &exit->path, "whether it calls", word_term(z, 0),
	      host_near(&judged->run.host, before, NEAR(exchanges), WORD));
	claim_guest(judged, &exit->path, &exit->state, guest, left);
	claim(judged, &exit->path, "the trail's end", exit->state.registers[RSP],
	      before->registers[RSP]);
	claim_unwritten(judged, exit, before, written);
}

static void prove_exchange(struct judged *judged, const struct host_state *entered, bool traps)
{
	struct host *host = &judged->run.host;
	const struct path everywhere = { .count = 0 };
	struct symbolic_state guest = any_state(judged->prover.z, traps ? "_trap" : "_step");
	Z3_ast left = host_unknown(host, 32), covered = Z3_mk_false(judged->prover.z);
	const struct host_state state = state_leaving(judged, entered, &guest, left);
	Z3_context z = judged->prover.z;
	uint64_t back = 0;
	host_run(&judged->run, &state, judged->template->exchanges[traps]);
	struct host_exit *exits = judged->run.exits;
	unsigned count = judged->run.count;
	judged->proof->endings += count;
	judged->proof->instructions += judged->run.instructions;
	judged->run.exits = NULL;
	for (unsigned i = 0; i < count; i++) {
		struct host_access access = in_region(
		        REGION_STACK, STACK_AT + STACK_BELOW - (int)((KEPT + 1) * WIDE), WIDE);
		covered = either(z, covered, path_condition(z, &exits[i].path, 0));
		if (exits[i].kind == EXIT_CALL &&
		    is_number(z, host_read(host, &exits[i].state, &access), &back)) {
			claim_call(judged, &exits[i], &state, left, traps);
			prove_return(judged, &exits[i], &guest, back);
		} else {
			claim(judged, &exits[i].path, "a call or a way out", Z3_mk_true(z),
			      exits[i].kind == EXIT_LEAVE && exits[i].number == LEAVING_STEP
			              ? Z3_mk_true(z)
			              : Z3_mk_false(z));
			claim_not_called(judged, &exits[i], &state, &guest, left);
		}
	}
	claim(judged, &everywhere, "paths that the model did not follow", covered, Z3_mk_true(z));
	free(exits);
}

void prove_ways(const struct template *template, struct proof *proof)
{
	struct judged *judged = calloc(1, sizeof *judged);
	if (judged == NULL)
		abort();
	judged_open(judged, template, proof);
	struct host *host = &judged->run.host;
	Z3_ast go = host_unknown(host, 64), back = host_unknown(host, 64);
	struct host_state called = state_called(judged, go, back);
	host_run(&judged->run, &called, template->enter);
	const struct host_exit *exit = only_exit(judged);
	if (exit != NULL) {
		claim_entered(judged, exit, &called, go);
		struct host_state entered = exit->state;
		host_run_close(&judged->run);
		for (unsigned why = 0; why < LEAVINGS; why++)
			prove_leaving(judged, &entered, &called, back, why);
		for (unsigned traps = 0; traps < EXCHANGES; traps++)
			prove_exchange(judged, &entered, traps != 0);
	}
	host_run_close(&judged->run);
	if (judged->prover.gave_up && proof->verdict == VERDICT_PROVED)
		doubt(proof, "the solver gave up");
	prover_close(&judged->prover);
	free(judged);
}
