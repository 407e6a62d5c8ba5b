/* C17 lets an implementation have no threads; it then has no such header. */
#error "there is one thread and no <threads.h>, as __STDC_NO_THREADS__ says"
