/* What compiled C++ calls by itself: new and delete, which take memory of malloc, and what stands
 * where no function can be called. Nothing can be thrown: where there is no memory, the program
 * ends, unless it asks with std::nothrow. */
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

#include "programs/lib/fatal.h"

/* A function by its name in C++. */
#define FUNCTION(type, name, symbol, ...)       \
	type name(__VA_ARGS__) __asm__(symbol); \
	type name(__VA_ARGS__)

static void *checked(void *memory)
{
	if (!memory)
		__fatal("new: there is no memory left");
	return memory;
}

/* An object of no size has a place of its own too, which malloc gives. */
#define NEW(name, letter)                                                                       \
	FUNCTION(void *, name, "_Zn" letter "j", size_t size)                                   \
	{                                                                                       \
		return checked(malloc(size));                                                   \
	}                                                                                       \
	FUNCTION(void *, name##_or_none, "_Zn" letter "jRKSt9nothrow_t", size_t size,           \
	         const void *nothrow)                                                           \
	{                                                                                       \
		(void)nothrow;                                                                  \
		return malloc(size);                                                            \
	}                                                                                       \
	FUNCTION(void *, name##_aligned, "_Zn" letter "jSt11align_val_t", size_t size,          \
	         size_t alignment)                                                              \
	{                                                                                       \
		return checked(memalign(alignment, size));                                      \
	}                                                                                       \
	FUNCTION(void *, name##_aligned_or_none, "_Zn" letter "jSt11align_val_tRKSt9nothrow_t", \
	         size_t size, size_t alignment, const void *nothrow)                            \
	{                                                                                       \
		(void)nothrow;                                                                  \
		return memalign(alignment, size);                                               \
	}

NEW(new_object, "w")
NEW(new_array, "a")

/* All that compilers say of the object beside its place is known to free. */
#define DELETE(name, letter)                                                                  \
	FUNCTION(void, name, "_Zd" letter "Pv", void *object)                                 \
	{                                                                                     \
		free(object);                                                                 \
	}                                                                                     \
	FUNCTION(void, name##_sized, "_Zd" letter "Pvj", void *object, size_t size)           \
	{                                                                                     \
		(void)size;                                                                   \
		free(object);                                                                 \
	}                                                                                     \
	FUNCTION(void, name##_aligned, "_Zd" letter "PvSt11align_val_t", void *object,        \
	         size_t alignment)                                                            \
	{                                                                                     \
		(void)alignment;                                                              \
		free(object);                                                                 \
	}                                                                                     \
	FUNCTION(void, name##_sized_aligned, "_Zd" letter "PvjSt11align_val_t", void *object, \
	         size_t size, size_t alignment)                                               \
	{                                                                                     \
		(void)size;                                                                   \
		(void)alignment;                                                              \
		free(object);                                                                 \
	}                                                                                     \
	FUNCTION(void, name##_or_none, "_Zd" letter "PvRKSt9nothrow_t", void *object,         \
	         const void *nothrow)                                                         \
	{                                                                                     \
		(void)nothrow;                                                                \
		free(object);                                                                 \
	}

DELETE(delete_object, "l")
DELETE(delete_array, "a")

/* std::nothrow, whose kind alone says something. */
extern const char nothrow __asm__("_ZSt7nothrow");
const char nothrow = 0;
