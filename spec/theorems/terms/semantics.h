/* What the values and effects of isa/pg32.def and isa/flaws.def mean over terms of Z3.
 *
 * A function that reads a row has the struct step in scope, as step. A value is a term of 32 bits;
 * an effect changes step. Each function does what the C function of the machine does that has its
 * name.
 *
 * The rows of pg32.def may use those of flaws.def too. None does: a row that did would be flawed,
 * which a classification must see through.
 *
 * The devices are the clock, the memory's size and an uninterpreted rest: what the console or the
 * disk answers and does is any function of what they hold. So a proof holds for these devices and
 * for any others.
 */
#ifndef PG32_SPEC_THEOREMS_SEMANTICS_H
#define PG32_SPEC_THEOREMS_SEMANTICS_H

#include "isa/causes.h"
#include "isa/operations.h"
#include "spec/theorems/terms/step.h"

/* Values. */
Z3_ast read_register(const struct step *step, Z3_ast field);
Z3_ast truth(const struct step *step, Z3_ast condition);
Z3_ast shift_count(const struct step *step, Z3_ast value);
Z3_ast multiply_high_term(const struct step *step, Z3_ast a, bool a_signed, Z3_ast b,
                          bool b_signed);
Z3_ast unless_zero(const struct step *step, Z3_ast divisor, Z3_ast quotient, Z3_ast otherwise);
Z3_ast load(struct step *step, Z3_ast address, unsigned bytes, bool is_signed);
struct symbolic_psw load_symbolic_psw(struct step *step, Z3_ast address);
Z3_ast input(struct step *step, Z3_ast port);

/* Values of flawed rows (flawed.c). */
Z3_ast choose(const struct step *step, Z3_ast condition, Z3_ast value, Z3_ast otherwise);
Z3_ast real_address(struct step *step, Z3_ast address);
Z3_ast load_previous(struct step *step, Z3_ast address);

/* Traps where some byte of an access is refused. */
void refuse(struct step *step, Z3_ast address, unsigned bytes, enum access access);
/* Has a proof, or a witness, know that the instruction may reach it. */
void reach(struct reached *reached, Z3_ast address);
/* A byte of physical memory, and a word of it, before the instruction or as it is by now. */
Z3_ast read_physical(const struct step *step, const struct symbolic_state *state, Z3_ast address);
Z3_ast read_physical_word(const struct step *step, const struct symbolic_state *state,
                          Z3_ast address);

/* The tables of paging (tables.c): what they have for an address, in memory before the instruction
 * or as it is by now. */
struct symbolic_walk {
	Z3_ast link_at, entry_at; /* physical addresses */
	Z3_ast has_link;          /* there is an entry at entry_at */
	Z3_ast entry;             /* frame and bits; 0 where it leads to no page of memory */
};
struct symbolic_walk walk_of(const struct step *step, const struct symbolic_state *state,
                             Z3_ast address);

/* Whether the mode refuses the page of an address, and to leave the marks of an access, in the
 * paging that is the state's. */
Z3_ast mode_refuses_page(const struct step *step, Z3_ast address);
void mark_page(struct step *step, Z3_ast address, enum access access);

/* Bytes of the window, as they are; whether some byte of an access is not in a window of this size.
 */
Z3_ast read_bytes(const struct step *step, Z3_ast address, unsigned bytes);
Z3_ast is_beyond(const struct step *step, Z3_ast size, Z3_ast address, unsigned bytes);
/* Traps where some byte of an access is not in a window of this size. */
void refuse_beyond(struct step *step, Z3_ast size, Z3_ast address, unsigned bytes,
                   enum cause cause);
/* What input leaves open: the answer of a port that is neither memory's size nor the clock. */
Z3_ast open_input(const struct step *step, Z3_ast port);

/* Effects. */
void set_rd(struct step *step, Z3_ast value);
void store(struct step *step, Z3_ast address, unsigned bytes, Z3_ast value);
void branch_if(struct step *step, Z3_ast condition, Z3_ast target);
void link_and_jump(struct step *step, Z3_ast target);
void raise_trap(struct step *step, Z3_ast condition, enum cause cause, Z3_ast value);
void set_psw(struct step *step, struct symbolic_psw psw);
void store_symbolic_psw(struct step *step, Z3_ast address);
void output(struct step *step, Z3_ast port, Z3_ast value);
void wait_for_interrupt(struct step *step);
void halt(struct step *step, Z3_ast value);
void set_status_and_jump(struct step *step, Z3_ast status, Z3_ast target);

#define RA read_register(step, step->a)
#define RB read_register(step, step->b)
#define IMM step->immediate
#define PC step->before.psw.pc
#define CONST(n) word_term(step->z, n)
#define ADD(x, y) Z3_mk_bvadd(step->z, x, y)
#define SUB(x, y) Z3_mk_bvsub(step->z, x, y)
#define AND(x, y) Z3_mk_bvand(step->z, x, y)
#define OR(x, y) Z3_mk_bvor(step->z, x, y)
#define XOR(x, y) Z3_mk_bvxor(step->z, x, y)
#define SLL(x, y) Z3_mk_bvshl(step->z, x, shift_count(step, y))
#define SRL(x, y) Z3_mk_bvlshr(step->z, x, shift_count(step, y))
#define SRA(x, y) Z3_mk_bvashr(step->z, x, shift_count(step, y))
#define MUL(x, y) Z3_mk_bvmul(step->z, x, y)
#define MULH(x, y) multiply_high_term(step, x, true, y, true)
#define MULHSU(x, y) multiply_high_term(step, x, true, y, false)
#define MULHU(x, y) multiply_high_term(step, x, false, y, false)
#define DIV(x, y) unless_zero(step, y, Z3_mk_bvsdiv(step->z, x, y), CONST(UINT32_MAX))
#define DIVU(x, y) unless_zero(step, y, Z3_mk_bvudiv(step->z, x, y), CONST(UINT32_MAX))
#define REM(x, y) unless_zero(step, y, Z3_mk_bvsrem(step->z, x, y), x)
#define REMU(x, y) unless_zero(step, y, Z3_mk_bvurem(step->z, x, y), x)
#define EQ(x, y) truth(step, Z3_mk_eq(step->z, x, y))
#define NE(x, y) truth(step, Z3_mk_not(step->z, Z3_mk_eq(step->z, x, y)))
#define LT(x, y) truth(step, Z3_mk_bvslt(step->z, x, y))
#define GE(x, y) truth(step, Z3_mk_bvsge(step->z, x, y))
#define LTU(x, y) truth(step, Z3_mk_bvult(step->z, x, y))
#define GEU(x, y) truth(step, Z3_mk_bvuge(step->z, x, y))
#define LOAD_BYTE(address) load(step, address, 1, true)
#define LOAD_HALF(address) load(step, address, 2, true)
#define LOAD_WORD(address) load(step, address, 4, false)
#define LOAD_BYTE_UNSIGNED(address) load(step, address, 1, false)
#define LOAD_HALF_UNSIGNED(address) load(step, address, 2, false)
#define LOAD_PSW(address) load_symbolic_psw(step, address)
#define INPUT(port) input(step, port)

#define STATUS step->before.psw.status
#define BASE step->before.psw.base
#define BOUND step->before.psw.bound
#define TIMER step->before.psw.timer
#define CLOCK Z3_mk_extract(step->z, 31, 0, step->before.clock)
#define IN_USER_MODE truth(step, is_user(step->z, &step->before))
#define IF(condition, x, y) choose(step, condition, x, y)
#define REAL_ADDRESS(address) real_address(step, address)
#define LOAD_PREVIOUS(address) load_previous(step, address)

#define SET_RD(value) set_rd(step, value)
#define STORE_BYTE(address, value) store(step, address, 1, value)
#define STORE_HALF(address, value) store(step, address, 2, value)
#define STORE_WORD(address, value) store(step, address, 4, value)
#define BRANCH_IF(condition, target) branch_if(step, condition, target)
#define LINK_AND_JUMP(target) link_and_jump(step, target)
#define TRAP(cause, value) raise_trap(step, Z3_mk_true(step->z), CAUSE_##cause, value)
#define SET_PSW(psw) set_psw(step, psw)
#define STORE_PSW(address) store_symbolic_psw(step, address)
#define OUTPUT(port, value) output(step, port, value)
#define WAIT() wait_for_interrupt(step)
#define HALT(value) halt(step, value)
#define EMPTY_BUFFER() step->after.space.bits = no_bits(step->z)

#define SET_STATUS(value) step->after.psw.status = (value)
#define SET_BOUND(value) step->after.psw.bound = (value)
#define SET_STATUS_AND_JUMP(status, target) set_status_and_jump(step, status, target)

#endif
