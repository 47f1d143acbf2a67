/*
 * Shares and signals as two tables: who is told what, and which patterns
 * should worry somebody.  Rules of practice stand here as often as in a
 * clock, so whoever looks for one by its source must find it on the page.
 */
#include "practice/explain.h"

#define LIT(x, markup) html_lit(&(x)->h, S(markup))

static void
add_id(struct explain *x, struct str id)
{
    LIT(x, "<code>");
    html_text(&x->h, id);
    LIT(x, "</code>");
}

static void
add_addressees(struct explain *x, const struct addressee *to, size_t count)
{
    LIT(x, "<ul>");
    for (size_t i = 0; i < count; i++) {
        LIT(x, "<li>");
        explain_addressee(x, &to[i]);
        LIT(x, "</li>");
    }
    LIT(x, "</ul>");
}

/* --- shares ----------------------------------------------------------- */

static void
add_share(struct explain *x, const struct share_rule *s)
{
    LIT(x, "<tr><td>");
    explain_triggers(x, &s->on);
    add_id(x, s->id);
    LIT(x, "</td><td>");
    add_addressees(x, s->to, s->to_count);
    LIT(x, "</td><td>");
    for (size_t i = 0; i < s->what_count; i++) {
        add_id(x, s->what[i]);
        LIT(x, " ");
    }
    LIT(x, "</td><td>");
    if (s->within_given)
        explain_span(x, s->within);
    else
        explain_msg(x, MSG_PACK_AT_ONCE);
    LIT(x, "</td><td>");
    explain_note(x, &s->note);
    LIT(x, "</td></tr>");
}

static void
add_shares(struct explain *x)
{
    static const enum msg heads[] = {MSG_PACK_ON, MSG_PACK_TELLS,
        MSG_PACK_SHOWS, MSG_PACK_WITHIN, MSG_PACK_BASIS};

    explain_table(x, MSG_PACK_SHARES, heads, 5);
    for (size_t i = 0; i < x->pack->shares_count; i++)
        add_share(x, &x->pack->shares[i]);
    LIT(x, "</tbody></table>");
}

/* --- signals ---------------------------------------------------------- */

static const enum msg kinds[] = {
    [SIG_COUNT] = MSG_PACK_TIMES,
    [SIG_DAYS_SINCE] = MSG_PACK_NOT_FOR,
    [SIG_CLOCK] = MSG_PACK_CLOCK_LATE,
    [SIG_PUT_OFF] = MSG_PACK_CLOCK_PUT_OFF,
    [SIG_ABSENT] = MSG_PACK_STAYS_AWAY,
    [SIG_STALLED] = MSG_PACK_STANDING_STILL,
    [SIG_ROLLED_OVER] = MSG_PACK_ROLLED_OVER,
    [SIG_ATTENDED] = MSG_PACK_ATTENDED_SAME,
    [SIG_MISSING] = MSG_PACK_NEVER_HAPPENED,
    [SIG_NEW_ADULT] = MSG_PACK_NEW_ADULT,
    [SIG_LANGUAGE] = MSG_PACK_OTHER_LANGUAGE,
    [SIG_STATE] = MSG_PACK_IN_STATE,
    [SIG_ALL] = MSG_PACK_ALL_OF,
    [SIG_ANY] = MSG_PACK_ANY_OF,
    [SIG_NOT] = MSG_PACK_NOT_SO,
};

static void
add_times(struct explain *x, int times)
{
    LIT(x, " · ");
    explain_msg(x, MSG_PACK_TIMES);
    LIT(x, ": ");
    html_int(&x->h, times);
}

static void
add_count(struct explain *x, const struct predicate *p)
{
    html_int(&x->h, p->at_least);
    LIT(x, " · ");
    explain_msg(x, MSG_PACK_LOOKING_BACK);
    LIT(x, ": ");
    explain_span(x, p->within);
    if (p->afresh) {
        LIT(x, " · ");
        explain_msg(x, MSG_PACK_AFRESH);
    }
    explain_triggers(x, &p->trigger);
}

static void
add_since(struct explain *x, const struct predicate *p)
{
    explain_span(x, p->within);
    explain_triggers(x, &p->trigger);
}

static void
add_clock(struct explain *x, const struct predicate *p)
{
    const struct clock_rule *c = pack_clock(x->pack, p->clock);

    if (c)
        explain_words(x, c->title);
    LIT(x, " ");
    add_id(x, p->clock);
    if (p->near && c && c->warn.given) {
        LIT(x, " · ");
        explain_msg(x, MSG_PACK_WARN);
        LIT(x, ": ");
        explain_span(x, c->warn.span);
    }
    add_times(x, p->at_least);
}

static void
add_absent(struct explain *x, const struct predicate *p)
{
    const struct agency_kind *k = pack_agency_kind(x->pack, p->agency);

    if (k)
        explain_words(x, k->title);
    add_times(x, p->at_least);
}

static void
add_stalled(struct explain *x, const struct predicate *p)
{
    add_id(x, p->of);
    add_times(x, p->at_least);
}

static void
add_so_often(struct explain *x, const struct predicate *p)
{
    html_int(&x->h, p->at_least);
}

static void
add_missing(struct explain *x, const struct predicate *p)
{
    explain_triggers(x, &p->trigger);
}

static void
add_states(struct explain *x, const struct predicate *p)
{
    const struct pathway *path = pack_pathway(x->pack, p->pathway);

    for (size_t i = 0; i < p->state_count; i++)
        for (size_t s = 0; path && s < path->state_count; s++)
            if (str_eq(path->states[s].id, p->states[i])) {
                LIT(x, " · ");
                explain_state(x, path, s);
            }
}

static void
add_nothing(struct explain *x, const struct predicate *p)
{
    (void)x;
    (void)p;
}

static void (*const details[])(struct explain *, const struct predicate *) = {
    [SIG_COUNT] = add_count,
    [SIG_DAYS_SINCE] = add_since,
    [SIG_CLOCK] = add_clock,
    [SIG_PUT_OFF] = add_clock,
    [SIG_ABSENT] = add_absent,
    [SIG_STALLED] = add_stalled,
    [SIG_ROLLED_OVER] = add_so_often,
    [SIG_ATTENDED] = add_so_often,
    [SIG_MISSING] = add_missing,
    [SIG_NEW_ADULT] = add_nothing,
    [SIG_LANGUAGE] = add_missing,
    [SIG_STATE] = add_states,
    [SIG_ALL] = add_nothing,
    [SIG_ANY] = add_nothing,
    [SIG_NOT] = add_nothing,
};

static void
add_predicate(struct explain *x, const struct predicate *p)
{
    explain_msg(x, kinds[p->kind]);
    LIT(x, ": ");
    details[p->kind](x, p);
    if (!p->part_count)
        return;
    LIT(x, "<ul>");
    for (size_t i = 0; i < p->part_count; i++) {
        LIT(x, "<li>");
        add_predicate(x, p->parts[i]);
        LIT(x, "</li>");
    }
    LIT(x, "</ul>");
}

static void
add_signal(struct explain *x, const struct signal_rule *s)
{
    LIT(x, "<tr><td>");
    explain_words(x, s->title);
    LIT(x, " ");
    add_id(x, s->id);
    LIT(x, "</td><td>");
    if (s->while_) {
        explain_msg(x, MSG_PACK_WHILE_SO);
        LIT(x, ": ");
        add_predicate(x, s->while_);
        LIT(x, "<br>");
    }
    add_predicate(x, s->when);
    LIT(x, "</td><td>");
    add_addressees(x, s->tell, s->tell_count);
    LIT(x, "</td><td>");
    explain_triggers(x, &s->clears);
    LIT(x, "</td><td>");
    explain_note(x, &s->note);
    LIT(x, "</td></tr>");
}

static void
add_signals(struct explain *x)
{
    static const enum msg heads[] = {MSG_PACK_SHARE, MSG_PACK_PATTERN,
        MSG_PACK_TELLS, MSG_PACK_CLEARS, MSG_PACK_BASIS};

    explain_table(x, MSG_PACK_SIGNALS, heads, 5);
    for (size_t i = 0; i < x->pack->signals_count; i++)
        add_signal(x, &x->pack->signals[i]);
    LIT(x, "</tbody></table>");
}

void
explain_told(struct explain *x)
{
    LIT(x, "<section><h2 id=\"told\">");
    explain_msg(x, MSG_PACK_TOLD);
    LIT(x, "</h2>");
    add_shares(x);
    add_signals(x);
    LIT(x, "</section>");
}
