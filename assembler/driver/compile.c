/* GCC compiles and preprocesses, GNU's assembler makes objects of what GCC writes, pg32-as of what
 * is assembly text. */
#include "assembler/driver/compile.h"

#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assembler/driver/installation.h"
#include "assembler/driver/messages.h"
#include "assembler/driver/nested.h"
#include "assembler/driver/rule.h"
#include "assembler/driver/process.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/front/memory.h"

/* PG32 runs RV32EM's unprivileged instructions. Data may lie anywhere, which GCC makes use of
 * only when tuned for a processor that is fast at it; and address 0 is memory like any other. */
static const char *const machine_options[] = {
	"-march=rv32em",
	"-mabi=ilp32e",
	"-mcmodel=medlow",
	"-mno-strict-align",
	"-mtune=thead-c906",
	/* Before registers are given out, GCC moves apart what waits for one another. There is no
	 * pipeline here that would wait, and what then has no register is spilled. */
	"-fno-schedule-insns",
	"-msmall-data-limit=0",
	/* Address 0 is memory like any other. */
	"--param=min-pagesize=0",
	"-fno-delete-null-pointer-checks",
	"-fno-pic",
	"-ftls-model=local-exec",
	"-fno-asynchronous-unwind-tables",
	"-fno-unwind-tables",
};

void add_machine_options(struct arguments *command)
{
	for (size_t i = 0; i < sizeof machine_options / sizeof machine_options[0]; i++)
		add_argument(command, machine_options[i]);
}

static bool has_ending(const char *path, const char *ending)
{
	size_t length = strlen(path), size = strlen(ending);
	return length > size && strcmp(path + length - size, ending) == 0;
}

enum kind kind_of(const struct input *input)
{
	static const struct {
		const char *language, *ending;
		enum kind kind;
	} kinds[] = {
		{ "c", ".c", KIND_C },
		{ "cpp-output", ".i", KIND_C },
		{ "assembler", ".s", KIND_ASSEMBLY },
		{ "assembler-with-cpp", ".S", KIND_PREPROCESSED_ASSEMBLY },
		{ "assembler-with-cpp", ".sx", KIND_PREPROCESSED_ASSEMBLY },
		{ "c-header", ".h", KIND_C },
		{ "c++", ".cc", KIND_C_PLUS_PLUS },
		{ "c++", ".cpp", KIND_C_PLUS_PLUS },
		{ "c++", ".cxx", KIND_C_PLUS_PLUS },
		{ "c++", ".c++", KIND_C_PLUS_PLUS },
		{ "c++", ".C", KIND_C_PLUS_PLUS },
		{ "c++-header", ".hpp", KIND_C_PLUS_PLUS },
		{ "c++-cpp-output", ".ii", KIND_C_PLUS_PLUS },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (input->language != NULL ? strcmp(input->language, kinds[i].language) == 0
		                            : has_ending(input->text, kinds[i].ending))
			return kinds[i].kind;
	return input->language != NULL ? KIND_REFUSED : KIND_LINKED;
}

bool check_input(const struct input *input)
{
	if (strcmp(input->text, "-") == 0 && input->language == NULL)
		front_say("pg32-cc", EXIT_FAILURE, "%s: standard input has no ending; say -x c",
		          input->text);
	else if (kind_of(input) == KIND_REFUSED)
		front_say("pg32-cc", EXIT_FAILURE, "%s: the language %s is not possible",
		          input->text, input->language);
	else if (strcmp(input->text, "-") != 0 && access(input->text, R_OK) != 0)
		front_say("pg32-cc", EXIT_FAILURE, "cannot read '%s': %s", input->text,
		          strerror(errno));
	else if (is_named_pipe(input->text))
		front_say("pg32-cc", EXIT_FAILURE,
		          "cannot read '%s': a named pipe, and GCC reads a source more than once",
		          input->text);
	else
		return true;
	return false;
}

/* There is no library of C++'s: nothing that unwinds or that knows the types of objects. */
static void add_plus_plus_options(struct arguments *command)
{
	add_argument(command, "-fno-exceptions");
	add_argument(command, "-fno-rtti");
	add_argument(command, "-fno-threadsafe-statics");
}

/* The headers of PG32 and those of picolibc. An image does not depend on where the tools are. */
static void add_headers(struct arguments *command)
{
	char *headers = beside_executable("../lib/pg32/include");
	if (headers != NULL) {
		add_argument(command, "-isystem");
		add_argument(command, headers);
		/* GCC names headers by their real path. */
		char *real = realpath(headers, NULL);
		add_argument(command,
		             joined(joined("-ffile-prefix-map=", real == NULL ? headers : real),
		                    "=pg32"));
		free(real);
	}
	add_argument(command, "-isystem");
	add_argument(command, PICOLIBC "/include");
	/* GCC says the first two of other machines; C11 wants the third where there is no
	 * threads.h. */
	add_argument(command, "-D__ILP32__=1");
	add_argument(command, "-D_ILP32=1");
	add_argument(command, "-D__STDC_NO_THREADS__=1");
	add_argument(command, "-ffile-prefix-map=" PICOLIBC "=picolibc");
}

/* The path without the ending of its last part. */
static const char *without_ending(const char *path)
{
	char *stem = strcpy(allocate(strlen(path) + 1), path);
	char *slash = strrchr(stem, '/'), *dot = strrchr(slash == NULL ? stem : slash, '.');
	if (dot != NULL)
		*dot = 0;
	return stem;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash == NULL ? path : slash + 1;
}

/* Without -MF, what a program depends on is in PROGRAM.d, of several sources in PROGRAM-SOURCE.d.
 */
static const char *dependencies_name(const struct driver *driver, const struct input *input)
{
	const char *stem = without_ending(last_part(input->text));
	if (driver->file_count == 1)
		return joined(output_of(driver), ".d");
	return joined(joined(joined(output_of(driver), "-"), stem), ".d");
}

/* GCC writes to a file without a name: what depends on its sources is the output, and the rule goes
 * to the file, unless the options for GCC say else. */
static void add_rule(struct arguments *command, const struct driver *driver, const char *file,
                     const char *output)
{
	bool has_target = false;
	for (size_t i = 0; i < driver->compiler.count; i++)
		has_target |= strncmp(driver->compiler.items[i], "-MT", 3) == 0 ||
		              strncmp(driver->compiler.items[i], "-MQ", 3) == 0;
	if (driver->dependencies == NULL) {
		add_argument(command, "-MF");
		add_argument(command, file);
	}
	if (!has_target) {
		add_argument(command, "-MT");
		add_argument(command, output);
	}
}

static void add_dependencies(struct arguments *command, const struct driver *driver,
                             const struct input *input)
{
	if (driver->wants_dependencies && driver->stage == STAGE_PROGRAM)
		add_rule(command, driver, dependencies_name(driver, input), output_of(driver));
}

/* What GCC writes beside a program (-fdump-, -fstack-usage) is PROGRAM-SOURCE with an ending. */
static void add_side_names(struct arguments *command, const struct driver *driver,
                           const struct input *input)
{
	const char *source = last_part(input->text);
	add_argument(command, "-dumpdir");
	add_argument(command, joined(output_of(driver), "-"));
	add_argument(command, "-dumpbase");
	add_argument(command, source);
	add_argument(command, "-dumpbase-ext");
	add_argument(command, source + strlen(without_ending(source)));
}

/* What an earlier run with -c leaves, which no source reads. */
static bool is_object(const char *path)
{
	Elf32_Ehdr header;
	FILE *file = fopen(path, "rb");
	bool is_object = file != NULL && fread(&header, sizeof header, 1, file) == 1 &&
	                 memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 && header.e_type == ET_REL &&
	                 header.e_machine == EM_RISCV;
	if (file != NULL)
		fclose(file);
	return is_object;
}

/* PG32's own instructions, for asm in C, as macros of GNU's assembler, which reads this file first.
 */
static void add_macros(struct arguments *command)
{
	char *macros = beside_executable("../lib/pg32/include/gnu.inc");
	if (macros != NULL)
		add_argument(command, joined("-Wa,", macros));
	free(macros);
}

static void add_stage(struct arguments *command, enum stage stage)
{
	static const char *const options[] = { [STAGE_PROGRAM] = "-c",
		                               [STAGE_OBJECT] = "-c",
		                               [STAGE_ASSEMBLY] = "-S",
		                               [STAGE_PREPROCESSED] = "-E",
		                               [STAGE_CHECKED] = "-fsyntax-only" };
	add_argument(command, options[stage]);
}

/* Whether the program is there already: an output that must not be read. */
static bool has_program(const struct driver *driver, enum stage stage)
{
	return driver->stage == STAGE_PROGRAM && stage == STAGE_PROGRAM &&
	       is_same_file(output_of(driver), output_of(driver));
}

/* GNU's assembler is to say what .incbin reads, where the program is there already. NULL: it need
 * not, or an object that is compiled again at the link would ask for the same. */
static const char *ask_assembler(struct arguments *command, const struct driver *driver,
                                 enum stage stage)
{
	int rule = -1;
	if (has_program(driver, stage) && !driver->optimises_at_link)
		rule = nameless_file();
	if (rule < 0)
		return NULL;
	add_argument(command, joined("-Wa,--MD,", nameless_path(rule)));
	return nameless_path(rule);
}

/* For pointers to nested functions GCC has programs write RISC-V instructions, which the library's
 * handler carries out in a program whose objects ask for it: where the compiler can be run again
 * for that, and its assembler's text is not for others. */
static bool can_mark_nested(const struct driver *driver, const struct input *input,
                            enum stage stage)
{
	return driver->library == LIBRARY_ALL &&
	       (stage == STAGE_OBJECT || stage == STAGE_PROGRAM) && strcmp(input->text, "-") != 0;
}

static struct arguments compiler_command(const struct driver *driver, const struct input *input,
                                         enum stage stage, const char *output)
{
	struct arguments command = { 0 };
	add_argument(&command, compiler);
	add_machine_options(&command);
	if (driver->library == LIBRARY_HELPERS)
		add_argument(&command, "-ffreestanding");
	if (kind_of(input) == KIND_C_PLUS_PLUS)
		add_plus_plus_options(&command);
	/* Line numbers cost nothing at run time, and traces and errors are better for them. */
	if (!driver->has_debug_option && stage != STAGE_PREPROCESSED && stage != STAGE_CHECKED)
		add_argument(&command, "-g1");
	add_headers(&command);
	add_arguments(&command, &driver->compiler);
	/* Archives of such objects need no plugin, and all warnings come here. */
	if (driver->optimises_at_link)
		add_argument(&command, "-ffat-lto-objects");
	add_argument(&command, "-Wtrampolines");
	add_argument(&command, can_mark_nested(driver, input, stage) ? "-Wno-error=trampolines"
	                                                             : "-Werror=trampolines");
	add_dependencies(&command, driver, input);
	if (stage == STAGE_PROGRAM)
		add_side_names(&command, driver, input);
	add_stage(&command, stage);
	if (stage == STAGE_OBJECT || stage == STAGE_PROGRAM)
		add_macros(&command);
	if (stage != STAGE_CHECKED) {
		add_argument(&command, "-o");
		add_argument(&command, output);
	}
	if (input->language != NULL || kind_of(input) == KIND_PREPROCESSED_ASSEMBLY) {
		add_argument(&command, "-x");
		add_argument(&command,
		             input->language != NULL ? input->language : "assembler-with-cpp");
	}
	add_argument(&command, input->text);
	return command;
}

/* Runs the compiler again, so that the object asks for the handler of pointers to nested functions.
 */
static bool compile_with_nested(const struct driver *driver, struct arguments *command,
                                int descriptor, int errors)
{
	char *mark = beside_executable("../lib/pg32/include/nested.inc");
	if (mark == NULL || ftruncate(errors, 0) != 0 || lseek(errors, 0, SEEK_SET) != 0)
		return false;
	add_argument(command, joined("-Wa,", mark));
	add_argument(command, "-Wno-trampolines");
	free(mark);
	return run(driver, command, descriptor, errors) == 0;
}

/* The options for GCC but those that have it write what it reads: its answer comes here. */
static void add_reading_options(struct arguments *command, const struct driver *driver)
{
	const struct arguments *options = &driver->compiler;
	for (size_t i = 0; i < options->count; i++) {
		if (strcmp(options->items[i], "-MF") == 0)
			i++;
		else if (strncmp(options->items[i], "-M", 2) != 0 &&
		         !(strncmp(options->items[i], "-Wp,", 4) == 0 &&
		           strstr(options->items[i], ",-M") != NULL))
			add_argument(command, options->items[i]);
	}
}

/* A first try into a file without a name says what .incbin reads. What is wrong in the source is
 * told by the real run. */
static void check_in_a_try(const struct driver *driver, const struct input *input,
                           const char *output)
{
	int object = nameless_file(), rule = nameless_file(), errors = nameless_file();
	if (object < 0 || rule < 0 || errors < 0)
		return;
	struct driver quiet = *driver;
	quiet.compiler = (struct arguments){ 0 };
	add_reading_options(&quiet.compiler, driver);
	struct arguments command =
	        compiler_command(&quiet, input, STAGE_OBJECT, nameless_path(object));
	add_argument(&command, joined("-Wa,--MD,", nameless_path(rule)));
	bool is_read =
	        run(driver, &command, -1, errors) == 0 && is_listed(nameless_path(rule), output);
	free(command.items);
	free(quiet.compiler.items);
	close(object);
	close(rule);
	close(errors);
	if (is_read)
		refuse_output(output);
}

static bool run_compiler(const struct driver *driver, const struct input *input, enum stage stage,
                         const char *output, int descriptor)
{
	/* GNU's assembler writes its output in place: what is no object is not one that it has
	 * made. */
	if (stage == STAGE_OBJECT && is_same_file(output, output) && !is_object(output))
		check_in_a_try(driver, input, output);
	if (has_program(driver, stage) && driver->optimises_at_link)
		check_in_a_try(driver, input, output_of(driver));
	struct arguments command = compiler_command(driver, input, stage, output);
	const char *read = ask_assembler(&command, driver, stage);
	bool can_mark = can_mark_nested(driver, input, stage);
	int errors = nameless_file();
	int status = errors >= 0 ? run(driver, &command, descriptor, errors) : -1;
	bool is_good = status == 0;
	/* What silences warnings silences also that GCC writes RISC-V code into a stack. */
	bool is_silent = is_good && driver->silences_warnings &&
	                 (stage == STAGE_OBJECT || stage == STAGE_PROGRAM) &&
	                 has_nested_functions(output);
	if (is_silent && !can_mark)
		is_good = compiles_without_trampolines(driver, &command, true);
	else if (is_good && can_mark &&
	         (is_silent ? !compiles_without_trampolines(driver, &command, false)
	                    : tells_of_trampolines(errors)))
		is_good = compile_with_nested(driver, &command, descriptor, errors);
	FILE *stream = errors >= 0 ? fdopen(errors, "r") : NULL;
	if (stream != NULL) {
		rewind(stream);
		/* They were kept in a file, which had to have room, too. */
		if (!show_compiler_messages(stream, input->text) && status == EXIT_FAILURE)
			front_say(
			        "pg32-cc", EXIT_FAILURE,
			        "%s: the compiler failed without a word: is there room for files?",
			        input->text);
		fclose(stream);
	}
	free(command.items);
	if (is_good && read != NULL)
		check_rule(driver, read);
	return is_good;
}

static bool assemble(const struct driver *driver, const char *source, const char *output)
{
	struct arguments command = { 0 };
	char *assembler = beside_executable("pg32-as");
	add_argument(&command, assembler == NULL ? "pg32-as" : assembler);
	add_argument(&command, "-c");
	if (driver->has_debug_information || !driver->has_debug_option)
		add_argument(&command, "-g");
	add_argument(&command, "-o");
	add_argument(&command, output);
	if (driver->stage == STAGE_PROGRAM && is_same_file(output_of(driver), output_of(driver))) {
		add_argument(&command, "--spare");
		add_argument(&command, output_of(driver));
	}
	add_arguments(&command, &driver->assembler);
	add_argument(&command, source);
	bool is_good = run(driver, &command, -1, -1) == 0;
	free(command.items);
	free(assembler);
	return is_good;
}

bool is_read_by(const struct driver *driver, const struct input *input, const char *path)
{
	enum kind kind = kind_of(input);
	if (!is_same_file(path, path) || kind == KIND_ASSEMBLY || kind == KIND_LINKED ||
	    strcmp(input->text, "-") == 0)
		return false;
	struct arguments command = { 0 };
	int list = nameless_file(), errors = nameless_file();
	add_argument(&command, compiler);
	add_machine_options(&command);
	add_headers(&command);
	add_reading_options(&command, driver);
	add_argument(&command, "-M");
	if (input->language != NULL || kind == KIND_PREPROCESSED_ASSEMBLY) {
		add_argument(&command, "-x");
		add_argument(&command,
		             input->language != NULL ? input->language : "assembler-with-cpp");
	}
	add_argument(&command, input->text);
	bool is_read = list >= 0 && errors >= 0 && run(driver, &command, list, errors) == 0 &&
	               is_listed(nameless_path(list), path);
	free(command.items);
	return is_read;
}

/* GNU's tools remove an output that they cannot write or finish: a link or a device stays where it
 * is. */
static bool compile_in_place(const struct driver *driver, const struct input *input,
                             enum stage stage, const char *output)
{
	int file = nameless_file();
	if (file < 0)
		return false;
	if (stage == STAGE_OBJECT && is_same_file(output, output) && !is_object(output))
		check_in_a_try(driver, input, output);
	struct driver nameless = *driver;
	nameless.compiler = (struct arguments){ 0 };
	add_arguments(&nameless.compiler, &driver->compiler);
	if (driver->wants_dependencies)
		add_rule(&nameless.compiler, driver, joined(without_ending(output), ".d"), output);
	size_t size;
	const char *path = nameless_path(file);
	bool is_good = run_compiler(&nameless, input, stage, path, -1);
	uint8_t *data = is_good ? read_nameless(path, &size) : NULL;
	is_good = data != NULL && write_output(output, data, size, false);
	free(data);
	free(nameless.compiler.items);
	close(file);
	return is_good;
}

/* To standard output, also what was made before an error. */
static bool compile_to_output(const struct driver *driver, const struct input *input,
                              enum stage stage)
{
	int file = nameless_file();
	if (file < 0)
		return false;
	size_t size;
	bool is_good = run_compiler(driver, input, stage, "-", file);
	uint8_t *data = read_nameless(nameless_path(file), &size);
	is_good = is_good && data != NULL;
	if (data != NULL)
		fwrite(data, 1, size, stdout);
	free(data);
	close(file);
	return is_good;
}

bool compile(const struct driver *driver, const struct input *input, enum stage stage,
             const char *output)
{
	enum kind kind = kind_of(input);
	bool is_text = stage == STAGE_ASSEMBLY || stage == STAGE_PREPROCESSED;
	if (is_text && kind != KIND_ASSEMBLY && strcmp(output, "-") == 0)
		return compile_to_output(driver, input,
		                         kind == KIND_PREPROCESSED_ASSEMBLY ? STAGE_PREPROCESSED
		                                                            : stage);
	bool is_compiled = kind == KIND_C || kind == KIND_C_PLUS_PLUS;
	if (is_compiled && stage != STAGE_PROGRAM && stage != STAGE_CHECKED &&
	    strcmp(output, "/dev/null") != 0 && is_written_in_place(output))
		return compile_in_place(driver, input, stage, output);
	if (is_compiled)
		return run_compiler(driver, input, stage, output, -1);
	if (kind == KIND_ASSEMBLY && (stage == STAGE_ASSEMBLY || stage == STAGE_PREPROCESSED)) {
		front_say("pg32-cc", EXIT_FAILURE, "%s is assembly text already", input->text);
		return false;
	}
	if (kind == KIND_ASSEMBLY)
		return assemble(driver, input->text, stage == STAGE_CHECKED ? "/dev/null" : output);
	if (stage != STAGE_OBJECT && stage != STAGE_PROGRAM)
		return run_compiler(driver, input, STAGE_PREPROCESSED, output, -1);
	int text = nameless_file();
	return text >= 0 && run_compiler(driver, input, STAGE_PREPROCESSED, "-", text) &&
	       assemble(driver, nameless_path(text), output);
}
