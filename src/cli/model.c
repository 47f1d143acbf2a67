/*
 * diogel model explain FILE: what each level of a model of diogel link is
 * worth, in words and decibans; or what names are worth in a region.
 *
 * diogel model names: counts the names of the region, for --weights.
 */
#include <stdio.h>

#include "action/service.h"
#include "cli/command.h"
#include "match/learn.h"
#include "match/model.h"
#include "match/odds.h"
#include "record/name_count.h"

/* ---- a model of diogel link ---- */

static double
decibans(const struct odds *o, enum odds_class class, int l)
{
    return (o->level[class][l] - o->level[ODDS_STRANGERS][l]) / 10.0;
}

static void
field_say(const struct odds *o, int f)
{
    for (int l = (int)pattern_first[f] + 1; l < (int)pattern_first[f + 1]; l++)
        printf("%-8.*s %-10.*s %8.1f %12.1f\n",
            STR_ARG(pattern_field_word((enum pattern_field)f)),
            STR_ARG(pattern_level_word((enum pattern_level)l)),
            decibans(o, ODDS_PERSON, l), decibans(o, ODDS_HOUSEHOLD, l));
}

static void
model_say(const struct odds *o)
{
    if (o->lines)
        printf("learned from %lld rows; ", (long long)o->lines);
    printf("a pair begins at %.1f decibans, one of a household at %.1f\n\n",
        o->start[ODDS_PERSON] / 10.0, o->start[ODDS_HOUSEHOLD] / 10.0);
    printf("field    level      one person  one household\n");
    for (int f = 0; f < PATTERN_FIELDS; f++)
        field_say(o, f);
    printf("\nAgainst strangers, in decibans: 10 is ten to one.  Agreement on "
           "a name or a\nplace weighs by how rare it is; these are means.  "
           "What a household explains is\ntaken back (docs/matching.md).\n");
}

/* ---- the names of a region ---- */

static const char *
field_name(enum match_field field)
{
    return field == MATCH_FAMILY ? "family" : "given";
}

static void
rest_say(const struct match_model *m, enum match_field field)
{
    printf("%-8s %-20s %6d %12d\n", field_name(field), "(any other)",
        match_model_rest(m, field),
        match_model_weight(match_model_usual(), field, MATCH_LEVEL_SAME));
}

/* What the product gives the same name. */
static int
usual_worth(const struct match_rarity *r)
{
    int listed = match_model_rarity(match_model_usual(), r->field, r->name);

    return listed != MATCH_WEIGHT_MAX
        ? listed
        : match_model_weight(match_model_usual(), r->field, MATCH_LEVEL_SAME);
}

static void
names_say(const struct match_model *m)
{
    const struct match_rarity *r;

    printf("weights %.*s: names among about %lld people\n\n",
        STR_ARG(match_model_version(m)), (long long)match_model_people(m));
    printf("field    name                   here  the product\n");
    printf("%-8s %-20s %6d %12d\n", "place", "(any town)",
        match_model_weight(m, MATCH_PLACE, MATCH_LEVEL_SAME),
        match_model_weight(match_model_usual(), MATCH_PLACE, MATCH_LEVEL_SAME));
    rest_say(m, MATCH_FAMILY);
    rest_say(m, MATCH_GIVEN);
    for (size_t i = 0; (r = match_model_rarity_at(m, i)); i++)
        printf("%-8s %-20.*s %6d %12d\n", field_name(r->field),
            STR_ARG(r->name), r->worth, usual_worth(r));
    printf("\nWhat agreeing on the very name is worth, in decibans: 10 is ten "
           "to one.  Fewer\nthan %d bear any other.  All else is the product's "
           "(docs/matching.md).\n",
        FREQUENCY_LEAST);
}

static int
explain(const struct command_line *c)
{
    struct fault              fault = {0};
    const struct match_model *names;
    struct str                text = {0};
    struct odds               o;
    enum err                  e = OK;

    learn_before(&o);
    if (c->count > 1)
        e = command_file(c, c->words[1], &text);
    if (!e && match_model_is_names(text)) {
        e = match_model_load_names(c->arena, text, &names, &fault);
        if (!e)
            names_say(names);
    } else if (!e && (c->count == 1 || !(e = odds_read(text, &o, &fault))))
        model_say(&o);
    return e ? command_file_failed(c, c->words[1], e, &fault) : 0;
}

/* ---- counting ---- */

struct counting {
    struct service   *service;
    struct frequency *names;
};

static enum err
count_work(struct txn *tx, void *ctx)
{
    struct counting *all = ctx;
    struct work      w = work_in(tx, service_rules(all->service));

    return name_count(&w, NAME_COUNT_PAGE, all->names);
}

/* To a file that was closed well, or to standard output. */
static int
text_write(const struct command_line *c, struct str text)
{
    struct str   out = command_text(c, "out");
    const char  *path = out.n ? str_c(c->arena, out) : NULL;
    FILE        *f = path ? fopen(path, "w") : stdout;
    struct fault fault = {0};
    bool         failed = !f;

    if (f) {
        failed = fwrite(text.p, 1, text.n, f) != text.n;
        failed |= (path ? fclose(f) : fflush(f)) != 0;
    }
    return failed
        ? command_failed(c, path ? path : "standard output", ERR_FILE, &fault)
        : 0;
}

static int
names_count(const struct command_line *c)
{
    struct counting all;
    enum err        e;
    int             status;

    if (command_open(c, STORE_USE_READ, NULL, &all.service))
        return 1;
    all.names = frequency_new();
    e = store_read(service_store(all.service), c->arena, count_work, &all);
    status = e ? command_failed(c, "the names cannot be counted", e, NULL)
               : text_write(c, frequency_text(all.names, c->arena));
    frequency_free(all.names);
    service_close(all.service);
    return status;
}

int
command_model(const struct command_line *c)
{
    if (c->count && str_eq(str_of(c->words[0]), S("explain")))
        return explain(c);
    if (c->count == 1 && str_eq(str_of(c->words[0]), S("names")))
        return names_count(c);
    return command_usage("model");
}
