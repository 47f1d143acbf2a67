/*
 * invite_test -- one-time links.
 */
#include "../house.h"

#include "../test.h"

#include "record/invite.h"

TEST(invite_find__knows_a_link_by_its_secret_alone)
{
    struct house  h;
    struct invite made, found;
    struct str    secret;

    house_open(&h);
    WANT_OK(invite_new(h.w, h.school, h.worker, &secret, &made));
    WANT_OK(invite_find(h.w, invite_hash(h.arena, secret), &found));
    WANT(id_eq(found.agency, h.school));
    WANT_ERR(ERR_ABSENT,
        invite_find(h.w, invite_hash(h.arena, S("guessed")), &found));
    /* the database holds no way to make the address again */
    WANT(!str_eq(found.hash, secret));
    house_close(&h);
}

TEST(invite_find__does_not_find_one_whose_time_has_run_out)
{
    struct house  h;
    struct invite made, found;
    struct str    secret, hash;

    house_open(&h);
    WANT_OK(invite_new(h.w, h.school, h.worker, &secret, &made));
    hash = invite_hash(h.arena, secret);
    house_at(&h, "2027-03-08T20:00:00Z");
    WANT_OK(invite_find(h.w, hash, &found));
    house_at(&h, "2027-03-09T00:00:01Z");
    WANT_ERR(ERR_ABSENT, invite_find(h.w, hash, &found));
    house_close(&h);
}

TEST(invite_used__happens_once)
{
    struct house  h;
    struct invite made;
    struct str    secret;
    struct id     entry = {.kind = ID_ENTRY};

    house_open(&h);
    WANT_OK(invite_new(h.w, h.school, h.worker, &secret, &made));
    WANT_OK(invite_used(h.w, made.hash, entry));
    WANT_ERR(ERR_CONFLICT, invite_used(h.w, made.hash, entry));
    house_close(&h);
}
