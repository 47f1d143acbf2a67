#include "door.h"

#include "../test.h"

#include "action/row.h"

enum err
door(struct house *h, struct id who, struct ask ask, struct answer *got)
{
    struct cx   *cx = ARENA_NEW(h->arena, struct cx);
    struct grant g;
    enum err     e;

    *cx = (struct cx){.arena = h->arena,
        .lang = LANG_EN,
        .account = who,
        .kind = READER_ACCOUNT};
    *got = (struct answer){0};
    WANT_OK(reader_of_account(h->w, who, &cx->reader));
    if ((e = ground_ask(h->w, cx, &ask, &g)))
        return e;
    return rows[ask.act].run(h->w, cx, &ask, &g, got);
}
