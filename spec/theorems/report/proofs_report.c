/* Proofs as text and as JSON. */
#include "spec/theorems/report/proofs_report.h"

const char *verdict_word(enum verdict verdict)
{
	return verdict == VERDICT_REFUTED ? "refuted" : verdict_text(verdict);
}

void print_failure(FILE *out, const struct proof *proof)
{
	if (proof->doubt != NULL)
		fprintf(out, "    %s\n", proof->doubt);
	const char *text = proof->counterexample;
	if (text == NULL)
		return;
	fputs("    ", out);
	for (; *text != 0; text++) {
		putc(*text, out);
		if (*text == '\n' && text[1] != 0)
			fputs("    ", out);
	}
}

unsigned count_verdict(const struct proof *proofs, unsigned count, enum verdict verdict)
{
	unsigned number = 0;
	for (unsigned i = 0; i < count; i++)
		number += proofs[i].verdict == verdict;
	return number;
}

json_t *proofs_json(const struct proof *proofs, unsigned count)
{
	json_t *array = json_array();
	for (unsigned i = 0; i < count; i++) {
		const struct proof *proof = &proofs[i];
		json_t *object = json_pack(
		        "{s:s,s:b,s:s,s:i,s:i,s:i,s:i}", "name", proof->name, "proved",
		        proof->verdict == VERDICT_PROVED, "verdict", verdict_word(proof->verdict),
		        "cases", (int)proof->cases, "endings", (int)proof->endings, "branches",
		        (int)proof->branches, "instructions", (int)proof->instructions);
		if (proof->doubt != NULL)
			json_object_set_new(object, "doubt", json_string(proof->doubt));
		if (proof->counterexample != NULL)
			json_object_set_new(object, "counterexample",
			                    json_string(proof->counterexample));
		json_array_append_new(array, object);
	}
	return array;
}
