#include "evidence/evidence.h"

void cas_evidence_speakers(cas_evidence *evidence)
{
    (void)evidence;
}
