/* The table of verbs, options and examples. Help, manual, completions and the tests of examples read it. */
#include "verb.h"

#include <stdint.h>
#include <string.h>

#define FILE_OPTIONS OPTION_FORMAT, OPTION_JSON, OPTION_SOURCES
#define ASK_OPTIONS OPTION_IN, OPTION_SET
#define COMMON_OPTIONS \
    OPTION_MAX_SECONDS, OPTION_MAX_MEMORY, OPTION_THREADS, OPTION_PROGRESS, OPTION_NO_COLOR, OPTION_HELP, OPTION_COUNT

static const option_id check_options[] = {FILE_OPTIONS, OPTION_WITNESSES, ASK_OPTIONS, OPTION_FIRST, COMMON_OPTIONS};
static const option_id who_options[] = {OPTION_ON, OPTION_BY, OPTION_POWER, FILE_OPTIONS, ASK_OPTIONS, OPTION_FIRST, COMMON_OPTIONS};
static const option_id cure_options[] = {OPTION_ON, OPTION_BY, OPTION_WANT, OPTION_SIZE, FILE_OPTIONS, ASK_OPTIONS, OPTION_FIRST, COMMON_OPTIONS};
static const option_id run_options[] = {OPTION_PLAY, OPTION_OTHERS, OPTION_MOVES, OPTION_INSTEAD, FILE_OPTIONS, ASK_OPTIONS,
                                        COMMON_OPTIONS};
static const option_id show_options[] = {OPTION_STAGE, FILE_OPTIONS, ASK_OPTIONS, COMMON_OPTIONS};
static const option_id fmt_options[] = {OPTION_CHECK, OPTION_IN_PLACE, COMMON_OPTIONS};
static const option_id lint_options[] = {FILE_OPTIONS, COMMON_OPTIONS};
static const option_id explain_options[] = {OPTION_HELP, OPTION_COUNT};
static const option_id power_options[] = {OPTION_QUOTA, OPTION_WEIGHTS, OPTION_CSV, OPTION_KEY, OPTION_VALUE, OPTION_RULE, OPTION_COMBINE,
                                          OPTION_BLOC, OPTION_UNION, OPTION_ABSTAIN, OPTION_CURVE, OPTION_PLOT, OPTION_ORDER, OPTION_NEEDS,
                                          OPTION_WHAT_IF, OPTION_TARGETS, OPTION_INDEX, OPTION_EXACT, OPTION_DIGITS, OPTION_BENCHMARK,
                                          OPTION_COALITIONS, OPTION_CONTAINING, OPTION_LACKING, OPTION_FIRST, OPTION_METHOD, FILE_OPTIONS,
                                          ASK_OPTIONS, COMMON_OPTIONS};
static const option_id stable_options[] = {OPTION_WITHOUT, OPTION_WHY, OPTION_WISH, OPTION_SWAPS, OPTION_SHARES, OPTION_TOGETHER, OPTION_ATTITUDE, OPTION_LIST,
                                           OPTION_GMCR, FILE_OPTIONS, OPTION_FIRST, COMMON_OPTIONS};
static const option_id agree_options[] = {OPTION_WITHOUT, OPTION_READINGS, OPTION_FIRST, OPTION_METHOD, FILE_OPTIONS, ASK_OPTIONS, COMMON_OPTIONS};
static const option_id sources_options[] = {OPTION_HTML, OPTION_NAMES, OPTION_SHARED, OPTION_INDEX_FILE, OPTION_FIRST, OPTION_FORMAT, OPTION_JSON, COMMON_OPTIONS};
static const option_id report_options[] = {OPTION_OUTPUT, OPTION_SVG, OPTION_PDF, OPTION_LANGUAGE, OPTION_NO_CURES, OPTION_SOURCES, COMMON_OPTIONS};
static const option_id verify_options[] = {FILE_OPTIONS, COMMON_OPTIONS};
static const option_id diff_options[] = {OPTION_SET, OPTION_FIRST, FILE_OPTIONS, COMMON_OPTIONS};
static const option_id cite_options[] = {OPTION_FIRST, OPTION_FORMAT, OPTION_JSON, COMMON_OPTIONS};
static const option_id new_options[] = {OPTION_OUTPUT, OPTION_HELP, OPTION_COUNT};

const char *const questions[] = {"Does it hold?", "Who decides?", "Can it be agreed?", "What changes?", NULL};

const option_row options[OPTION_COUNT] = {
    [OPTION_FORMAT] = {OPTION_FORMAT, "format", 0, "FORM", "text|json|csv|latex", "how the answer is written (default: text)"},
    [OPTION_JSON] = {OPTION_JSON, "json", 0, NULL, NULL, "the whole answer as JSON; short for --format json"},
    [OPTION_IN] = {OPTION_IN, "in", 0, "DRAFT", NULL, "only the packages of this draft"},
    [OPTION_SET] = {OPTION_SET, "set", 0, "ISSUE=ALTERNATIVE", NULL, "only packages with this choice; may be repeated"},
    [OPTION_FIRST] = {OPTION_FIRST, "first", 0, "N", NULL, "how many sets are listed (default: 1000); all are counted"},
    [OPTION_WITNESSES] = {OPTION_WITNESSES, "witnesses", 0, "DIR", NULL, "documents to search for who else reports what is cited"},
    [OPTION_SOURCES] = {OPTION_SOURCES, "sources", 0, "DIR", NULL, "where cited sources lie that are not shipped with the file"},
    [OPTION_MAX_SECONDS] = {OPTION_MAX_SECONDS, "max-seconds", 0, "S", NULL, "stop after S seconds; what is missing is undecided"},
    [OPTION_MAX_MEMORY] = {OPTION_MAX_MEMORY, "max-memory", 0, "SIZE", NULL, "use at most so much memory: 512M, 2G (default: 4G)"},
    [OPTION_THREADS] = {OPTION_THREADS, "threads", 0, "N", NULL, "use at most N threads; the answer is the same at any number"},
    [OPTION_PROGRESS] = {OPTION_PROGRESS, "progress", 0, NULL, NULL, "on a terminal: say how far a long computation is"},
    [OPTION_NO_COLOR] = {OPTION_NO_COLOR, "no-color", 0, NULL, NULL, "no colours; the variable NO_COLOR does the same"},
    [OPTION_HELP] = {OPTION_HELP, "help", 'h', NULL, NULL, "this help"},
    [OPTION_ON] = {OPTION_ON, "on", 0, "INCIDENT", NULL, "what has happened: an incident or another event of the file"},
    [OPTION_BY] = {OPTION_BY, "by", 0, "PARTY", NULL, "by whom; without it, by each possible party in turn"},
    [OPTION_POWER] = {OPTION_POWER, "power", 0, NULL, NULL, "the guarantee as a game: what each party's help is worth"},
    [OPTION_STAGE] = {OPTION_STAGE, "stage", 0, "STAGE", "tokens|tree|model|events", "which stage of the work is shown (default: model)"},
    [OPTION_OUTPUT] = {OPTION_OUTPUT, "output", 'o', "FILE", NULL, "write to FILE; a report replaces an older one, and nothing else is replaced"},
    [OPTION_CHECK] = {OPTION_CHECK, "check", 0, NULL, NULL, "change nothing; end with 1 if a file is not in its canonical form"},
    [OPTION_QUOTA] = {OPTION_QUOTA, "quota", 'q', "Q", NULL, "what must be reached: 39, 70% (at least), >50% (more than)"},
    [OPTION_WEIGHTS] = {OPTION_WEIGHTS, "weights", 'w', "LIST", NULL, "7x5,1x10 (five of 7, ten of 1) or US:7,FR:5"},
    [OPTION_CSV] = {OPTION_CSV, "csv", 0, "FILE", NULL, "weights from a table with one row a member; - is standard input"},
    [OPTION_KEY] = {OPTION_KEY, "key", 0, "COLUMN", NULL, "the column of names (default: the first)"},
    [OPTION_VALUE] = {OPTION_VALUE, "value", 0, "COLUMN", NULL, "the column of weights (default: the first of numbers)"},
    [OPTION_RULE] = {OPTION_RULE, "rule", 0, "q=Q;w=LIST", NULL, "one of several rules among the same members; repeat it"},
    [OPTION_COMBINE] = {OPTION_COMBINE, "combine", 0, "and|or|K", NULL, "how they are joined: all, any, or K of them (default: and)"},
    [OPTION_BLOC] = {OPTION_BLOC, "bloc", 0, "A,B,...", NULL, "these vote as one member; may be repeated"},
    [OPTION_UNION] = {OPTION_UNION, "union", 0, "A,B,...", NULL, "an a-priori union, for Owen and Banzhaf-Owen; may be repeated"},
    [OPTION_METHOD] = {OPTION_METHOD, "method", 0, "NAME", NULL, "power: types, sized rows, diagram, rows, slices, enumeration; agree: marco, diagram"},
    [OPTION_INDEX] = {OPTION_INDEX, "index", 0, "LIST", NULL, "only these: banzhaf,johnston,nucleolus,minimum_weights,..."},
    [OPTION_EXACT] = {OPTION_EXACT, "exact", 0, NULL, NULL, "fractions, and nothing approximate"},
    [OPTION_DIGITS] = {OPTION_DIGITS, "digits", 0, "N", NULL, "digits after the point in tables (default: 6)"},
    [OPTION_BENCHMARK] = {OPTION_BENCHMARK, "benchmark", 0, NULL, NULL, "the share of the square root of the weight beside the result"},
    [OPTION_ABSTAIN] = {OPTION_ABSTAIN, "abstain", 0, NULL, NULL, "the game of yes, abstention and no beside that of yes and no"},
    [OPTION_CURVE] = {OPTION_CURVE, "curve", 0, "N", NULL, "power under N quotas from half to all of the total, as CSV or JSON"},
    [OPTION_PLOT] = {OPTION_PLOT, "plot", 0, NULL, NULL, "the curve as an SVG picture (default: 50 quotas)"},
    [OPTION_ORDER] = {OPTION_ORDER, "order", 0, NULL, NULL, "who can always stand in for whom: classes, and their order"},
    [OPTION_NEEDS] = {OPTION_NEEDS, "needs", 0, "MEMBER", NULL, "the fewest others with whom this member wins, or blocks"},
    [OPTION_WHAT_IF] = {OPTION_WHAT_IF, "what-if", 0, "CHANGE", NULL, "gains and losses after \"leave A\", \"join X:12\", \"bloc A,B\" or blocs"},
    [OPTION_TARGETS] = {OPTION_TARGETS, "targets", 0, "LIST", NULL, "weights whose power comes closest to US:0.5,FR:0.5 at --quota Q%"},
    [OPTION_COALITIONS] = {OPTION_COALITIONS, "coalitions", 0, "KIND", "winning|blocking", "list the minimal coalitions of this kind"},
    [OPTION_CONTAINING] = {OPTION_CONTAINING, "containing", 0, "A,B,...", NULL, "only coalitions that hold all of these"},
    [OPTION_LACKING] = {OPTION_LACKING, "lacking", 0, "A,B,...", NULL, "only coalitions that hold none of these"},
    [OPTION_WITHOUT] = {OPTION_WITHOUT, "without", 0, "PARTIES", NULL, "take these out: A or A,B"},
    [OPTION_SVG] = {OPTION_SVG, "svg", 0, "DIR", NULL, "every picture as a file of its own, into this folder"},
    [OPTION_PDF] = {OPTION_PDF, "pdf", 0, "FILE", NULL, "the page as PDF, where Chromium or WeasyPrint is installed"},
    [OPTION_READINGS] = {OPTION_READINGS, "readings", 0, "HOW", "cautiously|each", "a red line is crossed if it is under some reading; or also a row a reading"},
    [OPTION_LIST] = {OPTION_LIST, "list", 0, "WHAT", "table|equilibria", "every state, or the equilibria alone (default: table)"},
    [OPTION_WHY] = {OPTION_WHY, "why", 0, "CELL", NULL, "the reasons of \"RU (V, A) SEQ\"; may be repeated"},
    [OPTION_SWAPS] = {OPTION_SWAPS, "swaps", 0, NULL, NULL, "which equilibria hang on the order of two neighbouring statements"},
    [OPTION_SHARES] = {OPTION_SHARES, "shares", 0, "N", NULL, "equilibria in what share of N orders of the statements that no source fixes"},
    [OPTION_TOGETHER] = {OPTION_TOGETHER, "together", 0, NULL, NULL, "which states no coalition would leave"},
    [OPTION_LANGUAGE] = {OPTION_LANGUAGE, "language", 0, "CODE", "en|de", "of headings and explanations (default: en)"},
    [OPTION_NO_CURES] = {OPTION_NO_CURES, "no-cures", 0, NULL, NULL, "leave the search for cures out"},
    [OPTION_ATTITUDE] = {OPTION_ATTITUDE, "attitude", 0, "A", NULL, "where preferences are unknown: whose table is shown, a, b, c or d"},
    [OPTION_WISH] = {OPTION_WISH, "wish", 0, "STATE", NULL, "what would have to be preferred for \"(V, A)\" to be an equilibrium"},
    [OPTION_GMCR] = {OPTION_GMCR, "gmcr", 0, NULL, NULL, "write the standoff as a file of GMCR+ instead"},
    [OPTION_WANT] = {OPTION_WANT, "want", 0, "VERDICT", NULL, "assured, available, \"at the mercy\"; also \"assured by day 4\""},
    [OPTION_SIZE] = {OPTION_SIZE, "size", 0, "K", NULL, "try sets of up to K edits (default: 2)"},
    [OPTION_SHARED] = {OPTION_SHARED, "shared", 0, NULL, NULL, "only which documents share text: for folders of many thousand"},
    [OPTION_INDEX_FILE] = {OPTION_INDEX_FILE, "index", 0, "FILE", NULL, "what each shares with the documents in this SQLite file, then add it"},
    [OPTION_NAMES] = {OPTION_NAMES, "names", 0, "FILE", NULL, "names that mean one person or body, one a line: A = B = C"},
    [OPTION_HTML] = {OPTION_HTML, "html", 0, "FILE", NULL, "write a page with the documents side by side"},
    [OPTION_PLAY] = {OPTION_PLAY, "play", 0, "PARTY", NULL, "play this party yourself, move by move"},
    [OPTION_OTHERS] = {OPTION_OTHERS, "others", 0, "STANCE", "helps|obeys|resists", "what the others do in a play (default: obeys)"},
    [OPTION_MOVES] = {OPTION_MOVES, "moves", 0, "LIST", NULL, "how a play goes, without asking: 1,0,2 (0: wait)"},
    [OPTION_INSTEAD] = {OPTION_INSTEAD, "instead", 0, "LIST", NULL, "another course to compare --moves with"},
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
      {"check --json --max-seconds 10 cases/north-atlantic/north-atlantic.casus", "for a program, with a limit"}},
     cmd_check},
    {"who", "FILE GOAL --on INCIDENT", "who can stop a promise, lawfully or not, and who suffices to carry it", "Who decides?",
     "For the goal and the incident, and for each possible author of the incident: the verdict; the blockers (the smallest\n"
     "sets of parties whose resistance stops the goal although all others help); the lawful blockers (who stop it without\n"
     "breaching anything); the deciders (who reach it although all others resist); the pillars (whose help suffices when\n"
     "all others do no more than they must). With --power the guarantee is also taken as a game, in which a set of parties\n"
     "wins if it is a decider or holds one: the power of every party in it, by the indices of casus power.",
     who_options, 2, 2,
     {{"who cases/ukraine/istanbul-2022.casus assist --on attack --by RU", "if Russia is the attacker"},
      {"who cases/ukraine/istanbul-2022.casus assist --on attack --by RU --power", "and what the help of each party is worth"}},
     cmd_who},
    {"cure", "FILE GOAL --on INCIDENT --want VERDICT", "the smallest edits of the text that reach a verdict, and what they cost whom", "Can it be agreed?",
     "Finds every smallest set of edits of FILE after which GOAL has the wanted verdict, or a better one: another alternative\n"
     "of an issue or reading; a condition made a time limit; a party excluded or barred from a ballot; another finding rule;\n"
     "a count lowered; a fallback, a duty or a duty to decide added. Each is the edited text, read and asked afresh. For each:\n"
     "the lines before and after, and what it costs every party: its veto, its duties, its red lines, and what the goal is\n"
     "worth when this party is the aggressor. Ends with 1 if no set of the size reaches the verdict.",
     cure_options, 2, 2,
     {{"cure cases/ukraine/istanbul-2022.casus assist --on attack --by RU --in russian --want available --set consultation=limit --set scope=military", "the consent clause, if Russia is the attacker"},
      {"cure cases/conformance/five-guarantors.casus assist --on attack --by RU --set wording=silence --want available --size 1 --json", "single edits, for a program"}},
     cmd_cure},
    {"run", "FILE [SCENARIO]", "a scenario day by day: owed, permitted, forbidden, breached, decided", "Does it hold?",
     "Plays the scenarios of FILE, or the one with this title or number, day by day: what happens, which clauses start, what is\n"
     "decided, who breaches what; who owes, may, can and must not do what at the end of each day; and what follows if nothing\n"
     "more is done. A scenario contains what it states and nothing else: a duty then due and not done is a breach. Lines\n"
     "`expect` are judged in every package they speak of; the calendar is that of the first (choose with --in and --set).\n"
     "With --play you are one of the parties: the scenario sets the stage, the others keep to a stance, and you choose, wait,\n"
     "take moves back and see what would have been different.",
     run_options, 1, 2,
     {{"run cases/north-atlantic/north-atlantic.casus", "every scenario of the file"},
      {"run cases/budapest-1994/budapest-1994.casus --play GB --moves 5,0", "in the place of the United Kingdom"}},
     cmd_run},
    {"power", "[FILE RULE]", "who decides under a rule: every member's power, and who can block", "Who decides?",
     "For a rule of a FILE, for --quota with --weights or --csv, or for several --rule: in how many coalitions each member\n"
     "is decisive, and what the indices of the literature make of it (Banzhaf, Shapley-Shubik, Deegan-Packel, Holler, Johnston,\n"
     "Coleman, Rae, ...); who has a veto; how many coalitions win and block. Exact integers and fractions, rounded only when\n"
     "printed.",
     power_options, 0, 2,
     {{"power --quota 39 --weights 7x5,1x10", "the Security Council as one weighted rule"},
      {"power cases/un-security-council/un-security-council.casus substantive", "the same, as the Charter says it"}},
     cmd_power},
    {"agree", "FILE", "what the parties can agree on; if on nothing, why, and what would have to be given up", "Can it be agreed?",
     "Counts the packages of the issues of FILE that all who have to accept do accept (`settle by`), by their red lines\n"
     "(`rejects`), be they about issues or about what the agreement would bring about. If there is none: every irreducible\n"
     "conflict (a smallest set of red lines that cannot all stand) and every minimal concession (a smallest set to give up),\n"
     "with lines and citations and the packages it opens. If there are some: the efficient ones under the parties' own\n"
     "preferences, each party's rank, and what asks least of them. --without does without the acceptance of a party, and says\n"
     "what it could still block then.",
     agree_options, 1, 1,
     {{"agree cases/ukraine/talks-2025.casus", "the talks of August 2025"},
      {"agree cases/ukraine/talks-2025.casus --without RU --json", "the same without Russia's acceptance, for a program"}},
     cmd_agree},
    {"stable", "FILE [STANDOFF] [MODE]", "which outcomes of a standoff are stable, and what would happen without a party", "Can it be agreed?",
     "For a standoff of a FILE, or a .gmcr file of GMCR+: for every state and decision maker whether it is stable (Nash, general\n"
     "and symmetric metarationality, sequential and symmetric sequential stability, as the Graph Model for Conflict Resolution\n"
     "has them), the equilibria, and how they are reached from the status quo. --without takes parties out: their options\n"
     "stay as in the status quo; with the MODE `passive` they are not taken, with `unmoved` they are whatever they are. The\n"
     "answer then says what they, put back, would move.",
     stable_options, 1, 3,
     {{"stable cases/ukraine/talks-2025.casus august_2025 --why 'RU()'", "the talks of August 2025, and why Russia stays or goes"},
      {"stable cases/ukraine/talks-2025.casus august_2025 --without RU passive --json", "the same without Russia, for a program"}},
     cmd_stable},
    {"diff", "A B", "what changes in the answers between two texts, and which clause does it", "What changes?",
     "A and B are each FILE, FILE:DRAFT, FILE@REVISION (of git), or both. Every question that the two can both be asked is\n"
     "put to both: those they ask themselves, the verdict on every promise and incident, the course of every scenario, what the\n"
     "positions settle on, power under every rule, the equilibria of every standoff. What differs is told, the worst first, with\n"
     "the smallest set of edits that makes the difference. Ends with 1 if any answer differs.",
     diff_options, 2, 2,
     {{"diff cases/african-union/african-union.casus:organisation cases/african-union/african-union.casus:union", "two drafts of one text"},
      {"diff cases/luxemburg-1867/luxemburg-1867.casus cases/luxemburg-1867/luxemburg-1867.casus@HEAD --json", "what the last edits changed"}},
     cmd_diff},
    {"verify", "ANSWER.json [FILE [B]]", "an answer checked again, by the definitions and not by the methods that found it", NULL,
     "Reads an answer of who, check, run, cure, diff, stable, agree or power that was written with --json, and checks what it\n"
     "says about FILE by the definitions: verdicts and sets by searching the game, courses of events and scenarios by replaying\n"
     "them, cures and causes by making them in the text, stability cell by cell, settlements package by package, power by counting\n"
     "every coalition. It is asked as it was asked (--in, --set). What is too large, or has no check, is named as not checked (the\n"
     "status is then 4). Ends with 1 if a claim is wrong. An answer of diff needs both texts.",
     verify_options, 1, 3,
     {{"verify docs/schema/examples/power.json", "power of weights needs no file"},
      {"verify docs/schema/examples/who.json cases/multisig/multisig.casus", "verdicts and sets of a text"}},
     cmd_verify},
    {"report", "FILE|DIR...", "everything there is to say of a text, on one page to read, print and pass on", NULL,
     "Writes one HTML page that loads nothing and runs nothing: the verdicts in brief and in full, who can stop what, courses of\n"
     "events, what would cure what is not kept, settlement and standoffs where the file has them, power under its rules, the text\n"
     "with what each line rests on, and how to compute it again. Graphs are laid out by graphviz where it is installed. Of several files, or of the files in a folder, a page each, and\n"
     "a table that compares them (index.html).",
     report_options, 1, SIZE_MAX,
     {{"report cases/multisig/multisig.casus", "a page, to standard output"},
      {"report cases/multisig/multisig.casus --language de", "with German headings"}},
     cmd_report},
    {"sources", "DIR|FILE...", "who says what in documents, who says the same, who has it from whom", NULL,
     "Reads plain text, Markdown, HTML, .docx, .odt, PDF (where pdftotext is there), also packed with gzip; of a folder every\n"
     "file. Says for each document what is its own text and what is not (menus, captions, bylines, appeals, ...), who is\n"
     "quoted in which words, how certain that is and why; which quotations are one utterance in other words; and which\n"
     "documents come from one text, so that five reports of one agency do not count as five.",
     sources_options, 1, SIZE_MAX,
     {{"sources cases/ukraine/sources", "what the sources of the first case say"},
      {"sources --json cases/ukraine/sources", "for a program"}},
     cmd_sources},
    {"cite", "\"words\" [SOURCES]", "the passage most like some words, as a finished line to paste", NULL,
     "Looks for the words in SOURCES (files, folders, or a file of casus, whose declared sources are then searched; without\n"
     "any: the folder `sources`) and prints the line that cites them. If they stand nowhere, the likest passage is cited in its\n"
     "own words, and what differs is said. Everything below the first line is a comment.",
     cite_options, 1, SIZE_MAX,
     {{"cite \"refrain from the threat or use of force\" cases/ukraine/istanbul-2022.casus", "under the name that the file declares"},
      {"cite \"consult each other at once\" cases/ukraine/sources --json", "the likest passages, for a program"}},
     cmd_cite},
    {"lint", "FILE...", "what a careful author would look at again, such as clauses that rest on nothing", NULL,
     "Lists clauses that rest on no citation, on an assumption alone, or on a restated or secondary source, and statements\n"
     "that can have no effect. Ends with 1 if there is anything to list.",
     lint_options, 1, SIZE_MAX,
     {{"lint cases/ukraine/istanbul-2022.casus", "what the first case assumes"},
      {"lint --json cases/north-atlantic/north-atlantic.casus", "for a program"}},
     cmd_lint},
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
