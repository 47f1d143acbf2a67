/*
 * Every state is said in a word beside its shape, and what is not good says
 * what to do.
 */
#include "web/health.h"

#define MEGABYTE 1048576

int64_t
health_megabytes(int64_t bytes)
{
    return bytes / MEGABYTE + (bytes % MEGABYTE != 0);
}

void
see_health(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    health_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}
