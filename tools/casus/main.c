/* casus: the command line. Finds the verb in the table and hands it the rest of the words. */
#include "verb.h"

#include <stdlib.h>
#include <string.h>

static int help_for(int count, char **words)
{
    const verb_row *verb = count > 2 ? find_verb(words[2]) : NULL;
    if (count > 2 && !verb)
        return usage_error(NULL, "there is no verb `%s`", words[2]);
    if (verb)
        write_verb_help(stdout, verb);
    else
        write_help(stdout);
    return EXIT_AS_STATED;
}

static int unknown_verb(const char *word)
{
    const char *names[64];
    for (size_t i = 0; i < verb_count; i++)
        names[i] = verbs[i].name;
    const char *nearest = nearest_name(word, names, verb_count);
    if (nearest)
        return usage_error(NULL, "there is no verb `%s`; did you mean `%s`?", word, nearest);
    return usage_error(NULL, "there is no verb `%s`", word);
}

static int run_verb(const verb_row *verb, int count, char **words)
{
    command_line *call = calloc(1, sizeof *call);
    if (!call) {
        fprintf(stderr, "casus: no memory\n");
        return EXIT_UNDECIDED;
    }
    call->verb = verb;
    bool wants_help = false;
    int status = read_call(verb, count, words, call, &wants_help);
    if (wants_help)
        write_verb_help(stdout, verb);
    else if (status == EXIT_AS_STATED)
        status = verb->run(call);
    free(call);
    return status;
}

int main(int count, char **words)
{
    if (count < 2) {
        write_help(stderr);
        return EXIT_USAGE;
    }
    const char *first = words[1];
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0)
        return help_for(count, words);
    if (strcmp(first, "--version") == 0) {
        printf("casus %s\n", casus_version());
        return EXIT_AS_STATED;
    }
    if (strcmp(first, "--man") == 0) {
        write_manual(stdout);
        return EXIT_AS_STATED;
    }
    if (strcmp(first, "--completion") == 0) {
        if (count > 2 && write_completion(stdout, words[2]))
            return EXIT_AS_STATED;
        return usage_error(NULL, "--completion takes bash, zsh or fish");
    }
    const verb_row *verb = find_verb(first);
    return verb ? run_verb(verb, count - 1, words + 1) : unknown_verb(first);
}
