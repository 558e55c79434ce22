/* A standoff's answer, written down. Inside the library only. */
#ifndef CAS_REPORT_STABLE_REPORT_H
#define CAS_REPORT_STABLE_REPORT_H

#include "report/json_writer.h"
#include "report/layout.h"
#include "stable/coalition.h"
#include "stable/reasons.h"
#include "stable/sensitivity.h"
#include "stable/unknown.h"
#include "stable/without.h"

/* What was found out about one standoff. */
typedef struct cas_stable_sheet {
    const cas_stability *stability;
    const cas_conflict_paths *paths; /* improvements from the status quo; null: there is none, or preferences are unknown in part */
    const cas_stability *const *attitudes; /* where they are: the four tables; stability is one of them */
    cas_attitude attitude;
    bool taken_out;                  /* somebody was: returns says what they would do */
    cas_without_mode mode;
    cas_returns returns;
    const cas_reasons *const *cells; /* asked for by `why` */
    size_t cell_count;
    const cas_swaps *swaps; /* or null, as the next three */
    const cas_shares *shares;
    const uint8_t *together; /* per state: stable for every coalition */
    const cas_wish *const *wishes;
    size_t wish_count;
    bool equilibria_only; /* leave the table out */
    size_t first;         /* how many states, paths and returns are listed */
} cas_stable_sheet;

/* docs/schema/stable.json. */
void cas_stable_json(cas_json *json, const cas_stable_sheet *sheet);
void cas_stable_text(cas_page *page, const cas_stable_sheet *sheet);
/* What else was asked: swaps, shares, coalitions, the wished state. Called by the two above. */
void cas_stable_json_what_if(cas_json *json, const cas_stable_sheet *sheet);
void cas_stable_text_what_if(cas_page *page, const cas_stable_sheet *sheet);
void cas_stable_json_state(cas_json *json, const cas_conflict *conflict, uint64_t state);

/* The tableau of the literature: one row a state, its options, and for each maker its rank and what it is stable by. */
void cas_stable_csv(cas_builder *out, const cas_stable_sheet *sheet);
void cas_stable_latex(cas_builder *out, const cas_stable_sheet *sheet);

/* "R", "SEQ SMR", …: the strongest concepts, the others follow from them; "" where none holds. */
const char *cas_stable_cell_words(cas_arena *arena, uint8_t concepts);
/* Rank of a state for a maker, 1 the best; 0 where the maker's preferences are unknown in part, and states have no rank. */
uint32_t cas_stable_rank(const cas_states *states, int maker, uint32_t state);

#endif
