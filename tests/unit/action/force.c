/*
 * force -- see force.h.
 */
#include "force.h"

#include "../test.h"

#include "record/account.h"

struct id constable, sergeant;

static struct id
in_force(struct work *w, struct id force, struct id desk, const char *role)
{
    struct account a = {.agency = force,
        .login = str_of(role),
        .name = str_of(role),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash"),
        .language = LANG_EN};
    struct id      none = {0}, id = {0};

    WANT_OK(account_new(w, &a, none, &id));
    WANT_OK(account_confirm(w, id, none));
    WANT_OK(account_grant(w, id, str_of(role), desk, none, (struct moment){0}));
    return id;
}

/* What a pack calls them. */
struct force_words {
    const char *kind, *desk, *constable, *sergeant;
};
static const struct force_words in_wales = {"police", "police_team",
    "police_practitioner", "police_supervisor"};
static const struct force_words in_england = {"force", "shift_desk",
    "constable", "shift_sergeant"};

static enum err
make_force(struct work *w, struct office *o)
{
    const struct force_words *f =
        o->words == &office_england ? &in_england : &in_wales;
    struct agency a = {.kind = str_of(f->kind),
        .name = {S("Heddlu Garn"), S("Garn Police")},
        .authority = o->authority,
        .language = LANG_CY};
    struct id     force = {0}, desk = {0};

    WANT_OK(agency_new(w, &a, &force));
    WANT_OK(desk_new(w, force, str_of(f->desk), S("01632 960001"),
        S("01632 960002"), &desk));
    constable = in_force(w, force, desk, f->constable);
    sergeant = in_force(w, force, desk, f->sergeant);
    return OK;
}

void
force_open_in(struct office *o, const struct office_words *words)
{
    office_open_in(o, words);
    office_do(o, make_force);
}

void
force_open(struct office *o)
{
    force_open_in(o, &office_wales);
}

struct id
force_written(struct office *o, const char *danger, const char *about_worker)
{
    struct hand h = hand_as(o, constable);
    struct id   d = hand_start_as(h, MAY_BRIEF);

    hand_put(h, d, "immediate_danger", danger);
    hand_put(h, d, "urgency", "soon");
    hand_put(h, d, "about_worker", about_worker);
    if (str_eq(str_of(about_worker), S("yes")))
        hand_put(h, d, "worker_who", "A coach");
    hand_put(h, d, "given_name.0", "Non");
    hand_put(h, d, "family_name.0", "Puw");
    return d;
}

struct id
force_handed_in(struct office *o)
{
    struct report_sent out;
    struct id          d = force_written(o, "no", "no");

    WANT_OK(hand_send(hand_as(o, constable), d, &out));
    WANT(id_is_none(out.entry));
    return d;
}

enum err
force_look(struct office *o, struct id by, enum action act, struct id draft,
    const struct str *remark)
{
    struct answer a = {0};

    return office_ask(o, by,
        (struct ask){.act = act,
            .about = draft,
            .purpose = S("oversight"),
            .with = remark},
        &a);
}

void
force_tick(struct office *o)
{
    WANT_OK(second_look_tick(o->service, o->arena));
}

int64_t
force_entries(struct office *o)
{
    return office_count(o, "SELECT COUNT(*) FROM entry");
}
