// What the sector codes are measured against: a table for each byte of the EDC, and the parity computed anew, one codeword after the
// other, and compared. This is the way of ECM, of cdrdao and of edccchk; it is written for this comparison and copied from none.
#include "textbook.h"

#include <stddef.h>

static uint32_t edc_of[256];
static uint8_t doubled[256];
static uint8_t third[256];

__attribute__((constructor)) static void fill_tables(void) {
  for (unsigned i = 0; i < 256; i++) {
    uint32_t edc = i;
    for (int bit = 0; bit < 8; bit++) edc = (edc >> 1) ^ (edc & 1 ? 0xD8018001u : 0);
    edc_of[i] = edc;
    doubled[i] = (uint8_t)((i << 1) ^ (i & 0x80 ? 0x11D : 0));
    third[i ^ doubled[i]] = (uint8_t)i;
  }
}

static bool parity_holds(const uint8_t *data, size_t codewords, size_t symbols, size_t step, size_t stride, const uint8_t *parity) {
  size_t size = codewords * symbols;
  for (size_t codeword = 0; codeword < codewords; codeword++) {
    size_t index = (codeword >> 1) * step + (codeword & 1);
    uint8_t weighted = 0, sum = 0;
    for (size_t symbol = 0; symbol < symbols; symbol++) {
      uint8_t byte = data[index];
      index += stride;
      if (index >= size) index -= size;
      weighted = doubled[weighted ^ byte];
      sum ^= byte;
    }
    uint8_t first = third[doubled[weighted] ^ sum];
    if (parity[codeword] != first || parity[codeword + codewords] != (first ^ sum)) return false;
  }
  return true;
}

bool textbook_holds(const uint8_t sector[2352]) {
  uint32_t edc = 0;
  for (size_t i = 0; i < 2064; i++) edc = (edc >> 8) ^ edc_of[(edc ^ sector[i]) & 0xFF];
  uint32_t stored = sector[2064] | sector[2065] << 8 | sector[2066] << 16 | (uint32_t)sector[2067] << 24;
  return edc == stored && parity_holds(sector + 12, 86, 24, 2, 86, sector + 2076) &&
         parity_holds(sector + 12, 52, 43, 86, 88, sector + 2248);
}
