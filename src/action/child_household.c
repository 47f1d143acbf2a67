/*
 * Who lives together now, by the names in an answer that was just opened:
 * it lies sealed, for it tells where the child is, so the line is drawn for
 * whoever opened it and on that page alone (S10).
 *
 * All or nothing.  Everybody named must stand on the page by that whole name,
 * and be nobody whose own home the reader may not see; else no line is drawn
 * and nothing says which of these it was (S11).  A sentence ("not with Dai")
 * is no list of names, and draws nothing either.
 */
#include "action/child_inside.h"
#include "action/concern_form.h"
#include "base/text.h"

/* ---- one name ---- */

/* Somebody of the child's people, or the child: by the whole name. */
static enum err
may_see_home(struct child_build *b, struct id person, bool *yes)
{
    struct question q = {.verb = MAY_OPEN,
        .of = S("location"),
        .person = person,
        .purpose = b->page->purpose};
    struct grant    g;
    enum err        e = OK;

    if (!id_is_none(person))
        e = policy_ask(b->w, &b->cx->reader, &q, &g);
    *yes = !e;
    return e && !err_is_refusal(e) && e != ERR_ABSENT ? e : OK;
}

/* Two persons of one name are nobody, for it may be either. */
static enum err
mark(struct child_build *b, struct str name, bool *found)
{
    struct child_page *p = b->page;
    struct arena      *a = b->cx->arena;
    struct id          who = {0};
    enum err           e;

    *found = str_eq(name, text_fold(a, p->name));
    for (size_t i = 0; i < p->relative_count; i++) {
        struct child_relative *r = &p->relatives[i];

        if (!str_eq(name, text_fold(a, r->name)))
            continue;
        if (!id_is_none(who) && !id_is_none(r->person) &&
            !id_eq(who, r->person)) {
            *found = false;
            return OK;
        }
        if (!id_is_none(r->person))
            who = r->person;
        if ((e = may_see_home(b, r->person, found)) || !*found)
            return e;
        r->lives_here = true;
    }
    return OK;
}

/* ---- a list of them ---- */

static bool
is_and(struct str word)
{
    return str_eq(word, S("a")) || str_eq(word, S("ac")) ||
        str_eq(word, S("and"));
}

/* "mam a dai", folded: each of them; a name is tried whole before. */
static enum err
mark_each(struct child_build *b, struct str some, bool *all)
{
    struct str word, rest = some, name = {0};
    enum err   e = mark(b, some, all);

    if (e || *all)
        return e;
    *all = true;
    while (*all && rest.n) {
        if (!str_split(&rest, ' ', &word))
            break;
        if (!is_and(word))
            name = name.n
                ? str_join(b->cx->arena, (struct str[]){name, word}, 2, S(" "))
                : word;
        if (is_and(word) || !rest.n) {
            if ((e = mark(b, name, all)))
                return e;
            name = (struct str){0};
        }
    }
    return OK;
}

static bool
parts_names(char c)
{
    return c == ',' || c == ';' || c == '\n' || c == '&';
}

static enum err
mark_all(struct child_build *b, struct str said, bool *all)
{
    size_t from = 0;

    *all = true;
    for (size_t i = 0; *all && i <= said.n; i++) {
        struct str one;
        enum err   e;

        if (i < said.n && !parts_names(said.p[i]))
            continue;
        one = str_trim(str_sub(said, from, i - from));
        from = i + 1;
        if (one.n && (e = mark_each(b, text_fold(b->cx->arena, one), all)))
            return e;
    }
    return OK;
}

/* ---- the household ---- */

static bool
with_somebody(const struct child_page *p)
{
    for (size_t i = 0; i < p->relative_count; i++)
        if (p->relatives[i].lives_here)
            return true;
    return false;
}

enum err
child_household(struct child_build *b, struct id ref, struct child_place *out)
{
    struct child_page *p = b->page;
    enum err           e;

    if (p->exists_only)
        return OK;
    if ((e = child_people_part(b)) || (e = child_homes_alone(b)))
        return e;
    for (size_t i = 0; i < p->home_count; i++)
        if (id_eq(p->homes[i].members, ref))
            out->home = &p->homes[i];
    if (!out->home)
        return OK;
    out->family = p;
    if (!out->home->former && (e = mark_all(b, out->place, &out->together)))
        return e;
    out->together = out->together && with_somebody(p);
    for (size_t i = 0; i < p->relative_count && !out->together; i++)
        p->relatives[i].lives_here = false;
    p->lives_here = out->together;
    return OK;
}
