/* Verdicts. */
#include "spec/theorems/emulation/proof.h"

const char *verdict_text(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_PROVED:
		return "proved";
	case VERDICT_REFUTED:
		return "FALSE";
	case VERDICT_UNTRIED:
		return "untried";
	case VERDICT_UNKNOWN:
		break;
	}
	return "unknown";
}

void doubt(struct proof *proof, const char *why)
{
	if (proof->verdict == VERDICT_REFUTED)
		return;
	proof->verdict = VERDICT_UNKNOWN;
	proof->doubt = why;
}
