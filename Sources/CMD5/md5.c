// The blocks of MD5 (RFC 1321, 3.4), of one stream or of several at once. What stands around them is in Sources/Digests.
//
// A step of MD5 needs the result of the step before it, so one stream leaves most of a core idle. Three streams step by step in
// turn take a quarter longer than one on a wide core. Four streams in a vector take as long as one where the processor rotates
// vectors at once (AVX-512VL on Intel), a third longer without such a rotation, and twice as long where a vector's sum takes two
// cycles (AMD Zen 5). In Swift a function cannot be compiled for one processor and for all others as well.
#include "md5.h"

#include <string.h>

typedef uint32_t words __attribute__((vector_size(16)));

#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("avx512vl", "default")))
#define ANY_VECTOR "+x"
#elif defined(__aarch64__)
#define CLONES
#define ANY_VECTOR "+w"
#else
#define CLONES
#define ANY_VECTOR "+m"
#endif

// Only the mix of a step waits for the step before. Compilers add the constant last, where everything waits for it; that a sum has
// to be in a register is what keeps them from it.
static inline uint32_t summed(uint32_t sum) {
  __asm__("" : "+r"(sum));
  return sum;
}

static inline words summed_four(words sum) {
  __asm__("" : ANY_VECTOR(sum));
  return sum;
}

#define ROTATED(x, s) ((x) << (s) | (x) >> (32 - (s)))
#define STEP(a, early, b, mix, x, s, t) a = ROTATED(SUMMED(early + (x + UINT32_C(t))) + (mix), s) + b
// F is written with one operation less than in the RFC; the two terms of G have no bit in common, so only one of them waits.
#define F(a, b, c, d, x, s, t) STEP(a, a, b, d ^ (b & (c ^ d)), x, s, t)
#define G(a, b, c, d, x, s, t) STEP(a, a + (c & ~d), b, b & d, x, s, t)
#define H(a, b, c, d, x, s, t) STEP(a, a, b, b ^ c ^ d, x, s, t)
#define I(a, b, c, d, x, s, t) STEP(a, a, b, c ^ (b | ~d), x, s, t)

#define FOUR(f, k1, s1, t1, k2, s2, t2, k3, s3, t3, k4, s4, t4) \
  EACH(f, a, b, c, d, k1, s1, t1)                               \
  EACH(f, d, a, b, c, k2, s2, t2)                               \
  EACH(f, c, d, a, b, k3, s3, t3)                               \
  EACH(f, b, c, d, a, k4, s4, t4)

#define ROUNDS \
  FOUR(F, 0, 7, 0xD76AA478, 1, 12, 0xE8C7B756, 2, 17, 0x242070DB, 3, 22, 0xC1BDCEEE)     \
  FOUR(F, 4, 7, 0xF57C0FAF, 5, 12, 0x4787C62A, 6, 17, 0xA8304613, 7, 22, 0xFD469501)     \
  FOUR(F, 8, 7, 0x698098D8, 9, 12, 0x8B44F7AF, 10, 17, 0xFFFF5BB1, 11, 22, 0x895CD7BE)   \
  FOUR(F, 12, 7, 0x6B901122, 13, 12, 0xFD987193, 14, 17, 0xA679438E, 15, 22, 0x49B40821) \
  FOUR(G, 1, 5, 0xF61E2562, 6, 9, 0xC040B340, 11, 14, 0x265E5A51, 0, 20, 0xE9B6C7AA)     \
  FOUR(G, 5, 5, 0xD62F105D, 10, 9, 0x02441453, 15, 14, 0xD8A1E681, 4, 20, 0xE7D3FBC8)    \
  FOUR(G, 9, 5, 0x21E1CDE6, 14, 9, 0xC33707D6, 3, 14, 0xF4D50D87, 8, 20, 0x455A14ED)     \
  FOUR(G, 13, 5, 0xA9E3E905, 2, 9, 0xFCEFA3F8, 7, 14, 0x676F02D9, 12, 20, 0x8D2A4C8A)    \
  FOUR(H, 5, 4, 0xFFFA3942, 8, 11, 0x8771F681, 11, 16, 0x6D9D6122, 14, 23, 0xFDE5380C)   \
  FOUR(H, 1, 4, 0xA4BEEA44, 4, 11, 0x4BDECFA9, 7, 16, 0xF6BB4B60, 10, 23, 0xBEBFBC70)    \
  FOUR(H, 13, 4, 0x289B7EC6, 0, 11, 0xEAA127FA, 3, 16, 0xD4EF3085, 6, 23, 0x04881D05)    \
  FOUR(H, 9, 4, 0xD9D4D039, 12, 11, 0xE6DB99E5, 15, 16, 0x1FA27CF8, 2, 23, 0xC4AC5665)   \
  FOUR(I, 0, 6, 0xF4292244, 7, 10, 0x432AFF97, 14, 15, 0xAB9423A7, 5, 21, 0xFC93A039)    \
  FOUR(I, 12, 6, 0x655B59C3, 3, 10, 0x8F0CCC92, 10, 15, 0xFFEFF47D, 1, 21, 0x85845DD1)   \
  FOUR(I, 8, 6, 0x6FA87E4F, 15, 10, 0xFE2CE6E0, 6, 15, 0xA3014314, 13, 21, 0x4E0811A1)   \
  FOUR(I, 4, 6, 0xF7537E82, 11, 10, 0xBD3AF235, 2, 15, 0x2AD7D2BB, 9, 21, 0xEB86D391)

#define SUMMED summed
#define EACH(f, a, b, c, d, k, s, t) f(a, b, c, d, x[k], s, t);

static void add_one(md5_state *state, const uint8_t *bytes, size_t blocks) {
  uint32_t a = state->a, b = state->b, c = state->c, d = state->d;
  for (const uint8_t *end = bytes + 64 * blocks; bytes < end; bytes += 64) {
    uint32_t x[16];
    memcpy(x, bytes, 64);
    const uint32_t before[] = {a, b, c, d};
    ROUNDS
    a += before[0], b += before[1], c += before[2], d += before[3];
  }
  *state = (md5_state){a, b, c, d};
}

#undef EACH
#define EACH(f, a, b, c, d, k, s, t)         \
  f(a##0, b##0, c##0, d##0, word(0, k), s, t); \
  f(a##1, b##1, c##1, d##1, word(1, k), s, t); \
  f(a##2, b##2, c##2, d##2, word(2, k), s, t);
#define STREAM(i)                                                                               \
  uint32_t a##i = states[i]->a, b##i = states[i]->b, c##i = states[i]->c, d##i = states[i]->d; \
  const uint8_t *const bytes##i = bytes[i]
#define BEFORE(i) const uint32_t before##i[] = {a##i, b##i, c##i, d##i}
#define AFTER(i) a##i += before##i[0], b##i += before##i[1], c##i += before##i[2], d##i += before##i[3]
#define word(i, k) word_at(bytes##i + at + 4 * k)

static inline uint32_t word_at(const uint8_t *bytes) {
  uint32_t word;
  memcpy(&word, bytes, 4);
  return word;
}

static void add_three(md5_state *const *states, const uint8_t *const *bytes, size_t blocks) {
  STREAM(0);
  STREAM(1);
  STREAM(2);
  for (size_t at = 0; at < 64 * blocks; at += 64) {
    BEFORE(0);
    BEFORE(1);
    BEFORE(2);
    ROUNDS
    AFTER(0);
    AFTER(1);
    AFTER(2);
  }
  *states[0] = (md5_state){a0, b0, c0, d0};
  *states[1] = (md5_state){a1, b1, c1, d1};
  *states[2] = (md5_state){a2, b2, c2, d2};
}

#undef EACH
#define EACH(f, a, b, c, d, k, s, t) f(a, b, c, d, x[k], s, t);
#undef SUMMED
#define SUMMED summed_four

// Four neighbouring words of each stream become four vectors of one word from each.
static inline void load(const uint8_t *const *bytes, size_t at, words x[4]) {
  words row[4];
  for (int i = 0; i < 4; i++) memcpy(&row[i], bytes[i] + at, 16);
  const words low = __builtin_shufflevector(row[0], row[1], 0, 4, 1, 5);
  const words high = __builtin_shufflevector(row[0], row[1], 2, 6, 3, 7);
  const words lower = __builtin_shufflevector(row[2], row[3], 0, 4, 1, 5);
  const words higher = __builtin_shufflevector(row[2], row[3], 2, 6, 3, 7);
  x[0] = __builtin_shufflevector(low, lower, 0, 1, 4, 5);
  x[1] = __builtin_shufflevector(low, lower, 2, 3, 6, 7);
  x[2] = __builtin_shufflevector(high, higher, 0, 1, 4, 5);
  x[3] = __builtin_shufflevector(high, higher, 2, 3, 6, 7);
}

CLONES static void add_four(md5_state *const *states, const uint8_t *const *bytes, size_t blocks) {
  words a, b, c, d;
  for (int i = 0; i < 4; i++) a[i] = states[i]->a, b[i] = states[i]->b, c[i] = states[i]->c, d[i] = states[i]->d;
  for (size_t at = 0; at < 64 * blocks; at += 64) {
    words x[16];
    for (int i = 0; i < 4; i++) load(bytes, at + 16 * i, x + 4 * i);
    const words before[] = {a, b, c, d};
    ROUNDS
    a += before[0], b += before[1], c += before[2], d += before[3];
  }
  for (int i = 0; i < 4; i++) *states[i] = (md5_state){a[i], b[i], c[i], d[i]};
}

void md5_add(md5_state *states, const uint8_t *const *bytes, size_t streams, size_t blocks, bool in_vectors) {
  if (streams == 1) return add_one(states, *bytes, blocks);
  // A place without a stream works on a copy of the first.
  md5_state spare[4];
  md5_state *four[4];
  const uint8_t *from[4];
  for (size_t i = 0; i < 4; i++) {
    spare[i] = states[0];
    four[i] = i < streams ? &states[i] : &spare[i];
    from[i] = bytes[i < streams ? i : 0];
  }
  if (streams == 4 || in_vectors) return add_four(four, from, blocks);
  add_three(four, from, blocks);
}
