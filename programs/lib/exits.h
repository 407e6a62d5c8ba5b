/* What compiled C++ and picolibc's exit ask for, and no header declares. */
#ifndef PG32_LIB_EXITS_H
#define PG32_LIB_EXITS_H

/* Keeps a destructor for the program's end; module is nothing here. 0, or -1 without memory. */
int __cxa_atexit(void (*function)(void *object), void *object, void *module);

/* As much for what the one thread has of its own, which is destroyed first. */
int __cxa_thread_atexit(void (*function)(void *object), void *object, void *module);

/* Runs what was kept. */
void __call_exitprocs(int status, void *module);

#endif
