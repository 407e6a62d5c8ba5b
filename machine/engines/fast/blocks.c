/* Blocks of translated code: how they are found, joined and forgotten. */
#include "machine/engines/fast/fast.h"

#include <string.h>
#include <sys/mman.h>

struct block *block_create(struct fast *fast)
{
	if (fast->block_count == MOST_BLOCKS || CODE_SIZE - fast->code_end < BLOCK_ROOM ||
	    MOST_NOTES - fast->note_count < MOST_INSTRUCTIONS)
		flush(fast);
	struct block *block = &fast->blocks[fast->block_count++];
	/* Code begins on lines of the host's cache, or in the middle of one. */
	uint32_t number = block_number(fast, block);
	uint32_t start = (fast->code_end + (uint32_t)sizeof number + 31) / 32 * 32;
	memcpy(fast->code + start - sizeof number, &number, sizeof number);
	*block = (struct block){ .start = start, .notes = fast->note_count };
	return block;
}

struct block *block_at(const struct fast *fast, uint32_t code)
{
	uint32_t low = 0, high = fast->block_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (fast->blocks[middle].start <= code)
			low = middle;
		else
			high = middle;
	}
	return &fast->blocks[low];
}

void block_publish(struct fast *fast, struct block *block)
{
	struct page *page = &fast->pages[block->physical / PAGE_SIZE];
	block->next_in_page = page->blocks;
	page->blocks = block;
	block->is_alive = true;
	block->window->table[block->pc / 4] = block->start;
}

/* Whether the jump is the block's own. */
static bool is_own(const struct block *block, const struct link *link)
{
	for (unsigned i = 0; i < block->link_count; i++)
		if (link == &block->links[i])
			return true;
	return false;
}

void link_to(struct fast *fast, struct link *link, struct block *block)
{
	uint32_t entry = is_own(block, link) ? block->again : block->start;
	link->to = block;
	link->next = block->incoming;
	block->incoming = link;
	emit_retarget(fast->code + link->distance, fast->run_at, fast->code + fast->run_at + entry);
}

/* Takes a link off the list of the block that it leads to. */
static void unlink_from(struct link *link)
{
	struct link **at = &link->to->incoming;
	while (*at != link)
		at = &(*at)->next;
	*at = link->next;
}

/* Whether the jump is one of a block in the same page, of the window and of memory. */
static bool is_of_page(const struct fast *fast, const struct link *link, const struct block *block)
{
	size_t distance = (size_t)((const char *)link - (const char *)fast->blocks);
	const struct block *from = &fast->blocks[distance / sizeof *from];
	return from->window == block->window && from->pc / PAGE_SIZE == block->pc / PAGE_SIZE &&
	       from->physical / PAGE_SIZE == block->physical / PAGE_SIZE;
}

void block_unlink(struct fast *fast, struct block *block, bool from_others)
{
	struct link **at = &block->incoming;
	while (*at != NULL) {
		struct link *link = *at;
		if (from_others && is_of_page(fast, link, block)) {
			at = &link->next;
			continue;
		}
		*at = link->next;
		link->to = NULL;
		emit_retarget(fast->code + link->distance, fast->run_at,
		              fast->code + fast->run_at + link->stub);
	}
}

void block_kill(struct fast *fast, struct block *block)
{
	if (!block->is_alive)
		return;
	block->is_alive = false;
	/* A block of a page that is not followed now is not there. */
	if (block->window->table[block->pc / 4] == block->start)
		block->window->table[block->pc / 4] = 0;
	for (unsigned i = 0; i < block->link_count; i++)
		if (block->links[i].to != NULL)
			unlink_from(&block->links[i]);
	block_unlink(fast, block, false);
	struct block **at = &fast->pages[block->physical / PAGE_SIZE].blocks;
	while (*at != block)
		at = &(*at)->next_in_page;
	*at = block->next_in_page;
}

void flush(struct fast *fast)
{
	for (unsigned i = 0; i < TRAILS; i++)
		trail_recall(fast, &fast->trails[i]);
	for (uint32_t i = 0; i < fast->block_count; i++)
		if (fast->blocks[i].is_alive)
			page_forget(fast, fast->blocks[i].physical / PAGE_SIZE);
	fast->block_count = 0;
	fast->note_count = 0;
	fast->code_end = fast->code_start;
	fast->flushes++;
}
