/*
 * Words for orders and their ends: a bail condition lasts its whole day,
 * police protection ends by the minute.
 */
#include "web/legal.h"

struct str
legal_time(struct page *pg, struct moment m)
{
    struct date d = zone_date(pg->zone, m);

    return zone_day_end(pg->zone, d).us == m.us ? page_date(pg, d)
                                                : page_time(pg, m);
}

enum msg
legal_medical_msg(const struct child_legal *l)
{
    return !date_is_none(l->shared) ? MSG_LEGAL_SHARED
        : !date_is_none(l->done)    ? MSG_LEGAL_DONE
                                    : MSG_LEGAL_ASKED;
}

struct date
legal_medical_day(const struct child_legal *l)
{
    return !date_is_none(l->shared) ? l->shared
        : !date_is_none(l->done)    ? l->done
                                    : l->asked;
}
