/*
 * calibrate DIR -- what this machine is worth at this moment, so that
 * figures of two days can be compared: how long its disk takes to keep a
 * page, and how fast one core hashes.  One line of JSON.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"

enum { SYNCS = 400, PAGE = 4096, PIECE = 1 << 20, PIECES = 64 };

static int
by_size(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;

    return *a < *b ? -1 : *a > *b;
}

static void
give_up(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static void
syncs(const char *dir, int64_t us[SYNCS])
{
    static const char page[PAGE];
    char              path[PAGE];
    int               fd;

    snprintf(path, sizeof path, "%s/sync", dir);
    if ((fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
        give_up(path);
    for (int i = 0; i < SYNCS; i++) {
        int64_t begun = clock_monotonic();

        if (pwrite(fd, page, PAGE, (off_t)i * PAGE) != PAGE || fdatasync(fd))
            give_up("fdatasync");
        us[i] = clock_monotonic() - begun;
    }
    close(fd);
    unlink(path);
    qsort(us, SYNCS, sizeof *us, by_size);
}

/* Millions of bytes a second. */
static double
hashing(void)
{
    char   *piece = calloc(1, PIECE);
    int64_t begun = clock_monotonic();

    if (!piece)
        give_up("memory");
    for (int i = 0; i < PIECES; i++)
        piece[0] = (char)hash_sha256(str_bytes(piece, PIECE)).b[0];
    begun = clock_monotonic() - begun;
    free(piece);
    return (double)PIECE * PIECES / (double)begun;
}

int
main(int argc, char **argv)
{
    int64_t us[SYNCS];

    if (argc != 2)
        give_up("calibrate DIR");
    syncs(argv[1], us);
    printf("{\"fsync_p50\":%lld,\"fsync_p99\":%lld,\"sha256\":%.0f}\n",
        (long long)us[SYNCS / 2], (long long)us[SYNCS * 99 / 100], hashing());
    return EXIT_SUCCESS;
}
