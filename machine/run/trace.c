/* The trace. */
#include "machine/run/trace.h"

#include <inttypes.h>
#include <stdio.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"
#include "isa/names.h"
#include "machine/devices/devices.h"
#include "machine/run/names.h"
#include "machine/run/print_walk.h"
#include "machine/run/session.h"
#include "machine/run/site.h"

static void print_registers_read(const struct machine *machine, uint32_t word)
{
	struct instruction instruction;
	if (!decode(machine->devices.system.profile, word, &instruction))
		return;
	uint32_t traits = operation_rows[instruction.operation].traits;
	if ((traits & TRAIT_READS_A) != 0)
		fprintf(stderr, " %s=%" PRIx32, register_name(instruction.a),
		        machine->cpu.registers[instruction.a]);
	if ((traits & TRAIT_READS_B) != 0)
		fprintf(stderr, " %s=%" PRIx32, register_name(instruction.b),
		        machine->cpu.registers[instruction.b]);
}

/* The port that is asked or told, before it is: an input may overwrite its own address. */
static void print_port(const struct machine *machine, uint32_t word)
{
	struct instruction instruction;
	if (!decode(machine->devices.system.profile, word, &instruction) || in_user_mode(machine))
		return;
	if ((operation_rows[instruction.operation].traits & TRAITS_PORT) != 0)
		fprintf(stderr, " %s",
		        port_name(machine->cpu.registers[instruction.a] +
		                  (uint32_t)instruction.immediate));
}

/* Which mode it is executed in: i where a VMM interprets it, in virtual supervisor mode. */
static char mode_of(const struct session *session)
{
	if (session_interprets(session))
		return 'i';
	return in_user_mode(&session->computer.machine) ? 'u' : 's';
}

/* Whether the instruction with this site, at this pc, is one to show. */
static bool passes(const struct session *session, const struct site *site, uint32_t pc)
{
	const struct filter *filter = &session->options.filter;
	uint64_t clock = session_clock(session);
	return clock >= filter->from && clock <= filter->to &&
	       filter_passes(filter, site->level, pc, site_function(site));
}

static void print_instruction(const struct session *session, const struct next *next,
                              const struct site *site)
{
	const struct machine *machine = session_running(session);
	const struct psw *psw = &machine->cpu.psw;
	char text[DISASSEMBLY_SIZE];
	fprintf(stderr,
	        "%u %10" PRIu64 " %c %08" PRIx32 "+%08" PRIx32 " %08" PRIx32 " %08" PRIx32
	        "  %-28s",
	        site->level, session_clock(session), mode_of(session), psw->base, psw->bound,
	        psw->pc, next->word,
	        disassemble(options_profile_shown(&session->options), next->word, psw->pc, text));
	print_registers_read(machine, next->word);
	print_port(machine, next->word);
	print_site(stderr, site);
}

/* Keeps what the result needs, and whether the line is to wait for it: not for one that may take
 * long or writes to the console, which may be where the trace goes. */
static void expect_result(struct session *session, uint32_t word)
{
	struct traced *traced = &session->traced;
	const struct machine *machine = session_running(session);
	struct instruction instruction;
	traced->machine = NULL;
	if (decode(machine->devices.system.profile, word, &instruction) &&
	    (operation_rows[instruction.operation].traits & (TRAIT_WAITS | TRAIT_OUTPUTS)) == 0) {
		traced->machine = machine;
		traced->traits = operation_rows[instruction.operation].traits;
		traced->d = instruction.d;
		traced->b = instruction.b;
		traced->address =
		        machine->cpu.registers[instruction.a] + (uint32_t)instruction.immediate;
	} else {
		putc('\n', stderr);
	}
}

uint64_t trace_instruction(struct session *session, uint64_t most)
{
	const struct filter *filter = &session->options.filter;
	uint32_t pc = session_running(session)->cpu.psw.pc;
	uint64_t clock = session_clock(session);
	struct next next;
	uint32_t fills = session_running(session)->buffer.fills;
	session->traced = (struct traced){ .is_shown = false, .fills = fills };
	if (clock < filter->from)
		return most < filter->from - clock ? most : filter->from - clock;
	if (clock > filter->to)
		return most;
	if (!session_next(session, &next))
		return 1; /* it traps before there is an instruction to show */
	struct site site = session_site(session, next.physical, pc);
	session->traced.is_shown = passes(session, &site, pc);
	if (session->traced.is_shown) {
		print_instruction(session, &next, &site);
		expect_result(session, next.word);
	}
	return next.is_wait ? most : 1;
}

/* A store's address, and what is stored there of register b. */
static void print_stored(const struct traced *traced)
{
	uint32_t value = traced->machine->cpu.registers[traced->b], traits = traced->traits;
	fprintf(stderr, " -> [%" PRIx32 "]", traced->address);
	if ((traits & TRAIT_STORES_BYTE) != 0)
		fprintf(stderr, "=%02" PRIx32, value & 0xFF);
	else if ((traits & TRAIT_STORES_HALF) != 0)
		fprintf(stderr, "=%04" PRIx32, value & 0xFFFF);
	else if ((traits & TRAIT_STORES_WORD) != 0)
		fprintf(stderr, "=%08" PRIx32, value);
}

/* What a completed instruction did: the register that it wrote, what it stored, or the PSW that it
 * loaded. */
static void print_result(const struct traced *traced)
{
	const struct psw *psw = &traced->machine->cpu.psw;
	uint32_t traits = traced->traits;
	if ((traits & TRAIT_WRITES_D) != 0 && traced->d != 0)
		fprintf(stderr, " -> %s=%" PRIx32, register_name(traced->d),
		        traced->machine->cpu.registers[traced->d]);
	else if ((traits & TRAITS_STORE) != 0)
		print_stored(traced);
	else if ((traits & (TRAIT_SETS_PSW | TRAIT_SETS_STATUS | TRAIT_SETS_BOUND)) != 0)
		fprintf(stderr,
		        " -> %s, interrupts %s, pc=%" PRIx32 " base=%" PRIx32 " bound=%" PRIx32
		        " timer=%" PRIu32,
		        (psw->status & STATUS_USER) != 0 ? "user" : "supervisor",
		        (psw->status & STATUS_INTERRUPTS) != 0 ? "on" : "off", psw->pc, psw->base,
		        psw->bound, psw->timer);
}

/* The translation that was read in place of the instruction, which is to be executed again. */
static void print_fill(const struct buffer *buffer)
{
	uint32_t entry = buffer->last_entry, in_page = PAGE_SIZE - 1;
	fprintf(stderr, " -> fill: page %" PRIx32 " is frame %" PRIx32 "%s%s%s",
	        buffer->last_address & ~in_page, entry & ~in_page,
	        (entry & ENTRY_READ) != 0 ? " read" : "",
	        (entry & ENTRY_WRITE) != 0 ? " write" : "",
	        (entry & ENTRY_EXECUTE) != 0 ? " execute" : "");
}

/* Whether the tables of a guest let the access through that was refused, so that its VMM does not
 * pass the trap on. */
static bool is_filled(const struct view *guest, const struct trap *trap)
{
	const struct memory memory = { (uint8_t *)(uintptr_t)guest->memory, guest->memory_size };
	const struct buffer *buffer = guest->buffer.pages == NULL ? NULL : &guest->buffer;
	return is_page_fault(trap, &guest->psw) &&
	       walk(&guest->psw, &memory, buffer, trap->value, (enum access)trap->cause) != 0;
}

/* What will be done with the trap. Every VMM from the lowest on either emulates it, for a guest in
 * virtual supervisor mode, or reflects it into its guest, which may be the next VMM. */
static void print_handling(const struct session *session, unsigned from)
{
	struct view views[VIEWS];
	unsigned levels = session_views(session, views);
	enum cause cause = session->last.cause;
	if (from == 0 || levels == 1) {
		fputs("; delivered", stderr);
		return;
	}
	if (session_interprets(session)) {
		fputs("; delivered by level 0, which interprets", stderr);
		return;
	}
	for (unsigned vmm = 0; vmm < from && vmm + 1 < levels; vmm++) {
		bool user = (views[vmm + 1].psw.status & STATUS_USER) != 0;
		if (cause == CAUSE_TIMER) {
			fprintf(stderr, "; the time that level %u allocated is over", vmm);
			return;
		}
		if (cause == CAUSE_PRIVILEGED && !user) {
			fprintf(stderr, "; emulated by level %u", vmm);
			return;
		}
		if (is_filled(&views[vmm + 1], &session->last)) {
			fprintf(stderr, "; filled by level %u", vmm);
			return;
		}
		fprintf(stderr, "; reflected into level %u", vmm + 1);
	}
}

static void trace_trap(const struct session *session)
{
	const struct machine *machine = session_running(session);
	const struct psw *psw = &machine->cpu.psw;
	const struct trap *trap = &session->last;
	const struct window code =
	        peek(psw, &machine->memory, &machine->buffer, psw->pc, ACCESS_FETCH);
	const struct site site = session_site(session, code.physical, psw->pc);
	char text[DISASSEMBLY_SIZE];
	if (!passes(session, &site, psw->pc))
		return;
	fprintf(stderr, "%u %10" PRIu64 " trap: %s, value 0x%" PRIx32 ", ", site.level,
	        session_clock(session), trap_text(trap, psw), trap->value);
	if (trap->word != 0)
		fprintf(stderr, "%s, ",
		        disassemble(options_profile_shown(&session->options), trap->word, psw->pc,
		                    text));
	fprintf(stderr, "at 0x%08" PRIx32, psw->pc);
	print_site(stderr, &site);
	print_handling(session, site.level);
	putc('\n', stderr);
}

/* How far a wait came, and which device requests attention where before another did or none. */
static void trace_devices(struct session *session)
{
	const struct machine *machine = session_running(session);
	/* Under a hybrid hosted VMM the devices that interrupt are the guest's. */
	const struct devices *devices = &machine->devices;
	struct guest guest;
	if (session->monitor->is_hybrid && session->monitor->look(session, &guest))
		devices = &guest.machine->devices;
	struct instruction instruction;
	if (session->outcome == OUTCOME_COMPLETED &&
	    decode(machine->devices.system.profile, session->last.word, &instruction) &&
	    (operation_rows[instruction.operation].traits & TRAIT_WAITS) != 0)
		fprintf(stderr, "  wait: until %" PRIu64 "\n", machine->devices.clock);
	uint32_t device = devices_requesting(devices);
	if (device != session->traced_device && device != 0)
		fprintf(stderr, "  device %" PRIu32 " requests attention at %" PRIu64 "\n", device,
		        devices->clock);
	session->traced_device = device;
}

void trace_outcome(struct session *session)
{
	if (session->traced.machine != NULL) {
		const struct buffer *buffer = &session->traced.machine->buffer;
		if (buffer->fills != session->traced.fills)
			print_fill(buffer);
		else if (session->outcome == OUTCOME_COMPLETED)
			print_result(&session->traced);
		putc('\n', stderr);
	}
	if (session->outcome == OUTCOME_TRAPPED)
		trace_trap(session);
	if (session->traced.is_shown)
		trace_devices(session);
}
