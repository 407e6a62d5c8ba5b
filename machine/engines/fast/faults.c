/* The host's refusals: of an access by translated code, and of a write to protected code by anyone.
 *
 * The handler is the process's, and has no parameter: the engines that there are are in a list. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>

#include "machine/engines/fast/fast.h"

enum { MOST_ENGINES = 16 };

static struct fast *engines[MOST_ENGINES];
static struct sigaction before; /* what was there */
static unsigned watchers;

static bool is_in(uint64_t address, const void *start, uint64_t size)
{
	return address - (uintptr_t)start < size;
}

/* Has translated code leave, with all that it holds in registers. */
static bool leave_code(struct fast *fast, uint64_t address, ucontext_t *host)
{
	greg_t *rip = &host->uc_mcontext.gregs[REG_RIP];
	if (!is_in((uint64_t)*rip, fast->code + fast->run_at, CODE_SIZE))
		return false;
	fast->context->fault_at = (uint64_t)*rip;
	fast->context->fault_address = address;
	*rip = (greg_t)(uintptr_t)fast->leave[LEAVING_FAULT];
	return true;
}

/* Lets a write to code through, which is then found to be changed. */
static bool note_write(struct fast *fast, uint64_t address)
{
	const struct host_memory *memory = fast->memory;
	if (!is_in(address, memory->bytes, memory->size))
		return false;
	uint64_t number = (address - (uintptr_t)memory->bytes) / PAGE_SIZE;
	struct page *page = &fast->pages[number];
	if (page->state != PAGE_CODE)
		return false;
	if (mprotect(memory->bytes + number * PAGE_SIZE, PAGE_SIZE, PROT_READ | PROT_WRITE) != 0)
		pages_open(fast, page);
	else
		page_add_written(fast, page);
	return true;
}

/* As if this handler were not there. */
static void pass_on(int number, siginfo_t *information, void *host)
{
	if ((before.sa_flags & SA_SIGINFO) != 0)
		before.sa_sigaction(number, information, host);
	else if (before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN)
		signal(number, SIG_DFL), raise(number); /* it may have been sent */
	else
		before.sa_handler(number);
}

static void take_fault(int number, siginfo_t *information, void *host)
{
	uint64_t address = (uintptr_t)information->si_addr;
	bool is_sent = information->si_code <= 0; /* by a process, and is no fault of the guest's */
	for (unsigned i = 0; i < MOST_ENGINES && !is_sent; i++)
		if (engines[i] != NULL &&
		    (leave_code(engines[i], address, host) || note_write(engines[i], address)))
			return;
	pass_on(number, information, host);
}

bool faults_watch(struct fast *fast)
{
	unsigned i = 0;
	while (i < MOST_ENGINES && engines[i] != NULL)
		i++;
	if (i == MOST_ENGINES)
		return false;
	if (watchers == 0) {
		struct sigaction action = { .sa_sigaction = take_fault,
			                    .sa_flags = SA_SIGINFO | SA_NODEFER };
		if (sigaction(SIGSEGV, &action, &before) != 0)
			return false;
	}
	engines[i] = fast;
	watchers++;
	return true;
}

void faults_forget(struct fast *fast)
{
	for (unsigned i = 0; i < MOST_ENGINES; i++) {
		if (engines[i] != fast)
			continue;
		engines[i] = NULL;
		if (--watchers == 0)
			sigaction(SIGSEGV, &before, NULL);
	}
}
