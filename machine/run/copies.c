/* Copies of pages, in blocks that the host is asked for at once. */
#define _GNU_SOURCE
#include "machine/run/copies.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "isa/psw.h"

enum { IN_BLOCK = 512, BLOCK_BYTES = IN_BLOCK * PAGE_SIZE };

struct block {
	struct block *next;
	uint8_t *bytes;
	struct copy copies[IN_BLOCK];
};

/* A block that the host has given all memory of; NULL where it has none. */
static struct block *make_block(void)
{
	struct block *block = malloc(sizeof *block);
	if (block == NULL)
		return NULL;
	block->bytes = mmap(NULL, BLOCK_BYTES, PROT_READ | PROT_WRITE,
	                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (block->bytes == MAP_FAILED) {
		free(block);
		return NULL;
	}
	madvise(block->bytes, BLOCK_BYTES, MADV_POPULATE_WRITE); /* it may be refused */
	return block;
}

static void free_blocks(struct block *block)
{
	for (struct block *next; block != NULL; block = next) {
		next = block->next;
		munmap(block->bytes, BLOCK_BYTES);
		free(block);
	}
}

/* The helper: makes blocks while some are missing. */
static void *prepare_blocks(void *argument)
{
	struct copies *copies = argument;
	pthread_mutex_lock(&copies->lock);
	while (!copies->is_over) {
		if (copies->missing == 0) {
			pthread_cond_wait(&copies->change, &copies->lock);
			continue;
		}
		pthread_mutex_unlock(&copies->lock);
		struct block *block = make_block();
		pthread_mutex_lock(&copies->lock);
		if (block == NULL) {
			copies->missing = 0;
			continue;
		}
		block->next = copies->ready;
		copies->ready = block;
		copies->ready_count++;
		copies->missing -= copies->missing != 0;
	}
	pthread_mutex_unlock(&copies->lock);
	return NULL;
}

/* Signals are for the thread that runs the machine. Where the host has no thread more, blocks are
 * made when they are wanted. */
static bool start_helper(struct copies *copies)
{
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	bool is_started = pthread_create(&copies->helper, NULL, prepare_blocks, copies) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return is_started;
}

void copies_begin(struct copies *copies)
{
	*copies = (struct copies){ .size = 0 };
	pthread_mutex_init(&copies->lock, NULL);
	pthread_cond_init(&copies->change, NULL);
}

void copies_end(struct copies *copies)
{
	if (copies->has_helper) {
		pthread_mutex_lock(&copies->lock);
		copies->is_over = true;
		pthread_cond_signal(&copies->change);
		pthread_mutex_unlock(&copies->lock);
		pthread_join(copies->helper, NULL);
	}
	free_blocks(copies->ready);
	free_blocks(copies->blocks);
	pthread_cond_destroy(&copies->change);
	pthread_mutex_destroy(&copies->lock);
}

static struct block *take_ready(struct copies *copies)
{
	pthread_mutex_lock(&copies->lock);
	struct block *block = copies->ready;
	if (block != NULL) {
		copies->ready = block->next;
		copies->ready_count--;
	}
	pthread_mutex_unlock(&copies->lock);
	return block;
}

static bool add_block(struct copies *copies)
{
	struct block *block = take_ready(copies);
	if (block == NULL)
		block = make_block();
	if (block == NULL)
		return false;
	block->next = copies->blocks;
	copies->blocks = block;
	for (unsigned i = IN_BLOCK; i-- != 0;) {
		block->copies[i] = (struct copy){ .next = copies->free,
			                          .bytes = block->bytes + i * PAGE_SIZE };
		copies->free = &block->copies[i];
	}
	copies->spare += IN_BLOCK;
	return true;
}

struct copy *copy_page(struct copies *copies, const uint8_t *bytes)
{
	if (copies->free == NULL && !add_block(copies))
		return NULL;
	struct copy *copy = copies->free;
	copies->free = copy->next;
	copies->spare--;
	copies->size += sizeof *copy + PAGE_SIZE;
	copy->users = 1;
	memcpy(copy->bytes, bytes, PAGE_SIZE);
	return copy;
}

struct copy *copy_share(struct copy *copy)
{
	copy->users++;
	return copy;
}

void copy_release(struct copies *copies, struct copy *copy)
{
	if (--copy->users != 0)
		return;
	copies->size -= sizeof *copy + PAGE_SIZE;
	copies->spare++;
	copy->next = copies->free;
	copies->free = copy;
}

void copies_prepare(struct copies *copies, unsigned count)
{
	unsigned missing = count > copies->spare ? count - copies->spare : 0;
	if (missing >= IN_BLOCK && !copies->has_helper)
		copies->has_helper = start_helper(copies);
	if (!copies->has_helper)
		return;
	unsigned blocks = (missing + IN_BLOCK - 1) / IN_BLOCK;
	pthread_mutex_lock(&copies->lock);
	copies->missing = blocks > copies->ready_count ? blocks - copies->ready_count : 0;
	pthread_cond_signal(&copies->change);
	pthread_mutex_unlock(&copies->lock);
}
