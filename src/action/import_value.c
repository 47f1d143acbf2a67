/*
 * What one cell says, as the answer that a question takes.  A spreadsheet
 * writes dates its own way and people write an option's words, not its id;
 * what can be read in one way only is read so, the rest is a fault.
 */
#include "action/import_value.h"

#include "base/nhs.h"
#include "base/text.h"
#include "record/account.h"

/* ---- dates ---- */

static bool
all_parts(struct str text, char between, struct str part[3])
{
    struct str rest;

    return str_cut(text, between, &part[0], &rest) &&
        str_cut(rest, between, &part[1], &part[2]) && str_is_digits(part[0]) &&
        str_is_digits(part[1]) && str_is_digits(part[2]);
}

/* Day first, as it is written here; two figures are no year. */
static bool
date_of_parts(const struct str part[3], struct date *out)
{
    int64_t n[3];

    for (size_t i = 0; i < 3; i++)
        if (part[i].n > 4 || !str_int(part[i], &n[i]))
            return false;
    if (part[2].n != 4)
        return false;
    *out = date_of((int)n[2], (int)n[1], (int)n[0]);
    return date_is_valid(*out);
}

bool
import_date(struct str text, struct date *out)
{
    static const char betweens[] = {'/', '.', '-'};
    struct str        day = text, time, part[3];

    /* "2027-03-01 00:00:00", as spreadsheets have it */
    if (str_cut(text, ' ', &day, &time) || str_cut(text, 'T', &day, &time))
        if (!str_starts(time, S("0")) && !str_starts(time, S("1")) &&
            !str_starts(time, S("2")))
            return false;
    if (date_parse(day, out))
        return true;
    for (size_t i = 0; i < sizeof betweens; i++)
        if (all_parts(day, betweens[i], part))
            return date_of_parts(part, out);
    return false;
}

/* ---- words ---- */

static struct str
fold_word(struct arena *a, struct str s)
{
    struct str folded = text_fold(a, s);
    char      *p = arena_get(a, folded.n + 1);

    for (size_t i = 0; i < folded.n; i++)
        p[i] = folded.p[i] == '_' ? ' ' : folded.p[i];
    return str_bytes(p, folded.n);
}

static bool
is_word(struct arena *a, struct str folded, struct str word)
{
    return word.n && str_eq(folded, fold_word(a, word));
}

static const struct term_option *
option_of(struct arena *a, const struct term_list *l, struct str text)
{
    struct str folded = fold_word(a, text);

    for (size_t i = 0; l && i < l->count; i++) {
        const struct term_option *o = &l->options[i];

        if (is_word(a, folded, o->id) || is_word(a, folded, o->label.cy) ||
            is_word(a, folded, o->label.en) || is_word(a, folded, o->code))
            return o;
    }
    return NULL;
}

static enum msg
value_choice(const struct import_value *v, struct json_out *j)
{
    const struct term_option *o =
        option_of(v->arena, v->field->options, v->text);

    if (!o)
        return MSG_IMPORT_NO_OPTION;
    json_str(j, o->id);
    return MSG_NONE;
}

/* Several, parted by what parts them in lists; one may hold such a sign. */
static enum msg
value_choices(const struct import_value *v, struct json_out *j)
{
    const struct term_list   *l = v->field->options;
    const struct term_option *o = option_of(v->arena, l, v->text);
    char                     *p = arena_get(v->arena, v->text.n + 1);
    struct str                rest = str_bytes(p, v->text.n), one;

    json_open(j, '[');
    if (o)
        json_str(j, o->id);
    for (size_t i = 0; i < v->text.n; i++)
        p[i] =
            str_find_byte(S(";,|/\n"), v->text.p[i]) >= 0 ? '\n' : v->text.p[i];
    while (!o && str_split(&rest, '\n', &one)) {
        const struct term_option *each;

        one = str_trim(one);
        if (!one.n)
            continue;
        if (!(each = option_of(v->arena, l, one)))
            return MSG_IMPORT_NO_OPTION;
        json_str(j, each->id);
    }
    json_close(j, ']');
    return MSG_NONE;
}

static enum msg
value_yes_no(const struct import_value *v, struct json_out *j)
{
    static const struct {
        enum msg   said;
        struct str id;
    } words[] = {
        {MSG_IMPORT_YES, S_INIT("yes")},
        {MSG_IMPORT_NO, S_INIT("no")},
        {MSG_IMPORT_UNKNOWN, S_INIT("unknown")},
    };
    struct str folded = fold_word(v->arena, v->text);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(v->arena, folded, words[i].id) ||
            is_word(v->arena, folded, lang_text(LANG_CY, words[i].said)) ||
            is_word(v->arena, folded, lang_text(LANG_EN, words[i].said))) {
            json_str(j, words[i].id);
            return MSG_NONE;
        }
    return MSG_IMPORT_NO_OPTION;
}

/* ---- the rest ---- */

static enum msg
value_date(const struct import_value *v, struct json_out *j)
{
    struct date d;

    if (!import_date(v->text, &d))
        return MSG_IMPORT_NOT_A_DATE;
    json_str(j, date_text(v->arena, d));
    return MSG_NONE;
}

static enum msg
value_text(const struct import_value *v, struct json_out *j)
{
    json_str(j, v->text);
    return MSG_NONE;
}

static enum msg
value_identifier(const struct import_value *v, struct json_out *j)
{
    struct str check =
        v->field->identifier ? v->field->identifier->check : (struct str){0};
    struct str   number = v->text;
    struct fault fault = {0};
    enum err     e = OK;

    if (str_eq(check, S("nhs_number")))
        e = nhs_parse(v->arena, v->text, &number, &fault);
    else if (str_eq(check, S("upn")))
        e = nhs_upn_parse(v->arena, v->text, &number, &fault);
    if (e)
        return fault.msg;
    json_str(j, number);
    return MSG_NONE;
}

/* By sign-in name, in the agency whose file it is; a name alone belongs in a
 * question that takes one. */
static enum msg
value_account(const struct import_value *v, struct json_out *j)
{
    struct account a;

    if (account_of_login(v->w, str_lower(v->arena, v->text), &a) || a.ended ||
        !id_eq(a.agency, v->agency))
        return MSG_IMPORT_NO_ACCOUNT;
    json_str(j, id_text(v->arena, a.id));
    return MSG_NONE;
}

struct str
import_agency_word(struct arena *a, const struct agency *g)
{
    return g->term.n ? g->term : id_text(a, g->id);
}

static enum msg
value_agency(const struct import_value *v, struct json_out *j)
{
    struct str                folded = fold_word(v->arena, v->text);
    const struct agency_term *term =
        pack_agency_named(v->arena, v->w->pack, v->text);
    struct agency *all;
    size_t         n;

    if (agency_list(v->w, v->field->kind, &all, &n))
        return MSG_IMPORT_NO_AGENCY;
    for (size_t i = 0; i < n; i++)
        if ((term && str_eq(all[i].term, term->id)) ||
            is_word(v->arena, folded, all[i].term) ||
            is_word(v->arena, folded, all[i].name.cy) ||
            is_word(v->arena, folded, all[i].name.en)) {
            json_str(j, import_agency_word(v->arena, &all[i]));
            return MSG_NONE;
        }
    return MSG_IMPORT_NO_AGENCY;
}

typedef enum msg value_fn(const struct import_value *v, struct json_out *j);
static value_fn *const values[FIELD_TYPE_COUNT] = {
    [FIELD_YES_NO] = value_yes_no,
    [FIELD_YES_NO_UNKNOWN] = value_yes_no,
    [FIELD_CHOICE] = value_choice,
    [FIELD_LANGUAGE] = value_choice,
    [FIELD_CHOICES] = value_choices,
    [FIELD_DATE] = value_date,
    [FIELD_AGENCY] = value_agency,
    [FIELD_ACCOUNT] = value_account,
    [FIELD_IDENTIFIER] = value_identifier,
};

enum msg
import_value(const struct import_value *v, struct json_out *j)
{
    return (values[v->field->type] ? values[v->field->type] : value_text)(v, j);
}
