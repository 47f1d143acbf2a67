/*
 * words_test -- who may hear what a child said (S16).
 */
#include "said.h"

#include "../test.h"

static const struct term_option hear_options[] = {
    {.id = S_INIT("nobody"), .told = S_INIT("nothing")},
    {.id = S_INIT("mother")},
    {.id = S_INIT("table"), .told = S_INIT("full")}};
static const struct term_list hear_list = {
    .id = S_INIT("hear"), .options = hear_options, .count = 3};
static const struct field hear_fields[] = {
    {.id = S_INIT("text"), .type = FIELD_WORDS, .per_child = true},
    {.id = S_INIT("hear"), .type = FIELD_CHOICES, .per_child = true,
        .options = &hear_list},
};
static const struct field *const hear_text[] = {&hear_fields[0]};
static const struct field *const hear_who[] = {&hear_fields[1]};

/* A form of two fields: what was said, and who may hear it. */
static struct form
hear_form(struct arena *a)
{
    struct yield_from *from = ARENA_ARRAY(a, struct yield_from, 2);
    struct yield_rule *y = ARENA_NEW(a, struct yield_rule);

    from[0] = (struct yield_from){.arg = (size_t)yield_arg_find(YIELD_WORDS,
                                      S("text")),
        .fields = (const struct field **)(void *)hear_text,
        .field_count = 1};
    from[1] = (struct yield_from){.arg = (size_t)yield_arg_find(YIELD_WORDS,
                                      S("may_hear")),
        .fields = (const struct field **)(void *)hear_who,
        .field_count = 1};
    *y = (struct yield_rule){.kind = YIELD_WORDS,
        .per_child = true,
        .from = from,
        .from_count = 2};
    return (struct form){.id = S("hear"),
        .group = S("concern"),
        .fields = hear_fields,
        .field_count = 2,
        .yields = y,
        .yield_count = 1};
}

static bool
heard(struct said *s, const struct view *v, const char *answers,
    size_t children)
{
    struct form  form = hear_form(s->h.arena);
    struct entry e = s->all[0];
    struct fault fault = {0};

    e.form = &form;
    e.author = s->h.nurse; /* not the reader’s own */
    e.about = ARENA_ARRAY(s->h.arena, struct about, children);
    e.about_count = children;
    WANT_OK(
        answers_read(s->h.arena, &form, str_of(answers), &e.answers, &fault));
    return view_field(v, &e, &hear_fields[0]);
}

TEST(view_field__releases_words_that_all_at_the_table_may_hear)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.safeguarding, OWN, &v));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": [\"table\"]}}", 1));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\"},"
        " \"hear\": {\"0\": [\"mother\", \"table\"]}}",
        1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": [\"mother\"]}}", 1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": [\"nobody\"]}}", 1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"},"
        " \"hear\": {\"0\": [\"table\", \"nobody\"]}}",
        1));
    WANT(!heard(&s, &v, "{\"text\": {\"0\": \"a\"}}", 1));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\"}, \"hear\": {\"0\": {\"why\": \"x\"}}}", 1));
    house_close(&s.h);
}

TEST(view_field__releases_the_words_of_several_children_together_only)
{
    struct said s;
    struct view v;

    said_open(&s);
    WANT_OK(said_view(&s, s.h.safeguarding, OWN, &v));
    WANT(!heard(&s, &v,
        "{\"text\": {\"0\": \"a\", \"1\": \"b\"},"
        " \"hear\": {\"0\": [\"table\"], \"1\": [\"nobody\"]}}",
        2));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\", \"1\": \"b\"},"
        " \"hear\": {\"0\": [\"table\"], \"1\": [\"table\"]}}",
        2));
    WANT(heard(&s, &v,
        "{\"text\": {\"0\": \"a\"},"
        " \"hear\": {\"0\": [\"table\"], \"1\": [\"nobody\"]}}",
        2));
    house_close(&s.h);
}

/* The same with the pack's own form: an option of its list lets the table
 * hear, and nothing else does. */
static bool
pack_heard(struct said *s, const char *may_hear)
{
    struct str  parts[] = {S("{\"about_worker\": \"no\", \"own_words\":"
                              " {\"0\": \"Mae ofn arna i\"},"
                              " \"may_hear\": {\"0\": "),
         str_of(may_hear), S("}}")};
    struct view v;
    bool        yes = false;

    said_more(s, str_c(s->h.arena, str_join(s->h.arena, parts, 3, S(""))));
    WANT_OK(said_view(s, s->h.safeguarding, OWN, &v));
    for (size_t i = 0; i < s->count; i++)
        if (id_eq(s->all[i].thread, s->thread))
            yes = view_field(&v, &s->all[i],
                form_field(s->all[i].form, S("own_words")));
    return yes;
}

TEST(view_field__lets_the_conference_hear_what_the_child_said_it_may)
{
    struct said s;

    said_open(&s);
    WANT(pack_heard(&s, "[\"conference\"]"));
    WANT(pack_heard(&s, "[\"conference\", \"mother\"]"));
    WANT(!pack_heard(&s, "[\"mother\"]"));
    WANT(!pack_heard(&s, "[\"nobody\", \"conference\"]"));
    WANT(!pack_heard(&s, "{\"why\": \"not asked\"}"));
    house_close(&s.h);
}
