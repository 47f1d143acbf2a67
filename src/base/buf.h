/*
 * buf -- text or bytes being built, growing in an arena.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"

struct buf {
    struct arena *arena;
    char         *p;
    size_t        n;
    size_t        room;
};

void buf_init(struct buf *b, struct arena *a);
/* Makes room for n bytes in all, of a text whose length is known about. */
void buf_expect(struct buf *b, size_t n);
void buf_add(struct buf *b, struct str s);
void buf_add_byte(struct buf *b, char byte);
void buf_add_int(struct buf *b, int64_t v);
/* Decimal, padded with zeros to width. */
void buf_add_padded(struct buf *b, int64_t v, int width);
/* Big-endian, for canonical bytes that are hashed. */
void buf_add_u32(struct buf *b, uint32_t v);
void buf_add_u64(struct buf *b, uint64_t v);
/* Length (u32) and bytes: the canonical form of a text. */
void buf_add_framed(struct buf *b, struct str s);
/* What was built; valid until the buf grows again. */
struct str buf_str(const struct buf *b);
void       buf_reset(struct buf *b);

#endif
