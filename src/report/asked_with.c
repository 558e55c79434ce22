/* How an answer was asked: see asked_with.h. */
#include "report/asked_with.h"

static const char *kept_string(cas_arena *arena, const char *string)
{
    return string ? cas_text_string(arena, cas_text_of(string)) : NULL;
}

static const char *const *kept_list(cas_arena *arena, const char *const *list, size_t count)
{
    const char **kept = CAS_ARRAY(arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        kept[i] = kept_string(arena, list[i]);
    return kept;
}

const cas_asked_with *cas_asked_with_kept(cas_arena *arena, const cas_asked_with *asked)
{
    cas_asked_with *kept = CAS_NEW(arena, cas_asked_with);
    *kept = *asked;
    kept->draft = kept_string(arena, asked->draft);
    kept->by = kept_string(arena, asked->by);
    kept->rule = kept_string(arena, asked->rule);
    kept->settings = kept_list(arena, asked->settings, asked->setting_count);
    kept->blocs = kept_list(arena, asked->blocs, asked->bloc_count);
    kept->unions = kept_list(arena, asked->unions, asked->union_count);
    return kept;
}

static void write_list(cas_json *json, const char *key, const char *const *list, size_t count)
{
    cas_json_key(json, key);
    cas_json_open_array(json);
    for (size_t i = 0; i < count; i++)
        cas_json_string(json, list[i]);
    cas_json_close_array(json);
}

void cas_json_asked_with(cas_json *json, const cas_asked_with *asked)
{
    static const cas_asked_with whole = {0};
    const cas_asked_with *with = asked ? asked : &whole;
    cas_json_key(json, "asked_with");
    cas_json_open_object(json);
    cas_json_member_string(json, "in", with->draft);
    write_list(json, "set", with->settings, with->setting_count);
    if (with->of_aggressor)
        cas_json_member_string(json, "by", with->by);
    if (with->rule)
        cas_json_member_string(json, "rule", with->rule);
    if (with->bloc_count)
        write_list(json, "bloc", with->blocs, with->bloc_count);
    if (with->union_count)
        write_list(json, "union", with->unions, with->union_count);
    cas_json_close_object(json);
}
