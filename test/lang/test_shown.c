/* Diagnostics as a reader sees them, places, tokens. */
#include "tried.h"

typedef struct shown {
    const char *text, *wanted;
} shown;

static const char *rendered(const tried *t, int flags)
{
    cas_builder out = {.arena = t->arena};
    cas_diagnostics_render(&out, &t->map, &t->diagnostics, flags);
    return cas_built_string(&out);
}

static void try_shown(tried *t, const void *data)
{
    const shown *wanted = data;
    *t = read_text(t->arena, "a.casus", cas_text_of(wanted->text));
    assert_string_equal(rendered(t, 0), wanted->wanted);
}

static void must_show(const char *text, const char *wanted)
{
    const shown pair = {text, wanted};
    must_run(try_shown, &pair);
}

void shows_an_error_as_people_read_it(void **state)
{
    (void)state;
    must_show("party A\nclause 5\n  A mst give weapons to B within 1 day\n",
              "error[E0105]: expected `must`, `must not`, `may` or `can`, not `mst`\n"
              "  a.casus:3:5\n"
              "     3 |   A mst give weapons to B within 1 day\n"
              "       |     ^^^ did you mean `must`?\n");
    must_show(
        "group g =",
        "error[E0105]: the line ends where a party or group is expected\n  a.casus:1:10\n     1 | group g =\n       |          ^\n");
}

void marks_wide_characters(void **state)
{
    (void)state;
    must_show("party 中国 мир oops\n", "error[E0106]: the statement is complete before \"мир\"\n  a.casus:1:10\n"
                                       "     1 | party 中国 мир oops\n       |            ^^^\n");
    must_show("party\tA\tB\n", "error[E0106]: the statement is complete before \"B\"\n  a.casus:1:9\n"
                               "     1 | party   A   B\n       |             ^\n");
}

void shows_what_cannot_be_seen(void **state)
{
    (void)state;
    must_show("party A \x1b[31m\n",
              "error[E0102]: the character \"<U+001B>\" has no meaning here\n  a.casus:1:9\n"
              "     1 | party A <U+001B>[31m\n       |         ^^^^^^^^ expected the end of the line\n");
    must_show("party A \u202e\n",
              "error[E0102]: the character \"<U+202E>\" has no meaning here\n  a.casus:1:9\n"
              "     1 | party A <U+202E>\n       |         ^^^^^^^^ expected the end of the line\n");
}

static void try_cut(tried *t, const void *data)
{
    (void)data;
    cas_builder text = {.arena = t->arena};
    cas_puts(&text, "group g = A");
    for (int i = 0; i < 500; i++)
        cas_puts(&text, ", Ж");
    cas_puts(&text, " oops");
    for (int i = 0; i < 500; i++)
        cas_puts(&text, " x");
    *t = read_text(t->arena, "a.casus", cas_built(&text));
    const char *out = rendered(t, 0);
    size_t column = 0;
    for (const char *at = out; *at; at++) {
        column = *at == '\n' ? 0 : column + (((unsigned char)*at & 0xC0) != 0x80);
        assert_true(column <= 120);
    }
    const char *place = strstr(out, "oops\"\n"), *mark = strchr(out, '^');
    assert_non_null(place);
    assert_non_null(strstr(out, "| …"));
    assert_non_null(strstr(out, "…\n"));
    assert_memory_equal(mark, "^^^^", 4);
    /* The mark stands below the word: as many columns from the bar. */
    const char *line = strstr(out, "     1 | ") + 9, *word = strstr(line, "oops");
    size_t columns = 0;
    for (const char *at = line; at < word; at++)
        columns += ((unsigned char)*at & 0xC0) != 0x80;
    const char *below = strstr(out, "       | ") + 9;
    assert_int_equal(columns, (size_t)(mark - below));
}

void cuts_long_lines(void **state)
{
    (void)state;
    must_run(try_cut, NULL);
}

static void try_related(tried *t, const void *data)
{
    (void)data;
    *t = read_text(t->arena, "a.casus", cas_text_of("party A\nparty B\nparty A\n"));
    const int other = cas_source_add(&t->map, CAS_TEXT("b.casus"), CAS_TEXT("party A\n"), &t->diagnostics);
    cas_diagnostic *d = cas_report(&t->diagnostics, CAS_E0105, (cas_span){t->file, 22, 23}, "a second %s", "A");
    cas_hint(&t->diagnostics, d, "choose another name");
    cas_relate(&t->diagnostics, d, (cas_span){t->file, 6, 7}, "declared here");
    cas_relate(&t->diagnostics, d, (cas_span){other, 6, 7}, "and here");
    cas_rests_on(&t->diagnostics, d, "it rests on digest 7: \"…\"");
    assert_string_equal(
        rendered(t, 0),
        "error[E0105]: a second A\n  a.casus:3:7\n     3 | party A\n       |       ^ choose another name\n"
        "     1 | party A\n       |       - declared here\n  b.casus:1:7\n     1 | party A\n       |       - and here\n"
        "  it rests on digest 7: \"…\"\n");
    const char *coloured = rendered(t, CAS_RENDER_COLOUR);
    assert_non_null(strstr(coloured, "\033[1;31merror[E0105]\033[0m"));
    cas_diagnostic *placeless = cas_report(&t->diagnostics, CAS_E0001, CAS_NO_SPAN, "no place at all");
    cas_hint(&t->diagnostics, placeless, "but a hint");
    assert_non_null(strstr(rendered(t, 0), "error[E0001]: no place at all\n  but a hint\n"));
}

void shows_related_places(void **state)
{
    (void)state;
    must_run(try_related, NULL);
}

static void try_explain(tried *t, const void *data)
{
    (void)data;
    const cas_code_entry *entry = cas_code_find(CAS_TEXT("e0304"));
    assert_non_null(entry);
    assert_ptr_equal(entry, cas_code_entry_of(CAS_E0304));
    assert_null(cas_code_find(CAS_TEXT("E030")));
    assert_null(cas_code_find(CAS_TEXT("E03044")));
    assert_null(cas_code_find(CAS_TEXT("")));
    cas_builder out = {.arena = t->arena};
    cas_explain(&out, entry);
    const char *said = cas_built_string(&out);
    assert_memory_equal(said, "E0304: a duty without a deadline\n\n", 34);
    assert_non_null(strstr(said, "For example:\n\n    party UA\n"));
    assert_non_null(strstr(said, "Mended:\n\n    party UA\n"));
}

void explains_a_code(void **state)
{
    (void)state;
    must_run(try_explain, NULL);
}

static void try_places(tried *t, const void *data)
{
    (void)data;
    *t = read_text(t->arena, "a.casus", cas_text_of("# e\xcc\x81t\xc3\xa9 \xe4\xb8\xad q\u0323\u0307 x\r\nsecond\n"));
    /* é typed as two characters is one after reading; q with two dots below and above stays three characters, and one column. */
    const cas_text text = cas_source_of(&t->map, t->file)->text;
    const char *x = strchr(text.at, 'x');
    const cas_place place = cas_source_place(&t->map, t->file, (uint32_t)(x - text.at));
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, 11);
    const cas_place second = cas_source_place(&t->map, t->file, (uint32_t)(strchr(text.at, '\n') - text.at) + 1);
    assert_int_equal(second.line, 2);
    assert_int_equal(second.column, 1);
    assert_true(cas_text_is(cas_source_line_text(&t->map, t->file, 2), "second"));
    assert_int_equal(cas_source_line_text(&t->map, t->file, 1).at[cas_source_line_text(&t->map, t->file, 1).length - 1],
                     'x');
    assert_int_equal(cas_source_line_text(&t->map, t->file, 99).length, 0);
    assert_int_equal(cas_source_line_of(&t->map, t->file, 100000), 3);
    assert_null(cas_source_of(&t->map, 7));
}

void counts_places_as_readers_do(void **state)
{
    (void)state;
    must_run(try_places, NULL);
}

static void try_tokens(tried *t, const void *data)
{
    (void)data;
    *t = read_text(
        t->arena, "a.casus",
        cas_text_of("party A \"x y\" # note\n  27.3.a 5a E.1 2_000.5 2022-03-29 55% 2/3 -> != … ≠ $\n a,\nb\n"));
    cas_builder out = {.arena = t->arena};
    cas_tokens_print(&out, t->arena, &t->map, t->file);
    assert_string_equal(cas_built_string(&out), "1: party <A> \"x y\"\n"
                                                "2: indented 27.3.a 5a E.1 2_000.5 2022-03-29 55 % 2 / 3 -> != … ≠ $\n"
                                                "3: indented <a> , <b>\n");
    assert_true(cas_is_name(CAS_TEXT("Україна_2")));
    assert_false(cas_is_name(CAS_TEXT("2a")));
    assert_false(cas_is_name(CAS_TEXT("a b")));
    assert_false(cas_is_name(CAS_TEXT("")));
    for (int word = 1; word < CAS_WORD_COUNT; word++)
        assert_true(cas_is_name(cas_text_of(cas_word_text((cas_word)word))));
}

void prints_tokens(void **state)
{
    (void)state;
    must_run(try_tokens, NULL);
}

static void try_fifty(tried *t, const void *data)
{
    (void)data;
    cas_builder text = {.arena = t->arena};
    for (int i = 0; i < 51; i++)
        cas_puts(&text, "nonsense\n");
    *t = read_text(t->arena, "a.casus", (cas_text){text.at, 50 * strlen("nonsense\n")});
    assert_int_equal(t->diagnostics.count, 50);
    assert_null(strstr(rendered(t, 0), "not shown"));
    *t = read_text(t->arena, "a.casus", cas_built(&text));
    assert_int_equal(t->diagnostics.count, 50);
    assert_int_equal(t->diagnostics.errors, 51);
    assert_non_null(strstr(rendered(t, 0), "\n1 more error is not shown\n"));
    const cas_diagnostic *last = t->diagnostics.items[49];
    assert_int_equal(cas_source_line_of(&t->map, last->span.file, last->span.begin), 50);
}

void keeps_the_first_fifty(void **state)
{
    (void)state;
    must_run(try_fifty, NULL);
}

static void try_sort(tried *t, const void *data)
{
    (void)data;
    *t = read_text(t->arena, "a.casus", cas_text_of("party A\nparty B\n"));
    cas_report(&t->diagnostics, CAS_E0105, CAS_NO_SPAN, "placeless");
    cas_report(&t->diagnostics, CAS_E0106, (cas_span){t->file, 9, 10}, "third");
    cas_report(&t->diagnostics, CAS_E0105, (cas_span){t->file, 9, 10}, "second");
    cas_report(&t->diagnostics, CAS_E0105, (cas_span){t->file, 9, 10}, "the same again");
    cas_report(&t->diagnostics, CAS_E0110, (cas_span){t->file, 1, 2}, "first");
    cas_diagnostics_sort(&t->diagnostics);
    assert_int_equal(t->diagnostics.count, 4);
    assert_string_equal(t->diagnostics.items[0]->message, "first");
    assert_string_equal(t->diagnostics.items[1]->message, "second");
    assert_string_equal(t->diagnostics.items[2]->message, "third");
    assert_string_equal(t->diagnostics.items[3]->message, "placeless");
}

void sorts_by_place(void **state)
{
    (void)state;
    must_run(try_sort, NULL);
}
