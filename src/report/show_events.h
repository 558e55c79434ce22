/* The stages of `casus show` that speak of one package: the instance as the engines read it, or what can start what. */
#ifndef CAS_REPORT_SHOW_EVENTS_H
#define CAS_REPORT_SHOW_EVENTS_H

#include "model/package.h"

void cas_show_stage(cas_builder *out, const cas_agreement *agreement, const int *choice, bool events);

#endif
