/*
 * sandbox -- from here on this process, and every thread it starts, can do
 * little: of the file system only what is named, of the kernel nothing that
 * serving pages does not need (seccomp and Landlock; stack.md).
 *
 * It is entered once, before the first thread, and never left.  What is
 * forbidden fails with EPERM (a call) or EACCES (a path); a program that it
 * would start does not start.  A kernel without Landlock keeps the calls
 * only, and says so.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "base/err.h"

enum sandbox_use { SANDBOX_READ, SANDBOX_WRITE };
/* A folder or a file, and all that is below; one that is not there is left
 * out. */
struct sandbox_path {
    const char      *path;
    enum sandbox_use use;
};
enum sandbox_hold {
    SANDBOX_WHOLE, /* calls and paths                  */
    SANDBOX_CALLS  /* the kernel has no Landlock       */
};

/* ERR_FILE: it cannot be entered, and nothing is promised. */
enum err MUST_CHECK sandbox_enter(const struct sandbox_path *paths, size_t n,
    enum sandbox_hold *hold);

#endif
