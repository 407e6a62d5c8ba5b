/* The place of code, and the ways in and out of it.
 *
 *   [ context | code ... ]   as it runs, side by side, so that code reaches the context near itself
 *   [ code ... ]             as it is written, somewhere else
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "isa/psw.h"
#include "machine/core/machine.h"
#include "machine/engines/fast/fast.h"
#include "machine/engines/fast/registers.h"

enum { CONTEXT_SIZE = 4096 };

_Static_assert(sizeof(struct context) <= CONTEXT_SIZE, "the context has a page");

static const enum host_register kept[] = { RBX, RBP, R12, R13, R14, R15 };
enum { KEPT = sizeof kept / sizeof kept[0] };

/* The guest's register in the machine, to whose registers this one points. */
static struct place guest_place(enum host_register base, unsigned number)
{
	return in_memory(base, NO_INDEX, (int32_t)(number * sizeof(uint32_t)));
}

/* The guest's registers, rax pointing to them, into their places, or out of them. */
static void move_registers(struct emitter *code, struct context *context, bool in)
{
	for (unsigned i = 1; i < REGISTERS; i++) {
		bool is_near = host_registers[i] == NOWHERE;
		enum host_register host = is_near ? RBX : host_registers[i];
		if (is_near && !in)
			emit_rp(code, FORM_MOV, host, near(&context->registers[i]));
		emit_rp(code, in ? FORM_MOV : FORM_PUT, host, guest_place(RAX, i));
		if (is_near && in)
			emit_rp(code, FORM_PUT, host, near(&context->registers[i]));
	}
}

static void write_enter(struct emitter *code, struct context *context)
{
	for (unsigned i = 0; i < KEPT; i++)
		emit_p(code, FORM_PUSH, in_register(kept[i]));
	emit_rp(code, FORM_PUT_WIDE, RSP, near(&context->host_stack));
	emit_rp(code, FORM_MOV_WIDE, RAX, near(&context->guest));
	move_registers(code, context, true);
	emit_rp(code, FORM_MOV_WIDE, RSP, near(&context->trail));
	emit_rp(code, FORM_MOV_WIDE, RBX, near(&context->window));
	emit_rp(code, FORM_MOV, R15, near(&context->left));
	emit_p(code, FORM_JUMP_VIA, near(&context->go));
}

static void write_leave(struct emitter *code, struct context *context)
{
	emit_rp(code, FORM_PUT, R15, near(&context->left));
	emit_rp(code, FORM_MOV_WIDE, RAX, near(&context->guest));
	move_registers(code, context, false);
	emit_rp(code, FORM_PUT_WIDE, RSP, near(&context->trail));
	emit_rp(code, FORM_MOV_WIDE, RSP, near(&context->host_stack));
	for (unsigned i = KEPT; i-- > 0;)
		emit_p(code, FORM_POP, in_register(kept[i]));
	emit_p(code, FORM_RET, in_register(RAX));
}

/* Whether a function of the host keeps what the register has. */
static bool is_kept(enum host_register host)
{
	for (unsigned i = 0; i < KEPT; i++)
		if (kept[i] == host)
			return true;
	return false;
}

/* The guest's registers into the machine, to whose registers rax points, or rbx for the way back:
 * all that a register of the host has, or those that a call does not keep. */
static void move_lost(struct emitter *code, bool back, bool all)
{
	for (unsigned i = 1; i < REGISTERS; i++) {
		enum host_register host = host_registers[i];
		if (host == NOWHERE || (!all && is_kept(host)))
			continue;
		emit_rp(code, back ? FORM_MOV : FORM_PUT, host, guest_place(back ? RBX : RAX, i));
	}
}

/* Calls exchange on the host's stack, where the engine has the traps; else it is the caller's. An
 * instruction reads registers, a trap none, and neither writes one. */
static void write_exchange(struct fast *fast, struct emitter *code, bool traps)
{
	struct context *context = fast->context;
	emit_pi(code, FORM_CMP_I8, near(&context->exchanges), 0);
	emit_jump_if(code, IF_EQUAL, fast->leave[LEAVING_STEP]);
	emit_rp(code, FORM_PUT, R15, near(&context->left));
	emit_rp(code, FORM_PUT_WIDE, RSP, near(&context->trail));
	emit_rp(code, FORM_MOV_WIDE, RAX, near(&context->guest));
	move_lost(code, false, !traps);
	emit_rp(code, FORM_MOV_WIDE, RSP, near(&context->host_stack));
	emit_p(code, FORM_PUSH, in_register(RAX)); /* a call's stack is aligned */
	emit_rp(code, FORM_MOV_WIDE, RDI, near(&context->engine));
	emit_p(code, FORM_CALL_VIA, near(&context->exchanges_by[traps]));
	emit_rp(code, FORM_MOV_WIDE, RBX, near(&context->guest));
	move_lost(code, true, false);
	emit_rp(code, FORM_MOV_WIDE, RSP, near(&context->trail));
	emit_rp(code, FORM_MOV_WIDE, RBX, near(&context->window));
	emit_rp(code, FORM_MOV, R15, near(&context->left));
	emit_p(code, FORM_JUMP_VIA, in_register(RAX));
}

/* The first place in the code is where a table that has no block for a word leads to. */
static void write_ways(struct fast *fast)
{
	struct emitter code = { .at = fast->code, .run_at = fast->run_at };
	struct context *context = fast->context;
	uint8_t *to_leave[LEAVING_FAULT + 1];
	fast->leave[LEAVING_MISS] = emit_here(&code);
	emit_pi(&code, FORM_PUT_I, near(&context->leaving), LEAVING_MISS);
	to_leave[LEAVING_MISS] = emit_ahead(&code);
	for (enum leaving why = LEAVING_DEADLINE; why <= LEAVING_FAULT; why++) {
		if (why == LEAVING_MISS)
			continue;
		fast->leave[why] = emit_here(&code);
		emit_pi(&code, FORM_PUT_I, near(&context->leaving), (int32_t)why);
		to_leave[why] = emit_ahead(&code);
	}
	for (enum leaving why = LEAVING_DEADLINE; why <= LEAVING_FAULT; why++)
		emit_join(&code, to_leave[why]);
	write_leave(&code, context);
	for (unsigned traps = 0; traps < 2; traps++) {
		fast->exchanges[traps] = emit_here(&code);
		write_exchange(fast, &code, traps);
	}
	fast->enter = emit_here(&code);
	write_enter(&code, context);
	fast->code_start = (uint32_t)(code.at - fast->code);
	fast->code_end = fast->code_start;
	context->code = (uintptr_t)fast->code + (uintptr_t)fast->run_at;
	context->engine = (uintptr_t)fast;
	context->exchanges_by[false] = (uintptr_t)exchange_step;
	context->exchanges_by[true] = (uintptr_t)exchange_trap;
}

static bool map_code(struct fast *fast, int file)
{
	fast->reservation = mmap(NULL, CONTEXT_SIZE + CODE_SIZE, PROT_READ | PROT_WRITE,
	                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (fast->reservation == MAP_FAILED)
		return false;
	uint8_t *runs = fast->reservation + CONTEXT_SIZE;
	fast->context = (struct context *)fast->reservation;
	fast->code = mmap(NULL, CODE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (fast->code == MAP_FAILED || mmap(runs, CODE_SIZE, PROT_READ | PROT_EXEC,
	                                     MAP_SHARED | MAP_FIXED, file, 0) == MAP_FAILED)
		return false;
	fast->run_at = (intptr_t)((uintptr_t)runs - (uintptr_t)fast->code);
	return true;
}

bool code_create(struct fast *fast)
{
	int file = memfd_create("pg32-code", MFD_CLOEXEC);
	bool mapped = file >= 0 && ftruncate(file, CODE_SIZE) == 0 && map_code(fast, file);
	if (file >= 0)
		close(file);
	if (mapped)
		write_ways(fast);
	return mapped;
}

void code_destroy(struct fast *fast)
{
	if (fast->reservation != MAP_FAILED)
		munmap(fast->reservation, CONTEXT_SIZE + CODE_SIZE);
	if (fast->code != MAP_FAILED)
		munmap(fast->code, CODE_SIZE);
}

enum leaving code_run(struct fast *fast, uint32_t start, uint32_t *left)
{
	struct context *context = fast->context;
	struct cpu *cpu = &fast->stretch.machine->cpu;
	void (*enter)(void);
	memcpy(&enter, &fast->enter, sizeof enter);
	context->go = context->code + start;
	context->left = *left;
	context->guest = (uintptr_t)cpu->registers;
	context->exchanges = fast->stretch.statistics != NULL;
	context->window = (uintptr_t)fast->window->bytes;
	context->table = (uintptr_t)fast->window->table;
	context->trail = (uintptr_t)fast->trail->at;
	enter();
	fast->trail->at = (uint64_t *)(uintptr_t)context->trail;
	*left = context->left;
	if (context->leaving != LEAVING_ENDED)
		cpu->psw.pc = context->pc;
	return (enum leaving)context->leaving;
}
