/* What the host refuses of the protection by which written pages are found makes none go unseen. */
#include <criterion/criterion.h>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "isa/psw.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/written.h"

enum { PAGES = 16, SIZE = PAGES * PAGE_SIZE };

/* From now on such a protection is refused to so many bytes and fewer. */
static void refuse(uint32_t most, uint32_t protection)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 5),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[1])),
		BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, most, 3, 0),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, protection, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 12 /* ENOMEM */),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof filter / sizeof filter[0], filter };
	cr_assert_eq(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	cr_assert_eq(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
}

/* Every page is written, first on both sides, then on one. */
static void expect_seen(struct written *written, uint8_t *sides[2])
{
	uint32_t address;
	for (uint32_t page = 0; page < PAGES; page++) {
		uint32_t at = page * PAGE_SIZE + 4;
		sides[0][at] = sides[1][at] = 1;
		cr_expect(written_are_equal(written, &address));
		sides[page % 2][at] = 2;
		cr_assert_not(written_are_equal(written, &address), "page %u", page);
		cr_expect_eq(address, at);
		sides[!(page % 2)][at] = 2;
	}
}

Test(written, what_the_host_does_not_protect_is_compared)
{
	uint8_t *sides[2] = { map_zeroed(SIZE), map_zeroed(SIZE) };
	refuse(SIZE, PROT_READ);
	struct written *written = written_watch(sides[0], sides[1], SIZE);
	expect_seen(written, sides);
	written_release(written);
}

Test(written, what_the_host_does_not_give_back_alone_is_given_back_with_all)
{
	uint8_t *sides[2] = { map_zeroed(SIZE), map_zeroed(SIZE) };
	struct written *written = written_watch(sides[0], sides[1], SIZE);
	refuse(PAGE_SIZE, PROT_READ | PROT_WRITE);
	expect_seen(written, sides);
	written_release(written);
}

Test(written, what_the_host_does_not_give_back_at_all_ends_the_tool, .exit_code = 70)
{
	uint8_t *sides[2] = { map_zeroed(SIZE), map_zeroed(SIZE) };
	written_watch(sides[0], sides[1], SIZE);
	refuse(SIZE, PROT_READ | PROT_WRITE);
	sides[0][0] = 1;
}
