/*
 * The model: all a tool needs, from a file to instances. No header here includes the syntax tree or the diagnostics, whose type
 * names the instance shares.
 *
 *     agreement.h   what the text says, names resolved: parties, clauses, goals, questions, scenarios, positions
 *     package.h     one alternative for every issue and reading; walking and counting packages
 *     scope.h       sets and durations in a package and on an occasion; what a question is asked on
 *     citations.h   do the words stand in the sources
 *     lint.h        what an author should look at again
 *     build.h       one instance; its text; equality
 */
#ifndef CAS_MODEL_MODEL_H
#define CAS_MODEL_MODEL_H

#include "model/build.h"
#include "model/citations.h"
#include "model/lint.h"
#include "model/load.h"
#include "model/package.h"
#include "model/resolve.h"

/* By name, -1 when there is none. */
int cas_model_goal(const cas_agreement *agreement, cas_text name);
int cas_model_incident(const cas_agreement *agreement, cas_text name);
int cas_model_party(const cas_agreement *agreement, cas_text name);
int cas_model_rule(const cas_agreement *agreement, cas_text name);
int cas_model_draft(const cas_agreement *agreement, cas_text name);

/*
 * A question as the command line asks it: the verdict on a goal (kind can be changed), on an incident, by a party, by each of a
 * group or by nobody said. by may be empty. NULL and *why when a name is unknown or cannot stand here.
 */
cas_question *cas_model_ask(cas_arena *arena, const cas_agreement *agreement, cas_text goal, cas_text incident,
                            cas_text by, const char **why);

/* A named rule in a package, without any incident: for who has power under it. NULL when the package declares none. instance may be null. */
const cas_rule *cas_model_rule_in(cas_arena *arena, const cas_agreement *agreement, int rule, const int *choice,
                                  const cas_instance **instance);

#endif
