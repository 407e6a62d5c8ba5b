/* pg32-equiv: is a virtualized run equal to the bare one? */
#include <signal.h>
#include <stdio.h>

#include "machine/front/front.h"
#include "vmm/equivalence/campaign.h"
#include "vmm/equivalence/crew.h"
#include "vmm/equivalence/kernel.h"
#include "vmm/equivalence/pair.h"

/* Ends by the signal, so that a shell sees it and stops as well. */
static int end_by(int number)
{
	signal(number, SIG_DFL);
	raise(number);
	return EXIT_BY_SIGNAL + number;
}

int main(int count, char **arguments)
{
	struct settings settings;
	struct failure failure;
	int status = 0;
	front_open();
	if (settings_parse(&settings, count, arguments, &failure) &&
	    (settings.mode == MODE_MERGE || pair_has_engine(settings.run.engine, &failure))) {
		if (settings.mode == MODE_KERNEL)
			status = compare_kernel(&settings, &failure);
		else
			status = run_campaign(&settings, &failure);
	}
	if (failure.status == 0)
		return front_close("pg32-equiv", status);
	if (failure.status > EXIT_BY_SIGNAL)
		return end_by(failure.status - EXIT_BY_SIGNAL);
	fprintf(stderr, "pg32-equiv: %s\n", failure.message);
	return failure.status;
}
