/* rm: removes files. */
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

int main(int count, char **arguments)
{
	int status = 0;
	for (int i = 1; i < count; i++) {
		int error = kernel_remove(arguments[i]);
		if (error < 0)
			status = complain("rm", arguments[i], error);
	}
	return status;
}
