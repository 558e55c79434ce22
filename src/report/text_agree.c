/* A settlement for reading: who accepts what, why nothing settles, what would have to be given up, what is efficient. */
#include "report/agree_report.h"

#include <string.h>

enum { SETS_SHOWN = 20, PACKAGES_SHOWN = 12, OPENED_SHOWN = 6, TOGETHER_SHOWN = 32, BRIEFLY_SHOWN = 5 };

typedef struct telling {
    cas_page *page;
    cas_arena *arena;
    const cas_agree_sheet *sheet;
    const cas_settlement *settlement;
    const cas_agreement *agreement;
} telling;

static void put_heading(const telling *t, const char *words)
{
    cas_page_ink(t->page, CAS_INK_STRONG, words);
    cas_putc(t->page->out, '\n');
}

static const char *count_words(const telling *t, const cas_count_of *count)
{
    return cas_agree_count_words(t->arena, count);
}

static const char *holder_of(const telling *t, int line)
{
    return t->agreement->positions[t->settlement->talks->lines.items[line].position].name;
}

/* "rule != all (line 82; reports 9)" */
static const char *line_words(const telling *t, int line)
{
    const cas_stand *stand = t->settlement->talks->lines.items[line].stand;
    const char *notes = cas_agree_notes_words(t->arena, t->agreement, &stand->notes);
    return cas_format(t->arena, "%s (line %d%s%s)", stand->words, stand->line, *notes ? "; " : "", notes);
}

static const char *packages_words(const telling *t, const cas_count_of *count)
{
    if (!count->known)
        return "packages, how many is not known";
    return cas_format(t->arena, "%s package%s", cas_big_string(t->arena, count->number),
                      cas_big_small(count->number) == 1 ? "" : "s");
}

/* ---- The head ------------------------------------------------------------------------------------------------------------------- */

static void put_head(const telling *t)
{
    const cas_settlement *s = t->settlement;
    put_heading(t, *t->agreement->title ? t->agreement->title : t->sheet->file);
    cas_page_fill(t->page, 2, 2,
                  cas_format(t->arena, "%s of %d issue%s. To settle: %s%s%s.", packages_words(t, &s->packages),
                             t->agreement->issue_count, t->agreement->issue_count == 1 ? "" : "s",
                             t->agreement->settle ? t->agreement->settle->words
                                                  : "every position has to accept (the file has no `settle by`)",
                             t->sheet->without ? "; taken out of it: " : "",
                             t->sheet->without ? t->sheet->without : ""));
    cas_page_spaces(t->page, 2);
    if (s->exists < 0)
        cas_page_ink(t->page, CAS_INK_DOUBT, "Undecided whether any of them settles.");
    else if (!s->exists)
        cas_page_ink(t->page, CAS_INK_BAD, "None of them settles.");
    else
        cas_page_ink(t->page, CAS_INK_GOOD,
                     s->settlements.known ? cas_format(t->arena, "%s settle%s.", packages_words(t, &s->settlements),
                                                       cas_big_small(s->settlements.number) == 1 ? "s" : "")
                                          : "Some of them settle.");
    cas_puts(t->page->out, "\n\n");
}

/* ---- Who accepts what ------------------------------------------------------------------------------------------------------------ */

static const char *standing(const cas_share *share)
{
    return share->out ? "taken out" : share->has_voice ? "" : "has no voice in it";
}

static void put_positions(const telling *t)
{
    cas_table table = {.arena = t->arena, .columns = 5};
    put_heading(t, "Who accepts what");
    cas_table_put(&table, "position", CAS_INK_FAINT);
    cas_table_put(&table, "", CAS_INK_FAINT);
    cas_table_put(&table, "accepts", CAS_INK_FAINT);
    cas_table_put(&table, "alone in the way of", CAS_INK_FAINT);
    cas_table_put(&table, "", CAS_INK_FAINT);
    for (int p = 0; p < t->agreement->position_count; p++) {
        const cas_position *position = &t->agreement->positions[p];
        const cas_share *share = &t->settlement->shares[p];
        cas_table_put(&table, position->name, CAS_INK_PLAIN);
        cas_table_put(&table, strcmp(position->title, position->name) ? position->title : "", CAS_INK_FAINT);
        cas_table_put(&table, count_words(t, &share->accepts), CAS_INK_PLAIN);
        cas_table_put(&table, share->has_voice ? count_words(t, &share->alone) : "-", CAS_INK_PLAIN);
        cas_table_put(&table, standing(share), CAS_INK_FAINT);
    }
    cas_page_table(t->page, 2, &table, true);
    cas_putc(t->page->out, '\n');
    cas_page_fill(t->page, 2, 2, "Alone in the way of: packages that would settle if this one accepted them.");
    cas_putc(t->page->out, '\n');
}

static void put_lines(const telling *t)
{
    const cas_red_lines *lines = &t->settlement->talks->lines;
    cas_table table = {.arena = t->arena, .columns = 5};
    if (!lines->count || lines->count > 60)
        return;
    put_heading(t, "Red lines");
    static const char *const heads[] = {"line", "", "cross it", "it alone", "refuses"};
    for (int i = 0; i < 5; i++)
        cas_table_put(&table, heads[i], CAS_INK_FAINT);
    for (int l = 0; l < lines->count; l++) {
        const char *notes = cas_agree_notes_words(t->arena, t->agreement, &lines->items[l].stand->notes);
        cas_table_put(&table, cas_format(t->arena, "%d", lines->items[l].stand->line), CAS_INK_FAINT);
        cas_table_put(&table, holder_of(t, l), CAS_INK_PLAIN);
        cas_table_put(&table, count_words(t, &t->settlement->lines[l].crossed), CAS_INK_PLAIN);
        cas_table_put(&table, count_words(t, &t->settlement->lines[l].alone), CAS_INK_PLAIN);
        cas_table_put(&table,
                      cas_format(t->arena, "%s%s%s%s", lines->items[l].stand->words, *notes ? " (" : "", notes,
                                 *notes ? ")" : ""),
                      CAS_INK_PLAIN);
    }
    cas_page_table(t->page, 2, &table, true);
    cas_putc(t->page->out, '\n');
    cas_page_fill(t->page, 2, 2, "It alone: packages that cross this line and no other of the same position.");
    cas_putc(t->page->out, '\n');
}

static void put_together(const telling *t)
{
    const cas_settlement *s = t->settlement;
    if (!s->together_count)
        return;
    put_heading(t, "Accepted together by");
    for (size_t i = 0; i < s->together_count && i < TOGETHER_SHOWN; i++) {
        cas_builder out = {.arena = t->arena};
        for (int p = 0; p < t->agreement->position_count; p++)
            if (s->together[i].positions[p])
                cas_putf(&out, "%s%s", out.length ? ", " : "", t->agreement->positions[p].name);
        cas_putf(&out, ": %s", count_words(t, &s->together[i].packages));
        cas_page_fill(t->page, 2, 4, cas_built_string(&out));
    }
    if (s->together_count > TOGETHER_SHOWN)
        cas_page_fill(t->page, 2, 2,
                      cas_format(t->arena, "and %zu sets of positions more (--json has them)",
                                 s->together_count - TOGETHER_SHOWN));
    cas_putc(t->page->out, '\n');
}

/* ---- Packages --------------------------------------------------------------------------------------------------------------------- */

/* What all of these packages have in common: "status = neutral, troops = none"; or null. */
static const char *common_words(const telling *t, const int *const *rows, size_t count)
{
    cas_builder out = {.arena = t->arena};
    for (int d = 0; d < t->agreement->issue_count; d++) {
        bool same = true;
        for (size_t r = 1; r < count; r++)
            same = same && rows[r][d] == rows[0][d];
        if (same)
            cas_putf(&out, "%s%s = %s", out.length ? ", " : "", t->agreement->dimensions[d].name,
                     t->agreement->dimensions[d].alternatives[rows[0][d]].name);
    }
    return out.length ? cas_built_string(&out) : NULL;
}

static bool differs(const int *const *rows, size_t count, int d)
{
    for (size_t r = 1; r < count; r++)
        if (rows[r][d] != rows[0][d])
            return true;
    return false;
}

/* Each package of a list has the issues that differ as columns; more(t, i) fills a last one. */
typedef const char *more_words(const telling *t, size_t row);

static void put_packages(const telling *t, int indent, const int *const *rows, size_t listed, const cas_count_of *total,
                         size_t shown, const char *more_head, more_words *more)
{
    const bool all = total->known && cas_big_compare(total->number, cas_big_of(t->arena, listed)) == 0;
    const size_t compared = all ? listed : listed < shown ? listed : shown, told = compared < shown ? compared : shown;
    cas_table table = {.arena = t->arena, .columns = more ? 1 : 0};
    const char *common = compared ? common_words(t, rows, compared) : NULL;
    for (int d = 0; d < t->agreement->issue_count; d++)
        table.columns += differs(rows, compared, d);
    if (common)
        cas_page_fill(t->page, indent, indent + 2,
                      cas_format(t->arena, "%s: %s",
                                 compared == 1 && all ? "this one"
                                 : all                ? "all of them"
                                                      : "those below",
                                 common));
    if (!table.columns || (compared < 2 && !more))
        return;
    for (int d = 0; d < t->agreement->issue_count; d++)
        if (differs(rows, compared, d))
            cas_table_put(&table, t->agreement->dimensions[d].name, CAS_INK_FAINT);
    if (more)
        cas_table_put(&table, more_head, CAS_INK_FAINT);
    for (size_t r = 0; r < told; r++) {
        for (int d = 0; d < t->agreement->issue_count; d++)
            if (differs(rows, compared, d))
                cas_table_put(&table, t->agreement->dimensions[d].alternatives[rows[r][d]].name, CAS_INK_PLAIN);
        if (more)
            cas_table_put(&table, more(t, r), CAS_INK_PLAIN);
    }
    cas_page_table(t->page, indent, &table, true);
    if (total->known && cas_big_compare(total->number, cas_big_of(t->arena, told)) > 0)
        cas_page_fill(t->page, indent, indent,
                      cas_format(t->arena, "and %s more",
                                 cas_big_string(
                                     t->arena, cas_big_subtract(t->arena, total->number, cas_big_of(t->arena, told)))));
}

/* ---- Why nothing settles ------------------------------------------------------------------------------------------------------------ */

static void put_set(const telling *t, const cas_line_sets *sets, size_t set, const char *verb)
{
    for (int l = 0; l < sets->lines; l++)
        if (cas_line_sets_has(sets, set, l))
            cas_page_fill(t->page, 5, 9, cas_format(t->arena, "%s %s: %s", holder_of(t, l), verb, line_words(t, l)));
}

static const char *how_many(const telling *t, const cas_line_sets *sets)
{
    return cas_format(t->arena, "%s%s", t->settlement->exploration.complete ? "" : "at least ",
                      cas_big_string(t->arena, sets->total));
}

static void put_rest(const telling *t, const cas_line_sets *sets)
{
    if (sets->count > SETS_SHOWN)
        cas_page_fill(t->page, 2, 2,
                      cas_format(t->arena, "and others, %s in all; --json lists the first", how_many(t, sets)));
    cas_putc(t->page->out, '\n');
}

static void put_conflicts(const telling *t)
{
    const cas_line_sets *sets = &t->settlement->exploration.conflicts;
    put_heading(t, cas_format(t->arena, "Irreducible conflicts: %s", how_many(t, sets)));
    cas_page_fill(
        t->page, 2, 2,
        "Each is a set of red lines that cannot all stand, while any of it can be kept once another is given up.");
    for (size_t i = 0; i < sets->count && i < SETS_SHOWN; i++) {
        cas_page_fill(t->page, 2, 4, cas_format(t->arena, "%zu.", i + 1));
        if (!cas_line_sets_size(sets, i))
            cas_page_fill(t->page, 5, 5,
                          "no red line at all: nothing settles even if every position accepts everything");
        put_set(t, sets, i, "refuses");
    }
    put_rest(t, sets);
}

static void put_concessions(const telling *t)
{
    const cas_line_sets *sets = &t->settlement->exploration.concessions;
    put_heading(t, cas_format(t->arena, "Minimal concessions: %s", how_many(t, sets)));
    cas_page_fill(t->page, 2, 2,
                  "Each is a smallest set of red lines to give up, all others kept, so that something settles.");
    for (size_t i = 0; i < sets->count && i < SETS_SHOWN; i++) {
        cas_page_fill(t->page, 2, 4, cas_format(t->arena, "%zu.", i + 1));
        put_set(t, sets, i, "gives up");
        if (i >= t->settlement->opening_count)
            continue;
        const cas_opening *opening = &t->settlement->openings[i];
        cas_page_fill(t->page, 5, 5, cas_format(t->arena, "opens %s", packages_words(t, &opening->opens)));
        put_packages(t, 7, opening->listed, opening->listed_count, &opening->opens, OPENED_SHOWN, NULL, NULL);
    }
    put_rest(t, sets);
}

/* ---- What settles -------------------------------------------------------------------------------------------------------------------- */

static void put_settlements(const telling *t)
{
    const cas_settlement *s = t->settlement;
    put_heading(t, "Settlements");
    if (s->settlements.known)
        put_packages(t, 2, s->listed, s->listed_count, &s->settlements, PACKAGES_SHOWN, NULL, NULL);
    else if (s->example)
        cas_page_fill(
            t->page, 2, 4,
            cas_format(t->arena, "one of them: %s", cas_agree_package_words(t->arena, t->agreement, s->example)));
    cas_putc(t->page->out, '\n');
}

static const char *rank_words(const telling *t, size_t row)
{
    const cas_settlement *s = t->settlement;
    cas_builder out = {.arena = t->arena};
    for (int p = 0; p < t->agreement->position_count; p++)
        if (s->shares[p].has_voice && s->talks->preferences[p].any)
            cas_putf(&out, "%s%s %s", out.length ? ", " : "", t->agreement->positions[p].name,
                     cas_big_string(t->arena, s->pareto[row].rank[p]));
    for (int p = 0, told = 0; p < t->agreement->position_count; p++)
        if (!s->pareto[row].accepts[p])
            cas_putf(&out, "%s%s",
                     told++       ? ", "
                     : out.length ? "; refused by "
                                  : "refused by ",
                     t->agreement->positions[p].name);
    return out.length ? cas_built_string(&out) : "";
}

static void put_pareto(const telling *t)
{
    const cas_settlement *s = t->settlement;
    if (!s->pareto)
        return;
    put_heading(t, cas_format(t->arena, "Efficient settlements: %s%s", s->pareto_total.known ? "" : "at least ",
                              cas_big_string(t->arena, s->pareto_total.number)));
    if (!s->ranked) {
        cas_page_fill(t->page, 2, 2, "Nobody who has a voice ranks any issue (`prefers`), so all of them are.");
        cas_putc(t->page->out, '\n');
        return;
    }
    cas_page_fill(
        t->page, 2, 2,
        "No other settlement is at least as good for everybody and better for somebody. Rank: 1 + how many settlements the position likes better.");
    const int **rows = CAS_ARRAY(t->arena, const int *, s->pareto_listed + 1);
    for (size_t i = 0; i < s->pareto_listed; i++)
        rows[i] = s->pareto[i].package;
    put_packages(t, 2, rows, s->pareto_listed, &s->pareto_total, PACKAGES_SHOWN, "rank", rank_words);
    cas_putc(t->page->out, '\n');
}

static const char *given_words(const telling *t, const cas_suggestion *suggestion, bool most)
{
    if (t->settlement->exists)
        return "";
    const char *lines =
        cas_format(t->arena, "%d red line%s", suggestion->given_up, suggestion->given_up == 1 ? "" : "s");
    return most ? cas_format(t->arena, " nobody gives up more than %s;", lines)
                : cas_format(t->arena, " %s given up in all;", lines);
}

static void put_suggestion(const telling *t, const cas_suggestion *suggestion, const char *which, bool most)
{
    const cas_count_of total = {true, suggestion->size};
    cas_builder out = {.arena = t->arena};
    if (!suggestion->known)
        return;
    cas_putf(&out, "%s:%s", which, given_words(t, suggestion, most));
    if (t->settlement->ranked)
        cas_putf(&out, " %d step%s down in all, at most %d for one;", suggestion->total,
                 suggestion->total == 1 ? "" : "s", suggestion->most);
    cas_putf(&out, " %s", packages_words(t, &total));
    cas_page_fill(t->page, 2, 4, cas_built_string(&out));
    put_packages(t, 4, suggestion->listed, suggestion->listed_count, &total, OPENED_SHOWN, NULL, NULL);
}

/* The same packages, at the same price. */
static bool is_same(const telling *t, const cas_suggestion *a, const cas_suggestion *b)
{
    bool same = a->known && b->known && a->total == b->total && a->most == b->most && a->given_up == b->given_up &&
                cas_big_compare(a->size, b->size) == 0 && a->listed_count == b->listed_count;
    for (size_t i = 0; same && i < a->listed_count; i++)
        same = memcmp(a->listed[i], b->listed[i], (size_t)t->agreement->issue_count * sizeof(int)) == 0;
    return same;
}

static void put_suggestions(const telling *t)
{
    const cas_settlement *s = t->settlement;
    if (!s->least_total.known && !s->least_most.known)
        return;
    put_heading(t, "Compromises");
    if (is_same(t, &s->least_total, &s->least_most)) {
        put_suggestion(t, &s->least_total, "Asking least, of all together and of who is asked most", false);
    } else {
        put_suggestion(t, &s->least_total, "Asking least of all together", false);
        put_suggestion(t, &s->least_most, "Asking least of who is asked most", true);
    }
    if (s->ranked)
        cas_page_fill(
            t->page, 2, 2,
            "A step is one level below the best on an issue that a position ranks; who ranks nothing takes none. Steps of different "
            "issues and parties are counted alike, for want of anything better: they suggest, they do not weigh.");
    cas_putc(t->page->out, '\n');
}

/* ---- Without --------------------------------------------------------------------------------------------------------------------------- */

static const char *outcome_words(const telling *t, const cas_still_blocked *one)
{
    cas_builder out = {.arena = t->arena};
    const cas_goal_entry *goal = &t->agreement->goals[one->goal];
    cas_puts(&out, goal->name);
    if (goal->form_count && goal->forms[0]->title && *goal->forms[0]->title &&
        strcmp(goal->forms[0]->title, goal->name))
        cas_putf(&out, " (%s)", goal->forms[0]->title);
    if (one->incident >= 0)
        cas_putf(&out, " on %s", t->agreement->incidents[one->incident].name);
    if (one->attacker >= 0)
        cas_putf(&out, " by %s", t->agreement->parties[one->attacker].name);
    return cas_built_string(&out);
}

static void put_blocked(const telling *t)
{
    const cas_settlement *s = t->settlement;
    if (!s->talks->anybody_out || !s->exists)
        return;
    put_heading(t, cas_format(t->arena, "What %s can still block",
                              t->sheet->without ? t->sheet->without : "who was taken out"));
    if (!s->blocked_count)
        cas_page_fill(t->page, 2, 2,
                      s->outcomes_asked ? "Nothing: no goal of the text on any incident, in any settlement."
                                        : "The text states no goal on an incident, so there is nothing to ask.");
    for (size_t i = 0; i < s->blocked_count; i++) {
        const cas_still_blocked *one = &s->blocked[i];
        if (one->needs && !one->blocked.known) {
            cas_page_fill(t->page, 2, 4,
                          cas_format(t->arena, "%s: undecided, needs %s", outcome_words(t, one), one->needs));
            continue;
        }
        cas_page_fill(t->page, 2, 4,
                      cas_format(t->arena, "%s: in %s of %s settlements (in %s without a breach)",
                                 outcome_words(t, one), count_words(t, &one->blocked), count_words(t, &s->settlements),
                                 count_words(t, &one->lawfully)));
        for (size_t w = 0; w < one->where_count; w++)
            cas_page_fill(t->page, 4, 6, cas_format(t->arena, "where %s", one->where[w]));
    }
    cas_putc(t->page->out, '\n');
}

/* ---- Readings ---------------------------------------------------------------------------------------------------------------------------- */

static void put_readings(const telling *t)
{
    const cas_settlement *s = t->settlement;
    if (!t->sheet->each_reading)
        return;
    put_heading(t, "Under each reading");
    for (size_t u = 0; u < s->under_count; u++) {
        cas_builder out = {.arena = t->arena};
        for (int d = t->agreement->issue_count; d < t->agreement->dimension_count; d++)
            if (s->under[u].choice[d] >= 0)
                cas_putf(&out, "%s%s = %s", out.length ? ", " : "", t->agreement->dimensions[d].name,
                         t->agreement->dimensions[d].alternatives[s->under[u].choice[d]].name);
        if (!out.length)
            cas_puts(&out, "no reading makes a difference");
        cas_putf(&out, ": %s of %s settle; accepted by", count_words(t, &s->under[u].settlements),
                 count_words(t, &s->under[u].packages));
        for (int p = 0; p < t->agreement->position_count; p++)
            cas_putf(&out, "%s %s %s", p ? "," : "", t->agreement->positions[p].name,
                     count_words(t, &s->under[u].accepts[p]));
        cas_page_fill(t->page, 2, 4, cas_built_string(&out));
    }
    cas_putc(t->page->out, '\n');
}

static void put_omitted(const telling *t)
{
    for (size_t i = 0; i < t->settlement->omitted_count; i++)
        cas_page_fill(t->page, 2, 4,
                      cas_format(t->arena, "Not finished: %s; it needs %s", t->settlement->omitted[i].what,
                                 t->settlement->omitted[i].needs));
    if (t->settlement->talks->set_aside)
        cas_page_fill(t->page, 2, 4, cas_format(t->arena, "Set aside: %s", t->settlement->talks->set_aside));
}

/* ---- In casus check ------------------------------------------------------------------------------------------------------------------- */

static void put_first_sets(const telling *t, const cas_line_sets *sets, const char *what, const char *joint)
{
    for (size_t i = 0; i < sets->count && i < BRIEFLY_SHOWN; i++) {
        cas_builder out = {.arena = t->arena};
        for (int l = 0; l < sets->lines; l++)
            if (cas_line_sets_has(sets, i, l))
                cas_putf(&out, "%s%s %s", out.length ? joint : "", holder_of(t, l), line_words(t, l));
        if (sets == &t->settlement->exploration.concessions && i < t->settlement->opening_count)
            cas_putf(&out, ", opens %s", count_words(t, &t->settlement->openings[i].opens));
        cas_page_fill(t->page, 3, 5, cas_format(t->arena, "%s: %s", what, cas_built_string(&out)));
    }
}

void cas_agree_brief(cas_page *page, const cas_settlement *settlement)
{
    const cas_agree_sheet sheet = {.settlement = settlement};
    const telling t = {page, page->out->arena, &sheet, settlement, settlement->talks->agreement};
    cas_page_fill(page, 3, 3, cas_format(t.arena, "%s.", cas_agree_sentence(t.arena, settlement)));
    if (settlement->exists == 0) {
        put_first_sets(&t, &settlement->exploration.conflicts, "cannot all stand", "; ");
        put_first_sets(&t, &settlement->exploration.concessions, "to give up", "; ");
    }
    cas_page_fill(page, 3, 3, "In full: `casus agree`.");
    cas_putc(page->out, '\n');
}

void cas_agree_text(cas_page *page, const cas_agree_sheet *sheet)
{
    const telling t = {page, page->out->arena, sheet, sheet->settlement, sheet->settlement->talks->agreement};
    put_head(&t);
    put_positions(&t);
    put_together(&t);
    put_lines(&t);
    if (sheet->settlement->exists == 0) {
        put_conflicts(&t);
        put_concessions(&t);
    } else if (sheet->settlement->exists > 0) {
        put_settlements(&t);
        put_pareto(&t);
    }
    put_suggestions(&t);
    put_blocked(&t);
    put_readings(&t);
    put_omitted(&t);
}
