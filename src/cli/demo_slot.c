/*
 * What $name stands for in the texts of demo/: something of the household,
 * of the member it is about, of the accounts concerned, of the bank of
 * texts, or a day or time counted from now.
 */
#include "base/zone.h"
#include "cli/demo.h"

#define MINUTE_US INT64_C(60000000)

typedef struct str slot_text(const struct filling *f,
    const struct member                           *about);

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

static struct str
in_language(const struct filling *f, const struct node *n)
{
    return words_in(demo_words(n), f->language);
}

/* --- the member --- */

/* Another agency's spelling: the first rule of people.yaml that fits. */
static struct str
spelled_otherwise(const struct filling *f, struct str word)
{
    const struct node *all = node_member(f->demo->people, S("spellings"));
    struct str         parts[3];

    for (const struct node *n = node_first(all); n; n = node_next(all, n)) {
        struct str from = said(n, S("from"));
        ptrdiff_t  at = str_find(word, from);

        if (at < 0)
            continue;
        parts[0] = str_sub(word, 0, (size_t)at);
        parts[1] = said(n, S("to"));
        parts[2] = str_from(word, (size_t)at + from.n);
        return str_join(f->arena, parts, 3, S(""));
    }
    return word;
}

static struct str
given(const struct filling *f, const struct member *m)
{
    struct str first, rest;

    if (!m || !node_member(f->step, S("spelled")))
        return m ? m->given : S("");
    (void)str_cut(m->given, ' ', &first, &rest);
    return spelled_otherwise(f, first);
}

static struct str
family(const struct filling *f, const struct member *m)
{
    if (!m || !node_member(f->step, S("spelled")))
        return m ? m->family : S("");
    return spelled_otherwise(f, m->family);
}

static struct str
known_as(const struct filling *f, const struct member *m)
{
    (void)f;
    return m ? m->known_as : S("");
}

static struct str
name(const struct filling *f, const struct member *m)
{
    struct str parts[2];

    if (!m || !m->given.n)
        return m ? m->family : S("");
    parts[0] = m->given;
    parts[1] = m->family;
    return str_join(f->arena, parts, 2, S(" "));
}

static struct str
born(const struct filling *f, const struct member *m)
{
    return m && !date_is_none(m->born) ? date_text(f->arena, m->born) : S("");
}

static struct str
born_month(const struct filling *f, const struct member *m)
{
    return str_sub(born(f, m), 0, 7);
}

static struct str
expected(const struct filling *f, const struct member *m)
{
    return m && !date_is_none(m->expected) ? date_text(f->arena, m->expected)
                                           : S("");
}

static struct str
unborn(const struct filling *f, const struct member *m)
{
    (void)f;
    return m && !date_is_none(m->expected) ? S("yes") : S("no");
}

static struct str
sex(const struct filling *f, const struct member *m)
{
    (void)f;
    return m ? m->sex : S("");
}

static struct str
nhs(const struct filling *f, const struct member *m)
{
    (void)f;
    return m ? m->nhs : S("");
}

/* Between a child and an adult, or between children. */
static struct str
relation(const struct filling *f, const struct member *m)
{
    (void)f;
    if (!m)
        return S("");
    return m->relation.n ? m->relation : m->sibling;
}

static struct str
responsibility(const struct filling *f, const struct member *m)
{
    (void)f;
    return m ? m->responsibility : S("");
}

/* The records of the first two children of a concern: of twins. */
static struct str
record_first(const struct filling *f, const struct member *m)
{
    (void)m;
    return id_text(f->arena, f->thread->sources[0]);
}

static struct str
record_second(const struct filling *f, const struct member *m)
{
    (void)m;
    return id_text(f->arena, f->thread->sources[1]);
}

/* The two records of a link: the one in hand, and an earlier one. */
static struct str
record_this(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->thread ? id_text(f->arena, f->thread->sources[0]) : S("");
}

static struct str
record_other(const struct filling *f, const struct member *m)
{
    return m && m->source_count ? id_text(f->arena, m->sources[0]) : S("");
}

/* --- the household --- */

static struct str
language(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->family->language;
}

static struct str
ethnic(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->family->ethnic;
}

static struct str
home(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->family->home;
}

static struct str
mother(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->family->adult_count ? name(f, &f->family->adults[0]) : S("");
}

/* Adults and other children of the household, one after the other. */
static struct str
lives_with(const struct filling *f, const struct member *m)
{
    struct str all[ADULTS_MOST + CHILDREN_MOST];
    size_t     n = 0;

    for (size_t i = 0; i < f->family->adult_count; i++)
        all[n++] = name(f, &f->family->adults[i]);
    for (size_t i = 0; i < f->family->child_count; i++)
        if (&f->family->children[i] != m)
            all[n++] = name(f, &f->family->children[i]);
    return str_join(f->arena, all, n, S(", "));
}

static struct str
school(const struct filling *f, const struct member *m)
{
    (void)m;
    if (!f->family->school)
        return S("");
    return words_in(f->family->school->name, f->language);
}

static struct str
school_id(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->family->school ? id_text(f->arena, f->family->school->id) : S("");
}

/* --- accounts --- */

static struct str
account_text(const struct filling *f, const struct demo_account *a)
{
    struct str parts[3];

    if (!a)
        return S("");
    parts[0] = a->name;
    parts[1] = in_language(f, node_member(a->told, S("title")));
    parts[2] = words_in(a->agency->name, f->language);
    return str_join(f->arena, parts, 3, S(", "));
}

static struct str
actor(const struct filling *f, const struct member *m)
{
    (void)m;
    return account_text(f, f->actor);
}

static struct str
actor_language(const struct filling *f, const struct member *m)
{
    (void)m;
    return lang_code(f->actor->language);
}

static const struct demo_account *
who_reported(const struct filling *f)
{
    if (f->thread && f->thread->reporter)
        return f->thread->reporter;
    return f->family->reporter;
}

static struct str
reporter(const struct filling *f, const struct member *m)
{
    (void)m;
    return account_text(f, who_reported(f));
}

static struct str
reporter_language(const struct filling *f, const struct member *m)
{
    const struct demo_account *a = who_reported(f);

    (void)m;
    return lang_code(a ? a->language : f->family->writes);
}

static struct str
worker(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->family->worker->name;
}

static struct str
worker_id(const struct filling *f, const struct member *m)
{
    (void)m;
    return id_text(f->arena, f->family->worker->id);
}

/* Who takes over where the form hands over. */
static struct str
successor_id(const struct filling *f, const struct member *m)
{
    (void)m;
    return f->successor ? id_text(f->arena, f->successor->id) : S("");
}

/* Somebody else whom the step names. */
static struct str
member_id(const struct filling *f, const struct member *m)
{
    struct str login;

    (void)m;
    if (!str_cut(said(f->step, S("member")), '.', &login, &login))
        return S("");
    return id_text(f->arena, demo_region_account(f->demo, login)->id);
}

static struct str
authority_id(const struct filling *f, const struct member *m)
{
    (void)m;
    return id_text(f->arena, f->actor->agency->id);
}

/* --- made up on the spot --- */

static struct str
somebody(const struct filling *f, const struct member *m)
{
    (void)m;
    return demo_name(f->demo, &f->family->dice);
}

/* 01632 960 800 and on: kept for fiction. */
static struct str
phone(const struct filling *f, const struct member *m)
{
    struct buf b;

    (void)m;
    buf_init(&b, f->arena);
    buf_add(&b, S("01632 960 8"));
    buf_add_padded(&b, (int64_t)dice_below(&f->family->dice, 100), 2);
    return buf_str(&b);
}

static struct str
reference(const struct filling *f, const struct member *m)
{
    struct buf b;

    (void)m;
    buf_init(&b, f->arena);
    buf_add(&b, S("HG-"));
    buf_add_padded(&b, (int64_t)dice_below(&f->family->dice, 100000), 5);
    return buf_str(&b);
}

/* The file that a line of the register came with, by its month. */
static struct str
file(const struct filling *f, const struct member *m)
{
    struct date d = zone_date(f->demo->pack->zone, f->event->at);

    (void)m;
    return str_cat(f->arena, str_sub(date_text(f->arena, d), 0, 7), S(".csv"));
}

static struct str
line(const struct filling *f, const struct member *m)
{
    (void)m;
    return str_of_int(f->arena, ++f->demo->file_line);
}

static struct str
outcome(const struct filling *f, const struct member *m)
{
    struct str said_now = said(f->step, S("outcome"));

    (void)m;
    return said_now.n || !f->thread ? said_now : f->thread->outcome;
}

static const struct {
    struct str name;
    slot_text *text;
} slots[] = {
    {S_INIT("given"), given},
    {S_INIT("family"), family},
    {S_INIT("known_as"), known_as},
    {S_INIT("name"), name},
    {S_INIT("born"), born},
    {S_INIT("born.month"), born_month},
    {S_INIT("expected"), expected},
    {S_INIT("not_born"), unborn},
    {S_INIT("sex"), sex},
    {S_INIT("nhs"), nhs},
    {S_INIT("relation"), relation},
    {S_INIT("responsibility"), responsibility},
    {S_INIT("record.first"), record_first},
    {S_INIT("record.second"), record_second},
    {S_INIT("record.this"), record_this},
    {S_INIT("record.other"), record_other},
    {S_INIT("language"), language},
    {S_INIT("ethnic"), ethnic},
    {S_INIT("lives_at"), home},
    {S_INIT("first_adult"), mother},
    {S_INIT("lives_among"), lives_with},
    {S_INIT("pupil_of"), school},
    {S_INIT("school.id"), school_id},
    {S_INIT("actor"), actor},
    {S_INIT("actor.language"), actor_language},
    {S_INIT("reporter"), reporter},
    {S_INIT("reporter.language"), reporter_language},
    {S_INIT("caseworker"), worker},
    {S_INIT("caseworker.id"), worker_id},
    {S_INIT("successor.id"), successor_id},
    {S_INIT("member.id"), member_id},
    {S_INIT("authority.id"), authority_id},
    {S_INIT("somebody"), somebody},
    {S_INIT("phone"), phone},
    {S_INIT("reference"), reference},
    {S_INIT("file"), file},
    {S_INIT("line"), line},
    {S_INIT("outcome"), outcome},
};

/* --- families of names --- */

/* What the outcome of the thread says under that key. */
static struct str
outcome_says(const struct filling *f, struct str key)
{
    const struct node *all = node_member(f->demo->texts, S("outcomes"));
    struct str         now = outcome(f, NULL);

    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        if (str_eq(said(n, S("outcome")), now)) {
            const struct node *what = node_member(n, key);

            return what && what->kind == NODE_SCALAR ? what->text
                                                     : in_language(f, what);
        }
    return S("");
}

/* "+9", "-15" behind the name. */
static bool
offset(struct str name, struct str stem, int64_t *n)
{
    struct str rest;

    if (!str_starts(name, stem))
        return false;
    rest = str_from(name, stem.n);
    if (str_starts(rest, S("+")))
        rest = str_from(rest, 1);
    return str_int(rest, n);
}

struct str
demo_slot(const struct filling *f, const struct member *about,
    struct str name_of)
{
    struct date   today;
    struct moment m;
    int64_t       n;

    for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++)
        if (str_eq(slots[i].name, name_of))
            return slots[i].text(f, about);
    if (str_starts(name_of, S("text.")))
        return in_language(f, node_member(f->theme, str_from(name_of, 5)));
    if (str_starts(name_of, S("common.")))
        return in_language(f,
            node_member(node_member(f->demo->texts, S("common")),
                str_from(name_of, 7)));
    if (str_starts(name_of, S("said.")))
        return outcome_says(f, str_from(name_of, 5));
    if (str_starts(name_of, S("agency.")))
        return id_text(f->arena,
            demo_region_agency(f->demo, str_from(name_of, 7))->id);
    if (str_starts(name_of, S("login.")))
        return id_text(f->arena,
            demo_region_account(f->demo, str_from(name_of, 6))->id);
    if (offset(name_of, S("day"), &n)) {
        today = zone_date(f->demo->pack->zone, f->event->at);
        return date_text(f->arena, date_add_days(today, (int32_t)n));
    }
    if (offset(name_of, S("serves"), &n)) {
        today = zone_date(f->demo->pack->zone, f->demo->serves);
        return date_text(f->arena, date_add_days(today, (int32_t)n));
    }
    if (offset(name_of, S("now"), &n)) {
        m.us = f->event->at.us + n * MINUTE_US;
        return moment_text(f->arena, m);
    }
    demo_lacks(name_of);
}
