/*
 * Every page there is, and every form; paths stand behind the language.
 */
#include "web/accounts.h"
#include "web/agencies.h"
#include "web/attendance.h"
#include "web/brief.h"
#include "web/caseload.h"
#include "web/casework.h"
#include "web/check.h"
#include "web/child.h"
#include "web/child_looked.h"
#include "web/chronology.h"
#include "web/compliance.h"
#include "web/concern.h"
#include "web/coverage.h"
#include "web/custody.h"
#include "web/difference.h"
#include "web/feedback.h"
#include "web/find.h"
#include "web/handover.h"
#include "web/health.h"
#include "web/help.h"
#include "web/home.h"
#include "web/import.h"
#include "web/import_relied.h"
#include "web/invite.h"
#include "web/kept.h"
#include "web/leavers.h"
#include "web/ledger.h"
#include "web/letter.h"
#include "web/meeting.h"
#include "web/meeting_live.h"
#include "web/packs.h"
#include "web/pair.h"
#include "web/paper.h"
#include "web/password.h"
#include "web/plan.h"
#include "web/plan_list.h"
#include "web/relatives.h"
#include "web/report.h"
#include "web/session.h"
#include "web/several.h"
#include "web/signals.h"
#include "web/tasks.h"
#include "web/tell.h"
#include "web/tour.h"
#include "web/transfer.h"
#include "web/unusual.h"
#include "web/visit.h"

/* Bodies: a page of text; one with a file of the largest size. */
#define BODY_TEXT 2097152
#define BODY_FILE 13631488
/* A copy of the ledger. */
#define BODY_LEDGER 67108864
/* A register, and the form it comes in. */
#define BODY_IMPORT (IMPORT_MOST + 65536)

/*
 * One route: method, class of handler and path; then the action, the reader
 * of its form, the page of its answer, its place in the menu, and the most
 * bytes of a body (0: the usual).
 */
#define ROUTE(method, class, path, act, in, see, nav, body)                    \
    {HTTP_##method, path, ACT_##act, HTTP_##class, in, see, NAV_##nav, body},
/* clang-format off */
const struct route web_routes[] = {
    ROUTE(GET, LOOK, "/sign-in",
        SIGN_IN_PAGE, in_sign_in_page, see_sign_in_page, NONE, 0)
    ROUTE(POST, SLOW, "/sign-in",
        SIGN_IN, in_sign_in, see_sign_in, NONE, 0)
    ROUTE(GET, LOOK, "/password",
        PLAIN_PAGE, visit_none, see_password_form, NONE, 0)
    ROUTE(POST, SLOW, "/password",
        PASSWORD_SET, in_password, see_password, NONE, 0)
    ROUTE(GET, LOOK, "/sign-out",
        PLAIN_PAGE, visit_none, see_sign_out_page, NONE, 0)
    ROUTE(POST, DO,  "/sign-out",
        SIGN_OUT, visit_none, see_sign_out, NONE, 0)
    ROUTE(GET, LOOK, "/hidden",
        PLAIN_PAGE, visit_none, see_hidden, NONE, 0)
    ROUTE(POST, LOOK, "/stay",
        PLAIN_PAGE, visit_none, see_stay, NONE, 0)
    ROUTE(GET, DO,   "/kept/:kept",
        KEPT_SHOW, in_kept, see_kept, NONE, 0)
    ROUTE(GET, FIRST, "/check",
        CHECK_FORM, visit_none, see_check_form, CHECK, 0)
    ROUTE(POST, FIRST, "/check",
        REGISTER_CHECK, in_check, see_check, CHECK, 0)
    ROUTE(GET, LOOK, "/check/tell/:leaf",
        TELL_LOOK, in_tell_look, see_tell_look, CHECK, 0)
    ROUTE(POST, DO,  "/check/tell/:leaf",
        TELL, in_tell, see_tell, CHECK, 0)
    ROUTE(GET, LOOK, "/receipts",
        RECEIPT_LIST, visit_none, see_receipts, RECEIPTS, 0)
    ROUTE(GET, LOOK, "/receipts/:leaf",
        RECEIPT_SHOW, in_receipt_slip, see_receipt, RECEIPTS, 0)
    ROUTE(GET, LOOK, "/receipts/full/:leaf",
        RECEIPT_SHOW, in_receipt_full, see_receipt, RECEIPTS, 0)
    ROUTE(GET, LOOK, "/receipt/verify",
        RECEIPT_VERIFY, in_receipt_verify, see_receipt_verify, NONE, 0)
    ROUTE(POST, LOOK, "/receipt/verify",
        RECEIPT_VERIFY, in_receipt_verify, see_receipt_verify, NONE, 0)
    /* saying: a concern in writing, by telephone, by a one-time link */
    ROUTE(GET, LOOK, "/report",
        DRAFT_LIST, in_reports, see_reports, REPORT, 0)
    ROUTE(POST, DO,  "/report",
        DRAFT_START, in_report_start, see_report_start, REPORT, 0)
    ROUTE(GET, LOOK, "/report/after/:leaf",
        REPORT_AFTER, in_report_after, see_report_after, REPORT, 0)
    ROUTE(GET, LOOK, "/report/:draft",
        DRAFT_SHOW, in_draft, see_draft, REPORT, 0)
    ROUTE(POST, DO,  "/report/:draft",
        DRAFT_SAVE, in_draft_children, see_draft_children, REPORT, 0)
    ROUTE(GET, LOOK, "/report/:draft/check-answers",
        DRAFT_SHOW, in_draft, see_draft_check, REPORT, 0)
    ROUTE(POST, DO,  "/report/:draft/check-answers",
        DRAFT_SEND, in_draft_send, see_draft_send, REPORT, 0)
    ROUTE(GET, LOOK, "/report/:draft/what-next",
        REPORT_SENT, in_draft_sent, see_draft_sent, REPORT, 0)
    ROUTE(GET, LOOK, "/report/:draft/throw-away",
        DRAFT_SHOW, in_draft, see_draft_drop_ask, REPORT, 0)
    ROUTE(POST, DO,  "/report/:draft/throw-away",
        DRAFT_DROP, in_draft, see_draft_drop, REPORT, 0)
    ROUTE(POST, DO,  "/report/:draft/save-field",
        DRAFT_SAVE, in_draft_field, see_draft_field, REPORT, BODY_TEXT)
    ROUTE(GET, LOOK, "/report/:draft/:section",
        DRAFT_SHOW, in_draft_section, see_draft_section, REPORT, 0)
    ROUTE(POST, DO,  "/report/:draft/:section",
        DRAFT_SAVE, in_draft_save, see_draft_save, REPORT, BODY_FILE)
    ROUTE(GET, LOOK, "/report/:draft/:section/:child",
        DRAFT_SHOW, in_draft_section, see_draft_section, REPORT, 0)
    ROUTE(POST, DO,  "/report/:draft/:section/:child",
        DRAFT_SAVE, in_draft_save, see_draft_save, REPORT, BODY_FILE)
    ROUTE(GET, LOOK, "/call",
        DRAFT_LIST, visit_none, see_calls, CALL, 0)
    ROUTE(POST, DO,  "/call",
        DRAFT_START, in_call_start, see_call_start, CALL, 0)
    ROUTE(GET, FIRST, "/call/check",
        CALL_FORM, visit_none, see_call_check_form, CALL, 0)
    ROUTE(POST, FIRST, "/call/check",
        CALL_CHECK, in_call_check, see_call_check, CALL, 0)
    ROUTE(GET, LOOK, "/call/:draft",
        DRAFT_SHOW, in_draft_section, see_draft_section, CALL, 0)
    ROUTE(POST, DO,  "/call/:draft",
        DRAFT_SAVE, in_draft_save, see_draft_save, CALL, BODY_TEXT)
    ROUTE(GET, LOOK, "/call/:draft/what-next",
        REPORT_SENT, in_draft_sent, see_draft_sent, CALL, 0)
    ROUTE(GET, LOOK, "/call/:draft/throw-away",
        DRAFT_SHOW, in_draft, see_draft_drop_ask, CALL, 0)
    ROUTE(POST, DO,  "/call/:draft/throw-away",
        DRAFT_DROP, in_draft, see_draft_drop, CALL, 0)
    ROUTE(POST, DO,  "/call/:draft/save-field",
        DRAFT_SAVE, in_draft_field, see_draft_field, CALL, BODY_TEXT)
    /* the short path */
    ROUTE(GET, LOOK, "/brief/team",
        SECOND_LOOKS, visit_none, see_second_looks, BRIEF, 0)
    ROUTE(GET, LOOK, "/brief/look/:draft",
        SECOND_LOOK, in_second_look, see_second_look, BRIEF, 0)
    ROUTE(POST, DO,  "/brief/look/:draft",
        SECOND_LOOK_SEND, in_second_look, see_second_look_done, BRIEF, 0)
    ROUTE(POST, DO,  "/brief/look/:draft/back",
        SECOND_LOOK_BACK, in_second_look_back, see_second_look_done, BRIEF, 0)
    ROUTE(GET, LOOK, "/brief",
        BRIEFS, visit_none, see_briefs, BRIEF, 0)
    ROUTE(POST, DO,  "/brief",
        DRAFT_START, in_brief_start, see_brief_start, BRIEF, 0)
    ROUTE(GET, LOOK, "/brief/:draft",
        DRAFT_SHOW, in_draft, see_draft, BRIEF, 0)
    ROUTE(GET, LOOK, "/brief/:draft/check-answers",
        DRAFT_SHOW, in_draft, see_draft_check, BRIEF, 0)
    ROUTE(POST, DO,  "/brief/:draft/check-answers",
        DRAFT_SEND, in_draft_send, see_draft_send, BRIEF, 0)
    ROUTE(GET, LOOK, "/brief/:draft/what-next",
        REPORT_SENT, in_draft_sent, see_draft_sent, BRIEF, 0)
    ROUTE(GET, LOOK, "/brief/:draft/throw-away",
        DRAFT_SHOW, in_draft, see_draft_drop_ask, BRIEF, 0)
    ROUTE(POST, DO,  "/brief/:draft/throw-away",
        DRAFT_DROP, in_draft, see_draft_drop, BRIEF, 0)
    ROUTE(POST, DO,  "/brief/:draft/save-field",
        DRAFT_SAVE, in_draft_field, see_draft_field, BRIEF, BODY_TEXT)
    ROUTE(GET, LOOK, "/brief/:draft/:section",
        DRAFT_SHOW, in_draft_section, see_draft_section, BRIEF, 0)
    ROUTE(POST, DO,  "/brief/:draft/:section",
        DRAFT_SAVE, in_draft_save, see_draft_save, BRIEF, BODY_FILE)
    /* recording about a child from the child's own page */
    ROUTE(GET, LOOK, "/child/:person/record",
        CASEWORK, in_casework, see_casework, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/record/:form",
        CASEWORK_FORM, in_casework_form, see_casework_form, NONE, 0)
    ROUTE(POST, DO,  "/child/:person/record/:form",
        CASEWORK_BEGIN, in_casework_begin, see_casework_begin, NONE, 0)
    ROUTE(POST, DO,  "/newcomer/:form",
        NEWCOMER, in_newcomer, see_casework_begin, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/plan",
        PLAN, in_plan, see_plan, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/chronology",
        CHRONOLOGY, in_chronology, see_chronology, NONE, 0)
    ROUTE(GET, SLOW, "/child/:person/chronology/pdf",
        CHRONOLOGY_PAPER, in_chronology, see_chronology_paper, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/chronology/:entry",
        SIGNIFICANCE, in_significance, see_significance, NONE, 0)
    ROUTE(POST, DO,  "/child/:person/chronology/:entry",
        SIGNIFICANCE_SAY, in_significance_say, see_significance_say, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/transfer",
        TRANSFER, in_casework, see_transfer, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/letters",
        LETTER_LIST, in_casework, see_letter_list, NONE, 0)
    ROUTE(GET, LOOK, "/letter/:entry",
        LETTER, in_letter, see_letter, NONE, 0)
    ROUTE(GET, SLOW, "/letter/:entry/pdf",
        LETTER_PAPER, in_letter, see_letter_paper, NONE, 0)
    ROUTE(POST, DO,  "/letter/:entry",
        LETTER_RELEASE, in_letter_release, see_letter_release, NONE, 0)
    ROUTE(GET, LOOK, "/plans/actions",
        PLAN_ACTIONS, in_plan_actions, see_plan_actions, HOME, 0)
    ROUTE(GET, LOOK, "/casework/:draft",
        DRAFT_SHOW, in_draft, see_draft, NONE, 0)
    ROUTE(POST, DO,  "/casework/:draft",
        DRAFT_SAVE, in_draft_children, see_draft_children, NONE, 0)
    ROUTE(GET, LOOK, "/casework/:draft/check-answers",
        DRAFT_SHOW, in_draft, see_draft_check, NONE, 0)
    ROUTE(POST, DO,  "/casework/:draft/check-answers",
        DRAFT_SEND, in_draft_send, see_draft_send, NONE, 0)
    ROUTE(GET, LOOK, "/casework/:draft/what-next",
        CASEWORK_SENT, in_draft, see_casework_sent, NONE, 0)
    ROUTE(GET, LOOK, "/casework/:draft/throw-away",
        DRAFT_SHOW, in_draft, see_draft_drop_ask, NONE, 0)
    ROUTE(POST, DO,  "/casework/:draft/throw-away",
        DRAFT_DROP, in_draft, see_draft_drop, NONE, 0)
    ROUTE(POST, DO,  "/casework/:draft/save-field",
        DRAFT_SAVE, in_draft_field, see_draft_field, NONE, BODY_TEXT)
    ROUTE(GET, LOOK, "/casework/:draft/:section",
        DRAFT_SHOW, in_draft_section, see_draft_section, NONE, 0)
    ROUTE(POST, DO,  "/casework/:draft/:section",
        DRAFT_SAVE, in_draft_save, see_draft_save, NONE, BODY_FILE)
    ROUTE(GET, LOOK, "/casework/:draft/:section/:child",
        DRAFT_SHOW, in_draft_section, see_draft_section, NONE, 0)
    ROUTE(POST, DO,  "/casework/:draft/:section/:child",
        DRAFT_SAVE, in_draft_save, see_draft_save, NONE, BODY_FILE)
    /* meetings */
    ROUTE(GET, LOOK, "/child/:person/meetings",
        MEETINGS, in_casework, see_meetings, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/meetings/:form",
        MEETING_FORM, in_meeting_form, see_meeting_form, NONE, 0)
    ROUTE(POST, DO,  "/child/:person/meetings/:form",
        MEETING_CALL, in_meeting_call, see_meeting_call, NONE, BODY_TEXT)
    ROUTE(GET, LOOK, "/meeting/:thread",
        MEETING, in_meeting, see_meeting, NONE, 0)
    ROUTE(POST, DO,  "/meeting/:thread/begin",
        MEETING_BEGIN, in_meeting, see_meeting_begin, NONE, 0)
    ROUTE(GET, LOOK, "/meeting/:thread/live",
        MEETING_LIVE, in_meeting, see_meeting_live, NONE, 0)
    ROUTE(GET, LOOK, "/meeting/:thread/changed",
        MEETING_CHANGED, in_meeting, see_meeting_changed, NONE, 0)
    ROUTE(POST, DO,  "/meeting/:thread/live",
        MEETING_TYPE, in_meeting_type, see_meeting_type, NONE, BODY_TEXT)
    ROUTE(POST, DO,  "/meeting/:thread/save-field",
        MEETING_TYPE, in_meeting_field, see_meeting_field, NONE, BODY_TEXT)
    ROUTE(GET, LOOK, "/meeting/:thread/calendar",
        MEETING, in_meeting, see_meeting_calendar, NONE, 0)
    ROUTE(GET, LOOK, "/meeting/:thread/:form",
        MEETING, in_meeting_say_form, see_meeting_say_form, NONE, 0)
    ROUTE(POST, DO,  "/meeting/:thread/:form",
        MEETING_SAY, in_meeting_say, see_meeting_say, NONE, BODY_FILE)
    ROUTE(GET, LOOK, "/papers/:paper",
        PAPER_GET, in_paper, see_paper, NONE, 0)
    ROUTE(GET, LOOK, "/invites",
        INVITE_LIST, in_invites, see_invites, CALL, 0)
    ROUTE(POST, DO,  "/invites",
        INVITE_MAKE, in_invite_make, see_invite_make, CALL, 0)
    ROUTE(POST, LOOK, "/invites/made",
        INVITE_LIST, in_invites, see_invite_made, CALL, 0)
    ROUTE(GET, LOOK, "/invite/:secret",
        INVITE_OPEN, in_invite, see_invite, NONE, 0)
    ROUTE(POST, DO,  "/invite/:secret",
        DRAFT_START, in_invite_start, see_invite_start, NONE, 0)
    ROUTE(GET, LOOK, "/invite/:secret/:draft",
        DRAFT_SHOW, in_draft, see_draft, NONE, 0)
    ROUTE(POST, DO,  "/invite/:secret/:draft",
        DRAFT_SAVE, in_draft_children, see_draft_children, NONE, 0)
    ROUTE(GET, LOOK, "/invite/:secret/:draft/check-answers",
        DRAFT_SHOW, in_draft, see_draft_check, NONE, 0)
    ROUTE(POST, DO,  "/invite/:secret/:draft/check-answers",
        DRAFT_SEND, in_draft_send, see_draft_send, NONE, 0)
    ROUTE(GET, LOOK, "/invite/:secret/:draft/what-next",
        REPORT_SENT, in_draft_sent, see_draft_sent, NONE, 0)
    ROUTE(GET, LOOK, "/invite/:secret/:draft/throw-away",
        DRAFT_SHOW, in_draft, see_draft_drop_ask, NONE, 0)
    ROUTE(POST, DO,  "/invite/:secret/:draft/throw-away",
        DRAFT_DROP, in_draft, see_draft_drop, NONE, 0)
    ROUTE(POST, DO,  "/invite/:secret/:draft/save-field",
        DRAFT_SAVE, in_draft_field, see_draft_field, NONE, BODY_TEXT)
    ROUTE(GET, LOOK, "/invite/:secret/:draft/:section",
        DRAFT_SHOW, in_draft_section, see_draft_section, NONE, 0)
    ROUTE(POST, DO,  "/invite/:secret/:draft/:section",
        DRAFT_SAVE, in_draft_save, see_draft_save, NONE, BODY_FILE)
    ROUTE(GET, LOOK, "/invite/:secret/:draft/:section/:child",
        DRAFT_SHOW, in_draft_section, see_draft_section, NONE, 0)
    ROUTE(POST, DO,  "/invite/:secret/:draft/:section/:child",
        DRAFT_SAVE, in_draft_save, see_draft_save, NONE, BODY_FILE)
    /* home, a child, finding, the tour, custodian, ledger, accounts, help */
    ROUTE(GET, LOOK, "/home",
        HOME, in_home, see_home, HOME, 0)
    ROUTE(POST, DO,  "/notice/:notice",
        NOTICE_READ, in_notice_done, see_notice_done, HOME, 0)
    ROUTE(GET, LOOK, "/child/:person",
        CHILD, in_child, see_child, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/handover",
        HANDOVER, in_casework, see_handover, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/looked",
        CHILD_LOOKED, in_child_looked, see_child_looked, NONE, 0)
    ROUTE(GET, LOOK, "/child/:person/print",
        CHILD_PRINT, in_child, see_child_print, NONE, 0)
    ROUTE(POST, DO,  "/child/place/:person",
        LOCATION_OPEN, in_child_place, see_child_place, NONE, 0)
    ROUTE(GET, LOOK, "/find",
        FIND, in_find_form, see_find, FIND, 0)
    ROUTE(POST, LOOK, "/find",
        FIND, in_find, see_find, FIND, 0)
    ROUTE(GET, LOOK, "/tour",
        TOUR, visit_none, see_tour, NONE, 0)
    ROUTE(GET, LOOK, "/tour/readers",
        TOUR_READERS, visit_none, see_tour_readers, NONE, 0)
    ROUTE(POST, DO,  "/tour/as/:account",
        TOUR_SIGN_IN, in_tour_sign_in, see_tour_sign_in, NONE, 0)
    ROUTE(POST, DO,  "/tour/reset",
        TOUR_RESET, visit_none, see_tour_reset, NONE, 0)
    ROUTE(GET, LOOK, "/clock",
        CLOCK_LOOK, visit_none, see_clock, NONE, 0)
    ROUTE(POST, DO,  "/clock",
        CLOCK_MOVE, in_clock_move, see_clock_move, NONE, 0)
    ROUTE(GET, LOOK, "/custody",
        CUSTODY, in_custody, see_custody, CUSTODY, 0)
    ROUTE(GET, LOOK, "/custody/child/:person",
        CUSTODY_CHILD, in_custody_child, see_custody_child, CUSTODY, 0)
    ROUTE(POST, LOOK, "/custody/child/:person",
        CUSTODY_CHILD, in_custody_child, see_custody_child, CUSTODY, 0)
    ROUTE(POST, DO,  "/custody/label/:source",
        LABEL_SET, in_label_set, see_label, CUSTODY, 0)
    ROUTE(POST, DO,  "/custody/list/:source",
        LABEL_INVITE, in_label_admit, see_label, CUSTODY, 0)
    ROUTE(GET, LOOK, "/import",
        IMPORT_LIST, visit_none, see_imports, CUSTODY, 0)
    ROUTE(GET, LOOK, "/import/new",
        IMPORT_LIST, visit_none, see_import_form, CUSTODY, 0)
    ROUTE(POST, SLOW, "/import/new",
        IMPORT_SHOW, in_import_new, see_import_new, CUSTODY, BODY_IMPORT)
    ROUTE(POST, SLOW, "/import/out",
        REGISTER_OUT, visit_none, see_register_out, CUSTODY, 0)
    ROUTE(GET, LOOK, "/import/:batch",
        IMPORT_SHOW, in_import, see_import, CUSTODY, 0)
    ROUTE(GET, LOOK, "/import/:batch/rows/:kind",
        IMPORT_SHOW, in_import_rows, see_import_part, CUSTODY, 0)
    ROUTE(GET, LOOK, "/import/:batch/absent",
        IMPORT_SHOW, in_import_absent, see_import_part, CUSTODY, 0)
    ROUTE(GET, LOOK, "/import/:batch/checks",
        IMPORT_SHOW, in_import_checks, see_import_part, CUSTODY, 0)
    ROUTE(GET, LOOK, "/import/:batch/relied",
        IMPORT_SHOW, in_import_relied, see_import_relied, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/settle",
        IMPORT_SETTLE, in_import_settle, see_import_settled, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/columns",
        IMPORT_MAP, in_import_map, see_import_done, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/decide",
        IMPORT_DECIDE, in_import_decide, see_import_decided, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/send",
        IMPORT_SEND, in_import_send, see_import_done, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/approve",
        IMPORT_APPROVE, in_import_step, see_import_done, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/undo",
        IMPORT_UNDO, in_import_undo, see_import_done, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/approve-undo",
        IMPORT_UNDO_APPROVE, in_import_step, see_import_done, CUSTODY, 0)
    ROUTE(POST, DO,  "/import/:batch/drop",
        IMPORT_DROP, in_import_step, see_import_dropped, CUSTODY, 0)
    ROUTE(POST, DO,  "/custody/dealt/:notice",
        NOTICE_READ, in_notice_done, see_ring_dealt, CUSTODY, 0)
    ROUTE(POST, DO,  "/custody/unlist/:source",
        LABEL_DISMISS, in_label_dismiss, see_label, CUSTODY, 0)
    ROUTE(GET, LOOK, "/ledger",
        LEDGER, in_ledger, see_ledger, LEDGER, 0)
    ROUTE(GET, SLOW, "/ledger/unusual",
        LEDGER_UNUSUAL, in_ledger_all, see_unusual, LEDGER, 0)
    ROUTE(POST, SLOW, "/ledger/verify",
        LEDGER_VERIFY, in_ledger_all, see_ledger_verify, LEDGER, 0)
    ROUTE(POST, SLOW, "/ledger/copy",
        LEDGER_BUNDLE, in_ledger_all, see_ledger_bundle, LEDGER, 0)
    ROUTE(POST, SLOW, "/ledger/check",
        LEDGER_CHECK, in_ledger_check, see_ledger_check, LEDGER, BODY_LEDGER)
    ROUTE(GET, SLOW, "/packs",
        PACK_LIST, in_accounts, see_packs, PACKS, 0)
    ROUTE(GET, LOOK, "/health",
        HEALTH, in_accounts, see_health, HEALTH, 0)
    ROUTE(GET, SLOW, "/coverage",
        COVERAGE, in_accounts, see_coverage, HEALTH, 0)
    ROUTE(GET, SLOW, "/custody/coverage",
        COVERAGE, in_coverage_kept, see_coverage, CUSTODY, 0)
    ROUTE(GET, SLOW, "/compliance/coverage",
        COVERAGE, in_coverage_audited, see_coverage, COMPLIANCE, 0)
    ROUTE(GET, SLOW, "/ledger/coverage",
        COVERAGE, in_coverage_audited, see_coverage, LEDGER, 0)
    ROUTE(GET, LOOK, "/agencies",
        AGENCY_LIST, in_agencies, see_agencies, AGENCIES, 0)
    ROUTE(GET, LOOK, "/agencies/new",
        AGENCY_LIST, in_agencies, see_agency_form, AGENCIES, 0)
    ROUTE(POST, DO,  "/agencies/new",
        AGENCY_NEW, in_agency_new, see_agency_new, AGENCIES, 0)
    ROUTE(GET, LOOK, "/agencies/:agency",
        AGENCY_SHOW, in_agency, see_agency, AGENCIES, 0)
    ROUTE(POST, DO,  "/agencies/:agency/end",
        AGENCY_END, in_agency, see_agency_ended, AGENCIES, 0)
    ROUTE(GET, LOOK, "/agencies/:agency/desks",
        AGENCY_SHOW, in_agency, see_desk_form, AGENCIES, 0)
    ROUTE(POST, DO,  "/agencies/:agency/desks",
        DESK_NEW, in_desk_new, see_desk_new, AGENCIES, 0)
    ROUTE(GET, LOOK, "/agencies/:agency/desks/:desk",
        AGENCY_SHOW, in_agency, see_numbers_form, AGENCIES, 0)
    ROUTE(POST, DO,  "/agencies/:agency/desks/:desk",
        DESK_NUMBERS, in_desk_numbers, see_numbers, AGENCIES, 0)
    ROUTE(GET, LOOK, "/agencies/:agency/accounts",
        AGENCY_SHOW, in_account_there, see_account_there, AGENCIES, 0)
    ROUTE(POST, SLOW, "/agencies/:agency/accounts",
        ACCOUNT_NEW, in_account_new_there, see_account_new, AGENCIES, 0)
    ROUTE(GET, LOOK, "/accounts",
        ACCOUNT_LIST, in_accounts, see_accounts, ACCOUNTS, 0)
    ROUTE(GET, LOOK, "/accounts/new",
        ACCOUNT_LIST, in_accounts, see_account_form, ACCOUNTS, 0)
    ROUTE(POST, SLOW, "/accounts/new",
        ACCOUNT_NEW, in_account_new, see_account_new, ACCOUNTS, 0)
    ROUTE(GET, LOOK, "/accounts/:account",
        ACCOUNT_SHOW, in_account, see_account, ACCOUNTS, 0)
    ROUTE(POST, LOOK, "/accounts/:account",
        ACCOUNT_SHOW, in_account, see_account, ACCOUNTS, 0)
    ROUTE(POST, DO,  "/accounts/confirm/:account",
        ACCOUNT_CONFIRM, in_account, see_account_done, ACCOUNTS, 0)
    ROUTE(POST, DO,  "/accounts/grant/:account",
        ACCOUNT_GRANT, in_account_grant, see_account_done, ACCOUNTS, 0)
    ROUTE(POST, DO,  "/accounts/revoke/:account",
        ACCOUNT_REVOKE, in_account_grant, see_account_done, ACCOUNTS, 0)
    ROUTE(POST, SLOW, "/accounts/reset/:account",
        ACCOUNT_RESET, in_account_reset, see_account_reset, ACCOUNTS, 0)
    ROUTE(POST, DO,  "/accounts/end/:account",
        ACCOUNT_END, in_account, see_account_done, ACCOUNTS, 0)
    ROUTE(GET, LOOK, "/relatives",
        KIN_LIST, visit_none, see_relatives, CUSTODY, 0)
    ROUTE(POST, DO,  "/relatives/clear/:account",
        KIN_CLEAR, in_relative, see_relative_done, CUSTODY, 0)
    ROUTE(POST, DO,  "/relatives/restore/:account",
        KIN_RESTORE, in_relative, see_relative_done, CUSTODY, 0)
    ROUTE(GET, LOOK, "/help",
        PLAIN_PAGE, visit_none, see_help, NONE, 0)
    ROUTE(GET, LOOK, "/accessibility",
        PLAIN_PAGE, visit_none, see_accessibility, NONE, 0)
    ROUTE(GET, LOOK, "/privacy",
        PLAIN_PAGE, visit_none, see_privacy, NONE, 0)
    /* deciding and answering */
    ROUTE(GET, LOOK, "/inbox",
        INBOX, in_inbox, see_inbox, INBOX, 0)
    ROUTE(GET, LOOK, "/workload",
        WORKLOAD, visit_none, see_workload, WORKLOAD, 0)
    ROUTE(GET, LOOK, "/signals",
        SIGNALS, visit_none, see_signals, COMPLIANCE, 0)
    ROUTE(GET, LOOK, "/signals/:signal",
        SIGNAL_LIST, in_signal_list, see_signal_list, COMPLIANCE, 0)
    ROUTE(POST, DO,  "/signals/:signal/off",
        SIGNAL_OFF, in_signal, see_signal_done, COMPLIANCE, 0)
    ROUTE(POST, DO,  "/signals/:signal/on",
        SIGNAL_ON, in_signal, see_signal_done, COMPLIANCE, 0)
    ROUTE(GET, LOOK, "/tasks",
        TASKS, in_tasks, see_tasks, HOME, 0)
    ROUTE(GET, LOOK, "/caseload",
        CASELOAD, visit_none, see_caseload, CASELOAD, 0)
    ROUTE(GET, LOOK, "/caseload/:account",
        CASELOAD_LIST, in_caseload_list, see_caseload_list, CASELOAD, 0)
    ROUTE(POST, LOOK, "/caseload/:account/choose",
        CASELOAD_FORM, in_caseload_pick, see_caseload_form, CASELOAD, 0)
    ROUTE(POST, DO,  "/caseload/:account/give",
        CASELOAD_GIVE, in_caseload_give, see_caseload_given, CASELOAD, 0)
    ROUTE(GET, LOOK, "/leavers",
        LEAVERS, visit_none, see_leavers, CASELOAD, 0)
    ROUTE(POST, DO,  "/accounts/leaves/:account",
        ACCOUNT_LEAVES, in_account_leaves, see_account_done, ACCOUNTS, 0)
    ROUTE(GET, LOOK, "/compliance",
        COMPLIANCE, visit_none, see_compliance, COMPLIANCE, 0)
    ROUTE(GET, LOOK, "/compliance/list",
        COMPLIANCE_LIST, in_compliance_list, see_compliance_list, COMPLIANCE, 0)
    ROUTE(GET, LOOK, "/compliance/attendance",
        ATTENDANCE, in_attendance, see_attendance, COMPLIANCE, 0)
    ROUTE(GET, LOOK, "/concern/:thread",
        CONCERN, in_concern, see_concern, INBOX, 0)
    ROUTE(GET, LOOK, "/concern/:thread/child/:source",
        CONCERN, in_concern, see_concern, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/reporter",
        REPORTER_OPEN, in_concern_reporter, see_concern_reporter, INBOX, 0)
    ROUTE(GET, LOOK, "/concern/:thread/:source/record/:form",
        CONCERN_FORM, in_concern_form, see_concern_form, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/record/:form",
        CONCERN_RECORD, in_concern_record, see_concern_record, INBOX, BODY_FILE)
    ROUTE(GET, LOOK, "/concern/:thread/:source/same/:other",
        LINK_LOOK, in_link_same, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/same/:other",
        LINK_SAY, in_link_same, see_link, INBOX, 0)
    ROUTE(GET, LOOK, "/concern/:thread/:source/apart/:other",
        LINK_LOOK, in_link_apart, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/apart/:other",
        LINK_SAY, in_link_apart, see_link, INBOX, 0)
    ROUTE(GET, LOOK, "/pairs",
        PAIRS, visit_none, see_pairs, FIND, 0)
    ROUTE(POST, DO,  "/pairs",
        PAIR_PROPOSE, in_pair_put, see_pair_put, FIND, 0)
    ROUTE(POST, SLOW, "/pairs/file",
        PAIR_BRING, in_pair_file, see_pair_file, FIND, BODY_FILE)
    ROUTE(GET, LOOK, "/pairs/several/:origin",
        PAIRS_SEVERAL, in_pairs_several, see_pairs_several, FIND, 0)
    ROUTE(POST, DO,  "/pairs/several/:origin",
        PAIRS_SAY, in_pairs_say, see_pairs_said, FIND, 0)
    ROUTE(GET, LOOK, "/pairs/:pair",
        PAIR, in_pair, see_pair, FIND, 0)
    ROUTE(GET, LOOK, "/pairs/:pair/same",
        PAIR, in_pair_same, see_pair, FIND, 0)
    ROUTE(POST, DO,  "/pairs/:pair/same",
        PAIR_SAY, in_pair_same, see_pair_said, FIND, 0)
    ROUTE(GET, LOOK, "/pairs/:pair/apart",
        PAIR, in_pair_apart, see_pair, FIND, 0)
    ROUTE(POST, DO,  "/pairs/:pair/apart",
        PAIR_SAY, in_pair_apart, see_pair_said, FIND, 0)
    ROUTE(GET, LOOK, "/pairs/:pair/twins",
        PAIR, in_pair_twins, see_pair, FIND, 0)
    ROUTE(POST, DO,  "/pairs/:pair/twins",
        PAIR_SAY, in_pair_twins, see_pair_said, FIND, 0)
    ROUTE(POST, DO,  "/pairs/:pair/unsure",
        PAIR_SAY, in_pair_unsure, see_pair_said, FIND, 0)
    ROUTE(GET, LOOK, "/differences",
        DIFFERENCES, in_differences, see_differences, FIND, 0)
    ROUTE(GET, LOOK, "/differences/file/:agency",
        DIFFERENCE_FILE, in_difference_file, see_difference_file, FIND, 0)
    ROUTE(POST, DO,  "/differences/:source/:field",
        DIFFERENCE_SAY, in_difference, see_difference_said, FIND, 0)
    ROUTE(GET, LOOK, "/concern/:thread/:source/twins/:other",
        LINK_LOOK, in_link_twins, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/twins/:other",
        LINK_SAY, in_link_twins, see_link, INBOX, 0)
    ROUTE(GET, LOOK, "/concern/:thread/:source/order/:other",
        LINK_LOOK, in_link_order, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/order/:other",
        LINK_SAY, in_link_order, see_link, INBOX, 0)
    ROUTE(GET, LOOK, "/concern/:thread/:source/over/:link",
        LINK_LOOK, in_link_over, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/over/:link",
        LINK_SAY, in_link_over, see_link, INBOX, 0)
    ROUTE(GET, LOOK, "/concern/:thread/:source/undo/:link",
        LINK_LOOK, in_link_undo, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/undo/:link",
        LINK_SAY, in_link_undo, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/move/:link",
        LINK_SAY, in_link_move, see_link, INBOX, 0)
    ROUTE(POST, DO,  "/concern/:thread/:source/keep/:link",
        LINK_SAY, in_link_keep, see_link, INBOX, 0)
    ROUTE(GET, LOOK, "/reported",
        REPORTED_LIST, in_reported_list, see_reported_list, REPORTED, 0)
    ROUTE(GET, LOOK, "/reported/:thread",
        REPORTED, in_reported, see_reported, REPORTED, 0)
    ROUTE(GET, LOOK, "/reported/:thread/disagree",
        CONCERN_FORM, in_disagree_form, see_concern_form, REPORTED, 0)
    ROUTE(POST, DO,  "/reported/:thread/disagree",
        CONCERN_RECORD, in_disagree, see_concern_record, REPORTED, BODY_TEXT)
};
#undef ROUTE
/* clang-format on */
const size_t web_routes_count = sizeof(web_routes) / sizeof(*web_routes);
