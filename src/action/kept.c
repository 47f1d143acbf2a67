/*
 * Nothing typed is lost when a session ends mid-form, whatever the form.  It
 * is put by as JSON, {"path": ..., "rows": [[name, text], ...]}, and given
 * back to the same account, to be looked at and sent: nothing is ever sent
 * by itself.
 */
#include "action/kept.h"

#include "action/rows.h"
#include "base/json.h"
#include "record/account.h"
#include "record/kept.h"

#define TEXT_MOST 1048576 /* what json_read() takes */

static struct str
form_write(struct arena *a, const struct kept_form *f)
{
    struct json_out j;

    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, S("path"));
    json_str(&j, f->path);
    json_key(&j, S("rows"));
    json_open(&j, '[');
    for (size_t i = 0; i < f->count; i++) {
        json_open(&j, '[');
        json_str(&j, f->rows[i].name);
        json_str(&j, f->rows[i].text);
        json_close(&j, ']');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    return json_text(&j);
}

static enum err
form_read(struct arena *a, struct str text, struct kept_form *out)
{
    const struct json *all, *row;
    struct kept_field *fields;
    struct fault       fault;
    size_t             n = 0;

    if (json_read(a, text, &all, &fault))
        return ERR_STORE; /* we wrote it */
    for (row = json_member(all, S("rows"))->child; row; row = row->next)
        n++;
    fields = ARENA_ARRAY(a, struct kept_field, n + 1);
    *out = (struct kept_form){.path = json_string(json_member(all, S("path"))),
        .rows = fields};
    for (row = json_member(all, S("rows"))->child; row; row = row->next)
        fields[out->count++] = (struct kept_field){json_string(row->child),
            json_string(row->child->next)};
    return OK;
}

enum err
kept_form_put(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct kept_form *in = ask->with;
    struct kept_id         *out = ARENA_NEW(cx->arena, struct kept_id);
    struct str              text = form_write(cx->arena, in);
    struct id               account;
    enum err                e;

    (void)grant;
    if (text.n > TEXT_MOST)
        return ERR_LIMIT;
    if ((e = session_of_token(w, in->token, &account)) ||
        (e = kept_forget(w, cx->machine_now)) ||
        (e = kept_put(w, account, text, cx->machine_now, &out->id)))
        return e;
    answer->with = out;
    answer_discloses(cx, answer, account);
    return OK;
}

static enum err
own(struct work *w, struct cx *cx, const struct ask *ask, struct kept_form *out)
{
    struct str text;
    enum err   e;

    if ((e = kept_open(w, ask->about, cx->account, cx->machine_now, &text)))
        return e;
    return form_read(cx->arena, text, out);
}

enum err
kept_form_show(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct kept_form *out = ARENA_NEW(cx->arena, struct kept_form);
    enum err          e;

    (void)grant;
    if ((e = own(w, cx, ask, out)))
        return e;
    answer->with = out;
    return OK;
}

enum err
kept_form_drop(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct kept_form *sent = ask->with;
    struct kept_form        kept;
    enum err                e;

    (void)grant, (void)answer;
    if ((e = own(w, cx, ask, &kept)))
        return e;
    return str_eq(kept.path, sent->path) ? kept_drop(w, ask->about) : OK;
}
