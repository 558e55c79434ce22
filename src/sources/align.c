/*
 * Approximate matching by words.
 *
 * Tokens are words (letters, digits, and hyphens or apostrophes between them) and single other characters; spaces only
 * part them.
 *
 * 1. Window. The text is read once; a stretch of 2m tokens slides over it (m: tokens of the words) and is scored by the
 *    letters of the words' tokens that it contains, each as often as the words have it. The best stretch, with m tokens
 *    on either side, stays.
 * 2. Alignment (Sellers 1980). D[i][j] = least cost of turning some stretch of the window that ends at token j into the
 *    first i tokens of the words; D[0][j] = 0, so it may begin anywhere, and the least D[m][j] says where it ends.
 *    Costs: letter case 1; another spelling 2; another word 4; a word that the text lacks 3; one that it has more 2, so
 *    that a word left out at the edge is seen as left out; punctuation 1.
 * 3. Walking back gives the stretch and the differences; neighbouring ones are joined, also over one equal token.
 *
 * The words' tokens are interned; a token of the text is looked up among them, so memory does not grow with the text's
 * vocabulary. Invariant of step 1: inside[t] = occurrences of token t in the stretch; score = sum of weight(t) *
 * min(inside[t], wanted[t]). Cost: |text| + 4 m² steps, m <= MOST_WORDS.
 */
#include "sources/align.h"

#include "sources/plain.h"

#include <limits.h>
#include <string.h>

enum {
    MOST_WORDS = 200,
    COST_CASE = 1,
    COST_SPELLING = 2,
    COST_PUNCTUATION = 1,
    COST_CHANGE = 4,
    COST_FEWER = 3,
    COST_MORE = 2,
    LIKE_ENOUGH = 500,
    HEAVIEST_WORD = 12
};

typedef struct token {
    size_t begin, end;
    int name; /* among the words' tokens, or -1 */
} token;

typedef enum step { STEP_NONE, STEP_SAME, STEP_CHANGE, STEP_TEXT_MORE, STEP_TEXT_FEWER } step;

/* ---- tokens ---- */

static bool is_inner(cas_text text, size_t at)
{
    size_t size;
    return (text.at[at] == '-' || text.at[at] == '\'') && at > 0 && at + 1 < text.length &&
           cas_plain_is_word(cas_plain_decode(text, at + 1, &size));
}

/* True for what goes on with a word begun: letters, digits, marks, and hyphens or apostrophes between letters. */
static bool goes_on(cas_text text, size_t at)
{
    size_t size;
    const unsigned char byte = (unsigned char)text.at[at];
    if (byte == '-' || byte == '\'')
        return is_inner(text, at);
    return byte >= 0x80 || cas_plain_is_word(cas_plain_decode(text, at, &size));
}

/* The token at or after *at, which moves behind it; false at the end. Writing beyond ASCII is taken as words. */
static bool next_token(cas_text text, size_t *at, token *out)
{
    while (*at < text.length && text.at[*at] == ' ')
        ++*at;
    if (*at >= text.length)
        return false;
    out->begin = *at;
    const unsigned char first = (unsigned char)text.at[*at];
    ++*at;
    if (first >= 0x80 || cas_plain_is_word(first))
        while (*at < text.length && goes_on(text, *at))
            ++*at;
    out->end = *at;
    return true;
}

static cas_text text_of(cas_text text, const token *t)
{
    return (cas_text){text.at + t->begin, t->end - t->begin};
}

static bool is_punctuation(cas_text word)
{
    return word.length == 1 && !cas_plain_is_word((unsigned char)word.at[0]);
}

static unsigned weight_of(cas_text word)
{
    if (is_punctuation(word))
        return 0;
    return word.length < HEAVIEST_WORD ? (unsigned)word.length : HEAVIEST_WORD;
}

/* ---- the words ---- */

typedef struct wording {
    cas_text text;
    cas_names names;
    token tokens[MOST_WORDS];
    size_t count;
    size_t wanted[MOST_WORDS]; /* by name */
    unsigned weight[MOST_WORDS];
} wording;

static void read_wording(wording *w, cas_arena *arena, cas_text words, size_t from)
{
    token t;
    w->text = words;
    w->names.arena = arena;
    w->count = 0;
    for (size_t at = from; w->count < MOST_WORDS && next_token(words, &at, &t);) {
        t.name = cas_names_add(&w->names, text_of(words, &t));
        w->wanted[t.name]++;
        w->weight[t.name] = weight_of(text_of(words, &t));
        w->tokens[w->count++] = t;
    }
}

/* ---- step 1: the window ---- */

typedef struct window {
    token *ring;    /* the last 2m tokens */
    size_t length;  /* 2m */
    size_t seen;    /* tokens read so far */
    size_t *inside; /* by name */
    unsigned score, best_score;
    size_t best_end; /* tokens read when the score was best */
} window;

static void enter(window *v, const wording *w, const token *t)
{
    token *slot = &v->ring[v->seen % v->length];
    if (v->seen >= v->length && slot->name >= 0 && v->inside[slot->name]-- <= w->wanted[slot->name])
        v->score -= w->weight[slot->name];
    if (t->name >= 0 && ++v->inside[t->name] <= w->wanted[t->name])
        v->score += w->weight[t->name];
    *slot = *t;
    v->seen++;
    if (v->score > v->best_score) {
        v->best_score = v->score;
        v->best_end = v->seen;
    }
}

static size_t find_window(cas_arena *arena, const wording *w, cas_text text, unsigned *score)
{
    window v = {.length = 2 * w->count};
    token t;
    v.ring = CAS_ARRAY(arena, token, v.length);
    v.inside = CAS_ARRAY(arena, size_t, w->names.count);
    for (size_t at = 0; next_token(text, &at, &t);) {
        t.name = cas_names_find(&w->names, text_of(text, &t));
        enter(&v, w, &t);
        cas_poll(arena->ctx);
    }
    *score = v.best_score;
    return v.best_end;
}

/* Up to 4m tokens of the text: the best stretch, which ends after `end` tokens, and m on either side. */
static size_t take_window(cas_text text, const wording *w, size_t end, token *out)
{
    const size_t m = w->count, before = end > 3 * m ? end - 3 * m : 0;
    size_t at = 0, count = 0;
    token t;
    for (size_t seen = 0; seen < end + m && next_token(text, &at, &t); seen++) {
        if (seen < before)
            continue;
        t.name = cas_names_find(&w->names, text_of(text, &t));
        out[count++] = t;
    }
    return count;
}

/* ---- step 2: the alignment ---- */

typedef struct grid {
    const wording *w;
    cas_text text;
    const token *tokens;
    size_t columns;       /* tokens of the window */
    unsigned char *steps; /* (m + 1) rows of columns + 1 */
} grid;

static bool equal_but_for_case(cas_arena *arena, cas_text a, cas_text b)
{
    return cas_text_equal(cas_plain_lower(arena, a), cas_plain_lower(arena, b));
}

static unsigned change_cost(cas_arena *arena, cas_text a, cas_text b)
{
    const cas_mark before = cas_arena_mark(arena);
    const size_t shorter = a.length < b.length ? a.length : b.length;
    if (is_punctuation(a) || is_punctuation(b))
        return is_punctuation(a) && is_punctuation(b) ? COST_PUNCTUATION : COST_CHANGE;
    if (shorter > 64 || (a.length > b.length ? a.length : b.length) - shorter > shorter / 2)
        return COST_CHANGE;
    unsigned cost = COST_CHANGE;
    if (equal_but_for_case(arena, a, b))
        cost = COST_CASE;
    else if (shorter >= 3 && cas_text_distance(a, b, shorter / 3) <= shorter / 3)
        cost = COST_SPELLING;
    cas_arena_release(arena, before);
    return cost;
}

static unsigned fewer_cost(cas_text word)
{
    return is_punctuation(word) ? COST_PUNCTUATION : COST_FEWER;
}

static unsigned more_cost(cas_text word)
{
    return is_punctuation(word) ? COST_PUNCTUATION : COST_MORE;
}

static void fill_row(cas_arena *arena, grid *g, size_t i, const unsigned *above, unsigned *row)
{
    const token *word = &g->w->tokens[i - 1];
    const cas_text spelled = text_of(g->w->text, word);
    unsigned char *steps = g->steps + i * (g->columns + 1);
    row[0] = above[0] + fewer_cost(spelled);
    steps[0] = STEP_TEXT_FEWER;
    for (size_t j = 1; j <= g->columns; j++) {
        const token *other = &g->tokens[j - 1];
        const cas_text printed = text_of(g->text, other);
        const bool same = other->name == word->name;
        row[j] = above[j - 1] + (same ? 0 : change_cost(arena, printed, spelled));
        steps[j] = same ? STEP_SAME : STEP_CHANGE;
        if (row[j - 1] + more_cost(printed) < row[j]) {
            row[j] = row[j - 1] + more_cost(printed);
            steps[j] = STEP_TEXT_MORE;
        }
        if (above[j] + fewer_cost(spelled) < row[j]) {
            row[j] = above[j] + fewer_cost(spelled);
            steps[j] = STEP_TEXT_FEWER;
        }
    }
}

/* The token after which the cheapest stretch ends. */
static size_t fill(cas_arena *arena, grid *g, unsigned *cost)
{
    unsigned *above = CAS_ARRAY(arena, unsigned, g->columns + 1), *row = CAS_ARRAY(arena, unsigned, g->columns + 1);
    for (size_t i = 1; i <= g->w->count; i++) {
        fill_row(arena, g, i, above, row);
        unsigned *spare = above;
        above = row;
        row = spare;
        cas_poll(arena->ctx);
    }
    size_t end = 0;
    for (size_t j = 1; j <= g->columns; j++)
        if (above[j] < above[end])
            end = j;
    *cost = above[end];
    return end;
}

/* ---- step 3: the differences ---- */

/* A range of tokens in the text and one in the words. */
typedef struct stretch {
    size_t text_from, text_to, words_from, words_to;
} stretch;

static void add_difference(const grid *g, const stretch *s, cas_alignment *out)
{
    const token *text = g->tokens, *words = g->w->tokens;
    cas_difference d;
    d.text_begin = s->text_from < g->columns ? text[s->text_from].begin : g->text.length;
    d.text_end = s->text_to > s->text_from ? text[s->text_to - 1].end : d.text_begin;
    d.words_begin = s->words_from < g->w->count ? words[s->words_from].begin : words[g->w->count - 1].end;
    d.words_end = s->words_to > s->words_from ? words[s->words_to - 1].end : d.words_begin;
    if (out->count < CAS_ALIGN_MOST_DIFFERENCES)
        out->differences[out->count] = d;
    out->count++;
}

/* The steps from the start of the stretch to its end; returns how many. */
static size_t steps_in_order(const grid *g, size_t end, step *steps, size_t *start)
{
    size_t count = 0, i = g->w->count, j = end;
    while (i > 0) {
        const step taken = (step)g->steps[i * (g->columns + 1) + j];
        i -= taken != STEP_TEXT_MORE;
        j -= taken != STEP_TEXT_FEWER;
        steps[count++] = taken;
    }
    for (size_t k = 0; k < count / 2; k++) {
        const step spare = steps[k];
        steps[k] = steps[count - 1 - k];
        steps[count - 1 - k] = spare;
    }
    *start = j;
    return count;
}

static bool is_case(cas_arena *arena, const grid *g, step taken, size_t i, size_t j)
{
    return taken == STEP_CHANGE &&
           equal_but_for_case(arena, text_of(g->text, &g->tokens[j]), text_of(g->w->text, &g->w->tokens[i]));
}

static void collect_differences(cas_arena *arena, const grid *g, size_t end, cas_alignment *out)
{
    step *steps = CAS_ARRAY(arena, step, g->w->count + g->columns);
    stretch open = {0};
    size_t i = 0, j, same_run = 2;
    bool any = false;
    const size_t count = steps_in_order(g, end, steps, &j);
    out->begin = j < g->columns ? g->tokens[j].begin : g->text.length;
    out->end = end ? g->tokens[end - 1].end : out->begin;
    out->only_case = true;
    for (size_t k = 0; k < count; k++) {
        const size_t at_i = i, at_j = j;
        i += steps[k] != STEP_TEXT_MORE;
        j += steps[k] != STEP_TEXT_FEWER;
        if (steps[k] == STEP_SAME) {
            same_run++;
            continue;
        }
        out->only_case = out->only_case && is_case(arena, g, steps[k], at_i, at_j);
        if (any && same_run > 1)
            add_difference(g, &open, out);
        if (!any || same_run > 1)
            open = (stretch){.text_from = at_j, .words_from = at_i};
        open.text_to = j;
        open.words_to = i;
        any = true;
        same_run = 0;
    }
    if (any)
        add_difference(g, &open, out);
    out->only_case = out->only_case && any;
}

static unsigned cost_of_all(const wording *w)
{
    unsigned cost = 0;
    for (size_t i = 0; i < w->count; i++)
        cost += fewer_cost(text_of(w->text, &w->tokens[i]));
    return cost ? cost : 1;
}

/* Where the first MOST_WORDS words that do not occur as they are begin. */
static size_t first_differing(cas_text text, cas_text words)
{
    size_t from = 0, at = 0, seen = 0;
    token t;
    while (next_token(words, &at, &t)) {
        if (++seen < MOST_WORDS)
            continue;
        if (!memmem(text.at, text.length, words.at + from, t.end - from))
            return from;
        from = at;
        seen = 0;
    }
    return from < at && seen ? from : 0;
}

static cas_alignment align(cas_arena *arena, cas_text text, cas_text words, size_t from)
{
    cas_alignment out = {0};
    wording *w = CAS_NEW(arena, wording);
    unsigned score, cost;
    read_wording(w, arena, words, from);
    if (!w->count)
        return out;
    const size_t window_end = find_window(arena, w, text, &score);
    if (!score)
        return out;
    token *tokens = CAS_ARRAY(arena, token, 4 * w->count);
    grid g = {.w = w, .text = text, .tokens = tokens};
    g.columns = take_window(text, w, window_end, tokens);
    g.steps = CAS_ARRAY(arena, unsigned char, (w->count + 1) * (g.columns + 1));
    const size_t end = fill(arena, &g, &cost);
    const unsigned all = cost_of_all(w);
    out.likeness = cost < all ? 1000 - 1000 * cost / all : 0;
    out.found = out.likeness >= LIKE_ENOUGH;
    collect_differences(arena, &g, end, &out);
    return out;
}

cas_alignment cas_align(cas_arena *arena, cas_text text, cas_text words)
{
    const cas_mark before = cas_arena_mark(arena);
    const cas_alignment out = align(arena, text, words, first_differing(text, words));
    cas_arena_release(arena, before);
    return out;
}
