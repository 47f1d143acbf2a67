/*
 * Children with a visit, and deadlines of nobody.
 */
#include "waiting.h"

#include "../test.h"

void
waiting_visit_of(struct house *h, struct id source, const char *day)
{
    struct str         whom = id_text(h->arena, h->social), on = str_of(day);
    struct str         parts[] = {S("{\"movement\": \"goes_on\","
                                            " \"took_effect\": \"2027-01-11\","
                                            " \"given_name\": \"Non\","
                                            " \"family_name\": \"Llwyd\","
                                            " \"authority\": \"conwy\","
                                            " \"categories\": [\"neglect\"],"
                                            " \"co_ordinator\": \""),
                whom, S("\", \"next_visit\": \""), on, S("\"}")};
    struct house_entry e = {.form = "migrated_register_entry",
        .said = str_c(h->arena,
            str_join(h->arena, parts, sizeof parts / sizeof *parts, S(""))),
        .by = h->custodian,
        .children = {source}};

    (void)house_say(h, &e, NULL);
}

struct id
waiting_visit(struct house *h, const char *day)
{
    struct id source = house_child(h, h->school);

    waiting_visit_of(h, source, day);
    return source;
}

void
waiting_visits(struct house *h, int n, const char *day)
{
    for (int i = 0; i < n; i++)
        (void)waiting_visit(h, day);
}

int64_t
waiting_told(struct house *h)
{
    return house_count(h,
        "SELECT COUNT(*) FROM notice WHERE rule = 'visit_date_missed'"
        " AND step = 0");
}

void
waiting_thousands(struct house *h, int thousands)
{
    static const char *const rows[] = {
        "INSERT INTO clock_row (person, clock, opening, thread, opened, due,"
        " state, owner) SELECT about, 'register.visit', about, about, 1, at,"
        " 'open', 'tie.co_ordinator' FROM next_look WHERE what = 3",
        "UPDATE next_look SET what = 1 WHERE what = 3"};
    static const char *const thousand =
        "INSERT INTO next_look (about, what, at, under, held)"
        " WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t"
        " WHERE i < 1000) SELECT randomblob(16), 3, 4000000000000000 + i,"
        " (SELECT MAX(under) FROM next_look), 0 FROM t";
    static const char *const thousand_pg =
        "INSERT INTO next_look (about, what, at, under, held)"
        " SELECT decode(md5(random()::text || i), 'hex'), 3,"
        " 4000000000000000 + i, (SELECT MAX(under) FROM next_look), 0"
        " FROM generate_series(1, 1000) i";

    for (int i = 0; i < thousands; i++)
        house_sql(h, h->shop.file ? thousand : thousand_pg);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        house_sql(h, rows[i]);
}
