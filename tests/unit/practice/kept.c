/*
 * kept -- packs that the tests share.
 *
 * Nearly every test opens a house of its own with one of two packs, and
 * compiling those took two fifths of all tests' time.  The linker puts these
 * two functions in place of pack_load() and pack_free() (meson.build), so that
 * a bundle that was compiled once is compiled no more.  A pack is read only.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "practice/pack.h"

/* The linker's names for what is wrapped and for what wraps it. */
enum err __real_pack_load(struct arena *a, struct str bundle, struct pack **out,
    struct pack_mistakes *mistakes);
void     __real_pack_free(struct pack *p);
enum err __wrap_pack_load(struct arena *a, struct str bundle, struct pack **out,
    struct pack_mistakes *mistakes);
void     __wrap_pack_free(struct pack *p);

/* Wales, England, and what a test compares them with; others are compiled
 * each time. */
enum { KEPT = 8 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
    struct str   bundle;
    struct pack *pack;
} kept[KEPT];
static size_t kept_count;

static struct pack *
kept_find(struct str bundle)
{
    for (size_t i = 0; i < kept_count; i++)
        if (str_eq(kept[i].bundle, bundle))
            return kept[i].pack;
    return NULL;
}

static void
keep(struct str bundle, struct pack *p)
{
    char *copy;

    if (kept_count == KEPT || !(copy = malloc(bundle.n)))
        return;
    memcpy(copy, bundle.p, bundle.n);
    kept[kept_count].bundle = str_bytes(copy, bundle.n);
    kept[kept_count++].pack = p;
}

enum err
__wrap_pack_load(struct arena *a, struct str bundle, struct pack **out,
    struct pack_mistakes *mistakes)
{
    enum err e = OK;

    pthread_mutex_lock(&lock);
    *out = kept_find(bundle);
    if (*out)
        *mistakes = (struct pack_mistakes){0};
    else if (!(e = __real_pack_load(a, bundle, out, mistakes)))
        keep(bundle, *out);
    pthread_mutex_unlock(&lock);
    return e;
}

void
__wrap_pack_free(struct pack *p)
{
    bool is_kept = false;

    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < kept_count; i++)
        is_kept |= kept[i].pack == p;
    pthread_mutex_unlock(&lock);
    if (!is_kept)
        __real_pack_free(p);
}
