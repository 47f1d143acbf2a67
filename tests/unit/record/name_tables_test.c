/*
 * name_tables_test -- a deployer's row of a town that comes when records are
 * there already; and a face that is saved anew keeps its town.
 */
#include "../house.h"

#include "../test.h"

#include "match/name_table.h"
#include "record/name_tables.h"
#include "record/seal.h"

static struct id
child_at(struct house *h, const char *home)
{
    struct str parts[3] = {S("{\"given_name\": \"Mair\", \"family_name\":"
                             " \"Voss\", \"home\": \""),
        str_of(home), S("\"}")};
    struct id  source = house_child(h, h->authority);

    (void)house_say(h,
        &(struct house_entry){.form = "person_details",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            .by = h->worker,
            .children = {source}},
        NULL);
    return source;
}

/* Faces that stand under a town; each engine says bytes its own way. */
static int64_t
at_town(struct house *h, const char *town)
{
    struct str hex = str_hex(h->arena, location_town(h->w, str_of(town)));
    struct str all = str_join(h->arena,
        (const struct str
                []){S("SELECT COUNT(*) FROM source_face WHERE town = "),
            h->shop.file ? S("x'") : S("'\\x"), hex, S("'")},
        4, S(""));

    return house_count(h, str_c(h->arena, all));
}

TEST(project_rebuild__keeps_the_town_of_a_face_whose_keys_were_lost)
{
    struct house          h;
    struct rebuild_report r;

    house_open(&h);
    (void)child_at(&h, "5 Heol Las, Caernarfon");
    WANT_INT(at_town(&h, "caernarfon"), 1);
    house_sql(&h, "DELETE FROM source_key");
    WANT_OK(project_rebuild(h.w, &r));
    WANT(r.differences > 0);
    WANT_INT(at_town(&h, "caernarfon"), 1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM source_face WHERE street IS NOT NULL"),
        1);
    WANT(house_count(&h, "SELECT COUNT(*) FROM source_key") > 0);
    house_close(&h);
}

TEST(name_tables_settle__puts_a_town_under_the_name_of_a_new_row)
{
    struct house          h;
    struct rebuild_report r;
    struct fault          fault;
    bool                  stand = false;

    house_open(&h);
    WANT_OK(name_tables_begin(h.w->tx));
    (void)child_at(&h, "5 Heol Las, Zzoldham");
    WANT_OK(name_tables_stand(h.w->tx, &stand));
    WANT(stand);
    WANT_OK(name_table_add(MATCH_NAME_PLACE, S("zznewham zzoldham\n"), &fault));
    WANT_OK(name_tables_stand(h.w->tx, &stand));
    WANT(!stand);
    WANT_INT(at_town(&h, "zzoldham"), 1);
    WANT_OK(project_rebuild(h.w, &r));
    WANT(r.differences > 0);
    WANT_INT(at_town(&h, "zznewham"), 1);
    WANT_OK(name_tables_stand(h.w->tx, &stand));
    WANT(stand);
    WANT_OK(project_rebuild(h.w, &r));
    WANT_INT(r.differences, 0);
    house_close(&h);
}
