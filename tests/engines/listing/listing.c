/* What the fast engine makes of the guest's code: for each instruction with operands of each kind,
 * and for a set of idioms, the host's instructions as libzydis reads them. */
#include <Zycore/Format.h>
#include <Zydis/Zydis.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/formats.h"
#include "isa/names.h"
#include "machine/engines/fast/registers.h"
#include "machine/engines/fast/rows.h"
#include "tests/engines/listing/idioms.h"

enum { CODE = 0x1000, HEAD = 3 /* of a block: counts, leaves, notes */ };

struct listing {
	struct sample sample;
	const struct fast *fast; /* the sample's */
	ZydisDecoder decoder;
	ZydisFormatter formatter;
	const struct block *block;
};

static void fail(const char *what)
{
	fprintf(stderr, "listing: %s\n", what);
	exit(1);
}

/* The name of what is near the code. */
static const char *name_in_context(uint64_t offset, char name[32])
{
	static const struct {
		const char *name;
		size_t offset;
	} fields[] = {
#define FIELD(name) { #name, offsetof(struct context, name) }
		FIELD(saved), FIELD(table), FIELD(code), FIELD(pc),      FIELD(link),
		FIELD(cut),   FIELD(trail), FIELD(left), FIELD(leaving),
#undef FIELD
	};
	size_t first = offsetof(struct context, temporaries);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (fields[i].offset == offset)
			return fields[i].name;
	if (offset < REGISTERS * sizeof(uint64_t))
		return register_name((unsigned)(offset / sizeof(uint64_t)));
	if (offset - first < TEMPORARIES * sizeof(uint64_t))
		snprintf(name, 32, "temporary_%u", (unsigned)((offset - first) / sizeof(uint64_t)));
	else
		snprintf(name, 32, "context+0x%X", (unsigned)offset);
	return name;
}

static const char *const leavings[] = {
	[LEAVING_DEADLINE] = "DEADLINE", [LEAVING_STEP] = "STEP",       [LEAVING_LINK] = "LINK",
	[LEAVING_MISS] = "MISS",         [LEAVING_CHANGED] = "CHANGED", [LEAVING_CUT] = "CUT",
	[LEAVING_OUTSIDE] = "OUTSIDE",   [LEAVING_ENDED] = "ENDED",     [LEAVING_FAULT] = "FAULT",
};

/* An address: a place near the code, a way out, or a distance in the block. */
static const char *name_address(const struct listing *listing, uint64_t address, char name[32])
{
	const struct fast *fast = listing->fast;
	uint64_t context = (uintptr_t)fast->context;
	for (unsigned traps = 0; traps < 2; traps++) {
		if (address == (uintptr_t)fast->exchanges[traps]) {
			snprintf(name, 32, "%s", traps ? "exchange_TRAP" : "exchange_STEP");
			return name;
		}
	}
	for (unsigned i = 0; i < sizeof leavings / sizeof leavings[0]; i++) {
		if (address == (uintptr_t)fast->leave[i]) {
			snprintf(name, 32, "leave_%s", leavings[i]);
			return name;
		}
	}
	if (address - context < sizeof *fast->context)
		return name_in_context(address - context, name);
	snprintf(name, 32, "+%u",
	         (unsigned)(address - fast->context->code - listing->block->start));
	return name;
}

static ZyanStatus print_address(const ZydisFormatter *formatter, ZydisFormatterBuffer *buffer,
                                ZydisFormatterContext *context)
{
	char name[32];
	ZyanU64 address;
	ZyanString *text;
	(void)formatter;
	ZYAN_CHECK(ZydisCalcAbsoluteAddress(context->instruction, context->operand,
	                                    context->runtime_address, &address));
	ZYAN_CHECK(ZydisFormatterBufferAppend(buffer, ZYDIS_TOKEN_SYMBOL));
	ZYAN_CHECK(ZydisFormatterBufferGetString(buffer, &text));
	return ZyanStringAppendFormat(text, "%s", name_address(context->user_data, address, name));
}

/* One instruction of the host at this place of the code; returns its length. */
static uint32_t text_at(struct listing *listing, uint32_t at, char text[128])
{
	const struct fast *fast = listing->fast;
	ZydisDecodedInstruction instruction;
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
	if (!ZYAN_SUCCESS(ZydisDecoderDecodeFull(&listing->decoder, fast->code + at, 15,
	                                         &instruction, operands)) ||
	    !ZYAN_SUCCESS(ZydisFormatterFormatInstruction(
	            &listing->formatter, &instruction, operands, instruction.operand_count_visible,
	            text, 128, fast->context->code + at, listing)))
		fail("no instruction of the host");
	return instruction.length;
}

/* Translates the instructions at CODE, from nothing. */
static void put_and_translate(struct listing *listing, const struct instruction *instructions,
                              unsigned count, enum circumstance circumstance)
{
	uint32_t words[8];
	for (unsigned i = 0; i < count; i++)
		words[i] = encode(&instructions[i]);
	listing->block =
	        sample_translate(&listing->sample, PROFILE_pg32, CODE, words, count, circumstance);
	if (listing->block == NULL)
		fail("no block");
}

static void print_guest(const struct instruction *instruction, uint32_t address)
{
	char text[DISASSEMBLY_SIZE];
	printf("%s\n", disassemble(PROFILE_pg32, encode(instruction), address, text));
}

/* What an instruction becomes, without what any block has: its head, and the way out of it, which
 * begins where the pc is put. */
static void list_one(struct listing *listing, const struct instruction *instruction)
{
	const struct instruction two[] = { *instruction, { .operation = OPERATION_break } };
	enum effect effect = meanings[instruction->operation].effect;
	bool jumps = effect == EFFECT_BRANCH_IF || effect == EFFECT_LINK_AND_JUMP;
	char text[128], end[128];
	put_and_translate(listing, two, 2, ORDINARY);
	snprintf(end, sizeof end, "mov dword ptr [pc], 0x%X", CODE + 4);
	print_guest(instruction, CODE);
	uint32_t at = listing->block->start;
	for (unsigned i = 0; at < listing->fast->code_end; i++) {
		at += text_at(listing, at, text);
		if (!jumps && strcmp(text, end) == 0)
			break;
		if (jumps && listing->block->link_count > 0 && at > listing->block->links[0].stub)
			break;
		if (jumps && listing->block->link_count == 0 && strncmp(text, "add r15d", 8) == 0)
			break;
		if (i >= HEAD)
			printf("\t%s\n", text);
	}
}

/* All of a block. */
static void list_idiom(struct listing *listing, const struct idiom *idiom)
{
	char text[128];
	put_and_translate(listing, idiom->instructions, idiom->count, idiom->circumstance);
	printf("\n%s\n", idiom->text);
	for (unsigned i = 0; i < idiom->count; i++)
		print_guest(&idiom->instructions[i], CODE + 4 * i);
	for (uint32_t at = listing->block->start; at < listing->fast->code_end;) {
		uint32_t distance = at - listing->block->start;
		at += text_at(listing, at, text);
		printf("\t+%-4u %s\n", distance, text);
	}
}

/* Operands of a kind: a register of the host or one near the code, the same one twice, none. */
static void list_operation(struct listing *listing, enum operation operation)
{
	static const uint8_t registers[][3] = { { 10, 11, 12 }, { 10, 10, 11 }, { 10, 11, 10 },
		                                { 1, 1, 4 },    { 10, 11, 0 },  { 10, 0, 11 } };
	static const int32_t immediates[] = { 8, 1, 4, 12, 0, 16 };
	const struct format_row *format = &format_rows[operation_rows[operation].format];
	uint32_t before = 0;
	printf("\n");
	for (unsigned i = 0; i < sizeof registers / sizeof registers[0]; i++) {
		struct instruction instruction = {
			.operation = operation,
			.d = format->d == 0 ? 0 : registers[i][0],
			.a = format->a == 0 ? 0 : registers[i][1],
			.b = format->b == 0 ? 0 : registers[i][2],
			.immediate = format->immediate == 0 ? 0 : immediates[i],
		};
		if (i > 0 && encode(&instruction) == before)
			continue;
		before = encode(&instruction);
		list_one(listing, &instruction);
	}
}

static void print_registers(void)
{
	printf("Where the guest's registers are:");
	for (unsigned i = 1; i < REGISTERS; i++) {
		ZydisRegister host =
		        ZydisRegisterEncode(ZYDIS_REGCLASS_GPR32, (ZyanU8)host_registers[i]);
		if (host_registers[i] == NOWHERE)
			printf(" [%s]", register_name(i));
		else
			printf(" %s=%s", register_name(i), ZydisRegisterGetString(host));
	}
	printf("\n");
}

static void begin(struct listing *listing)
{
	const char *problem;
	if (!sample_open(&listing->sample, &problem))
		fail(problem);
	listing->fast = listing->sample.fast;
	ZydisDecoderInit(&listing->decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	ZydisFormatterInit(&listing->formatter, ZYDIS_FORMATTER_STYLE_INTEL);
	ZydisFormatterSetProperty(&listing->formatter, ZYDIS_FORMATTER_PROP_FORCE_SIZE, ZYAN_TRUE);
	ZydisFormatterFunc function = (ZydisFormatterFunc)print_address;
	ZydisFormatterSetHook(&listing->formatter, ZYDIS_FORMATTER_FUNC_PRINT_ADDRESS_ABS,
	                      (const void **)&function);
}

int main(void)
{
	static struct listing listing;
	begin(&listing);
	printf("What the fast engine makes of the guest's code (make host-code writes this).\n");
	print_registers();
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++)
		if (profile_of(operation) == PROFILE_pg32 &&
		    meanings[operation].effect > EFFECT_TRAP &&
		    (operation_rows[operation].traits & TRAIT_PRIVILEGED) == 0)
			list_operation(&listing, operation);
	for (const struct idiom *idiom = idioms; idiom->text != NULL; idiom++)
		list_idiom(&listing, idiom);
	sample_close(&listing.sample);
	return 0;
}
