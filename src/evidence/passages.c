#include "evidence/evidence.h"

void cas_evidence_passages(cas_evidence *evidence)
{
    (void)evidence;
}
