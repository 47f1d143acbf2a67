/*
 * Addresses and words that templates ask for.
 */
#include "web/page.h"

#include <stdlib.h>

/* Nearer than half a year, a day and month can mean one day only. */
enum { DAYS_WITHOUT_YEAR = 180 };

struct str
page_url(struct page *pg, struct str path)
{
    struct str parts[2] = {pg->lang == LANG_CY ? S("/cy") : S("/en"), path};

    return str_join(pg->arena, parts, 2, (struct str){0});
}

struct str
page_url_id(struct page *pg, struct str path, struct id id)
{
    return str_cat(pg->arena, page_url(pg, path), id_text(pg->arena, id));
}

struct str
page_url_other(struct page *pg)
{
    struct str parts[3] = {pg->lang == LANG_CY ? S("/en") : S("/cy"), pg->path,
        pg->query};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

struct str
page_url_toggle(struct page *pg)
{
    return str_cat(pg->arena, pg->lang == LANG_CY ? S("/en") : S("/cy"),
        pg->toggle_sends);
}

struct str
page_date(struct page *pg, struct date d)
{
    return zone_date_words(pg->arena, pg->lang, d, DATE_LONG);
}

struct str
page_day(struct page *pg, struct date d)
{
    int32_t away = date_is_known(d) ? date_between(pg->today, d) : 0;

    return zone_date_words(pg->arena, pg->lang, d,
        abs(away) > DAYS_WITHOUT_YEAR ? DATE_DAY_YEAR : DATE_DAY);
}

struct str
page_time(struct page *pg, struct moment m)
{
    return zone_moment_words(pg->arena, pg->zone, pg->lang, m, DATE_LONG);
}

struct str
page_clock(struct page *pg, struct moment m)
{
    return zone_time_words(pg->arena, pg->zone, m);
}

bool
page_is_wrong(const struct page *pg, struct str field)
{
    for (size_t i = 0; i < pg->error_count; i++)
        if (str_eq(pg->errors[i].field, field))
            return true;
    return false;
}

struct str
page_word(struct page *pg, struct str noun)
{
    return words_in(pack_word(pg->pack, noun), pg->lang);
}

struct str
page_named(struct page *pg, enum msg msg, struct str noun)
{
    return msg == MSG_NONE ? page_word(pg, noun) : lang_text(pg->lang, msg);
}

/* The menu: what a reader gets is what a role of theirs may do at all. */
static const struct {
    struct nav_row row;
    enum verb      needs; /* any of these two */
    enum verb      or_needs;
} menu[] = {
    {{NAV_HOME, MSG_COMMON_MENU_HOME, S_INIT("/home"), {0}}, VERB_COUNT,
        VERB_COUNT},
    {{NAV_INBOX, MSG_COMMON_MENU_INBOX, S_INIT("/inbox"), {0}}, MAY_DECIDE,
        MAY_DECIDE},
    {{NAV_CHECK, MSG_NONE, S_INIT("/check"), S_INIT("check_register")},
        MAY_CHECK, MAY_CHECK_DISCREET},
    {{NAV_REPORT, MSG_NONE, S_INIT("/report"), S_INIT("report_concern")},
        MAY_REPORT, MAY_REPORT},
    {{NAV_CALL, MSG_REPORT_MENU_CALL, S_INIT("/call"), {0}}, MAY_TAKE_CALL,
        MAY_TAKE_CALL},
    {{NAV_BRIEF, MSG_BRIEF_MENU, S_INIT("/brief"), {0}}, MAY_BRIEF,
        MAY_SECOND_LOOK},
    {{NAV_REPORTED, MSG_COMMON_MENU_REPORTS, S_INIT("/reported"), {0}},
        MAY_REPORT, MAY_REPORT},
    {{NAV_RECEIPTS, MSG_COMMON_MENU_RECEIPTS, S_INIT("/receipts"), {0}},
        MAY_CHECK, MAY_CHECK_DISCREET},
    {{NAV_FIND, MSG_COMMON_MENU_FIND, S_INIT("/find"), {0}}, MAY_SEARCH,
        MAY_SEARCH},
    {{NAV_COMPLIANCE, MSG_COMPLIANCE_MENU, S_INIT("/compliance"), {0}},
        MAY_OVERSEE, MAY_OVERSEE},
    {{NAV_CASELOAD, MSG_CASELOAD_MENU, S_INIT("/caseload"), {0}}, MAY_OVERSEE,
        MAY_OVERSEE},
    {{NAV_WORKLOAD, MSG_COMMON_MENU_WORKLOAD, S_INIT("/workload"), {0}},
        MAY_ALLOCATE, MAY_ALLOCATE},
    {{NAV_LEDGER, MSG_COMMON_MENU_LEDGER, S_INIT("/ledger"), {0}}, MAY_AUDIT,
        MAY_AUDIT},
    {{NAV_CUSTODY, MSG_COMMON_MENU_CUSTODY, S_INIT("/custody"), {0}},
        MAY_IMPORT, MAY_AUDIT},
    {{NAV_ACCOUNTS, MSG_COMMON_MENU_ACCOUNTS, S_INIT("/accounts"), {0}},
        MAY_GRANT, MAY_ADMINISTER},
    {{NAV_AGENCIES, MSG_AGENCIES_MENU, S_INIT("/agencies"), {0}},
        MAY_ADMINISTER, MAY_ADMINISTER},
    {{NAV_PACKS, MSG_PACKS_TITLE, S_INIT("/packs"), {0}}, MAY_ADMINISTER,
        MAY_ADMINISTER},
    {{NAV_HEALTH, MSG_HEALTH_MENU, S_INIT("/health"), {0}}, MAY_ADMINISTER,
        MAY_ADMINISTER},
};

/* A chair decides, but has no list of concerns to decide from. */
bool
page_has_inbox(const struct page *pg)
{
    return reader_may(pg->reader, MAY_DECIDE) &&
        reader_may(pg->reader, MAY_LIST);
}

static bool
is_in_menu(const struct page *pg, size_t i)
{
    if (menu[i].needs != VERB_COUNT && !reader_may(pg->reader, menu[i].needs) &&
        !reader_may(pg->reader, menu[i].or_needs))
        return false;
    return menu[i].row.nav != NAV_INBOX || page_has_inbox(pg);
}

const struct nav_row *
page_nav_after(const struct page *pg, const struct nav_row *row)
{
    const size_t rows = sizeof(menu) / sizeof(*menu);
    size_t       i = 0;

    if (pg->reader->kind != READER_ACCOUNT)
        return NULL;
    while (row && i < rows && &menu[i++].row != row)
        continue;
    while (i < rows && !is_in_menu(pg, i))
        i++;
    return i < rows ? &menu[i].row : NULL;
}
