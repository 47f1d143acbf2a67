/*
 * What a form says of the meeting that it records: who must be there, and
 * whether the family may be asked to it.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct rule meeting_rules[] = {
    {S_INIT("at_least"), IS_INT, .at = AT(struct form_meeting, agencies),
     .doc = S_INIT("so many agencies must be there; the chair may go on with "
                   "fewer, and says why")},
    {S_INIT("kinds"), IS_IDS, .names = NAMES_AGENCY_KIND,
     .at = AT(struct form_meeting, kinds),
     .count_at = AT(struct form_meeting, kind_count),
     .doc = S_INIT("one of each of these kinds among them")},
    {S_INIT("asks"), IS_IDS, .names = NAMES_AGENCY_KIND,
     .at = AT(struct form_meeting, asks),
     .count_at = AT(struct form_meeting, ask_count),
     .doc = S_INIT("kinds of agency that are thought of when it is called, "
                   "also where nobody of them is known")},
    {S_INIT("family"), IS_FLAG, .at = AT(struct form_meeting, family),
     .doc = S_INIT("the program proposes adults of the family, and the chair "
                   "decides about each (S17); else they hear nothing of it")},
    RULE_BASIS(struct form_meeting),
    RULE_SOURCE(struct form_meeting),
};
const struct shape shape_meeting = {
    S_INIT("a meeting"),
    S_INIT("Who must be at the table when the form is filled in."),
    SHAPE_RULES(meeting_rules),
    .size = sizeof(struct form_meeting),
};

void
load_meeting(struct load *l, const struct node *n, struct form *f)
{
    const struct node   *said = node_member(n, S("meeting"));
    struct form_meeting *m = ARENA_NEW(l->arena, struct form_meeting);

    if (said && shape_read(l, &shape_meeting, said, m))
        f->meeting = m;
}
