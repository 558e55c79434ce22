/* Verdicts, runs and citations as JSON: see json_rows.h and docs/schema. Keys stand in the order in which they are documented. */
#include "report/json_rows.h"

#include "report/guarantee.h"
#include "report/verdict_rows.h"
#include "report/words.h"

void cas_json_day(cas_json *json, const cas_instance *instance, cas_tick tick)
{
    if (tick >= CAS_NEVER)
        cas_json_null(json);
    else
        cas_json_number(json, cas_days_of(instance, tick));
}

void cas_json_package(cas_json *json, const cas_agreement *agreement, const cas_row *row)
{
    cas_json_open_object(json);
    for (int c = 0; c < row->choice_count; c++) {
        const cas_dimension *dimension = &agreement->dimensions[row->choices[c].dimension];
        cas_json_member_string(json, dimension->name, dimension->alternatives[row->choices[c].alternative].name);
    }
    cas_json_close_object(json);
}

void cas_json_parties(cas_json *json, const cas_instance *instance, const cas_set *set)
{
    cas_json_open_array(json);
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        cas_json_string(json, instance->party_names[p]);
    cas_json_close_array(json);
}

static const char *label_of(const cas_instance *instance, int clause)
{
    return clause < 0 ? NULL : instance->clauses[clause].label;
}

void cas_json_steps(cas_json *json, const cas_instance *instance, const cas_trace *trace)
{
    cas_json_open_array(json);
    for (size_t s = 0; s < trace->count; s++) {
        const cas_step *step = &trace->steps[s];
        cas_json_open_object(json);
        cas_json_key(json, "day");
        cas_json_day(json, instance, step->tick);
        cas_json_member_string(json, "event", step->words);
        cas_json_member_string(json, "clause", label_of(instance, step->clause));
        cas_json_key(json, "line");
        if (step->line > 0)
            cas_json_integer(json, step->line);
        else
            cas_json_null(json);
        cas_json_member_string(json, "why", step->because);
        cas_json_member_boolean(json, "critical", step->critical);
        cas_json_key(json, "waited");
        cas_json_day(json, instance, step->waited);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static bool was_cited(const cas_trace *trace, size_t before, int clause)
{
    for (size_t s = 0; s < before; s++)
        if (trace->steps[s].clause == clause)
            return true;
    return false;
}

void cas_json_citations(cas_json *json, const cas_instance *instance, const cas_trace *trace)
{
    cas_json_open_array(json);
    for (size_t s = 0; s < trace->count; s++) {
        const int index = trace->steps[s].clause;
        if (index < 0 || was_cited(trace, s, index))
            continue;
        const cas_clause *clause = &instance->clauses[index];
        for (int n = 0; n < clause->note_count; n++) {
            const cas_citation_note *note = &clause->notes[n];
            cas_json_open_object(json);
            cas_json_member_string(json, "clause", clause->label);
            cas_json_member_string(json, "source", note->source);
            cas_json_member_string(json, "locator", note->source ? note->locator : NULL);
            cas_json_member_string(json, "words", note->words && *note->words ? note->words : NULL);
            cas_json_member_boolean(json, "restated", note->restated);
            cas_json_close_object(json);
        }
    }
    cas_json_close_array(json);
}

static void write_family(cas_json *json, const cas_instance *instance, const char *key, const cas_family *family)
{
    cas_json_key(json, key);
    if (!family->known) {
        cas_json_null(json);
        return;
    }
    cas_json_open_array(json);
    for (size_t i = 0; i < family->listed; i++)
        cas_json_parties(json, instance, &family->sets[i]);
    cas_json_close_array(json);
}

static void write_count(cas_json *json, const char *key, const cas_family *family)
{
    cas_json_member_string(json, key, family->known ? cas_big_string(json->out->arena, family->total) : NULL);
}

void cas_json_family(cas_json *json, const cas_instance *instance, const cas_family *family)
{
    write_family(json, instance, "sets", family);
    write_count(json, "count", family);
}

static void write_families(cas_json *json, const cas_instance *instance, const cas_verdict *verdict)
{
    const cas_family *all[] = {&verdict->blockers, &verdict->lawful_blockers, &verdict->deciders, &verdict->pillars};
    static const char *const names[] = {"blockers", "lawful_blockers", "deciders", "pillars"};
    int up_to_size = -1;
    for (int f = 0; f < 4; f++) {
        write_family(json, instance, names[f], all[f]);
        if (all[f]->known && all[f]->up_to_size >= 0 && (up_to_size < 0 || all[f]->up_to_size < up_to_size))
            up_to_size = all[f]->up_to_size;
    }
    cas_json_key(json, "counts");
    cas_json_open_object(json);
    for (int f = 0; f < 4; f++)
        write_count(json, names[f], all[f]);
    cas_json_close_object(json);
    cas_json_key(json, "sets_up_to_size");
    if (up_to_size >= 0)
        cas_json_integer(json, up_to_size);
    else
        cas_json_null(json);
}

static void write_guarantee(cas_json *json, const cas_guarantee *guarantee)
{
    if (guarantee->power) {
        cas_json_key(json, "power");
        cas_guarantee_json(json, guarantee->power);
    }
    cas_json_member_string(json, "power_needs", guarantee->needs);
}

static void write_by_right(cas_json *json, const cas_verdict *verdict)
{
    cas_json_key(json, "by_right");
    if (verdict->word == CAS_NEEDS)
        cas_json_boolean(json, verdict->by_right);
    else
        cas_json_null(json);
}

void cas_json_verdict(cas_json *json, const cas_agreement *agreement, const cas_row *row, bool families)
{
    const cas_verdict *verdict = row->verdict;
    const cas_instance *instance = row->instance;
    const bool undecided = verdict->word == CAS_UNDECIDED;
    cas_json_open_object(json);
    cas_json_key(json, "package");
    cas_json_package(json, agreement, row);
    cas_json_member_string(json, "verdict", cas_verdict_name(verdict->word));
    cas_json_key(json, "of");
    cas_json_parties(json, instance, &verdict->of);
    cas_json_key(json, "day");
    cas_json_day(json, instance, undecided ? CAS_NEVER : verdict->tick);
    write_by_right(json, verdict);
    cas_json_key(json, "tolerates");
    if (verdict->word == CAS_AVAILABLE && verdict->tolerates >= 0)
        cas_json_integer(json, verdict->tolerates);
    else
        cas_json_null(json);
    cas_json_key(json, "slowest_day");
    cas_json_day(json, instance, verdict->word == CAS_AVAILABLE ? verdict->slowest : CAS_NEVER);
    cas_json_key(json, "breakable_by");
    cas_json_parties(json, instance, &verdict->breakable_by);
    if (families)
        write_families(json, instance, verdict);
    if (row->guarantee)
        write_guarantee(json, row->guarantee);
    cas_json_key(json, "path");
    cas_json_steps(json, instance, &verdict->trace);
    cas_json_key(json, "stopped");
    cas_json_steps(json, instance, &verdict->blocked);
    cas_json_member_string(json, "needs", undecided || (families && !cas_families_known(verdict)) ? verdict->needs : NULL);
    cas_json_member_string(json, "method", verdict->method);
    cas_json_close_object(json);
}

void cas_json_by(cas_json *json, const cas_agreement *agreement, const cas_question *question, const cas_case *answers)
{
    const char *name = cas_aggressor_name(agreement, question, answers->by);
    cas_json_member_string(json, "by", answers->unknown ? "unknown" : name);
}

void cas_json_case(cas_json *json, const cas_agreement *agreement, const cas_question *question,
                   const cas_case *answers, bool families)
{
    cas_json_by(json, agreement, question, answers);
    cas_json_key(json, "verdicts");
    cas_json_open_array(json);
    for (int r = 0; r < answers->row_count; r++)
        cas_json_verdict(json, agreement, &answers->rows[r], families);
    cas_json_close_array(json);
}
