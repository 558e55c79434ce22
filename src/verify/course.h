/* The courses of events behind a verdict, replayed. */
#ifndef CAS_VERIFY_COURSE_H
#define CAS_VERIFY_COURSE_H

#include "verify/judge.h"

/* The members `path` and `stopped` of a row. */
void cas_verify_courses(cas_judge *judge, const cas_defined *verdict, const cas_json_value *row, const char *where);
/* One course under the stances as the judge has them; value: when the goal is reached, CAS_NEVER if it is not. */
void cas_verify_course(cas_judge *judge, const cas_json_value *steps, cas_tick value, const char *where);

#endif
