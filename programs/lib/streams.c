/* The three streams. */
#include <stdio.h>

struct __stream __stdin = { .is_input = 1, .pushed_back = EOF };
struct __stream __stdout = { .pushed_back = EOF };
struct __stream __stderr = { .pushed_back = EOF };
