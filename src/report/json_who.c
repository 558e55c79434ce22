/* casus who --json: docs/schema/who.json. One aggressor: its verdicts at the top; several: one object each under "cases". */
#include "report/json_rows.h"

void cas_json_who(cas_json *json, const cas_findings *findings)
{
    const cas_answered *answered = findings->answer_count ? findings->answers[0] : NULL;
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "file", findings->file);
    cas_json_asked_with(json, findings->asked_with);
    cas_json_member_string(json, "goal", findings->goal);
    cas_json_member_string(json, "incident", findings->incident);
    if (!answered) {
        cas_json_key(json, "errors");
        cas_json_errors(json, findings->map, findings->diagnostics, false);
        cas_json_close_object(json);
        return;
    }
    if (answered->case_count == 1) {
        cas_json_case(json, findings->agreement, answered->question, &answered->cases[0], true);
    } else {
        cas_json_member_null(json, "by");
        cas_json_key(json, "cases");
        cas_json_open_array(json);
        for (int c = 0; c < answered->case_count; c++) {
            cas_json_open_object(json);
            cas_json_case(json, findings->agreement, answered->question, &answered->cases[c], true);
            cas_json_close_object(json);
        }
        cas_json_close_array(json);
    }
    cas_json_member_string(json, "needs", answered->answer == CAS_OPEN ? answered->needs : NULL);
    cas_json_member_string(json, "method", "hold");
    cas_json_close_object(json);
}
