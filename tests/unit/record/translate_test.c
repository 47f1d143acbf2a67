/*
 * translate_test -- a passage and its translations.
 */
#include "../house.h"
#include "../test.h"

#include "record/translate.h"

TEST(passage_text__reads_back_with_and_without_a_child)
{
    struct arena  *a = arena_new(0);
    struct passage p = {.entry = {.kind = ID_ENTRY, .b = {7}},
        .field = S("own_words"),
        .child = 2};
    struct passage got;

    WANT(passage_parse(passage_text(a, &p), &got));
    WANT(id_eq(got.entry, p.entry));
    WANT_STR(got.field, "own_words");
    WANT_INT(got.child, 2);
    p.child = -1;
    WANT(passage_parse(passage_text(a, &p), &got));
    WANT_INT(got.child, -1);
    WANT(!passage_parse(S("own_words"), &got));
    WANT(!passage_parse(S(""), &got));
    arena_free(a);
}

TEST(translation_find__gives_the_newest_into_that_language)
{
    struct house              h;
    struct id                 child, thread, concern;
    struct entry             *all;
    struct translation       *found;
    const struct translation *t;
    struct passage            of = {.field = S("happened"), .child = -1};
    struct str                said[3];
    struct house_entry        e = {.form = "translation"};
    size_t                    n, count;

    house_open(&h);
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "today");
    WANT_OK(entry_list_thread(h.w, thread, &all, &n));
    concern = all[0].id;
    of.entry = concern;
    said[0] = S("{\"passage\": \"");
    said[1] = passage_text(h.arena, &of);
    said[2] = S("\", \"from_language\": \"cy\", \"into_language\": \"en\","
                " \"translated_text\": \"A bruise\", \"translator\":"
                " \"me\"}");
    e.said = str_c(h.arena, str_join(h.arena, said, 3, S("")));
    e.by = h.worker;
    e.thread = thread;
    e.children[0] = child;
    (void)house_say(&h, &e, NULL);
    WANT_OK(entry_list_person(h.w, house_person(&h, child), &all, &n));
    translation_list(h.arena, all, n, &found, &count);
    WANT_INT(count, 1);
    t = translation_find(found, count, &of, S("en"));
    WANT(t != NULL);
    WANT_STR(t->text, "A bruise");
    WANT(id_eq(t->author, h.worker));
    WANT(!translation_find(found, count, &of, S("cy")));
    of.field = S("doubts");
    WANT(!translation_find(found, count, &of, S("en")));
    house_close(&h);
}
