#include "agree/settlement_trial.h"

#include "casus/casus.h"

/* ---- Reading ----------------------------------------------------------------------------------------------------------------------- */

static void opened(talks_reader *r, casus_status status)
{
    if (status || !casus_model_is_sound(r->model)) {
        casus_text *text = NULL;
        casus_answer *answer = NULL;
        const casus_ask_options wishes = CASUS_ASK_OPTIONS_INIT;
        const casus_render_options look = CASUS_RENDER_OPTIONS_INIT;
        if (r->model && casus_check(r->ctx, r->model, &wishes, &answer) == CASUS_OK &&
            casus_answer_render(r->ctx, answer, CASUS_TEXT, &look, &text) == CASUS_OK)
            fprintf(stderr, "%.*s\n", (int)casus_text_length(text), casus_text_bytes(text));
        fail_msg("the text was not read: status %d, %s", (int)status, casus_last_needs(r->ctx));
    }
    cas_arena_open(&r->arena, &r->ctx->ctx);
    r->agreement = r->model->agreement;
}

void talks_read(talks_reader *r, const char *text)
{
    const casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    const casus_read_options how = CASUS_READ_OPTIONS_INIT;
    *r = (talks_reader){0};
    assert_int_equal(casus_ctx_open(&wishes, &r->ctx), CASUS_OK);
    opened(r, casus_model_read_text(r->ctx, "test", text, strlen(text), &how, &r->model));
}

void talks_read_file(talks_reader *r, const char *path)
{
    const casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    const casus_read_options how = CASUS_READ_OPTIONS_INIT;
    *r = (talks_reader){0};
    assert_int_equal(casus_ctx_open(&wishes, &r->ctx), CASUS_OK);
    opened(r, casus_model_read(r->ctx, path, &how, &r->model));
}

void talks_close(talks_reader *r)
{
    cas_arena_close(&r->arena);
    casus_model_free(r->model);
    casus_ctx_free(r->ctx);
}

/* ---- Chance -------------------------------------------------------------------------------------------------------------------------- */

uint64_t talks_chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

int talks_below(uint64_t *seed, int bound)
{
    return (int)(talks_chance(seed) % (uint64_t)bound);
}

/* ---- Random talks ---------------------------------------------------------------------------------------------------------------------- */

enum { PARTIES = 5, MOST_DIMENSIONS = 6 };
static const char *const party_names[PARTIES] = {"A", "B", "C", "D", "E"};

typedef struct writing {
    cas_builder out;
    uint64_t *seed;
    int issues, dimensions, counts[MOST_DIMENSIONS];
} writing;

static int any(writing *w, int bound)
{
    return talks_below(w->seed, bound);
}

static void put_literal(writing *w, int dimension)
{
    cas_putf(&w->out, "d%d %s a%d", dimension, any(w, 3) ? "=" : "!=", any(w, w->counts[dimension]));
}

static void put_condition(writing *w, int dimensions, int depth)
{
    if (depth == 0 || any(w, 3) == 0) {
        put_literal(w, any(w, dimensions));
        return;
    }
    const int shape = any(w, 5);
    cas_puts(&w->out, shape == 0 ? "not (" : "(");
    put_condition(w, dimensions, depth - 1);
    cas_puts(&w->out, shape < 3 ? " and " : " or ");
    put_condition(w, dimensions, depth - 1);
    cas_putc(&w->out, ')');
}

static void put_dimensions(writing *w)
{
    w->issues = 1 + any(w, 4);
    w->dimensions = w->issues + any(w, 3);
    for (int d = 0; d < w->dimensions; d++) {
        w->counts[d] = 1 + any(w, 4) + (any(w, 4) > 0);
        w->counts[d] = w->counts[d] > 4             ? 4
                       : d == 0 && w->counts[d] < 2 ? 2
                                                    : w->counts[d]; /* something stays feasible */
        cas_putf(&w->out, "%s d%d\n ", d < w->issues ? "issue" : "reading", d);
        for (int a = 0; a < w->counts[d]; a++)
            cas_putf(&w->out, "%s a%d", a ? " |" : "", a);
        cas_putc(&w->out, '\n');
    }
    for (int i = any(w, 3); i > 0; i--) {
        cas_puts(&w->out, "infeasible ");
        put_condition(w, w->dimensions, 2);
        cas_puts(&w->out, " and d0 = a0\n");
    }
}

static void put_ranking(writing *w, int d)
{
    int order[4] = {0}, count = w->counts[d];
    for (int a = 0; a < count; a++) {
        const int at = any(w, a + 1);
        order[a] = order[at];
        order[at] = a;
    }
    /* What is not listed is worst. */
    count = count > 1 && any(w, 4) == 0 ? count - 1 : count;
    cas_putf(&w->out, "  prefers d%d: a%d", d, order[0]);
    for (int a = 1; a < count; a++)
        cas_putf(&w->out, " %s a%d", any(w, 4) ? ">" : "~", order[a]);
    cas_puts(&w->out, " assume \"test\"\n");
}

static void put_position(writing *w, const char *name, int red_lines, bool claims)
{
    bool ranked[MOST_DIMENSIONS] = {false};
    int count = 0;
    cas_putf(&w->out, "position %s\n", name);
    for (int i = 0; i < red_lines; i++) {
        cas_puts(&w->out, "  rejects ");
        if (claims && any(w, 3) == 0)
            cas_putf(&w->out, "help blocked by %s on hit by %s\n", party_names[any(w, 2)],
                     any(w, 2) ? "B" : "each of A, B");
        else {
            put_condition(w, w->dimensions, 1 + any(w, 2));
            cas_putc(&w->out, '\n');
        }
    }
    for (int d = 0; d < w->issues; d++)
        if (any(w, 2)) {
            put_ranking(w, d);
            ranked[d] = true;
            count++;
        }
    if (count > 1 && any(w, 2)) {
        int told = 0, most = 2 + any(w, count - 1);
        for (int d = w->issues; d-- > 0;)
            if (ranked[d] && told < most)
                cas_putf(&w->out, "%sd%d", told++ ? ", then " : "  prefers ", d);
        cas_putc(&w->out, '\n');
    }
}

static void put_settle(writing *w)
{
    static const char *const rules[] = {"all of A, B, C, bloc accept",
                                        "at least 2 of A, B, C accept",
                                        "A accept and any of B, C, bloc accept",
                                        "at least 2/3 of A, B, C, bloc accept",
                                        "majority of A, B, bloc accept",
                                        "all but 1 of A, B, C, bloc accept",
                                        "more than 1/2 of votes of A, B, C accept",
                                        "(all of A, B accept) or (all of C, bloc accept)",
                                        "at least 2 of (x: A accept), (y: any of B, C accept), (z: bloc accept)",
                                        "all of everyone except E accept",
                                        "all of club accept",
                                        "unanimous",
                                        "at least 2 of A, B, C, bloc accept excluding C",
                                        "at least 60% of votes of A, B, bloc accept",
                                        "all of A, bloc except E accept"};
    const int rule = any(w, (int)(sizeof rules / sizeof *rules) + 1);
    if (rule < (int)(sizeof rules / sizeof *rules))
        cas_putf(&w->out, "settle by %s\n", rules[rule]);
}

/* Something for claims to be about: who can stop help depends on an issue, and on a reading where there is one. */
static void put_agreement(writing *w)
{
    const int last = w->dimensions - 1;
    cas_putf(&w->out,
             "measure aid\nincident hit by each of A, B on E\ngoal help = any of A, B, C gives aid to E\n"
             "rule both = all of A, B yes\nrule both = A yes if d0 = a0\nclause 1\n  assume \"test\"\n  when hit\n"
             "  decide plan by both within 1 day\nclause 2\n  assume \"test\"\n  if d%d = a0\n  when plan adopted\n"
             "  each of C must give aid to E within 1 day\n",
             last);
}

const char *talks_random(cas_arena *arena, uint64_t seed)
{
    writing w = {.out = {.arena = arena}, .seed = &seed};
    const bool claims = any(&w, 4) == 0;
    for (int p = 0; p < PARTIES; p++)
        cas_putf(&w.out, "party %s\n", party_names[p]);
    put_dimensions(&w);
    cas_puts(&w.out, "group bloc = D, E\ngroup club = A, C\n");
    cas_putf(&w.out, "group club = B, C if d%d = a0\n", any(&w, w.dimensions));
    cas_puts(&w.out, "weight votes = A 3, B 2.5, C 1, D 1, E 0.5\nrule unanimous = none of A, B, C, bloc no\n");
    if (claims)
        put_agreement(&w);
    int left = 9;
    static const char *const holders[] = {"A", "B", "C", "bloc"};
    for (int h = 0; h < 4; h++) {
        const int red = any(&w, 5) == 0 ? 0 : 1 + any(&w, 3);
        if (any(&w, 6))
            put_position(&w, holders[h], red < left ? red : left, claims);
        left -= red < left ? red : left;
    }
    put_position(&w, "D", 1, claims);
    put_settle(&w);
    return cas_built_string(&w.out);
}

const char *talks_large(cas_arena *arena, uint64_t seed, int issues, int alternatives, int parties, int lines)
{
    cas_builder out = {.arena = arena};
    for (int p = 0; p < parties; p++)
        cas_putf(&out, "party P%d\n", p);
    for (int d = 0; d < issues; d++) {
        cas_putf(&out, "issue d%d\n ", d);
        for (int a = 0; a < alternatives; a++)
            cas_putf(&out, "%s a%d", a ? " |" : "", a);
        cas_putc(&out, '\n');
    }
    for (int p = 0; p < parties; p++) {
        cas_putf(&out, "position P%d\n", p);
        for (int l = p; l < lines; l += parties) {
            /* "Refuses what is not one of these on an issue, unless it gets its way on another": two or three issues a line. */
            const int d = talks_below(&seed, issues), e = talks_below(&seed, issues),
                      a = talks_below(&seed, alternatives), b = talks_below(&seed, alternatives);
            switch (talks_below(&seed, 4)) {
            case 0: cas_putf(&out, "  rejects d%d = a%d\n", d, a); break;
            case 1: cas_putf(&out, "  rejects d%d = a%d and d%d = a%d\n", d, a, e, b); break;
            case 2: cas_putf(&out, "  rejects d%d != a%d and d%d != a%d\n", d, a, e, b); break;
            default:
                cas_putf(&out, "  rejects d%d != a%d and d%d = a%d and d%d != a%d\n", d, a, e, b,
                         talks_below(&seed, issues), talks_below(&seed, alternatives));
                break;
            }
        }
    }
    cas_puts(&out, "settle by all of everyone accept\n");
    return cas_built_string(&out);
}
