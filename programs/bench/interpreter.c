/* An interpreter of a stack machine: indirect jumps, as emulators have them. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { ITERATIONS = 2000 * SCALE };

enum code { PUSH, LOAD, STORE, ADD, MULTIPLY, XOR, SHIFT, DECREMENT, JUMP_IF_NOT_ZERO, STOP };

struct operation {
	enum code code;
	int32_t operand;
};

/* for (count = n; count != 0; count--) { x = x * 69069 + count; y ^= x >> 7; } */
enum variable { COUNT, X, Y, VARIABLES };

static const struct operation program[] = {
	{ PUSH, ITERATIONS }, { STORE, COUNT },     { LOAD, X },     { PUSH, 69069 },
	{ MULTIPLY, 0 },      { LOAD, COUNT },      { ADD, 0 },      { STORE, X },
	{ LOAD, X },          { SHIFT, 7 },         { LOAD, Y },     { XOR, 0 },
	{ STORE, Y },         { DECREMENT, COUNT }, { LOAD, COUNT }, { JUMP_IF_NOT_ZERO, 2 },
	{ STOP, 0 },
};

static void interpret(const struct operation *next, uint32_t variables[VARIABLES])
{
	uint32_t stack[8];
	uint32_t *top = stack;

	for (;; next++) {
		switch (next->code) {
		case PUSH:
			*top++ = (uint32_t)next->operand;
			break;
		case LOAD:
			*top++ = variables[next->operand];
			break;
		case STORE:
			variables[next->operand] = *--top;
			break;
		case ADD:
			top--;
			top[-1] += top[0];
			break;
		case MULTIPLY:
			top--;
			top[-1] *= top[0];
			break;
		case XOR:
			top--;
			top[-1] ^= top[0];
			break;
		case SHIFT:
			top[-1] >>= next->operand;
			break;
		case DECREMENT:
			variables[next->operand]--;
			break;
		case JUMP_IF_NOT_ZERO:
			if (*--top != 0)
				next = program + next->operand - 1;
			break;
		case STOP:
			return;
		}
	}
}

int main(void)
{
	uint32_t variables[VARIABLES] = { 0 };

	interpret(program, variables);
	printf("%08" PRIx32 " %08" PRIx32 "\n", variables[X], variables[Y]);
	return 0;
}
