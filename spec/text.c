/* Each macro of isa/pg32.def and isa/flaws.def gives the text of what it stands for. */
#include "spec/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "isa/architecture.h"

static struct text simple(const char *characters)
{
	struct text text = { .trap = NULL };
	assert(strlen(characters) < TEXT_SIZE);
	strcpy(text.characters, characters);
	return text;
}

static struct text number(int value)
{
	struct text text = { .trap = NULL };
	snprintf(text.characters, TEXT_SIZE, "%d", value);
	return text;
}

static void append(struct text *text, const char *more)
{
	assert(strlen(text->characters) + strlen(more) < TEXT_SIZE);
	strcat(text->characters, more);
}

/* The pattern with the two texts in the places of # and $. */
static struct text fill(const char *pattern, struct text first, struct text second)
{
	struct text text = { .trap = first.trap != NULL ? first.trap : second.trap };
	for (; *pattern != 0; pattern++) {
		if (*pattern == '#')
			append(&text, first.characters);
		else if (*pattern == '$')
			append(&text, second.characters);
		else
			append(&text, (char[]){ *pattern, 0 });
	}
	return text;
}

static struct text fill_one(const char *pattern, struct text text)
{
	return fill(pattern, text, simple(""));
}

static struct text in_parentheses(struct text text)
{
	return text.is_compound ? fill_one("(#)", text) : text;
}

static struct text binary(struct text left, const char *between, struct text right)
{
	struct text text = in_parentheses(left);
	append(&text, between);
	append(&text, in_parentheses(right).characters);
	text.is_compound = true;
	return text;
}

static struct text may_trap(struct text text, enum cause cause)
{
	switch (cause) {
#define CAUSE(NAME, number, name, value, hint) \
	case CAUSE_##NAME:                     \
		text.trap = name;              \
		break;
#include "isa/causes.def"
	case CAUSE_NONE:
	case CAUSES:
		break;
	}
	return text;
}

static struct text load(const char *pattern, struct text address)
{
	return may_trap(fill_one(pattern, address), CAUSE_LOAD);
}

static struct text store(const char *pattern, struct text address, struct text value)
{
	return may_trap(fill(pattern, address, value), CAUSE_STORE);
}

static struct text trap(enum cause cause, struct text value)
{
	struct text text = may_trap(simple("trap: "), cause);
	append(&text, text.trap);
	append(&text, ", value ");
	append(&text, value.characters);
	return text;
}

static struct text choice(struct text condition, struct text first, struct text second)
{
	struct text text = fill("if # then $ else ", condition, in_parentheses(first));
	append(&text, in_parentheses(second).characters);
	text.is_compound = true;
	return text;
}

#define RA simple("ra")
#define RB simple("rb")
#define IMM simple("imm")
#define PC simple("pc")
#define CONST(n) number((int)UINT32_C(n))
#define STATUS simple("status")
#define BASE simple("base")
#define BOUND simple("bound")
#define TIMER simple("timer")
#define CLOCK simple("clock")
#define IN_USER_MODE simple("in user mode")

#define ADD(x, y) binary(x, " + ", y)
#define SUB(x, y) binary(x, " - ", y)
#define AND(x, y) binary(x, " and ", y)
#define OR(x, y) binary(x, " or ", y)
#define XOR(x, y) binary(x, " xor ", y)
#define SLL(x, y) binary(x, " << ", y)
#define SRL(x, y) binary(x, " >>u ", y)
#define SRA(x, y) binary(x, " >>s ", y)
#define MUL(x, y) binary(x, " * ", y)
#define MULH(x, y) fill("high(sext(#) * sext($))", x, y)
#define MULHSU(x, y) fill("high(sext(#) * zext($))", x, y)
#define MULHU(x, y) fill("high(zext(#) * zext($))", x, y)
#define DIV(x, y) binary(x, " /s ", y)
#define DIVU(x, y) binary(x, " /u ", y)
#define REM(x, y) binary(x, " %s ", y)
#define REMU(x, y) binary(x, " %u ", y)
#define EQ(x, y) binary(x, " == ", y)
#define NE(x, y) binary(x, " != ", y)
#define LT(x, y) binary(x, " <s ", y)
#define GE(x, y) binary(x, " >=s ", y)
#define LTU(x, y) binary(x, " <u ", y)
#define GEU(x, y) binary(x, " >=u ", y)

#define LOAD_BYTE(address) load("sext(mem8[#])", address)
#define LOAD_HALF(address) load("sext(mem16[#])", address)
#define LOAD_WORD(address) load("mem32[#]", address)
#define LOAD_BYTE_UNSIGNED(address) load("zext(mem8[#])", address)
#define LOAD_HALF_UNSIGNED(address) load("zext(mem16[#])", address)
#define LOAD_PSW(address) load("mem160[#]", address)
#define INPUT(port) fill_one("port[#]", port)

#define IF(condition, a, b) choice(condition, a, b)
#define REAL_ADDRESS(address) load("base + #", in_parentheses(address))
#define LOAD_PREVIOUS(address) load("previous mem32[#]", address)

#define SET_STATUS(value) fill_one("status <- #", value)
#define SET_BOUND(value) fill_one("bound <- #", value)
#define SET_STATUS_AND_JUMP(status, target) \
	fill("status, pc <- #, $ and -4", status, in_parentheses(target))

#define SET_RD(value) fill_one("rd <- #", value)
#define STORE_BYTE(address, value) store("mem8[#] <- $", address, value)
#define STORE_HALF(address, value) store("mem16[#] <- $", address, value)
#define STORE_WORD(address, value) store("mem32[#] <- $", address, value)
#define BRANCH_IF(value, target) fill("if #: pc <- $", value, target)
#define LINK_AND_JUMP(target) fill_one("rd, pc <- pc + 4, # and -4", in_parentheses(target))
#define TRAP(cause, value) trap(CAUSE_##cause, value)
#define SET_PSW(psw) fill_one("PSW <- #", psw)
#define STORE_PSW(address) store("mem160[#] <- $", address, simple("PSW"))
#define OUTPUT(port, value) fill("port[#] <- $", port, value)
#define WAIT() simple("pass time until an interrupt is pending")
#define EMPTY_BUFFER() simple("empty the buffer")
#define HALT(value) fill_one("stop with status #", value)

struct text semantics_text(enum operation operation)
{
	switch (operation) {
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	case OPERATION_##mnemonic:                       \
		return semantics;
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	case OPERATION_##mnemonic:                               \
		return semantics;
#include "isa/flaws.def"
	case OPERATIONS:
	case ALL_OPERATIONS:
		break;
	}
	return simple("");
}
