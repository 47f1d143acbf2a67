/*
 * What changing from an older pack would break: entries were made with its
 * forms, children stand in its states, answers name its options.
 */
#include <assert.h>

#include "practice/mistake.h"
#include "practice/rules.h"

struct against {
    struct mistakes    m;
    const struct pack *now, *old;
};

static void
broken(struct against *a, enum mistake which, struct str file, struct str arg0,
    struct str arg1)
{
    mistake_add(&a->m, which, file, 0, (const struct str[3]){arg0, arg1, {0}});
}

static struct str
file_of(struct against *a, struct str folder, struct str id)
{
    return str_join(a->m.arena, (const struct str[]){folder, id, S(".yaml")}, 3,
        S(""));
}

/* --- forms ------------------------------------------------------------ */

static void
compare_field(struct against *a, const struct form *now, const struct form *old,
    const struct field *was)
{
    const struct field *is = form_field(now, was->id);
    struct str          file = file_of(a, S("forms/"), old->id);

    if (!is) {
        if (now->version <= old->version)
            broken(a, MISTAKE_FIELD_GONE, file, old->id, was->id);
        return;
    }
    if (is->type != was->type || is->per_child != was->per_child)
        mistake_add(&a->m, MISTAKE_FIELD_RETYPED, file, 0,
            (const struct str[3]){old->id, was->id,
                words_field_types.all[was->type].word});
}

static void
compare_forms(struct against *a)
{
    for (size_t i = 0; i < a->old->forms_count; i++) {
        const struct form *old = &a->old->forms[i];
        const struct form *now = pack_form(a->now, old->id);

        if (!now) {
            broken(a, MISTAKE_FORM_GONE, file_of(a, S("forms/"), old->id),
                old->id, S(""));
            continue;
        }
        if (now->version < old->version)
            broken(a, MISTAKE_OLDER, file_of(a, S("forms/"), old->id),
                str_of_int(a->m.arena, old->version), S(""));
        for (size_t k = 0; k < old->field_count; k++)
            compare_field(a, now, old, &old->fields[k]);
    }
}

/* --- lists ------------------------------------------------------------ */

static void
compare_lists(struct against *a)
{
    struct str file = S("terms.yaml");

    for (size_t i = 0; i < a->old->lists_count; i++) {
        const struct term_list *old = &a->old->lists[i];
        const struct term_list *now = pack_list(a->now, old->id);

        if (!now) {
            broken(a, MISTAKE_LIST_GONE, file, old->id, S(""));
            continue;
        }
        for (size_t k = 0; k < old->count; k++)
            if (!term_option_find(now, old->options[k].id))
                broken(a, MISTAKE_OPTION_GONE, file, old->id,
                    old->options[k].id);
    }
}

/* --- pathways --------------------------------------------------------- */

static bool
has_state(const struct pathway *p, struct str id)
{
    for (size_t i = 0; i < p->state_count; i++)
        if (str_eq(p->states[i].id, id))
            return true;
    return false;
}

static void
compare_pathways(struct against *a)
{
    for (size_t i = 0; i < a->old->pathways_count; i++) {
        const struct pathway *old = &a->old->pathways[i];
        const struct pathway *now = pack_pathway(a->now, old->id);
        struct str            file = file_of(a, S("pathways/"), old->id);

        if (!now) {
            broken(a, MISTAKE_PATHWAY_GONE, file, old->id, S(""));
            continue;
        }
        for (size_t k = 0; k < old->state_count; k++)
            if (!has_state(now, old->states[k].id))
                broken(a, MISTAKE_STATE_GONE, file, old->id, old->states[k].id);
    }
    for (size_t i = 0; i < a->old->clocks_count; i++) {
        const struct clock_rule *c = a->old->clocks[i];

        if (!pack_clock(a->now, c->id))
            broken(a, MISTAKE_CLOCK_GONE,
                file_of(a, S("pathways/"), c->pathway->id), c->id, S(""));
    }
}

/* --- names that records hold ------------------------------------------ */

#define COMPARE(list, find, file, what)                                       \
    for (size_t i = 0; i < a->old->list##_count; i++)                         \
        if (!find(a->now, a->old->list[i].id))                                \
    broken(a, MISTAKE_TERM_GONE, S(file), S(what), a->old->list[i].id)

static void
compare_names(struct against *a)
{
    COMPARE(agencies, pack_agency, "agencies.yaml", "agency");
    COMPARE(desks, pack_desk, "desks.yaml", "desk");
    COMPARE(roles, pack_role, "roles.yaml", "role");
    COMPARE(ties, pack_tie, "terms.yaml", "tie");
}

enum err
pack_against(struct arena *a, const struct pack *now, const struct pack *old,
    struct pack_mistakes *mistakes)
{
    struct against in = {.m = {.arena = a}, .now = now, .old = old};

    assert(a && now && old && mistakes);
    if (now->version < old->version ||
        (now->version == old->version && !hash_eq(now->hash, old->hash)))
        broken(&in, MISTAKE_OLDER, S("pack.yaml"), str_of_int(a, old->version),
            S(""));
    compare_forms(&in);
    compare_lists(&in);
    compare_pathways(&in);
    compare_names(&in);
    *mistakes = mistakes_end(&in.m);
    return in.m.count ? ERR_INVALID : OK;
}
