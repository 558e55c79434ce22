/* Citations of a source that changed: see moved.h. Each is looked up anew; only what the answer means differs. */
#include "sources/moved.h"

static cas_moved find_one(cas_arena *arena, const cas_document *changed, const cas_citation *citation)
{
    cas_moved moved = {.to = {"", 0}};
    moved.result = cas_quote_find(arena, changed, citation->locator, citation->has_locator, citation->words);
    const cas_quote_result *result = &moved.result;
    if (result->status == CAS_QUOTE_FOUND) {
        moved.status = citation->words.length ? CAS_MOVED_STILL_THERE : CAS_MOVED_LOCATOR_ONLY;
    } else if (result->elsewhere) {
        moved.status = CAS_MOVED_ELSEWHERE;
        moved.to = result->elsewhere_locator;
    } else if (result->has_nearest) {
        moved.status = CAS_MOVED_CHANGED;
        moved.to = result->nearest_locator_of;
    } else {
        moved.status = CAS_MOVED_VANISHED;
    }
    return moved;
}

cas_moved *cas_moved_find(cas_arena *arena, const cas_document *changed, const cas_citation *citations, size_t count)
{
    cas_moved *all = CAS_ARRAY(arena, cas_moved, count);
    for (size_t i = 0; i < count; i++)
        all[i] = find_one(arena, changed, &citations[i]);
    return all;
}

cas_text cas_moved_explain(cas_arena *arena, const cas_citation *citation, const cas_moved *moved)
{
    cas_builder out = {.arena = arena};
    switch (moved->status) {
    case CAS_MOVED_STILL_THERE: return CAS_TEXT("still there");
    case CAS_MOVED_LOCATOR_ONLY:
        return CAS_TEXT(
            "the paragraph is still there, but no words were quoted that could tell whether it says the same");
    case CAS_MOVED_ELSEWHERE:
        cas_puts(&out, "moved");
        if (citation->has_locator)
            cas_putf(&out, " from %.*s", CAS_SHOW(citation->locator));
        cas_putf(&out, " to %.*s", CAS_SHOW(moved->to));
        return cas_built(&out);
    case CAS_MOVED_CHANGED:
        cas_putf(&out, "changed, now in %.*s", CAS_SHOW(moved->to));
        if (moved->result.difference.length)
            cas_putf(&out, ": %.*s", CAS_SHOW(moved->result.difference));
        return cas_built(&out);
    case CAS_MOVED_VANISHED: return CAS_TEXT("vanished");
    }
    return cas_built(&out);
}
