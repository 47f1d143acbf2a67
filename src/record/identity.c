/*
 * What each of a person's records says: names, dates and numbers, and the
 * mother's name, out of the facts of the entries that stand on it, a later
 * answer over an earlier one.  A question left unanswered takes nothing away.
 *
 * A number counts as traced when a form said it that the pack trusts so far;
 * one that is only claimed does not take its place.
 */
#include "base/nhs.h"
#include "base/text.h"
#include "record/entry_inside.h"
#include "record/finder.h"
#include "record/label.h"
#include "record/person_inside.h"
#include "record/seal.h"

enum { FACES, COUNT };
static const struct statement texts[COUNT] = {
    [FACES] = {.sql = "SELECT f.source, f.given, f.family, f.known_as,"
                      " f.birth_date, f.expected, f.sex, f.nhs, f.traced,"
                      " f.upn, f.language, f.mother, f.entry,"
                      " f.ethnicity, f.disability, f.town, f.earlier,"
                      " f.birth_order, f.died, f.street"
                      " FROM source_person p"
                      " JOIN source_face f ON f.source = p.source"
                      " WHERE p.person = $1"},
};
const struct statements identity_statements = {"identity", texts, COUNT};

/* A face and the entry that said the newest of it. */
struct saying {
    struct face   face;
    struct id     entry, home; /* home: the value that was put away */
    struct moment traced;      /* when the number was */
    bool          found;
};

static void
say_text(struct str *out, const struct fact *f, struct str name)
{
    struct str text = fact_arg(f, name);

    if (text.n)
        *out = text;
}

static void
say_date(struct date *out, const struct fact *f, struct str name)
{
    struct date d;

    if (date_parse(fact_arg(f, name), &d))
        *out = d;
}

/* How the pack says a number of that system is checked. */
static struct str
check_of(const struct pack *p, struct str system)
{
    for (size_t i = 0; i < p->identifiers_count; i++)
        if (str_eq(p->identifiers[i].id, system))
            return p->identifiers[i].check;
    return (struct str){0};
}

/* What is only claimed never takes the place of what was traced. */
static void
say_nhs(struct face *out, struct str number, bool traced)
{
    if (out->traced && !traced)
        return;
    out->traced = traced;
    out->nhs = number;
}

/* "system:number", one a line; what is no good number is passed over. */
static void
say_numbers(struct arena *a, struct face *out, const struct fold_entry *e,
    const struct fact *f)
{
    const struct pack *p = e->pack;
    struct str   rest = fact_arg(f, S("identifiers")), line, system, typed;
    struct str   number;
    struct fault fault;

    while (rest.n && str_split(&rest, '\n', &line)) {
        if (!str_cut(line, ':', &system, &typed))
            continue;
        if (str_eq(check_of(p, system), S("nhs_number"))) {
            if (nhs_parse(a, typed, &number, &fault))
                continue;
            say_nhs(out, number, e->form->traced);
        } else if (str_eq(check_of(p, system), S("upn"))) {
            if (nhs_upn_parse(a, typed, &out->upn, &fault))
                continue;
        }
    }
}

static void
say_language(struct face *out, const struct fact *f)
{
    struct str rest = fact_arg(f, S("languages")), first;

    if (rest.n && str_split(&rest, '\n', &first))
        out->language = first;
}

static bool
is_other_name(struct arena *a, struct str was, struct str is)
{
    return was.n && !str_eq(text_fold(a, was), text_fold(a, is));
}

/* A tab and a line end part names from each other. */
static bool
is_one_line(struct str name)
{
    return str_find(name, S("\n")) < 0 && str_find(name, S("\t")) < 0;
}

static void
line_add(struct buf *b, struct match_names n)
{
    if (b->n)
        buf_add_byte(b, '\n');
    buf_add(b, n.given);
    buf_add_byte(b, '\t');
    buf_add(b, n.family);
}

/* What they were called is kept, the newest first; a name that they bear
 * again is no earlier one. */
static void
say_earlier(struct arena *a, struct face *f, struct match_names was)
{
    struct match_names before[EARLIER_MOST];
    size_t     n = person_earlier_names(f->earlier, before, EARLIER_MOST);
    size_t     kept = 1;
    struct buf b;

    if (!is_one_line(was.given) || !is_one_line(was.family))
        return;
    buf_init(&b, a);
    line_add(&b, was);
    for (size_t i = 0; i < n && kept < EARLIER_MOST; i++) {
        if ((!is_other_name(a, before[i].given, f->given) &&
                !is_other_name(a, before[i].family, f->family)) ||
            (str_eq(before[i].given, was.given) &&
                str_eq(before[i].family, was.family)))
            continue;
        line_add(&b, before[i]);
        kept++;
    }
    f->earlier = buf_str(&b);
}

static void
say_names(struct arena *a, struct face *face, const struct fact *f)
{
    const struct match_names was = {.given = face->given,
        .family = face->family};

    say_text(&face->given, f, S("given"));
    say_text(&face->family, f, S("family"));
    if (is_other_name(a, was.given, face->given) ||
        is_other_name(a, was.family, face->family))
        say_earlier(a, face, was);
}

static void
say_birth_order(struct face *face, const struct fact *f)
{
    int64_t n;

    if (str_int(fact_arg(f, S("birth_order")), &n) && n > 0 && n < 10)
        face->birth_order = n;
}

static void
say(struct arena *a, struct saying *s, const struct fold_entry *line,
    const struct fact *f)
{
    struct face *face = &s->face;
    struct str   who = fact_arg(f, S("who"));
    struct id    other;

    if (who.n &&
        (!id_parse(who, ID_SOURCE, &other) || !id_eq(other, face->source)))
        return; /* it tells of somebody else */
    say_names(a, face, f);
    say_birth_order(face, f);
    say_text(&face->known_as, f, S("known_as"));
    say_text(&face->sex, f, S("sex"));
    say_text(&face->ethnicity, f, S("ethnicity"));
    say_text(&face->disability, f, S("disability"));
    say_date(&face->birth_date, f, S("birth_date"));
    say_date(&face->expected, f, S("expected_on"));
    say_date(&face->died, f, S("died_on"));
    say_numbers(a, face, line, f);
    if (line->form->traced)
        s->traced = line->recorded;
    say_language(face, f);
    s->entry = line->id;
}

/*
 * Her name as the reporter wrote it beside the child: an unborn or unnamed
 * child is known by her (A4).  One who has a record of her own is left out,
 * for what that record says changes without this one's changing.
 */
static void
say_mother(struct saying *s, const struct fold_entry *line,
    const struct fact *f)
{
    const struct term_option *kind = form_option(line->form, YIELD_RELATIONSHIP,
        S("kind"), fact_arg(f, S("kind")));
    struct str                name = fact_arg(f, S("from"));
    struct id                 other;

    if (!kind || !str_eq(kind->means, S("mother")) || !name.n ||
        id_parse(name, ID_SOURCE, &other) ||
        id_parse(name, ID_PERSON, &other) ||
        id_parse(fact_arg(f, S("to")), ID_SOURCE, &other))
        return;
    s->face.mother = name;
    s->entry = line->id;
}

/* The newest home that nobody says has been left. */
static void
say_home(struct saying *s, const struct fact *f)
{
    struct date until;
    struct id   home;

    if (!id_parse(fact_arg(f, S("place")), ID_SEALED, &home))
        return;
    s->home =
        date_parse(fact_arg(f, S("until")), &until) ? (struct id){0} : home;
}

static void
say_line(struct arena *a, struct saying *s, const struct fold_entry *l)
{
    for (size_t k = 0; k < l->fact_count; k++) {
        if (!fact_is_for(&l->facts[k], l->child))
            continue;
        if (l->facts[k].kind == YIELD_IDENTITY)
            say(a, s, l, &l->facts[k]);
        else if (l->facts[k].kind == YIELD_RELATIONSHIP)
            say_mother(s, l, &l->facts[k]);
        else if (l->facts[k].kind == YIELD_HOUSEHOLD)
            say_home(s, &l->facts[k]);
    }
}

static struct saying
saying_of(struct arena *a, const struct history *h, struct id source)
{
    struct saying s = {.face = {.source = source, .person = h->person}};

    for (size_t i = 0; i < h->line_count; i++) {
        const struct fold_entry *l = &h->lines[i];

        if (l->fate == FATE_STANDS && id_eq(l->source, source))
            say_line(a, &s, l);
    }
    return s;
}

bool
face_of_lines(struct arena *a, const struct face_lines *l, struct id source,
    struct face *out, struct moment *said)
{
    struct saying s = {.face = {.source = source}};

    for (size_t i = 0; i < l->count; i++) {
        const struct fold_entry *line = l->all[i];
        struct id                before = s.entry;

        if (!id_eq(line->source, source))
            continue;
        say_line(a, &s, line);
        if (id_eq(s.entry, before))
            continue;
        *said = line->recorded;
        s.face.sex_as = face_sex(line->pack, s.face.sex);
    }
    *out = s.face;
    return !id_is_none(s.entry);
}

enum err
face_of_answers(struct work *w, const struct answers *s, struct face *out)
{
    struct arena        *a = txn_arena(w->tx);
    struct fold_entry    line = {.pack = w->pack, .form = s->form};
    struct answers_about about = {.children = 1};
    struct saying        says = {0};
    struct fact         *facts;
    size_t               n;
    enum err             e;

    if ((e = yield_extract(a, s, &about, &facts, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (facts[i].kind == YIELD_IDENTITY)
            say(a, &says, &line, &facts[i]);
    says.face.sex_as = face_sex(w->pack, says.face.sex);
    *out = says.face;
    return OK;
}

/* ---- compared with what is there ---- */

static struct saying
saying_of_row(const struct rows *r)
{
    return (struct saying){
        .face = {.source = row_id(r, 0, ID_SOURCE),
            .given = row_text(r, 1),
            .family = row_text(r, 2),
            .known_as = row_text(r, 3),
            .birth_date = row_date(r, 4),
            .expected = row_date(r, 5),
            .sex = row_text(r, 6),
            .nhs = row_text(r, 7),
            .traced = row_int(r, 8) != 0,
            .upn = row_text(r, 9),
            .language = row_text(r, 10),
            .mother = row_text(r, 11),
            .ethnicity = row_text(r, 13),
            .disability = row_text(r, 14),
            .town = row_is_null(r, 15) ? (struct str){0} : row_bytes(r, 15),
            .earlier = row_text(r, 16),
            .birth_order = row_int(r, 17),
            .died = row_date(r, 18),
            .street = row_is_null(r, 19) ? (struct str){0} : row_bytes(r, 19)},
        .entry = row_id(r, 12, ID_ENTRY),
        .found = true,
    };
}

/* All that match/ compares, but the town. */
static bool
is_same_who(const struct face *x, const struct face *y)
{
    return str_eq(x->given, y->given) && str_eq(x->family, y->family) &&
        str_eq(x->known_as, y->known_as) && str_eq(x->sex, y->sex) &&
        date_eq(x->birth_date, y->birth_date) &&
        date_eq(x->expected, y->expected) && date_eq(x->died, y->died) &&
        str_eq(x->nhs, y->nhs) && x->traced == y->traced &&
        str_eq(x->upn, y->upn) && str_eq(x->mother, y->mother) &&
        str_eq(x->earlier, y->earlier) && x->birth_order == y->birth_order;
}

static bool
is_same(const struct saying *a, const struct saying *b)
{
    const struct face *x = &a->face, *y = &b->face;

    return is_same_who(x, y) && str_eq(x->language, y->language) &&
        str_eq(x->ethnicity, y->ethnicity) &&
        str_eq(x->disability, y->disability) && str_eq(x->town, y->town) &&
        str_eq(x->street, y->street) && id_eq(a->entry, b->entry);
}

/* A worker said of two traced numbers which one stands: what was traced
 * before in another record is only claimed, as long as they are linked. */
static enum err
numbers_settle(struct work *w, const struct history *h, struct saying *want)
{
    struct id     stands;
    struct moment at;
    enum err      e = link_stands(w, h->person, &stands, &at);
    struct str    number = {NULL, 0};

    if (e || id_is_none(stands))
        return e;
    for (size_t i = 0; i < h->source_count; i++)
        if (id_eq(h->sources[i], stands) && want[i].face.traced)
            number = want[i].face.nhs;
    for (size_t i = 0; number.n && i < h->source_count; i++)
        if (!str_eq(want[i].face.nhs, number) && want[i].traced.us <= at.us)
            want[i].face.traced = false;
    return OK;
}

/* Who has ever been protected is not found by what they were called. */
static enum err
earlier_settle(struct work *w, const struct history *h, struct saying *want)
{
    bool     any = false, guarded = false;
    enum err e = OK;

    for (size_t i = 0; i < h->source_count; i++)
        any = any || want[i].face.earlier.n;
    if (any)
        e = label_guards(w, h->person, &guarded);
    for (size_t i = 0; guarded && i < h->source_count; i++)
        want[i].face.earlier = (struct str){.n = 0};
    return e;
}

static enum err
face_bring(struct work *w, struct saying want, const struct saying *is,
    struct change *change)
{
    struct id             source = want.face.source;
    struct saying         blank = {0}; /* a face that says nothing has no row */
    struct location_parts parts = {.town = {NULL, 0}};
    enum err              e = OK;

    if (!id_is_none(want.entry) && !id_is_none(want.home))
        e = location_parts_of(w, want.home, &parts);
    if (e)
        return e;
    want.face.town = parts.town;
    want.face.street = parts.street;
    if (!is->found)
        blank.entry = want.entry;
    if (is_same(is->found ? is : &blank, &want))
        return OK;
    change_note(change, S("source_face"));
    if (!is_same_who(&is->face, &want.face))
        finder_touch_other(w, source);
    return face_save(w, &want.face, want.entry);
}

enum err
identity_project(struct work *w, const struct history *h, struct change *change)
{
    struct rows    r;
    struct arena  *a = txn_arena(w->tx);
    struct saying *is, *want;
    enum err       e;

    if ((e = txn_rows(w->tx, &texts[FACES], ARGS(A_ID(h->person)), &r)))
        return e;
    is = ARENA_ARRAY(a, struct saying, h->source_count + 1);
    want = ARENA_ARRAY(a, struct saying, h->source_count + 1);
    while (rows_next(&r)) {
        struct saying one = saying_of_row(&r);

        for (size_t i = 0; i < h->source_count; i++)
            if (id_eq(h->sources[i], one.face.source))
                is[i] = one;
    }
    for (size_t i = 0; i < h->source_count; i++)
        want[i] = saying_of(a, h, h->sources[i]);
    if ((e = numbers_settle(w, h, want)) || (e = earlier_settle(w, h, want)))
        return e;
    for (size_t i = 0; i < h->source_count; i++)
        if ((e = face_bring(w, want[i], &is[i], change)))
            return e;
    return OK;
}
