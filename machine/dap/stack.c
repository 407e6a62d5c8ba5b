/* Threads, which are the levels, and their stacks. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/printable.h"
#include "machine/dap/dap.h"
#include "machine/run/site.h"

void dap_forget_stacks(struct dap *dap)
{
	for (unsigned level = 0; level < VIEWS; level++)
		dap->stacks[level].is_known = false;
}

void dap_forget_place(struct dap *dap)
{
	dap_forget_stacks(dap);
	dap->compound_count = 0;
}

json_t *dap_threads(struct dap *dap, const json_t *arguments)
{
	struct view view;
	json_t *list = json_array();
	(void)arguments;
	for (unsigned level = 0; level < VIEWS && level_look(&dap->session, level, &view);
	     level++) {
		const char *file = session_file(&dap->session, level);
		const char *slash = file == NULL ? NULL : strrchr(file, '/');
		char name[256];
		int length = snprintf(name, sizeof name, "level %u: ", level);
		printable_text(name + length, sizeof name - (size_t)length,
		               file == NULL    ? "the hosted VMM"
		               : slash == NULL ? file
		                               : slash + 1);
		json_array_append_new(list, json_pack("{s:i, s:o}", "id", level + 1, "name",
		                                      dap_text(name, strlen(name))));
	}
	return json_pack("{s:o}", "threads", list);
}

static bool read_memory(void *context, uint32_t address, uint32_t size, uint32_t *value)
{
	const struct dap_memory *memory = context;
	const struct session *session = &memory->dap->session;
	*value = 0;
	for (uint32_t i = 0; i < size; i++) {
		uint32_t physical;
		if (level_translate(session, &memory->view, address + i, 1, &physical) == 0)
			return false;
		*value |= (uint32_t)session->computer.memory.bytes[physical] << 8 * i;
	}
	return true;
}

bool dap_memory_of(struct dap *dap, unsigned level, const struct activation *activation,
                   struct dap_memory *memory, struct image_memory *reader)
{
	memory->dap = dap;
	*reader = (struct image_memory){ read_memory, memory };
	if (!level_look(&dap->session, level, &memory->view))
		return false;
	if (activation == NULL)
		return true;
	if (activation->psw.base != memory->view.psw.base)
		memory->view.buffer.pages = NULL; /* it holds what another root led to */
	memory->view.psw = activation->psw;
	return true;
}

/* Finds the image of its code. */
static void find_image(const struct dap *dap, const struct view *view,
                       struct activation *activation)
{
	uint32_t physical, pc = activation->frame.pc;
	if (level_translate(&dap->session, view, pc, 4, &physical) < 4)
		return;
	const struct site site = session_site(&dap->session, physical, pc);
	activation->image = site.image;
	activation->in_image = site.symbol - pc;
}

/* Finds what called it, with addresses as the image has them. */
static enum image_unwound unwind(struct activation *activation, const struct image_memory *reader,
                                 struct image_frame *caller)
{
	struct image_frame frame = activation->frame;
	if (activation->image == NULL)
		return UNWOUND_NOT;
	frame.pc += activation->in_image;
	enum image_unwound unwound = image_unwind(activation->image, &frame, reader, caller);
	activation->frame.has_cfa = frame.has_cfa;
	activation->frame.cfa = frame.cfa;
	return unwound;
}

/* The PSW that the last trap of a level has left, if it was from user mode. */
static bool old_psw(const struct view *view, struct psw *psw)
{
	*psw = read_psw(view->memory + TRAP_OLD_PSW);
	return psw_is_well_formed(psw) && (psw->status & STATUS_USER) != 0;
}

/* Adds what is below the last; false where that is not known. */
static bool add_below(struct dap *dap, unsigned level, struct stack *stack)
{
	struct activation *last = &stack->activations[stack->count - 1];
	struct dap_memory memory;
	struct image_memory reader;
	if (!dap_memory_of(dap, level, last, &memory, &reader))
		return false;
	struct activation below = { .psw = last->psw, .is_past = last->is_past };
	switch (unwind(last, &reader, &below.frame)) {
	case UNWOUND_NOT:
		return false;
	case UNWOUND_CALLER:
		if (last->frame.has_cfa && below.frame.pc == last->frame.pc &&
		    below.frame.registers[REGISTER_SP] == last->frame.registers[REGISTER_SP])
			return false;
		break;
	case UNWOUND_TRAPPED:
		if (last->is_past || !old_psw(&memory.view, &below.psw))
			return false;
		below.frame.pc = below.psw.pc;
		below.is_past = true;
		memory.view.psw = below.psw;
		break;
	}
	if (stack->count == MOST_FRAMES)
		return false;
	find_image(dap, &memory.view, &below);
	stack->activations[stack->count++] = below;
	return below.image != NULL;
}

const struct stack *dap_stack(struct dap *dap, unsigned level)
{
	struct stack *stack = &dap->stacks[level];
	struct view view;
	if (stack->is_known)
		return stack;
	stack->count = 0;
	stack->is_known = true;
	if (!level_look(&dap->session, level, &view))
		return stack;
	struct activation *first = &stack->activations[0];
	*first = (struct activation){ .psw = view.psw };
	memcpy(first->frame.registers, view.registers, sizeof view.registers);
	first->frame.pc = view.psw.pc;
	find_image(dap, &view, first);
	stack->count = 1;
	while (add_below(dap, level, stack))
		;
	return stack;
}

const struct activation *dap_frame(struct dap *dap, int64_t number, unsigned *level)
{
	if (number < 1 || number > (int64_t)VIEWS * MOST_FRAMES)
		return NULL;
	*level = (unsigned)((number - 1) / MOST_FRAMES);
	unsigned index = (unsigned)((number - 1) % MOST_FRAMES);
	const struct stack *stack = dap_stack(dap, *level);
	return index < stack->count ? &stack->activations[index] : NULL;
}

bool dap_line(const struct activation *activation, const char **file, unsigned *line)
{
	uint32_t pc = activation->frame.pc + activation->in_image;
	return activation->image != NULL &&
	       image_line_at(activation->image, activation->frame.is_caller ? pc - 1 : pc, file,
	                     line);
}

/* Where it is not here it has its name alone. */
json_t *dap_source_of(const char *file)
{
	char path[PATH_MAX], name[256];
	const char *slash = strrchr(file, '/');
	printable_text(name, sizeof name, slash == NULL ? file : slash + 1);
	json_t *source = json_pack("{s:o}", "name", dap_text(name, strlen(name)));
	json_t *full = realpath(file, path) == NULL ? NULL : json_string(path);
	if (full != NULL)
		json_object_set_new(source, "path", full);
	else
		json_object_set_new(source, "presentationHint", json_string("deemphasize"));
	return source;
}

static json_t *frame_of(unsigned level, unsigned index, const struct activation *activation)
{
	uint32_t pc = activation->frame.pc, offset = 0;
	char name[256], reference[24];
	const char *file, *symbol = NULL;
	unsigned line;
	if (activation->image != NULL)
		symbol = image_symbol_at(activation->image,
		                         pc + activation->in_image - activation->frame.is_caller,
		                         &offset);
	if (symbol != NULL)
		printable_text(name, sizeof name - 32, symbol);
	else
		snprintf(name, sizeof name, "%08" PRIx32, pc);
	if (strlen(name) > sizeof name - 32)
		name[sizeof name - 32] = 0;
	if (activation->is_past)
		strcat(name, " (as it trapped)");
	dap_reference(level, pc, reference);
	json_t *frame = json_pack("{s:I, s:o, s:i, s:i, s:s}", "id",
	                          (json_int_t)level * MOST_FRAMES + index + 1, "name",
	                          dap_text(name, strlen(name)), "line", 0, "column", 0,
	                          "instructionPointerReference", reference);
	if (dap_line(activation, &file, &line)) {
		json_object_set_new(frame, "line", json_integer(line));
		json_object_set_new(frame, "column", json_integer(1));
		json_object_set_new(frame, "source", dap_source_of(file));
	}
	return frame;
}

json_t *dap_stack_trace(struct dap *dap, const json_t *arguments)
{
	int64_t thread, start = 0, levels = 0;
	if (!dap_number(arguments, "threadId", 1, VIEWS, &thread))
		return dap_refuse(dap, "no such thread");
	dap_number(arguments, "startFrame", 0, MOST_FRAMES, &start);
	dap_number(arguments, "levels", 0, MOST_FRAMES, &levels);
	unsigned level = (unsigned)thread - 1;
	const struct stack *stack = dap_stack(dap, level);
	if (stack->count == 0)
		return dap_refuse(dap, "this level has not been started");
	unsigned end = levels == 0 ? MOST_FRAMES : (unsigned)(start + levels);
	json_t *list = json_array();
	for (unsigned i = (unsigned)start; i < end && i < stack->count; i++)
		json_array_append_new(list, frame_of(level, i, &stack->activations[i]));
	return json_pack("{s:o, s:i}", "stackFrames", list, "totalFrames", stack->count);
}

static json_t *scope_of(const char *name, const char *hint, int64_t frame, enum scope scope)
{
	json_t *object = json_pack("{s:s, s:I, s:b}", "name", name, "variablesReference",
	                           (json_int_t)(frame * SCOPES_ROOM + scope), "expensive", 0);
	if (hint != NULL)
		json_object_set_new(object, "presentationHint", json_string(hint));
	return object;
}

json_t *dap_scopes(struct dap *dap, const json_t *arguments)
{
	int64_t number = 0;
	unsigned level;
	dap_number(arguments, "frameId", 1, INT64_MAX, &number);
	const struct activation *activation = dap_frame(dap, number, &level);
	if (activation == NULL)
		return dap_refuse(dap, "no such frame");
	bool is_walked = is_paged(&activation->psw);
	return json_pack("{s:[o, o, o, o]}", "scopes",
	                 scope_of("Locals", "locals", number, SCOPE_LOCALS),
	                 scope_of("Registers", "registers", number, SCOPE_REGISTERS),
	                 scope_of("PSW", NULL, number, SCOPE_PSW),
	                 scope_of(is_walked ? "Page walk" : "Window", NULL, number, SCOPE_SPACE));
}
