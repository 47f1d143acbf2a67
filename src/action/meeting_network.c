/*
 * Whom a meeting might be asked of: agencies with a tie to one of the
 * children, those that have written about them (never by a report: that
 * would tell who reported, S12), and the caller's own; then the kinds that
 * the pack thinks of, of which nobody is known.
 *
 * They stand in the order of their ids, so that a place in the list means
 * the same when the form comes back; digest says whether it still does.
 */
#include "action/meeting_inside.h"

#include "base/hash.h"
#include "record/tie.h"

#define WHY_MOST 6

struct gathering {
    struct child_build     *b; /* of the child at hand */
    struct work            *w;
    struct cx              *cx;
    struct meeting_network *out;
    size_t                  room;
};

static struct meeting_agency *
agency_at(struct gathering *g, const struct agency *a)
{
    struct meeting_network *n = g->out;
    struct meeting_agency  *one;
    size_t                  i;

    for (i = 0; i < n->count; i++)
        if (id_eq(n->all[i].agency, a->id))
            return &n->all[i];
    if (n->count == g->room)
        return NULL;
    for (i = n->count++; i > 0 && id_cmp(n->all[i - 1].agency, a->id) > 0; i--)
        n->all[i] = n->all[i - 1];
    one = &n->all[i];
    *one = (struct meeting_agency){.agency = a->id, .kind = a->kind};
    one->name = look_agency_words(g->w->pack, g->cx, a, g->b->places);
    one->why = ARENA_ARRAY(g->cx->arena, struct words, WHY_MOST);
    one->who = ARENA_ARRAY(g->cx->arena, struct str, WHY_MOST);
    return one;
}

static void
why_add(struct meeting_agency *a, struct words why, struct str who)
{
    for (size_t i = 0; i < a->why_count; i++)
        if (str_eq(a->who[i], who) &&
            (str_eq(a->why[i].en, why.en) || !why.en.n))
            return;
    if (a->why_count == WHY_MOST)
        return;
    a->why[a->why_count] = why;
    a->who[a->why_count++] = who;
}

static enum err
agency_add(struct gathering *g, struct id agency, struct words why,
    struct str who)
{
    struct meeting_agency *one;
    struct agency          a;
    enum err               e = agency_load(g->w, agency, &a);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    if (a.ended)
        return OK;
    one = agency_at(g, &a);
    if (one && (why.en.n || who.n))
        why_add(one, why, who);
    return OK;
}

/* ---- ties ---- */

static bool
counts(struct str means)
{
    static const struct str left_out[] = {S_INIT("kin"), S_INIT("invited"),
        S_INIT("author")};

    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        if (str_eq(means, left_out[i]))
            return false;
    return true;
}

static enum err
tie_add(struct gathering *g, const struct tie_row *t)
{
    const struct tie_term *term = pack_tie(g->w->pack, t->kind);
    struct words           why = term ? term->label : (struct words){0};
    struct account         a;
    struct desk            d;
    enum err               e;

    if (t->whom.kind == ID_AGENCY)
        return agency_add(g, t->whom, why, (struct str){0});
    if (t->whom.kind == ID_DESK) {
        e = desk_load(g->w, t->whom, &d);
        return e ? (e == ERR_ABSENT ? OK : e)
                 : agency_add(g, d.agency, why, (struct str){0});
    }
    if ((e = account_load(g->w, t->whom, &a)))
        return e == ERR_ABSENT ? OK : e;
    return agency_add(g, a.agency, why, a.name);
}

static enum err
ties_add(struct gathering *g)
{
    struct tie_row *all;
    size_t          n;
    enum err        e;

    if ((e = tie_list(g->w, g->b->page->person, S(""), &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        if (counts(all[i].means) && (e = tie_add(g, &all[i])))
            return e;
    return OK;
}

/* ---- what they wrote ---- */

static enum err
writers_add(struct gathering *g)
{
    enum err e;

    for (size_t i = 0; i < g->b->kept_count; i++) {
        const struct entry *one = &g->b->kept[i];

        if (g->b->depths[i] < DEPTH_SUMMARY || one->fate != FATE_STANDS ||
            id_is_none(one->agency) || child_by_report(g->b, one) ||
            form_yields(one->form, YIELD_CONCERN))
            continue;
        e = agency_add(g, one->agency, (struct words){0}, (struct str){0});
        if (e)
            return e;
    }
    return OK;
}

/* ---- kinds ---- */

static bool
is_known(const struct meeting_network *n, struct str kind)
{
    for (size_t i = 0; i < n->count; i++)
        if (str_eq(n->all[i].kind, kind))
            return true;
    return false;
}

static struct words
kind_title(const struct pack *p, struct str kind)
{
    for (size_t i = 0; i < p->agency_kinds_count; i++)
        if (str_eq(p->agency_kinds[i].id, kind))
            return p->agency_kinds[i].title;
    return (struct words){kind, kind};
}

static enum err
kind_add(struct gathering *g, struct str kind)
{
    struct meeting_kind *k = &g->out->kinds[g->out->kind_count];
    struct agency       *all;
    size_t               n;
    enum err             e;

    if ((e = agency_list(g->w, kind, &all, &n)))
        return e;
    *k = (struct meeting_kind){.kind = kind,
        .title = kind_title(g->w->pack, kind),
        .rows = ARENA_ARRAY(g->cx->arena, struct draft_offered, n + 1)};
    for (size_t i = 0; i < n; i++)
        if (!all[i].ended)
            k->rows[k->count++] =
                (struct draft_offered){id_text(g->cx->arena, all[i].id),
                    words_in(all[i].name, g->cx->lang)};
    g->out->kind_count++;
    return OK;
}

static bool
is_asked_for(const struct meeting_network *n, struct str kind)
{
    for (size_t i = 0; i < n->kind_count; i++)
        if (str_eq(n->kinds[i].kind, kind))
            return true;
    return false;
}

/* Of every form that such a meeting may come to. */
static enum err
kinds_add(struct gathering *g, const struct form *call)
{
    const struct pack      *p = g->w->pack;
    const struct term_list *l = meeting_kind(call)->options;
    enum err                e;

    g->out->kinds = ARENA_ARRAY(g->cx->arena, struct meeting_kind,
        p->agency_kinds_count + 1);
    for (size_t i = 0; i < l->count; i++) {
        const struct form *held = meeting_holds(p, call, l->options[i].id);

        for (size_t k = 0;
             held && held->meeting && k < held->meeting->ask_count; k++) {
            struct str kind = held->meeting->asks[k];

            if (!is_known(g->out, kind) && !is_asked_for(g->out, kind) &&
                (e = kind_add(g, kind)))
                return e;
        }
    }
    return OK;
}

/* ---- the whole ---- */

static enum err
desks_look(struct gathering *g)
{
    struct desk *desks;
    size_t       n;
    enum err     e;

    for (size_t i = 0; i < g->out->count; i++) {
        if ((e = desk_list(g->w, g->out->all[i].agency, &desks, &n)))
            return e;
        g->out->all[i].reachable = n != 0;
    }
    return OK;
}

static struct str
digest_of(struct arena *a, const struct meeting_network *n)
{
    struct buf    b;
    struct digest d;

    buf_init(&b, a);
    for (size_t i = 0; i < n->count; i++)
        buf_add(&b, id_text(a, n->all[i].agency));
    d = hash_sha256(buf_str(&b));
    return str_hex(a, hash_str(&d));
}

#define NETWORK_MOST 64

enum err
meeting_network(struct child_build *const *all, size_t count,
    const struct form *call, struct meeting_network *out)
{
    struct gathering g = {.w = all[0]->w,
        .cx = all[0]->cx,
        .out = out,
        .room = NETWORK_MOST};
    enum err         e;

    *out = (struct meeting_network){
        .all = ARENA_ARRAY(g.cx->arena, struct meeting_agency, g.room)};
    for (size_t i = 0; i < count; i++) {
        g.b = all[i];
        if ((e = ties_add(&g)) || (e = writers_add(&g)))
            return e;
    }
    e = agency_add(&g, g.cx->reader.agency.id, (struct words){0},
        (struct str){0});
    if (e || (e = kinds_add(&g, call)) || (e = desks_look(&g)))
        return e;
    out->digest = digest_of(g.cx->arena, out);
    return OK;
}
