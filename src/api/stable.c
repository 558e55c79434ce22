/* Standoffs: reads the conflict in whichever way it is given, asks, and writes the answer down. */
#include "api/objects.h"

#include "casus/stable.h"
#include "lang/diagnostic.h"
#include "model/load.h"
#include "report/stable_report.h"
#include "stable/from_text.h"
#include "stable/gmcr_file.h"

#include <string.h>

enum { USUAL_FIRST = 1000, REASONS_LISTED = 8, IMPROVEMENTS_LISTED = 8, USUAL_COLUMNS = 100 };

typedef struct stable_job {
    const casus_stable_options *wishes;
    casus_form form;
} stable_job;

/* A standoff of a text or a file of GMCR+, read. */
typedef struct source {
    casus_ctx *ctx;
    cas_arena *arena;
    const casus_stable_options *wishes;
    const cas_agreement *agreement; /* null: a file of GMCR+ */
    int standoff;
    const cas_conflict *conflict;
} source;

/* ---- The conflict ------------------------------------------------------------------------------------------------------------------- */

_Noreturn static void refuse_text(const source *s, const cas_standoff_problem *problem)
{
    const cas_source_map *map = s->wishes->model->loaded->map;
    if (problem->span.file < 0)
        cas_fail(&s->ctx->ctx, CAS_E_INPUT, "%s", problem->words);
    cas_fail(&s->ctx->ctx, CAS_E_INPUT, "%.*s:%zu: %s", CAS_SHOW(cas_source_of(map, problem->span.file)->name),
             cas_source_line_of(map, problem->span.file, problem->span.begin), problem->words);
}

/* The first error of the text; there is one. */
_Noreturn static void refuse_errors(const source *s)
{
    const cas_diagnostics *list = s->wishes->model->diagnostics;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == CAS_SEVERITY_ERROR) {
            const char *more =
                list->errors > 1 ? cas_format(s->arena, "; casus check names %zu more", list->errors - 1) : "";
            refuse_text(s, &(cas_standoff_problem){cas_format(s->arena, "error[%s]: %s%s",
                                                              cas_code_entry_of(list->items[i]->code)->name,
                                                              list->items[i]->message, more),
                                                   list->items[i]->span});
        }
    cas_fail(&s->ctx->ctx, CAS_E_INPUT, "the file has errors; casus check names them");
}

static int find_standoff(const source *s)
{
    const cas_agreement *agreement = s->agreement;
    const char *name = s->wishes->standoff;
    if (!name && agreement->standoff_count == 1)
        return 0;
    cas_builder known = {.arena = s->arena};
    for (int i = 0; i < agreement->standoff_count; i++) {
        if (name && strcmp(agreement->standoffs[i].name, name) == 0)
            return i;
        cas_putf(&known, "%s%s", i ? ", " : "", agreement->standoffs[i].name);
    }
    if (!agreement->standoff_count)
        cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "the file has no standoff");
    if (!name)
        cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "which standoff? the file has %s", cas_built_string(&known));
    cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "the file has no standoff called `%s`; it has %s", name,
             cas_built_string(&known));
}

static void read_conflict(source *s)
{
    cas_standoff_problem problem = {NULL, CAS_NO_SPAN};
    if (!s->wishes->model) {
        const cas_text bytes = {s->wishes->gmcr, s->wishes->gmcr_length};
        s->conflict = cas_gmcr_read(s->arena, bytes, s->wishes->name ? s->wishes->name : "conflict", &problem.words);
        if (!s->conflict)
            cas_fail(&s->ctx->ctx, CAS_E_INPUT, "%s", problem.words);
        return;
    }
    if (s->wishes->model->error_count)
        refuse_errors(s);
    s->agreement = s->wishes->model->agreement;
    s->standoff = find_standoff(s);
    s->conflict = cas_conflict_of_standoff(s->arena, s->agreement, s->standoff, &problem);
    if (!s->conflict)
        refuse_text(s, &problem);
}

static const cas_states *states_of(const source *s, const cas_conflict *conflict)
{
    cas_standoff_problem problem = {NULL, CAS_NO_SPAN};
    const cas_states *states = s->agreement
                                   ? cas_states_of_standoff(s->arena, s->agreement, s->standoff, conflict, &problem)
                                   : cas_states_of(s->arena, conflict, &problem.words, NULL);
    if (!states)
        refuse_text(s, &problem);
    return states;
}

static int maker_of(const source *s, cas_text name)
{
    for (int m = 0; m < s->conflict->maker_count; m++)
        if (cas_text_is(name, s->conflict->makers[m].name))
            return m;
    cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "no decision maker of the standoff is called `%.*s`", CAS_SHOW(name));
}

/* ---- Who is taken out ---------------------------------------------------------------------------------------------------------------- */

static cas_text trimmed(cas_text text)
{
    while (text.length && text.at[0] == ' ')
        text = (cas_text){text.at + 1, text.length - 1};
    while (text.length && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

static const bool *read_absent(const source *s)
{
    bool *absent = CAS_ARRAY(s->arena, bool, (size_t)s->conflict->maker_count + 1);
    for (const char *at = s->wishes->without; *at;) {
        const size_t length = strcspn(at, ",");
        absent[maker_of(s, trimmed((cas_text){at, length}))] = true;
        at += length + (at[length] == ',');
    }
    return absent;
}

static cas_without_mode mode_of(const source *s)
{
    static const char *const names[] = {"frozen", "passive", "unmoved"};
    for (int m = 0; m < 3; m++)
        if (!s->wishes->mode || strcmp(s->wishes->mode, names[m]) == 0)
            return (cas_without_mode)m;
    cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "a party is taken out `frozen`, `passive` or `unmoved`, not `%s`",
             s->wishes->mode);
}

/* ---- Why ---------------------------------------------------------------------------------------------------------------------------------- */

/* "(V, A)" or a name, up to where it ends. */
static uint32_t read_state(const source *s, const cas_states *states, cas_text *words)
{
    const cas_conflict *conflict = states->conflict;
    const char *close = words->length && words->at[0] == '(' ? memchr(words->at, ')', words->length) : NULL;
    size_t length = close ? (size_t)(close - words->at) + 1 : 0;
    while (!close && length < words->length && words->at[length] != ' ')
        length++;
    const cas_text said = {words->at, length};
    *words = trimmed((cas_text){words->at + length, words->length - length});
    for (int n = 0; conflict->drawn && n < conflict->state_count; n++)
        if (cas_text_is(said, conflict->state_names[n]))
            return (uint32_t)n;
    uint64_t state = 0;
    cas_text inner = close ? trimmed((cas_text){said.at + 1, said.length - 2}) : said;
    bool known = close && !conflict->drawn;
    while (known && inner.length) {
        size_t one = 0;
        while (one < inner.length && inner.at[one] != ',')
            one++;
        known = false;
        for (int k = 0; k < conflict->option_count; k++)
            if (cas_text_equal(trimmed((cas_text){inner.at, one}), cas_text_of(conflict->options[k].name))) {
                state |= (uint64_t)1 << k;
                known = true;
            }
        one += one < inner.length;
        inner = trimmed((cas_text){inner.at + one, inner.length - one});
    }
    const int64_t place = known ? cas_state_find(states, state) : CAS_NO_STATE;
    if (place < 0)
        cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "`%.*s` is no feasible state of the standoff", CAS_SHOW(said));
    return (uint32_t)place;
}

/* "RU (V, A) SEQ": adds one cell, or one for each concept. */
static void explain(const source *s, const cas_stability *stability, const char *question, cas_stable_sheet *sheet,
                    const cas_reasons **cells)
{
    cas_text words = trimmed(cas_text_of(question));
    size_t length = 0;
    while (length < words.length && words.at[length] != ' ' && words.at[length] != '(')
        length++;
    const int maker = maker_of(s, (cas_text){words.at, length});
    words = trimmed((cas_text){words.at + length, words.length - length});
    if (!cas_takes_part(stability->states->conflict, maker))
        cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "%s has been taken out", s->conflict->makers[maker].name);
    const uint32_t state = read_state(s, stability->states, &words);
    bool any = false;
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
        if (words.length && !cas_text_is(words, cas_concept_name((cas_concept)c)))
            continue;
        const cas_reasons *reasons =
            cas_reasons_of(s->arena, stability->states, maker, state, (cas_concept)c, REASONS_LISTED);
        CAS_CHECK(&s->ctx->ctx, reasons->stable == (bool)((stability->of[maker][state] >> c) & 1));
        const char *wrong = cas_reasons_verify(s->arena, stability->states, reasons);
        if (wrong)
            cas_fail(&s->ctx->ctx, CAS_E_BUG, "reasons of %s: %s", question, wrong);
        cells[sheet->cell_count++] = reasons;
        any = true;
    }
    if (!any)
        cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "`%.*s` is no concept: R, GMR, SMR, SEQ or SSEQ", CAS_SHOW(words));
}

/* ---- What if ------------------------------------------------------------------------------------------------------------------------------- */

static void add_wishes(const source *s, const cas_states *states, cas_stable_sheet *sheet)
{
    const cas_conflict *conflict = states->conflict;
    cas_text words = trimmed(cas_text_of(s->wishes->wish));
    const uint32_t state = read_state(s, states, &words);
    const cas_wish **wishes =
        CAS_ARRAY(s->arena, const cas_wish *, (size_t)conflict->maker_count *CAS_CONCEPT_COUNT + 1);
    for (int m = 0; m < conflict->maker_count; m++)
        for (int c = 0; c < CAS_CONCEPT_COUNT && cas_takes_part(conflict, m); c++)
            wishes[sheet->wish_count++] = cas_wish_of(s->arena, states, m, state, (cas_concept)c);
    sheet->wishes = wishes;
}

static void add_what_if(const source *s, const cas_stability *stability, cas_stable_sheet *sheet)
{
    const cas_states *states = stability->states;
    if (s->wishes->swaps) {
        cas_swaps *swaps = CAS_NEW(s->arena, cas_swaps);
        *swaps = cas_swaps_of(s->arena, stability);
        sheet->swaps = swaps;
    }
    if (s->wishes->shares) {
        cas_shares *shares = CAS_NEW(s->arena, cas_shares);
        bool *open = CAS_ARRAY(s->arena, bool, (size_t)states->conflict->maker_count + 1);
        for (int m = 0; m < states->conflict->maker_count; m++)
            open[m] = !s->agreement || !cas_standoff_cites(s->agreement, s->standoff, states->conflict->makers[m].name);
        *shares = cas_shares_of(s->arena, states, open, s->wishes->shares);
        sheet->shares = shares;
    }
    if (s->wishes->coalitions)
        sheet->together = cas_coalition_equilibria(s->arena, states);
    if (s->wishes->wish)
        add_wishes(s, states, sheet);
}

/* ---- What is unknown --------------------------------------------------------------------------------------------------------------------- */

static cas_attitude attitude_of(const source *s)
{
    for (int a = 0; a < CAS_ATTITUDE_COUNT; a++)
        if (strcmp(s->wishes->attitude ? s->wishes->attitude : "a", cas_attitude_name((cas_attitude)a)) == 0)
            return (cas_attitude)a;
    cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "an attitude to what is unknown is `a`, `b`, `c` or `d`, not `%s`",
             s->wishes->attitude);
}

/* What needs an order with ties has no answer where none is known. */
static void refuse_what_needs_an_order(const source *s)
{
    const casus_stable_options *wishes = s->wishes;
    const char *what = wishes->as_gmcr      ? "a file of GMCR+"
                       : wishes->why_count  ? "`why`"
                       : wishes->swaps      ? "`swaps`"
                       : wishes->shares     ? "`shares`"
                       : wishes->coalitions ? "`together`"
                       : wishes->wish       ? "`wish`"
                                            : NULL;
    if (what)
        cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "%s needs preferences that are known; this standoff says `unknown`", what);
}

/* The table; where something is unknown the four, of which the one asked for is returned. */
static const cas_stability *table_of(const source *s, const cas_states *states, cas_stable_sheet *sheet)
{
    const cas_stability_options how = {.threads = s->ctx->wishes.threads};
    if (!states->turned)
        return cas_stability_of(s->arena, states, &how);
    const cas_stability **four = CAS_ARRAY(s->arena, const cas_stability *, CAS_ATTITUDE_COUNT);
    refuse_what_needs_an_order(s);
    cas_stability_unknown(s->arena, states, four);
    sheet->attitudes = four;
    sheet->attitude = attitude_of(s);
    return four[sheet->attitude];
}

/* ---- The answer ------------------------------------------------------------------------------------------------------------------------- */

static void render(cas_builder *out, casus_form form, bool color, const cas_stable_sheet *sheet)
{
    cas_page page = {out, USUAL_COLUMNS, color};
    cas_json json = {.out = out, .spread = 2};
    switch (form) {
    case CASUS_TEXT: cas_stable_text(&page, sheet); return;
    case CASUS_JSON:
        cas_stable_json(&json, sheet);
        cas_putc(out, '\n');
        return;
    case CASUS_CSV: cas_stable_csv(out, sheet); return;
    case CASUS_LATEX: cas_stable_latex(out, sheet); return;
    }
}

static void write_gmcr(const source *s, const cas_states *states, cas_builder *out)
{
    const char *problem;
    const char *written = cas_gmcr_write(s->arena, states, &problem);
    if (!written)
        cas_fail(&s->ctx->ctx, CAS_E_ARGUMENT, "%s", problem);
    cas_puts(out, written);
}

static void write_stable(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const stable_job *job = arguments;
    const casus_stable_options *wishes = job->wishes;
    source s = {.ctx = ctx, .arena = out->arena, .wishes = wishes};
    cas_stable_sheet sheet = {.first = wishes->first ? wishes->first : USUAL_FIRST};
    const char *problem = NULL;
    sheet.equilibria_only = wishes->list && strcmp(wishes->list, "equilibria") == 0;
    read_conflict(&s);
    const cas_conflict *asked = s.conflict;
    if (wishes->without) {
        sheet.taken_out = true;
        sheet.mode = mode_of(&s);
        asked = cas_conflict_without(s.arena, s.conflict, read_absent(&s), sheet.mode, &problem);
        if (!asked)
            cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "%s", problem);
    }
    const cas_states *all = wishes->without ? states_of(&s, s.conflict) : NULL, *states = states_of(&s, asked);
    if (wishes->attitude && !states->turned && !(all && all->turned))
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "nothing that is preferred in this standoff is `unknown`: there is one attitude");
    if (wishes->as_gmcr && !states->turned) {
        write_gmcr(&s, states, out);
        return;
    }
    if (all) {
        cas_stable_sheet whole = {0};
        const cas_stability *with = table_of(&s, all, &whole);
        sheet.stability = table_of(&s, states, &sheet);
        sheet.returns = cas_would_move(s.arena, with, sheet.stability, sheet.first, IMPROVEMENTS_LISTED);
    } else
        sheet.stability = table_of(&s, states, &sheet);
    if (states->status_quo >= 0 && !states->turned)
        sheet.paths = cas_paths_from(s.arena, states, (uint32_t)states->status_quo, true, -1);
    const cas_reasons **cells = CAS_ARRAY(s.arena, const cas_reasons *, CAS_CONCEPT_COUNT * wishes->why_count + 1);
    for (size_t i = 0; i < wishes->why_count; i++)
        explain(&s, sheet.stability, wishes->why[i], &sheet, cells);
    sheet.cells = cells;
    add_what_if(&s, sheet.stability, &sheet);
    render(out, job->form, wishes->color, &sheet);
}

casus_status casus_stable(casus_ctx *ctx, const casus_stable_options *opt, casus_form form, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!opt || opt->size != sizeof *opt || (opt->why_count && !opt->why))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the question is null, or its options are of no known version");
    if (!opt->model == !opt->gmcr)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "%s",
                              opt->model ? "the standoff is given in two ways" : "no standoff is given");
    if (opt->list && strcmp(opt->list, "equilibria") != 0 && strcmp(opt->list, "table") != 0)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "`table` or `equilibria` can be listed, not `%s`", opt->list);
    stable_job job = {opt, form};
    return cas_api_text(ctx, write_stable, &job, out);
}
