/* From the words of a command line to a call. */
#include "verb.h"

#include <getopt.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_LONG = 1000 };

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t best = a < b ? a : b;
    return c < best ? c : best;
}

/* How many letters have to be put in, taken out or exchanged. */
static size_t distance(const char *a, const char *b)
{
    size_t row[64];
    const size_t length = strlen(b);
    if (length >= sizeof row / sizeof *row)
        return SIZE_MAX;
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t above = row[0]++;
        for (size_t j = 1; j <= length; j++) {
            const size_t change = above + (a[i] != b[j - 1]);
            above = row[j];
            row[j] = smallest(change, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[length];
}

const char *nearest_name(const char *word, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t least = strlen(word) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        const size_t far = distance(word, names[i]);
        if (far < least) {
            least = far;
            best = names[i];
        }
    }
    return best;
}

static int unknown_option(const verb_row *verb, const char *word)
{
    const char *names[OPTION_COUNT];
    size_t count = 0;
    while (verb->options[count] != OPTION_COUNT) {
        names[count] = options[verb->options[count]].name;
        count++;
    }
    char name[64];
    snprintf(name, sizeof name, "%s", word + strspn(word, "-"));
    name[strcspn(name, "=")] = 0;
    const char *nearest = nearest_name(name, names, count);
    if (nearest)
        return usage_error(verb->name, "there is no option %s; did you mean --%s?", word, nearest);
    return usage_error(verb->name, "there is no option %s", word);
}

static bool read_number(const char *word, double least, double most, double *out)
{
    char *end;
    const double value = strtod(word, &end);
    if (end == word || *end || !isfinite(value) || value < least || value > most)
        return false;
    *out = value;
    return true;
}

/* 512M, 2G, 100000: bytes, in powers of 1024. */
static bool read_size(const char *word, size_t *out)
{
    char *end;
    const double value = strtod(word, &end);
    const char *const units = "KMGT";
    double bytes = value;
    const char *unit = *end ? strchr(units, *end) : NULL;
    if (unit) {
        bytes *= pow(1024.0, (double)(unit - units + 1));
        end++;
    }
    if (end == word || *end || !(value > 0) || bytes < 65536 || bytes > 1e18)
        return false;
    *out = (size_t)bytes;
    return true;
}

static bool read_form(const char *word, casus_form *out)
{
    static const struct {
        const char *name;
        casus_form form;
    } forms[] = {{"text", CASUS_TEXT}, {"json", CASUS_JSON}, {"csv", CASUS_CSV}, {"latex", CASUS_LATEX}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(word, forms[i].name) == 0) {
            *out = forms[i].form;
            return true;
        }
    return false;
}

static int bad_value(const verb_row *verb, const option_row *row, const char *word, const char *wanted)
{
    return usage_error(verb->name, "--%s takes %s, not `%s`", row->name, wanted, word);
}

static int take_one_more(const verb_row *verb, const option_row *row, const char *word, const char **list, size_t *count)
{
    if (*count == MOST_SETTINGS)
        return usage_error(verb->name, "--%s may be given at most %d times", row->name, MOST_SETTINGS);
    list[(*count)++] = word;
    return 0;
}

static int take_option(const verb_row *verb, const option_row *row, const char *word, command_line *call)
{
    double number = 0;
    switch (row->id) {
    case OPTION_FORMAT:
        return read_form(word, &call->form) ? 0 : bad_value(verb, row, word, "text, json, csv or latex");
    case OPTION_JSON:
        call->form = CASUS_JSON;
        return 0;
    case OPTION_IN:
        call->draft = word;
        return 0;
    case OPTION_SET:
        if (!strchr(word, '='))
            return bad_value(verb, row, word, "issue=alternative");
        if (call->setting_count == MOST_SETTINGS)
            return usage_error(verb->name, "--set may be given at most %d times", MOST_SETTINGS);
        call->settings[call->setting_count++] = word;
        return 0;
    case OPTION_FIRST:
        if (!read_number(word, 1, 1e9, &number) || number != floor(number))
            return bad_value(verb, row, word, "a number from 1");
        call->first = (size_t)number;
        return 0;
    case OPTION_SOURCES:
        call->sources_folder = word;
        return 0;
    case OPTION_WITNESSES:
        call->witnesses = word;
        return 0;
    case OPTION_MAX_SECONDS:
        if (!read_number(word, 0, 1e9, &call->max_seconds) || call->max_seconds <= 0)
            return bad_value(verb, row, word, "a number of seconds above 0");
        return 0;
    case OPTION_MAX_MEMORY:
        return read_size(word, &call->max_bytes) ? 0 : bad_value(verb, row, word, "a size such as 512M or 2G");
    case OPTION_THREADS:
        if (!read_number(word, 1, 4096, &number) || number != floor(number))
            return bad_value(verb, row, word, "a number from 1 to 4096");
        call->threads = (int)number;
        return 0;
    case OPTION_PROGRESS:
        call->progress = true;
        return 0;
    case OPTION_NO_COLOR:
        call->no_color = true;
        return 0;
    case OPTION_ON:
        call->on = word;
        return 0;
    case OPTION_BY:
        call->by = word;
        return 0;
    case OPTION_POWER:
        call->power = true;
        return 0;
    case OPTION_WANT:
        call->want = word;
        return 0;
    case OPTION_SIZE:
        if (!read_number(word, 1, 8, &number) || number != floor(number))
            return bad_value(verb, row, word, "a number from 1 to 8");
        call->edits = (int)number;
        return 0;
    case OPTION_PLAY:
        call->play = word;
        return 0;
    case OPTION_OTHERS:
        call->others = word;
        return 0;
    case OPTION_MOVES:
        call->moves = word;
        return 0;
    case OPTION_INSTEAD:
        call->instead = word;
        return 0;
    case OPTION_STAGE:
        call->stage = word;
        return 0;
    case OPTION_OUTPUT:
        call->output = word;
        return 0;
    case OPTION_CHECK:
        call->check_only = true;
        return 0;
    case OPTION_IN_PLACE:
        call->in_place = true;
        return 0;
    case OPTION_QUOTA:
        call->quota = word;
        return 0;
    case OPTION_WEIGHTS:
        call->weights = word;
        return 0;
    case OPTION_CSV:
        call->csv = word;
        return 0;
    case OPTION_KEY:
        call->key = word;
        return 0;
    case OPTION_VALUE:
        call->value = word;
        return 0;
    case OPTION_RULE:
        return take_one_more(verb, row, word, call->rules, &call->rule_count);
    case OPTION_COMBINE:
        call->combine = word;
        return 0;
    case OPTION_BLOC:
        return take_one_more(verb, row, word, call->blocs, &call->bloc_count);
    case OPTION_UNION:
        return take_one_more(verb, row, word, call->unions, &call->union_count);
    case OPTION_INDEX:
        call->indices = word;
        return 0;
    case OPTION_METHOD:
        call->method = word;
        return 0;
    case OPTION_EXACT:
        call->exact = true;
        return 0;
    case OPTION_DIGITS:
        if (!read_number(word, 1, 1000, &number) || number != floor(number))
            return bad_value(verb, row, word, "a number from 1 to 1000");
        call->digits = (int)number;
        return 0;
    case OPTION_BENCHMARK:
        call->benchmark = true;
        return 0;
    case OPTION_ABSTAIN:
        call->abstain = true;
        return 0;
    case OPTION_CURVE:
        if (!read_number(word, 2, 10000, &number) || number != floor(number))
            return bad_value(verb, row, word, "a number from 2 to 10000");
        call->curve = (int)number;
        return 0;
    case OPTION_PLOT:
        call->plot = true;
        call->curve = call->curve ? call->curve : 50;
        return 0;
    case OPTION_ORDER:
        call->order = true;
        return 0;
    case OPTION_NEEDS:
        call->needs = word;
        return 0;
    case OPTION_WHAT_IF:
        return take_one_more(verb, row, word, call->what_ifs, &call->what_if_count);
    case OPTION_TARGETS:
        call->targets = word;
        return 0;
    case OPTION_COALITIONS:
        call->coalitions = word;
        return 0;
    case OPTION_CONTAINING:
        call->containing = word;
        return 0;
    case OPTION_LACKING:
        call->lacking = word;
        return 0;
    case OPTION_WITHOUT:
        call->without = word;
        return 0;
    case OPTION_READINGS:
        call->readings = word;
        return 0;
    case OPTION_LIST:
        call->list = word;
        return 0;
    case OPTION_WHY:
        return take_one_more(verb, row, word, call->reasons, &call->reason_count);
    case OPTION_SWAPS:
        call->swaps = true;
        return 0;
    case OPTION_SHARES:
        if (!read_number(word, 1, 1e6, &number) || number != floor(number))
            return bad_value(verb, row, word, "a number from 1 to 1000000");
        call->shares = (size_t)number;
        return 0;
    case OPTION_TOGETHER:
        call->together = true;
        return 0;
    case OPTION_LANGUAGE:
        call->language = word;
        return 0;
    case OPTION_SVG:
        call->pictures = word;
        return 0;
    case OPTION_PDF:
        call->pdf = word;
        return 0;
    case OPTION_NO_CURES:
        call->no_cures = true;
        return 0;
    case OPTION_ATTITUDE:
        call->attitude = word;
        return 0;
    case OPTION_WISH:
        call->wish = word;
        return 0;
    case OPTION_GMCR:
        call->as_gmcr = true;
        return 0;
    case OPTION_SHARED:
        call->shared = true;
        return 0;
    case OPTION_INDEX_FILE:
        call->index_file = word;
        return 0;
    case OPTION_NAMES:
        call->names_file = word;
        return 0;
    case OPTION_HTML:
        call->page_file = word;
        return 0;
    case OPTION_HELP:
    case OPTION_COUNT:
        return 0;
    }
    return 0;
}

int read_call(const verb_row *verb, int count, char **words, command_line *call, bool *wants_help)
{
    struct option longs[OPTION_COUNT + 1];
    char shorts[2 * OPTION_COUNT + 2] = ":";
    size_t long_count = 0;
    for (const option_id *id = verb->options; *id != OPTION_COUNT; id++) {
        const option_row *row = &options[*id];
        longs[long_count++] = (struct option){row->name, row->value ? required_argument : no_argument, NULL, FIRST_LONG + (int)*id};
        if (row->letter)
            snprintf(shorts + strlen(shorts), 3, "%c%s", row->letter, row->value ? ":" : "");
    }
    longs[long_count] = (struct option){0};

    opterr = 0;
    optind = 0;
    for (;;) {
        int found = getopt_long(count, words, shorts, longs, NULL);
        if (found == -1)
            break;
        if (found == ':')
            return usage_error(verb->name, "%s needs a value", words[optind - 1]);
        if (found == '?') {
            const char *word = optind > 0 ? words[optind - 1] : "";
            for (size_t i = 0; i < long_count; i++)
                if (!longs[i].has_arg && optopt == longs[i].val)
                    return usage_error(verb->name, "--%s takes no value", longs[i].name);
            return unknown_option(verb, word);
        }
        for (const option_id *id = verb->options; found < FIRST_LONG && *id != OPTION_COUNT; id++)
            if (options[*id].letter == found)
                found = FIRST_LONG + (int)*id;
        if (found == FIRST_LONG + OPTION_HELP) {
            *wants_help = true;
            return EXIT_AS_STATED;
        }
        const int status = take_option(verb, &options[found - FIRST_LONG], optarg, call);
        if (status)
            return status;
    }
    for (int i = optind; i < count; i++) {
        if (call->operand_count == MOST_OPERANDS)
            return usage_error(verb->name, "more than %d files", MOST_OPERANDS);
        call->operands[call->operand_count++] = words[i];
    }
    if (call->operand_count < verb->least_operands)
        return usage_error(verb->name, "it needs %s", verb->operands);
    if (call->operand_count > verb->most_operands)
        return usage_error(verb->name, "`%s` is one word too many; it takes %s", call->operands[verb->most_operands], verb->operands);
    return EXIT_AS_STATED;
}
