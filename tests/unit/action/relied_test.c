/*
 * relied_test -- every kind of thing that relies on a link is on the list of
 * its undoing (S22), and what came after it is not.
 */
#include "office.h"

#include "../fill.h"
#include "../test.h"

#include "action/check.h"
#include "action/import_value.h"
#include "action/link.h"
#include "record/register.h"

#define SAID(given, birth)                                                    \
    "{\"given_name\": {\"0\": \"" given "\"}, \"family_name\":"               \
    " {\"0\": \"Penri\"}, \"unborn\": {\"0\": \"no\"}, \"birth_date\":"       \
    " {\"0\": \"" birth "\"}, \"about_worker\": \"no\"}"

static struct office_child one, other;
static struct id           the_person;
static int                 decided;

static struct str
said_on_register(struct work *w, const struct office *o)
{
    struct agency a;
    struct str    parts[3] = {
        S("{\"movement\": \"goes_on\", \"took_effect\": \"2027-01-11\","
          " \"given_name\": \"Lleucu\", \"family_name\": \"Penri\","
          " \"birth_date\": \"2020-09-09\", \"nhs_number\": \"9990000018\","
          " \"authority\": \""),
        {0}, S("\"}")};

    WANT_OK(agency_load(w, o->authority, &a));
    parts[1] = import_agency_word(o->arena, &a);
    return str_join(o->arena, parts, 3, (struct str){0});
}

static enum err
put_on_register(struct work *w, struct office *o)
{
    const struct form   *f = pack_form(o->pack, S("migrated_register_entry"));
    struct fill          fill = {.arena = o->arena,
                 .pack = o->pack,
                 .form = f,
                 .children = 1,
                 .today = w->today,
                 .said = str_c(o->arena, said_on_register(w, o))};
    struct about         about = {one.source, f->about[0].role};
    struct entry_new     e = {.form = f,
            .answers = fill_answers(&fill),
            .author = o->custodian,
            .agency = o->authority,
            .about = &about,
            .about_count = 1};
    struct register_held held = {.authority.id = o->authority,
        .as_of = w->now,
        .searched = true,
        .kept_here = true};
    struct id            entry, thread;
    enum err             err = register_held_save(w, &held);

    return err ? err : record_append(w, &e, &entry, &thread, NULL);
}

static enum err
find_person(struct work *w, struct office *o)
{
    (void)o;
    return person_of_source(w, one.source, &the_person);
}

static enum err
say(struct office *o, enum link_kind kind, struct id link)
{
    struct str      parts[5] = {S("{\"this_record\": \""),
             id_text(o->arena, one.source), S("\", \"other_record\": \""),
             id_text(o->arena, other.source),
             S("\", \"evidence\": [\"family\"], \"reason\": \"Yr un fam\"}")};
    struct link_say in = {.ask = {.kind = kind,
                              .source = one.source,
                              .link = link},
        .form = link_form(o->pack, kind),
        .answers = str_join(o->arena, parts, 5, (struct str){0}),
        .language = LANG_CY};
    struct answer   a;

    if (kind == LINK_SAME)
        in.ask.other = other.source;
    return office_ask(o, o->worker,
        (struct ask){.act = ACT_LINK_SAY, .about = one.thread, .with = &in},
        &a);
}

/* Two records taken for one child, who is on the register. */
static struct id
linked(struct office *o)
{
    const struct concern_page *p;
    enum err                   e;

    office_open(o);
    decided = 0;
    other = office_concern(o, SAID("Lleucy", "2020-09-09"));
    one = office_concern(o, SAID("Lleucu", "2020-09-09"));
    office_do(o, put_on_register);
    WANT_OK(say(o, LINK_SAME, (struct id){0}));
    office_do(o, find_person);
    p = office_page(o, o->worker, &one, &e);
    WANT_OK(e);
    office_at(o, "2027-03-01T10:00:00Z");
    return p->child->links[0].row.id;
}

static const struct relied_list *
relied(struct office *o, struct id link)
{
    struct link_ask in = {.kind = LINK_UNDO,
        .source = one.source,
        .link = link};
    struct answer   a;

    WANT_OK(office_ask(o, o->worker,
        (struct ask){.act = ACT_LINK_LOOK, .about = one.thread, .with = &in},
        &a));
    return &((const struct link_page *)a.with)->relied;
}

static size_t
count(const struct relied_list *l, enum relied_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < l->count; i++)
        n += l->all[i].kind == kind;
    return n;
}

/* Does it, and wants one more of that kind on the list; then, undone and
 * done again, no further one. */
typedef void done_by(struct office *o);
static void
adds(done_by *done, enum relied_kind kind)
{
    struct office o;
    struct id     link = linked(&o);
    size_t        before = count(relied(&o, link), kind), after;

    done(&o);
    after = count(relied(&o, link), kind);
    WANT(after > before);
    office_at(&o, "2027-03-01T11:00:00Z");
    WANT_OK(say(&o, LINK_UNDO, link));
    office_at(&o, "2027-03-01T12:00:00Z");
    done(&o);
    WANT_INT(count(relied(&o, link), kind), after);
    office_close(&o);
}

/* The first of them, and then the other. */
static void
decide(struct office *o)
{
    WANT_OK(office_record(o, o->worker, decided++ ? &other : &one, USE_DECIDE,
        "{\"outcome\": {\"0\": \"no_further_action\"}, \"crime\": \"no\"}",
        (struct id){0}));
}

static void
note(struct office *o)
{
    WANT_OK(
        office_record_form(o, o->worker, &one, pack_form(o->pack, S("note")),
            "{\"note_kind\": \"remark\", \"remark\": \"Rang.\"}"));
}

static void
attach(struct office *o)
{
    const struct form    *f = pack_form(o->pack, S("paper"));
    struct typed          typed;
    struct concern_record in = {.form = f,
        .source = one.source,
        .answers = S("{}"),
        .language = LANG_EN,
        .file = {NULL, S("A letter from the clinic.\n"), &typed}};
    struct answer         a;

    typed_init(&typed, o->arena, o->pack, f);
    for (size_t i = 0; i < f->field_count; i++) {
        if (f->fields[i].type == FIELD_PAPER)
            in.file.field = &f->fields[i];
        else if (f->fields[i].type == FIELD_CHOICE)
            typed_set(&typed, f->fields[i].id,
                f->fields[i].options->options[0].id, 0);
    }
    WANT_OK(office_ask(o, o->worker,
        (struct ask){.act = ACT_CONCERN_RECORD,
            .about = one.thread,
            .with = &in},
        &a));
}

static void
print(struct office *o)
{
    struct child_ask in = {0};
    struct answer    a;

    WANT_OK(office_ask(o, o->worker,
        (struct ask){.act = ACT_CHILD_PRINT, .about = the_person, .with = &in},
        &a));
}

static void
check(struct office *o)
{
    struct check_ask in = {.nhs = S("9990000018"), .reason = S("injury")};
    struct answer    a;

    WANT(date_parse(S("2020-09-09"), &in.born));
    WANT_OK(office_ask(o, o->nurse,
        (struct ask){.act = ACT_REGISTER_CHECK,
            .purpose = S("attendance"),
            .with = &in},
        &a));
    WANT_INT(((const struct check_answer *)a.with)->result, CHECK_ON);
}

TEST(relied_look__lists_decisions)
{
    adds(decide, RELIED_DECISION);
}

TEST(relied_look__lists_entries)
{
    adds(note, RELIED_ENTRY);
}

TEST(relied_look__lists_papers)
{
    adds(attach, RELIED_PAPER);
}

TEST(relied_look__lists_records_that_were_printed)
{
    adds(print, RELIED_PRINT);
}

TEST(relied_look__lists_notices)
{
    adds(decide, RELIED_NOTICE);
}

TEST(relied_look__lists_checks)
{
    adds(check, RELIED_CHECK);
}

TEST(relied_look__names_the_receipt_that_the_asker_holds)
{
    struct office             o;
    struct id                 link = linked(&o);
    const struct relied_list *l;

    check(&o);
    l = relied(&o, link);
    for (size_t i = 0; i < l->count; i++)
        WANT((l->all[i].kind == RELIED_CHECK) == (l->all[i].receipt.n > 0));
    WANT_INT(count(l, RELIED_CHECK), 1);
    office_close(&o);
}

/* A record on paper is put right by a reason, and before that the undoing is
 * not done with. */
TEST(relied_look__has_a_printed_record_settled_like_an_entry)
{
    struct office             o;
    struct id                 link = linked(&o);
    const struct relied_list *l;
    struct link_say           in = {.ask = {.kind = LINK_KEEP,
                                        .source = one.source,
                                        .link = link},
                  .form = link_form(o.pack, LINK_KEEP),
                  .language = LANG_EN,
                  .reason = S("Shredded by the ward")};
    struct answer             a;

    print(&o);
    office_at(&o, "2027-03-01T11:00:00Z");
    WANT_OK(say(&o, LINK_UNDO, link));
    l = relied(&o, link);
    WANT_INT(l->unsettled, 1);
    for (size_t i = 0; i < l->count; i++)
        if (l->all[i].kind == RELIED_PRINT)
            in.entry = l->all[i].item;
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_LINK_SAY, .about = one.thread, .with = &in},
        &a));
    l = relied(&o, link);
    WANT_INT(l->unsettled, 0);
    WANT(l->settled);
    office_close(&o);
}
