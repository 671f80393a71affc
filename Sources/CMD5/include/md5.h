#ifndef MD5_H
#define MD5_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The four words that MD5 carries from block to block (RFC 1321, 3.3).
typedef struct {
  uint32_t a, b, c, d;
} md5_state;

/// Adds `blocks` whole blocks of 64 bytes to one to four streams side by side.
///
/// - Parameters:
///   - states: one for each stream.
///   - bytes: where the blocks of each stream begin.
///   - streams: how many there are, 1 to 4.
///   - in_vectors: whether two or three streams share vectors as four do, instead of taking turns.
void md5_add(md5_state *states, const uint8_t *const *bytes, size_t streams, size_t blocks, bool in_vectors);

#endif
