/*
 * Landlock is spoken by its three system calls: Debian 12's library knows
 * none.  Calls are refused by a list of what is never needed rather than let
 * through by a list of what is: libraries change what they call, and what
 * matters is that nothing is started, traced, mounted or loaded.
 */
#include "base/sandbox.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- paths ---- */

#define READING                                                               \
    (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITING                                                               \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |         \
        LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |         \
        LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK)
/* What is forbidden wherever it is not given: never given are running a
 * program and making devices, pipes and links. */
#define HANDLED                                                               \
    (READING | WRITING | LANDLOCK_ACCESS_FS_EXECUTE |                         \
        LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK |        \
        LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM)
/* All that may be said of a file that is no folder. */
#define OF_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)

static enum err
add_path(int rules, const struct sandbox_path *p)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = p->use == SANDBOX_WRITE ? READING | WRITING : READING,
        .parent_fd = open(p->path, O_PATH | O_CLOEXEC),
    };
    struct stat st;
    enum err    e = OK;

    if (rule.parent_fd < 0)
        return errno == ENOENT ? OK : ERR_FILE;
    if (fstat(rule.parent_fd, &st)) {
        e = ERR_FILE;
    } else {
        if (!S_ISDIR(st.st_mode))
            rule.allowed_access &= OF_FILES;
        if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
                &rule, 0))
            e = ERR_FILE;
    }
    close(rule.parent_fd);
    return e;
}

static enum err
hold_paths(const struct sandbox_path *paths, size_t n, enum sandbox_hold *hold)
{
    struct landlock_ruleset_attr attr = {.handled_access_fs = HANDLED};
    int                          rules =
        (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    enum err e = OK;

    *hold = SANDBOX_WHOLE;
    if (rules < 0) {
        *hold = SANDBOX_CALLS;
        return errno == ENOSYS || errno == EOPNOTSUPP ? OK : ERR_FILE;
    }
    for (size_t i = 0; !e && i < n; i++)
        e = add_path(rules, &paths[i]);
    if (!e && syscall(SYS_landlock_restrict_self, rules, 0))
        e = ERR_FILE;
    close(rules);
    return e;
}

/* ---- calls ---- */

static const int forbidden[] = {
    SCMP_SYS(execve), SCMP_SYS(execveat),
    SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
    SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen),
    SCMP_SYS(unshare), SCMP_SYS(setns),
    SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(reboot),
    SCMP_SYS(swapon), SCMP_SYS(swapoff),
    SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(keyctl),
    SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setresuid),
    SCMP_SYS(setresgid), SCMP_SYS(setgroups), SCMP_SYS(capset),
    SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(chown), SCMP_SYS(fchownat),
    SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(sethostname),
};

static enum err
hold_calls(void)
{
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
    enum err        e = ctx ? OK : ERR_FILE;

    for (size_t i = 0; !e && i < sizeof forbidden / sizeof *forbidden; i++)
        if (seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), forbidden[i], 0))
            e = ERR_FILE;
    if (!e && seccomp_load(ctx))
        e = ERR_FILE;
    if (ctx)
        seccomp_release(ctx);
    return e;
}

enum err
sandbox_enter(const struct sandbox_path *paths, size_t n,
    enum sandbox_hold *hold)
{
    enum err e;

    assert(hold);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
        return ERR_FILE;
    if ((e = hold_paths(paths, n, hold)))
        return e;
    return hold_calls();
}
