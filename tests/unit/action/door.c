#include "door.h"

#include "../test.h"

#include "action/row.h"

enum err
door(struct house *h, struct id who, struct ask ask, struct answer *got)
{
    struct cx *cx = ARENA_NEW(h->arena, struct cx);

    *cx = (struct cx){.arena = h->arena,
        .lang = LANG_EN,
        .account = who,
        .kind = READER_ACCOUNT};
    *got = (struct answer){0};
    WANT_OK(reader_of_account(h->w, who, &cx->reader));
    return row_run(h->w, cx, &ask, got);
}

const struct check_answer *
door_check(struct house *h)
{
    const struct check_ask in = {.nhs = S("9990001006"),
        .born = {2020, 5, 14},
        .reason = pack_list_for(h->pack, S("check_reason"))->options[0].id};
    struct answer          got;

    WANT_OK(door(h, h->nurse,
        (struct ask){.act = ACT_REGISTER_CHECK,
            .purpose = pack_purpose_for(h->pack, S("attendance"))->id,
            .with = &in},
        &got));
    return got.with;
}
