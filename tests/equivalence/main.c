/* pg32-equiv: is a virtualized run equal to the bare one? */
#include <stdio.h>

#include "tests/equivalence/campaign.h"
#include "tests/equivalence/kernel.h"

int main(int count, char **arguments)
{
	struct settings settings;
	struct failure failure;
	int status = 0;
	if (settings_parse(&settings, count, arguments, &failure)) {
		if (settings.mode == MODE_KERNEL)
			status = compare_kernel(&settings, &failure);
		else
			status = run_campaign(&settings, &failure);
	}
	if (failure.status == 0)
		return status;
	fprintf(stderr, "pg32-equiv: %s\n", failure.message);
	return failure.status;
}
