/*
 * What an entry is good for, by the round of the small pack.
 */
#include "practice/quality.h"
#include "practice/small.h"

static struct quality
good_for(const struct small *s, const char *json, const char *occurred,
    const char *recorded)
{
    struct answers       answers = small_answers(s, S("round"), str_of(json));
    struct answers_about about = {.children = 3};
    struct quality_ask   q = {
          .answers = &answers, .about = &about};
    struct quality out = {0};

    WANT(!*occurred || moment_parse(str_of(occurred), &q.occurred));
    WANT(!*recorded || moment_parse(str_of(recorded), &q.recorded));
    WANT_OK(quality_of(s->a, s->pack, &q, &out));
    return out;
}

#define NOON "2027-03-01T12:00:00Z"
#define NEXT_MORNING "2027-03-02T08:00:00Z"
#define NEXT_NIGHT "2027-03-02T22:00:00Z"

TEST(quality_of__shares_points_among_the_children)
{
    struct small   s = small_open();
    struct quality q = good_for(&s,
        "{\"born\": {\"0\": \"2019-01-02\", \"1\": {\"why\": \"fled\"}}}", NOON,
        NEXT_MORNING);

    WANT_INT(q.part_count, 4);
    WANT_INT(q.parts[0].asked, 3);
    WANT_INT(q.parts[0].answered, 1);
    WANT_INT(q.parts[0].reasons, 1);
    WANT_INT(q.parts[0].points, 2); /* (4 + 1) / 3, to the nearest */
    WANT_INT(q.most, 8);
    WANT_INT(q.points, 4);
    small_close(&s);
}

TEST(quality_of__is_content_with_any_of_the_fields)
{
    struct small   s = small_open();
    struct quality q = good_for(&s, "{\"seen\": \"Cold\"}", "", "");

    WANT_INT(q.parts[1].points, 2);
    q = good_for(&s, "{\"said\": {\"why\": \"asleep\"}}", "", "");
    WANT_INT(q.parts[1].points, 0);
    WANT_INT(q.parts[1].reasons, 1);
    small_close(&s);
}

TEST(quality_of__finds_blaming_words_but_not_in_quotation_marks)
{
    struct small   s = small_open();
    struct quality q =
        good_for(&s, "{\"said\": \"She is attention seeking\"}", "", "");

    WANT_INT(q.parts[2].points, 0);
    q = good_for(&s, "{\"said\": \"He said \\\"attention seeking\\\"\"}", "",
        "");
    WANT_INT(q.parts[2].points, 1);
    small_close(&s);
}

TEST(quality_of__counts_how_soon_it_was_recorded)
{
    struct small   s = small_open();
    struct quality q = good_for(&s, "{}", NOON, NEXT_MORNING);

    WANT_INT(q.parts[3].points, 1);
    q = good_for(&s, "{}", NOON, NEXT_NIGHT);
    WANT_INT(q.parts[3].points, 0);
    q = good_for(&s, "{}", "", "");
    WANT_INT(q.part_count, 3); /* not known yet: not counted */
    small_close(&s);
}

TEST(quality_open__names_what_a_reason_would_answer)
{
    struct small         s = small_open();
    struct answers_about about = {.children = 1};
    struct answers       a = small_answers(&s, S("round"),
        S("{\"at_time\": {\"why\": \"?\"}, \"given\": {\"0\": \"Non\"},"
          " \"family\": {\"0\": \"Puw\"}, \"said\": \"x\"}"));
    struct answer_fault *open;
    size_t               n;

    quality_open(s.a, &a, &about, &open, &n);
    WANT_INT(n, 2);
    WANT_STR(open[0].field->id, "born");
    WANT_STR(open[1].field->id, "words");
    small_close(&s);
}

TEST(answers_check__lets_a_short_path_go_without_reasons)
{
    struct small        s = small_open();
    struct answer_fault f =
        small_only_fault(&s, S("round"), S("{\"hot\": \"no\"}"), 2);

    WANT_INT(f.msg, MSG_NONE);
    f = small_only_fault(&s, S("round"), S("{}"), 2);
    WANT_INT(f.msg, MSG_ANSWERS_MISSING);
    WANT_STR(f.field->id, "hot");
    small_close(&s);
}
