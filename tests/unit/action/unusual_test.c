/*
 * unusual_test -- looks that an auditor may ask about: each reason with a
 * twin that is none.
 */
#include "action/unusual.h"

#include "door.h"

#include "../test.h"

#include "record/kin.h"
#include "record/seal.h"

static struct id
account_with(struct house *h, const char *login, const char *name,
    const char *role, const char *home)
{
    struct account a = {.agency = h->authority,
        .login = str_of(login),
        .name = str_of(name),
        .home = str_of(home),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_CY};
    struct id      none = {0}, id;

    WANT_OK(account_new(h->w, &a, none, &id));
    WANT_OK(account_confirm(h->w, id, none));
    WANT_OK(
        account_grant(h->w, id, str_of(role), none, none, (struct moment){0}));
    return id;
}

static struct id
account_named(struct house *h, const char *login, const char *name,
    const char *role)
{
    return account_with(h, login, name, role, "");
}

static struct id
account_at(struct house *h, const char *name, const char *home)
{
    return account_with(h, "neighbour", name, "front_door_worker", home);
}

/* A child whom everybody at the front door has business with. */
static struct id
child_called(struct house *h, const char *family)
{
    struct id   source = house_child(h, h->school);
    struct face f = {.source = source,
        .given = S("Non"),
        .family = str_of(family)};

    WANT_OK(face_save(h->w, &f, house_concern(h, source, "soon")));
    return source;
}

static void
looked(struct house *h, struct id who, struct id source, enum action act)
{
    struct id        person = house_person(h, source);
    struct leaf      leaf = {.kind = LEAF_READ,
             .action = action_name(act),
             .account = who,
             .agency = h->authority,
             .rule = S("test"),
             .about = &person,
             .about_count = 1,
             .detail = S("{}")};
    struct leaf_mark mark;

    WANT_OK(ledger_note(h->w->tx, &leaf, &mark));
}

static void
opened(struct house *h, struct id who, struct id source)
{
    looked(h, who, source, ACT_CHILD);
}

static const struct unusual_page *
look(struct house *h, struct id auditor)
{
    struct answer got;

    house_at(h, "2027-03-01T10:00:00Z"); /* numbers what was noted */
    WANT_OK(door(h, auditor,
        (struct ask){.act = ACT_LEDGER_UNUSUAL, .purpose = S("oversight")},
        &got));
    return got.with;
}

/* The account's only row; it must be there. */
static const struct unusual_row *
row_of(const struct unusual_page *p, struct id who)
{
    const struct unusual_row *found = NULL;

    for (size_t i = 0; i < p->count; i++)
        if (id_eq(p->rows[i].account, who))
            found = &p->rows[i];
    WANT(found);
    return found;
}

TEST(unusual_look__tells_of_a_family_name_like_their_own)
{
    struct house               h;
    struct id                  auditor, same, other, child;
    const struct unusual_page *p;

    house_open(&h);
    auditor = account_named(&h, "auditor", "Audit Or", "auditor");
    same = account_named(&h, "same", "Beca Ŵyn LLŶR", "front_door_worker");
    other = account_named(&h, "other", "Beca Llŷr Wyn", "front_door_worker");
    child = child_called(&h, "Llŷr");
    opened(&h, same, child);
    opened(&h, same, child);
    opened(&h, other, child);
    p = look(&h, auditor);
    WANT(row_of(p, same)->why[UNUSUAL_NAME]);
    WANT_INT(row_of(p, same)->times, 2);
    for (size_t i = 0; i < p->count; i++)
        if (id_eq(p->rows[i].account, other))
            WANT(!p->rows[i].why[UNUSUAL_NAME]);
    house_close(&h);
}

TEST(unusual_look__tells_of_looks_without_a_tie_and_of_none_with_one)
{
    struct house               h;
    struct id                  auditor, child;
    const struct unusual_page *p;

    house_open(&h);
    auditor = account_named(&h, "auditor", "Audit Or", "auditor");
    child = child_called(&h, "Prys");
    opened(&h, h.nurse, child);
    opened(&h, h.worker, child);
    p = look(&h, auditor);
    WANT(row_of(p, h.nurse)->why[UNUSUAL_NO_TIE]);
    for (size_t i = 0; i < p->count; i++)
        WANT(!id_eq(p->rows[i].account, h.worker));
    house_close(&h);
}

TEST(unusual_look__tells_of_a_place_shared_with_a_relative_and_opens_none)
{
    struct house               h;
    struct id                  auditor, child, kin, apart, ref;
    const struct unusual_page *p;

    house_open(&h);
    auditor = account_named(&h, "auditor", "Audit Or", "auditor");
    child = child_called(&h, "Prys");
    apart = child_called(&h, "Hopcyn");
    kin = house_child(&h, h.hospital);
    WANT_OK(seal_put(h.w, SEAL_LOCATION, S("home"), (struct id){0}, child,
        S("home"), S("1 Stryd y Bont"), &ref));
    WANT_OK(seal_put(h.w, SEAL_LOCATION, S("home"), (struct id){0}, apart,
        S("home"), S("2 Stryd y Bont"), &ref));
    WANT_OK(seal_put(h.w, SEAL_LOCATION, S("home"), (struct id){0}, kin,
        S("home"), S("1 Stryd y Bont"), &ref));
    WANT_OK(kin_add(h.w, h.worker, kin, S("declared")));
    opened(&h, h.worker, child);
    opened(&h, h.worker, apart);
    p = look(&h, auditor);
    WANT_INT(p->count, 1);
    WANT(row_of(p, h.worker)->why[UNUSUAL_PLACE]);
    WANT(id_eq(row_of(p, h.worker)->about, house_person(&h, child)));
    house_close(&h);
}

/* Another name than theirs, and nobody is said to be a relative. */
TEST(unusual_look__tells_of_a_child_at_the_lookers_own_address)
{
    struct house               h;
    struct id                  auditor, neighbour, child, apart, ref;
    const struct unusual_page *p;

    house_open(&h);
    auditor = account_named(&h, "auditor", "Audit Or", "auditor");
    neighbour = account_at(&h, "Beca Llwyd", "1 Stryd y Bont");
    child = child_called(&h, "Prys");
    apart = child_called(&h, "Hopcyn");
    WANT_OK(seal_put(h.w, SEAL_LOCATION, S("home"), (struct id){0}, child,
        S("home"), S("1 Stryd y Bont"), &ref));
    WANT_OK(seal_put(h.w, SEAL_LOCATION, S("home"), (struct id){0}, apart,
        S("home"), S("2 Stryd y Bont"), &ref));
    opened(&h, neighbour, child);
    opened(&h, neighbour, apart);
    p = look(&h, auditor);
    WANT_INT(p->count, 2);
    for (size_t i = 0; i < p->count; i++)
        WANT(p->rows[i].why[UNUSUAL_PLACE] ==
            id_eq(p->rows[i].about, house_person(&h, child)));
    house_close(&h);
}

/* A print and a page are one row; a check of a stranger is none. */
TEST(unusual_look__counts_prints_places_and_checks)
{
    struct house               h;
    struct id                  auditor, same, child, other;
    const struct unusual_page *p;

    house_open(&h);
    auditor = account_named(&h, "auditor", "Audit Or", "auditor");
    same = account_named(&h, "same", "Beca Prys", "front_door_worker");
    child = child_called(&h, "Prys");
    other = child_called(&h, "Hopcyn");
    opened(&h, same, child);
    looked(&h, same, child, ACT_CHILD_PRINT);
    looked(&h, same, child, ACT_REGISTER_CHECK);
    looked(&h, h.nurse, child, ACT_REGISTER_CHECK);
    looked(&h, h.nurse, other, ACT_LOCATION_OPEN);
    p = look(&h, auditor);
    WANT_INT(p->count, 2);
    WANT_INT(row_of(p, same)->times, 3);
    WANT(row_of(p, same)->why[UNUSUAL_NAME]);
    WANT(row_of(p, h.nurse)->why[UNUSUAL_NO_TIE]);
    WANT(id_eq(row_of(p, h.nurse)->about, house_person(&h, other)));
    house_close(&h);
}

TEST(unusual_look__tells_of_very_many_people)
{
    struct house               h;
    struct id                  auditor;
    const struct unusual_page *p;
    int                        many;

    house_open(&h);
    auditor = account_named(&h, "auditor", "Audit Or", "auditor");
    many = pack_limit(h.pack, S("look_volume"))->times;
    for (int i = 0; i < many; i++) {
        struct id source = house_child(&h, h.school);

        if (i > 0)
            opened(&h, h.worker, source);
        opened(&h, h.social, source);
    }
    p = look(&h, auditor);
    for (size_t i = 0; i < p->count; i++)
        WANT(p->rows[i].why[UNUSUAL_VOLUME] ==
            (id_is_none(p->rows[i].about) &&
                id_eq(p->rows[i].account, h.social)));
    WANT(row_of(p, h.social)->why[UNUSUAL_VOLUME]);
    WANT_INT(row_of(p, h.social)->times, many);
    house_close(&h);
}

TEST(unusual_look__is_for_auditors)
{
    struct house  h;
    struct answer got;

    house_open(&h);
    WANT_ERR(ERR_DENIED,
        door(&h, h.manager,
            (struct ask){.act = ACT_LEDGER_UNUSUAL, .purpose = S("oversight")},
            &got));
    house_close(&h);
}
