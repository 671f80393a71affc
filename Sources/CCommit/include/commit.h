#ifndef COMMIT_H
#define COMMIT_H

/// The commit that this program was built from, as the build was told by ISOCHECK_COMMIT in the environment; empty if it was not.
const char *isocheck_commit(void);

#endif
