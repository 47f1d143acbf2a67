/*
 * Every state is said in a word beside its shape, and what is not good says
 * what to do.
 */
#include "web/health.h"

static struct str
when(struct page *pg, int64_t us)
{
    return us ? page_time(pg, (struct moment){us})
              : lang_text(pg->lang, MSG_HEALTH_NEVER);
}

struct str
health_figure(struct page *pg, const struct vital_figure *f)
{
    switch (f->unit) {
    case VITAL_BYTES:
        return vital_megabytes(pg->arena, f->n);
    case VITAL_MOMENT:
        return when(pg, f->n);
    case VITAL_WORDS:
        return words_in(f->words, pg->lang);
    case VITAL_NUMBER:
        break;
    }
    return str_of_int(pg->arena, f->n);
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
