/*
 * diogel model explain FILE: what each level of a model of diogel link is
 * worth, in words and decibans.
 */
#include <stdio.h>

#include "cli/command.h"
#include "match/learn.h"
#include "match/odds.h"

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

int
command_model(const struct command_line *c)
{
    struct fault fault = {0};
    struct str   text;
    struct odds  o;
    enum err     e;

    if (!c->count || !str_eq(str_of(c->words[0]), S("explain")))
        return command_usage("model");
    learn_before(&o);
    if (c->count > 1 &&
        ((e = command_file(c, c->words[1], &text)) ||
            (e = odds_read(text, &o, &fault))))
        return command_file_failed(c, c->words[1], e, &fault);
    model_say(&o);
    return 0;
}
