/* From text to tree and back: the tests of src/lang. */
#include "tried.h"

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_form),
        cmocka_unit_test(every_kind_of_node_occurs),
        cmocka_unit_test(reads_small_statements),
        cmocka_unit_test(forms_are_printed_in_one_layout),
        cmocka_unit_test(keeps_comments_and_blank_lines),
        cmocka_unit_test(breaks_long_lines),
        cmocka_unit_test(lines_go_on),
        cmocka_unit_test(finds_kids),
        cmocka_unit_test(rules_are_quoted_with_their_brackets),
        cmocka_unit_test(finds_the_marked_errors),
        cmocka_unit_test(one_error_does_not_hide_the_next),
        cmocka_unit_test(suggests_what_was_meant),
        cmocka_unit_test(shows_an_error_as_people_read_it),
        cmocka_unit_test(marks_wide_characters),
        cmocka_unit_test(shows_what_cannot_be_seen),
        cmocka_unit_test(cuts_long_lines),
        cmocka_unit_test(shows_related_places),
        cmocka_unit_test(explains_a_code),
        cmocka_unit_test(counts_places_as_readers_do),
        cmocka_unit_test(prints_tokens),
        cmocka_unit_test(keeps_the_first_fifty),
        cmocka_unit_test(sorts_by_place),
        cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(reads_marks_breaks_and_forms_of_letters),
        cmocka_unit_test(depth_at_the_limit_and_one_past),
        cmocka_unit_test(size_at_the_limit_and_one_past),
        cmocka_unit_test(too_many_words_are_an_error),
        cmocka_unit_test(a_hundred_thousand_clauses),
        cmocka_unit_test(awkward_texts_stay_cheap),
        cmocka_unit_test(mutants_are_read_or_refused),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(every_code_has_its_example),
        cmocka_unit_test(codes_are_unique_and_well_formed),
        cmocka_unit_test(page_of_diagnostics_is_current),
        cmocka_unit_test(examples_of_the_language_page_parse),
        cmocka_unit_test(every_word_is_on_the_language_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
