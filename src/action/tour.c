/*
 * The demonstration says in its meta table who is who (tour.nurse ...), which
 * child the four look at, and what to type for the four answers.  Whatever is
 * missing there is left out of the pages.
 */
#include "action/tour.h"

#include "action/look.h"
#include "action/rows.h"
#include "action/service.h"
#include "store/meta.h"

static const struct str who_keys[TOUR_WHO_COUNT] = {
    [TOUR_NURSE] = S_INIT("tour.nurse"),
    [TOUR_TEACHER] = S_INIT("tour.teacher"),
    [TOUR_SAFEGUARDING] = S_INIT("tour.safeguarding_person"),
    [TOUR_FRONT_DOOR] = S_INIT("tour.front_door"),
    [TOUR_SOCIAL_WORKER] = S_INIT("tour.social_worker"),
    [TOUR_FATHER] = S_INIT("tour.father"),
    [TOUR_AUDITOR] = S_INIT("tour.auditor"),
    [TOUR_CUSTODIAN] = S_INIT("tour.custodian"),
    [TOUR_MANAGER] = S_INIT("tour.manager"),
    [TOUR_EMERGENCY_DUTY] = S_INIT("tour.emergency_duty"),
    [TOUR_OFFICER] = S_INIT("tour.officer"),
    [TOUR_ADMINISTRATOR] = S_INIT("tour.administrator"),
    [TOUR_CHAIR] = S_INIT("tour.chair"),
    [TOUR_MINUTE_TAKER] = S_INIT("tour.minute_taker"),
};
static const struct str typed_keys[CHECK_RESULT_COUNT] = {
    [CHECK_ON] = S_INIT("tour.check.on"),
    [CHECK_NONE] = S_INIT("tour.check.none"),
    [CHECK_ALIKE] = S_INIT("tour.check.alike"),
    [CHECK_RING] = S_INIT("tour.check.ring"),
};

/* An id that the demonstration left, or none. */
static enum err
kept_id(struct work *w, struct str key, enum id_kind kind, struct id *out)
{
    struct str text;
    enum err   e = meta_get(w->tx, key, &text);

    *out = (struct id){0};
    if (e)
        return e;
    if (!id_parse(text, kind, out))
        *out = (struct id){0};
    return OK;
}

static enum err
person(struct work *w, enum tour_who who, struct tour_person *out)
{
    struct account a;
    struct agency  g;
    struct id      id;
    enum err       e;

    *out = (struct tour_person){0};
    if ((e = kept_id(w, who_keys[who], ID_ACCOUNT, &id)) || id_is_none(id))
        return e;
    e = account_load(w, id, &a);
    if (e == ERR_ABSENT || (e == OK && (a.ended || !a.confirmed)))
        return OK;
    if (e || (e = agency_load(w, a.agency, &g)))
        return e;
    *out = (struct tour_person){id, a.name, a.title, g.name};
    return OK;
}

/* Four lines: number, first name, family name, birth date. */
static enum err
typed(struct work *w, enum check_result r, struct tour_typed *out)
{
    struct str text, parts[4] = {{0}};
    enum err   e = meta_get(w->tx, typed_keys[r], &text);

    *out = (struct tour_typed){0};
    if (e || !text.n)
        return e;
    for (size_t i = 0; i < 4 && str_split(&text, '\n', &parts[i]); i++)
        ;
    out->known = date_parse(parts[3], &out->born);
    out->nhs = parts[0];
    out->given = parts[1];
    out->family = parts[2];
    return OK;
}

static enum err
may_reset(struct work *w, struct cx *cx, bool *yes)
{
    struct str kept;
    enum err   e = meta_get(w->tx, S("tour.pristine"), &kept);

    *yes = !e && kept.n && service_can_reset(cx->service);
    return e;
}

enum err
tour_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct tour_page *p = ARENA_NEW(cx->arena, struct tour_page);
    enum err          e;

    (void)ask, (void)grant;
    for (size_t i = 0; i < TOUR_WHO_COUNT; i++)
        if ((e = person(w, (enum tour_who)i, &p->who[i])))
            return e;
    for (size_t i = 0; i < CHECK_RESULT_COUNT; i++)
        if ((e = typed(w, (enum check_result)i, &p->typed[i])))
            return e;
    if ((e = kept_id(w, S("tour.concern"), ID_THREAD, &p->concern)))
        return e;
    if (!id_is_none(p->concern) &&
        (e = thread_number(w, p->concern, &p->number)))
        return e;
    if ((e = kept_id(w, S("tour.conference"), ID_THREAD, &p->conference)) ||
        (e = may_reset(w, cx, &p->resettable)))
        return e;
    answer->with = p;
    return OK;
}

/* Any of the invented people, without their password. */
enum err
tour_sign_in(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct sign_in_answer *out;
    struct account         a;
    struct session         s;
    enum err               e;

    (void)grant;
    if ((e = account_load(w, ask->about, &a)))
        return e;
    if (a.ended || !a.confirmed)
        return ERR_ABSENT;
    out = ARENA_NEW(cx->arena, struct sign_in_answer);
    if ((e = session_new(w, a.id, cx->machine_now, &out->secret, &s)))
        return e;
    out->account = a.id;
    out->lang = a.language;
    answer->with = out;
    return OK;
}

/* --- four readers ------------------------------------------------------- */

/* Somebody else comes through the same door; what they would have been shown
 * is disclosed to whoever looks at this page. */
static enum err
come_as(struct work *w, struct cx *cx, const struct ask *ask,
    struct answer *answer, struct tour_card *card)
{
    struct cx       as = *cx;
    struct answer   got = {0};
    struct str      named[8];
    struct account *told;
    size_t          n, k = 0;
    enum err        e;

    as.kind = READER_ACCOUNT;
    as.account = card->person.account;
    if ((e = reader_of_account(w, as.account, &as.reader)))
        return e;
    e = row_run(w, &as, ask, &got);
    if (e && !err_is_refusal(e))
        return e;
    card->result = e;
    for (size_t i = 0; i < got.disclosed_count && !e; i++)
        answer_discloses(cx, answer, got.disclosed[i]);
    if (!e && ask->act == ACT_CHILD)
        card->child = got.with;
    else if (!e)
        card->check = got.with;
    if (!e || !got.grant.tell.n)
        return OK;
    if ((e = refusal_whom(w, &as, got.grant.tell, &told, &n)))
        return e;
    for (size_t i = 0; i < n && k < 8; i++)
        named[k++] = told[i].name;
    card->told = str_join(cx->arena, named, k, S(", "));
    return OK;
}

/* What their own agency reported of the child, as their own list has it. */
static enum err
reported(struct work *w, struct cx *cx, struct id child, struct tour_card *card)
{
    struct cx           as = *cx;
    struct thread_query q = {.which = THREAD_ALL,
        .sort = THREAD_BY_RECEIVED,
        .person = child,
        .limit = 100};
    struct thread_row  *all;
    size_t              n;
    bool                yes;
    enum err            e;

    if ((e = reader_of_account(w, card->person.account, &as.reader)))
        return e;
    q.scope = as.reader.scope;
    q.scope_count = as.reader.scope_count;
    if ((e = thread_list(w, &q, &all, &n, NULL)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if (!id_eq(all[i].agency, as.reader.agency.id))
            continue;
        if ((e = look_row(w, &as, &all[i], LOOK_AS_OWN, &yes)))
            return e;
        card->reported += yes;
        card->answered += yes && all[i].told.us;
    }
    return OK;
}

/* The nurse asks the register; the others open the child's page. */
static enum err
card(struct work *w, struct cx *cx, const struct face *f, struct tour_card *c,
    struct answer *answer)
{
    const struct term_list *why = pack_list_for(w->pack, S("check_reason"));
    struct check_ask        question = {.nhs = f->nhs,
               .born = f->birth_date,
               .reason = why->options[0].id};
    struct child_ask        page = {0};
    struct ask              check = {.act = ACT_REGISTER_CHECK,
                     .purpose = look_purpose(w->pack, S("attendance")),
                     .with = &question};
    struct ask child = {.act = ACT_CHILD, .about = f->person, .with = &page};

    if (c->who == TOUR_NURSE)
        return come_as(w, cx, &check, answer, c);
    return come_as(w, cx, &child, answer, c);
}

enum err
tour_readers(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    static const enum tour_who four[TOUR_CARDS] = {
        TOUR_NURSE, TOUR_SAFEGUARDING, TOUR_SOCIAL_WORKER, TOUR_FATHER};
    struct tour_readers *r = ARENA_NEW(cx->arena, struct tour_readers);
    struct face          f;
    struct id            child;
    enum err             e;

    (void)ask, (void)grant;
    answer->with = r;
    if ((e = kept_id(w, S("tour.child"), ID_PERSON, &child)) ||
        id_is_none(child))
        return e;
    if ((e = person_face(w, child, &f)))
        return e;
    r->name = f.given;
    answer_discloses(cx, answer, f.person);
    for (size_t i = 0; i < TOUR_CARDS; i++) {
        struct tour_card *c = &r->cards[r->count];

        c->who = four[i];
        if ((e = person(w, c->who, &c->person)))
            return e;
        if (id_is_none(c->person.account))
            continue;
        if ((e = card(w, cx, &f, c, answer)))
            return e;
        if (c->child && (e = reported(w, cx, f.person, c)))
            return e;
        r->count++;
    }
    return OK;
}
