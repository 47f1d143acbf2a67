/*
 * A child's page of another moment than now: what had been recorded by then,
 * as it was said then, and the rules that held.  What the reader may see of
 * it is today's; and what was found since to be another child's, or was taken
 * back, is not told again.
 */
#include "action/child_inside.h"
#include "base/json.h"

/* ---- when ---- */

void
child_now(struct child_build *b)
{
    b->known_at = (struct moment){INT64_MAX};
    b->day = b->w->today;
    b->then = b->w->now;
    b->rules = b->w->pack;
}

void
child_as_of(struct child_build *b, struct date day, struct moment at)
{
    struct moment then = at;

    if (!date_is_known(day))
        return;
    if (!then.us)
        then = zone_day_end(b->w->pack->zone, day);
    if (then.us >= b->w->now.us)
        return;
    b->page->as_of = b->day = day;
    b->page->as_of_at = at;
    b->known_at = b->then = then;
    b->rules = rules_on(b->w->rules, then);
}

struct str
child_of_when(const struct child_build *b)
{
    struct json_out j;

    if (date_is_none(b->page->as_of))
        return (struct str){0};
    json_init(&j, b->cx->arena);
    json_open(&j, '{');
    json_key(&j, S("as_of"));
    json_str(&j, moment_text(b->cx->arena, b->known_at));
    json_close(&j, '}');
    return json_text(&j);
}

/* ---- entries ---- */

static void
said_then(struct entry *e, const struct fold_entry *then)
{
    e->form = then->answers.form;
    e->answers = then->answers;
    e->language = then->language;
    e->occurred = then->occurred;
    e->occurred_on = then->occurred_on;
}

/* The fold of that day has the answers as they were known then. */
static bool
as_known_then(const struct child_build *b, struct entry *e)
{
    const struct child *c = b->child;

    for (size_t i = 0; i < c->entries_count; i++) {
        if (c->entries[i]->elsewhere || !id_eq(c->entries[i]->id, e->id))
            continue;
        if (e->fate != FATE_STANDS)
            return true;
        said_then(e, c->entries[i]);
        if (e->corrected_at.us > b->known_at.us) {
            e->corrected_by = (struct id){0};
            e->corrected_at = (struct moment){0};
        }
        return true;
    }
    return false;
}

/* ---- names ---- */

static bool
stands(const struct entry *all, size_t n, struct id entry)
{
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].id, entry))
            return all[i].fate == FATE_STANDS;
    return false;
}

/* Lines of entries that stand today too. */
static struct face_lines
lines_of(const struct child_build *b, const struct entry *all, size_t n)
{
    const struct child *c = b->child;
    struct face_lines   l = {NULL, 0};

    l.all = ARENA_ARRAY(b->cx->arena, const struct fold_entry *,
        c->entries_count + 1);
    for (size_t i = 0; i < c->entries_count; i++)
        if (!c->entries[i]->elsewhere && stands(all, n, c->entries[i]->id))
            l.all[l.count++] = c->entries[i];
    return l;
}

/* A face, and when the newest of it was said. */
struct saying {
    struct face   face;
    struct moment at;
};

/* As person_faces() has them: own first, then traced, then the newest. */
static bool
is_before(const struct saying *x, const struct saying *y)
{
    bool own = id_is_none(x->face.agency);

    if (own != id_is_none(y->face.agency))
        return own;
    if (x->face.traced != y->face.traced)
        return x->face.traced;
    return x->at.us > y->at.us;
}

/* Whose record a source is has not changed; what it says has. */
static enum err
saying_of(struct child_build *b, const struct face_lines *l, struct id source,
    struct saying *out)
{
    struct face now;
    enum err    e = face_of_source(b->w, source, &now);

    if (e)
        return e;
    if (!face_of_lines(b->cx->arena, l, source, &out->face, &out->at))
        return ERR_ABSENT;
    out->face.person = now.person;
    out->face.agency = now.agency;
    return OK;
}

static enum err
faces_then(struct child_build *b, const struct face_lines *l)
{
    struct saying *all =
        ARENA_ARRAY(b->cx->arena, struct saying, b->source_count + 1);
    size_t n = 0;

    for (size_t i = 0; i < b->source_count; i++) {
        struct saying one = {0};
        enum err      e = saying_of(b, l, b->sources[i], &one);
        size_t        k = n;

        if (e == ERR_ABSENT)
            continue;
        if (e)
            return e;
        for (; k > 0 && is_before(&one, &all[k - 1]); k--)
            all[k] = all[k - 1];
        all[k] = one;
        n++;
    }
    b->faces = ARENA_ARRAY(b->cx->arena, struct face, n + 1);
    for (size_t i = 0; i < n; i++)
        b->faces[i] = all[i].face;
    b->face_count = n;
    return OK;
}

enum err
child_faces(struct child_build *b, struct face **out, size_t *count)
{
    if (b->known_at.us == INT64_MAX)
        return person_faces(b->w, b->page->person, out, count);
    *out = b->faces;
    *count = b->face_count;
    return OK;
}

enum err
child_then(struct child_build *b, struct entry *all, size_t *count)
{
    struct face_lines l = lines_of(b, all, *count);
    size_t            n = 0;
    enum err          e;

    if ((e = faces_then(b, &l)))
        return e;
    for (size_t i = 0; i < *count; i++)
        if (as_known_then(b, &all[i]))
            all[n++] = all[i];
    *count = n;
    return OK;
}
