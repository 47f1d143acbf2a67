/*
 * What only access and forms together can tell: forms that nobody may
 * write or read, rows that allow what a role may never do.
 */
#include "practice/load.h"
#include "practice/see.h"

static bool
is_one_of(struct str id, const struct str *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i], id))
            return true;
    return false;
}

bool
see_is_of(const struct access_rule *r, struct str group)
{
    return (!r->of_count || is_one_of(group, r->of, r->of_count)) &&
        !is_one_of(group, r->except, r->except_count);
}

bool
see_allows(const struct access_rule *r, uint32_t verbs, struct str group,
    enum depth depth)
{
    return !r->forbid && (r->may & verbs) && r->depth >= depth &&
        see_is_of(r, group);
}

/* The row asks for nothing but the role. */
static bool
asks_role_alone(const struct access_rule *r)
{
    return !r->tie.n && !r->thread.n && !r->desk.n && !r->kin.n;
}

bool
see_forbidden(const struct pack *p, struct str role, uint32_t verb,
    struct str group)
{
    for (size_t i = 0; i < p->access_count; i++) {
        const struct access_rule *r = &p->access[i];

        if (r->forbid && asks_role_alone(r) && !r->purpose_count &&
            (r->any || str_eq(r->role, role)) && (!r->may || (r->may & verb)) &&
            see_is_of(r, group))
            return true;
    }
    return false;
}

/* Whether some role can use one of the verbs that the row gives. */
static bool
somebody_can(const struct pack *p, const struct access_rule *r, uint32_t verbs,
    struct str group)
{
    for (size_t v = 0; v < VERB_COUNT; v++) {
        if (!(r->may & verbs & BIT(v)))
            continue;
        for (size_t i = 0; i < p->roles_count; i++) {
            const struct role_term *role = &p->roles[i];

            if ((!r->role.n || str_eq(r->role, role->id)) &&
                role_may(role, verb_word((enum verb)v)) &&
                !see_forbidden(p, role->id, BIT(v), group))
                return true;
        }
    }
    return false;
}

static bool
anybody(const struct pack *p, uint32_t verbs, struct str group,
    enum depth depth)
{
    for (size_t i = 0; i < p->access_count; i++)
        if (see_allows(&p->access[i], verbs, group, depth) &&
            somebody_can(p, &p->access[i], verbs, group))
            return true;
    return false;
}

/* What a form puts away somebody must be able to open, or it is asked for
 * nothing. */
static void
check_opened(struct load *l, const struct node *n, const struct form *f)
{
    static const struct {
        enum field_type type;
        struct str      word;
    } sealed[] = {
        {FIELD_LOCATION, S_INIT("location")},
        {FIELD_REPORTER, S_INIT("reporter")},
        {FIELD_SAFE_CONTACT, S_INIT("safe_contact")},
    };

    for (size_t s = 0; s < sizeof sealed / sizeof *sealed; s++)
        for (size_t i = 0; i < f->field_count; i++) {
            if (f->fields[i].type != sealed[s].type ||
                anybody(l->pack, BIT(MAY_OPEN), sealed[s].word, DEPTH_FULL))
                continue;
            load_wrong(l, n, MISTAKE_NO_OPENER, f->fields[i].id,
                sealed[s].word);
            break;
        }
}

static void
check_form(struct load *l, const struct node *n, const struct form *f)
{
    uint32_t writing = BIT(MAY_RECORD) | BIT(MAY_REPORT) | BIT(MAY_TAKE_CALL) |
        BIT(MAY_BRIEF) | BIT(MAY_IMPORT) | BIT(MAY_IMPORT_OWN);

    if (str_is_empty(f->group))
        return;
    if (f->second_look &&
        !anybody(l->pack, BIT(MAY_SECOND_LOOK), f->group, DEPTH_SUMMARY))
        load_wrong(l, n, MISTAKE_NO_LOOKER, f->id, f->group);
    if (!anybody(l->pack, writing, f->group, DEPTH_SUMMARY))
        load_wrong(l, n, MISTAKE_NO_RECORDER, f->id, f->group);
    if (!anybody(l->pack, BIT(MAY_READ), f->group, DEPTH_SUMMARY))
        load_wrong(l, n, MISTAKE_NO_READER, f->id, f->group);
}

static void
check_row(struct load *l, const struct node *n, const struct access_rule *r)
{
    const struct role_term *role = pack_role(l->pack, r->role);

    if (!r->forbid && r->tie.n && !role)
        load_wrong(l, n, MISTAKE_TIE_ALONE, r->tie, S(""));
    if (r->forbid || !role)
        return;
    for (size_t v = 0; v < VERB_COUNT; v++)
        if ((r->may & BIT(v)) && !role_may(role, verb_word((enum verb)v)))
            load_wrong(l, n, MISTAKE_NEVER_HOLDS, role->id,
                verb_word((enum verb)v));
}

void
check_access(struct load *l)
{
    const struct node *list =
        node_member(load_find(l, S("access.yaml")), S("rules"));
    const struct node *c = node_first(list);

    if (!list)
        return;
    for (size_t i = 0; i < l->pack->forms_count; i++) {
        check_form(l, l->form_nodes[i], &l->pack->forms[i]);
        check_opened(l, l->form_nodes[i], &l->pack->forms[i]);
    }
    for (size_t i = 0; i < l->pack->access_count; i++, c = node_next(list, c))
        check_row(l, c, &l->pack->access[i]);
}
