/* The library's own complaint about a program that went wrong. */
#ifndef PG32_LIB_FATAL_H
#define PG32_LIB_FATAL_H

/* Prints the text and a newline, and halts with EXIT_ABORTED. */
_Noreturn void __fatal(const char *text);

#endif
