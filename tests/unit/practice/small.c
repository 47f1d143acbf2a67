#include "practice/small.h"

#include <stdio.h>

#include "practice/bundle.h"

struct str
small_bundle(struct arena *a, const char *folder)
{
    struct str   path = str_join(a,
          (const struct str[]){S(TEST_SOURCE_ROOT), str_of(folder)}, 2, S("/"));
    struct fault fault = {0};
    struct str   bundle = {0};

    WANT_OK(pack_read(a, str_c(a, path), &bundle, &fault));
    return bundle;
}

struct small
small_open_at(const char *folder)
{
    struct small         s = {.a = arena_new(0)};
    struct pack_mistakes m = {0};
    enum err e = pack_load(s.a, small_bundle(s.a, folder), &s.pack, &m);

    if (m.count)
        print_error("# %.*s:%d: %.*s\n", STR_ARG(m.all[0].file), m.all[0].line,
            STR_ARG(m.all[0].what));
    WANT_OK(e);
    return s;
}

struct small
small_open(void)
{
    return small_open_at("tests/packs/small");
}

void
small_close(struct small *s)
{
    pack_free(s->pack);
    arena_free(s->a);
}

struct str
small_edited(struct arena *a, struct str bundle, struct str file,
    struct str old, struct str new)
{
    struct bundle_file *files = NULL;
    size_t              count = 0;
    struct str          why;

    WANT_OK(bundle_split(a, bundle, &files, &count, &why));
    for (size_t i = 0; i < count; i++) {
        ptrdiff_t at = str_find(files[i].text, old);

        if (!str_eq(files[i].name, file))
            continue;
        WANT(at >= 0);
        files[i].text = str_join(a,
            (const struct str[]){str_sub(files[i].text, 0, (size_t)at), new,
                str_from(files[i].text, (size_t)at + old.n)},
            3, S(""));
        return bundle_join(a, files, count);
    }
    WANT_SAME(S("no such file"), file);
    return bundle;
}

struct str
small_file(struct arena *a, const char *path)
{
    struct str whole = str_join(a,
        (const struct str[]){S(TEST_SOURCE_ROOT), str_of(path)}, 2, S("/"));
    FILE      *f = fopen(str_c(a, whole), "rb");
    size_t     room = (size_t)1 << 20;
    char      *p = arena_get(a, room);
    size_t     n;

    WANT(f != NULL);
    n = fread(p, 1, room, f);
    fclose(f);
    return str_bytes(p, n);
}

struct answers
small_answers(const struct small *s, struct str form, struct str json)
{
    struct answers     out = {0};
    struct fault       fault = {0};
    const struct form *f = pack_form(s->pack, form);

    WANT(f != NULL);
    WANT_OK(answers_read(s->a, f, json, &out, &fault));
    return out;
}

struct answer_fault
small_only_fault(const struct small *s, struct str form, struct str json,
    size_t children)
{
    struct answers       in = small_answers(s, form, json);
    struct answers_about about = {.children = children};
    struct answer_fault *faults = NULL;
    size_t               count = 0;
    enum err             e;

    e = answers_check(s->a, &in, &about, date_of(2027, 3, 2), &faults, &count);
    for (size_t i = 1; i < count; i++)
        print_error("# also: %.*s %.*s\n", STR_ARG(faults[i].field->id),
            STR_ARG(lang_text(LANG_EN, faults[i].msg)));
    WANT_INT(e, count ? ERR_INVALID : OK);
    WANT(count <= 1);
    return count ? faults[0] : (struct answer_fault){.msg = MSG_NONE};
}
