/* What no agreement looks like: binary files, deep nesting, enormous texts, chance changes, memory that runs out. */
#include "tried.h"

#include <time.h>

/* Seconds of work, not of waiting: the machine may have other things to do. */
static double worked(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* ---- Bytes that are no text -------------------------------------------------------------------------------------------- */

typedef struct refused {
    cas_text bytes;
    const char *code;
} refused;

static void try_refused(tried *t, const void *data)
{
    const refused *wanted = data;
    *t = read_text(t->arena, "a.bin", wanted->bytes);
    assert_string_equal(codes_of(t), wanted->code);
    assert_true(cas_source_of(&t->map, t->file)->refused);
    assert_int_equal(t->tree->count, 0);
    check_diagnostics(t);
}

void refuses_what_is_no_text(void **state)
{
    (void)state;
    static const refused files[] = {
        {CAS_TEXT("party A\0B"), "E0002"},
        {CAS_TEXT("\0"), "E0002"},
        {CAS_TEXT("party \xff"), "E0003"},
        {CAS_TEXT("party \xc3"), "E0003"},
        {CAS_TEXT("party \xed\xa0\x80"), "E0003"},
        {CAS_TEXT("party \xc0\xaf"), "E0003"},
        {CAS_TEXT("party \xf4\x90\x80\x80"), "E0003"},
        {CAS_TEXT("\xff\xfep\0a\0"), "E0003"},
        {CAS_TEXT("\xfe\xff\0p\0a"), "E0003"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        must_run(try_refused, &files[i]);
}

static void try_forms_of_letters(tried *t, const void *data)
{
    (void)data;
    *t = read_text(t->arena, "a.casus",
                   cas_text_of("\xef\xbb\xbfparty e\xcc\x81lan\r\nparty \xc3\xa9lan2\r\n\r\nparty\xc2\xa0x"));
    must_have_no_errors(t);
    assert_int_equal(t->tree->count, 3);
    assert_true(cas_text_is(t->tree->kids[0]->text, "\xc3\xa9lan"));
    assert_true(cas_text_is(t->tree->kids[2]->text, "x"));
}

void reads_marks_breaks_and_forms_of_letters(void **state)
{
    (void)state;
    must_run(try_forms_of_letters, NULL);
}

/* ---- Limits, at and one past ------------------------------------------------------------------------------------------- */

static void repeat(cas_builder *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        cas_puts(out, text);
}

/* head, then an opening n times, the middle, a closing n times. */
typedef struct nest {
    const char *head, *open, *middle, *close;
} nest;

static const char *nested_codes(tried *t, const nest *shape, size_t depth)
{
    cas_builder text = {.arena = t->arena};
    cas_puts(&text, shape->head);
    repeat(&text, shape->open, depth);
    cas_puts(&text, shape->middle);
    repeat(&text, shape->close, depth);
    *t = read_text(t->arena, "deep.casus", cas_built(&text));
    check_diagnostics(t);
    if (!t->diagnostics.errors)
        check_round_trip(t);
    return codes_of(t);
}

static void try_depth(tried *t, const void *data)
{
    assert_string_equal(nested_codes(t, data, CAS_MAX_DEPTH), "");
    assert_string_equal(nested_codes(t, data, CAS_MAX_DEPTH + 1), "E0107");
    assert_string_equal(nested_codes(t, data, 100000), "E0107");
}

void depth_at_the_limit_and_one_past(void **state)
{
    (void)state;
    static const nest shapes[] = {
        {"rule r = ", "(", "a", ")"},
        {"rule r = ", "any of (a: ", "b", ")"},
        {"infeasible ", "not ", "a = b", ""},
        {"infeasible ", "(", "a = b", ")"},
        {"group g = ", "(", "a", ")"},
        {"goal g = ", "1 day after ", "a", ""},
        {"standoff s\n  A prefers ", "(", "a if b", ")"},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        must_run(try_depth, &shapes[i]);
}

static void try_size(tried *t, const void *data)
{
    const size_t over = *(const size_t *)data;
    const size_t length = (size_t)CAS_MAX_FILE_BYTES + over;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, '#', length);
    const cas_text text = {bytes, length};
    *t = read_text(t->arena, "large.casus", text);
    free(bytes);
    assert_string_equal(codes_of(t), over ? "E0001" : "");
}

void size_at_the_limit_and_one_past(void **state)
{
    (void)state;
    const size_t within = 0, over = 1;
    must_run(try_size, &within);
    must_run(try_size, &over);
}

static void try_many_words(tried *t, const void *data)
{
    (void)data;
    cas_builder text = {.arena = t->arena};
    cas_puts(&text, "group g = A");
    repeat(&text, ",A", CAS_MAX_TOKENS / 2);
    *t = read_text(t->arena, "words.casus", cas_built(&text));
    assert_string_equal(codes_of(t), "E0004");
}

void too_many_words_are_an_error(void **state)
{
    (void)state;
    must_run(try_many_words, NULL);
}

/* ---- Much text --------------------------------------------------------------------------------------------------------- */

static void try_many_clauses(tried *t, const void *data)
{
    const size_t clauses = *(const size_t *)data;
    cas_builder text = {.arena = t->arena};
    for (size_t i = 0; i < clauses; i++)
        cas_putf(&text,
                 "clause c%zu \"Number %zu\"\n  assume \"row %zu\"\n  if wording = alone\n  when 3 days after request\n"
                 "  each of guarantors except attacker must give any of airspace, weapons, force to UA within 1 day\n",
                 i, i, i);
    const size_t before = t->arena->ctx->used_bytes;
    const double begin = worked();
    *t = read_text(t->arena, "many.casus", cas_built(&text));
    print_message("# %zu clauses: %.2f s, %zu MiB\n", clauses, worked() - begin,
                  (t->arena->ctx->used_bytes - before) >> 20);
    must_have_no_errors(t);
    assert_int_equal(t->tree->count, clauses);
    assert_true(t->arena->ctx->used_bytes - before < (size_t)600 << 20);
    /* A generous bound: it is there for what is not linear. */
    assert_true(worked() - begin < 30);
}

void a_hundred_thousand_clauses(void **state)
{
    (void)state;
    const size_t clauses = 100000;
    must_run(try_many_clauses, &clauses);
}

/* A text made of a piece, many times: linear, whatever the piece. */
static void try_awkward(tried *t, const void *data)
{
    const nest *shape = data;
    cas_builder text = {.arena = t->arena};
    cas_puts(&text, shape->head);
    repeat(&text, shape->open, 100000);
    cas_puts(&text, shape->close);
    const double begin = worked();
    *t = read_text(t->arena, "awkward.casus", cas_built(&text));
    check_diagnostics(t);
    assert_true(t->diagnostics.count <= CAS_MAX_DIAGNOSTICS);
    if (!t->diagnostics.errors)
        check_round_trip(t);
    if (worked() - begin > 10)
        fail_msg("\"%s\" 100,000 times takes %.1f s", shape->open, worked() - begin);
}

void awkward_texts_stay_cheap(void **state)
{
    (void)state;
    static const nest shapes[] = {
        {"party A ", "\"\" ", "", ""},
        {"party A ", "“", "", ""},
        {"", "(", "", ""},
        {"", ")", "", ""},
        {"", "\n", "", ""},
        {"issue i\n  a", " |\n\n# c\n a", "", "\n"},
        {"", "nonsense\n", "", ""},
        {"party ", "é", "", "\n"},
        {"", "clause 1\n", "", ""},
        {"rule r = a", " or a", "", "\n"},
        {"rule r = a", " and a", "", "\n"},
        {"group g = (A", ",\nA", "", "\n"},
        {"standoff s\n  A ranks a", " > a", "", "\n"},
        {"clause 1\n", "  when a or\n", "", "  b\n"},
        {"issue i\n", "  a\n\n", "", ""},
        {"", "infeasible a = b\n  cite s 1\n", "", ""},
        {"clause 1\n  end a", "(b)", "", "\n"},
        {"rule r = any of (a: b)", ", (a: b)", "", "\n"},
        {"rule r = a", " failing that a", "", "\n"},
        {"check g", " is", "", "\n"},
        {"", "party A\n  cite s 1\n", "", ""},
        {"rule r = ", "(A) ", "", "\n"},
        {"clause 1\n  when a rejected but meets b", " or a rejected but meets b", "", "\n"},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        must_run(try_awkward, &shapes[i]);
}

/* ---- Chance ------------------------------------------------------------------------------------------------------------ */

static const char *const pieces[] = {"(",
                                     ")",
                                     ",",
                                     " and ",
                                     " or ",
                                     "=",
                                     "|",
                                     ">",
                                     "~",
                                     ":",
                                     "\n",
                                     "\n  ",
                                     "\"",
                                     "“",
                                     "”",
                                     "#",
                                     " not ",
                                     " of ",
                                     "5",
                                     "27(3)",
                                     "E.1",
                                     " if ",
                                     " cite s 1",
                                     " assume \"x\"",
                                     " all of ",
                                     "{",
                                     "}",
                                     "\t",
                                     "\r\n",
                                     "é",
                                     "\xe2\x80\xae",
                                     "->",
                                     "%",
                                     "/",
                                     "…",
                                     "clause 1\n",
                                     "  ",
                                     " by ",
                                     " on "};

static size_t pick(uint64_t *state, size_t below)
{
    return (size_t)(next_random(state) % below);
}

/* A few changes: a piece put in, bytes taken out, a stretch doubled, two lines exchanged. */
static cas_text mutate(cas_arena *arena, cas_text text, uint64_t *state)
{
    cas_builder out = {.arena = arena};
    const size_t at = pick(state, text.length), length = pick(state, 24);
    const size_t behind = at + length < text.length ? at + length : text.length;
    cas_put(&out, (cas_text){text.at, at});
    switch (pick(state, 4)) {
    case 0: cas_puts(&out, pieces[pick(state, sizeof pieces / sizeof *pieces)]); break;
    case 1: cas_put(&out, (cas_text){text.at + behind, text.length - behind}); return cas_built(&out);
    case 2: cas_put(&out, (cas_text){text.at + at, behind - at}); break;
    default: {
        const size_t from = pick(state, text.length), copied = pick(state, 40);
        cas_put(&out, (cas_text){text.at + from, from + copied < text.length ? copied : text.length - from});
        break;
    }
    }
    cas_put(&out, (cas_text){text.at + at, text.length - at});
    return cas_built(&out);
}

/* A stretch of some statements of the file, so that a mutant is small and most of it stays right. */
static cas_text some_lines(cas_text text, uint64_t *state)
{
    size_t begin = pick(state, text.length), end = begin + 200 + pick(state, 600);
    while (begin > 0 && (text.at[begin - 1] != '\n' || text.at[begin] == ' '))
        begin--;
    while (end < text.length && text.at[end - 1] != '\n')
        end++;
    if (end > text.length)
        end = text.length;
    return (cas_text){text.at + begin, end - begin};
}

typedef struct mutants {
    cas_text text;
    uint64_t seed;
    int count;
    int *sound, *broken;
} mutants;

static void try_mutants(tried *t, const void *data)
{
    const mutants *wanted = data;
    uint64_t state = wanted->seed;
    for (int i = 0; i < wanted->count; i++) {
        const cas_mark mark = cas_arena_mark(t->arena);
        cas_text text = some_lines(wanted->text, &state);
        for (size_t changes = pick(&state, 3); changes-- > 0 && text.length;)
            text = mutate(t->arena, text, &state);
        tried mutant = read_text(t->arena, "mutant.casus", text);
        check_diagnostics(&mutant);
        cas_builder out = {.arena = t->arena};
        const bool printed = cas_format_file(&out, &mutant.map, mutant.file, mutant.tree);
        if (!mutant.diagnostics.errors) {
            check_round_trip(&mutant);
            ++*wanted->sound;
        } else {
            ++*wanted->broken;
        }
        assert_true(printed || mutant.diagnostics.errors);
        cas_arena_release(t->arena, mark);
    }
}

void mutants_are_read_or_refused(void **state)
{
    (void)state;
    size_t length;
    char *text = slurp("test/lang/forms.casus", &length);
    int sound = 0, broken = 0;
    const mutants wanted = {{text, length}, 20220329, 12000, &sound, &broken};
    must_run(try_mutants, &wanted);
    free(text);
    print_message("# %d mutants without errors, %d with\n", sound, broken);
    assert_true(sound > 1500);
    assert_true(broken > 1500);
}

/* ---- Memory that runs out ---------------------------------------------------------------------------------------------- */

static cas_status parse_and_print(cas_ctx *ctx, cas_text text)
{
    cas_arena arena;
    cas_arena_open(&arena, ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0) {
        tried t = read_text(&arena, "forms.casus", text);
        cas_builder out = {.arena = &arena};
        cas_format_file(&out, &t.map, t.file, t.tree);
        cas_diagnostics_render(&out, &t.map, &t.diagnostics, 0);
    }
    cas_guard_close(ctx, &guard);
    cas_arena_close(&arena);
    return guard.status;
}

void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char text[] =
        "party A \"e\u0301\"\ngroup g = A, (B, C) except D cite s 1\nclause 1\n  when a or b\n  A mst go\n  A can go  # note\n";
    long failed = 0;
    for (long n = 1;; n++) {
        cas_ctx ctx = {.fail_at = n};
        cas_ctx_open(&ctx);
        const cas_status status = parse_and_print(&ctx, cas_text_of(text));
        assert_int_equal(ctx.used_bytes, 0);
        if (status == CAS_OK)
            break;
        assert_int_equal(status, CAS_E_MEMORY);
        failed++;
    }
    print_message("# %ld allocations\n", failed);
    assert_true(failed > 40);
}
