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
