/*
 * branches -- see branches.h.
 */
#include "branches.h"

#include "test.h"

void
branches_open(struct branches *b)
{
    struct service_options so = {.mode = STORE_SERVE, .readers = 2};
    struct fault           fault = {0};

    *b = (struct branches){0};
    office_open(&b->office);
    service_close(b->office.service);
    b->office.service = NULL;
    so.url = b->office.shop.url;
    so.key_file = b->office.key_file;
    for (int i = 0; i < 2; i++) {
        b->at[i] = b->office;
        b->at[i].arena = arena_new(0);
        WANT_OK(service_open(&so, &b->at[i].service, &fault));
        office_at(&b->at[i], "2027-03-01T10:00:00Z");
        b->at[i].pack = rules_on(service_rules(b->at[i].service),
            clock_practice(service_clock(b->at[i].service)));
    }
    b->pair.shop = b->office.shop;
}

void
branches_close(struct branches *b)
{
    for (int i = 0; i < 2; i++) {
        service_close(b->at[i].service);
        arena_free(b->at[i].arena);
    }
    office_close(&b->office);
}
