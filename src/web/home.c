/*
 * Which steps somebody is offered follows from what their roles may do, as
 * the menu does.
 */
#include "web/home.h"

#include "action/casework.h"
#include "action/report.h"
#include "web/casework.h"
#include "web/frame.h"

static const struct home_step steps[] = {
    {MAY_DECIDE, MAY_DECIDE, MSG_HOME_STEP_INBOX, MSG_HOME_STEP_INBOX_WHY,
     S_INIT("/inbox"), {0}},
    {MAY_CHECK, MAY_CHECK_DISCREET, MSG_NONE, MSG_HOME_STEP_CHECK_WHY,
     S_INIT("/check"), S_INIT("check_register")},
    {MAY_REPORT, MAY_REPORT, MSG_NONE, MSG_HOME_STEP_REPORT_WHY,
     S_INIT("/report"), S_INIT("report_concern")},
    {MAY_SEARCH, MAY_SEARCH, MSG_HOME_STEP_FIND, MSG_HOME_STEP_FIND_WHY,
     S_INIT("/find"), {0}},
    {MAY_OVERSEE, MAY_OVERSEE, MSG_HOME_STEP_DUE, MSG_HOME_STEP_DUE_WHY,
     S_INIT("/compliance"), {0}},
    {MAY_IMPORT, MAY_IMPORT, MSG_HOME_STEP_CUSTODY,
     MSG_HOME_STEP_CUSTODY_WHY, S_INIT("/custody"), {0}},
    {MAY_IMPORT_OWN, MAY_IMPORT_OWN, MSG_HOME_STEP_IMPORT,
     MSG_HOME_STEP_IMPORT_WHY, S_INIT("/import"), {0}},
    {MAY_AUDIT, MAY_AUDIT, MSG_HOME_STEP_LEDGER, MSG_HOME_STEP_LEDGER_WHY,
     S_INIT("/ledger"), {0}},
    {MAY_GRANT, MAY_ADMINISTER, MSG_HOME_STEP_ACCOUNTS,
     MSG_HOME_STEP_ACCOUNTS_WHY, S_INIT("/accounts"), {0}},
};

static bool
is_offered(const struct page *pg, const struct home_step *s)
{
    if (s->msg == MSG_HOME_STEP_INBOX)
        return page_has_inbox(pg);
    return reader_may(pg->reader, s->needs) ||
        reader_may(pg->reader, s->or_needs);
}

const struct home_step *
home_step(const struct page *pg, size_t n)
{
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
        if (is_offered(pg, &steps[i]) && n-- == 0)
            return &steps[i];
    return NULL;
}

/* What each kind is called, and what is to be done about it. */
static const struct {
    enum msg title, next;
} kinds[HOME_KIND_COUNT] = {
    [HOME_ENTRY] = {MSG_HOME_KIND_ENTRY, MSG_HOME_DO_ENTRY},
    [HOME_TITLED] = {MSG_HOME_KIND_TITLED, MSG_HOME_DO_TITLED},
    [HOME_KIN] = {MSG_HOME_KIND_KIN, MSG_HOME_DO_KIN},
    [HOME_RING] = {MSG_HOME_KIND_RING, MSG_HOME_DO_RING},
    [HOME_PATTERN] = {MSG_HOME_KIND_PATTERN, MSG_HOME_DO_PATTERN},
    [HOME_REPEATED] = {MSG_HOME_KIND_REPEATED, MSG_HOME_DO_REPEATED},
    [HOME_VARIED] = {MSG_HOME_KIND_VARIED, MSG_HOME_DO_VARIED},
    [HOME_UNSENT] = {MSG_HOME_KIND_UNSENT, MSG_HOME_DO_UNSENT},
    [HOME_LOOK] = {MSG_HOME_KIND_LOOK, MSG_HOME_DO_LOOK},
    [HOME_BACK] = {MSG_HOME_KIND_BACK, MSG_HOME_DO_BACK},
    [HOME_UNLOOKED] = {MSG_HOME_KIND_UNLOOKED, MSG_HOME_DO_UNLOOKED},
    [HOME_PASSWORD] = {MSG_PASSWORD_GIVEN, MSG_PASSWORD_GIVEN_DO},
    [HOME_UNREAD] = {MSG_HOME_KIND_UNREAD, MSG_HOME_DO_UNREAD},
    [HOME_LETTER] = {MSG_LETTER_FOR_YOU, MSG_LETTER_FOR_YOU_DO},
    [HOME_LEAVES] = {MSG_LEAVERS_NOTICE_LEAVES, MSG_LEAVERS_NOTICE_DO},
    [HOME_LEFT] = {MSG_LEAVERS_NOTICE_LEFT, MSG_LEAVERS_NOTICE_DO},
    [HOME_MINUTES] = {MSG_HOME_KIND_MINUTES, MSG_HOME_DO_MINUTES},
    [HOME_MINUTED] = {MSG_HOME_KIND_MINUTED, MSG_HOME_DO_MINUTED},
    [HOME_OTHER] = {MSG_HOME_KIND_OTHER, MSG_HOME_DO_OTHER},
};

struct str
home_notice_title(struct page *pg, const struct home_notice *n)
{
    struct str parts[2] = {lang_text(pg->lang, kinds[n->kind].title),
        words_in(n->title, pg->lang)};

    return str_join(pg->arena, parts, parts[1].n ? 2 : 1, S(": "));
}

enum msg
home_notice_do(const struct home_notice *n)
{
    if (n->kind == HOME_UNSENT && !id_is_none(n->draft.id))
        return MSG_HOME_DO_UNSENT_MINE;
    if (n->asked && n->kind == HOME_ENTRY)
        return n->answer ? MSG_HOME_DO_ASKED : MSG_HOME_DO_ASKED_NO_MORE;
    return kinds[n->kind].next;
}

/* A worker opens the concern, a reporter their own report. */
struct str
home_notice_path(struct page *pg, const struct home_notice *n)
{
    bool works = reader_may(pg->reader, MAY_DECIDE) ||
        reader_may(pg->reader, MAY_FEEDBACK) ||
        reader_may(pg->reader, MAY_ALLOCATE);

    if (n->kind == HOME_LOOK)
        return page_url_id(pg, S("/brief/look/"), n->draft.id);
    if (!id_is_none(n->draft.id))
        return home_draft_url(pg, &n->draft);
    if (n->asked)
        return n->answer ? casework_question_url(pg, n->notice.person,
                               n->answer, n->notice.cause)
                         : (struct str){0};
    if (n->kind == HOME_MINUTED)
        return (struct str){0};
    if (n->meeting)
        return page_url_id(pg, S("/meeting/"), n->notice.thread);
    if (n->kind == HOME_LETTER)
        return page_url_id(pg, S("/letter/"), n->notice.cause);
    if (n->kind == HOME_LEAVES || n->kind == HOME_LEFT)
        return page_url(pg, S("/leavers"));
    if (n->plan)
        return str_cat(pg->arena,
            page_url_id(pg, S("/child/"), n->notice.person), S("/plan"));
    if (n->record)
        return n->child.n ? page_url_id(pg, S("/child/"), n->notice.person)
                          : (struct str){0};
    if (!id_is_none(n->notice.thread))
        return page_url_id(pg,
            works && n->concern ? S("/concern/") : S("/reported/"),
            n->notice.thread);
    if ((n->kind == HOME_RING || n->kind == HOME_REPEATED ||
            n->kind == HOME_VARIED) &&
        reader_may(pg->reader, MAY_IMPORT))
        return page_url(pg, S("/custody"));
    if (n->kind == HOME_KIN && reader_may(pg->reader, MAY_CONFIRM))
        return page_url(pg, S("/relatives"));
    if (n->child.n)
        return page_url_id(pg, S("/child/"), n->notice.person);
    return (struct str){0};
}

struct str
home_minutes_path(struct page *pg, const struct meeting_mine *m)
{
    struct str parts[3] = {page_url_id(pg, S("/meeting/"), m->thread), S("/"),
        m->prepare->id};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

enum msg
home_report_msg(const struct thread_row *r)
{
    if (r->told.us)
        return MSG_HOME_REPORT_TOLD;
    return r->decided.us ? MSG_HOME_REPORT_DECIDED : MSG_HOME_REPORT_RECEIVED;
}

struct str
home_reference(struct page *pg, int64_t number)
{
    return thread_reference(pg->arena, number);
}

/* What is taken down during a call is gone on with there. */
struct str
home_draft_url(struct page *pg, const struct draft *d)
{
    const struct form *f = pack_form(pg->pack, d->form);
    enum verb          verb = f ? report_verb(pg->pack, f) : MAY_REPORT;
    bool               casework = f && casework_is(pg->pack, f);

    return page_url_id(pg,
        verb == MAY_TAKE_CALL   ? S("/call/")
            : verb == MAY_BRIEF ? S("/brief/")
            : casework          ? S("/casework/")
                                : S("/report/"),
        d->id);
}

struct str
home_draft_title(struct page *pg, const struct draft *d)
{
    const struct form *f = pack_form(pg->pack, d->form);

    return f ? words_in(f->title, pg->lang) : d->form;
}

enum err
in_home(struct visit *v)
{
    enum home_which *which = ARENA_NEW(v->req->arena, enum home_which);

    *which = form_has(&v->req->query, S("all")) ? HOME_ALL : HOME_FIRST;
    v->ask.with = which;
    v->ask.purpose = pack_purpose_for(v->page.pack, S("own"))->id;
    return OK;
}

enum err
in_notice_done(struct visit *v)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, S("own"))->id;
    return visit_id(v, 0, ID_NOTICE, &v->ask.about);
}

void
see_home(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    home_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_notice_done(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, S("/home"));
}
