/* A play for programs: see play.h and docs/schema/play.json. */
#include "report/play.h"

#include "report/json_rows.h"
#include "report/scenarios.h"

static void write_choices(cas_json *json, const cas_played *played)
{
    cas_json_key(json, "choices");
    cas_json_open_array(json);
    for (int c = 0; c < played->choice_count; c++) {
        cas_json_open_object(json);
        cas_json_member_integer(json, "number", c + 1);
        cas_json_member_string(json, "line", played->choices[c].words);
        cas_json_member_string(json, "breaches", played->choices[c].breaches);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

void cas_json_play(cas_json *json, const char *file, const cas_agreement *agreement, const cas_asked_with *asked, const cas_played *played)
{
    static const char *const stances[] = {[CAS_RESISTS] = "resists", [CAS_OBEYS] = "obeys", [CAS_HELPS] = "helps"};
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "method", "play");
    cas_json_member_string(json, "file", file);
    cas_json_asked_with(json, asked);
    cas_json_member_string(json, "scenario", played->scenario->title);
    cas_json_key(json, "package");
    cas_json_open_object(json);
    for (int d = 0; d < agreement->dimension_count; d++)
        cas_json_member_string(json, agreement->dimensions[d].name,
                               agreement->dimensions[d].alternatives[played->package[d]].name);
    cas_json_close_object(json);
    cas_json_member_string(json, "party", played->instance->party_names[played->party]);
    cas_json_member_string(json, "others", stances[played->others]);
    cas_json_key(json, "day");
    cas_json_day(json, played->instance, played->now);
    cas_json_key(json, "events");
    cas_json_scene_entries(json, played->instance, played->entries, played->entry_count);
    cas_json_member_integer(json, "fresh", (long long)played->fresh);
    cas_json_key(json, "norms");
    cas_json_norms(json, played->instance, played->norms, played->norm_count);
    write_choices(json, played);
    cas_json_member_boolean(json, "can_wait", played->can_wait);
    cas_json_key(json, "wait_until");
    cas_json_day(json, played->instance, played->wait_until);
    cas_json_key(json, "gained");
    cas_json_scene_entries(json, played->instance, played->gained, played->gained_count);
    cas_json_key(json, "lost");
    cas_json_scene_entries(json, played->instance, played->lost, played->lost_count);
    cas_json_member_string(json, "lines", played->lines);
    cas_json_close_object(json);
}
