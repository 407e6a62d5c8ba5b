/* Paths part at branches, and are joined where they meet: the earliest place goes on first, so that
 * all that lead to a place have come to it before it goes on. */
#include "spec/theorems/emulation/symbolic_run.h"

#include <stdlib.h>

#include "spec/theorems/emulation/code_order.h"

/* A VMM that takes more than so many instructions for an exit is in a loop. */
enum { LONGEST_RUN = 20000, WAITING = 512 };

struct running {
	const struct surroundings *surroundings;
	struct code_order order;
	struct symbolic_run run;
	struct symbolic_cpu *waiting[WAITING]; /* owned */
	unsigned count;
};

static struct symbolic_cpu *copy_of(const struct symbolic_cpu *cpu)
{
	struct symbolic_cpu *copy = malloc(sizeof *copy);
	if (copy == NULL)
		abort();
	*copy = *cpu;
	return copy;
}

static Z3_ast choose(Z3_context z, Z3_ast condition, Z3_ast a, Z3_ast b)
{
	return a == b ? a : Z3_simplify(z, Z3_mk_ite(z, condition, a, b));
}

/* Makes a the state that is a where its path is taken, and b on that of b. */
static void join(struct running *running, struct symbolic_cpu *a, const struct symbolic_cpu *b)
{
	struct prover *prover = running->surroundings->prover;
	Z3_context z = prover->z;
	unsigned common = 0;
	while (common < a->path.count && common < b->path.count &&
	       a->path.conditions[common] == b->path.conditions[common])
		common++;
	Z3_ast of_a = path_condition(z, &a->path, common);
	Z3_ast of_b = path_condition(z, &b->path, common);
	for (unsigned i = 1; i < REGISTERS; i++)
		a->registers[i] = choose(z, of_a, a->registers[i], b->registers[i]);
	for (unsigned i = 0; i < OWN_WORDS; i++)
		a->own[i] = choose(z, of_a, a->own[i], b->own[i]);
	for (unsigned i = 0; i < HOST_PARTS; i++)
		a->host.parts[i] = choose(z, of_a, a->host.parts[i], b->host.parts[i]);
	a->is_transferring = choose(z, of_a, a->is_transferring, b->is_transferring);
	if (a->written != b->written)
		a->written = guest_writes_join(z, running->surroundings->writes, a->written, of_a,
		                               b->written, of_b);
	a->path.count = common;
	Z3_ast one = either(z, of_a, of_b);
	if (can_be(prover, &a->path, Z3_mk_not(z, one), NULL))
		path_add(&a->path, one);
}

/* Has the state wait for its turn, or joins it with the one that waits at its place. */
static void wait_for_turn(struct running *running, struct symbolic_cpu *cpu)
{
	for (unsigned i = 0; i < running->count; i++)
		if (is_same_place(running->waiting[i], cpu)) {
			join(running, running->waiting[i], cpu);
			free(cpu);
			return;
		}
	if (running->count == WAITING)
		abort();
	running->waiting[running->count++] = cpu;
}

/* What the order does not know is done at once. */
static unsigned rank_of(const struct running *running, const struct symbolic_cpu *cpu)
{
	const struct place *place = code_order_find(&running->order, cpu);
	return place == NULL ? 0 : place->rank;
}

static struct symbolic_cpu *take_first(struct running *running)
{
	unsigned first = 0;
	for (unsigned i = 1; i < running->count; i++)
		if (rank_of(running, running->waiting[i]) <
		    rank_of(running, running->waiting[first]))
			first = i;
	struct symbolic_cpu *cpu = running->waiting[first];
	running->waiting[first] = running->waiting[--running->count];
	return cpu;
}

static void finish(struct running *running, struct symbolic_cpu *cpu, const struct flow_on *on)
{
	struct ending *ending = malloc(sizeof *ending);
	if (ending == NULL)
		abort();
	*ending = (struct ending){ .cpu = *cpu, .on = *on, .next = running->run.endings };
	running->run.endings = ending;
	free(cpu);
}

static void finish_stray(struct running *running, struct symbolic_cpu *cpu, const char *what)
{
	finish(running, cpu, &(struct flow_on){ .flow = FLOW_STRAY, .stray = what });
}

/* Whether the path can go on so. A side that cannot be taken and is followed makes all terms behind
 * it longer, and a loop endless. */
static bool can_go(struct running *running, const struct symbolic_cpu *cpu, Z3_ast condition)
{
	struct prover *prover = running->surroundings->prover;
	Z3_lbool known = Z3_get_bool_value(prover->z, condition);
	if (known != Z3_L_UNDEF)
		return known == Z3_L_TRUE;
	return can_be(prover, &cpu->path, condition, NULL);
}

/* Both sides wait, where both may be. */
static void take_branch(struct running *running, struct symbolic_cpu *cpu, const struct flow_on *on,
                        uint32_t target)
{
	Z3_context z = running->surroundings->prover->z;
	Z3_ast not_taken = Z3_simplify(z, Z3_mk_not(z, on->condition));
	bool can_be_taken = can_go(running, cpu, on->condition);
	bool can_pass = !can_be_taken || can_go(running, cpu, not_taken);
	if (can_be_taken && can_pass) {
		struct symbolic_cpu *other = copy_of(cpu);
		path_add(&other->path, on->condition);
		path_add(&cpu->path, not_taken);
		other->pc = target;
		wait_for_turn(running, other);
		running->run.branches++;
	}
	cpu->pc = can_pass ? cpu->pc + 4 : target;
	wait_for_turn(running, cpu);
}

/* False where the path ends here. */
static bool take_jump(struct running *running, struct symbolic_cpu *cpu, const struct flow_on *on)
{
	uint64_t target;
	if (!is_number(running->surroundings->prover->z, on->target, &target)) {
		finish_stray(running, cpu, "jumps to what is not one address");
		return false;
	}
	if (on->is_call && cpu->calls == CALL_DEPTH) {
		finish_stray(running, cpu, "calls too deep");
		return false;
	}
	if (on->is_call)
		cpu->callers[cpu->calls++] = cpu->pc + 4;
	else if (cpu->calls > 0 && cpu->callers[cpu->calls - 1] == target)
		cpu->calls--;
	cpu->pc = (uint32_t)target;
	return true;
}

/* Whether other paths may come to where this one is. */
static bool is_meeting_place(const struct running *running, const struct symbolic_cpu *cpu)
{
	const struct place *place = code_order_find(&running->order, cpu);
	return place != NULL && place->ways > 1;
}

/* Executes up to where the path ends, parts, or may meet others. */
static void go_on(struct running *running, struct symbolic_cpu *cpu)
{
	do {
		if (running->run.instructions++ == LONGEST_RUN) {
			finish_stray(running, cpu, "does not come to an end");
			return;
		}
		struct flow_on on = execute_symbolic(running->surroundings, cpu);
		uint64_t target = 0;
		switch (on.flow) {
		case FLOW_NEXT:
			cpu->pc += 4;
			break;
		case FLOW_BRANCH:
			is_number(running->surroundings->prover->z, on.target, &target);
			take_branch(running, cpu, &on, (uint32_t)target);
			return;
		case FLOW_JUMP:
			if (!take_jump(running, cpu, &on))
				return;
			break;
		case FLOW_END:
		case FLOW_STRAY:
			finish(running, cpu, &on);
			return;
		}
	} while (!is_meeting_place(running, cpu));
	wait_for_turn(running, cpu);
}

struct symbolic_run run_symbolic(const struct surroundings *surroundings,
                                 const struct symbolic_cpu *start)
{
	struct running running = { .surroundings = surroundings,
		                   .order = code_order_make(surroundings->image, start->pc) };
	wait_for_turn(&running, copy_of(start));
	while (running.count > 0)
		go_on(&running, take_first(&running));
	code_order_free(&running.order);
	return running.run;
}

void symbolic_run_free(struct symbolic_run *run)
{
	while (run->endings != NULL) {
		struct ending *ending = run->endings;
		run->endings = ending->next;
		free(ending);
	}
}
