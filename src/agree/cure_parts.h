/* What the files of the search and of the costs share. They see the instance. */
#ifndef CAS_AGREE_CURE_PARTS_H
#define CAS_AGREE_CURE_PARTS_H

#include "agree/cure.h"
#include "hold/combinations.h"
#include "hold/questions.h"
#include "model/scope.h"

/* Is the verdict of the goal, on this occasion, at least as good as wanted? By the fewest values that tell it. */
cas_truth cas_cure_is_enough(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                             const cas_cure_wanted *wanted, const int *choice, const cas_occasion *occasion);
/* The same of a verdict that was worked out in full. */
cas_truth cas_cure_meets(const cas_cure_wanted *wanted, const cas_instance *instance, const cas_verdict *verdict);

/* The statement that asks what the caller asks. */
const char *cas_cure_statement(cas_arena *arena, const cas_cure_wish *wish);

/* The choices of the caller with those edits made that change them. */
cas_question_options cas_cure_options(cas_arena *arena, const cas_cure_wish *wish, const cas_cure_edit *const *edits,
                                      int count);
/* The packages that are asked about. */
cas_combinations cas_cure_packages(cas_arena *arena, const cas_agreement *agreement,
                                   const cas_question_options *options, const bool *dimensions);

/* The whole answer about a text: the worst verdict, and whether all of them are enough. */
typedef struct cas_cure_outcome {
    cas_cure_verdict worst;
    cas_truth enough;
    bool elsewhere;
    cas_set named; /* whom the verdicts speak of */
    const char *needs;
} cas_cure_outcome;
cas_cure_outcome cas_cure_run(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                              const cas_cure_wanted *wanted, const cas_question_options *options);

/* Takes the verdict where it is worse than what is there, or nothing is: true, and the caller says in what instance. */
bool cas_cure_keep_worse(cas_cure_verdict *worst, const cas_verdict *verdict);
/* The worst verdict of one aggressor. */
cas_cure_verdict cas_cure_worst(const cas_case *answers);

/* The answers by which costs are counted, of the text with some edits; NULL when they cannot be had within the budget. */
typedef struct cas_cure_ledger cas_cure_ledger;
const cas_cure_ledger *cas_cure_ledger_of(cas_arena *arena, const cas_cure_source *source, const cas_cure_wish *wish,
                                          const cas_cure_edit *const *edits, int count);
/* What is otherwise in the second than in the first. */
const cas_cure_cost *cas_cure_costs(cas_arena *arena, const cas_cure_ledger *before, const cas_cure_ledger *after,
                                    size_t *count);

#endif
