/* casus new [NAME]: a small agreement to start from. A test checks that it is sound and answers as it says. */
#include "verb.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

static const char before_name[] =
    "# Who decides, and does it hold? Change the names and the clauses, then run: casus check THIS_FILE\n"
    "agreement ";
static const char after_name[] =
    " \"Three guarantors, one protected state\"\n"
    "\n"
    "party P \"the protected state\"\n"
    "party A \"first guarantor\"\n"
    "party B \"second guarantor\"\n"
    "party C \"third guarantor\"\n"
    "group guarantors = A, B, C\n"
    "\n"
    "measure weapons\n"
    "incident attack by guarantors on P\n"
    "goal assist = any of guarantors gives weapons to P\n"
    "\n"
    "# What the parties still negotiate: two ways to decide.\n"
    "issue response \"How help is decided\"\n"
    "  agreed_by_all \"as agreed by all guarantors\" | without_attacker \"as agreed by all but the attacker\"\n"
    "\n"
    "clause 1 \"The decision\"\n"
    "  assume \"name the article here instead: cite SOURCE 5, and its words\"\n"
    "  if response = agreed_by_all\n"
    "  when attack\n"
    "  decide help by all of guarantors yes within 3 days\n"
    "\n"
    "clause 2 \"The decision, the attacker left out\"\n"
    "  assume \"an alternative wording of clause 1\"\n"
    "  if response = without_attacker\n"
    "  when attack\n"
    "  decide help by all of guarantors yes excluding attacker within 3 days\n"
    "\n"
    "clause 3 \"Help\"\n"
    "  assume \"what follows the decision\"\n"
    "  when help adopted\n"
    "  each of guarantors except attacker must give weapons to P within 2 days\n"
    "\n"
    "# Whoever attacks: can help be relied on, and who could stop it?\n"
    "ask verdict of assist on attack by each of guarantors\n"
    "check nobody in guarantors can lawfully block assist on attack by A\n";

static bool is_name(const char *word)
{
    if (!isalpha((unsigned char)*word))
        return false;
    for (; *word; word++)
        if (!isalnum((unsigned char)*word) && *word != '_')
            return false;
    return true;
}

int cmd_new(const command_line *call)
{
    const char *name = call->operand_count ? call->operands[0] : "draft";
    if (!is_name(name))
        return usage_error("new", "`%s` is no name: a letter, then letters, digits and _", name);
    FILE *out = stdout;
    if (call->output && !(out = fopen(call->output, "wx"))) {
        fprintf(stderr, "casus new: %s cannot be written: %s\n", call->output, strerror(errno));
        return EXIT_USAGE;
    }
    bool written = fprintf(out, "%s%s%s", before_name, name, after_name) > 0;
    written = (out == stdout ? fflush(out) : fclose(out)) == 0 && written;
    if (!written) {
        fprintf(stderr, "casus new: it cannot be written: %s\n", strerror(errno));
        return EXIT_USAGE;
    }
    if (call->output)
        printf("%s is written. Now: casus check %s\n", call->output, call->output);
    return EXIT_AS_STATED;
}
