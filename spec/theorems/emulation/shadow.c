/* f, written twice: as a state to start from, and as what to compare with. */
#include "spec/theorems/emulation/shadow.h"

#include <assert.h>
#include <stdio.h>

#include "isa/names.h"
#include "machine/core/layout.h"
#include "spec/theorems/emulation/vmm_image.h"
#include "spec/theorems/terms/sums.h"

struct symbolic_psw real_psw(Z3_context z, const struct bare *bare, Z3_ast origin)
{
	Z3_ast time = time_to_next(z, bare);
	Z3_ast is_never = Z3_mk_eq(z, time, word_term(z, 0));
	return (struct symbolic_psw){
		.status = word_term(z, STATUS_USER | STATUS_INTERRUPTS),
		.pc = bare->state.psw.pc,
		.base = Z3_mk_bvadd(z, origin, bare->state.psw.base),
		.bound = window_size(z, &bare->state),
		.timer = Z3_mk_ite(z, is_never, word_term(z, UINT32_MAX), time),
	};
}

/* What lies in a word or two of the shadow, at a place of the layout. */
struct part {
	enum layout place;
	const char *name;
	Z3_ast term; /* 8, 32 or 64 bits */
};

enum { PARTS = 32 };

/* A field of a device as the VMM has it. */
static Z3_ast part_TRUTH(Z3_context z, const Z3_ast *condition)
{
	return Z3_mk_ite(z, *condition, bits_term(z, 8, 1), bits_term(z, 8, 0));
}

static Z3_ast part_WORD(Z3_context z, const Z3_ast *word)
{
	(void)z;
	return *word;
}

/* A clock, or all ones. */
static Z3_ast part_INSTANT(Z3_context z, const struct due *due)
{
	return Z3_mk_ite(z, due->is_set, due->at, bits_term(z, 64, UINT64_MAX));
}

/* The shadow but for its registers and PSW. */
static unsigned list_parts(Z3_context z, const struct vmm_image *image, const struct bare *bare,
                           Z3_ast origin, struct part parts[PARTS])
{
	const struct bare_devices *devices = &bare->devices;
	const struct part all[] = {
		{ LAYOUT_ORIGIN, "origin", origin },
		{ LAYOUT_MEMORY, "memory's place", origin },
		{ LAYOUT_MEMORY_SIZE, "memory's size", bare->state.memory_size },
		{ LAYOUT_DELIVERING, "delivering", part_TRUTH(z, &bare->delivering) },
		{ LAYOUT_CLOCK, "clock", bare->state.clock },
		{ LAYOUT_EVENT_IN, "next device event", time_to_device(z, bare) },
		{ LAYOUT_LONGEST_WAIT, "longest wait", word_term(z, UINT32_MAX) },
		{ LAYOUT_IDLE, "idle", bits_term(z, 8, 0) },
		{ LAYOUT_BACKEND, "backend", word_term(z, image->backend) },
		{ LAYOUT_CONTEXT, "context", word_term(z, image->layout[LAYOUT_REGISTERS]) },
#define FIELD(device, name, TYPE, reset) \
	{ LAYOUT_##device##_##name, #device " " #name, part_##TYPE(z, &devices->device.name) },
#include "machine/devices/devices.def"
	};
	_Static_assert(sizeof all <= PARTS * sizeof *all, "room for the parts");
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
		parts[i] = all[i];
	return sizeof all / sizeof *all;
}

static unsigned bits_of(Z3_context z, Z3_ast term)
{
	return Z3_get_bv_sort_size(z, Z3_get_sort(z, term));
}

static Z3_ast high_word(Z3_context z, Z3_ast term)
{
	return Z3_simplify(z, Z3_mk_extract(z, 63, 32, term));
}

static void put_word(struct symbolic_cpu *cpu, uint32_t address, Z3_ast word)
{
	assert(address % 4 == 0);
	cpu->own[address / 4] = word;
}

static void put_part(Z3_context z, struct symbolic_cpu *cpu, uint32_t address, Z3_ast term)
{
	Z3_ast *word = &cpu->own[address / 4];
	unsigned bits = bits_of(z, term);
	if (bits == 64) {
		put_word(cpu, address, low_word(z, term));
		put_word(cpu, address + 4, high_word(z, term));
	} else if (bits == 32) {
		put_word(cpu, address, term);
	} else {
		assert(address % 4 == 0);
		*word = Z3_mk_concat(z, Z3_mk_extract(z, 31, 8, *word), term);
	}
}

static void put_psw(struct symbolic_cpu *cpu, uint32_t address, const struct symbolic_psw *psw)
{
	const Z3_ast words[] = { psw->status, psw->pc, psw->base, psw->bound, psw->timer };
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		put_word(cpu, address + 4 * i, words[i]);
}

static Z3_ast unknown_word(Z3_context z, const char *name, uint32_t address)
{
	char text[NAME_SIZE];
	snprintf(text, sizeof text, "%s_%x", name, address);
	return Z3_mk_const(z, Z3_mk_string_symbol(z, text), Z3_mk_bv_sort(z, 32));
}

static Z3_ast register_of(Z3_context z, const struct bare *bare, unsigned number)
{
	return element(z, bare->state.registers, bits_term(z, 4, number));
}

/* The PSW for the VMM's own traps. */
static struct symbolic_psw own_new_psw(Z3_context z, const struct vmm_image *image)
{
	Z3_ast zero = word_term(z, 0);
	return (struct symbolic_psw){ zero, word_term(z, image->exit), zero,
		                      unknown_word(z, "own_bound", 0), zero };
}

struct symbolic_cpu cpu_at_exit(Z3_context z, const struct vmm_image *image,
                                const struct bare *resumed, const struct allotment *allotment,
                                const struct symbolic_trap *trap)
{
	struct symbolic_cpu cpu = { .pc = image->exit,
		                    .host = untouched_host(z),
		                    .is_transferring = Z3_mk_false(z) };
	for (uint32_t i = 0; i < OWN_WORDS; i++)
		cpu.own[i] = unknown_word(z, "own", 4 * i);
	cpu.registers[0] = word_term(z, 0);
	for (unsigned i = 1; i < REGISTERS; i++)
		cpu.registers[i] = register_of(z, resumed, i);

	put_word(&cpu, image->layout[LAYOUT_REGISTERS], word_term(z, 0));
	struct part parts[PARTS];
	unsigned count = list_parts(z, image, resumed, allotment->origin, parts);
	for (unsigned i = 0; i < count; i++)
		put_part(z, &cpu, image->layout[parts[i].place], parts[i].term);
	struct symbolic_psw real = real_psw(z, resumed, allotment->origin);
	struct symbolic_psw shadow = resumed->state.psw, own = own_new_psw(z, image);
	Z3_ast pc = real.pc;
	shadow.pc = real.pc = unknown_word(z, "pc_resumed", 0);
	put_psw(&cpu, image->layout[LAYOUT_PSW], &shadow);
	real.timer = allotment->given;
	put_psw(&cpu, image->layout[LAYOUT_REAL], &real);
	real.pc = pc;
	real.timer = Z3_mk_bvsub(z, allotment->given, allotment->completed);
	put_psw(&cpu, TRAP_OLD_PSW, &real);
	put_psw(&cpu, TRAP_NEW_PSW, &own);
	put_word(&cpu, TRAP_CAUSE, trap->cause);
	put_word(&cpu, TRAP_VALUE, trap->value);
	put_word(&cpu, TRAP_WORD, trap->word);
	return cpu;
}

void agree(struct agreements *agreements, const char *name, Z3_ast virtual, Z3_ast bare)
{
	assert(agreements->count < AGREEMENTS);
	struct agreement *agreement = &agreements->list[agreements->count++];
	agreement->is_register = false;
	snprintf(agreement->name, sizeof agreement->name, "%s", name);
	agreement->virtual = virtual;
	agreement->bare = bare;
}

static void agree_on_register(struct agreements *agreements, unsigned number, Z3_ast virtual,
                              Z3_ast bare)
{
	agree(agreements, register_name(number), virtual, bare);
	agreements->list[agreements->count - 1].is_register = true;
}

static void agree_on_psw(struct agreements *agreements, const char *which,
                         const struct symbolic_psw *virtual, const struct symbolic_psw *bare)
{
	const struct {
		const char *name;
		Z3_ast virtual, bare;
	} words[] = {
		{ "status", virtual->status, bare->status },
		{ "pc", virtual->pc, bare->pc },
		{ "base", virtual->base, bare->base },
		{ "bound", virtual->bound, bare->bound },
		{ "timer", virtual->timer, bare->timer },
	};
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
		char name[NAME_SIZE];
		snprintf(name, sizeof name, "%s%s", which, words[i].name);
		agree(agreements, name, words[i].virtual, words[i].bare);
	}
}

static struct symbolic_psw get_psw(const struct symbolic_cpu *cpu, uint32_t address)
{
	return (struct symbolic_psw){ own_word(cpu, address), own_word(cpu, address + 4),
		                      own_word(cpu, address + 8), own_word(cpu, address + 12),
		                      own_word(cpu, address + 16) };
}

/* A guest that goes on has its registers in the real ones, and runs under the real PSW; the VMM is
 * ready for its next trap. */
static void agree_on_resumption(struct agreements *agreements,
                                const struct surroundings *surroundings,
                                const struct ending *ending, const struct bare *bare)
{
	Z3_context z = surroundings->prover->z;
	const struct vmm_image *image = surroundings->image;
	const struct symbolic_cpu *cpu = &ending->cpu;
	struct symbolic_psw expected = real_psw(z, bare, surroundings->origin);
	struct symbolic_psw kept = get_psw(cpu, image->layout[LAYOUT_REAL]);
	struct symbolic_psw traps_to = get_psw(cpu, TRAP_NEW_PSW);
	struct symbolic_psw own = own_new_psw(z, image);
	agree_on_psw(agreements, "real ", &ending->on.psw, &expected);
	agree_on_psw(agreements, "kept real ", &kept, &expected);
	agree_on_psw(agreements, "own new ", &traps_to, &own);
	for (unsigned i = 1; i < REGISTERS; i++)
		agree_on_register(agreements, i, cpu->registers[i], register_of(z, bare, i));
	agree(agreements, "interrupt left due", Z3_mk_false(z), is_interrupt_due(z, bare));
}

/* Word by word, so that what the VMM did not touch is the very same term. */
static void agree_on_part(Z3_context z, struct agreements *agreements,
                          const struct symbolic_cpu *cpu, uint32_t address, const struct part *part)
{
	Z3_ast word = own_word(cpu, address);
	unsigned bits = bits_of(z, part->term);
	if (bits == 64) {
		agree(agreements, part->name, word, low_word(z, part->term));
		agree(agreements, part->name, own_word(cpu, address + 4), high_word(z, part->term));
	} else {
		agree(agreements, part->name,
		      bits == 32 ? word : Z3_mk_extract(z, bits - 1, 0, word), part->term);
	}
}

static void agree_on_shadow(struct agreements *agreements, const struct surroundings *surroundings,
                            const struct symbolic_cpu *cpu, const struct bare *bare)
{
	Z3_context z = surroundings->prover->z;
	const struct vmm_image *image = surroundings->image;
	struct part parts[PARTS];
	unsigned count = list_parts(z, image, bare, surroundings->origin, parts);
	for (unsigned i = 0; i < count; i++)
		agree_on_part(z, agreements, cpu, image->layout[parts[i].place], &parts[i]);
	struct symbolic_psw shadow = get_psw(cpu, image->layout[LAYOUT_PSW]);
	agree_on_psw(agreements, "", &shadow, &bare->state.psw);
}

struct agreements agreements_of(const struct surroundings *surroundings,
                                const struct ending *ending, const struct bare *bare, Z3_ast at)
{
	struct agreements agreements = { .count = 0 };
	Z3_context z = surroundings->prover->z;
	const struct symbolic_cpu *cpu = &ending->cpu;
	uint32_t registers = surroundings->image->layout[LAYOUT_REGISTERS];
	agree(&agreements, register_name(0), own_word(cpu, registers), word_term(z, 0));
	agree(&agreements, OUTCOME, word_term(z, ending->on.outcome), word_term(z, bare->outcome));
	agree_on_shadow(&agreements, surroundings, cpu, bare);
	if (ending->on.outcome == OUTCOME_COMPLETED)
		agree_on_resumption(&agreements, surroundings, ending, bare);
	else
		for (unsigned i = 1; i < REGISTERS; i++)
			agree_on_register(&agreements, i, own_word(cpu, registers + 4 * i),
			                  register_of(z, bare, i));
	if (ending->on.outcome == OUTCOME_HALTED)
		agree(&agreements, "exit status", ending->on.value, bare->value);
	for (unsigned i = 0; i < HOST_PARTS; i++)
		agree(&agreements, host_part_names[i], cpu->host.parts[i], bare->host.parts[i]);
	agree(&agreements, MEMORY, guest_read_byte(z, &surroundings->guest, cpu->written, at),
	      bare_byte(z, bare, at));
	agree(&agreements, "is sound", Z3_mk_true(z), is_sound(z, bare));
	return agreements;
}
