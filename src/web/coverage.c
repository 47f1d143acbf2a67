/*
 * Nothing on it leads to a child: there are no links but back.
 */
#include "web/coverage.h"

static const enum msg field_msgs[COVERAGE_FIELDS] = {
    [COVERAGE_NAME] = MSG_COVERAGE_NAME,
    [COVERAGE_BIRTH] = MSG_COVERAGE_BIRTH,
    [COVERAGE_SEX] = MSG_COVERAGE_SEX,
    [COVERAGE_LANGUAGE] = MSG_COVERAGE_LANGUAGE,
    [COVERAGE_ETHNICITY] = MSG_COVERAGE_ETHNICITY,
    [COVERAGE_DISABILITY] = MSG_COVERAGE_DISABILITY,
    [COVERAGE_NHS] = MSG_COVERAGE_NHS,
    [COVERAGE_TRACED] = MSG_COVERAGE_TRACED,
    [COVERAGE_UPN] = MSG_COVERAGE_UPN,
};

enum msg
coverage_msg(enum coverage_field f)
{
    return field_msgs[f];
}

static enum err
in_coverage(struct visit *v, struct str purpose)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, purpose)->id;
    return OK;
}

enum err
in_coverage_audited(struct visit *v)
{
    return in_coverage(v, S("oversight"));
}

enum err
in_coverage_kept(struct visit *v)
{
    return in_coverage(v, S("duty"));
}

void
see_coverage(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    coverage_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}
