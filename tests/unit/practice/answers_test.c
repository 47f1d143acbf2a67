#include "practice/small.h"

/* A report about one child that has nothing wrong with it, with room for
 * more members before the end. */
#define RIGHT                                                                 \
    "\"staff\":\"no\",\"colour\":\"red\",\"when_seen\":\"2027-03-01\","       \
    "\"given\":{\"0\":\"Mali\"},\"words\":{\"0\":\"I like it here\"}"

static struct str
right_and(struct arena *a, const char *more)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, S("{" RIGHT));
    buf_add(&b, str_of(more));
    buf_add(&b, S("}"));
    return buf_str(&b);
}

static void
want_msg(const char *more, const char *field, enum msg msg)
{
    struct small        s = small_open();
    struct str          json = right_and(s.a, more);
    struct answer_fault f = small_only_fault(&s, S("report"), json, 1);

    if (f.field)
        WANT_SAME(f.field->id, str_of(field));
    WANT_SAME(lang_text(LANG_EN, f.msg), lang_text(LANG_EN, msg));
    small_close(&s);
}

static void
want_right(const char *more)
{
    want_msg(more, "", MSG_NONE);
}

TEST(answers_check__finds_nothing_wrong_with_right_answers)
{
    want_right("");
    want_right(",\"colours\":[\"red\",\"green\"],\"count\":\"10\"");
    want_right(",\"count\":3,\"feeling\":\"0\"");
    want_right(",\"at_time\":\"2027-03-02T03:07:00Z\"");
    want_right(",\"born\":{\"0\":\"2020-02-29\"}");
    want_right(",\"speaks\":{\"0\":\"cy\"},\"number\":{\"0\":\"A 1\"}");
    want_right(",\"nhs\":{\"0\":\"999 000 0018\"}");
    want_right(",\"home\":{\"0\":\"A house\"},\"sender\":\"Ann, teacher\"");
    want_right(",\"contact\":[{\"who\":\"Ann\",\"when\":\"mornings\"}]");
    want_right(",\"marks\":{\"0\":[{\"region\":\"arm\",\"kind\":\"bruise\","
               "\"colour\":\"green\",\"note\":\"small\"}]}");
    want_right(",\"colours\":[\"red\",\"other\"],"
               "\"colours_other\":\"silver\"");
    want_right(",\"colours\":[\"other\"]");
    want_right(",\"adults\":{\"0\":[{\"name\":\"Ann\"},{\"name\":\"Bob\","
               "\"relation\":\"worry\",\"more\":\"shouts\"}]}");
}

TEST(answers_check__asks_for_what_is_missing)
{
    struct small         s = small_open();
    struct answers       in = small_answers(&s, S("report"), S("{}"));
    struct answers_about about = {.children = 2};
    struct answer_fault *f;
    size_t               n;

    WANT_ERR(ERR_INVALID,
        answers_check(s.a, &in, &about, date_of(2027, 3, 2), &f, &n));
    /* staff, colour, when_seen; given and words of both children */
    WANT_INT(n, 7);
    WANT_STR(f[0].field->id, "staff");
    WANT_INT(f[0].msg, MSG_ANSWERS_MISSING);
    WANT_INT(f[0].child, -1);
    WANT_STR(f[1].field->id, "colour");
    WANT_INT(f[1].msg, MSG_ANSWERS_MISSING_OR_REASON);
    WANT_STR(f[4].field->id, "given");
    WANT_INT(f[4].child, 1);
    small_close(&s);
}

TEST(answers_check__takes_a_reason_only_where_one_may_be_given)
{
    struct small s = small_open();

    WANT_INT(small_only_fault(&s, S("report"),
                 S("{\"staff\":\"no\",\"colour\":{\"why\":\"dark\"},"
                   "\"when_seen\":{\"why\":\"not said\"},"
                   "\"given\":{\"0\":\"Mali\"},"
                   "\"words\":{\"0\":{\"why\":\"a baby\"}}}"),
                 1)
                 .msg,
        MSG_NONE);
    WANT_INT(small_only_fault(&s, S("report"),
                 S("{\"staff\":{\"why\":\"unsure\"},\"colour\":\"red\","
                   "\"when_seen\":\"2027\",\"given\":{\"0\":\"Mali\"},"
                   "\"words\":{\"0\":\"x\"}}"),
                 1)
                 .msg,
        MSG_ANSWERS_NO_REASON);
    WANT_INT(small_only_fault(&s, S("report"),
                 S("{\"staff\":\"no\",\"colour\":{\"why\":\" \"},"
                   "\"when_seen\":\"2027\",\"given\":{\"0\":\"Mali\"},"
                   "\"words\":{\"0\":\"x\"}}"),
                 1)
                 .msg,
        MSG_ANSWERS_SAY_WHY);
    small_close(&s);
}

TEST(answers_check__finds_the_mistake_of_each_type)
{
    want_msg(",\"colours\":[\"red\",\"mauve\"]", "colours", MSG_ANSWERS_CHOOSE);
    want_msg(",\"at_time\":\"yesterday\"", "at_time", MSG_ANSWERS_NOT_A_TIME);
    want_msg(",\"at_time\":\"2027-03-03T00:00:00Z\"", "at_time",
        MSG_ANSWERS_FUTURE);
    want_msg(",\"count\":\"many\"", "count", MSG_ANSWERS_NOT_A_NUMBER);
    want_msg(",\"count\":\"2.5\"", "count", MSG_ANSWERS_NOT_A_NUMBER);
    want_msg(",\"count\":\"0\"", "count", MSG_ANSWERS_OUT_OF_RANGE);
    want_msg(",\"feeling\":\"11\"", "feeling", MSG_ANSWERS_OUT_OF_RANGE);
    want_msg(",\"born\":{\"0\":\"2021-02-29\"}", "born",
        MSG_ANSWERS_NOT_A_DATE);
    want_msg(",\"born\":{\"0\":\"2021-02\"}", "born", MSG_ANSWERS_WHOLE_DATE);
    want_msg(",\"born\":{\"0\":\"2027-03-03\"}", "born", MSG_ANSWERS_FUTURE);
    want_msg(",\"nhs\":{\"0\":\"999 000 0019\"}", "nhs",
        MSG_IDENTIFIER_NHS_CHECK);
    want_msg(",\"speaks\":{\"0\":\"klingon\"}", "speaks", MSG_ANSWERS_CHOOSE);
    want_msg(",\"home\":{\"0\":{\"ref\":\"nonsense\"}}", "home",
        MSG_ANSWERS_WRONG_KIND);
    want_msg(",\"papers\":\"nonsense\"", "papers", MSG_ANSWERS_WRONG_KIND);
    want_msg(",\"marks\":{\"0\":[{\"region\":\"arm\",\"kind\":\"tattoo\"}]}",
        "marks", MSG_ANSWERS_CHOOSE);
    want_msg(",\"marks\":{\"0\":\"here\"}", "marks", MSG_ANSWERS_WRONG_KIND);
    want_msg(",\"contact\":[{\"who\":[1]}]", "contact", MSG_ANSWERS_WRONG_KIND);
    want_msg(",\"family\":{\"0\":[\"a\"]}", "family", MSG_ANSWERS_WRONG_KIND);
}

TEST(answers_check__compares_a_partial_date_by_what_is_known)
{
    struct small s = small_open();
    static const struct {
        const char *when;
        enum msg    msg;
    } rows[] = {
        {"2027", MSG_NONE},
        {"2027-03", MSG_NONE},
        {"2027-03-02", MSG_NONE},
        {"2027-03-03", MSG_ANSWERS_FUTURE},
        {"2027-04", MSG_ANSWERS_FUTURE},
        {"2028", MSG_ANSWERS_FUTURE},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str json = str_join(s.a,
            (const struct str[]){
                S("{\"staff\":\"no\",\"colour\":\"red\",\"when_seen\":\""),
                str_of(rows[i].when),
                S("\",\"given\":{\"0\":\"M\"},\"words\":{\"0\":\"x\"}}")},
            3, S(""));

        WANT_INT(small_only_fault(&s, S("report"), json, 1).msg, rows[i].msg);
    }
    small_close(&s);
}

TEST(answers_check__allows_a_future_date_where_the_form_does)
{
    struct small s = small_open();

    WANT_INT(small_only_fault(&s, S("decision"),
                 S("{\"result\":{\"0\":\"on\"},"
                   "\"meet_on\":\"2027-04-01T10:00:00Z\"}"),
                 1)
                 .msg,
        MSG_NONE);
    small_close(&s);
}

static bool
is_future(const struct small *s, struct str json)
{
    struct answers       in = small_answers(s, S("concern"), json);
    struct answers_about about = {.children = 1};
    struct answer_fault *faults = NULL;
    size_t               count = 0;
    bool                 found = false;

    WANT_ERR(ERR_INVALID, /* much else is left out */
        answers_check(s->a, &in, &about, date_of(2027, 3, 2), &faults, &count));
    for (size_t i = 0; i < count; i++)
        found = found || faults[i].msg == MSG_ANSWERS_FUTURE;
    return found;
}

/* Nobody was born tomorrow, and a child who is not born may be expected then:
 * the pack's own questions say which (2027-03-02 is today). */
TEST(answers_check__takes_tomorrow_for_expected_and_not_for_born)
{
    struct small s = small_open_at("practice/wales");
    static const struct {
        const char *said;
        bool        wrong;
    } rows[] = {
        {"\"unborn\":{\"0\":\"no\"},\"birth_date\":{\"0\":\"2027-03-03\"}",
            true},
        {"\"unborn\":{\"0\":\"no\"},\"birth_date\":{\"0\":\"2027-04\"}", true},
        {"\"unborn\":{\"0\":\"no\"},\"birth_date\":{\"0\":\"2027-03-02\"}",
            false},
        {"\"unborn\":{\"0\":\"yes\"},\"expected_on\":{\"0\":\"2027-03-03\"}",
            false},
        {"\"unborn\":{\"0\":\"yes\"},\"expected_on\":{\"0\":\"2027-07\"}",
            false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str json = str_join(s.a,
            (const struct str[]){S("{"), str_of(rows[i].said), S("}")}, 3,
            S(""));

        WANT(is_future(&s, json) == rows[i].wrong);
    }
    small_close(&s);
}

TEST(answers_check__finds_text_that_is_too_long)
{
    struct small s = small_open();
    struct buf   b;

    buf_init(&b, s.a);
    buf_add(&b, S("{\"result\":{\"0\":\"on\"},\"shared_one\":\""));
    for (int i = 0; i < 500; i++)
        buf_add(&b, S("\xc5\xb7")); /* characters, not bytes */
    buf_add(&b, S("\"}"));
    WANT_INT(small_only_fault(&s, S("decision"), buf_str(&b), 1).msg, MSG_NONE);
    b.n -= 2;
    buf_add(&b, S("x\"}"));
    WANT_INT(small_only_fault(&s, S("decision"), buf_str(&b), 1).msg,
        MSG_ANSWERS_TOO_LONG);
    small_close(&s);
}

TEST(answers_check__looks_into_the_rows_of_a_table)
{
    struct small        s = small_open();
    struct answer_fault f;

    f = small_only_fault(&s, S("report"),
        S("{" RIGHT ",\"adults\":{\"0\":[{\"name\":\"Ann\"},"
          "{\"name\":\"Bob\",\"relation\":\"cousin\"}]}}"),
        1);
    WANT_STR(f.field->id, "relation");
    WANT_INT(f.row, 1);
    WANT_INT(f.child, 0);
    WANT_INT(f.msg, MSG_ANSWERS_CHOOSE);
    f = small_only_fault(&s, S("report"),
        S("{" RIGHT ",\"adults\":{\"0\":[{\"relation\":\"mum\"}]}}"), 1);
    WANT_STR(f.field->id, "name");
    WANT_INT(f.msg, MSG_ANSWERS_MISSING);
    f = small_only_fault(&s, S("report"),
        S("{" RIGHT ",\"adults\":{\"0\":[{\"name\":\"A\"},{\"name\":\"B\"},"
          "{\"name\":\"C\"}]}}"),
        1);
    WANT_INT(f.msg, MSG_ANSWERS_MANY_ROWS);
    f = small_only_fault(&s, S("report"),
        S("{" RIGHT ",\"adults\":{\"0\":[{\"name\":\"A\",\"more\":\"x\"}]}}"),
        1);
    WANT_STR(f.field->id, "more");
    WANT_INT(f.msg, MSG_ANSWERS_NOT_ASKED);
    small_close(&s);
}

TEST(answers_check__refuses_answers_to_what_is_not_asked)
{
    want_msg(",\"staff_who\":\"Ann\"", "staff_who", MSG_ANSWERS_NOT_ASKED);
    want_msg(",\"tone\":\"dark\"", "tone", MSG_ANSWERS_NOT_ASKED);
    /* An emptied field is no answer. */
    want_right(",\"staff_who\":\"  \"");
}

TEST(answers_check__refuses_answers_about_a_child_who_is_not_there)
{
    want_msg(",\"family\":{\"1\":\"Puw\"}", "family",
        MSG_ANSWERS_NO_SUCH_CHILD);
    want_msg(",\"family\":{\"-1\":\"Puw\"}", "family",
        MSG_ANSWERS_NO_SUCH_CHILD);
    want_msg(",\"family\":\"Puw\"", "family", MSG_ANSWERS_WRONG_KIND);
}

TEST(answers_check__requires_what_another_answer_makes_necessary)
{
    struct small s = small_open();

    WANT_INT(small_only_fault(&s, S("report"),
                 S("{\"staff\":\"no\",\"colour\":\"other\","
                   "\"when_seen\":\"2027\","
                   "\"given\":{\"0\":\"M\"},\"words\":{\"0\":\"x\"}}"),
                 1)
                 .msg,
        MSG_ANSWERS_MISSING); /* tone */
    WANT_INT(small_only_fault(&s, S("report"),
                 S("{\"staff\":\"no\",\"colour\":\"green\","
                   "\"when_seen\":\"2027\","
                   "\"given\":{\"0\":\"M\"},\"words\":{\"0\":\"x\"}}"),
                 1)
                 .msg,
        MSG_NONE);
    small_close(&s);
}

TEST(answers_read__refuses_what_is_no_answer_to_the_form)
{
    struct small       s = small_open();
    const struct form *f = pack_form(s.pack, S("visit"));
    struct fault       fault = {0};
    struct answers     out;

    WANT_ERR(ERR_INVALID,
        answers_read(s.a, f, S("{\"colour\":\"red\"}"), &out, &fault));
    WANT_STR(fault.field, "colour");
    WANT_ERR(ERR_INVALID, answers_read(s.a, f, S("[]"), &out, &fault));
    WANT_ERR(ERR_INVALID, answers_read(s.a, f, S("{"), &out, &fault));
    small_close(&s);
}

#define SEVERAL                                                               \
    "{\"staff\":\"no\",\"count\":7,\"colours\":[\"red\",\"green\"],"           \
    "\"colour\":{\"why\":\"dark\"},"                                          \
    "\"given\":{\"0\":\"Mali\",\"1\":\"Ifan\"},"                             \
    "\"home\":{\"0\":{\"ref\":\"x1\"}},"                                     \
    "\"adults\":{\"0\":[{\"name\":\"A \\\"B\\\"\"}]}}"

TEST(answers_text__gives_an_answer_as_text)
{
    struct small       s = small_open();
    struct answers     in = small_answers(&s, S("report"), S(SEVERAL));
    const struct form *f = in.form;

    WANT_STR(answers_text(s.a, &in, form_field(f, S("staff")), -1), "no");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("colours")), -1),
        "red\ngreen");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("colour")), -1), "");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("given")), 1), "Ifan");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("given")), 2), "");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("home")), 0), "x1");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("count")), -1), "7");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("adults")), 0),
        "[{\"name\":\"A \\\"B\\\"\"}]");
    WANT_STR(answers_text(s.a, &in, form_field(f, S("words")), 0), "");
    small_close(&s);
}

/* --- conditions --------------------------------------------------------- */

static bool
is_shown(const struct small *s, struct str field, struct str json,
    const struct answers_about *about, int child)
{
    struct answers in = small_answers(s, S("report"), json);

    return answers_shown(&in, form_field(in.form, field), about, child);
}

TEST(condition__holds_by_the_answer_to_another_field)
{
    struct small         s = small_open();
    struct answers_about about = {.children = 1};

    WANT(is_shown(&s, S("staff_who"), S("{\"staff\":\"yes\"}"), &about, -1));
    WANT(!is_shown(&s, S("staff_who"), S("{\"staff\":\"no\"}"), &about, -1));
    WANT(!is_shown(&s, S("staff_who"), S("{}"), &about, -1));
    WANT(is_shown(&s, S("tone"), S("{\"colour\":\"green\"}"), &about, -1));
    WANT(!is_shown(&s, S("tone"), S("{\"colour\":\"red\"}"), &about, -1));
    small_close(&s);
}

TEST(condition__holds_by_age_only_when_the_age_is_known)
{
    struct small         s = small_open();
    const int            ages[] = {4, 5, -1};
    struct answers_about about = {.children = 3, .ages = ages};

    WANT(is_shown(&s, S("young"), S("{}"), &about, 0));
    WANT(!is_shown(&s, S("young"), S("{}"), &about, 1));
    WANT(!is_shown(&s, S("young"), S("{}"), &about, 2));
    /* Of any child, where no one child is meant. */
    WANT(is_shown(&s, S("young"), S("{}"), &about, -1));
    about.ages = NULL;
    WANT(!is_shown(&s, S("young"), S("{}"), &about, 0));
    small_close(&s);
}

TEST(condition__holds_by_the_state_of_a_pathway)
{
    struct small     s = small_open();
    const struct str closed[] = {S("matter.closed")};
    const struct str others[] = {S("matter.closed_not"), S("matters.closed"),
        S("closed")};
    struct answers_about about = {.children = 1};
    struct str           json = S("{\"staff\":\"no\"}");

    WANT(is_shown(&s, S("why_now"), json, &about, -1));
    about.states = others;
    about.state_count = 3;
    WANT(is_shown(&s, S("why_now"), json, &about, -1));
    about.states = closed;
    about.state_count = 1;
    WANT(!is_shown(&s, S("why_now"), json, &about, -1));
    small_close(&s);
}

TEST(condition__does_not_hold_by_an_answer_that_is_no_longer_asked)
{
    struct small   s = small_open();
    struct answers in =
        small_answers(&s, S("visit"), S("{\"seen\":\"no\",\"alone\":\"yes\"}"));
    struct answers_about about = {.children = 1};
    const struct str     yes[] = {S("yes")};
    struct condition c = {.kind = WHEN_FIELD, .values = yes, .value_count = 1};

    c.field = form_field(in.form, S("alone"));
    WANT(!condition_holds(&c, &in, &about, -1));
    small_close(&s);
}

TEST(condition__combines_with_all_any_and_not)
{
    struct small   s = small_open();
    struct answers in = small_answers(&s, S("visit"), S("{\"seen\":\"yes\"}"));
    const struct str        yes[] = {S("yes")}, no[] = {S("no")};
    const struct field     *seen = form_field(in.form, S("seen"));
    struct condition        t = {.kind = WHEN_FIELD,
               .field = seen,
               .values = yes,
               .value_count = 1};
    struct condition        f = {.kind = WHEN_FIELD,
               .field = seen,
               .values = no,
               .value_count = 1};
    const struct condition *both[] = {&t, &f}, *one[] = {&f};
    struct condition all = {.kind = WHEN_ALL, .parts = both, .part_count = 2};
    struct condition any = {.kind = WHEN_ANY, .parts = both, .part_count = 2};
    struct condition not = {.kind = WHEN_NOT, .parts = one, .part_count = 1};

    WANT(!condition_holds(&all, &in, NULL, -1));
    WANT(condition_holds(&any, &in, NULL, -1));
    WANT(condition_holds(&not, &in, NULL, -1));
    all.part_count = 1;
    WANT(condition_holds(&all, &in, NULL, -1));
    any.part_count = 0;
    WANT(!condition_holds(&any, &in, NULL, -1));
    small_close(&s);
}

TEST(answers_check__takes_words_for_an_option_that_asks_for_them_alone)
{
    want_msg(",\"colours\":[\"red\"],\"colours_other\":\"silver\"",
        "colours_other", MSG_ANSWERS_NOT_ASKED);
    want_msg(",\"adults\":{\"0\":[{\"name\":\"Ann\",\"relation\":\"mum\","
             "\"relation_other\":\"aunt\"}]}",
        "relation_other", MSG_ANSWERS_NOT_ASKED);
}
