/*
 * planted_address -- reads behind the end of what it was given.  It ends
 * well unless the address sanitizer is at work.
 */
#include <stdlib.h>
#include <string.h>

int
main(int argc, char **argv)
{
    volatile char *p = malloc((size_t)argc);
    int            last;

    (void)argv;
    if (!p)
        return 0;
    p[0] = 'x';
    last = p[argc];
    free((void *)p);
    return last < 0 ? 0 : last - last;
}
