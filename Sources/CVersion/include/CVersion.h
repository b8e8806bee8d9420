#ifndef CVERSION_H
#define CVERSION_H

/// The commit that was built, as Package.swift states it by a define; "unknown" where nobody did.
const char *_Nonnull policyc_commit(void);

#endif
