/*
 * zone -- a zone as a table of the moments at which its offset changes.
 *
 * ICU knows the zones, but its calendars are not to be shared by threads
 * and cost microseconds a question.  It is asked once, when the zone is
 * made, for every change in 1900..2200; from then on the table is constant
 * and a question is a binary search.  Before the table its first offset
 * goes on, after it the last.
 *
 * Dates in words are written here and not by ICU, whose Welsh has no style
 * for work lists and changes with its releases.
 */
#include "base/zone.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>

#include "base/buf.h"

#define NAME_MOST 64 /* the longest zone name has about 30 characters */
#define CHANGES_MOST 4096
#define US_A_MS ((int64_t)1000)
#define US_A_SECOND ((int64_t)1000000)
#define US_A_DAY (86400 * US_A_SECOND)
#define TABLE_BEGIN (-2208988800000.0) /* 1900-01-01, ms since 1970 */
#define TABLE_END 7258118400000.0      /* 2200-01-01 */

/* From this moment on, local time is UTC and offset. */
struct change {
    int64_t from;
    int64_t offset;
};

struct zone {
    size_t         n; /* at least 1; the first is from the beginning */
    size_t         room;
    struct change *changes;
};

/* Sets *out to the name ICU takes; false for what cannot be a name. */
static bool
name_for_icu(struct str name, UChar out[NAME_MOST])
{
    if (name.n == 0 || name.n >= NAME_MOST)
        return false;
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] <= ' ' || name.p[i] > '~')
            return false;
        out[i] = (UChar)name.p[i];
    }
    out[name.n] = 0;
    return true;
}

/* ICU opens an unknown name as UTC without a word, so it is asked first;
 * and it knows one name, Etc/Unknown, that says the same. */
static bool
is_zone_name(const UChar *name, int32_t n)
{
    static const UChar unknown[] = u"Etc/Unknown";

    UErrorCode status = U_ZERO_ERROR;
    UBool      is_system;
    UChar      canonical[NAME_MOST];
    int32_t    got;

    got = ucal_getCanonicalTimeZoneID(name, n, canonical, NAME_MOST, &is_system,
        &status);
    if (U_FAILURE(status) || got <= 0 || got >= NAME_MOST)
        return false;
    return memcmp(canonical, unknown, sizeof unknown) != 0;
}

static int64_t
offset_at(UCalendar *cal, UDate ms, UErrorCode *status)
{
    int32_t standard, summer;

    ucal_setMillis(cal, ms, status);
    standard = ucal_get(cal, UCAL_ZONE_OFFSET, status);
    summer = ucal_get(cal, UCAL_DST_OFFSET, status);
    return (standard + summer) * US_A_MS;
}

static void
add_change(struct zone *z, int64_t from, int64_t offset)
{
    if (z->n == z->room) {
        size_t         room = z->room ? 2 * z->room : 128;
        struct change *more = realloc(z->changes, room * sizeof *more);

        if (!more)
            BUG("out of memory");
        z->room = room;
        z->changes = more;
    }
    z->changes[z->n++] = (struct change){from, offset};
}

/* ICU counts a change of name alone as a change; the table leaves it out. */
static enum err
read_changes(struct zone *z, UCalendar *cal)
{
    UErrorCode status = U_ZERO_ERROR;
    UDate      at = TABLE_BEGIN;
    int64_t    offset = offset_at(cal, at, &status);

    add_change(z, INT64_MIN, offset);
    while (U_SUCCESS(status)) {
        ucal_setMillis(cal, at, &status);
        if (!ucal_getTimeZoneTransitionDate(cal, UCAL_TZ_TRANSITION_NEXT, &at,
                &status))
            break;
        if (at >= TABLE_END)
            break;
        offset = offset_at(cal, at, &status);
        if (offset != z->changes[z->n - 1].offset)
            add_change(z, (int64_t)at * US_A_MS, offset);
        if (z->n > CHANGES_MOST)
            return ERR_FILE;
    }
    return U_SUCCESS(status) ? OK : ERR_FILE;
}

enum err
zone_new(struct str name, struct zone **out)
{
    UErrorCode   status = U_ZERO_ERROR;
    UChar        wide[NAME_MOST];
    UCalendar   *cal;
    struct zone *z;
    enum err     e;

    assert(out);
    if (!name_for_icu(name, wide) || !is_zone_name(wide, (int32_t)name.n))
        return ERR_INVALID;
    cal = ucal_open(wide, (int32_t)name.n, "en", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return ERR_FILE;
    z = calloc(1, sizeof *z);
    if (!z)
        BUG("out of memory");
    e = read_changes(z, cal);
    ucal_close(cal);
    if (e) {
        zone_free(z);
        return e;
    }
    *out = z;
    return OK;
}

void
zone_free(struct zone *z)
{
    if (!z)
        return;
    free(z->changes);
    free(z);
}

/* The number of the change in force at that moment. */
static size_t
find(const struct zone *z, int64_t us)
{
    size_t low = 0;
    size_t high = z->n;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (z->changes[middle].from <= us)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct civil
zone_civil(const struct zone *z, struct moment m)
{
    int64_t days, us, second;

    assert(z);
    /* Divided before the offset is added, which then cannot overflow. */
    days = m.us / US_A_DAY;
    us = m.us % US_A_DAY + z->changes[find(z, m.us)].offset;
    days += us / US_A_DAY;
    us %= US_A_DAY;
    if (us < 0) {
        days--;
        us += US_A_DAY;
    }
    second = us / US_A_SECOND;
    /* int64_t of microseconds holds some 107 million days each way. */
    return (struct civil){.date = date_of_days((int32_t)days),
        .hour = (int8_t)(second / 3600),
        .minute = (int8_t)(second / 60 % 60),
        .second = (int8_t)(second % 60)};
}

struct date
zone_date(const struct zone *z, struct moment m)
{
    return zone_civil(z, m).date;
}

/*
 * A wall-clock time is looked for under each offset in turn, from a day
 * before, since no offset is larger: the first whose time is not yet over
 * then has it, or, when its time had not begun, it fell into the gap.
 */
static int64_t
moment_of_wall(const struct zone *z, int64_t wall)
{
    size_t  i = find(z, wall - US_A_DAY);
    int64_t us;

    us = wall - z->changes[i].offset;
    while (i + 1 < z->n && us >= z->changes[i + 1].from) {
        i++;
        us = wall - z->changes[i].offset;
    }
    return us < z->changes[i].from ? z->changes[i].from : us;
}

struct moment
zone_moment(const struct zone *z, struct civil c)
{
    int32_t second;

    assert(z);
    assert(c.hour >= 0 && c.hour < 24);
    assert(c.minute >= 0 && c.minute < 60);
    assert(c.second >= 0 && c.second < 60);
    second = (c.hour * 60 + c.minute) * 60 + c.second;
    return (struct moment){
        moment_of_wall(z, date_days(c.date) * US_A_DAY + second * US_A_SECOND)};
}

struct moment
zone_day_end(const struct zone *z, struct date d)
{
    int64_t next = date_days(d) + (int64_t)1;

    assert(z);
    return (struct moment){moment_of_wall(z, next * US_A_DAY) - 1};
}

static const struct str month_names[LANG_COUNT][12] = {
    [LANG_CY] = {S_INIT("Ionawr"), S_INIT("Chwefror"), S_INIT("Mawrth"),
                 S_INIT("Ebrill"), S_INIT("Mai"), S_INIT("Mehefin"),
                 S_INIT("Gorffennaf"), S_INIT("Awst"), S_INIT("Medi"),
                 S_INIT("Hydref"), S_INIT("Tachwedd"), S_INIT("Rhagfyr")},
    [LANG_EN] = {S_INIT("January"), S_INIT("February"), S_INIT("March"),
                 S_INIT("April"), S_INIT("May"), S_INIT("June"),
                 S_INIT("July"), S_INIT("August"), S_INIT("September"),
                 S_INIT("October"), S_INIT("November"), S_INIT("December")},
};

static const struct str short_months[LANG_COUNT][12] = {
    [LANG_CY] = {S_INIT("Ion"), S_INIT("Chwef"), S_INIT("Maw"),
                 S_INIT("Ebr"), S_INIT("Mai"), S_INIT("Meh"),
                 S_INIT("Gorff"), S_INIT("Awst"), S_INIT("Medi"),
                 S_INIT("Hyd"), S_INIT("Tach"), S_INIT("Rhag")},
    [LANG_EN] = {S_INIT("Jan"), S_INIT("Feb"), S_INIT("Mar"),
                 S_INIT("Apr"), S_INIT("May"), S_INIT("Jun"),
                 S_INIT("Jul"), S_INIT("Aug"), S_INIT("Sep"),
                 S_INIT("Oct"), S_INIT("Nov"), S_INIT("Dec")},
};

static const struct str day_names[LANG_COUNT][7] = {
    [LANG_CY] = {S_INIT("Dydd Llun"), S_INIT("Dydd Mawrth"),
                 S_INIT("Dydd Mercher"), S_INIT("Dydd Iau"),
                 S_INIT("Dydd Gwener"), S_INIT("Dydd Sadwrn"),
                 S_INIT("Dydd Sul")},
    [LANG_EN] = {S_INIT("Monday"), S_INIT("Tuesday"), S_INIT("Wednesday"),
                 S_INIT("Thursday"), S_INIT("Friday"), S_INIT("Saturday"),
                 S_INIT("Sunday")},
};

static const struct str short_days[LANG_COUNT][7] = {
    [LANG_CY] = {S_INIT("Llun"), S_INIT("Maw"), S_INIT("Mer"),
                 S_INIT("Iau"), S_INIT("Gwe"), S_INIT("Sad"),
                 S_INIT("Sul")},
    [LANG_EN] = {S_INIT("Mon"), S_INIT("Tue"), S_INIT("Wed"),
                 S_INIT("Thu"), S_INIT("Fri"), S_INIT("Sat"),
                 S_INIT("Sun")},
};

/* What each style shows of a whole date; the order is the same in both
 * languages: weekday, day, month, year. */
static const struct {
    const struct str (*weekdays)[7];
    const struct str (*months)[12];
    bool year;
} styles[] = {
    [DATE_SHORT] = {NULL, short_months, true},
    [DATE_LONG] = {NULL, month_names, true},
    [DATE_DAY] = {short_days, month_names, false},
    [DATE_DAY_YEAR] = {short_days, month_names, true},
    [DATE_FULL] = {day_names, month_names, true},
};

static void
add_word(struct buf *b, struct str word)
{
    if (b->n > 0)
        buf_add_byte(b, ' ');
    buf_add(b, word);
}

static void
add_number(struct buf *b, int n)
{
    if (b->n > 0)
        buf_add_byte(b, ' ');
    buf_add_int(b, n);
}

/* Into an empty buf.  A date that is not whole always shows its year. */
static void
add_date_words(struct buf *b, enum lang lang, struct date d,
    enum date_style style)
{
    assert(lang == LANG_CY || lang == LANG_EN);
    assert(style <= DATE_FULL);
    assert(date_is_none(d) || date_is_valid(d));
    if (date_is_none(d))
        return;
    if (date_is_known(d) && styles[style].weekdays)
        add_word(b, styles[style].weekdays[lang][date_weekday(d)]);
    if (d.day)
        add_number(b, d.day);
    if (d.month)
        add_word(b, styles[style].months[lang][d.month - 1]);
    if (!date_is_known(d) || styles[style].year)
        add_number(b, d.year);
}

static void
add_time(struct buf *b, struct civil c)
{
    buf_add_padded(b, c.hour, 2);
    buf_add_byte(b, ':');
    buf_add_padded(b, c.minute, 2);
}

struct str
zone_date_words(struct arena *a, enum lang lang, struct date d,
    enum date_style style)
{
    struct buf b;

    buf_init(&b, a);
    add_date_words(&b, lang, d, style);
    return buf_str(&b);
}

struct str
zone_moment_words(struct arena *a, const struct zone *z, enum lang lang,
    struct moment m, enum date_style style)
{
    struct civil c = zone_civil(z, m);
    struct buf   b;

    buf_init(&b, a);
    add_date_words(&b, lang, c.date, style);
    buf_add(&b, S(", "));
    add_time(&b, c);
    return buf_str(&b);
}

struct str
zone_time_words(struct arena *a, const struct zone *z, struct moment m)
{
    struct buf b;

    buf_init(&b, a);
    add_time(&b, zone_civil(z, m));
    return buf_str(&b);
}
