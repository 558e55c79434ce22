/* Paths as text: nothing here looks at a file system. */
#include "model/load.h"

static void put_part(cas_arena *arena, cas_text **parts, size_t *count, size_t *room, cas_text part, bool absolute)
{
    if (!part.length || cas_text_is(part, "."))
        return;
    if (cas_text_is(part, "..")) {
        if (*count && !cas_text_is((*parts)[*count - 1], "..")) {
            --*count;
            return;
        }
        if (absolute)
            return;
    }
    *parts = CAS_ROOM(arena, *parts, *count, room);
    (*parts)[(*count)++] = part;
}

cas_text cas_path_beside(cas_arena *arena, cas_text from, cas_text path)
{
    cas_builder joined = {.arena = arena};
    if (!path.length || path.at[0] != '/') {
        size_t folder = from.length;
        while (folder && from.at[folder - 1] != '/')
            folder--;
        cas_put(&joined, (cas_text){from.at, folder});
    }
    cas_put(&joined, path);
    const cas_text whole = cas_built(&joined);
    const bool absolute = whole.length && whole.at[0] == '/';
    cas_text *parts = NULL;
    size_t count = 0, room = 0;
    for (size_t begin = 0; begin <= whole.length;) {
        size_t end = begin;
        while (end < whole.length && whole.at[end] != '/')
            end++;
        put_part(arena, &parts, &count, &room, (cas_text){whole.at + begin, end - begin}, absolute);
        begin = end + 1;
    }
    cas_builder out = {.arena = arena};
    if (absolute)
        cas_putc(&out, '/');
    for (size_t i = 0; i < count; i++) {
        if (i)
            cas_putc(&out, '/');
        cas_put(&out, parts[i]);
    }
    return cas_text_of(cas_built_string(&out));
}
