/* From files to instances: the tests of src/model. */
#include "trial.h"

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_of_the_model_has_its_example),
        cmocka_unit_test(texts_have_the_errors_they_are_marked_with),
        cmocka_unit_test(sound_texts_have_none),
        cmocka_unit_test(files_are_included_once),
        cmocka_unit_test(circles_and_missing_files_are_reported),
        cmocka_unit_test(amendments_replace_drop_and_add),
        cmocka_unit_test(wrong_amendments_are_reported),
        cmocka_unit_test(paths_are_beside_the_file_that_names_them),
        cmocka_unit_test(tables_are_read),
        cmocka_unit_test(wrong_tables_are_reported),
        cmocka_unit_test(parties_and_weights_come_from_tables),
        cmocka_unit_test(conformance_like_texts_become_instances),
        cmocka_unit_test(sets_know_the_attacker),
        cmocka_unit_test(removals_wait_for_a_finding),
        cmocka_unit_test(rules_are_written_out),
        cmocka_unit_test(weights_are_exact),
        cmocka_unit_test(duties_have_ways),
        cmocka_unit_test(events_are_numbered),
        cmocka_unit_test(clauses_that_cannot_start_are_left_out),
        cmocka_unit_test(conditions_choose_forms),
        cmocka_unit_test(durations_are_ticks),
        cmocka_unit_test(goals_and_givens),
        cmocka_unit_test(equal_instances_are_found),
        cmocka_unit_test(packages_are_walked_and_counted),
        cmocka_unit_test(questions_say_what_is_asked),
        cmocka_unit_test(stances_are_given_to_everybody),
        cmocka_unit_test(occasions_of_questions),
        cmocka_unit_test(scenarios_positions_and_standoffs),
        cmocka_unit_test(questions_of_the_command_line),
        cmocka_unit_test(citations_are_looked_up),
        cmocka_unit_test(wrong_citations_show_the_nearest),
        cmocka_unit_test(changed_sources_say_what_moved),
        cmocka_unit_test(absent_sources_are_reported_as_such),
        cmocka_unit_test(clauses_without_ground_are_listed),
        cmocka_unit_test(large_texts_take_bounded_time),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(changed_texts_never_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
