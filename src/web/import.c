/*
 * A file is sent on one page, its columns are given a meaning on the next,
 * and then its page tells how far it is.  Nothing needs script: a page about
 * something under way asks the browser to look again by itself.
 */
#include "web/import.h"

#include "action/import_out.h"
#include "web/frame.h"

#define COLUMN_NAME S("column-")
#define ALL_NAME S("all-")

/* ---- words ---- */

enum msg
import_state_msg(enum batch_state s)
{
    static const enum msg msgs[BATCH_STATE_COUNT] = {
        [BATCH_READING] = MSG_IMPORT_STATE_READING,
        [BATCH_MAPPING] = MSG_IMPORT_STATE_MAPPING,
        [BATCH_CHECKING] = MSG_IMPORT_STATE_CHECKING,
        [BATCH_CHECKED] = MSG_IMPORT_STATE_CHECKED,
        [BATCH_SENT] = MSG_IMPORT_STATE_SENT,
        [BATCH_APPLYING] = MSG_IMPORT_STATE_APPLYING,
        [BATCH_APPLIED] = MSG_IMPORT_STATE_APPLIED,
        [BATCH_UNDO_SENT] = MSG_IMPORT_STATE_UNDO_SENT,
        [BATCH_UNDOING] = MSG_IMPORT_STATE_UNDOING,
        [BATCH_UNDONE] = MSG_IMPORT_STATE_UNDONE,
    };

    return msgs[s];
}

enum msg
import_kind_msg(enum batch_kind k)
{
    return k == BATCH_REGISTER ? MSG_IMPORT_KIND_REGISTER
                               : MSG_IMPORT_KIND_PEOPLE;
}

enum msg
import_absent_msg(const struct import_page *p)
{
    return p->batch.kind == BATCH_REGISTER ? MSG_IMPORT_ABSENT
                                           : MSG_IMPORT_ABSENT_PEOPLE;
}

static const struct {
    enum msg   msg;
    struct str id;
} verdicts[ROW_VERDICT_COUNT] = {
    [ROW_ERROR] = {MSG_IMPORT_ROW_ERROR, S_INIT("mistakes")},
    [ROW_TWICE] = {MSG_IMPORT_ROW_TWICE, S_INIT("twice")},
    [ROW_NEW] = {MSG_IMPORT_ROW_NEW, S_INIT("new")},
    [ROW_KNOWN] = {MSG_IMPORT_ROW_KNOWN, S_INIT("known")},
    [ROW_CHANGED] = {MSG_IMPORT_ROW_CHANGED, S_INIT("differs")},
    [ROW_SAME] = {MSG_IMPORT_ROW_SAME, S_INIT("same")},
    [ROW_REVIEW] = {MSG_IMPORT_ROW_REVIEW, S_INIT("review")},
    [ROW_OFF] = {MSG_IMPORT_ROW_OFF, S_INIT("off")},
};

enum msg
import_verdict_msg(enum row_verdict v)
{
    return verdicts[v].msg;
}

struct str
import_verdict_id(enum row_verdict v)
{
    return verdicts[v].id;
}

struct str
import_url(struct page *pg, const struct batch *b, struct str more)
{
    return str_cat(pg->arena, page_url_id(pg, S("/import/"), b->id), more);
}

struct str
import_number(struct page *pg, const struct batch *b)
{
    return str_cat(pg->arena, S("R-"), str_of_int(pg->arena, b->number));
}

struct str
import_rows_url(struct page *pg, const struct import_page *p,
    enum row_verdict v, int64_t after)
{
    struct str parts[4] = {import_url(pg, &p->batch, S("/rows/")),
        verdicts[v].id, S("?after="), str_of_int(pg->arena, after)};

    return str_join(pg->arena, parts, after ? 4 : 2, (struct str){0});
}

struct str
import_column_name(struct page *pg, size_t i)
{
    return str_cat(pg->arena, COLUMN_NAME, str_of_int(pg->arena, (int64_t)i));
}

struct str
import_categories(struct page *pg, struct str ids)
{
    const struct term_list *l = pack_list_for(pg->pack, S("category"));
    struct str              rest = ids, id;
    struct buf              b;

    buf_init(&b, pg->arena);
    while (l && rest.n && str_split(&rest, '\n', &id)) {
        const struct term_option *o = term_option_find(l, id);

        if (b.n)
            buf_add(&b, S(", "));
        buf_add(&b, o ? words_in(o->label, pg->lang) : id);
    }
    return buf_str(&b);
}

bool
import_is_read(const struct batch *b)
{
    return b->state >= BATCH_CHECKED;
}

struct str
import_options(struct page *pg, const struct import_fault *f)
{
    const struct field *field = f->column ? f->column->field : f->field;
    struct buf          b;

    buf_init(&b, pg->arena);
    if (f->msg != MSG_IMPORT_NO_OPTION || !field || !field->options)
        return (struct str){0};
    for (size_t i = 0; i < field->options->count; i++) {
        if (b.n)
            buf_add(&b, S("; "));
        buf_add(&b, words_in(field->options->options[i].label, pg->lang));
    }
    return buf_str(&b);
}

/* ---- a new file ---- */

static struct import_typed
typed_of(struct visit *v)
{
    struct import_typed t = {.day = visit_text(v, S("as-of-day")),
        .month = visit_text(v, S("as-of-month")),
        .year = visit_text(v, S("as-of-year"))};
    struct str          kind = visit_text(v, S("kind"));

    if (!kind.n)
        kind = form_value(&v->req->query, S("kind"));
    (void)batch_kind_find(kind, &t.kind);
    t.kept_here = str_eq(visit_text(v, S("from-now")), S("here"));
    t.kept_elsewhere = str_eq(visit_text(v, S("from-now")), S("again"));
    return t;
}

/* The end of the day when that is over, else now. */
static struct moment
as_of(const struct visit *v, struct date day)
{
    struct moment end = zone_day_end(v->page.zone, day);

    if (date_eq(day, v->page.today))
        return v->page.now;
    return end;
}

enum err
in_import_new(struct visit *v)
{
    const struct form_value *file = form_file(&v->form, S("file"));
    struct import_typed      t = typed_of(v);
    struct import_file f = {.how = {.kind = t.kind, .kept_here = t.kept_here}};
    struct date        day = {0};
    enum err           e;

    if (visit_date(v, S("as-of"), &day) == OK && !date_is_known(day))
        visit_error(v, S("as-of"), MSG_IMPORT_AS_OF_NEEDED);
    if (!file)
        visit_error(v, S("file"), MSG_IMPORT_FILE_NEEDED);
    if (v->page.error_count)
        return ERR_INVALID;
    f.how.as_of = as_of(v, day);
    f.bytes = file->value;
    e = import_bring(&v->cx, &f, &v->ask.about, &v->page_fault);
    if (e == ERR_INVALID)
        visit_error(v, v->page_fault.field, v->page_fault.msg);
    v->ask.with = ARENA_NEW(v->req->arena, struct import_show_ask);
    return e;
}

void
see_import_form(struct visit *v, enum err e, struct answer *answer)
{
    const struct import_list *l = answer->with;
    struct import_typed       t = typed_of(v);

    if (e || !l->may_import) {
        visit_refused(v, e ? e : ERR_DENIED, answer);
        return;
    }
    import_new_page(&v->page, &t);
    visit_page(v, 200);
}

void
see_import_new(struct visit *v, enum err e, struct answer *answer)
{
    struct import_typed t = typed_of(v);

    if (e == ERR_INVALID) {
        v->page.path = S("/import/new");
        import_new_page(&v->page, &t);
        visit_page(v, 400);
    } else if (e) {
        visit_refused(v, e, answer);
    } else {
        visit_go(v,
            str_cat(v->req->arena, S("/import/"),
                id_text(v->req->arena, v->ask.about)));
    }
}

/* ---- a file's page ---- */

enum err
in_import(struct visit *v)
{
    v->ask.with = ARENA_NEW(v->req->arena, struct import_show_ask);
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

static enum err
in_part(struct visit *v, enum import_part part)
{
    struct import_show_ask *in =
        ARENA_NEW(v->req->arena, struct import_show_ask);

    in->part = part;
    v->ask.with = in;
    if (!str_int(form_value(&v->req->query, S("after")), &in->after) ||
        in->after < 0)
        in->after = 0;
    for (size_t i = 0; i < ROW_VERDICT_COUNT; i++)
        if (part == REPORT_ROWS && str_eq(verdicts[i].id, v->parts[1])) {
            in->verdict = (enum row_verdict)i;
            return visit_id(v, 0, ID_BATCH, &v->ask.about);
        }
    if (part == REPORT_ROWS)
        return ERR_ABSENT;
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

enum err
in_import_rows(struct visit *v)
{
    return in_part(v, REPORT_ROWS);
}

enum err
in_import_absent(struct visit *v)
{
    return in_part(v, REPORT_ABSENT);
}

enum err
in_import_checks(struct visit *v)
{
    return in_part(v, REPORT_CHECKS);
}

void
see_imports(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    imports_page(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_import(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    import_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_import_part(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    import_part_page(&v->page, answer->with);
    visit_page(v, 200);
}

/* ---- what is done with it ---- */

/* "column-0" ... in order, and "all-QUESTION". */
enum err
in_import_map(struct visit *v)
{
    struct arena          *a = v->req->arena;
    struct import_map_ask *in = ARENA_NEW(a, struct import_map_ask);
    struct str            *means = ARENA_ARRAY(a, struct str, CSV_CELLS);
    int64_t                at;

    in->all = ARENA_ARRAY(a, struct import_all, v->form.n + 1);
    for (size_t i = 0; i < v->form.n; i++) {
        const struct form_value *f = &v->form.rows[i];

        if (str_starts(f->name, COLUMN_NAME) &&
            str_int(str_from(f->name, COLUMN_NAME.n), &at) && at >= 0 &&
            at < CSV_CELLS) {
            means[at] = f->value;
            if ((size_t)at >= in->count)
                in->count = (size_t)at + 1;
        } else if (str_starts(f->name, ALL_NAME)) {
            in->all[in->all_count++] =
                (struct import_all){str_from(f->name, ALL_NAME.n), f->value};
        }
    }
    in->means = means;
    v->ask.with = in;
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

enum err
in_import_decide(struct visit *v)
{
    struct import_decide_ask *in =
        ARENA_NEW(v->req->arena, struct import_decide_ask);
    struct str said = visit_text(v, S("as-who"));

    v->ask.with = in;
    if (!str_int(visit_text(v, S("line")), &in->line))
        return ERR_ABSENT;
    if (str_eq(said, S("new")))
        in->decision = ROW_IS_NEW;
    else if (str_eq(said, S("leave")))
        in->decision = ROW_LEFT_OUT;
    else if (id_parse(said, ID_SOURCE, &in->source))
        in->decision = ROW_IS_SAME;
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

enum err
in_import_send(struct visit *v)
{
    bool *known = ARENA_NEW(v->req->arena, bool);

    *known = visit_text(v, S("known")).n > 0;
    v->ask.with = known;
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

enum err
in_import_step(struct visit *v)
{
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

enum err
in_import_undo(struct visit *v)
{
    struct str *why = ARENA_NEW(v->req->arena, struct str);

    *why = visit_text(v, S("why"));
    v->ask.with = why;
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

static struct str
path_of(struct visit *v)
{
    return str_cat(v->req->arena, S("/import/"),
        id_text(v->req->arena, v->ask.about));
}

/* The page again, with what is wrong above it. */
static void
draw_again(struct visit *v, const struct answer *wrong)
{
    struct import_show_ask in = {.part = REPORT_TOTALS};
    struct ask             ask = {.act = ACT_IMPORT_SHOW,
                    .about = v->ask.about,
                    .with = &in};
    struct answer          answer = {0};
    enum err               e = action_run(&v->cx, &ask, &answer);

    if (e) {
        visit_refused(v, e, &answer);
        return;
    }
    v->page.path = path_of(v);
    visit_error(v, wrong->fault.field, wrong->fault.msg);
    import_page_draw(&v->page, answer.with);
    visit_page(v, 400);
}

void
see_import_done(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID)
        draw_again(v, answer);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, path_of(v));
}

/* One row decided: on to the next. */
void
see_import_decided(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID)
        draw_again(v, answer);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, str_cat(v->req->arena, path_of(v), S("/rows/review")));
}

void
see_import_dropped(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, S("/import"));
}

void
see_register_out(struct visit *v, enum err e, struct answer *answer)
{
    const struct register_out *out = answer->with;

    if (e)
        visit_refused(v, e, answer);
    else
        response_download(v->resp, S("text/csv"), out->name, out->file);
}
