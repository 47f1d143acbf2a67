/*
 * The sentences, how they are filled, and what somebody probably meant.
 */
#include "practice/mistake.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct sentence {
    struct str what, advice;
};

static const struct sentence sentences[MISTAKE_COUNT] = {
#define MISTAKE(name, what_, advice_)                                         \
    [MISTAKE_##name] = {.what = S_INIT(what_), .advice = S_INIT(advice_)},
#include "practice/mistake.def"
#undef MISTAKE
};

struct str
mistake_sentence(enum mistake which)
{
    assert(which < MISTAKE_COUNT);
    return sentences[which].what;
}

struct str
mistake_fill(struct arena *a, struct str sentence, const struct str *args)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < sentence.n; i++) {
        const char *p = sentence.p + i;

        if (i + 2 < sentence.n && p[0] == '{' && p[2] == '}') {
            buf_add(&b, args[p[1] - '0']);
            i += 2;
        } else {
            buf_add_byte(&b, *p);
        }
    }
    return buf_str(&b);
}

static void
grow(struct mistakes *m)
{
    size_t               room = m->room ? 2 * m->room : 16;
    struct pack_mistake *all;

    all = ARENA_ARRAY(m->arena, struct pack_mistake, room);
    for (size_t i = 0; i < m->count; i++)
        all[i] = m->all[i];
    m->all = all;
    m->room = room;
}

void
mistake_add(struct mistakes *m, enum mistake which, struct str file, int line,
    const struct str *args)
{
    const struct sentence *s = &sentences[which];

    assert(which < MISTAKE_COUNT);
    if (m->count == m->room)
        grow(m);
    m->all[m->count++] = (struct pack_mistake){
        .file = str_dup(m->arena, file),
        .line = line,
        .what = mistake_fill(m->arena, s->what, args),
        .advice = mistake_fill(m->arena, s->advice, args),
    };
}

static int
by_place(const void *x, const void *y)
{
    const struct pack_mistake *a = x, *b = y;
    int                        c = str_cmp(a->file, b->file);

    if (c)
        return c;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return str_cmp(a->what, b->what);
}

struct pack_mistakes
mistakes_end(struct mistakes *m)
{
    size_t n = 0;

    if (m->count)
        qsort(m->all, m->count, sizeof *m->all, by_place);
    for (size_t i = 0; i < m->count; i++)
        if (!n || by_place(&m->all[n - 1], &m->all[i]))
            m->all[n++] = m->all[i];
    m->count = n;
    return (struct pack_mistakes){.all = m->all, .count = m->count};
}

#define LONGEST_WORD 40

static size_t
least(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;

    return m < c ? m : c;
}

/* How many letters must change, go or come (Levenshtein). */
static size_t
distance(struct str a, struct str b)
{
    size_t row[LONGEST_WORD + 1];

    for (size_t j = 0; j <= b.n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t change = corner + (a.p[i - 1] != b.p[j - 1]);

            corner = row[j];
            row[j] = least(change, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[b.n];
}

struct str
mistake_near(struct str word, const struct str *words, size_t n)
{
    struct str best = {0};
    size_t     far = 3;

    if (word.n > LONGEST_WORD)
        return best;
    for (size_t i = 0; i < n; i++) {
        size_t d;

        if (words[i].n > LONGEST_WORD)
            continue;
        d = distance(word, words[i]);
        if (d < far && 2 * d < words[i].n) {
            far = d;
            best = words[i];
        }
    }
    return best;
}
