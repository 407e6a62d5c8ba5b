/* The trace, and the names of places, causes and ports. */
#include "machine/run/trace.h"

#include <inttypes.h>
#include <stdio.h>

#include "isa/instruction.h"

void print_place(FILE *file, struct image *image, uint32_t address)
{
	uint32_t offset;
	const char *source;
	unsigned line;
	const char *symbol = image == NULL ? NULL : image_symbol_at(image, address, &offset);
	if (symbol != NULL) {
		fputs(" <", file);
		image_print_name(file, symbol);
		if (offset != 0)
			fprintf(file, "+0x%" PRIx32, offset);
		putc('>', file);
	}
	if (image != NULL && image_line_at(image, address, &source, &line)) {
		putc(' ', file);
		image_print_name(file, source);
		fprintf(file, ":%u", line);
	}
}

const char *cause_text(enum cause cause)
{
	switch (cause) {
#define CAUSE(NAME, number, text, value, hint) \
	case CAUSE_##NAME:                     \
		return text;
#include "isa/causes.def"
	case CAUSE_NONE:
	case CAUSES:
		break;
	}
	return "?";
}

const char *port_name(uint32_t port)
{
	switch (port) {
#define PORT(NAME, number, DEVICE, direction, text) \
	case PORT_##NAME:                           \
		return #NAME;
#include "isa/ports.def"
	default:
		return "?";
	}
}

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

uint64_t trace_instruction(struct session *session, uint64_t most)
{
	const struct machine *machine = session_running(session);
	const struct psw *psw = &machine->cpu.psw;
	struct next next;
	if (!session_next(session, &next))
		return 1; /* it traps before there is an instruction to show */
	uint32_t word = next.word, address;
	unsigned level = session_level(session, next.physical, &address);
	char text[DISASSEMBLY_SIZE];
	fprintf(stderr, "%u %10" PRIu64 " %c %08" PRIx32 " %08" PRIx32 "  %-28s", level,
	        session_clock(session), mode_of(session), psw->pc, word,
	        disassemble(machine->devices.system.profile, word, psw->pc, text));
	print_registers_read(machine, word);
	print_port(machine, word);
	print_place(stderr, session_image(session, level), address);
	putc('\n', stderr);
	return next.is_wait ? most : 1;
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
		fprintf(stderr, "; reflected into level %u", vmm + 1);
	}
}

static void trace_trap(const struct session *session)
{
	const struct machine *machine = session_running(session);
	const struct psw *psw = &machine->cpu.psw;
	const struct trap *trap = &session->last;
	const struct window code = translate(psw, &machine->memory, psw->pc, ACCESS_FETCH);
	uint32_t address;
	char text[DISASSEMBLY_SIZE];
	unsigned level = session_level(session, code.physical, &address);
	fprintf(stderr, "%u %10" PRIu64 " trap: %s, value 0x%" PRIx32 ", ", level,
	        session_clock(session), cause_text(trap->cause), trap->value);
	if (trap->word != 0)
		fprintf(stderr, "%s, ",
		        disassemble(machine->devices.system.profile, trap->word, psw->pc, text));
	fprintf(stderr, "at 0x%08" PRIx32, psw->pc);
	print_place(stderr, session_image(session, level), address);
	print_handling(session, level);
	putc('\n', stderr);
}

/* What a privileged instruction of supervisor mode did with the devices. */
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
	    decode(machine->devices.system.profile, session->last.word, &instruction)) {
		uint32_t traits = operation_rows[instruction.operation].traits;
		if ((traits & TRAIT_INPUTS) != 0 && instruction.d != 0)
			fprintf(stderr, "  device: -> 0x%" PRIx32 "\n",
			        machine->cpu.registers[instruction.d]);
		else if ((traits & TRAIT_WAITS) != 0)
			fprintf(stderr, "  wait: until %" PRIu64 "\n", machine->devices.clock);
	}
	uint32_t device = devices_requesting(devices);
	if (device != session->traced_device && device != 0)
		fprintf(stderr, "  device %" PRIu32 " requests attention at %" PRIu64 "\n", device,
		        devices->clock);
	session->traced_device = device;
}

void trace_outcome(struct session *session)
{
	if (session->outcome == OUTCOME_TRAPPED)
		trace_trap(session);
	if (session->options.trace == TRACE_ALL)
		trace_devices(session);
}
