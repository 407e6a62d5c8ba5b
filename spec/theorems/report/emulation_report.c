/* The proofs as text and as JSON, and what a counterexample is. */
#include "spec/theorems/report/emulation_report.h"
#include "spec/theorems/emulation/emulation.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"
#include "isa/names.h"
#include "spec/theorems/report/proofs_report.h"

/* A field of a device. */
static void print_TRUTH(FILE *out, Z3_context z, Z3_model model, const char *name,
                        const Z3_ast *truth)
{
	fprintf(out, "        %s: %s\n", name, model_number(z, model, *truth) != 0 ? "yes" : "no");
}

static void print_WORD(FILE *out, Z3_context z, Z3_model model, const char *name,
                       const Z3_ast *word)
{
	fprintf(out, "        %s: %08" PRIx64 "\n", name, model_number(z, model, *word));
}

static void print_INSTANT(FILE *out, Z3_context z, Z3_model model, const char *name,
                          const struct due *due)
{
	if (model_number(z, model, due->is_set) != 0)
		fprintf(out, "        %s at clock %" PRIu64 "\n", name,
		        model_number(z, model, due->at));
}

static void print_state(FILE *out, Z3_context z, Z3_model model,
                        const struct counterexample *example)
{
	const struct symbolic_state *state = &example->bare->state;
	const struct bare_devices *devices = &example->bare->devices;
	uint64_t status = model_number(z, model, state->psw.status);
	fprintf(out,
	        "guest   %s%s%s, pc %08" PRIx64 ", base %08" PRIx64 ", bound %08" PRIx64
	        ", timer %" PRIu64 "%s\n",
	        (status & STATUS_USER) != 0 ? "user" : "supervisor",
	        (status & STATUS_INTERRUPTS) != 0 ? ", interrupts" : "",
	        (status & STATUS_TIMER_PENDING) != 0 ? ", timer pending" : "",
	        model_number(z, model, state->psw.pc), model_number(z, model, state->psw.base),
	        model_number(z, model, state->psw.bound), model_number(z, model, state->psw.timer),
	        model_number(z, model, example->bare->delivering) != 0 ? ", handler not begun"
	                                                               : "");
	fprintf(out, "memory  %08" PRIx64 " bytes at %08" PRIx64 "\n",
	        model_number(z, model, state->memory_size),
	        model_number(z, model, example->allotment->origin));
	fprintf(out,
	        "time    clock %" PRIu64 ", %" PRIu64 " of %" PRIu64 " instructions completed"
	        "\n",
	        model_number(z, model, state->clock),
	        model_number(z, model, example->allotment->completed),
	        model_number(z, model, example->allotment->given));
	fputs("devices\n", out);
#define FIELD(device, name, TYPE, reset) \
	print_##TYPE(out, z, model, #device " " #name, &devices->device.name);
#include "machine/devices/devices.def"
	for (unsigned i = 1; i < REGISTERS; i++) {
		Z3_ast term = Z3_mk_select(z, state->registers, bits_term(z, 4, i));
		uint64_t number = model_number(z, model, term);
		if (number != 0)
			fprintf(out, "%-7s %08" PRIx64 "\n", register_name(i), number);
	}
}

/* The port that an in or out asks for, by its name. */
static void print_port(FILE *out, Z3_context z, Z3_model model,
                       const struct counterexample *example, uint32_t word)
{
	static const struct {
		uint32_t number;
		const char *name;
	} ports[] = {
#define PORT(NAME, number, DEVICE, direction, text) { number, #NAME },
#include "isa/ports.def"
	};
	struct instruction instruction;
	if (!decode(PROFILE_pg32, word, &instruction) ||
	    (instruction.operation != OPERATION_in && instruction.operation != OPERATION_out))
		return;
	uint32_t port = (uint32_t)instruction.immediate;
	if (instruction.a != 0)
		port += (uint32_t)model_number(z, model,
		                               Z3_mk_select(z, example->bare->state.registers,
		                                            bits_term(z, 4, instruction.a)));
	const char *name = "no device's";
	for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
		if (ports[i].number == port)
			name = ports[i].name;
	fprintf(out, "port    %08" PRIx32 " %s\n", port, name);
}

/* What a number stands for, where it has a name. */
static const char *name_of_outcome(uint64_t number)
{
	static const char *const names[] = {
		[OUTCOME_COMPLETED] = "goes on",       [OUTCOME_HALTED] = "halted",
		[OUTCOME_IDLE] = "waits for ever",     [OUTCOME_MALFORMED] = "malformed PSW",
		[OUTCOME_DOUBLE_TRAP] = "double trap",
	};
	const char *name = number < sizeof names / sizeof *names ? names[number] : NULL;
	return name == NULL ? "?" : name;
}

/* The byte of the guest's memory that differs: its address is asked of the model. */
static void print_byte_place(FILE *out, Z3_context z, Z3_model model)
{
	uint32_t at =
	        (uint32_t)model_number(z, model, unknown_term(z, "at", "", Z3_mk_bv_sort(z, 32)));
	const char *name = trap_area_name(at & ~UINT32_C(3));
	fprintf(out, ", at %08" PRIx32 "%s%s", at,
	        name == NULL ? "" : ", trap area: ", name == NULL ? "" : name);
}

static void print_difference(FILE *out, Z3_context z, Z3_model model,
                             const struct agreement *agreement)
{
	uint64_t virtual = model_number(z, model, agreement->virtual);
	uint64_t bare = model_number(z, model, agreement->bare);
	if (virtual == bare)
		return;
	fprintf(out, "%s: virtual %" PRIx64 ", bare %" PRIx64, agreement->name, virtual, bare);
	if (strcmp(agreement->name, MEMORY) == 0)
		print_byte_place(out, z, model);
	if (strcmp(agreement->name, OUTCOME) == 0)
		fprintf(out, " (%s, %s)", name_of_outcome(virtual), name_of_outcome(bare));
	putc('\n', out);
}

char *counterexample_text(Z3_context z, Z3_model model, const struct counterexample *example,
                          const struct agreements *agreements)
{
	char *text = NULL, disassembly[DISASSEMBLY_SIZE];
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	if (out == NULL)
		abort();
	uint32_t word = (uint32_t)model_number(z, model, example->word);
	uint32_t pc = (uint32_t)model_number(z, model, example->bare->state.psw.pc);
	fprintf(out, "word    %08" PRIx32 "  %s\n", word,
	        disassemble(PROFILE_pg32, word, pc, disassembly));
	print_port(out, z, model, example, word);
	print_state(out, z, model, example);
	if (example->what != NULL)
		fprintf(out, "at %08" PRIx32 " the VMM %s\n", example->pc, example->what);
	for (unsigned i = 0; example->what == NULL && i < agreements->count; i++)
		print_difference(out, z, model, &agreements->list[i]);
	if (fclose(out) != 0)
		abort();
	return text;
}

static void print_exits(FILE *out, const struct emulation *emulation)
{
	fprintf(out, "%-46s %-8s %6s %8s %8s %12s\n", "exit", "", "cases", "endings", "branches",
	        "instructions");
	for (unsigned i = 0; i < emulation->exit_count; i++) {
		const struct proof *proof = &emulation->exits[i];
		fprintf(out, "%-46s %-8s %6u %8u %8u %12u\n", proof->name,
		        verdict_text(proof->verdict), proof->cases, proof->endings, proof->branches,
		        proof->instructions);
		print_failure(out, proof);
	}
}

static void print_directs(FILE *out, const struct emulation *emulation)
{
	fprintf(out, "%srun directly\n", emulation->exit_count > 0 ? "\n" : "");
	for (unsigned i = 0; i < emulation->direct_count; i++) {
		const struct proof *proof = &emulation->directs[i];
		fprintf(out, "%-46s %s\n", proof->name, verdict_text(proof->verdict));
		print_failure(out, proof);
	}
}

static unsigned count_all(const struct emulation *emulation, enum verdict verdict)
{
	return count_verdict(emulation->exits, emulation->exit_count, verdict) +
	       count_verdict(emulation->directs, emulation->direct_count, verdict);
}

/* What all of it together says, and no more. */
static void print_claim(FILE *out, const struct emulation *emulation)
{
	unsigned all = emulation->exit_count + emulation->direct_count;
	if (emulation_verdict(emulation) != VERDICT_PROVED)
		fprintf(out,
		        "\n%u of %u proved, %u refuted: f(i(S)) = i'(f(S)) is NOT proved of this "
		        "VMM.\n",
		        count_all(emulation, VERDICT_PROVED), all,
		        count_all(emulation, VERDICT_REFUTED));
	else if (emulation->is_whole)
		fputs("\nFrom every state in which no device acts, for every origin and size of "
		      "the guest's\n"
		      "memory, under relocation-bounds: f(i(S)) = i'(f(S)).\n"
		      "Not proved: paged guests (their fills, and tlbi).\n",
		      out);
	else
		fprintf(out,
		        "\nProved of %s above, from every state in which no device acts; nothing "
		        "is said of "
		        "the others.\n",
		        all == 1 ? "the one case" : "the cases");
}

void print_emulation(FILE *out, const struct emulation *emulation)
{
	if (emulation->exit_count > 0)
		print_exits(out, emulation);
	if (emulation->direct_count > 0)
		print_directs(out, emulation);
	print_claim(out, emulation);
}

void print_emulation_json(FILE *out, const struct emulation *emulation)
{
	enum verdict verdict = emulation_verdict(emulation);
	json_t *all = json_pack("{s:s,s:b,s:b,s:o,s:o}", "verdict", verdict_word(verdict),
	                        "refuted", verdict == VERDICT_REFUTED, "whole", emulation->is_whole,
	                        "exits", proofs_json(emulation->exits, emulation->exit_count),
	                        "direct", proofs_json(emulation->directs, emulation->direct_count));
	json_dumpf(all, out, JSON_INDENT(1));
	putc('\n', out);
	json_decref(all);
}
