/* What the programs of a campaign have in turn, by their seeds: each class of values.def, and each
 * way in which a program can end. So a thousand programs have them all, whichever is the first. */
#include "vmm/equivalence/fragments.h"

#include <string.h>

#include "isa/causes.h"
#include "isa/instruction.h"
#include "isa/ports.h"
#include "vmm/equivalence/program.h"

enum { LONGER = 2 };            /* of so many programs one is not to end soon */
enum { EDGES = 3, LENGTH = 1 }; /* classes of each power */
enum row {
#define VALUE(name, text, unit, least, most, kind, when, value) ROW_##name,
#include "vmm/equivalence/values.def"
	ROWS
};
static const struct {
	uint32_t unit, least, powers, classes;
} rows[ROWS] = {
#define VALUE(name, text, unit, least, most, kind, when, value) \
	[ROW_##name] = { unit, least, (most) - (least) + 1, kind },
#include "vmm/equivalence/values.def"
};

/* A bit too many. */
static const uint32_t no_instruction = (uint32_t)OPCODE_add << 24 | 1;

/* A value of the row's class whose turn it is. */
static uint64_t value_in_turn(enum row row, uint64_t turn)
{
	uint64_t class = turn % (rows[row].powers * rows[row].classes);
	uint64_t power = UINT64_C(1) << (rows[row].least + class / rows[row].classes);
	return rows[row].classes == LENGTH
	               ? power
	               : power + (class % EDGES) * rows[row].unit - rows[row].unit;
}

bool clock_in_turn(uint64_t turn, uint32_t *clock)
{
	enum { LATE = 5, WRAPS = 3 };
	uint64_t power = turn / LATE % WRAPS == 0
	                         ? 32
	                         : rows[ROW_clock].least + turn / LATE % rows[ROW_clock].powers;
	*clock = (uint32_t)(UINT64_C(1) << power);
	return turn % LATE == 0;
}

/* Has the window end there, and begin where that lets it. */
static void end_window(struct psw *psw, uint64_t end)
{
	if (end - psw->base > UINT32_MAX) /* or it begins behind the end */
		psw->base = (uint32_t)(end / 2 / PAGE_SIZE * PAGE_SIZE);
	psw->bound = (uint32_t)(end - psw->base);
}

/* A PSW whose fields are all at an edge, and under which nothing can be fetched. That fields of one
 * number of classes do not always meet each other, each has a step of its own. */
static struct psw psw_in_turn(uint64_t turn)
{
	struct psw psw = {
		.status = (uint32_t)value_in_turn(ROW_status, turn),
		.pc = (uint32_t)value_in_turn(ROW_pc, turn),
		.base = (uint32_t)value_in_turn(ROW_base, 7 * (turn / 2)),
		.bound = (uint32_t)value_in_turn(ROW_bound, 11 * (turn / 2)),
		.timer = (uint32_t)value_in_turn(ROW_timer, 5 * turn),
	};
	if (turn % 2 != 0)
		end_window(&psw, value_in_turn(ROW_end, turn / 2));
	if (psw.pc < psw.bound && psw.base < PROGRAM_MEMORY && psw.pc < PROGRAM_MEMORY - psw.base)
		psw.pc = PROGRAM_MEMORY;
	return psw;
}

static void put_psw(struct generator *generator, uint32_t address, const struct psw *psw)
{
	memcpy(&generator->program->page[address / sizeof(uint32_t)], psw, sizeof *psw);
}

/* Stores the address of the instruction so many words behind the store as a PSW's pc. */
static void emit_set_pc(struct generator *generator, int32_t psw, unsigned behind)
{
	enum { THE_STORE = 2 };
	emit_constant(generator, PROGRAM_CODE + 4 * (generator->count + THE_STORE + behind));
	emit(generator, OPERATION_sw, 0, 0, T0, psw + 4);
}

/* Loads the PSW; for once what is behind is the handler. */
static void emit_psw_in_turn(struct generator *generator)
{
	const struct psw psw = psw_in_turn(generator->turn);
	put_psw(generator, PROGRAM_TURN, &psw);
	emit_set_pc(generator, TRAP_NEW_PSW, 1);
	emit(generator, OPERATION_lpsw, 0, 0, 0, PROGRAM_TURN);
}

/* Executes an instruction in user mode, or a word that is none, with the like handler. */
static void emit_operation_in_turn(struct generator *generator)
{
	enum { WORDS = 2, A_WHILE = 12 };
	const struct psw psw = { .status = STATUS_USER | STATUS_INTERRUPTS,
		                 .bound = PROGRAM_MEMORY,
		                 .timer = A_WHILE };
	uint32_t number = (uint32_t)(generator->turn % (OPERATIONS + WORDS));
	put_psw(generator, PROGRAM_USER, &psw);
	emit_set_pc(generator, PROGRAM_USER, 2 + 1);
	emit_set_pc(generator, TRAP_NEW_PSW, 2 + 1);
	emit(generator, OPERATION_lpsw, 0, 0, 0, PROGRAM_USER);
	if (number < OPERATIONS)
		emit_operation(generator, number);
	else
		emit_word(generator, number == OPERATIONS ? UINT32_MAX : no_instruction);
	emit(generator, OPERATION_break, 0, 0, 0, 0);
	emit_set_new_psw(generator, 1, PROGRAM_CODE + 4 * PROGRAM_HANDLER);
}

static void emit_port_in_turn(struct generator *generator)
{
	emit_constant(generator, (uint32_t)value_in_turn(ROW_port, generator->turn / 2));
	if (generator->turn % 2 == 0)
		emit(generator, OPERATION_in, any_register(generator), T0, 0, 0);
	else
		emit(generator, OPERATION_out, 0, T0, any_register(generator), 0);
}

/* One of a command's three numbers is in turn, the others are good ones. */
static void emit_disk_in_turn(struct generator *generator)
{
	enum { COMMANDS = 2 };
	uint64_t turn = generator->turn / 3;
	uint32_t sector = below(&generator->state, PROGRAM_SECTORS);
	uint32_t address = PROGRAM_MEMORY - 2 * PAGE_SIZE;
	uint32_t command = 1 + below(&generator->state, COMMANDS);
	if (generator->turn % 3 == 0)
		sector = (uint32_t)value_in_turn(ROW_sector, turn);
	else if (generator->turn % 3 == 1)
		address = (uint32_t)value_in_turn(ROW_address, turn);
	else
		command |= (uint32_t)value_in_turn(ROW_command, turn);
	emit_command(generator, sector, address, command);
	emit_wait(generator);
	emit(generator, OPERATION_in, any_register(generator), 0, 0, PORT_DISK_STATUS);
}

/* A program that begins late mostly is so when it comes to its handler. */
void emit_input_in_turn(struct generator *generator)
{
	static const uint8_t ports[] = {
#define PORT(NAME, number, DEVICE, direction, text) number,
#include "isa/ports.def"
	};
	uint64_t turn = generator->turn;
	uint32_t clock, port = ports[turn % sizeof ports];
	if (clock_in_turn(turn, &clock))
		port = turn % 2 == 0 ? PORT_SYSTEM_CLOCK_HIGH : PORT_SYSTEM_CLOCK_LOW;
	emit(generator, OPERATION_in, any_register(generator), 0, 0, (int32_t)port);
}

void emit_turn(struct generator *generator)
{
	enum { COINCIDE = 7 };
	emit_psw_in_turn(generator);
	emit_operation_in_turn(generator);
	emit_port_in_turn(generator);
	if (generator->turn % COINCIDE == 0)
		emit_coincidence(generator);
	else
		emit_disk_in_turn(generator);
}

uint32_t far_in_turn(uint64_t turn)
{
	return (uint32_t)value_in_turn(ROW_far, turn);
}

/* A new PSW that is malformed by a bit. */
static void emit_bad_new_psw(struct generator *generator, uint64_t turn)
{
	static const enum row fields[] = { ROW_bad_status, ROW_bad_pc, ROW_bad_base,
		                           ROW_bad_bound };
	static const uint32_t whole[] = { 0, PROGRAM_CODE, 0, PROGRAM_MEMORY };
	uint64_t bits = 0;
	for (unsigned field = 0; field < 4; field++)
		bits += rows[fields[field]].powers;
	turn %= bits;
	uint32_t field = 0;
	for (; turn >= rows[fields[field]].powers; field++)
		turn -= rows[fields[field]].powers;
	emit_set_new_psw(generator, field,
	                 whole[field] | (uint32_t)value_in_turn(fields[field], turn));
}

/* Has a device ask for attention, whichever it is. */
static void emit_request(struct generator *generator)
{
	emit_command(generator, 0, PROGRAM_MEMORY - 2 * PAGE_SIZE, 1);
	emit_wait(generator);
}

/* What traps by the cause, which the mode can have. */
static void emit_cause(struct generator *generator, enum cause cause)
{
	switch (cause) {
	case CAUSE_PRIVILEGED:
		emit_wait(generator);
		break;
	case CAUSE_FETCH:
		emit(generator, OPERATION_jalr, 0, 0, 0, -4);
		break;
	case CAUSE_LOAD:
		emit(generator, OPERATION_lw, any_register(generator), 0, 0, -4);
		break;
	case CAUSE_STORE:
		emit(generator, OPERATION_sw, 0, 0, any_register(generator), -4);
		break;
	case CAUSE_BREAK:
		emit(generator, OPERATION_break, 0, 0, 0, 0);
		break;
	case CAUSE_SYSCALL:
		emit(generator, OPERATION_syscall, 0, 0, 0, interesting(generator));
		break;
	case CAUSE_ILLEGAL:
	case CAUSE_TIMER: /* these come before whatever there is */
	case CAUSE_DEVICE:
	case CAUSE_NONE:
	case CAUSES:
		emit_word(generator, no_instruction);
		break;
	}
}

/* What traps by a cause in a mode, each in turn: the PSW with which, but for its pc. */
static enum cause cause_in_turn(uint64_t turn, struct psw *psw)
{
	enum { IN_USER_MODE = CAUSES - 1, IN_EACH = 2 * IN_USER_MODE };
	uint32_t number = (uint32_t)(turn % IN_EACH);
	enum cause cause = (enum cause)(1 + number % IN_USER_MODE);
	*psw = (struct psw){ .bound = PROGRAM_MEMORY };
	if (number < IN_USER_MODE || cause == CAUSE_PRIVILEGED)
		psw->status = STATUS_USER;
	if (cause == CAUSE_DEVICE || cause == CAUSE_TIMER)
		psw->status |= STATUS_INTERRUPTS;
	if (cause == CAUSE_TIMER)
		psw->status |= STATUS_TIMER_PENDING;
	return cause;
}

static void emit_load_last(struct generator *generator, const struct psw *psw)
{
	put_psw(generator, PROGRAM_LAST, psw);
	emit_set_pc(generator, PROGRAM_LAST, 1);
	emit(generator, OPERATION_lpsw, 0, 0, 0, PROGRAM_LAST);
}

/* A trap under a new PSW that is malformed. */
static void emit_malformed_end(struct generator *generator, uint64_t turn, uint64_t bit)
{
	struct psw psw;
	enum cause cause = cause_in_turn(turn, &psw);
	if (cause == CAUSE_DEVICE)
		emit_request(generator);
	emit_bad_new_psw(generator, bit);
	emit_load_last(generator, &psw);
	emit_cause(generator, cause);
}

/* A trap whose handler cannot begin. */
static void emit_double_end(struct generator *generator, uint64_t turn)
{
	struct psw psw;
	enum cause cause = cause_in_turn(turn, &psw);
	if (cause == CAUSE_DEVICE)
		emit_request(generator);
	emit_set_new_psw(generator, 0, psw.status);
	if (cause == CAUSE_FETCH)
		emit_set_new_psw(generator, 1, PROGRAM_MEMORY);
	else
		emit_set_pc(generator, TRAP_NEW_PSW, 1);
	emit(generator, OPERATION_break, 0, 0, 0, 0);
	emit_cause(generator, cause);
}

/* A wait when nothing will happen. */
static void emit_idle_end(struct generator *generator)
{
	const struct psw psw = { .bound = PROGRAM_MEMORY };
	emit_load_last(generator, &psw);
	emit(generator, OPERATION_out, 0, 0, 0, PORT_CONSOLE_CONTROL);
	for (unsigned events = 0; events < 2; events++) {
		emit(generator, OPERATION_in, any_register(generator), 0, 0, PORT_DISK_STATUS);
		emit_wait(generator);
	}
}

void emit_end_in_turn(struct generator *generator)
{
	enum { MALFORMED = 3, HALTS = MALFORMED + 2, WAYS = HALTS + 2, FEW = 15 };
	uint64_t turn = generator->turn / LONGER * (LONGER - 1) + generator->turn % LONGER;
	uint64_t round = turn / WAYS, way = turn % WAYS;
	if (way < MALFORMED) {
		emit_malformed_end(generator, round, MALFORMED * round + way);
	} else if (way >= HALTS) {
		emit_double_end(generator, 2 * round + way - HALTS);
	} else if (round % FEW == 0) {
		emit_idle_end(generator);
	} else {
		emit_constant(generator, (uint32_t)value_in_turn(ROW_halt, 2 * round + way));
		emit(generator, OPERATION_halt, 0, T0, 0, 0);
	}
}

bool ends_soon(uint64_t turn)
{
	return turn % LONGER != 0;
}
