/* The proofs of templates as text and as JSON. */
#include "spec/theorems/report/templates_report.h"

#include "spec/theorems/report/proofs_report.h"

/* What all of it together says, and no more. */
static void print_claim(FILE *out, const struct templates *templates)
{
	unsigned blocks = 0;
	for (unsigned i = 0; i < templates->count; i++)
		blocks += templates->proofs[i].cases;
	if (templates_verdict(templates) != VERDICT_PROVED)
		fprintf(out,
		        "\n%u of %u proved, %u refuted: that the host code does what the rows do "
		        "is "
		        "NOT proved.\n",
		        count_verdict(templates->proofs, templates->count, VERDICT_PROVED),
		        templates->count,
		        count_verdict(templates->proofs, templates->count, VERDICT_REFUTED));
	else
		fprintf(out,
		        "\nFrom all registers, memories, windows and times%s, the host code of the "
		        "%u "
		        "blocks above\n"
		        "does to the guest what their rows do, counts it, and leaves where they "
		        "trap.\n",
		        templates->is_whole ? "" : " (of no other case is anything said)", blocks);
}

void print_templates(FILE *out, const struct templates *templates)
{
	fprintf(out, "%-32s %-8s %8s %8s %12s\n", "host code", "", "blocks", "endings",
	        "instructions");
	for (unsigned i = 0; i < templates->count; i++) {
		const struct proof *proof = &templates->proofs[i];
		fprintf(out, "%-32s %-8s %8u %8u %12u\n", proof->name, verdict_text(proof->verdict),
		        proof->cases, proof->endings, proof->instructions);
		print_failure(out, proof);
	}
	print_claim(out, templates);
}

void print_templates_json(FILE *out, const struct templates *templates)
{
	enum verdict verdict = templates_verdict(templates);
	json_t *all = json_pack("{s:s,s:b,s:b,s:o}", "verdict", verdict_word(verdict), "refuted",
	                        verdict == VERDICT_REFUTED, "whole", templates->is_whole,
	                        "templates", proofs_json(templates->proofs, templates->count));
	json_dumpf(all, out, JSON_INDENT(1));
	putc('\n', out);
	json_decref(all);
}
