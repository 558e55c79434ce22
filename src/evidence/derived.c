#include "evidence/evidence.h"

void cas_evidence_derived(cas_evidence *evidence)
{
    (void)evidence;
}
