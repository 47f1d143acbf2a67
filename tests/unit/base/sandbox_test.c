/*
 * sandbox_test -- what is forbidden is refused, and what is needed is not.
 * Each part runs in a child, since a sandbox is never left.
 */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sandbox.h"

struct box {
    char dir[64], inside[96], outside[96];
};

/* What a child inside the box found: 0, or the line of what did not hold. */
typedef int box_run(const struct box *b, enum sandbox_hold hold);

static int
in_child(const struct box *b, box_run *run)
{
    int   status = 0;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0) {
        const struct sandbox_path paths[] = {
            {b->dir, SANDBOX_WRITE},
            {"/etc/hostname", SANDBOX_READ},
            {"/nowhere/at/all", SANDBOX_READ},
        };
        enum sandbox_hold hold;

        if (sandbox_enter(paths, 3, &hold))
            _exit(99);
        _exit(run(b, hold));
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static struct box
box_new(void)
{
    struct box b = {.dir = "/tmp/diogel-box-XXXXXX"};

    WANT(mkdtemp(b.dir));
    snprintf(b.inside, sizeof b.inside, "%s/in", b.dir);
    snprintf(b.outside, sizeof b.outside, "%s-out", b.dir);
    return b;
}

static void
box_free(const struct box *b)
{
    unlink(b->inside);
    unlink(b->outside);
    rmdir(b->dir);
}

/* Makes the file; 0 or why not. */
static int
make(const char *path)
{
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

    if (fd < 0)
        return errno;
    close(fd);
    return 0;
}

static int
keeps_to_its_paths(const struct box *b, enum sandbox_hold hold)
{
    if (make(b->inside))
        return 1;
    if (hold != SANDBOX_WHOLE)
        return 0;
    if (make(b->outside) != EACCES)
        return 2;
    if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES)
        return 3;
    if (open("/etc/hostname", O_RDONLY) < 0 && errno != ENOENT)
        return 4;
    return unlink(b->inside) ? 5 : 0;
}

static int
starts_nothing(const struct box *b, enum sandbox_hold hold)
{
    char *const words[] = {"true", NULL};

    (void)b, (void)hold;
    execv("/bin/true", words);
    return errno == EPERM ? 0 : 1;
}

static int
traces_and_mounts_nothing(const struct box *b, enum sandbox_hold hold)
{
    (void)hold;
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 || errno != EPERM)
        return 1;
    if (mount("none", b->dir, "tmpfs", 0, NULL) == 0 || errno != EPERM)
        return 2;
    if (chroot(b->dir) == 0 || errno != EPERM)
        return 3;
    return setuid(getuid()) == 0 || errno != EPERM ? 4 : 0;
}

TEST(sandbox_enter__leaves_only_the_paths_that_were_named)
{
    struct box b = box_new();

    WANT_INT(make(b.outside), 0); /* without a box it can be made */
    unlink(b.outside);
    WANT_INT(in_child(&b, keeps_to_its_paths), 0);
    box_free(&b);
}

TEST(sandbox_enter__lets_no_program_be_started)
{
    struct box b = box_new();

    WANT_INT(in_child(&b, starts_nothing), 0);
    box_free(&b);
}

TEST(sandbox_enter__forbids_calls_that_serving_does_not_need)
{
    struct box b = box_new();

    WANT_INT(in_child(&b, traces_and_mounts_nothing), 0);
    box_free(&b);
}
