/*
 * The queue of differences, and the part of it that an agency is sent.
 *
 * Records are read child by child: policy is asked once of each child, and
 * nothing of one that it hides is counted.  All of them are read, for how
 * many there are is said; what is not on the page is wound back.
 */
#include "action/difference_inside.h"

#include <string.h>

#include "action/rows.h"
#include "base/csv.h"

struct listing {
    struct work                 *w;
    struct cx                   *cx;
    const struct difference_ask *in;
    struct difference_page      *p;
    struct csv_out              *file;    /* null: a page is made */
    size_t                       records; /* of the file */
    struct id                   *persons; /* in it */
    size_t                       person_count;
    bool                         kept; /* of this child */
};

/* ---- counting ---- */

enum { AGENCIES_MORE = 16 };

/* Room for one more of an array of n. */
static void *
room(struct arena *a, void *old, size_t n, size_t size)
{
    void *grown;

    if (n % AGENCIES_MORE)
        return old;
    grown = arena_get_array(a, n + AGENCIES_MORE, size);
    if (n)
        memcpy(grown, old, n * size);
    return grown;
}

static struct difference_agency *
agency_of(struct listing *l, struct words name)
{
    struct difference_page *p = l->p;

    for (size_t i = 0; i < p->agency_count; i++)
        if (str_eq(p->agencies[i].name.en, name.en))
            return &p->agencies[i];
    l->kept = true;
    p->agencies =
        room(l->cx->arena, p->agencies, p->agency_count, sizeof *p->agencies);
    p->agencies[p->agency_count] = (struct difference_agency){.name = name};
    return &p->agencies[p->agency_count++];
}

static struct difference_agency *
file_of(struct listing *l, const struct agency *a)
{
    struct difference_page *p = l->p;

    for (size_t i = 0; i < p->file_count; i++)
        if (id_eq(p->files[i].id, a->id))
            return &p->files[i];
    l->kept = true;
    p->files = room(l->cx->arena, p->files, p->file_count, sizeof *p->files);
    p->files[p->file_count] =
        (struct difference_agency){.id = a->id, .name = a->name};
    return &p->files[p->file_count++];
}

static bool
is_asked_for(const struct listing *l, const struct difference_row *r)
{
    return (!l->in->of.n || str_eq(l->in->of, r->own.from.en)) &&
        (l->in->all_fields || l->in->field == r->field);
}

/* The n-th of those asked for: onto the page, if it is of it. */
static enum err
page_put(struct listing *l, const struct one_record *o,
    const struct difference_row *r)
{
    struct difference_page *p = l->p;
    bool                    done = r->own.heard.is;
    int64_t                *total = done ? &p->done_total : &p->open_total;
    size_t                 *n = done ? &p->done_count : &p->open_count;
    struct difference_row  *at = (done ? p->done : p->open) + *n;
    int64_t                 place = (*total)++;

    if (place < p->page * DIFFERENCES_SHOWN ||
        place >= (p->page + 1) * DIFFERENCES_SHOWN)
        return OK;
    *at = *r;
    ++*n;
    l->kept = true;
    return difference_others(o, at);
}

static enum err
row_count(struct listing *l, const struct one_record *o,
    const struct difference_row *r)
{
    bool open = !r->own.heard.is;

    agency_of(l, r->own.from)->open += open;
    if (open && !o->child->guarded)
        file_of(l, &o->agency)->open++;
    return is_asked_for(l, r) ? page_put(l, o, r) : OK;
}

/* ---- a file ---- */

static void
headings(struct listing *l)
{
    static const enum msg msgs[] = {MSG_IMPORT_REFERENCE, MSG_MATCH_FIELD_GIVEN,
        MSG_MATCH_FIELD_FAMILY, MSG_MATCH_FIELD_BIRTH,
        MSG_DIFFERENCE_FILE_FIELD, MSG_DIFFERENCE_FILE_SAYS,
        MSG_DIFFERENCE_FILE_MATTER};

    buf_add(&l->file->b, S("\xef\xbb\xbf"));
    for (size_t i = 0; i < sizeof msgs / sizeof *msgs; i++)
        csv_put(l->file, lang_text(l->cx->lang, msgs[i]));
    csv_end(l->file);
}

/* What the agency itself says, and that it is not what others say or that it
 * is not said: never what another agency says. */
static enum err
line_put(struct listing *l, const struct one_record *o,
    const struct difference_row *r)
{
    const struct face *f = &o->face->face;
    enum lang          lang = l->cx->lang;
    struct str         ref;
    enum err           e = source_ref(l->w, f->source, &ref);

    if (e)
        return e;
    csv_put(l->file, ref);
    csv_put(l->file, f->given);
    csv_put(l->file, f->family);
    csv_put(l->file, date_text(l->cx->arena, f->birth_date));
    csv_put(l->file, lang_text(lang, difference_field_msg(r->field)));
    csv_put(l->file, r->own.text);
    csv_put(l->file,
        lang_text(lang,
            r->missing ? MSG_DIFFERENCE_MISSING_HERE : MSG_DIFFERENCE_ELSE));
    csv_end(l->file);
    l->records++;
    return OK;
}

/* ---- child by child ---- */

static enum err
record_rows(struct listing *l, const struct one_record *o)
{
    struct difference_row r;
    bool                  found;
    enum err              e = OK;

    for (int f = 0; !e && f < DIFFERENCE_FIELDS; f++) {
        e = difference_row(o, (enum difference_field)f, &r, &found);
        if (e || !found)
            continue;
        if (!l->file)
            e = row_count(l, o, &r);
        else if (!r.own.heard.is)
            e = line_put(l, o, &r);
    }
    return e;
}

/* A paper that leaves the house has nobody in it whom a label has ever
 * protected: of them the agency is rung. */
static bool
is_of_file(const struct listing *l, const struct one_child *b,
    const struct face *f)
{
    return !l->file || (!b->guarded && id_eq(f->agency, l->in->agency));
}

static enum err
child_rows(struct listing *l, struct id person, struct str purpose)
{
    struct one_child  b = {.w = l->w, .cx = l->cx};
    struct one_record o;
    size_t            before = l->records;
    enum err          e = difference_child(&b, person, purpose);

    if (e || !b.may)
        return e == ERR_ABSENT ? OK : e;
    for (size_t i = 0; !e && i < b.face_count; i++) {
        const struct face *f = &b.faces[i].face;

        if (id_is_none(f->agency) || !is_of_file(l, &b, f))
            continue;
        if (!(e = difference_record(&b, f->source, &o)))
            e = record_rows(l, &o);
    }
    if (l->records > before)
        l->persons[l->person_count++] = person;
    return e;
}

/* Rewound where nothing of the child is kept. */
static enum err
all_rows(struct listing *l, struct str purpose)
{
    struct arena *a = txn_arena(l->w->tx), *b = l->cx->arena;
    struct id    *all;
    size_t        n;
    enum err      e = difference_children(l->w, &all, &n);

    if (e)
        return e;
    l->persons = ARENA_ARRAY(b, struct id, n + 1);
    for (size_t i = 0; !e && i < n; i++) {
        struct mark ma = arena_mark(a), mb = arena_mark(b);

        l->kept = false;
        e = child_rows(l, all[i], purpose);
        if (l->kept)
            continue;
        arena_rewind(b, mb);
        arena_rewind(a, ma);
    }
    return e;
}

/* ---- the page ---- */

static struct difference_page *
page_new(struct arena *a, const struct difference_ask *in)
{
    struct difference_page *p = ARENA_NEW(a, struct difference_page);

    p->of = in->of;
    p->field = in->field;
    p->all_fields = in->all_fields;
    p->page = in->page;
    p->open = ARENA_ARRAY(a, struct difference_row, DIFFERENCES_SHOWN);
    p->done = ARENA_ARRAY(a, struct difference_row, DIFFERENCES_SHOWN);
    return p;
}

static void
disclose(struct cx *cx, struct answer *answer, const struct difference_row *all,
    size_t n)
{
    for (size_t i = 0; i < n; i++)
        answer_discloses(cx, answer, all[i].person);
}

enum err
difference_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct listing l = {.w = w, .cx = cx, .in = ask->with};
    enum err       e;

    (void)grant;
    l.p = page_new(cx->arena, l.in);
    if ((e = all_rows(&l, answer->purpose)))
        return e;
    disclose(cx, answer, l.p->open, l.p->open_count);
    disclose(cx, answer, l.p->done, l.p->done_count);
    answer->with = l.p;
    return OK;
}

/* ---- the file ---- */

static void
rows_free(void *ctx)
{
    arena_free(ctx);
}

/* Apart, because the arenas are wound back after each child. */
#define FILE_ROOM ((size_t)1 << 26)
static struct arena *
room_of(struct cx *cx)
{
    struct arena *a = arena_new(FILE_ROOM);

    arena_on_clear(cx->arena, rows_free, a);
    return a;
}

static struct str
name_of(struct arena *a, struct date today)
{
    struct str parts[3] = {S("differences-"), date_text(a, today), S(".csv")};

    return str_join(a, parts, 3, (struct str){0});
}

/* An agency of which there is nothing answers as one that nobody knows. */
enum err
difference_taken(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct difference_file *out = ARENA_NEW(cx->arena, struct difference_file);
    struct csv_out          file;
    struct listing l = {.w = w, .cx = cx, .in = ask->with, .file = &file};
    enum err       e;

    (void)grant;
    csv_out_init(&file, room_of(cx), ',');
    headings(&l);
    if ((e = all_rows(&l, answer->purpose)))
        return e;
    if (!l.records)
        return ERR_ABSENT;
    for (size_t i = 0; i < l.person_count; i++)
        answer_discloses(cx, answer, l.persons[i]);
    out->file = buf_str(&file.b);
    out->name = name_of(cx->arena, w->today);
    out->count = l.records;
    answer->with = out;
    return OK;
}
