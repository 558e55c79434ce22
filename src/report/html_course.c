/*
 * Courses of events: a calendar in words with the clauses beside it, and a picture of it in time. A course that was told before is referred to.
 *
 * The picture: a line a step; a bar from the day on which a time limit begins to the day of the step; a dot on the day.
 */
#include "report/html_course.h"

#include "report/book_said.h"
#include "report/book_words.h"
#include "report/courses.h"
#include "report/html.h"
#include "report/picture.h"
#include "report/words.h"

#include <string.h>

enum { WORDS = 330, TIME = 330, DAYS = 90, MOST_LINES = 2, MOST_STEPS = 40, SCALE = 30 };

/* ---- The picture ------------------------------------------------------------------------------------------------------------------------------ */

static double across(cas_tick tick, cas_tick last)
{
    return WORDS + 14 + (last > 0 ? (double)tick / (double)last : 0) * TIME;
}

static const char *day_words(cas_arena *arena, const cas_book *book, const cas_instance *instance, cas_tick tick)
{
    return cas_book_said(book, cas_day_words(arena, instance, tick));
}

static cas_tick last_of(const cas_trace *trace)
{
    cas_tick last = 0;
    for (size_t s = 0; s < trace->count; s++)
        if (trace->steps[s].tick < CAS_NEVER && trace->steps[s].tick > last)
            last = trace->steps[s].tick;
    return last;
}

static double draw_step(cas_builder *out, const cas_book *book, const cas_instance *instance, const cas_step *step, cas_tick last, double y)
{
    cas_arena *arena = out->arena;
    const char *lines[MOST_LINES];
    const bool never = step->tick >= CAS_NEVER;
    const int count = cas_picture_lines(arena, cas_format(arena, "%s%s", step->critical ? "» " : "", cas_book_said(book, step->words)), CAS_PICTURE_FONT, WORDS, MOST_LINES, lines);
    for (int l = 0; l < count; l++)
        cas_picture_text(out, 0, y + 14 + l * CAS_PICTURE_LINE, CAS_ANCHOR_START, step->critical ? "strong" : NULL, lines[l]);
    const double x = never ? WORDS + 14 + TIME : across(step->tick, last);
    if (!never && step->waited > 0 && step->waited <= step->tick)
        cas_putf(out, "<rect class=\"wait%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"8\"/>", step->critical ? " critical" : "", across(step->tick - step->waited, last), y + 6,
                 x - across(step->tick - step->waited, last));
    if (!never)
        cas_putf(out, "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>", x, y + 10);
    cas_picture_text(out, x + 10, y + 14, CAS_ANCHOR_START, step->critical ? "strong" : NULL, cas_format(arena, "%s%s", never ? "✕ " : "", day_words(arena, book, instance, step->tick)));
    cas_putc(out, '\n');
    return y + 8 + (count > 1 ? count : 1) * CAS_PICTURE_LINE;
}

/* At most ten days are marked on the scale. */
static void draw_scale(cas_builder *out, const cas_instance *instance, cas_tick last, double bottom)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 365, 730, 3650, 36500};
    const double days = cas_days_of(instance, last);
    size_t s = 0;
    while (s + 1 < sizeof steps / sizeof *steps && days / steps[s] > 10)
        s++;
    for (int d = 0; d <= days && d <= 40 * steps[s]; d += steps[s]) {
        const double x = WORDS + 14 + d / days * TIME;
        cas_putf(out, "<path class=\"line\" d=\"M%.1f %dV%.0f\"/>", x, SCALE - 8, bottom);
        cas_picture_text(out, x, SCALE - 14, CAS_ANCHOR_MIDDLE, "small", cas_format(out->arena, "%d", d));
    }
}

static void draw(cas_builder *out, const cas_book *book, const cas_instance *instance, const cas_trace *trace, const char *name, const char *title, const char *about)
{
    cas_arena *arena = out->arena;
    cas_builder body = {.arena = arena}, steps = {.arena = arena};
    const cas_tick last = last_of(trace);
    double y = SCALE;
    if (last <= 0 || trace->count < 2)
        return;
    for (size_t s = 0; s < trace->count && s < MOST_STEPS; s++)
        y = draw_step(&steps, book, instance, &trace->steps[s], last, y);
    if (trace->count > MOST_STEPS) {
        cas_picture_text(&steps, 0, y + 14, CAS_ANCHOR_START, "small", cas_format(arena, "… + %zu", trace->count - MOST_STEPS));
        y += CAS_PICTURE_LINE;
    }
    draw_scale(&body, instance, last, y);
    cas_picture_text(&body, WORDS - 4, SCALE - 14, CAS_ANCHOR_END, "small", book->words[CAS_WORDS_DAY]);
    cas_put(&body, cas_built(&steps));
    const cas_picture picture = {name, title, about, WORDS + 14 + TIME + DAYS, (int)y + 4, cas_built(&body)};
    cas_gallery_add(book->gallery, picture);
    cas_picture_inline(out, &picture);
}

/* ---- The calendar ------------------------------------------------------------------------------------------------------------------------------ */

static int line_of(const cas_book *book, const char *label)
{
    for (int c = 0; c < book->agreement->clause_count; c++)
        if (strcmp(book->agreement->labels[book->agreement->clauses[c].label], label) == 0 &&
            book->agreement->clauses[c].form.span.file == book->main_file)
            return book->agreement->clauses[c].line;
    return 0;
}

static void put_margin(cas_builder *out, const cas_book *book, const cas_instance *instance, int clause)
{
    const int line = clause < 0 ? 0 : line_of(book, instance->clauses[clause].label);
    if (line)
        cas_putf(out, "<a href=\"#line-%d\">", line);
    cas_book_say(out, book, cas_clause_margin(out->arena, instance, clause));
    cas_puts(out, line ? "</a>" : "");
}

static void put_steps(cas_builder *out, const cas_book *book, const cas_instance *instance, const cas_trace *trace)
{
    for (size_t s = 0; s < trace->count; s++) {
        const cas_step *step = &trace->steps[s];
        cas_puts(out, step->critical ? "<tr class=\"critical\"><td>» " : "<tr><td>");
        cas_html_puts(out, day_words(out->arena, book, instance, step->tick));
        cas_puts(out, "</td><td>");
        cas_book_say(out, book, step->words);
        if (step->because) {
            cas_puts(out, " <span class=\"faint\">– ");
            cas_book_say(out, book, step->because);
            cas_puts(out, "</span>");
        }
        cas_puts(out, "</td><td>");
        put_margin(out, book, instance, step->clause);
        cas_puts(out, "</td></tr>\n");
    }
}

void cas_book_course(cas_builder *out, const cas_book *book, cas_names *told, const cas_course_of *of, const cas_trace *trace, const char *title)
{
    cas_arena *arena = out->arena;
    cas_builder steps = {.arena = arena};
    bool marked = false;
    if (!trace->count)
        return;
    put_steps(&steps, book, of->instance, trace);
    const size_t known = told->count;
    const int number = cas_names_add(told, cas_built(&steps)) + 1;
    const char *said = cas_book_said(book, title);
    if (told->count == known) {
        cas_puts(out, "<p>");
        cas_html_puts(out, said);
        cas_putf(out, ": <a href=\"#course-%d\">", number);
        cas_html_puts(out, cas_format(arena, "%s %d", book->words[CAS_WORDS_COURSE], number));
        cas_puts(out, "</a></p>\n");
        return;
    }
    cas_putf(out, "<div class=\"wide\" tabindex=\"0\" id=\"course-%d\"><table class=\"course\"><caption>", number);
    cas_html_puts(out, cas_format(arena, "%s %d. %s", book->words[CAS_WORDS_COURSE], number, said));
    cas_puts(out, "</caption><thead><tr>");
    cas_html_scope(out, book->words[CAS_WORDS_DAY]);
    cas_html_scope(out, book->words[CAS_WORDS_EVENT]);
    cas_html_scope(out, book->words[CAS_WORDS_RESTS]);
    cas_puts(out, "</tr></thead><tbody>\n");
    cas_put(out, cas_built(&steps));
    cas_puts(out, "</tbody></table></div>\n");
    for (size_t s = 0; s < trace->count; s++)
        marked = marked || trace->steps[s].critical;
    if (marked) {
        cas_puts(out, "<p class=\"faint\">» ");
        cas_html_puts(out, book->words[CAS_WORDS_CRITICAL]);
        cas_puts(out, "</p>\n");
    }
    draw(out, book, of->instance, trace, of->name, cas_format(arena, "%s: %s", of->promise, said), of->about);
}
