/*
 * import_hard_test -- files as they come: in other encodings, ragged, cut,
 * with a heading twice, and made to break a reader.  What is wrong is said
 * by the row and the column as the file has them, in both languages.
 */
#include "action/import.h"

#include "office.h"

#include "../test.h"

#define HEADINGS                                                              \
    "reference,given_name,family_name,birth_date,took_effect,categories,"     \
    "limb\n"
#define GOOD "A1,Non,Llwyd,1/2/2020,11/1/2027,Neglect,likely\n"

static struct id the_batch;

static enum err
bring(struct office *o, struct str text, struct fault *fault)
{
    struct cx          cx = cx_service(o->service, o->arena, o->custodian);
    struct import_file f = {.how = {.kind = BATCH_REGISTER}, .bytes = text};

    *fault = (struct fault){0};
    WANT(moment_parse(S("2027-02-28T12:00Z"), &f.how.as_of));
    return import_bring(&cx, &f, &the_batch, fault);
}

/* The rows with mistakes, once the file was read. */
static const struct import_page *
mistakes(struct office *o, struct str text)
{
    struct import_map_ask  map = {0};
    struct import_show_ask in = {.part = REPORT_ROWS, .verdict = ROW_ERROR};
    struct answer          answer = {0};
    struct fault           fault;
    enum err               e;

    WANT_OK(bring(o, text, &fault));
    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_IMPORT_MAP, .about = the_batch, .with = &map},
        &answer));
    do
        e = import_step(o->service, o->arena, the_batch, &import_slice_usual);
    while (e == OK);
    WANT_ERR(ERR_ABSENT, e);
    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_IMPORT_SHOW, .about = the_batch, .with = &in},
        &answer));
    return answer.with;
}

static void
refused(struct office *o, struct str text, enum msg msg)
{
    struct fault fault;

    WANT_ERR(ERR_INVALID, bring(o, text, &fault));
    WANT_INT(fault.msg, msg);
    WANT(lang_text(LANG_CY, msg).n && lang_text(LANG_EN, msg).n);
    WANT_INT(office_count(o, "SELECT COUNT(*) FROM batch"), 0);
}

static struct str
repeated(struct office *o, const char *piece, size_t times)
{
    struct buf b;

    buf_init(&b, o->arena);
    for (size_t i = 0; i < times; i++)
        buf_add(&b, str_of(piece));
    return buf_str(&b);
}

TEST(import_hard__refuses_whole_files_that_cannot_be_read_and_says_why)
{
    struct office o;

    office_open(&o);
    refused(&o, S("\xff\xfer\0e\0f\0"), MSG_IMPORT_UTF16);
    refused(&o, S("\xfe\xff\0r\0e"), MSG_IMPORT_UTF16);
    refused(&o, S(HEADINGS "A1,N\0n\n"), MSG_IMPORT_BINARY);
    refused(&o, S("PK\x03\x04\0\0"), MSG_IMPORT_BINARY);
    refused(&o, S("\xef\xbb\xbf\r\n"), MSG_IMPORT_EMPTY);
    refused(&o, S("\"reference,given_name\n"), MSG_IMPORT_OPEN_QUOTE);
    refused(&o, repeated(&o, "a,", 300), MSG_IMPORT_MANY_CELLS);
    refused(&o, repeated(&o, "a,", 1000000), MSG_IMPORT_LONG_RECORD);
    office_close(&o);
}

TEST(import_hard__reads_windows_1252_and_every_kind_of_line_end)
{
    struct office             o;
    const struct import_page *p;

    office_open(&o);
    p = mistakes(&o,
        S(HEADINGS "A1,Si\xe2n,O\x92Neill,1/2/2020,11/1/2027,Neglect,likely\r"
                   "A2,Zo\xeb,Pugh,1/2/2021,11/1/2027,Neglect,likely\r\n"
                   "A3,Non,Pugh,1/2/2022,11/1/2027,Neglect,likely"));
    WANT_INT(p->batch.rows, 3);
    WANT_INT(p->counts.of[ROW_NEW], 3);
    WANT_INT(p->line_count, 0);
    office_close(&o);
}

TEST(import_hard__names_the_row_of_a_ragged_or_broken_record_and_goes_on)
{
    struct office             o;
    const struct import_page *p;

    office_open(&o);
    p = mistakes(&o,
        S(HEADINGS "A1,Non\n"
                   "A2,Ifan,Pugh,1/2/2021,11/1/2027,Neglect,likely,more\n"
                   "A3,\"No\"n,Pugh,1/2/2021,11/1/2027,Neglect,likely\n" GOOD
                   "A5,\"Siw,Pugh\nand,so,on\n"));
    WANT_INT(p->line_count, 4);
    WANT_INT(p->lines[0].row.line, 2);
    WANT_INT(p->lines[0].faults[0].msg, MSG_IMPORT_CELLS);
    WANT_INT(p->lines[1].row.line, 3);
    WANT_INT(p->lines[1].faults[0].msg, MSG_IMPORT_CELLS);
    WANT_INT(p->lines[2].row.line, 4);
    WANT_INT(p->lines[2].faults[0].msg, MSG_IMPORT_LATE_QUOTE);
    WANT_INT(p->lines[3].row.line, 6);
    WANT_INT(p->lines[3].faults[0].msg, MSG_IMPORT_OPEN_QUOTE);
    WANT_INT(p->counts.of[ROW_NEW], 1);
    office_close(&o);
}

TEST(import_hard__says_where_an_enormous_cell_stands)
{
    struct office             o;
    const struct import_page *p;
    struct str                parts[3] = {S(HEADINGS "A1,Non,"), {0},
                       S(",1/2/2020,11/1/2027,Neglect,likely\n")};

    office_open(&o);
    parts[1] = repeated(&o, "Llwyd", 20000);
    p = mistakes(&o, str_join(o.arena, parts, 3, (struct str){0}));
    WANT_INT(p->line_count, 1);
    WANT_INT(p->lines[0].row.line, 2);
    WANT_STR(p->lines[0].faults[0].column->heading, "family_name");
    parts[1] = repeated(&o, "Llwyd", 60000);
    p = mistakes(&o, str_join(o.arena, parts, 3, (struct str){0}));
    WANT_INT(p->lines[0].faults[0].msg, MSG_IMPORT_LONG_RECORD);
    office_close(&o);
}

TEST(import_hard__does_not_choose_between_two_columns_of_one_heading)
{
    struct office             o;
    const struct import_page *p;

    office_open(&o);
    p = mistakes(&o,
        S("reference,given_name,family_name,family_name,birth_date,"
          "took_effect,categories,limb\n"
          "A1,Non,Llwyd,Llwyd,1/2/2020,11/1/2027,Neglect,likely\n"
          "A2,Ifan,Pugh,,1/2/2021,11/1/2027,Neglect,likely\n"
          "A3,Siw,Puw,Parri,1/2/2022,11/1/2027,Neglect,likely\n"));
    WANT_INT(p->counts.of[ROW_NEW], 2);
    WANT_INT(p->line_count, 1);
    WANT_INT(p->lines[0].row.line, 4);
    WANT_STR(p->lines[0].faults[0].column->heading, "family_name");
    WANT_STR(p->lines[0].faults[0].value, "Parri");
    WANT_INT(p->lines[0].faults[0].msg, MSG_IMPORT_TWO_COLUMNS);
    office_close(&o);
}
