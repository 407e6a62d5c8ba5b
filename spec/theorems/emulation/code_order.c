/* The reverse of the order in which a depth-first search leaves the instructions. */
#include "spec/theorems/emulation/code_order.h"
#include "isa/instruction.h"
#include "spec/theorems/emulation/vmm_image.h"

#include <stdlib.h>
#include <string.h>

static bool has_context(const struct place *place, uint32_t pc, const uint32_t *callers,
                        unsigned calls)
{
	return place->pc == pc && place->calls == calls &&
	       memcmp(place->callers, callers, calls * sizeof *callers) == 0;
}

static struct place *find(const struct code_order *order, uint32_t pc, const uint32_t *callers,
                          unsigned calls)
{
	struct place *place = pc < order->image->end ? order->places[pc / 4] : NULL;
	while (place != NULL && !has_context(place, pc, callers, calls))
		place = place->same_pc;
	return place;
}

static void visit(struct code_order *order, uint32_t pc, const uint32_t *callers, unsigned calls);

static void visit_target(struct code_order *order, const struct place *from, uint32_t target,
                         bool is_call)
{
	uint32_t callers[CALL_DEPTH];
	unsigned calls = from->calls;
	memcpy(callers, from->callers, sizeof callers);
	if (is_call && calls == CALL_DEPTH)
		return;
	if (is_call)
		callers[calls++] = from->pc + 4;
	visit(order, target, callers, calls);
}

static void visit_followers(struct code_order *order, const struct place *place)
{
	struct instruction instruction;
	uint32_t next = place->pc + 4, target;
	if (!decode(PROFILE_pg32, vmm_image_word(order->image, place->pc), &instruction))
		return;
	enum operation operation = instruction.operation;
	uint32_t traits = operation_rows[operation].traits;
	has_target(&instruction, place->pc, &target);
	bool links = instruction.d == REGISTER_RA;
	bool is_return = operation == OPERATION_jalr && instruction.d == 0 &&
	                 instruction.a == REGISTER_RA && place->calls > 0;
	if (operation == OPERATION_jal)
		visit_target(order, place, target, links);
	else if (is_return)
		visit(order, place->callers[place->calls - 1], place->callers, place->calls - 1);
	else if (operation == OPERATION_jalr && !links)
		return;
	else if ((traits & (TRAIT_SETS_PSW | TRAIT_HALTS | TRAIT_TRAPS)) != 0)
		return;
	else
		visit(order, next, place->callers, place->calls);
	if ((traits & TRAIT_BRANCHES) != 0)
		visit(order, target, place->callers, place->calls);
}

static void visit(struct code_order *order, uint32_t pc, const uint32_t *callers, unsigned calls)
{
	if (pc < PAGE_SIZE || pc >= order->image->end)
		return;
	struct place *place = find(order, pc, callers, calls);
	if (place == NULL) {
		place = calloc(1, sizeof *place);
		if (place == NULL)
			abort();
		place->pc = pc;
		place->calls = calls;
		memcpy(place->callers, callers, calls * sizeof *callers);
		place->same_pc = order->places[pc / 4];
		order->places[pc / 4] = place;
		visit_followers(order, place);
		place->rank = UINT32_MAX - order->ranked++;
	}
	place->ways++;
}

struct code_order code_order_make(const struct vmm_image *image, uint32_t start)
{
	struct code_order order = { .image = image,
		                    .places = calloc(image->end / 4, sizeof(struct place *)) };
	if (order.places == NULL)
		abort();
	visit(&order, start, (const uint32_t[CALL_DEPTH]){ 0 }, 0);
	return order;
}

void code_order_free(struct code_order *order)
{
	for (uint32_t i = 0; i < order->image->end / 4; i++)
		while (order->places[i] != NULL) {
			struct place *place = order->places[i];
			order->places[i] = place->same_pc;
			free(place);
		}
	free(order->places);
}

const struct place *code_order_find(const struct code_order *order, const struct symbolic_cpu *cpu)
{
	return find(order, cpu->pc, cpu->callers, cpu->calls);
}

bool is_same_place(const struct symbolic_cpu *a, const struct symbolic_cpu *b)
{
	return a->pc == b->pc && a->calls == b->calls &&
	       memcmp(a->callers, b->callers, a->calls * sizeof *a->callers) == 0;
}
