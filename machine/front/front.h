/* What every tool does first and last. */
#ifndef PG32_MACHINE_FRONT_FRONT_H
#define PG32_MACHINE_FRONT_FRONT_H

/* To be called before anything else. Where a standard stream is closed, no file takes its place;
 * a file that grows over the limit of the system is an error and no signal. */
void front_open(void);

/* To be called last: the exit status, which is EXIT_OUTPUT with a line on standard error where
 * standard output lost something and the status would have been success. */
int front_close(const char *tool, int status);

#endif
