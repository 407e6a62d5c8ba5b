/* Compares two machines field by field. */
#include "vmm/equivalence/compare.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "isa/names.h"

const char *outcome_text(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_COMPLETED:
		return "running";
	case OUTCOME_TRAPPED:
		return "not resumed in time";
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
		return "not in user mode";
	case OUTCOME_HALTED:
		return "halted";
	case OUTCOME_IDLE:
		return "waits for ever";
	case OUTCOME_MALFORMED:
		return "malformed PSW";
	case OUTCOME_DOUBLE_TRAP:
		return "double trap";
	}
	return "?";
}

/* The next place in the list, or one that is thrown away. */
static struct difference *add(struct differences *differences, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

static struct difference *add(struct differences *differences, const char *format, ...)
{
	va_list arguments;
	unsigned place = differences->count < DIFFERENCES ? differences->count++ : DIFFERENCES - 1;
	struct difference *difference = &differences->list[place];
	va_start(arguments, format);
	vsnprintf(difference->field, FIELD_SIZE, format, arguments);
	va_end(arguments);
	return difference;
}

static void add_text(struct differences *differences, const char *field, const char *bare,
                     const char *virtual)
{
	struct difference *difference = add(differences, "%s", field);
	snprintf(difference->bare, FIELD_SIZE, "%s", bare);
	snprintf(difference->virtual, FIELD_SIZE, "%s", virtual);
}

static void compare_words(struct differences *differences, const char *field, uint32_t bare,
                          uint32_t virtual)
{
	if (bare == virtual)
		return;
	struct difference *difference = add(differences, "%s", field);
	snprintf(difference->bare, FIELD_SIZE, "%08" PRIx32, bare);
	snprintf(difference->virtual, FIELD_SIZE, "%08" PRIx32, virtual);
}

static void compare_numbers(struct differences *differences, const char *field, uint64_t bare,
                            uint64_t virtual)
{
	if (bare == virtual)
		return;
	struct difference *difference = add(differences, "%s", field);
	snprintf(difference->bare, FIELD_SIZE, "%" PRIu64, bare);
	snprintf(difference->virtual, FIELD_SIZE, "%" PRIu64, virtual);
}

static void compare_ends(const struct pair *pair, struct differences *differences)
{
	if (pair->bare_outcome != pair->virtual_outcome)
		add_text(differences, "how it stopped", outcome_text(pair->bare_outcome),
		         outcome_text(pair->virtual_outcome));
	else if (pair->bare_outcome == OUTCOME_HALTED)
		compare_numbers(differences, "halt status", pair->bare_last.value,
		                pair->virtual_last.value);
}

/* What is compared of an entry: with another paging the machine below may have left marks in the
 * shadow's. */
static uint32_t entry_mask(const struct buffer *buffer)
{
	return buffer->plain != 0 ? UINT32_MAX
	                          : ~(PAGE_SIZE - 1) | ENTRY_BITS | paging_keeps(buffer->profile);
}

static uint32_t entry_held(uint32_t entry, uint32_t origin)
{
	return entry == 0 ? 0 : entry - origin;
}

/* Whether the groups of two tables hold the same, those of the mask. It is asked at every resume:
 * without a branch the host does several entries at once. */
static bool tables_are_equal(const struct buffer *bare, const struct buffer *guest, uint32_t first,
                             uint32_t groups)
{
	const uint32_t *ours = buffer_place(bare, first), *theirs = buffer_place(guest, first);
	if (ours == NULL || theirs == NULL)
		return ours == theirs;
	uint32_t differs = 0, bare_origin = bare->origin, guest_origin = guest->origin;
	for (; groups != 0; groups >>= 1, ours += GROUP_ENTRIES, theirs += GROUP_ENTRIES)
		for (uint32_t page = 0; page < GROUP_ENTRIES && (groups & 1) != 0; page++)
			differs |= entry_held(ours[page], bare_origin) ^
			           entry_held(theirs[page], guest_origin);
	return (differs & entry_mask(bare)) == 0;
}

/* What the buffers hold: through the same root the same entries, filled as often. Of each table the
 * groups that either has used, or all: the others have no entry. */
static void compare_buffers(const struct buffer *bare, const struct buffer *guest, bool all,
                            struct differences *differences)
{
	compare_words(differences, "fills", bare->fills, guest->fills);
	compare_words(differences, "the buffer's root", bare->root, guest->root);
	compare_numbers(differences, "the buffer's tables", bare->tables, guest->tables);
	for (uint32_t i = 0; i < bare->tables && i < guest->tables; i++) {
		uint32_t first = bare->indices[i] << (PAGE_BITS + ENTRY_INDEX_BITS);
		compare_words(differences, "the buffer's table", bare->indices[i],
		              guest->indices[i]);
		uint32_t groups = all ? UINT32_MAX : bare->groups[i] | guest->groups[i];
		if (tables_are_equal(bare, guest, first, groups))
			continue;
		for (uint32_t page = 0; page < TABLE_ENTRIES && differences->count == 0; page++) {
			uint32_t address = first + page * PAGE_SIZE, mask = entry_mask(bare);
			compare_words(differences, "an entry held",
			              buffer_entry(bare, address) & mask,
			              buffer_entry(guest, address) & mask);
		}
	}
}

/* Whether there is a buffer of the guest to compare: what a VMM on PG32 has may lead anywhere. */
static bool has_buffer(const struct buffer *bare, const struct buffer *guest)
{
	bool leads = guest->pages != NULL;
	for (uint32_t i = 0; leads && i < bare->tables; i++)
		leads = buffer_leads_to_table(guest, bare->indices[i]);
	return leads;
}

static void compare_guest(const struct pair *pair, const struct guest_state *guest,
                          struct differences *differences)
{
	const struct cpu *bare = &pair->bare.cpu;
	compare_numbers(differences, "clock", pair->bare.devices.clock, guest->clock);
	compare_words(differences, "PSW status", bare->psw.status, guest->psw.status);
	compare_words(differences, "PSW pc", bare->psw.pc, guest->psw.pc);
	compare_words(differences, "PSW base", bare->psw.base, guest->psw.base);
	compare_words(differences, "PSW bound", bare->psw.bound, guest->psw.bound);
	compare_numbers(differences, "PSW timer", bare->psw.timer, guest->psw.timer);
	if (bare->psw.base == guest->psw.base && !paging_walks(pair->bare.buffer.profile) &&
	    has_buffer(&pair->bare.buffer, &guest->buffer))
		compare_buffers(&pair->bare.buffer, &guest->buffer, pair_is_over(pair),
		                differences);
	if (memcmp(bare->registers, guest->registers, sizeof guest->registers) == 0)
		return;
	for (unsigned i = 0; i < REGISTERS; i++)
		compare_words(differences, register_name(i), bare->registers[i],
		              guest->registers[i]);
}

static void compare_processors(const struct pair *pair, struct differences *differences)
{
	const struct guest_state *guest = &pair->guest;
	compare_guest(pair, guest, differences);
	/* The shadow's are right; the processor's must be, too. */
	const uint32_t *resumed = pair->real->cpu.registers;
	bool is_resumed = !pair_is_over(pair) &&
	                  memcmp(guest->registers, resumed, sizeof guest->registers) != 0;
	for (unsigned i = 0; i < REGISTERS && is_resumed; i++)
		compare_words(differences, "a register as resumed", guest->registers[i],
		              resumed[i]);
	const struct cpu *cpu = pair->direct ? &pair->real->cpu : &pair->hosted.vm.guest.cpu;
	if (pair->nest == NULL && !pair->at_limit)
		compare_numbers(differences, "handler has not begun", pair->bare.cpu.delivering,
		                cpu->delivering);
	/* What is run in stretches is told how far. */
	if (pair->interpreted && guest->clock > pair->limit)
		compare_numbers(differences, "the limit", pair->limit, guest->clock);
}

/* No time at which something is due comes between two resumes. */
static void compare_devices(const struct pair *pair, struct differences *differences)
{
	const struct devices *bare = &pair->bare.devices, *virtual = &pair->guest.devices;
#define FIELD(device, name, TYPE, reset) \
	compare_numbers(differences, #device " " #name, bare->device.name, virtual->device.name);
#include "machine/devices/devices.def"
}

static uint32_t first_difference(const uint8_t *bare, const uint8_t *virtual)
{
	uint32_t at = 0;
	while (bare[at] == virtual[at])
		at++;
	return at;
}

/* What a word of the guest's memory is called: of the trap area by its name, of the tables of the
 * space in force as what they are. */
static const char *name_of_word(const struct machine *machine, uint32_t word)
{
	const struct psw *psw = &machine->cpu.psw;
	const char *name = trap_area_name(word);
	if (name != NULL)
		return name;
	if (!is_paged(psw) || machine->memory.size < PAGE_SIZE ||
	    psw->base > machine->memory.size - PAGE_SIZE)
		return "memory";
	if (word - psw->base < PAGE_SIZE)
		return "root table";
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
		uint32_t entry = read_word(machine->memory.bytes + psw->base + 4 * i);
		if ((entry & ENTRY_VALID) != 0 && (entry ^ word) < PAGE_SIZE)
			return "table of pages";
	}
	return "memory";
}

/* The word in which the byte at this address differs. */
static void add_memory(const struct pair *pair, const uint8_t *virtual, uint32_t at,
                       struct differences *differences)
{
	uint32_t word = at & ~3u;
	struct difference *difference =
	        add(differences, "%s at %08" PRIx32, name_of_word(&pair->bare, word), word);
	snprintf(difference->bare, FIELD_SIZE, "%08" PRIx32,
	         read_word(pair->bare.memory.bytes + word));
	snprintf(difference->virtual, FIELD_SIZE, "%08" PRIx32, read_word(virtual + word));
}

/* The parts that were written on one side since they were last compared. */
static uint64_t take_parts(struct notes *notes, const uint8_t *bytes, uint32_t size)
{
	if (notes->bytes != bytes)
		notes_begin(notes, bytes, size);
	uint64_t parts = notes->parts;
	notes->parts = 0;
	return parts;
}

static bool parts_are_equal(const struct notes *notes, uint64_t parts, const uint8_t *bare,
                            const uint8_t *virtual)
{
	for (; parts != 0; parts &= parts - 1) {
		uint64_t at = (uint64_t)__builtin_ctzll(parts) << notes->shift;
		if (at >= notes->size)
			break;
		uint64_t left = notes->size - at, bytes = UINT64_C(1) << notes->shift;
		if (memcmp(bare + at, virtual + at, bytes < left ? bytes : left) != 0)
			return false;
	}
	return true;
}

/* Whether the memories are equal. What is noted is compared at each resume; and so that nothing is
 * taken on trust for long, all of it every so often, and at the end. */
static bool memories_are_equal(struct pair *pair)
{
	enum { OFTEN = 16 };
	const uint8_t *bare = pair->bare.memory.bytes, *virtual = pair->guest.memory;
	uint32_t size = pair->bare.memory.size;
	uint64_t parts = take_parts(&pair->bare_host.notes, bare, size) |
	                 take_parts(&pair->real_host.notes, virtual, size);
	if (parts == UINT64_MAX || (pair->exits + pair->stretches) % OFTEN == 0 ||
	    pair_is_over(pair))
		return memcmp(bare, virtual, size) == 0;
	return parts_are_equal(&pair->bare_host.notes, parts, bare, virtual);
}

static void compare_memory(struct pair *pair, struct differences *differences)
{
	const uint8_t *bare = pair->bare.memory.bytes, *virtual = pair->guest.memory;
	uint32_t at;
	if (virtual == NULL) {
		add_text(differences, "memory", "there", "not there");
		return;
	}
	if (pair->written != NULL && !pair_is_over(pair)) {
		if (written_are_equal(pair->written, &at))
			return;
	} else if (memories_are_equal(pair)) {
		return;
	} else {
		at = first_difference(bare, virtual);
	}
	add_memory(pair, virtual, at, differences);
}

static void compare_console(const struct pair *pair, struct differences *differences)
{
	const struct host *bare = &pair->bare_host, *virtual = &pair->real_host;
	compare_numbers(differences, "bytes of console output", bare->output_size,
	                virtual->output_size);
	compare_numbers(differences, "bytes of input left",
	                (uint64_t)(bare->input_end - bare->input),
	                (uint64_t)(virtual->input_end - virtual->input));
	compare_numbers(differences, "waits that may pause", bare->idle_polls, virtual->idle_polls);
	size_t last = bare->output_size;
	if (last == 0 || last != virtual->output_size)
		return;
	/* Bytes do not change once they are there: the last one, and at the end all. */
	size_t from = pair_is_over(pair) ? 0 : last - 1;
	if (memcmp(bare->output + from, virtual->output + from, last - from) != 0) {
		uint32_t at = (uint32_t)from +
		              first_difference(bare->output + from, virtual->output + from);
		struct difference *difference = add(differences, "console output at %" PRIu32, at);
		snprintf(difference->bare, FIELD_SIZE, "%02x", bare->output[at]);
		snprintf(difference->virtual, FIELD_SIZE, "%02x", virtual->output[at]);
	}
}

static void compare_disks(const struct pair *pair, struct differences *differences)
{
	const struct host *bare = &pair->bare_host, *virtual = &pair->real_host;
	compare_numbers(differences, "sectors written", bare->writes, virtual->writes);
	if (bare->writes == 0 || bare->writes != virtual->writes)
		return;
	compare_numbers(differences, "sector written last", bare->written, virtual->written);
	size_t from = pair_is_over(pair) ? 0 : (size_t)bare->written * SECTOR_SIZE;
	size_t size = pair_is_over(pair) ? (size_t)bare->sectors * SECTOR_SIZE : SECTOR_SIZE;
	if (memcmp(bare->disk + from, virtual->disk + from, size) != 0)
		add_text(differences, "disk", "its bytes", "others");
}

bool pair_compare(struct pair *pair, struct differences *differences)
{
	differences->count = 0;
	if (pair->bare_boot != BOOT_OK || pair->virtual_boot != BOOT_OK) {
		if (pair->bare_boot != pair->virtual_boot)
			add_text(differences, "boot", boot_error_text(pair->bare_boot),
			         boot_error_text(pair->virtual_boot));
		return differences->count == 0;
	}
	compare_ends(pair, differences);
	compare_processors(pair, differences);
	compare_devices(pair, differences);
	compare_memory(pair, differences);
	compare_console(pair, differences);
	compare_disks(pair, differences);
	const char *lost = pair_lost_control(pair);
	if (lost != NULL)
		add_text(differences, "the VMM lost control of", "", lost);
	return differences->count == 0;
}

bool pair_compare_between(struct pair *pair, uint32_t address, struct differences *differences)
{
	struct guest_state guest = pair_look_between(pair);
	const uint8_t *bare = pair->bare.memory.bytes, *virtual = guest.memory;
	uint32_t size = pair->bare.memory.size;
	uint32_t end = size - address < MOST_STORED ? size : address + MOST_STORED;
	differences->count = 0;
	compare_guest(pair, &guest, differences);
	if (virtual != NULL && address < size &&
	    memcmp(bare + address, virtual + address, end - address) != 0)
		add_memory(pair, virtual,
		           address + first_difference(bare + address, virtual + address),
		           differences);
	return differences->count == 0;
}

bool run_in_step(struct pair *pair, struct differences *differences)
{
	pair_run_bare(pair); /* a nested hybrid VMM's guest has already run */
	bool equal = pair_compare(pair, differences);
	if (equal && pair->watch && !pair_is_over(pair))
		pair_watch(pair);
	while (equal && !pair_is_over(pair)) {
		pair_run_virtual(pair);
		pair_run_bare(pair);
		equal = pair_compare(pair, differences);
	}
	return equal;
}
