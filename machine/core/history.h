/* The instructions executed last. Freestanding.
 *
 * Code runs in lines, from where a jump leads to the next jump: only a jump or the end of a stretch
 * writes here, and as a line has at least one instruction, so many lines are enough. */
#ifndef PG32_MACHINE_CORE_HISTORY_H
#define PG32_MACHINE_CORE_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

enum { HISTORY = 16 };

/* One that is taken back has taken the place of an older one. */
enum { HISTORY_LINES = HISTORY + 1 };

/* A line: the physical addresses of its first and last instruction. Two zeros: none yet. */
struct line {
	uint32_t first, last;
};

/* The lines executed last, the oldest at next. */
struct history {
	struct line lines[HISTORY_LINES];
	uint32_t next;
};

static inline void history_add(struct history *history, uint32_t first, uint32_t last)
{
	history->lines[history->next] = (struct line){ first, last };
	history->next = (history->next + 1) % HISTORY_LINES;
}

/* Takes back the last instruction: it will be executed again. */
static inline void history_take_back(struct history *history)
{
	uint32_t newest = (history->next + HISTORY_LINES - 1) % HISTORY_LINES;
	struct line *line = &history->lines[newest];
	if (line->first != line->last) {
		line->last -= 4;
		return;
	}
	*line = (struct line){ 0, 0 };
	history->next = newest;
}

static inline bool history_is_empty(const struct history *history)
{
	return history->lines[(history->next + HISTORY_LINES - 1) % HISTORY_LINES].last == 0;
}

/* The addresses of the instructions executed last, the newest last; 0 where there is none. */
static inline void history_list(const struct history *history, uint32_t addresses[HISTORY])
{
	uint32_t left = HISTORY;
	for (uint32_t i = 1; i <= HISTORY_LINES && left > 0; i++) {
		struct line line =
		        history->lines[(history->next + HISTORY_LINES - i) % HISTORY_LINES];
		for (uint32_t address = line.last; left > 0; address -= 4) {
			addresses[--left] = address;
			if (address == line.first)
				break;
		}
	}
}

#endif
