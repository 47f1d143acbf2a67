/*
 * The reporter is the teacher, so the children are the school's.
 */
#include "family.h"

#include "../test.h"
#include "door.h"

struct family
family(struct house *h)
{
    struct family      f = {.first = house_child(h, h->school),
             .second = house_child(h, h->school)};
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
                " \"given_name\": {\"0\": \"Non\", \"1\": \"Deio\"},"
                " \"family_name\": {\"0\": \"Llwyd\", \"1\": \"Llwyd\"},"
                " \"unborn\": {\"0\": \"no\", \"1\": \"no\"},"
                " \"birth_date\": {\"0\": \"2020-05-14\","
                " \"1\": \"2026-08-01\"}}",
        .by = h->teacher,
        .children = {f.first, f.second}};

    (void)house_say(h, &e, &f.thread);
    house_register(h, f.first);
    house_allocate(h, f.thread, f.first, h->social);
    house_allocate(h, f.thread, f.second, h->social);
    return f;
}

void
family_member(struct house *h, struct id child, struct id account)
{
    struct str said = str_join(h->arena,
        (const struct str[]){S("{\"member_kind\": \"colleague_joins\","
                               " \"member\": \""),
            id_text(h->arena, account), S("\"}")},
        3, (struct str){0});

    (void)house_say(h,
        &(struct house_entry){.form = "core_group",
            .said = str_c(h->arena, said),
            .by = h->social,
            .children = {child}},
        NULL);
}

const struct child_page *
family_page(struct house *h, struct id who, struct id source)
{
    struct child_ask in = {0};
    struct answer    got;

    WANT_OK(door(h, who,
        (struct ask){.act = ACT_CHILD,
            .about = house_person(h, source),
            .with = &in},
        &got));
    return got.with;
}
