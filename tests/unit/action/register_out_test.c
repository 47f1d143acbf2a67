/*
 * register_out_test -- the register as a file has everybody who is on it,
 * also whom a conference placed and no file ever brought.
 */
#include "action/import_out.h"

#include "../test.h"
#include "door.h"
#include "family.h"

static const char placed[] =
    "{\"attendance\": [{\"agency_there\": \"conwy\", \"present\": \"yes\","
    " \"may_decide\": \"yes\"}], \"conference_type\": \"initial\","
    " \"authority\": \"conwy\", \"decision\": {\"0\": \"placed\"},"
    " \"categories\": {\"0\": [\"emotional\"]}, \"limb\": {\"0\": \"likely\"}}";

TEST(register_out__says_of_a_child_placed_here_what_a_file_would)
{
    struct house               h;
    struct family              f;
    struct answer              got;
    const struct register_out *out;

    house_open(&h);
    f = family(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "conference",
            .said = placed,
            .by = h.social,
            .children = {f.second}},
        NULL);
    WANT_OK(door(&h, h.custodian, (struct ask){.act = ACT_REGISTER_OUT}, &got));
    out = got.with;
    WANT_INT(out->count, 2);
    WANT_IN(out->file, ",Deio,Llwyd,");
    WANT_IN(out->file, ",2026-08-01,");
    WANT_IN(out->file, ",Emotional or psychological,");
    WANT_IN(out->file, "that harm is likely");
    house_close(&h);
}
