/* The hosted VMM's virtual machine and the session that it belongs to. */
#ifndef PG32_VMM_HOSTED_HOSTED_H
#define PG32_VMM_HOSTED_HOSTED_H

#include "machine/run/session.h"
#include "vmm/vmm.h"

struct hosted {
	struct vm vm; /* first, so that a vm leads to it */
	struct session *session;
	enum outcome outcome; /* how the guest ended; COMPLETED while it runs */
};

static inline struct hosted *hosted_of(struct vm *vm)
{
	return (struct hosted *)vm;
}

#endif
