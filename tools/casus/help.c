/* Help on the terminal: one screen for the program, one for each verb. */
#include "verb.h"

#include <string.h>

static void write_question(FILE *out, const char *question)
{
    const char *label = question;
    for (size_t i = 0; i < verb_count; i++) {
        if (!verbs[i].question || strcmp(verbs[i].question, question) != 0)
            continue;
        fprintf(out, "  %-18s casus %s %s\n", label, verbs[i].name, verbs[i].operands);
        label = "";
    }
    if (label[0])
        fprintf(out, "  %-18s (not in this version)\n", label);
}

static void write_option(FILE *out, const option_row *row)
{
    char left[64];
    snprintf(left, sizeof left, "%s%c%s--%s%s%s", row->letter ? "-" : "", row->letter ? row->letter : ' ',
             row->letter ? ", " : "   ", row->name, row->value ? " " : "", row->value ? row->value : "");
    fprintf(out, "  %-28s %s\n", left + (row->letter ? 0 : 0), row->summary);
}

void write_help(FILE *out)
{
    fprintf(out, "casus reads an agreement and computes what follows from its words: who decides under it, and\n"
                 "whether what it promises can be relied on. Four questions:\n\n");
    for (const char *const *question = questions; *question; question++)
        write_question(out, *question);
    fprintf(out, "\nCommands\n");
    for (size_t i = 0; i < verb_count; i++)
        fprintf(out, "  %-10s %s\n", verbs[i].name, verbs[i].summary);
    fprintf(
        out,
        "\nMore: casus VERB --help (with examples), casus --man, casus --completion bash|zsh|fish, casus --version\n"
        "FILE may be - for standard input. Answers go to standard output, complaints to standard error.\n"
        "Ends with  0 answered, and all is as stated   1 a check failed, or there are findings\n"
        "           2 the file is wrong                3 the command is wrong\n"
        "           4 a limit left something undecided 5 casus found a bug in itself\n");
}

void write_verb_help(FILE *out, const verb_row *verb)
{
    fprintf(out, "casus %s %s\n\n%s\n\nOptions\n", verb->name, verb->operands, verb->about);
    for (const option_id *id = verb->options; *id != OPTION_COUNT; id++)
        write_option(out, &options[*id]);
    fprintf(out, "\nExamples\n");
    for (size_t i = 0; i < 2; i++)
        fprintf(out, "  casus %s\n      %s\n", verb->examples[i].arguments, verb->examples[i].shows);
}
