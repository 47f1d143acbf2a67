/*
 * coverage -- two statements over the newest faces, however many agencies
 * there are.
 */
#include "record/coverage.h"

/* What is known of a child, in the order of enum coverage_field. */
#define KNOWN(one)                                                            \
    one("f.given <> '' AND f.family <> ''", "k0") ", "                        \
    one("COALESCE(f.birth_date, f.expected) IS NOT NULL", "k1") ", "          \
    one("f.sex <> ''", "k2") ", "                                             \
    one("f.language <> ''", "k3") ", "                                        \
    one("f.ethnicity <> ''", "k4") ", "                                       \
    one("f.disability <> ''", "k5") ", "                                      \
    one("f.nhs IS NOT NULL", "k6") ", "                                       \
    one("f.nhs IS NOT NULL AND f.traced = 1", "k7") ", "                      \
    one("f.upn IS NOT NULL", "k8")
#define SUM_OF(so, k) "SUM(CASE WHEN " so " THEN 1 ELSE 0 END) AS " k
#define ANY_OF(so, k) "MAX(CASE WHEN " so " THEN 1 ELSE 0 END) AS " k
#define ADD_UP(so, k) "COALESCE(SUM(" k "), 0)"

/* $1: the area, or null */
#define OF_CHILDREN                                                           \
    " FROM source s JOIN agency g ON g.id = s.agency"                         \
    " LEFT JOIN source_face f ON f.source = s.id"                             \
    " JOIN source_person p ON p.source = s.id"                                \
    " JOIN person c ON c.id = p.person AND c.kind = 'child'"                  \
    " WHERE (g.id = $1 OR g.authority = $1 OR $1 IS NULL)"                    \
    " AND NOT EXISTS (SELECT 1 FROM source_person q"                          \
    " JOIN label l ON l.source = q.source"                                    \
    " WHERE q.person = p.person AND l.label <> 'normal')"

enum { BY_AGENCY, OF_ALL, COUNT };
static const struct statement texts[COUNT] = {
    [BY_AGENCY] = {"SELECT g.name_cy, g.name_en, COUNT(*), "
                   KNOWN(SUM_OF) OF_CHILDREN
                   " GROUP BY g.id, g.name_cy, g.name_en"
                   " ORDER BY g.name_en, g.id", NULL},
    [OF_ALL] = {"SELECT COUNT(*), " KNOWN(ADD_UP) " FROM (SELECT "
                KNOWN(ANY_OF) OF_CHILDREN
                " GROUP BY p.person) AS each_child", NULL},
};
const struct statements coverage_statements = {"coverage", texts, COUNT};

static void
read_counts(const struct rows *r, size_t from, struct coverage *c)
{
    c->children = row_int(r, from);
    for (size_t i = 0; i < COVERAGE_FIELDS; i++)
        c->known[i] = row_int(r, from + 1 + i);
}

enum err
coverage_list(struct work *w, struct id area, struct coverage **out,
    size_t *count)
{
    struct coverage *all;
    struct rows      r;
    size_t           n = 0;
    enum err e = txn_rows(w->tx, &texts[BY_AGENCY], ARGS(A_ID(area)), &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct coverage, r.count + 1);
    while (rows_next(&r)) {
        all[n].agency = (struct words){row_text(&r, 0), row_text(&r, 1)};
        read_counts(&r, 2, &all[n++]);
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
coverage_all(struct work *w, struct id area, struct coverage *out)
{
    struct rows r;
    enum err    e = txn_row(w->tx, &texts[OF_ALL], ARGS(A_ID(area)), &r);

    if (e)
        return e;
    *out = (struct coverage){0};
    read_counts(&r, 0, out);
    return OK;
}
