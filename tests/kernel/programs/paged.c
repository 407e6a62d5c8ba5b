/* paged: holds the kernel of paging to what it says of memory. Prints what went wrong, and ends
 * with 0 if nothing did. Its file "text" begins with the letters of the alphabet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "programs/user/runtime/mman.h"
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

enum { PAGE = 4096 };

static int failures;

static void expect(const char *what, int result, int expected)
{
	if (result == expected)
		return;
	printf("paged: %s gave %d, not %d\n", what, result, expected);
	failures++;
}

/* The status of a child that does this. */
static int status_of(void (*act)(void))
{
	int status, child = fork();
	if (child == 0) {
		act();
		exit(0);
	}
	expect("waitpid", waitpid(child, &status, 0), child);
	return WEXITSTATUS(status);
}

static volatile char *place;

static void look(void)
{
	(void)*place;
}

static void change(void)
{
	*place = 'x';
}

static int at(uint32_t address, void (*act)(void))
{
	place = (volatile char *)address;
	return status_of(act);
}

/* The page was there, and is no more. */
static void look_at_unmapped(void)
{
	char *page = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	page[0] = 'x';
	munmap(page, PAGE);
	place = page;
	look();
}

/* What there is nothing at, or may not be written. */
static void try_places(void)
{
	expect("page 0", at(0, look), STATUS_KILLED);
	expect("below the image", at(USER_IMAGE - 1, look), STATUS_KILLED);
	expect("text", at(USER_IMAGE, look), 0);
	expect("a store into text", at(USER_IMAGE, change), STATUS_KILLED);
	expect("what was used and is unmapped", status_of(look_at_unmapped), STATUS_KILLED);
	expect("a heap among the mappings", kernel_grow(0x7FF000), ERROR_MEMORY);
	expect("behind the heap", at(0x700000, look), STATUS_KILLED);
	expect("the guard page", at(0xFC0000 - 1, change), STATUS_KILLED);
	expect("the lowest page of the stack", at(0xFC0000, change), 0);
	expect("the end of the space", at(0x1000000, look), STATUS_KILLED);
	expect("a call", kernel_write(STANDARD_OUTPUT, (void *)0xFBFFFF, 2), ERROR_ADDRESS);
	expect("a call", kernel_read(STANDARD_INPUT, (void *)USER_IMAGE, 1), ERROR_ADDRESS);
}

/* Parent and child have the same bytes until one changes them, also through a call. */
static void try_fork(void)
{
	static char block[3 * PAGE];
	int file = kernel_open("text", OPEN_READ), status;
	memset(block, 'p', sizeof block);
	if (fork() == 0) {
		bool is_same = block[0] == 'p' && block[sizeof block - 1] == 'p';
		memset(block, 'c', PAGE + 1);
		exit(is_same && block[PAGE] == 'c' && block[PAGE + 1] == 'p' ? 7 : 8);
	}
	wait(&status);
	expect("the child", WEXITSTATUS(status), 7);
	expect("the parent's block", block[0] == 'p' && block[PAGE] == 'p', 1);
	if (fork() == 0)
		exit(kernel_read(file, block + PAGE - 1, 2) == 2 && block[PAGE] == 'b' ? 7 : 8);
	wait(&status);
	expect("the child's call", WEXITSTATUS(status), 7);
	expect("the parent's block", block[PAGE - 1] == 'p' && block[PAGE] == 'p', 1);
	expect("the shared offset", kernel_read(file, block, 1) == 1 && block[0] == 'c', 1);
	expect("close", kernel_close(file), 0);
}

enum { MANY = 60 };

/* Each page has the number that it is given, plus its own; from then on it is given another. */
static int renumber(volatile char *pages, int from, int to)
{
	int wrong = 0;
	for (int i = 0; i < MANY; i++) {
		wrong += pages[i * PAGE + 7] != (char)(from + i);
		pages[i * PAGE + 7] = (char)(to + i);
	}
	return wrong;
}

/* Three processes share more pages than a small machine has, so that some are in the swap space
 * when the others come to be, and each has its own in the end. */
static void try_many_shared(void)
{
	char *pages = mmap(NULL, MANY * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int status;
	renumber(pages, 0, 1);
	expect("pages that were written", renumber(pages, 1, 2), 0);
	for (int child = 0; child < 2; child++) {
		if (fork() == 0)
			exit(renumber(pages, 2, 10 + child) + renumber(pages, 10 + child, 20));
	}
	for (int child = 0; child < 2; child++) {
		wait(&status);
		expect("a child's pages", WEXITSTATUS(status), 0);
	}
	expect("the parent's pages", renumber(pages, 2, 3), 0);
	if (fork() == 0)
		exit(renumber(pages, 3, 4));
	wait(&status);
	expect("the last child's pages", WEXITSTATUS(status), 0);
	expect("the parent's pages", renumber(pages, 3, 4), 0);
	expect("munmap", munmap(pages, MANY * PAGE), 0);
}

static void try_mapping(void)
{
	int file = kernel_open("text", OPEN_READ);
	char *text = mmap(NULL, 100, PROT_READ, MAP_PRIVATE, file, 0);
	char *same = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
	char *zeros = mmap(NULL, 3 * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	expect("mmap", text != MAP_FAILED && same != MAP_FAILED && zeros != MAP_FAILED, 1);
	expect("close", kernel_close(file), 0);
	expect("the file's bytes", memcmp(text, "abcdef", 6), 0);
	same[0] = 'z';
	expect("a store is seen", same[0], 'z');
	expect("and in no other mapping", text[0], 'a');
	expect("zeros", zeros[0] | zeros[3 * PAGE - 1], 0);
	zeros[PAGE] = 'x';
	expect("part of a mapping", munmap(zeros, PAGE), -1);
	expect("a mapped file", kernel_remove("text"), ERROR_BUSY);
	expect("munmap", munmap(text, 100) | munmap(same, PAGE) | munmap(zeros, 3 * PAGE), 0);
	expect("what is unmapped", at((uint32_t)text, look), STATUS_KILLED);
	char *again = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	expect("what is mapped again", again[0], 0);
	expect("munmap", munmap(again, PAGE), 0);
	file = kernel_open("text", OPEN_APPEND);
	expect("an unmapped file", file >= 0, 1);
	expect("close", kernel_close(file), 0);
}

/* What is unmapped is all of one mapping, touched or not, and nothing of its neighbours. */
static void try_neighbours(void)
{
	enum { LARGE = 1024 * PAGE }; /* a table's pages, so that one is of it alone */
	char *pages[3];
	for (int i = 0; i < 3; i++) {
		pages[i] = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		expect("one below the other", i == 0 || pages[i] + PAGE == pages[i - 1], 1);
		pages[i][0] = (char)('a' + i);
		pages[i][PAGE - 1] = (char)('A' + i);
	}
	expect("munmap", munmap(pages[1], PAGE), 0);
	for (int i = 0; i < 3; i += 2)
		expect("a neighbour", pages[i][0] == 'a' + i && pages[i][PAGE - 1] == 'A' + i, 1);
	char *between = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	expect("the gap", between == pages[1] && between[0] == 0 && between[PAGE - 1] == 0, 1);
	char *large = mmap(NULL, LARGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	expect("what has no table", large != MAP_FAILED && munmap(large, LARGE) == 0, 1);
	for (int i = 0; i < 3; i++)
		expect("munmap", munmap(pages[i], PAGE), 0);
}

static void try_many_mappings(void)
{
	int mappings[32], count = 0;
	while ((mappings[count] = kernel_map(-1, 0, PAGE)) > 0)
		count++;
	expect("the last mapping", mappings[count], ERROR_MEMORY);
	expect("as many as the kernel has room for", count >= 16, 1);
	while (count-- > 0)
		expect("unmap", kernel_unmap((void *)mappings[count], PAGE), 0);
}

static int deep(volatile int *level)
{
	volatile char frame[1000];
	volatile int next = *level - 1;
	frame[0] = (char)next;
	return next == 0 ? frame[0] : deep(&next) + 1 + frame[0] - frame[0];
}

static void try_stack(void)
{
	volatile int level = 200;
	expect("a deep stack", deep(&level), 199);
}

int main(void)
{
	struct memory_information before, after;
	kernel_memory(&before);
	try_places();
	try_fork();
	try_many_shared();
	try_mapping();
	try_neighbours();
	try_many_mappings();
	kernel_memory(&after);
	try_stack();
	/* But for the pages of this program that have come since. */
	expect("lost pages", before.free + before.swap_free > after.free + after.swap_free + 60, 0);
	printf("paged: %d failures\n", failures);
	return failures != 0;
}
