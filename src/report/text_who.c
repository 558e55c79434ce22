/* casus who, for reading: for each aggressor the verdict, its course of events, and who can stop or carry the goal. */
#include "report/report.h"

#include "report/verdict_rows.h"

void cas_text_who(cas_page *page, const cas_findings *findings)
{
    cas_arena *arena = page->out->arena;
    const cas_answered *answered = findings->answers[0];
    const cas_question *question = answered->question;
    const cas_goal_entry *goal = &findings->agreement->goals[question->goal];
    cas_telling telling = {.page = page,
                           .agreement = findings->agreement,
                           .courses = {.names = {.arena = arena}},
                           .told = {.arena = arena},
                           .families = true};
    cas_page_ink(page, CAS_INK_STRONG,
                 cas_format(arena, "Who can stop, and who can carry: %s%s%s%s%s", goal->name,
                            findings->incident ? " on " : "", findings->incident ? findings->incident : "",
                            findings->by ? " by " : "", findings->by ? findings->by : ""));
    cas_putf(page->out, "\n%s\n", findings->file);
    if (goal->form_count)
        cas_page_fill(page, 0, 2, cas_format(arena, "%s means: %s", goal->name, goal->forms[0]->words));
    cas_putc(page->out, '\n');
    if (answered->elsewhere)
        cas_page_fill(page, 0, 0, "No package of the file has these choices.");
    else if (answered->answer == CAS_OPEN && !answered->case_count)
        cas_page_fill(page, 0, 0,
                      cas_format(arena, "UNDECIDED. It needs %s.", answered->needs ? answered->needs : "more"));
    else
        cas_tell_answers(&telling, answered, 0);
}
