#ifndef EDC_H
#define EDC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor multiplies without carry (PCLMULQDQ), which `edc_fold` needs.
bool edc_can_fold(void);

/// Writes to `rest` the 16 bytes that have the same EDC as the `count` bytes, which are at least 80.
void edc_fold(const uint8_t *bytes, size_t count, uint8_t rest[16]);

#endif
