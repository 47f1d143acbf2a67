/*
 * desks.yaml: where work arrives, when somebody sits there, and what the
 * program may take each desk for.
 */
#include "practice/load.h"
#include "practice/rules.h"

static const struct word mean_table[] = {
    {S_INIT("front_door"), S_INIT("concerns arrive here")},
    {S_INIT("out_of_hours"), S_INIT("answers when the others are shut")},
    {S_INIT("custodian"), S_INIT("keeps the register")},
    {S_INIT("officer"), S_INIT("concerns about people who work with "
                               "children")},
    {S_INIT("early_help"), S_INIT("what ends without action goes here")},
    {S_INIT("partner"), S_INIT("another agency's desk")},
};
static const struct word_list words_means =
    WORD_LIST("meaning of a desk", mean_table);

static const struct word telephone_table[] = {
    {S_INIT("deployment"), S_INIT("the number is set where it is installed")},
};
static const struct word_list words_telephone =
    WORD_LIST("telephone", telephone_table);

static const struct word holiday_table[] = {
    {S_INIT("closed"), S_INIT("shut on holidays")},
    {S_INIT("open"), S_INIT("as on any such weekday")},
};
static const struct word_list words_holidays =
    WORD_LIST("way to keep holidays", holiday_table);

static const struct rule hours_rules[] = {
    {S_INIT("mon"), IS_LATER, .doc = S_INIT("\"08:30-17:00\"")},
    {S_INIT("tue"), IS_LATER, .doc = S_INIT("the same")},
    {S_INIT("wed"), IS_LATER, .doc = S_INIT("the same")},
    {S_INIT("thu"), IS_LATER, .doc = S_INIT("the same")},
    {S_INIT("fri"), IS_LATER, .doc = S_INIT("the same")},
    {S_INIT("sat"), IS_LATER, .doc = S_INIT("the same")},
    {S_INIT("sun"), IS_LATER, .doc = S_INIT("the same")},
    {S_INIT("outside"), IS_ID, .names = NAMES_DESK,
     .at = AT(struct desk_term, outside),
     .doc = S_INIT("instead: open whenever that desk is shut")},
};
const struct shape shape_hours = {
    S_INIT("opening hours"),
    S_INIT("By weekday; a day left out is shut.  Or the word always."),
    SHAPE_RULES(hours_rules),
};

static const struct rule desk_rules[] = {
    {S_INIT("desk"), IS_ID, .needed = true, .defines = NAMES_DESK,
     .at = AT(struct desk_term, id), .doc = S_INIT("its id")},
    {S_INIT("title"), IS_WORDS, .needed = true,
     .at = AT(struct desk_term, title), .doc = S_INIT("what it is called")},
    {S_INIT("of"), IS_ID, .needed = true, .names = NAMES_AGENCY_KIND,
     .at = AT(struct desk_term, of),
     .doc = S_INIT("every agency of that kind has one")},
    {S_INIT("means"), IS_WORD, .needed = true, .words = &words_means,
     .at = AT(struct desk_term, means),
     .doc = S_INIT("what the program may take it for")},
    {S_INIT("invited"), IS_FLAG, .at = AT(struct desk_term, invited),
     .doc = S_INIT("invitations to meetings come here, not to the agency's "
                   "first desk")},
    {S_INIT("hours"), IS_LATER, .needed = true, .shape = &shape_hours,
     .doc = S_INIT("when somebody sits there")},
    {S_INIT("holidays"), IS_WORD, .needed = true, .words = &words_holidays,
     .doc = S_INIT("on holidays")},
    {S_INIT("out_of_hours"), IS_ID, .names = NAMES_DESK,
     .at = AT(struct desk_term, out_of_hours),
     .doc = S_INIT("desk that has its work while it is shut")},
    {S_INIT("telephone"), IS_WORD, .words = &words_telephone,
     .doc = S_INIT("it has a number")},
    {S_INIT("relay"), IS_WORD, .words = &words_telephone,
     .doc = S_INIT("it has a number that says nothing of where (S7)")},
    RULE_BASIS(struct desk_term),
    RULE_SOURCE(struct desk_term),
};
const struct shape shape_desk = {
    S_INIT("a desk"),
    S_INIT("A place where work arrives, in every agency of one kind."),
    SHAPE_RULES(desk_rules),
    .size = sizeof(struct desk_term),
};

static const struct rule desks_rules[] = {
    {S_INIT("desks"), IS_LIST, .needed = true, .shape = &shape_desk,
     .at = AT(struct pack, desks), .count_at = AT(struct pack, desks_count),
     .doc = S_INIT("the desks")},
};
const struct shape shape_desks = {
    S_INIT("desks"),
    S_INIT("Where work arrives."),
    SHAPE_RULES(desks_rules),
};

int
load_minutes(struct str s)
{
    struct str hour, minute;
    int64_t    h, m;

    if (s.n != 5 || !str_cut(s, ':', &hour, &minute) || !str_is_digits(hour) ||
        !str_is_digits(minute) || !str_int(hour, &h) || !str_int(minute, &m) ||
        h > 24 || m > 59 || h * 60 + m > 24 * 60)
        return -1;
    return (int)(h * 60 + m);
}

static void
read_day(struct load *l, const struct node *n, struct desk_hours *hours,
    size_t day)
{
    struct str from, to;
    int        a = -1, b = -1;

    if (str_cut(node_text(n), '-', &from, &to)) {
        a = load_minutes(str_trim(from));
        b = load_minutes(str_trim(to));
    }
    if (a < 0 || b <= a) {
        load_wrong(l, n, MISTAKE_NOT_HOURS, node_text(n), S(""));
        return;
    }
    hours->from[day] = (int16_t)a;
    hours->to[day] = (int16_t)b;
}

static void
read_hours(struct load *l, const struct node *n, struct desk_term *desk)
{
    if (!n)
        return;
    if (str_eq(node_text(n), S("always"))) {
        desk->hours.always = true;
        return;
    }
    if (!shape_read(l, &shape_hours, n, desk))
        return;
    for (size_t day = 0; day < 7; day++) {
        const struct node *c = node_member(n, hours_rules[day].key);

        if (c)
            read_day(l, c, &desk->hours, day);
    }
}

/* A desk outside another's hours knows that other. */
static void
join_outside(struct load *l, const struct node *n, struct desk_term *desk)
{
    const struct desk_term *other;

    if (str_is_empty(desk->outside))
        return;
    other = pack_desk(l->pack, desk->outside);
    if (other && !str_is_empty(other->outside))
        load_wrong(l, n, MISTAKE_OUTSIDE_OUTSIDE, desk->id, other->id);
    else
        desk->outside_desk = other;
}

void
load_desks(struct load *l)
{
    const struct node *n = load_file(l, S("desks.yaml"));
    const struct node *list;
    struct desk_term  *all;
    size_t             i = 0;

    if (!n || !shape_read(l, &shape_desks, n, l->pack))
        return;
    list = node_member(n, S("desks"));
    all = (struct desk_term *)l->pack->desks;
    for (const struct node *c = node_first(list); c;
         c = node_next(list, c), i++) {
        read_hours(l, node_member(c, S("hours")), &all[i]);
        all[i].relay = node_member(c, S("relay")) != NULL;
        all[i].hours.open_on_holidays =
            str_eq(node_text(node_member(c, S("holidays"))), S("open"));
    }
    i = 0;
    for (const struct node *c = node_first(list); c; c = node_next(list, c))
        join_outside(l, c, &all[i++]);
}
