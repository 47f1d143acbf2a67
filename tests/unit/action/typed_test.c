/*
 * typed_test -- names of inputs, and the answers that typing comes to.
 */
#include "../practice/small.h"

#include "action/typed.h"

static struct typed
blank(const struct small *s)
{
    struct typed t;

    typed_init(&t, s->a, s->pack, pack_form(s->pack, S("report")));
    return t;
}

static void
type(struct typed *t, const char *name, const char *text)
{
    typed_set(t, str_of(name), str_of(text), 1);
}

static struct str
json(const struct typed *t)
{
    struct answers_about about = typed_about(t, date_of(2027, 3, 2));
    struct answers       s;

    typed_answers(t, &about, &s);
    return typed_json(t->arena, &s);
}

/* What answers_check says of what was typed: the first message. */
static enum msg
wrong(const struct typed *t)
{
    struct answers_about about = typed_about(t, date_of(2027, 3, 2));
    struct answer_fault *faults;
    struct answers       s;
    size_t               n;

    typed_answers(t, &about, &s);
    if (answers_check(t->arena, &s, &about, date_of(2027, 3, 2), &faults, &n) ==
        OK)
        return MSG_NONE;
    return faults[0].msg;
}

static void
right(struct typed *t)
{
    type(t, "staff", "no");
    type(t, "colour", "red");
    type(t, "when_seen-year", "2027");
    type(t, "given.0", "Mali");
    type(t, "words.0", "I like it");
}

TEST(typed_name__is_read_back_as_it_was_written)
{
    static const char *const names[] = {"staff", "given.0", "given.12",
        "when_seen-day", "when_seen-year", "when_seen-why", "at_time-time",
        "born.2-month", "adults.0:0:name", "adults.1:14:relation",
        "adults.0-rows", "marks.0:3:region", "marks.0:3:note", "contact:0:who",
        "contact-rows", "colour-why", "words.0-why"};
    struct small             s = small_open();
    const struct form       *f = pack_form(s.pack, S("report"));
    struct typed_input       i;

    for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++) {
        WANT(typed_input_read(f, str_of(names[k]), &i));
        WANT_SAME(typed_name(s.a, &i), str_of(names[k]));
    }
    small_close(&s);
}

TEST(typed_input_read__knows_no_name_that_the_form_does_not_have)
{
    static const char *const names[] = {"", "nobody", "staff.0", "given",
        "given.", "given.00", "given.-1", "given.99999", "when_seen",
        "staff-day", "staff-why", "adults.0:0:born", "adults.0:name",
        "adults:0:name", "adults.0:0:name-why", "marks.0:0:name",
        "contact.0:0:who", "staff~", "given.0~", "born.0-hour", "adults.0",
        "marks.0"};
    struct small             s = small_open();
    const struct form       *f = pack_form(s.pack, S("report"));
    struct typed_input       i;

    for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
        WANT(!typed_input_read(f, str_of(names[k]), &i));
    small_close(&s);
}

TEST(typed_answers__come_of_every_type_of_question)
{
    struct small s = small_open();
    struct typed t = blank(&s);

    right(&t);
    type(&t, "colours", "red\ngreen");
    type(&t, "when_seen-month", "3");
    type(&t, "when_seen-day", "1");
    type(&t, "at_time-day", "2");
    type(&t, "at_time-month", "3");
    type(&t, "at_time-year", "2027");
    type(&t, "at_time-time", "3.07");
    type(&t, "count", "3");
    type(&t, "feeling", "0");
    type(&t, "family.0", "Penri");
    type(&t, "born.0-year", "2024");
    type(&t, "born.0-month", "2");
    type(&t, "born.0-day", "29");
    type(&t, "nhs.0", "999 000 0018");
    type(&t, "number.0", "A 1");
    type(&t, "home.0", "1 Heol");
    type(&t, "speaks.0", "cy");
    type(&t, "young.0", "unknown");
    type(&t, "marks.0:0:region", "arm");
    type(&t, "marks.0:0:kind", "bruise");
    type(&t, "adults.0:0:name", "Ann");
    type(&t, "contact:0:who", "Ann");
    type(&t, "contact:0:avoid", "who rang");
    type(&t, "sender", "A teacher");
    WANT_STR(json(&t),
        "{\"staff\":\"no\",\"colours\":[\"red\",\"green\"],"
        "\"colour\":\"red\",\"when_seen\":\"2027-03-01\","
        "\"at_time\":\"2027-03-02T03:07:00Z\",\"count\":\"3\","
        "\"feeling\":\"0\",\"given\":{\"0\":\"Mali\"},"
        "\"family\":{\"0\":\"Penri\"},\"born\":{\"0\":\"2024-02-29\"},"
        "\"nhs\":{\"0\":\"9990000018\"},\"number\":{\"0\":\"A 1\"},"
        "\"home\":{\"0\":\"1 Heol\"},\"speaks\":{\"0\":\"cy\"},"
        "\"words\":{\"0\":\"I like it\"},\"young\":{\"0\":\"unknown\"},"
        "\"marks\":{\"0\":[{\"region\":\"arm\",\"kind\":\"bruise\"}]},"
        "\"adults\":{\"0\":[{\"name\":\"Ann\"}]},"
        "\"contact\":[{\"who\":\"Ann\",\"avoid\":\"who rang\"}],"
        "\"sender\":\"A teacher\"}");
    WANT(wrong(&t) == MSG_NONE);
    small_close(&s);
}

TEST(typed_answers__leave_out_what_is_no_longer_asked)
{
    struct small s = small_open();
    struct typed t = blank(&s);

    type(&t, "staff", "yes");
    type(&t, "staff_who", "Somebody");
    WANT_IN(json(&t), "staff_who");
    type(&t, "staff", "no");
    WANT_NOT_IN(json(&t), "staff_who");
    WANT_STR(typed_text(&t, S("staff_who")), "Somebody"); /* not lost */
    small_close(&s);
}

TEST(typed_answers__put_a_reason_where_there_is_no_answer)
{
    struct small s = small_open();
    struct typed t = blank(&s);

    type(&t, "colour-why", "too dark");
    WANT_STR(json(&t), "{\"colour\":{\"why\":\"too dark\"}}");
    type(&t, "colour", "red"); /* an answer goes before its reason */
    WANT_STR(json(&t), "{\"colour\":\"red\"}");
    small_close(&s);
}

TEST(typed_answers__count_children_and_rows_without_gaps)
{
    struct small s = small_open();
    struct typed t = blank(&s);

    type(&t, "_children", "0,2");
    type(&t, "given.0", "Mali");
    type(&t, "given.1", "taken out");
    type(&t, "given.2", "Nel");
    type(&t, "adults.2-rows", "0,3");
    type(&t, "adults.2:3:name", "Ann");
    WANT_STR(json(&t),
        "{\"given\":{\"0\":\"Mali\",\"1\":\"Nel\"},"
        "\"adults\":{\"1\":[{\"name\":\"Ann\"}]}}");
    WANT_INT(typed_row_at(&t, form_field(t.form, S("adults")), 2, 0), 3);
    WANT_INT(typed_row_at(&t, form_field(t.form, S("adults")), 2, 1), -1);
    small_close(&s);
}

TEST(typed_answers__keep_what_is_no_date_so_that_it_can_be_said)
{
    static const struct {
        const char *day, *month, *year;
        enum msg    wrong;
    } rows[] = {
        {"31", "2", "2027", MSG_ANSWERS_NOT_A_DATE},
        {"1", "", "2027", MSG_ANSWERS_NOT_A_DATE},
        {"1", "3", "27", MSG_ANSWERS_NOT_A_DATE},
        {"1", "3", "", MSG_ANSWERS_NOT_A_DATE},
        {"x", "3", "2027", MSG_ANSWERS_NOT_A_DATE},
        {"3", "3", "2027", MSG_ANSWERS_FUTURE},
        {"", "", "2026", MSG_NONE},
        {"", "2", "2027", MSG_NONE},
        {"2", "03", "2027", MSG_NONE},
    };
    struct small s = small_open();

    for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++) {
        struct typed t = blank(&s);

        right(&t);
        type(&t, "when_seen-day", rows[k].day);
        type(&t, "when_seen-month", rows[k].month);
        type(&t, "when_seen-year", rows[k].year);
        WANT_INT(wrong(&t), rows[k].wrong);
    }
    small_close(&s);
}

TEST(typed_answers__say_what_is_wrong_with_a_number_that_is_nobodys)
{
    struct small s = small_open();
    struct typed t = blank(&s);

    right(&t);
    type(&t, "nhs.0", "9999999999");
    WANT_INT(wrong(&t), MSG_IDENTIFIER_NHS_REPEATED);
    type(&t, "nhs.0", "999 000 0019");
    WANT_INT(wrong(&t), MSG_IDENTIFIER_NHS_CHECK);
    small_close(&s);
}

TEST(typed_list_less__leaves_one_that_is_empty)
{
    struct small      s = small_open();
    struct typed      t = blank(&s);
    struct typed_list l = typed_children(&t);

    WANT_INT(l.count, 1);
    WANT_STR(typed_list_more(s.a, l), "0,1");
    WANT_STR(typed_list_less(s.a, l, 0), "1");
    type(&t, "_children", "0,1,4");
    l = typed_children(&t);
    WANT_STR(typed_list_more(s.a, l), "0,1,4,5");
    WANT_STR(typed_list_less(s.a, l, 1), "0,4");
    small_close(&s);
}

TEST(typed_route__sends_what_is_about_a_worker_to_one_desk_alone)
{
    struct small         s = small_open();
    struct typed         t = blank(&s);
    struct answers_about about = typed_about(&t, date_of(2027, 3, 2));
    struct answers       a;

    type(&t, "staff", "yes");
    typed_answers(&t, &about, &a);
    WANT_STR(typed_route(&a, &about)->desk, "night_desk");
    WANT(typed_route(&a, &about)->only);
    type(&t, "staff", "no");
    typed_answers(&t, &about, &a);
    WANT_STR(typed_route(&a, &about)->desk, "day_desk");
    WANT(!typed_route(&a, &about)->only);
    small_close(&s);
}

/* The line beside a choice: kept while somebody thinks again, and left out
 * of the answers with the option that asked for it. */
TEST(typed_answers__leaves_words_out_with_the_option_that_asked_for_them)
{
    struct small s = small_open();
    struct typed t = blank(&s);

    right(&t);
    type(&t, "colours", "red\nother");
    type(&t, "colours_other", "silver");
    type(&t, "adults.0:0:name", "Ann");
    type(&t, "adults.0:0:relation", "worry");
    type(&t, "adults.0:0:relation_other", "a friend");
    WANT_IN(json(&t), "\"colours_other\":\"silver\"");
    WANT_IN(json(&t), "\"relation_other\":\"a friend\"");
    WANT_INT(wrong(&t), MSG_NONE);
    type(&t, "colours", "red");
    type(&t, "adults.0:0:relation", "mum");
    WANT_NOT_IN(json(&t), "silver");
    WANT_NOT_IN(json(&t), "a friend");
    WANT_INT(wrong(&t), MSG_NONE);
    WANT_STR(typed_text(&t, S("colours_other")), "silver");
    small_close(&s);
}

/* ---- the short path ---- */

static struct typed
blank_round(const struct small *s)
{
    struct typed t;

    typed_init(&t, s->a, s->pack, pack_form(s->pack, S("round")));
    type(&t, "hot", "no");
    return t;
}

TEST(typed_answers__takes_once_what_is_said_of_the_first_child)
{
    struct small s = small_open();
    struct typed t = blank_round(&s);

    type(&t, "_children", "0,2,3");
    type(&t, "family.0", "Puw");
    type(&t, "family.3", "Rees");
    WANT_SAME(json(&t),
        S("{\"hot\":\"no\","
          "\"family\":{\"0\":\"Puw\",\"1\":\"Puw\",\"2\":\"Rees\"}}"));
    type(&t, "given.2", "Non");
    WANT_STR(typed_child_name(&t, 2), "Non Puw");
    small_close(&s);
}

TEST(typed_answers__never_gives_one_childs_words_to_another)
{
    struct small s = small_open();
    struct typed t = blank_round(&s);

    type(&t, "_children", "0,1");
    type(&t, "words.0", "I hid");
    WANT_SAME(json(&t), S("{\"hot\":\"no\",\"words\":{\"0\":\"I hid\"}}"));
    type(&t, "words.0", "");
    type(&t, "words.0-why", "asleep");
    WANT_SAME(json(&t),
        S("{\"hot\":\"no\",\"words\":{\"0\":{\"why\":\"asleep\"},"
          "\"1\":{\"why\":\"asleep\"}}}"));
    small_close(&s);
}

TEST(typed_answers__lets_nobody_type_the_programs_own_answer)
{
    struct small   s = small_open();
    struct typed   t = blank_round(&s);
    struct answers a;

    type(&t, "looked", "on");
    WANT_SAME(json(&t), S("{\"hot\":\"no\"}"));
    typed_answers(&t, &(struct answers_about){.children = 1}, &a);
    typed_mark(s.a, &a, S("off"));
    WANT_SAME(typed_json(s.a, &a), S("{\"looked\":\"off\",\"hot\":\"no\"}"));
    small_close(&s);
}

TEST(typed_children_more__adds_as_many_as_the_form_takes)
{
    struct small s = small_open();
    struct typed t = blank_round(&s);

    WANT_STR(typed_children_more(&t, 0, 3), "0,1");
    WANT_STR(typed_children_more(&t, 9, 3), "0,1,2");
    type(&t, "_children", "0,4");
    WANT_STR(typed_children_more(&t, 1, 3), "0,4,5");
    WANT_STR(typed_children_more(&t, -1, 2), "0,4");
    small_close(&s);
}

TEST(typed_drop_empty__leaves_out_children_of_whom_nothing_is_said)
{
    struct small s = small_open();
    struct typed t = blank_round(&s);

    type(&t, "_children", "0,1,2");
    typed_drop_empty(&t);
    WANT_STR(typed_text(&t, S("_children")), "0,1,2");
    type(&t, "given.1", "Non");
    typed_drop_empty(&t);
    WANT_STR(typed_text(&t, S("_children")), "1");
    small_close(&s);
}
