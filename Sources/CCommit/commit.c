#include "commit.h"

#ifndef ISOCHECK_COMMIT
#define ISOCHECK_COMMIT ""
#endif

const char *isocheck_commit(void) { return ISOCHECK_COMMIT; }
