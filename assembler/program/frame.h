/* How a procedure's frame is left, as .cfi_* directives say it: for each place in its code, where
 * the caller's registers are. */
#ifndef PG32_ASSEMBLER_FRAME_H
#define PG32_ASSEMBLER_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct assembler;
struct piece;
struct unit;

/* The CFA is the address from which a frame's places are counted: a register plus an offset. */
enum frame_rule_kind {
	FRAME_CFA,          /* is column + number */
	FRAME_CFA_REGISTER, /* is column + what it was */
	FRAME_CFA_OFFSET,   /* is what it was + number */
	FRAME_OFFSET,       /* column is saved at CFA + number */
	FRAME_VALUE_OFFSET, /* column is CFA + number */
	FRAME_REGISTER,     /* column is saved in the register number */
	FRAME_RESTORE,      /* column is where it was at the beginning */
	FRAME_UNDEFINED,    /* column is lost */
	FRAME_SAME,         /* column is itself */
	FRAME_REMEMBER,     /* keeps all rules on a stack */
	FRAME_RECALL,       /* takes them from there */
	FRAME_BYTE,         /* the byte number of DWARF itself */
	/* Not in a frame: directives that are another rule once the present offset is known. */
	FRAME_CFA_ADJUST,
	FRAME_RELATIVE_OFFSET,
};

/* The places that a frame names are at multiples of this from the CFA. */
enum { FRAME_UNIT = 4 };

struct frame_rule {
	enum frame_rule_kind kind;
	uint32_t offset; /* in the piece: from here on */
	uint32_t column; /* as DWARF numbers registers: 1 is ra */
	int32_t number;
};

struct frame {
	const struct piece *piece;
	uint32_t start, end; /* in the piece */
	uint32_t location;
	uint32_t return_column; /* which column is the pc of the caller */
	bool is_simple;         /* nothing holds at its beginning; else the CFA is sp */
	bool is_signal;         /* the pc of the caller is where it goes on, not behind a call */
	int32_t cfa_offset;     /* while it is read: the present one */
	struct remembered_offset *remembered;
	struct frame_rule *rules;
	size_t rule_count, rule_capacity;
	struct frame *next; /* of the unit */
};

/* Adds a rule that holds from the end of the frame's piece on. */
void add_frame_rule(struct frame *frame, struct frame_rule rule);

/* At the end of a unit: a frame that is open is an error. */
void close_frames(struct assembler *assembler);

void frames_free(struct unit *unit);

#endif
