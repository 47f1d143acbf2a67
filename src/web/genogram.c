/*
 * From the relatives that a child's page shows to a drawing: each person
 * once, whatever number of sources told of them.
 */
#include "web/genogram.h"

#include "base/text.h"

enum { LINE = 16, NAME_LINES = 3 }; /* characters; lines of a name at most */

/* ---- words below a sign ---- */

/* As many words as fit; the last line that there is room for takes no more
 * than its share, and says so. */
static void
write_below(struct page *pg, struct genogram_sign *s, struct str text,
    size_t most)
{
    struct str line = {0}, word;

    while (text.n && s->line_count < most) {
        struct str whole;

        if (!str_split(&text, ' ', &word))
            break;
        whole = line.n
            ? str_join(pg->arena, (struct str[]){line, word}, 2, S(" "))
            : word;
        if (line.n && text_length(whole) > LINE) {
            s->lines[s->line_count++] = line;
            line = word;
        } else {
            line = whole;
        }
        if (text_length(line) > LINE)
            line = str_cat(pg->arena, text_first(line, LINE - 1), S("…"));
    }
    if (line.n && s->line_count < most)
        s->lines[s->line_count++] = line;
}

struct str
genogram_age(struct page *pg, const struct child_relative *r)
{
    if (r->unborn)
        return lang_text(pg->lang, MSG_GENOGRAM_UNBORN);
    if (date_is_none(r->born))
        return (struct str){0};
    return lang_plural_text(pg->arena, pg->lang, MSG_CHILD_AGE_YEARS,
        date_age(r->born, pg->today));
}

static struct str
years(struct page *pg, struct date born, struct date day)
{
    return date_is_none(born) ? (struct str){0}
                              : str_of_int(pg->arena, date_age(born, day));
}

/* ---- who ---- */

static struct date
day_of(struct page *pg, const struct child_page *c)
{
    return date_is_none(c->as_of) ? pg->today : c->as_of;
}

bool
genogram_draws(const struct child_page *c, size_t i)
{
    const struct child_relative *r = &c->relatives[i], *before = r - 1;

    if (!i)
        return true;
    return id_is_none(r->person) ? !str_eq(r->name, before->name)
                                 : !id_eq(r->person, before->person);
}

static size_t
people_of(struct page *pg, const struct child_page *c,
    struct genogram_person *out)
{
    size_t n = 0;

    out[n++] = (struct genogram_person){.place = GENOGRAM_CHILD,
        .sex = c->face.sex_as == MATCH_SEX_FEMALE ? GENOGRAM_FEMALE
            : c->face.sex_as == MATCH_SEX_MALE    ? GENOGRAM_MALE
                                                  : GENOGRAM_UNKNOWN,
        .born = c->face.birth_date,
        .of = c->relative_count,
        .together = c->lives_here};
    for (size_t i = 0; i < c->relative_count; i++) {
        const struct child_relative *r = &c->relatives[i];

        if (genogram_draws(c, i))
            out[n++] = (struct genogram_person){.place = r->stands,
                .sex = r->sex,
                .born = r->born,
                .former = !date_is_none(r->until) &&
                    date_cmp(r->until, day_of(pg, c)) <= 0,
                .of = i,
                .together = r->lives_here};
    }
    return n;
}

/* ---- signs ---- */

static void
says_put(struct page *pg, struct genogram_sign *s, struct str name,
    struct str kind, struct str age)
{
    struct str parts[5], all[5] = {name, kind, age};
    size_t     n = 0;

    if (s->at->together)
        all[3] = lang_text(pg->lang, MSG_GENOGRAM_LIVES_HERE);
    if (s->not_assessed)
        all[4] = lang_text(pg->lang, MSG_CHILD_NOT_ASSESSED);
    for (size_t i = 0; i < 5; i++)
        if (all[i].n)
            parts[n++] = all[i];
    s->says = str_join(pg->arena, parts, n, S(", "));
    write_below(pg, s, name, NAME_LINES);
    s->name_count = s->line_count;
    write_below(pg, s, kind, GENOGRAM_LINES);
}

static void
sign_of_child(struct page *pg, const struct child_page *c,
    struct genogram_sign *s)
{
    struct str age = {0};

    s->child = true;
    s->unborn =
        date_is_none(c->face.birth_date) && !date_is_none(c->face.expected);
    s->age = years(pg, c->face.birth_date, day_of(pg, c));
    if (s->unborn)
        age = lang_text(pg->lang, MSG_GENOGRAM_UNBORN);
    else if (s->age.n)
        age = lang_plural_text(pg->arena, pg->lang, MSG_CHILD_AGE_YEARS,
            date_age(c->face.birth_date, day_of(pg, c)));
    says_put(pg, s, c->name, lang_text(pg->lang, MSG_GENOGRAM_THIS), age);
}

static void
sign_of(struct page *pg, const struct child_page *c,
    const struct genogram_person *at, struct genogram_sign *s)
{
    const struct child_relative *r = &c->relatives[at->of];

    s->at = at;
    if (at->nobody) {
        says_put(pg, s, lang_text(pg->lang, MSG_GENOGRAM_NOBODY),
            (struct str){0}, (struct str){0});
        return;
    }
    if (at->place == GENOGRAM_CHILD) {
        sign_of_child(pg, c, s);
        return;
    }
    s->unborn = r->unborn;
    s->differs = r->differs;
    s->not_assessed = r->not_assessed;
    s->age = years(pg, r->born, day_of(pg, c));
    if (r->may_open)
        s->link = page_url_id(pg, S("/child/"), r->person);
    says_put(pg, s, r->name, words_in(r->kind, pg->lang), genogram_age(pg, r));
}

struct genogram_picture *
genogram_of(struct page *pg, const struct child_page *c)
{
    struct genogram_picture *p = ARENA_NEW(pg->arena, struct genogram_picture);
    struct genogram_person  *people =
        ARENA_ARRAY(pg->arena, struct genogram_person, c->relative_count + 1);

    genogram_lay(pg->arena, people, people_of(pg, c, people), &p->g);
    p->signs = ARENA_ARRAY(pg->arena, struct genogram_sign, p->g.count + 1);
    for (size_t i = 0; i < p->g.count; i++)
        sign_of(pg, c, &p->g.people[i], &p->signs[i]);
    return p;
}
