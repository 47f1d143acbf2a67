/*
 * json -- what is written is read back; what is not JSON is refused.
 */
#include "base/json.h"

#include "test.h"

static struct fault fault;

static enum err
read_text(struct str text)
{
    struct arena      *a = arena_new(0);
    const struct json *untouched = NULL, *out = untouched;
    enum err           e = json_read(a, text, &out, &fault);

    WANT(e == OK ? out != NULL : out == untouched);
    arena_free(a);
    return e;
}

static const struct json *
tree(struct arena *a, struct str text)
{
    const struct json *out = NULL;

    WANT_OK(json_read(a, text, &out, &fault));
    return out;
}

TEST(json_out__puts_commas_where_they_belong)
{
    struct arena   *a = arena_new(0);
    struct json_out j;

    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, S("a"));
    json_open(&j, '[');
    json_int(&j, -1);
    json_bool(&j, true);
    json_open(&j, '[');
    json_close(&j, ']');
    json_null(&j);
    json_close(&j, ']');
    json_key(&j, S("b"));
    json_raw(&j, S("{\"c\":1.50}"));
    json_key(&j, S("d"));
    json_open(&j, '{');
    json_close(&j, '}');
    json_key(&j, S("e"));
    json_bool(&j, false);
    json_close(&j, '}');
    WANT_STR(json_text(&j),
        "{\"a\":[-1,true,[],null],\"b\":{\"c\":1.50},"
        "\"d\":{},\"e\":false}");
    arena_free(a);
}

TEST(json_str__escapes_what_json_cannot_hold)
{
    struct arena   *a = arena_new(0);
    struct json_out j;

    json_init(&j, a);
    json_str(&j, S("\"\\\n\r\t\0\x1f/ é 😀"));
    WANT_STR(json_text(&j), "\"\\\"\\\\\\n\\u000d\\u0009\\u0000\\u001f/ é 😀\"");
    json_init(&j, a);
    json_str(&j, S("a\xff\"\xC3"));
    WANT_STR(json_text(&j), "\"a\xEF\xBF\xBD\\\"\xEF\xBF\xBD\"");
    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, S("a\"b"));
    json_str(&j, S(""));
    json_close(&j, '}');
    WANT_STR(json_text(&j), "{\"a\\\"b\":\"\"}");
    arena_free(a);
}

TEST(json_read__gives_every_kind_in_document_order)
{
    struct arena      *a = arena_new(0);
    const struct json *top =
        tree(a, S(" {\"z\": [1, \"two\", true, false, null], \"a\": {}} \n"));
    const struct json *list = top->child, *item;

    WANT_INT(top->kind, JSON_OBJECT);
    WANT_STR(list->key, "z");
    WANT_INT(list->kind, JSON_ARRAY);
    item = list->child;
    WANT(item->kind == JSON_NUMBER && str_eq(item->text, S("1")));
    item = item->next;
    WANT(item->kind == JSON_STRING && str_eq(item->text, S("two")));
    item = item->next;
    WANT(item->kind == JSON_BOOL && item->yes);
    item = item->next;
    WANT(item->kind == JSON_BOOL && !item->yes);
    item = item->next;
    WANT(item->kind == JSON_NULL && !item->next);
    WANT_STR(list->next->key, "a");
    WANT(list->next->kind == JSON_OBJECT && !list->next->child);
    WANT(!list->next->next);
    arena_free(a);
}

TEST(json_read__takes_a_lone_value)
{
    struct arena *a = arena_new(0);

    WANT_INT(tree(a, S("null"))->kind, JSON_NULL);
    WANT_INT(tree(a, S(" true "))->kind, JSON_BOOL);
    WANT_STR(json_string(tree(a, S("12"))), "12");
    WANT_STR(json_string(tree(a, S("\"\""))), "");
    WANT_INT(tree(a, S("[]"))->kind, JSON_ARRAY);
    arena_free(a);
}

TEST(json_read__keeps_numbers_as_they_were_written)
{
    static const struct str numbers[] = {S_INIT("0"), S_INIT("-0"),
        S_INIT("1.50"), S_INIT("-1e5"), S_INIT("1E+05"), S_INIT("0.10"),
        S_INIT("123456789012345678901234567890"), S_INIT("9007199254740993"),
        S_INIT("-9223372036854775809"), S_INIT("1e400"),
        S_INIT("0.1000000000000000055511151231257827")};
    struct arena           *a = arena_new(0);

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct str pieces[] = {
            S("[{\"7\":\"8\",\"n\":"), numbers[i], S("},9]")};
        const struct json *top = tree(a, str_join(a, pieces, 3, S("")));

        WANT_SAME(json_string(json_member(top->child, S("n"))), numbers[i]);
        WANT_STR(json_string(top->child->next), "9");
    }
    arena_free(a);
}

TEST(json_read__decodes_escapes)
{
    struct arena *a = arena_new(0);

    WANT_STR(json_string(tree(a, S("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""))),
        "\"\\/\b\f\n\r\t");
    WANT_STR(json_string(tree(a, S("\"\\u00e2\\ud83d\\ude00\""))), "â😀");
    WANT_STR(json_string(tree(a, S("\"\\\\u0000\""))), "\\u0000");
    WANT(json_member(tree(a, S("{\"\\u0061\\n\":1}")), S("a\n")));
    arena_free(a);
}

TEST(json_read__refuses_what_is_not_json)
{
    static const struct str wrong[] = {S_INIT(""), S_INIT("  "), S_INIT("{"),
        S_INIT("}"), S_INIT("["), S_INIT("[1,]"), S_INIT("[1 2]"),
        S_INIT("[,1]"), S_INIT("[1]]"), S_INIT("[1}"), S_INIT("{\"a\"}"),
        S_INIT("{\"a\":}"), S_INIT("{\"a\":1,}"), S_INIT("{a:1}"),
        S_INIT("{1:1}"), S_INIT("{'a':1}"), S_INIT("[\"a\":1]"), S_INIT(":"),
        S_INIT(","), S_INIT("1 2"), S_INIT("{} {}"), S_INIT("null null"),
        S_INIT("{}x"), S_INIT("// no\n1"), S_INIT("/* no */1"), S_INIT("[1]//"),
        S_INIT("\xEF\xBB\xBF{}"), S_INIT("{\"a\":1 \"b\":2}"),
        S_INIT("{\"a\":1:2}"), S_INIT("{\"a\"::1}"), S_INIT("\"a"),
        S_INIT("[\"a]"), S_INIT("\"a\"\"b\""), S_INIT("tru"),
        S_INIT("truefalse"), S_INIT("[true1]")};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT_ERR(ERR_INVALID, read_text(wrong[i]));
}

TEST(json_read__refuses_words_and_numbers_that_others_allow)
{
    static const struct str wrong[] = {S_INIT("NaN"), S_INIT("nan"),
        S_INIT("Infinity"), S_INIT("-Infinity"), S_INIT("[-]"), S_INIT("TRUE"),
        S_INIT("Null"), S_INIT("undefined"), S_INIT("01"), S_INIT("-01"),
        S_INIT("1."), S_INIT(".5"), S_INIT("+1"), S_INIT("1e"), S_INIT("1e+"),
        S_INIT("0x10"), S_INIT("1-2"), S_INIT("1.2.3"), S_INIT("--1"),
        S_INIT("1_000"), S_INIT("[1e]"), S_INIT("[0.]")};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT_ERR(ERR_INVALID, read_text(wrong[i]));
}

TEST(json_read__refuses_strings_that_are_not_clean_text)
{
    static const struct str wrong[] = {S_INIT("\"a\nb\""), S_INIT("\"a\tb\""),
        S_INIT("\"a\0b\""), S_INIT("[1]\0"), S_INIT("\0"),
        S_INIT("\"\\u0000\""), S_INIT("{\"a\\u0000b\":1}"), S_INIT("\"\\x41\""),
        S_INIT("\"\\u12\""), S_INIT("\"\\u12G4\""), S_INIT("\"\xFF\""),
        S_INIT("\"\xC3\""), S_INIT("\"\xC0\xAF\""), S_INIT("\"\xED\xA0\x80\""),
        S_INIT("{\"\xFF\":1}"), S_INIT("[\xC3\xA9]"), S_INIT("\"\\ud83d\""),
        S_INIT("\"\\ud83dx\""), S_INIT("\"\\ud83d\\u0041\""),
        S_INIT("\"\\ude00\""), S_INIT("\"\\ud83d\\ud83d\""), S_INIT("\"\\"),
        S_INIT("\"\\u1")};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT_ERR(ERR_INVALID, read_text(wrong[i]));
}

TEST(json_read__refuses_a_key_twice_in_one_object)
{
    WANT_ERR(ERR_INVALID, read_text(S("{\"a\":1,\"a\":1}")));
    WANT_ERR(ERR_INVALID, read_text(S("{\"a\":1,\"b\":2,\"\\u0061\":{}}")));
    WANT_ERR(ERR_INVALID, read_text(S("{\"a\":{\"b\":1,\"b\":[2]},\"c\":3}")));
    WANT_ERR(ERR_INVALID, read_text(S("[{\"\":1,\"\":2}]")));
    WANT_OK(read_text(S("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1}]}")));
    WANT_OK(read_text(S("[{\"a\":1},{\"a\":1}]")));
    WANT_OK(read_text(S("{\"a\":1,\"A\":1}")));
    /* what only looks like members */
    WANT_OK(read_text(S("{\"a\":\"x\\\":1,{\\\"b\"}")));
}

static struct str
nested(struct arena *a, size_t depth)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < depth; i++)
        buf_add(&b, i % 2 ? S("{\"a\":") : S("["));
    buf_add(&b, S("1"));
    for (size_t i = depth; i-- > 0;)
        buf_add_byte(&b, i % 2 ? '}' : ']');
    return buf_str(&b);
}

TEST(json_read__goes_thirty_two_deep)
{
    struct arena *a = arena_new(0);

    WANT_OK(read_text(nested(a, 31)));
    WANT_OK(read_text(nested(a, 32)));
    WANT_ERR(ERR_LIMIT, read_text(nested(a, 33)));
    WANT_ERR(ERR_LIMIT, read_text(nested(a, 100000)));
    arena_free(a);
}

static struct str
long_array(struct arena *a, size_t items)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, S("[0"));
    for (size_t i = 1; i < items; i++)
        buf_add(&b, S(",0"));
    buf_add_byte(&b, ']');
    return buf_str(&b);
}

static struct str
long_string(struct arena *a, size_t size)
{
    char *p = arena_get(a, size);

    memset(p, 'x', size);
    p[0] = p[size - 1] = '"';
    return str_bytes(p, size);
}

TEST(json_read__has_limits_of_size)
{
    struct arena *a = arena_new(0);

    WANT_OK(read_text(long_array(a, 65535)));
    WANT_ERR(ERR_LIMIT, read_text(long_array(a, 65536)));
    WANT_OK(read_text(long_string(a, 1024 * 1024)));
    WANT_ERR(ERR_LIMIT, read_text(long_string(a, 1024 * 1024 + 1)));
    arena_free(a);
}

TEST(json_read__says_where_it_went_wrong)
{
    WANT_ERR(ERR_INVALID, read_text(S("{\n \"a\": 1,\n \"b\": 01\n}")));
    WANT_INT(fault.line, 3);
    WANT_INT(fault.msg, MSG_COMMON_BAD_INPUT);
    WANT(!str_is_empty(fault.detail));
    WANT_ERR(ERR_INVALID, read_text(S("[\n1\n2]")));
    WANT_INT(fault.line, 3);
    WANT_ERR(ERR_INVALID, read_text(S("[1,\n{\"a\":1,\n\"a\":2}]")));
    WANT_INT(fault.line, 2);
}

TEST(json_member__finds_nothing_in_what_is_no_object)
{
    struct arena      *a = arena_new(0);
    const struct json *top = tree(a, S("{\"a\":[1],\"b\":null}"));

    WANT(json_member(top, S("b")) != NULL);
    WANT(!json_member(top, S("c")));
    WANT(!json_member(json_member(top, S("a")), S("a")));
    WANT(!json_member(NULL, S("a")));
    WANT_STR(json_string(NULL), "");
    WANT_STR(json_string(json_member(top, S("b"))), "");
    arena_free(a);
}

TEST(json_number__reads_whole_numbers_only)
{
    struct arena *a = arena_new(0);
    int64_t       v = 3;

    WANT(json_number(tree(a, S("-9223372036854775808")), &v));
    WANT(v == INT64_MIN);
    WANT(!json_number(tree(a, S("9223372036854775808")), &v));
    WANT(!json_number(tree(a, S("1.0")), &v));
    WANT(!json_number(tree(a, S("1e3")), &v));
    WANT(!json_number(tree(a, S("\"1\"")), &v));
    WANT(!json_number(NULL, &v));
    WANT(v == INT64_MIN);
    arena_free(a);
}

TEST(json_read__reads_back_what_was_written)
{
    struct arena   *a = arena_new(0);
    struct json_out j;
    struct str      text = S("\"\\\n\r\t\x01/ é 😀 </script>");

    json_init(&j, a);
    json_open(&j, '{');
    json_key(&j, text);
    json_str(&j, text);
    json_close(&j, '}');
    WANT_SAME(json_string(json_member(tree(a, json_text(&j)), text)), text);
    arena_free(a);
}
