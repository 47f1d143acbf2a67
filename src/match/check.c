/*
 * check -- a register check's question against the candidates.
 *
 * It looks at levels only: a total would depend on how many people there
 * are, and an answer must not.  Whoever agrees less than wholly is alike,
 * so that a slip in the question never reads "not found".
 */
#include "match/check.h"

#include <assert.h>

#include "match/name.h"

struct asked {
    const struct match_person *person;
    bool                       family, given, number;
};

static struct asked
asked_read(struct arena *a, const struct match_person *p)
{
    struct asked asked = {.person = p, .number = p->nhs.n > 0};

    for (size_t i = 0; i < p->name_count && i < MATCH_NAMES_MAX; i++) {
        asked.family |=
            match_name_read(a, p->names[i].family, MATCH_NAME_FAMILY).count > 0;
        asked.given |=
            match_name_read(a, p->names[i].given, MATCH_NAME_GIVEN).count > 0;
    }
    return asked;
}

bool
match_check_is_whole(struct arena *a, const struct match_person *asked)
{
    struct asked q;

    assert(a && asked);
    q = asked_read(a, asked);
    return asked->birth.month && (q.number || q.family || q.given);
}

/* ---- one candidate ---- */

enum verdict {
    NOBODY,
    ALIKE,
    UNTRACED, /* born that day, and no number to tell them by */
    CLASH,    /* the number agrees, something else does not   */
    CERTAIN,
    VERDICTS
};

static bool
has_number(const struct match_pair *p)
{
    return p->level[MATCH_NHS] == MATCH_LEVEL_SAME ||
        p->level[MATCH_NHS] == MATCH_LEVEL_UNTRACED;
}

/* The asker's number is checked by its digits, the register's by a trace. */
static enum verdict
judge_number(const struct match_person *candidate, const struct match_pair *p)
{
    bool against = p->level[MATCH_FAMILY] == MATCH_LEVEL_DIFFERS ||
        p->level[MATCH_GIVEN] == MATCH_LEVEL_DIFFERS;
    bool birth = p->level[MATCH_BIRTH] == MATCH_LEVEL_SAME ||
        p->level[MATCH_BIRTH] == MATCH_LEVEL_STANDIN;

    return candidate->nhs_traced && birth && !against &&
            !date_is_none(candidate->birth)
        ? CERTAIN
        : CLASH;
}

static bool
could_be(enum match_level l)
{
    return l != MATCH_LEVEL_DIFFERS;
}

static bool
speaks(enum match_level l)
{
    return l != MATCH_LEVEL_DIFFERS && l != MATCH_LEVEL_NOT_GIVEN;
}

/*
 * No name given speaks against, and one of them for.  A family name may be
 * the other parent's: first name and whole birth date are enough.
 */
static bool
names_alike(const struct match_pair *p)
{
    bool birth = p->level[MATCH_BIRTH] == MATCH_LEVEL_SAME ||
        p->level[MATCH_BIRTH] == MATCH_LEVEL_STANDIN;

    if (birth && speaks(p->level[MATCH_GIVEN]) &&
        p->level[MATCH_GIVEN] != MATCH_LEVEL_INITIAL)
        return true;
    return could_be(p->level[MATCH_FAMILY]) &&
        could_be(p->level[MATCH_GIVEN]) &&
        (speaks(p->level[MATCH_FAMILY]) || speaks(p->level[MATCH_GIVEN]));
}

static enum verdict
judge(const struct asked *q, const struct match_person *candidate,
    const struct match_pair *p)
{
    if (has_number(p))
        return judge_number(candidate, p);
    if (!could_be(p->level[MATCH_BIRTH]))
        return NOBODY;
    if (q->family || q->given)
        return names_alike(p) ? ALIKE : NOBODY;
    return !candidate->nhs_traced && speaks(p->level[MATCH_BIRTH]) ? UNTRACED
                                                                   : NOBODY;
}

/* ---- the asker's own answers ---- */

static enum match_agree
agree_name(bool asked, const struct match_pair *p, enum match_field field)
{
    enum match_level l = p->level[field];
    bool             earlier = p->level[MATCH_EARLIER] != MATCH_LEVEL_NOT_GIVEN;

    if (!asked)
        return MATCH_AGREE_NOT_GIVEN;
    if (!earlier && (l == MATCH_LEVEL_SAME || l == MATCH_LEVEL_COMMON))
        return MATCH_AGREE_WHOLLY;
    return speaks(l) ? MATCH_AGREE_ALIKE : MATCH_AGREE_OPEN;
}

static enum match_agree
agree_if(bool asked, bool agrees)
{
    if (!asked)
        return MATCH_AGREE_NOT_GIVEN;
    return agrees ? MATCH_AGREE_WHOLLY : MATCH_AGREE_OPEN;
}

static void
answers_of(const struct asked *q, const struct match_person *c,
    const struct match_pair *p, enum match_agree agree[MATCH_ANSWER_COUNT])
{
    struct date asked = q->person->birth, born = c->birth;
    bool        month = asked.year == born.year && asked.month == born.month;

    agree[MATCH_ANSWER_NHS] = agree_if(q->number, has_number(p));
    agree[MATCH_ANSWER_FAMILY] = agree_name(q->family, p, MATCH_FAMILY);
    agree[MATCH_ANSWER_GIVEN] = agree_name(q->given, p, MATCH_GIVEN);
    agree[MATCH_ANSWER_MONTH] = agree_if(true, month);
    agree[MATCH_ANSWER_DAY] =
        agree_if(asked.day != 0, month && asked.day == born.day);
}

static void
least_of(enum match_agree  to[MATCH_ANSWER_COUNT],
    const enum match_agree from[MATCH_ANSWER_COUNT])
{
    for (int i = 0; i < MATCH_ANSWER_COUNT; i++)
        if (from[i] < to[i])
            to[i] = from[i];
}

static bool
is_exact(const struct match_check *out)
{
    return out->count == 1 &&
        out->agree[MATCH_ANSWER_FAMILY] == MATCH_AGREE_WHOLLY &&
        out->agree[MATCH_ANSWER_GIVEN] == MATCH_AGREE_WHOLLY &&
        out->agree[MATCH_ANSWER_MONTH] == MATCH_AGREE_WHOLLY &&
        out->agree[MATCH_ANSWER_DAY] == MATCH_AGREE_WHOLLY &&
        out->agree[MATCH_ANSWER_NHS] == MATCH_AGREE_NOT_GIVEN;
}

/* ---- all of them ---- */

struct tally {
    size_t  count[VERDICTS];
    size_t *which[VERDICTS]; /* candidates, in the order they came */
};

static struct tally
tally_new(struct arena *a, size_t count)
{
    struct tally t = {.count = {0}};

    for (int v = 0; v < VERDICTS; v++)
        t.which[v] = ARENA_ARRAY(a, size_t, count);
    return t;
}

static enum match_found
found(const struct tally *t)
{
    if (t->count[CLASH] || t->count[CERTAIN] > 1)
        return MATCH_FOUND_UNSURE;
    if (t->count[CERTAIN])
        return MATCH_FOUND_ONE;
    if (t->count[ALIKE])
        return MATCH_FOUND_ALIKE;
    return t->count[UNTRACED] ? MATCH_FOUND_UNTRACED : MATCH_FOUND_NONE;
}

static void
list(const struct tally *t, enum verdict v, struct match_check *out)
{
    out->alike = t->which[v];
    out->count = t->count[v];
}

/* What the answer does not need, it does not hold. */
static void
check_end(const struct tally *t,
    const enum match_agree agree[MATCH_ANSWER_COUNT], struct match_check *out)
{
    *out = (struct match_check){.found = found(t)};
    switch (out->found) {
    case MATCH_FOUND_ONE:
        out->one = t->which[CERTAIN][0];
        break;
    case MATCH_FOUND_ALIKE:
        list(t, ALIKE, out);
        for (int i = 0; i < MATCH_ANSWER_COUNT; i++)
            out->agree[i] = agree[i];
        out->exact = is_exact(out);
        break;
    case MATCH_FOUND_UNTRACED:
        list(t, UNTRACED, out);
        break;
    case MATCH_FOUND_NONE:
    case MATCH_FOUND_UNSURE:
        break;
    }
}

/* wide: a list is a pointer and a count. */
void
match_check(struct arena *a, const struct match_model *model,
    const struct match_person *asked, const struct match_person *candidates,
    size_t count, struct match_check *out)
{
    enum match_agree  agree[MATCH_ANSWER_COUNT], all[MATCH_ANSWER_COUNT];
    struct match_pair p;
    struct asked      q;
    struct tally      t;

    assert(model && asked && out && match_check_is_whole(a, asked));
    q = asked_read(a, asked);
    t = tally_new(a, count);
    for (int i = 0; i < MATCH_ANSWER_COUNT; i++)
        all[i] = MATCH_AGREE_WHOLLY;
    for (size_t i = 0; i < count; i++) {
        struct mark  mark = arena_mark(a);
        enum verdict v;

        match_compare(a, model, asked, &candidates[i], &p);
        v = judge(&q, &candidates[i], &p);
        t.which[v][t.count[v]++] = i;
        answers_of(&q, &candidates[i], &p, agree);
        if (v == ALIKE)
            least_of(all, agree);
        arena_rewind(a, mark);
    }
    check_end(&t, all, out);
}
