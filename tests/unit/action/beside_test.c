/*
 * beside_test -- a child whom nobody may find has a sister with a page: what
 * was said of both is not on it, but for whom the list names (S7).
 */
#include "action/child.h"
#include "record/label.h"

#include "../test.h"
#include "door.h"
#include "family.h"

/* How many lines of the page are of entries that both stand in. */
static size_t
said_of_both(struct house *h, struct family f)
{
    struct child_ask         in = {0};
    struct answer            got;
    const struct child_page *p;
    size_t                   n = 0;

    WANT_OK(door(h, h->social,
        (struct ask){.act = ACT_CHILD,
            .about = house_person(h, f.first),
            .with = &in},
        &got));
    p = got.with;
    WANT(p->reg.on); /* what is said of her alone is there in any case */
    for (size_t i = 0; i < p->item_count; i++)
        n += p->items[i].shape == SHAPE_CONCERN;
    return n;
}

TEST(child__says_nothing_of_what_also_names_a_hidden_brother)
{
    struct house  h;
    struct family f;

    house_open(&h);
    f = family(&h);
    WANT_INT(said_of_both(&h, f), 1);
    WANT_OK(label_set(h.w, f.second, LABEL_SEALED, h.custodian, S("-")));
    WANT_INT(said_of_both(&h, f), 0);
    WANT_OK(label_admit(h.w, f.second, h.social));
    WANT_INT(said_of_both(&h, f), 1);
    house_close(&h);
}

/* That a place is kept is no reason to hide who it is. */
TEST(child__keeps_what_also_names_a_shielded_brother)
{
    struct house  h;
    struct family f;

    house_open(&h);
    f = family(&h);
    WANT_OK(label_set(h.w, f.second, LABEL_SHIELDED, h.custodian, S("-")));
    WANT_INT(said_of_both(&h, f), 1);
    house_close(&h);
}
