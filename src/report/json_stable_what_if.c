/* What if, for programs: swaps, shares of orders, coalitions, the wished state. Part of docs/schema/stable.json. */
#include "report/stable_report.h"

static void put_list(cas_json *json, const cas_conflict *conflict, const uint64_t *states, uint32_t count)
{
    cas_json_open_array(json);
    for (uint32_t i = 0; i < count; i++)
        cas_stable_json_state(json, conflict, states[i]);
    cas_json_close_array(json);
}

static void put_marked(cas_json *json, const cas_states *states, const uint8_t *marks)
{
    cas_json_open_object(json);
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
        cas_json_key(json, cas_concept_name((cas_concept)c));
        cas_json_open_array(json);
        for (uint32_t s = 0; s < states->count; s++)
            if ((marks[s] >> c) & 1)
                cas_stable_json_state(json, states->conflict, states->options[s]);
        cas_json_close_array(json);
    }
    cas_json_close_object(json);
}

static void put_changes(cas_json *json, const cas_conflict *conflict, const char *key, const uint64_t *const *states,
                        const uint32_t *counts)
{
    cas_json_key(json, key);
    cas_json_open_object(json);
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        if (counts[c]) {
            cas_json_key(json, cas_concept_name((cas_concept)c));
            put_list(json, conflict, states[c], counts[c]);
        }
    cas_json_close_object(json);
}

static void put_swaps(cas_json *json, const cas_stable_sheet *sheet)
{
    const cas_conflict *conflict = sheet->stability->states->conflict;
    cas_json_key(json, "swaps");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->swaps->count; i++) {
        const cas_swap *swap = &sheet->swaps->items[i];
        cas_json_open_object(json);
        cas_json_member_string(json, "party", conflict->makers[swap->maker].name);
        cas_json_member_integer(json, "first", swap->priority + 1);
        cas_json_member_integer(json, "second", swap->priority + 2);
        put_changes(json, conflict, "gained", swap->gained, swap->gained_count);
        put_changes(json, conflict, "lost", swap->lost, swap->lost_count);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_key(json, "robust");
    put_marked(json, sheet->stability->states, sheet->swaps->robust);
}

static void put_shares(cas_json *json, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    const cas_shares *shares = sheet->shares;
    cas_json_key(json, "shares");
    cas_json_open_object(json);
    cas_json_member_boolean(json, "sampled", shares->sampled);
    cas_json_member_integer(json, "orders", (long long)shares->orders);
    cas_json_key(json, "all_orders");
    cas_json_number(json, shares->all_orders);
    cas_json_key(json, "states");
    cas_json_open_array(json);
    for (uint32_t s = 0; s < states->count; s++) {
        if (!shares->times[CAS_GMR][s])
            continue;
        cas_json_open_object(json);
        cas_json_key(json, "state");
        cas_stable_json_state(json, states->conflict, states->options[s]);
        for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
            double low, high;
            cas_share_interval(shares, shares->times[c][s], &low, &high);
            cas_json_key(json, cas_concept_name((cas_concept)c));
            cas_json_open_object(json);
            cas_json_member_integer(json, "times", shares->times[c][s]);
            cas_json_key(json, "low");
            cas_json_number(json, low);
            cas_json_key(json, "high");
            cas_json_number(json, high);
            cas_json_close_object(json);
        }
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_close_object(json);
}

static void put_wish(cas_json *json, const cas_states *states, const cas_wish *wish)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "party", states->conflict->makers[wish->maker].name);
    cas_json_key(json, "state");
    cas_stable_json_state(json, states->conflict, states->options[wish->state]);
    cas_json_member_string(json, "concept", cas_concept_name(wish->concept));
    cas_json_member_boolean(json, "met", wish->unmet == 0);
    cas_json_member_integer(json, "unmet", wish->unmet);
    cas_json_key(json, "no_better");
    cas_json_open_array(json);
    for (uint32_t i = 0; i < wish->move_count; i++) {
        cas_json_open_object(json);
        cas_json_key(json, "to");
        cas_stable_json_state(json, states->conflict, states->options[wish->moves[i].to]);
        cas_json_key(json, "or_any_of");
        cas_json_open_array(json);
        for (uint32_t a = 0; a < wish->moves[i].answer_count; a++)
            cas_stable_json_state(json, states->conflict, states->options[wish->moves[i].answers[a]]);
        cas_json_close_array(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_close_object(json);
}

void cas_stable_json_what_if(cas_json *json, const cas_stable_sheet *sheet)
{
    if (sheet->swaps)
        put_swaps(json, sheet);
    if (sheet->shares)
        put_shares(json, sheet);
    if (sheet->together) {
        cas_json_key(json, "coalitions");
        cas_json_open_object(json);
        cas_json_member_string(json, "variant", "members improve together, the others answer one by one");
        cas_json_key(json, "equilibria");
        put_marked(json, sheet->stability->states, sheet->together);
        cas_json_close_object(json);
    }
    if (!sheet->wish_count)
        return;
    cas_json_key(json, "wish");
    cas_json_open_array(json);
    for (size_t i = 0; i < sheet->wish_count; i++)
        put_wish(json, sheet->stability->states, sheet->wishes[i]);
    cas_json_close_array(json);
}
