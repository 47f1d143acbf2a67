/*
 * Where the child lives and with whom, as each source told of it, and the
 * other children of the same concerns.  Who lives with a child tells where,
 * so it is sealed like an address, and whoever may open no place sees no home
 * at all, not even since when (S7, S10).
 */
#include "action/child_inside.h"
#include "action/concern_form.h"

/* ---- who else may be seen ---- */

enum err
child_sight(struct child_build *b, struct id person, enum child_sight *out)
{
    struct view v;
    enum err    e = view_gather(b->w, &b->cx->reader, person, &v);

    *out = SIGHT_HIDDEN;
    if (e)
        return err_is_refusal(e) ? OK : e;
    if (v.facts.kin || (v.label != LABEL_NORMAL && !v.listed))
        return OK;
    *out = SIGHT_NAME;
    for (size_t i = 0; i < LOOK_PURPOSES; i++) {
        const struct purpose_term *t =
            pack_purpose_for(b->w->pack, look_means[i]);

        if (t && view_decide(&v, t->id) == OK)
            *out = SIGHT_OPEN;
    }
    return OK;
}

/* ---- other children ---- */

static bool
is_listed(const struct child_page *p, struct id person)
{
    for (size_t i = 0; i < p->other_count; i++)
        if (id_eq(p->others[i].person, person))
            return true;
    return id_eq(p->person, person);
}

/* Only those whose own page the reader may open: a name alone would tell
 * that there is somebody (S11). */
static enum err
other(struct child_build *b, const struct entry *in, struct id source)
{
    struct child_page *p = b->page;
    enum child_sight   sight;
    struct face        f;
    struct id          person;
    enum err           e;

    if ((e = person_of_source(b->w, source, &person)))
        return e == ERR_ABSENT ? OK : e;
    if (is_listed(p, person))
        return OK;
    if ((e = child_sight(b, person, &sight)) || sight != SIGHT_OPEN)
        return e;
    if ((e = person_face(b->w, person, &f)))
        return e == ERR_ABSENT ? OK : e;
    answer_discloses(b->cx, b->answer, person);
    p->others[p->other_count++] = (struct child_other){.person = person,
        .name = look_name(b->cx->arena, f.given, f.family),
        .number = in->number,
        .born = f.birth_date};
    return OK;
}

enum err
child_others_part(struct child_build *b)
{
    struct child_page *p = b->page;
    size_t             most = 1;
    enum err           e;

    for (size_t i = 0; i < b->opening_count; i++)
        most += b->openings[i]->about_count;
    p->others = ARENA_ARRAY(b->cx->arena, struct child_other, most);
    for (size_t i = 0; i < b->opening_count; i++) {
        const struct entry *in = b->openings[i];

        if (in->fate != FATE_STANDS || child_depth(b, in) < DEPTH_FULL)
            continue;
        for (size_t k = 0; k < in->about_count; k++)
            if (!child_has_source(b, in->about[k].source) &&
                (e = other(b, in, in->about[k].source)))
                return e;
    }
    return OK;
}

/* ---- homes ---- */

/* The sealed value that an answer refers to, when it may be opened. */
static struct id
sealed_in(const struct child_build *b, const struct entry *in, struct str arg)
{
    const struct field *f = form_arg_field(in->form, YIELD_HOUSEHOLD, arg);
    const struct json  *v;
    struct id           ref = {0};

    if (!f || f->type != FIELD_LOCATION || !view_field(&b->view, in, f))
        return ref;
    v = answers_value(&in->answers, f,
        f->per_child ? child_place_in(b, in) : -1);
    if (v && v->kind == JSON_OBJECT && json_member(v, S("ref")) &&
        !id_parse(json_member(v, S("ref"))->text, ID_SEALED, &ref))
        ref = (struct id){0};
    return ref;
}

static struct date
day_of(const struct fact *f, struct str arg)
{
    struct date d;

    return date_parse(fact_arg(f, arg), &d) ? d : (struct date){0};
}

static enum err
home(struct child_build *b, const struct fact *f, const struct entry *in)
{
    struct child_page *p = b->page;
    struct child_home *h = &p->homes[p->home_count];

    *h = (struct child_home){.place = sealed_in(b, in, S("place")),
        .members = sealed_in(b, in, S("members")),
        .since = day_of(f, S("since")),
        .until = day_of(f, S("until")),
        .said = in->recorded};
    if (id_is_none(h->place) && id_is_none(h->members))
        return OK;
    h->former = !date_is_none(h->until) && date_cmp(h->until, b->day) <= 0;
    p->home_count++;
    return child_from(b, in, &h->source);
}

/* What a source told of last is what it holds to be so. */
static void
mark_former(struct child_page *p)
{
    for (size_t i = 0; i < p->home_count; i++)
        for (size_t k = 0; k < i; k++)
            if (str_eq(p->homes[k].source.en, p->homes[i].source.en))
                p->homes[i].former = true;
}

enum err
child_homes_alone(struct child_build *b)
{
    const struct child *c = b->child;
    enum err            e;

    b->page->homes =
        ARENA_ARRAY(b->cx->arena, struct child_home, c->facts_count + 1);
    for (size_t i = c->facts_count; i-- > 0;) {
        const struct fact  *f = c->facts[i].fact;
        const struct entry *in;

        if (f->kind != YIELD_HOUSEHOLD)
            continue;
        in = child_kept(b, c->facts[i].entry->id, DEPTH_FULL);
        if (!in || in->fate != FATE_STANDS ||
            !fact_is_for(f, child_place_in(b, in)))
            continue;
        if ((e = home(b, f, in)))
            return e;
    }
    mark_former(b->page);
    return OK;
}

enum err
child_homes_part(struct child_build *b)
{
    enum err e;

    if ((e = child_others_part(b)))
        return e;
    return child_homes_alone(b);
}
