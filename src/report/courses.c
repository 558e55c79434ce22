/* Courses of events as calendars: see courses.h. */
#include "report/courses.h"

#include "report/words.h"

enum { DAY_WIDTH = 8, MARGIN_WIDTH = 28, GAPS = 4, MOST_NOTES = 3 };

const char *cas_clause_margin(cas_arena *arena, const cas_instance *instance, int clause)
{
    if (clause < 0)
        return "";
    const cas_clause *c = &instance->clauses[clause];
    cas_builder out = {.arena = arena};
    cas_putf(&out, "clause %s", c->label);
    int cited = 0, assumed = 0;
    for (int n = 0; n < c->note_count; n++) {
        const cas_citation_note *note = &c->notes[n];
        if (!note->source)
            assumed++;
        else if (cited++ < MOST_NOTES)
            cas_putf(&out, "%s %s %s", cited == 1 ? ":" : ",", note->source, note->locator);
    }
    if (cited > MOST_NOTES)
        cas_puts(&out, ", …");
    if (assumed && !cited)
        cas_puts(&out, ": assumed");
    else if (!assumed && !cited)
        cas_puts(&out, ": rests on nothing");
    return cas_built_string(&out);
}

static void print_step(cas_page *page, const cas_instance *instance, const cas_step *step, int indent)
{
    cas_arena *arena = page->out->arena;
    const int words_width = page->columns - indent - 2 - DAY_WIDTH - MARGIN_WIDTH - GAPS;
    const char *day = step->tick >= CAS_NEVER ? "never" : cas_day_words(arena, instance, step->tick);
    const char *words = step->because ? cas_format(arena, "%s – %s", step->words, step->because) : step->words;
    const cas_cell cells[] = {
        {day, DAY_WIDTH, step->critical ? CAS_INK_STRONG : CAS_INK_PLAIN},
        {words, words_width, CAS_INK_PLAIN},
        {cas_clause_margin(arena, instance, step->clause), MARGIN_WIDTH, CAS_INK_FAINT},
    };
    cas_page_spaces(page, indent);
    cas_puts(page->out, step->critical ? "» " : "  ");
    cas_builder line = {.arena = arena};
    cas_page inner = {&line, page->columns, page->color};
    cas_page_cells(&inner, indent + 2, cells, 3);
    /* The mark has taken the place of the first line's indent. */
    const cas_text text = cas_built(&line);
    cas_put(page->out, (cas_text){text.at + indent + 2, text.length - (size_t)(indent + 2)});
}

/* "3 days (clause 2) + 1 day (clause 2) = day 4", when the marked delays do add up to the last day. */
static void print_critical_path(cas_page *page, const cas_instance *instance, const cas_trace *trace, int indent)
{
    cas_builder out = {.arena = page->out->arena};
    cas_tick sum = 0;
    int parts = 0;
    for (size_t s = 0; s < trace->count; s++) {
        const cas_step *step = &trace->steps[s];
        if (!step->critical || step->waited <= 0 || step->waited >= CAS_NEVER)
            continue;
        cas_putf(&out, "%s%s",
                 parts++ ? " + " : "» Deadlines that add up: ", cas_span_words(out.arena, instance, step->waited));
        if (step->clause >= 0)
            cas_putf(&out, " (clause %s)", instance->clauses[step->clause].label);
        sum += step->waited;
    }
    if (parts == 0 || trace->value >= CAS_NEVER || sum != trace->value)
        return;
    cas_putf(&out, " = %s.", cas_day_words(out.arena, instance, sum));
    cas_page_fill(page, indent, indent + 2, cas_built_string(&out));
}

void cas_course_print(cas_page *page, cas_courses *courses, const cas_instance *instance, const cas_trace *trace,
                      int indent, const char *title)
{
    if (!trace->count)
        return;
    cas_arena *arena = page->out->arena;
    cas_builder calendar = {.arena = arena};
    cas_page inner = {&calendar, page->columns, page->color};
    for (size_t s = 0; s < trace->count; s++)
        print_step(&inner, instance, &trace->steps[s], indent);
    print_critical_path(&inner, instance, trace, indent);
    const size_t known = courses->names.count;
    const int number =
        cas_names_add(&courses->names, cas_text_of(cas_format(arena, "%s\n%s", title, cas_built_string(&calendar)))) +
        1;
    if (courses->names.count == known) {
        cas_page_fill(page, indent, indent, cas_format(arena, "%s: course %d, above.", title, number));
        return;
    }
    cas_page_fill(page, indent, indent, cas_format(arena, "%s (course %d):", title, number));
    cas_put(page->out, cas_built(&calendar));
}
