/*
 * From statements to the agreement with every name resolved.
 *
 * All errors are reported in one pass. The agreement that is returned holds all that was understood: good for showing and for an
 * editor; it may be built and asked only when there were no errors.
 */
#ifndef CAS_MODEL_RESOLVE_H
#define CAS_MODEL_RESOLVE_H

#include "model/agreement.h"
#include "model/load.h"

/* loader: for the tables that `from` names. cost: linear in the statements, but for conditional forms (see resolve_forms.c). */
const cas_agreement *cas_resolve(cas_arena *arena, const cas_loaded *loaded, const cas_loader *loader,
                                 struct cas_diagnostics *diagnostics);

#endif
