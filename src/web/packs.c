/*
 * What somebody may, in words; whom and what it is about are the pack's.
 */
#include "web/packs.h"

static const enum msg verb_msgs[VERB_COUNT] = {
    [MAY_CHECK] = MSG_PACKS_CHECK,
    [MAY_CHECK_DISCREET] = MSG_PACKS_CHECK_DISCREET,
    [MAY_CHECK_FOR_CALLER] = MSG_PACKS_CHECK_FOR_CALLER,
    [MAY_REPORT] = MSG_PACKS_REPORT,
    [MAY_TAKE_CALL] = MSG_PACKS_TAKE_CALL,
    [MAY_LIST] = MSG_PACKS_LIST,
    [MAY_OVERSEE] = MSG_PACKS_OVERSEE,
    [MAY_SEARCH] = MSG_PACKS_SEARCH,
    [MAY_READ] = MSG_PACKS_READ,
    [MAY_RECORD] = MSG_PACKS_RECORD,
    [MAY_DECIDE] = MSG_PACKS_DECIDE,
    [MAY_LINK] = MSG_PACKS_LINK,
    [MAY_ALLOCATE] = MSG_PACKS_ALLOCATE,
    [MAY_TRANSLATE] = MSG_PACKS_TRANSLATE,
    [MAY_FEEDBACK] = MSG_PACKS_FEEDBACK,
    [MAY_CHALLENGE] = MSG_PACKS_CHALLENGE,
    [MAY_OPEN] = MSG_PACKS_OPEN,
    [MAY_SEE_LOOKERS] = MSG_PACKS_SEE_LOOKERS,
    [MAY_IMPORT] = MSG_PACKS_IMPORT,
    [MAY_IMPORT_OWN] = MSG_PACKS_IMPORT_OWN,
    [MAY_APPROVE] = MSG_PACKS_APPROVE,
    [MAY_GRANT] = MSG_PACKS_GRANT,
    [MAY_CONFIRM] = MSG_PACKS_CONFIRM,
    [MAY_AUDIT] = MSG_PACKS_AUDIT,
    [MAY_ADMINISTER] = MSG_PACKS_ADMINISTER,
};
static const enum msg depth_msgs[] = {
    [DEPTH_NONE] = MSG_PACKS_NONE,
    [DEPTH_EXISTS] = MSG_PACKS_EXISTS,
    [DEPTH_SUMMARY] = MSG_PACKS_SUMMARY,
    [DEPTH_FULL] = MSG_PACKS_FULL,
};

enum msg
packs_verb_msg(const struct gain *g)
{
    return g->every_verb ? MSG_PACKS_EVERYTHING : verb_msgs[g->verb];
}

enum msg
packs_depth_msg(enum depth d)
{
    return depth_msgs[d];
}

struct str
packs_version(struct page *pg, const struct pack *p)
{
    return str_of_int(pg->arena, p->version);
}

void
see_packs(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    packs_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}
