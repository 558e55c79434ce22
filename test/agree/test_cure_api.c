/* casus_cure: its arguments, budgets and ownership, and every allocation failing in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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
    "position RU\n  rejects response = alone\n  rejects assist within 9 days on attack by RU when RU resists and others obey\n";

static casus_ctx *open_context(const casus_ctx_options *wishes)
{
    const casus_ctx_options usual = CASUS_CTX_OPTIONS_INIT;
    casus_ctx *ctx = NULL;
    assert_int_equal(casus_ctx_open(wishes ? wishes : &usual, &ctx), CASUS_OK);
    return ctx;
}

/* Read, cure, write down in both forms. The first status that is not CASUS_OK; *outcome as the answer ended. */
static casus_status go_the_whole_way(casus_ctx *ctx, const char *want, casus_outcome *outcome)
{
    const casus_read_options reading = CASUS_READ_OPTIONS_INIT;
    const char *settings[] = {"response=agreed"};
    const casus_ask_options packages = {.size = sizeof packages, .settings = settings, .setting_count = 1};
    const casus_cure_options cure = {.size = sizeof cure, .goal = "assist", .on = "attack", .by = "RU", .want = want};
    const casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    casus_text *text = NULL;
    casus_status status = casus_model_read_text(ctx, "small.casus", sound, strlen(sound), &reading, &model);
    if (!status)
        status = casus_cure(ctx, model, &cure, &packages, &answer);
    if (!status)
        *outcome = casus_answer_outcome(answer);
    for (int form = CASUS_TEXT; !status && form <= CASUS_JSON; form++) {
        status = casus_answer_render(ctx, answer, (casus_form)form, &look, &text);
        casus_text_free(text);
        text = NULL;
    }
    casus_answer_free(answer);
    casus_model_free(model);
    return status;
}

static void outcomes_are_told(void **state)
{
    (void)state;
    casus_ctx *ctx = open_context(NULL);
    const size_t before = ctx->ctx.used_bytes;
    casus_outcome outcome;
    assert_int_equal(go_the_whole_way(ctx, "assured", &outcome), CASUS_OK);
    assert_int_equal(outcome, CASUS_AS_STATED);
    assert_int_equal(go_the_whole_way(ctx, "needs", &outcome), CASUS_OK);
    assert_int_equal(outcome, CASUS_AS_STATED);
    assert_int_equal(go_the_whole_way(ctx, "assured by day 0", &outcome), CASUS_OK);
    assert_int_equal(outcome, CASUS_NOT_AS_STATED);
    assert_int_equal(ctx->ctx.used_bytes, before);
    casus_ctx_free(ctx);
}

static void arguments_are_checked(void **state)
{
    (void)state;
    const casus_read_options reading = CASUS_READ_OPTIONS_INIT;
    const casus_ask_options packages = CASUS_ASK_OPTIONS_INIT;
    const casus_cure_options good = {
        .size = sizeof good, .goal = "assist", .on = "attack", .by = "RU", .want = "assured"};
    casus_ctx *ctx = open_context(NULL);
    casus_model *model = NULL;
    casus_answer *answer = NULL;
    assert_int_equal(casus_model_read_text(ctx, "small.casus", sound, strlen(sound), &reading, &model), CASUS_OK);
    assert_int_equal(casus_cure(NULL, model, &good, &packages, &answer), CASUS_E_ARGUMENT);
    assert_int_equal(casus_cure(ctx, model, &good, &packages, NULL), CASUS_E_ARGUMENT);
    assert_int_equal(casus_cure(ctx, NULL, &good, &packages, &answer), CASUS_E_ARGUMENT);
    assert_int_equal(casus_cure(ctx, model, NULL, &packages, &answer), CASUS_E_ARGUMENT);
    assert_int_equal(casus_cure(ctx, model, &good, NULL, &answer), CASUS_E_ARGUMENT);
    struct {
        casus_cure_options options;
        casus_status status;
    } wrong[] = {{good, CASUS_E_ARGUMENT}, {good, CASUS_E_ARGUMENT}, {good, CASUS_E_ARGUMENT}, {good, CASUS_E_ARGUMENT},
                 {good, CASUS_E_ARGUMENT}, {good, CASUS_E_ARGUMENT}, {good, CASUS_E_INPUT},    {good, CASUS_E_INPUT},
                 {good, CASUS_E_INPUT},    {good, CASUS_E_INPUT}};
    wrong[0].options.size = 1;
    wrong[1].options.goal = NULL;
    wrong[2].options.want = NULL;
    wrong[3].options.want = "splendid";
    wrong[4].options.edits = 9;
    wrong[5].options.on = NULL;
    wrong[6].options.goal = "asist";
    wrong[7].options.by = "DE";
    wrong[8].options.on = "attack\nask no conflict";
    wrong[9].options.by = "";
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(casus_cure(ctx, model, &wrong[i].options, &packages, &answer), wrong[i].status);
        assert_null(answer);
        assert_true(strlen(casus_last_needs(ctx)) > 0);
    }
    casus_model_free(model);
    casus_ctx_free(ctx);
}

/* The n-th allocation fails, for n = 1, 2, 3, … and ever larger steps, until none does. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    long failed = 0;
    for (long n = 1;; n += 1 + n / (getenv("CASUS_SHORT") ? 20 : 100)) {
        casus_ctx *ctx = open_context(NULL);
        const size_t before = ctx->ctx.used_bytes;
        casus_outcome outcome;
        ctx->ctx.fail_at = n;
        const casus_status status = go_the_whole_way(ctx, "assured", &outcome);
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
    assert_true(failed > 50);
}

/* Memory that is too little cuts the search short, and the answer says so, or the call does; never anything else. */
static void budgets_are_kept(void **state)
{
    (void)state;
    size_t undecided = 0;
    for (size_t bytes = 1 << 14; bytes <= (size_t)1 << 26; bytes += bytes / 4) {
        const casus_ctx_options wishes = {.size = sizeof wishes, .max_bytes = bytes};
        casus_ctx *ctx = open_context(&wishes);
        casus_outcome outcome = CASUS_AS_STATED;
        const casus_status status = go_the_whole_way(ctx, "assured", &outcome);
        assert_true(status == CASUS_OK || status == CASUS_E_BUDGET);
        assert_true(status != CASUS_OK || outcome == CASUS_AS_STATED || outcome == CASUS_UNDECIDED);
        undecided += status == CASUS_OK && outcome == CASUS_UNDECIDED;
        assert_true(casus_peak_bytes(ctx) <= bytes + 4096);
        casus_ctx_free(ctx);
    }
    assert_true(undecided > 0);
}

static void a_cancelled_search_ends(void **state)
{
    (void)state;
    volatile int cancel = 1;
    const casus_ctx_options wishes = {.size = sizeof wishes, .cancel = &cancel};
    casus_ctx *ctx = open_context(&wishes);
    casus_outcome outcome = CASUS_UNDECIDED;
    const casus_status status = go_the_whole_way(ctx, "assured", &outcome);
    assert_true(status == CASUS_E_BUDGET || outcome == CASUS_UNDECIDED);
    casus_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_are_told),         cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(every_allocation_may_fail), cmocka_unit_test(budgets_are_kept),
        cmocka_unit_test(a_cancelled_search_ends),
    };
    return cmocka_run_group_tests_name("cure_api", tests, NULL, NULL);
}
