/* A standoff for programs: docs/schema/stable.json. */
#include "report/stable_report.h"

void cas_stable_json_state(cas_json *json, const cas_conflict *conflict, uint64_t state)
{
    if (conflict->drawn) {
        cas_json_string(json, conflict->state_names[state]);
        return;
    }
    cas_json_open_array(json);
    for (int k = 0; k < conflict->option_count; k++)
        if ((state >> k) & 1)
            cas_json_string(json, conflict->options[k].name);
    cas_json_close_array(json);
}

static void put_place(cas_json *json, const cas_states *states, uint32_t place)
{
    cas_stable_json_state(json, states->conflict, states->options[place]);
}

/* The four of the contract, or with SSEQ. */
static void put_concepts(cas_json *json, uint8_t concepts, int count)
{
    cas_json_open_array(json);
    for (int c = 0; c < count; c++)
        if ((concepts >> c) & 1)
            cas_json_string(json, cas_concept_name((cas_concept)c));
    cas_json_close_array(json);
}

static void put_head(cas_json *json, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    const cas_conflict *conflict = states->conflict;
    cas_json_member_string(json, "standoff", conflict->name);
    cas_json_member_string(json, "title", conflict->title);
    cas_json_member_integer(json, "states", states->count);
    cas_json_key(json, "decision_makers");
    cas_json_open_array(json);
    for (int m = 0; m < conflict->maker_count; m++)
        if (cas_takes_part(conflict, m))
            cas_json_string(json, conflict->makers[m].name);
    cas_json_close_array(json);
    cas_json_key(json, "options");
    cas_json_open_array(json);
    for (int k = 0; k < conflict->option_count; k++)
        cas_json_string(json, conflict->options[k].name);
    cas_json_close_array(json);
    cas_json_key(json, "status_quo");
    if (states->status_quo >= 0)
        put_place(json, states, (uint32_t)states->status_quo);
    else
        cas_json_null(json);
    cas_json_key(json, "without");
    if (!sheet->taken_out) {
        cas_json_null(json);
        return;
    }
    static const char *const modes[] = {"frozen", "passive", "unmoved"};
    cas_json_open_object(json);
    cas_json_key(json, "parties");
    cas_json_open_array(json);
    for (int m = 0; m < conflict->maker_count; m++)
        if (!cas_takes_part(conflict, m))
            cas_json_string(json, conflict->makers[m].name);
    cas_json_close_array(json);
    cas_json_member_string(json, "mode", modes[sheet->mode]);
    cas_json_close_object(json);
}

static void put_table(cas_json *json, const cas_stable_sheet *sheet)
{
    const cas_stability *stability = sheet->stability;
    const cas_conflict *conflict = stability->states->conflict;
    cas_json_key(json, "table");
    cas_json_open_array(json);
    for (uint32_t s = 0; s < stability->states->count && s < sheet->first; s++) {
        cas_json_open_object(json);
        cas_json_key(json, "state");
        put_place(json, stability->states, s);
        cas_json_member_integer(json, "number", (long long)s + 1);
        cas_json_key(json, "stable");
        cas_json_open_object(json);
        for (int m = 0; m < conflict->maker_count; m++)
            if (cas_takes_part(conflict, m)) {
                cas_json_key(json, conflict->makers[m].name);
                put_concepts(json, stability->of[m][s], CAS_SSEQ);
            }
        cas_json_close_object(json);
        cas_json_key(json, "symmetric_sequential");
        cas_json_open_array(json);
        for (int m = 0; m < conflict->maker_count; m++)
            if (cas_takes_part(conflict, m) && ((stability->of[m][s] >> CAS_SSEQ) & 1))
                cas_json_string(json, conflict->makers[m].name);
        cas_json_close_array(json);
        cas_json_key(json, "rank");
        cas_json_open_object(json);
        for (int m = 0; m < conflict->maker_count; m++)
            if (cas_takes_part(conflict, m)) {
                const uint32_t rank = cas_stable_rank(stability->states, m, s);
                cas_json_key(json, conflict->makers[m].name);
                if (rank)
                    cas_json_integer(json, rank);
                else
                    cas_json_null(json);
            }
        cas_json_close_object(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void put_equilibria(cas_json *json, const cas_stable_sheet *sheet, const cas_stability *stability)
{
    cas_json_key(json, "equilibria");
    cas_json_open_object(json);
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
        size_t listed = 0;
        cas_json_key(json, cas_concept_name((cas_concept)c));
        cas_json_open_array(json);
        for (uint32_t s = 0; s < stability->states->count && listed < sheet->first; s++)
            if ((stability->equilibria[s] >> c) & 1) {
                put_place(json, stability->states, s);
                listed++;
            }
        cas_json_close_array(json);
    }
    cas_json_close_object(json);
    cas_json_key(json, "counts");
    cas_json_open_object(json);
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        cas_json_member_integer(json, cas_concept_name((cas_concept)c),
                                cas_equilibrium_count(stability, (cas_concept)c));
    cas_json_close_object(json);
}

static void put_attitudes(cas_json *json, const cas_stable_sheet *sheet)
{
    cas_json_member_string(json, "attitude", cas_attitude_name(sheet->attitude));
    cas_json_key(json, "attitudes");
    cas_json_open_object(json);
    for (int a = 0; a < CAS_ATTITUDE_COUNT; a++) {
        cas_json_key(json, cas_attitude_name((cas_attitude)a));
        cas_json_open_object(json);
        cas_json_member_string(json, "words", cas_attitude_words((cas_attitude)a));
        put_equilibria(json, sheet, sheet->attitudes[a]);
        cas_json_close_object(json);
    }
    cas_json_close_object(json);
}

static void put_steps(cas_json *json, const cas_states *states, const cas_path_step *steps, uint32_t count)
{
    cas_json_key(json, "steps");
    cas_json_open_array(json);
    for (uint32_t i = 0; i < count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "by", states->conflict->makers[steps[i].maker].name);
        cas_json_key(json, "to");
        put_place(json, states, steps[i].to);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void put_paths(cas_json *json, const cas_stable_sheet *sheet)
{
    const cas_stability *stability = sheet->stability;
    size_t listed = 0;
    cas_json_key(json, "paths");
    cas_json_open_array(json);
    for (uint32_t s = 0; sheet->paths && s < stability->states->count && listed < sheet->first; s++) {
        if (!stability->equilibria[s] || sheet->paths->distance[s] == UINT32_MAX)
            continue;
        cas_path_step *steps = NULL;
        const uint32_t length = s == sheet->paths->from ? 0 : cas_path_to(json->out->arena, sheet->paths, s, &steps);
        cas_json_open_object(json);
        cas_json_key(json, "to");
        put_place(json, stability->states, s);
        cas_json_key(json, "equilibrium");
        put_concepts(json, stability->equilibria[s], CAS_CONCEPT_COUNT);
        put_steps(json, stability->states, steps, length);
        cas_json_close_object(json);
        listed++;
    }
    cas_json_close_array(json);
}

static void put_returns(cas_json *json, const cas_stable_sheet *sheet)
{
    const cas_conflict *conflict = sheet->stability->states->conflict;
    cas_json_key(json, "would_move");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->returns.count; i++) {
        const cas_return *back = &sheet->returns.items[i];
        cas_json_open_object(json);
        cas_json_member_string(json, "party", conflict->makers[back->maker].name);
        cas_json_key(json, "state");
        cas_stable_json_state(json, conflict, back->state);
        cas_json_key(json, "equilibrium");
        put_concepts(json, back->equilibrium, CAS_CONCEPT_COUNT);
        cas_json_key(json, "to");
        cas_json_open_array(json);
        for (int t = 0; t < back->to_count; t++)
            cas_stable_json_state(json, conflict, back->to[t]);
        cas_json_close_array(json);
        cas_json_key(json, "stable_put_back");
        put_concepts(json, back->stable, CAS_CONCEPT_COUNT);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void put_cells(cas_json *json, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    cas_json_key(json, "why");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->cell_count; i++) {
        const cas_reasons *cell = sheet->cells[i];
        cas_json_open_object(json);
        cas_json_member_string(json, "party", states->conflict->makers[cell->maker].name);
        cas_json_key(json, "state");
        put_place(json, states, cell->state);
        cas_json_member_string(json, "concept", cas_concept_name(cell->concept));
        cas_json_member_boolean(json, "stable", cell->stable);
        cas_json_member_string(json, "words", cas_reasons_words(json->out->arena, states, cell));
        cas_json_key(json, "improvements");
        cas_json_open_array(json);
        for (size_t a = 0; a < cell->answer_count; a++) {
            cas_json_open_object(json);
            cas_json_key(json, "to");
            put_place(json, states, cell->answers[a].to);
            cas_json_member_boolean(json, "answered", cell->answers[a].sanctioned);
            put_steps(json, states, cell->answers[a].path, cell->answers[a].length);
            cas_json_close_object(json);
        }
        cas_json_close_array(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

void cas_stable_json(cas_json *json, const cas_stable_sheet *sheet)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    put_head(json, sheet);
    if (!sheet->equilibria_only)
        put_table(json, sheet);
    put_equilibria(json, sheet, sheet->stability);
    if (sheet->attitudes)
        put_attitudes(json, sheet);
    put_paths(json, sheet);
    put_returns(json, sheet);
    if (sheet->cell_count)
        put_cells(json, sheet);
    cas_stable_json_what_if(json, sheet);
    cas_json_member_string(
        json, "method", sheet->attitudes ? "unknown preferences, rows of bits" : sheet->stability->states->conflict->drawn ? "state and last mover" : "least reachable payoff");
    cas_json_close_object(json);
}
