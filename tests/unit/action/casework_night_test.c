/*
 * casework_night_test -- what the emergency duty team may begin about a
 * child from the child's own page.
 */
#include "action/casework.h"

#include "../record/folk.h"
#include "../test.h"
#include "door.h"
#include "family.h"

#include "action/concern_form.h"
#include "action/report.h"

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

/* A decision is about a child by name, also by whoever is on duty. */
TEST(casework_draft__names_its_children_to_whoever_is_on_duty)
{
    struct house          h;
    struct family         f;
    struct id             night;
    struct casework_begin in = {0};
    struct answer         got;
    enum err              e;

    house_open(&h);
    night = folk_account(&h, h.authority, "catrin", "emergency_duty_worker",
        h.duty);
    f = family(&h);
    house_at(&h, "2027-03-01T21:00:00Z");
    in.form = list(&h, night, f.first, &e)->forms[0].form;
    WANT_OK(door(&h, night,
        (struct ask){.act = ACT_CASEWORK_BEGIN,
            .about = house_person(&h, f.first),
            .with = &in},
        &got));
    WANT_OK(door(&h, night,
        (struct ask){.act = ACT_DRAFT_SHOW,
            .about = ((const struct draft_started *)got.with)->draft},
        &got));
    WANT_STR(((const struct draft_page *)got.with)->subjects[0].name,
        "Non Llwyd");
    house_close(&h);
}
