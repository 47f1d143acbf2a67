/*
 * caseload_sql -- common tables of the statements about a team's children,
 * for this room alone: whose (account), hidden (person), held (a row for
 * each tie) and children (person).  Arguments as team.h says.
 */
#ifndef RECORD_CASELOAD_SQL_H
#define RECORD_CASELOAD_SQL_H

#include "record/team.h"

#define IN_FORCE(row)                                                         \
    row ".since <= $3 AND (" row ".until IS NULL OR " row ".until > $3)"
#define HIDDEN                                                                \
    "hidden AS (SELECT s.person FROM label l"                                 \
    " JOIN source_person s ON s.source = l.source"                            \
    " WHERE l.label <> 'normal' AND " IN_FORCE("l")                           \
    " AND NOT EXISTS (SELECT 1 FROM label_list k WHERE k.source = l.source"   \
    " AND k.account = $1 AND " IN_FORCE("k") ")"                              \
    " UNION SELECT s.person FROM kin_now q"                                   \
    " JOIN source_person s ON s.source = q.source WHERE q.account = $1"       \
    " UNION SELECT x.person FROM tie x WHERE x.means = 'kin'"                 \
    " AND x.whom IN ($1, $2) AND " IN_FORCE("x") ")"
/* 1 or 0: the account has ended, or holds no role any more. */
#define GONE(row)                                                             \
    "CASE WHEN (" row ".ended_at IS NOT NULL AND " row ".ended_at <= $3)"     \
    " OR NOT EXISTS (SELECT 1 FROM account_role g"                            \
    " WHERE g.account = " row ".id AND " IN_FORCE("g") ") THEN 1 ELSE 0 END"
#define SEEN(person) person " NOT IN (SELECT person FROM hidden)"
#define HELD                                                                  \
    "held AS (SELECT t.person, t.whom, t.kind, t.means, t.since, t.entry"     \
    " FROM whose h JOIN tie t ON t.whom = h.account"                          \
    " WHERE t.means IN ('allocated', 'co_ordinator', 'reviewing', 'cover')"   \
    " AND " IN_FORCE("t") " AND " SEEN("t.person") ")"
/* With all of the agency: who is on its register, and whom it is asked to
 * decide about. */
#define CHILDREN                                                              \
    "children AS (SELECT person FROM held"                                    \
    " UNION SELECT p.person FROM register_spell p WHERE $4 = 1"               \
    " AND p.authority = $2 AND p.off_at IS NULL AND " SEEN("p.person")        \
    " UNION SELECT o.person FROM desk d JOIN thread_row o ON o.desk = d.id"   \
    " WHERE $4 = 1 AND d.agency = $2 AND o.decided IS NULL"                   \
    " AND o.only_desk = 0 AND " SEEN("o.person") ")"
#define WITH_CHILDREN                                                         \
    "WITH " TEAM_WHOSE ", " HIDDEN ", " HELD ", " CHILDREN " "

#endif
