/* The server of the Debug Adapter Protocol: what editors debug with. */
#ifndef PG32_MACHINE_DAP_DAP_H
#define PG32_MACHINE_DAP_DAP_H

#include "machine/dap/channel.h"
#include "machine/debug/gdb.h"

enum { MOST_FRAMES = 64, MOST_OUTPUT = 4096, MOST_ARGUMENTS = 256, MOST_COMPOUNDS = 4096 };

/* Who set a point. */
enum owner { OWNER_SOURCE, OWNER_FUNCTION, OWNER_INSTRUCTION, OWNER_DATA, OWNER_EXCEPTION };

/* How often a breakpoint was come to is compared with what it asks for. */
enum hits { HITS_ALL, HITS_FROM, HITS_ABOVE, HITS_AT_MOST, HITS_BELOW, HITS_EQUAL, HITS_EACH };

/* When it stops, of all the times that it is come to. */
struct terms {
	char *condition; /* an expression; NULL: always */
	char *message;   /* what it says instead of stopping; NULL: it stops */
	enum hits hits;
	uint32_t number; /* of hits */
	uint32_t count;  /* how often it was come to, its condition being so */
};

/* A point of a breakpoint, which may have several: the first of them has its terms. */
struct breakpoint {
	struct point point;
	enum owner owner;
	char *source; /* the client's path, of OWNER_SOURCE */
	json_int_t id;
	struct terms terms;
};

/* A function's activation at a level, as it is here. */
struct activation {
	struct psw psw; /* under which its addresses are */
	struct image_frame frame;
	struct image *image; /* NULL: not known */
	uint32_t in_image;   /* what is to be added to an address for that in the image */
	bool is_past;        /* it is of a program that has trapped */
};

struct stack {
	bool is_known;
	unsigned count;
	struct activation activations[MOST_FRAMES];
};

enum motion { STILL, RUN, RUN_BACK, NEXT, STEP_IN, STEP_OUT, STEP_BACK };
enum granularity { BY_LINE, BY_INSTRUCTION };

/* A local variable with parts, which the client may open. */
struct compound {
	struct image *image;
	uint64_t type;
	uint32_t address;
	int64_t frame; /* the client's number */
};

struct dap {
	struct debugger debugger; /* first: it is the console's context */
	struct channel channel;
	const struct tool *bare, *hosted;
	struct session session;
	bool has_session, is_terminated;
	bool stops_on_entry, is_without_debugger;
	bool announces; /* that it can be configured, once launched */
	bool is_done;
	char *arguments[MOST_ARGUMENTS];
	unsigned argument_count;
	struct breakpoint breakpoints[MOST_POINTS];
	unsigned breakpoint_count;
	json_int_t last_id;
	enum motion motion;
	enum granularity granularity;
	const char *stop; /* the reason of a stop that is to be told; NULL: none is */
	struct stack stacks[VIEWS];
	struct compound compounds[MOST_COMPOUNDS];
	unsigned compound_count;
	char output[MOST_OUTPUT]; /* of the console, not told yet */
	size_t output_size;
	char problem[MESSAGE_SIZE]; /* of the request that is refused */
};

/* What a request is answered: a function takes its arguments, an object, and returns the body of
 * the response, or NULL where it refuses. */
typedef json_t *dap_request(struct dap *dap, const json_t *arguments);

/* Refuses: the problem is one line. */
json_t *dap_refuse(struct dap *dap, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A body without anything. */
json_t *dap_nothing(void);

/* Arguments: a string or NULL, a number, a truth; where they are not there, or of another type,
 * what stands for them. */
const char *dap_string(const json_t *arguments, const char *name);
bool dap_number(const json_t *arguments, const char *name, int64_t least, int64_t most,
                int64_t *number);
bool dap_truth(const json_t *arguments, const char *name, bool otherwise);

/* Sends an event. */
void dap_event(struct dap *dap, const char *event, json_t *body);

/* Shows a line to the user. */
void dap_say(struct dap *dap, const char *category, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

/* Sends what the console has put. */
void dap_flush_output(struct dap *dap);

/* Bytes of the guest as a string of JSON. */
json_t *dap_text(const char *bytes, size_t size);

/* Answers what has come meanwhile; whether the motion is over by that. */
bool dap_attend(struct dap *dap);

/* launch.c: makes the session and stands at the kernel's first instruction. */
dap_request dap_launch, dap_attach;
void dap_end_session(struct dap *dap);

/* motion.c */
dap_request dap_continue, dap_next, dap_step_in, dap_step_out, dap_step_back, dap_reverse_continue,
        dap_pause;
/* Carries out dap->motion, and tells where it has ended. */
void dap_move(struct dap *dap);
/* Tells that it stands still. */
void dap_tell_stop(struct dap *dap, const char *reason, const struct breakpoint *breakpoint);

/* conditions.c */
/* Takes the terms that a client's item asks for; false with the problem. */
bool dap_take_terms(struct dap *dap, const json_t *item, struct terms *terms);
void dap_free_terms(struct terms *terms);
/* Whether to stop at the breakpoint of a point that was come to: counts that, and says its message.
 */
bool dap_stops_at(struct dap *dap, const struct point *point);

/* points.c */
dap_request dap_set_breakpoints, dap_set_function_breakpoints, dap_set_instruction_breakpoints,
        dap_data_breakpoint_info, dap_set_data_breakpoints, dap_set_exception_breakpoints,
        dap_breakpoint_locations;
json_t *dap_exception_filters(void);
/* Whether the client's path is a source of a program of the session. */
bool dap_is_source(const struct dap *dap, const char *path);
/* Forgets all of them. */
void dap_forget_breakpoints(struct dap *dap);
/* Has the search look for them. */
void dap_place_points(struct dap *dap);
/* The breakpoint of a point that was hit; NULL: it is none of the client's. */
const struct breakpoint *dap_breakpoint_of(const struct dap *dap, const struct point *point);

/* stack.c */
dap_request dap_threads, dap_stack_trace, dap_scopes;
/* Forgets what is known of this place; of its stacks alone, where something was written. */
void dap_forget_place(struct dap *dap);
void dap_forget_stacks(struct dap *dap);
/* The activations of a level. */
const struct stack *dap_stack(struct dap *dap, unsigned level);
/* The activation that a client's number of a frame stands for, and its level; NULL: none. */
const struct activation *dap_frame(struct dap *dap, int64_t number, unsigned *level);
/* How its memory is looked at. */
struct dap_memory {
	struct dap *dap;
	struct view view;
};
bool dap_memory_of(struct dap *dap, unsigned level, const struct activation *activation,
                   struct dap_memory *memory, struct image_memory *reader);
/* A source as the client finds it, of the name that an image has. */
json_t *dap_source_of(const char *file);
/* The source line of an activation; false where it is not known. */
bool dap_line(const struct activation *activation, const char **file, unsigned *line);

/* variables.c */
dap_request dap_variables, dap_set_variable;
enum scope { SCOPE_LOCALS = 1, SCOPE_REGISTERS, SCOPE_PSW, SCOPE_SPACE, SCOPES_ROOM = 8 };
enum { COMPOUNDS = 1 << 24, MOST_LOCALS = 256 };

/* A value of a frame: its type is the image's, or NULL and it is a word. */
struct operand {
	struct image *image;
	struct image_variable variable;
};

/* A frame with what is needed to look at it. */
struct place_of_frame {
	int64_t number;
	unsigned level;
	const struct activation *activation;
	struct dap_memory memory;
	struct image_memory reader;
};
bool dap_look_at_frame(struct dap *dap, int64_t number, struct place_of_frame *place);

/* The variables that code of the frame sees, at most MOST_LOCALS. */
size_t dap_locals(struct place_of_frame *place, struct image_variable *variables);

/* The register or word of the PSW of this name, by gdb's numbers; -1: none. */
int dap_register(const char *name, size_t length);

/* Writes an operand; false where that cannot be, with the problem. */
bool dap_write(struct dap *dap, struct place_of_frame *place, const struct operand *operand,
               uint32_t value);

/* The variable of this name that a client's number has; false where there is none. */
bool dap_find_variable(struct dap *dap, int64_t number, const char *name,
                       struct place_of_frame *place, struct operand *operand);

/* values.c */
/* A part of a variable: a member by its name, or an element; false where there is none. */
bool dap_member(struct place_of_frame *place, const struct operand *whole, const char *name,
                size_t length, struct operand *part);
bool dap_element(struct place_of_frame *place, const struct operand *whole, uint32_t index,
                 struct operand *part);

/* The value of an operand as a word; false where it is not there, or no word. */
bool dap_word(struct place_of_frame *place, const struct operand *operand, uint32_t *word);

/* A variable as the client shows it. */
json_t *dap_show(struct dap *dap, struct place_of_frame *place, const char *name,
                 const struct operand *operand);

/* evaluate.c */
dap_request dap_evaluate;
/* The value of an expression in a frame; false with the problem. */
bool dap_calculate(struct dap *dap, struct place_of_frame *place, const char *text,
                   struct operand *result);
/* What dataBreakpointInfo asks about; false with the problem. */
bool dap_find_data(struct dap *dap, const json_t *arguments, unsigned *level, uint32_t *address,
                   uint32_t *size);

/* memory.c */
dap_request dap_read_memory, dap_write_memory, dap_disassemble, dap_source;
/* An address of a level as the client has it: one number. */
void dap_reference(unsigned level, uint32_t address, char text[24]);
/* Its parts; false where it is none. */
bool dap_take_reference(const char *text, unsigned *level, uint32_t *address);

#endif
