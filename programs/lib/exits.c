/* What is to run at the end of a program: functions given to atexit and on_exit, and destructors of
 * C++, in one order, the last first. There may be any number: a program of C++ does not look
 * whether one more was taken. */
#include <stddef.h>
#include <stdlib.h>

#include "programs/lib/exits.h"

enum kind { PLAIN, WITH_STATUS, DESTRUCTOR };

struct call {
	enum kind kind;
	void (*function)(void);
	void *argument;
};

/* C promises that the first 32 are taken. */
enum { CALLS = 32 };

struct block {
	struct block *before;
	size_t count;
	struct call calls[CALLS];
};

/* The last block; NULL: nothing is kept. */
struct list {
	struct block *last;
};

static struct block first;
static struct list exits = { &first }, thread_exits;

static int keep(struct list *list, enum kind kind, void (*function)(void), void *argument)
{
	if (!list->last || list->last->count == CALLS) {
		struct block *block = malloc(sizeof *block);

		if (!block)
			return -1;
		block->before = list->last;
		block->count = 0;
		list->last = block;
	}
	list->last->calls[list->last->count++] = (struct call){ kind, function, argument };
	return 0;
}

int atexit(void (*function)(void))
{
	return keep(&exits, PLAIN, function, NULL);
}

int on_exit(void (*function)(int status, void *argument), void *argument)
{
	return keep(&exits, WITH_STATUS, (void (*)(void))function, argument);
}

int __cxa_atexit(void (*function)(void *object), void *object, void *module)
{
	(void)module;
	return keep(&exits, DESTRUCTOR, (void (*)(void))function, object);
}

int __cxa_thread_atexit(void (*function)(void *object), void *object, void *module)
{
	(void)module;
	return keep(&thread_exits, DESTRUCTOR, (void (*)(void))function, object);
}

static void run(const struct call *call, int status)
{
	switch (call->kind) {
	case PLAIN:
		call->function();
		return;
	case WITH_STATUS:
		((void (*)(int, void *))call->function)(status, call->argument);
		return;
	case DESTRUCTOR:
		((void (*)(void *))call->function)(call->argument);
		return;
	}
}

/* One that runs may give others, which run next. */
static void run_list(struct list *list, int status)
{
	while (list->last) {
		if (list->last->count == 0) {
			list->last = list->last->before;
			continue;
		}
		struct call call = list->last->calls[--list->last->count];

		run(&call, status);
	}
}

void __call_exitprocs(int status, void *module)
{
	(void)module;
	run_list(&thread_exits, status);
	run_list(&exits, status);
}
