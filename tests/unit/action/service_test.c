/*
 * service_test -- what is said when a service cannot be opened.
 */
#include "office.h"

#include "../test.h"

static enum err
spoil(struct work *w, struct office *o)
{
    static const struct statement cut = {
        .sql = "UPDATE pack SET bundle = $1"};

    (void)o;
    return txn_do(w->tx, &cut, ARGS(A_BYTES(S("no bundle"))));
}

TEST(service_open__says_what_is_wrong_with_a_stored_pack)
{
    struct office          o;
    struct service_options so = {.mode = STORE_ALONE};
    struct fault           fault = {0};

    office_open(&o);
    office_do(&o, spoil);
    service_close(o.service);
    o.service = NULL;
    so.url = o.shop.url;
    so.key_file = o.key_file;
    so.said = o.arena;
    WANT(service_open(&so, &o.service, &fault) != OK);
    WANT(fault.detail.n > 0);
    WANT(str_cmp(fault.detail, S("")) > 0); /* it can still be read */
    office_close(&o);
}
