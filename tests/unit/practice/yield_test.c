#include "practice/small.h"

#define REPORT                                                                \
    "{\"staff\":\"no\",\"colour\":\"red\",\"colours\":[\"red\",\"green\"],"   \
    "\"when_seen\":\"2027-03\","                                              \
    "\"given\":{\"0\":\"Mali\",\"1\":\"Ifan\"},"                              \
    "\"family\":{\"0\":\"Puw\"},\"born\":{\"0\":\"2020-05-01\"},"             \
    "\"nhs\":{\"0\":\"999 000 0018\"},\"number\":{\"0\":\"A 17\"},"           \
    "\"home\":{\"1\":{\"ref\":\"xyz\"}},"                                     \
    "\"words\":{\"0\":\"I am fine\",\"1\":{\"why\":\"asleep\"}},"             \
    "\"adults\":{\"0\":[{\"name\":\"Ann\",\"relation\":\"worry\"},"           \
    "{\"name\":\"Bob\"}]}}"

struct facts {
    struct fact *all;
    size_t       count;
};

static struct facts
extract(const struct small *s, struct str form, struct str json,
    size_t children)
{
    struct answers       in = small_answers(s, form, json);
    struct answers_about about = {.children = children};
    struct facts         f = {0};

    WANT_OK(yield_extract(s->a, &in, &about, &f.all, &f.count));
    return f;
}

static struct str
arg(const struct fact *f, struct str name)
{
    int at = yield_arg_find(f->kind, name);

    WANT(at >= 0);
    return f->args[at];
}

/* The nth fact of that kind, or null. */
static const struct fact *
nth(const struct facts *f, enum yield_kind kind, size_t n)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->all[i].kind == kind && n-- == 0)
            return &f->all[i];
    return NULL;
}

TEST(yield_extract__says_what_a_report_means)
{
    struct small       s = small_open();
    struct facts       f = extract(&s, S("report"), S(REPORT), 2);
    const struct fact *x = nth(&f, YIELD_CONCERN, 0);

    WANT_STR(arg(x, S("urgency")), "red");
    WANT_STR(arg(x, S("kinds")), "red\ngreen");
    WANT_STR(arg(x, S("of")), "no");
    WANT_INT(x->child, -1);
    x = nth(&f, YIELD_IDENTITY, 0);
    WANT_INT(x->child, 0);
    WANT_STR(arg(x, S("given")), "Mali");
    WANT_STR(arg(x, S("birth_date")), "2020-05-01");
    WANT_STR(arg(x, S("identifiers")), "nhs:9990000018\nlocal:A 17");
    x = nth(&f, YIELD_IDENTITY, 1);
    WANT_INT(x->child, 1);
    WANT_STR(arg(x, S("family")), "");
    WANT_STR(arg(x, S("identifiers")), "");
    x = nth(&f, YIELD_INCIDENT, 0);
    WANT_STR(arg(x, S("when")), "2027-03");
    small_close(&s);
}

TEST(yield_extract__gives_no_fact_without_what_must_be_there)
{
    struct small s = small_open();
    struct facts f = extract(&s, S("report"), S(REPORT), 2);

    /* The second child said nothing; the first has no home. */
    WANT(nth(&f, YIELD_WORDS, 0)->child == 0);
    WANT(nth(&f, YIELD_WORDS, 1) == NULL);
    WANT(nth(&f, YIELD_HOUSEHOLD, 0)->child == 1);
    WANT_STR(arg(nth(&f, YIELD_HOUSEHOLD, 0), S("place")), "xyz");
    WANT(nth(&f, YIELD_PAPER, 0) == NULL);
    f = extract(&s, S("report"), S("{}"), 1);
    WANT_INT(f.count, 0);
    small_close(&s);
}

TEST(yield_extract__gives_one_fact_for_each_row)
{
    struct small       s = small_open();
    struct facts       f = extract(&s, S("report"), S(REPORT), 2);
    const struct fact *x = nth(&f, YIELD_RELATIONSHIP, 0);

    WANT_STR(arg(x, S("from")), "Ann");
    WANT_STR(arg(x, S("to")), "child");
    WANT_STR(arg(x, S("kind")), "worry");
    WANT_INT(x->child, 0);
    /* Bob has no kind, which must be there. */
    WANT(nth(&f, YIELD_RELATIONSHIP, 1) == NULL);
    small_close(&s);
}

TEST(yield_extract__keeps_to_the_condition_of_a_yield)
{
    struct small s = small_open();
    struct facts f = extract(&s, S("visit"), S("{\"seen\":\"no\"}"), 1);

    WANT_INT(f.count, 1);
    WANT_INT(f.all[0].kind, YIELD_DENIED_ACCESS);
    f = extract(&s, S("visit"),
        S("{\"seen\":\"yes\",\"alone\":\"yes\",\"remark\":\"x\"}"), 1);
    WANT_INT(f.count, 2);
    WANT_STR(arg(&f.all[0], S("alone")), "yes");
    WANT_INT(f.all[1].kind, YIELD_NOTE);
    /* Not asked any more: what was left there does not count. */
    f = extract(&s, S("visit"), S("{\"seen\":\"no\",\"alone\":\"yes\"}"), 1);
    WANT_INT(f.count, 1);
    small_close(&s);
}

TEST(yield_extract__takes_the_first_of_an_account_and_a_name)
{
    struct small s = small_open();
    struct facts f = extract(&s, S("decision"),
        S("{\"holder\":\"a1\",\"holder_name\":\"Ann\"}"), 1);

    WANT_STR(arg(nth(&f, YIELD_TIE, 0), S("whom")), "a1");
    WANT_STR(arg(nth(&f, YIELD_TIE, 0), S("kind")), "holder");
    f = extract(&s, S("decision"), S("{\"holder_name\":\"Ann\"}"), 1);
    WANT_STR(arg(nth(&f, YIELD_TIE, 0), S("whom")), "Ann");
    small_close(&s);
}

TEST(yield_extract__names_the_fields_that_a_share_gives)
{
    struct small s = small_open();
    struct facts f = extract(&s, S("decision"),
        S("{\"agency_to\":\"g1\",\"shared_one\":\"a\","
          "\"shared_two\":\"b\"}"),
        1);

    WANT_STR(arg(nth(&f, YIELD_SHARE, 0), S("fields")),
        "shared_one\nshared_two");
    WANT_STR(arg(nth(&f, YIELD_SHARE, 0), S("to")), "g1");
    small_close(&s);
}

TEST(yield_save__comes_back_through_yield_load)
{
    struct small s = small_open();
    struct facts f = extract(&s, S("report"), S(REPORT), 2), back;
    struct str   text = yield_save(s.a, f.all, f.count);

    WANT_OK(yield_load(s.a, text, &back.all, &back.count));
    WANT_INT(back.count, f.count);
    for (size_t i = 0; i < f.count; i++) {
        WANT_INT(back.all[i].kind, f.all[i].kind);
        WANT_INT(back.all[i].child, f.all[i].child);
        for (size_t k = 0; k < FACT_ARGS; k++)
            WANT_SAME(back.all[i].args[k], f.all[i].args[k]);
    }
    WANT_SAME(yield_save(s.a, back.all, back.count), text);
    WANT_STR(yield_save(s.a, NULL, 0), "[]");
    small_close(&s);
}

TEST(yield_load__refuses_what_is_no_fact)
{
    static const char *const wrong[] = {
        "{}",
        "[1]",
        "[{}]",
        "[{\"yield\":\"dance\"}]",
        "[{\"yield\":\"seen\",\"loud\":\"yes\"}]",
        "[{\"yield\":\"seen\",\"alone\":1}]",
        "[{\"yield\":\"seen\",\"child\":-1}]",
        "[",
    };
    struct arena *a = arena_new(0);
    struct fact  *facts;
    size_t        n;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT_ERR(ERR_INVALID, yield_load(a, str_of(wrong[i]), &facts, &n));
    arena_free(a);
}

/* --- triggers ------------------------------------------------------ */

TEST(trigger_on_fact__fits_where_every_argument_does)
{
    struct small             s = small_open();
    const struct clock_rule *c = pack_clock(s.pack, S("matter.decide"));
    const struct clock_rule *v = pack_clock(s.pack, S("matter.visit"));
    struct facts             f = extract(&s, S("report"), S(REPORT), 2);

    WANT(trigger_on_fact(&c->opens.all[0], nth(&f, YIELD_CONCERN, 0)));
    WANT(!trigger_on_fact(&c->met_by.all[0], nth(&f, YIELD_CONCERN, 0)));
    f = extract(&s, S("report"),
        S("{\"staff\":\"yes\",\"colour\":\"red\","
          "\"colours\":[\"red\"]}"),
        1);
    WANT(!trigger_on_fact(&c->opens.all[0], nth(&f, YIELD_CONCERN, 0)));
    f = extract(&s, S("visit"), S("{\"seen\":\"yes\"}"), 1);
    WANT(f.count == 1);
    WANT(!trigger_on_fact(&v->met_by.all[0], &f.all[0]));
    f = extract(&s, S("visit"), S("{\"seen\":\"yes\",\"alone\":\"yes\"}"), 1);
    WANT(trigger_on_fact(&v->met_by.all[0], &f.all[0]));
    small_close(&s);
}

TEST(trigger_on_fact__fits_one_of_several_values)
{
    const struct str     red[] = {S("red")}, blue[] = {S("blue")};
    struct trigger_where w = {.name = S("kinds"),
        .values = red,
        .value_count = 1};
    struct trigger       t = {.kind = ON_YIELD,
              .yield = YIELD_CONCERN,
              .where = &w,
              .where_count = 1};
    struct fact          f = {.kind = YIELD_CONCERN, .child = -1};

    w.arg = (size_t)yield_arg_find(YIELD_CONCERN, S("kinds"));
    f.args[w.arg] = S("green\nred");
    WANT(trigger_on_fact(&t, &f));
    w.values = blue;
    WANT(!trigger_on_fact(&t, &f));
    f.args[w.arg] = S("");
    WANT(!trigger_on_fact(&t, &f));
}

TEST(trigger_on_entry__fits_the_form_and_its_answers)
{
    struct small             s = small_open();
    const struct clock_rule *c = pack_clock(s.pack, S("matter.meeting"));
    struct answers           in =
        small_answers(&s, S("decision"), S("{\"told\":\"yes\"}"));

    WANT(trigger_on_entry(&c->opens.all[0], in.form, &in, -1));
    WANT(!trigger_on_entry(&c->opens.all[1], in.form, &in, -1));
    WANT(trigger_on_entry(&c->met_by.all[0], pack_form(s.pack, S("visit")),
        NULL, -1));
    WANT(!trigger_on_entry(&c->met_by.all[0], in.form, &in, -1));
    small_close(&s);
}

TEST(trigger_on_entry__asks_the_child_that_is_meant)
{
    const struct str     on[] = {S("on")};
    struct trigger_where w = {.name = S("result"),
        .values = on,
        .value_count = 1};
    struct trigger       t = {.kind = ON_ENTRY,
              .form = S("decision"),
              .where = &w,
              .where_count = 1};
    struct small         s = small_open();
    struct answers       in = small_answers(&s, S("decision"),
              S("{\"result\":{\"0\":\"off\",\"1\":\"on\"}}"));

    WANT(!trigger_on_entry(&t, in.form, &in, 0));
    WANT(trigger_on_entry(&t, in.form, &in, 1));
    WANT(trigger_on_entry(&t, in.form, &in, -1));
    small_close(&s);
}
