/*
 * The check's row knows which person it found; the page only ever has the
 * leaf.  Policy is asked for recording the form about that person.
 */
#include "action/tell.h"

#include "action/check.h"
#include "action/rows.h"

enum { FOUND, STATEMENTS };
static const struct statement tell_texts[STATEMENTS] = {
    [FOUND] = {.sql = "SELECT source, reference FROM check_done"
                      " WHERE leaf = $1 AND account = $2 AND answer = 'on'"},
};
const struct statements tell_statements = {"tell", tell_texts, STATEMENTS};

static bool
tells_co_ordinator(const struct yield_rule *y)
{
    if (y->kind != YIELD_TOLD)
        return false;
    for (size_t i = 0; i < y->from_count; i++)
        if (y->from[i].field_count == 0 &&
            str_eq(y->from[i].value, S("co_ordinator")))
            return true;
    return false;
}

const struct form *
tell_form_of(const struct pack *pack)
{
    for (size_t i = 0; i < pack->forms_count; i++)
        for (size_t k = 0; k < pack->forms[i].yield_count; k++)
            if (tells_co_ordinator(&pack->forms[i].yields[k]))
                return &pack->forms[i];
    return NULL;
}

/* Whom the reader's own check found. */
static enum err
found_by(struct work *w, struct cx *cx, struct id leaf, struct id *person,
    struct str *reference)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &tell_texts[FOUND],
             ARGS(A_ID(leaf), A_ID(cx->reader.account.id)), &r)))
        return e;
    *person = row_id(&r, 0, ID_PERSON);
    *reference = row_text(&r, 1);
    return id_is_none(*person) ? ERR_ABSENT : OK;
}

enum err
ground_tell(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct form *form = tell_form_of(w->pack);
    struct str         reference;

    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    if (!form)
        return ERR_ABSENT;
    out->question.verb = policy_verb(form);
    out->question.of = form->group;
    return found_by(w, cx, ask->about, &out->question.person, &reference);
}

enum err
tell_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct tell_form *f = ARENA_NEW(cx->arena, struct tell_form);
    struct id         person;
    enum err          e;

    (void)grant;
    if ((e = found_by(w, cx, ask->about, &person, &f->reference)))
        return e;
    f->form = tell_form_of(w->pack);
    answer->with = f;
    return OK;
}

enum err
tell(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct tell_ask *in = ask->with;
    struct tell_form      *f;
    struct about           about = {.role = S("child")};
    struct entry_new       n = {.answers = in->answers,
              .language = cx->lang,
              .author = cx->reader.account.id,
              .agency = cx->reader.agency.id,
              .about = &about,
              .about_count = 1};
    struct id              person, entry, thread;
    enum err               e;

    if ((e = tell_look(w, cx, ask, grant, answer)))
        return e;
    f = answer->with;
    n.form = f->form;
    if ((e = found_by(w, cx, ask->about, &person, &f->reference)) ||
        (e = person_own(w, person, &about.source)) ||
        (e = record_append(w, &n, &entry, &thread, &f->wrong)))
        return e;
    answer_discloses(cx, answer, person);
    answer_discloses(cx, answer, entry);
    return OK;
}
