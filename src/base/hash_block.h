/*
 * hash_block -- SHA-256's compression by the processor's own instructions;
 * for this room only.
 */
#ifndef BASE_HASH_BLOCK_H
#define BASE_HASH_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH_BLOCK = 64, HASH_WORDS = 8 };

/* Whether this processor has them; asked once. */
bool hash_block_has(void);
/* Takes n blocks into the state.  Only where hash_block_has(). */
void hash_block_take(uint32_t state[HASH_WORDS], const uint8_t *p, size_t n);

#endif
