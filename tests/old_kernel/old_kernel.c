/* Runs a command as on Linux 4.14: what newer kernels have is refused to it and all that it starts.
 *
 *   old_kernel COMMAND [ARGUMENT...]
 *   old_kernel --probe      whether it is refused here: 0 or 1
 *
 * It needs no rights. Status 77: this host has no filters of system calls, or is no x86-64; 127: no
 * such command. */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SKIPPED = 77, NO_COMMAND = 127, NEWEST = 332 /* statx; io_pgetevents is of 4.18 */ };

/* A newer use of a system call that 4.14 has: the argument, masked, is in a range, and so is a
 * second one. What 4.14 refuses has its error; what it takes to mean something else ends the
 * process, so that nothing which works by luck goes unseen. */
enum { ENDS = 0 };
struct argument {
	unsigned index;
	uint32_t mask, least, most;
};
struct use {
	uint32_t call;
	struct argument first, second; /* a mask of 0: none */
	uint32_t error;
};

#define ANY UINT32_MAX
static const struct use uses[] = {
	{ SYS_mmap, { 3, 0xF, 3, 3 }, { 0 }, EINVAL },            /* MAP_SHARED_VALIDATE, 4.15 */
	{ SYS_mmap, { 3, 0x100000, 1, ANY }, { 0 }, ENDS },       /* MAP_FIXED_NOREPLACE, 4.17 */
	{ SYS_mremap, { 3, 0x4, 1, ANY }, { 0 }, EINVAL },        /* MREMAP_DONTUNMAP, 5.7 */
	{ SYS_madvise, { 2, ANY, 20, 99 }, { 0 }, EINVAL },       /* MADV_COLD, 5.4, and on */
	{ SYS_memfd_create, { 1, 0x18, 1, ANY }, { 0 }, EINVAL }, /* MFD_NOEXEC_SEAL, 6.3 */
	{ SYS_fcntl, { 1, ANY, 1033, 1033 }, { 2, 0x30, 1, ANY }, EINVAL }, /* newer seals */
	{ SYS_getrandom, { 2, ~3u, 1, ANY }, { 0 }, EINVAL },               /* GRND_INSECURE, 5.6 */
	{ SYS_futex, { 1, 0x7F, 13, 0x7F }, { 0 }, ENOSYS },      /* FUTEX_LOCK_PI2, 5.14 */
	{ SYS_clone, { 0, 0x1000, 1, ANY }, { 0 }, ENDS },        /* CLONE_PIDFD, 5.2 */
	{ SYS_waitid, { 0, ANY, 3, 3 }, { 0 }, EINVAL },          /* P_PIDFD, 5.4 */
	{ SYS_preadv2, { 5, ~0xFu, 1, ANY }, { 0 }, EOPNOTSUPP }, /* RWF_APPEND, 4.16, and on */
	{ SYS_pwritev2, { 5, ~0xFu, 1, ANY }, { 0 }, EOPNOTSUPP },
	{ SYS_setsockopt,
	  { 1, ANY, 1, 1 },
	  { 2, ANY, 61, ANY },
	  ENOPROTOOPT }, /* SO_TXTIME, 4.19 */
	{ SYS_getsockopt, { 1, ANY, 1, 1 }, { 2, ANY, 61, ANY }, ENOPROTOOPT },
	{ SYS_prctl, { 0, ANY, 48, PR_SET_PTRACER - 1 }, { 0 }, EINVAL }, /* 4.15 and on */
};

enum { MOST = 16 + 16 * sizeof uses / sizeof uses[0] };
struct program {
	struct sock_filter code[MOST];
	unsigned short length;
};

static void add(struct program *program, uint16_t code, uint32_t value, uint8_t yes, uint8_t no)
{
	program->code[program->length++] = (struct sock_filter){ code, yes, no, value };
}

static void load(struct program *program, size_t offset)
{
	add(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

/* Goes on where the argument is in its range, else skips so many more. Four instructions; the lower
 * half of an argument, which comes first, has all that is asked for. */
static void add_argument(struct program *program, const struct argument *argument, uint8_t skip)
{
	load(program, offsetof(struct seccomp_data, args) + 8 * argument->index);
	add(program, BPF_ALU | BPF_AND | BPF_K, argument->mask, 0, 0);
	add(program, BPF_JMP | BPF_JGE | BPF_K, argument->least, 0, (uint8_t)(skip + 1));
	add(program, BPF_JMP | BPF_JGT | BPF_K, argument->most, skip, 0);
}

static void refuse(struct program *program, uint32_t error)
{
	add(program, BPF_RET | BPF_K,
	    error == ENDS ? SECCOMP_RET_KILL_PROCESS : SECCOMP_RET_ERRNO | error, 0, 0);
}

static void add_use(struct program *program, const struct use *use)
{
	bool two = use->second.mask != 0;
	load(program, offsetof(struct seccomp_data, nr));
	add(program, BPF_JMP | BPF_JEQ | BPF_K, use->call, 0, two ? 9 : 5);
	add_argument(program, &use->first, two ? 5 : 1);
	if (two)
		add_argument(program, &use->second, 1);
	refuse(program, use->error);
}

static bool become_old(void)
{
	struct program program = { .length = 0 };
	load(&program, offsetof(struct seccomp_data, arch));
	add(&program, BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
	refuse(&program, ENOSYS);
	load(&program, offsetof(struct seccomp_data, nr));
	add(&program, BPF_JMP | BPF_JGT | BPF_K, NEWEST, 0, 1);
	refuse(&program, ENOSYS);
	for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
		add_use(&program, &uses[i]);
	add(&program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
	const struct sock_fprog filter = { program.length, program.code };
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/* Whether each kind is refused, and what 4.14 has is not. */
static bool is_old(void)
{
	errno = 0;
	bool old = syscall(NEWEST + 104, 3, 2, 0) < 0 && errno == ENOSYS; /* close_range */
	old = syscall(SYS_memfd_create, "probe", 0x8) < 0 && errno == EINVAL && old;
	old = mmap(NULL, 4096, PROT_READ, 3 | MAP_ANONYMOUS, -1, 0) == MAP_FAILED && old;
	int file = memfd_create("probe", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	old = fcntl(file, F_ADD_SEALS, 0x10) < 0 && errno == EINVAL && old;
	old = fcntl(file, F_ADD_SEALS, F_SEAL_GROW) == 0 && old;
	return old && mmap(NULL, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

int main(int count, char **arguments)
{
	if (count == 2 && strcmp(arguments[1], "--probe") == 0)
		return is_old() ? 0 : 1;
	if (count < 2 || !become_old())
		return SKIPPED;
	execvp(arguments[1], arguments + 1);
	perror(arguments[1]);
	return NO_COMMAND;
}
