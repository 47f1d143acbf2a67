/*
 * The door of a child's page: for which purpose the reader is let in, what
 * that leaves of the entries, and who the child is.
 */
#include "action/child.h"

#include "action/child_inside.h"
#include "action/concern_form.h"
#include "action/rows.h"
#include "base/json.h"
#include "record/seal.h"

/* --- for which purpose ----------------------------------------------- */

/* Why the reader is not let in: a relative is refused like anybody; policy
 * says who must be told (S9). */
static enum err
refused(struct child_build *b, struct id person, struct grant *grant)
{
    struct question q = {.verb = MAY_READ,
        .of = S("people"),
        .person = person,
        .purpose = grant->purpose};

    return policy_ask(b->w, &b->cx->reader, &q, grant);
}

/* Every purpose that lets the reader in; the view is that of the first, or
 * of the one asked for. */
static enum err
purposes(struct child_build *b, struct id person, struct str wanted,
    struct grant *grant)
{
    struct child_page *p = b->page;
    const struct pack *pack = b->w->pack;
    struct view        v;
    enum err           e, known;

    p->purposes =
        ARENA_ARRAY(b->cx->arena, const struct purpose_term *, LOOK_PURPOSES);
    known = view_gather(b->w, &b->cx->reader, person, &v);
    if (known && !err_is_refusal(known))
        return known;
    for (size_t i = 0; i < LOOK_PURPOSES; i++) {
        const struct purpose_term *t = pack_purpose_for(pack, look_means[i]);

        if (!t)
            continue;
        if (!grant->purpose.n)
            grant->purpose = t->id;
        e = known ? known : view_decide(&v, t->id);
        if (e)
            continue;
        p->purposes[p->purpose_count++] = t;
        if (p->purpose_count == 1 || str_eq(t->id, wanted)) {
            b->view = v;
            p->purpose = t->id;
        }
    }
    return p->purpose_count ? OK : ERR_DENIED;
}

static enum err
let_in(struct child_build *b, struct id person, struct str wanted,
    struct grant *grant)
{
    enum err e;

    b->page = ARENA_NEW(b->cx->arena, struct child_page);
    if ((e = purposes(b, person, wanted, grant)) == ERR_DENIED)
        e = refused(b, person, grant);
    if (e || !b->page->purpose_count)
        /* one who is not there is refused in the same words (S11) */
        return e && !err_is_refusal(e) ? e : ERR_DENIED;
    *grant = (struct grant){.depth = DEPTH_FULL,
        .rule = S("view"),
        .person = b->view.person,
        .purpose = b->page->purpose};
    return OK;
}

/* Whether any purpose lets the reader see anything of the child at all. */
enum err
ground_child(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    const struct child_ask *in = ask->with;
    struct child_build     *b = ARENA_NEW(cx->arena, struct child_build);

    *b = (struct child_build){.w = w, .cx = cx};
    out->settled = true;
    out->found = b;
    if (cx->reader.kind == READER_NOBODY)
        return ERR_SIGN_IN;
    return let_in(b, ask->about, in->purpose, &out->grant);
}

/* --- what is left ----------------------------------------------------- */

bool
child_has_source(const struct child_build *b, struct id source)
{
    for (size_t i = 0; i < b->source_count; i++)
        if (id_eq(b->sources[i], source))
            return true;
    return false;
}

static enum err
entries(struct child_build *b)
{
    struct child_read r;
    enum err          e;

    if ((e = child_read(b->w, b->page->person, b->known_at, &r)))
        return e;
    b->child = r.child;
    b->sources = r.sources;
    b->source_count = r.source_count;
    if (b->known_at.us != INT64_MAX &&
        (e = child_then(b, r.entries, &r.entry_count)))
        return e;
    return child_keep(b, r.entries, r.entry_count);
}

/* --- who it is -------------------------------------------------------- */

/* Whether the reader knows more of the child than what they said. */
static bool
knows(const struct child_build *b)
{
    if (view_depth(&b->view, S("people")) >= DEPTH_SUMMARY ||
        view_depth(&b->view, S("register")) >= DEPTH_SUMMARY)
        return true;
    for (size_t i = 0; i < b->kept_count; i++)
        if (!id_eq(b->kept[i].agency, b->cx->reader.agency.id) &&
            b->depths[i] >= DEPTH_SUMMARY)
            return true;
    return false;
}

/* Reporters are shown what their own agency says, and nobody else's. */
static enum err
face(struct child_build *b)
{
    struct child_page *p = b->page;
    struct face       *all;
    size_t             n, own = 0;
    enum err           e;

    if ((e = child_faces(b, &all, &n)))
        return e;
    if (n && (b->page->exists_only || knows(b))) {
        p->face = face_whole(all, n);
        return b->page->exists_only ? OK : child_death_part(b, all, n);
    }
    for (size_t i = 0; i < n; i++)
        if (id_eq(all[i].agency, b->cx->reader.agency.id))
            p->face = all[own++] = all[i];
    return child_death_part(b, all, own);
}

static struct str
languages(const struct child_build *b, struct str ids)
{
    const struct pack *p = b->w->pack;
    struct buf         out;
    struct str         one;

    buf_init(&out, b->cx->arena);
    while (ids.n && str_split(&ids, '\n', &one)) {
        struct words w = child_option(p, pack_form_yielding(p, YIELD_IDENTITY),
            YIELD_IDENTITY, S("languages"), one);

        if (out.n)
            buf_add(&out, S(", "));
        buf_add(&out, words_in(w, b->cx->lang));
    }
    return buf_str(&out);
}

static enum err
identity(struct child_build *b)
{
    struct child_page *p = b->page;
    enum err           e;

    if ((e = face(b)))
        return e;
    p->name = look_name(b->cx->arena, p->face.given, p->face.family);
    if (p->exists_only)
        p->face = (struct face){0};
    else
        p->language = languages(b, p->face.language);
    return OK;
}

enum err
child_known(struct child_build *b)
{
    enum err e = entries(b);

    return e ? e : identity(b);
}

/* Of a protected child whom the reader is not listed for (S7). */
static enum err
relay(struct child_build *b)
{
    const struct desk_term *t = pack_desk_for(b->w->pack, S("custodian"));
    struct desk             desk;
    enum err                e;

    if (!t)
        return OK;
    e = desk_find(b->w, b->cx->reader.agency.id, t->id, &desk);
    if (e == OK)
        b->page->relay = (struct check_line){.name = t->title,
            .telephone = desk.relay,
            .open = true};
    return e == ERR_ABSENT ? OK : e;
}

/* --- the page --------------------------------------------------------- */

static void
what_may_be_done(struct child_build *b)
{
    struct child_page *p = b->page;

    if (!date_is_none(p->as_of))
        return; /* what was is not worked on */
    p->may_undo = reader_may(&b->cx->reader, MAY_LINK) &&
        view_depth(&b->view, S("people")) == DEPTH_FULL;
    p->may_label = reader_may(&b->cx->reader, MAY_IMPORT) &&
        reader_may(&b->cx->reader, MAY_APPROVE);
    p->may_see_looked = view_depth(&b->view, S("lookers")) == DEPTH_FULL;
    p->may_decide = reader_may(&b->cx->reader, MAY_DECIDE) ||
        reader_may(&b->cx->reader, MAY_FEEDBACK);
}

static enum err
parts(struct child_build *b)
{
    enum err e;

    if ((e = child_known(b)))
        return e;
    if (b->page->exists_only)
        return relay(b);
    what_may_be_done(b);
    if ((e = child_story_part(b)) || (e = child_register_part(b)) ||
        (e = child_moves_part(b)) || (e = child_casework_part(b)) ||
        (e = child_concerns_part(b)) || (e = child_people_part(b)) ||
        (e = child_homes_part(b)) || (e = child_whole_part(b)) ||
        (e = child_sources_part(b)))
        return e;
    child_legal_part(b);
    return child_signals_part(b);
}

/* What the ground made, gone on with. */
void
child_begin(struct child_build *b, struct answer *answer)
{
    const struct pack *pack = b->w->pack;

    b->answer = answer;
    b->page->person = b->view.person;
    child_now(b);
    b->page->exists_only = b->view.label != LABEL_NORMAL && !b->view.listed &&
        pack->labels[b->view.label].others == OTHERS_EXISTS;
    if (b->view.label != LABEL_NORMAL)
        b->page->label = pack->labels[b->view.label].title;
    b->places = look_place_of(pack, &b->view);
    answer_discloses(b->cx, answer, b->view.person);
}

/* Policy lets some roles ask about anybody; where that leaves nothing to be
 * shown, they are refused like anybody else. */
static bool
is_empty(const struct child_page *p)
{
    return !p->exists_only && !p->name.n && !p->reg.may && !p->item_count &&
        !p->may_see_looked;
}

/* As the page would say it, no more: whom the reader would not be let in to
 * is ERR_DENIED here too. */
enum err
child_brief(struct work *w, struct cx *cx, struct id person,
    struct answer *answer, const struct child_page **out)
{
    static const struct child_ask now;
    struct ask                    ask = {.about = person, .with = &now};
    struct ground                 g = {0};
    struct child_build           *b;
    enum err                      e;

    if ((e = ground_child(w, cx, &ask, &g)))
        return e;
    b = g.found;
    child_begin(b, answer);
    if ((e = child_known(b)))
        return e;
    if (!b->page->exists_only) {
        if ((e = child_register_part(b)) || (e = child_moves_part(b)))
            return e;
        child_seen_part(b);
        child_dues_part(b);
    }
    *out = b->page;
    return OK;
}

static enum err
page_make(struct child_build *b, const struct ask *ask, struct answer *answer)
{
    const struct child_ask *in = ask->with;
    enum err                e;

    child_begin(b, answer);
    child_as_of(b, in->as_of, in->at);
    if ((e = parts(b)))
        return e;
    if (is_empty(b->page))
        return ERR_DENIED;
    answer->detail = child_of_when(b);
    answer->with = b->page;
    return OK;
}

enum err
child_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct child_build *b = answer->found;

    (void)w, (void)cx, (void)grant;
    b->first_row = ((const struct child_ask *)ask->with)->first;
    return page_make(b, ask, answer);
}

enum err
child_print(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct child_build *b = answer->found;

    (void)w, (void)cx, (void)grant;
    b->rows = CHILD_ALL_ROWS;
    b->page->on_paper = true;
    return page_make(b, ask, answer);
}

/* --- one place -------------------------------------------------------- */

/* The answer that holds this reference, in an entry that may be shown. */
static const struct field *
field_of(struct child_build *b, struct id ref, const struct entry **in)
{
    struct child_line *lines;
    size_t             n;

    for (size_t i = 0; i < b->kept_count; i++) {
        if (child_lines(b, &b->kept[i], &lines, &n))
            return NULL;
        *in = &b->kept[i];
        for (size_t k = 0; k < n; k++)
            if (id_eq(lines[k].sealed, ref))
                return lines[k].field;
    }
    return NULL;
}

/*
 * What is asked of policy.  How the family is reached is asked about the
 * thread in which it was said: it is needed most when that is decided.
 */
static enum err
place_question(struct work *w, const struct ask *ask, struct question *q)
{
    const struct id *ref = ask->with;
    enum seal_use    use;
    struct entry     in;
    struct id        entry;
    enum err         e;

    *q = (struct question){.verb = MAY_OPEN,
        .of = S("location"),
        .person = ask->about,
        .purpose = ask->purpose};
    e = seal_find(w, *ref, &entry, &use);
    if (e || use != SEAL_CONTACT)
        return e == ERR_ABSENT ? OK : e;
    if ((e = entry_load(w, entry, &in)))
        return e;
    q->of = S("safe_contact");
    q->thread = in.thread;
    return OK;
}

/* May a place of this child be opened at all?  And for which purpose is the
 * page looked at that it stands on? */
enum err
ground_open_place(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct question     q;
    struct child_build *b = ARENA_NEW(cx->arena, struct child_build);
    struct grant        page = {0};
    enum err            e;

    *b = (struct child_build){.w = w, .cx = cx};
    out->settled = true;
    out->found = b;
    if ((e = place_question(w, ask, &q)))
        return e;
    if ((e = policy_ask(w, &cx->reader, &q, &out->grant)))
        return e == ERR_ABSENT ? ERR_DENIED : e; /* as the page answers */
    if ((e = let_in(b, ask->about, ask->purpose, &page)))
        out->grant = page;
    return e;
}

/* "Who: Ann" and so on, a line each, and an empty one between two ways. */
static void
contact_say(struct buf *out, enum lang lang, const struct json *v)
{
    static const struct {
        struct str key;
        enum msg   label;
    } columns[] = {
        {S_INIT("who"), MSG_FORM_CONTACT_WHO},
        {S_INIT("how"), MSG_FORM_CONTACT_HOW},
        {S_INIT("when"), MSG_FORM_CONTACT_WHEN},
        {S_INIT("avoid"), MSG_FORM_CONTACT_AVOID},
    };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct str text = json_string(json_member(v, columns[i].key));

        if (!text.n)
            continue;
        buf_add(out, lang_text(lang, columns[i].label));
        buf_add(out, S(": "));
        buf_add(out, text);
        buf_add_byte(out, '\n');
    }
    buf_add_byte(out, '\n');
}

static enum err
contact_read(struct work *w, struct id ref, const struct seal_reader *who,
    enum lang lang, struct str *out)
{
    const struct json *v;
    struct fault       fault;
    struct buf         b;
    enum err           e = seal_contact_open(w, ref, who, out);

    if (e)
        return e;
    if (json_read(txn_arena(w->tx), *out, &v, &fault) ||
        (v->kind != JSON_ARRAY && v->kind != JSON_OBJECT))
        return OK; /* said in one sentence */
    buf_init(&b, txn_arena(w->tx));
    if (v->kind == JSON_OBJECT)
        contact_say(&b, lang, v);
    for (v = v->kind == JSON_ARRAY ? v->child : NULL; v; v = v->next)
        contact_say(&b, lang, v);
    *out = str_trim(buf_str(&b));
    return OK;
}

/* Policy was asked whether places of this child may be opened; here, whether
 * the entry that this one stands in may be shown. */
enum err
child_place(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct id    *ref = ask->with;
    struct child_place *out = ARENA_NEW(cx->arena, struct child_place);
    struct child_build *b = answer->found;
    struct seal_reader  who = {.account = cx->reader.account.id,
         .agency = cx->reader.agency.id,
         .purpose = b->page->purpose,
         .rule = grant->rule,
         .action = action_name(ask->act)};
    const struct entry *in;
    const struct field *field;
    enum err            e;

    child_begin(b, answer);
    answer->purpose = b->page->purpose;
    if ((e = child_known(b)))
        return e;
    if (!(field = field_of(b, *ref, &in)))
        return ERR_ABSENT;
    e = field->type == FIELD_SAFE_CONTACT
        ? contact_read(w, *ref, &who, cx->lang, &out->place)
        : location_open(w, *ref, &who, &out->place);
    if (e)
        return e;
    answer_discloses(cx, answer, *ref);
    answer_discloses(cx, answer, in->id);
    out->person = b->page->person;
    out->name = b->page->name;
    out->label = field->label;
    answer->with = out;
    return field == form_arg_field(in->form, YIELD_HOUSEHOLD, S("members"))
        ? child_household(b, *ref, out)
        : OK;
}
