/* Runs one kernel bare and virtual in step. */
#include "tests/vmm/pair.h"

#include <string.h>

#include "vmm/port.h"

enum { PATTERN = 0xA5, IMAGE_ADDRESS = 0x1000, HEADERS_SIZE = 84, LONGEST_STRETCH = 5000 };

static uint32_t poll_console(void *context, bool idle)
{
	struct fake_host *host = context;
	host->idle_polls += idle;
	return *host->input == 0 ? CONSOLE_END : (uint8_t)*host->input++;
}

static void put_console(void *context, uint8_t byte)
{
	struct fake_host *host = context;
	host->output[host->output_size++ % OUTPUT_SIZE] = byte;
}

static bool transfer_disk(void *context, uint32_t sector, uint32_t address, bool write)
{
	struct fake_host *host = context;
	uint8_t *at = host->disk + sector * SECTOR_SIZE;
	uint8_t *memory = host->machine->memory.bytes + address;
	memcpy(write ? at : memory, write ? memory : at, SECTOR_SIZE);
	return true;
}

static const struct backend fake_backend = { poll_console, put_console, transfer_disk };

/* The port of the VMM under test. */
static struct pair *pair_of(struct vm *vm)
{
	return (struct pair *)vm;
}

uint32_t port_in(struct vm *vm, enum port port)
{
	return devices_in(&pair_of(vm)->real.devices, port);
}

void port_out(struct vm *vm, enum port port, uint32_t value)
{
	devices_out(&pair_of(vm)->real.devices, port, value);
}

void port_wait(struct vm *vm)
{
	struct devices *devices = &pair_of(vm)->real.devices;
	uint32_t time = devices->event_in;
	devices->clock += time;
	devices_pass_time(devices, time);
}

void port_stop(struct vm *vm, enum outcome outcome)
{
	pair_of(vm)->virtual_outcome = outcome;
}

static void reset_host(struct fake_host *host, struct machine *machine, struct memory memory,
                       const char *input)
{
	host->machine = machine;
	host->input = input;
	for (unsigned i = 0; i < sizeof host->disk; i++)
		host->disk[i] = (uint8_t)(i * 7);
	machine->memory = memory;
	devices_reset(&machine->devices, memory.size, DISK_SECTORS, &fake_backend, host);
}

/* An ELF image of one segment; returns its size. */
static uint32_t make_image(uint8_t *image, const uint32_t *words, uint32_t count)
{
	static const uint8_t identification[] = { 0x7F, 'E', 'L', 'F', 1, 1, 1 };
	uint32_t size = count * 4;
	memset(image, 0, HEADERS_SIZE);
	memcpy(image, identification, sizeof identification);
	write_half(image + 16, 2);
	write_half(image + 18, ELF_MACHINE_PG32);
	write_word(image + 24, IMAGE_ADDRESS);
	write_word(image + 28, 52);
	write_half(image + 42, 32);
	write_half(image + 44, 1);
	write_word(image + 52, 1);
	write_word(image + 56, HEADERS_SIZE);
	write_word(image + 64, IMAGE_ADDRESS);
	write_word(image + 68, size);
	write_word(image + 72, size);
	memcpy(image + HEADERS_SIZE, words, size);
	return HEADERS_SIZE + size;
}

static void resume(struct pair *pair)
{
	memcpy(pair->real.cpu.registers, pair->vm.guest.cpu.registers,
	       sizeof pair->real.cpu.registers);
	pair->real.cpu.psw = pair->vm.real;
	pair->real.cpu.delivering = false;
}

void pair_boot(struct pair *pair, const uint32_t *words, uint32_t count, const char *input)
{
	static uint8_t image[HEADERS_SIZE + GUEST_SIZE];
	struct file kernel = { image, make_image(image, words, count) };
	memset(pair, 0, sizeof *pair);
	memset(pair->real_memory, PATTERN, GUEST_ORIGIN);
	memset(pair->real_memory + GUEST_ORIGIN + GUEST_SIZE, PATTERN,
	       REAL_SIZE - GUEST_ORIGIN - GUEST_SIZE);
	reset_host(&pair->bare_host, &pair->bare, (struct memory){ pair->bare_memory, GUEST_SIZE },
	           input);
	reset_host(&pair->real_host, &pair->real, (struct memory){ pair->real_memory, REAL_SIZE },
	           input);
	boot(&pair->bare, &kernel, NULL, 0);
	vm_create(&pair->vm, (struct memory){ pair->real_memory + GUEST_ORIGIN, GUEST_SIZE },
	          GUEST_ORIGIN, &kernel, NULL, 0);
	resume(pair);
}

bool pair_run_virtual(struct pair *pair)
{
	enum outcome outcome;
	uint64_t end = pair->real.devices.clock + LONGEST_STRETCH;
	do
		outcome = run(&pair->real, LONGEST_STRETCH, &pair->history, &pair->exit.trap);
	while (outcome == OUTCOME_COMPLETED && pair->real.devices.clock < end);
	if (outcome == OUTCOME_COMPLETED)
		return false;
	pair->exit.old = pair->real.cpu.psw;
	memcpy(pair->vm.guest.cpu.registers, pair->real.cpu.registers,
	       sizeof pair->real.cpu.registers);
	dispatch(&pair->vm, &pair->exit);
	resume(pair);
	return true;
}

static uint32_t traps_of_guest(const struct pair *pair)
{
	uint32_t traps = 0;
	for (unsigned cause = 1; cause < CAUSES; cause++)
		traps += pair->vm.counts[cause];
	return traps;
}

void pair_run_bare(struct pair *pair)
{
	struct machine *bare = &pair->bare;
	uint64_t clock = pair->vm.guest.devices.clock;
	uint32_t traps = traps_of_guest(pair);
	bool stops = pair->virtual_outcome != OUTCOME_COMPLETED;
	while (pair->bare_outcome == OUTCOME_COMPLETED &&
	       (bare->devices.clock < clock || pair->bare_traps < traps ||
	        (stops && bare->devices.clock == clock))) {
		uint64_t most = bare->devices.clock < clock ? clock - bare->devices.clock : 1;
		struct trap trap;
		pair->bare_outcome = run(bare, most, &pair->history, &trap);
		if (pair->bare_outcome == OUTCOME_TRAPPED) {
			pair->bare_outcome = deliver(bare, &trap);
			pair->bare_traps++;
		}
	}
}

const char *pair_difference(const struct pair *pair)
{
	const struct machine *bare = &pair->bare, *guest = &pair->vm.guest;
	if (pair->bare_outcome != pair->virtual_outcome)
		return "how it stopped";
	if (bare->devices.clock != guest->devices.clock)
		return "clock";
	if (memcmp(bare->cpu.registers, guest->cpu.registers, sizeof bare->cpu.registers) != 0)
		return "registers";
	if (memcmp(&bare->cpu.psw, &guest->cpu.psw, sizeof bare->cpu.psw) != 0)
		return "PSW";
	if (bare->cpu.delivering != guest->cpu.delivering)
		return "delivering";
	if (memcmp(bare->memory.bytes, guest->memory.bytes, GUEST_SIZE) != 0)
		return "memory";
	if (pair->bare_host.output_size != pair->real_host.output_size ||
	    memcmp(pair->bare_host.output, pair->real_host.output, OUTPUT_SIZE) != 0)
		return "console output";
	if (pair->bare_host.idle_polls != pair->real_host.idle_polls)
		return "how often the host may pause";
	if (memcmp(pair->bare_host.disk, pair->real_host.disk, sizeof pair->bare_host.disk) != 0)
		return "disk";
	return NULL;
}

static bool is_pattern(const uint8_t *bytes, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (bytes[i] != PATTERN)
			return false;
	return true;
}

const char *pair_lost_control(const struct pair *pair)
{
	const struct psw *psw = &pair->vm.real;
	if ((psw->status & STATUS_USER) == 0 || (psw->status & STATUS_INTERRUPTS) == 0 ||
	    psw->timer == 0)
		return "the processor";
	if (psw->bound != 0 && (psw->base < GUEST_ORIGIN || psw->bound > GUEST_SIZE ||
	                        psw->base + psw->bound > GUEST_ORIGIN + GUEST_SIZE))
		return "the window";
	if (!is_pattern(pair->real_memory, GUEST_ORIGIN) ||
	    !is_pattern(pair->real_memory + GUEST_ORIGIN + GUEST_SIZE,
	                REAL_SIZE - GUEST_ORIGIN - GUEST_SIZE))
		return "memory";
	return NULL;
}
