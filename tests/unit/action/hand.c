/*
 * hand -- see hand.h.
 */
#include "hand.h"

#include "../fill.h"
#include "../test.h"

#include "base/json.h"
#include "record/notice.h"

struct hand
hand_as(struct office *o, struct id account)
{
    return (struct hand){.o = o, .account = account};
}
struct hand
hand_nobody(struct office *o)
{
    return (struct hand){.o = o};
}

enum err
hand_ask(struct hand h, struct ask ask, struct answer *answer)
{
    struct cx cx = cx_service(h.o->service, h.o->arena, h.account);

    cx.kind = h.secret.n        ? READER_INVITE
        : id_is_none(h.account) ? READER_NOBODY
                                : READER_ACCOUNT;
    if (h.why.n)
        ask.purpose = h.why;
    if (h.secret.n)
        cx.invite = invite_hash(h.o->arena, h.secret);
    *answer = (struct answer){0};
    return action_run(&cx, &ask, answer);
}

struct id
hand_start_as(struct hand h, enum verb verb)
{
    struct draft_start    in = {.verb = verb};
    struct draft_started *out;
    struct answer         answer = {0};

    WANT_OK(hand_ask(h,
        (struct ask){.act = ACT_DRAFT_START,
            .purpose = verb == MAY_TAKE_CALL ? DUTY : OWN,
            .with = &in},
        &answer));
    out = answer.with;
    return out->draft;
}

struct id
hand_start(struct hand h)
{
    return hand_start_as(h, MAY_REPORT);
}

enum err
hand_save(struct hand h, struct id draft, const struct draft_save *in,
    struct answer *answer)
{
    return hand_ask(h,
        (struct ask){.act = ACT_DRAFT_SAVE,
            .about = draft,
            .purpose = OWN,
            .with = in},
        answer);
}

/* One input, at the revision that is there. */
const struct draft_kept *
hand_put(struct hand h, struct id draft, const char *name, const char *text)
{
    struct answer             shown = {0}, answer = {0};
    const struct draft_page  *page;
    const struct typed_value *v;
    struct draft_input        in = {.name = str_of(name), .text = str_of(text)};
    struct draft_save         s = {.inputs = &in, .count = 1};

    WANT_OK(hand_ask(h,
        (struct ask){.act = ACT_DRAFT_SHOW, .about = draft, .purpose = OWN},
        &shown));
    page = shown.with;
    v = typed_find(&page->typed, in.name);
    in.was = v ? v->revision : 0;
    WANT_OK(hand_save(h, draft, &s, &answer));
    return answer.with;
}

const struct draft_page *
hand_page(struct hand h, struct id draft)
{
    struct answer answer = {0};

    if (hand_ask(h,
            (struct ask){.act = ACT_DRAFT_SHOW, .about = draft, .purpose = OWN},
            &answer))
        return NULL;
    return answer.with;
}

/* An answer as it is typed. */
static void
type_value(struct hand h, struct id draft, struct str name,
    const struct json *v)
{
    struct arena *a = h.o->arena;
    const char   *base = str_c(a, name);
    struct date   d;

    if (v->kind == JSON_OBJECT && json_member(v, S("why")))
        hand_put(h, draft, str_c(a, str_cat(a, name, S("-why"))),
            str_c(a, json_string(json_member(v, S("why")))));
    else if (v->kind == JSON_ARRAY && v->child && v->child->kind == JSON_STRING)
        hand_put(h, draft, base, str_c(a, v->child->text));
    else if (v->kind == JSON_STRING && date_parse(v->text, &d))
        hand_put(h, draft, str_c(a, str_cat(a, name, S("-year"))),
            str_c(a, str_of_int(a, d.year)));
    else if (v->kind == JSON_STRING)
        hand_put(h, draft, base, str_c(a, v->text));
}

/* Everything that must be answered, and what is said. */
void
hand_fill(struct hand h, struct id draft, const char *said)
{
    const struct draft_page *p = hand_page(h, draft);
    struct fill              f = {.arena = h.o->arena,
                     .pack = h.o->pack,
                     .form = p->form,
                     .children = p->children.count,
                     .today = date_of(2027, 3, 1),
                     .said = said};
    struct fault             fault;
    const struct json       *all;

    WANT_OK(json_read(h.o->arena, fill_answers(&f), &all, &fault));
    for (const struct json *v = all->child; v; v = v->next) {
        const struct field *q = form_field(p->form, v->key);

        if (!q->per_child) {
            type_value(h, draft, v->key, v);
            continue;
        }
        for (const struct json *c = v->child; c; c = c->next) {
            struct str parts[2] = {v->key, c->key};

            type_value(h, draft, str_join(h.o->arena, parts, 2, S(".")), c);
        }
    }
}

enum err
hand_send(struct hand h, struct id draft, struct report_sent *out)
{
    enum lang     lang = LANG_CY;
    struct answer answer = {0};
    enum err      e = hand_ask(h,
             (struct ask){.act = ACT_DRAFT_SEND,
                 .about = draft,
                 .purpose = OWN,
                 .with = &lang},
             &answer);

    if (e == OK)
        *out = *(const struct report_sent *)answer.with;
    return e;
}

struct report_sent
hand_sent(struct hand h, const char *said)
{
    struct report_sent out = {0};
    struct id          d = hand_start(h);

    hand_fill(h, d, said);
    WANT_OK(hand_send(h, d, &out));
    return out;
}

struct reading {
    struct office *o;
    struct id      entry;
    struct entry  *out;
};
static enum err
read_entry(struct txn *tx, void *ctx)
{
    struct reading *r = ctx;
    struct work     w = work_in(tx, service_rules(r->o->service));

    return entry_load(&w, r->entry, r->out);
}

enum err
hand_entry(struct office *o, struct id id, struct entry *out)
{
    struct reading r = {o, id, out};

    return store_read(service_store(o->service), o->arena, read_entry, &r);
}

/* How many notices of that rule somebody has. */
struct noticing {
    struct office *o;
    struct id      whom;
    struct str     rule;
    size_t         count;
};
static enum err
count_notices(struct txn *tx, void *ctx)
{
    struct noticing *c = ctx;
    struct work      w = work_in(tx, service_rules(c->o->service));
    struct notice   *all;
    size_t           n;
    enum err         e;

    if ((e = notice_list(&w, &c->whom, 1, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        c->count += str_eq(all[i].rule, c->rule);
    return OK;
}
size_t
hand_notices(struct office *o, struct id whom, const char *rule)
{
    struct noticing c = {.o = o, .whom = whom, .rule = str_of(rule)};

    WANT_OK(store_read(service_store(o->service), o->arena, count_notices, &c));
    return c.count;
}

const struct report_receipt *
hand_receipt(struct hand h, struct id draft)
{
    struct answer answer = {0};

    WANT_OK(hand_ask(h,
        (struct ask){.act = ACT_REPORT_SENT, .about = draft, .purpose = OWN},
        &answer));
    return answer.with;
}

void
hand_lleucu(struct hand h, struct id d)
{
    hand_put(h, d, "given_name.0", "lleucu");
    hand_put(h, d, "family_name.0", "Penri");
    hand_put(h, d, "unborn.0", "no");
    hand_put(h, d, "birth_date.0-day", "1");
    hand_put(h, d, "birth_date.0-month", "4");
    hand_put(h, d, "birth_date.0-year", "2020");
}
