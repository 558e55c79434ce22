/* A guarantee as a game, written down: apart from hold's own headers, whose families are not those of diagrams. */
#ifndef CAS_REPORT_GUARANTEE_H
#define CAS_REPORT_GUARANTEE_H

#include "report/json_writer.h"
#include "report/layout.h"

struct cas_power;

/* As docs/schema/power.json has it. */
void cas_guarantee_json(cas_json *json, const struct cas_power *power);
/* The table of casus power, set in. */
void cas_guarantee_text(cas_page *page, const struct cas_power *power, int indent);

#endif
