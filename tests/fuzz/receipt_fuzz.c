/*
 * receipt_fuzz -- receipts as anybody may bring them.
 *
 * The first byte chooses: 'e' is a list of edits (two bytes where, one byte
 * what) of a receipt that is ours, 's' a text that is signed with our key
 * before it is read, 'r' a receipt as it stands.  Nothing may be taken for
 * ours but what we signed.  Built with clang
 * -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "action/receipt.h"
#include "base/key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

#define SAID                                                            \
    "Diogel\n"                                                          \
    "Derbynneb / Receipt: slip\n"                                       \
    "Cyfeirnod / Reference: AB3D-EF5G\n"                                \
    "Amser / Time: 2027-03-02T03:07:00Z\n"                              \
    "Gofynnwyd gan / Asked by: Ffion\n"                                 \
    "Asiantaeth / Agency: Ysbyty Glan Aran\n"                           \
    "Hash: 1bc68fd2deefab5f1bc68fd2deefab5f"                            \
    "1bc68fd2deefab5f1bc68fd2deefab5f\n"

static struct arena *kept;
static struct keys  *keys;
static struct str    genuine;

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct slip slip;

    (void)argc, (void)argv;
    kept = arena_new(0);
    keys = keys_for_test(1);
    genuine = note_sign(kept, keys, RECEIPT_SIGNER, S(SAID));
    insist(!receipt_open(kept, keys, genuine, &slip));
    return 0;
}

/* Whatever is taken for ours says what we said. */
static void
try_forged(struct arena *a, struct str text)
{
    struct slip slip;
    struct str  said;

    if (receipt_open(a, keys, text, &slip))
        return;
    insist(!note_open(text, RECEIPT_SIGNER, key_public(a, keys), &said));
    insist(str_eq(said, S(SAID)));
}

static void
try_edited(struct arena *a, const uint8_t *edits, size_t size)
{
    char *text = ARENA_ARRAY(a, char, genuine.n);

    for (size_t i = 0; i < genuine.n; i++)
        text[i] = genuine.p[i];
    for (; size >= 3; edits += 3, size -= 3)
        text[(size_t)(edits[0] * 256 + edits[1]) % genuine.n] = (char)edits[2];
    try_forged(a, str_bytes(text, genuine.n));
}

static void
try_signed(struct arena *a, struct str text)
{
    struct slip slip;

    if (!str_ends(text, S("\n")))
        return; /* no note is made of such a text */
    if (!receipt_open(a, keys, note_sign(a, keys, RECEIPT_SIGNER, text), &slip))
        insist(slip.at.us != 0 || slip.reference.n <= text.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;

    if (!size)
        return 0;
    a = arena_new(0);
    if (data[0] == 'e')
        try_edited(a, data + 1, size - 1);
    else if (data[0] == 's')
        try_signed(a, str_bytes(data + 1, size - 1));
    else
        try_forged(a, str_bytes(data + 1, size - 1));
    arena_free(a);
    return 0;
}
