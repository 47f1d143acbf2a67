/*
 * Two spellings of one child's name.
 */
#include "spelt.h"

#include "../test.h"

struct office_child spelt_earlier;

struct office_child
spelt_two(struct office *o)
{
    spelt_earlier = office_concern(o, SPELT_OTHER);
    WANT_OK(office_record(o, o->worker, &spelt_earlier, USE_DECIDE,
        SPELT_NOTHING_DONE, (struct id){0}));
    office_at(o, "2027-03-02T09:00:00Z");
    return office_concern(o, SPELT_FIRST);
}

static struct str
answers_of(struct office *o, enum link_kind kind, struct id a, struct id b)
{
    static const struct str said[LINK_KIND_COUNT] = {
        [LINK_ORDER] = S_INIT("\", \"parting_kind\": \"adoption\","
                              " \"parting_since\": \"2027-02-26\","
                              " \"reason\": \"Yr un fam\"}"),
        [LINK_OVER] = S_INIT("\", \"parting_over_on\": \"2027-03-01\","
                             " \"reason\": \"Y llys apêl\"}"),
    };
    struct str parts[5] = {S("{\"this_record\": \""), id_text(o->arena, a),
        S("\", \"other_record\": \""), id_text(o->arena, b),
        said[kind].n ? said[kind]
                     : S("\", \"evidence\": [\"family\"],"
                         " \"reason\": \"Yr un fam\"}")};

    return str_join(o->arena, parts, 5, (struct str){0});
}

enum err
spelt_say(struct office *o, struct id by, const struct office_child *c,
    enum link_kind kind, struct id what)
{
    struct link_say in = {.ask = {.kind = kind, .source = c->source},
        .form = link_form(o->pack, kind),
        .language = LANG_CY};
    struct answer   answer;

    if (kind >= LINK_UNDO)
        in.ask.link = what;
    else
        in.ask.other = what;
    in.answers = answers_of(o, kind, c->source,
        kind >= LINK_UNDO ? spelt_earlier.source : what);
    return office_ask(o, by,
        (struct ask){.act = ACT_LINK_SAY, .about = c->thread, .with = &in},
        &answer);
}
