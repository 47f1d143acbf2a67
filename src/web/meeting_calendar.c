/*
 * A called meeting for somebody's calendar: that there is one, and when.  A
 * calendar is read by whoever shares it, synchronises it or stands behind
 * its owner: no child, no kind, no place and no way here is in it.
 */
#include "base/hash.h"
#include "web/meeting.h"

#define LINE S("\r\n")

static void
line(struct buf *b, struct str name, struct str value)
{
    buf_add(b, name);
    buf_add_byte(b, ':');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == ',' || value.p[i] == ';' || value.p[i] == '\\')
            buf_add_byte(b, '\\');
        buf_add_byte(b, value.p[i]);
    }
    buf_add(b, LINE);
}

/* 20270312T100000Z */
static struct str
stamp(struct arena *a, struct moment m)
{
    struct str text = moment_text(a, m);
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '-' && text.p[i] != ':')
            buf_add_byte(&b, text.p[i]);
    return buf_str(&b);
}

/* The same for the same meeting, and no address of its page. */
static struct str
name_of(struct arena *a, struct id thread)
{
    struct str    all = str_cat(a, S("calendar:"), id_text(a, thread));
    struct digest d = hash_sha256(all);

    return str_hex(a, str_sub(hash_str(&d), 0, sizeof d.b / 2));
}

struct str
meeting_calendar(struct page *pg, const struct meeting_page *m)
{
    struct buf b;

    buf_init(&b, pg->arena);
    line(&b, S("BEGIN"), S("VCALENDAR"));
    line(&b, S("VERSION"), S("2.0"));
    line(&b, S("PRODID"), S("-//Diogel//Diogel//CY"));
    line(&b, S("METHOD"), S("PUBLISH"));
    line(&b, S("BEGIN"), S("VEVENT"));
    line(&b, S("UID"), name_of(pg->arena, m->thread));
    line(&b, S("DTSTAMP"), stamp(pg->arena, pg->now));
    line(&b, S("DTSTART"), stamp(pg->arena, m->at));
    line(&b, S("SUMMARY"), lang_text(pg->lang, MSG_MEETING_CALENDAR_SUMMARY));
    line(&b, S("CLASS"), S("PRIVATE"));
    line(&b, S("END"), S("VEVENT"));
    line(&b, S("END"), S("VCALENDAR"));
    return buf_str(&b);
}

void
see_meeting_calendar(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        response_download(v->resp, S("text/calendar; charset=utf-8"),
            lang_text(v->page.lang, MSG_MEETING_CALENDAR_FILE),
            meeting_calendar(&v->page, answer->with));
}
