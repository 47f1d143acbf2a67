/*
 * duties_test -- who exactly may do what is dangerous, written down by hand
 * from safety.md and not from access.yaml: a row of the pack that lets one
 * role more in, or one out, is found here by name.
 *
 * "role" alone: without a tie; "role/tie": by that tie, thread or desk.
 */
#include "table.h"

#include "../test.h"

#include "base/buf.h"

struct duty {
    const char *pack;
    enum verb   verb;
    const char *of, *who;
};

static const struct duty duties[] = {
    /* S3, S4: who asks the register; nobody who keeps or audits the system */
    {"wales", MAY_CHECK, "register",
        "emergency_practitioner nurse_in_charge shift_practitioner"
        " health_practitioner police_practitioner"
        " designated_safeguarding_person deputy_safeguarding_person"
        " front_door_worker front_door_manager emergency_duty_worker"
        " social_worker team_manager register_custodian"},
    {"wales", MAY_CHECK_DISCREET, "register", "sexual_health_practitioner"},
    {"wales", MAY_CHECK_FOR_CALLER, "register",
        "front_door_worker front_door_manager emergency_duty_worker"
        " register_custodian"},
    {"england", MAY_CHECK, "register",
        "urgent_care_practitioner designated_lead deputy_lead hub_worker"
        " hub_manager night_worker key_worker plan_list_keeper"},
    {"england", MAY_CHECK_DISCREET, "register", "clinic_practitioner"},
    {"england", MAY_CHECK_FOR_CALLER, "register",
        "hub_worker hub_manager night_worker plan_list_keeper"},
    /* S21: who looks at a notice before it goes */
    {"wales", MAY_SECOND_LOOK, "police_notice", "police_supervisor"},
    {"england", MAY_SECOND_LOOK, "officer_notices", "shift_sergeant"},
    /* S4: who has looked */
    {"wales", MAY_SEE_LOOKERS, "lookers",
        "social_worker/co_ordinator register_custodian auditor"},
    {"england", MAY_SEE_LOOKERS, "lookers",
        "key_worker/key_worker_for plan_list_keeper inspector"},
    /* S8, S10: where somebody is takes a grant of its own */
    {"wales", MAY_OPEN, "location",
        "social_worker+location_reader/allocated"
        " social_worker+location_reader/duty_desk"
        " social_worker+location_reader/supervisor"
        " team_manager+location_reader/allocated"
        " team_manager+location_reader/duty_desk"
        " team_manager+location_reader/supervisor"
        " front_door_worker+location_reader/allocated"
        " front_door_worker+location_reader/duty_desk"
        " front_door_worker+location_reader/supervisor"
        " front_door_manager+location_reader/allocated"
        " front_door_manager+location_reader/duty_desk"
        " front_door_manager+location_reader/supervisor"
        " emergency_duty_worker+location_reader/allocated"
        " emergency_duty_worker+location_reader/duty_desk"
        " emergency_duty_worker+location_reader/supervisor"
        " police_practitioner+location_reader/allocated"
        " police_practitioner+location_reader/duty_desk"
        " police_practitioner+location_reader/supervisor"},
    {"england", MAY_OPEN, "location",
        "hub_worker+address_reader/case_holder"
        " hub_worker+address_reader/hub_duty"
        " hub_manager+address_reader/case_holder"
        " hub_manager+address_reader/hub_duty"
        " night_worker+address_reader/case_holder"
        " night_worker+address_reader/hub_duty"
        " key_worker+address_reader/case_holder"
        " key_worker+address_reader/hub_duty"},
    /* S12: who reported */
    {"wales", MAY_OPEN, "reporter",
        "front_door_worker/duty_desk front_door_manager/duty_desk"
        " emergency_duty_worker/duty_desk social_worker/allocated"
        " team_manager/supervisor designated_officer/duty_desk"},
    {"england", MAY_OPEN, "reporter",
        "hub_worker/hub_duty hub_manager/hub_duty night_worker/hub_duty"
        " key_worker/case_holder allegations_officer/hub_duty"},
    /* S18: how a family is reached */
    {"wales", MAY_OPEN, "safe_contact",
        "front_door_worker/duty_desk front_door_manager/duty_desk"
        " emergency_duty_worker/duty_desk early_help_worker/duty_desk"
        " social_worker/allocated social_worker/co_ordinator"
        " social_worker/beside social_worker/cover team_manager/supervisor"
        " designated_officer/duty_desk"},
    {"england", MAY_OPEN, "safe_contact",
        "hub_worker/hub_duty hub_manager/hub_duty night_worker/hub_duty"
        " family_help_worker/hub_duty key_worker/case_holder"
        " key_worker/key_worker_for key_worker/standing_in"
        " key_worker/alongside"
        " hub_manager/oversees allegations_officer/hub_duty"},
    /* S16: a child's words */
    {"wales", MAY_READ, "words_withheld",
        "front_door_worker/duty_desk front_door_manager/duty_desk"
        " emergency_duty_worker/duty_desk social_worker/allocated"
        " social_worker/co_ordinator social_worker/beside social_worker/cover"
        " team_manager/supervisor designated_officer/duty_desk"},
    {"england", MAY_READ, "words_withheld",
        "hub_worker/hub_duty hub_manager/hub_duty night_worker/hub_duty"
        " key_worker/case_holder key_worker/key_worker_for"
        " key_worker/standing_in key_worker/alongside"
        " allegations_officer/hub_duty"},
    /* S13, S24: who decides, and who reads what was decided */
    {"wales", MAY_DECIDE, "decision",
        "front_door_worker/duty_desk front_door_manager/duty_desk"
        " emergency_duty_worker/duty_desk team_manager/supervisor"
        " designated_officer/duty_desk"},
    {"england", MAY_DECIDE, "rulings",
        "hub_worker/hub_duty hub_manager/hub_duty night_worker/hub_duty"
        " allegations_officer/hub_duty"},
    {"wales", MAY_READ, "decision",
        "front_door_worker/duty_desk front_door_manager/duty_desk"
        " emergency_duty_worker/duty_desk early_help_worker/duty_desk"
        " social_worker/allocated social_worker/co_ordinator"
        " social_worker/beside social_worker/cover team_manager/supervisor"
        " reviewing_officer/reviewing designated_officer/duty_desk"},
    /* W22, W70: who decides in a strategy discussion, and at a conference */
    {"wales", MAY_DECIDE, "strategy",
        "front_door_manager/duty_desk emergency_duty_worker/duty_desk"
        " team_manager/supervisor"},
    {"wales", MAY_DECIDE, "meetings",
        "team_manager/supervisor reviewing_officer/reviewing"},
    /* S17: who sees that a strategy discussion was held; who takes its minutes
     * sees that one (W34) */
    {"wales", MAY_READ, "strategy",
        "front_door_manager/duty_desk emergency_duty_worker/duty_desk"
        " social_worker/allocated social_worker/co_ordinator"
        " social_worker/beside social_worker/cover team_manager/supervisor"
        " reviewing_officer/reviewing minute_taker/takes_minutes"},
    {"wales", MAY_LINK, "linking",
        "front_door_worker/duty_desk front_door_manager/duty_desk"
        " emergency_duty_worker/duty_desk"},
    {"england", MAY_LINK, "identities",
        "hub_worker/hub_duty hub_manager/hub_duty night_worker/hub_duty"},
    /* the keepers: of the register, the ledger and the accounts */
    {"wales", MAY_IMPORT, "register", "register_custodian"},
    {"england", MAY_IMPORT, "register", "plan_list_keeper"},
    {"wales", MAY_APPROVE, "register",
        "front_door_manager head_of_service register_custodian"},
    {"england", MAY_APPROVE, "register", "hub_manager plan_list_keeper"},
    {"wales", MAY_AUDIT, "ledger", "auditor"},
    {"england", MAY_AUDIT, "ledger", "inspector"},
    {"wales", MAY_ADMINISTER, "accounts", "administrator"},
    {"england", MAY_ADMINISTER, "accounts", "system_keeper"},
    {"wales", MAY_CONFIRM, "accounts",
        "designated_safeguarding_person front_door_manager"},
    {"england", MAY_CONFIRM, "accounts", "designated_lead hub_manager"},
};

static bool
is_said(struct str all, struct str one)
{
    struct str word;

    while (all.n && str_split(&all, ' ', &word))
        if (str_eq(word, one))
            return true;
    return false;
}

/* "social_worker+location_reader/allocated" */
static struct str
name_of(struct arena *a, const struct place *p)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, p->who->roles[0]->id);
    if (p->who->count == 2) {
        buf_add_byte(&b, '+');
        buf_add(&b, p->who->roles[1]->id);
    }
    if (p->link->kind != LINK_NONE) {
        buf_add_byte(&b, '/');
        buf_add(&b, p->link->id);
    }
    return buf_str(&b);
}

/* A role that is added to others is never held alone, and counts only where
 * it gives more. */
static bool
counts(const struct who *who, enum verb v)
{
    if (who->count == 1)
        return who->roles[0]->with_count == 0;
    return role_may(who->roles[1], verb_word(v));
}

struct finding {
    const struct duty *duty;
    struct str         got;
    size_t             wrong;
};

static void
found(struct table *t, struct finding *f, struct place *p)
{
    struct str name = name_of(t->arena, p);
    struct str parts[3] = {f->got, S(" "), name};

    f->got = f->got.n ? str_join(t->arena, parts, 3, S("")) : name;
    if (is_said(str_of(f->duty->who), name))
        return;
    f->wrong++;
    print_error("%s: %.*s may %.*s %s\n", f->duty->pack, STR_ARG(name),
        STR_ARG(verb_word(f->duty->verb)), f->duty->of);
}

/* Whether it is given without a link, or to the first role alone. */
static bool
is_given(struct table *t, const struct place *p, const struct who *who,
    const struct link *link)
{
    struct place q = *p;

    q.who = who;
    q.link = link;
    table_ask(t, &q);
    return q.depth != DEPTH_NONE;
}

static void
walk(struct table *t, struct finding *f, const struct who *who)
{
    struct who   first = {{who->roles[0], NULL}, 1};
    struct place p = {.who = who,
        .verb = f->duty->verb,
        .of = str_of(f->duty->of),
        .own = OWN_READER};

    if (!counts(who, p.verb))
        return;
    for (size_t l = 0; l < t->links; l++) {
        p.link = &t->link[l];
        if (!is_given(t, &p, who, p.link) ||
            (l && is_given(t, &p, who, &t->link[0])) ||
            (who->count == 2 && is_given(t, &p, &first, p.link)))
            continue;
        found(t, f, &p);
    }
}

static void
want_duties(const char *pack)
{
    struct table t;
    size_t       wrong = 0;

    table_open(&t, pack);
    for (size_t i = 0; i < sizeof duties / sizeof *duties; i++) {
        struct finding f = {.duty = &duties[i]};
        struct str     all = str_of(duties[i].who), one;

        if (!str_eq(str_of(duties[i].pack), str_of(pack)))
            continue;
        for (size_t w = 0; w < t.whos; w++)
            if (t.who[w].count)
                walk(&t, &f, &t.who[w]);
        while (all.n && str_split(&all, ' ', &one))
            if (!is_said(f.got, one)) {
                f.wrong++;
                print_error("%s: %.*s may not %.*s %s\n", pack, STR_ARG(one),
                    STR_ARG(verb_word(duties[i].verb)), duties[i].of);
            }
        wrong += f.wrong;
    }
    WANT_INT(wrong, 0);
    table_close(&t);
}

TEST(policy__lets_exactly_these_do_what_is_dangerous_in_wales)
{
    want_duties("wales");
}

TEST(policy__lets_exactly_these_do_what_is_dangerous_in_england)
{
    want_duties("england");
}
