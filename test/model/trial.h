/* What the tests of src/model share: files held in memory, read and resolved under a guard. */
#ifndef TEST_MODEL_TRIAL_H
#define TEST_MODEL_TRIAL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/model.h"
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct named_text memory_file;

typedef struct trial {
    cas_arena *arena;
    const cas_agreement *agreement;
    size_t errors, warnings;
    const char *codes; /* "E0201@3 E0213@7": codes and lines, in order of place */
    const char *shown; /* as a reader sees them */
    const cas_citations *citations;
    const memory_file *files; /* ended by a null path; the first is the main one */
} trial;

typedef void piece(trial *t);

enum { TRY_LINT = 1, TRY_CITATIONS = 2 };

/* Read files, run the piece, give everything back; the test fails when it leaves through the guard. */
void with_files(const memory_file *files, int flags, piece *run);
void with_text(const char *text, piece *run);
/* The same for a file of the clone. */
void with_path(const char *path, piece *run);
/* The codes a text gives, in a buffer that lives until the next call. */
const char *codes_of(const char *text);
const char *codes_of_files(const memory_file *files, int flags);

/* A choice of alternatives: "wording = all, membership = open"; every dimension must be named. */
const int *choice_of(trial *t, const char *package);
/* The instance on the question's n-th occasion in a package; the question by its place. */
const cas_instance *instance_of(trial *t, int question, const char *package, int occasion);
/* Everything an instance says. */
const char *dump_of(trial *t, const cas_instance *instance);
/* Fails, showing the text, unless a line of the dump is this one (leading spaces do not count). */
void must_say(trial *t, const cas_instance *instance, const char *line);
void must_not_say(trial *t, const cas_instance *instance, const char *words);
const char *members(trial *t, const cas_set *set);

/* test_codes.c */
void every_code_of_the_model_has_its_example(void **state);
void texts_have_the_errors_they_are_marked_with(void **state);
void sound_texts_have_none(void **state);
/* test_load.c */
void files_are_included_once(void **state);
void circles_and_missing_files_are_reported(void **state);
void amendments_replace_drop_and_add(void **state);
void wrong_amendments_are_reported(void **state);
void paths_are_beside_the_file_that_names_them(void **state);
void tables_are_read(void **state);
void wrong_tables_are_reported(void **state);
void parties_and_weights_come_from_tables(void **state);
/* test_instances.c */
void conformance_like_texts_become_instances(void **state);
void sets_know_the_attacker(void **state);
void removals_wait_for_a_finding(void **state);
void rules_are_written_out(void **state);
void weights_are_exact(void **state);
void duties_have_ways(void **state);
void events_are_numbered(void **state);
void clauses_that_cannot_start_are_left_out(void **state);
void conditions_choose_forms(void **state);
void durations_are_ticks(void **state);
void goals_and_givens(void **state);
void equal_instances_are_found(void **state);
/* test_questions.c */
void packages_are_walked_and_counted(void **state);
void questions_say_what_is_asked(void **state);
void stances_are_given_to_everybody(void **state);
void occasions_of_questions(void **state);
void scenarios_positions_and_standoffs(void **state);
void questions_of_the_command_line(void **state);
/* test_citations.c */
void citations_are_looked_up(void **state);
void wrong_citations_show_the_nearest(void **state);
void changed_sources_say_what_moved(void **state);
void absent_sources_are_reported_as_such(void **state);
void clauses_without_ground_are_listed(void **state);
/* test_limits.c */
void large_texts_take_bounded_time(void **state);
void every_allocation_may_fail(void **state);
void changed_texts_never_crash(void **state);

#endif
