/* crash: does what no program may, and is killed for it. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "programs/user/runtime/runtime.h"

static volatile uint32_t *const outside = (uint32_t *)0x40000000;

static void do_illegal(void)
{
	__asm__ volatile(".word 0");
}

static void do_privileged(void)
{
	__asm__ volatile("halt zero");
}

static void do_fetch(void)
{
	((void (*)(void))(uintptr_t)outside)();
}

static void do_load(void)
{
	(void)*outside;
}

static void do_store(void)
{
	*outside = 1;
}

static void do_break(void)
{
	__asm__ volatile("break");
}

/* Grows the stack through the bottom of the window. */
static int do_stack(volatile int *deeper)
{
	volatile int here = *deeper + 1;
	return here == 0 ? 0 : do_stack(&here) + here;
}

static void do_stack_overflow(void)
{
	volatile int depth = 0;
	do_stack(&depth);
}

int main(int count, char **arguments)
{
	static const struct {
		const char *name;
		void (*act)(void);
	} ways[] = {
		{ "illegal", do_illegal },      { "privileged", do_privileged },
		{ "fetch", do_fetch },          { "load", do_load },
		{ "store", do_store },          { "break", do_break },
		{ "stack", do_stack_overflow },
	};
	for (unsigned i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		if (count > 1 && strcmp(arguments[1], ways[i].name) == 0)
			ways[i].act();
	}
	fputs("crash: illegal, privileged, fetch, load, store, break or stack\n", stderr);
	return 1;
}
