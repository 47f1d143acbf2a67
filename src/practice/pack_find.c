/*
 * What is found in a pack, by id or by meaning.  Lists are short: some
 * dozens of each.
 */
#include <assert.h>

#include "base/text.h"
#include "practice/pack.h"

/* The element of the pack's list whose id is that, or null. */
#define FIND(p, list, id_)                                                    \
    assert(p);                                                                \
    for (size_t i = 0; i < (p)->list##_count; i++)                            \
        if (str_eq((p)->list[i].id, (id_)))                                   \
            return &(p)->list[i];                                             \
    return NULL

const struct form *
pack_form(const struct pack *p, struct str id)
{
    FIND(p, forms, id);
}

const struct term_list *
pack_list(const struct pack *p, struct str id)
{
    FIND(p, lists, id);
}

const struct role_term *
pack_role(const struct pack *p, struct str id)
{
    FIND(p, roles, id);
}

const struct desk_term *
pack_desk(const struct pack *p, struct str id)
{
    FIND(p, desks, id);
}

const struct agency_kind *
pack_agency_kind(const struct pack *p, struct str id)
{
    FIND(p, agency_kinds, id);
}

const struct agency_term *
pack_agency(const struct pack *p, struct str id)
{
    FIND(p, agencies, id);
}

static bool
is_called(struct arena *a, const struct agency_term *t, struct str folded)
{
    const struct str names[] = {t->id, t->title.cy, t->title.en, t->brief.cy,
        t->brief.en};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(text_fold(a, names[i]), folded))
            return true;
    for (size_t i = 0; i < t->also_count; i++)
        if (str_eq(text_fold(a, t->also[i]), folded))
            return true;
    return false;
}

const struct agency_term *
pack_agency_named(struct arena *a, const struct pack *p, struct str text)
{
    const struct agency_term *found = NULL;
    struct str                folded = text_fold(a, text);

    if (!folded.n || (found = pack_agency(p, text)))
        return found;
    for (size_t i = 0; i < p->agencies_count; i++) {
        if (!is_called(a, &p->agencies[i], folded))
            continue;
        if (found)
            return NULL;
        found = &p->agencies[i];
    }
    return found;
}

const struct pathway *
pack_pathway(const struct pack *p, struct str id)
{
    FIND(p, pathways, id);
}

const struct tie_term *
pack_tie(const struct pack *p, struct str id)
{
    FIND(p, ties, id);
}

size_t
pack_stage_of(const struct pack *p, struct str form)
{
    size_t i = 0;

    while (i < p->stages_count &&
        !str_among(form, p->stages[i].forms, p->stages[i].form_count))
        i++;
    return i;
}

const struct purpose_term *
pack_purpose(const struct pack *p, struct str id)
{
    FIND(p, purposes, id);
}

/* The first of the pack's list with that meaning, or null. */
#define FIND_MEANING(p, list, means_)                                         \
    assert(p);                                                                \
    for (size_t i = 0; i < (p)->list##_count; i++)                            \
        if (str_eq((p)->list[i].means, (means_)))                             \
            return &(p)->list[i];                                             \
    return NULL

struct str
pack_thread_means(const struct pack *p, struct str role)
{
    for (size_t i = 0; i < p->threads_count; i++)
        for (size_t k = 0; k < p->threads[i].role_count; k++)
            if (str_eq(p->threads[i].roles[k].id, role))
                return p->threads[i].roles[k].means;
    return (struct str){0};
}

const struct purpose_term *
pack_purpose_for(const struct pack *p, struct str means)
{
    FIND_MEANING(p, purposes, means);
}

const struct term_list *
pack_list_for(const struct pack *p, struct str means)
{
    FIND_MEANING(p, lists, means);
}

const struct desk_term *
pack_desk_for(const struct pack *p, struct str means)
{
    FIND_MEANING(p, desks, means);
}

const struct tie_term *
pack_tie_for(const struct pack *p, struct str means)
{
    FIND_MEANING(p, ties, means);
}

const struct clock_rule *
pack_clock(const struct pack *p, struct str id)
{
    assert(p);
    for (size_t i = 0; i < p->clocks_count; i++)
        if (str_eq(p->clocks[i]->id, id))
            return p->clocks[i];
    return NULL;
}

const struct term_limit *
pack_limit(const struct pack *p, struct str name)
{
    assert(p);
    for (size_t i = 0; i < p->limits_count; i++)
        if (str_eq(p->limits[i].name, name))
            return &p->limits[i];
    return NULL;
}

struct words
pack_word(const struct pack *p, struct str noun)
{
    assert(p);
    for (size_t i = 0; i < p->words_count; i++)
        if (str_eq(p->words[i].id, noun))
            return p->words[i].text;
    return (struct words){0};
}

const struct pack_threshold *
pack_threshold_of(const struct pack *p, struct str board)
{
    assert(p);
    for (size_t i = 0; i < p->thresholds_count; i++)
        if (str_eq(p->thresholds[i].board, board))
            return &p->thresholds[i];
    return NULL;
}

const struct form *
pack_form_yielding(const struct pack *p, enum yield_kind kind)
{
    assert(p);
    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], kind))
            return &p->forms[i];
    return NULL;
}

const struct term_option *
term_option_find(const struct term_list *l, struct str id)
{
    assert(l);
    for (size_t i = 0; i < l->count; i++)
        if (str_eq(l->options[i].id, id))
            return &l->options[i];
    return NULL;
}

bool
role_may(const struct role_term *role, struct str verb)
{
    assert(role);
    for (size_t i = 0; i < role->may_count; i++)
        if (str_eq(role->may[i], verb))
            return true;
    return false;
}

static const struct str verb_words[VERB_COUNT] = {
#define K(name, word) [name] = S_INIT(word),
    VERBS(K)
#undef K
};

struct str
verb_word(enum verb v)
{
    assert(v < VERB_COUNT);
    return verb_words[v];
}

bool
verb_find(struct str word, enum verb *out)
{
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (str_eq(verb_words[i], word)) {
            *out = (enum verb)i;
            return true;
        }
    return false;
}

struct str
pack_told_reporter(const struct pack *p)
{
    const struct term_list *l = NULL;

    for (size_t i = 0; i < p->arguments_count; i++)
        if (str_eq(p->arguments[i].yield, yield_word(YIELD_TOLD)) &&
            str_eq(p->arguments[i].argument, S("whom")))
            l = pack_list(p, p->arguments[i].options);
    for (size_t i = 0; l && i < l->count; i++)
        if (str_eq(l->options[i].means, S("reporter")))
            return l->options[i].id;
    return (struct str){0};
}

/* A role in a thread, of whichever kind has one of that name. */
static struct words
part_title(const struct pack *p, struct str part)
{
    for (size_t i = 0; i < p->threads_count; i++)
        for (size_t k = 0; k < p->threads[i].role_count; k++)
            if (str_eq(p->threads[i].roles[k].id, part))
                return p->threads[i].roles[k].label;
    return (struct words){part, part};
}

struct words
pack_addressee(const struct pack *p, const struct addressee *to)
{
    const struct desk_term   *desk = pack_desk(p, to->id);
    const struct role_term   *role = pack_role(p, to->id);
    const struct tie_term    *tie = pack_tie(p, to->id);
    const struct agency_kind *kind = pack_agency_kind(p, to->id);

    if (str_eq(to->kind, S("desk")) && desk)
        return desk->title;
    if (str_eq(to->kind, S("role")) && role)
        return role->title;
    if (str_eq(to->kind, S("tie")) && tie)
        return tie->label;
    if (str_eq(to->kind, S("agency")) && kind)
        return kind->title;
    return part_title(p, to->id);
}

const struct pack_letter *
pack_letter(const struct pack *p, struct str id)
{
    for (size_t i = 0; i < p->letters_count; i++)
        if (str_eq(p->letters[i].id, id))
            return &p->letters[i];
    return NULL;
}
