#include "evidence/evidence.h"

void cas_evidence_same(cas_evidence *evidence)
{
    (void)evidence;
}
