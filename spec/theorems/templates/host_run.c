/* Paths part where a condition may go both ways, and where the host may refuse an access. */
#include "spec/theorems/templates/host_run.h"

#include <stdlib.h>

#include "spec/theorems/templates/host_step.h"

enum { MOST_STEPS = 10000 };

/* A path as it runs. */
struct route {
	struct host_state state;
	struct path path;
	uint64_t at;
	int link;
};

static void go_along(struct host_run *run, struct route *route);

static struct host_exit *add_exit(struct host_run *run, const struct route *route,
                                  enum exit_kind kind, unsigned number)
{
	if (run->count == MOST_EXITS)
		abort();
	struct host_exit *exit = &run->exits[run->count++];
	*exit = (struct host_exit){ .kind = kind,
		                    .number = number,
		                    .link = route->link,
		                    .at = route->at,
		                    .state = route->state,
		                    .path = route->path };
	return exit;
}

static void lose(struct host_run *run, const struct route *route, const char *what)
{
	add_exit(run, route, EXIT_LOST, 0)->lost = what;
}

/* Whether the path can go on so. */
static bool can_go(struct host_run *run, const struct route *route, Z3_ast condition)
{
	struct prover *prover = run->host.prover;
	Z3_lbool known = Z3_get_bool_value(prover->z, condition);
	return known != Z3_L_UNDEF ? known == Z3_L_TRUE
	                           : can_be(prover, &route->path, condition, NULL);
}

static void require(struct host_run *run, struct route *route, Z3_ast condition)
{
	if (Z3_get_bool_value(run->host.prover->z, condition) == Z3_L_UNDEF)
		path_add(&route->path, condition);
}

/* The way out that is at this place, or LEAVINGS. */
static unsigned leaving_at(const struct template *template, uint64_t at)
{
	unsigned why = 0;
	while (why < LEAVINGS && template->leave[why] != at)
		why++;
	return why;
}

/* The link whose jump the instruction is: its distance is the last that it has. */
static int link_of(const struct template *template, const struct host_instruction *instruction)
{
	uint64_t distance = instruction->next - 4 - template->code;
	for (unsigned i = 0; i < template->block.link_count; i++)
		if (template->block.links[i].distance == distance)
			return (int)i;
	return -1;
}

static void go_to(struct host_run *run, struct route *route,
                  const struct host_instruction *instruction, uint64_t to)
{
	int link = link_of(run->template, instruction);
	unsigned why = leaving_at(run->template, to);
	if (link >= 0) {
		add_exit(run, route, EXIT_LINK, (unsigned)link);
		route->link = link;
	}
	route->at = to;
	for (unsigned traps = 0; traps < EXCHANGES; traps++)
		if (run->template->exchanges[traps] == to) {
			add_exit(run, route, EXIT_EXCHANGE, traps);
			return;
		}
	if (why < LEAVINGS)
		add_exit(run, route, EXIT_LEAVE, why);
	else
		go_along(run, route);
}

/* Both ways, each where it can be. */
static void part(struct host_run *run, struct route *route,
                 const struct host_instruction *instruction, const struct host_step *step)
{
	Z3_context z = run->host.prover->z;
	Z3_ast opposite = Z3_simplify(z, Z3_mk_not(z, step->condition));
	bool can_stay = can_go(run, route, opposite);
	if (can_go(run, route, step->condition)) {
		struct route taken = *route;
		require(run, &taken, step->condition);
		go_to(run, &taken, instruction, step->to);
	}
	if (!can_stay)
		return;
	require(run, route, opposite);
	route->at = instruction->next;
	go_along(run, route);
}

/* The host refuses the access on one path, and not on the other. False where there is no other, or
 * the access may be of what is not known. */
static bool part_at_access(struct host_run *run, struct route *route,
                           const struct host_access *access)
{
	struct prover *prover = run->host.prover;
	Z3_context z = prover->z;
	if (access->region == REGIONS) {
		lose(run, route, "reaches memory that it does not know");
		return false;
	}
	if (!must_be(prover, &route->path, host_reserves(&run->host, access))) {
		lose(run, route, "may reach beyond the window's reservation");
		return false;
	}
	Z3_ast refuses = host_refuses(&run->host, access);
	Z3_ast opposite = Z3_simplify(z, Z3_mk_not(z, refuses));
	if (can_go(run, route, refuses)) {
		struct route refused = *route;
		require(run, &refused, refuses);
		add_exit(run, &refused, EXIT_FAULT, 0)->region = access->region;
	}
	if (!can_go(run, route, opposite))
		return false;
	require(run, route, opposite);
	return true;
}

static void follow(struct host_run *run, struct route *route,
                   const struct host_instruction *instruction, const struct host_step *step)
{
	struct prover *prover = run->host.prover;
	if (step->unknown != NULL) {
		lose(run, route, step->unknown);
	} else if (!must_be(prover, &route->path, step->is_possible)) {
		lose(run, route, "divides what has no quotient");
	} else if (step->flow == FLOW_VIA || step->flow == FLOW_CALL) {
		enum exit_kind kind = step->flow == FLOW_VIA ? EXIT_VIA : EXIT_CALL;
		add_exit(run, route, kind, 0)->via = step->via;
	} else if (step->flow == FLOW_ON) {
		route->at = instruction->next;
		go_along(run, route);
	} else if (Z3_get_bool_value(prover->z, step->condition) == Z3_L_TRUE) {
		go_to(run, route, instruction, step->to);
	} else {
		part(run, route, instruction, step);
	}
}

static void go_along(struct host_run *run, struct route *route)
{
	struct host_instruction instruction;
	struct host_access access = { .region = REGION_NEAR };
	unsigned count;
	const uint8_t *code = template_code(run->template, route->at, &count);
	if (code == NULL || !host_decode(&instruction, code, count, route->at)) {
		lose(run, route,
		     code == NULL ? "leaves its code"
		                  : "has an instruction that the "
		                    "model does not know");
		return;
	}
	if (++run->instructions > MOST_STEPS) {
		lose(run, route, "comes to no end");
		return;
	}
	if (host_place(&run->host, &instruction, &route->state, &access) &&
	    !part_at_access(run, route, &access))
		return;
	const struct host_step step = host_step(&run->host, &instruction, &route->state, &access);
	follow(run, route, &instruction, &step);
}

void host_run(struct host_run *run, const struct host_state *state, uint64_t from)
{
	struct route route = { .state = *state, .at = from, .link = -1 };
	run->exits = calloc(MOST_EXITS, sizeof *run->exits);
	run->count = run->instructions = 0;
	if (run->exits == NULL)
		abort();
	go_along(run, &route);
}

void host_run_close(struct host_run *run)
{
	free(run->exits);
	run->exits = NULL;
}
