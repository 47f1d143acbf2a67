/*
 * diogel pack: check, explain, diff, grammar, install.
 */
#include <stdio.h>

#include "action/service.h"
#include "base/clock.h"
#include "base/zone.h"
#include "cli/command.h"
#include "practice/gain.h"
#include "store/ledger.h"

static enum err
load(const struct command_line *c, const char *dir, struct str *bundle,
    struct pack **pack)
{
    struct pack_mistakes mistakes = {0};
    struct fault         fault = {0};
    enum err             e;

    if ((e = pack_read(c->arena, dir, bundle, &fault))) {
        command_failed(c, dir, e, &fault);
        return e;
    }
    if ((e = pack_load(c->arena, *bundle, pack, &mistakes)))
        command_mistakes(&mistakes);
    return e;
}

/* With --against OLD: what changing to it would break. */
static int
check_against(const struct command_line *c, const struct pack *now,
    const char *dir)
{
    struct pack_mistakes mistakes = {0};
    struct pack         *old;
    struct str           bundle;
    enum err             e;

    if (load(c, dir, &bundle, &old))
        return 1;
    if ((e = pack_against(c->arena, now, old, &mistakes)))
        command_mistakes(&mistakes);
    pack_free(old);
    return e ? 1 : 0;
}

static int
pack_check_command(const struct command_line *c, const char *dir)
{
    struct str   against = command_text(c, "against"), bundle;
    struct pack *pack;
    int          status = 0;

    if (load(c, dir, &bundle, &pack))
        return 1;
    if (against.n)
        status = check_against(c, pack, str_c(c->arena, against));
    if (status == 0)
        printf("%.*s: %zu forms, %zu pathways, %zu clocks: no mistakes\n",
            STR_ARG(pack->id), pack->forms_count, pack->pathways_count,
            pack->clocks_count);
    pack_free(pack);
    return status;
}

static int
pack_explain_command(const struct command_line *c, const char *dir)
{
    enum lang        lang = LANG_EN;
    struct html_done page;
    struct str       bundle;
    struct pack     *pack;

    lang_find(command_text(c, "lang"), &lang);
    if (load(c, dir, &bundle, &pack))
        return 1;
    page = pack_explain(c->arena, pack, lang);
    fwrite(page.text.p, 1, page.text.n, stdout);
    pack_free(pack);
    return 0;
}

static const char *const depth_names[] = {
    [DEPTH_NONE] = "none",
    [DEPTH_EXISTS] = "exists",
    [DEPTH_SUMMARY] = "summary",
    [DEPTH_FULL] = "full",
};

static void
say_gain(const struct command_line *c, const struct gain *g, enum lang lang)
{
    struct str who = gain_who(c->arena, g, lang);
    struct str of = gain_of(g, lang), purpose = gain_purpose(g, lang);
    struct str verb = g->every_verb ? S("*") : verb_word(g->verb);

    if (!of.n)
        of = S("*");
    if (!purpose.n)
        purpose = S("*");
    printf("%s %.*s | %.*s | %.*s | %.*s | ", g->gains ? "+" : "-",
        STR_ARG(who), STR_ARG(verb), STR_ARG(of), STR_ARG(purpose));
    if (g->forbid)
        printf("%s\n", g->gains ? "no longer forbidden" : "forbidden");
    else
        printf("%s -> %s\n", depth_names[g->before], depth_names[g->after]);
}

/* Who gains (+) and who loses (-) when the second follows the first. */
static int
pack_diff_command(const struct command_line *c, const char *was, const char *is)
{
    enum lang    lang = LANG_EN;
    struct gain *all;
    struct pack *old, *now;
    struct str   bundle;
    size_t       n;

    lang_find(command_text(c, "lang"), &lang);
    if (load(c, was, &bundle, &old))
        return 1;
    if (load(c, is, &bundle, &now)) {
        pack_free(old);
        return 1;
    }
    pack_gains(c->arena, old, now, &all, &n);
    for (size_t i = 0; i < n; i++)
        say_gain(c, &all[i], lang);
    if (!n)
        printf("nobody gains and nobody loses\n");
    pack_free(old);
    pack_free(now);
    return 0;
}

bool
pack_is_not_live(const struct command_line *c, const struct pack *p)
{
    struct pack_mistakes mistakes = {0};
    struct date          today = zone_date(p->zone, clock_machine());

    if (pack_check_live(c->arena, p, today, &mistakes) == OK)
        return false;
    command_mistakes(&mistakes);
    fprintf(stderr,
        "diogel: only a demonstration takes a pack with "
        "examples and drafts in it\n");
    return true;
}

struct install {
    struct str    bundle;
    struct pack  *pack;
    struct moment from;
};

static enum err
install_work(struct txn *tx, void *ctx)
{
    struct install  *in = ctx;
    struct leaf      leaf = {.kind = LEAF_CARE,
             .action = S("PACK_INSTALL"),
             .rule = S("command line"),
             .detail = S("{}")};
    struct leaf_mark mark;
    enum err         e =
        work_install(tx, in->bundle, in->pack, in->from, (struct id){0});

    return e ? e : ledger_note(tx, &leaf, &mark);
}

static int
pack_install_command(const struct command_line *c, const char *dir)
{
    struct str      from = command_text(c, "from");
    struct install  in = {0};
    struct service *s;
    struct date     day;
    enum err        e;

    if (!date_parse(from, &day) || !date_is_known(day))
        return command_usage("pack");
    if (load(c, dir, &in.bundle, &in.pack))
        return 1;
    if (command_open(c, STORE_USE_SERVE, NULL, &s)) {
        pack_free(in.pack);
        return 1;
    }
    if (!service_is_demo(s) && pack_is_not_live(c, in.pack)) {
        e = ERR_ILLEGAL;
    } else {
        in.from = zone_moment(in.pack->zone, (struct civil){.date = day});
        e = store_write(service_store(s), c->arena, install_work, &in);
    }
    service_close(s);
    pack_free(in.pack);
    return e ? command_failed(c, "not installed", e, NULL) : 0;
}

int
command_pack(const struct command_line *c)
{
    struct str verb = c->count ? str_of(c->words[0]) : (struct str){0};
    struct str text;

    if (str_eq(verb, S("grammar"))) {
        text = pack_grammar(c->arena);
        fwrite(text.p, 1, text.n, stdout);
        return 0;
    }
    if (c->count < 2)
        return command_usage("pack");
    if (str_eq(verb, S("check")))
        return pack_check_command(c, c->words[1]);
    if (str_eq(verb, S("explain")))
        return pack_explain_command(c, c->words[1]);
    if (str_eq(verb, S("diff")) && c->count > 2)
        return pack_diff_command(c, c->words[1], c->words[2]);
    if (str_eq(verb, S("install")))
        return pack_install_command(c, c->words[1]);
    return command_usage("pack");
}
