/*
 * place -- towns by their letters.
 *
 * Streets are not looked for: an address says its town behind a comma, and
 * one that does not is better not compared than compared wrongly.
 */
#include "match/place.h"

#include <assert.h>

#include "base/buf.h"
#include "base/text.h"
#include "match/name.h"
#include "match/name_table.h"

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (uint8_t)c >= 0x80;
}

struct str
match_place_letters(struct arena *a, struct str text)
{
    struct str folded = text_fold(a, text);
    struct buf b;

    assert(a);
    buf_init(&b, a);
    for (size_t i = 0; i < folded.n; i++)
        if (is_letter(folded.p[i]))
            buf_add_byte(&b, folded.p[i]);
    return buf_str(&b);
}

static struct str
first_form(struct str letters)
{
    struct name_place at[NAME_TABLE_ROWS];

    if (!letters.n || !name_table_find(MATCH_NAME_PLACE, letters, at))
        return (struct str){NULL, 0};
    return name_table_head(MATCH_NAME_PLACE, at[0].row);
}

/* By the first form of each row: a row is a town, and there are few. */
static struct str
unmutated(struct str letters)
{
    size_t n = name_table_count(MATCH_NAME_PLACE);

    for (size_t i = 0; i < n; i++) {
        struct str head = name_table_head(MATCH_NAME_PLACE, i);

        if (match_name_mutates(head, letters))
            return head;
    }
    return (struct str){NULL, 0};
}

struct str
match_place_known(struct arena *a, struct str text)
{
    struct str letters = match_place_letters(a, text);
    struct str known = first_form(letters);

    return known.n || !letters.n ? known : unmutated(letters);
}

static bool
has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* Its words up to the first that has a digit: a postcode begins there. */
static struct str
before_postcode(struct arena *a, struct str part)
{
    struct str words[2], out = {NULL, 0}, one;

    while (str_split(&part, ' ', &one) && !has_digit(one)) {
        words[0] = out;
        words[1] = one;
        out = out.n ? str_join(a, words, 2, S(" ")) : one;
    }
    return out;
}

/* The part that is the town, and how many bytes stand before it. */
struct town {
    struct str name;
    size_t     at;
};

static struct town
town_of(struct arena *a, struct str address)
{
    struct town last = {.at = 0}, known = {.at = 0};
    struct str  left = address, part;
    bool        first = true;

    assert(a);
    for (; str_split(&left, ',', &part); first = false) {
        struct str name = before_postcode(a, str_trim(part));
        size_t     at = (size_t)(part.p - address.p);
        struct str form =
            first ? (struct str){NULL, 0} : match_place_known(a, name);

        if (form.n)
            known = (struct town){form, at};
        if (!first && name.n)
            last = (struct town){name, at};
    }
    if (known.name.n)
        return known;
    last.name = match_place_letters(a, last.name);
    return last;
}

struct str
match_place_of(struct arena *a, struct str address)
{
    return town_of(a, address).name;
}

struct str
match_street_of(struct arena *a, struct str address)
{
    struct str folded =
        text_fold(a, (struct str){address.p, town_of(a, address).at});
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < folded.n; i++)
        if (is_letter(folded.p[i]) ||
            (folded.p[i] >= '0' && folded.p[i] <= '9'))
            buf_add_byte(&b, folded.p[i]);
    return buf_str(&b);
}
