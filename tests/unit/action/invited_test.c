/*
 * invited_test -- what an agency has that is asked to a meeting: a task while
 * the report waits that it promised, and nothing more when the call is put
 * right and no longer asks it.
 */
#include "action/meeting.h"
#include "action/tasks.h"
#include "policy/view.h"
#include "record/thread.h"

#include "../test.h"
#include "crowd.h"

struct asked {
    struct crowd t;
    struct id    lead; /* of the hospital */
    struct id    call, thread;
};

/* "[{"column": "an agency"}, ...]" of the first and the second, or of one. */
static struct str
rows(struct asked *m, const char *column, struct id one, struct id other)
{
    struct id  all[] = {one, other};
    struct buf b;

    buf_init(&b, m->t.h.arena);
    for (size_t i = 0; i < 2 && !id_is_none(all[i]); i++) {
        struct str row[] = {i ? S(", {\"") : S("[{\""), str_of(column),
            S("\": \""), id_text(m->t.h.arena, all[i]), S("\"}")};

        buf_add(&b, str_join(m->t.h.arena, row, 5, (struct str){0}));
    }
    buf_add(&b, S("]"));
    return buf_str(&b);
}

static const char *
said(struct asked *m, const char *before, struct str all)
{
    struct str parts[] = {str_of(before), all, S("}")};

    return str_c(m->t.h.arena,
        str_join(m->t.h.arena, parts, 3, (struct str){0}));
}

#define CALLED                                                                \
    "{\"called_type\": \"called_initial\","                                   \
    " \"called_at\": \"2027-03-08T10:00:00Z\", \"invited\": "

/* The school and the hospital are asked to a conference on Monday. */
static void
open(struct asked *m)
{
    struct house *h = &m->t.h;

    crowd_open(&m->t);
    m->lead =
        house_account(h, h->hospital, "lead", "designated_safeguarding_person");
    m->call = house_say(h,
        &(struct house_entry){.form = "meeting_called",
            .said = said(m, CALLED,
                rows(m, "invited_agency", h->school, h->hospital)),
            .by = h->social,
            .children = {m->t.source}},
        &m->thread);
}

static struct id
say(struct asked *m, struct id by, const char *form, const char *answers)
{
    return house_say(&m->t.h,
        &(struct house_entry){.form = form,
            .said = answers,
            .by = by,
            .thread = m->thread,
            .children = {m->t.source}},
        NULL);
}

static void
put_right(struct asked *m, struct id entry, const char *form,
    const char *answers)
{
    (void)house_say(&m->t.h,
        &(struct house_entry){.form = form,
            .corrects = entry,
            .correction = "answers",
            .reason = "Not the school.",
            .said = answers,
            .by = m->t.h.social},
        NULL);
}

static const struct task *
task_of(struct asked *m, struct id who, enum waiting_kind kind)
{
    struct tasks_ask    in = {0};
    const struct tasks *all;
    struct answer       got;

    WANT_OK(
        door(&m->t.h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    all = got.with;
    for (size_t i = 0; i < all->count; i++)
        if (all->rows[i].waiting && all->rows[i].waiting->kind == kind)
            return &all->rows[i];
    return NULL;
}

static const char promise[] =
    "{\"reply\": \"report\", \"reply_why\": \"A school trip.\"}";

static const char *
report_of(struct asked *m, struct id agency)
{
    struct str parts[] = {S("{\"report_of\": \""),
        id_text(m->t.h.arena, agency),
        S("\", \"report_writer\": \"A deputy\","
          " \"report_view\": {\"0\": \"for_it\"}}")};

    return str_c(m->t.h.arena,
        str_join(m->t.h.arena, parts, 3, (struct str){0}));
}

TEST(invited__who_promised_a_report_has_it_as_a_task_until_it_is_given)
{
    const struct task *task;
    struct asked       m;
    struct moment      due;

    open(&m);
    WANT(!task_of(&m, m.t.h.safeguarding, WAITING_REPORT));
    (void)say(&m, m.t.h.safeguarding, "meeting_reply", promise);
    WANT(!task_of(&m, m.t.h.safeguarding, WAITING_REPLY));
    task = task_of(&m, m.t.h.safeguarding, WAITING_REPORT);
    WANT(task && id_eq(task->waiting->about, m.thread) && !task->due.late);
    WANT_STR(task->waiting->form->id, "agency_report");
    WANT_STR(task->due.clock.en, "Report promised for the conference");
    WANT(moment_parse(S("2027-03-06T00:00:00Z"), &due));
    WANT(task->due.due.us > due.us - 1000000 && task->due.due.us <= due.us);
    WANT(id_eq(task->child.person, m.t.person));
    /* it is the agency's who promised, and of those who may write it */
    WANT(!task_of(&m, m.lead, WAITING_REPORT));
    WANT(!task_of(&m, m.t.h.teacher, WAITING_REPORT));
    WANT(!task_of(&m, m.t.h.social, WAITING_REPORT));
    (void)say(&m, m.lead, "agency_report", report_of(&m, m.t.h.hospital));
    WANT(task_of(&m, m.t.h.safeguarding, WAITING_REPORT));
    house_at(&m.t.h, "2027-03-06T09:00:00Z");
    WANT(task_of(&m, m.t.h.safeguarding, WAITING_REPORT)->due.late);
    (void)say(&m, m.t.h.safeguarding, "agency_report",
        report_of(&m, m.t.h.school));
    WANT(!task_of(&m, m.t.h.safeguarding, WAITING_REPORT));
    house_close(&m.t.h);
}

TEST(invited__promised_report_about_a_sealed_child_is_nobodys_task)
{
    struct asked m;

    open(&m);
    (void)say(&m, m.t.h.safeguarding, "meeting_reply", promise);
    WANT(task_of(&m, m.t.h.safeguarding, WAITING_REPORT));
    WANT_OK(
        label_set(m.t.h.w, m.t.source, LABEL_SEALED, m.t.h.custodian, S("-")));
    WANT(!task_of(&m, m.t.h.safeguarding, WAITING_REPORT));
    house_close(&m.t.h);
}

/* ---- not asked after all ---- */

/* Whether they are that in the meeting's thread, by the pack's word. */
static bool
is(struct asked *m, struct id who, const char *role)
{
    struct reader      r;
    struct thread_part part;

    WANT_OK(reader_of_account(m->t.h.w, who, &r));
    WANT_OK(
        thread_part_of(m->t.h.w, m->thread, who, r.agency.id, NULL, 0, &part));
    for (size_t i = 0; i < part.role_count; i++)
        if (str_eq(part.roles[i], str_of(role)))
            return true;
    return false;
}

static enum err
open_it(struct asked *m, struct id who)
{
    struct answer got;

    return door(&m->t.h, who,
        (struct ask){.act = ACT_MEETING, .about = m->thread}, &got);
}

TEST(invited__agency_that_a_corrected_call_leaves_out_has_no_part_in_it)
{
    struct asked m;

    open(&m);
    (void)say(&m, m.t.h.safeguarding, "meeting_reply", promise);
    WANT(is(&m, m.t.h.safeguarding, "asked") && is(&m, m.lead, "asked"));
    WANT_OK(open_it(&m, m.t.h.safeguarding));
    put_right(&m, m.call, "meeting_called",
        said(&m, CALLED,
            rows(&m, "invited_agency", m.t.h.hospital, (struct id){0})));
    WANT(!is(&m, m.t.h.safeguarding, "asked") && is(&m, m.lead, "asked"));
    WANT(err_is_refusal(open_it(&m, m.t.h.safeguarding)));
    WANT_OK(open_it(&m, m.lead));
    WANT(!task_of(&m, m.t.h.safeguarding, WAITING_REPLY));
    WANT(!task_of(&m, m.t.h.safeguarding, WAITING_REPORT));
    WANT(task_of(&m, m.lead, WAITING_REPLY));
    house_close(&m.t.h);
}

TEST(invited__nobody_has_a_part_in_a_call_that_is_taken_back)
{
    struct asked m;

    open(&m);
    (void)house_say(&m.t.h,
        &(struct house_entry){.corrects = m.call,
            .correction = "withdraw",
            .reason = "The wrong child.",
            .by = m.t.h.social},
        NULL);
    WANT(!is(&m, m.t.h.safeguarding, "asked") && !is(&m, m.lead, "asked"));
    WANT(err_is_refusal(open_it(&m, m.lead)));
    WANT(!task_of(&m, m.lead, WAITING_REPLY));
    house_close(&m.t.h);
}

#define MINUTES "{\"minutes_summary\": \"All were there.\", \"minutes_to\": "

static enum depth
depth_of(struct asked *m, struct id who, struct id entry)
{
    struct reader r;
    struct view   v;
    struct entry  e;
    enum err      err;

    WANT_OK(reader_of_account(m->t.h.w, who, &r));
    WANT_OK(entry_load(m->t.h.w, entry, &e));
    err = view_of(m->t.h.w, &r, m->t.person,
        pack_purpose_for(m->t.h.pack, S("casework"))->id, &v);
    WANT(!err || err_is_refusal(err));
    return err ? DEPTH_NONE : view_entry(&v, &e);
}

TEST(invited__minutes_are_read_by_those_who_have_them_as_put_right)
{
    struct asked m;
    struct id    minutes;

    open(&m);
    minutes = say(&m, m.t.h.social, "meeting_minutes",
        said(&m, MINUTES,
            rows(&m, "minutes_agency", m.t.h.school, m.t.h.hospital)));
    WANT(is(&m, m.t.h.safeguarding, "given") && is(&m, m.lead, "given"));
    WANT_INT(depth_of(&m, m.t.h.safeguarding, minutes), DEPTH_FULL);
    put_right(&m, minutes, "meeting_minutes",
        said(&m, MINUTES,
            rows(&m, "minutes_agency", m.t.h.hospital, (struct id){0})));
    WANT(!is(&m, m.t.h.safeguarding, "given") && is(&m, m.lead, "given"));
    WANT_INT(depth_of(&m, m.t.h.safeguarding, minutes), DEPTH_NONE);
    WANT_INT(depth_of(&m, m.lead, minutes), DEPTH_FULL);
    house_close(&m.t.h);
}
