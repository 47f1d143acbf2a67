/*
 * buf -- bytes being built.
 *
 * Room doubles, in place where nothing has been handed out behind it; what
 * was outgrown elsewhere stays in the arena until that is cleared, at most as
 * much again as the text itself.  So a str of a buf's own earlier
 * text may be added to it.
 */
#include "base/buf.h"

#include <assert.h>
#include <string.h>

#include "base/err.h"

enum { ROOM_FIRST = 256 };

void
buf_init(struct buf *b, struct arena *a)
{
    assert(b && a);
    *b = (struct buf){.arena = a};
}

static void
make_room(struct buf *b, size_t more)
{
    size_t need, room = b->room ? b->room : ROOM_FIRST;
    char  *p;

    if (__builtin_add_overflow(b->n, more, &need) || need > SIZE_MAX / 2)
        BUG("buf: a text larger than memory");
    if (need <= b->room)
        return;
    while (room < need)
        room *= 2;
    if (b->room && arena_stretch(b->arena, b->p, b->room, room)) {
        b->room = room;
        return;
    }
    p = arena_get(b->arena, room);
    if (b->n)
        memcpy(p, b->p, b->n);
    b->p = p;
    b->room = room;
}

void
buf_expect(struct buf *b, size_t n)
{
    assert(b && b->arena);
    if (n > b->n)
        make_room(b, n - b->n);
}

void
buf_add(struct buf *b, struct str s)
{
    assert(b && b->arena);
    if (!s.n)
        return;
    make_room(b, s.n);
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void
buf_add_byte(struct buf *b, char byte)
{
    assert(b && b->arena);
    if (b->n == b->room)
        make_room(b, 1);
    b->p[b->n++] = byte;
}

void
buf_add_int(struct buf *b, int64_t v)
{
    buf_add_padded(b, v, 0);
}

void
buf_add_padded(struct buf *b, int64_t v, int width)
{
    char     digits[64];
    size_t   at = sizeof digits;
    size_t   least = (size_t)width - (v < 0 && width > 0);
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    assert(width >= 0 && width < (int)sizeof digits);
    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    while (sizeof digits - at < least)
        digits[--at] = '0';
    if (v < 0)
        digits[--at] = '-';
    buf_add(b, str_bytes(digits + at, sizeof digits - at));
}

void
buf_add_u32(struct buf *b, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_add_byte(b, (char)(uint8_t)(v >> shift));
}

void
buf_add_u64(struct buf *b, uint64_t v)
{
    buf_add_u32(b, (uint32_t)(v >> 32));
    buf_add_u32(b, (uint32_t)v);
}

void
buf_add_framed(struct buf *b, struct str s)
{
    if (s.n > UINT32_MAX)
        BUG("buf: a text too long to be framed");
    buf_add_u32(b, (uint32_t)s.n);
    buf_add(b, s);
}

struct str
buf_str(const struct buf *b)
{
    assert(b);
    return (struct str){b->p, b->n};
}

void
buf_reset(struct buf *b)
{
    assert(b);
    b->n = 0;
}
