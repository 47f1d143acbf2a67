/*
 * pdf_test -- letters on paper, read back with the tools of others: what a
 * screen reader would be told, and what can be copied out.
 */
#include "base/pdf.h"

#include "../test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/sandbox.h"

/* What the command says of the file, which stands as its last word. */
static struct str
said(struct arena *a, struct str file, const char *command)
{
    char       path[] = "/tmp/diogel-pdf-XXXXXX", line[512];
    int        fd = mkstemp(path);
    struct buf out;
    FILE      *tool;

    WANT(fd >= 0 && write(fd, file.p, file.n) == (ssize_t)file.n);
    close(fd);
    snprintf(line, sizeof line, "%s %s 2>&1", command, path);
    tool = popen(line, "r");
    WANT(tool);
    buf_init(&out, a);
    while (fgets(line, sizeof line, tool))
        buf_add(&out, str_of(line));
    buf_add(&out,
        str_join(a,
            (struct str[]){S("[exit "), str_of_int(a, pclose(tool)), S("]")}, 3,
            (struct str){0}));
    unlink(path);
    return buf_str(&out);
}
#define SAID_TEXT "sh -c 'pdftotext -layout $0 -'"

static struct pdf *
letter(struct arena *a)
{
    struct moment when;
    struct pdf   *p;

    WANT(moment_parse(S("2027-03-02T09:00:00Z"), &when));
    p = pdf_new(a, S("Llythyr"), S("cy"), when);
    pdf_put(p, PDF_SENDER, S("Cyngor Aran"), (struct str){0});
    pdf_put(p, PDF_TITLE, S("Pŵer a ŷd"), (struct str){0});
    return p;
}

TEST(pdf__tells_a_screen_reader_what_is_what)
{
    struct arena *a = arena_new(0);
    struct pdf   *p = letter(a);
    struct str    got;

    pdf_put(p, PDF_HEADING, S("Beth sydd angen newid"), (struct str){0});
    pdf_put(p, PDF_ITEM, S("One thing"), S("en"));
    pdf_put(p, PDF_UNDER, S("erbyn 1 Ebrill"), (struct str){0});
    pdf_put(p, PDF_ITEM, S("Another thing"), S("en"));
    pdf_put(p, PDF_TEXT, S("Diolch"), (struct str){0});
    pdf_put(p, PDF_QUOTE, S("Mama"), S("pl"));
    got = said(a, pdf_end(p), "pdfinfo -struct-text");
    WANT_STR(got,
        "Document\n"
        "  P (block)\n    \"Cyngor Aran\"\n"
        "  H1 (block)\n    \"Pŵer a ŷd\"\n"
        "  H2 (block)\n    \"Beth sydd angen newid\"\n"
        "  L (block)\n"
        "    LI (block)\n"
        "      Lbl (block)\n        \"•\"\n"
        "      LBody (block)\n"
        "        P (block)\n          \"One thing\"\n"
        "        P (block)\n          \"erbyn 1 Ebrill\"\n"
        "    LI (block)\n"
        "      Lbl (block)\n        \"•\"\n"
        "      LBody (block)\n"
        "        P (block)\n          \"Another thing\"\n"
        "  P (block)\n    \"Diolch\"\n"
        "  BlockQuote\n    \"Mama\"\n"
        "[exit 0]");
    arena_free(a);
}

TEST(pdf__says_the_language_of_the_whole_and_of_what_differs)
{
    struct arena *a = arena_new(0);
    struct pdf   *p = letter(a);
    struct str    file;

    pdf_put(p, PDF_TEXT, S("Whose turn"), S("en"));
    pdf_put(p, PDF_TEXT, S("Ni"), S("cy"));
    file = pdf_end(p);
    WANT_IN(file,
        "/Lang (cy) /ViewerPreferences << /DisplayDocTitle true >> "
        "/Type /Catalog");
    WANT_IN(file, "/Lang (en) /Type /StructElem\n   /S /P");
    WANT_NOT_IN(file, "/Lang (cy) /Type /StructElem");
    WANT_IN(said(a, file, "pdfinfo"), "Tagged:          yes");
    arena_free(a);
}

TEST(pdf__can_be_read_out_and_copied_in_any_of_our_names)
{
    struct arena *a = arena_new(0);
    struct pdf   *p = letter(a);
    struct str    got;

    pdf_put(p, PDF_TEXT,
        S("Siôn Ŵyn ap Ŷnyr, Łukasz, Nguyễn, Ирина, Ελένη, office flat"),
        (struct str){0});
    got = said(a, pdf_end(p), SAID_TEXT);
    WANT_IN(got, "Siôn Ŵyn ap Ŷnyr, Łukasz, Nguyễn, Ирина, Ελένη, office flat");
    WANT_IN(got, "Pŵer a ŷd");
    arena_free(a);
}

TEST(pdf__breaks_what_is_longer_than_a_line_or_a_page_and_loses_nothing)
{
    struct arena *a = arena_new(0);
    struct pdf   *p = letter(a);
    struct buf    word, text;
    struct str    got;

    buf_init(&word, a);
    buf_init(&text, a);
    for (int i = 0; i < 400; i++)
        buf_add(&word, S("Llanfair"));
    for (int i = 0; i < 1200; i++)
        buf_add(&text,
            str_join(a, (struct str[]){S("gair"), str_of_int(a, i), S(" ")}, 3,
                (struct str){0}));
    pdf_put(p, PDF_HEADING, buf_str(&word), (struct str){0});
    pdf_put(p, PDF_ITEM, buf_str(&text), S("en"));
    pdf_put(p, PDF_QUOTE, S("diwedd"), (struct str){0});
    got = pdf_end(p);
    WANT_IN(said(a, got, "pdfinfo"), "Pages:           5");
    WANT_IN(said(a, got, "sh -c 'pdftotext -f 3 $0 -'"), "3/5");
    WANT_IN(said(a, got, SAID_TEXT), "gair1199\n");
    WANT_IN(said(a, got, "pdfinfo -struct-text"), "\"diwedd\"");
    /* the page's number is no part of what is read */
    WANT_NOT_IN(said(a, got, "pdfinfo -struct-text"), "3/5");
    arena_free(a);
}

TEST(pdf__takes_what_is_not_text_and_what_is_nothing)
{
    struct arena *a = arena_new(0);
    struct pdf   *p = letter(a);
    struct str    got;

    pdf_put(p, PDF_TEXT, S(""), S("en"));
    pdf_put(p, PDF_TEXT, S("\xc2\xa0"), S("en"));
    pdf_put(p, PDF_ITEM, S("\xc2\xa0"), S("en"));
    pdf_put(p, PDF_UNDER, S("\xe2\x80\x8b"), S("en"));
    pdf_put(p, PDF_TEXT, S("a\xff\xfe b\n\n\nc"), (struct str){0});
    pdf_put(p, PDF_ITEM, S(")>> endobj /Type /StructElem (("), S("x y"));
    got = said(a, pdf_end(p), SAID_TEXT);
    WANT_IN(got, ")>> endobj /Type /StructElem ((");
    WANT_IN(got, "[exit 0]");
    WANT_IN(said(a, pdf_end(letter(a)), "pdfinfo"), "Pages:           1");
    arena_free(a);
}

TEST(pdf__is_the_same_file_each_time_and_names_no_machine)
{
    struct arena *a = arena_new(0);
    struct str    one = pdf_end(letter(a)), two = pdf_end(letter(a));

    WANT_SAME(one, two);
    WANT_IN(said(a, one, "pdfinfo"), "Tue Mar  2 09:00:00 2027");
    arena_free(a);
}

/* In what is left of the file system to a service that is shut in. */
static int
drawn_shut_in(void)
{
    const struct sandbox_path paths[] = {{"/usr", SANDBOX_READ},
        {"/etc", SANDBOX_READ}};
    struct arena             *a = arena_new(0);
    enum sandbox_hold         hold;

    if (sandbox_enter(paths, 2, &hold))
        return 2;
    return str_find(pdf_end(letter(a)), S("+OpenSans")) < 0;
}

TEST(pdf__finds_its_fonts_in_the_sandbox)
{
    int   status = -1;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0)
        _exit(drawn_shut_in());
    WANT(child > 0 && waitpid(child, &status, 0) == child);
    WANT_INT(status, 0);
}
