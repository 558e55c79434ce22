/*
 * casus run --play PARTY: a scenario played on a terminal.
 *
 * The library is asked what came of a list of moves; this file keeps the list, so that taking a move back is to shorten it, and the
 * longest course that was left is what `before` compares with.
 */
#include "verb.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MOVES = 10000, LONGEST_LINE = 256 };

typedef struct course {
    int moves[MOST_MOVES];
    size_t count;
} course;

typedef struct game {
    const command_line *call;
    casus_ctx *ctx;
    const casus_model *model;
    course now, before;
} game;

static bool read_moves(const char *list, course *out)
{
    out->count = 0;
    while (list && *list) {
        char *end;
        const long move = strtol(list, &end, 10);
        if (end == list || move < 0 || move > 1000000 || out->count == MOST_MOVES || (*end && *end != ','))
            return false;
        out->moves[out->count++] = (int)move;
        list = *end ? end + 1 : end;
    }
    return true;
}

static casus_status ask(game *g, bool compare, casus_answer **out)
{
    casus_play_options play = CASUS_PLAY_OPTIONS_INIT;
    casus_ask_options wishes;
    ask_options_of(g->call, &wishes);
    play.scenario = g->call->operand_count > 1 ? g->call->operands[1] : NULL;
    play.party = g->call->play;
    play.others = g->call->others;
    play.moves = g->now.moves;
    play.move_count = g->now.count;
    play.instead = compare ? g->before.moves : NULL;
    play.instead_count = compare ? g->before.count : 0;
    return casus_play(g->ctx, g->model, &play, &wishes, out);
}

static int show(game *g, bool compare)
{
    casus_answer *answer = NULL;
    const casus_status status = ask(g, compare, &answer);
    const int code = status ? fail_with(g->call, g->ctx, status) : print_answer(g->call, g->ctx, answer);
    casus_answer_free(answer);
    return code;
}

static void help(void)
{
    puts("A number makes that move; 0, or an empty line, waits.\n"
         "  back     take the last move back\n"
         "  before   what is different from the course you took back\n"
         "  moves    the course so far, for --moves\n"
         "  quit     leave");
}

static void print_moves(const course *moves)
{
    for (size_t i = 0; i < moves->count; i++)
        printf("%s%d", i ? "," : "", moves->moves[i]);
    putchar('\n');
}

static void take_back(game *g)
{
    if (!g->now.count) {
        puts("Nothing has been done yet.");
        return;
    }
    /* What is left first is kept whole: several moves taken back in a row are one course. */
    if (g->before.count < g->now.count ||
        memcmp(g->before.moves, g->now.moves, g->now.count * sizeof *g->now.moves) != 0)
        g->before = g->now;
    g->now.count--;
    show(g, false);
}

/* A move that is none is taken back at once; the library says why. */
static void move(game *g, long number)
{
    if (g->now.count == MOST_MOVES) {
        puts("The play is too long.");
        return;
    }
    g->now.moves[g->now.count++] = (int)number;
    if (show(g, false) != EXIT_AS_STATED)
        g->now.count--;
}

/* False when the player leaves. */
static bool obey(game *g, char *line)
{
    char *end;
    line[strcspn(line, "\r\n")] = '\0';
    while (isspace((unsigned char)*line))
        line++;
    const long number = strtol(line, &end, 10);
    if (!*line)
        move(g, 0);
    else if (!*end && number >= 0 && number < 1000000)
        move(g, number);
    else if (strcmp(line, "back") == 0 || strcmp(line, "undo") == 0)
        take_back(g);
    else if (strcmp(line, "before") == 0)
        show(g, true);
    else if (strcmp(line, "moves") == 0)
        print_moves(&g->now);
    else if (strcmp(line, "quit") == 0 || strcmp(line, "q") == 0)
        return false;
    else
        help();
    return true;
}

static int play_on(game *g)
{
    char line[LONGEST_LINE];
    const int code = show(g, false);
    if (code)
        return code;
    for (;;) {
        fputs("> ", stdout);
        fflush(stdout);
        if (!fgets(line, sizeof line, stdin) || !obey(g, line))
            break;
    }
    putchar('\n');
    return EXIT_AS_STATED;
}

int play_scenario(const command_line *call, casus_ctx *ctx, const casus_model *model)
{
    game *g = calloc(1, sizeof *g);
    if (!g)
        return fail_with(call, ctx, CASUS_E_MEMORY);
    *g = (game){.call = call, .ctx = ctx, .model = model};
    int code = EXIT_AS_STATED;
    if (!read_moves(call->moves, &g->now) || !read_moves(call->instead, &g->before))
        code = usage_error(call->verb->name, "--moves and --instead take numbers with commas, such as 1,0,2");
    else if (call->moves || call->form != CASUS_TEXT)
        code = show(g, call->instead != NULL);
    else
        code = play_on(g);
    free(g);
    return code;
}
