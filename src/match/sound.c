/*
 * sound -- a table of spellings and the sound they stand for, read from the
 * left, the first row that fits wins.
 *
 * Soundex and its children were tried first: made for English, they part
 * Dafydd from Davith and join Llinos to Lance.  A code made for Welsh alone
 * loses Chloe and Sophie.  So the rows hold both, and where the two differ
 * (c before i, ch, u) the Welsh value stands, since a wrong join here only
 * offers a candidate, and forms of one name are in match/name_table.c.
 *
 * Codes: A E O I (i y u and w as a vowel), consonants by their letter, with
 * D for dd and th, F for v and ph, K for c and ch, S for sh and z.
 */
#include "match/sound.h"

#include <assert.h>
#include <pthread.h>

#include "base/buf.h"
#include "base/err.h"

enum where {
    ANY,
    START,
    END,
    INSIDE, /* not at the start                                     */
    VOWEL,  /* a vowel follows                                      */
    AFTER   /* at the end, after a consonant, of four letters or more */
};

struct rule {
    struct str from, to;
    enum where where;
};

static const struct rule rules[] = {
    {S_INIT("ngh"),  S_INIT("K"),  START},
    {S_INIT("ng"),   S_INIT("G"),  START},
    {S_INIT("kn"),   S_INIT("N"),  START},
    {S_INIT("wr"),   S_INIT("R"),  START},
    {S_INIT("wh"),   S_INIT("W"),  START},
    {S_INIT("ssie"), S_INIT("SI"), END},
    {S_INIT("sie"),  S_INIT("SI"), END},
    {S_INIT("ssi"),  S_INIT("S"),  VOWEL},
    {S_INIT("shi"),  S_INIT("S"),  VOWEL},
    {S_INIT("si"),   S_INIT("S"),  VOWEL},
    {S_INIT("sh"),   S_INIT("S"),  ANY},
    {S_INIT("tch"),  S_INIT("K"),  ANY},
    {S_INIT("ch"),   S_INIT("K"),  ANY},
    {S_INIT("ck"),   S_INIT("K"),  ANY},
    {S_INIT("ph"),   S_INIT("F"),  ANY},
    {S_INIT("th"),   S_INIT("D"),  ANY},
    {S_INIT("qu"),   S_INIT("KW"), ANY},
    {S_INIT("gh"),   S_INIT("G"),  VOWEL},
    {S_INIT("gh"),   S_INIT(""),   INSIDE},
    {S_INIT("ie"),   S_INIT("I"),  END},
    {S_INIT("ey"),   S_INIT("I"),  END},
    {S_INIT("ee"),   S_INIT("I"),  ANY},
    {S_INIT("oo"),   S_INIT("I"),  ANY},
    {S_INIT("ea"),   S_INIT("E"),  ANY},
    {S_INIT("e"),    S_INIT(""),   AFTER},
    {S_INIT("w"),    S_INIT("W"),  VOWEL},
    {S_INIT("x"),    S_INIT("S"),  START},
    {S_INIT("h"),    S_INIT("H"),  START},
    {S_INIT("h"),    S_INIT(""),   ANY},
    {S_INIT("a"),    S_INIT("A"),  ANY},
    {S_INIT("b"),    S_INIT("B"),  ANY},
    {S_INIT("c"),    S_INIT("K"),  ANY},
    {S_INIT("d"),    S_INIT("D"),  ANY},
    {S_INIT("e"),    S_INIT("E"),  ANY},
    {S_INIT("f"),    S_INIT("F"),  ANY},
    {S_INIT("g"),    S_INIT("G"),  ANY},
    {S_INIT("i"),    S_INIT("I"),  ANY},
    {S_INIT("j"),    S_INIT("J"),  ANY},
    {S_INIT("k"),    S_INIT("K"),  ANY},
    {S_INIT("l"),    S_INIT("L"),  ANY},
    {S_INIT("m"),    S_INIT("M"),  ANY},
    {S_INIT("n"),    S_INIT("N"),  ANY},
    {S_INIT("o"),    S_INIT("O"),  ANY},
    {S_INIT("p"),    S_INIT("P"),  ANY},
    {S_INIT("q"),    S_INIT("K"),  ANY},
    {S_INIT("r"),    S_INIT("R"),  ANY},
    {S_INIT("s"),    S_INIT("S"),  ANY},
    {S_INIT("t"),    S_INIT("T"),  ANY},
    {S_INIT("u"),    S_INIT("I"),  ANY},
    {S_INIT("v"),    S_INIT("F"),  ANY},
    {S_INIT("w"),    S_INIT("I"),  ANY},
    {S_INIT("x"),    S_INIT("KS"), ANY},
    {S_INIT("y"),    S_INIT("I"),  ANY},
    {S_INIT("z"),    S_INIT("S"),  ANY},
};

static bool
holds(struct str set, char c)
{
    return str_find_byte(set, c) >= 0;
}

static bool
fits(const struct rule *r, struct str part, size_t at)
{
    size_t after = at + r->from.n;
    bool   vowel = after < part.n && holds(S("aeiouwy"), part.p[after]);

    if (!str_starts(str_from(part, at), r->from))
        return false;
    switch (r->where) {
    case ANY:
        return true;
    case START:
        return at == 0;
    case END:
        return after == part.n;
    case INSIDE:
        return at > 0;
    case VOWEL:
        return vowel;
    case AFTER:
        return after == part.n && part.n > 3 &&
            !holds(S("aeiouwy"), part.p[at - 1]);
    }
    return false;
}

/* The rules that begin with each letter, in their order. */
enum { LETTER_RULES = 12 };
static uint8_t        rules_of[256][LETTER_RULES + 1]; /* and one, 0: end */
static pthread_once_t rules_once = PTHREAD_ONCE_INIT;

static void
rules_sort(void)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        uint8_t *list = rules_of[(uint8_t)rules[i].from.p[0]];
        size_t   n = 0;

        while (list[n])
            n++;
        if (n == LETTER_RULES)
            BUG("sound: more rules for a letter than there is room for");
        list[n] = (uint8_t)(i + 1);
    }
}

/* The first rule that fits; null when none does. */
static const struct rule *
rule_find(struct str part, size_t at)
{
    const uint8_t *list = rules_of[(uint8_t)part.p[at]];

    while (*list && !fits(&rules[*list - 1], part, at))
        list++;
    return *list ? &rules[*list - 1] : NULL;
}

/* A letter twice is one sound. */
static void
put(struct buf *b, struct str code)
{
    for (size_t i = 0; i < code.n; i++)
        if (!b->n || b->p[b->n - 1] != code.p[i])
            buf_add_byte(b, code.p[i]);
}

struct str
match_sound(struct arena *a, struct str part)
{
    struct buf b;

    assert(a);
    pthread_once(&rules_once, rules_sort);
    buf_init(&b, a);
    for (size_t at = 0; at < part.n;) {
        const struct rule *r = rule_find(part, at);

        put(&b, r ? r->to : str_sub(part, at, 1));
        at += r ? r->from.n : 1;
    }
    return b.n ? buf_str(&b) : part;
}

/* What a code stands for in a skeleton: mutations of a first consonant
 * stay together, voiced and voiceless ones everywhere; 0 leaves it out. */
struct place {
    struct str from;
    char       first, later;
};

static const struct place places[] = {
    {S_INIT("AEIO"), 'A', 0},
    {S_INIT("PB"),   'P', 'P'},
    {S_INIT("F"),    'P', 'F'},
    {S_INIT("M"),    'P', 'M'},
    {S_INIT("TD"),   'T', 'T'},
    {S_INIT("N"),    'T', 'N'},
    {S_INIT("KG"),   'K', 'K'},
    {S_INIT("W"),    'W', 0},
};

static char
placed(char c, bool first)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (holds(places[i].from, c))
            return first ? places[i].first : places[i].later;
    return c;
}

struct str
match_skeleton(struct arena *a, struct str part)
{
    const size_t most = 3;
    struct str   sound = match_sound(a, part);
    struct buf   b;

    buf_init(&b, a);
    if (str_starts(sound, S("GW"))) /* Gwen, Wen */
        sound = str_from(sound, 1);
    for (size_t i = 0; i < sound.n && b.n < most; i++) {
        char c = placed(sound.p[i], i == 0);

        if (c)
            put(&b, str_bytes(&c, 1));
    }
    return buf_str(&b);
}
