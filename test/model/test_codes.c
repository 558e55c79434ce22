/* Every error: the examples of the table, and texts whose lines say which error they have. */
#include "trial.h"

static bool only_code(const char *codes, const char *code)
{
    const size_t length = strlen(code);
    bool any = false;
    for (const char *at = codes; *at;) {
        if (strncmp(at, code, length) != 0)
            return false;
        any = true;
        at += strcspn(at, " ");
        at += *at == ' ';
    }
    return any;
}

void every_code_of_the_model_has_its_example(void **state)
{
    (void)state;
    static const int flags[] = {0, TRY_LINT, TRY_CITATIONS};
    int examples = 0;
    for (int code = 0; code < code_count(); code++) {
        const struct code_example example = code_example_of(code);
        if (example.kind < 0 || !*example.example)
            continue;
        examples++;
        const memory_file wrong[] = {{"text.casus", example.example}, {NULL, NULL}};
        if (!only_code(codes_of_files(wrong, flags[example.kind]), example.name))
            fail_msg("the example of %s gives \"%s\"", example.name, codes_of_files(wrong, flags[example.kind]));
        const memory_file mended[] = {{"text.casus", example.mend}, {NULL, NULL}};
        if (*example.mend && *codes_of_files(mended, example.kind == 1 ? TRY_LINT : 0))
            fail_msg("the mended example of %s gives \"%s\"", example.name, codes_of_files(mended, 0));
    }
    assert_true(examples > 60);
}

/* ---- Texts with marks -------------------------------------------------------------------------------------------------- */

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot open %s", path);
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), size);
    text[size] = 0;
    fclose(file);
    return text;
}

/* "E0213@7 E0201@9" from the comments `# expect E0213` of a text, in order of lines. */
static void marked_codes(const char *text, char *out, size_t room)
{
    size_t length = 0;
    int line = 1;
    out[0] = 0;
    for (const char *at = text; *at; at++) {
        if (*at == '\n')
            line++;
        if (strncmp(at, "# expect ", 9) != 0)
            continue;
        for (const char *code = at + 9; *code == 'E' || *code == 'W';) {
            length += (size_t)snprintf(out + length, room - length, "%s%.5s@%d", length ? " " : "", code, line);
            code += 5;
            code += *code == ' ';
        }
    }
}

static void try_marked(const char *path)
{
    char expected[4096], found[4096];
    char *text = slurp(path);
    marked_codes(text, expected, sizeof expected);
    assert_true(expected[0]);
    snprintf(found, sizeof found, "%s", codes_of(text));
    free(text);
    if (strcmp(expected, found) != 0)
        fail_msg("%s:\nexpected %s\nfound    %s", path, expected, found);
}

void texts_have_the_errors_they_are_marked_with(void **state)
{
    (void)state;
    try_marked("test/model/texts/wrong_names.casus");
    try_marked("test/model/texts/wrong_clauses.casus");
    try_marked("test/model/texts/wrong_rules.casus");
    try_marked("test/model/texts/wrong_packages.casus");
    try_marked("test/model/texts/wrong_questions.casus");
}

static void must_be_sound(trial *t)
{
    if (t->errors)
        fail_msg("%s", t->shown);
    assert_true(t->agreement->party_count > 0);
}

void sound_texts_have_none(void **state)
{
    (void)state;
    with_path("test/model/texts/everything.casus", must_be_sound);
    with_path("test/model/texts/guarantees.casus", must_be_sound);
    with_path("test/model/texts/tables.casus", must_be_sound);
}
