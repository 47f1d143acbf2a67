/*
 * Loading a pack: files, nodes, structs, checks; and what is found in it.
 *
 * The pack has an arena of its own and outlives the request that loaded it;
 * only mistakes are left to the caller.
 */
#include "practice/pack.h"

#include <assert.h>

#include "base/zone.h"
#include "practice/bundle.h"
#include "practice/load.h"
#include "practice/rules.h"

/* A pack of a thousand forms would fit; nothing real comes near it. */
#define PACK_LIMIT ((size_t)256 << 20)

static void
read_file(struct load *l, const struct bundle_file *f)
{
    struct pack_file *file = &l->files[l->file_count];
    struct fault      fault = {0};

    if (!pack_part_find(f->name)) {
        mistake_add(&l->mistakes, MISTAKE_FILE_NAME, f->name, 0,
            (const struct str[3]){{0}});
        return;
    }
    file->name = str_dup(l->arena, f->name);
    if (yaml_read(l->arena, f->name, f->text, &file->root, &fault)) {
        mistake_add(&l->mistakes, MISTAKE_YAML, f->name, fault.line,
            (const struct str[3]){fault.detail});
        l->unreadable = true;
    }
    l->file_count++;
}

static bool
read_files(struct load *l, struct arena *a, struct str bundle)
{
    struct bundle_file *files;
    size_t              count;
    struct str          why;

    if (bundle_split(a, bundle, &files, &count, &why)) {
        mistake_add(&l->mistakes, MISTAKE_BUNDLE, S("bundle"), 0,
            (const struct str[3]){why});
        return false;
    }
    l->pack->hash = hash_sha256(bundle_join(a, files, count));
    l->files = ARENA_ARRAY(l->arena, struct pack_file, count + 1);
    for (size_t i = 0; i < count; i++)
        read_file(l, &files[i]);
    return true;
}

static void
check_folder(struct load *l, struct str folder, struct str what)
{
    if (!load_count(l, folder))
        mistake_add(&l->mistakes, MISTAKE_NO_FORMS, folder, 0,
            (const struct str[3]){what});
}

static void
load_all(struct load *l)
{
    load_pack(l);
    load_terms(l);
    load_agencies(l);
    load_desks(l);
    load_roles(l);
    load_calendar(l);
    check_folder(l, S("forms/"), S("form"));
    load_forms(l);
    check_folder(l, S("pathways/"), S("pathway"));
    load_pathways(l);
    load_ties(l);
    load_shares(l);
    load_signals(l);
    load_measures(l);
    load_access(l);
    load_wording(l);
    load_thresholds(l);
    load_reach(l);
    name_check(l);
    state_check(l);
}

static void
check_all(struct load *l)
{
    check_calendar(l);
    check_forms(l);
    check_pathways(l);
    check_shares(l);
    check_signals(l);
    check_access(l);
}

enum err
pack_load(struct arena *a, struct str bundle, struct pack **out,
    struct pack_mistakes *mistakes)
{
    struct arena  *own = arena_new(PACK_LIMIT);
    struct loaded *loaded = ARENA_NEW(own, struct loaded);
    struct load    l = {
        .arena = own, .loaded = loaded, .pack = &loaded->pack};

    assert(a && out && mistakes);
    loaded->arena = own;
    l.mistakes.arena = a;
    /* With a file that is not YAML the rest would be told of things that
     * stand there all the same. */
    if (read_files(&l, a, bundle) && !l.unreadable) {
        load_all(&l);
        check_all(&l);
    }
    *mistakes = mistakes_end(&l.mistakes);
    if (mistakes->count) {
        pack_free(&loaded->pack);
        return ERR_INVALID;
    }
    *out = &loaded->pack;
    return OK;
}

void
pack_free(struct pack *p)
{
    struct loaded *loaded = (struct loaded *)p;

    if (!p)
        return;
    zone_free(loaded->zone);
    arena_free(loaded->arena);
}

/* --- what keeps it from a live service -------------------------------- */

enum err
pack_check_live(struct arena *a, const struct pack *p, struct date today,
    struct pack_mistakes *mistakes)
{
    const struct loaded     *loaded = (const struct loaded *)p;
    const struct term_limit *warn = pack_limit(p, S("calendar_warning"));
    struct mistakes          m = {.arena = a};
    struct date              until = today;

    assert(a && p && mistakes && date_is_known(today));
    for (const struct example *x = loaded->examples; x; x = x->next)
        mistake_add(&m, MISTAKE_EXAMPLE, x->file, x->line,
            (const struct str[3]){{0}});
    if (warn && warn->span.unit == SPAN_MONTHS)
        until = date_add_months(today, warn->span.n);
    if (date_cmp(calendar_ends(p->calendar), until) < 0)
        mistake_add(&m, MISTAKE_CALENDAR_OVER, S("calendar.yaml"), 0,
            (const struct str[3]){date_text(a, calendar_ends(p->calendar))});
    *mistakes = mistakes_end(&m);
    return m.count ? ERR_INVALID : OK;
}
