/* What the tests of src/lang share: a text, read under a guard. */
#ifndef TEST_LANG_TRIED_H
#define TEST_LANG_TRIED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lang/format.h"
#include "lang/lexer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct tried {
    cas_arena *arena;
    cas_source_map map;
    cas_diagnostics diagnostics;
    int file;
    const cas_node *tree;
} tried;

typedef void trial(tried *t, const void *data);

/* Run a trial under a guard; whatever it leaves through, every byte must be given back. */
void must_run(trial *piece, const void *data);
/* Read a text into a fresh map inside the trial's arena. */
tried read_text(cas_arena *arena, const char *name, cas_text text);
tried read_again(const tried *t, cas_text text);

/* The whole of a file of the clone, terminated; the caller frees it. */
char *slurp(const char *path, size_t *length);

/* A small generator of our own, so that a failing run can be repeated anywhere. */
uint64_t next_random(uint64_t *state);

/* Every diagnostic says something, at a place inside its file. */
void check_diagnostics(const tried *t);
/* Printed, read again and printed again: the same tree, the same text. */
void check_round_trip(const tried *t);
const char *codes_of(const tried *t);
void must_have_no_errors(const tried *t);

/* test_trees.c */
void reads_every_form(void **state);
void every_kind_of_node_occurs(void **state);
void reads_small_statements(void **state);
void forms_are_printed_in_one_layout(void **state);
void keeps_comments_and_blank_lines(void **state);
void breaks_long_lines(void **state);
void lines_go_on(void **state);
void finds_kids(void **state);
void rules_are_quoted_with_their_brackets(void **state);
void finds_the_marked_errors(void **state);
void one_error_does_not_hide_the_next(void **state);
void suggests_what_was_meant(void **state);

/* test_shown.c */
void shows_an_error_as_people_read_it(void **state);
void marks_wide_characters(void **state);
void shows_what_cannot_be_seen(void **state);
void cuts_long_lines(void **state);
void shows_related_places(void **state);
void explains_a_code(void **state);
void counts_places_as_readers_do(void **state);
void prints_tokens(void **state);
void keeps_the_first_fifty(void **state);
void sorts_by_place(void **state);

/* test_limits.c */
void refuses_what_is_no_text(void **state);
void reads_marks_breaks_and_forms_of_letters(void **state);
void depth_at_the_limit_and_one_past(void **state);
void size_at_the_limit_and_one_past(void **state);
void too_many_words_are_an_error(void **state);
void a_hundred_thousand_clauses(void **state);
void awkward_texts_stay_cheap(void **state);
void mutants_are_read_or_refused(void **state);
void every_allocation_may_fail(void **state);

/* test_pages.c */
void every_code_has_its_example(void **state);
void codes_are_unique_and_well_formed(void **state);
void page_of_diagnostics_is_current(void **state);
void examples_of_the_language_page_parse(void **state);
void every_word_is_on_the_language_page(void **state);

#endif
