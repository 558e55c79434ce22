#include "evidence/evidence.h"

void cas_evidence_quotations(cas_evidence *evidence)
{
    (void)evidence;
}
