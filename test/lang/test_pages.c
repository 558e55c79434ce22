/*
 * The pages that readers learn from are run: docs/diagnostics.md is made from the table of diagnostics (set CASUS_WRITE_PAGES
 * to write it anew), and every example of docs/language.md is read.
 */
#include "tried.h"

static bool is_parsed(const cas_code_entry *entry)
{
    return entry->stage == CAS_STAGE_PARSE && *entry->example;
}

static void try_example(tried *t, const void *data)
{
    const cas_code_entry *entry = data;
    *t = read_text(t->arena, entry->name, cas_text_of(entry->example));
    if (strcmp(codes_of(t), entry->name) != 0)
        fail_msg("the example of %s has \"%s\"", entry->name, codes_of(t));
    *t = read_text(t->arena, entry->name, cas_text_of(entry->mend));
    must_have_no_errors(t);
    assert_true(t->tree->count > 0);
    check_round_trip(t);
}

void every_code_has_its_example(void **state)
{
    (void)state;
    for (int code = 0; code < CAS_CODE_COUNT; code++) {
        const cas_code_entry *entry = cas_code_entry_of((cas_code)code);
        assert_true(strlen(entry->title) > 5);
        assert_true(strlen(entry->explanation) > 20);
        if (is_parsed(entry))
            must_run(try_example, entry);
    }
}

void codes_are_unique_and_well_formed(void **state)
{
    (void)state;
    for (int code = 0; code < CAS_CODE_COUNT; code++) {
        const char *name = cas_code_entry_of((cas_code)code)->name;
        assert_int_equal(strlen(name), 5);
        assert_true(name[0] == 'E' || name[0] == 'W');
        for (int i = 1; i < 5; i++)
            assert_true(name[i] >= '0' && name[i] <= '9');
        assert_ptr_equal(cas_code_find(cas_text_of(name)), cas_code_entry_of((cas_code)code));
        assert_true(strlen(cas_stage_name(cas_code_entry_of((cas_code)code)->stage)) > 0);
    }
}

/* ---- docs/diagnostics.md ----------------------------------------------------------------------------------------------- */

static int by_name(const void *left, const void *right)
{
    return strcmp((*(const cas_code_entry *const *)left)->name, (*(const cas_code_entry *const *)right)->name);
}

static void put_entry(cas_builder *out, const cas_code_entry *entry)
{
    cas_putf(out, "\n## %s: %s\n\n%s\n", entry->name, entry->title, entry->explanation);
    if (*entry->example)
        cas_putf(out, "\n```casus wrong %s\n%s```\n", entry->name, entry->example);
    if (*entry->mend)
        cas_putf(out, "\nMended:\n\n```casus\n%s```\n", entry->mend);
}

static void write_page(tried *t, const void *data)
{
    char **page = *(char **const *)data;
    const cas_code_entry **sorted = CAS_ARRAY(t->arena, const cas_code_entry *, CAS_CODE_COUNT);
    for (int code = 0; code < CAS_CODE_COUNT; code++)
        sorted[code] = cas_code_entry_of((cas_code)code);
    qsort(sorted, CAS_CODE_COUNT, sizeof *sorted, by_name);
    cas_builder out = {.arena = t->arena};
    cas_puts(
        &out,
        "# Diagnostics\n\n"
        "Every message of casus has a code that never changes its meaning: `E` codes are errors, `W` codes are findings of\n"
        "`casus lint`. `casus explain CODE` prints the same text as this page, which is made from the table in\n"
        "`src/lang/diagnostics.def`; the tests compare the two and run every example.\n\n"
        "| codes | about |\n|---|---|\n"
        "| E00xx | reading a file |\n| E01xx | the notation |\n| E02xx | names |\n| E03xx | clauses and their parts |\n"
        "| E04xx | decision rules |\n| E05xx | issues, readings, packages |\n| E06xx | questions and scenarios |\n"
        "| E07xx | positions and standoffs |\n| E08xx | sources and citations |\n| W0xxx | what `casus lint` finds |\n");
    for (int code = 0; code < CAS_CODE_COUNT; code++)
        put_entry(&out, sorted[code]);
    *page = strdup(cas_built_string(&out));
}

void page_of_diagnostics_is_current(void **state)
{
    (void)state;
    static const char path[] = "docs/diagnostics.md";
    char *made = NULL, **place = &made;
    must_run(write_page, &place);
    assert_non_null(made);
    if (getenv("CASUS_WRITE_PAGES")) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fputs(made, file);
        fclose(file);
    }
    size_t length;
    char *kept = slurp(path, &length);
    const bool same = strcmp(kept, made) == 0;
    free(kept);
    free(made);
    if (!same)
        fail_msg("%s differs from the table; CASUS_WRITE_PAGES=1 writes it anew", path);
}

/* ---- docs/language.md -------------------------------------------------------------------------------------------------- */

static void try_block(tried *t, const void *data)
{
    const char *text = data;
    *t = read_text(t->arena, "docs/language.md", cas_text_of(text));
    must_have_no_errors(t);
    assert_true(t->tree->count > 0);
    check_round_trip(t);
}

void examples_of_the_language_page_parse(void **state)
{
    (void)state;
    size_t length;
    char *page = slurp("docs/language.md", &length);
    int examples = 0;
    for (char *at = page; (at = strstr(at, "\n```casus")) != NULL;) {
        char *begin = strchr(at + 1, '\n') + 1, *end = strstr(begin, "\n```");
        assert_non_null(end);
        *end = 0;
        must_run(try_block, begin);
        examples++;
        at = end + 1;
    }
    free(page);
    print_message("# %d examples\n", examples);
    assert_true(examples >= 12);
}

/* The grammar on the page is complete: every word that the parser knows is in it. */
void every_word_is_on_the_language_page(void **state)
{
    (void)state;
    size_t length;
    char *page = slurp("docs/language.md", &length);
    char *grammar = strstr(page, "```ebnf");
    assert_non_null(grammar);
    for (int word = 1; word < CAS_WORD_COUNT; word++) {
        const char *text = cas_word_text((cas_word)word);
        char quoted[40];
        snprintf(quoted, sizeof quoted, "\"%s\"", text);
        if (!strstr(grammar, quoted))
            fail_msg("the grammar of docs/language.md lacks \"%s\"", text);
    }
    free(page);
}
