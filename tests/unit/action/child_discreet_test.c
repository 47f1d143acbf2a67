/*
 * child_discreet_test -- a discreet check is never among those who looked at
 * a child (S4).
 */
#include "action/child.h"

#include "../test.h"
#include "door.h"

/* The nurse looked, by a check of the register that was or was not discreet. */
static void
checked(struct house *h, struct id source, int discreet)
{
    static const struct statement put = {
        .sql = "INSERT INTO check_done (leaf, reference, account, agency, at,"
               " answer, discreet, source, sealed, receipt)"
               " VALUES ($1, $2, $3, $4, $5, 'on', $6, $7, $8, 'slip')"};
    struct id        person = house_person(h, source);
    struct leaf      leaf = {.kind = LEAF_READ,
             .account = h->nurse,
             .agency = h->hospital,
             .action = S("REGISTER_CHECK"),
             .about = &person,
             .about_count = 1};
    struct leaf_mark mark;

    WANT_OK(ledger_note(h->w->tx, &leaf, &mark));
    WANT_OK(txn_do(h->w->tx, &put,
        ARGS(A_ID(mark.id), A_TEXT(id_text(h->arena, mark.id)), A_ID(h->nurse),
            A_ID(h->hospital), A_TIME(h->w->now), A_INT(discreet),
            A_ID(source), A_BYTES(S("x")))));
}

static const struct child_lookers *
lookers(struct house *h, struct id source)
{
    static const struct child_looked_ask in = {.before = {INT64_MAX}};
    struct answer                        got;

    WANT_OK(door(h, h->custodian,
        (struct ask){.act = ACT_CHILD_LOOKED,
            .about = house_person(h, source),
            .with = &in},
        &got));
    return got.with;
}

TEST(child_looked__says_who_looked_and_nothing_of_a_discreet_check)
{
    struct house                h;
    struct id                   source;
    const struct child_lookers *l;

    house_open(&h);
    source = house_child(&h, h.school);
    house_register(&h, source);
    checked(&h, source, 0);
    house_at(&h, "2027-03-01T10:00:00Z"); /* what is numbered is listed */
    l = lookers(&h, source);
    WANT_INT(l->count, 1);
    WANT_INT(l->rows[0].times, 1);
    WANT(l->rows[0].agency.en.n > 0);
    checked(&h, source, 1);
    checked(&h, source, 1);
    house_at(&h, "2027-03-01T11:00:00Z");
    l = lookers(&h, source);
    WANT_INT(l->rows[0].times, 1);
    /* but for that they were discreet, they would be there */
    house_sql(&h, "UPDATE check_done SET discreet = 0");
    l = lookers(&h, source);
    WANT_INT(l->rows[0].times, 3);
    house_close(&h);
}
