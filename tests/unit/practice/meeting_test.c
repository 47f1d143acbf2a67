/*
 * meeting_test -- which forms of a pack make a meeting, and when enough are
 * there.
 */
#include "practice/meeting.h"

#include "small.h"

static const struct form *
held(const struct pack *p, bool family)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (p->forms[i].meeting && p->forms[i].meeting->kind_count &&
            p->forms[i].meeting->family == family)
            return &p->forms[i];
    return NULL;
}

TEST(meeting_calls__finds_those_that_ask_agencies_and_nothing_else)
{
    struct small s = small_open_at("practice/wales");
    size_t       n = 0;

    for (size_t i = 0; i < s.pack->forms_count; i++) {
        const struct form *f = &s.pack->forms[i];

        if (!meeting_calls(f))
            continue;
        n++;
        WANT(meeting_kind(f) && meeting_when(f));
        for (size_t k = 0; k < meeting_kind(f)->options->count; k++)
            WANT(meeting_holds(s.pack, f,
                meeting_kind(f)->options->options[k].id));
        WANT(!meeting_holds(s.pack, f, S("no such kind")));
        WANT(meeting_reply(s.pack, f) && meeting_family(s.pack, f));
        WANT(!meeting_calls(meeting_reply(s.pack, f)));
        WANT(!meeting_calls(meeting_family(s.pack, f)));
    }
    WANT_INT(n, 2);
    small_close(&s);
}

TEST(meeting_quorum__counts_agencies_once_and_asks_for_their_kinds)
{
    struct small          s = small_open_at("practice/wales");
    const struct form    *f = held(s.pack, true);
    struct str            need = f->meeting->kinds[0];
    struct meeting_there  all[4] = {{S("a1"), S("school")},
         {S("a1"), S("school")}, {S("a2"), S("police")}, {S("a3"), need}};
    struct meeting_quorum q;

    meeting_quorum(s.a, f, all, 3, &q);
    WANT(q.ruled && !q.met);
    WANT_INT(q.there, 2);
    WANT_INT(q.wanted, 3);
    WANT_INT(q.missing_count, 1);
    WANT(str_eq(q.missing[0], need));
    meeting_quorum(s.a, f, all, 4, &q);
    WANT(q.met);
    WANT_INT(q.there, 3);
    all[3].kind = (struct str){0}; /* enough, but nobody of that kind */
    meeting_quorum(s.a, f, all, 4, &q);
    WANT(!q.met);
    small_close(&s);
}
