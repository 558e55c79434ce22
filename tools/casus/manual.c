/* The manual page, in the man macros: casus --man | man -l - */
#include "verb.h"

#include <string.h>

/* A backslash, a leading dot or quote, and a hyphen mean something to troff. */
static void write_plain(FILE *out, const char *words)
{
    for (const char *c = words; *c; c++) {
        const bool begins_line = c == words || c[-1] == '\n';
        if (begins_line && (*c == '.' || *c == '\''))
            fputs("\\&", out);
        if (*c == '\\')
            fputs("\\e", out);
        else if (*c == '-')
            fputs("\\-", out);
        else
            fputc(*c, out);
    }
}

static void write_option(FILE *out, const option_row *row)
{
    fprintf(out, ".TP\n.B ");
    if (row->letter)
        fprintf(out, "\\-%c, ", row->letter);
    fprintf(out, "\\-\\-");
    write_plain(out, row->name);
    if (row->value)
        fprintf(out, " \\fI%s\\fR", row->value);
    fputc('\n', out);
    write_plain(out, row->summary);
    fputc('\n', out);
}

static bool has_option(const verb_row *verb, option_id wanted)
{
    for (const option_id *id = verb->options; *id != OPTION_COUNT; id++)
        if (*id == wanted)
            return true;
    return false;
}

static void write_verb(FILE *out, const verb_row *verb)
{
    fprintf(out, ".SS casus %s ", verb->name);
    write_plain(out, verb->operands);
    fputc('\n', out);
    write_plain(out, verb->about);
    fprintf(out, "\n.PP\nOptions:");
    for (const option_id *id = verb->options; *id != OPTION_COUNT; id++) {
        fprintf(out, "%s ", id == verb->options ? "" : ",");
        fprintf(out, "\\-\\-");
        write_plain(out, options[*id].name);
    }
    fprintf(out, ".\n");
    for (size_t i = 0; i < 2; i++) {
        fprintf(out, ".TP\n.B casus ");
        write_plain(out, verb->examples[i].arguments);
        fputc('\n', out);
        write_plain(out, verb->examples[i].shows);
        fputc('\n', out);
    }
}

void write_manual(FILE *out)
{
    fprintf(
        out,
        ".TH CASUS 1 \"\" \"casus %s\" \"User Commands\"\n"
        ".SH NAME\ncasus \\- who decides under an agreement, and whether what it promises can be relied on\n"
        ".SH SYNOPSIS\n.B casus\n.I VERB\n[\\fIoptions\\fR] [\\fIwords\\fR]\n"
        ".SH DESCRIPTION\ncasus reads agreements (treaties, guarantees, voting rules) written in its own language, and\n"
        "computes what follows from their words. A file named \\- is standard input.\n.SH COMMANDS\n",
        casus_version());
    for (size_t i = 0; i < verb_count; i++)
        write_verb(out, &verbs[i]);
    fprintf(out, ".SH OPTIONS\n");
    for (int id = 0; id < OPTION_COUNT; id++)
        for (size_t i = 0; i < verb_count; i++)
            if (has_option(&verbs[i], (option_id)id)) {
                write_option(out, &options[id]);
                break;
            }
    fprintf(out, ".SH EXIT STATUS\nThe first that applies:\n"
                 ".TP\n.B 5\nan internal check found a bug; nothing was answered\n"
                 ".TP\n.B 3\nthe command was wrong\n"
                 ".TP\n.B 2\nthe input was wrong, a wrong citation included\n"
                 ".TP\n.B 1\na check failed, or (lint, fmt \\-\\-check) there are findings\n"
                 ".TP\n.B 4\na limit was reached and something is undecided\n"
                 ".TP\n.B 0\nanswered, and all is as stated\n"
                 ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nif set and not empty: no colours\n");
}
