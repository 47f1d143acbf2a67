/*
 * finder_file_test -- what a node keeps in a file of whom it has in memory:
 * found again from it, refused when it is not to be relied on, and free of
 * whoever was erased.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "finder_place.h"

#include "../test.h"

static const struct id none;

enum { FILE_MOST = 1 << 20, COVER = 128, TRIES = 60 };

struct filed {
    struct place p;
    struct str   path;
    struct id    one, two;
};

static void
start(struct filed *f)
{
    place_finder(&f->p, f->path);
    place_follow(&f->p);
}

static const char *
path_of(struct filed *f)
{
    return str_c(f->p.h.arena, f->path);
}

/* Two children, and a node that has begun and keeps its file. */
static void
filed_open(struct filed *f)
{
    place_open(&f->p);
    f->path = str_cat(f->p.h.arena,
        f->p.h.shop.dir ? str_of(f->p.h.shop.dir) : S("/tmp"), S("/index"));
    f->one = place_child(&f->p, "Lowri", "Penri");
    f->two = place_child(&f->p, "Gwenhwyfar", "Abercrombie");
    place_deed(&f->p);
    start(f);
    WANT(!finder_is_mapped(f->p.finder));
    WANT_OK(finder_save(f->p.finder));
}

static void
filed_close(struct filed *f)
{
    place_finder(&f->p, S(""));
    unlink(path_of(f));
    place_close(&f->p);
}

static bool
stands(struct filed *f)
{
    return access(path_of(f), F_OK) == 0;
}

static struct str
bytes_of(struct filed *f)
{
    char  *room = arena_get(f->p.h.arena, FILE_MOST);
    FILE  *in = fopen(path_of(f), "rb");
    size_t n;

    WANT(in != NULL);
    n = fread(room, 1, FILE_MOST, in);
    fclose(in);
    WANT(n < FILE_MOST);
    return str_bytes(room, n);
}

/* As our own account would have written it. */
static void
write_bytes(struct filed *f, struct str s)
{
    FILE *out = fopen(path_of(f), "wb");

    WANT(out != NULL);
    WANT_INT(fwrite(s.p, 1, s.n, out), s.n);
    fclose(out);
    WANT(chmod(path_of(f), S_IRUSR | S_IWUSR) == 0);
}

static bool
says_name(struct filed *f, const char *folded)
{
    return str_find(bytes_of(f), str_of(folded)) >= 0;
}

static bool
finds_both(struct filed *f)
{
    return place_finds(&f->p, "Lowri", "Penri", f->one) &&
        place_finds(&f->p, "Gwenhwyfar", "Abercrombie", f->two);
}

/* A start: the file is of no use, and everybody is found all the same. */
static void
want_filled_anew(struct filed *f)
{
    place_finder(&f->p, S("")); /* the one before leaves nothing */
    start(f);
    WANT(!finder_is_mapped(f->p.finder));
    WANT(finds_both(f));
}

static void
erase(struct filed *f, struct id source)
{
    struct face empty = {.source = source};

    WANT_OK(face_save(f->p.h.w, &empty, none));
    place_deed(&f->p);
}

/* ---- it is found again ---- */

TEST(finder_file__is_mapped_at_the_next_start_and_followed_from_there)
{
    struct filed f;
    struct id    three;

    filed_open(&f);
    three = place_child(&f.p, "Ifan", "Morgannwg");
    place_deed(&f.p);
    start(&f);
    WANT(finder_is_mapped(f.p.finder));
    WANT(finds_both(&f));
    WANT(place_finds(&f.p, "Ifan", "Morgannwg", three));
    WANT_INT(finder_count(f.p.finder), 3);
    filed_close(&f);
}

TEST(finder_file__may_be_read_by_its_own_account_alone)
{
    struct filed f;
    struct stat  st;

    filed_open(&f);
    WANT(stat(path_of(&f), &st) == 0);
    WANT_INT(st.st_mode & 0777, 0600);
    filed_close(&f);
}

TEST(finder_file__is_written_at_an_orderly_stop)
{
    struct filed f;

    filed_open(&f);
    (void)place_child(&f.p, "Ifan", "Morgannwg");
    place_deed(&f.p);
    WANT(!says_name(&f, "morgannwg"));
    place_finder(&f.p, f.path);
    WANT(says_name(&f, "morgannwg"));
    filed_close(&f);
}

/* Not the one that it was, nor one that takes another's place. */
TEST(finder_file__leaves_a_file_alone_that_is_none_of_ours)
{
    struct filed f;

    filed_open(&f);
    write_bytes(&f, S("what somebody else keeps here, longer than a cover"));
    want_filled_anew(&f);
    WANT_ERR(ERR_FILE, finder_save(f.p.finder));
    WANT(str_starts(bytes_of(&f), S("what somebody else keeps here")));
    filed_close(&f);
}

/* ---- it is refused ---- */

TEST(finder_file__is_refused_when_any_byte_is_another)
{
    struct filed f;
    struct str   whole;
    char        *p;

    filed_open(&f);
    whole = bytes_of(&f);
    p = arena_get(f.p.h.arena, whole.n);
    for (size_t i = 0; i < TRIES; i++) {
        /* the cover and the image's first line, then here and there */
        size_t at = i < TRIES / 2 ? 8 + i * (COVER + 64 - 8) / (TRIES / 2)
                                  : i * (whole.n - 1) / TRIES;

        memcpy(p, whole.p, whole.n);
        p[at] ^= 0x20;
        place_finder(&f.p, S(""));
        write_bytes(&f, str_bytes(p, whole.n));
        want_filled_anew(&f);
    }
    filed_close(&f);
}

TEST(finder_file__is_refused_when_it_is_cut_off)
{
    struct filed f;
    struct str   whole;

    filed_open(&f);
    whole = bytes_of(&f);
    for (size_t i = 1; i < TRIES; i++) {
        place_finder(&f.p, S(""));
        write_bytes(&f, str_sub(whole, 0, i * whole.n / TRIES));
        unlink(path_of(&f));
        write_bytes(&f, str_sub(whole, 0, whole.n - i * 64));
        want_filled_anew(&f);
    }
    filed_close(&f);
}

/* The control of those before: the same steps with the file as it was. */
TEST(finder_file__is_not_refused_when_it_was_only_written_again)
{
    struct filed f;
    struct str   whole;

    filed_open(&f);
    whole = bytes_of(&f);
    place_finder(&f.p, S(""));
    write_bytes(&f, whole);
    start(&f);
    WANT(finder_is_mapped(f.p.finder));
    filed_close(&f);
}

TEST(finder_file__is_refused_when_others_may_read_it)
{
    struct filed f;

    filed_open(&f);
    place_finder(&f.p, S(""));
    WANT(chmod(path_of(&f), 0644) == 0);
    want_filled_anew(&f);
    filed_close(&f);
}

TEST(finder_file__is_refused_when_records_were_made_anew)
{
    struct filed f;

    filed_open(&f);
    place_finder(&f.p, S(""));
    WANT_OK(finder_rebuilt(f.p.h.w));
    place_deed(&f.p);
    want_filled_anew(&f);
    filed_close(&f);
}

/* Another ledger of the same length. */
TEST(finder_file__is_refused_beside_another_ledger)
{
    struct filed f;

    filed_open(&f);
    place_deed(&f.p);
    place_finder(&f.p, S("")); /* it stands behind the second leaf */
    house_sql(&f.p.h,
        "UPDATE ledger_leaf SET hash = (SELECT hash FROM"
        " ledger_leaf WHERE number = 0)");
    place_deed(&f.p);
    want_filled_anew(&f);
    filed_close(&f);
}

/* ---- who was erased ---- */

TEST(finder_file__is_removed_as_soon_as_somebody_in_it_is_erased)
{
    struct filed f;

    filed_open(&f);
    WANT(says_name(&f, "penri"));
    erase(&f, f.one);
    WANT(stands(&f));
    place_follow(&f.p);
    WANT(!stands(&f));
    WANT_OK(finder_save(f.p.finder));
    WANT(!says_name(&f, "penri"));
    WANT(says_name(&f, "abercrombie"));
    start(&f);
    WANT(finder_is_mapped(f.p.finder));
    WANT_INT(finder_count(f.p.finder), 1);
    filed_close(&f);
}

TEST(finder_file__is_kept_when_somebody_new_comes)
{
    struct filed f;

    filed_open(&f);
    (void)place_child(&f.p, "Ifan", "Morgannwg");
    place_deed(&f.p);
    place_follow(&f.p);
    WANT(stands(&f));
    filed_close(&f);
}

TEST(finder_file__does_not_say_who_was_erased_just_before_a_stop)
{
    struct filed f;

    filed_open(&f);
    erase(&f, f.one);
    place_finder(&f.p, S("")); /* it has not followed */
    WANT(stands(&f));
    WANT(!says_name(&f, "penri"));
    WANT(says_name(&f, "abercrombie"));
    filed_close(&f);
}

TEST(finder_file__is_removed_when_somebody_was_erased_while_nobody_served)
{
    struct filed f;
    struct str   whole;

    filed_open(&f);
    whole = bytes_of(&f);
    place_finder(&f.p, S(""));
    erase(&f, f.one);
    write_bytes(&f, whole);
    start(&f);
    WANT(finder_is_mapped(f.p.finder));
    WANT(!stands(&f));
    WANT(!place_finds(&f.p, "Lowri", "Penri", f.one));
    WANT(place_finds(&f.p, "Gwenhwyfar", "Abercrombie", f.two));
    filed_close(&f);
}
