/*
 * find_test -- one box: who is found, why, and who stands behind them.
 */
#include "door.h"

#include "../test.h"

#include "action/find.h"
#include "match/words.h"
#include "record/label.h"

static struct id
child(struct house *h, const char *given, const char *home)
{
    struct str parts[5] = {S("{\"given_name\": \""), str_of(given),
        S("\", \"family_name\": \"Davies\", \"birth_date\":"
          " \"2017-09-14\", \"home\": \""),
        str_of(home), S("\"}")};
    struct id  source = house_child(h, h->authority);

    (void)house_say(h,
        &(struct house_entry){.form = "person_details",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 5, (struct str){0})),
            .by = h->worker,
            .children = {source}},
        NULL);
    return source;
}

#define IN_TOWN "5 L\xc3\xb4n y Wiber, Caernarfon AR7 3KC"
#define ELSEWHERE "8 Heol y Bont, Bangor AR6 3CK"

static const struct find_page *
find(struct house *h, struct id who, struct answer *got)
{
    static const struct find_ask in = {
        .text = S_INIT("Shan Davis, about 9, Caernarvon")};

    WANT_OK(door(h, who, (struct ask){.act = ACT_FIND, .with = &in}, got));
    return got->with;
}

static const struct evidence_row *
row_of(const struct evidence *why, enum msg field)
{
    for (size_t i = 0; why && i < why->count; i++)
        if (why->rows[i].field == field)
            return &why->rows[i];
    return NULL;
}

TEST(find__of_a_text_gives_the_child_in_that_town_first_and_says_why)
{
    struct house               h;
    struct answer              got;
    const struct find_page    *f;
    const struct evidence_row *place;
    struct id                  there, elsewhere;
    int                        sum = 0;

    house_open(&h);
    elsewhere = child(&h, "Si\xc3\xa2n", ELSEWHERE);
    there = child(&h, "Si\xc3\xa2n", IN_TOWN);
    f = find(&h, h.worker, &got);
    WANT(f->read.said);
    WANT_STR(f->read.name, "Shan Davis");
    WANT_INT(f->count, 2);
    WANT(id_eq(f->rows[0].person, house_person(&h, there)));
    WANT(id_eq(f->rows[1].person, house_person(&h, elsewhere)));
    place = row_of(f->rows[0].why, MSG_MATCH_FIELD_PLACE);
    WANT(place && place->decibans > 0);
    WANT_STR(place->text, "same");
    for (size_t i = 0; i < f->rows[0].why->count; i++)
        sum += f->rows[0].why->rows[i].decibans;
    WANT(str_eq(match_decibans_text(h.arena, sum), f->rows[0].why->figure));
    house_close(&h);
}

TEST(find__puts_a_twin_behind_the_child_and_calls_her_so)
{
    struct house            h;
    struct answer           got;
    const struct find_page *f;
    struct id               one, twin;

    house_open(&h);
    one = child(&h, "Si\xc3\xa2n", IN_TOWN);
    twin = child(&h, "Cadi", IN_TOWN);
    f = find(&h, h.worker, &got);
    WANT_INT(f->count, 1);
    WANT_OK(link_twins(h.w, one, twin, txn_id(h.w->tx, ID_ENTRY)));
    f = find(&h, h.worker, &got);
    WANT_INT(f->count, 2);
    WANT(id_eq(f->rows[1].person, house_person(&h, twin)));
    WANT_STR(f->rows[1].twin_of, "Si\xc3\xa2n Davies");
    WANT_STR(f->rows[0].twin_of, "");
    WANT_INT(got.disclosed_count, 2);
    house_close(&h);
}

TEST(find__never_betrays_the_town_of_a_protected_child)
{
    struct house            h;
    struct answer           got;
    const struct find_page *f;
    struct id               there, elsewhere;

    house_open(&h);
    there = child(&h, "Si\xc3\xa2n", IN_TOWN);
    elsewhere = child(&h, "Si\xc3\xa2n", ELSEWHERE);
    WANT_OK(label_set(h.w, there, LABEL_SHIELDED, h.custodian, S("why")));
    WANT_OK(label_set(h.w, elsewhere, LABEL_SHIELDED, h.custodian, S("why")));
    f = find(&h, h.worker, &got);
    for (size_t i = 0; i < f->count; i++)
        WANT(!f->rows[i].why);
    house_at(&h, "2027-04-02T09:00:00Z");
    WANT_OK(label_set(h.w, there, LABEL_NORMAL, h.custodian, S("why")));
    f = find(&h, h.worker, &got);
    for (size_t i = 0; i < f->count; i++)
        WANT(!row_of(f->rows[i].why, MSG_MATCH_FIELD_PLACE));
    house_close(&h);
}

TEST(find__names_no_twin_whom_the_reader_may_not_see)
{
    struct house            h;
    struct answer           got;
    const struct find_page *f;
    struct id               one, twin;

    house_open(&h);
    one = child(&h, "Si\xc3\xa2n", IN_TOWN);
    twin = child(&h, "Cadi", IN_TOWN);
    WANT_OK(link_twins(h.w, one, twin, txn_id(h.w->tx, ID_ENTRY)));
    WANT_OK(label_set(h.w, twin, LABEL_SEALED, h.custodian, S("why")));
    f = find(&h, h.worker, &got);
    WANT_INT(f->count, 1);
    WANT_INT(got.disclosed_count, 1);
    house_close(&h);
}

/* As many as are shown, and one more: whether there is one is said of those
 * alone whom the reader may see (S11). */
TEST(find__says_that_more_are_alike_and_counts_nobody_who_is_hidden)
{
    struct house            h;
    struct answer           got;
    const struct find_page *f;
    struct id               hidden = {0};

    house_open(&h);
    for (int i = 0; i <= CANDIDATES_MOST; i++)
        hidden = child(&h, "Si\xc3\xa2n", ELSEWHERE);
    WANT(find(&h, h.worker, &got)->more);
    WANT_OK(label_set(h.w, hidden, LABEL_SEALED, h.custodian, S("why")));
    f = find(&h, h.worker, &got);
    WANT(!f->more);
    WANT_INT(f->count, CANDIDATES_MOST);
    WANT_INT(got.disclosed_count, CANDIDATES_MOST);
    (void)child(&h, "Si\xc3\xa2n", ELSEWHERE);
    f = find(&h, h.worker, &got);
    WANT(f->more);
    WANT_INT(f->count, CANDIDATES_MOST);
    house_close(&h);
}

TEST(find__of_a_name_alone_asks_for_more)
{
    static const struct find_ask in = {.text = S_INIT("Shan Davis")};
    struct house                 h;
    struct answer                got;
    const struct find_page      *f;

    house_open(&h);
    (void)child(&h, "Si\xc3\xa2n", IN_TOWN);
    WANT_OK(door(&h, h.worker, (struct ask){.act = ACT_FIND, .with = &in},
        &got));
    f = got.with;
    WANT(f->read.little);
    WANT_INT(f->count, 0);
    house_close(&h);
}

TEST(find__of_a_text_is_not_for_roles_that_only_check)
{
    static const struct find_ask in = {
        .text = S_INIT("Shan Davis, about 9, Caernarvon")};
    struct house  h;
    struct answer got;

    house_open(&h);
    (void)child(&h, "Si\xc3\xa2n", IN_TOWN);
    WANT_ERR(ERR_DENIED,
        door(&h, h.nurse, (struct ask){.act = ACT_FIND, .with = &in}, &got));
    WANT_INT(got.disclosed_count, 0);
    house_close(&h);
}
