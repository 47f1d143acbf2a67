/*
 * paper_test -- files: what we take, and how they are kept.
 */
#include "../house.h"

#include "../test.h"

#include "record/draft.h"
#include "record/paper.h"

#define PNG "\x89PNG\r\n\x1a\n"

static struct id
begun(struct house *h)
{
    struct draft d = {.account = h->teacher,
        .form = h->pack->forms[0].id,
        .language = LANG_CY};
    struct id    id = {0};

    WANT_OK(draft_new(h->w, &d, &id));
    return id;
}

/* A picture of that many bytes, none like its neighbours. */
static struct str
picture(struct house *h, size_t n)
{
    char *p = arena_get(h->arena, n);

    for (size_t i = 0; i < n; i++)
        p[i] = (char)(i * 7 + i / 251);
    memcpy(p, PNG, sizeof(PNG) - 1);
    return str_bytes(p, n);
}

TEST(paper_type__is_told_by_the_bytes_and_not_by_a_name)
{
    static const struct {
        struct str bytes, type;
    } rows[] = {
        {S_INIT("\xff\xd8\xff\xe0 jfif"), S_INIT("image/jpeg")},
        {S_INIT(PNG "rest"), S_INIT("image/png")},
        {S_INIT("%PDF-1.7"), S_INIT("application/pdf")},
        {S_INIT("A letter.\r\nTwo lines, with \xc5\xb5.\n"),
            S_INIT("text/plain")},
        {S_INIT("PK\x03\x04..[Content_Types].xml..word/document.xml"),
            S_INIT("application/vnd.openxmlformats-officedocument"
                   ".wordprocessingml.document")},
    };
    static const struct str none[] = {
        S_INIT("MZ\x90\0 a program"), S_INIT("PK\x03\x04 any archive"),
        S_INIT("GIF89a\x01"), S_INIT("text with \x01 in it"),
        S_INIT("\xc5 not UTF-8"), S_INIT("nul \0 in it")};
    struct str type;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        WANT(paper_type(rows[i].bytes, &type));
        WANT_SAME(type, rows[i].type);
    }
    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
        WANT(!paper_type(none[i], &type));
}

TEST(paper_bytes__gives_back_what_was_kept_in_several_pieces)
{
    struct house h;
    struct str   bytes, back;
    struct paper p;
    struct id    id;

    house_open(&h);
    bytes = picture(&h, 200001);
    WANT_OK(paper_new(h.w, begun(&h), h.teacher, bytes, &id));
    WANT_OK(paper_load(h.w, id, &p));
    WANT_INT(p.size, 200001);
    WANT(hash_eq(p.hash, hash_sha256(bytes)));
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM paper_piece"), 4);
    WANT_OK(paper_bytes(h.w, &p, &back));
    WANT(str_eq(bytes, back));
    WANT(str_ends(paper_name(h.arena, &p), S(".png")));
    house_close(&h);
}

TEST(paper_bytes__refuses_pieces_that_were_swapped)
{
    struct house h;
    struct paper p;
    struct str   back;
    struct id    id;

    house_open(&h);
    WANT_OK(paper_new(h.w, begun(&h), h.teacher, picture(&h, 131072), &id));
    WANT_OK(paper_load(h.w, id, &p));
    house_sql(&h, "UPDATE paper_piece SET place = place + 10");
    house_sql(&h, "UPDATE paper_piece SET place = 11 - place");
    WANT_ERR(ERR_STORE, paper_bytes(h.w, &p, &back));
    house_close(&h);
}

TEST(paper_new__takes_the_same_file_once)
{
    struct house h;
    struct id    d, one, two;

    house_open(&h);
    d = begun(&h);
    WANT_OK(paper_new(h.w, d, h.teacher, picture(&h, 100), &one));
    WANT_OK(paper_new(h.w, d, h.teacher, picture(&h, 100), &two));
    WANT(id_eq(one, two));
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM paper"), 1);
    house_close(&h);
}

TEST(paper_new__refuses_what_is_too_large_or_of_no_kind_we_take)
{
    struct house h;
    struct id    d, id;

    house_open(&h);
    d = begun(&h);
    WANT_ERR(ERR_LIMIT,
        paper_new(h.w, d, h.teacher, picture(&h, PAPER_MOST + 1), &id));
    WANT_ERR(ERR_INVALID, paper_new(h.w, d, h.teacher, S("MZ\x90"), &id));
    WANT_ERR(ERR_INVALID, paper_new(h.w, d, h.teacher, S(""), &id));
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM paper"), 0);
    house_close(&h);
}

TEST(paper_attach__takes_what_the_answers_name_and_forgets_the_rest)
{
    struct house h;
    struct id    d, kept, left, entry = {.kind = ID_ENTRY};
    struct paper p;

    house_open(&h);
    d = begun(&h);
    WANT_OK(paper_new(h.w, d, h.teacher, picture(&h, 100), &kept));
    WANT_OK(paper_new(h.w, d, h.teacher, picture(&h, 101), &left));
    WANT_OK(paper_attach(h.w, d, entry, &kept, 1));
    WANT_OK(paper_load(h.w, kept, &p));
    WANT(id_eq(p.entry, entry));
    WANT_ERR(ERR_ABSENT, paper_load(h.w, left, &p));
    WANT_ERR(ERR_ABSENT, paper_forget(h.w, d, kept));
    house_close(&h);
}
