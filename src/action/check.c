/*
 * The check asks match/ who could be meant, policy about each of them, and
 * the register about those that are left.  Whatever is not certain is not
 * said: sealed, unsure and stale all ring the duty line alike, with the
 * asker's own authority's numbers, so that the answer betrays nothing.
 */
#include "action/check.h"

#include "action/rows.h"
#include "action/tell.h"
#include "base/json.h"
#include "record/label.h"

static const struct str result_words[CHECK_RESULT_COUNT] = {
    [CHECK_ON] = S_INIT("on"),
    [CHECK_NONE] = S_INIT("none"),
    [CHECK_ALIKE] = S_INIT("alike"),
    [CHECK_RING] = S_INIT("ring"),
};

struct str
check_word(enum check_result r)
{
    return result_words[r];
}

static void
line_of(struct work *w, const struct desk *d, struct check_line *out)
{
    const struct pack *p = w->pack;

    out->name = d->term->title;
    out->telephone = d->telephone;
    out->open = desk_is_open(d->term, p->calendar, p->zone, w->now);
    out->changes = desk_changes(d->term, p->calendar, p->zone, w->now);
    if (out->changes.us == INT64_MAX)
        out->changes.us = 0;
}

enum err
check_lines(struct work *w, struct id agency, struct check_line lines[2],
    size_t *count)
{
    const struct desk_term *term = pack_desk_for(w->pack, S("front_door"));
    struct desk             day, night;
    struct check_line       swap;
    enum err                e;

    *count = 0;
    if (!term)
        return OK;
    e = desk_find(w, agency, term->id, &day);
    if (e == ERR_ABSENT)
        return OK;
    if (e)
        return e;
    line_of(w, &day, &lines[(*count)++]);
    lines[0].name = (struct words){lang_text(LANG_CY, MSG_CHECK_LINE_DAY),
        lang_text(LANG_EN, MSG_CHECK_LINE_DAY)};
    if (!day.term->out_of_hours.n)
        return OK;
    e = desk_find(w, agency, day.term->out_of_hours, &night);
    if (e == ERR_ABSENT)
        return OK;
    if (e)
        return e;
    line_of(w, &night, &lines[(*count)++]);
    if (!lines[0].open && lines[1].open) {
        swap = lines[0];
        lines[0] = lines[1];
        lines[1] = swap;
    }
    return OK;
}

enum err
check_form(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct check_form *f = ARENA_NEW(cx->arena, struct check_form);

    (void)ask, (void)grant;
    answer->with = f;
    return check_lines(w, cx->reader.agency.id, f->lines, &f->line_count);
}

/* --- who could be meant ------------------------------------------- */

struct found {
    struct recognised who;
    bool              sealed; /* somebody among them is not to be told */
};

static enum verb
verb_of(const struct cx *cx, const struct ask *ask)
{
    const struct check_ask *in = ask->with;

    if (in->caller.n)
        return MAY_CHECK_FOR_CALLER;
    return reader_is_discreet(&cx->reader) ? MAY_CHECK_DISCREET : MAY_CHECK;
}

/*
 * Policy is asked again about each who could be meant: a relative of the
 * asker refuses the whole check (S9), a sealed child makes it ring (S2).
 */
static enum err
ask_about_each(struct work *w, struct cx *cx, const struct ask *ask,
    struct found *f, struct answer *answer)
{
    struct question q = {.verb = verb_of(cx, ask),
        .of = S("register"),
        .purpose = ask->purpose};
    struct grant    g;
    enum err        e;

    for (size_t i = 0; i < f->who.count; i++) {
        if (!f->who.meant[i])
            continue;
        q.person = f->who.faces[i].person;
        if ((e = policy_ask(w, &cx->reader, &q, &g))) {
            answer->grant = g;
            return e;
        }
        f->sealed = f->sealed || g.rings;
    }
    return OK;
}

static enum err
find(struct work *w, struct cx *cx, const struct ask *ask, struct found *f,
    struct answer *answer)
{
    const struct check_ask *in = ask->with;
    struct check_question   q = {.nhs = in->nhs,
          .name = {in->given, in->family},
          .born = in->born};
    enum err                e;

    e = recognise(w, cx->reader.account.id, &q, &f->who);
    if (e == ERR_INVALID)
        answer->fault =
            (struct fault){.msg = MSG_CHECK_TWO_NEEDED, .field = S("nhs")};
    if (e)
        return e;
    return ask_about_each(w, cx, ask, f, answer);
}

/* --- what is said -------------------------------------------------- */

/* The register's facts about one child, or the relay number instead: that a
 * protected child is here for a time would say that they have moved (S10). */
static enum err
say_on(struct work *w, struct cx *cx, const struct register_row *row,
    struct check_answer *c)
{
    struct label_rule rule;
    enum label_kind   label;
    struct agency     authority;
    enum err          e;

    if ((e = label_of(w, row->person, &label)))
        return e;
    rule = w->pack->labels[label];
    c->result = CHECK_ON;
    c->relay = label != LABEL_NORMAL && rule.relay;
    c->categories = row->categories;
    c->since = row->on;
    if (c->relay) {
        struct desk             desk;
        const struct desk_term *t = pack_desk_for(w->pack, S("custodian"));

        if (!t || (e = desk_find(w, cx->reader.agency.id, t->id, &desk)))
            return OK;
        c->lines[0] = (struct check_line){.name = t->title,
            .telephone = desk.relay,
            .open = true};
        c->line_count = 1;
        return OK;
    }
    if ((e = agency_load(w, row->authority, &authority)))
        return e;
    c->authority = authority.name;
    c->co_ordinator = row->co_ordinator;
    c->temporary = row->temporary;
    c->missing = row->missing;
    if (!id_is_none(row->host)) {
        if ((e = agency_load(w, row->host, &authority)))
            return e;
        c->host = authority.name;
    }
    return check_lines(w, row->authority, c->lines, &c->line_count);
}

/* How many of those alike are on the register. */
static enum err
count_on(struct work *w, struct cx *cx, const struct found *f,
    struct answer *answer, size_t *on)
{
    struct register_row row;
    enum err            e;

    *on = 0;
    for (size_t i = 0; i < f->who.check.count; i++) {
        struct id person = f->who.faces[f->who.check.alike[i]].person;

        e = register_find(w, person, &row);
        if (e && e != ERR_ABSENT)
            return e;
        if (e == OK) {
            (*on)++;
            answer_discloses(cx, answer, person);
        }
    }
    return OK;
}

static enum err
say_alike(struct work *w, struct cx *cx, const struct found *f,
    struct check_answer *c, struct answer *answer)
{
    int     *agree = ARENA_ARRAY(cx->arena, int, MATCH_ANSWER_COUNT);
    enum err e;

    if ((e = count_on(w, cx, f, answer, &c->alike)))
        return e;
    if (c->alike == 0)
        return OK;
    c->result = CHECK_ALIKE;
    for (size_t i = 0; i < MATCH_ANSWER_COUNT; i++)
        agree[i] = (int)f->who.check.agree[i];
    c->agree = agree;
    return OK;
}

static enum err
say_one(struct work *w, struct cx *cx, const struct found *f,
    struct check_answer *c, struct answer *answer)
{
    struct register_row row;
    enum err            e;

    c->person = f->who.faces[f->who.check.one].person;
    e = register_find(w, c->person, &row);
    if (e == ERR_ABSENT)
        return OK;
    if (e)
        return e;
    answer_discloses(cx, answer, c->person);
    c->can_tell = !c->discreet && tell_form_of(w->pack);
    return say_on(w, cx, &row, c);
}

/* Registers searched, with the time of their data; true if one is stale. */
static enum err
coverage(struct work *w, struct cx *cx, struct check_answer *c, bool *stale)
{
    const struct term_limit *limit =
        pack_limit(w->pack, S("register_data_stale"));
    struct register_held *held;
    struct moment         oldest;
    size_t                n;
    enum err              e;

    if ((e = register_held_list(w, &held, &n)))
        return e;
    if ((e = span_before(w->pack->calendar, w->pack->zone, w->now, limit->span,
             &oldest)))
        return e;
    c->cover = ARENA_ARRAY(cx->arena, struct check_cover,
        n + w->pack->registers_count);
    for (size_t i = 0; i < n; i++) {
        struct check_cover *row = &c->cover[c->cover_count++];

        row->name = held[i].authority.name;
        row->searched = held[i].searched;
        row->kept_here = held[i].kept_here;
        row->as_of = held[i].as_of;
        if (register_held_is_stale(&held[i], oldest))
            *stale = true;
    }
    for (size_t i = 0; i < w->pack->registers_count; i++)
        if (!w->pack->registers[i].searched)
            c->cover[c->cover_count++].name = w->pack->registers[i].title;
    return OK;
}

static enum err
say(struct work *w, struct cx *cx, const struct found *f,
    struct check_answer *c, struct answer *answer)
{
    bool     stale = false;
    enum err e;

    c->result = CHECK_NONE;
    if ((e = coverage(w, cx, c, &stale)))
        return e;
    if (f->sealed || f->who.check.found == MATCH_FOUND_UNSURE ||
        f->who.check.found == MATCH_FOUND_UNTRACED)
        c->result = CHECK_RING;
    else if (f->who.check.found == MATCH_FOUND_ONE)
        e = say_one(w, cx, f, c, answer);
    else if (f->who.check.found == MATCH_FOUND_ALIKE)
        e = say_alike(w, cx, f, c, answer);
    if (e)
        return e;
    if (stale && c->result != CHECK_ON)
        c->result = CHECK_RING;
    if (c->result == CHECK_ON)
        return OK;
    return check_lines(w, cx->reader.agency.id, c->lines, &c->line_count);
}

/* Which registers were searched, and how old they were; "as of" is left out
 * of one that is kept here, and of all where the answer is to ring (S2). */
static void
cover_json(struct json_out *j, const struct check_answer *c)
{
    json_key(j, S("cover"));
    json_open(j, '[');
    for (size_t i = 0; i < c->cover_count; i++) {
        const struct check_cover *row = &c->cover[i];

        json_open(j, '{');
        json_key(j, S("cy"));
        json_str(j, row->name.cy);
        json_key(j, S("en"));
        json_str(j, row->name.en);
        json_key(j, S("searched"));
        json_bool(j, row->searched);
        if (row->searched && !row->kept_here && c->result != CHECK_RING) {
            json_key(j, S("as_of"));
            json_int(j, row->as_of.us);
        }
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* What stands on a slip, but for the reference and the leaf's hash. */
static void
slip_json(struct json_out *j, const struct work *w, const struct cx *cx)
{
    const struct words agency = cx->reader.agency.name;

    json_key(j, S("at"));
    json_int(j, w->now.us);
    json_key(j, S("by"));
    json_str(j, cx->reader.account.name);
    json_key(j, S("of_cy"));
    json_str(j, agency.cy);
    json_key(j, S("of_en"));
    json_str(j, agency.en);
}

static struct str
check_json(const struct work *w, const struct cx *cx,
    const struct check_answer *c)
{
    struct arena   *a = cx->arena;
    struct json_out j;

    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, S("answer"));
    json_str(&j, check_word(c->result));
    json_key(&j, S("nhs"));
    json_str(&j, c->asked.nhs);
    json_key(&j, S("given"));
    json_str(&j, c->asked.given);
    json_key(&j, S("family"));
    json_str(&j, c->asked.family);
    json_key(&j, S("born"));
    json_str(&j, date_text(a, c->asked.born));
    json_key(&j, S("reason"));
    json_str(&j, c->asked.reason);
    if (c->asked.caller.n) {
        json_key(&j, S("rang"));
        json_str(&j, c->asked.caller);
        json_key(&j, S("rang_from"));
        json_str(&j, c->asked.caller_agency);
        json_key(&j, S("rang_back"));
        json_str(&j, c->asked.called_back);
    }
    json_key(&j, S("categories"));
    json_str(&j, c->categories);
    json_key(&j, S("since"));
    json_str(&j, date_text(a, c->since));
    cover_json(&j, c);
    slip_json(&j, w, cx);
    json_close(&j, '}');
    return json_text(&j);
}

/*
 * The leaf says that a check was made and what kind of answer it got; its
 * question stands sealed beside it, bound to the reference (S4, S5).
 */
static struct str
leaf_detail(struct cx *cx, const struct check_answer *c)
{
    struct json_out j;
    struct digest   sealed = hash_sha256(c->json);

    json_init(&j, cx->arena);
    json_open(&j, '{');
    json_key(&j, S("reference"));
    json_str(&j, c->reference);
    json_key(&j, S("answer"));
    json_str(&j, check_word(c->result));
    json_key(&j, S("said"));
    json_str(&j, str_hex(cx->arena, hash_str(&sealed)));
    json_close(&j, '}');
    return json_text(&j);
}

enum err
register_check(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct check_answer *c = ARENA_NEW(cx->arena, struct check_answer);
    struct found         f = {0};
    enum err             e;

    (void)grant;
    c->asked = *(const struct check_ask *)ask->with;
    c->discreet = reader_is_discreet(&cx->reader);
    if ((e = find(w, cx, ask, &f, answer)))
        return e;
    if ((e = say(w, cx, &f, c, answer)))
        return e;
    c->reference = id_reference(cx->arena, txn_id(w->tx, ID_LEAF));
    c->json = check_json(w, cx, c);
    if ((e = check_trace_of(w, c)))
        return e;
    answer->with = c;
    answer->detail = leaf_detail(cx, c);
    return OK;
}
