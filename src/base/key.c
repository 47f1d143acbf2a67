/*
 * key -- the key file, and libsodium under the few uses of it.
 *
 * Key bytes live in one block of libsodium's: locked in memory, left out of
 * core dumps, between guard pages, read-only once filled, wiped when freed.
 * The file's text passes through such a block too, never through an arena.
 *
 * A sealed value is: number (u32, big-endian), nonce (24 bytes), and the
 * ciphertext with its tag.  The purpose's name and the place are bound in
 * as associated data; the number needs no binding, since it picks the key.
 */
#include "base/key.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/chance.h"

#define KEY_BYTES 32
#define KEY_TEXT_BYTES 44 /* in base64 */
#define NUMBERS_MOST 32   /* kept for one purpose: a new one a year */
#define FILE_MOST 65536
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEAD_BYTES (sizeof(uint32_t) + NONCE_BYTES)
#define PASSWORD_PASSES 2
#define PASSWORD_MEMORY ((size_t)19 * 1024 * 1024)
#define PASSWORD_LETTERS 16
#define PASSWORD_GROUP 4

static_assert(KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES &&
        KEY_BYTES == crypto_sign_SEEDBYTES &&
        KEY_BYTES == crypto_generichash_KEYBYTES,
    "one length of key serves every use");

/* Also part of what sealed values are bound to: never change one. */
static const struct str use_names[KEY_USE_COUNT] = {
    [KEY_LOCATION] = S_INIT("location-key"),
    [KEY_REPORTER] = S_INIT("reporter-key"),
    [KEY_DRAFT] = S_INIT("draft-key"),
    [KEY_PAPER] = S_INIT("paper-key"),
    [KEY_SEALED] = S_INIT("sealed-key"),
    [KEY_INDEX] = S_INIT("index-key"),
    [KEY_SESSION] = S_INIT("session-key"),
    [KEY_LEDGER] = S_INIT("ledger-key"),
};

struct key {
    uint32_t number; /* from 1 */
    uint8_t  bytes[KEY_BYTES];
};

/* All the keys of one purpose, in the file's order. */
struct ring {
    size_t     n;
    size_t     newest; /* the one with the highest number */
    struct key keys[NUMBERS_MOST];
};

struct keys {
    struct ring rings[KEY_USE_COUNT];
    uint8_t     sign_secret[crypto_sign_SECRETKEYBYTES];
    uint8_t     sign_public[crypto_sign_PUBLICKEYBYTES];
};

static void
sodium_ready(void)
{
    if (sodium_init() < 0)
        BUG("libsodium does not start");
}

static void *
locked_new(size_t n)
{
    void *p;

    sodium_ready();
    p = sodium_malloc(n);
    if (!p)
        BUG("out of locked memory");
    memset(p, 0, n);
    return p;
}

static const struct key *
newest(const struct keys *k, enum key_use use)
{
    assert(k && use < KEY_USE_COUNT);
    return &k->rings[use].keys[k->rings[use].newest];
}

/* Null when there is none of that number. */
static const struct key *
numbered(const struct ring *r, uint32_t number)
{
    for (size_t i = 0; i < r->n; i++) {
        if (r->keys[i].number == number)
            return &r->keys[i];
    }
    return NULL;
}

/* Once all keys are in: the signing pair is made, and nothing changes. */
static void
finish(struct keys *k)
{
    const struct key *seed = newest(k, KEY_LEDGER);

    crypto_sign_seed_keypair(k->sign_public, k->sign_secret, seed->bytes);
    if (sodium_mprotect_readonly(k) != 0)
        BUG("key memory cannot be made read-only");
}

/* ---- the file, written ---- */

static enum err
write_whole(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, p, n);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return ERR_FILE;
        p += done;
        n -= (size_t)done;
    }
    return OK;
}

/* One fresh key for each purpose, each with number 1; gives the length. */
static size_t
write_keys(char *text)
{
    uint8_t *key = locked_new(KEY_BYTES);
    size_t   n = 0;

    for (int use = 0; use < KEY_USE_COUNT; use++) {
        memcpy(text + n, use_names[use].p, use_names[use].n);
        n += use_names[use].n;
        memcpy(text + n, " 1 ", 3);
        n += 3;
        randombytes_buf(key, KEY_BYTES);
        sodium_bin2base64(text + n, KEY_TEXT_BYTES + 1, key, KEY_BYTES,
            sodium_base64_VARIANT_ORIGINAL);
        n += KEY_TEXT_BYTES;
        text[n++] = '\n';
    }
    sodium_free(key);
    return n;
}

/* The mode is set again because the process's mask may have narrowed it. */
static enum err
fill_file(int fd)
{
    char    *text;
    size_t   n;
    enum err e;

    if (fchmod(fd, S_IRUSR | S_IWUSR) != 0)
        return ERR_FILE;
    text = locked_new(FILE_MOST);
    n = write_keys(text);
    e = write_whole(fd, text, n);
    sodium_free(text);
    if (!e && fsync(fd) != 0)
        e = ERR_FILE;
    return e;
}

/* Opens the directory a path lies in, and says where its last name begins;
 * negative when there is no such directory. */
static int
open_directory(const char *path, const char **name)
{
    size_t n = strlen(path);
    char  *directory;
    int    fd;

    while (n > 0 && path[n - 1] != '/')
        n--;
    *name = path + n;
    directory = n > 0 ? strndup(path, n) : strdup(".");
    if (!directory)
        BUG("out of memory");
    fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(directory);
    return fd;
}

/*
 * A file that is there is never written over: its keys may be the only
 * ones.  Should the machine stop half way, what is left lacks purposes or
 * its last line's end, keys_load() refuses it, and nothing is sealed yet.
 */
enum err
key_file_new(const char *path)
{
    const char *name;
    enum err    e = ERR_FILE;
    int         directory, fd;

    assert(path);
    directory = open_directory(path, &name);
    if (directory < 0)
        return ERR_FILE;
    fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
        S_IRUSR | S_IWUSR);
    if (fd < 0) {
        if (errno == EEXIST)
            e = ERR_CONFLICT;
        goto out;
    }
    e = fill_file(fd);
    if (close(fd) != 0 || (!e && fsync(directory) != 0))
        e = ERR_FILE;
    if (e)
        unlinkat(directory, name, 0);
out:
    close(directory);
    return e;
}

/* ---- the file, read ---- */

static bool
find_use(struct str name, enum key_use *out)
{
    for (int use = 0; use < KEY_USE_COUNT; use++) {
        if (str_eq(name, use_names[use])) {
            *out = (enum key_use)use;
            return true;
        }
    }
    return false;
}

/* Written one way only: no sign, no zero in front. */
static bool
parse_number(struct str s, uint32_t *out)
{
    int64_t v;

    if (s.n == 0 || s.n > 10 || s.p[0] == '0' || !str_is_digits(s))
        return false;
    if (!str_int(s, &v) || v > UINT32_MAX)
        return false;
    *out = (uint32_t)v;
    return true;
}

static bool
parse_bytes(struct str s, uint8_t out[KEY_BYTES])
{
    const char *end;
    size_t      n;

    if (s.n != KEY_TEXT_BYTES)
        return false;
    if (sodium_base642bin(out, KEY_BYTES, s.p, s.n, NULL, &n, &end,
            sodium_base64_VARIANT_ORIGINAL) != 0)
        return false;
    return n == KEY_BYTES && end == s.p + s.n;
}

/* "purpose number base64", with one space between. */
static bool
parse_line(struct keys *k, struct str line)
{
    struct str   name, number, bytes;
    struct key  *key;
    struct ring *ring;
    enum key_use use;
    uint32_t     n;

    if (!str_cut(line, ' ', &name, &line) ||
        !str_cut(line, ' ', &number, &bytes))
        return false;
    if (!find_use(name, &use) || !parse_number(number, &n))
        return false;
    ring = &k->rings[use];
    if (ring->n == NUMBERS_MOST || numbered(ring, n))
        return false;
    key = &ring->keys[ring->n];
    if (!parse_bytes(bytes, key->bytes))
        return false;
    key->number = n;
    if (n > ring->keys[ring->newest].number)
        ring->newest = ring->n;
    ring->n++;
    return true;
}

/* Whole: each line ended, and a key for every purpose. */
static bool
parse_keys(struct keys *k, struct str text)
{
    struct str line;

    while (!str_is_empty(text)) {
        ptrdiff_t end = str_find_byte(text, '\n');

        if (end < 0)
            return false;
        line = str_sub(text, 0, (size_t)end);
        text = str_from(text, (size_t)end + 1);
        if (!parse_line(k, line))
            return false;
    }
    for (int use = 0; use < KEY_USE_COUNT; use++) {
        if (k->rings[use].n == 0)
            return false;
    }
    return true;
}

/* An ordinary file that its owner alone may touch. */
static bool
is_private_file(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
        (st.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

/* The whole file into text, which has room for FILE_MOST. */
static enum err
read_whole(int fd, char *text, size_t *out)
{
    size_t n = 0;

    while (n < FILE_MOST) {
        ssize_t got = read(fd, text + n, FILE_MOST - n);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ERR_FILE;
        if (got == 0) {
            *out = n;
            return OK;
        }
        n += (size_t)got;
    }
    return ERR_FILE; /* larger than any key file */
}

static enum err
read_keys(int fd, struct keys *k)
{
    char    *text = locked_new(FILE_MOST);
    size_t   n;
    enum err e = read_whole(fd, text, &n);

    if (!e && !parse_keys(k, str_bytes(text, n)))
        e = ERR_FILE;
    sodium_free(text);
    return e;
}

enum err
keys_load(const char *path, struct keys **out)
{
    struct keys *k;
    enum err     e = ERR_FILE;
    int          fd;

    assert(path && out);
    /* Not to wait, should somebody have put a pipe there. */
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return ERR_FILE;
    k = locked_new(sizeof *k);
    if (is_private_file(fd))
        e = read_keys(fd, k);
    close(fd);
    if (e) {
        sodium_free(k);
        return e;
    }
    finish(k);
    *out = k;
    return OK;
}

void
keys_free(struct keys *k)
{
    sodium_free(k); /* makes it writable, wipes it; null is allowed */
}

struct keys *
keys_for_test(uint64_t seed)
{
    struct keys *k = locked_new(sizeof *k);

    for (uint8_t use = 0; use < KEY_USE_COUNT; use++) {
        struct ring *r = &k->rings[use];
        uint8_t      from[9] = {use};

        for (int i = 0; i < 8; i++)
            from[1 + i] = (uint8_t)(seed >> (8 * i));
        r->n = 1;
        r->keys[0].number = 1;
        crypto_generichash(r->keys[0].bytes, KEY_BYTES, from, sizeof from, NULL,
            0);
    }
    finish(k);
    return k;
}

/* ---- sealing ---- */

/* Names hold no NUL: no name and place read as another name and place. */
static struct str
bound_to(struct arena *a, enum key_use use, struct str place)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, use_names[use]);
    buf_add_byte(&b, 0);
    buf_add(&b, place);
    return buf_str(&b);
}

static const uint8_t *
bytes_of(struct str s)
{
    return (const uint8_t *)s.p;
}

struct str
key_seal(struct arena *a, const struct keys *k, enum key_use use,
    struct str place, struct str plain)
{
    const struct key *key = newest(k, use);
    struct str        bound = bound_to(a, use, place);
    size_t            n = HEAD_BYTES + plain.n + TAG_BYTES;
    uint8_t          *p = arena_get(a, n);
    uint8_t          *nonce = p + sizeof(uint32_t);

    assert(!str_is_empty(place)); /* a value of nowhere opens anywhere */
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(key->number >> (24 - 8 * i));
    chance_bytes(nonce, NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(p + HEAD_BYTES, NULL,
        bytes_of(plain), plain.n, bytes_of(bound), bound.n, NULL, nonce,
        key->bytes);
    return str_bytes(p, n);
}

/* wide: a sealed value is bound to its use and place */
enum err
key_open(struct arena *a, const struct keys *k, enum key_use use,
    struct str place, struct str sealed, struct str *plain)
{
    const uint8_t    *p = bytes_of(sealed);
    const struct key *key;
    struct str        bound;
    uint32_t          number = 0;
    uint8_t          *out;
    size_t            n;

    assert(k && use < KEY_USE_COUNT && plain);
    if (sealed.n < HEAD_BYTES + TAG_BYTES)
        return ERR_INVALID;
    for (int i = 0; i < 4; i++)
        number = number << 8 | p[i];
    key = numbered(&k->rings[use], number);
    if (!key)
        return ERR_INVALID;
    bound = bound_to(a, use, place);
    n = sealed.n - HEAD_BYTES - TAG_BYTES;
    out = arena_get(a, n + 1); /* libsodium wants an address for nothing */
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
            p + HEAD_BYTES, sealed.n - HEAD_BYTES, bytes_of(bound), bound.n,
            p + sizeof(uint32_t), key->bytes) != 0)
        return ERR_INVALID;
    *plain = str_bytes(out, n);
    return OK;
}

struct digest
key_hash(const struct keys *k, enum key_use use, struct str bytes)
{
    const struct key *key = newest(k, use);
    struct digest     d;

    crypto_generichash(d.b, sizeof d.b, bytes_of(bytes), bytes.n, key->bytes,
        KEY_BYTES);
    return d;
}

/* ---- signing ---- */

struct str
key_sign(struct arena *a, const struct keys *k, struct str bytes)
{
    uint8_t *signature = arena_get(a, crypto_sign_BYTES);

    assert(k);
    crypto_sign_detached(signature, NULL, bytes_of(bytes), bytes.n,
        k->sign_secret);
    return str_bytes(signature, crypto_sign_BYTES);
}

struct str
key_public(struct arena *a, const struct keys *k)
{
    assert(k);
    return str_dup(a, str_bytes(k->sign_public, sizeof k->sign_public));
}

bool
key_verify(struct str public_key, struct str bytes, struct str signature)
{
    sodium_ready(); /* whoever checks may hold no keys */
    if (public_key.n != crypto_sign_PUBLICKEYBYTES ||
        signature.n != crypto_sign_BYTES)
        return false;
    return crypto_sign_verify_detached(bytes_of(signature), bytes_of(bytes),
               bytes.n, bytes_of(public_key)) == 0;
}

/* ---- passwords, and chance ---- */

struct str
key_password_hash(struct arena *a, struct str password)
{
    char out[crypto_pwhash_STRBYTES];

    sodium_ready();
    if (crypto_pwhash_str_alg(out, password.n ? password.p : "", password.n,
            PASSWORD_PASSES, PASSWORD_MEMORY,
            crypto_pwhash_ALG_ARGON2ID13) != 0)
        BUG("out of memory for a password");
    return str_dup(a, str_of(out));
}

bool
key_password_fits(struct str hash, struct str password)
{
    char text[crypto_pwhash_STRBYTES] = {0};

    sodium_ready();
    if (hash.n == 0 || hash.n >= sizeof text || str_find_byte(hash, '\0') >= 0)
        return false;
    memcpy(text, hash.p, hash.n);
    return crypto_pwhash_str_verify(text, password.n ? password.p : "",
               password.n) == 0;
}

/* Letters that are taken for digits, and u, are left out. */
struct str
key_password_new(struct arena *a)
{
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    struct str        from = key_random(a, PASSWORD_LETTERS);
    struct buf        b;

    buf_init(&b, a);
    for (size_t i = 0; i < from.n; i++) {
        if (i && i % PASSWORD_GROUP == 0)
            buf_add_byte(&b, '-');
        buf_add_byte(&b, letters[(unsigned char)from.p[i] % 32]);
    }
    return buf_str(&b);
}

struct str
key_random(struct arena *a, size_t n)
{
    uint8_t *p = arena_get(a, n + 1);

    chance_bytes(p, n);
    return str_bytes(p, n);
}
