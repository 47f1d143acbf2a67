/*
 * key -- the secrets of one service, held in a file beside (never in) the
 * database, and all that is done with them.  Nothing else sees key bytes.
 *
 * The file is made by `diogel init`, mode 0600, and holds one line a key:
 * "purpose number base64".  Values sealed under an older number open still.
 *
 * Errors  ERR_FILE: missing, unreadable, too open a mode, or not a key file.
 *         ERR_CONFLICT: a new one was asked for where a file stands already.
 *         ERR_INVALID: a sealed value was altered, moved, or is another's.
 */
#ifndef BASE_KEY_H
#define BASE_KEY_H

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"

struct keys; /* opaque; memory is locked and wiped */

/* What a value is sealed for: a value of one never opens as another. */
enum key_use {
    KEY_LOCATION, /* where somebody is                */
    KEY_REPORTER, /* who reported                     */
    KEY_DRAFT,    /* what somebody is still writing   */
    KEY_PAPER,    /* files                            */
    KEY_SEALED,   /* questions kept from view (S2, S5) */
    KEY_INDEX,    /* keyed hashes of exact keys       */
    KEY_SESSION,  /* session ids and form tokens      */
    KEY_LEDGER,   /* signs checkpoints and receipts   */
    KEY_USE_COUNT
};

enum err MUST_CHECK key_file_new(const char *path);
enum err MUST_CHECK keys_load(const char *path, struct keys **out);
void                keys_free(struct keys *k);
/* Keys that exist in memory only, from a seed: tests. */
struct keys *keys_for_test(uint64_t seed);

/*
 * Seals text for its place: place is "table:column:row"; a value copied to
 * another place does not open.  XChaCha20-Poly1305, random nonce.
 */
struct str key_seal(struct arena *a, const struct keys *k, enum key_use use,
    struct str place, struct str plain);
enum err MUST_CHECK key_open(struct arena *a, const struct keys *k,
    enum key_use use, struct str place, struct str sealed, struct str *plain);
/* A keyed hash under the purpose's key (BLAKE2b-256). */
struct digest key_hash(const struct keys *k, enum key_use use,
    struct str bytes);

/* Ed25519 with the ledger key: 64 bytes of signature. */
struct str key_sign(struct arena *a, const struct keys *k, struct str bytes);
/* The public half, 32 bytes. */
struct str key_public(struct arena *a, const struct keys *k);
bool key_verify(struct str public_key, struct str bytes, struct str signature);

/* Argon2id; the text form holds salt and cost. Takes tens of milliseconds
 * and 19 MiB: call from the slow class only. */
struct str key_password_hash(struct arena *a, struct str password);
bool       key_password_fits(struct str hash, struct str password);
/* A password nobody has thought of, to be told once: four groups of four
 * small letters and digits, 80 bits. */
struct str key_password_new(struct arena *a);
/* n random bytes. */
struct str key_random(struct arena *a, size_t n);

#endif
