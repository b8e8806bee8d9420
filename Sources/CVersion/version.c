#include "CVersion.h"

#ifndef POLICYC_COMMIT
#define POLICYC_COMMIT unknown
#endif

#define TEXT(word) #word
#define TEXT_OF(word) TEXT(word)

const char *policyc_commit(void) { return TEXT_OF(POLICYC_COMMIT); }
