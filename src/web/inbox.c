/*
 * The query is read leniently: what it names that there is not is as if it
 * were not named, so that an old link still opens.
 */
#include "web/inbox.h"

#include "web/frame.h"

/* ---- the query ---- */

/* In the order of enum worklist_which, inbox_with, thread_sort. */
static const struct str states[WORK_WHICH_COUNT] = {
    [WORK_WAITING] = S_INIT("waiting"),
    [WORK_LATE] = S_INIT("late"),
    [WORK_OWED] = S_INIT("owed"),
    [WORK_DECIDED] = S_INIT("decided"),
    [WORK_ALL] = S_INIT("all"),
};
static const enum msg state_msgs[WORK_WHICH_COUNT] = {
    [WORK_WAITING] = MSG_INBOX_STATE_WAITING,
    [WORK_LATE] = MSG_INBOX_STATE_LATE,
    [WORK_OWED] = MSG_INBOX_STATE_OWED,
    [WORK_DECIDED] = MSG_INBOX_STATE_DECIDED,
    [WORK_ALL] = MSG_INBOX_STATE_ALL,
};
#define WITHS 3
static const struct str withs[WITHS] = {
    [INBOX_ANY] = S_INIT("any"),
    [INBOX_NOBODY] = S_INIT("nobody"),
    [INBOX_ME] = S_INIT("me"),
};
static const enum msg with_msgs[WITHS] = {
    [INBOX_ANY] = MSG_INBOX_WITH_ANY,
    [INBOX_NOBODY] = MSG_INBOX_WITH_NOBODY,
    [INBOX_ME] = MSG_INBOX_WITH_ME,
};
#define SORTS 3
static const struct str sorts[SORTS] = {
    [THREAD_BY_RISK] = S_INIT("risk"),
    [THREAD_BY_DUE] = S_INIT("clock"),
    [THREAD_BY_RECEIVED] = S_INIT("newest"),
};
static const struct {
    struct str name;
    enum msg   msg;
} filters[FILTER_COUNT] = {
    [FILTER_STATE] = {S_INIT("state"), MSG_INBOX_FILTER_STATE},
    [FILTER_URGENCY] = {S_INIT("urgency"), MSG_INBOX_FILTER_URGENCY},
    [FILTER_FROM] = {S_INIT("from"), MSG_INBOX_FILTER_FROM},
    [FILTER_WITH] = {S_INIT("with"), MSG_INBOX_FILTER_WITH},
    [FILTER_DESK] = {S_INIT("desk"), MSG_INBOX_FILTER_DESK},
};

static size_t
place_of(const struct str *all, size_t n, struct str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i], word))
            return i;
    return 0;
}

static struct str
asked(struct visit *v, struct str name)
{
    return form_value(&v->req->query, name);
}

enum err
in_inbox(struct visit *v)
{
    struct inbox_ask *in = ARENA_NEW(v->req->arena, struct inbox_ask);
    int64_t           page;

    in->which = (enum worklist_which)place_of(states, WORK_WHICH_COUNT,
        asked(v, S("state")));
    in->urgency = asked(v, S("urgency"));
    in->sender = asked(v, S("from"));
    in->with = (enum inbox_with)place_of(withs, WITHS, asked(v, S("with")));
    in->sort = (enum thread_sort)place_of(sorts, SORTS, asked(v, S("sort")));
    if (!id_parse(asked(v, S("desk")), ID_DESK, &in->desk))
        in->desk = (struct id){0};
    if (str_int(asked(v, S("page")), &page) && page > 1 && page <= INT32_MAX)
        in->page = page - 1;
    v->ask.with = in;
    return OK;
}

static void
query_add(struct buf *b, struct arena *a, struct str name, struct str value)
{
    if (!value.n)
        return;
    buf_add_byte(b, b->n ? '&' : '?');
    buf_add(b, name);
    buf_add_byte(b, '=');
    buf_add(b, frame_encode(a, value));
}

static struct str
inbox_url(struct page *pg, const struct inbox_ask *in, enum thread_sort sort,
    int64_t page)
{
    struct arena *a = pg->arena;
    struct buf    b;

    buf_init(&b, a);
    query_add(&b, a, S("state"), states[in->which]);
    query_add(&b, a, S("urgency"), in->urgency);
    query_add(&b, a, S("from"), in->sender);
    query_add(&b, a, S("with"), withs[in->with]);
    if (!id_is_none(in->desk))
        query_add(&b, a, S("desk"), id_text(a, in->desk));
    query_add(&b, a, S("sort"), sorts[sort]);
    if (page)
        query_add(&b, a, S("page"), str_of_int(a, page + 1));
    return str_cat(a, page_url(pg, S("/inbox")), buf_str(&b));
}

struct str
inbox_sort_url(struct page *pg, const struct inbox *box, enum thread_sort sort)
{
    return inbox_url(pg, &box->ask, sort, 0);
}

struct str
inbox_page_url(struct page *pg, const struct inbox *box, int64_t page)
{
    return inbox_url(pg, &box->ask, box->ask.sort, page);
}

/* "999+" where counting has ended. */
static struct str
number_to(struct arena *a, int64_t n, int64_t most)
{
    if (n < most)
        return str_of_int(a, n);
    return str_cat(a, str_of_int(a, most - 1), S("+"));
}

struct str
inbox_count(struct page *pg, int64_t n)
{
    return number_to(pg->arena, n, WORKLIST_COUNT_MOST);
}

struct str
inbox_total(struct page *pg, const struct inbox *box)
{
    return number_to(pg->arena, box->total,
        box->ask.page * INBOX_PAGE + WORKLIST_COUNT_MOST);
}

bool
inbox_has_more(const struct inbox *box)
{
    return (box->ask.page + 1) * INBOX_PAGE < box->total;
}

/* ---- the filter ---- */

struct str
inbox_filter_name(enum inbox_filter f)
{
    return filters[f].name;
}

enum msg
inbox_filter_msg(enum inbox_filter f)
{
    return filters[f].msg;
}

/* The first choice of a list of the pack's: any of it. */
static struct inbox_choice
choice_any(struct page *pg, bool chosen)
{
    return (struct inbox_choice){.label = lang_text(pg->lang, MSG_INBOX_ANY),
        .chosen = chosen};
}

static bool
choice_urgency(struct page *pg, const struct inbox *box, size_t n,
    struct inbox_choice *out)
{
    const struct term_list *l =
        concern_list(pg->pack, YIELD_CONCERN, S("urgency"));

    *out = choice_any(pg, !box->ask.urgency.n);
    if (n == 0)
        return true;
    if (!l || n > l->count)
        return false;
    out->value = l->options[n - 1].id;
    out->label = words_in(l->options[n - 1].label, pg->lang);
    out->chosen = str_eq(out->value, box->ask.urgency);
    return true;
}

static bool
choice_from(struct page *pg, const struct inbox *box, size_t n,
    struct inbox_choice *out)
{
    *out = choice_any(pg, !box->ask.sender.n);
    if (n == 0)
        return true;
    if (n > pg->pack->agency_kinds_count)
        return false;
    out->value = pg->pack->agency_kinds[n - 1].id;
    out->label = words_in(pg->pack->agency_kinds[n - 1].title, pg->lang);
    out->chosen = str_eq(out->value, box->ask.sender);
    return true;
}

/* Where there is only one desk there is nothing to choose. */
static bool
choice_desk(struct page *pg, const struct inbox *box, size_t n,
    struct inbox_choice *out)
{
    const struct desk *d;

    *out = choice_any(pg, id_is_none(box->ask.desk));
    if (box->desk_count < 2 || n > box->desk_count)
        return false;
    if (n == 0)
        return true;
    d = &box->desks[n - 1];
    out->value = id_text(pg->arena, d->id);
    out->label = words_in(d->term->title, pg->lang);
    out->chosen = id_eq(d->id, box->ask.desk);
    return true;
}

bool
inbox_filter_choice(struct page *pg, const struct inbox *box,
    enum inbox_filter f, size_t n, struct inbox_choice *out)
{
    switch (f) {
    case FILTER_STATE:
        if (n >= WORK_WHICH_COUNT)
            return false;
        *out = (struct inbox_choice){states[n],
            lang_text(pg->lang, state_msgs[n]), n == (size_t)box->ask.which};
        return true;
    case FILTER_WITH:
        if (n >= WITHS)
            return false;
        *out = (struct inbox_choice){withs[n],
            lang_text(pg->lang, with_msgs[n]), n == (size_t)box->ask.with};
        return true;
    case FILTER_URGENCY:
        return choice_urgency(pg, box, n, out);
    case FILTER_FROM:
        return choice_from(pg, box, n, out);
    case FILTER_DESK:
        return choice_desk(pg, box, n, out);
    case FILTER_COUNT:
        break;
    }
    return false;
}

/* ---- words ---- */

struct str
inbox_child(struct page *pg, struct str name, struct date born,
    struct date expected)
{
    struct str parts[2], day;

    if (!name.n)
        name = lang_text(pg->lang, MSG_INBOX_UNNAMED);
    if (date_is_none(born) && !date_is_none(expected)) {
        day = page_date(pg, expected);
        parts[1] =
            lang_fill_text(pg->arena, pg->lang, MSG_INBOX_EXPECTED, &day, 1);
    } else if (!date_is_none(born)) {
        parts[1] = str_of_int(pg->arena, date_age(born, pg->today));
    } else {
        return name;
    }
    parts[0] = name;
    return str_join(pg->arena, parts, 2, S(", "));
}

static bool
is_day_end(struct page *pg, struct moment m)
{
    return zone_day_end(pg->zone, zone_date(pg->zone, m)).us == m.us;
}

/* With the day when it is another than today, or when the day is all. */
static struct str
due_words(struct page *pg, struct moment due, enum msg end, enum msg time)
{
    struct date day = zone_date(pg->zone, due);
    struct str  parts[2] = {page_clock(pg, due), page_day(pg, day)};
    struct str  when;

    if (is_day_end(pg, due))
        return lang_fill_text(pg->arena, pg->lang, end, &parts[1], 1);
    when = str_join(pg->arena, parts, date_eq(day, pg->today) ? 1 : 2, S(", "));
    return lang_fill_text(pg->arena, pg->lang, time, &when, 1);
}

struct str
inbox_due(struct page *pg, struct moment due)
{
    return due_words(pg, due, MSG_INBOX_BY_END, MSG_INBOX_BY_TIME);
}

struct str
inbox_late(struct page *pg, struct moment due)
{
    return due_words(pg, due, MSG_INBOX_LATE_END, MSG_INBOX_LATE_TIME);
}

struct str
inbox_reference(struct page *pg, int64_t number)
{
    return thread_reference(pg->arena, number);
}

struct str
inbox_concern_url(struct page *pg, const struct thread_row *row)
{
    struct str parts[3] = {page_url_id(pg, S("/concern/"), row->thread),
        S("/child/"), id_text(pg->arena, row->source)};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

/* ---- pages ---- */

void
see_inbox(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.dense = true;
    inbox_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_workload(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.dense = true;
    inbox_workload_page(&v->page, answer->with);
    visit_page(v, 200);
}
