/*
 * Tests of forms: queries, urlencoded and multipart bodies.
 */
#include "test.h"

#include "http/form.h"

#define BOUNDARY "multipart/form-data; boundary=xYz"
#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"

static const struct form_limits usual = {0};

TEST(form_read_pairs__keeps_order_repeats_and_empty_values)
{
    struct arena      *a = arena_new(0);
    struct form_values f;
    const struct str  *list;

    WANT_OK(form_read_pairs(a, S("why=b&who=&why=a+b&&alone&x=1=2"), usual, &f,
        NULL));
    WANT_INT(f.n, 5);
    WANT_STR(form_value(&f, S("why")), "b");
    WANT_INT(form_values_list(a, &f, S("why"), &list), 2);
    WANT_STR(list[0], "b");
    WANT_STR(list[1], "a b");
    WANT(form_has(&f, S("who")) && form_has(&f, S("alone")));
    WANT(!form_has(&f, S("wh")));
    WANT_STR(form_value(&f, S("x")), "1=2");
    WANT_STR(form_value(&f, S("absent")), "");
    WANT_INT(form_values_list(a, &f, S("absent"), &list), 0);
    arena_free(a);
}

TEST(form_read_pairs__of_nothing_is_nothing)
{
    struct arena      *a = arena_new(0);
    struct form_values f;

    WANT_OK(form_read_pairs(a, S(""), usual, &f, NULL));
    WANT_INT(f.n, 0);
    WANT_OK(form_read_pairs(a, S("&&"), usual, &f, NULL));
    WANT_INT(f.n, 0);
    arena_free(a);
}

TEST(form_read_pairs__refuses_bad_text_without_touching_what_was_there)
{
    struct arena      *a = arena_new(0);
    struct form_values f = {NULL, 7};
    struct fault       fault = {0};

    WANT_ERR(ERR_INVALID, form_read_pairs(a, S("a=%0"), usual, &f, &fault));
    WANT_STR(fault.detail, "badly encoded");
    WANT_ERR(ERR_INVALID, form_read_pairs(a, S("%00=a"), usual, &f, NULL));
    WANT_ERR(ERR_INVALID, form_read_pairs(a, S("a=\xff"), usual, &f, NULL));
    WANT_INT(f.n, 7);
    arena_free(a);
}

TEST(form_read_pairs__holds_to_each_limit)
{
    struct arena      *a = arena_new(0);
    struct form_limits few = {.values = 2, .name = 3, .text = 4};
    struct form_values f;

    WANT_OK(form_read_pairs(a, S("abc=%41234&b="), few, &f, NULL));
    WANT_ERR(ERR_LIMIT, form_read_pairs(a, S("a&b&c"), few, &f, NULL));
    WANT_ERR(ERR_LIMIT, form_read_pairs(a, S("abcd=1"), few, &f, NULL));
    WANT_ERR(ERR_LIMIT, form_read_pairs(a, S("a=12345"), few, &f, NULL));
    arena_free(a);
}

static const struct str whole = S_INIT("--xYz\r\n" FIELD(
    "word") "tŷ\r\n--xYz\r\n"
            "content-type: image/png\r\n"
            "Content-Disposition: form-data; name=\"paper\"; "
            "filename=\"a; name=b.png\"\r\n\r\n"
            "\0\r\n--xY\xff\r\n--xYz\r\n"
            "Content-Disposition: form-data; name=none; filename=\"\"\r\n\r\n"
            "\r\n--xYz--\r\n");

TEST(form_read_multipart__gives_texts_and_files)
{
    struct arena            *a = arena_new(0);
    struct form_values       f;
    const struct form_value *file;

    WANT_OK(form_read_multipart(a, whole, S(BOUNDARY), usual, &f, NULL));
    WANT_INT(f.n, 3);
    WANT_STR(form_value(&f, S("word")), "tŷ");
    file = form_file(&f, S("paper"));
    WANT(file != NULL);
    WANT_STR(file->value, "\0\r\n--xY\xff");
    WANT_STR(form_value(&f, S("paper")), ""); /* a file is no text */
    WANT(form_has(&f, S("none")) && !form_file(&f, S("none")));
    arena_free(a);
}

TEST(form_read_multipart__takes_a_boundary_in_quotes_and_no_parts)
{
    struct arena      *a = arena_new(0);
    struct form_values f;

    WANT_OK(form_read_multipart(a, whole,
        S("multipart/form-data; charset=utf-8; Boundary=\"xYz\""), usual, &f,
        NULL));
    WANT_INT(f.n, 3);
    WANT_OK(
        form_read_multipart(a, S("--xYz--\r\n"), S(BOUNDARY), usual, &f, NULL));
    WANT_INT(f.n, 0);
    arena_free(a);
}

TEST(form_read_multipart__refuses_a_body_cut_off_anywhere)
{
    struct arena      *a = arena_new(0);
    struct form_values f;

    for (size_t n = 0; n < whole.n - 2; n++)
        WANT_ERR(ERR_INVALID,
            form_read_multipart(a, str_sub(whole, 0, n), S(BOUNDARY), usual, &f,
                NULL));
    arena_free(a);
}

TEST(form_read_multipart__refuses_what_no_browser_sends)
{
    static const struct str bad[] = {
        S_INIT("x--xYz\r\n" FIELD("a") "1\r\n--xYz--\r\n"),
        S_INIT("--xYz\r\n" FIELD("a") "1\r\n--xYz--\r\nmore"),
        S_INIT("--xYz\n" FIELD("a") "1\r\n--xYz--\r\n"),
        S_INIT("--xYz\r\nContent-Disposition: form-data\r\n\r\n1\r\n"
               "--xYz--\r\n"),
        S_INIT("--xYz\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n"
               "--xYz--\r\n"),
        S_INIT("--xYz\r\n" FIELD("a\xff") "1\r\n--xYz--\r\n"),
        S_INIT("--xYz\r\n" FIELD("a") "1\0\r\n--xYz--\r\n"),
        S_INIT("--xYz\r\n\r\n1\r\n--xYz--\r\n"),
        S_INIT("--xYz\r\n" FIELD("a") "1\r\n--xYzz--\r\n"),
    };
    struct arena      *a = arena_new(0);
    struct form_values f;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        WANT_ERR(ERR_INVALID,
            form_read_multipart(a, bad[i], S(BOUNDARY), usual, &f, NULL));
    WANT_ERR(ERR_INVALID,
        form_read_multipart(a, whole, S("multipart/form-data"), usual, &f,
            NULL));
    WANT_ERR(ERR_INVALID,
        form_read_multipart(a, whole, S("multipart/form-data; boundary="),
            usual, &f, NULL));
    arena_free(a);
}

TEST(form_read_multipart__holds_to_each_limit)
{
    struct arena      *a = arena_new(0);
    struct form_values f;

    WANT_ERR(ERR_LIMIT,
        form_read_multipart(a, whole, S(BOUNDARY),
            (struct form_limits){.values = 2}, &f, NULL));
    WANT_ERR(ERR_LIMIT,
        form_read_multipart(a, whole, S(BOUNDARY),
            (struct form_limits){.text = 2}, &f, NULL));
    WANT_ERR(ERR_LIMIT,
        form_read_multipart(a, whole, S(BOUNDARY),
            (struct form_limits){.file = 5}, &f, NULL));
    WANT_OK(form_read_multipart(a, whole, S(BOUNDARY),
        (struct form_limits){.text = 3, .file = 9}, &f, NULL));
    arena_free(a);
}

TEST(form_read__goes_by_the_content_type)
{
    struct arena      *a = arena_new(0);
    struct form_values f;

    WANT_OK(form_read(a, S("a=1"),
        S("Application/X-WWW-form-urlencoded; charset=UTF-8"), usual, &f,
        NULL));
    WANT_STR(form_value(&f, S("a")), "1");
    WANT_OK(form_read(a, whole, S(BOUNDARY), usual, &f, NULL));
    WANT_ERR(ERR_INVALID,
        form_read(a, S("a=1"), S("text/plain"), usual, &f, NULL));
    WANT_ERR(ERR_INVALID, form_read(a, S("a=1"), S(""), usual, &f, NULL));
    arena_free(a);
}
