/*
 * Sentences turned into another language by patterns.
 *
 * A pattern is text with places <1s> … <9s>; the letter says what may stand there:
 *     n   a number: digits, a point, ½ ¼ ¾
 *     w   a word: text without a space, left as it is
 *     t   any text: it is left as it is
 *     p   parties or other names, as a list: turned by the patterns for lists if one fits, else left; no full stop, colon or semicolon is in it
 *     s   a sentence: it must fit a pattern itself
 * The first pair that fits is used; its places stand in the other pattern in any order. Places take as little text as they can. A text that has been turned
 * is remembered. Cost: patterns times places times length; a sentence that would take longer than a bound stays English.
 */
#include "report/phrases.h"

#include <string.h>

enum { MOST_PLACES = 10, LONGEST = 4000, MOST_STEPS = 200000, DEEPEST = 8 };

typedef struct matching {
    cas_phrases *phrases;
    cas_text places[MOST_PLACES]; /* as they are to stand */
    int steps, depth;
} matching;

static const char *turned(cas_phrases *phrases, cas_text text, bool list, int *steps, int depth);

/* "<1s>" at a place of a pattern. */
static bool is_place(const char *at)
{
    return at[0] == '<' && at[1] >= '1' && at[1] <= '9' && at[2] && strchr("nwtps", at[2]) && at[3] == '>';
}

static bool is_number(cas_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        const unsigned char c = (unsigned char)text.at[i];
        /* ¼ ½ ¾ are C2 BC … C2 BE. */
        if (!((c >= '0' && c <= '9') || (c == '.' && text.length > 1) || c == 0xC2 || (c >= 0xBC && c <= 0xBE)))
            return false;
    }
    return text.length > 0;
}

static bool is_list(cas_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (strchr(":;", text.at[i]) || (text.at[i] == '.' && (i + 1 == text.length || text.at[i + 1] == ' ')))
            return false;
    return text.length > 0;
}

/* May this text stand at a place of this kind? If so, as what. */
static bool takes(matching *m, char kind, cas_text text, cas_text *as)
{
    const char *other;
    *as = text;
    switch (kind) {
    case 'n': return is_number(text);
    case 'w': return text.length > 0 && !memchr(text.at, ' ', text.length);
    case 't': return text.length > 0;
    case 'p':
        if (!is_list(text))
            return false;
        other = turned(m->phrases, text, true, &m->steps, m->depth + 1);
        *as = other ? cas_text_of(other) : text;
        return true;
    default:
        other = turned(m->phrases, text, false, &m->steps, m->depth + 1);
        *as = cas_text_of(other);
        return other != NULL;
    }
}

static bool fits(matching *m, const char *pattern, cas_text text)
{
    while (*pattern && !is_place(pattern)) {
        if (!text.length || *text.at != *pattern)
            return false;
        pattern++;
        text = (cas_text){text.at + 1, text.length - 1};
    }
    if (!*pattern)
        return !text.length;
    cas_text *place = &m->places[pattern[1] - '0'];
    const char *rest = pattern + 4;
    for (size_t length = 1; length <= text.length; length++) {
        /* What follows the place must follow here; the last place takes all. */
        if (*rest && !is_place(rest) && (length == text.length || text.at[length] != *rest))
            continue;
        if (!*rest)
            length = text.length;
        if (++m->steps > MOST_STEPS)
            return false;
        cas_text as;
        const cas_text after = {text.at + length, text.length - length};
        /* The cheap question first: does the literal text after the place stand there? */
        size_t literal = 0;
        while (rest[literal] && !is_place(rest + literal) && literal < after.length && rest[literal] == after.at[literal])
            literal++;
        if (rest[literal] && !is_place(rest + literal))
            continue;
        if (takes(m, pattern[2], (cas_text){text.at, length}, &as)) {
            if (fits(m, rest, after)) {
                *place = as;
                return true;
            }
        }
    }
    return false;
}

static const char *filled(cas_arena *arena, const matching *m, const char *pattern)
{
    cas_builder out = {.arena = arena};
    while (*pattern)
        if (is_place(pattern)) {
            cas_put(&out, m->places[pattern[1] - '0']);
            pattern += 4;
        } else
            cas_putc(&out, *pattern++);
    return cas_built_string(&out);
}

static const char *turned(cas_phrases *phrases, cas_text text, bool list, int *steps, int depth)
{
    if (depth > DEEPEST || text.length > LONGEST)
        return NULL;
    for (size_t p = 0; p < phrases->count && *steps <= MOST_STEPS; p++) {
        const cas_phrase_pair *pair = &phrases->pairs[p];
        matching m = {.phrases = phrases, .steps = *steps, .depth = depth};
        if (pair->list != list)
            continue;
        const bool found = fits(&m, pair->english, text);
        *steps = m.steps;
        if (found)
            return filled(phrases->arena, &m, pair->other);
    }
    return NULL;
}

/* Several sentences one after the other: all of them, or none. */
static const char *turned_one_by_one(cas_phrases *phrases, cas_text text, int *steps)
{
    cas_builder out = {.arena = phrases->arena};
    size_t at = 0, sentences = 0;
    while (at < text.length) {
        size_t end = at;
        while (end < text.length && !(text.at[end] == '.' && (end + 1 == text.length || text.at[end + 1] == ' ')))
            end++;
        end += end < text.length;
        const char *one = turned(phrases, (cas_text){text.at + at, end - at}, false, steps, 0);
        if (!one || (end == text.length && !sentences))
            return NULL;
        cas_putf(&out, "%s%s", sentences++ ? " " : "", one);
        at = end + (end < text.length);
    }
    return sentences ? cas_built_string(&out) : NULL;
}

const char *cas_phrase_turned(cas_phrases *phrases, const char *english)
{
    const cas_text text = cas_text_of(english);
    const int known = cas_names_find(&phrases->asked, text);
    if (known >= 0)
        return phrases->answers[known];
    int steps = 0;
    cas_poll(phrases->arena->ctx);
    const char *answer = turned_one_by_one(phrases, text, &steps);
    if (!answer && text.length)
        answer = turned(phrases, text, false, &steps, 0);
    phrases->answers = CAS_ROOM(phrases->arena, phrases->answers, phrases->asked.count, &phrases->room);
    phrases->answers[phrases->asked.count] = answer;
    cas_names_add(&phrases->asked, cas_text_of(cas_text_string(phrases->arena, text)));
    return answer;
}

const char *cas_phrase_list(cas_phrases *phrases, const char *english)
{
    int steps = 0;
    return is_list(cas_text_of(english)) ? turned(phrases, cas_text_of(english), true, &steps, 0) : NULL;
}
