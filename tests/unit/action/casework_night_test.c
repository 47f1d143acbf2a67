/*
 * casework_night_test -- what the emergency duty team may begin about a
 * child from the child's own page.
 */
#include "action/casework.h"

#include "../record/folk.h"
#include "../test.h"
#include "door.h"

#include "action/concern_form.h"

static const struct casework_page *
list(struct house *h, struct id who, struct id source, enum err *e)
{
    struct answer got;

    *e = door(h, who,
        (struct ask){.act = ACT_CASEWORK, .about = house_person(h, source)},
        &got);
    return got.with;
}

/* What the emergency duty team may begin about the child. */
static size_t
night_forms(struct house *h, struct id who, struct id source, enum verb verb)
{
    const struct casework_page *p;
    enum err                    e;
    size_t                      n = 0;

    p = list(h, who, source, &e);
    for (size_t i = 0; !e && i < p->form_count; i++) {
        WANT(concern_verb(h->pack, p->forms[i].form) == verb);
        n++;
    }
    return n;
}

TEST(casework__lets_the_night_begin_what_it_decides_and_nothing_else)
{
    struct house h;
    struct id    night, source, thread;

    house_open(&h);
    night = folk_account(&h, h.authority, "catrin", "emergency_duty_worker",
        h.duty);
    source = house_child(&h, h.school);
    house_at(&h, "2027-03-01T21:00:00Z");
    WANT_INT(night_forms(&h, night, source, MAY_DECIDE), 0);
    thread = house_concern(&h, source, "urgent");
    WANT(night_forms(&h, night, source, MAY_DECIDE) > 0);
    house_at(&h, "2027-03-01T21:30:00Z");
    house_decide(&h, thread, source, "strategy");
    WANT(night_forms(&h, night, source, MAY_DECIDE) > 0);
    house_close(&h);
}
