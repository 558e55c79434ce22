/* Files that name files: include, amends, tables. */
#include "trial.h"

#include "model/csv.h"

static int clauses_seen;
static char labels_seen[256];

static void note_clauses(trial *t)
{
    clauses_seen = t->agreement->clause_count;
    labels_seen[0] = 0;
    for (int c = 0; c < t->agreement->clause_count; c++) {
        strcat(labels_seen, t->agreement->labels[t->agreement->clauses[c].label]);
        strcat(labels_seen, " ");
    }
    if (t->errors)
        fail_msg("%s", t->shown);
}

void files_are_included_once(void **state)
{
    (void)state;
    const memory_file files[] = {
        {"cases/main.casus",
         "include \"parts/parties.casus\"\ninclude \"parts/rules.casus\"\nclause 1\n  assume \"x\"\n  decide plan by simple within 1 day\n"},
        {"cases/parts/parties.casus", "party A\nparty B\n"},
        {"cases/parts/rules.casus", "include \"parties.casus\"\nrule simple = all of A, B yes\n"},
        {NULL, NULL},
    };
    with_files(files, 0, note_clauses);
    assert_int_equal(clauses_seen, 1);
}

void circles_and_missing_files_are_reported(void **state)
{
    (void)state;
    const memory_file circle[] = {{"a.casus", "party A\ninclude \"b.casus\"\n"},
                                  {"b.casus", "include \"c.casus\"\n"},
                                  {"c.casus", "party C\ninclude \"a.casus\"\n"},
                                  {NULL, NULL}};
    assert_string_equal(codes_of_files(circle, 0), "E0012@2");
    const memory_file self[] = {{"a.casus", "amends \"./x/../a.casus\"\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(self, 0), "E0012@1");
    const memory_file amended[] = {
        {"a.casus", "amends \"b.casus\"\n"}, {"b.casus", "amends \"a.casus\"\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(amended, 0), "E0012@1");
    const memory_file missing[] = {{"a.casus", "include \"b.casus\"\namends \"c.casus\"\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(missing, 0), "E0011@1 E0011@2");
    /* An error in an included file is reported at its place there. */
    const memory_file inner[] = {
        {"a.casus", "include \"b.casus\"\n"}, {"b.casus", "party B\n\ngroup g = C\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(inner, 0), "E0213@3");
}

static const char base_text[] =
    "agreement base\nparty A\nparty B\nparty C\nact report\ngroup some = A, B\nrule most = majority of some yes\nassume soon = 2 days \"x\"\n"
    "measure gift\nincident fire\ngoal told = any of some does report\n"
    "clause 1\n  assume \"x\"\n  when fire\n  each of some must report within soon\n"
    "clause 2\n  assume \"x\"\n  decide plan by most within 3 days\n  assume late = 4 days \"x\"\n"
    "clause 3\n  assume \"x\"\n  when plan adopted\n  A must report within late\n"
    "check told on fire\nask verdict of told\n";

static void check_amended(trial *t)
{
    note_clauses(t);
    assert_string_equal(t->agreement->name, "amended");
    assert_string_equal(labels_seen, "1 2 4 ");
    /* The base asked twice, of its own text; the amendment asks once. */
    assert_int_equal(t->agreement->question_count, 3);
    assert_true(t->agreement->questions[0].inherited && t->agreement->questions[1].inherited);
    assert_false(t->agreement->questions[2].inherited);
    const cas_instance *instance = instance_of(t, 2, "", 0);
    must_say(t, instance, "duty each of {B C} within 1");
    must_say(t, instance, "all of {B C} yes");
    assert_int_equal(instance->deeds[1].kind, CAS_MEASURE);
    assert_string_equal(instance->deeds[1].title, "a gift");
}

void amendments_replace_drop_and_add(void **state)
{
    (void)state;
    const memory_file files[] = {
        {"amended.casus",
         "agreement amended\namends \"base.casus\"\nreplace group some = B, C\nreplace rule most = all of some yes\n"
         "replace assume soon = 1 day \"y\"\nreplace measure gift \"a gift\"\n"
         "replace clause 2\n  assume \"y\"\n  decide plan by most within 2 days\n"
         "drop clause 3\nclause 4\n  assume \"y\"\n  when plan rejected\n  C may report\nask verdict of told on fire\n"},
        {"base.casus", base_text},
        {NULL, NULL},
    };
    with_files(files, 0, check_amended);
}

void wrong_amendments_are_reported(void **state)
{
    (void)state;
    const memory_file files[] = {
        {"amended.casus",
         "amends \"base.casus\"\nreplace group sone = B\ndrop clause 9\nparty A\ndrop clause 3\ndrop clause 3\namends \"base.casus\"\n"},
        {"base.casus", base_text},
        {NULL, NULL},
    };
    assert_string_equal(codes_of_files(files, 0), "E0014@2 E0015@3 E0201@4 E0015@6 E0017@7");
    assert_string_equal(codes_of("party A\nreplace group g = A\n"), "E0016@2");
    /* Several replacements with conditions are the forms of one declaration; an assumption of a dropped clause goes with it. */
    const memory_file forms[] = {
        {"amended.casus",
         "amends \"base.casus\"\nissue size\n  small | large\nreplace group some = A if size = small\nreplace group some = C if size = large\n"
         "drop clause 2\ndrop clause 3\n"},
        {"base.casus",
         "party A\nparty B\nparty C\nact report\ngroup some = A, B\nclause 1\n  assume \"x\"\n  each of some must report within 1 day\n"
         "clause 2\n  assume \"x\"\n  assume late = 4 days \"x\"\n  A must report within 1 day\n"
         "clause 3\n  assume \"x\"\n  A must report within late\n"},
        {NULL, NULL},
    };
    assert_string_equal(codes_of_files(forms, 0), "");
    const memory_file gone[] = {
        {"amended.casus", "amends \"base.casus\"\ndrop clause 2\n"},
        {"base.casus",
         "party A\nact report\nclause 2\n  assume \"x\"\n  assume late = 4 days \"x\"\n  A must report within 1 day\n"
         "clause 3\n  assume \"x\"\n  A must report within late\n"},
        {NULL, NULL},
    };
    assert_string_equal(codes_of_files(gone, 0), "E0228@9");
}

static void check_paths(trial *t)
{
    static const struct {
        const char *from, *path, *is;
    } cases[] = {
        {"", "a.casus", "a.casus"},
        {"cases/x.casus", "a.casus", "cases/a.casus"},
        {"cases/x.casus", "./y/../a.casus", "cases/a.casus"},
        {"cases/x.casus", "../a.casus", "a.casus"},
        {"cases/x.casus", "../../a.casus", "../a.casus"},
        {"cases/x.casus", "/b/./a.casus", "/b/a.casus"},
        {"/cases/x.casus", "../../../a.casus", "/a.casus"},
        {"cases/x.casus", "a//b.casus", "cases/a/b.casus"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cas_text is = cas_path_beside(t->arena, cas_text_of(cases[i].from), cas_text_of(cases[i].path));
        assert_string_equal(cas_text_string(t->arena, is), cases[i].is);
    }
}

void paths_are_beside_the_file_that_names_them(void **state)
{
    (void)state;
    with_text("party A\n", check_paths);
}

/* ---- Tables ------------------------------------------------------------------------------------------------------------ */

static void check_table(trial *t)
{
    static const char bytes[] =
        "\xEF\xBB\xBFname ,\"votes, all\",note\r\nA,\"1\",\r\n\r\n\"B \"\"the second\"\"\",2,\"two\nlines\"\rC,3,x";
    cas_table table;
    assert_null(cas_table_read(t->arena, cas_text_of(bytes), &table));
    assert_int_equal(table.rows, 3);
    assert_int_equal(table.columns, 3);
    assert_int_equal(cas_table_column(&table, cas_text_of("name")), 0);
    assert_int_equal(cas_table_column(&table, cas_text_of("votes, all")), 1);
    assert_int_equal(cas_table_column(&table, cas_text_of("votes")), -1);
    assert_true(cas_text_is(cas_table_cell(&table, 0, 2), ""));
    assert_true(cas_text_is(cas_table_cell(&table, 1, 0), "B \"the second\""));
    assert_true(cas_text_is(cas_table_cell(&table, 1, 2), "two\nlines"));
    assert_true(cas_text_is(cas_table_cell(&table, 2, 1), "3"));
    assert_int_equal(table.lines[1], 2);
    assert_int_equal(table.lines[2], 4);
    assert_int_equal(table.lines[3], 6);
    assert_null(cas_table_read(t->arena, cas_text_of("a;b\n1;2,5\n"), &table));
    assert_int_equal(table.columns, 2);
    assert_true(cas_text_is(cas_table_cell(&table, 0, 1), "2,5"));
}

static void check_wrong_tables(trial *t)
{
    cas_table table;
    assert_non_null(strstr(cas_table_read(t->arena, cas_text_of("a,b\n\"1,2\n"), &table), "line 2 is not closed"));
    assert_non_null(strstr(cas_table_read(t->arena, cas_text_of("a,b\n1,2\n1\n"), &table), "line 3 has 1 columns"));
    assert_non_null(
        strstr(cas_table_read(t->arena, cas_text_of("a,b\n\"1\"x,2\n"), &table), "follows a closing quote in line 2"));
    assert_non_null(strstr(cas_table_read(t->arena, cas_text_of(""), &table), "empty"));
    assert_non_null(strstr(cas_table_read(t->arena, (cas_text){"a\0b", 3}, &table), "zero byte"));
}

void tables_are_read(void **state)
{
    (void)state;
    with_text("party A\n", check_table);
}

void wrong_tables_are_reported(void **state)
{
    (void)state;
    with_text("party A\n", check_wrong_tables);
    const memory_file column[] = {
        {"x.casus", "parties from \"t.csv\" key nme\n"}, {"t.csv", "name,votes\nA,1\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(column, 0), "E0022@1");
    const memory_file twice[] = {
        {"x.casus", "parties from \"t.csv\" key name\n"}, {"t.csv", "name,votes\nA,1\nA,2\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(twice, 0), "E0023@1");
    const memory_file nobody[] = {
        {"x.casus", "parties from \"t.csv\" key name\n"}, {"t.csv", "name,votes\n...,1\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(nobody, 0), "E0023@1");
    const memory_file negative[] = {{"x.casus", "party A\nweight w from \"t.csv\" key name value votes\n"},
                                    {"t.csv", "name,votes\nA,-1\n"},
                                    {NULL, NULL}};
    assert_string_equal(codes_of_files(negative, 0), "E0024@2");
    const memory_file empty[] = {{"x.casus", "party A\nweight w from \"t.csv\" key name value votes\n"},
                                 {"t.csv", "name,votes\nA,\n"},
                                 {NULL, NULL}};
    assert_string_equal(codes_of_files(empty, 0), "E0024@2");
    const memory_file other[] = {{"x.casus", "party A\nweight w from \"t.csv\" key name value votes\n"},
                                 {"t.csv", "name,votes\nA,1\nB,2\n"},
                                 {NULL, NULL}};
    assert_string_equal(codes_of_files(other, 0), "E0025@2");
    const memory_file broken[] = {
        {"x.casus", "parties from \"t.csv\" key name\n"}, {"t.csv", "name,votes\nA\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(broken, 0), "E0021@1");
    const memory_file known[] = {
        {"x.casus", "party A\nparties from \"t.csv\" key name\n"}, {"t.csv", "name,votes\nA,1\n"}, {NULL, NULL}};
    assert_string_equal(codes_of_files(known, 0), "E0201@2");
    /* An absurd number of digits is refused, not computed with. */
    char digits[6000];
    memset(digits, '9', sizeof digits - 1);
    digits[sizeof digits - 1] = 0;
    char table[6100];
    snprintf(table, sizeof table, "name,votes\nA,%s\n", digits);
    const memory_file absurd[] = {
        {"x.casus", "party A\nweight w from \"t.csv\" key name value votes\n"}, {"t.csv", table}, {NULL, NULL}};
    assert_string_equal(codes_of_files(absurd, 0), "E0024@2");
}

static void check_tables(trial *t)
{
    assert_int_equal(t->agreement->party_count, 4);
    assert_string_equal(t->agreement->parties[1].name, "Côte_d_Ivoire");
    assert_string_equal(t->agreement->parties[1].title, "Côte d'Ivoire");
    assert_string_equal(t->agreement->parties[2].name, "p_1_Small_One");
    const cas_instance *instance = instance_of(t, 0, "", 0);
    const cas_rule *rule = instance->clauses[0].statements[0].rule;
    assert_non_null(rule->weights);
    assert_int_equal(rule->weights->small[0], 29);
    assert_int_equal(rule->weights->small[1], 4);
    assert_int_equal(rule->weights->small[3], 0);
    assert_int_equal(cas_big_small(rule->quant.number), 335);
    assert_int_equal(cas_big_small(rule->quant.over), 10);
}

void parties_and_weights_come_from_tables(void **state)
{
    (void)state;
    with_path("test/model/texts/tables.casus", check_tables);
}
