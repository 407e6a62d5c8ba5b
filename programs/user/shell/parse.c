/* How the shell reads a line. */
#include <string.h>
#include "programs/user/shell/parse.h"

static bool is_space(char character)
{
	return character == ' ' || character == '\t';
}

static bool ends_word(char character)
{
	return character == '\0' || is_space(character) || strchr(";&<>", character) != NULL;
}

static void skip_space(const char **place)
{
	while (is_space(**place))
		++*place;
	if (**place == '#')
		*place += strlen(*place);
}

/* Copies a word to *buffer and moves both. Returns it, or NULL where a quote does not end. */
static char *parse_word(const char **place, char **buffer)
{
	char *word = *buffer, quote = '\0';
	for (;; ++*place) {
		char character = **place;
		if (quote == '\0' ? ends_word(character) : character == '\0')
			break;
		if (quote == '\0' && (character == '\'' || character == '"'))
			quote = character;
		else if (character == quote)
			quote = '\0';
		else
			*(*buffer)++ = character;
	}
	*(*buffer)++ = '\0';
	return quote == '\0' ? word : NULL;
}

/* Parses "< name", "> name" or ">> name". */
static const char *parse_redirection(const char **place, struct command *command, char **buffer)
{
	bool is_input = *(*place)++ == '<';
	bool appends = !is_input && **place == '>';
	*place += appends;
	skip_space(place);
	if (ends_word(**place))
		return "a file's name is missing";
	const char *name = parse_word(place, buffer);
	if (name == NULL)
		return "a quote does not end";
	*(is_input ? &command->input : &command->output) = name;
	command->appends = appends;
	return NULL;
}

static const char *parse_argument(const char **place, struct command *command, char **buffer)
{
	if (command->count == WORDS)
		return "too many words";
	char *word = parse_word(place, buffer);
	if (word == NULL)
		return "a quote does not end";
	command->words[command->count++] = word;
	return NULL;
}

static const char *parse_part(const char **place, struct command *command, char **buffer)
{
	if (**place == '<' || **place == '>')
		return parse_redirection(place, command, buffer);
	return parse_argument(place, command, buffer);
}

const char *parse_command(const char **place, struct command *command, char *buffer)
{
	const char *error = NULL;
	memset(command, 0, sizeof *command);
	skip_space(place);
	while (error == NULL && **place != '\0' && **place != ';' && **place != '&') {
		error = parse_part(place, command, &buffer);
		skip_space(place);
	}
	if (error != NULL)
		return error;
	bool has_file = command->input != NULL || command->output != NULL;
	if (command->count == 0 && (has_file || **place == '&'))
		return "a command is missing";
	command->in_background = **place == '&';
	*place += **place != '\0';
	return NULL;
}
