/*
 * compare -- two persons, field by field.
 *
 * People have several names.  Every pair of them is looked at, family and
 * first name together, since an old family name with a new first name would
 * be nobody's; the pair that speaks most for one person is kept.  Names that
 * somebody no longer bears speak a little less.
 */
#include "match/compare.h"

#include <assert.h>

#include "base/nhs.h"
#include "match/compare_name.h"
#include "match/name.h"

struct one_name {
    struct match_name         family, given;
    const struct match_names *as_given;
    bool                      earlier; /* no longer borne */
};

struct all_names {
    struct one_name of[MATCH_NAMES_MAX];
    size_t          count;
};

/* A pair of names, looked at. */
struct look {
    const struct one_name *of[2];
    enum match_level       family, given;
    int                    family_weight, given_weight;
    bool                   earlier;
    int                    earlier_weight;
};

static int
least(int a, int b)
{
    return a < b ? a : b;
}

static void
names_read(struct arena *a, const struct match_person *p, struct all_names *out)
{
    out->count = 0;
    for (size_t i = 0; i < p->name_count && i < MATCH_NAMES_MAX; i++) {
        struct one_name *n = &out->of[out->count++];

        n->as_given = &p->names[i];
        n->earlier = i + p->earlier_count >= p->name_count;
        n->family = match_name_read(a, p->names[i].family, MATCH_NAME_FAMILY);
        n->given = match_name_read(a, p->names[i].given, MATCH_NAME_GIVEN);
    }
}

/* What agreement on this name is worth, or the most: many are called Jones.
 * A double barrel is rarer than its parts. */
static int
rarity(const struct match_model *m, enum match_field field,
    const struct match_name *n)
{
    if (!n->count || (field == MATCH_FAMILY && n->count > 1))
        return match_model_rest(m, field);
    return match_model_rarity(m, field, n->parts[0]);
}

/* Weighs a level of names; SAME becomes COMMON when many bear the name.  The
 * very name may be worth more than names are: where few bear it. */
static int
name_weight(const struct match_model *m, enum match_field field,
    const struct match_name *x, const struct match_name *y,
    enum match_level *level)
{
    int        weight = match_model_weight(m, field, *level);
    int        most = least(rarity(m, field, x), rarity(m, field, y));
    struct str part;

    if (*level == MATCH_LEVEL_PART && match_share_part(x, y, &part))
        most = match_model_rarity(m, field, part);
    if (*level != MATCH_LEVEL_SAME || most == MATCH_WEIGHT_MAX)
        return least(weight, most);
    if (most < weight)
        *level = MATCH_LEVEL_COMMON;
    return most;
}

/* The family name of each stands where the other has the first name. */
static bool
is_swapped(const struct one_name *x, const struct one_name *y)
{
    return x->family.count && x->given.count && y->family.count &&
        y->given.count && str_eq(x->family.parts[0], y->given.parts[0]) &&
        str_eq(x->given.parts[0], y->family.parts[0]);
}

static struct look
look(struct arena *a, const struct match_model *m, const struct one_name *x,
    const struct one_name *y)
{
    struct look l = {.of = {x, y}};

    l.family = match_level_family(a, &x->family, &y->family);
    l.given = match_level_given(a, &x->given, &y->given);
    if (l.family == MATCH_LEVEL_DIFFERS && is_swapped(x, y))
        l.family = l.given = MATCH_LEVEL_SWAPPED;
    if (l.family == MATCH_LEVEL_DIFFERS &&
        (x->family.custom || y->family.custom))
        l.family = MATCH_LEVEL_CUSTOM;
    l.family_weight =
        name_weight(m, MATCH_FAMILY, &x->family, &y->family, &l.family);
    l.given_weight =
        name_weight(m, MATCH_GIVEN, &x->given, &y->given, &l.given);
    l.earlier = x->earlier || y->earlier;
    if (l.earlier)
        l.earlier_weight =
            match_model_weight(m, MATCH_EARLIER, MATCH_LEVEL_SAME);
    return l;
}

static int
look_weight(const struct look *l)
{
    return l->family_weight + l->given_weight + l->earlier_weight;
}

/* An order of lists of names, so that ties fall the same way both ways. */
static int
names_cmp(const struct all_names *x, const struct all_names *y)
{
    int c = 0;

    for (size_t i = 0; !c && i < x->count && i < y->count; i++) {
        c = str_cmp(x->of[i].as_given->family, y->of[i].as_given->family);
        if (!c)
            c = str_cmp(x->of[i].as_given->given, y->of[i].as_given->given);
    }
    return c ? c : (x->count > y->count) - (x->count < y->count);
}

static struct look
best_look(struct arena *a, const struct match_model *m,
    const struct all_names *x, const struct all_names *y)
{
    struct look best = {.family = MATCH_LEVEL_NOT_GIVEN};
    bool        found = false;

    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < y->count; j++) {
            struct look l = look(a, m, &x->of[i], &y->of[j]);

            if (!found || look_weight(&l) > look_weight(&best))
                best = l;
            found = true;
        }
    return best;
}

static struct match_shown
shown(struct str text)
{
    return (struct match_shown){.text = str_trim(text)};
}

static void
put(struct match_pair *out, enum match_field field, enum match_level level,
    int weight)
{
    out->level[field] = level;
    out->weight[field] = weight;
}

/* What is shown of a side without a name that was compared: its first. */
static struct match_names
shown_names(const struct look *l, int side, const struct all_names *n)
{
    const struct match_names *names = NULL;

    if (l->of[side])
        names = l->of[side]->as_given;
    else if (n->count)
        names = n->of[0].as_given;
    return names ? *names : (struct match_names){.given = {NULL, 0}};
}

static void
names_compare(struct arena *a, const struct match_model *m,
    const struct match_person *x, const struct match_person *y,
    struct match_pair *out)
{
    struct all_names n[2];
    struct look      l;
    int              turned;

    names_read(a, x, &n[0]);
    names_read(a, y, &n[1]);
    turned = names_cmp(&n[0], &n[1]) > 0;
    l = best_look(a, m, &n[turned], &n[!turned]);
    put(out, MATCH_FAMILY, l.family, l.family_weight);
    put(out, MATCH_GIVEN, l.given, l.given_weight);
    if (l.earlier)
        put(out, MATCH_EARLIER, MATCH_LEVEL_SAME, l.earlier_weight);
    out->gave[MATCH_EARLIER] = l.earlier;
    for (int side = 0; side < 2; side++) {
        struct match_names names = shown_names(&l, side ^ turned, &n[side]);

        out->shown[MATCH_FAMILY][side] = shown(names.family);
        out->shown[MATCH_GIVEN][side] = shown(names.given);
    }
}

/* Of two issuers a child that moved can have one each: no contradiction. */
static enum match_level
level_nhs(const struct match_person *x, const struct match_person *y)
{
    bool traced = x->nhs_traced && y->nhs_traced;

    if (x->nhs.n && str_eq(x->nhs, y->nhs))
        return traced ? MATCH_LEVEL_SAME : MATCH_LEVEL_UNTRACED;
    if (!nhs_differ(x->nhs, y->nhs))
        return MATCH_LEVEL_NOT_GIVEN;
    return traced ? MATCH_LEVEL_DIFFERS : MATCH_LEVEL_DOUBT;
}

/* One given for the time being does not differ from the one that follows. */
static enum match_level
level_upn(const struct match_person *x, const struct match_person *y)
{
    if (!x->upn.n || !y->upn.n)
        return MATCH_LEVEL_NOT_GIVEN;
    if (str_eq(x->upn, y->upn))
        return MATCH_LEVEL_SAME;
    return nhs_upn_is_lasting(x->upn) && nhs_upn_is_lasting(y->upn)
        ? MATCH_LEVEL_DIFFERS
        : MATCH_LEVEL_NOT_GIVEN;
}

static enum match_level
level_text(struct str x, struct str y)
{
    if (!x.n || !y.n)
        return MATCH_LEVEL_NOT_GIVEN;
    return str_eq(x, y) ? MATCH_LEVEL_SAME : MATCH_LEVEL_DIFFERS;
}

static bool
tells_sex(const struct match_person *p)
{
    return p->sex == MATCH_SEX_FEMALE || p->sex == MATCH_SEX_MALE;
}

static enum match_level
level_sex(const struct match_person *x, const struct match_person *y)
{
    if (!tells_sex(x) || !tells_sex(y))
        return MATCH_LEVEL_NOT_GIVEN;
    return x->sex == y->sex ? MATCH_LEVEL_SAME : MATCH_LEVEL_DIFFERS;
}

static enum match_level
level_home(const struct match_person *x, const struct match_person *y)
{
    if (!x->home || !y->home)
        return MATCH_LEVEL_NOT_GIVEN;
    if (!hash_eq(*x->home, *y->home))
        return MATCH_LEVEL_DIFFERS;
    return x->home_shared || y->home_shared ? MATCH_LEVEL_SHARED
                                            : MATCH_LEVEL_SAME;
}

/* The town says nothing more where the homes themselves are compared. */
static enum match_level
level_place(const struct match_person *x, const struct match_person *y)
{
    if (level_home(x, y) != MATCH_LEVEL_NOT_GIVEN)
        return MATCH_LEVEL_NOT_GIVEN;
    return level_text(x->place, y->place);
}

static enum match_level
level_twin(const struct match_person *x, const struct match_person *y)
{
    if (!x->birth_order || !y->birth_order)
        return MATCH_LEVEL_NOT_GIVEN;
    return x->birth_order == y->birth_order ? MATCH_LEVEL_SAME
                                            : MATCH_LEVEL_DIFFERS;
}

static enum match_level
level_of_mothers(struct arena *a, const struct match_person *x,
    const struct match_person *y)
{
    struct match_name mx = match_name_read(a, x->mother, MATCH_NAME_GIVEN);
    struct match_name my = match_name_read(a, y->mother, MATCH_NAME_GIVEN);

    return match_level_mother(a, &mx, &my);
}

static void
side_show(struct match_pair *out, int side, const struct match_person *p)
{
    bool born = !date_is_none(p->birth);

    out->shown[MATCH_BIRTH][side].date = born ? p->birth : p->expected;
    out->shown[MATCH_MOTHER][side] = shown(p->mother);
    out->shown[MATCH_NHS][side] = shown(p->nhs);
    out->shown[MATCH_UPN][side] = shown(p->upn);
    out->gave[MATCH_SEX] |= tells_sex(p);
    out->gave[MATCH_HOME] |= p->home != NULL;
    out->gave[MATCH_TWIN] |= p->birth_order != 0;
    for (int f = 0; f < MATCH_FIELD_COUNT; f++)
        out->gave[f] |= out->shown[f][side].text.n > 0 ||
            !date_is_none(out->shown[f][side].date);
}

void
match_compare(struct arena *a, const struct match_model *model,
    const struct match_person *x, const struct match_person *y,
    struct match_pair *out)
{
    enum match_level level[MATCH_FIELD_COUNT] = {
        [MATCH_BIRTH] = match_compare_birth(x, y),
        [MATCH_SEX] = level_sex(x, y),
        [MATCH_MOTHER] = level_of_mothers(a, x, y),
        [MATCH_NHS] = level_nhs(x, y),
        [MATCH_UPN] = level_upn(x, y),
        [MATCH_HOME] = level_home(x, y),
        [MATCH_PLACE] = level_place(x, y),
        [MATCH_TWIN] = level_twin(x, y),
    };

    assert(a && model && out);
    *out = (struct match_pair){.level = {MATCH_LEVEL_NOT_GIVEN}};
    for (int f = MATCH_BIRTH; f < MATCH_HOUSEHOLD; f++)
        put(out, (enum match_field)f, level[f],
            match_model_weight(model, (enum match_field)f, level[f]));
    names_compare(a, model, x, y, out);
    side_show(out, 0, x);
    side_show(out, 1, y);
    /* one side's town is no evidence, and would say that one is known */
    out->gave[MATCH_PLACE] = level[MATCH_PLACE] != MATCH_LEVEL_NOT_GIVEN;
}
