/*
 * What is drawn was cut before it got here; this file only puts it into
 * words.
 */
#include "web/child.h"

#include "base/nhs.h"
#include "base/zone.h"
#include "web/check.h"
#include "web/frame.h"

struct str
child_as_of_words(struct page *pg, struct date day, struct moment at)
{
    return at.us ? page_time(pg, at) : page_date(pg, day);
}

/* How old, or how old when they died; of a death whose day is not known, no
 * age. */
struct str
child_age(struct page *pg, const struct child_page *c)
{
    const struct face *f = &c->face;
    struct date        day = c->death_count ? c->deaths[0].on : pg->today;
    struct str         parts[2];

    if (date_is_none(f->birth_date))
        return (struct str){0};
    parts[0] = page_date(pg, f->birth_date);
    if (!date_is_known(day))
        return parts[0];
    parts[1] = lang_plural_text(pg->arena, pg->lang, MSG_CHILD_AGE_YEARS,
        date_age(f->birth_date, day));
    return str_join(pg->arena, parts, 2, S(", "));
}

bool
child_runs_on(const struct child_page *c)
{
    return c->death_count && (c->due_count || c->next_due.us || c->reg.on);
}

struct str
child_categories(struct page *pg, struct str terms)
{
    return check_category(pg, terms);
}

struct str
child_item_day(struct page *pg, const struct child_item *i)
{
    if (date_is_none(i->on))
        return page_date(pg, zone_date(pg->zone, i->recorded));
    return zone_date_words(pg->arena, pg->lang, i->on,
        date_is_known(i->on) ? DATE_FULL : DATE_LONG);
}

static bool
is_brief(const struct field *f)
{
    return f->type == FIELD_CHOICE || f->type == FIELD_CHOICES;
}

struct str
child_item_brief(struct page *pg, const struct child_item *i)
{
    struct buf b;
    size_t     n = 0;

    buf_init(&b, pg->arena);
    for (size_t k = 0; k < i->line_count && n < 3; k++) {
        if (!is_brief(i->lines[k].field))
            continue;
        if (n++)
            buf_add(&b, S(" · "));
        buf_add(&b, i->lines[k].text);
    }
    return buf_str(&b);
}

struct str
child_lane_name(struct page *pg, const struct child_page *c, size_t lane)
{
    struct str name = words_in(c->lanes[lane], pg->lang);

    return name.n ? name : lang_text(pg->lang, MSG_CHILD_OWN_LANE);
}

struct str
child_next_when(struct page *pg, const struct child_next *n)
{
    struct str parts[2] = {page_day(pg, n->on)};

    if (!n->at.us)
        return parts[0];
    parts[1] = page_clock(pg, n->at);
    return str_join(pg->arena, parts, 2, S(", "));
}

struct str
child_span(struct page *pg, struct date from, struct date until)
{
    struct str parts[2];
    size_t     n = 0;

    if (!date_is_none(from))
        parts[n++] = page_date(pg, from);
    if (!date_is_none(until))
        parts[n++] = str_cat(pg->arena,
            str_cat(pg->arena, lang_text(pg->lang, MSG_CHILD_UNTIL), S(" ")),
            page_date(pg, until));
    return str_join(pg->arena, parts, n, S(" "));
}

struct str
child_purpose(struct page *pg, struct str id)
{
    const struct purpose_term *p = pack_purpose(pg->pack, id);

    return p ? words_in(p->label, pg->lang) : id;
}

struct str
child_reference(struct page *pg, int64_t number)
{
    return thread_reference(pg->arena, number);
}

struct str
child_as_of_query(struct page *pg, struct date day, struct moment at)
{
    struct str parts[8] = {S("&as_of-day="), str_of_int(pg->arena, day.day),
        S("&as_of-month="), str_of_int(pg->arena, day.month), S("&as_of-year="),
        str_of_int(pg->arena, day.year)};

    if (date_is_none(day))
        return (struct str){0};
    if (at.us) {
        parts[6] = S("&as_of-time=");
        parts[7] = frame_encode(pg->arena, page_clock(pg, at));
    }
    return str_join(pg->arena, parts, 8, (struct str){0});
}

/* The moment the page is of, again, or nothing when it is now. */
static struct str
as_of_query(struct page *pg, const struct child_page *c)
{
    return child_as_of_query(pg, c->as_of, c->as_of_at);
}

struct str
child_for(struct page *pg, const struct child_page *c, struct str purpose)
{
    struct str parts[3] = {page_url_id(pg, S("/child/"), c->person),
        S("?purpose="), frame_encode(pg->arena, purpose)};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

struct str
child_door(struct page *pg, const struct child_page *c, struct str what)
{
    return str_cat(pg->arena, page_url_id(pg, S("/child/"), c->person), what);
}

struct str
child_plan(struct page *pg, const struct child_page *c)
{
    struct str query = as_of_query(pg, c);

    if (!query.n)
        return child_door(pg, c, S("/plan"));
    return str_cat(pg->arena, child_door(pg, c, S("/plan?")),
        str_from(query, 1));
}

struct str
child_beside(struct page *pg, const struct child_page *c, struct str what)
{
    struct str parts[5] = {page_url_id(pg, S("/child/"), c->person), what,
        S("?purpose="), frame_encode(pg->arena, c->purpose),
        as_of_query(pg, c)};

    return str_join(pg->arena, parts, 5, (struct str){0});
}

/* The same page from another row of the chronology on. */
struct str
child_rows_url(struct page *pg, const struct child_page *c, size_t first)
{
    struct str parts[5] = {child_for(pg, c, c->purpose), S("&from="),
        str_of_int(pg->arena, (int64_t)first), as_of_query(pg, c), S("#tbl")};

    return str_join(pg->arena, parts, 5, (struct str){0});
}

struct str
child_undo_url(struct page *pg, const struct child_link *l)
{
    struct str parts[5] = {page_url_id(pg, S("/concern/"), l->thread), S("/"),
        id_text(pg->arena, l->source), S("/undo/"),
        id_text(pg->arena, l->row.id)};

    return str_join(pg->arena, parts, 5, (struct str){0});
}

int64_t
child_missing(const struct child_page *c)
{
    int64_t n = 0;

    for (size_t i = 0; i < c->question_count; i++)
        n += c->questions[i].missing;
    return n;
}

int64_t
child_answered(const struct child_page *c, size_t source)
{
    int64_t n = 0;

    for (size_t i = 0; i < c->question_count; i++)
        n += c->questions[i].by[source].text.n ||
            c->questions[i].by[source].held;
    return n;
}

enum msg
child_question_msg(const struct child_question *q)
{
    return q->missing   ? MSG_WHOLE_ASK
        : q->two_traced ? MSG_WHOLE_TWO_TRACED
        : q->differs    ? MSG_WHOLE_COMPARE
        : q->untraced   ? MSG_WHOLE_TRACE
                        : MSG_NONE;
}

enum msg
child_number_msg(enum child_number number)
{
    static const enum msg msgs[NUMBER_STATES] = {
        [NUMBER_NONE] = MSG_NONE,
        [NUMBER_CLAIMED] = MSG_WHOLE_CLAIMED,
        [NUMBER_TRACED] = MSG_CHILD_NHS_TRACED,
        [NUMBER_SUPERSEDED] = MSG_WHOLE_SUPERSEDED,
    };

    return msgs[number];
}

bool
child_has_kin(const struct child_page *c, enum child_kin kin)
{
    for (size_t i = 0; i < c->relative_count; i++)
        if (c->relatives[i].kin == kin)
            return true;
    return false;
}

enum msg
child_kin_msg(enum child_kin kin)
{
    static const enum msg msgs[KIN_COUNT] = {
        [KIN_CARER] = MSG_FAMILY_CARERS,
        [KIN_SIBLING] = MSG_FAMILY_SIBLINGS,
        [KIN_OTHER] = MSG_FAMILY_OTHER_ADULTS,
    };

    return msgs[kin];
}

enum msg
child_shape_msg(enum child_shape s)
{
    static const enum msg msgs[SHAPE_COUNT] = {
        [SHAPE_CONCERN] = MSG_CHILD_SHAPE_CONCERN,
        [SHAPE_NOTICE] = MSG_CHILD_SHAPE_NOTICE,
        [SHAPE_SEEN] = MSG_CHILD_SHAPE_SEEN,
        [SHAPE_DECIDED] = MSG_CHILD_SHAPE_DECIDED,
        [SHAPE_PLANNED] = MSG_CHILD_SHAPE_PLANNED,
        [SHAPE_WRITTEN] = MSG_CHILD_SHAPE_WRITTEN,
    };

    return msgs[s];
}

enum msg
child_fate_msg(enum fold_fate f)
{
    return f == FATE_MOVED ? MSG_CHILD_MOVED
        : f == FATE_ERASED ? MSG_CHILD_ERASED
                           : MSG_CHILD_WITHDRAWN;
}

/* --- asking -------------------------------------------------------------- */

/* "14:30", "9:05" or "1430". */
static bool
clock_read(struct str text, struct civil *out)
{
    struct str hour = text, minute;
    int64_t    h, m;

    if (!str_split(&text, ':', &hour))
        return false;
    minute = text;
    if (!minute.n && hour.n == 4) {
        minute = str_from(hour, 2);
        hour.n = 2;
    }
    if (minute.n != 2 || hour.n > 2 || !str_is_digits(hour) ||
        !str_is_digits(minute) || !str_int(hour, &h) || !str_int(minute, &m) ||
        h > 23 || m > 59)
        return false;
    out->hour = (int8_t)h;
    out->minute = (int8_t)m;
    return true;
}

/* Which moment is asked for; what is wrong with it is said beside it. */
void
child_as_of_read(struct visit *v, struct date *day, struct moment *at)
{
    struct str   clock = str_trim(visit_text(v, S("as_of-time")));
    struct civil c = {0};

    if (visit_date(v, S("as_of"), day))
        return;
    if (date_is_none(*day)) {
        if (clock.n)
            visit_error(v, S("as_of"), MSG_COMMON_BAD_DATE);
        return;
    }
    c.date = *day;
    if (date_cmp(*day, v->page.today) > 0)
        visit_error(v, S("as_of"), MSG_ASOF_FUTURE);
    else if (clock.n && !clock_read(clock, &c))
        visit_error(v, S("as_of-time"), MSG_ASOF_BAD_TIME);
    else if (clock.n)
        *at = zone_moment(v->page.zone, c);
    if (v->page.error_count)
        *day = (struct date){0};
}

/* A page that is read takes its day and purpose from the address. */
enum err
in_child(struct visit *v)
{
    struct child_ask *in = ARENA_NEW(v->req->arena, struct child_ask);
    int64_t           first;

    v->form = v->req->query;
    in->purpose = visit_text(v, S("purpose"));
    child_as_of_read(v, &in->as_of, &in->at);
    if (str_int(visit_text(v, S("from")), &first) && first > 0)
        in->first = (size_t)first;
    v->ask.with = in;
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

enum err
in_child_place(struct visit *v)
{
    struct id                 *ref = ARENA_NEW(v->req->arena, struct id);
    const struct purpose_term *p =
        pack_purpose(v->page.pack, visit_text(v, S("purpose")));

    if (!p || !id_parse(visit_text(v, S("place")), ID_SEALED, ref))
        return ERR_ABSENT;
    v->ask.purpose = p->id;
    v->ask.with = ref;
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

/* An old address of somebody whose records were linked to another's. */
static bool
is_alias(const struct visit *v, const struct child_page *c)
{
    return !id_eq(v->ask.about, c->person);
}

void
see_child(struct visit *v, enum err e, struct answer *answer)
{
    const struct child_page *c = answer->with;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    if (is_alias(v, c)) {
        visit_go(v,
            str_cat(v->req->arena, S("/child/"),
                id_text(v->req->arena, c->person)));
        return;
    }
    child_page_draw(&v->page, c,
        &(struct as_of_typed){visit_text(v, S("as_of-day")),
            visit_text(v, S("as_of-month")), visit_text(v, S("as_of-year")),
            visit_text(v, S("as_of-time"))});
    visit_page(v, v->page.error_count ? 400 : 200);
}

void
see_child_print(struct visit *v, enum err e, struct answer *answer)
{
    const struct child_page *c = answer->with;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    child_print_draw(&v->page, c, &answer->leaf);
    visit_page(v, v->page.error_count ? 400 : 200);
}

void
see_child_place(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    /* The other language shows the child: a place is not opened twice. */
    v->page.path = str_cat(v->req->arena, S("/child/"),
        id_text(v->req->arena, v->ask.about));
    child_place_page(&v->page, answer->with);
    visit_page(v, 200);
}
