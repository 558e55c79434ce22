/* Parts that the JSON of check and who share. */
#ifndef CAS_REPORT_JSON_ROWS_H
#define CAS_REPORT_JSON_ROWS_H

#include "report/report.h"

/* A day as a number, null for never. */
void cas_json_day(cas_json *json, const cas_instance *instance, cas_tick tick);
/* {"wording": "alone"}: the choices on which the answer depends. */
void cas_json_package(cas_json *json, const cas_agreement *agreement, const cas_row *row);
/* ["CN", "FR"] */
void cas_json_parties(cas_json *json, const cas_instance *instance, const cas_set *set);
/* [{"day": 0, "event": …, "clause": "5b"}, …] */
void cas_json_steps(cas_json *json, const cas_instance *instance, const cas_trace *trace);
/* The clauses of a trace with what they rest on, each once. */
void cas_json_citations(cas_json *json, const cas_instance *instance, const cas_trace *trace);
/* "sets": […], "count": "5" */
void cas_json_family(cas_json *json, const cas_instance *instance, const cas_family *family);
/* One element of `verdicts`. */
void cas_json_verdict(cas_json *json, const cas_agreement *agreement, const cas_row *row, bool families);
/* {"goal": …, "incident": …, "by": …, "verdicts": […]} without its braces, for one aggressor. */
void cas_json_case(cas_json *json, const cas_agreement *agreement, const cas_question *question,
                   const cas_case *answers, bool families);
void cas_json_by(cas_json *json, const cas_agreement *agreement, const cas_question *question, const cas_case *answers);

#endif
