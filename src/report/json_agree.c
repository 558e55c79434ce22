/* A settlement for programs: docs/schema/agree.json. */
#include "report/agree_report.h"

#include <string.h>

typedef struct writing {
    cas_json *json;
    const cas_settlement *settlement;
    const cas_agreement *agreement;
} writing;

static void put_count(const writing *w, const char *key, const cas_count_of *count)
{
    cas_json_member_string(w->json, key, count->known ? cas_big_string(w->json->out->arena, count->number) : NULL);
}

static void put_big(const writing *w, const char *key, cas_big number)
{
    cas_json_member_string(w->json, key, cas_big_string(w->json->out->arena, number));
}

/* Issues, or with `readings` those alone; what is open is left out. */
static void put_choice(const writing *w, const int *choice, bool readings)
{
    cas_json_open_object(w->json);
    for (int d = readings ? w->agreement->issue_count : 0;
         d < (readings ? w->agreement->dimension_count : w->agreement->issue_count); d++)
        if (choice[d] >= 0)
            cas_json_member_string(w->json, w->agreement->dimensions[d].name,
                                   w->agreement->dimensions[d].alternatives[choice[d]].name);
    cas_json_close_object(w->json);
}

static void put_rows(const writing *w, const char *key, const int *const *rows, size_t count)
{
    cas_json_key(w->json, key);
    cas_json_open_array(w->json);
    for (size_t i = 0; i < count; i++)
        put_choice(w, rows[i], false);
    cas_json_close_array(w->json);
}

static void put_notes(const writing *w, const cas_notes *notes)
{
    cas_json_key(w->json, "citations");
    cas_json_open_array(w->json);
    for (int n = 0; n < notes->count; n++) {
        const cas_note_form *note = &notes->items[n];
        cas_json_open_object(w->json);
        cas_json_member_string(w->json, "source", note->source < 0 ? NULL : w->agreement->sources[note->source].name);
        cas_json_member_string(w->json, "locator", note->source < 0 ? NULL : note->locator);
        cas_json_member_string(w->json, "words", note->words && *note->words ? note->words : NULL);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
}

static void put_line(const writing *w, int line)
{
    const cas_red_line *red = &w->settlement->talks->lines.items[line];
    cas_json_open_object(w->json);
    cas_json_member_string(w->json, "position", w->agreement->positions[red->position].name);
    cas_json_member_integer(w->json, "line", red->stand->line);
    cas_json_member_string(w->json, "text", red->stand->words);
    put_notes(w, &red->stand->notes);
    cas_json_close_object(w->json);
}

static void put_set(const writing *w, const cas_line_sets *sets, size_t set)
{
    cas_json_open_array(w->json);
    for (int l = 0; l < sets->lines; l++)
        if (cas_line_sets_has(sets, set, l))
            put_line(w, l);
    cas_json_close_array(w->json);
}

/* ---- Parts of the answer ---------------------------------------------------------------------------------------------------------- */

static void put_per_position(const writing *w, const char *key, const cas_count_of *first, size_t step)
{
    cas_json_key(w->json, key);
    cas_json_open_object(w->json);
    for (int p = 0; p < w->agreement->position_count; p++)
        put_count(w, w->agreement->positions[p].name,
                  (const cas_count_of *)(const void *)((const char *)first + (size_t)p * step));
    cas_json_close_object(w->json);
}

static void put_shares(const writing *w)
{
    const cas_settlement *s = w->settlement;
    put_per_position(w, "accepted_by", &s->shares[0].accepts, sizeof *s->shares);
    put_per_position(w, "removed_alone", &s->shares[0].alone, sizeof *s->shares);
    cas_json_key(w->json, "no_voice");
    cas_json_open_array(w->json);
    for (int p = 0; p < w->agreement->position_count; p++)
        if (!s->shares[p].has_voice)
            cas_json_string(w->json, w->agreement->positions[p].name);
    cas_json_close_array(w->json);
    cas_json_key(w->json, "accepted_together");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < s->together_count; i++) {
        cas_json_open_object(w->json);
        cas_json_key(w->json, "positions");
        cas_json_open_array(w->json);
        for (int p = 0; p < w->agreement->position_count; p++)
            if (s->together[i].positions[p])
                cas_json_string(w->json, w->agreement->positions[p].name);
        cas_json_close_array(w->json);
        put_count(w, "packages", &s->together[i].packages);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
}

static void put_red_lines(const writing *w)
{
    cas_json_key(w->json, "red_lines");
    cas_json_open_array(w->json);
    for (int l = 0; l < w->settlement->talks->lines.count; l++) {
        const cas_red_line *red = &w->settlement->talks->lines.items[l];
        cas_json_open_object(w->json);
        cas_json_member_string(w->json, "position", w->agreement->positions[red->position].name);
        cas_json_member_integer(w->json, "line", red->stand->line);
        cas_json_member_string(w->json, "text", red->stand->words);
        put_count(w, "crossed", &w->settlement->lines[l].crossed);
        put_count(w, "alone", &w->settlement->lines[l].alone);
        cas_json_member_string(w->json, "undecided", red->needs);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
}

static void put_explanation(const writing *w)
{
    const cas_exploration *why = &w->settlement->exploration;
    cas_json_key(w->json, "conflicts");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < why->conflicts.count; i++)
        put_set(w, &why->conflicts, i);
    cas_json_close_array(w->json);
    cas_json_key(w->json, "concessions");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < why->concessions.count; i++) {
        const cas_opening none = {.opens = {.known = false}},
                          *opening = i < w->settlement->opening_count ? &w->settlement->openings[i] : &none;
        cas_json_open_object(w->json);
        cas_json_key(w->json, "give_up");
        put_set(w, &why->concessions, i);
        put_count(w, "opens", &opening->opens);
        put_rows(w, "listed", opening->listed, opening->listed_count);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
    cas_json_key(w->json, "counts");
    cas_json_open_object(w->json);
    put_big(w, "conflicts", why->conflicts.total);
    put_big(w, "concessions", why->concessions.total);
    cas_json_member_boolean(w->json, "all", why->complete);
    cas_json_close_object(w->json);
}

static void put_pareto(const writing *w)
{
    const cas_settlement *s = w->settlement;
    cas_json_key(w->json, "pareto");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < s->pareto_listed; i++)
        put_choice(w, s->pareto[i].package, false);
    cas_json_close_array(w->json);
    put_count(w, "pareto_count", &s->pareto_total);
    cas_json_key(w->json, "ranks");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < s->pareto_listed; i++) {
        cas_json_open_object(w->json);
        for (int p = 0; p < w->agreement->position_count; p++)
            if (s->shares[p].has_voice)
                put_big(w, w->agreement->positions[p].name, s->pareto[i].rank[p]);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
    cas_json_key(w->json, "refused_by");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < s->pareto_listed; i++) {
        cas_json_open_array(w->json);
        for (int p = 0; p < w->agreement->position_count; p++)
            if (!s->pareto[i].accepts[p])
                cas_json_string(w->json, w->agreement->positions[p].name);
        cas_json_close_array(w->json);
    }
    cas_json_close_array(w->json);
}

static void put_suggestion(const writing *w, const char *key, const cas_suggestion *suggestion)
{
    cas_json_key(w->json, key);
    if (!suggestion->known) {
        cas_json_null(w->json);
        return;
    }
    cas_json_open_object(w->json);
    cas_json_member_integer(w->json, "given_up", suggestion->given_up);
    cas_json_member_integer(w->json, "steps_of_all", suggestion->total);
    cas_json_member_integer(w->json, "steps_of_one", suggestion->most);
    put_big(w, "packages", suggestion->size);
    put_rows(w, "listed", suggestion->listed, suggestion->listed_count);
    cas_json_close_object(w->json);
}

static void put_blocked(const writing *w)
{
    const cas_settlement *s = w->settlement;
    cas_json_key(w->json, "can_still_block");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < s->blocked_count; i++) {
        const cas_still_blocked *one = &s->blocked[i];
        cas_json_open_object(w->json);
        cas_json_member_string(w->json, "goal", w->agreement->goals[one->goal].name);
        cas_json_member_string(w->json, "incident",
                               one->incident < 0 ? NULL : w->agreement->incidents[one->incident].name);
        cas_json_member_string(w->json, "by", one->attacker < 0 ? NULL : w->agreement->parties[one->attacker].name);
        put_count(w, "settlements", &one->blocked);
        put_count(w, "lawfully", &one->lawfully);
        cas_json_key(w->json, "where");
        cas_json_open_array(w->json);
        for (size_t k = 0; k < one->where_count; k++)
            cas_json_string(w->json, one->where[k]);
        cas_json_close_array(w->json);
        cas_json_member_string(w->json, "needs", one->needs);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
}

static void put_without(const writing *w, const char *without)
{
    cas_json_key(w->json, "without");
    if (!without) {
        cas_json_null(w->json);
        return;
    }
    cas_json_open_object(w->json);
    cas_json_key(w->json, "parties");
    cas_json_open_array(w->json);
    for (const char *at = without; *at;) {
        const size_t length = strcspn(at, ",");
        cas_json_text(w->json, (cas_text){at, length});
        at += length + (at[length] == ',');
    }
    cas_json_close_array(w->json);
    put_blocked(w);
    cas_json_close_object(w->json);
}

static void put_readings(const writing *w)
{
    const cas_settlement *s = w->settlement;
    cas_json_key(w->json, "readings");
    cas_json_open_array(w->json);
    for (size_t u = 0; u < s->under_count; u++) {
        cas_json_open_object(w->json);
        cas_json_key(w->json, "reading");
        put_choice(w, s->under[u].choice, true);
        put_count(w, "packages", &s->under[u].packages);
        put_count(w, "settlements", &s->under[u].settlements);
        put_per_position(w, "accepted_by", s->under[u].accepts, sizeof *s->under[u].accepts);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
}

static void put_omitted(const writing *w)
{
    cas_json_key(w->json, "omitted");
    cas_json_open_array(w->json);
    for (size_t i = 0; i < w->settlement->omitted_count; i++) {
        cas_json_open_object(w->json);
        cas_json_member_string(w->json, "what", w->settlement->omitted[i].what);
        cas_json_member_string(w->json, "needs", w->settlement->omitted[i].needs);
        cas_json_close_object(w->json);
    }
    cas_json_close_array(w->json);
}

void cas_agree_json(cas_json *json, const cas_agree_sheet *sheet)
{
    const cas_settlement *s = sheet->settlement;
    const writing w = {json, s, s->talks->agreement};
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "file", sheet->file);
    cas_json_asked_with(json, sheet->asked_with);
    cas_json_member_string(json, "settle_by", w.agreement->settle ? w.agreement->settle->words : NULL);
    put_count(&w, "packages", &s->packages);
    put_count(&w, "settlements", &s->settlements);
    cas_json_key(json, "settles");
    if (s->exists < 0)
        cas_json_null(json);
    else
        cas_json_boolean(json, s->exists);
    if (s->settlements.known || !s->example)
        put_rows(&w, "listed", s->listed, s->listed_count);
    else
        put_rows(&w, "listed", &s->example, 1);
    put_pareto(&w);
    put_shares(&w);
    put_red_lines(&w);
    put_explanation(&w);
    put_suggestion(&w, "least_total", &s->least_total);
    put_suggestion(&w, "least_maximal", &s->least_most);
    if (sheet->each_reading)
        put_readings(&w);
    cas_json_member_boolean(json, "complete", s->complete);
    put_without(&w, sheet->without);
    put_omitted(&w);
    cas_json_member_string(json, "set_aside", s->talks->set_aside);
    cas_json_member_string(json, "method", s->method);
    cas_json_close_object(json);
}

void cas_agree_json_brief(cas_json *json, const cas_settlement *settlement)
{
    const writing w = {json, settlement, settlement->talks->agreement};
    cas_json_open_object(json);
    put_count(&w, "packages", &settlement->packages);
    put_count(&w, "settlements", &settlement->settlements);
    put_per_position(&w, "accepted_by", &settlement->shares[0].accepts, sizeof *settlement->shares);
    put_explanation(&w);
    cas_json_member_boolean(json, "complete", settlement->complete);
    cas_json_close_object(json);
}
