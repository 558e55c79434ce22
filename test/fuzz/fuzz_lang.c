/*
 * Any bytes are read or refused, in bounded memory; what has no error is printed, read back as the same tree, and printed
 * again as the same text; and every diagnostic can be shown.
 */
#include "lang/format.h"
#include "lang/lexer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void insist(bool condition)
{
    if (!condition)
        abort();
}

static void read_and_print(cas_arena *arena, cas_text text)
{
    cas_source_map map = {.arena = arena};
    cas_diagnostics diagnostics = {.arena = arena};
    const int file = cas_source_add(&map, CAS_TEXT("input"), text, &diagnostics);
    const cas_node *tree = cas_parse(arena, &map, file, &diagnostics);
    cas_diagnostics_sort(&diagnostics);
    cas_builder shown = {.arena = arena}, tokens = {.arena = arena}, outline = {.arena = arena};
    cas_diagnostics_render(&shown, &map, &diagnostics, CAS_RENDER_COLOUR);
    cas_tokens_print(&tokens, arena, &map, file);
    cas_tree_print(&outline, &map, tree);
    insist(diagnostics.count <= 2 * CAS_MAX_DIAGNOSTICS);
    cas_builder once = {.arena = arena}, twice = {.arena = arena};
    const bool printed = cas_format_file(&once, &map, file, tree);
    if (diagnostics.errors)
        return;
    insist(printed);
    const int again = cas_source_add(&map, CAS_TEXT("again"), cas_built(&once), &diagnostics);
    const cas_node *same = cas_parse(arena, &map, again, &diagnostics);
    insist(!diagnostics.errors);
    insist(cas_node_equal(tree, same));
    insist(cas_format_file(&twice, &map, again, same));
    insist(cas_text_equal(cas_built(&once), cas_built(&twice)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    cas_ctx ctx = {.max_bytes = (size_t)256 << 20};
    cas_ctx_open(&ctx);
    cas_arena arena;
    cas_arena_open(&arena, &ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0)
        read_and_print(&arena, (cas_text){(const char *)bytes, length});
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
    insist(guard.status == CAS_OK && ctx.used_bytes == 0);
    return 0;
}
