/* Compares what was seen with what a test expects: numbers that it names, the solution's state, and
 * bounds. Each failure says what was expected, what was seen, and where. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

#include "isa/names.h"
#include "isa/ports.h"
#include "programs/course/grade/observation.h"

/* The texts of causes in the order of their numbers; unused numbers have none. */
static const char *const causes[CAUSES] = {
#define CAUSE(NAME, number, text, value, hint) [CAUSE_##NAME] = text,
#include "isa/causes.def"
};

static const char *stop_of(const struct observation *seen)
{
	switch (seen->outcome) {
	case OUTCOME_HALTED:
		return "halt";
	case OUTCOME_IDLE:
		return "idle";
	case OUTCOME_MALFORMED:
		return "malformed PSW";
	case OUTCOME_DOUBLE_TRAP:
		return "double trap";
	case OUTCOME_COMPLETED:
		return seen->too_much_output ? "too much output" : "limit";
	case OUTCOME_TRAPPED:
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
		break;
	}
	return "fault";
}

/* Console output as a line of text: other bytes than printable ones and line ends as \xHH. */
static char *text_of(const uint8_t *bytes, size_t size)
{
	char *text = malloc(4 * size + 1);
	size_t length = 0;
	for (size_t i = 0; text != NULL && i < size; i++) {
		if (bytes[i] == '\n' || (bytes[i] >= ' ' && bytes[i] < 0x7F && bytes[i] != '\\'))
			text[length++] = (char)bytes[i];
		else
			length += (size_t)sprintf(text + length, "\\x%02X", bytes[i]);
	}
	if (text != NULL)
		text[length] = 0;
	return text;
}

json_t *digest(const uint8_t *bytes, size_t size)
{
	struct sha256_ctx context;
	uint8_t hash[SHA256_DIGEST_SIZE];
	char text[2 * SHA256_DIGEST_SIZE + 1];
	sha256_init(&context);
	sha256_update(&context, size, bytes);
	sha256_digest(&context, sizeof hash, hash);
	for (size_t i = 0; i < sizeof hash; i++)
		sprintf(text + 2 * i, "%02x", hash[i]);
	return json_string(text);
}

/* "words SYMBOL COUNT": the words of the machine's memory at a symbol of the image. */
static bool parse_words(const char *what, char *symbol, uint32_t *count)
{
	*count = 1;
	return sscanf(what, "words %127s %" SCNu32, symbol, count) >= 1;
}

static struct image *open_image(const struct material *material)
{
	char message[LINE];
	return image_from_bytes("the image", material->files[0].bytes, material->files[0].size,
	                        message, sizeof message);
}

static json_t *words_of(const struct observation *seen, const struct material *material,
                        const char *symbol, uint32_t count)
{
	uint32_t address, size = seen->machine.memory.size;
	struct image *image = open_image(material);
	json_t *words = NULL;
	if (image != NULL && image_symbol_address(image, symbol, &address) && address < size &&
	    count <= (size - address) / 4) {
		words = json_array();
		for (uint32_t i = 0; i < count; i++)
			json_array_append_new(words,
			                      json_integer(read_word(seen->machine.memory.bytes +
			                                             address + 4 * i)));
	}
	if (image != NULL)
		image_close(image);
	return words;
}

/* The trail as a number and a text, for JSON's integers have a sign. */
static json_t *trail_of(const struct observation *seen)
{
	char sum[17];
	snprintf(sum, sizeof sum, "%016" PRIx64, seen->trail.sum);
	return json_pack("[I, s]", (json_int_t)seen->trail.count, sum);
}

json_t *part_of(const char *what, const struct observation *seen, const struct material *material)
{
	char symbol[128];
	uint32_t count;
	if (strcmp(what, "stop") == 0)
		return json_string(stop_of(seen));
	if (strcmp(what, "status") == 0)
		return json_integer(seen->status);
	if (strcmp(what, "instructions") == 0)
		return json_integer((json_int_t)seen->machine.devices.clock);
	if (strcmp(what, "executed") == 0)
		return json_integer(
		        (json_int_t)(seen->machine.devices.clock - seen->machine.devices.waited));
	if (strcmp(what, "disk") == 0)
		return digest(seen->host.disk, (size_t)seen->host.sectors * SECTOR_SIZE);
	if (strcmp(what, "console") == 0) {
		char *text = text_of(seen->host.output, seen->host.output_size);
		json_t *part = json_string(text);
		free(text);
		return part;
	}
	if (strcmp(what, TRAIL) == 0)
		return trail_of(seen);
	for (enum cause cause = CAUSE_NONE; cause < CAUSES; cause++)
		if (causes[cause] != NULL && strcmp(what, causes[cause]) == 0)
			return json_integer((json_int_t)seen->traps[cause]);
	for (unsigned i = 0; i < REGISTERS; i++)
		if (strcmp(what, register_name(i)) == 0)
			return json_integer(seen->machine.cpu.registers[i]);
	return parse_words(what, symbol, &count) ? words_of(seen, material, symbol, count) : NULL;
}

/* Where an address of the kernel is in its source. */
static void say_place(json_t *lines, const char *before, const struct material *material,
                      uint32_t address)
{
	struct image *image = open_image(material);
	const char *symbol, *file;
	uint32_t offset;
	unsigned line;
	if (image == NULL)
		return;
	symbol = image_symbol_at(image, address, &offset);
	if (image_line_at(image, address, &file, &line))
		say(lines, "  %s 0x%08" PRIx32 " <%s+0x%" PRIx32 "> %s:%u", before, address,
		    symbol != NULL ? symbol : "?", symbol != NULL ? offset : 0, file, line);
	else
		say(lines, "  %s 0x%08" PRIx32, before, address);
	image_close(image);
}

static void say_stop(json_t *lines, const struct observation *seen, const struct material *material)
{
	const struct psw *psw = &seen->machine.cpu.psw;
	say(lines, "  it stopped by: %s, after %" PRIu64 " instructions", stop_of(seen),
	    seen->machine.devices.clock);
	if (seen->outcome == OUTCOME_DOUBLE_TRAP || seen->outcome == OUTCOME_MALFORMED)
		say(lines, "  the last trap: %s, value 0x%" PRIx32,
		    seen->trap.cause != CAUSE_NONE ? causes[seen->trap.cause] : "none",
		    seen->trap.value);
	say_place(lines, "at", material, psw->base + psw->pc);
}

/* A value as text of at most SHOWN bytes. */
enum { SHOWN = 256 };

static const char *show(const json_t *value, char text[SHOWN])
{
	size_t size = value != NULL
	                      ? json_dumpb(value, text, SHOWN - 1, JSON_ENCODE_ANY | JSON_COMPACT)
	                      : 0;
	if (size >= SHOWN) {
		size = SHOWN - 1;
		memcpy(text + size - 3, "...", 3);
	}
	text[size] = 0;
	return size == 0 ? "nothing" : text;
}

/* The first word that differs, and who wrote it. */
static void say_word(json_t *lines, const char *symbol, const json_t *expected, const json_t *seen,
                     const struct material *material)
{
	struct image *image = open_image(material);
	uint32_t address, pc;
	size_t i = 0;
	while (i < json_array_size(expected) &&
	       json_equal(json_array_get(expected, i), json_array_get(seen, i)))
		i++;
	say(lines, "  %s[%zu]: expected 0x%08" PRIx32 ", seen 0x%08" PRIx32, symbol, i,
	    (uint32_t)json_integer_value(json_array_get(expected, i)),
	    (uint32_t)json_integer_value(json_array_get(seen, i)));
	if (image != NULL && image_symbol_address(image, symbol, &address)) {
		if (last_writer(material, address + 4 * (uint32_t)i, &pc))
			say_place(lines, "last changed at", material, pc);
		else
			say(lines, "  nothing ever changed it");
	}
	if (image != NULL)
		image_close(image);
}

static void say_trail(json_t *lines, const json_t *expected, const json_t *seen)
{
	json_int_t most = json_integer_value(json_array_get(expected, 0));
	json_int_t count = json_integer_value(json_array_get(seen, 0));
	say(lines,
	    "  in user mode: expected the programs' %" JSON_INTEGER_FORMAT
	    " instructions, seen %" JSON_INTEGER_FORMAT "%s",
	    most, count, count == most ? " others" : "");
}

static bool is_same(const char *what, const json_t *expected, const struct observation *seen,
                    const struct material *material, json_t *lines)
{
	json_t *part = part_of(what, seen, material);
	bool same = part != NULL && json_equal(part, expected);
	char symbol[128];
	uint32_t count;
	if (part == NULL && parse_words(what, symbol, &count)) {
		say(lines, "  the image has no symbol %s with %" PRIu32 " words behind it", symbol,
		    count);
	} else if (!same && parse_words(what, symbol, &count)) {
		say_word(lines, symbol, expected, part, material);
	} else if (!same && strcmp(what, TRAIL) == 0) {
		say_trail(lines, expected, part);
	} else if (!same) {
		char wanted[SHOWN], got[SHOWN];
		say(lines, "  %s: expected %s, seen %s", what, show(expected, wanted),
		    show(part, got));
	}
	json_decref(part);
	return same;
}

/* "expect": a number, text or array that must be so, or {"least": N, "most": N}. */
static bool is_expected(const char *what, const json_t *expected, const struct observation *seen,
                        const struct material *material, json_t *lines)
{
	if (!json_is_object(expected))
		return is_same(what, expected, seen, material, lines);
	json_t *part = part_of(what, seen, material);
	bool is_one = json_array_size(part) == 1 || strcmp(what, TRAIL) == 0;
	json_int_t value = json_integer_value(is_one ? json_array_get(part, 0) : part);
	const json_t *least = json_object_get(expected, "least");
	const json_t *most = json_object_get(expected, "most");
	bool holds = part != NULL && (least == NULL || value >= json_integer_value(least)) &&
	             (most == NULL || value <= json_integer_value(most));
	if (!holds) {
		char range[SHOWN];
		say(lines, "  %s: expected %s, seen %" JSON_INTEGER_FORMAT, what,
		    show(expected, range), value);
	}
	json_decref(part);
	return holds;
}

/* "fair": counters of equal size, to so many percent of their mean, and none of them zero. */
static bool is_fair(const json_t *fair, const struct observation *seen,
                    const struct material *material, json_t *lines)
{
	json_int_t percent = json_integer_value(json_object_get(fair, "percent")), sum = 0;
	const json_t *symbols = json_object_get(fair, "symbols"), *symbol;
	size_t i, count = json_array_size(symbols);
	json_int_t values[16];
	bool holds = count != 0 && count <= 16;
	if (!holds)
		return false;
	json_array_foreach(symbols, i, symbol)
	{
		json_t *words = words_of(seen, material, json_string_value(symbol), 1);
		values[i] = json_integer_value(json_array_get(words, 0));
		sum += values[i];
		json_decref(words);
	}
	for (i = 0; i < count; i++) {
		json_int_t off = values[i] * (json_int_t)count - sum;
		if (values[i] != 0 && (off < 0 ? -off : off) * 100 <= percent * sum)
			continue;
		holds = false;
		say(lines,
		    "  %s is %" JSON_INTEGER_FORMAT ", which is not within %" JSON_INTEGER_FORMAT
		    "%% of the mean %" JSON_INTEGER_FORMAT,
		    json_string_value(json_array_get(symbols, i)), values[i], percent,
		    sum / (json_int_t)count);
	}
	return holds;
}

/* "budget": so many times the solution's instructions. */
static bool is_in_budget(const struct test *test, const struct observation *seen, json_t *lines)
{
	double factor = json_number_value(json_object_get(test->row, "budget"));
	double most = factor * json_number_value(json_object_get(test->reference, "executed"));
	uint64_t executed = seen->machine.devices.clock - seen->machine.devices.waited;
	if (factor == 0 || (double)executed <= most)
		return true;
	say(lines, "  instructions: at most %.0f, seen %" PRIu64, most, executed);
	return false;
}

bool judge(const struct test *test, struct observation *seen, const struct material *material,
           json_t *lines)
{
	const json_t *expect = json_object_get(test->row, "expect"), *value;
	const json_t *fair = json_object_get(test->row, "fair");
	const char *what;
	bool holds = true;
	size_t i;
	if (seen->error != BOOT_OK) {
		say(lines, "  it does not boot: %s", boot_error_text(seen->error));
		return false;
	}
	json_object_foreach((json_t *)(uintptr_t)expect, what, value) holds =
	        is_expected(what, value, seen, material, lines) && holds;
	json_array_foreach(json_object_get(test->row, "same"), i, value)
	{
		what = json_string_value(value);
		holds = is_same(what, json_object_get(test->reference, what), seen, material,
		                lines) &&
		        holds;
	}
	holds = (fair == NULL || is_fair(fair, seen, material, lines)) && holds;
	holds = is_in_budget(test, seen, lines) && holds;
	if (!holds)
		say_stop(lines, seen, material);
	return holds;
}

json_t *recorded(const struct test *test, const struct observation *seen,
                 const struct material *material)
{
	json_t *state = json_object();
	json_object_set_new(state, "executed", part_of("executed", seen, material));
	const json_t *what;
	size_t i;
	json_array_foreach(json_object_get(test->row, "same"), i, what)
	{
		json_t *part = part_of(json_string_value(what), seen, material);
		json_object_set_new(state, json_string_value(what), part);
	}
	return state;
}
