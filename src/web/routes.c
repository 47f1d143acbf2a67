/*
 * Every page: method, path (behind the language), action, class of handler,
 * the reader of its form and the page of its answer.
 */
#include "web/accounts.h"
#include "web/check.h"
#include "web/concern.h"
#include "web/feedback.h"
#include "web/child.h"
#include "web/custody.h"
#include "web/find.h"
#include "web/help.h"
#include "web/home.h"
#include "web/invite.h"
#include "web/ledger.h"
#include "web/paper.h"
#include "web/report.h"
#include "web/session.h"
#include "web/tell.h"
#include "web/tour.h"
#include "web/visit.h"

/* Bodies: a page of text; one with a file of the largest size. */
#define BODY_TEXT 2097152
#define BODY_FILE 13631488
/* A copy of the ledger. */
#define BODY_LEDGER 67108864

/* clang-format off */
const struct route web_routes[] = {
    {HTTP_GET,  "/sign-in",  ACT_SIGN_IN_PAGE,   HTTP_LOOK, in_sign_in_page, see_sign_in_page, NAV_NONE, 0},
    {HTTP_POST, "/sign-in",  ACT_SIGN_IN,        HTTP_SLOW, in_sign_in,  see_sign_in,       NAV_NONE, 0},
    {HTTP_GET,  "/sign-out", ACT_PLAIN_PAGE,     HTTP_LOOK, visit_none,     see_sign_out_page, NAV_NONE, 0},
    {HTTP_POST, "/sign-out", ACT_SIGN_OUT,       HTTP_DO,   visit_none,     see_sign_out,      NAV_NONE, 0},
    {HTTP_GET,  "/hidden",   ACT_PLAIN_PAGE,     HTTP_LOOK, visit_none,     see_hidden,        NAV_NONE, 0},
    {HTTP_GET,  "/check",    ACT_CHECK_FORM,     HTTP_LOOK, visit_none,     see_check_form,    NAV_CHECK, 0},
    {HTTP_POST, "/check",    ACT_REGISTER_CHECK, HTTP_LOOK, in_check,    see_check,         NAV_CHECK, 0},
    {HTTP_GET,  "/check/tell/:leaf", ACT_TELL_LOOK, HTTP_LOOK, in_tell_look, see_tell_look, NAV_CHECK, 0},
    {HTTP_POST, "/check/tell/:leaf", ACT_TELL,      HTTP_DO,   in_tell,      see_tell,      NAV_CHECK, 0},
    {HTTP_GET,  "/receipts", ACT_RECEIPT_LIST,   HTTP_LOOK, visit_none,     see_receipts,      NAV_RECEIPTS, 0},
    {HTTP_GET,  "/receipts/:leaf",      ACT_RECEIPT_SHOW, HTTP_LOOK, in_receipt_slip, see_receipt, NAV_RECEIPTS, 0},
    {HTTP_GET,  "/receipts/full/:leaf", ACT_RECEIPT_SHOW, HTTP_LOOK, in_receipt_full, see_receipt, NAV_RECEIPTS, 0},
    {HTTP_GET,  "/receipt/verify", ACT_RECEIPT_VERIFY, HTTP_LOOK, in_receipt_verify, see_receipt_verify, NAV_NONE, 0},
    {HTTP_POST, "/receipt/verify", ACT_RECEIPT_VERIFY, HTTP_LOOK, in_receipt_verify, see_receipt_verify, NAV_NONE, 0},
    /* saying: a concern in writing, by telephone, by a one-time link */
    {HTTP_GET,  "/report",                       ACT_DRAFT_LIST,   HTTP_LOOK, in_reports,        see_reports,       NAV_REPORT, 0},
    {HTTP_POST, "/report",                       ACT_DRAFT_START,  HTTP_DO,   in_report_start,   see_report_start,  NAV_REPORT, 0},
    {HTTP_GET,  "/report/after/:leaf",           ACT_REPORT_AFTER, HTTP_LOOK, in_report_after,   see_report_after,  NAV_REPORT, 0},
    {HTTP_GET,  "/report/:draft",                ACT_DRAFT_SHOW,   HTTP_LOOK, in_draft,          see_draft,         NAV_REPORT, 0},
    {HTTP_POST, "/report/:draft",                ACT_DRAFT_SAVE,   HTTP_DO,   in_draft_children, see_draft_children, NAV_REPORT, 0},
    {HTTP_GET,  "/report/:draft/check-answers",  ACT_DRAFT_SHOW,   HTTP_LOOK, in_draft,          see_draft_check,   NAV_REPORT, 0},
    {HTTP_POST, "/report/:draft/check-answers",  ACT_DRAFT_SEND,   HTTP_DO,   in_draft_send,     see_draft_send,    NAV_REPORT, 0},
    {HTTP_GET,  "/report/:draft/what-next",      ACT_REPORT_SENT,  HTTP_LOOK, in_draft_sent,     see_draft_sent,    NAV_REPORT, 0},
    {HTTP_GET,  "/report/:draft/throw-away",     ACT_DRAFT_SHOW,   HTTP_LOOK, in_draft,          see_draft_drop_ask, NAV_REPORT, 0},
    {HTTP_POST, "/report/:draft/throw-away",     ACT_DRAFT_DROP,   HTTP_DO,   in_draft,          see_draft_drop,    NAV_REPORT, 0},
    {HTTP_POST, "/report/:draft/save-field",     ACT_DRAFT_SAVE,   HTTP_DO,   in_draft_field,    see_draft_field,   NAV_REPORT, BODY_TEXT},
    {HTTP_GET,  "/report/:draft/:section",       ACT_DRAFT_SHOW,   HTTP_LOOK, in_draft_section,  see_draft_section, NAV_REPORT, 0},
    {HTTP_POST, "/report/:draft/:section",       ACT_DRAFT_SAVE,   HTTP_DO,   in_draft_save,     see_draft_save,    NAV_REPORT, BODY_FILE},
    {HTTP_GET,  "/report/:draft/:section/:child", ACT_DRAFT_SHOW,  HTTP_LOOK, in_draft_section,  see_draft_section, NAV_REPORT, 0},
    {HTTP_POST, "/report/:draft/:section/:child", ACT_DRAFT_SAVE,  HTTP_DO,   in_draft_save,     see_draft_save,    NAV_REPORT, BODY_FILE},
    {HTTP_GET,  "/call",                         ACT_DRAFT_LIST,   HTTP_LOOK, visit_none,           see_calls,         NAV_CALL, 0},
    {HTTP_POST, "/call",                         ACT_DRAFT_START,  HTTP_DO,   in_call_start,     see_call_start,    NAV_CALL, 0},
    {HTTP_GET,  "/call/check",                   ACT_CALL_FORM,    HTTP_LOOK, visit_none,           see_call_check_form, NAV_CALL, 0},
    {HTTP_POST, "/call/check",                   ACT_CALL_CHECK,   HTTP_LOOK, in_call_check,     see_call_check,    NAV_CALL, 0},
    {HTTP_GET,  "/call/:draft",                  ACT_DRAFT_SHOW,   HTTP_LOOK, in_draft_section,  see_draft_section, NAV_CALL, 0},
    {HTTP_POST, "/call/:draft",                  ACT_DRAFT_SAVE,   HTTP_DO,   in_draft_save,     see_draft_save,    NAV_CALL, BODY_TEXT},
    {HTTP_GET,  "/call/:draft/what-next",        ACT_REPORT_SENT,  HTTP_LOOK, in_draft_sent,     see_draft_sent,    NAV_CALL, 0},
    {HTTP_GET,  "/call/:draft/throw-away",       ACT_DRAFT_SHOW,   HTTP_LOOK, in_draft,          see_draft_drop_ask, NAV_CALL, 0},
    {HTTP_POST, "/call/:draft/throw-away",       ACT_DRAFT_DROP,   HTTP_DO,   in_draft,          see_draft_drop,    NAV_CALL, 0},
    {HTTP_POST, "/call/:draft/save-field",       ACT_DRAFT_SAVE,   HTTP_DO,   in_draft_field,    see_draft_field,   NAV_CALL, BODY_TEXT},
    {HTTP_GET,  "/papers/:paper",                ACT_PAPER_GET,    HTTP_LOOK, in_paper,          see_paper,         NAV_NONE, 0},
    {HTTP_GET,  "/invites",                      ACT_INVITE_LIST,  HTTP_LOOK, in_invites,        see_invites,       NAV_CALL, 0},
    {HTTP_POST, "/invites",                      ACT_INVITE_MAKE,  HTTP_DO,   in_invite_make,    see_invite_make,   NAV_CALL, 0},
    {HTTP_GET,  "/invite/:secret",               ACT_INVITE_OPEN,  HTTP_LOOK, in_invite,         see_invite,        NAV_NONE, 0},
    {HTTP_POST, "/invite/:secret",               ACT_DRAFT_START,  HTTP_DO,   in_invite_start,   see_invite_start,  NAV_NONE, 0},
    {HTTP_GET,  "/invite/:secret/:draft",        ACT_DRAFT_SHOW,   HTTP_LOOK, in_draft,          see_draft,         NAV_NONE, 0},
    {HTTP_POST, "/invite/:secret/:draft",        ACT_DRAFT_SAVE,   HTTP_DO,   in_draft_children, see_draft_children, NAV_NONE, 0},
    {HTTP_GET,  "/invite/:secret/:draft/check-answers", ACT_DRAFT_SHOW, HTTP_LOOK, in_draft,     see_draft_check,   NAV_NONE, 0},
    {HTTP_POST, "/invite/:secret/:draft/check-answers", ACT_DRAFT_SEND, HTTP_DO, in_draft_send,  see_draft_send,    NAV_NONE, 0},
    {HTTP_GET,  "/invite/:secret/:draft/what-next", ACT_REPORT_SENT, HTTP_LOOK, in_draft_sent,   see_draft_sent,    NAV_NONE, 0},
    {HTTP_GET,  "/invite/:secret/:draft/throw-away", ACT_DRAFT_SHOW, HTTP_LOOK, in_draft,        see_draft_drop_ask, NAV_NONE, 0},
    {HTTP_POST, "/invite/:secret/:draft/throw-away", ACT_DRAFT_DROP, HTTP_DO, in_draft,          see_draft_drop,    NAV_NONE, 0},
    {HTTP_POST, "/invite/:secret/:draft/save-field", ACT_DRAFT_SAVE, HTTP_DO, in_draft_field,    see_draft_field,   NAV_NONE, BODY_TEXT},
    {HTTP_GET,  "/invite/:secret/:draft/:section", ACT_DRAFT_SHOW, HTTP_LOOK, in_draft_section,  see_draft_section, NAV_NONE, 0},
    {HTTP_POST, "/invite/:secret/:draft/:section", ACT_DRAFT_SAVE, HTTP_DO,   in_draft_save,     see_draft_save,    NAV_NONE, BODY_FILE},
    {HTTP_GET,  "/invite/:secret/:draft/:section/:child", ACT_DRAFT_SHOW, HTTP_LOOK, in_draft_section, see_draft_section, NAV_NONE, 0},
    {HTTP_POST, "/invite/:secret/:draft/:section/:child", ACT_DRAFT_SAVE, HTTP_DO, in_draft_save, see_draft_save,   NAV_NONE, BODY_FILE},
    /* home, a child, finding, the tour, custodian, ledger, accounts, help */
    {HTTP_GET,  "/home",                ACT_HOME,          HTTP_LOOK, in_home,          see_home,          NAV_HOME, 0},
    {HTTP_POST, "/notice/:notice",      ACT_NOTICE_READ,   HTTP_DO,   in_notice_done,   see_notice_done,   NAV_HOME, 0},
    {HTTP_GET,  "/child/:person",       ACT_CHILD,         HTTP_LOOK, in_child,         see_child,         NAV_NONE, 0},
    {HTTP_POST, "/child/place/:person", ACT_LOCATION_OPEN, HTTP_DO,   in_child_place,   see_child_place,   NAV_NONE, 0},
    {HTTP_GET,  "/find",                ACT_FIND,          HTTP_LOOK, in_find_form,     see_find,          NAV_FIND, 0},
    {HTTP_POST, "/find",                ACT_FIND,          HTTP_LOOK, in_find,          see_find,          NAV_FIND, 0},
    {HTTP_GET,  "/tour",                ACT_TOUR,          HTTP_LOOK, visit_none,          see_tour,          NAV_NONE, 0},
    {HTTP_GET,  "/tour/readers",        ACT_TOUR_READERS,  HTTP_LOOK, visit_none,          see_tour_readers,  NAV_NONE, 0},
    {HTTP_POST, "/tour/as/:account",    ACT_TOUR_SIGN_IN,  HTTP_DO,   in_tour_sign_in,  see_tour_sign_in,  NAV_NONE, 0},
    {HTTP_POST, "/tour/reset",          ACT_TOUR_RESET,    HTTP_DO,   visit_none,          see_tour_reset,    NAV_NONE, 0},
    {HTTP_GET,  "/clock",               ACT_CLOCK_LOOK,    HTTP_LOOK, visit_none,          see_clock,         NAV_NONE, 0},
    {HTTP_POST, "/clock",               ACT_CLOCK_MOVE,    HTTP_DO,   in_clock_move,    see_clock_move,    NAV_NONE, 0},
    {HTTP_GET,  "/custody",             ACT_CUSTODY,       HTTP_LOOK, in_custody,       see_custody,       NAV_CUSTODY, 0},
    {HTTP_GET,  "/custody/child/:person", ACT_CUSTODY_CHILD, HTTP_LOOK, in_custody_child, see_custody_child, NAV_CUSTODY, 0},
    {HTTP_POST, "/custody/label/:source", ACT_LABEL_SET,   HTTP_DO,   in_label_set,     see_label,         NAV_CUSTODY, 0},
    {HTTP_POST, "/custody/list/:source", ACT_LABEL_INVITE, HTTP_DO,   in_label_admit,   see_label,         NAV_CUSTODY, 0},
    {HTTP_GET,  "/ledger",              ACT_LEDGER,        HTTP_LOOK, in_ledger,        see_ledger,        NAV_LEDGER, 0},
    {HTTP_POST, "/ledger/verify",       ACT_LEDGER_VERIFY, HTTP_SLOW, in_ledger_all,    see_ledger_verify, NAV_LEDGER, 0},
    {HTTP_POST, "/ledger/copy",         ACT_LEDGER_BUNDLE, HTTP_SLOW, in_ledger_all,    see_ledger_bundle, NAV_LEDGER, 0},
    {HTTP_POST, "/ledger/check",        ACT_LEDGER_CHECK,  HTTP_SLOW, in_ledger_check,  see_ledger_check,  NAV_LEDGER, BODY_LEDGER},
    {HTTP_GET,  "/accounts",            ACT_ACCOUNT_LIST,  HTTP_LOOK, in_accounts,      see_accounts,      NAV_ACCOUNTS, 0},
    {HTTP_GET,  "/accounts/new",        ACT_ACCOUNT_LIST,  HTTP_LOOK, in_accounts,      see_account_form,  NAV_ACCOUNTS, 0},
    {HTTP_POST, "/accounts/new",        ACT_ACCOUNT_NEW,   HTTP_SLOW, in_account_new,   see_account_new,   NAV_ACCOUNTS, 0},
    {HTTP_GET,  "/accounts/:account",   ACT_ACCOUNT_SHOW,  HTTP_LOOK, in_account,       see_account,       NAV_ACCOUNTS, 0},
    {HTTP_POST, "/accounts/confirm/:account", ACT_ACCOUNT_CONFIRM, HTTP_DO, in_account, see_account_done, NAV_ACCOUNTS, 0},
    {HTTP_POST, "/accounts/grant/:account", ACT_ACCOUNT_GRANT, HTTP_DO, in_account_grant, see_account_done, NAV_ACCOUNTS, 0},
    {HTTP_POST, "/accounts/end/:account", ACT_ACCOUNT_END, HTTP_DO,   in_account,       see_account_done,  NAV_ACCOUNTS, 0},
    {HTTP_GET,  "/help",                ACT_PLAIN_PAGE,    HTTP_LOOK, visit_none,          see_help,          NAV_NONE, 0},
    {HTTP_GET,  "/accessibility",       ACT_PLAIN_PAGE,    HTTP_LOOK, visit_none,          see_accessibility, NAV_NONE, 0},
    {HTTP_GET,  "/privacy",             ACT_PLAIN_PAGE,    HTTP_LOOK, visit_none,          see_privacy,       NAV_NONE, 0},
    /* deciding and answering */
    {HTTP_GET,  "/inbox",                        ACT_INBOX,          HTTP_LOOK, in_inbox,          see_inbox,          NAV_INBOX, 0},
    {HTTP_GET,  "/workload",                     ACT_WORKLOAD,       HTTP_LOOK, visit_none,           see_workload,       NAV_WORKLOAD, 0},
    {HTTP_GET,  "/concern/:thread",              ACT_CONCERN,        HTTP_LOOK, in_concern,        see_concern,        NAV_INBOX, 0},
    {HTTP_GET,  "/concern/:thread/child/:source", ACT_CONCERN,       HTTP_LOOK, in_concern,        see_concern,        NAV_INBOX, 0},
    {HTTP_POST, "/concern/:thread/reporter",     ACT_REPORTER_OPEN,  HTTP_DO,   in_concern_reporter, see_concern_reporter, NAV_INBOX, 0},
    {HTTP_GET,  "/concern/:thread/:source/record/:form", ACT_CONCERN_FORM,   HTTP_LOOK, in_concern_form,   see_concern_form,   NAV_INBOX, 0},
    {HTTP_POST, "/concern/:thread/:source/record/:form", ACT_CONCERN_RECORD, HTTP_DO,   in_concern_record, see_concern_record, NAV_INBOX, BODY_TEXT},
    {HTTP_GET,  "/concern/:thread/:source/same/:other",  ACT_LINK_LOOK, HTTP_LOOK, in_link_same,  see_link, NAV_INBOX, 0},
    {HTTP_POST, "/concern/:thread/:source/same/:other",  ACT_LINK_SAY,  HTTP_DO,   in_link_same,  see_link, NAV_INBOX, 0},
    {HTTP_GET,  "/concern/:thread/:source/apart/:other", ACT_LINK_LOOK, HTTP_LOOK, in_link_apart, see_link, NAV_INBOX, 0},
    {HTTP_POST, "/concern/:thread/:source/apart/:other", ACT_LINK_SAY,  HTTP_DO,   in_link_apart, see_link, NAV_INBOX, 0},
    {HTTP_GET,  "/concern/:thread/:source/undo/:link",   ACT_LINK_LOOK, HTTP_LOOK, in_link_undo,  see_link, NAV_INBOX, 0},
    {HTTP_POST, "/concern/:thread/:source/undo/:link",   ACT_LINK_SAY,  HTTP_DO,   in_link_undo,  see_link, NAV_INBOX, 0},
    {HTTP_GET,  "/reported",                     ACT_REPORTED_LIST,  HTTP_LOOK, in_reported_list,  see_reported_list,  NAV_REPORTED, 0},
    {HTTP_GET,  "/reported/:thread",             ACT_REPORTED,       HTTP_LOOK, in_reported,       see_reported,       NAV_REPORTED, 0},
    {HTTP_GET,  "/reported/:thread/disagree",    ACT_CONCERN_FORM,   HTTP_LOOK, in_disagree_form,  see_concern_form,   NAV_REPORTED, 0},
    {HTTP_POST, "/reported/:thread/disagree",    ACT_CONCERN_RECORD, HTTP_DO,   in_disagree,       see_concern_record, NAV_REPORTED, BODY_TEXT},
};
/* clang-format on */
const size_t web_routes_count = sizeof(web_routes) / sizeof(*web_routes);
