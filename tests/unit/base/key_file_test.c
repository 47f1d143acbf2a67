#include "base/key.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "test.h"

/* 32 bytes of 0, and of 1: good enough keys for reading. */
#define ZEROS "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define ONES "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
/* A key for every purpose but drafts. */
#define ALL_BUT_DRAFT                                                         \
    "location-key 1 " ZEROS "\nreporter-key 1 " ZEROS "\n"                    \
    "paper-key 1 " ZEROS "\nsealed-key 1 " ZEROS "\n"                         \
    "index-key 1 " ZEROS "\nsession-key 1 " ZEROS "\n"                        \
    "ledger-key 1 " ZEROS "\n"

static const struct str place = S_INIT("place:address:7");

/* ---- a directory of its own for files ---- */

struct desk {
    char dir[32];
    char path[64];
};

static struct desk
desk_open(void)
{
    struct desk d = {.dir = "/tmp/diogel-key-XXXXXX"};

    WANT(mkdtemp(d.dir) != NULL);
    snprintf(d.path, sizeof d.path, "%s/keys", d.dir);
    return d;
}

static void
desk_close(struct desk *d)
{
    unlink(d->path);
    WANT(rmdir(d->dir) == 0); /* nothing else was left there */
}

/* Puts that text there, mode 0600, instead of what was. */
static void
desk_write(const struct desk *d, struct str text)
{
    int fd = open(d->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    WANT(fd >= 0);
    WANT(write(fd, text.p, text.n) == (ssize_t)text.n);
    WANT(close(fd) == 0);
}

static enum err
load_and_free(const struct desk *d)
{
    struct keys *k = NULL;
    enum err     e = keys_load(d->path, &k);

    WANT((e == OK) == (k != NULL));
    keys_free(k);
    return e;
}

/* ---- the file ---- */

TEST(key_file_new__makes_a_file_its_owner_alone_can_read)
{
    struct desk d = desk_open();
    mode_t      mask = umask(0);
    struct stat st;

    WANT_OK(key_file_new(d.path));
    umask(mask);
    WANT(stat(d.path, &st) == 0);
    WANT_INT(st.st_mode & 07777, 0600);
    WANT_OK(load_and_free(&d));
    desk_close(&d);
}

TEST(key_file_new__keeps_its_mode_under_a_narrow_mask)
{
    struct desk d = desk_open();
    mode_t      mask = umask(0777);
    enum err    e = key_file_new(d.path);
    struct stat st;

    umask(mask);
    WANT_OK(e);
    WANT(stat(d.path, &st) == 0);
    WANT_INT(st.st_mode & 07777, 0600);
    desk_close(&d);
}

TEST(key_file_new__never_writes_over_a_file)
{
    struct desk d = desk_open();
    char        text[8] = {0};
    int         fd;

    desk_write(&d, S("mine"));
    WANT_ERR(ERR_CONFLICT, key_file_new(d.path));
    fd = open(d.path, O_RDONLY);
    WANT(read(fd, text, sizeof text) == 4);
    close(fd);
    WANT_STR(str_of(text), "mine");
    desk_close(&d);
}

/* A link to nowhere counts as a file: nothing is made at its other end. */
TEST(key_file_new__does_not_follow_a_link)
{
    struct desk d = desk_open();
    char        target[64];

    snprintf(target, sizeof target, "%s/elsewhere", d.dir);
    WANT(symlink(target, d.path) == 0);
    WANT_ERR(ERR_CONFLICT, key_file_new(d.path));
    WANT(access(target, F_OK) != 0);
    desk_close(&d);
}

TEST(key_file_new__says_when_there_is_no_such_directory)
{
    struct keys *k = NULL;

    WANT_ERR(ERR_FILE, key_file_new("/nonexistent/keys"));
    WANT_ERR(ERR_FILE, key_file_new("/tmp/"));
    WANT_ERR(ERR_FILE, keys_load("/nonexistent/keys", &k));
    WANT(k == NULL);
}

TEST(key_file_new__makes_other_keys_each_time)
{
    struct desk   one = desk_open();
    struct desk   two = desk_open();
    struct arena *a = arena_new(0);
    struct keys  *k = NULL;
    struct keys  *l = NULL;
    struct str    sealed, plain;

    WANT_OK(key_file_new(one.path));
    WANT_OK(key_file_new(two.path));
    WANT_OK(keys_load(one.path, &k));
    WANT_OK(keys_load(two.path, &l));
    sealed = key_seal(a, k, KEY_LOCATION, place, S("1 Heol y Bont"));
    WANT_ERR(ERR_INVALID, key_open(a, l, KEY_LOCATION, place, sealed, &plain));
    WANT(!str_eq(key_public(a, k), key_public(a, l)));
    keys_free(k);
    keys_free(l);
    /* And the same ones, each time it is loaded. */
    WANT_OK(keys_load(one.path, &k));
    WANT_OK(key_open(a, k, KEY_LOCATION, place, sealed, &plain));
    WANT_STR(plain, "1 Heol y Bont");
    keys_free(k);
    arena_free(a);
    desk_close(&one);
    desk_close(&two);
}

TEST(keys_load__refuses_a_file_open_to_others)
{
    static const mode_t wrong[] = {0640, 0604, 0660, 0620, 0602, 0610, 0601,
        0644, 0666, 0777};
    struct desk         d = desk_open();

    WANT_OK(key_file_new(d.path));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        WANT(chmod(d.path, wrong[i]) == 0);
        WANT_ERR(ERR_FILE, load_and_free(&d));
    }
    WANT(chmod(d.path, 0600) == 0);
    WANT_OK(load_and_free(&d));
    WANT(chmod(d.path, 0400) == 0);
    WANT_OK(load_and_free(&d));
    desk_close(&d);
}

TEST(keys_load__refuses_what_is_not_a_file)
{
    struct desk  d = desk_open();
    struct keys *k = NULL;

    WANT_ERR(ERR_FILE, keys_load(d.dir, &k));
    WANT(mkfifo(d.path, 0600) == 0);
    WANT_ERR(ERR_FILE, keys_load(d.path, &k)); /* at once */
    WANT(k == NULL);
    desk_close(&d);
}

TEST(keys_load__refuses_a_file_that_is_not_whole_and_exact)
{
    static const struct str wrong[] = {
        S_INIT(""),
        S_INIT("\n"),
        S_INIT("mine\n"),
        S_INIT(ALL_BUT_DRAFT),
        /* cut off: the last line has no end */
        S_INIT(ALL_BUT_DRAFT "draft-key 1 " ZEROS),
        /* an unknown purpose, and one in other letters */
        S_INIT(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\nother-key 1 " ZEROS
                             "\n"),
        S_INIT(ALL_BUT_DRAFT "Draft-key 1 " ZEROS "\n"),
        /* one number twice */
        S_INIT(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\ndraft-key 1 " ONES
                             "\n"),
        /* numbers that are none, or not written plainly */
        S_INIT(ALL_BUT_DRAFT "draft-key 0 " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 01 " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key -1 " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key +1 " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key x " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key  " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 4294967296 " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 99999999999 " ZEROS "\n"),
        /* keys too short, too long, not base64, not plainly written */
        S_INIT(ALL_BUT_DRAFT "draft-key 1 \n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 AAAA\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 AAAA" ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                             "AAAAAAAAAAAAA\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                             "AAAAAAAAAAA==\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 !AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                             "AAAAAAAAAAAA=\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                             "AAAAAAAAAAAB=\n"),
        /* white space that does not belong */
        S_INIT(ALL_BUT_DRAFT "draft-key 1 " ZEROS " \n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\r\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\n\n"),
        S_INIT(ALL_BUT_DRAFT " draft-key 1 " ZEROS "\n"),
        S_INIT(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\0\n"),
    };
    struct desk d = desk_open();

    desk_write(&d, S(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\n"));
    WANT_OK(load_and_free(&d));
    desk_write(&d, S(ALL_BUT_DRAFT "draft-key 4294967295 " ZEROS "\n"));
    WANT_OK(load_and_free(&d));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        desk_write(&d, wrong[i]);
        WANT_ERR(ERR_FILE, load_and_free(&d));
    }
    desk_close(&d);
}

TEST(keys_load__refuses_a_file_that_is_too_large)
{
    struct desk   d = desk_open();
    struct arena *a = arena_new(0);
    char         *p = arena_get(a, 70000);

    for (int i = 0; i < 70000; i++)
        p[i] = '\n';
    desk_write(&d, str_bytes(p, 70000));
    WANT_ERR(ERR_FILE, load_and_free(&d));
    arena_free(a);
    desk_close(&d);
}

TEST(keys_load__takes_32_numbers_of_a_purpose_and_no_more)
{
    struct desk   d = desk_open();
    struct arena *a = arena_new(0);
    struct keys  *k = NULL;
    struct str    text = S(ALL_BUT_DRAFT);

    for (int number = 1; number <= 33; number++) {
        struct str parts[] = {text, S("draft-key "), str_of_int(a, number),
            S(" " ONES "\n")};

        text = str_join(a, parts, 4, S(""));
        desk_write(&d, text);
        WANT_ERR(number < 33 ? OK : ERR_FILE, load_and_free(&d));
        if (number != 32)
            continue;
        WANT_OK(keys_load(d.path, &k));
        WANT(str_eq(str_sub(key_seal(a, k, KEY_DRAFT, place, S("x")), 0, 4),
            S("\0\0\0\x20")));
        keys_free(k);
    }
    arena_free(a);
    desk_close(&d);
}

/* A new key takes over; what the old one sealed opens as long as it is
 * kept, in whatever order the lines stand. */
TEST(keys_load__seals_with_the_highest_number_and_opens_the_others)
{
    struct desk   d = desk_open();
    struct arena *a = arena_new(0);
    struct keys  *k = NULL;
    struct str    old, fresh, plain;

    desk_write(&d, S(ALL_BUT_DRAFT "draft-key 2 " ZEROS "\n"));
    WANT_OK(keys_load(d.path, &k));
    old = key_seal(a, k, KEY_DRAFT, place, S("old"));
    keys_free(k);

    desk_write(&d,
        S(ALL_BUT_DRAFT "draft-key 10 " ONES "\n"
                        "draft-key 2 " ZEROS "\n"));
    WANT_OK(keys_load(d.path, &k));
    fresh = key_seal(a, k, KEY_DRAFT, place, S("new"));
    WANT(str_eq(str_sub(old, 0, 4), S("\0\0\0\x02")));
    WANT(str_eq(str_sub(fresh, 0, 4), S("\0\0\0\x0a")));
    WANT_OK(key_open(a, k, KEY_DRAFT, place, old, &plain));
    WANT_STR(plain, "old");
    WANT_OK(key_open(a, k, KEY_DRAFT, place, fresh, &plain));
    WANT_STR(plain, "new");
    keys_free(k);

    desk_write(&d, S(ALL_BUT_DRAFT "draft-key 10 " ONES "\n"));
    WANT_OK(keys_load(d.path, &k));
    WANT_ERR(ERR_INVALID, key_open(a, k, KEY_DRAFT, place, old, &plain));
    WANT_STR(plain, "new"); /* untouched */
    keys_free(k);
    arena_free(a);
    desk_close(&d);
}

/* ---- what the keys in it do ---- */

/* Even were the same key bytes given to two purposes by mistake. */
TEST(key_open__refuses_another_use_under_the_same_key)
{
    struct desk   d = desk_open();
    struct arena *a = arena_new(0);
    struct keys  *k = NULL;
    struct str    sealed, plain;

    desk_write(&d, S(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\n"));
    WANT_OK(keys_load(d.path, &k));
    sealed = key_seal(a, k, KEY_LOCATION, place, S("Bont"));
    WANT_ERR(ERR_INVALID, key_open(a, k, KEY_REPORTER, place, sealed, &plain));
    WANT_OK(key_open(a, k, KEY_LOCATION, place, sealed, &plain));
    keys_free(k);
    arena_free(a);
    desk_close(&d);
}

/* RFC 8032, 7.1, test 1: the seed in the file is an Ed25519 secret key. */
TEST(key_sign__is_plain_ed25519)
{
    struct desk   d = desk_open();
    struct arena *a = arena_new(0);
    struct keys  *k = NULL;
    struct str    seed, text;

    WANT(str_unhex(a,
        S("9d61b19deffd5a60ba844af492ec2cc4"
          "4449c5697b326919703bac031cae7f60"),
        &seed));
    text = str_cat(a, S(ALL_BUT_DRAFT "draft-key 1 " ZEROS "\nledger-key 2 "),
        str_base64(a, seed));
    desk_write(&d, str_cat(a, text, S("\n")));
    WANT_OK(keys_load(d.path, &k));
    WANT_STR(str_hex(a, key_public(a, k)),
        "d75a980182b10ab7d54bfed3c964073a"
        "0ee172f3daa62325af021a68f707511a");
    WANT_STR(str_hex(a, key_sign(a, k, S(""))),
        "e5564300c360ac729086e2cc806e828a"
        "84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b");
    keys_free(k);
    arena_free(a);
    desk_close(&d);
}
