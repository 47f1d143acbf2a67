/*
 * said -- see said.h.
 */
#include "said.h"

#include "../test.h"

void
said_more(struct said *s, const char *answers)
{
    struct house_entry e = {.form = "concern", .said = answers};

    e.by = s->h.teacher;
    e.children[0] = s->source;
    (void)house_say(&s->h, &e, &s->thread);
    WANT_OK(entry_list_person(s->h.w, s->person, &s->all, &s->count));
}

void
said_open(struct said *s)
{
    house_open(&s->h);
    s->source = folk_child(&s->h, s->h.school, "Lowri", "Penri", "2019-04-02");
    s->person = house_person(&s->h, s->source);
    said_more(s, "{\"about_worker\": \"no\", \"urgency\": \"today\"}");
    WANT_INT(s->count, 1);
}

enum err
said_view(struct said *s, struct id who, struct str purpose, struct view *v)
{
    struct reader r;

    WANT_OK(reader_of_account(s->h.w, who, &r));
    return view_of(s->h.w, &r, s->person, purpose, v);
}

size_t
said_kept(struct said *s, struct id who, struct str purpose)
{
    struct view   v;
    struct entry *kept;
    size_t        n;

    WANT_OK(said_view(s, who, purpose, &v));
    WANT_OK(view_cut(s->h.arena, &v, s->all, s->count, &kept, &n));
    return n;
}

bool
said_shows(struct said *s, const struct view *v, const char *field)
{
    const struct field *f = form_field(s->all[0].form, str_of(field));

    WANT(f != NULL);
    return view_field(v, &s->all[0], f);
}
