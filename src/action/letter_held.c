/*
 * Letters that are held for somebody, and what becomes of them when that one
 * has gone or no longer works with the child: whoever else may let letters of
 * that child go is told, each of them, and the first who decides does.
 * Nothing is handed to anybody in the record, for the next to go would leave
 * it hanging again.
 */
#include "action/letter.h"

#include "action/casework_inside.h"
#include "action/concern_form.h"
#include "action/rows.h"
#include "record/leaver.h"
#include "record/notice.h"

#define LETTER_HELD S("letter_held")

static struct str
said(struct arena *a, const struct entry *e, struct str arg)
{
    const struct field *f = form_arg_field(e->form, YIELD_LETTER, arg);

    return f ? answers_text(a, &e->answers, f, -1) : (struct str){0};
}

/* Nobody, an account that has ended, or one with no business with the child
 * any more: they do not. */
enum err
letter_decides(struct work *w, const struct cx *cx, struct id account,
    struct id person, bool *yes)
{
    const struct form *f = pack_form_yielding(w->pack, YIELD_RELEASE);
    struct cx          theirs = *cx;
    struct grant       g;
    enum err           e;

    *yes = false;
    if (!f || id_is_none(account))
        return OK;
    if (!id_eq(account, cx->reader.account.id) &&
        (e = reader_of_account(w, account, &theirs.reader)))
        return err_is_refusal(e) ? OK : e;
    e = casework_may(w, &theirs, f, person, &g);
    *yes = e == OK;
    return err_is_refusal(e) ? OK : e;
}

/* ---- to whom it falls ---- */

struct handing {
    struct work     *w;
    const struct cx *cx;
    struct account  *all; /* of the agency that wrote it */
    size_t           count;
};

static enum err
tell_next(const struct handing *h, const struct entry *letter, struct id person)
{
    struct notice n = {.cause = letter->id,
        .rule = LETTER_HELD,
        .person = person,
        .made_at = h->w->now};
    enum err      e = OK;
    bool          yes;

    for (size_t i = 0; i < h->count && !e; i++) {
        n.to_account = h->all[i].id;
        if (h->all[i].ended || id_eq(n.to_account, letter->author))
            continue;
        if (!(e = letter_decides(h->w, h->cx, n.to_account, person, &yes)) &&
            yes)
            e = notice_put(h->w, &n);
    }
    return e;
}

/* One that is held: still by somebody who decides, or told on. */
static enum err
hand_on(struct handing *h, struct id letter, struct id person)
{
    struct arena *a = txn_arena(h->w->tx);
    struct entry  entry;
    struct id     who = {0};
    bool          yes;
    enum err      e;

    if ((e = entry_load(h->w, letter, &entry)))
        return e;
    (void)id_parse(said(a, &entry, S("held_for")), ID_ACCOUNT, &who);
    if ((e = letter_decides(h->w, h->cx, who, person, &yes)) || yes)
        return e;
    if ((e = account_list(h->w, entry.agency, &h->all, &h->count)))
        return e;
    return tell_next(h, &entry, person);
}

static enum err
hand_on_all(struct work *w, const struct cx *cx, const struct letter_waits *all,
    size_t n)
{
    struct handing h = {.w = w, .cx = cx};
    enum err       e = OK;

    for (size_t i = 0; i < n && !e; i++)
        e = hand_on(&h, all[i].letter, all[i].person);
    return e;
}

enum err
letter_left(struct work *w, const struct cx *cx, struct id account)
{
    struct letter_waits *all;
    size_t               n;
    enum err             e = leaver_letters(w, account, &all, &n);

    return e ? e : hand_on_all(w, cx, all, n);
}

/* ---- an entry ---- */

static enum err
tell_held(struct work *w, const struct entry *e)
{
    struct arena *a = txn_arena(w->tx);
    struct notice n = {.cause = e->id, .rule = LETTER_HELD, .made_at = w->now};
    enum err      err;

    if (str_eq(said(a, e, S("shared")), S("no")) ||
        !id_parse(said(a, e, S("held_for")), ID_ACCOUNT, &n.to_account))
        return OK;
    if ((err = person_of_source(w, e->about[0].source, &n.person)))
        return err;
    return notice_put(w, &n);
}

/* By what somebody may have come to work with the child no more. */
static bool
unties(const struct form *f)
{
    return form_yields(f, YIELD_CLOSE) || form_yields(f, YIELD_TIE) ||
        form_yields(f, YIELD_REGISTER_OFF);
}

enum err
letter_tell(struct work *w, const struct cx *cx, struct id entry)
{
    struct letter_waits *all;
    struct entry         e;
    struct id            person;
    size_t               n;
    enum err             err;

    if ((err = entry_load(w, entry, &e)))
        return err;
    if (form_yields(e.form, YIELD_LETTER))
        return tell_held(w, &e);
    for (size_t i = 0; i < e.about_count && unties(e.form); i++)
        if ((err = person_of_source(w, e.about[i].source, &person)) ||
            (err = leaver_letters_about(w, person, &all, &n)) ||
            (err = hand_on_all(w, cx, all, n)))
            return err;
    return OK;
}
