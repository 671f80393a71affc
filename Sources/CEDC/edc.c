// The one thing Swift cannot say: multiplication without carry. Everything else about the EDC is in Sources/SectorCodes.
//
// Sixteen bytes at distance d bits before others may be replaced by their product with x^d modulo the generator, added to those
// others (Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", 2009). The EDC is computed
// with the least significant bit first, so the constants are x^(d + 32) and x^(d - 32), bits reversed, one place to the left.
#include "edc.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define KERNEL __attribute__((target("pclmul,sse4.1")))

bool edc_can_fold(void) { return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1"); }

static inline KERNEL __m128i moved(__m128i block, __m128i by) {
  return _mm_xor_si128(_mm_clmulepi64_si128(block, by, 0x00), _mm_clmulepi64_si128(block, by, 0x11));
}

static inline KERNEL __m128i block_at(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

KERNEL void edc_fold(const uint8_t *bytes, size_t count, uint8_t rest[16]) {
  const __m128i by64 = _mm_set_epi64x(0x12E7928A2, 0x1F8931102);
  const __m128i by16 = _mm_set_epi64x(0x1D5934102, 0x06C90C100);
  // Zeros in front change nothing, so an odd beginning is one more block, filled up with them.
  size_t odd = count % 16;
  uint8_t padded[16] = {0};
  for (size_t i = 0; i < odd; i++) padded[16 - odd + i] = bytes[i];
  const __m128i head = block_at(padded);
  const uint8_t *end = bytes + count;
  bytes += odd;

  __m128i a = _mm_xor_si128(block_at(bytes), moved(head, by16)), b = block_at(bytes + 16);
  __m128i c = block_at(bytes + 32), d = block_at(bytes + 48);
  bytes += 64;
  for (; end - bytes >= 64; bytes += 64) {
    a = _mm_xor_si128(moved(a, by64), block_at(bytes));
    b = _mm_xor_si128(moved(b, by64), block_at(bytes + 16));
    c = _mm_xor_si128(moved(c, by64), block_at(bytes + 32));
    d = _mm_xor_si128(moved(d, by64), block_at(bytes + 48));
  }
  b = _mm_xor_si128(b, moved(a, by16));
  c = _mm_xor_si128(c, moved(b, by16));
  d = _mm_xor_si128(d, moved(c, by16));
  for (; bytes < end; bytes += 16) d = _mm_xor_si128(moved(d, by16), block_at(bytes));
  _mm_storeu_si128((__m128i *)rest, d);
}

#else

bool edc_can_fold(void) { return false; }

// Not reached: callers ask first.
void edc_fold(const uint8_t *bytes, size_t count, uint8_t rest[16]) {
  for (size_t i = 0; i < 16; i++) rest[i] = 0;
}

#endif
