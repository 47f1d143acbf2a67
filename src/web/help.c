/*
 * Plain pages.
 */
#include "web/help.h"

static void
see_plain(struct visit *v, enum err e, const struct answer *answer,
    void (*draw)(struct page *pg))
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    draw(&v->page);
    visit_page(v, 200);
}

void
see_help(struct visit *v, enum err e, struct answer *answer)
{
    see_plain(v, e, answer, help_page);
}

void
see_accessibility(struct visit *v, enum err e, struct answer *answer)
{
    see_plain(v, e, answer, help_accessibility_page);
}

void
see_privacy(struct visit *v, enum err e, struct answer *answer)
{
    see_plain(v, e, answer, help_privacy_page);
}
