/*
 * death -- did it end the process through BUG() or an assert?  It runs in a
 * child, whose words on standard error are thrown away.
 */
#ifndef TESTS_UNIT_BASE_DEATH_H
#define TESTS_UNIT_BASE_DEATH_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static inline bool
dies(void (*run)(void))
{
    int   status = 0;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr))
            run();
        _exit(0);
    }
    return child > 0 && waitpid(child, &status, 0) == child &&
        WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

#endif
