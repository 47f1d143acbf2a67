/*
 * Saying it: the entry, what it does to the records, and the people it is
 * about computed again, all in one write.  When a link is undone everybody
 * who was told something since it was made is told of the undoing: nothing
 * can be un-told (S22).
 */
#include "action/link_inside.h"

#include "action/rows.h"
#include "record/kin.h"
#include "record/pair.h"
#include "record/relied.h"
#include "record/signal_tell.h"

static enum err
record(const struct link_job *j, struct link_said *out)
{
    const struct link_say *in = j->ask->with;
    struct str             role = in->form->about[0].role;
    struct about     about[2] = {{j->source[0], role}, {j->source[1], role}};
    struct entry_new e = {.form = in->form,
        .answers = in->answers,
        .language = in->language,
        .author = j->cx->reader.account.id,
        .agency = j->cx->reader.agency.id,
        .thread = j->ask->about,
        .about = about,
        .about_count = 2};
    struct id        thread;

    return record_append(j->w, &e, &out->entry, &thread, &out->wrong);
}

/* Nobody is told of two when one of them is a relative (S9). */
static enum err
may_be_told(struct link_job *j, struct id account, bool *yes)
{
    enum err e = OK;

    *yes = true;
    for (size_t i = 0; i < 2 && *yes && !e; i++)
        e = kin_may_be_told(j->w, account, j->ask->about, j->person[i], yes);
    return e;
}

/* Whoever asked the register and was answered about the two as one. */
static enum err
tell_askers(struct link_job *j, const struct relied_check *all, size_t n,
    struct link_said *out)
{
    enum err e;

    for (size_t i = 0; i < n; i++) {
        struct notice one = {.cause = out->entry,
            .rule = S("check"),
            .to_account = all[i].account,
            .due = j->w->now};
        bool          yes;

        if ((e = may_be_told(j, all[i].account, &yes)))
            return e;
        if (yes && (e = notice_put(j->w, &one)))
            return e;
    }
    return OK;
}

static enum err
undo(struct link_job *j, struct link_said *out)
{
    struct relied_check *checks;
    struct notice       *told;
    size_t               asked, n;
    enum err             e;

    if ((e = relied_checks(j->w, j->person[0], j->person[1], j->row.made_at,
             &checks, &asked)) ||
        (e = relied_notices(j->w, j->person[0], j->person[1], j->row.made_at,
             &told, &n)) ||
        (e = link_undo(j->w, j->row.id, out->entry)) ||
        (e = relied_tell_again(j->w, told, n, j->row.entry, out->entry)))
        return e;
    return tell_askers(j, checks, asked, out);
}

static enum err
deed(struct link_job *j, enum link_kind kind, struct link_said *out)
{
    switch (kind) {
    case LINK_SAME:
        return link_make_with(j->w, j->source[0], j->source[1], out->entry,
            j->stands);
    case LINK_NOT_SAME:
        return link_refuse(j->w, j->source[0], j->source[1], out->entry);
    case LINK_TWINS:
        return link_twins(j->w, j->source[0], j->source[1], out->entry);
    case LINK_ORDER:
        return link_order(j->w, j->source[0], j->source[1], out->entry);
    case LINK_UNDO:
        return undo(j, out);
    case LINK_OVER:
        return link_order_over(j->w, j->row.id, out->entry);
    case LINK_MOVE:
    case LINK_KEEP:
    case LINK_KIND_COUNT:
        break;
    }
    BUG("no such kind of link");
}

/* What is said of a proposal keeps the weight that it was proposed with; an
 * order is none, and neither is the end of something. */
static enum err
weighed_deed(struct link_job *j, enum link_kind kind, struct link_said *out)
{
    struct str model;
    int        weight;
    enum err   e;

    if (kind != LINK_SAME && kind != LINK_NOT_SAME && kind != LINK_TWINS)
        return deed(j, kind, out);
    if ((e = pair_proposed(j->w, j->source[0], j->source[1], &weight, &model)))
        return e;
    if ((e = deed(j, kind, out)))
        return e;
    return link_weighed(j->w, out->entry, weight, model);
}

/* Both, by the ids that they had and by those that they have now. */
static enum err
compute_again(const struct link_job *j)
{
    struct id now;
    enum err  e;

    for (size_t i = 0; i < 2; i++)
        if ((e = project_person(j->w, j->person[i])) ||
            (e = person_of_source(j->w, j->source[i], &now)) ||
            (e = project_person(j->w, now)))
            return e;
    return OK;
}

/* ---- giving an entry to the other child ---- */

/* Whom the entry is about, with the one record changed for the other. */
static enum err
about_other(struct link_job *j, const struct entry *e, struct about *about)
{
    bool     changed = false;
    enum err err;

    for (size_t i = 0; i < e->about_count; i++) {
        struct id person;

        about[i] = e->about[i];
        if ((err = person_of_source(j->w, e->about[i].source, &person)))
            return err;
        for (size_t side = 0; side < 2; side++)
            if (id_eq(person, j->person[side])) {
                about[i].source = j->source[1 - side];
                changed = true;
                break;
            }
    }
    return changed ? OK : ERR_ABSENT;
}

/* Only what the page offers to move: written meanwhile, and seen. */
static enum err
may_move(struct link_job *j, struct id entry, struct link_page *page)
{
    enum err e = link_undo_page(j, page);

    if (e)
        return e;
    if (id_is_none(entry) || entry.kind != ID_ENTRY)
        return ERR_ABSENT;
    return relied_is_open(&page->relied, entry) ? OK : ERR_ABSENT;
}

static enum err
move(struct link_job *j, struct link_said *out)
{
    const struct link_say *in = j->ask->with;
    struct entry_new       e = {.answers = S("{}"),
              .language = in->language,
              .author = j->cx->reader.account.id,
              .agency = j->cx->reader.agency.id,
              .corrects = in->entry,
              .correction = S("subject"),
              .reason = in->reason};
    struct link_page       page = {0};
    struct entry           moved;
    struct about          *about;
    struct id              thread;
    enum err               err;

    if (!j->row.undone_at.us)
        return ERR_ILLEGAL;
    if ((err = may_move(j, in->entry, &page)) ||
        (err = entry_load(j->w, in->entry, &moved)))
        return err;
    about = ARENA_ARRAY(j->cx->arena, struct about, moved.about_count + 1);
    if ((err = about_other(j, &moved, about)))
        return err;
    e.about = about;
    e.about_count = moved.about_count;
    if ((err = record_append(j->w, &e, &out->entry, &thread, &out->wrong)))
        return err;
    return link_settle(j, &page, out);
}

/* As one child they may show what neither showed alone (A3). */
static enum err
tell_patterns(struct link_job *j, const struct link_said *out)
{
    return signal_tell(j->w,
        (struct notice_about){.person = out->person,
            .thread = j->ask->about,
            .cause = out->entry,
            .account = j->cx->reader.account.id,
            .agency = j->cx->reader.agency.id},
        NULL);
}

enum err
link_do(struct link_job *j, struct link_said *out)
{
    const struct link_say *in = j->ask->with;
    enum err               e = link_number_choose(j, out, &j->stands);

    if (e)
        return e;
    e = in->ask.kind == LINK_MOVE   ? move(j, out)
        : in->ask.kind == LINK_KEEP ? link_keep(j, out)
                                    : record(j, out);
    if (e)
        return e;
    if (!id_is_none(out->entry)) /* nothing relied on it: none is named */
        answer_discloses(j->cx, j->answer, out->entry);
    if (in->ask.kind < LINK_MOVE && (e = weighed_deed(j, in->ask.kind, out)))
        return e;
    if ((e = compute_again(j)) ||
        (e = person_of_source(j->w, j->source[0], &out->person)))
        return e;
    return in->ask.kind == LINK_SAME ? tell_patterns(j, out) : OK;
}

enum err
link_say(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct link_say *in = ask->with;
    struct link_said      *out = ARENA_NEW(cx->arena, struct link_said);
    struct link_job        j = {.w = w, .cx = cx, .ask = ask, .answer = answer};
    enum err               e;

    (void)grant;
    answer->with = out;
    if ((e = link_let_in(&j, &in->ask)))
        return e;
    if (in->ask.kind == LINK_UNDO && j.row.undone_at.us)
        return ERR_CONFLICT;
    return link_do(&j, out);
}
