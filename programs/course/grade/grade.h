/* pg32-grade: what a submission is, what was seen of it, and what it is worth.
 *
 * A submission is only an image in a deterministic machine: it is judged by the machine's state,
 * which nothing that it prints can forge. */
#ifndef PG32_COURSE_GRADE_GRADE_H
#define PG32_COURSE_GRADE_GRADE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assembler/image/image.h"
#include "machine/boot/boot.h"

enum { LINE = 512, PATH = 4096 };

/* What the command line asks for. Strings are the caller's. */
struct request {
	const char *assignment; /* the assignment's folder */
	const char *name;       /* the assignment as it was named */
	const char *submission; /* the student's folder */
	const char *tools;      /* the folder of pg32-cc and the others */
	const char *keep;       /* leave each test's files here; NULL: nowhere */
	const char *only;       /* the one test to run; NULL: all */
	const char *memory;     /* what tools said is kept here; NULL: for this grading alone */
	const char *format;     /* a row of formats, report.h */
	const char *output;     /* the report's file; NULL: standard output */
	bool hidden;            /* the instructor's seed and points too */
	bool record; /* the submission is the solution: write its states as the reference */
};

/* The tests of an assignment: a JSON object as spec/course.md describes it. */
struct assignment {
	const char *folder;
	json_t *table;     /* assignment.json */
	json_t *reference; /* reference.json: what the solution's runs ended in, by test */
	json_t *hidden;    /* instructor/hidden.json, or NULL where it was not asked for */
	json_t *hidden_reference;
};

/* Reads and checks the assignment's files; false with one line in message (LINE bytes). */
bool assignment_open(struct assignment *assignment, const struct request *request, char *message);
void assignment_close(struct assignment *assignment);

/* A submission that was built, in a temporary folder of its own. */
struct submission {
	char folder[PATH];
	char log[PATH]; /* what the compilers said */
	bool is_faulty; /* that it was not built is not the submission's fault */
};

/* Takes the named source files of the submission into a copy of the starter's folder and of what is
 * given to all assignments, whose other files are the assignment's own, and has make build the
 * image there, confined: the compilers read no file outside of it and of the tools, and have so
 * much memory, time and output. False with the reason in message; the folder is to be removed in
 * both cases. */
bool submission_build(struct submission *submission, const struct assignment *assignment,
                      const struct request *request, char *message);
void submission_remove(struct submission *submission);

/* Whether the submission's folder was made, and its file system has room for another file: where it
 * has none, it is not the submission's fault that something failed. */
bool submission_has_room(const struct submission *submission);

/* One test as it is run: its row and its seed. */
struct test {
	const json_t *row;
	const json_t *reference; /* NULL where there is none yet */
	uint64_t seed;
	char name[LINE];
	bool hidden;
	double points;
};

enum { MODULES = 8 };

/* What a test hands to the machine, made from its row and its seed. */
struct material {
	struct file files[1 + MODULES]; /* the kernel's image first; owned */
	unsigned count;
	uint8_t *input;
	size_t input_size;
	uint8_t *disk;
	uint32_t sectors;
	uint32_t memory_size;
	uint64_t limit;
	uint32_t most_writes; /* stop the machine after so many of the disk; 0: never */
	bool follows;         /* the test asks for what is executed in user mode */
};

bool material_make(struct material *material, const struct assignment *assignment,
                   const struct submission *submission, const struct test *test, char *message);
void material_free(struct material *material);

/* Writes the material's files into a folder, for the command that reproduces a test. */
bool material_keep(const struct material *material, const char *folder, char *message);

struct observation;

/* The address of the instruction that last changed the word at a physical address; false where none
 * did. Runs the material again. */
bool last_writer(const struct material *material, uint32_t address, uint32_t *pc);

/* What a test came to. */
struct verdict {
	char name[LINE];
	const char *stage;
	double points, most;
	bool passed, hidden;
	uint64_t instructions; /* of the guest; 0 where it does not count */
	json_t *lines;         /* an array of strings: what was expected, seen, and how to see it */
};

/* Compares what was seen with the test's expectations. */
bool judge(const struct test *test, struct observation *seen, const struct material *material,
           json_t *lines);

/* Stops the machine after each of its disk writes in turn, and starts it again with the disk as it
 * was then and no orders: what is there must be what the orders done gave, with or without the one
 * that was under way. */
bool judge_stops(const struct test *test, struct material *material, json_t *lines);

/* The part that is the trail. */
#define TRAIL "in user mode"

/* The part of the state that a name of "same" stands for; NULL where there is no such thing. */
json_t *part_of(const char *what, const struct observation *seen, const struct material *material);

/* The state of a run in the form that reference.json keeps: what the row names under "same". */
json_t *recorded(const struct test *test, const struct observation *seen,
                 const struct material *material);

/* Runs a test whose row names a tool ("tool") in place of a run. */
bool judge_tool(const struct test *test, const struct assignment *assignment,
                const struct submission *submission, const struct request *request, json_t *lines);

/* The status of a program that could not be run, as a shell has it. */
enum { STATUS_NOT_RUN = 127 };

/* Runs a program without a shell: standard output and error go to the file; its exit status, 128
 * and more where a signal ended it. At most so many bytes of output. */
int run_program(char *const *arguments, const char *folder, const char *output, bool confined,
                const struct request *request);

/* The processor's time of one tool, in seconds, and the status of one that took more: 128 and
 * SIGXCPU. */
enum { TOOL_SECONDS = 60, STATUS_TOO_LONG = 128 + 24 };

/* As run_program, unconfined, for a command that names no file of the submission: where it was run
 * before with the same memory folder, what was said then is it. *output becomes the file. */
int run_once(char *const *arguments, const char *folder, const char *memory, char output[PATH],
             const struct request *request);

/* Compares a written answer, a line "KEY: TEXT" of the file answers.txt, with the digest of the
 * right one. */
bool judge_answer(const struct test *test, const struct submission *submission, json_t *lines);

/* Compares written answers, the numbers of a line "KEY: N N N ..." of answers.txt, with what is
 * measured of the image under itself ("measured"). */
bool judge_measured(const struct test *test, const struct assignment *assignment,
                    const struct submission *submission, json_t *lines);

/* The text behind "KEY:" in the submission's answers.txt, in small letters and without spaces at
 * its ends; false where there is no such line. */
bool read_answer(const struct submission *submission, const char *key, char text[LINE]);

/* The SHA-256 of bytes, as a string of hex digits. */
json_t *digest(const uint8_t *bytes, size_t size);

/* Adds the first lines of a file to lines, so that they are the same on every host: the
 * submission's folder is called ., and PG32's library pg32. */
void say_output(json_t *lines, const char *path, const char *folder, const struct request *request);

/* Adds one line to lines, in which text of the submission can be no control characters. */
void say(json_t *lines, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A word as a shell takes it, in quotes where it needs them; to has LINE bytes, and is returned. */
const char *as_word(char to[LINE], const char *text);

/* The lines that show a test's material again: with which files it was run. */
void say_again(json_t *lines, const struct test *test, const struct request *request);

/* Random numbers of a seed: splitmix64 (Steele, Lea, Flood 2014). */
uint64_t next_random(uint64_t *state);

/* Writes the report in the request's format. False where it could not be written. */
bool report(const struct request *request, const struct assignment *assignment,
            const struct verdict *verdicts, size_t count, char *message);
bool is_format(const char *name);

#endif
