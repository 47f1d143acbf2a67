/*
 * Who is around the child, as each source says: two that differ stand side
 * by side.  What a report says of a relative comes "from the front door".
 * Then the sources themselves, and the links between them.
 */
#include "action/child_inside.h"
#include "base/text.h"
#include "record/evidence.h"

/* --- relatives ---------------------------------------------------------- */

static enum msg
responsibility(struct str answer)
{
    if (!answer.n)
        return MSG_NONE;
    return str_eq(answer, S("yes")) ? MSG_CHILD_RESPONSIBLE
        : str_eq(answer, S("no"))   ? MSG_CHILD_NOT_RESPONSIBLE
                                    : MSG_COMMON_NOT_KNOWN;
}

/* What their own page would say. */
static void
face_of(const struct face *f, struct child_relative *r)
{
    if (!date_is_none(f->birth_date))
        r->born = f->birth_date;
    r->unborn = date_is_none(r->born) && !date_is_none(f->expected);
    r->sex = f->sex_as == MATCH_SEX_FEMALE ? GENOGRAM_FEMALE
        : f->sex_as == MATCH_SEX_MALE      ? GENOGRAM_MALE
                                           : GENOGRAM_UNKNOWN;
}

/* A name, or the person an id stands for. */
static enum err
named(struct child_build *b, struct str from, struct child_relative *r)
{
    enum child_sight sight;
    struct face      f;
    struct id        id;
    enum err         e;

    r->name = from;
    if (id_parse(from, ID_SOURCE, &id)) {
        if ((e = face_of_source(b->w, id, &f)))
            return e == ERR_ABSENT ? OK : e;
    } else if (id_parse(from, ID_PERSON, &id)) {
        if ((e = person_face(b->w, id, &f)))
            return e == ERR_ABSENT ? OK : e;
    } else {
        return OK;
    }
    r->name = (struct str){0};
    if ((e = child_sight(b, f.person, &sight)) || sight == SIGHT_HIDDEN)
        return e;
    r->may_open = sight == SIGHT_OPEN;
    r->name = look_name(b->cx->arena, f.given, f.family);
    r->person = f.person;
    if (r->may_open)
        face_of(&f, r);
    answer_discloses(b->cx, b->answer, f.person);
    return OK;
}

/* Only what stands in an answer that may be read whole: the table's. */
static const struct field *
relatives_field(const struct form *f)
{
    for (size_t i = 0; i < f->yield_count; i++)
        if (f->yields[i].kind == YIELD_RELATIONSHIP && f->yields[i].each)
            return f->yields[i].each;
    return NULL;
}

static bool
may_read(const struct child_build *b, const struct entry *in)
{
    const struct field *f = relatives_field(in->form);

    return f ? view_field(&b->view, in, f) : child_depth(b, in) == DEPTH_FULL;
}

/* What the pack's word for the relation means; who holds parental
 * responsibility cares for the child, whatever they are called. */
static enum child_kin
kin_of(const struct child_build *b, const struct form *form, struct str kind,
    enum msg holds)
{
    const struct term_option *o =
        child_option_of(b->rules, form, YIELD_RELATIONSHIP, S("kind"), kind);

    if (o && str_eq(o->means, S("sibling")))
        return KIN_SIBLING;
    if (holds == MSG_CHILD_RESPONSIBLE ||
        (o &&
            (str_eq(o->means, S("mother")) || str_eq(o->means, S("parent")) ||
                str_eq(o->means, S("carer")))))
        return KIN_CARER;
    return KIN_OTHER;
}

/* Where the drawing has them, by the pack's word for the relation. */
static void
stand(const struct child_build *b, const struct form *form, struct str kind,
    struct child_relative *r)
{
    const struct term_option *o =
        child_option_of(b->rules, form, YIELD_RELATIONSHIP, S("kind"), kind);

    if (!o)
        return;
    r->stands = genogram_place_of(o->stands);
    if (o->sex.n)
        r->sex = genogram_sex_of(o->sex);
}

static enum err
relative(struct child_build *b, const struct fact *f, const struct entry *in)
{
    struct child_page     *p = b->page;
    struct child_relative *r = &p->relatives[p->relative_count];
    enum err               e;

    *r = (struct child_relative){.kind = child_option(b->rules, in->form,
                                     YIELD_RELATIONSHIP, S("kind"),
                                     fact_arg(f, S("kind"))),
        .responsibility = responsibility(fact_arg(f, S("responsibility"))),
        .said = in->recorded};
    r->kin = kin_of(b, in->form, fact_arg(f, S("kind")), r->responsibility);
    if (fact_arg(f, S("part")).n)
        r->part = child_option(b->rules, in->form, YIELD_RELATIONSHIP,
            S("part"), fact_arg(f, S("part")));
    if (!date_parse(fact_arg(f, S("since")), &r->since))
        r->since = (struct date){0};
    if (!date_parse(fact_arg(f, S("until")), &r->until))
        r->until = (struct date){0};
    if (!date_parse(fact_arg(f, S("born")), &r->born))
        r->born = (struct date){0};
    if ((e = named(b, fact_arg(f, S("from")), r)) ||
        (e = child_from(b, in, &r->source)))
        return e;
    stand(b, in->form, fact_arg(f, S("kind")), r);
    p->relative_count += r->name.n != 0;
    return OK;
}

static bool
same_person(struct arena *a, const struct child_relative *x,
    const struct child_relative *y)
{
    if (!id_is_none(x->person) && !id_is_none(y->person))
        return id_eq(x->person, y->person);
    return str_eq(text_fold(a, x->name), text_fold(a, y->name));
}

/* The same said again by the same kind of source is one row, the newest. */
static bool
says_the_same(const struct child_relative *x, const struct child_relative *y)
{
    return str_eq(x->kind.en, y->kind.en) &&
        x->responsibility == y->responsibility &&
        str_eq(x->part.en, y->part.en) && date_eq(x->since, y->since) &&
        date_eq(x->until, y->until);
}

static void
compare_relatives(struct child_build *b)
{
    struct child_page     *p = b->page;
    struct child_relative *all = p->relatives;
    size_t                 n = 0;

    for (size_t i = 0; i < p->relative_count; i++) {
        size_t k = 0;

        while (k < n &&
            !(same_person(b->cx->arena, &all[k], &all[i]) &&
                says_the_same(&all[k], &all[i]) &&
                str_eq(all[k].source.en, all[i].source.en)))
            k++;
        all[k] = all[i];
        n += k == n;
    }
    p->relative_count = n;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (i != k && same_person(b->cx->arena, &all[i], &all[k]) &&
                !says_the_same(&all[i], &all[k]))
                all[i].differs = true;
}

/* Versions of one person stand together, in the order they were first
 * named. */
static void
group_relatives(struct child_build *b)
{
    struct child_relative *all = b->page->relatives;
    size_t                 n = b->page->relative_count;

    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1, at = i + 1; k < n; k++) {
            struct child_relative one = all[k];

            if (!same_person(b->cx->arena, &all[i], &one))
                continue;
            for (size_t m = k; m > at; m--)
                all[m] = all[m - 1];
            all[at++] = one;
        }
}

/* --- safe contact -------------------------------------------------------- */

static bool
asks_safe_contact(const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (f->fields[i].type == FIELD_SAFE_CONTACT)
            return true;
    return false;
}

static enum err
contacts(struct child_build *b, const struct entry *in)
{
    struct child_page *p = b->page;
    struct child_line *lines;
    size_t             n;
    enum err           e;

    if ((e = child_lines(b, in, &lines, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        struct child_contact *c = &p->contacts[p->contact_count];

        if (lines[i].field->type != FIELD_SAFE_CONTACT)
            continue;
        *c = (struct child_contact){.text = lines[i].text,
            .sealed = lines[i].sealed,
            .language = in->language,
            .said = in->recorded};
        if ((e = child_from(b, in, &c->source)))
            return e;
        p->contact_count++;
        return OK;
    }
    return OK;
}

enum err
child_people_part(struct child_build *b)
{
    struct child_page  *p = b->page;
    const struct child *c = b->child;
    enum err            e;

    p->relatives =
        ARENA_ARRAY(b->cx->arena, struct child_relative, c->facts_count + 1);
    p->contacts =
        ARENA_ARRAY(b->cx->arena, struct child_contact, b->kept_count + 1);
    for (size_t i = 0; i < c->facts_count; i++) {
        const struct entry *in;

        if (c->facts[i].fact->kind != YIELD_RELATIONSHIP)
            continue;
        in = child_kept(b, c->facts[i].entry->id, DEPTH_FULL);
        if (!in || in->fate != FATE_STANDS || !may_read(b, in) ||
            !fact_is_for(c->facts[i].fact, child_place_in(b, in)))
            continue;
        if ((e = relative(b, c->facts[i].fact, in)))
            return e;
    }
    compare_relatives(b);
    group_relatives(b);
    child_adults_mark(b);
    for (size_t i = b->kept_count; i-- > 0;)
        if (b->kept[i].fate == FATE_STANDS &&
            asks_safe_contact(b->kept[i].form) &&
            (e = contacts(b, &b->kept[i])))
            return e;
    return OK;
}

/* --- sources -------------------------------------------------------------- */

/* A source of which its agency has written nothing here but reports is told
 * of as the front door's, or it would tell who reported.  So is one of which
 * the reader sees nothing that the agency wrote. */
static bool
only_reports(const struct child_build *b, struct id source, struct id agency)
{
    for (size_t i = 0; i < b->kept_count; i++)
        for (size_t k = 0; k < b->kept[i].about_count; k++)
            if (id_eq(b->kept[i].about[k].source, source) &&
                id_eq(b->kept[i].agency, agency) &&
                !child_by_report(b, &b->kept[i]))
                return false;
    return true;
}

static enum err
source_from(struct child_build *b, struct id source, struct id agency,
    struct words *out)
{
    const struct desk_term *door = pack_desk_for(b->w->pack, S("front_door"));

    *out = (struct words){0};
    if (id_is_none(agency))
        return OK;
    if (door && !id_eq(agency, b->cx->reader.agency.id) &&
        only_reports(b, source, agency)) {
        *out = door->title;
        return OK;
    }
    return child_agency_name(b, agency, out);
}

static enum err
sources(struct child_build *b)
{
    struct child_page *p = b->page;
    const struct form *f = pack_form_yielding(b->w->pack, YIELD_IDENTITY);
    struct face       *all;
    size_t             n;
    enum err           e;

    if ((e = child_faces(b, &all, &n)))
        return e;
    p->sources = ARENA_ARRAY(b->cx->arena, struct child_source, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct child_source *s;

        if (!child_has_source(b, all[i].source))
            continue; /* linked after the day that is asked for */
        s = &p->sources[p->source_count++];
        s->face = all[i];
        if (all[i].sex.n)
            s->sex = words_in(child_option(b->rules, f, YIELD_IDENTITY,
                                  S("sex"), all[i].sex),
                b->cx->lang);
        if ((e = source_from(b, all[i].source, all[i].agency, &s->from)))
            return e;
        answer_discloses(b->cx, b->answer, all[i].source);
    }
    return OK;
}

/* --- links ---------------------------------------------------------------- */

static enum err
link_side(struct child_build *b, struct child_link *l, int side)
{
    struct id   source = side ? l->row.b : l->row.a;
    struct face f;
    enum err    e = face_of_source(b->w, source, &f);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    l->own[side] = id_is_none(f.agency);
    return source_from(b, source, f.agency, &l->from[side]);
}

/* In the newest concern about the child, beside whoever undoes it. */
static void
link_place(struct child_build *b, struct child_link *l)
{
    for (size_t i = b->kept_count; i-- > 0;) {
        const struct entry *e = &b->kept[i];
        int                 place = child_place_in(b, e);

        if (place < 0 || e->fate != FATE_STANDS ||
            !form_yields(e->form, YIELD_CONCERN))
            continue;
        l->thread = e->thread;
        l->source = e->about[place].source;
        return;
    }
}

/* What parts the child from somebody hidden is hidden too: "not the same" or
 * "twins" would say that there is somebody (S11).  Whose records they are
 * today counts, also on the page of a day when they were this child's. */
static enum err
link_sight(struct child_build *b, const struct link_row *row, bool *shown)
{
    const struct id sides[2] = {row->a, row->b};

    *shown = true;
    for (size_t i = 0; i < 2 && *shown; i++) {
        enum child_sight sight;
        struct id        other;
        enum err         e;

        if ((e = person_of_source(b->w, sides[i], &other)))
            return e;
        if (id_eq(other, b->page->person))
            continue;
        if ((e = child_sight(b, other, &sight)))
            return e;
        *shown = sight != SIGHT_HIDDEN;
    }
    return OK;
}

static enum err
links(struct child_build *b)
{
    struct child_page *p = b->page;
    struct link_row   *all;
    struct entry       why;
    size_t             n;
    bool               shown;
    enum err           e;

    if ((e = link_list(b->w, p->person, &all, &n)))
        return e;
    p->links = ARENA_ARRAY(b->cx->arena, struct child_link, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct child_link *l = &p->links[p->link_count];

        if (all[i].made_at.us > b->known_at.us)
            continue;
        if ((e = link_sight(b, &all[i], &shown)))
            return e;
        if (!shown)
            continue;
        if (all[i].undone_at.us > b->known_at.us)
            all[i].undone_at = (struct moment){0};
        *l = (struct child_link){.row = all[i]};
        if (all[i].model.n)
            l->figure = evidence_figure(b->cx->arena, all[i].weight);
        e = entry_load(b->w, all[i].entry, &why);
        if (e && e != ERR_ABSENT)
            return e;
        if (e == OK &&
            ((e = child_account(b, why.author, &l->author)) ||
                (e = link_side(b, l, 0)) || (e = link_side(b, l, 1))))
            return e;
        link_place(b, l);
        p->link_count++;
    }
    return OK;
}

enum err
child_sources_part(struct child_build *b)
{
    enum err e;

    if (view_depth(&b->view, S("people")) < DEPTH_FULL)
        return OK;
    if ((e = sources(b)) || (e = child_called_part(b)))
        return e;
    return links(b);
}
