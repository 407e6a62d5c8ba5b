/* Assertions. A failed one is reported with its place and halts with EXIT_ABORTED of pg32.h. */

#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) \
	((condition) ? (void)0 : __assert_failed(#condition, __FILE__, __LINE__, __func__))
#endif

#ifndef PG32_ASSERT_H
#define PG32_ASSERT_H

#define static_assert _Static_assert

_Noreturn void __assert_failed(const char *condition, const char *file, int line,
                               const char *function);

#endif
