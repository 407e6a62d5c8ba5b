/* What happens to a level. */
#include "machine/debug/events.h"

#include <stddef.h>

#include "isa/operations.h"
#include "machine/core/layout.h"
#include "machine/devices/devices.h"
#include "machine/run/names.h"

const char *event_text(unsigned event)
{
	static const char *const words[EVENTS - CAUSES] = {
		[EVENT_FILL - CAUSES] = "fill",
		[EVENT_PSW - CAUSES] = "psw",
		[EVENT_MODE - CAUSES] = "mode",
		[EVENT_REQUEST - CAUSES] = "event",
	};
	return event < CAUSES ? cause_text((enum cause)event) : words[event - CAUSES];
}

/* The number of the privileged instruction that loads a PSW. */
static unsigned number_of_load(void)
{
	unsigned number = 0;
	while (number < PRIVILEGED_NUMBERS - 1) {
		enum operation operation = privileged_operation(number);
		if (operation < OPERATIONS &&
		    (operation_rows[operation].traits & TRAIT_SETS_PSW) != 0)
			break;
		number++;
	}
	return number;
}

/* How often, as the machine or the level's VMM has counted. */
static uint32_t count_of(const struct session *session, const struct view *view, unsigned cause,
                         unsigned privileged)
{
	if (view->counts != NULL)
		return view->counts[cause != 0 ? cause : COUNT_EMULATED + privileged];
	return (uint32_t)(cause != 0 ? session->statistics.traps[cause]
	                             : session->statistics.privileged[privileged]);
}

uint32_t event_state(const struct session *session, unsigned level, unsigned event)
{
	struct view views[VIEWS];
	if (session_views(session, views) <= level)
		return 0;
	const struct view *view = &views[level];
	switch (event) {
	case EVENT_FILL:
		return view->buffer.fills;
	case EVENT_PSW:
		return count_of(session, view, 0, number_of_load());
	case EVENT_MODE:
		return view->psw.status & STATUS_USER;
	case EVENT_REQUEST:
		return devices_requesting(&view->devices);
	default:
		return count_of(session, view, event, 0);
	}
}

bool event_has_happened(unsigned event, uint32_t before, uint32_t now)
{
	return now != before && (event != EVENT_REQUEST || now != 0);
}

/* Where the layout table says that it is, from there so many bytes on. */
static void find_word(unsigned event, unsigned *row, uint32_t *offset)
{
	*offset = 0;
	switch (event) {
	case EVENT_FILL:
		*row = LAYOUT_BUFFER;
		*offset = offsetof(struct buffer, fills);
		break;
	case EVENT_MODE:
		*row = LAYOUT_PSW;
		*offset = offsetof(struct psw, status);
		break;
	case EVENT_REQUEST:
		*row = LAYOUT_EVENT_IN; /* is written when a device has had its event */
		break;
	case EVENT_PSW:
		*row = LAYOUT_COUNTS;
		*offset = (COUNT_EMULATED + number_of_load()) * sizeof(uint32_t);
		break;
	default:
		*row = LAYOUT_COUNTS;
		*offset = event * (uint32_t)sizeof(uint32_t);
	}
}

bool event_word(const struct session *session, unsigned level, unsigned event, uint32_t *physical)
{
	struct view views[VIEWS];
	unsigned row;
	uint32_t offset;
	unsigned first = session->monitor->is_hosted ? 1 : 0;
	if (level <= first || session_views(session, views) <= level)
		return false;
	const struct view *vmm = &views[level - 1];
	find_word(event, &row, &offset);
	uint32_t at = read_word(vmm->memory + vmm->layout + 4 * row) + offset;
	if (at > vmm->memory_size - sizeof(uint32_t))
		return false;
	*physical = (uint32_t)(vmm->memory + at - session->computer.memory.bytes);
	return true;
}
