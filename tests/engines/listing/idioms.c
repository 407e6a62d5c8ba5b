/* The idioms. */
#include "tests/engines/listing/idioms.h"

enum { RA = 1, SP = 2, T0 = 5, A0 = 10, A1, A2, A3 };

#define WORD(mnemonic, ...)                       \
	{                                         \
		OPERATION_##mnemonic, __VA_ARGS__ \
	}

const struct idiom idioms[] = {
	{ "A loop that sums words",
	  ORDINARY,
	  4,
	  {
	          WORD(lw, A3, A1, 0, 0),
	          WORD(addi, A1, A1, 0, 4),
	          WORD(add, A0, A0, A3, 0),
	          WORD(bne, 0, A1, A2, -3),
	  } },
	{ "The same in a page that is data, too",
	  MIXED,
	  4,
	  {
	          WORD(lw, A3, A1, 0, 0),
	          WORD(addi, A1, A1, 0, 4),
	          WORD(sw, 0, A1, A3, 0),
	          WORD(bne, 0, A1, A2, -3),
	  } },
	{ "Accesses that were outside the window too often",
	  CAREFUL,
	  3,
	  {
	          WORD(lw, A0, A1, 0, 8),
	          WORD(sb, 0, A2, A0, 0),
	          WORD(jal, 0, 0, 0, -2),
	  } },
	{ "A function's beginning and a call",
	  ORDINARY,
	  4,
	  {
	          WORD(addi, SP, SP, 0, -16),
	          WORD(sw, 0, SP, RA, 12),
	          WORD(addi, A0, 0, 0, 5),
	          WORD(jal, RA, 0, 0, 64),
	  } },
	{ "A function's end",
	  ORDINARY,
	  3,
	  {
	          WORD(lw, RA, SP, 0, 12),
	          WORD(addi, SP, SP, 0, 16),
	          WORD(jalr, 0, RA, 0, 0),
	  } },
	{ "A register near the code, read behind what wrote it",
	  ORDINARY,
	  3,
	  {
	          WORD(add, RA, A1, A2, 0),
	          WORD(lbu, RA, RA, 0, 0),
	          WORD(bne, 0, RA, A3, -2),
	  } },
	{ "A constant of 32 bits",
	  ORDINARY,
	  3,
	  {
	          WORD(lui, A0, 0, 0, 0x12345),
	          WORD(addi, A0, A0, 0, 0x678),
	          WORD(jal, 0, 0, 0, 16),
	  } },
	{ "A comparison's result, and a branch on it",
	  ORDINARY,
	  2,
	  {
	          WORD(sltu, A0, A1, A2, 0),
	          WORD(beq, 0, A0, 0, 4),
	  } },
	{ "A shift where the host has no BMI2",
	  OLD,
	  2,
	  {
	          WORD(sll, A0, A1, A2, 0),
	          WORD(jal, 0, 0, 0, 4),
	  } },
	{ "A system call",
	  ORDINARY,
	  3,
	  {
	          WORD(addi, A0, 0, 0, 4),
	          WORD(syscall, 0, 0, 0, 1),
	          WORD(jal, 0, 0, 0, -1),
	  } },
	{ "What is privileged",
	  ORDINARY,
	  2,
	  {
	          WORD(addi, T0, 0, 0, 4),
	          WORD(lpsw, 0, 0, 0, 0),
	  } },
	{ .text = NULL },
};
