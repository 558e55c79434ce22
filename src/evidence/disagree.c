/*
 * Who else reports a cited passage, and where the reports disagree.
 *
 * Documents and the passage are cut into sentences. Words weigh by how few of the sentences have them, log(n / sentences
 * with the word), so that a word of every sentence tells nothing. For a sentence s of the passage and t of a document
 *
 *     common(s, t) = weight of the words of s found in t / weight of the lighter of the two
 *
 * reports    the best t of each document with common >= 1/2 and two rare words shared, or common >= 65/100 and three words,
 *            or with the cited words in a row; and a quarter of what the cited words themselves weigh
 * touches    common >= 1/5, and a word shared that is rare: in no more than four sentences, or one of twelve
 *
 * A sentence that touches disagrees
 *
 * number     where one counted thing (`three days`, `5 days`) has another number, and common >= 3/10
 * scope      where phrases of scope (cues/scope.def) differ that have a word in common: `any decision`, `any military
 *            response`, `military aid`; or any two, if common >= 35/100
 * mode, time where `may` stands against `must`, and names, where each names somebody the other does not: if common >= 6/10
 *
 * These are hints to read both, not findings: whether two reports contradict each other, people decide. They are offered as a
 * reading, in the language, with the words of each.
 */
#include "evidence/disagree.h"

#include "evidence/derived.h"
#include "evidence/likeness.h"

#include "sources/plain.h"

#include <math.h>
#include <string.h>

enum { MOST_DISAGREEMENTS = 4 };

typedef struct sentence {
    size_t document, line;
    cas_text text;
    cas_likeness_text words;
} sentence;

struct cas_testimonies {
    cas_evidence *evidence;
    sentence *items;
    size_t count, room;
    cas_names stems;
    uint32_t *having; /* by stem: how many sentences */
    size_t having_room;
};

#define LIMITS(words) static const char limits[] = " " words " ";
#define COVERS(words) static const char covers[] = " " words " ";
#define MODES(words) static const char modes[] = " " words " ";
#define TIMES(words) static const char times[] = " " words " ";
#include "evidence/cues/scope.def"

/* --- sentences --- */

static bool is_stop_at(cas_text text, size_t i)
{
    if (text.at[i] != '.' && text.at[i] != '?' && text.at[i] != '!')
        return false;
    size_t next = i + 1, size;
    while (next < text.length && cas_plain_decode(text, next, &size) != ' ' && text.at[next] != '\n' && next < i + 5)
        next += size; /* closing marks */
    if (next + 1 >= text.length)
        return next >= text.length;
    if (text.at[next] != ' ' && text.at[next] != '\n')
        return false;
    while (next < text.length && (text.at[next] == ' ' || text.at[next] == '\n'))
        next++;
    if (next >= text.length)
        return true;
    const int32_t code = cas_plain_decode(text, next, &size);
    const bool abbreviation = i >= 1 && (i == 1 || text.at[i - 2] == '.' || text.at[i - 2] == ' ') && text.at[i - 1] >= 'A' && text.at[i - 1] <= 'Z';
    return !abbreviation && ((code >= 'A' && code <= 'Z') || code > 0x7f || code == '"' || code == '(' || (code >= '0' && code <= '9'));
}

static size_t end_of_sentence(cas_text text, size_t at)
{
    while (at < text.length && !is_stop_at(text, at))
        at++;
    if (at < text.length)
        at++;
    while (at < text.length && text.at[at] != ' ' && text.at[at] != '\n')
        at++;
    return at;
}

static uint32_t *having_of(cas_testimonies *all, cas_text stem)
{
    const size_t known = all->stems.count, number = (size_t)cas_names_add(&all->stems, stem);
    if (number == known) {
        all->having = CAS_ROOM(all->evidence->arena, all->having, known, &all->having_room);
        all->having[number] = 0;
    }
    return &all->having[number];
}

static void count_words(cas_testimonies *all, const cas_likeness_text *words)
{
    for (size_t i = 0; i < words->count; i++) {
        bool before = false;
        for (size_t j = 0; j < i && !before; j++)
            before = cas_text_equal(words->words[i].stem, words->words[j].stem);
        if (words->words[i].content && !before)
            ++*having_of(all, words->words[i].stem);
    }
}

/* `(Report D.)` before a sentence says where it is from. */
static cas_text without_prefix(cas_text text)
{
    size_t at = 0;
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\n' || (text.at[at] >= '0' && text.at[at] <= '9') || text.at[at] == '.' || text.at[at] == '-'))
        at++;
    if (at < text.length && text.at[at] == '(') {
        size_t end = at;
        while (end < text.length && text.at[end] != ')')
            end++;
        if (end + 1 < text.length && end - at < 60)
            at = end + 1;
    }
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\n'))
        at++;
    return (cas_text){text.at + at, text.length - at};
}

cas_testimonies *cas_testimonies_read(cas_evidence *evidence)
{
    cas_testimonies *all = CAS_NEW(evidence->arena, cas_testimonies);
    all->evidence = evidence;
    all->stems.arena = evidence->arena;
    for (size_t d = 0; d < evidence->document_count; d++)
        for (size_t i = 0; i < evidence->documents[d].line_count; i++) {
            const cas_line *line = &evidence->documents[d].lines[i];
            if (cas_line_is_boilerplate(line->kind) || line->kind == CAS_LINE_BLANK || line->kind == CAS_LINE_ADDRESS || line->kind == CAS_LINE_SUBHEAD)
                continue;
            /* A wrapped sentence goes on in the next lines of its paragraph. */
            size_t last = i;
            while (last + 1 < evidence->document_count + evidence->documents[d].line_count && last + 1 < evidence->documents[d].line_count &&
                   evidence->documents[d].lines[last + 1].paragraph == line->paragraph && evidence->documents[d].lines[last + 1].kind == line->kind &&
                   line->text.length < 160 && evidence->documents[d].lines[last + 1].text.length < 160)
                last++;
            const cas_line *end_line = &evidence->documents[d].lines[last];
            const cas_text text = {line->text.at, (size_t)(end_line->text.at + end_line->text.length - line->text.at)};
            for (size_t at = 0; at < text.length;) {
                const size_t end = end_of_sentence(text, at);
                const cas_text piece = without_prefix((cas_text){text.at + at, end - at});
                const cas_likeness_text words = cas_likeness_read(evidence->arena, piece);
                cas_poll(evidence->arena->ctx);
                if (words.content >= 2) {
                    size_t number = line->number;
                    for (const char *c = text.at; c < piece.at; c++)
                        number += *c == '\n';
                    all->items = CAS_ROOM(evidence->arena, all->items, all->count, &all->room);
                    all->items[all->count++] = (sentence){d, number, piece, words};
                    count_words(all, &words);
                }
                at = end > at ? end : at + 1;
                while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\n'))
                    at++;
            }
            i = last;
        }
    return all;
}

/* --- comparing --- */

static double weight_of(const cas_testimonies *all, const cas_likeness_word *word)
{
    if (!word->content)
        return 0;
    const int number = cas_names_find(&all->stems, word->stem);
    const double having = number < 0 ? 1 : all->having[number];
    return log(((double)all->count + 2) / (having < 1 ? 1 : having));
}

static bool is_rare(const cas_testimonies *all, const cas_likeness_word *word)
{
    const int number = word->content ? cas_names_find(&all->stems, word->stem) : -1;
    const size_t limit = all->count / 12 < 4 ? 4 : all->count / 12;
    return word->content && word->stem.length >= 4 && (number < 0 || all->having[number] <= limit);
}

typedef struct comparison {
    double common;
    size_t shared, rare;
} comparison;

static comparison compare(const cas_testimonies *all, const cas_likeness_text *s, const cas_likeness_text *t)
{
    comparison found = {0};
    double of_s = 0, of_t = 0, both = 0;
    for (size_t i = 0; i < s->count; i++) {
        const double weight = weight_of(all, &s->words[i]);
        bool there = false;
        of_s += weight;
        for (size_t j = 0; j < t->count && s->words[i].content && !there; j++)
            there = t->words[j].content && cas_likeness_same_word(&s->words[i], &t->words[j]);
        if (!there)
            continue;
        both += weight;
        found.shared++;
        found.rare += is_rare(all, &s->words[i]);
    }
    for (size_t j = 0; j < t->count; j++)
        of_t += weight_of(all, &t->words[j]);
    const double lighter = of_s < of_t ? of_s : of_t;
    found.common = lighter > 0 ? both / lighter : 0;
    return found;
}

/* --- numbers --- */

static const char *const counted[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};

/* The number a word is, -1: none. */
static double number_of(const cas_likeness_word *word)
{
    double value = 0;
    size_t i = 0;
    for (size_t k = 2; k < sizeof counted / sizeof *counted; k++)
        if (cas_text_is(word->stem, counted[k]) || (word->stem.length + 1 == strlen(counted[k]) && memcmp(word->stem.at, counted[k], word->stem.length) == 0))
            return (double)k;
    if (!word->stem.length || word->stem.at[0] < '0' || word->stem.at[0] > '9')
        return -1;
    for (; i < word->stem.length && word->stem.at[i] >= '0' && word->stem.at[i] <= '9'; i++)
        value = value * 10 + (word->stem.at[i] - '0');
    return i == word->stem.length && value < 1e6 ? value : -1;
}

static const char *words_between(cas_arena *arena, cas_text text, const cas_likeness_text *words, size_t first, size_t last)
{
    cas_builder out = {.arena = arena};
    for (size_t at = words->words[first].begin; at < words->words[last].end; at++) {
        const char c = text.at[at] == '\n' ? ' ' : text.at[at];
        if (c != ' ' || !out.length || out.at[out.length - 1] != ' ')
            cas_putc(&out, c);
    }
    return cas_built_string(&out);
}

typedef struct finding {
    cas_arena *arena;
    const cas_testimonies *all;
    cas_witnessed *out;
    size_t room;
} finding;

static void add(finding *f, cas_disagreement disagreement)
{
    for (size_t i = 0; i < f->out->disagreement_count; i++) {
        const cas_disagreement *known = &f->out->disagreements[i];
        if (known->kind == disagreement.kind && strcmp(known->there, disagreement.there) == 0)
            return;
    }
    if (f->out->disagreement_count == MOST_DISAGREEMENTS)
        return;
    f->out->disagreements = CAS_ROOM(f->arena, f->out->disagreements, f->out->disagreement_count, &f->room);
    f->out->disagreements[f->out->disagreement_count++] = disagreement;
}

static void compare_numbers(finding *f, cas_text s_text, const cas_likeness_text *s, const sentence *t)
{
    for (size_t i = 0; i + 1 < s->count; i++)
        for (size_t j = 0; number_of(&s->words[i]) >= 0 && j + 1 < t->words.count; j++) {
            const double here = number_of(&s->words[i]), there = number_of(&t->words.words[j]);
            if (there < 0 || here == there || !s->words[i + 1].content || !cas_likeness_same_word(&s->words[i + 1], &t->words.words[j + 1]))
                continue;
            add(f, (cas_disagreement){CAS_DISAGREE_NUMBER, cas_format(f->arena, "how many %.*s", CAS_SHOW(s->words[i + 1].stem)), t->document, t->line,
                                      words_between(f->arena, s_text, s, i, i + 1), words_between(f->arena, t->text, &t->words, j, j + 1), t->text});
        }
}

/* --- scope --- */

static bool is_in(const cas_likeness_text *words, size_t i, cas_text text, const char *list)
{
    char padded[48];
    const size_t length = words->words[i].end - words->words[i].begin;
    if (length + 3 > sizeof padded)
        return false;
    padded[0] = ' ';
    for (size_t k = 0; k < length; k++) {
        const char c = text.at[words->words[i].begin + k];
        padded[1 + k] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
    }
    padded[length + 1] = ' ';
    padded[length + 2] = '\0';
    return strstr(list, padded) != NULL;
}

/* Words first … last of a sentence. */
typedef struct phrase {
    size_t first, last;
} phrase;

/* The phrase of scope that ends at or behind `from`; false: none. A bare noun is none. */
static bool next_phrase(const cas_likeness_text *words, cas_text text, size_t from, phrase *found)
{
    for (size_t i = from; i < words->count; i++) {
        size_t first = i;
        if (!is_in(words, i, text, covers))
            continue;
        while (first > 0 && is_in(words, first - 1, text, limits))
            first--;
        if (first == i)
            continue;
        *found = (phrase){first, i};
        return true;
    }
    return false;
}

/* `such` limits nothing of its own. */
static size_t width(const cas_likeness_text *words, phrase a)
{
    size_t count = 0;
    for (size_t i = a.first; i <= a.last; i++)
        count += !cas_text_is(words->words[i].stem, "such");
    return count;
}

static size_t shared_words(const cas_likeness_text *s, phrase a, const cas_likeness_text *t, phrase b)
{
    size_t shared = 0;
    for (size_t i = a.first; i <= a.last; i++)
        for (size_t j = b.first; j <= b.last; j++)
            if (cas_likeness_same_word(&s->words[i], &t->words[j]) && !cas_text_is(s->words[i].stem, "such")) {
                shared++;
                break;
            }
    return shared;
}

static bool has_phrase(const cas_likeness_text *s, cas_text s_text, const cas_likeness_text *t, phrase wanted)
{
    phrase a;
    for (size_t from = 0; next_phrase(s, s_text, from, &a); from = a.last + 1)
        if (width(s, a) == width(t, wanted) && shared_words(s, a, t, wanted) == width(s, a))
            return true;
    return false;
}

/* Phrases in which something agrees and something does not; or any two, if the sentences have much in common besides. */
static void compare_phrases(finding *f, cas_text s_text, const cas_likeness_text *s, const sentence *t, const comparison *c)
{
    phrase a, b;
    for (size_t i = 0; next_phrase(s, s_text, i, &a); i = a.last + 1)
        for (size_t j = 0; next_phrase(&t->words, t->text, j, &b); j = b.last + 1) {
            const size_t shared = shared_words(s, a, &t->words, b);
            const bool alike = shared > 0 && (shared < width(s, a) || shared < width(&t->words, b));
            if (!(alike && c->rare) && !(shared == 0 && c->common >= 0.35 && c->shared >= 2 && c->rare))
                continue;
            if (has_phrase(s, s_text, &t->words, b) || has_phrase(&t->words, t->text, s, a))
                continue;
            add(f, (cas_disagreement){CAS_DISAGREE_SCOPE, "what it covers", t->document, t->line, words_between(f->arena, s_text, s, a.first, a.last),
                                      words_between(f->arena, t->text, &t->words, b.first, b.last), t->text});
        }
}

static size_t first_in(const cas_likeness_text *words, cas_text text, const char *list)
{
    for (size_t i = 0; i < words->count; i++)
        if (is_in(words, i, text, list))
            return i;
    return SIZE_MAX;
}

static void compare_single(finding *f, cas_text s_text, const cas_likeness_text *s, const sentence *t, const char *about, const char *list)
{
    const size_t here = first_in(s, s_text, list), there = first_in(&t->words, t->text, list);
    if (here == SIZE_MAX || there == SIZE_MAX || cas_likeness_same_word(&s->words[here], &t->words.words[there]))
        return;
    add(f, (cas_disagreement){CAS_DISAGREE_SCOPE, about, t->document, t->line, words_between(f->arena, s_text, s, here, here),
                              words_between(f->arena, t->text, &t->words, there, there), t->text});
}

/* --- names --- */

static bool is_name(cas_text text, const cas_likeness_text *words, size_t i)
{
    const char c = text.at[words->words[i].begin];
    if (i == 0 || !words->words[i].content || c < 'A' || c > 'Z')
        return false;
    /* `in Venn`, `on Monday`: where and when it was said. */
    static const char *const before[] = {"in", "at", "from", "near", "on"};
    for (size_t k = 0; k < sizeof before / sizeof *before; k++)
        if (cas_text_is(words->words[i - 1].stem, before[k]))
            return false;
    return true;
}

static size_t only_in(cas_text s_text, const cas_likeness_text *s, const cas_likeness_text *t)
{
    for (size_t i = 1; i < s->count; i++) {
        bool there = !is_name(s_text, s, i);
        for (size_t j = 0; j < t->count && !there; j++)
            there = cas_likeness_same_word(&s->words[i], &t->words[j]);
        if (!there)
            return i;
    }
    return SIZE_MAX;
}

static void compare_names(finding *f, cas_text s_text, const cas_likeness_text *s, const sentence *t)
{
    const size_t here = only_in(s_text, s, &t->words), there = only_in(t->text, &t->words, s);
    if (here == SIZE_MAX || there == SIZE_MAX)
        return;
    add(f, (cas_disagreement){CAS_DISAGREE_NAME, "who is named", t->document, t->line, words_between(f->arena, s_text, s, here, here),
                              words_between(f->arena, t->text, &t->words, there, there), t->text});
}

/* --- the answer --- */

static void put_name(cas_builder *out, const char *words)
{
    bool gap = false, any = false;
    for (; *words; words++) {
        const char c = *words >= 'A' && *words <= 'Z' ? (char)(*words | 32) : *words;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && any)) {
            if (gap && any)
                cas_putc(out, '_');
            cas_putc(out, c);
            any = true;
            gap = false;
        } else
            gap = true;
    }
    if (!any)
        cas_puts(out, "other");
}

static void put_alternative(cas_builder *out, const char *words, const char *separator)
{
    cas_puts(out, separator);
    put_name(out, words);
    cas_puts(out, " \"");
    for (const char *c = words; *c; c++)
        cas_putc(out, *c == '"' || *c == '\n' ? '\'' : *c);
    cas_putc(out, '"');
}

/* The disagreements of the first kind found, with every wording once. */
static const char *make_reading(cas_arena *arena, const cas_evidence *evidence, const cas_witnessed *found, const char *name)
{
    if (!found->disagreement_count)
        return NULL;
    const cas_disagreement *first = &found->disagreements[0];
    cas_builder out = {.arena = arena}, files = {.arena = arena};
    cas_names told = {.arena = arena};
    for (size_t i = 0; i < found->disagreement_count; i++) {
        const char *file = evidence->documents[found->disagreements[i].document].name, *slash = strrchr(file, '/');
        if (strcmp(found->disagreements[i].about, first->about) == 0)
            cas_putf(&files, "%s%s, line %zu", files.length ? "; " : "", slash ? slash + 1 : file, found->disagreements[i].line);
    }
    cas_putf(&out, "reading %s \"%s: the reports differ (%.*s)\"\n ", name, first->about, CAS_SHOW(cas_built(&files)));
    put_alternative(&out, first->here, " ");
    cas_builder key = {.arena = arena};
    put_name(&key, first->here);
    cas_names_add(&told, cas_built(&key));
    for (size_t i = 0; i < found->disagreement_count; i++) {
        const cas_disagreement *d = &found->disagreements[i];
        cas_builder other = {.arena = arena};
        const size_t known = told.count;
        put_name(&other, d->there);
        if (strcmp(d->about, first->about) == 0 && (size_t)cas_names_add(&told, cas_built(&other)) == known)
            put_alternative(&out, d->there, " | ");
    }
    return told.count > 1 ? cas_built_string(&out) : NULL;
}

static bool holds_words(cas_text text, cas_text words)
{
    for (size_t i = 0; i + words.length <= text.length; i++)
        if (memcmp(text.at + i, words.at, words.length) == 0)
            return true;
    return false;
}

/* Does the sentence stand in the passage itself? */
static bool is_of_passage(cas_text passage, cas_text text)
{
    const size_t length = text.length < 40 ? text.length : 40;
    return length && holds_words(passage, (cas_text){text.at, length});
}

/* All words of a, in a row, in b. */
static bool stands_in(const cas_likeness_text *a, const cas_likeness_text *b)
{
    for (size_t j = 0; j + a->count <= b->count; j++) {
        size_t i = 0;
        while (i < a->count && cas_text_equal(a->words[i].stem, b->words[j + i].stem))
            i++;
        if (i == a->count)
            return true;
    }
    return false;
}

#define LEAST_OF_CITED 0.25

typedef struct best_of_document {
    double common;
    size_t sentence; /* plus one; 0: none */
    bool same_words;
} best_of_document;

cas_witnessed cas_witness(cas_arena *arena, const cas_testimonies *all, cas_text passage, cas_text words, const char *name)
{
    cas_witnessed out = {0};
    finding f = {.arena = arena, .all = all, .out = &out};
    const size_t n = all->evidence->document_count;
    best_of_document *best = CAS_ARRAY(arena, best_of_document, n + 1);
    const cas_likeness_text cited = cas_likeness_read(arena, words);
    bool some_hold = false;
    passage = without_prefix(passage);
    for (size_t at = 0; at < passage.length && words.length; at = end_of_sentence(passage, at) + 1)
        some_hold = some_hold || holds_words((cas_text){passage.at + at, end_of_sentence(passage, at) - at}, words);
    for (size_t at = 0; at < passage.length;) {
        const size_t end = end_of_sentence(passage, at);
        const cas_text text = {passage.at + at, end - at};
        const cas_likeness_text s = cas_likeness_read(arena, text);
        at = end + 1;
        if (s.content < 2 || (some_hold && !holds_words(text, words)))
            continue;
        for (size_t i = 0; i < all->count; i++) {
            const sentence *t = &all->items[i];
            const comparison c = compare(all, &s, &t->words);
            best_of_document *b = &best[t->document];
            cas_poll(arena->ctx);
            const bool same = cited.count >= 2 && cited.count <= t->words.count && stands_in(&cited, &t->words);
            const bool reports = (c.common >= 0.5 && c.shared >= 2 && c.rare >= 2) || (c.common >= 0.65 && c.shared >= 3) || (same && c.common >= 0.2);
            /* Of the words that are cited something must be there, not of the sentence around them alone. */
            const comparison of_cited = compare(all, &cited, &t->words);
            const bool tells = cited.content == 0 || (of_cited.shared >= 1 && of_cited.common >= LEAST_OF_CITED);
            if (reports && tells && (!b->sentence || c.common > b->common))
                *b = (best_of_document){c.common, i + 1, same};
            if (c.common < 0.2 || !c.rare || is_of_passage(passage, t->text))
                continue;
            /* Another deadline of another thing has the days alone in common with the words that are cited. */
            if (c.common >= 0.3 && (cited.content < 3 || of_cited.shared >= 2))
                compare_numbers(&f, text, &s, t);
            compare_phrases(&f, text, &s, t, &c);
            if (c.common < 0.6 || c.shared < 3)
                continue;
            compare_single(&f, text, &s, t, "whether it must or may", modes);
            compare_single(&f, text, &s, t, "when", times);
            compare_names(&f, text, &s, t);
        }
    }
    out.reports = CAS_ARRAY(arena, cas_testimony, n + 1);
    size_t *documents = CAS_ARRAY(arena, size_t, n + 1);
    for (size_t d = 0; d < n; d++)
        if (best[d].sentence) {
            const sentence *t = &all->items[best[d].sentence - 1];
            documents[out.report_count] = d;
            out.reports[out.report_count++] = (cas_testimony){d, t->line, t->text, best[d].same_words};
        }
    out.independent = cas_independent_witnesses(all->evidence, documents, out.report_count);
    out.reading = make_reading(arena, all->evidence, &out, name);
    return out;
}

const char *cas_disagreement_kind_name(cas_disagreement_kind kind)
{
    switch (kind) {
    case CAS_DISAGREE_NUMBER: return "number";
    case CAS_DISAGREE_NAME: return "name";
    case CAS_DISAGREE_SCOPE: return "scope";
    }
    return "scope";
}
