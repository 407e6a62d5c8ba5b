/* Says where bare and virtual part, for people. */
#include "vmm/equivalence/report.h"

#include <inttypes.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"
#include "machine/run/session.h"
#include "machine/run/names.h"
#include "machine/run/print_walk.h"

struct report {
	FILE *file;
	const struct pair *pair;
	struct image *image;
};

/* The beginning of a line: its name in a column. */
static void begin(const struct report *report, const char *name)
{
	fprintf(report->file, "%s%-14s", name[0] == 0 ? "" : "  ", name);
	if (name[0] == 0)
		fputs("  ", report->file);
}

static void print_place_in(const struct report *report, const struct psw *psw)
{
	fprintf(report->file, "%s mode, pc %08" PRIx32,
	        (psw->status & STATUS_USER) != 0 ? "user" : "supervisor", psw->pc);
	if (psw->base != 0)
		fprintf(report->file, " (base %08" PRIx32 ")", psw->base);
	print_place(report->file, report->image,
	            peek(psw, &report->pair->bare.memory, &report->pair->bare.buffer, psw->pc,
	                 ACCESS_FETCH)
	                    .physical);
	putc('\n', report->file);
}

/* The port that an in or out asks or tells, by its name. */
static void print_port(const struct report *report, uint32_t word)
{
	const struct pair *pair = report->pair;
	struct instruction instruction;
	if (!word_has(word, TRAITS_PORT) ||
	    !decode(pair->bare.devices.system.profile, word, &instruction))
		return;
	uint32_t port = pair->at_exit[instruction.a] + (uint32_t)instruction.immediate;
	begin(report, "the port");
	fprintf(report->file, "%08" PRIx32 " %s\n", port, port_name(port));
}

/* What the guest's trap was: its place is the PSW it ran under, with the pc of the trap. */
static void print_exit(const struct report *report)
{
	const struct pair *pair = report->pair;
	const struct trap *trap = &pair->exit.trap;
	if (pair->exits == 0 || pair->interpreted) {
		begin(report, "the exit");
		fputs(pair->interpreted ? "none: it was not run directly\n" : "none yet\n",
		      report->file);
		return;
	}
	char text[DISASSEMBLY_SIZE];
	struct psw psw = pair->before.psw;
	psw.pc = pair->exit.old.pc;
	begin(report, "the exit");
	if (pair->at_limit) {
		fputs("none: the limit came first\n", report->file);
		return;
	}
	if (pair->vmm_not_asked) {
		fprintf(report->file, "none: the guest stopped the machine with %s\n",
		        disassemble(pair->bare.devices.system.profile, trap->word, psw.pc, text));
		begin(report, "in");
		print_place_in(report, &psw);
		return;
	}
	fprintf(report->file, "%s, value 0x%" PRIx32, trap_text(trap, &psw), trap->value);
	if (trap->cause == CAUSE_TIMER || trap->cause == CAUSE_DEVICE || trap->cause == CAUSE_FETCH)
		putc('\n', report->file);
	else
		fprintf(report->file, ", word %08" PRIx32 ": %s\n", trap->word,
		        disassemble(pair->bare.devices.system.profile, trap->word, psw.pc, text));
	if (trap->cause == CAUSE_PRIVILEGED)
		print_port(report, trap->word);
	begin(report, "in");
	print_place_in(report, &psw);
}

static const char *privileged_name(unsigned number)
{
	enum operation operation = privileged_operation(number);
	return operation == OPERATIONS ? "an undefined word" : operation_rows[operation].mnemonic;
}

/* What a VMM did, as it counts it; otherwise where that is nothing. */
static void print_counts(FILE *file, const uint32_t now[COUNTS], const uint32_t before[COUNTS],
                         const char *otherwise)
{
	const char *separator = "";
	for (unsigned i = 0; i < COUNTS; i++) {
		uint32_t times = now[i] - before[i];
		if (times == 0 || i == COUNT_INTERPRETED)
			continue;
		fputs(separator, file);
		if (i == COUNT_TIMER)
			fputs("saw that the allocated time was over", file);
		else if (i == COUNT_FILLED)
			fputs("read a translation", file);
		else if (i >= COUNT_EMULATED)
			fprintf(file, "emulated %s", privileged_name(i - COUNT_EMULATED));
		else
			fprintf(file, "reflected: %s", cause_text((enum cause)i));
		if (times > 1)
			fprintf(file, " (%" PRIu32 " times)", times);
		separator = ", then ";
	}
	if (separator[0] == 0)
		fputs(otherwise, file);
}

/* What each VMM did since the last resume, from the one on the machine to the innermost one. */
static void print_action(const struct report *report)
{
	const struct pair *pair = report->pair;
	for (unsigned level = 0; level + 1 < pair->levels && level < LEVELS; level++) {
		char name[32];
		snprintf(name, sizeof name, "VMM, level %u", level);
		begin(report, name);
		print_counts(report->file, pair->level_counts[level], pair->level_before[level],
		             "did nothing that it counts");
		putc('\n', report->file);
	}
	begin(report, "the VMM");
	print_counts(report->file, pair->guest.counts, pair->before.counts,
	             pair->interpreted ? "interpreted it" : "did nothing that it counts");
	if (pair->virtual_outcome != OUTCOME_COMPLETED)
		fprintf(report->file, "; the guest: %s", outcome_text(pair->virtual_outcome));
	putc('\n', report->file);
}

static void print_differences(const struct report *report, const char *name,
                              const struct differences *differences)
{
	begin(report, name);
	fprintf(report->file, "%-28s %-20s %s\n", "", "bare", "virtual");
	for (unsigned i = 0; i < differences->count; i++) {
		const struct difference *difference = &differences->list[i];
		begin(report, "");
		fprintf(report->file, "%-28s %-20s %s\n", difference->field, difference->bare,
		        difference->virtual);
	}
}

/* The instructions that the bare machine executed last. */
static void print_history(const struct report *report)
{
	const struct pair *pair = report->pair;
	const struct history *history = &pair->bare_history;
	begin(report, "the last instructions (bare, physical addresses)");
	putc('\n', report->file);
	uint32_t addresses[HISTORY] = { 0 };
	history_list(history, addresses);
	for (unsigned i = 0; i < HISTORY; i++) {
		uint32_t address = addresses[i];
		if (address == 0 || address > pair->bare.memory.size - sizeof(uint32_t))
			continue;
		char text[DISASSEMBLY_SIZE];
		uint32_t word = read_word(pair->bare.memory.bytes + address);
		begin(report, "");
		fprintf(report->file, "%08" PRIx32 "  %08" PRIx32 "  %-28s", address, word,
		        disassemble(pair->bare.devices.system.profile, word, address, text));
		print_place(report->file, report->image, address);
		putc('\n', report->file);
	}
}

static const char *vmm_name(const struct pair *pair)
{
	if (pair->direct)
		return "no VMM";
	if (pair->nest == NULL)
		return pair->hybrid ? "the hosted hybrid VMM" : "the hosted VMM";
	return pair->hybrid ? "vmm-hybrid.elf" : "vmm.elf";
}

/* The instruction after which they differ. */
static void print_parting(const struct report *report, const struct parting *parting)
{
	char text[DISASSEMBLY_SIZE] = "";
	begin(report, "they part at");
	if (!parting->found) {
		fprintf(report->file, "the %s: up to there nothing differs\n",
		        report->pair->interpreted ? "last stretch" : "exit");
		return;
	}
	if (parting->fetched)
		disassemble(report->pair->bare.devices.system.profile, parting->word,
		            parting->psw.pc, text);
	fprintf(report->file, "instruction %" PRIu64 ", executed directly%s%s\n",
	        parting->clock + 1, parting->fetched ? ": " : "", text);
	if (parting->trap.cause != CAUSE_NONE) {
		begin(report, "bare there");
		fprintf(report->file, "%s\n", trap_text(&parting->trap, &parting->psw));
	}
	begin(report, "in");
	print_place_in(report, &parting->psw);
	print_differences(report, "then differs", &parting->differences);
}

void report_divergence(FILE *file, const struct pair *pair, const struct differences *differences,
                       const struct parting *parting, struct image *image)
{
	struct report report = { file, pair, image };
	unsigned level = pair->nest == NULL ? 1 : pair->nest->session->options.depth;
	fprintf(file, "first divergence: after %" PRIu64 " instructions of the guest\n",
	        parting->found ? parting->clock + !pair->vmm_not_asked : pair->bare.devices.clock);
	print_parting(&report, parting);
	begin(&report, "found at");
	fprintf(file, "exit %" PRIu64 ", instruction %" PRIu64 ", level %u, under %s\n",
	        pair->exits, pair->bare.devices.clock, level, vmm_name(pair));
	print_exit(&report);
	print_action(&report);
	begin(&report, "bare now");
	print_place_in(&report, &pair->bare.cpu.psw);
	print_differences(&report, "what differs", differences);
	print_history(&report);
}
