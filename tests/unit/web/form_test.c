/*
 * form_test -- what a page of a form shows can be sent back and says the
 * same: for every type of question, in both languages.
 */
#include "../practice/small.h"

#include "base/html.h"
#include "base/text.h"
#include "web/form.h"

/* ---- a page ---- */

struct sheet {
    struct small  s;
    struct html   html;
    struct reader reader;
    struct cx     cx;
    struct page   pg;
    struct typed  typed;
};

static void
sheet_open(struct sheet *s, enum lang lang)
{
    *s = (struct sheet){.s = small_open()};
    html_init(&s->html, s->s.a);
    s->pg = (struct page){.out = &s->html,
        .arena = s->s.a,
        .lang = lang,
        .cx = &s->cx,
        .reader = &s->reader,
        .pack = s->s.pack,
        .zone = s->s.pack->zone,
        .today = date_of(2027, 3, 2)};
    typed_init(&s->typed, s->s.a, s->s.pack, pack_form(s->s.pack, S("report")));
}

static void
type(struct sheet *s, const char *name, const char *text)
{
    typed_set(&s->typed, str_of(name), str_of(text), 7);
}

/* The whole form as markup. */
static struct str
drawn(struct sheet *s)
{
    struct form_look l;

    form_look_init(&l, &s->pg, s->typed.form, &s->typed);
    l.saves = true;
    html_init(&s->html, s->s.a);
    for (size_t i = 0; i < s->typed.form->section_count; i++)
        form_questions(&s->pg, &l, &s->typed.form->sections[i], -1);
    return html_end(&s->html).text;
}

/* ---- a browser of sorts ---- */

static struct str
unescaped(struct arena *a, struct str s)
{
    static const struct str marks[][2] = {
        {S_INIT("&amp;"), S_INIT("&")}, {S_INIT("&lt;"), S_INIT("<")},
        {S_INIT("&gt;"), S_INIT(">")}, {S_INIT("&quot;"), S_INIT("\"")},
        {S_INIT("&#39;"), S_INIT("'")}};
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < s.n;) {
        size_t k = 0;

        while (k < 5 && !str_starts(str_from(s, i), marks[k][0]))
            k++;
        if (k < 5)
            buf_add(&b, marks[k][1]);
        else
            buf_add_byte(&b, s.p[i]);
        i += k < 5 ? marks[k][0].n : 1;
    }
    return buf_str(&b);
}

/* The value of an attribute of the tag that s begins with. */
static struct str
attribute(struct arena *a, struct str tag, const char *name)
{
    struct str parts[3] = {S(" "), str_of(name), S("=\"")};
    struct str key = str_join(a, parts, 3, (struct str){0});
    ptrdiff_t  at = str_find(tag, key);
    struct str rest;

    if (at < 0)
        return (struct str){0};
    rest = str_from(tag, (size_t)at + key.n);
    return unescaped(a, str_sub(rest, 0, (size_t)str_find_byte(rest, '"')));
}

static bool
is_on(struct str tag, const char *word)
{
    return str_find(tag, str_of(word)) >= 0;
}

static void
posted(struct sheet *out, struct str name, struct str text)
{
    struct str old = typed_text(&out->typed, name);

    if (old.n) { /* check boxes: one line each */
        struct str lines[2] = {old, text};

        text = str_join(out->s.a, lines, 2, S("\n"));
    }
    typed_set(&out->typed, name, text, 7);
}

/* What a browser would send of an input element. */
static void
post_input(struct sheet *out, struct str tag)
{
    struct str kind = attribute(out->s.a, tag, "type");
    struct str name = attribute(out->s.a, tag, "name");
    bool       box = str_eq(kind, S("radio")) || str_eq(kind, S("checkbox"));

    if (!typed_is_name(out->typed.form, name) ||
        (box && !is_on(tag, " checked")))
        return;
    posted(out, name, attribute(out->s.a, tag, "value"));
}

/* An option chosen belongs to the select before it. */
static void
post_all(struct sheet *out, struct str page)
{
    struct str select = {0};

    for (ptrdiff_t at; (at = str_find_byte(page, '<')) >= 0;) {
        struct str tag;
        ptrdiff_t  end;

        page = str_from(page, (size_t)at + 1);
        end = str_find_byte(page, '>');
        tag = str_sub(page, 0, (size_t)end);
        page = str_from(page, (size_t)end + 1);
        if (str_starts(tag, S("input ")))
            post_input(out, tag);
        else if (str_starts(tag, S("select ")))
            select = attribute(out->s.a, tag, "name");
        else if (str_starts(tag, S("option ")) && is_on(tag, " selected"))
            posted(out, select, attribute(out->s.a, tag, "value"));
        else if (str_starts(tag, S("textarea ")))
            posted(out, attribute(out->s.a, tag, "name"),
                unescaped(out->s.a,
                    str_sub(page, 0,
                        (size_t)str_find(page, S("</textarea>")))));
    }
}

static struct str
json(struct sheet *s)
{
    struct answers_about about = typed_about(&s->typed, s->pg.today);
    struct answers       all;

    typed_answers(&s->typed, &about, &all);
    return typed_json(s->s.a, &all);
}

/* Everything that can be answered, with marks that must be escaped. */
static void
answer_all(struct sheet *s)
{
    static const char *const said[][2] = {{"staff", "yes"},
        {"staff_who", "Ann <b>\"x\"</b> & 'y'\nline two"},
        {"colours", "red\nother"}, {"colours_other", "silver & <gold>"},
        {"colour", "green"}, {"tone", "sea"}, {"when_seen-month", "2"},
        {"when_seen-year", "2027"}, {"at_time-day", "1"},
        {"at_time-month", "3"}, {"at_time-year", "2027"},
        {"at_time-time", "14:05"}, {"count", "4"}, {"feeling", "10"},
        {"_children", "0,3"}, {"given.0", "Mali"}, {"given.3", "Nel & Co"},
        {"family.3", "Rees"}, {"born.0-day", "29"}, {"born.0-month", "2"},
        {"born.0-year", "2024"}, {"nhs.0", "9990000018"}, {"number.3", "A<1"},
        {"home.0", "1 Heol\nDyffryn"}, {"speaks.0", "cy"},
        {"words.0", "\"Dw i ddim yn licio fo\""}, {"words.3-why", "asleep"},
        {"young.0", "unknown"}, {"marks.0-rows", "0,2"},
        {"marks.0:2:region", "arm"}, {"marks.0:2:kind", "bruise"},
        {"marks.0:2:colour", "red"}, {"marks.0:2:note", "2 cm"},
        {"adults.3-rows", "0,1"}, {"adults.3:0:name", "Ann"},
        {"adults.3:0:relation", "mum"}, {"adults.3:1:name", "Bob"},
        {"adults.3:1:relation", "worry"},
        {"adults.3:1:relation_other", "a \"friend\""}, {"contact:0:who", "Ann"},
        {"contact:0:how", "Text"}, {"contact:0:when", "Mornings"},
        {"contact:0:avoid", "Names"}, {"sender", "A teacher"}};

    for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
        type(s, said[i][0], said[i][1]);
}

static void
round_trip(enum lang lang)
{
    struct sheet one, two;
    struct str   before;

    sheet_open(&one, lang);
    sheet_open(&two, lang);
    answer_all(&one);
    before = json(&one);
    typed_set(&two.typed, TYPED_CHILDREN, S("0,3"), 1);
    post_all(&two, drawn(&one));
    WANT_SAME(json(&two), before);
    WANT_IN(before, "\"adults\":{\"1\":[{");
    WANT_IN(before, "2027-03-01T14:05:00Z");
    WANT_IN(before, "\"colours_other\":\"silver & <gold>\"");
    WANT_IN(before, "\"relation_other\":\"a \\\"friend\\\"\"");
    small_close(&one.s);
    small_close(&two.s);
}

TEST(form_questions__give_back_every_type_of_answer)
{
    round_trip(LANG_EN);
    round_trip(LANG_CY);
}

TEST(form_questions__give_back_what_is_no_answer_as_it_was_typed)
{
    struct sheet one, two;

    sheet_open(&one, LANG_EN);
    sheet_open(&two, LANG_EN);
    type(&one, "when_seen-day", "31");
    type(&one, "when_seen-month", "2");
    type(&one, "when_seen-year", "27");
    type(&one, "count", "many");
    post_all(&two, drawn(&one));
    WANT_STR(typed_text(&two.typed, S("when_seen-day")), "31");
    WANT_STR(typed_text(&two.typed, S("when_seen-year")), "27");
    WANT_STR(typed_text(&two.typed, S("count")), "many");
    small_close(&one.s);
    small_close(&two.s);
}

TEST(form_questions__let_no_markup_out_of_what_was_typed)
{
    struct sheet s;

    sheet_open(&s, LANG_EN);
    type(&s, "staff", "yes");
    type(&s, "staff_who", "</textarea><script>x</script>");
    type(&s, "given.0", "\"><img src=x>");
    WANT_NOT_IN(drawn(&s), "<script>");
    WANT_NOT_IN(drawn(&s), "<img");
    small_close(&s.s);
}

TEST(form_questions__ask_only_what_the_answers_open)
{
    struct sheet s;

    sheet_open(&s, LANG_EN);
    WANT_NOT_IN(drawn(&s), "name=\"staff_who\"");
    type(&s, "staff", "yes");
    WANT_IN(drawn(&s), "name=\"staff_who\"");
    WANT_NOT_IN(drawn(&s), "name=\"young.0\"");
    type(&s, "born.0-year", "2025");
    WANT_IN(drawn(&s), "name=\"young.0\"");
    small_close(&s.s);
}

TEST(form_questions__carry_the_revision_that_was_shown)
{
    struct sheet s;

    sheet_open(&s, LANG_EN);
    type(&s, "given.0", "Mali");
    WANT_IN(drawn(&s), "name=\"was.given.0\" value=\"7\"");
    WANT_IN(drawn(&s), "name=\"was.family.0\" value=\"0\"");
    WANT_IN(drawn(&s), "name=\"was.when_seen-day\" value=\"0\"");
    WANT_IN(drawn(&s), "name=\"was.adults.0:0:name\" value=\"0\"");
    WANT_IN(drawn(&s), "name=\"was.colour-why\" value=\"0\"");
    small_close(&s.s);
}

TEST(form_questions__show_both_versions_and_ask_which)
{
    struct sheet        s;
    struct typed_value *v;

    sheet_open(&s, LANG_EN);
    type(&s, "given.0", "Mali");
    v = typed_find(&s.typed, S("given.0"));
    v->twice = true;
    v->other = S("Mari");
    WANT_IN(drawn(&s), "value=\"Mali\"");
    WANT_IN(drawn(&s), "Mari");
    WANT_IN(drawn(&s), "name=\"choose.given.0\"");
    small_close(&s.s);
}

TEST(form_notices__stand_where_their_answer_was_given)
{
    struct sheet      s;
    struct form_look  l;
    const struct str *all;

    sheet_open(&s, LANG_CY);
    form_look_init(&l, &s.pg, s.typed.form, &s.typed);
    WANT_INT(form_notices(&s.pg, &l, NULL, &all), 0);
    type(&s, "staff", "yes");
    form_look_init(&l, &s.pg, s.typed.form, &s.typed);
    WANT_INT(form_notices(&s.pg, &l, NULL, &all), 1);
    WANT_STR(all[0], "Ffoniwch.");
    small_close(&s.s);
}

TEST(form_faults__name_the_input_where_each_can_be_put_right)
{
    struct sheet         s;
    struct form_look     l;
    struct answer_fault *faults;
    size_t               n;

    sheet_open(&s, LANG_EN);
    type(&s, "_children", "0,3");
    type(&s, "adults.3-rows", "0,1,4");
    type(&s, "adults.3:4:relation", "mum"); /* but no name */
    form_look_init(&l, &s.pg, s.typed.form, &s.typed);
    WANT_ERR(ERR_INVALID,
        answers_check(s.s.a, l.answers, l.about, s.pg.today, &faults, &n));
    form_faults(&s.pg, &l, &s.typed.form->sections[2], -1, faults, n);
    WANT_INT(s.pg.error_count, 1);
    WANT_STR(s.pg.errors[0].field, "adults.3:4:name");
    WANT_IN(s.pg.errors[0].words, "Name");
    small_close(&s.s);
}

TEST(form_questions__have_a_line_for_words_once_they_are_asked_for)
{
    struct sheet s;

    sheet_open(&s, LANG_CY);
    type(&s, "adults.0:0:name", "Ann");
    WANT_NOT_IN(drawn(&s), "name=\"colours_other\"");
    WANT_NOT_IN(drawn(&s), "relation_other\"");
    type(&s, "colours", "other");
    type(&s, "adults.0:0:relation", "worry");
    WANT_IN(drawn(&s), "name=\"colours_other\"");
    WANT_IN(drawn(&s), "name=\"adults.0:0:relation_other\"");
    WANT_IN(drawn(&s),
        "<label class=\"govuk-label govuk-label--m\""
        " for=\"colours_other\">Arall</label>");
    small_close(&s.s);
}
