/*
 * shielded_test -- where a shielded child has gone (S10): in no letter to the
 * family, in nobody's calendar, and in no figure.
 */
#include "../action/crowd.h"
#include "../test.h"

#include "action/compliance.h"
#include "action/home.h"
#include "action/letter.h"
#include "action/meeting.h"
#include "action/tasks.h"
#include "record/agency.h"
#include "record/label.h"
#include "web/letter.h"
#include "web/meeting.h"

/* A child who has moved to Far County, whose custodian is there, and whose
 * new school asks for what the plan says. */
struct gone {
    struct crowd t;
    struct id    there, keeper, school;
};

static void
said(struct gone *g, const char *form, struct str text)
{
    (void)house_say(&g->t.h,
        &(struct house_entry){.form = form,
            .said = str_c(g->t.h.arena, text),
            .by = g->t.h.social,
            .children = {g->t.source}},
        NULL);
}

static void
moves_away(struct gone *g)
{
    struct house *h = &g->t.h;
    struct agency a = {.kind = S("local_authority"),
        .name = {S("Sir Bell"), S("Far County")},
        .language = LANG_CY};
    struct agency s = {.kind = S("school"),
        .name = {S("Ysgol Bell"), S("Far School")},
        .language = LANG_CY};

    WANT_OK(agency_new(h->w, &a, &g->there));
    s.authority = g->there;
    WANT_OK(agency_new(h->w, &s, &g->school));
    g->keeper = house_account(h, g->there, "keeper", "register_custodian");
    house_register(h, g->t.source);
    said(g, "child_moved",
        str_join(h->arena,
            (const struct str
                    []){S("{\"moved_on\": \"2027-03-01\", \"moved_to\": \""),
                id_text(h->arena, g->there),
                S("\", \"move_kind\": \"with_family\","
                  " \"move_permanent\": \"yes\","
                  " \"move_told\": \"To Far Street\"}")},
            3, (struct str){0}));
}

static void
gone_open(struct gone *g)
{
    crowd_open(&g->t);
    moves_away(g);
}

static void
shield(struct gone *g)
{
    WANT_OK(label_set(g->t.h.w, g->t.source, LABEL_SHIELDED, g->t.h.custodian,
        S("a refuge")));
    WANT_OK(label_admit(g->t.h.w, g->t.source, g->t.h.social));
}

static struct page
page_of(struct house *h, struct html *out, enum lang lang)
{
    html_init(out, h->arena);
    return (struct page){.out = out,
        .arena = h->arena,
        .lang = lang,
        .pack = h->pack,
        .zone = h->pack->zone,
        .now = h->work.now,
        .today = h->work.today};
}

/* Whatever tells where: the county, its school, and their ids. */
static bool
tells_where(const struct gone *g, struct str text)
{
    return str_find(text, S("Far")) >= 0 || str_find(text, S("Bell")) >= 0 ||
        str_find(text, id_text(g->t.h.arena, g->there)) >= 0 ||
        str_find(text, id_text(g->t.h.arena, g->school)) >= 0;
}

/* ---- letters ---- */

static struct id
writes(struct gone *g)
{
    struct house *h = &g->t.h;

    said(g, "plan",
        str_join(h->arena,
            (const struct str[]){
                S("{\"plan_outcomes\": [{\"risk\": \"r\","
                  " \"change\": \"A quiet home\", \"measure\": \"m\","
                  " \"baseline\": \"3\", \"outcome_for\": [\"mother\"]}],"
                  " \"actions\": [{\"action_what\": \"Breakfast club\","
                  " \"action_who\": \"Far School\","
                  " \"action_due\": \"2027-04-01\","
                  " \"action_for\": [\"mother\"], \"action_agency\": \""),
                id_text(h->arena, g->school), S("\"}]}")},
            3, (struct str){0}));
    return house_say(h,
        &(struct house_entry){.form = "family_letter",
            .said = "{\"letter_to\": \"Mam\", \"letter_kind\":"
                    " \"plain_plan\", \"letter_language\": \"cy\","
                    " \"letter_reason\": \"Because\","
                    " \"letter_contact\": \"At work\","
                    " \"letter_for\": \"mother\","
                    " \"letter_shared\": \"no\"}",
            .by = h->social,
            .children = {g->t.source}},
        NULL);
}

TEST(letter__tells_no_family_where_a_shielded_child_has_gone)
{
    struct gone   g;
    struct answer got;
    struct id     letter;

    gone_open(&g);
    letter = writes(&g);
    shield(&g);
    WANT_OK(door(&g.t.h, g.t.h.social,
        (struct ask){.act = ACT_LETTER, .about = letter}, &got));
    for (int lang = 0; lang < 2; lang++) {
        struct html out;
        struct page pg = page_of(&g.t.h, &out, (enum lang)lang);

        letter_body(&pg, got.with);
        WANT(str_find(html_end(&out).text, S("Breakfast club")) >= 0);
        WANT(str_find(html_end(&out).text, S("A quiet home")) >= 0);
        WANT(!tells_where(&g, html_end(&out).text));
    }
    house_close(&g.t.h);
}

TEST(letter__of_a_shielded_child_is_there_for_nobody_who_is_not_listed)
{
    static const enum action acts[] = {ACT_LETTER, ACT_LETTER_PAPER};
    struct gone              g;
    struct id                letter;

    gone_open(&g);
    letter = writes(&g);
    shield(&g);
    for (int i = 0; i < 4; i++) {
        const struct id who[4] = {g.keeper, g.t.team_manager,
            g.t.h.safeguarding, g.t.h.manager};
        struct answer   got;

        for (int k = 0; k < 2; k++)
            WANT(err_is_refusal(door(&g.t.h, who[i],
                (struct ask){.act = acts[k], .about = letter}, &got)));
        WANT_ERR(ERR_DENIED,
            door(&g.t.h, who[i],
                (struct ask){.act = ACT_LETTER_LIST, .about = g.t.person},
                &got));
    }
    house_close(&g.t.h);
}

/* ---- calendars ---- */

/* A review of the child to which old school and new county are asked. */
static struct id
calls(struct gone *g)
{
    struct house *h = &g->t.h;
    struct str    parts[5] = {S("{\"called_type\": \"called_review\","
                                   " \"called_at\": \"2027-03-12T10:00:00Z\","
                                   " \"called_format-why\": \"-\", \"invited\":"
                                   " [{\"invited_agency\": \""),
           id_text(h->arena, h->school), S("\"}, {\"invited_agency\": \""),
           id_text(h->arena, g->there), S("\"}]}")};
    struct id     thread = {0};

    (void)house_say(h,
        &(struct house_entry){.form = "meeting_called",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = h->social,
            .children = {g->t.source}},
        &thread);
    return thread;
}

static const struct meeting_page *
meeting_seen(struct gone *g, struct id who, struct id thread)
{
    struct answer got;
    enum err      e = door(&g->t.h, who,
             (struct ask){.act = ACT_MEETING, .about = thread}, &got);

    return e ? NULL : got.with;
}

static struct str
calendar(struct gone *g, const struct meeting_page *m, enum lang lang)
{
    struct html out;
    struct page pg = page_of(&g->t.h, &out, lang);

    return meeting_calendar(&pg, m);
}

TEST(meeting_calendar__says_when_and_neither_who_nor_where)
{
    struct gone                g;
    struct id                  thread;
    const struct meeting_page *m;
    struct str                 of[2];

    gone_open(&g);
    thread = calls(&g);
    shield(&g);
    m = meeting_seen(&g, g.t.h.social, thread);
    WANT(m && m->line_count > 0 && m->child_count == 1);
    for (int lang = 0; lang < 2; lang++) {
        of[0] = calendar(&g, m, (enum lang)lang);
        WANT(str_find(of[0], S("DTSTART:20270312T100000")) >= 0);
        WANT(!tells_where(&g, of[0]));
        WANT(str_find(of[0], id_text(g.t.h.arena, thread)) < 0);
        WANT(str_find(of[0], id_text(g.t.h.arena, g.t.person)) < 0);
        for (size_t i = 0; i < m->child_count; i++)
            WANT(!m->children[i].name.n ||
                str_find(of[0], m->children[i].name) < 0);
    }
    house_close(&g.t.h);
}

TEST(meeting_calendar__of_a_shielded_child_reads_like_any_others)
{
    struct gone g;
    struct id   thread;
    struct str  before, after;

    gone_open(&g);
    thread = calls(&g);
    before = calendar(&g, meeting_seen(&g, g.t.h.social, thread), LANG_CY);
    shield(&g);
    after = calendar(&g, meeting_seen(&g, g.t.h.social, thread), LANG_CY);
    WANT_SAME(before, after);
    WANT(!meeting_seen(&g, g.t.team_manager, thread));
    house_close(&g.t.h);
}

/* ---- figures ---- */

/* What somebody counts: deadlines of children and of meetings, and tasks. */
static int64_t
counted(struct gone *g, struct id who)
{
    struct tasks_ask         first = {0};
    const struct compliance *c;
    struct answer            got;
    int64_t                  n = 0;

    if (!door(&g->t.h, who, (struct ask){.act = ACT_COMPLIANCE}, &got)) {
        c = got.with;
        n += c->children;
        for (size_t i = 0; i < c->count; i++)
            for (int k = 0; k < WHEN_COUNT; k++)
                n +=
                    c->lines[i].when[k].children + c->lines[i].when[k].meetings;
    }
    if (!door(&g->t.h, who, (struct ask){.act = ACT_TASKS, .with = &first},
            &got))
        n += ((const struct tasks *)got.with)->total;
    return n;
}

/* How often home names the child. */
static int64_t
named(struct gone *g, struct id who)
{
    static const enum home_which all = HOME_ALL;
    const struct home           *home;
    struct answer                got;
    int64_t                      n = 0;

    WANT_OK(
        door(&g->t.h, who, (struct ask){.act = ACT_HOME, .with = &all}, &got));
    home = got.with;
    for (size_t i = 0; i < home->notice_count; i++)
        n += home->notices[i].child.n || home->notices[i].told.n;
    return n;
}

TEST(figures__of_a_shielded_childs_move_are_nobodys_who_is_not_listed)
{
    struct gone g;

    gone_open(&g);
    WANT(counted(&g, g.t.team_manager) > 0); /* while nothing is shielded */
    WANT(counted(&g, g.t.head) > 0);
    WANT(counted(&g, g.t.h.social) > 0);
    shield(&g);
    for (int i = 0; i < 5; i++) {
        const struct id who[5] = {g.t.team_manager, g.t.head, g.t.reviewer,
            g.keeper, g.t.h.safeguarding};

        WANT_INT(counted(&g, who[i]), 0);
        WANT_INT(named(&g, who[i]), 0);
    }
    WANT(counted(&g, g.t.h.social) > 0);
    house_close(&g.t.h);
}
