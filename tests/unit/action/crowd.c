#include "crowd.h"

#include "../test.h"

struct id
crowd_someone(struct crowd *t, const char *login, const char *role,
    const char *desk)
{
    struct desk d = {0};

    if (*desk && desk_find(t->h.w, t->h.authority, str_of(desk), &d))
        WANT_OK(desk_new(t->h.w, t->h.authority, str_of(desk),
            S("01632 960999"), S(""), &d.id));
    return folk_account(&t->h, t->h.authority, login, role, d.id);
}

void
crowd_open(struct crowd *t)
{
    struct house *h = &t->h;

    house_open(h);
    h->social = crowd_someone(t, "owain", "social_worker", "childrens_team");
    t->team_manager =
        crowd_someone(t, "gwen", "team_manager", "childrens_team");
    t->head = crowd_someone(t, "alun", "head_of_service", "");
    t->reviewer =
        crowd_someone(t, "heledd", "reviewing_officer", "reviewing_service");
    t->source = house_child(h, h->school);
    t->person = house_person(h, t->source);
    t->thread = house_concern(h, t->source, "today");
    house_at(h, "2027-03-01T10:00:00Z");
    house_allocate(h, t->thread, t->source, h->social);
}

/* ---- many ---- */

enum { CLOCKS_EACH = 6 };

static const struct statement plant_person = {
    .sql = "INSERT INTO person (id, kind, made_at) VALUES ($1, 'child', $2)"};
static const struct statement plant_source = {
    .sql = "INSERT INTO source (id, person, ref, made_at)"
           " VALUES ($1, $2, '', $3)"};
static const struct statement plant_link = {
    .sql = "INSERT INTO source_person (source, person) VALUES ($1, $2)"};
static const struct statement plant_tie = {
    .sql = "INSERT INTO tie (person, whom, kind, entry, means, since)"
           " SELECT $1, whom, kind, entry, means, since FROM tie"
           " WHERE person = $2"};
static const struct statement plant_clock = {
    .sql = "INSERT INTO clock_row (person, clock, opening, thread, opened,"
           " due, state, owner) SELECT $1, $3, c.opening, c.thread, c.opened,"
           " c.due, 'open', c.owner FROM clock_row c WHERE c.person = $2"
           " AND c.state = 'open' ORDER BY c.due, c.clock LIMIT 1"};

static struct id
plant_child(struct crowd *t)
{
    struct txn *tx = t->h.w->tx;
    struct id   person = txn_id(tx, ID_PERSON);
    struct id   source = txn_id(tx, ID_SOURCE);

    WANT_OK(txn_do(tx, &plant_person,
        ARGS(A_ID(person), A_TIME(t->h.w->now))));
    WANT_OK(txn_do(tx, &plant_source,
        ARGS(A_ID(source), A_ID(person), A_TIME(t->h.w->now))));
    WANT_OK(txn_do(tx, &plant_link, ARGS(A_ID(source), A_ID(person))));
    WANT_OK(txn_do(tx, &plant_tie, ARGS(A_ID(person), A_ID(t->person))));
    return person;
}

/* Children like the first, each with deadlines of its own. */
void
crowd_plant(struct crowd *t, int n)
{
    const struct pack *p = t->h.pack;

    for (int i = 0; i < n; i++) {
        struct id person = plant_child(t);

        for (int k = 0; k < CLOCKS_EACH; k++)
            WANT_OK(txn_do(t->h.w->tx, &plant_clock,
                ARGS(A_ID(person), A_ID(t->person), A_TEXT(p->clocks[k]->id))));
    }
}

int64_t
crowd_asked(struct crowd *t, struct id who, struct ask ask)
{
    int64_t       before = store_counts(t->h.shop.store).statements;
    struct answer got;

    WANT_OK(door(&t->h, who, ask, &got));
    return store_counts(t->h.shop.store).statements - before;
}
