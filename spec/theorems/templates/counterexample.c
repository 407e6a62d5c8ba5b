/* A block that is refuted, as lines: its words and code, and the state in which it goes wrong. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "isa/disassemble.h"
#include "isa/names.h"
#include "spec/theorems/templates/claims.h"

static const char *name_of_circumstance(enum circumstance circumstance)
{
	static const char *const names[CIRCUMSTANCES] = {
		[ORDINARY] = "",
		[MIXED] = ", in a page that is data, too",
		[CAREFUL] = ", which looks where it reaches",
		[OLD] = ", on a host without BMI2",
		[WATCHED] = ", where accesses are watched",
	};
	return names[circumstance];
}

static void print_words(FILE *out, const struct template *template)
{
	char text[DISASSEMBLY_SIZE];
	for (unsigned i = 0; i < template->count; i++) {
		uint32_t pc = template->pc + 4 * i;
		fprintf(out, "%08" PRIx32 "  %08" PRIx32 "  %s%s\n", pc, template->words[i],
		        disassemble(template->profile, template->words[i], pc, text),
		        i == 0 ? name_of_circumstance(template->circumstance) : "");
	}
}

/* Up to what the model does not know. */
static void print_code(FILE *out, const struct template *template)
{
	unsigned at = 0;
	struct host_instruction instruction = { .next = 0 };
	while (at < template->size &&
	       host_decode(&instruction, template->bytes + at, template->size - at, 0)) {
		fprintf(out, "    +%-4u", at);
		for (unsigned i = 0; i < instruction.next; i++)
			fprintf(out, " %02x", template->bytes[at + i]);
		fprintf(out, "  %s\n", host_rows[instruction.name].name);
		at += (unsigned)instruction.next;
	}
}

static void print_guest(FILE *out, const struct judged *judged, Z3_model model)
{
	Z3_context z = judged->prover.z;
	const struct symbolic_state *guest = &judged->guest[0];
	fprintf(out, "window  %08" PRIx64 " bytes, %" PRIu64 " instructions left\n",
	        model_number(z, model, judged->run.host.size),
	        model_number(z, model, judged->left));
	for (unsigned i = 1; i < REGISTERS; i++) {
		uint64_t number = model_number(
		        z, model, Z3_mk_select(z, guest->registers, bits_term(z, 4, i)));
		if (number != 0)
			fprintf(out, "%-7s %08" PRIx64 "\n", register_name(i), number);
	}
}

char *template_counterexample(const struct judged *judged, Z3_model model, const char *what,
                              Z3_ast of_host, Z3_ast of_row)
{
	Z3_context z = judged->prover.z;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	if (out == NULL)
		abort();
	print_words(out, judged->template);
	print_guest(out, judged, model);
	fprintf(out, "%s: host %" PRIx64 ", row %" PRIx64 "\n", what,
	        model_number(z, model, of_host), model_number(z, model, of_row));
	print_code(out, judged->template);
	if (fclose(out) != 0)
		abort();
	return text;
}
