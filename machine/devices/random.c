/* The random device: PCG, the variant RXS-M-XS with 32 bits of state (M. E. O'Neill, "PCG: A family
 * of simple fast space-efficient statistically good algorithms for random number generation",
 * HMC-CS-2014-0905, Harvey Mudd College 2014; www.pcg-random.org). A linear congruential generator
 * steps, and what it was before is stirred on its way out. */
#include "machine/devices/devices.h"

static uint32_t stir(uint32_t state)
{
	uint32_t word = (state >> ((state >> 28) + 4) ^ state) * UINT32_C(277803737);
	return word >> 22 ^ word;
}

static uint32_t next_word(struct random *random)
{
	uint32_t word = stir(random->state);
	random->state = RANDOM_STEP(random->state);
	return word;
}

uint32_t random_in(struct devices *devices, const struct wiring *wiring, uint32_t port)
{
	(void)wiring;
	switch (port) {
	case PORT_RANDOM_NEXT:
		return next_word(&devices->random);
	case PORT_RANDOM_SEED:
		return devices->random.seed;
	default:
		return 0;
	}
}

void random_out(struct devices *devices, const struct wiring *wiring, uint32_t port, uint32_t value)
{
	(void)devices;
	(void)wiring;
	(void)port;
	(void)value;
}
