/* What verifying found, written down. Inside the library only. */
#ifndef CAS_REPORT_VERIFY_REPORT_H
#define CAS_REPORT_VERIFY_REPORT_H

#include "report/json_writer.h"
#include "report/layout.h"
#include "verify/verify.h"

void cas_verify_text(cas_page *page, const cas_verified *found);
/* docs/schema/verify.json. */
void cas_verify_json(cas_json *json, const cas_verified *found);

#endif
