/*
 * Households: those of demo/told.yaml by name, and others by lot until the
 * region has the people it was asked for.  How many are known of a household
 * depends on its story: a person is here because of a concern, a pathway or
 * a register, never because they exist.
 */
#include <assert.h>

#include "base/nhs.h"
#include "base/zone.h"
#include "cli/demo.h"

enum { PEOPLE_USUAL = 2000 };

static struct str
said(const struct node *n, struct str key)
{
    return node_text(node_member(n, key));
}

static struct date
date_said(const struct node *n, struct str key)
{
    struct date d;

    return date_parse(said(n, key), &d) ? d : (struct date){0};
}

struct str
demo_nhs(struct demo *d)
{
    struct buf b;
    int        check;

    do {
        buf_init(&b, d->arena);
        buf_add(&b, S("999"));
        buf_add_padded(&b, d->next_number++, 6);
        check = nhs_check_digit(buf_str(&b));
    } while (check < 0);
    buf_add_int(&b, check);
    return buf_str(&b);
}

/* --- told --- */

static struct member
member_told(const struct demo *d, const struct node *n)
{
    const struct node *sexes = node_member(d->people, S("sexes"));
    struct member      m = {.told = n,
             .given = said(n, S("given")),
             .family = said(n, S("family")),
             .known_as = said(n, S("known_as")),
             .sex = said(n, S("sex")),
             .relation = said(n, S("relation")),
             .responsibility = said(n, S("responsibility")),
             .nhs = said(n, S("nhs")),
             .born = date_said(n, S("born")),
             .expected = date_said(n, S("due"))};

    for (const struct node *s = node_first(sexes); s; s = node_next(sexes, s))
        if (str_eq(said(s, S("sex")), m.sex))
            m.sibling = said(s, S("as_sibling"));
    return m;
}

static size_t
members_told(const struct demo *d, const struct node *list, struct member *out,
    size_t most)
{
    size_t n = 0;

    for (const struct node *i = node_first(list); i; i = node_next(list, i)) {
        if (n == most)
            demo_lacks(S("room for so many in a household"));
        out[n++] = member_told(d, i);
    }
    return n;
}

static struct family *
family_add(struct demo *d)
{
    struct family **wider;
    struct family  *f = ARENA_NEW(d->arena, struct family);

    if (d->family_count == d->family_room) {
        d->family_room = d->family_room ? 2 * d->family_room : 64;
        wider = ARENA_ARRAY(d->arena, struct family *, d->family_room);
        for (size_t i = 0; i < d->family_count; i++)
            wider[i] = d->families[i];
        d->families = wider;
    }
    f->dice = dice_of(d->seed, d->family_count + 1);
    d->families[d->family_count++] = f;
    return f;
}

static void
family_told(struct demo *d, const struct node *n)
{
    struct family *f = family_add(d);

    f->story = n;
    if (!lang_find(said(n, S("writes")), &f->writes))
        demo_lacks(said(n, S("family")));
    f->language = said(n, S("language"));
    f->ethnic = said(n, S("ethnic"));
    f->home = said(n, S("lives_at"));
    f->worker = demo_region_account(d, said(n, S("caseworker")));
    if (said(n, S("pupil_of")).n)
        f->school = demo_region_agency(d, said(n, S("pupil_of")));
    f->child_count = members_told(d, node_member(n, S("children")), f->children,
        CHILDREN_MOST);
    f->known = f->child_count;
    f->sibling_count = members_told(d, node_member(n, S("others")), f->siblings,
        CHILDREN_MOST);
    f->adult_count =
        members_told(d, node_member(n, S("grown")), f->adults, ADULTS_MOST);
}

/* --- by lot --- */

struct drawing {
    struct demo       *demo;
    struct family     *family;
    const struct node *community;
    const struct node *story;
    struct date        today; /* the day on which it all begins */
    struct str         name;  /* the family's */
};

static struct str
drawn(struct drawing *g, struct str list)
{
    return dice_item(&g->family->dice, node_member(g->community, list))->text;
}

/* Another family name than the household's. */
static struct str
other_name(struct drawing *g)
{
    struct str name = drawn(g, S("families"));

    return str_eq(name, g->name) ? drawn(g, S("families")) : name;
}

static struct date
days_before(struct drawing *g, int64_t years, struct date from)
{
    int32_t days = (int32_t)dice_below(&g->family->dice, 365);

    return date_add_days(date_add_months(from, -12 * (int32_t)years), -days);
}

static struct member
adult_draw(struct drawing *g, const struct node *kind, struct date eldest)
{
    struct dice       *dice = &g->family->dice;
    struct str         name = said(kind, S("name"));
    struct member      m = {.kind = kind,
             .sex = said(kind, S("sex")),
             .relation = said(kind, S("relation")),
             .responsibility = said(kind, S("responsibility"))};
    const struct node *sexes = node_member(g->demo->people, S("sexes"));
    bool               first = str_eq(said(node_first(sexes), S("sex")), m.sex);

    m.given = drawn(g, first ? S("mothers") : S("fathers"));
    m.family = g->name;
    if (str_eq(name, S("other")) ||
        (str_eq(name, S("own")) && dice_percent(dice, S("40"))))
        m.family = other_name(g);
    m.born = days_before(g, dice_range(dice, said(kind, S("older"))), eldest);
    if (dice_percent(dice, S("80")))
        m.nhs = demo_nhs(g->demo);
    return m;
}

static const struct node *
adult_kind(const struct demo *d, struct str name)
{
    const struct node *all = node_member(d->people, S("grown"));

    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        if (str_eq(said(n, S("adult")), name))
            return n;
    demo_lacks(name);
}

static bool
is_named(const struct member *all, size_t n, struct str given)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(all[i].given, given))
            return true;
    return false;
}

/* A given name that no brother or sister has. */
static struct str
given_draw(struct drawing *g, struct str names)
{
    struct family *f = g->family;
    struct str     given, parts[2];

    do
        given = drawn(g, names);
    while (is_named(f->children, f->child_count, given));
    if (!dice_percent(&f->dice, said(g->demo->people, S("middle_names"))))
        return given;
    parts[0] = given;
    parts[1] = drawn(g, names);
    return str_eq(parts[0], parts[1])
        ? given
        : str_join(g->demo->arena, parts, 2, S(" "));
}

static void
child_draw(struct drawing *g, struct date born)
{
    struct family     *f = g->family;
    const struct node *sex =
        dice_item(&f->dice, node_member(g->demo->people, S("sexes")));
    struct member m = {.kind = sex,
        .sex = said(sex, S("sex")),
        .sibling = said(sex, S("as_sibling")),
        .family = g->name,
        .born = born};

    m.given = given_draw(g, said(sex, S("names")));
    if (dice_percent(&f->dice, S("90")))
        m.nhs = demo_nhs(g->demo);
    f->children[f->child_count++] = m;
}

/* A child that is expected has no name, number or sex yet; the day is told
 * when its story begins. */
static void
unborn_draw(struct drawing *g)
{
    struct member m = {.family = g->name, .expected = g->today};

    g->family->children[g->family->child_count++] = m;
}

/* Ages are those of the story; brothers and sisters are two to four years
 * apart, or twins. */
static void
children_draw(struct drawing *g)
{
    struct dice       *dice = &g->family->dice;
    const struct node *sizes = node_member(g->demo->people, S("children"));
    struct date        born;
    int64_t            n = 1, at, share;

    if (node_member(g->story, S("expected"))) {
        unborn_draw(g);
        return;
    }
    at = (int64_t)dice_below(dice, 100);
    for (const struct node *s = sizes->child; s; s = s->next) {
        if (!str_int(s->text, &share) || !str_int(s->key, &n))
            demo_lacks(S("a size of household"));
        if ((at -= share) < 0)
            break;
    }
    born =
        days_before(g, dice_range(dice, said(g->story, S("ages"))), g->today);
    for (int64_t i = 0; i < n; i++) {
        if (date_cmp(born, g->today) > 0)
            break;
        child_draw(g, born);
        if (!dice_percent(dice, said(g->demo->people, S("twins"))))
            born = date_add_months(born, 24 + (int32_t)dice_below(dice, 25));
    }
}

static void
adults_draw(struct drawing *g)
{
    struct family     *f = g->family;
    const struct node *house =
        dice_share(&f->dice, node_member(g->demo->people, S("households")));
    const struct node *all = node_member(house, S("grown"));
    struct date        eldest = f->children[0].born;

    if (date_is_none(eldest))
        eldest = g->today;
    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        f->adults[f->adult_count++] =
            adult_draw(g, adult_kind(g->demo, n->text), eldest);
}

/* "12 Curlew Rise, Dolhafren AR4 7CK": nowhere. */
static struct str
home_draw(struct drawing *g)
{
    static const struct str never = S_INIT("CIKMOV");
    struct dice            *dice = &g->family->dice;
    struct buf              b;

    buf_init(&b, g->demo->arena);
    buf_add_int(&b, 1 + (int64_t)dice_below(dice, 90));
    buf_add_byte(&b, ' ');
    buf_add(&b,
        dice_item(dice, node_member(g->demo->people, S("streets")))->text);
    buf_add(&b, S(", "));
    buf_add(&b,
        dice_item(dice, node_member(g->demo->people, S("places")))->text);
    buf_add(&b, S(" AR"));
    buf_add_int(&b, 1 + (int64_t)dice_below(dice, 9));
    buf_add_byte(&b, ' ');
    buf_add_int(&b, 1 + (int64_t)dice_below(dice, 9));
    buf_add_byte(&b, never.p[dice_below(dice, never.n)]);
    buf_add_byte(&b, never.p[dice_below(dice, never.n)]);
    return buf_str(&b);
}

/* --- their story --- */

static bool
teaches(const struct drawing *g, const struct demo_agency *a)
{
    bool old = date_age(g->family->children[0].born, g->today) > 10;

    return str_eq(said(a->told, S("medium")),
               said(g->community, S("medium"))) &&
        (said(a->told, S("ages")).n > 0) == old;
}

/* One of the schools that teach in the household's language at that age. */
static const struct demo_agency *
school_draw(struct drawing *g)
{
    const struct demo *d = g->demo;
    size_t             n = 0;

    for (size_t i = 0; i < d->agency_count; i++)
        n += teaches(g, &d->agencies[i]);
    if (!n)
        demo_lacks(S("a school"));
    n = dice_below(&g->family->dice, n);
    for (size_t i = 0; i < d->agency_count; i++)
        if (teaches(g, &d->agencies[i]) && n-- == 0)
            return &d->agencies[i];
    BUG("no school");
}

static const struct demo_account *
reporter_draw(struct drawing *g)
{
    struct str part = said(g->story, S("by"));

    if (!part.n)
        return NULL;
    return demo_region_acts(g->demo, &g->family->dice, part,
        str_eq(part, S("teacher")) ? g->family->school : NULL);
}

static void
family_draw(struct drawing *g)
{
    struct demo       *d = g->demo;
    struct family     *f = g->family;
    const struct node *communities = node_member(d->people, S("communities"));
    struct str         parts[2];

    g->community = dice_share(&f->dice, communities);
    g->name = drawn(g, S("families"));
    if (dice_percent(&f->dice, said(d->people, S("double_barrel")))) {
        parts[0] = g->name;
        parts[1] = other_name(g);
        if (!str_eq(parts[0], parts[1]))
            g->name = str_join(d->arena, parts, 2, S("-"));
    }
    if (!lang_find(said(g->community, S("writes")), &f->writes))
        demo_lacks(S("a language to write in"));
    f->story = g->story;
    f->language = said(g->community, S("language"));
    f->ethnic = said(g->community, S("ethnic"));
    f->home = home_draw(g);
    children_draw(g);
    adults_draw(g);
    f->school = school_draw(g);
    f->worker = demo_region_acts(d, &f->dice, S("caseworker"), NULL);
    f->reporter = reporter_draw(g);
    f->known = said(g->story, S("who")).n ? 1 : f->child_count;
}

struct str
demo_name(const struct demo *d, struct dice *dice)
{
    const struct node *c =
        dice_share(dice, node_member(d->people, S("communities")));
    struct str parts[2] = {
        dice_item(dice, node_member(c, S("mothers")))->text,
        dice_item(dice, node_member(c, S("families")))->text};

    return str_join(d->arena, parts, 2, S(" "));
}

static struct family *
family_of_story(struct demo *d, const struct node *story)
{
    struct drawing g = {
        .demo = d,
        .family = family_add(d),
        .story = story,
        .today = zone_date(d->pack->zone, d->begins),
    };

    family_draw(&g);
    return g.family;
}

/* --- how many --- */

/* A planted story gets its children whatever the lot says; in a smaller
 * region fewer, but never none. */
int64_t
demo_share_of(const struct demo *d, struct str usual)
{
    int64_t n;

    if (!str_int(usual, &n))
        return 0;
    n = n * d->people_wanted / PEOPLE_USUAL;
    return n ? n : 1;
}

static bool
step_knows_adults(const struct demo *d, const struct node *step)
{
    return said(demo_template(d, step), S("role")).n > 0;
}

/* Whether the story comes to record the adults of the household. */
static bool
story_knows_adults(const struct demo *d, const struct node *story)
{
    const struct node *steps = node_member(story, S("steps"));
    const struct node *chains = node_member(d->stories, S("chains"));

    for (const struct node *s = node_first(steps); s; s = node_next(steps, s)) {
        const struct node *chain = node_member(chains, said(s, S("chain")));

        if (step_knows_adults(d, s))
            return true;
        for (const struct node *c = node_first(chain); c;
             c = node_next(chain, c))
            if (step_knows_adults(d, c))
                return true;
    }
    return false;
}

static int64_t
people_in(const struct demo *d, const struct family *f)
{
    bool adults = story_knows_adults(d, f->story);

    return (int64_t)(f->known + (adults ? f->adult_count : 0));
}

void
demo_families(struct demo *d)
{
    const struct node *told = node_member(d->told, S("families"));
    const struct node *stories = node_member(d->stories, S("stories"));
    struct dice        dice = dice_of(d->seed, 0);
    int64_t            people = 0, plant;

    for (const struct node *n = node_first(told); n; n = node_next(told, n))
        family_told(d, n);
    for (const struct node *s = node_first(stories); s;
         s = node_next(stories, s))
        for (plant = demo_share_of(d, said(s, S("plant"))); plant > 0;) {
            struct family *f = family_of_story(d, s);

            if ((int64_t)f->known > plant)
                f->known = (size_t)plant;
            plant -= (int64_t)f->known;
        }
    for (size_t i = 0; i < d->family_count; i++)
        people += people_in(d, d->families[i]);
    while (people < d->people_wanted)
        people += people_in(d, family_of_story(d, dice_share(&dice, stories)));
}
