/* How the findings about a file end: what the exit code of the program says. */
#include "report/report.h"

#include "hold/scenario.h"
#include "report/words.h"

/* Who can stop and who can carry is all that `who` asks: a family that was not found leaves it undecided. */
static bool lacks_families(const cas_answered *answered)
{
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (answered->cases[c].rows[r].verdict && !cas_families_known(answered->cases[c].rows[r].verdict))
                return true;
    return false;
}

cas_ending cas_findings_end(const cas_findings *findings)
{
    cas_ending ending = CAS_ENDS_AS_STATED;
    if (findings->error_count)
        return CAS_ENDS_INPUT_WRONG;
    for (int a = 0; a < findings->answer_count; a++) {
        const cas_answered *answered = findings->answers[a];
        if (answered->later || answered->elsewhere || answered->question->inherited)
            continue;
        const bool claims = answered->question->speech != CAS_ASKS;
        if (!answered->ok && claims && answered->answer != CAS_OPEN)
            return CAS_ENDS_NOT_AS_STATED;
        if (!answered->ok || (findings->asked_who && lacks_families(answered)))
            ending = CAS_ENDS_UNDECIDED;
    }
    for (int s = 0; s < findings->scenario_count; s++) {
        if (findings->scenarios[s]->answer == CAS_FALSE)
            return CAS_ENDS_NOT_AS_STATED;
        if (findings->scenarios[s]->answer == CAS_OPEN)
            ending = CAS_ENDS_UNDECIDED;
    }
    return ending;
}
