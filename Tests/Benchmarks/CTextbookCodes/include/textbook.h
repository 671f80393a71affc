#ifndef TEXTBOOK_H
#define TEXTBOOK_H

#include <stdbool.h>
#include <stdint.h>

/// Whether EDC, P and Q of a raw sector of Mode 1 hold, as programs for CD images have always computed it.
bool textbook_holds(const uint8_t sector[2352]);

#endif
