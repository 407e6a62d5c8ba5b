/* Campaigns: ranges of seeds, in several processes, noted in state files. */
#ifndef PG32_VMM_EQUIVALENCE_CAMPAIGN_H
#define PG32_VMM_EQUIVALENCE_CAMPAIGN_H

#include "vmm/equivalence/options.h"

/* Runs the campaign, or merges the state files, that the settings name. Returns the exit status,
 * unless *failure has one. */
int run_campaign(const struct settings *settings, struct failure *failure);

#endif
