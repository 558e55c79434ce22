/* Every form is read, printed in one layout and read back as the same tree; every wrong line is found. */
#include "tried.h"

/* ---- All forms --------------------------------------------------------------------------------------------------------- */

static void read_file(tried *t, const char *path)
{
    size_t length;
    char *text = slurp(path, &length);
    *t = read_text(t->arena, path, (cas_text){cas_text_string(t->arena, (cas_text){text, length}), length});
    free(text);
}

static void try_forms(tried *t, const void *data)
{
    read_file(t, data);
    must_have_no_errors(t);
    check_round_trip(t);
}

void reads_every_form(void **state)
{
    (void)state;
    must_run(try_forms, "test/lang/forms.casus");
}

static void mark_kinds(const cas_node *node, bool *seen)
{
    seen[node->kind] = true;
    for (size_t i = 0; i < node->count; i++)
        mark_kinds(node->kids[i], seen);
}

static void try_kinds(tried *t, const void *data)
{
    read_file(t, data);
    bool seen[CAS_NODE_KIND_COUNT] = {false};
    mark_kinds(t->tree, seen);
    for (int kind = 0; kind < CAS_NODE_KIND_COUNT; kind++) {
        if (!seen[kind])
            fail_msg("forms.casus has no %s", cas_node_kind_name((cas_node_kind)kind));
        assert_true(strlen(cas_node_kind_name((cas_node_kind)kind)) > 1);
    }
}

void every_kind_of_node_occurs(void **state)
{
    (void)state;
    must_run(try_kinds, "test/lang/forms.casus");
}

/* ---- Single statements, and what they are read as ---------------------------------------------------------------------- */

typedef struct small {
    const char *text, *tree;
} small;

static const small statements[] = {
    {"party E * 10 \"elected\"\n", "file\n  party E / 10 \"elected\" op 10\n"},
    {"group g = A, (B, C) and E.2 except C, D\n",
     "file\n  group g\n    set\n      name A\n      set\n        name B\n        name C\n      member E / 2\n      except\n        name C\n        name D\n"},
    {"rule r = a and b or c\n",
     "file\n  rule r\n    either\n      both\n        rule name a\n        rule name b\n      rule name c\n"},
    {"rule r = all of m yes and US not no\n",
     "file\n  rule r\n    both\n      of\n        count\n        set\n          name m\n      votes op 3\n        name US\n"},
    {"rule r = at least 55.5% of population of m, n no\n",
     "file\n  rule r\n    of population op 1\n      count op 4\n        quantity 55.5 op 1\n      set\n        name m\n        name n\n"},
    {"rule r = a failing that after 7 days b or c excluding x barring (y, z)\n",
     "file\n  rule r\n    tailed\n      rule name a\n      failing that\n        duration 7 / days op 1\n        either\n          rule name b\n"
     "          rule name c\n      excluding\n        name x\n      barring\n        set\n          name y\n          name z\n"},
    {"infeasible not a = b and (c != d or e = f)\n",
     "file\n  infeasible\n    and\n      not\n        is a / b\n      or\n        is c / d op 1\n        is e / f\n"},
    {"goal g = 3 days after d rejected but meets x\n",
     "file\n  goal g\n    after\n      duration 3 / days op 1\n      rejected d\n        rule name x\n"},
    {"goal g = FR gives w to UA\n",
     "file\n  goal g\n    gives\n      count flags 4000\n      set\n        name FR\n      measures\n        name w\n      to\n        name UA\n"},
    {"check g blocked by RU on attack by each of s\n",
     "file\n  check\n    asked blocked g\n      by\n        set\n          name RU\n      asked on\n        happens attack\n          by op 1\n            set\n"
     "              name s\n"},
    {"clause 27(3)\n  when 27(3) done or a by any 2 of s\n  x yes on d jointly must a or give m within month\n",
     "file\n  clause 27(3)\n    when\n      done 27(3)\n      happens a\n        by op 2\n          count op 8\n            quantity 2\n          set\n"
     "            name s\n    duty\n      who op 2\n        set\n          name x\n        who ballot d\n      do a\n      give\n        measures\n"
     "          name m\n      within\n        duration / month op 3\n"},
    {"cite\n", "file\n"},
    {"group g =\n", "file\n  group g flags 1\n    set\n      name\n"},
    {"party all\ngroup everyone_ = all, none and rule\n",
     "file\n  party all\n  group everyone_\n    set\n      name all\n      name none\n      name rule\n"},
};

/* The printed tree without its line numbers. */
static const char *outline(const tried *t)
{
    cas_builder out = {.arena = t->arena}, plain = {.arena = t->arena};
    cas_tree_print(&out, &t->map, t->tree);
    const char *at = cas_built_string(&out);
    while (*at) {
        const char *end = strchr(at, '\n'), *note = strstr(at, "  # line");
        cas_put(&plain, (cas_text){at, (size_t)((note && note < end ? note : end) - at)});
        cas_putc(&plain, '\n');
        at = end + 1;
    }
    return cas_built_string(&plain);
}

static void try_statement(tried *t, const void *data)
{
    const small *wanted = data;
    *t = read_text(t->arena, "small.casus", cas_text_of(wanted->text));
    assert_string_equal(outline(t), wanted->tree);
    if (!t->diagnostics.errors)
        check_round_trip(t);
}

void reads_small_statements(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        must_run(try_statement, &statements[i]);
}

static void try_kids(tried *t, const void *data)
{
    (void)data;
    *t = read_text(t->arena, "kids.casus",
                   cas_text_of("clause 1\n  cite s 1\n  assume \"x\"\n  cite s 2\n  decide d by r within 1 day\n"));
    const cas_node *clause = cas_kid_at(t->tree, 0);
    assert_int_equal(clause->kind, CAS_NODE_CLAUSE);
    assert_int_equal(cas_kids_of(clause, CAS_NODE_CITE), 2);
    size_t at = 0;
    assert_true(cas_text_is(cas_kid_from(clause, CAS_NODE_CITE, &at)->extra, "1"));
    assert_true(cas_text_is(cas_kid_from(clause, CAS_NODE_CITE, &at)->extra, "2"));
    assert_null(cas_kid_from(clause, CAS_NODE_CITE, &at));
    const cas_node *decide = cas_kid(clause, CAS_NODE_DECIDE);
    assert_int_equal(cas_kid_expression(decide)->kind, CAS_NODE_RULE_NAME);
    assert_null(cas_kid_condition(decide));
    assert_null(cas_kid_event(decide));
    assert_null(cas_kid_question(decide));
    assert_null(cas_kid(NULL, CAS_NODE_CITE));
    assert_null(cas_kid_at(clause, 99));
    assert_true(cas_text_is(cas_source_slice(&t->map, decide->span), "decide d by r within 1 day"));
}

/* A rule is quoted as it was written: with the bracket that it begins with. */
static void try_brackets(tried *t, const void *data)
{
    *t = read_text(t->arena, "brackets", cas_text_of(data));
    must_have_no_errors(t);
    size_t at = 0;
    for (const cas_node *rule = cas_kid_from(t->tree, CAS_NODE_RULE, &at); rule; rule = cas_kid_from(t->tree, CAS_NODE_RULE, &at)) {
        const cas_text words = cas_source_slice(&t->map, cas_kid_expression(rule)->span);
        assert_int_equal(words.at[0], '(');
        int depth = 0;
        for (size_t i = 0; i < words.length; i++)
            depth += (words.at[i] == '(') - (words.at[i] == ')');
        assert_int_equal(depth, 0);
    }
}

void rules_are_quoted_with_their_brackets(void **state)
{
    (void)state;
    must_run(try_brackets, "party A\nparty B\n"
                           "rule one = (A yes or B yes) and A yes\n"
                           "rule two = (A yes and B yes) or A yes\n"
                           "rule three = (A yes or (B yes)) excluding A\n"
                           "rule four = (A yes and B yes) and (B yes) or A yes failing that (A yes)\n");
}

void finds_kids(void **state)
{
    (void)state;
    must_run(try_kids, NULL);
}

/* ---- The one layout ---------------------------------------------------------------------------------------------------- */

static void try_layout(tried *t, const void *data)
{
    const small *wanted = data;
    *t = read_text(t->arena, "layout.casus", cas_text_of(wanted->text));
    must_have_no_errors(t);
    cas_builder out = {.arena = t->arena};
    assert_true(cas_format_file(&out, &t->map, t->file, t->tree));
    assert_string_equal(cas_built_string(&out), wanted->tree);
    check_round_trip(t);
}

static void must_print(const char *text, const char *printed)
{
    const small wanted = {text, printed};
    must_run(try_layout, &wanted);
}

void forms_are_printed_in_one_layout(void **state)
{
    (void)state;
    must_print("party   UA    “the state”", "party UA \"the state\"\n");
    must_print("party UA “so \"called\"”\n", "party UA “so \"called\"”\n");
    must_print("group g=A and B,C\n", "group g = A, B, C\n");
    must_print("rule r=(a and b)or c\n", "rule r = (a and b) or c\n");
    must_print("rule r = ((a)) and (b or c) and (d and e)\n", "rule r = a and (b or c) and (d and e)\n");
    must_print("rule r = (a excluding x) and b\n", "rule r = (a excluding x) and b\n");
    must_print("rule r = (a or b) excluding (x and y)\n", "rule r = a or b excluding (x, y)\n");
    must_print("rule r = at least 2 / 3 of w of s not  yes\n", "rule r = at least 2/3 of w of s not yes\n");
    must_print("draft d :\n  a = b and c = d\n", "draft d: a = b, c = d\n");
    must_print("infeasible a = b\n   cite s (art. 5,  2) \"x\"\n", "infeasible a = b cite s (art. 5,  2) \"x\"\n");
    must_print("issue i\n\ta|b \"B\"|\n\tc\n\td\n", "issue i\n  a | b \"B\" | c\n  d\n");
    must_print("check blockers of g is {A,B},{C}\n", "check blockers of g are {A, B}, {C}\n");
    must_print("clause 1\n     any  2  of s must a   or b within   3 days\n",
               "clause 1\n  any 2 of s must a or b within 3 days\n");
}

void keeps_comments_and_blank_lines(void **state)
{
    (void)state;
    must_print("# a file\n\n\n\nparty A # the first\n# and\n  # so on\nparty B\n\n\n# the end\n",
               "# a file\n\nparty A  # the first\n# and\n# so on\nparty B\n\n# the end\n");
    must_print(
        "clause 1 # head\n\n    # inside\n  assume \"x\" # behind\n# at the margin\n  UA can ask\n  # last\nparty A\n",
        "clause 1  # head\n\n  # inside\n  assume \"x\"  # behind\n# at the margin\n  UA can ask\n  # last\nparty A\n");
    must_print("group g = A, # one\n  # two\n  B # three\n", "# one\n# two\ngroup g = A, B  # three\n");
    must_print("party A \"# no comment\" #one\n", "party A \"# no comment\"  #one\n");
    must_print("", "");
    must_print("# only\n", "# only\n");
    must_print("party A # a\nact consult # b\n\nact go # c\nparty B\nparty C # d\n",
               "party A      # a\nact consult  # b\n\nact go  # c\nparty B\nparty C  # d\n");
}

void breaks_long_lines(void **state)
{
    (void)state;
    must_print(
        "group guarantors_of_the_agreement = Australia, Belgium, Canada, Denmark, Estonia, Finland, Germany, Hungary, Iceland, Japan\n",
        "group guarantors_of_the_agreement = Australia, Belgium, Canada, Denmark, Estonia, Finland, Germany, Hungary, Iceland,\n"
        "    Japan\n");
    must_print(
        "party A \"a title is never broken, however long it is, and even where it has a comma, a bar | or an = in it, as here = there\"\n",
        "party A \"a title is never broken, however long it is, and even where it has a comma, a bar | or an = in it, as here = there\"\n");
}

void lines_go_on(void **state)
{
    (void)state;
    must_print("group g =\nA,\n\n# between\nB and\nC\n", "# between\ngroup g = A, B, C\n");
    must_print("group g = (A\n, B)\n", "group g = (A, B)\n");
    must_print("rule r = (a\n  or\nb)\n", "rule r = a or b\n");
    must_print("rule r = a\n  or b\n  and c\n", "rule r = a or (b and c)\n");
    must_print("issue i\n  a\n  | b\n  or | c\n", "issue i\n  a | b\n  or | c\n");
    must_print("standoff s\n  UA prefers a >\n b ~\n c\n", "standoff s\n  UA prefers a > b ~ c\n");
}

/* ---- Errors ------------------------------------------------------------------------------------------------------------ */

/* The code that a line of the file expects, or "". */
static void expected_code(const char *line, size_t length, char code[8])
{
    code[0] = 0;
    static const char mark[] = "# expect ";
    for (size_t i = 0; i + sizeof mark + 4 <= length; i++)
        if (memcmp(line + i, mark, sizeof mark - 1) == 0 && (line[i + sizeof mark - 1] == 'E')) {
            memcpy(code, line + i + sizeof mark - 1, 5);
            code[5] = 0;
        }
}

static void try_errors(tried *t, const void *path)
{
    read_file(t, path);
    check_diagnostics(t);
    assert_true(t->diagnostics.errors < CAS_MAX_DIAGNOSTICS);
    cas_diagnostics_sort(&t->diagnostics);
    size_t next = 0;
    const cas_source_file *file = cas_source_of(&t->map, t->file);
    for (size_t line = 1; line <= file->line_count; line++) {
        char wanted[8];
        const cas_text text = cas_source_line_text(&t->map, t->file, line);
        expected_code(text.at, text.length, wanted);
        const cas_diagnostic *d = next < t->diagnostics.count ? t->diagnostics.items[next] : NULL;
        const bool here = d && cas_source_line_of(&t->map, d->span.file, d->span.begin) == line;
        const char *found = here ? cas_code_entry_of(d->code)->name : "";
        if (strcmp(found, wanted) != 0)
            fail_msg("%s:%zu: expected \"%s\", found \"%s\" %s", (const char *)path, line, wanted, found,
                     here ? d->message : "");
        next += here;
    }
    assert_int_equal(next, t->diagnostics.count);
    cas_builder out = {.arena = t->arena};
    assert_false(cas_format_file(&out, &t->map, t->file, t->tree));
    assert_int_equal(out.length, 0);
}

void finds_the_marked_errors(void **state)
{
    (void)state;
    must_run(try_errors, "test/lang/errors.casus");
    must_run(try_errors, "test/lang/errors_in_rules_and_questions.casus");
    must_run(try_errors, "test/lang/errors_in_blocks.casus");
}

static void try_next(tried *t, const void *data)
{
    (void)data;
    *t = read_text(
        t->arena, "next.casus",
        cas_text_of(
            "group g = A except\n   what follows a broken statement\nclause 1\n  UA mst go\n  UA can ask\nparty B\n"));
    assert_string_equal(codes_of(t), "E0105 E0105");
    assert_int_equal(t->tree->count, 3);
    assert_true(t->tree->kids[0]->flags & CAS_FLAG_BROKEN);
    const cas_node *clause = t->tree->kids[1];
    assert_false(clause->flags & CAS_FLAG_BROKEN);
    assert_int_equal(clause->count, 2);
    assert_true(clause->kids[0]->flags & CAS_FLAG_BROKEN);
    assert_false(clause->kids[1]->flags & CAS_FLAG_BROKEN);
    assert_int_equal(t->tree->kids[2]->kind, CAS_NODE_PARTY);
}

void one_error_does_not_hide_the_next(void **state)
{
    (void)state;
    must_run(try_next, NULL);
}

static void try_suggestion(tried *t, const void *data)
{
    const small *wanted = data;
    *t = read_text(t->arena, "near.casus", cas_text_of(wanted->text));
    assert_int_equal(t->diagnostics.count, 1);
    assert_non_null(t->diagnostics.items[0]->hint);
    assert_string_equal(t->diagnostics.items[0]->hint, wanted->tree);
}

void suggests_what_was_meant(void **state)
{
    (void)state;
    static const small near[] = {
        {"partty A\n", "did you mean `party`?"},
        {"gruop g = A\n", "did you mean `group`?"},
        {"measure m optinal\n", "did you mean `optional`?"},
        {"clause 1\n  UA mst ask\n", "did you mean `must`?"},
        {"clause 1\n  wehn attack\n", "did you mean `when`?"},
        {"position A\n  rejcets a = b\n", "did you mean `rejects`?"},
        {"standoff s\n  UA prefer a > b\n", "did you mean `prefers`?"},
        {"scenario \"s\"\n  day 1: A vote yess on d\n", "did you mean `yes`?"},
        {"check verdict of g is availabel\n", "did you mean `available`?"},
        {"check g on x whn A helps\n", "did you mean `when`?"},
        {"clause 1\n  finding f bye fact\n", "did you mean `by`?"},
        {"source s \"f\" restate\n", "did you mean `restated`?"},
        {"rule r = all of m yees\n", "did you mean `yes`?"},
    };
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        must_run(try_suggestion, &near[i]);
}
