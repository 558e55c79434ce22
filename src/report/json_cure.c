/* casus cure --json: docs/schema/cure.json. */
#include "report/cure_report.h"

#include "report/json_rows.h"

static void write_edit(cas_json *json, const cas_cure_edit *edit)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "edit", edit->row->words);
    cas_json_member_string(json, "clause", edit->label);
    cas_json_member_string(json, "from", edit->from);
    cas_json_member_string(json, "to", edit->to);
    cas_json_member_string(json, "file", edit->file);
    cas_json_member_integer(json, "line", (long long)edit->line);
    cas_json_close_object(json);
}

static void write_line(cas_json *json, const cas_cure_line *line)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "file", line->file);
    cas_json_member_integer(json, "line", (long long)line->line);
    cas_json_member_string(json, "before", line->before);
    cas_json_member_string(json, "after", line->after);
    cas_json_close_object(json);
}

static void write_cost(cas_json *json, const cas_cured *cured, const cas_cure_cost *cost)
{
    cas_arena *arena = json->out->arena;
    cas_json_open_object(json);
    cas_json_member_string(json, "party", cas_cure_cost_bearer(cured, cost));
    cas_json_member_string(json, "question", cas_cure_cost_question(arena, cured, cost));
    cas_json_member_string(json, "before", cas_cure_cost_before(arena, cured, cost));
    cas_json_member_string(json, "after", cas_cure_cost_after(arena, cured, cost));
    cas_json_close_object(json);
}

static void write_verdict(cas_json *json, const cas_cure_verdict *found)
{
    cas_json_member_string(json, "verdict", found->verdict ? cas_verdict_name(found->verdict->word) : NULL);
    cas_json_key(json, "of");
    if (found->verdict) {
        cas_json_parties(json, found->instance, &found->verdict->of);
    } else {
        cas_json_open_array(json);
        cas_json_close_array(json);
    }
    cas_json_key(json, "day");
    if (found->verdict)
        cas_json_day(json, found->instance, found->verdict->tick);
    else
        cas_json_null(json);
    cas_json_key(json, "by_right");
    if (found->verdict && found->verdict->word == CAS_NEEDS)
        cas_json_boolean(json, found->verdict->by_right);
    else
        cas_json_null(json);
}

static void write_cure(cas_json *json, const cas_cured *cured, const cas_cure *cure)
{
    cas_json_open_object(json);
    cas_json_key(json, "edits");
    cas_json_open_array(json);
    for (int e = 0; e < cure->count; e++)
        write_edit(json, cure->edits[e]);
    cas_json_close_array(json);
    cas_json_key(json, "lines");
    cas_json_open_array(json);
    for (size_t l = 0; l < cure->line_count; l++)
        write_line(json, &cure->lines[l]);
    cas_json_close_array(json);
    write_verdict(json, &cure->verdict);
    cas_json_key(json, "costs");
    if (!cure->costs_known) {
        cas_json_null(json);
    } else {
        cas_json_open_array(json);
        for (size_t c = 0; c < cure->cost_count; c++)
            write_cost(json, cured, &cure->costs[c]);
        cas_json_close_array(json);
    }
    cas_json_close_object(json);
}

void cas_json_cure(cas_json *json, const char *file, const cas_source_map *map,
                   const struct cas_diagnostics *diagnostics, const cas_asked_with *asked, const cas_cured *cured)
{
    cas_arena *arena = json->out->arena;
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "file", file);
    cas_json_asked_with(json, asked);
    if (!cured) {
        cas_json_key(json, "errors");
        cas_json_errors(json, map, diagnostics, false);
        cas_json_close_object(json);
        return;
    }
    cas_json_member_string(json, "goal", cured->wish.goal);
    cas_json_member_string(json, "incident", cured->wish.incident);
    cas_json_member_string(json, "by", cured->wish.by);
    cas_json_member_string(json, "want", cured->wish.wanted.words);
    cas_json_key(json, "now");
    cas_json_open_object(json);
    write_verdict(json, &cured->verdict);
    cas_json_close_object(json);
    cas_json_member_boolean(json, "already", cured->already);
    cas_json_member_boolean(json, "elsewhere", cured->elsewhere);
    cas_json_key(json, "cures");
    cas_json_open_array(json);
    for (size_t c = 0; c < cured->count; c++)
        write_cure(json, cured, &cured->cures[c]);
    cas_json_close_array(json);
    cas_json_member_string(json, "count", cas_format(arena, "%zu", cured->found));
    cas_json_member_integer(json, "size", cured->wish.most_edits);
    cas_json_member_integer(json, "complete_to_size", cured->complete_to);
    cas_json_member_string(json, "tried", cas_cure_tried_words(arena, cured));
    cas_json_member_string(json, "needs", cured->needs);
    cas_json_member_string(json, "method", "cure");
    cas_json_close_object(json);
}
