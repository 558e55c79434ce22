/*
 * The one table from which the program reads its command line and writes its help, its man page and its completions.
 *
 * To add a verb: one row in table.c, one file cmd_VERB.c, one golden run in test/cli.
 */
#ifndef CASUS_TOOL_VERB_H
#define CASUS_TOOL_VERB_H

#include "casus/casus.h"

#include <stdio.h>

/* What the process returns; the first that applies. */
enum exit_code {
    EXIT_AS_STATED = 0,
    EXIT_NOT_AS_STATED = 1,
    EXIT_INPUT_WRONG = 2,
    EXIT_USAGE = 3,
    EXIT_UNDECIDED = 4,
    EXIT_BUG = 5
};

enum { MOST_OPERANDS = 4096, MOST_SETTINGS = 256 };

/* The command line, understood. */
typedef struct command_line {
    const struct verb_row *verb;
    const char *operands[MOST_OPERANDS];
    size_t operand_count;
    casus_form form;
    const char *draft;
    const char *settings[MOST_SETTINGS];
    size_t setting_count;
    double max_seconds;
    size_t max_bytes;
    int threads;
    size_t first;
    bool progress, no_color;
    const char *sources_folder;
    const char *witnesses; /* check: documents to search */
    const char *on, *by, *stage, *output;
    bool check_only, in_place;
    const char *want;
    int edits; /* cure */
    const char *play, *others, *moves, *instead; /* run */
    bool power; /* who: the guarantee as a game */
    /* power */
    const char *quota, *weights, *csv, *key, *value, *combine, *indices, *method, *coalitions, *containing, *lacking;
    const char *rules[MOST_SETTINGS], *blocs[MOST_SETTINGS], *unions[MOST_SETTINGS], *what_ifs[MOST_SETTINGS];
    size_t rule_count, bloc_count, union_count, what_if_count;
    const char *needs, *targets;
    int digits;
    int curve;
    bool exact, benchmark, abstain, plot, order;
    /* stable */
    const char *without, *list;
    const char *readings; /* agree */
    const char *reasons[MOST_SETTINGS];
    size_t reason_count;
    const char *wish, *attitude;
    /* report */
    const char *language, *pictures, *pdf;
    bool no_cures;
    size_t shares;
    bool as_gmcr, swaps, together;
    /* sources */
    const char *index_file, *names_file, *page_file;
    bool shared;
} command_line;

/* Every option of every verb; what it does to a call is in options.c. */
typedef enum option_id {
    OPTION_FORMAT, OPTION_JSON, OPTION_IN, OPTION_SET, OPTION_FIRST, OPTION_SOURCES, OPTION_WITNESSES, OPTION_MAX_SECONDS, OPTION_MAX_MEMORY,
    OPTION_THREADS, OPTION_PROGRESS, OPTION_NO_COLOR, OPTION_HELP, OPTION_ON, OPTION_BY, OPTION_POWER, OPTION_STAGE, OPTION_OUTPUT,
    OPTION_CHECK, OPTION_IN_PLACE, OPTION_QUOTA, OPTION_WEIGHTS, OPTION_CSV, OPTION_KEY, OPTION_VALUE, OPTION_RULE, OPTION_COMBINE,
    OPTION_BLOC, OPTION_UNION, OPTION_INDEX, OPTION_METHOD, OPTION_EXACT, OPTION_DIGITS, OPTION_BENCHMARK, OPTION_ABSTAIN, OPTION_CURVE, OPTION_PLOT, OPTION_ORDER, OPTION_NEEDS, OPTION_WHAT_IF, OPTION_TARGETS, OPTION_COALITIONS,
    OPTION_CONTAINING, OPTION_LACKING, OPTION_WANT, OPTION_SIZE, OPTION_PLAY, OPTION_OTHERS, OPTION_MOVES, OPTION_INSTEAD, OPTION_WITHOUT, OPTION_LIST, OPTION_WHY, OPTION_GMCR,
    OPTION_SWAPS, OPTION_SHARES, OPTION_TOGETHER, OPTION_WISH, OPTION_ATTITUDE, OPTION_LANGUAGE, OPTION_NO_CURES, OPTION_SVG, OPTION_PDF, OPTION_READINGS,
    OPTION_SHARED, OPTION_INDEX_FILE, OPTION_NAMES, OPTION_HTML,
    OPTION_COUNT
} option_id;

typedef struct option_row {
    option_id id;
    const char *name;     /* without its dashes */
    char letter;          /* the short form, or 0 */
    const char *value;    /* what help writes for its value; null: it takes none */
    const char *choices;  /* the values there are, between bars; null: any */
    const char *summary;
} option_row;

typedef struct example {
    const char *arguments; /* what follows `casus`; the tests run it from the root of the clone */
    const char *shows;
} example;

typedef struct verb_row {
    const char *name, *operands, *summary;
    const char *question;        /* which of the four questions it answers, or null */
    const char *about;           /* for its own help: a few sentences */
    const option_id *options;    /* ends in OPTION_COUNT */
    size_t least_operands, most_operands;
    example examples[2];
    int (*run)(const command_line *);
} verb_row;

extern const verb_row verbs[];
extern const size_t verb_count;
extern const option_row options[OPTION_COUNT];
/* The questions the product answers, in order; null ends them. */
extern const char *const questions[];

const verb_row *find_verb(const char *name);

/* options.c: EXIT_AS_STATED, or EXIT_USAGE after saying what is wrong; *wants_help says that help was asked for. */
int read_call(const verb_row *verb, int count, char **words, command_line *call, bool *wants_help);
/* The name nearest to a mistyped one, or null. */
const char *nearest_name(const char *word, const char *const *names, size_t count);

/* help.c */
void write_help(FILE *out);
void write_verb_help(FILE *out, const verb_row *verb);
/* manual.c, completion.c */
void write_manual(FILE *out);
bool write_completion(FILE *out, const char *shell);

/* work.c: what the verbs share. */
int usage_error(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A context as the call wishes; EXIT_AS_STATED or what to return. */
int open_context(const command_line *call, casus_ctx **out);
/* Reads FILE or, for `-`, standard input. Says on stderr what went wrong. */
int read_model(const command_line *call, casus_ctx *ctx, const char *path, casus_model **out);
int fail_with(const command_line *call, casus_ctx *ctx, casus_status status);
/* Writes an answer to standard output in the form the call wants, and returns how it ends. */
int print_answer(const command_line *call, casus_ctx *ctx, const casus_answer *answer);
/* The bytes of a file, or of standard input for `-`; the caller frees them. Says on stderr what went wrong. */
int read_bytes(const command_line *call, const char *path, char **bytes, size_t *length);
int print_text(const command_line *call, const casus_text *text);
/* May the file be written? Not if it is there and does not begin as such a file does (`start`, in any case): then it is somebody's text, which is said. */
bool may_replace(const command_line *call, const char *path, const char *start);
/* Says on stderr what is wrong with a text that has errors; EXIT_AS_STATED if it has none. */
int refuse_unsound(const command_line *call, casus_ctx *ctx, const casus_model *model);
int exit_code_of(casus_outcome outcome);
void ask_options_of(const command_line *call, casus_ask_options *options);
bool uses_color(const command_line *call, FILE *stream);

int cmd_check(const command_line *call);
int cmd_who(const command_line *call);
int cmd_cure(const command_line *call);
int cmd_show(const command_line *call);
int cmd_fmt(const command_line *call);
int cmd_lint(const command_line *call);
int cmd_explain(const command_line *call);
int cmd_new(const command_line *call);
int cmd_power(const command_line *call);
int cmd_run(const command_line *call);
/* play.c: casus run --play. */
int play_scenario(const command_line *call, casus_ctx *ctx, const casus_model *model);
int cmd_stable(const command_line *call);
int cmd_agree(const command_line *call);
int cmd_sources(const command_line *call);
int cmd_cite(const command_line *call);
int cmd_diff(const command_line *call);
int cmd_report(const command_line *call);
int cmd_verify(const command_line *call);

#endif
