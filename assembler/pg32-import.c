/* pg32-import: a finished RISC-V executable of another tool chain becomes one of PG32. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/convert/convert.h"
#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/front/profile.h"

enum { EXIT_FAILED = 1 };

enum { OPTION_ISA = OPTION_FIRST };

static const struct option_row options[] = {
	{ 'o', NULL, "FILE", "the executable (a.out)" },
	{ OPTION_ISA, "isa", "PROFILE", "the machine it is for (pg32); --isa help lists them" },
	{ 0 },
};

static const struct option_row *const groups[] = { options, NULL };

static const struct front front = {
	.tool = "pg32-import",
	.summary = "makes a PG32 executable of a RISC-V one",
	.usage = "[OPTION...] FILE",
	.text = "Makes a PG32 executable of a linked RISC-V one, word for word: addresses, symbols "
	        "and "
	        "debug sections stay. It must be made for RV32EM: -march=rv32em -mabi=ilp32e "
	        "-static.",
	.groups = groups,
	.exits = "0 success\n"
	         "1 a file that cannot be converted\n"
	         "64 wrong usage\n"
	         "74 output that cannot be written",
};

struct request {
	struct conversion conversion;
	const char *output;
};

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	struct request *request = context;
	if (code == 'o') {
		request->output = value;
		return true;
	}
	request->conversion.names_profile = true;
	return read_profile(value, &request->conversion.profile, failure);
}

static bool complain(const char *what, const char *path, const char *why)
{
	front_say("pg32-import", EXIT_FAILURE, "%s '%s': %s", what, path, why);
	return false;
}

static bool import(const struct conversion *conversion, const char *output)
{
	size_t size;
	uint8_t *bytes = read_whole(conversion->name, INT32_MAX, &size);
	if (bytes == NULL)
		return complain("cannot read", conversion->name, reading_problem(errno));
	int error = 0;
	bool is_good = !is_same_file(conversion->name, output) ||
	               complain("cannot write", output, "it is the file that is read");
	is_good = is_good && convert(conversion, bytes, size);
	if (is_good)
		error = write_whole(output, bytes, size, true);
	free(bytes);
	return is_good && (error == 0 || complain("cannot write", output, writing_problem(error)));
}

int main(int count, char **arguments)
{
	struct request request = { { .tool = front.tool, .messages = stderr }, "a.out" };
	struct failure failure;
	int first, status = 0;
	front_open();
	if (front_read(&front, count, arguments, &first, take, &request, &failure)) {
		request.conversion.name = arguments[first];
		if (count - first != 1)
			fail(&failure, EXIT_USAGE, "%s; see pg32-import --help",
			     count == first ? "no input file" : "more than one file");
		else if (!import(&request.conversion, request.output))
			status = EXIT_FAILED;
	}
	return front_end(&front, &failure, status);
}
