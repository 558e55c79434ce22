/* Citations, and what clauses rest on. */
#include "trial.h"

static const char treaty[] =
    "# A treaty\n\n1. The parties shall consult when asked to.\n\n2. Each party gives what it deems necessary.\n\n"
    "3. Nobody shall be “left out” of the talks — ever.\n";

#define CLAUSE(label, cite) "clause " label "\n  " cite "\n  A may z\n"

static void found(trial *t)
{
    if (t->errors)
        fail_msg("%s", t->shown);
    assert_int_equal(t->citations->checked, 4);
    assert_int_equal(t->citations->wrong, 0);
    assert_int_equal(t->citations->sources[0].state, CAS_SOURCE_READ);
    assert_string_equal(t->citations->sources[0].state_words, "3 citations found");
    assert_int_equal(t->citations->sources[0].with_words, 2);
    assert_int_equal(t->citations->sources[1].state, CAS_SOURCE_RESTATED);
    assert_string_equal(t->citations->sources[1].state_words, "restated in our own words, 1 citation found");
    assert_string_equal(t->citations->sources[0].path, "cases/sources/treaty.md");
}

void citations_are_looked_up(void **state)
{
    (void)state;
    const memory_file files[] = {
        {"cases/x.casus",
         "source treaty \"sources/treaty.md\"\nsource digest \"sources/treaty.md\" restated\nparty A\nact z\n" CLAUSE(
             "1", "cite treaty 1 \"shall consult\"")
             CLAUSE("2", "cite treaty 3 \"Nobody … ‘left out’ of the talks - ever\"") CLAUSE("3", "cite treaty 2")
                 CLAUSE("4", "cite digest 2 \"deems necessary\"")},
        {"cases/sources/treaty.md", treaty},
        {NULL, NULL},
    };
    with_files(files, TRY_CITATIONS, found);
}

static void nearest(trial *t)
{
    assert_string_equal(t->codes, "E0803@5 E0803@8 E0802@11 E0801@12");
    assert_non_null(strstr(t->shown, "the source has “parties shall consult")); /* what differs */
    assert_non_null(strstr(t->shown, "the words stand in 2"));                  /* where they are */
    assert_non_null(strstr(t->shown, "there is"));                              /* what locators there are */
    assert_int_equal(t->citations->wrong, 3);
    assert_int_equal(t->citations->unchecked, 1);
    assert_string_equal(t->citations->sources[0].state_words, "3 citations, 3 of them wrong");
}

void wrong_citations_show_the_nearest(void **state)
{
    (void)state;
    const memory_file with_missing[] = {
        {"x.casus",
         "source treaty \"treaty.md\"\nparty A\nact z\n" CLAUSE("1",
                                                                "cite treaty 1 \"parties will consult when asked\"")
             CLAUSE("2", "cite treaty 3 \"deems necessary\"") "clause 3\n  cite treaty 9\nsource gone \"gone.md\"\n" CLAUSE(
                 "4", "cite gone 1")},
        {"treaty.md", treaty},
        {NULL, NULL},
    };
    with_files(with_missing, TRY_CITATIONS, nearest);
}

static void changed(trial *t)
{
    assert_string_equal(t->codes, "W0801@1 E0804@8 E0804@11");
    assert_int_equal(t->citations->sources[0].state, CAS_SOURCE_CHANGED);
    assert_int_equal(t->citations->wrong, 2);
    assert_non_null(strstr(t->shown, "moved from 1 to 2"));
    assert_non_null(strstr(t->shown, "vanished"));
}

void changed_sources_say_what_moved(void **state)
{
    (void)state;
    const memory_file files[] = {
        {"x.casus",
         "source treaty \"treaty.md\" sha256 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nparty A\nact z\n" CLAUSE(
             "1", "cite treaty 2 \"gives what it deems necessary\"") CLAUSE("2", "cite treaty 1 \"deems necessary\"")
             CLAUSE("3", "cite treaty 3 \"a wholly different sentence about fisheries\"")},
        {"treaty.md", treaty},
        {NULL, NULL},
    };
    with_files(files, TRY_CITATIONS, changed);
}

static void absent(trial *t)
{
    assert_string_equal(t->codes, "");
    assert_int_equal(t->citations->sources[0].state, CAS_SOURCE_ABSENT);
    assert_string_equal(t->citations->sources[0].state_words, "not here: 1 citation not checked");
    assert_int_equal(t->citations->unchecked, 1);
}

void absent_sources_are_reported_as_such(void **state)
{
    (void)state;
    const memory_file files[] = {
        {"x.casus",
         "source charter \"un-charter.txt\" sha256 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nparty A\nact z\n" CLAUSE(
             "1", "cite charter 27(3) \"procedural matters\"")},
        {NULL, NULL},
    };
    with_files(files, TRY_CITATIONS, absent);
}

void clauses_without_ground_are_listed(void **state)
{
    (void)state;
    const memory_file files[] = {
        {"x.casus",
         "source first \"t.md\"\nsource second \"t.md\" restated\nsource third \"t.md\" secondary\nparty A\nparty B\nact z\nmeasure m\nmeasure o optional\n"
         "clause 1\n  A may z\n" CLAUSE("2", "assume \"x\"") CLAUSE("3", "cite second 1") CLAUSE("4", "cite third 1") CLAUSE(
             "5",
             "cite first 1") "clause 6\n  assume \"x\"\n  cite second 1\n  A may z   cite first 1\n"
                             "clause 7\n  cite first 1\n  A must give any of m, o to B within 1 day\n  A, B must z within 1 day\n  A, B may z\n"},
        {"t.md", treaty},
        {NULL, NULL},
    };
    assert_string_equal(codes_of_files(files, TRY_LINT), "W0301@9 W0302@11 W0303@14 W0304@17 W0305@29 W0306@30");
}
