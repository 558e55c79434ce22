/* A comparison for programs: docs/schema/diff.json. */
#include "report/diff_report.h"

static void put_text(cas_json *json, const char *key, const char *text)
{
    if (text)
        cas_json_member_string(json, key, text);
    else {
        cas_json_key(json, key);
        cas_json_null(json);
    }
}

static void put_line(cas_json *json, const char *key, int line)
{
    cas_json_key(json, key);
    if (line)
        cas_json_integer(json, line);
    else
        cas_json_null(json);
}

static void put_edit(cas_json *json, const cas_edit *edit)
{
    static const char *const kinds[] = {"changed", "added", "removed", "chosen"};
    cas_json_open_object(json);
    cas_json_member_string(json, "edit", kinds[edit->kind]);
    cas_json_member_string(json, "what", edit->what);
    cas_json_member_string(json, "of", edit->kind == CAS_EDIT_CHOSEN ? "choice" : edit->is_line ? "line" : "statement");
    cas_json_member_string(json, "clause", edit->name);
    put_line(json, "line", edit->line_from);
    put_line(json, "line_b", edit->line_to);
    put_text(json, "file", edit->file_from);
    put_text(json, "file_b", edit->file_to);
    put_text(json, "from", edit->from);
    put_text(json, "to", edit->to);
    cas_json_close_object(json);
}

static void put_package(cas_json *json, const cas_change *change)
{
    const cas_point *points[2] = {change->a, change->b};
    cas_json_key(json, "package");
    cas_json_open_object(json);
    for (int p = 0; p < 2; p++)
        for (int c = 0; c < points[p]->choice_count; c++) {
            bool said = false;
            for (int o = 0; p && o < change->a->choice_count; o++)
                said = said || cas_text_equal(cas_text_of(change->a->choices[o].dimension),
                                              cas_text_of(points[p]->choices[c].dimension));
            if (!said)
                cas_json_member_string(json, points[p]->choices[c].dimension, points[p]->choices[c].alternative);
        }
    cas_json_close_object(json);
}

static void put_parts(cas_json *json, const cas_difference *difference, const cas_change *change)
{
    cas_arena *arena = json->out->arena;
    cas_json_key(json, "parts");
    cas_json_open_array(json);
    for (int p = 0; p < CAS_POINT_PARTS; p++) {
        if (!((change->differs >> p) & 1))
            continue;
        cas_json_open_object(json);
        cas_json_member_string(json, "part", cas_point_part_name(difference->asked[change->asked].kind, p));
        cas_json_member_string(json, "a", cas_change_words(arena, difference, change, p, 0));
        cas_json_member_string(json, "b", cas_change_words(arena, difference, change, p, 1));
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static int first_part(const cas_change *change)
{
    return __builtin_ctz(change->differs);
}

static void put_change(cas_json *json, const cas_difference *difference, const cas_change *change)
{
    cas_arena *arena = json->out->arena;
    cas_json_open_object(json);
    cas_json_member_string(json, "question", difference->asked[change->asked].words);
    put_text(json, "by", change->by);
    put_package(json, change);
    cas_json_member_string(json, "direction", change->worse > 0 ? "worse" : change->worse < 0 ? "better" : "other");
    cas_json_member_string(json, "a", cas_change_words(arena, difference, change, first_part(change), 0));
    cas_json_member_string(json, "b", cas_change_words(arena, difference, change, first_part(change), 1));
    put_parts(json, difference, change);
    cas_json_key(json, "because");
    cas_json_open_array(json);
    for (int e = 0; e < change->because_count; e++)
        put_edit(json, &difference->edits[change->because[e]]);
    cas_json_close_array(json);
    cas_json_key(json, "or_alone");
    cas_json_open_array(json);
    for (int e = 0; e < change->also_count; e++)
        put_edit(json, &difference->edits[change->also[e]]);
    cas_json_close_array(json);
    put_text(json, "no_cause", change->why_not);
    cas_json_close_object(json);
}

static void put_names(cas_json *json, const char *key, const char *const *names, int count)
{
    cas_json_key(json, key);
    cas_json_open_array(json);
    for (int i = 0; i < count; i++)
        cas_json_string(json, names[i]);
    cas_json_close_array(json);
}

static const char *draft_of(const cas_side *side)
{
    return side->draft < 0 ? NULL : side->agreement->drafts[side->draft].name;
}

/* The choices are the same on both sides. */
static void put_asked(cas_json *json, const cas_difference *difference)
{
    const cas_side *a = difference->a;
    cas_json_key(json, "asked_with");
    cas_json_open_object(json);
    put_text(json, "in_a", draft_of(a));
    put_text(json, "in_b", draft_of(difference->b));
    cas_json_key(json, "set");
    cas_json_open_array(json);
    for (int s = 0; s < a->setting_count; s++) {
        const cas_dimension *dimension = &a->agreement->dimensions[a->settings[s].dimension];
        cas_json_string(json, cas_format(json->out->arena, "%s=%s", dimension->name,
                                         dimension->alternatives[a->settings[s].alternative].name));
    }
    cas_json_close_array(json);
    cas_json_close_object(json);
}

void cas_diff_json(cas_json *json, const cas_difference *difference)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "a", difference->a->name);
    cas_json_member_string(json, "b", difference->b->name);
    put_asked(json, difference);
    cas_json_key(json, "renamed");
    cas_json_open_array(json);
    for (int r = 0; r < difference->rename_count; r++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "a", difference->renames[r].from);
        cas_json_member_string(json, "b", difference->renames[r].to);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_member_integer(json, "compared", (long long)difference->compared);
    cas_json_key(json, "changes");
    cas_json_open_array(json);
    for (size_t c = 0; c < difference->change_count; c++)
        put_change(json, difference, &difference->changes[c]);
    cas_json_close_array(json);
    put_names(json, "only_a", difference->only_a, difference->only_a_count);
    put_names(json, "only_b", difference->only_b, difference->only_b_count);
    cas_json_member_integer(json, "edits", difference->edit_count);
    cas_json_member_integer(json, "texts_tried", difference->tried);
    cas_json_member_boolean(json, "undecided", difference->open);
    cas_json_member_string(json, "method", "every answer of both texts; causes by trying edits");
    cas_json_close_object(json);
}
