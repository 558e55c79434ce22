/* Large, deep and damaged texts: bounded time, bounded memory, no crash. */
#include "trial.h"

typedef struct writer {
    char *text;
    size_t length, room;
} writer;

static void put(writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(writer *w, const char *format, ...)
{
    va_list arguments;
    if (w->length + 512 > w->room) {
        w->room = w->room ? w->room * 2 : 1 << 16;
        w->text = realloc(w->text, w->room);
        assert_non_null(w->text);
    }
    va_start(arguments, format);
    w->length += (size_t)vsnprintf(w->text + w->length, w->room - w->length, format, arguments);
    va_end(arguments);
}

/* The codes without lines: "E0201 E0201 …" begins with this one. */
static void must_give(writer *w, const char *code, double seconds)
{
    const double before = cas_now();
    const char *codes = codes_of(w->text);
    const double taken = cas_now() - before;
    if (strncmp(codes, code, strlen(code)) != 0 || (!*code && *codes))
        fail_msg("gives \"%.60s\", expected \"%s\"", codes, code);
    if (taken > seconds)
        fail_msg("%s: took %.1f seconds", code, taken);
    free(w->text);
    *w = (writer){0};
}

static void build_it(trial *t)
{
    if (t->errors)
        fail_msg("%s", t->shown);
    const cas_instance *instance = instance_of(t, 0, "", 0);
    assert_int_equal(instance->clause_count, 20000);
    assert_int_equal(instance->clauses[19999].triggers[0]->index, 19998);
}

static void must_build(writer *w)
{
    with_text(w->text, build_it);
    free(w->text);
    *w = (writer){0};
}

/* Generous: a slow machine with sanitizers; what is quadratic takes minutes. */
enum { SECONDS = 30 };

void large_texts_take_bounded_time(void **state)
{
    (void)state;
    writer w = {0};
    put(&w,
        "party A\nparty B\nact z\ngroup both = A, B\nincident fire\ngoal g = any of A does z\nask verdict of g on fire\n");
    for (int i = 0; i < 20000; i++) {
        put(&w, "clause %d\n  assume \"x\"\n", i);
        if (i)
            put(&w, "  when %d done\n", i - 1);
        else
            put(&w, "  when fire\n");
        put(&w, "  decide d%d by all of both yes within 3 days\n  each of both must z within 1 day\n", i);
    }
    must_build(&w);
    for (int i = 0; i < 30000; i++)
        put(&w, "group g%d = h%d, k%d\n", i, i, i);
    must_give(&w, "E0213@1", SECONDS);
    put(&w, "party A\n");
    for (int i = 0; i < 30000; i++)
        put(&w, "group g%d = g%d\n", i, i + 1);
    put(&w, "group g30000 = A\n");
    must_give(&w, "E0208@", SECONDS);
    put(&w, "party A\nrule r0 = all of A yes\n");
    for (int i = 0; i < 60; i++)
        put(&w, "rule r%d = r%d and r%d\n", i + 1, i, i);
    must_give(&w, "E0404@", SECONDS);
    /* Each group is twice the one before: followed without memory this is 2^60 steps. */
    put(&w, "party A\nparty B\nact z\ngroup g0 = B\n");
    for (int i = 0; i < 60; i++)
        put(&w, "group g%d = g%d, (g%d except A)\n", i + 1, i, i);
    put(&w,
        "incident attack by g60 on A\nrule r = all of g60 yes excluding (g60, attacker)\ngoal g = any of g60 does z\n"
        "clause 1\n  assume \"x\"\n  decide p by r within 1 day\ncheck g on attack by B when g60 helps and others obey\n");
    must_give(&w, "", SECONDS);
    put(&w, "party A\nrule r30000 = all of A yes\n");
    for (int i = 0; i < 30000; i++)
        put(&w, "rule r%d = r%d\n", i, i + 1);
    must_give(&w, "E0208@", SECONDS);
    for (int i = 0; i < 30000; i++)
        put(&w, "party P%d\n", i);
    must_give(&w, "E0205@1025", SECONDS);
    put(&w, "party E * 99999999999999999999\n");
    must_give(&w, "E0205@1", SECONDS);
    for (int i = 0; i < 1024; i++)
        put(&w, "party P%d\n", i);
    must_give(&w, "", SECONDS);
    for (int i = 0; i < 30000; i++)
        put(&w, "party A\n");
    must_give(&w, "E0201@2", SECONDS);
    for (int i = 0; i < 600; i++)
        put(&w, "issue i%d\n  a | b\n", i);
    must_give(&w, "E0501@1025", SECONDS);
    put(&w, "party A\n");
    for (int i = 0; i < 12; i++)
        put(&w, "issue i%d\n  a | b | c | d\n", i);
    for (int i = 0; i < 1500; i++)
        put(&w, "group g = A if i%d = a and i%d = b and i%d != c\n", i % 12, (i * 7 + 1) % 12, (i * 5 + 3) % 12);
    must_give(&w, "E0202@", SECONDS);
    put(&w, "issue x\n");
    for (int i = 0; i < 1000; i++)
        put(&w, "  a%d\n", i);
    put(&w, "party A\n");
    for (int i = 0; i < 1000; i++)
        put(&w, "group g = A if x = a%d\n", i);
    must_give(&w, "", SECONDS);
}

/* ---- Failing allocations ------------------------------------------------------------------------------------------------ */

static bool read_with_failure(const char *path, long fail_at)
{
    cas_ctx ctx = {.fail_at = fail_at};
    cas_ctx_open(&ctx);
    cas_arena arena;
    cas_arena_open(&arena, &ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0) {
        struct reading read;
        read_trial(&arena, NULL, path, TRY_LINT | TRY_CITATIONS, &read);
        trial t = {.arena = &arena, .agreement = read.agreement, .errors = read.errors};
        dump_of(&t, instance_of(&t, 0, "wording = found_by_all", 0));
    }
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
    assert_int_equal(ctx.used_bytes, 0);
    assert_true(guard.status == CAS_OK || guard.status == CAS_E_MEMORY);
    return guard.status == CAS_OK;
}

void every_allocation_may_fail(void **state)
{
    (void)state;
    const char *path = "test/model/texts/guarantees.casus";
    assert_true(read_with_failure(path, 0));
    long tried = 0;
    /* Every one of the first, then one in seven. */
    for (long at = 1; !read_with_failure(path, at); at += at < 2000 ? 1 : 7)
        tried++;
    assert_true(tried > 500);
}

/* ---- Damaged texts ------------------------------------------------------------------------------------------------------ */

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void use_everything(trial *t)
{
    if (t->errors) {
        assert_true(*t->shown);
        return;
    }
    for (int q = 0; q < t->agreement->question_count; q++) {
        cas_package_walk walk;
        cas_packages_begin(&walk, t->arena, t->agreement, t->agreement->questions[q].in);
        const int *choice;
        for (int n = 0; n < 2 && (choice = cas_packages_next(&walk)) != NULL; n++) {
            const cas_occasions occasions =
                cas_question_occasions(t->arena, t->agreement, &t->agreement->questions[q], choice);
            for (int i = 0; i < occasions.count && i < 2; i++)
                dump_of(t, cas_instance_build(t->arena, t->agreement, choice, &occasions.items[i].occasion));
        }
    }
}

static char *read_text(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*length + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, *length, file), *length);
    text[*length] = 0;
    fclose(file);
    return text;
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\n';
}

/* Put the word at one place in the place of the word at another: most such texts still parse, and mean something else. */
static void swap_words(char *out, const char *text, size_t length, uint64_t *random)
{
    size_t from = next_random(random) % length, to = next_random(random) % length;
    while (from && !is_gap(text[from - 1]))
        from--;
    while (to && !is_gap(text[to - 1]))
        to--;
    size_t from_end = from, to_end = to;
    while (text[from_end] && !is_gap(text[from_end]))
        from_end++;
    while (text[to_end] && !is_gap(text[to_end]))
        to_end++;
    memcpy(out, text, to);
    memcpy(out + to, text + from, from_end - from);
    strcpy(out + to + (from_end - from), text + to_end);
}

static void leave_out_line(char *text, uint64_t *random)
{
    size_t at = next_random(random) % strlen(text);
    while (at && text[at - 1] != '\n')
        at--;
    const char *end = strchr(text + at, '\n');
    if (end)
        memmove(text + at, end + 1, strlen(end + 1) + 1);
}

void changed_texts_never_crash(void **state)
{
    (void)state;
    size_t length;
    char *text = read_text("test/model/texts/everything.casus", &length);
    char *changed = malloc(2 * length + 4096);
    assert_non_null(changed);
    uint64_t random = 88172645463325252ull;
    for (int round = 0; round < 300; round++) {
        swap_words(changed, text, length, &random);
        if (round % 3 == 0)
            leave_out_line(changed, &random);
        with_text(changed, use_everything);
    }
    free(changed);
    free(text);
}
