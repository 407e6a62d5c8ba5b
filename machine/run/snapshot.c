/* Snapshots: what is small is copied, and of memory the pages that are not zero. */
#include "machine/run/snapshot.h"

#include <stdlib.h>
#include <string.h>

struct kept_page {
	uint32_t number;
	struct copy *copy;
};

/* A session without its memory. */
struct kept_session {
	struct machine machine;
	struct history histories[2];
	struct statistics statistics;
	enum outcome outcome;
	struct trap last;
	bool halted_in_user_mode;
};

struct snapshot {
	uint64_t position, taken;
	struct mark mark;
	struct kept_session session;
	void *monitor; /* its state */
	unsigned count, room;
	struct kept_page *pages; /* in order of number */
};

/* Memory as one row of pages: the machine's, then those of its buffer. */
static uint32_t memory_pages(const struct session *session)
{
	return session->computer.memory.size / PAGE_SIZE;
}

static uint8_t *page_of(struct session *session, uint32_t number)
{
	uint32_t in_memory = memory_pages(session);
	if (number < in_memory)
		return session->computer.memory.bytes + (size_t)number * PAGE_SIZE;
	return (uint8_t *)session->computer.buffer + (size_t)(number - in_memory) * PAGE_SIZE;
}

/* The first page from this one on that may be other than zero, and where such pages end. */
static uint32_t next_touched(struct session *session, uint32_t number, uint32_t *end)
{
	uint32_t in_memory = memory_pages(session);
	*end = in_memory + BUFFER_PAGES;
	return number < in_memory ? host_memory_data(&session->computer.memory, number, end)
	                          : number;
}

static void free_snapshot(struct snapshots *snapshots, struct snapshot *snapshot)
{
	if (snapshot == NULL)
		return;
	for (unsigned i = 0; i < snapshot->count; i++)
		copy_release(&snapshots->copies, snapshot->pages[i].copy);
	snapshots->lists -= snapshot->room * sizeof *snapshot->pages;
	free(snapshot->pages);
	free(snapshot->monitor);
	free(snapshot);
}

/* The page of an older snapshot, where it has one: *at moves along its list. */
static struct copy *older_copy(const struct snapshot *older, unsigned *at, uint32_t number)
{
	while (older != NULL && *at < older->count && older->pages[*at].number < number)
		++*at;
	return older != NULL && *at < older->count && older->pages[*at].number == number
	               ? older->pages[*at].copy
	               : NULL;
}

static bool add_page(struct snapshots *snapshots, struct snapshot *snapshot, uint32_t number,
                     struct copy *older)
{
	const uint8_t *bytes = page_of(snapshots->session, number);
	bool is_same = older != NULL && memcmp(older->bytes, bytes, PAGE_SIZE) == 0;
	if (!is_same && is_zero(bytes, PAGE_SIZE))
		return true;
	if (snapshot->count == snapshot->room) {
		unsigned room = snapshot->room == 0 ? 256 : 2 * snapshot->room;
		struct kept_page *pages = realloc(snapshot->pages, room * sizeof *pages);
		if (pages == NULL)
			return false;
		snapshots->lists += (room - snapshot->room) * sizeof *pages;
		snapshot->pages = pages;
		snapshot->room = room;
	}
	struct copy *copy = is_same ? copy_share(older) : copy_page(&snapshots->copies, bytes);
	if (copy == NULL)
		return false;
	snapshots->changed += !is_same;
	snapshot->pages[snapshot->count++] = (struct kept_page){ number, copy };
	return true;
}

static bool add_pages(struct snapshots *snapshots, struct snapshot *snapshot,
                      const struct snapshot *older)
{
	struct session *session = snapshots->session;
	uint32_t all = memory_pages(session) + BUFFER_PAGES, end;
	unsigned at = 0;
	for (uint32_t number = 0; number < all; number = end)
		for (number = next_touched(session, number, &end); number < end; number++)
			if (!add_page(snapshots, snapshot, number, older_copy(older, &at, number)))
				return false;
	return true;
}

static void recall(struct session *session)
{
	struct engine *engine = session->computer.engine;
	for (unsigned user = 0; user < 2; user++)
		engine->recall(engine, &session->histories[user]);
}

static bool keep_session(struct session *session, struct snapshot *snapshot)
{
	size_t size;
	void *state = session->monitor->state(session, &size);
	recall(session);
	snapshot->session = (struct kept_session){
		.machine = session->computer.machine,
		.statistics = session->statistics,
		.outcome = session->outcome,
		.last = session->last,
		.halted_in_user_mode = session->halted_in_user_mode,
	};
	memcpy(snapshot->session.histories, session->histories, sizeof session->histories);
	if (size == 0)
		return true;
	snapshot->monitor = malloc(size);
	if (snapshot->monitor == NULL)
		return false;
	memcpy(snapshot->monitor, state, size);
	return true;
}

static void put_session_back(struct session *session, const struct snapshot *snapshot)
{
	size_t size;
	void *state = session->monitor->state(session, &size);
	recall(session);
	session->computer.machine = snapshot->session.machine;
	session->statistics = snapshot->session.statistics;
	session->outcome = snapshot->session.outcome;
	session->last = snapshot->session.last;
	session->halted_in_user_mode = snapshot->session.halted_in_user_mode;
	memcpy(session->histories, snapshot->session.histories, sizeof session->histories);
	if (size != 0)
		memcpy(state, snapshot->monitor, size);
}

uint64_t snapshots_size(const struct snapshots *snapshots)
{
	return snapshots->copies.size + snapshots->lists;
}

void snapshots_begin(struct snapshots *snapshots, struct session *session, uint64_t budget)
{
	*snapshots = (struct snapshots){ .session = session, .budget = budget };
	copies_begin(&snapshots->copies);
}

void snapshots_end(struct snapshots *snapshots)
{
	for (unsigned i = 0; i < snapshots->count; i++)
		free_snapshot(snapshots, snapshots->list[i]);
	snapshots->count = 0;
	copies_end(&snapshots->copies);
}

static void drop(struct snapshots *snapshots, unsigned index)
{
	free_snapshot(snapshots, snapshots->list[index]);
	snapshots->count--;
	memmove(snapshots->list + index, snapshots->list + index + 1,
	        (snapshots->count - index) * sizeof snapshots->list[0]);
}

/* Drops the one whose gap, were it gone, is the smallest for its distance from here: what is left
 * is the sparser the further away, by about a power of two. Never the first. */
static void thin(struct snapshots *snapshots, uint64_t here)
{
	unsigned best = 0;
	double least = 0;
	for (unsigned i = 1; i < snapshots->count; i++) {
		uint64_t position = snapshots->list[i]->position;
		uint64_t next =
		        i + 1 < snapshots->count ? snapshots->list[i + 1]->position : position;
		double gap = (double)(next - snapshots->list[i - 1]->position);
		double distance = (double)(position < here ? here - position : position - here);
		double weight = gap / (distance + 1);
		if (best == 0 || weight < least) {
			best = i;
			least = weight;
		}
	}
	drop(snapshots, best);
}

unsigned snapshots_before(const struct snapshots *snapshots, uint64_t position)
{
	unsigned low = 0, high = snapshots->count;
	while (high - low > 1) {
		unsigned middle = low + (high - low) / 2;
		if (snapshots->list[middle]->position <= position)
			low = middle;
		else
			high = middle;
	}
	return low;
}

bool snapshots_take(struct snapshots *snapshots, uint64_t position, uint64_t taken,
                    const struct mark *mark)
{
	unsigned index = 0;
	struct snapshot *older = NULL;
	if (snapshots->count != 0) {
		index = snapshots_before(snapshots, position) + 1;
		older = snapshots->list[index - 1];
		if (older->position == position)
			return true;
	}
	struct snapshot *snapshot = calloc(1, sizeof *snapshot);
	if (snapshot == NULL)
		return false;
	*snapshot = (struct snapshot){ .position = position, .taken = taken, .mark = *mark };
	snapshots->changed = 0;
	if (!keep_session(snapshots->session, snapshot) || !add_pages(snapshots, snapshot, older)) {
		free_snapshot(snapshots, snapshot);
		return false;
	}
	memmove(snapshots->list + index + 1, snapshots->list + index,
	        (snapshots->count - index) * sizeof snapshots->list[0]);
	snapshots->list[index] = snapshot;
	snapshots->count++;
	while (snapshots->count > 1 && (snapshots_size(snapshots) > snapshots->budget ||
	                                snapshots->count == MOST_SNAPSHOTS))
		thin(snapshots, position);
	snapshots_expect(snapshots, snapshots->changed);
	return true;
}

void snapshots_expect(struct snapshots *snapshots, unsigned pages)
{
	copies_prepare(&snapshots->copies, pages);
}

uint64_t snapshot_position(const struct snapshots *snapshots, unsigned index)
{
	return snapshots->list[index]->position;
}

/* Writes only what differs. */
static void put_page_back(struct session *session, uint32_t number, const struct copy *copy)
{
	struct engine *engine = session->computer.engine;
	uint8_t *bytes = page_of(session, number);
	if (copy == NULL ? is_zero(bytes, PAGE_SIZE) : memcmp(bytes, copy->bytes, PAGE_SIZE) == 0)
		return;
	if (number < memory_pages(session))
		engine->stored(engine, number * PAGE_SIZE, PAGE_SIZE);
	if (copy == NULL)
		memset(bytes, 0, PAGE_SIZE);
	else
		memcpy(bytes, copy->bytes, PAGE_SIZE);
}

void snapshots_restore(struct snapshots *snapshots, unsigned index, uint64_t *taken,
                       struct mark *mark)
{
	struct session *session = snapshots->session;
	const struct snapshot *snapshot = snapshots->list[index];
	uint32_t all = memory_pages(session) + BUFFER_PAGES, end;
	unsigned at = 0;
	put_session_back(session, snapshot);
	session->computer.engine->forget(session->computer.engine);
	for (uint32_t number = 0; number < all; number = end)
		for (number = next_touched(session, number, &end); number < end; number++)
			put_page_back(session, number, older_copy(snapshot, &at, number));
	*taken = snapshot->taken;
	*mark = snapshot->mark;
}

void snapshots_cut(struct snapshots *snapshots, uint64_t position)
{
	while (snapshots->count != 0 && snapshots->list[snapshots->count - 1]->position >= position)
		drop(snapshots, snapshots->count - 1);
}
