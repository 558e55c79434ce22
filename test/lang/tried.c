/* What the tests of src/lang share: see tried.h. */
#include "tried.h"

void must_run(trial *piece, const void *data)
{
    cas_ctx ctx = {0};
    cas_ctx_open(&ctx);
    cas_arena arena;
    cas_arena_open(&arena, &ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
        tried t = {.arena = &arena};
        piece(&t, data);
    }
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
    if (guard.status != CAS_OK)
        fail_msg("left with status %d: %s", guard.status, ctx.needs);
    assert_int_equal(ctx.used_bytes, 0);
}

tried read_text(cas_arena *arena, const char *name, cas_text text)
{
    tried t = {.arena = arena, .map = {.arena = arena}, .diagnostics = {.arena = arena}};
    t.file = cas_source_add(&t.map, cas_text_of(name), text, &t.diagnostics);
    t.tree = cas_parse(arena, &t.map, t.file, &t.diagnostics);
    return t;
}

tried read_again(const tried *t, cas_text text)
{
    return read_text(t->arena, "again.casus", text);
}

char *slurp(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be opened; tests run from the root of the clone", path);
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    *length = fread(text, 1, (size_t)size, file);
    text[*length] = 0;
    fclose(file);
    return text;
}

uint64_t next_random(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15ull;
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

void check_diagnostics(const tried *t)
{
    for (size_t i = 0; i < t->diagnostics.count; i++) {
        const cas_diagnostic *d = t->diagnostics.items[i];
        const cas_source_file *file = cas_source_of(&t->map, d->span.file);
        assert_non_null(file);
        assert_true(d->span.begin <= d->span.end);
        assert_true(d->span.end <= file->text.length);
        assert_true(strlen(d->message) > 5);
    }
    cas_builder shown = {.arena = t->arena};
    cas_diagnostics_render(&shown, &t->map, &t->diagnostics, 0);
    assert_int_equal(t->diagnostics.count == 0, cas_built(&shown).length == 0);
}

void check_round_trip(const tried *t)
{
    cas_builder once = {.arena = t->arena}, twice = {.arena = t->arena};
    assert_true(cas_format_file(&once, &t->map, t->file, t->tree));
    const tried again = read_again(t, cas_built(&once));
    if (again.diagnostics.errors)
        fail_msg("what was printed has errors: %s\n%s", codes_of(&again), cas_built_string(&once));
    if (!cas_node_equal(t->tree, again.tree))
        fail_msg("what was printed reads differently:\n%s", cas_built_string(&once));
    assert_true(cas_format_file(&twice, &again.map, again.file, again.tree));
    assert_string_equal(cas_built_string(&once), cas_built_string(&twice));
}

const char *codes_of(const tried *t)
{
    cas_builder codes = {.arena = t->arena};
    for (size_t i = 0; i < t->diagnostics.count; i++)
        cas_putf(&codes, "%s%s", i ? " " : "", cas_code_entry_of(t->diagnostics.items[i]->code)->name);
    return cas_built_string(&codes);
}

void must_have_no_errors(const tried *t)
{
    if (!t->diagnostics.count)
        return;
    cas_builder shown = {.arena = t->arena};
    cas_diagnostics_render(&shown, &t->map, &t->diagnostics, 0);
    fail_msg("unexpected:\n%s", cas_built_string(&shown));
}
