/*
 * Counting what an entry is good for.
 */
#include "practice/quality.h"

#include <assert.h>

#include "practice/answers_in.h"

static struct spot
spot_of(const struct quality_ask *q, int child)
{
    return (struct spot){.s = q->answers, .about = q->about, .child = child};
}

/* ---- answered ---- */

enum said { NOT_ASKED, NOTHING, A_REASON, AN_ANSWER };

/* The best of what is said to any of the fields. */
static enum said
said_at(const struct spot *at, const struct form_check *c)
{
    enum said best = NOT_ASKED;

    for (size_t i = 0; i < c->field_count; i++) {
        const struct json *v = spot_value(at, c->fields[i]);
        enum said          one = NOTHING;

        if (!spot_shown(at, c->fields[i]))
            continue;
        if (answers_value_is_why(v))
            one = A_REASON;
        else if (answers_value_is_given(v))
            one = AN_ANSWER;
        best = one > best ? one : best;
    }
    return best;
}

static void
count_answers(const struct quality_ask *q, struct quality_part *p)
{
    bool   per_child = p->check->fields[0]->per_child;
    size_t n = per_child ? q->about->children : 1;

    for (size_t i = 0; i < n; i++) {
        struct spot at = spot_of(q, per_child ? (int)i : -1);
        enum said   said = said_at(&at, p->check);

        p->asked += said != NOT_ASKED;
        p->answered += said == AN_ANSWER;
        p->reasons += said == A_REASON;
    }
}

/* ---- wording ---- */

static bool
has_hits(struct arena *a, const struct pack *p, struct str text)
{
    struct wording_hit *hits;
    size_t              n;

    wording_find(a, p, text, &hits, &n);
    return n > 0;
}

static bool
is_prose(const struct pack *p, const struct field *f)
{
    return (f->type == FIELD_TEXT || f->type == FIELD_LONG_TEXT) &&
        !(p->wording_exempt >> f->type & 1);
}

static bool
is_well_worded(struct arena *a, const struct pack *p,
    const struct quality_ask *q)
{
    const struct form *form = q->answers->form;

    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *f = &form->fields[i];
        int                 n = f->per_child ? (int)q->about->children : 1;

        for (int c = 0; is_prose(p, f) && c < n; c++)
            if (has_hits(a, p,
                    answers_text(a, q->answers, f, f->per_child ? c : -1)))
                return false;
    }
    return true;
}

/* ---- soon enough ---- */

static enum err
is_within(const struct pack *p, const struct quality_ask *q, struct span within,
    bool *yes)
{
    struct moment until;
    enum err      e;

    if ((e = span_add(p->calendar, p->zone, q->occurred, within, &until)))
        return e;
    *yes = q->recorded.us <= until.us;
    return OK;
}

/* ---- all of it ---- */

static enum err
look_for(struct arena *a, const struct pack *p, const struct quality_ask *q,
    struct quality_part *part)
{
    const struct form_check *c = part->check;
    bool                     yes = false;
    enum err                 e = OK;

    if (c->field_count) {
        count_answers(q, part);
        return OK;
    }
    if (c->within_given && (!q->occurred.us || !q->recorded.us))
        return OK;
    if (c->wording)
        yes = is_well_worded(a, p, q);
    else
        e = is_within(p, q, c->within, &yes);
    part->asked = 1;
    part->answered = yes;
    return e;
}

/* To the nearest. */
static int
worth(const struct quality_part *p)
{
    int64_t sum = (int64_t)p->answered * p->check->points +
        (int64_t)p->reasons * p->check->reason;
    int64_t n = (int64_t)p->asked;

    return (int)((2 * sum + n) / (2 * n));
}

enum err
quality_of(struct arena *a, const struct pack *p, const struct quality_ask *q,
    struct quality *out)
{
    const struct form   *form = q->answers->form;
    struct quality_part *parts =
        ARENA_ARRAY(a, struct quality_part, form->check_count + 1);
    struct quality sum = {.parts = parts};
    enum err       e;

    assert(p && q->about);
    for (size_t i = 0; i < form->check_count; i++) {
        struct quality_part *part = &parts[sum.part_count];

        *part = (struct quality_part){.check = &form->checks[i]};
        if ((e = look_for(a, p, q, part)))
            return e;
        if (!part->asked)
            continue;
        part->points = worth(part);
        sum.points += part->points;
        sum.most += part->check->points;
        sum.part_count++;
    }
    *out = sum;
    return OK;
}

/* ---- what is still open ---- */

static bool
is_open(const struct spot *at, const struct field *f)
{
    const struct json *v = spot_value(at, f);

    return f->required == REQUIRED_OR_REASON && spot_shown(at, f) &&
        !answers_value_is_given(v) && !answers_value_is_why(v);
}

void
quality_open(struct arena *a, const struct answers *s,
    const struct answers_about *about, struct answer_fault **open,
    size_t *count)
{
    struct answer_fault *all;
    size_t               n = 0;
    size_t               room = s->form->field_count * (about->children + 1);

    all = ARENA_ARRAY(a, struct answer_fault, room + 1);
    for (size_t i = 0; i < s->form->field_count; i++) {
        const struct field *f = &s->form->fields[i];
        size_t              most = f->per_child ? about->children : 1;

        for (size_t c = 0; c < most; c++) {
            int         child = f->per_child ? (int)c : -1;
            struct spot at = {.s = s, .about = about, .child = child};

            if (is_open(&at, f))
                all[n++] = (struct answer_fault){.field = f,
                    .child = child,
                    .row = -1,
                    .msg = MSG_ANSWERS_MISSING_OR_REASON};
        }
    }
    *open = all;
    *count = n;
}
