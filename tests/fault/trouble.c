/*
 * trouble -- loaded before a program, it lets calls for memory, of files and
 * of sockets fail, each place that calls once; and shifts the clock.
 *
 * A place is a whole stack of callers.  What shall go wrong is read from a
 * file that trouble.mjs writes and TROUBLE names, in which the places that
 * had their turn are kept, also for the next process.  Once something was
 * asked for, the next call from a place that is not among them fails.
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum what { NOTHING, MEMORY, FILES, LIES };
enum { DEEP = 64, OWN = 2, PLACES = 1 << 17 };

/* As trouble.mjs writes it; little ends first, as on this machine. */
struct order {
    _Atomic int32_t  what;
    _Atomic int32_t  lasting; /* 1: all calls fail, whatever their place */
    _Atomic int32_t  step;    /* of so many places one has its turn */
    _Atomic int32_t  seed;    /* which one */
    _Atomic int32_t  seen;    /* calls of that kind since */
    _Atomic int32_t  failed;  /* of these */
    _Atomic int64_t  shift;   /* seconds that the clock is ahead */
    _Atomic uint64_t places[PLACES]; /* that had their turn; 0: nobody */
};

static struct order  none;
static struct order *order = &none;

/* ---- where a call comes from ---- */

/* The same in every process, wherever its libraries were put. */
static uint64_t
place_of_call(void)
{
    void                 *stack[DEEP];
    struct dl_find_object found;
    uint64_t              hash = 14695981039346656037u;
    int                   n = backtrace(stack, DEEP);

    for (int i = OWN; i < n; i++) {
        uint64_t at = (uint64_t)(uintptr_t)stack[i];

        if (!_dl_find_object(stack[i], &found))
            at -= (uint64_t)(uintptr_t)found.dlfo_map_start;
        hash = (hash ^ at) * 1099511628211u;
        hash ^= hash >> 29;
    }
    return hash ? hash : 1;
}

/* Puts it among those that had their turn; false: it was there. */
static bool
place_is_new(uint64_t place)
{
    for (size_t i = 0; i < PLACES; i++) {
        _Atomic uint64_t *p = &order->places[(place + i) % PLACES];
        uint64_t          there = 0;

        if (atomic_compare_exchange_strong(p, &there, place))
            return true;
        if (there == place)
            return false;
    }
    return false;
}

/* One call fails, then no other until something is asked for again. */
static bool
has_its_turn(void)
{
    int32_t  nobody = 0;
    uint64_t place;

    if (atomic_load(&order->failed))
        return false;
    place = place_of_call();
    if ((place >> 8) % (uint64_t)order->step != (uint64_t)order->seed)
        return false;
    return place_is_new(place) &&
        atomic_compare_exchange_strong(&order->failed, &nobody, 1);
}

static bool
hits(enum what what)
{
    if (atomic_load(&order->what) != (int32_t)what)
        return false;
    atomic_fetch_add(&order->seen, 1);
    if (order->lasting)
        atomic_fetch_add(&order->failed, 1);
    return order->lasting || has_its_turn();
}

/* On standard error, where trouble.mjs finds it. */
static void
say_where(void)
{
    static const char words[] = "trouble: at\n";
    void             *stack[DEEP];

    syscall(SYS_write, STDERR_FILENO, words, sizeof words - 1);
    backtrace_symbols_fd(stack, backtrace(stack, DEEP), STDERR_FILENO);
}

static bool
fails(enum what what, int error)
{
    if (!hits(what))
        return false;
    if (!order->lasting)
        say_where();
    errno = error;
    return true;
}

/* ---- beginning, and a bad end ---- */

static void
on_bad_end(int signal)
{
    say_where();
    raise(signal); /* reset by SA_RESETHAND */
}

__attribute__((constructor)) static void
begin(void)
{
    const struct sigaction on_end = {.sa_handler = on_bad_end,
        .sa_flags = (int)SA_RESETHAND | SA_NODEFER};
    const char            *path = getenv("TROUBLE");
    int                    fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void                  *p, *stack[1];

    if (fd < 0)
        return;
    backtrace(stack, 1); /* it loads a library at its first call */
    sigaction(SIGSEGV, &on_end, NULL);
    p = mmap(NULL, sizeof *order, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (p != MAP_FAILED)
        order = p;
}

/* ---- memory: the C library's own functions stand behind these ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *
malloc(size_t size)
{
    return fails(MEMORY, ENOMEM) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
    return fails(MEMORY, ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
    return fails(MEMORY, ENOMEM) ? NULL : __libc_realloc(old, size);
}

/* wide: the call has six */
void *
mmap64(void *at, size_t size, int guard, int flags, int fd, off64_t from)
{
    bool bad = fd < 0 ? fails(MEMORY, ENOMEM) : fails(FILES, EIO);

    if (bad)
        return MAP_FAILED;
    /* NOLINTNEXTLINE: the kernel gives an address as a number */
    return (void *)syscall(SYS_mmap, at, size, guard, flags, fd, from);
}

/* ---- files ---- */

static bool
is_file(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

int
open64(const char *path, int flags, ...)
{
    va_list rest;
    mode_t  mode;

    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
    if (fails(FILES, EIO))
        return -1;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

/* A lock that is wanted; to let one go never fails. */
int
fcntl64(int fd, int command, ...)
{
    va_list rest;
    void   *what;
    bool    locks = command == F_SETLK || command == F_SETLKW;

    va_start(rest, command);
    what = va_arg(rest, void *);
    va_end(rest);
    if (locks && ((struct flock *)what)->l_type != F_UNLCK && fails(FILES, EIO))
        return -1;
    return (int)syscall(SYS_fcntl, fd, command, what);
}

ssize_t
pread64(int fd, void *to, size_t n, off64_t at)
{
    return fails(FILES, EIO) ? -1 : syscall(SYS_pread64, fd, to, n, at);
}

/* One that lies says that it has written. */
ssize_t
pwrite64(int fd, const void *from, size_t n, off64_t at)
{
    if (fails(FILES, EIO))
        return -1;
    if (hits(LIES))
        return (ssize_t)n;
    return syscall(SYS_pwrite64, fd, from, n, at);
}

ssize_t
read(int fd, void *to, size_t n)
{
    if (is_file(fd) && fails(FILES, EIO))
        return -1;
    return syscall(SYS_read, fd, to, n);
}

ssize_t
write(int fd, const void *from, size_t n)
{
    if (is_file(fd) && fails(FILES, EIO))
        return -1;
    return syscall(SYS_write, fd, from, n);
}

int
ftruncate64(int fd, off64_t size)
{
    return fails(FILES, EIO) ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}

int
fsync(int fd)
{
    return fails(FILES, EIO) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
    return fails(FILES, EIO) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

/* ---- sockets: of callers, and of the database's server ---- */

ssize_t
recv(int fd, void *to, size_t n, int flags)
{
    if (fails(FILES, ECONNRESET))
        return -1;
    return syscall(SYS_recvfrom, fd, to, n, flags, NULL, NULL);
}

ssize_t
send(int fd, const void *from, size_t n, int flags)
{
    if (fails(FILES, ECONNRESET))
        return -1;
    return syscall(SYS_sendto, fd, from, n, flags, NULL, 0);
}

ssize_t
sendmsg(int fd, const struct msghdr *message, int flags)
{
    if (fails(FILES, ECONNRESET))
        return -1;
    return syscall(SYS_sendmsg, fd, message, flags);
}

/* ---- the clock on the wall ---- */

int
clock_gettime(clockid_t which, struct timespec *t)
{
    int rc = (int)syscall(SYS_clock_gettime, which, t);

    if (!rc && which == CLOCK_REALTIME)
        t->tv_sec += atomic_load(&order->shift);
    return rc;
}
