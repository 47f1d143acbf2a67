/*
 * Saying it: the entry, what it does to the records, and the people it is
 * about computed again, all in one write.  When a link is undone everybody
 * who was told something since it was made is told of the undoing: nothing
 * can be un-told (S22).
 */
#include "action/link_inside.h"

#include "action/rows.h"
#include "record/relied.h"

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

static enum err
tell_again(struct link_job *j, const struct notice *all, size_t n,
    struct link_said *out)
{
    enum err e;

    for (size_t i = 0; i < n; i++) {
        struct notice one = {.cause = out->entry,
            .rule = all[i].rule,
            .to_desk = all[i].to_desk,
            .to_account = all[i].to_account,
            .thread = all[i].thread,
            .person = all[i].person,
            .due = j->w->now};

        if (id_eq(all[i].cause, j->row.entry))
            continue;
        if ((e = notice_put(j->w, &one)))
            return e;
        out->told++;
    }
    return OK;
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

        if ((e = notice_put(j->w, &one)))
            return e;
        out->told++;
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
        (e = tell_again(j, told, n, out)))
        return e;
    return tell_askers(j, checks, asked, out);
}

static enum err
deed(struct link_job *j, enum link_kind kind, struct link_said *out)
{
    switch (kind) {
    case LINK_SAME:
        return link_make(j->w, j->source[0], j->source[1], out->entry);
    case LINK_NOT_SAME:
        return link_refuse(j->w, j->source[0], j->source[1], out->entry);
    case LINK_UNDO:
        return undo(j, out);
    case LINK_KIND_COUNT:
        break;
    }
    BUG("no such kind of link");
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
    if ((e = link_let_in(&j, &in->ask)) || (e = record(&j, out)))
        return e;
    answer_discloses(cx, answer, out->entry);
    if ((e = deed(&j, in->ask.kind, out)) || (e = compute_again(&j)))
        return e;
    return person_of_source(w, j.source[0], &out->person);
}
