/* The table of verdicts as CSV (RFC 4180) and as a LaTeX tabular: one line an answer, aggressor and package. */
#include "report/report.h"

#include "report/agree_report.h"

#include "report/verdict_rows.h"
#include "report/words.h"

#include <string.h>

enum { COLUMNS = 6 };
static const char *const heads[COLUMNS] = {"line", "question", "by", "package", "answer", "as stated"};

typedef void (*put_row)(cas_builder *out, const char *const *cells);

static void put_csv_row(cas_builder *out, const char *const *cells)
{
    for (int i = 0; i < COLUMNS; i++) {
        const bool quoted = strpbrk(cells[i], ",\"\r\n") != NULL;
        if (i)
            cas_putc(out, ',');
        if (quoted)
            cas_putc(out, '"');
        for (const char *c = cells[i]; *c; c++) {
            if (*c == '"')
                cas_putc(out, '"');
            cas_putc(out, *c);
        }
        if (quoted)
            cas_putc(out, '"');
    }
    cas_puts(out, "\r\n");
}

static void put_latex_row(cas_builder *out, const char *const *cells)
{
    for (int i = 0; i < COLUMNS; i++) {
        cas_puts(out, i ? " & " : "");
        for (const char *c = cells[i]; *c; c++) {
            if (strchr("&%$#_{}", *c))
                cas_putf(out, "\\%c", *c);
            else if (*c == '\\')
                cas_puts(out, "\\textbackslash{}");
            else if (*c == '~')
                cas_puts(out, "\\textasciitilde{}");
            else if (*c == '^')
                cas_puts(out, "\\textasciicircum{}");
            else
                cas_putc(out, *c);
        }
    }
    cas_puts(out, " \\\\\n");
}

static void put_answer(cas_builder *out, const cas_findings *findings, const cas_answered *answered, put_row put)
{
    const cas_question *question = answered->question;
    const cas_truth expected = cas_question_expected(question);
    const char *line = question->line > 0 ? cas_format(out->arena, "%d", question->line) : "";
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++) {
            const cas_row *row = &answered->cases[c].rows[r];
            const char *by = answered->cases[c].unknown
                                 ? "unknown"
                                 : cas_aggressor_name(findings->agreement, question, answered->cases[c].by);
            const char *cells[COLUMNS] = {
                line,
                question->words,
                by ? by : "",
                cas_choices_words(out->arena, findings->agreement, row->choices, row->choice_count),
                cas_row_words(out->arena, question, row),
                question->speech == CAS_ASKS ? ""
                : row->truth == expected     ? "yes"
                : row->truth == CAS_OPEN     ? "undecided"
                                             : "no"};
            put(out, cells);
        }
    if (answered->case_count)
        return;
    const char *cells[COLUMNS] = {line,
                                  question->words,
                                  "",
                                  "",
                                  answered->later        ? "not answered"
                                  : answered->settlement ? cas_agree_sentence(out->arena, answered->settlement)
                                  : answered->elsewhere  ? ""
                                                        : cas_truth_words(answered->answer),
                                  question->speech == CAS_ASKS   ? ""
                                  : answered->ok                 ? "yes"
                                  : answered->answer == CAS_OPEN ? "undecided"
                                                                 : "no"};
    put(out, cells);
}

static void put_answers(cas_builder *out, const cas_findings *findings, put_row put)
{
    put(out, heads);
    for (int a = 0; a < findings->answer_count; a++)
        if (!findings->answers[a]->question->inherited)
            put_answer(out, findings, findings->answers[a], put);
}

void cas_csv_table(cas_builder *out, const cas_findings *findings)
{
    put_answers(out, findings, put_csv_row);
}

void cas_latex_table(cas_builder *out, const cas_findings *findings)
{
    cas_puts(out, "\\begin{tabular}{rlllll}\n");
    put_answers(out, findings, put_latex_row);
    cas_puts(out, "\\end{tabular}\n");
}
