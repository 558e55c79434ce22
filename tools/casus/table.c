/* The table of verbs, options and examples. Help, manual, completions and the tests of examples read it. */
#include "verb.h"

#include <stdint.h>
#include <string.h>

#define FILE_OPTIONS OPTION_FORMAT, OPTION_JSON, OPTION_SOURCES
#define ASK_OPTIONS OPTION_IN, OPTION_SET
#define COMMON_OPTIONS \
    OPTION_MAX_SECONDS, OPTION_MAX_MEMORY, OPTION_THREADS, OPTION_PROGRESS, OPTION_NO_COLOR, OPTION_HELP, OPTION_COUNT

static const option_id check_options[] = {FILE_OPTIONS, ASK_OPTIONS, OPTION_FIRST, COMMON_OPTIONS};
static const option_id who_options[] = {OPTION_ON, OPTION_BY, FILE_OPTIONS, ASK_OPTIONS, OPTION_FIRST, COMMON_OPTIONS};
static const option_id show_options[] = {OPTION_STAGE, FILE_OPTIONS, ASK_OPTIONS, COMMON_OPTIONS};
static const option_id fmt_options[] = {OPTION_CHECK, OPTION_IN_PLACE, COMMON_OPTIONS};
static const option_id explain_options[] = {OPTION_HELP, OPTION_COUNT};
static const option_id new_options[] = {OPTION_OUTPUT, OPTION_HELP, OPTION_COUNT};

const char *const questions[] = {"Does it hold?", "Who decides?", "Can it be agreed?", "What changes?", NULL};

const option_row options[OPTION_COUNT] = {
    [OPTION_FORMAT] = {OPTION_FORMAT, "format", 0, "FORM", "text|json|csv|latex", "how the answer is written (default: text)"},
    [OPTION_JSON] = {OPTION_JSON, "json", 0, NULL, NULL, "the whole answer as JSON; short for --format json"},
    [OPTION_IN] = {OPTION_IN, "in", 0, "DRAFT", NULL, "only the packages of this draft"},
    [OPTION_SET] = {OPTION_SET, "set", 0, "ISSUE=ALTERNATIVE", NULL, "only packages with this choice; may be repeated"},
    [OPTION_FIRST] = {OPTION_FIRST, "first", 0, "N", NULL, "how many sets are listed (default: 1000); all are counted"},
    [OPTION_SOURCES] = {OPTION_SOURCES, "sources", 0, "DIR", NULL, "where cited sources lie that are not shipped with the file"},
    [OPTION_MAX_SECONDS] = {OPTION_MAX_SECONDS, "max-seconds", 0, "S", NULL, "stop after S seconds; what is missing is undecided"},
    [OPTION_MAX_MEMORY] = {OPTION_MAX_MEMORY, "max-memory", 0, "SIZE", NULL, "use at most so much memory: 512M, 2G (default: 4G)"},
    [OPTION_THREADS] = {OPTION_THREADS, "threads", 0, "N", NULL, "use at most N threads; the answer is the same at any number"},
    [OPTION_PROGRESS] = {OPTION_PROGRESS, "progress", 0, NULL, NULL, "on a terminal: say how far a long computation is"},
    [OPTION_NO_COLOR] = {OPTION_NO_COLOR, "no-color", 0, NULL, NULL, "no colours; the variable NO_COLOR does the same"},
    [OPTION_HELP] = {OPTION_HELP, "help", 'h', NULL, NULL, "this help"},
    [OPTION_ON] = {OPTION_ON, "on", 0, "INCIDENT", NULL, "what has happened: an incident or another event of the file"},
    [OPTION_BY] = {OPTION_BY, "by", 0, "PARTY", NULL, "by whom; without it, by each possible party in turn"},
    [OPTION_STAGE] = {OPTION_STAGE, "stage", 0, "STAGE", "tokens|tree|model|events", "which stage of the work is shown (default: model)"},
    [OPTION_OUTPUT] = {OPTION_OUTPUT, "output", 'o', "FILE", NULL, "write to FILE, which must not exist yet"},
    [OPTION_CHECK] = {OPTION_CHECK, "check", 0, NULL, NULL, "change nothing; end with 1 if a file is not in its canonical form"},
    [OPTION_IN_PLACE] = {OPTION_IN_PLACE, "in-place", 'i', NULL, NULL, "rewrite the files instead of printing them"},
};

const verb_row verbs[] = {
    {"check", "FILE...", "every promise, check and expectation of the file, each with its verdict", "Does it hold?",
     "Reads each FILE, looks its citations up, and answers every `check`, `expect` and `ask` in it, over all the packages\n"
     "(drafts, and readings of what the text leaves open) that the question names. Each verdict comes with its reason: the\n"
     "course of events, day by day, with the clause and the citation on which each step rests. FILE may be - for standard\n"
     "input.",
     check_options, 1, SIZE_MAX,
     {{"check cases/ukraine/istanbul-2022.casus", "the first case, in words"},
      {"check --json --max-seconds 20 cases/un-security-council/un-security-council.casus", "for a program, with a limit"}},
     cmd_check},
    {"who", "FILE GOAL --on INCIDENT", "who can stop a promise, lawfully or not, and who suffices to carry it", "Who decides?",
     "For the goal and the incident, and for each possible author of the incident: the verdict; the blockers (the smallest\n"
     "sets of parties whose resistance stops the goal although all others help); the lawful blockers (who stop it without\n"
     "breaching anything); the deciders (who reach it although all others resist); the pillars (whose help suffices when\n"
     "all others do no more than they must).",
     who_options, 2, 2,
     {{"who cases/ukraine/istanbul-2022.casus assist --on attack --by RU", "if Russia is the attacker"},
      {"who cases/ukraine/istanbul-2022.casus assist --on attack --json", "for each attacker in turn, for a program"}},
     cmd_who},
    {"fmt", "FILE...", "the file in its canonical form", NULL,
     "Prints each FILE in its canonical form, comments kept. Formatting twice is formatting once.",
     fmt_options, 1, SIZE_MAX,
     {{"fmt cases/ukraine/istanbul-2022.casus", "print it"},
      {"fmt --check cases/ukraine/istanbul-2022.casus", "only say whether it would change"}},
     cmd_fmt},
    {"explain", "CODE", "what an error means, with an example", NULL,
     "Every message of casus carries a code such as E0213. This says more about it: the rule behind it, an example of a\n"
     "text that causes it, and the usual remedy.",
     explain_options, 1, 1,
     {{"explain E0101", "what E0101 means"}, {"explain e0201", "the code may be written in small letters"}},
     cmd_explain},
    {"new", "[NAME]", "a small agreement to start from", NULL,
     "Writes a starter file that is complete and can be checked: parties, a measure, an incident, two clauses, a question.",
     new_options, 0, 1,
     {{"new treaty", "print a starter called `treaty`"}, {"new treaty -o treaty.casus", "write it to a file"}},
     cmd_new},
    {"show", "FILE", "a stage of the work, printed: what the program understood", NULL,
     "For authors and for those who doubt: the tokens of the text, its syntax tree, the agreement with nothing left open\n"
     "(model), or what can start what (events).",
     show_options, 1, 1,
     {{"show --stage=tree cases/ukraine/istanbul-2022.casus", "how the text was parsed"},
      {"show --stage=events cases/un-security-council/un-security-council.casus", "what can start what"}},
     cmd_show},
};
const size_t verb_count = sizeof verbs / sizeof *verbs;

const verb_row *find_verb(const char *name)
{
    for (size_t i = 0; i < verb_count; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}
