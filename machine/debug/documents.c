/* What gdb reads in parts: what the target is, its threads, and the file that runs. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/debug/gdb.h"
#include "machine/debug/target.h"

/* A part of a document: OFFSET,SIZE */
static void send_part(struct packets *packets, const char *text, const char *whole)
{
	uint64_t offset, size, length = strlen(whole);
	if (!take_range(&text, &offset, &size)) {
		reply_text(packets, "E01");
		return;
	}
	if (offset > length)
		offset = length;
	if (size > PACKET_SIZE / 2)
		size = PACKET_SIZE / 2;
	if (size > length - offset)
		size = length - offset;
	reply_text(packets, offset + size < length ? "m" : "l");
	for (uint64_t i = 0; i < size; i++)
		reply_byte(packets, (uint8_t)whole[offset + i]);
}

static void send_threads(struct debugger *debugger, const char *text)
{
	char document[4096], *at = document, *end = document + sizeof document;
	struct view view;
	unsigned shown = debugger->search.level;
	at += snprintf(at, (size_t)(end - at), "<?xml version=\"1.0\"?><threads>");
	/* What is shown is the first, so that it has gdb's number 1. */
	for (unsigned i = 0; i < VIEWS && end - at > 256; i++) {
		unsigned level = i == 0 ? shown : i <= shown ? i - 1 : i;
		if (!level_look(debugger->session, level, &view))
			continue;
		at += snprintf(at, (size_t)(end - at),
		               "<thread id=\"%x\" name=\"level %u\">%s</thread>", level + 1, level,
		               (view.psw.status & STATUS_USER) != 0 ? "user mode"
		                                                    : "supervisor mode");
	}
	if (debug_has_user(debugger))
		at += snprintf(at, (size_t)(end - at),
		               "<thread id=\"%x\" name=\"user program\">as it trapped</thread>",
		               THREAD_USER);
	snprintf(at, (size_t)(end - at), "</threads>");
	send_part(&debugger->packets, text, document);
}

static void send_exec_file(struct debugger *debugger, const char *text)
{
	char path[PATH_MAX];
	const char *file = session_file(debugger->session, debugger->search.level);
	text = strchr(text, ':');
	if (text != NULL && file != NULL && debugger->session->saved != NULL) {
		snprintf(path, sizeof path, "/%s", file + (*file == '/'));
		send_part(&debugger->packets, text + 1, path);
	} else if (text == NULL || file == NULL || realpath(file, path) == NULL) {
		reply_text(&debugger->packets, "E01");
	} else {
		send_part(&debugger->packets, text + 1, path);
	}
}

void debug_send_document(struct debugger *debugger, const char *text)
{
	static const char features[] = "features:read:target.xml:", threads[] = "threads:read::",
	                  exec_file[] = "exec-file:read:";
	if (strncmp(text, features, sizeof features - 1) == 0)
		send_part(&debugger->packets, text + sizeof features - 1, debug_target);
	else if (strncmp(text, threads, sizeof threads - 1) == 0)
		send_threads(debugger, text + sizeof threads - 1);
	else if (strncmp(text, exec_file, sizeof exec_file - 1) == 0)
		send_exec_file(debugger, text + sizeof exec_file - 1);
}
