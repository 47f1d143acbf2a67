/*
 * register_out_test -- the register as a file has everybody who is on it,
 * also whom a conference placed and no file ever brought; and of everybody
 * what holds now.
 */
#include "action/import_out.h"

#include "../test.h"
#include "door.h"
#include "family.h"

static const char *
decided(struct house *h, const char *decision)
{
    struct str said[] = {
        S("{\"attendance\": [{\"agency_there\": \"conwy\", \"present\":"
          " \"yes\", \"may_decide\": \"yes\"}], \"authority\": \"conwy\","),
        str_of(decision), S(", \"co_ordinator\": {\"0\": \""),
        id_text(h->arena, h->social), S("\"}}")};

    return str_c(h->arena, str_join(h->arena, said, 5, S("")));
}

static void
conference(struct house *h, struct id child, const char *decision)
{
    (void)house_say(h,
        &(struct house_entry){.form = "conference",
            .said = decided(h, decision),
            .by = h->social,
            .children = {child}},
        NULL);
}

static struct str
taken_out(struct house *h, size_t children)
{
    const struct register_out *out;
    struct answer              got;

    WANT_OK(door(h, h->custodian, (struct ask){.act = ACT_REGISTER_OUT}, &got));
    out = got.with;
    WANT_INT(out->count, children);
    return out->file;
}

TEST(register_out__says_of_a_child_placed_here_what_a_file_would)
{
    struct house  h;
    struct family f;
    struct str    file;

    house_open(&h);
    f = family(&h);
    conference(&h, f.second,
        "\"conference_type\": \"initial\", \"decision\": {\"0\": \"placed\"},"
        " \"categories\": {\"0\": [\"emotional\"]},"
        " \"limb\": {\"0\": \"likely\"}");
    file = taken_out(&h, 2);
    WANT_IN(file, ",Deio,Llwyd,");
    WANT_IN(file, ",2026-08-01,");
    WANT_IN(file, ",Emotional or psychological,");
    WANT_IN(file, "that harm is likely");
    /* who leads, by login and by name, and the three dates that are next */
    WANT_IN(file, ",social,social,2027-03-15,2027-03-15,2027-06-01,");
    house_close(&h);
}

TEST(register_out__says_what_came_after_the_file)
{
    struct house  h;
    struct family f;

    house_open(&h);
    f = family(&h);
    WANT_IN(taken_out(&h, 1), "Neglect");
    conference(&h, f.first,
        "\"conference_type\": \"later_review\","
        " \"decision\": {\"0\": \"category_changes\"},"
        " \"categories\": {\"0\": [\"emotional\"]}");
    WANT_IN(taken_out(&h, 1), ",Emotional or psychological,");
    WANT_NOT_IN(taken_out(&h, 1), "Neglect");
    house_close(&h);
}
