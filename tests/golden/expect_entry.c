/*
 * What one entry of a story sets off by itself: the questions that a guard
 * then asks, and the shares.  A story answers only what it is about, so what
 * is asked is what the entry leaves out.
 */
#include "golden.h"

#include "record/guard.h"
#include "record/standing.h"

static struct str
said(const struct node *row, struct str key)
{
    return node_text(node_member(row, key));
}

static bool
differs(struct story *s, const struct node *row, struct str what, struct str is)
{
    trouble(s, row, what, is.n ? is : S("nothing"));
    return false;
}

static const struct told *
told_find(struct story *s, const struct node *row)
{
    struct str name = said(row, S("entry"));

    for (size_t i = 0; i < s->count; i++)
        if (str_eq(s->told[i].name, name))
            return &s->told[i];
    (void)differs(s, row, S("no entry of that name"), name);
    return NULL;
}

/* ---- guards ---- */

static bool
is_wanted(const struct entry_wrong *wrong, struct str field)
{
    for (size_t i = 0; i < wrong->count; i++)
        if (wrong->faults[i].field && str_eq(wrong->faults[i].field->id, field))
            return true;
    return false;
}

/* The first question asked that the row does not name. */
static struct str
unnamed(const struct entry_wrong *wrong, const struct node *asked)
{
    for (size_t i = 0; i < wrong->count; i++) {
        struct str id = wrong->faults[i].field ? wrong->faults[i].field->id
                                               : S("something unasked");
        bool       named = false;

        for (const struct node *n = node_first(asked); n;
             n = node_next(asked, n))
            named = named || str_eq(node_text(n), id);
        if (!named)
            return id;
    }
    return (struct str){0};
}

static void
want(struct story *s, struct entry_wrong *wrong, const struct field *f)
{
    struct answer_fault *wider =
        ARENA_ARRAY(s->arena, struct answer_fault, wrong->count + 1);

    for (size_t i = 0; i < wrong->count; i++)
        wider[i] = wrong->faults[i];
    wider[wrong->count++] = (struct answer_fault){.field = f};
    wrong->faults = wider;
}

/* The questions of the guards that want the child to stand elsewhere: of
 * those that take a reason, or of those that take none. */
static enum err
standing_wants(struct story *s, const struct told *t, enum err which,
    struct entry_wrong *wrong)
{
    struct moment        before = {t->recorded.us - 1};
    struct standing_said said = {.pack = s->pack, .author = told_author(t)};
    const struct guard  *g;
    struct fold_entry   *all;
    size_t               count, was = wrong->count;

    all = story_entries(s, t->about[0], before, &count);
    if (fold_all(s->arena, s->pack, all, count, before, &said.child))
        return ERR_ABSENT;
    for (size_t i = 0; i < t->fact_count; i++) {
        const struct fact *f = &t->facts[i];

        said.fact = f;
        for (g = standing_missed(s->arena, &said, NULL); g;
             g = standing_missed(s->arena, &said, g))
            if ((g->need_count == 0) == (which == ERR_ILLEGAL))
                want(s, wrong, standing_question(t->form, g, f));
    }
    return wrong->count > was ? which : OK;
}

static bool
wants(struct story *s, const struct node *row, struct str key, enum err which)
{
    const struct node *asked = node_member(row, key);
    const struct told *t = told_find(s, row);
    struct entry_wrong wrong = {0};
    struct fold_entry  line;
    enum err           e;

    if (!t)
        return false;
    line = (struct fold_entry){.pack = s->pack,
        .form = t->form,
        .answers = t->answers,
        .facts = t->facts,
        .fact_count = t->fact_count};
    e = guard_ask(s->arena, &line, t->about_count,
        which == ERR_ILLEGAL ? S("-") : (struct str){0}, &wrong);
    if (!e || e == which)
        e = standing_wants(s, t, which, &wrong) ? which : e;
    for (const struct node *n = node_first(asked); n; n = node_next(asked, n))
        if (!is_wanted(&wrong, node_text(n)))
            return differs(s, row, S("it does not ask"), node_text(n));
    if (unnamed(&wrong, asked).n)
        return differs(s, row, S("it also asks"), unnamed(&wrong, asked));
    return e == (wrong.count ? which : OK) ||
        differs(s, row, S("it does otherwise than"), key);
}

bool
expect_asks(struct story *s, const struct node *row)
{
    return wants(s, row, S("asks"), ERR_INVALID);
}

bool
expect_refuses(struct story *s, const struct node *row)
{
    return wants(s, row, S("refuses"), ERR_ILLEGAL);
}

/* ---- shares ---- */

static bool
fires(const struct told *t, const struct share_rule *rule)
{
    struct fold_entry line = {.form = t->form,
        .answers = t->answers,
        .facts = t->facts,
        .fact_count = t->fact_count};

    for (size_t i = 0; i < t->about_count; i++) {
        line.child = (int)i;
        if (entry_fires(&line, &rule->on, NULL))
            return true;
    }
    return false;
}

bool
expect_shared(struct story *s, const struct node *row)
{
    struct str         id = said(row, S("share"));
    const struct told *t = told_find(s, row);

    for (size_t i = 0; t && i < s->pack->shares_count; i++) {
        const struct share_rule *rule = &s->pack->shares[i];
        struct str               is;

        if (!str_eq(rule->id, id))
            continue;
        is = fires(t, rule) ? S("yes") : S("no");
        return str_eq(is, said(row, S("sent"))) ||
            differs(s, row, S("it is sent"), is);
    }
    return t && differs(s, row, S("no such share"), id);
}
