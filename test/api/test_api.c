/* The public functions: arguments, statuses, ownership, budgets, and every allocation failing in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "api/objects.h"
#include "casus/casus.h"

static const char sound[] =
    "agreement small \"A guarantee\"\n"
    "party UA\nparty FR\nparty GB\nparty RU\ngroup guarantors = FR, GB, RU\nmeasure weapons\n"
    "incident attack by guarantors on UA\ngoal assist = any of guarantors gives weapons to UA\n"
    "issue response\n  agreed | alone\n"
    "clause 1\n  assume \"an example\"\n  if response = agreed\n  when attack\n"
    "  decide plan by all of guarantors yes within 3 days\n"
    "clause 2\n  assume \"an example\"\n  when plan adopted\n"
    "  each of guarantors except attacker must give weapons to UA within 1 day\n"
    "clause 3\n  assume \"an example\"\n  if response = alone\n  when 12 hours after attack\n"
    "  each of guarantors except attacker must give weapons to UA within 36 hours\n"
    "ask verdict of assist on attack by each of guarantors\n"
    "check verdict of assist on attack by RU is needs {RU} by right in response = agreed\n"
    "check lawful blockers of assist on attack by RU are none in response = alone\n"
    "check no conflict\ncheck no idle clause\ncheck no circular wait\n"
    "scenario \"a no\"\n  in response = agreed\n  day 0: attack by RU on UA\n  day 1: RU votes no on plan\n"
    "  day 1: expect plan rejected\n";

static casus_ctx *open_context(void)
{
    const casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    casus_ctx *ctx = NULL;
    assert_int_equal(casus_ctx_open(&wishes, &ctx), CASUS_OK);
    assert_non_null(ctx);
    return ctx;
}

static casus_model *read_text(casus_ctx *ctx, const char *text)
{
    const casus_read_options wishes = CASUS_READ_OPTIONS_INIT;
    casus_model *model = NULL;
    assert_int_equal(casus_model_read_text(ctx, "small.casus", text, strlen(text), &wishes, &model), CASUS_OK);
    assert_non_null(model);
    return model;
}

static void arguments_are_checked(void **state)
{
    (void)state;
    casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    casus_ctx *ctx = NULL;
    assert_int_equal(casus_ctx_open(NULL, &ctx), CASUS_E_ARGUMENT);
    assert_int_equal(casus_ctx_open(&wishes, NULL), CASUS_E_ARGUMENT);
    wishes.size = 1;
    assert_int_equal(casus_ctx_open(&wishes, &ctx), CASUS_E_ARGUMENT);
    wishes = (casus_ctx_options){.size = sizeof wishes, .max_seconds = -1};
    assert_int_equal(casus_ctx_open(&wishes, &ctx), CASUS_E_ARGUMENT);
    assert_null(ctx);

    ctx = open_context();
    casus_model *model = read_text(ctx, sound);
    const casus_read_options reading = CASUS_READ_OPTIONS_INIT;
    const casus_ask_options asking = CASUS_ASK_OPTIONS_INIT;
    const casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_model *none = NULL;
    casus_answer *answer = NULL;
    casus_text *text = NULL;
    assert_int_equal(casus_model_read(ctx, NULL, &reading, &none), CASUS_E_ARGUMENT);
    assert_int_equal(casus_model_read(ctx, "x", NULL, &none), CASUS_E_ARGUMENT);
    assert_int_equal(casus_model_read_text(ctx, "x", NULL, 3, &reading, &none), CASUS_E_ARGUMENT);
    assert_int_equal(casus_check(ctx, NULL, &asking, &answer), CASUS_E_ARGUMENT);
    assert_int_equal(casus_check(ctx, model, NULL, &answer), CASUS_E_ARGUMENT);
    assert_int_equal(casus_check(ctx, model, &asking, NULL), CASUS_E_ARGUMENT);
    assert_int_equal(casus_who(ctx, model, NULL, "attack", "RU", &asking, &answer), CASUS_E_ARGUMENT);
    assert_int_equal(casus_who(ctx, model, "assist", "attack", "DE", &asking, &answer), CASUS_E_INPUT);
    assert_true(strlen(casus_last_needs(ctx)) > 0);
    assert_int_equal(casus_show(ctx, model, "soul", &asking, &answer), CASUS_E_ARGUMENT);
    assert_int_equal(casus_answer_render(ctx, NULL, CASUS_TEXT, &look, &text), CASUS_E_ARGUMENT);
    assert_null(answer);
    assert_null(text);

    casus_ask_options wrong = CASUS_ASK_OPTIONS_INIT;
    wrong.draft = "nobody's";
    assert_int_equal(casus_check(ctx, model, &wrong, &answer), CASUS_E_ARGUMENT);
    assert_non_null(strstr(casus_last_needs(ctx), "nobody's"));
    casus_model_free(model);
    casus_ctx_free(ctx);
    casus_model_free(NULL);
    casus_answer_free(NULL);
    casus_text_free(NULL);
    casus_ctx_free(NULL);
}

static void wrong_texts_are_models_too(void **state)
{
    (void)state;
    casus_ctx *ctx = open_context();
    casus_model *model = read_text(ctx, "party A\nparty A\nnonsense\n");
    const casus_ask_options asking = CASUS_ASK_OPTIONS_INIT;
    const casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_text *text = NULL;
    casus_answer *answer = NULL;
    assert_false(casus_model_is_sound(model));
    assert_int_equal(casus_model_errors(ctx, model, false, &text), CASUS_OK);
    assert_non_null(strstr(casus_text_bytes(text), "error[E"));
    assert_int_equal(casus_text_length(text), strlen(casus_text_bytes(text)));
    casus_text_free(text);
    assert_int_equal(casus_format(ctx, model, &text), CASUS_E_INPUT);
    assert_int_equal(casus_check(ctx, model, &asking, &answer), CASUS_OK);
    assert_int_equal(casus_answer_outcome(answer), CASUS_INPUT_WRONG);
    assert_int_equal(casus_answer_render(ctx, answer, CASUS_JSON, &look, &text), CASUS_OK);
    assert_non_null(strstr(casus_text_bytes(text), "\"ok\": false"));
    casus_text_free(text);
    casus_answer_free(answer);
    casus_model_free(model);
    casus_ctx_free(ctx);
}

/* Read, ask, write down in every form: the whole way. The first status that is not CASUS_OK. */
static casus_status go_the_whole_way(casus_ctx *ctx)
{
    const casus_read_options reading = CASUS_READ_OPTIONS_INIT;
    const casus_ask_options asking = CASUS_ASK_OPTIONS_INIT;
    const casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_model *model = NULL;
    casus_answer *answers[4] = {NULL};
    casus_text *text = NULL;
    casus_status status = casus_model_read_text(ctx, "small.casus", sound, strlen(sound), &reading, &model);
    if (!status)
        status = casus_check(ctx, model, &asking, &answers[0]);
    if (!status)
        status = casus_who(ctx, model, "assist", "attack", "RU", &asking, &answers[1]);
    if (!status)
        status = casus_lint(ctx, model, &answers[2]);
    if (!status)
        status = casus_show(ctx, model, "events", &asking, &answers[3]);
    for (int a = 0; a < 4; a++)
        for (casus_form form = CASUS_TEXT; !status && form <= (a < 2 ? CASUS_LATEX : CASUS_JSON); form++) {
            status = casus_answer_render(ctx, answers[a], form, &look, &text);
            casus_text_free(text);
            text = NULL;
        }
    for (int a = 0; a < 4; a++)
        casus_answer_free(answers[a]);
    casus_model_free(model);
    return status;
}

static void nothing_is_kept(void **state)
{
    (void)state;
    casus_ctx *ctx = open_context();
    const size_t before = ctx->ctx.used_bytes;
    assert_int_equal(go_the_whole_way(ctx), CASUS_OK);
    assert_int_equal(ctx->ctx.used_bytes, before);
    assert_true(casus_peak_bytes(ctx) > before);
    casus_ctx_free(ctx);
}

/* The n-th allocation fails, for n = 1, 2, 3, … and ever larger steps, until none does. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    const bool is_short = getenv("CASUS_SHORT") != NULL;
    long failed = 0;
    for (long n = 1;; n += 1 + n / (is_short ? 60 : 600)) {
        casus_ctx *ctx = open_context();
        const size_t before = ctx->ctx.used_bytes;
        ctx->ctx.fail_at = n;
        const casus_status status = go_the_whole_way(ctx);
        const bool reached = ctx->ctx.fail_at == 0;
        assert_int_equal(ctx->ctx.used_bytes, before);
        casus_ctx_free(ctx);
        if (!reached) {
            assert_int_equal(status, CASUS_OK);
            break;
        }
        assert_int_equal(status, CASUS_E_MEMORY);
        failed++;
    }
    assert_true(failed > 300);
}

/* Memory that is too little makes questions undecided, or the call says so; never anything else. */
static void budgets_are_kept(void **state)
{
    (void)state;
    for (size_t bytes = 1 << 14; bytes <= (size_t)1 << 24; bytes += bytes / 4) {
        const casus_ctx_options wishes = {.size = sizeof wishes, .max_bytes = bytes};
        casus_ctx *ctx = NULL;
        assert_int_equal(casus_ctx_open(&wishes, &ctx), CASUS_OK);
        const casus_status status = go_the_whole_way(ctx);
        assert_true(status == CASUS_OK || status == CASUS_E_BUDGET);
        assert_true(casus_peak_bytes(ctx) <= bytes + 4096);
        casus_ctx_free(ctx);
    }
}

static void a_cancelled_question_ends(void **state)
{
    (void)state;
    volatile int cancel = 1;
    const casus_ctx_options wishes = {.size = sizeof wishes, .cancel = &cancel};
    casus_ctx *ctx = NULL;
    assert_int_equal(casus_ctx_open(&wishes, &ctx), CASUS_OK);
    const casus_status status = go_the_whole_way(ctx);
    assert_true(status == CASUS_OK || status == CASUS_E_BUDGET);
    casus_ctx_free(ctx);
}

/* Each question about power in each form; one way to give the rule, no more. */
static void power_is_asked_in_every_form(void **state)
{
    (void)state;
    casus_ctx *ctx = open_context();
    const char *const changes[] = {"leave A", "blocs"};
    const casus_power_options questions[] = {
        {.size = sizeof questions[0], .quota = "3", .weights = "A:2,B:1,C:1", .indices = "nucleolus,minimum_weights", .order = true, .needs = "B"},
        {.size = sizeof questions[0], .quota = "60%", .weights = "A:2,B:1,C:1", .what_ifs = changes, .what_if_count = 2},
        {.size = sizeof questions[0], .quota = "60%", .weights = "A:2,B:1,C:1", .curve = 4},
        {.size = sizeof questions[0], .quota = "60%", .targets = "A:2,B:1,C:1"},
    };
    for (size_t q = 0; q < sizeof questions / sizeof *questions; q++)
        for (int form = CASUS_TEXT; form <= CASUS_LATEX; form++) {
            casus_text *text = NULL;
            casus_outcome outcome = CASUS_UNDECIDED;
            assert_int_equal(casus_power(ctx, &questions[q], (casus_form)form, &outcome, &text), CASUS_OK);
            assert_int_equal(outcome, CASUS_AS_STATED);
            assert_true(casus_text_length(text) > 40);
            casus_text_free(text);
        }
    casus_text *text = NULL;
    casus_outcome outcome;
    casus_power_options both = questions[3];
    both.weights = "1,2";
    assert_int_equal(casus_power(ctx, &both, CASUS_JSON, &outcome, &text), CASUS_E_ARGUMENT);
    both = questions[1];
    both.what_if_count = 1;
    both.quota = "99";
    assert_int_equal(casus_power(ctx, &both, CASUS_JSON, &outcome, &text), CASUS_E_INPUT);
    assert_non_null(strstr(casus_last_needs(ctx), "above the total"));
    casus_ctx_free(ctx);
}

static void codes_are_explained(void **state)
{
    (void)state;
    casus_ctx *ctx = open_context();
    casus_text *text = NULL;
    assert_int_equal(casus_explain(ctx, "e0101", &text), CASUS_OK);
    assert_non_null(text);
    casus_text_free(text);
    assert_int_equal(casus_explain(ctx, "E9999", &text), CASUS_OK);
    assert_null(text);
    for (casus_status status = CASUS_OK; status <= CASUS_E_BUG; status++)
        assert_true(strlen(casus_status_words(status)) > 0);
    assert_true(strlen(casus_version()) > 0);
    casus_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_checked), cmocka_unit_test(wrong_texts_are_models_too),
        cmocka_unit_test(nothing_is_kept),       cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(budgets_are_kept),      cmocka_unit_test(a_cancelled_question_ends),
        cmocka_unit_test(codes_are_explained),   cmocka_unit_test(power_is_asked_in_every_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
