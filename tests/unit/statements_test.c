/*
 * statements_test -- every statement of the program is prepared, on SQLite
 * always and on the database that PGURL names when it is set.
 *
 * The list is the whole program's; the lint says which table is missing.
 */
#include "store/shop.h"
#include "store/vitals.h"

#include "test.h"

#include "record/found.h"
#include "record/kin.h"
#include "record/name_count.h"
#include "record/name_tables.h"
#include "record/population.h"
#include "store/engine.h"

#define TABLES(TABLE)              \
    TABLE(copy_statements)         \
    TABLE(copy_table_statements)   \
    TABLE(lease_statements)        \
    TABLE(ledger_list_statements)  \
    TABLE(ledger_prove_statements) \
    TABLE(ledger_statements)       \
    TABLE(ledger_number_statements)                                           \
    TABLE(ledger_verify_statements)\
    TABLE(meta_statements)         \
    TABLE(migrate_statements)      \
    TABLE(node_statements)         \
    TABLE(txn_statements)          \
    TABLE(account_statements)      \
    TABLE(agency_statements)       \
    TABLE(append_find_statements)  \
    TABLE(append_seal_statements)  \
    TABLE(append_statements)       \
    TABLE(batch_row_statements)    \
    TABLE(batch_statements)        \
    TABLE(candidate_statements)    \
    TABLE(exact_statements)        \
    TABLE(finder_statements)       \
    TABLE(found_statements)        \
    TABLE(name_count_statements)   \
    TABLE(population_statements)   \
    TABLE(finder_file_statements)  \
    TABLE(caseload_statements)     \
    TABLE(checked_statements)      \
    TABLE(coverage_statements)     \
    TABLE(enquiry_statements)      \
    TABLE(recall_statements)       \
    TABLE(digest_statements)       \
    TABLE(draft_statements)        \
    TABLE(sheet_statements)        \
    TABLE(entry_statements)        \
    TABLE(face_statements)         \
    TABLE(history_statements)      \
    TABLE(identity_statements)     \
    TABLE(invite_statements)       \
    TABLE(kept_statements)         \
    TABLE(known_statements)        \
    TABLE(house_statements)        \
    TABLE(kin_statements)          \
    TABLE(kin_find_statements)     \
    TABLE(kin_clear_statements)    \
    TABLE(label_statements)        \
    TABLE(listed_statements)       \
    TABLE(link_statements)         \
    TABLE(dwelling_statements)     \
    TABLE(looked_statements)       \
    TABLE(notice_statements)       \
    TABLE(alarm_statements)        \
    TABLE(ladder_statements)       \
    TABLE(sweep_statements)        \
    TABLE(paper_statements)        \
    TABLE(person_statements)       \
    TABLE(project_statements)      \
    TABLE(project_entry_statements) \
    TABLE(whereabouts_statements)  \
    TABLE(rebuild_statements)      \
    TABLE(recognise_statements)    \
    TABLE(register_statements)     \
    TABLE(relied_statements)       \
    TABLE(pair_statements)         \
    TABLE(difference_statements)   \
    TABLE(sought_statements)       \
    TABLE(name_tables_statements)  \
    TABLE(seal_statements)         \
    TABLE(second_look_statements)  \
    TABLE(vitals_statements)       \
    TABLE(session_statements)      \
    TABLE(share_statements)        \
    TABLE(signal_off_statements)   \
    TABLE(signal_told_statements)  \
    TABLE(leaver_statements)       \
    TABLE(signal_tell_statements)  \
    TABLE(thread_statements)       \
    TABLE(plan_work_statements)    \
    TABLE(question_statements)     \
    TABLE(attendance_statements)   \
    TABLE(awaited_statements)      \
    TABLE(team_statements)         \
    TABLE(tie_statements)          \
    TABLE(minutes_statements)      \
    TABLE(work_statements)         \
    TABLE(worklist_statements)     \
    TABLE(receipt_statements)      \
    TABLE(remember_statements)     \
    TABLE(tell_statements)

#define DECLARE(table) extern const struct statements table;
TABLES(DECLARE)

#define ROW(table) &table,
static const struct statements *const all[] = {TABLES(ROW)};

/* What the engine says of each that it refuses; how many those are. */
static int
refused_by(struct conn *c, const struct statements *table)
{
    int refused = 0;

    for (size_t i = 0; i < table->count; i++) {
        if (!c->engine->prepare(c, &table->all[i]))
            continue;
        refused++;
        print_error("# %s, statement %zu: %.*s\n", table->noun, i,
            STR_ARG(c->trouble));
    }
    return refused;
}

static int
refused_at(struct str url)
{
    struct fault fault = {0};
    struct conn *c = NULL;
    int          refused = 0;

    WANT_OK(engine_open(url, CONN_READ, &c, &fault));
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        refused += refused_by(c, all[i]);
    engine_close(c);
    return refused;
}

TEST(statements__are_all_prepared_on_sqlite)
{
    struct shop s = shop_open_file();

    WANT_INT(refused_at(s.url), 0);
    shop_close(&s);
}

TEST(statements__are_all_prepared_on_the_database_of_this_run)
{
    struct shop s = shop_open();

    WANT_INT(refused_at(s.url), 0);
    shop_close(&s);
}

TEST(statements__that_name_no_column_are_refused)
{
    static const struct statement  bad[] = {
        {"SELECT id FROM account", NULL},
        {"SELECT no_such_column FROM account", NULL}};
    static const struct statements table = {"wrong", bad, 2};
    struct shop                    s = shop_open();
    struct fault                   fault = {0};
    struct conn                   *c = NULL;

    WANT_OK(engine_open(s.url, CONN_READ, &c, &fault));
    WANT_INT(refused_by(c, &table), 1);
    engine_close(c);
    shop_close(&s);
}
