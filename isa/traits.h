/* The traits of an instruction: what its row of pg32.def or flaws.def does, read out of the
 * semantics by one more meaning of its macros, and written nowhere by hand. As constants,
 * TRAITS_add and so on; as a column, operation_rows[].traits.
 *
 * Here it is included before any other meaning of those macros. */
#ifndef PG32_ISA_TRAITS_H
#define PG32_ISA_TRAITS_H

#include "isa/word.h"

enum trait {
	TRAIT_READS_A = 1 << 0, /* the register that field a names */
	TRAIT_READS_B = 1 << 1,
	TRAIT_WRITES_D = 1 << 2,
	TRAIT_LOADS_BYTE = 1 << 3,
	TRAIT_LOADS_HALF = 1 << 4,
	TRAIT_LOADS_WORD = 1 << 5,
	TRAIT_LOADS_PSW = 1 << 6,
	TRAIT_STORES_BYTE = 1 << 7,
	TRAIT_STORES_HALF = 1 << 8,
	TRAIT_STORES_WORD = 1 << 9,
	TRAIT_STORES_PSW = 1 << 10,
	TRAIT_TRANSLATES = 1 << 11,     /* asks where an address lies */
	TRAIT_LOADS_PREVIOUS = 1 << 12, /* loads from the window of the old PSW */
	TRAIT_BRANCHES = 1 << 13,
	TRAIT_JUMPS = 1 << 14,
	TRAIT_TRAPS = 1 << 15, /* always */
	TRAIT_SETS_PSW = 1 << 16,
	TRAIT_SETS_STATUS = 1 << 17,
	TRAIT_SETS_BOUND = 1 << 18,
	TRAIT_INPUTS = 1 << 19,
	TRAIT_OUTPUTS = 1 << 20,
	TRAIT_WAITS = 1 << 21,
	TRAIT_HALTS = 1 << 22,
	TRAIT_EMPTIES_BUFFER = 1 << 23,
	TRAIT_PRIVILEGED = 1 << 24 /* traps in user mode: the one that its opcode says */
};

/* Traits that go together. */
enum {
	TRAITS_LOAD = TRAIT_LOADS_BYTE | TRAIT_LOADS_HALF | TRAIT_LOADS_WORD | TRAIT_LOADS_PSW,
	TRAITS_STORE = TRAIT_STORES_BYTE | TRAIT_STORES_HALF | TRAIT_STORES_WORD | TRAIT_STORES_PSW,
	TRAITS_MAY_MEMORY_TRAP = TRAITS_LOAD | TRAITS_STORE | TRAIT_TRANSLATES,
	TRAITS_PORT = TRAIT_INPUTS | TRAIT_OUTPUTS,
	TRAITS_COMPUTE = TRAIT_READS_A | TRAIT_READS_B | TRAIT_WRITES_D, /* at most */
	/* What only supervisors are to do, whatever the opcode. */
	TRAITS_OF_SUPERVISORS = TRAIT_LOADS_PSW | TRAIT_STORES_PSW | TRAIT_SETS_PSW | TRAITS_PORT |
	                        TRAIT_WAITS | TRAIT_HALTS | TRAIT_EMPTIES_BUFFER,
	/* What the machine has no meaning for in a row of flaws.def. */
	TRAITS_OF_NO_FLAW = TRAITS_OF_SUPERVISORS & ~TRAIT_HALTS,
	/* The next instruction may be another one than that behind it, or find another mode or
	 * window, or there may be none. */
	TRAITS_END_STRAIGHT_LINE = TRAIT_BRANCHES | TRAIT_JUMPS | TRAIT_TRAPS | TRAIT_SETS_PSW |
	                           TRAIT_SETS_STATUS | TRAIT_SETS_BOUND | TRAIT_WAITS |
	                           TRAIT_HALTS | TRAIT_EMPTIES_BUFFER
};

/* Each value and effect is its own trait and those of its parts. */
#define RA TRAIT_READS_A
#define RB TRAIT_READS_B
#define IMM 0
#define PC 0
#define CONST(n) 0
#define STATUS 0
#define BASE 0
#define BOUND 0
#define TIMER 0
#define CLOCK 0
#define IN_USER_MODE 0
#define ADD(x, y) ((x) | (y))
#define SUB(x, y) ((x) | (y))
#define AND(x, y) ((x) | (y))
#define OR(x, y) ((x) | (y))
#define XOR(x, y) ((x) | (y))
#define SLL(x, y) ((x) | (y))
#define SRL(x, y) ((x) | (y))
#define SRA(x, y) ((x) | (y))
#define MUL(x, y) ((x) | (y))
#define MULH(x, y) ((x) | (y))
#define MULHSU(x, y) ((x) | (y))
#define MULHU(x, y) ((x) | (y))
#define DIV(x, y) ((x) | (y))
#define DIVU(x, y) ((x) | (y))
#define REM(x, y) ((x) | (y))
#define REMU(x, y) ((x) | (y))
#define EQ(x, y) ((x) | (y))
#define NE(x, y) ((x) | (y))
#define LT(x, y) ((x) | (y))
#define GE(x, y) ((x) | (y))
#define LTU(x, y) ((x) | (y))
#define GEU(x, y) ((x) | (y))
#define IF(condition, x, y) ((condition) | (x) | (y))
#define LOAD_BYTE(address) (TRAIT_LOADS_BYTE | (address))
#define LOAD_HALF(address) (TRAIT_LOADS_HALF | (address))
#define LOAD_WORD(address) (TRAIT_LOADS_WORD | (address))
#define LOAD_BYTE_UNSIGNED(address) LOAD_BYTE(address)
#define LOAD_HALF_UNSIGNED(address) LOAD_HALF(address)
#define LOAD_PSW(address) (TRAIT_LOADS_PSW | (address))
#define LOAD_PREVIOUS(address) (TRAIT_LOADS_PREVIOUS | LOAD_WORD(address))
#define REAL_ADDRESS(address) (TRAIT_TRANSLATES | (address))
#define INPUT(port) (TRAIT_INPUTS | (port))
#define SET_RD(value) (TRAIT_WRITES_D | (value))
#define STORE_BYTE(address, value) (TRAIT_STORES_BYTE | (address) | (value))
#define STORE_HALF(address, value) (TRAIT_STORES_HALF | (address) | (value))
#define STORE_WORD(address, value) (TRAIT_STORES_WORD | (address) | (value))
#define BRANCH_IF(value, target) (TRAIT_BRANCHES | (value) | (target))
#define LINK_AND_JUMP(target) (TRAIT_JUMPS | SET_RD(target))
#define TRAP(cause, value) (TRAIT_TRAPS | (value))
#define SET_PSW(psw) (TRAIT_SETS_PSW | (psw))
#define STORE_PSW(address) (TRAIT_STORES_PSW | (address))
#define OUTPUT(port, value) (TRAIT_OUTPUTS | (port) | (value))
#define WAIT() TRAIT_WAITS
#define HALT(value) (TRAIT_HALTS | (value))
#define EMPTY_BUFFER() TRAIT_EMPTIES_BUFFER
#define SET_STATUS(value) (TRAIT_SETS_STATUS | (value))
#define SET_BOUND(value) (TRAIT_SETS_BOUND | (value))
#define SET_STATUS_AND_JUMP(status, target) (TRAIT_JUMPS | SET_STATUS(status) | (target))

#define GATE(opcode) ((opcode) >> 4 == GROUP_PRIVILEGED ? TRAIT_PRIVILEGED : 0)

enum traits_of {
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	TRAITS_##mnemonic = GATE(opcode) | (semantics),
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	TRAITS_##mnemonic = GATE(opcode) | (semantics),
#include "isa/flaws.def"
};

#define FLAW(mnemonic, format, opcode, semantics, machine, text)                                \
	_Static_assert((TRAITS_##mnemonic & TRAITS_OF_NO_FLAW) == 0,                            \
	               #mnemonic " in flaws.def: no flaw exchanges all of a PSW, uses a port, " \
	                         "waits or empties the buffer");
#include "isa/flaws.def"

#undef RA
#undef RB
#undef IMM
#undef PC
#undef CONST
#undef STATUS
#undef BASE
#undef BOUND
#undef TIMER
#undef CLOCK
#undef IN_USER_MODE
#undef ADD
#undef SUB
#undef AND
#undef OR
#undef XOR
#undef SLL
#undef SRL
#undef SRA
#undef MUL
#undef MULH
#undef MULHSU
#undef MULHU
#undef DIV
#undef DIVU
#undef REM
#undef REMU
#undef EQ
#undef NE
#undef LT
#undef GE
#undef LTU
#undef GEU
#undef IF
#undef LOAD_BYTE
#undef LOAD_HALF
#undef LOAD_WORD
#undef LOAD_BYTE_UNSIGNED
#undef LOAD_HALF_UNSIGNED
#undef LOAD_PSW
#undef LOAD_PREVIOUS
#undef REAL_ADDRESS
#undef INPUT
#undef SET_RD
#undef STORE_BYTE
#undef STORE_HALF
#undef STORE_WORD
#undef BRANCH_IF
#undef LINK_AND_JUMP
#undef TRAP
#undef SET_PSW
#undef STORE_PSW
#undef OUTPUT
#undef WAIT
#undef HALT
#undef EMPTY_BUFFER
#undef SET_STATUS
#undef SET_BOUND
#undef SET_STATUS_AND_JUMP
#undef GATE

#endif
