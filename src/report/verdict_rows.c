/* One question's answers: a table of where which answer holds, then each distinct answer explained. See verdict_rows.h. */
#include "report/verdict_rows.h"

#include "report/aggressors.h"
#include "report/set_counts.h"
#include "report/guarantee.h"
#include "report/words.h"

enum { MOST_DIMENSIONS_IN_COLUMNS = 6, MOST_LINES = 80, MOST_SETS_TOLD = 40 };

/* ---- Where an answer holds ------------------------------------------------------------------------------------------------------ */

const char *cas_gathering_words(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                                const cas_gathering *gathering)
{
    if (gathering->cases[0]->unknown)
        return "whoever it was, at worst";
    cas_builder out = {.arena = arena};
    for (int c = 0; c < gathering->count; c++) {
        const char *name = cas_aggressor_name(agreement, question, gathering->cases[c]->by);
        cas_putf(&out, "%s%s", c == 0 ? "" : c + 1 == gathering->count ? " or " : ", ", name ? name : "");
    }
    return cas_built_string(&out);
}

const char *cas_box_where(cas_arena *arena, const cas_agreement *agreement, const cas_boxes *boxes, const cas_box *box)
{
    cas_builder out = {.arena = arena};
    for (int p = 0; p < box->first->choice_count; p++) {
        const char *words = cas_box_words(arena, agreement, boxes, box, p);
        if (!cas_text_is(cas_text_of(words), "any"))
            cas_putf(&out, "%s%s = %s", out.length ? ", " : "",
                     agreement->dimensions[box->first->choices[p].dimension].name, words);
    }
    return cas_built_string(&out);
}

static const char *answer_words(cas_arena *arena, const cas_question *question, const cas_gathering *gathering,
                                const cas_row *row)
{
    if (!cas_gathering_names(gathering, row) && question->kind == CAS_QUESTION_VERDICT)
        return cas_verdict_renamed(arena, row->instance, row->verdict, row->by);
    return cas_row_words(arena, question, row);
}

/* Which columns the table of a question has. */
typedef struct table_shape {
    bool aggressors, drafts, apart;
    int dimensions; /* of all cases; -1: they differ between cases, so that choices stand in one column */
    const cas_chosen *choices;
} table_shape;

static table_shape shape_of(const cas_answered *answered, const cas_telling *telling)
{
    table_shape shape = {.dimensions = 0};
    const char *first = cas_aggressor_name(telling->agreement, answered->question, answered->cases[0].by);
    shape.aggressors = answered->case_count > 1 && first;
    for (int c = 0; c < answered->case_count; c++) {
        const cas_case *answers = &answered->cases[c];
        const cas_row *row = answers->row_count ? answers->rows : NULL;
        for (int r = 0; r < answers->row_count; r++)
            shape.drafts = shape.drafts || (answers->rows[r].draft_count && answers->row_count > 1);
        if (!row)
            continue;
        bool same = shape.choices && row->choice_count == shape.dimensions;
        for (int p = 0; same && p < row->choice_count; p++)
            same = row->choices[p].dimension == shape.choices[p].dimension;
        if (!shape.choices) {
            shape.choices = row->choices;
            shape.dimensions = row->choice_count;
        } else if (!same) {
            shape.dimensions = -1;
        }
    }
    if (shape.dimensions > MOST_DIMENSIONS_IN_COLUMNS)
        shape.dimensions = -1;
    return shape;
}

static void put_heading(cas_table *table, const cas_telling *telling, const table_shape *shape)
{
    if (shape->aggressors)
        cas_table_put(table, "by", CAS_INK_STRONG);
    if (shape->drafts)
        cas_table_put(table, "draft", CAS_INK_STRONG);
    if (shape->dimensions < 0)
        cas_table_put(table, "where", CAS_INK_STRONG);
    for (int p = 0; p < shape->dimensions; p++)
        cas_table_put(table, telling->agreement->dimensions[shape->choices[p].dimension].name, CAS_INK_STRONG);
    cas_table_put(table, "answer", CAS_INK_STRONG);
}

static void put_box(cas_table *table, const cas_telling *telling, const cas_question *question,
                    const table_shape *shape, const cas_gathering *gathering, const cas_boxes *boxes,
                    const cas_box *box, bool first)
{
    cas_arena *arena = table->arena;
    if (shape->aggressors)
        cas_table_put(table, first ? cas_gathering_words(arena, telling->agreement, question, gathering) : "", CAS_INK_PLAIN);
    if (shape->drafts)
        cas_table_put(table, cas_box_drafts(arena, telling->agreement, box), CAS_INK_PLAIN);
    if (shape->dimensions < 0) {
        const char *where = cas_box_where(arena, telling->agreement, boxes, box);
        cas_table_put(table, *where ? where : "everywhere", CAS_INK_PLAIN);
    }
    for (int p = 0; p < shape->dimensions; p++)
        cas_table_put(table, cas_box_words(arena, telling->agreement, boxes, box, p), CAS_INK_PLAIN);
    cas_table_put(table, answer_words(arena, question, gathering, box->first), cas_row_ink(question, box->first));
}

cas_table cas_answers_table(cas_telling *telling, const cas_answered *answered, const cas_gathering *gatherings, int count,
                            int *left)
{
    cas_arena *arena = telling->page->out->arena;
    const table_shape shape = shape_of(answered, telling);
    cas_table table = {.arena = arena};
    table.columns = shape.aggressors + shape.drafts + (shape.dimensions < 0 ? 1 : shape.dimensions) + 1;
    put_heading(&table, telling, &shape);
    int lines = 0, left_out = 0;
    for (int g = 0; g < count; g++) {
        const cas_boxes boxes = cas_boxes_gather(arena, gatherings[g].cases[0]);
        for (int b = 0; b < boxes.count; b++) {
            if (lines++ < MOST_LINES)
                put_box(&table, telling, answered->question, &shape, &gatherings[g], &boxes, &boxes.boxes[b], b == 0);
            else
                left_out++;
        }
    }
    *left = left_out;
    return table;
}

static void print_table(cas_telling *telling, const cas_answered *answered, const cas_gathering *gatherings, int count,
                        int indent)
{
    cas_arena *arena = telling->page->out->arena;
    int left_out;
    const cas_table table = cas_answers_table(telling, answered, gatherings, count, &left_out);
    if (table.columns == 1)
        return;
    cas_page_table(telling->page, indent, &table, true);
    if (left_out)
        cas_page_fill(telling->page, indent, indent,
                      cas_format(arena, "… and %d lines more; --json lists all.", left_out));
    cas_putc(telling->page->out, '\n');
}

/* ---- Each answer explained ------------------------------------------------------------------------------------------------------- */

static void tell_families(cas_telling *telling, const cas_row *row, int indent)
{
    cas_arena *arena = telling->page->out->arena;
    const struct {
        const char *name, *meaning;
        const cas_family *family;
    } families[] = {
        {"blockers", "smallest groups that can stop it, breaches included, while all others help, an aggressor too",
         &row->verdict->blockers},
        {"lawful blockers", "smallest groups that can stop it without breaking the agreement",
         &row->verdict->lawful_blockers},
        {"deciders", "smallest groups that reach it although all others resist", &row->verdict->deciders},
        {"pillars", "smallest groups whose help is enough if all others do only what they must; {}: nobody need help",
         &row->verdict->pillars},
    };
    for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
        cas_page_spaces(telling->page, indent);
        cas_page_ink(telling->page, CAS_INK_STRONG, families[f].name);
        cas_putf(telling->page->out, " (%s)\n", families[f].meaning);
        cas_page_fill(telling->page, indent + 2, indent + 2,
                      cas_family_words(arena, row->instance, families[f].family, MOST_SETS_TOLD));
        const char *counts = cas_set_counts(arena, row->instance, row->goal, families[f].family);
        if (*counts)
            cas_page_fill(telling->page, indent + 2, indent + 4, cas_format(arena, "that is, %s", counts));
    }
    if (row->verdict->needs && !cas_families_known(row->verdict))
        cas_page_fill(telling->page, indent, indent, cas_format(arena, "What is undecided needs %s.", row->verdict->needs));
}

/* The guarantee as a game: a table, set in. */
static void tell_power(cas_telling *telling, const cas_guarantee *guarantee, int indent)
{
    cas_arena *arena = telling->page->out->arena;
    cas_page_spaces(telling->page, indent);
    cas_page_ink(telling->page, CAS_INK_STRONG, "power");
    cas_puts(telling->page->out, " (what the help of each party is worth)\n");
    if (!guarantee->power) {
        cas_page_fill(telling->page, indent + 2, indent + 2,
                      cas_format(arena, guarantee->undecided ? "undecided: this needs %s" : "no game: %s", guarantee->needs));
        return;
    }
    cas_guarantee_text(telling->page, guarantee->power, indent + 2);
}

const char *cas_run_title(cas_arena *arena, const cas_row *row, const char *by)
{
    const char *who = cas_party_list(arena, row->instance, &row->verdict->of, "and");
    switch (row->verdict->word) {
    case CAS_ASSURED:
        return by ? cas_format(arena, "How it comes about, %s resisting and all others doing no more than they must",
                               by)
                  : "How it comes about, all doing no more than they must";
    case CAS_AVAILABLE:
    case CAS_AT_THE_MERCY:
        return by ? cas_format(arena, "How it comes about, %s resisting and all others helping", by)
                  : "How it comes about, all helping";
    case CAS_NEEDS: return cas_format(arena, "How it comes about if %s helps too", who);
    case CAS_IMPOSSIBLE:
    case CAS_UNDECIDED: return "How far it gets, all helping";
    }
    return "";
}

const char *cas_stop_title(cas_arena *arena, const cas_row *row, const char *by)
{
    const int first = cas_set_next(&row->verdict->of, 0);
    const char *who = row->instance->party_names[first];
    if (row->verdict->word == CAS_NEEDS)
        return cas_format(arena, "How %s stops it%s, all others helping", who,
                          row->verdict->by_right ? " without any breach" : " by breach");
    if (by)
        return cas_format(arena, "How it is stopped, for instance by %s, %s resisting and all others helping", who, by);
    return cas_format(arena, "How it is stopped, for instance by %s, all others helping", who);
}

static void tell_verdict(cas_telling *telling, const cas_row *row, const char *by, int indent)
{
    cas_arena *arena = telling->page->out->arena;
    cas_page_fill(telling->page, indent, indent, cas_verdict_long(arena, row->instance, row->verdict, by));
    if (telling->families)
        tell_families(telling, row, indent);
    if (row->guarantee)
        tell_power(telling, row->guarantee, indent);
    cas_course_print(telling->page, &telling->courses, row->instance, &row->verdict->trace, indent,
                     cas_run_title(arena, row, by));
    if (row->verdict->blocked.count && !cas_set_is_empty(&row->verdict->of))
        cas_course_print(telling->page, &telling->courses, row->instance, &row->verdict->blocked, indent,
                         cas_stop_title(arena, row, by));
}

void cas_tell_row(cas_telling *telling, const cas_question *question, const cas_row *row, const char *by, int indent)
{
    if (question->kind == CAS_QUESTION_VERDICT)
        tell_verdict(telling, row, by, indent);
    else if (question->kind == CAS_QUESTION_GOAL)
        cas_course_print(telling->page, &telling->courses, row->instance, &row->trace, indent,
                         row->value.low >= CAS_NEVER ? "How far it gets, with the stances of the question"
                                                     : "The course of events, with the stances of the question");
    if (row->witness < 0 && by)
        cas_page_fill(
            telling->page, indent, indent,
            "Note: no clause starts on this incident, so the answer says nothing about what the text provides for it.");
}

/* The heading of an explained answer: the answer, for whom, and where. */
static void head_answer(cas_telling *telling, const cas_answered *answered, const cas_gathering *gathering,
                        const cas_boxes *boxes, const cas_box *box, int indent)
{
    cas_arena *arena = telling->page->out->arena;
    const cas_question *question = answered->question;
    cas_page_spaces(telling->page, indent);
    cas_page_ink(telling->page,
                 cas_row_ink(question, box->first) == CAS_INK_PLAIN ? CAS_INK_STRONG
                                                                    : cas_row_ink(question, box->first),
                 answer_words(arena, question, gathering, box->first));
    cas_builder where = {.arena = arena};
    const char *by = cas_aggressor_name(telling->agreement, question, gathering->cases[0]->by);
    if (by && answered->case_count > 1)
        cas_putf(&where, "   by %s", cas_gathering_words(arena, telling->agreement, question, gathering));
    const char *choices = cas_box_where(arena, telling->agreement, boxes, box);
    int alike = 0;
    for (int b = 0; b < boxes->count; b++)
        alike += boxes->boxes[b].first->group == box->first->group;
    if (*choices)
        cas_putf(&where, "   where %s%s", choices, alike > 1 ? ", and in the other lines with this answer" : "");
    cas_put(telling->page->out, cas_built(&where));
    cas_putc(telling->page->out, '\n');
}

cas_text cas_row_reasons(cas_arena *arena, const cas_question *question, const cas_row *row)
{
    cas_builder out = {.arena = arena};
    cas_puts(&out, question->kind == CAS_QUESTION_VERDICT
                       ? cas_verdict_renamed(arena, row->instance, row->verdict, row->by)
                       : cas_row_words(arena, question, row));
    const cas_trace *traces[] = {row->verdict ? &row->verdict->trace : &row->trace,
                                 row->verdict ? &row->verdict->blocked : NULL};
    for (int t = 0; t < 2; t++)
        for (size_t s = 0; traces[t] && s < traces[t]->count; s++) {
            const cas_step *step = &traces[t]->steps[s];
            cas_putf(&out, ";%lld %s %d", (long long)step->tick,
                     step->clause < 0 ? "" : row->instance->clauses[step->clause].label, step->line);
        }
    return cas_built(&out);
}

static void tell_gathering(cas_telling *telling, const cas_answered *answered, const cas_gathering *gathering,
                           cas_names *told, int indent)
{
    cas_arena *arena = telling->page->out->arena;
    const cas_question *question = answered->question;
    const cas_boxes boxes = cas_boxes_gather(arena, gathering->cases[0]);
    for (int b = 0; b < boxes.count; b++) {
        const cas_row *row = boxes.boxes[b].first;
        const char *by = cas_aggressor_name(telling->agreement, question, row->by);
        if (!row->first_of_group)
            continue;
        cas_poll(arena->ctx);
        head_answer(telling, answered, gathering, &boxes, &boxes.boxes[b], indent);
        const size_t known = told->count;
        const cas_text reasons = cas_row_reasons(arena, question, row);
        cas_names_add(told, reasons);
        cas_names_add(&telling->told, reasons);
        if (told->count == known && !telling->families) {
            cas_page_fill(telling->page, indent + 2, indent + 2, "For the same reasons as above.");
            cas_putc(telling->page->out, '\n');
            continue;
        }
        if (by && (gathering->count > 1 || gathering->cases[0]->unknown))
            cas_page_fill(telling->page, indent + 2, indent + 2, cas_format(arena, "For instance, if it was %s:", by));
        cas_tell_row(telling, question, row, by, indent + 2);
        cas_putc(telling->page->out, '\n');
    }
}

/* Answers that say all in the table itself. */
static bool needs_no_more(const cas_question *question)
{
    return question->kind != CAS_QUESTION_VERDICT && question->kind != CAS_QUESTION_GOAL;
}

void cas_tell_answers(cas_telling *telling, const cas_answered *answered, int indent)
{
    int count = 0;
    if (!answered->case_count)
        return;
    const cas_gathering *gatherings = cas_gather_aggressors(telling->page->out->arena, answered, &count);
    print_table(telling, answered, gatherings, count, indent);
    const bool alone =
        answered->case_count == 1 && answered->cases[0].row_count == 1 && answered->cases[0].rows[0].choice_count == 0;
    if (needs_no_more(answered->question) && !alone)
        return;
    cas_names told = {.arena = telling->page->out->arena};
    for (int g = 0; g < count; g++)
        tell_gathering(telling, answered, &gatherings[g], &told, indent);
}
