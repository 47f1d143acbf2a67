/*
 * Only a page of ours can have sent it (the origin was looked at before),
 * and it goes no further until its reader presses the button here.  A
 * password is never written into a page.
 */
#include "web/lost.h"

#include "web/frame.h"

/* Passwords, and what belongs to the sending and not to the form. */
static const struct str secrets[] = {
    S_INIT("csrf"),
    S_INIT("password"), /* signing in, a new account */
    S_INIT("old"),      /* a password of one's own   */
    S_INIT("fresh"),
    S_INIT("again"),
    S_INIT("switch"),
    S_INIT("keep"),
    S_INIT("kept"),
};

static bool
is_secret(struct str name)
{
    for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
        if (str_eq(name, secrets[i]))
            return true;
    return false;
}

/* Longer than any choice, or with a space in it: it was written. */
static bool
is_written(const struct form_value *v)
{
    return !str_starts(v->name, S("was.")) && !str_eq(v->name, S("park")) &&
        (v->value.n > 24 || str_find_byte(v->value, ' ') >= 0);
}

bool
lost_has_text(const struct visit *v)
{
    for (size_t i = 0; i < v->form.n; i++)
        if (v->form.rows[i].kind == FORM_TEXT && v->form.rows[i].value.n &&
            !is_secret(v->form.rows[i].name))
            return true;
    return false;
}

const struct page_row *
lost_rows(struct visit *v, size_t *n)
{
    struct page_row *all =
        ARENA_ARRAY(v->req->arena, struct page_row, v->form.n + 1);

    *n = 0;
    for (size_t i = 0; i < v->form.n; i++) {
        const struct form_value *row = &v->form.rows[i];

        if (row->kind == FORM_TEXT && !is_secret(row->name))
            all[(*n)++] =
                (struct page_row){row->name, row->value, is_written(row)};
    }
    return all;
}

void
lost_token(struct visit *v)
{
    size_t                 n;
    const struct page_row *all = lost_rows(v, &n);

    lost_page(&v->page, all, n);
    visit_page(v, 403);
}

void
lost_again(struct visit *v)
{
    v->page.again = lost_rows(v, &v->page.again_count);
    v->page.toggle_sends = v->page.path;
}

void
lost_too_large(struct visit *v)
{
    frame_notice(&v->page, MSG_COMMON_LARGE_TITLE, MSG_COMMON_LARGE_WHY);
    visit_page(v, 413);
}
