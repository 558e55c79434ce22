/* Completions for bash, zsh and fish: casus --completion SHELL. */
#include "verb.h"

#include <string.h>

static void write_choices(FILE *out, const char *choices)
{
    for (const char *c = choices; *c; c++)
        fputc(*c == '|' ? ' ' : *c, out);
}

static bool wants_folder(option_id id)
{
    return id == OPTION_SOURCES || id == OPTION_WITNESSES;
}

static void write_bash(FILE *out)
{
    fprintf(out, "_casus()\n{\n    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                 "    if [ \"$COMP_CWORD\" = 1 ]; then\n        COMPREPLY=($(compgen -W '");
    for (size_t i = 0; i < verb_count; i++)
        fprintf(out, "%s ", verbs[i].name);
    fprintf(out, "--help --version --man --completion' -- \"$word\"))\n        return\n    fi\n    case $before in\n");
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (options[id].choices) {
            fprintf(out, "    --%s) COMPREPLY=($(compgen -W '", options[id].name);
            write_choices(out, options[id].choices);
            fprintf(out, "' -- \"$word\")); return ;;\n");
        } else if (wants_folder((option_id)id)) {
            fprintf(out, "    --%s) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n", options[id].name);
        }
    }
    fprintf(out, "    esac\n    case $word in\n    -*) case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < verb_count; i++) {
        fprintf(out, "        %s) COMPREPLY=($(compgen -W '", verbs[i].name);
        for (const option_id *id = verbs[i].options; *id != OPTION_COUNT; id++)
            fprintf(out, "%s--%s", id == verbs[i].options ? "" : " ", options[*id].name);
        fprintf(out, "' -- \"$word\")) ;;\n");
    }
    fprintf(
        out,
        "        esac ;;\n    *) COMPREPLY=($(compgen -f -X '!*.casus' -- \"$word\") $(compgen -d -- \"$word\")) ;;\n"
        "    esac\n}\ncomplete -o filenames -F _casus casus\n");
}

/* Inside single quotes, for zsh's _arguments: brackets and colons mean something there. */
static void write_zsh_words(FILE *out, const char *words)
{
    for (const char *c = words; *c; c++) {
        if (*c == '\'')
            fputs("'\\''", out);
        else if (strchr("[]:\\", *c))
            fprintf(out, "\\%c", *c);
        else
            fputc(*c, out);
    }
}

static void write_zsh_option(FILE *out, const option_row *row)
{
    fprintf(out, " \\\n            '--%s[", row->name);
    write_zsh_words(out, row->summary);
    fputc(']', out);
    if (row->value) {
        fprintf(out, ":%s:", row->value);
        if (row->choices) {
            fputc('(', out);
            write_choices(out, row->choices);
            fputc(')', out);
        } else if (wants_folder(row->id)) {
            fputs("_files -/", out);
        }
    }
    fputc('\'', out);
}

static void write_zsh(FILE *out)
{
    fprintf(out, "#compdef casus\nlocal -a verbs\nif (( CURRENT == 2 )); then\n    verbs=(\n");
    for (size_t i = 0; i < verb_count; i++) {
        fprintf(out, "        '%s:", verbs[i].name);
        write_zsh_words(out, verbs[i].summary);
        fprintf(out, "'\n");
    }
    fprintf(out, "    )\n    _describe verb verbs\nelse\n    case ${words[2]} in\n");
    for (size_t i = 0; i < verb_count; i++) {
        fprintf(out, "    %s) _arguments", verbs[i].name);
        for (const option_id *id = verbs[i].options; *id != OPTION_COUNT; id++)
            write_zsh_option(out, &options[*id]);
        fprintf(out, " \\\n            '*:file:_files -g \"*.casus\"' ;;\n");
    }
    fprintf(out, "    esac\nfi\n");
}

static void write_fish_words(FILE *out, const char *words)
{
    for (const char *c = words; *c; c++) {
        if (*c == '\'' || *c == '\\')
            fputc('\\', out);
        fputc(*c, out);
    }
}

static void write_fish(FILE *out)
{
    for (size_t i = 0; i < verb_count; i++) {
        fprintf(out, "complete -c casus -n __fish_use_subcommand -a %s -d '", verbs[i].name);
        write_fish_words(out, verbs[i].summary);
        fprintf(out, "'\n");
    }
    for (size_t i = 0; i < verb_count; i++)
        for (const option_id *id = verbs[i].options; *id != OPTION_COUNT; id++) {
            const option_row *row = &options[*id];
            fprintf(out, "complete -c casus -n '__fish_seen_subcommand_from %s' -l %s", verbs[i].name, row->name);
            if (row->letter)
                fprintf(out, " -s %c", row->letter);
            if (row->choices) {
                fprintf(out, " -x -a '");
                write_choices(out, row->choices);
                fputc('\'', out);
            } else if (row->value) {
                fputs(" -r", out);
            }
            fprintf(out, " -d '");
            write_fish_words(out, row->summary);
            fprintf(out, "'\n");
        }
}

bool write_completion(FILE *out, const char *shell)
{
    if (strcmp(shell, "bash") == 0)
        write_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        write_zsh(out);
    else if (strcmp(shell, "fish") == 0)
        write_fish(out);
    else
        return false;
    return true;
}
