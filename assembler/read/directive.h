/* Directives: the statements that begin with a dot. */
#ifndef PG32_ASSEMBLER_DIRECTIVE_H
#define PG32_ASSEMBLER_DIRECTIVE_H

#include <stdbool.h>

#include "assembler/read/reader.h"

struct directive;

typedef void directive_function(struct assembler *assembler, const struct statement *statement,
                                int argument);

struct directive {
	const char *name;
	directive_function *function;
	int argument;         /* what distinguishes directives of one function */
	bool takes_text;      /* the rest of the line is its operand as it is */
	bool is_conditional;  /* .if and its like: read in branches that are not taken */
	unsigned least, most; /* the number of operands, where they are not text */
};

/* Gives the names of directives their meaning. */
void make_directives(struct assembler *assembler);

void do_directive(struct assembler *assembler, const struct statement *statement);

/* The functions, by the file that has them. */
directive_function directive_ignored;
directive_function directive_refused;
/* data.c */
directive_function directive_data;
directive_function directive_string;
directive_function directive_space;
directive_function directive_fill;
directive_function directive_align;
directive_function directive_leb128;
directive_function directive_floating;
directive_function directive_copies;
directive_function directive_zeros;
directive_function directive_org;
directive_function directive_incbin;
/* attribute.c */
directive_function directive_binding;
directive_function directive_type;
directive_function directive_size;
directive_function directive_assign;
directive_function directive_weakref;
directive_function directive_common;
directive_function directive_file;
directive_function directive_loc;
/* frame.c */
directive_function directive_frame_start;
directive_function directive_frame_end;
directive_function directive_frame_sections;
directive_function directive_frame_signal;
directive_function directive_frame_return;
directive_function directive_frame_cfa;
directive_function directive_frame_place;
directive_function directive_frame_register;
directive_function directive_frame_columns;
directive_function directive_frame_state;
directive_function directive_frame_bytes;
/* profile.c */
directive_function directive_isa;
/* place.c */
directive_function directive_section;
directive_function directive_named_section;
directive_function directive_previous;
directive_function directive_push_section;
directive_function directive_pop_section;
/* conditional.c */
directive_function directive_if;
directive_function directive_if_defined;
directive_function directive_if_blank;
directive_function directive_if_same;
directive_function directive_if_same_string;
directive_function directive_elseif;
directive_function directive_else;
directive_function directive_endif;
/* macro.c and repeat.c */
directive_function directive_macro;
directive_function directive_exit_macro;
directive_function directive_purge_macro;
directive_function directive_repeat;
directive_function directive_repeat_items;
directive_function directive_stray_end;
/* include.c */
directive_function directive_include;
directive_function directive_end;
directive_function directive_fail;
directive_function directive_message;

/* The arguments of directive_binding, _align, _assign, _common and _message. */
enum binding_argument { BINDING_GLOBAL, BINDING_LOCAL, BINDING_WEAK, BINDING_HIDDEN };
enum align_argument { ALIGN_POWER, ALIGN_BYTES };
enum assign_argument { ASSIGN_AGAIN, ASSIGN_ONCE };
enum message_argument { MESSAGE_ERROR, MESSAGE_WARNING, MESSAGE_PRINT };
enum repeat_argument { REPEAT_WORDS, REPEAT_CHARACTERS };

#endif
