/* A witness for people: two states, two runs, side by side. */
#include "isa/causes.h"
#include "spec/theorems/report/report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"
#include "isa/names.h"
#include "spec/theorems/classify/replay.h"

enum { CELL_SIZE = 48 };

struct cell {
	char text[CELL_SIZE];
};

__attribute__((format(printf, 1, 2))) static struct cell cell(const char *format, ...)
{
	struct cell cell;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(cell.text, sizeof cell.text, format, arguments);
	va_end(arguments);
	return cell;
}

static void print_row(FILE *out, const char *name, struct cell first, struct cell second)
{
	fprintf(out, "    %-12s %-32s %s\n", name, first.text, second.text);
}

/* What both machines hold after so many steps: 0 or 1. */
static const struct machine *machine_of(const struct run_of_one *run, bool after)
{
	return after ? &run->after : &run->before;
}

static struct cell status_cell(uint32_t status)
{
	return cell("%s%s%s%s", (status & STATUS_USER) != 0 ? "user" : "supervisor",
	            (status & STATUS_PAGED) != 0 ? ", paged" : "",
	            (status & STATUS_INTERRUPTS) != 0 ? ", interrupts" : "",
	            (status & STATUS_TIMER_PENDING) != 0 ? ", timer pending" : "");
}

static void print_psw(FILE *out, const struct run_of_one runs[2], bool after)
{
	const struct machine *a = machine_of(&runs[0], after), *b = machine_of(&runs[1], after);
	const struct psw *of_a = &a->cpu.psw, *of_b = &b->cpu.psw;
	print_row(out, "status", status_cell(of_a->status), status_cell(of_b->status));
	print_row(out, "pc", cell("%08x", of_a->pc), cell("%08x", of_b->pc));
	print_row(out, "base", cell("%08x", of_a->base), cell("%08x", of_b->base));
	print_row(out, "bound", cell("%08x", of_a->bound), cell("%08x", of_b->bound));
	print_row(out, "timer", cell("%" PRIu32, of_a->timer), cell("%" PRIu32, of_b->timer));
	print_row(out, "clock", cell("%" PRIu64, a->devices.clock),
	          cell("%" PRIu64, b->devices.clock));
}

/* Before: the registers that the instruction names. After: those that anything happened to. */
static void print_registers(FILE *out, const struct run_of_one runs[2], uint32_t word, bool after)
{
	const uint32_t *before = runs[0].before.cpu.registers;
	struct instruction named = { .operation = OPERATIONS };
	decode(runs[0].before.devices.system.profile, word, &named);
	for (unsigned i = 1; i < REGISTERS; i++) {
		uint32_t a = machine_of(&runs[0], after)->cpu.registers[i];
		uint32_t b = machine_of(&runs[1], after)->cpu.registers[i];
		bool is_named = i == named.a || i == named.b;
		if (after ? a != before[i] || b != before[i] : is_named)
			print_row(out, register_name(i), cell("%08x", a), cell("%08x", b));
	}
}

static struct cell memory_cell(const struct run_of_one *run, uint32_t address)
{
	const struct window window = window_of(&run->before.cpu.psw, &run->after.memory);
	return cell("%08x", read_word(window.bytes + address));
}

static struct cell entry_cell(uint32_t entry)
{
	return cell("frame %05x %s%s%s", entry >> PAGE_BITS, (entry & ENTRY_READ) != 0 ? "r" : "-",
	            (entry & ENTRY_WRITE) != 0 ? "w" : "-",
	            (entry & ENTRY_EXECUTE) != 0 ? "x" : "-");
}

/* Calls it for each page that the buffer holds something for. */
static void for_each_held(FILE *out, const struct run_of_one runs[2],
                          void (*print)(FILE *out, const struct run_of_one runs[2], uint32_t page))
{
	const struct buffer *buffer = &runs[0].before.buffer;
	for (uint32_t i = 0; i < buffer->tables; i++)
		for (uint32_t k = 0; k < TABLE_ENTRIES; k++) {
			uint32_t page = (buffer->indices[i] << ENTRY_INDEX_BITS | k) << PAGE_BITS;
			if (buffer_entry(buffer, page) != 0)
				print(out, runs, page);
		}
}

static void print_entry(FILE *out, const struct run_of_one runs[2], uint32_t page)
{
	print_row(out, cell("page %05x", page >> PAGE_BITS).text,
	          entry_cell(buffer_entry(&runs[0].before.buffer, page)),
	          entry_cell(buffer_entry(&runs[1].before.buffer, page)));
}

static uint32_t word_in_page(const struct run_of_one *run, bool after, uint32_t address)
{
	uint32_t entry = buffer_entry(&run->before.buffer, address);
	const struct memory *memory = &machine_of(run, after)->memory;
	return read_word(memory->bytes + entry / PAGE_SIZE * PAGE_SIZE + address % PAGE_SIZE);
}

static void print_page(FILE *out, const struct run_of_one runs[2], uint32_t page)
{
	for (uint32_t at = page; at != page + PAGE_SIZE; at += 4) {
		uint32_t a = word_in_page(&runs[0], true, at), b = word_in_page(&runs[1], true, at);
		if (a != word_in_page(&runs[0], false, at) ||
		    b != word_in_page(&runs[1], false, at))
			print_row(out, cell("[%x]", at).text, cell("%08x", a), cell("%08x", b));
	}
}

/* The words of the windows that one of the runs changed. */
static void print_memory(FILE *out, const struct run_of_one runs[2])
{
	if (is_paged(&runs[0].before.cpu.psw)) {
		for_each_held(out, runs, print_page);
		return;
	}
	const struct window before = window_of(&runs[0].before.cpu.psw, &runs[0].before.memory);
	for (uint32_t at = 0; at + 4 <= before.size; at += 4) {
		struct cell old = cell("%08x", read_word(before.bytes + at));
		struct cell a = memory_cell(&runs[0], at), b = memory_cell(&runs[1], at);
		if (strcmp(old.text, a.text) != 0 || strcmp(old.text, b.text) != 0)
			print_row(out, cell("[%x]", at).text, a, b);
	}
}

static struct cell outcome_cell(const struct run_of_one *run)
{
	static const char *const causes[CAUSES] = {
#define CAUSE(NAME, number, text, value, hint) [CAUSE_##NAME] = text,
#include "isa/causes.def"
	};
	switch (run->outcome) {
	case OUTCOME_COMPLETED:
		return cell("completes%s", run->output != 0 ? ", writes to console" : "");
	case OUTCOME_TRAPPED:
		return cell("traps: %s", causes[run->trap.cause]);
	case OUTCOME_HALTED:
		return cell("halts with %" PRIu32, run->trap.value);
	case OUTCOME_IDLE:
		return cell("stops: nothing can come");
	case OUTCOME_MALFORMED:
		return cell("check-stop: malformed PSW");
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
	case OUTCOME_DOUBLE_TRAP:
		break;
	}
	return cell("?");
}

/* The window that the instruction may read instead of its own. */
static void print_previous(FILE *out, const struct run_of_one runs[2], uint32_t word)
{
	struct instruction instruction;
	if (!decode(runs[0].before.devices.system.profile, word, &instruction) ||
	    (operation_rows[instruction.operation].traits & TRAIT_LOADS_PREVIOUS) == 0)
		return;
	struct psw a = read_psw(runs[0].before.memory.bytes + TRAP_OLD_PSW);
	struct psw b = read_psw(runs[1].before.memory.bytes + TRAP_OLD_PSW);
	print_row(out, "old base", cell("%08x", a.base), cell("%08x", b.base));
	print_row(out, "old bound", cell("%08x", a.bound), cell("%08x", b.bound));
}

static void print_runs(FILE *out, const struct run_of_one runs[2], uint32_t word)
{
	char text[DISASSEMBLY_SIZE];
	fprintf(out, "    %08x  %s\n\n", word,
	        disassemble(runs[0].before.devices.system.profile, word, runs[0].before.cpu.psw.pc,
	                    text));
	print_row(out, "", cell("S1"), cell("S2"));
	print_psw(out, runs, false);
	for_each_held(out, runs, print_entry);
	print_registers(out, runs, word, false);
	print_previous(out, runs, word);
	print_row(out, "", outcome_cell(&runs[0]), outcome_cell(&runs[1]));
	if (runs[0].outcome != OUTCOME_COMPLETED && runs[1].outcome != OUTCOME_COMPLETED)
		return;
	print_psw(out, runs, true);
	print_registers(out, runs, word, true);
	print_memory(out, runs);
}

static void print_witness(FILE *out, const struct classification *class, enum claim claim)
{
	enum profile profile = class->subject.profile;
	const struct witness *witness = witness_of(class, claim);
	fprintf(out, "%s: %s\n\n", claim_rows[claim].key, claim_rows[claim].text);
	if (!witness->is_replayable) {
		fputs("    the witness cannot be put into the machine\n", out);
		return;
	}
	struct run_of_one runs[2] = { replay(profile, &witness->states[0]),
		                      replay(profile, &witness->states[1]) };
	print_runs(out, runs, witness->word);
	fprintf(out, "    replayed on the machine: %s\n",
	        witness_holds(profile, witness, claim) ? "it shows this" : "IT DOES NOT SHOW THIS");
	free_run(&runs[0]);
	free_run(&runs[1]);
}

static void print_claim(FILE *out, const struct classification *class, enum claim claim)
{
	if (class->answers[claim] == ANSWER_YES)
		print_witness(out, class, claim);
	else
		fprintf(out, "%s: %s: %s\n", claim_rows[claim].key, claim_rows[claim].text,
		        class->answers[claim] == ANSWER_NO ? "in no state (proved)" : "unknown");
}

void print_witnesses(FILE *out, const struct classification *class)
{
	fprintf(out, "%s: %s\n", class->name, class_text(class));
	for (enum claim claim = 0; claim < CLAIMS; claim++) {
		putc('\n', out);
		print_claim(out, class, claim);
	}
}

void print_one_witness(FILE *out, const struct classification *class)
{
	static const enum claim to_the_point[] = { CLAIM_BOTH_USER, CLAIM_USER, CLAIM_SUPERVISOR };
	unsigned i = 0;
	while (i + 1 < sizeof to_the_point / sizeof *to_the_point &&
	       class->answers[to_the_point[i]] != ANSWER_YES)
		i++;
	fprintf(out, "\n%s, ", class->name);
	print_claim(out, class, to_the_point[i]);
}
