/*
 * Quotations that are one utterance: the whole, its excerpts, other translations of it.
 *
 * 1. A quotation is cut into units, its sentences; a sentence that only points back at the one before (`This will not
 *    work`, `That means …`), or has one content word at most, belongs to its neighbour's unit.
 * 2. Two units of different quotations are alike if their likeness (likeness.h) reaches 0.6; a single content word must
 *    be one of four letters at least, or stand with the same small words; two neighbouring rare words shared are enough
 *    for units otherwise half alike.
 * 3. Units are joined, the most alike first, unless two persons would come into one group (a state or body is compatible
 *    with a person, for whom it speaks, and nobody with anybody), or two long units of one document that are not alike:
 *    nobody quotes one utterance twice in full and in different words. (Two that a third unit holds side by side are parts of
 *    one and no such pair.) A unit of one content word joins the group it is
 *    most like, and joins no two groups.
 *    Two units that stand before or behind joined ones, in quotations of one speaker, and have nothing else in the other's
 *    document, are joined if they have anything in common: translations keep the order.
 *    Then the less alike of one person, from 0.3 on, the most alike first, if two content words that both hold (of short units
 *    one of six letters) stand in no other group's units, and neither has anything else in the other's document: two translations of one sentence.
 * 4. A group is the quotations of which a unit was joined, if they stand in two documents at least. A quotation of several
 *    sentences can be in several groups.
 *
 * The wordings are aligned word by word with the group's longest: what differs is told as `"x" for "y"`.
 *
 * Cost: pairs of units that share the stems of two content words and of a quarter of them (of short units: one), found by an index, each at the
 * product of their lengths.
 * Twin: test/evidence/ compares with all pairs. Exact for its definition.
 */
#include "evidence/likeness.h"
#include "evidence/names.h"
#include "evidence/rarity.h"
#include "evidence/wording.h"

#include "sources/plain.h"

#include <string.h>
#include <stdlib.h>

typedef struct unit {
    size_t document, quotation;
    cas_text text;
    cas_likeness_text words;
    double told;     /* the weights of its content words: rarity.h */
    size_t leader, next; /* union-find, and the members of a group as a list from its leader; SIZE_MAX: the last */
    const char *speaker; /* of a leader: the person of its group, or null */
} unit;

typedef struct units {
    cas_arena *arena;
    unit *items;
    size_t count, room;
} units;

typedef struct link {
    size_t a, b;
    double likeness;
} link;

typedef struct links {
    link *items;
    size_t count, room;
    link *faint; /* of one person's: less alike, perhaps two translations */
    size_t faint_count, faint_room;
} links;

/* --- units --- */

static bool is_one_of(cas_text stem, const char *words)
{
    char padded[40];
    if (stem.length + 3 > sizeof padded)
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, stem.at, stem.length);
    padded[stem.length + 1] = ' ';
    padded[stem.length + 2] = '\0';
    return strstr(words, padded) != NULL;
}

/* `This will …`, `That's …`, `So …`: says something of the sentence before. */
static bool points_back(const cas_likeness_text *words)
{
    size_t i = 0;
    if (i < words->count && is_one_of(words->words[i].stem, " and but und aber "))
        i++;
    if (i + 1 >= words->count)
        return false;
    if (is_one_of(words->words[i].stem, " so "))
        return i == 0;
    if (is_one_of(words->words[i].stem, " it ") && is_one_of(words->words[i + 1].stem, " is was "))
        return words->count <= 6;
    return is_one_of(words->words[i].stem, " this that these those das dies ") &&
           is_one_of(words->words[i + 1].stem, " is are was were will would can could has have had does did mean means must should may might shows makes not ist sind war wird kann heißt ");
}

static void add_unit(units *all, size_t document, size_t quotation, cas_text text)
{
    const cas_likeness_text words = cas_likeness_read(all->arena, text);
    if (words.count == 0)
        return;
    all->items = CAS_ROOM(all->arena, all->items, all->count, &all->room);
    all->items[all->count] = (unit){.document = document, .quotation = quotation, .text = text, .words = words, .leader = all->count, .next = SIZE_MAX};
    all->count++;
}

/* Behind the sentence that begins at `at`. */
static size_t sentence_end(cas_text text, size_t at)
{
    for (size_t i = at; i + 2 < text.length; i++)
        if ((text.at[i] == '.' || text.at[i] == '?' || text.at[i] == '!') && text.at[i + 1] == ' ') {
            size_t size;
            const int32_t next = cas_plain_decode(text, i + 2, &size);
            const bool capital = (next >= 'A' && next <= 'Z') || next > 0x7f || next == '[' || (next >= '0' && next <= '9');
            const bool initial = i >= 1 && (i == 1 || text.at[i - 2] == ' ' || text.at[i - 2] == '.') && text.at[i - 1] >= 'A' && text.at[i - 1] <= 'Z';
            if (capital && !initial)
                return i + 1;
        }
    return text.length;
}

static void add_quotation(units *all, const cas_evidence_document *document, size_t number, size_t quotation)
{
    const cas_quotation *q = &document->quotations[quotation];
    cas_builder joined = {.arena = all->arena};
    for (size_t i = 0; i < q->segment_count; i++) {
        cas_text text = q->segments[i].text;
        size_t size;
        if (i) {
            /* A segment that begins large behind an attribution begins a sentence. */
            const int32_t first = text.length ? cas_plain_decode(text, 0, &size) : 0;
            if (first >= 'A' && first <= 'Z') {
                while (joined.length && (joined.at[joined.length - 1] == ',' || joined.at[joined.length - 1] == ' '))
                    joined.length--;
                if (joined.length && !strchr(".?!", joined.at[joined.length - 1]))
                    cas_putc(&joined, '.');
            }
            cas_putc(&joined, ' ');
        }
        for (size_t k = 0; k < text.length; k++)
            cas_putc(&joined, text.at[k] == '\n' || text.at[k] == '\r' || text.at[k] == '\t' ? ' ' : text.at[k]);
    }
    const cas_text text = cas_built(&joined);
    for (size_t at = 0; at < text.length;) {
        size_t end = sentence_end(text, at);
        while (end < text.length) {
            size_t start = end;
            while (start < text.length && text.at[start] == ' ')
                start++;
            const size_t next = sentence_end(text, start);
            const cas_likeness_text words = cas_likeness_read(all->arena, (cas_text){text.at + start, next - start});
            if (!points_back(&words) && words.content > 1 && cas_likeness_read(all->arena, (cas_text){text.at + at, end - at}).content > 1)
                break;
            end = next;
        }
        add_unit(all, number, quotation, (cas_text){text.at + at, end - at});
        at = end;
        while (at < text.length && text.at[at] == ' ')
            at++;
    }
}

/* --- speakers --- */

static cas_text surname_key(const units *all, const char *name)
{
    const char *last = strrchr(name, ' ');

    return cas_name_key(all->arena, cas_text_of(last ? last + 1 : name));
}

static bool compatible(const units *all, const char *a, const char *b)
{
    if (!a || !b || strcmp(a, b) == 0)
        return true;
    return cas_text_equal(surname_key(all, a), surname_key(all, b));
}

/* --- links --- */

static bool is_rare(const cas_likeness_word *word)
{
    return word->content && word->end - word->begin >= 4;
}

#define TELLING 0.45 /* the weight of a word that is not the subject's */

static bool is_telling(const cas_likeness_word *word)
{
    return is_rare(word) && word->weight > TELLING;
}

static bool share_neighbours(const cas_likeness_text *a, const cas_likeness_text *b)
{
    for (size_t i = 0; i + 1 < a->count; i++)
        for (size_t j = 0; is_telling(&a->words[i]) && is_telling(&a->words[i + 1]) && j + 1 < b->count; j++)
            if (cas_likeness_same_word(&a->words[i], &b->words[j]) && cas_likeness_same_word(&a->words[i + 1], &b->words[j + 1]))
                return true;
    return false;
}

/* What the words tell that stand in both. */
static double shared_told(const cas_likeness_text *a, const cas_likeness_text *b)
{
    double told = 0;
    for (size_t i = 0; i < a->count; i++) {
        bool again = false;
        for (size_t j = 0; a->words[i].content && j < b->count && !again; j++)
            again = cas_likeness_same_word(&a->words[i], &b->words[j]);
        told += again ? a->words[i].weight : 0;
    }
    return told;
}

static bool are_alike(const cas_likeness_text *a, const cas_likeness_text *b, double *likeness)
{
    const cas_likeness_text *shorter = a->content <= b->content ? a : b;
    *likeness = cas_likeness(a, b);
    if (shorter->content <= 1) {
        bool rare = false;
        for (size_t i = 0; i < shorter->count; i++)
            rare = rare || is_rare(&shorter->words[i]);
        if (shorter->content == 0)
            return *likeness >= 1 && shorter->count >= 3;
        /* The one content word itself must be there. */
        return (rare && *likeness >= 0.6) || (*likeness >= 0.9 && shorter->count >= 2);
    }
    return (*likeness >= 0.6 || (*likeness >= 0.45 && share_neighbours(a, b))) && (*likeness >= 0.9 || shared_told(a, b) >= 1);
}

#define FAINT 0.3
#define LEAST_TOLD 1.25 /* what weighs less is no more than a word, or is only about the subject */

static void add_link(units *all, links *found, size_t a, size_t b)
{
    double likeness;
    const unit *u = &all->items[a], *v = &all->items[b];
    if (u->document == v->document && u->quotation == v->quotation)
        return;
    if (!are_alike(&u->words, &v->words, &likeness)) {
        if (u->document != v->document && likeness >= FAINT && u->speaker && v->speaker && compatible(all, u->speaker, v->speaker)) {
            found->faint = CAS_ROOM(all->arena, found->faint, found->faint_count, &found->faint_room);
            found->faint[found->faint_count++] = (link){a, b, likeness};
        }
        return;
    }
    found->items = CAS_ROOM(all->arena, found->items, found->count, &found->room);
    found->items[found->count++] = (link){a, b, likeness};
}

static int by_likeness(const void *left, const void *right)
{
    const link *a = left, *b = right;
    if (a->likeness != b->likeness)
        return a->likeness > b->likeness ? -1 : 1;
    return a->a != b->a ? (a->a < b->a ? -1 : 1) : (a->b > b->b) - (a->b < b->b);
}

/* Pairs that share the first five letters of a content word, each once. */
static void find_links(units *all, links *found)
{
    cas_names stems = {.arena = all->arena};
    size_t **members = NULL, *counts = NULL, *rooms = NULL;
    size_t room = 0, count_room = 0, room_room = 0;
    size_t *seen = CAS_ARRAY(all->arena, size_t, all->count + 1); /* the last unit that looked at this one, plus one */
    unsigned *shared = CAS_ARRAY(all->arena, unsigned, all->count + 1);
    size_t *met = CAS_ARRAY(all->arena, size_t, all->count + 1);
    for (size_t i = 0; i < all->count; i++) {
        cas_poll(all->arena->ctx);
        const cas_likeness_text *words = &all->items[i].words;
        size_t met_count = 0;
        for (size_t w = 0; w < words->count; w++) {
            if (!words->words[w].content && words->content)
                continue;
            const cas_text stem = {words->words[w].stem.at, words->words[w].stem.length < 5 ? words->words[w].stem.length : 5};
            const size_t known = stems.count;
            const size_t number = (size_t)cas_names_add(&stems, stem);
            if (number == known) {
                members = CAS_ROOM(all->arena, members, known, &room);
                counts = CAS_ROOM(all->arena, counts, known, &count_room);
                rooms = CAS_ROOM(all->arena, rooms, known, &room_room);
                members[number] = NULL;
                counts[number] = rooms[number] = 0;
            }
            for (size_t m = 0; m < counts[number]; m++) {
                const size_t other = members[number][m];
                if (other == i)
                    continue;
                if (seen[other] != i + 1) {
                    seen[other] = i + 1;
                    shared[other] = 0;
                    met[met_count++] = other;
                }
                shared[other]++;
            }
            if (counts[number] == 0 || members[number][counts[number] - 1] != i) {
                members[number] = CAS_ROOM(all->arena, members[number], counts[number], &rooms[number]);
                members[number][counts[number]++] = i;
            }
        }
        /* Of more than two content words one in common does not make 45/100, nor less than a quarter. */
        for (size_t m = 0; m < met_count; m++) {
            const size_t other = met[m], least = all->items[other].words.content < words->content ? all->items[other].words.content : words->content;
            cas_poll(all->arena->ctx);
            if ((shared[other] >= 2 && shared[other] * 4 >= least) || least <= 2)
                add_link(all, found, other, i);
        }
    }
}

/* --- groups --- */

static size_t leader_of(const units *all, size_t i)
{
    while (all->items[i].leader != i)
        i = all->items[i].leader = all->items[all->items[i].leader].leader;
    return i;
}

enum { MOST_FAINT = 2000 }; /* pairs that are looked at as translations */
#define LONE_WORD 0.5 /* the weight of a word that one person says of one thing */
enum { LONG_WORD = 6 };   /* letters of a word that alone shows two short wordings to be one */
enum { LONG = 4 }; /* content words of a unit that is no mere phrase */

/* How many content words of z are x's, y's, and both's. */
static bool are_parts(const unit *z, const unit *x, const unit *y)
{
    size_t of_x = 0, of_y = 0, of_both = 0;
    for (size_t i = 0; i < z->words.count; i++) {
        bool in_x = false, in_y = false;
        if (!z->words.words[i].content)
            continue;
        for (size_t k = 0; k < x->words.count && !in_x; k++)
            in_x = cas_likeness_same_word(&z->words.words[i], &x->words.words[k]);
        for (size_t k = 0; k < y->words.count && !in_y; k++)
            in_y = cas_likeness_same_word(&z->words.words[i], &y->words.words[k]);
        of_x += in_x;
        of_y += in_y;
        of_both += in_x && in_y;
    }
    return of_x >= 2 && of_y >= 2 && of_both * 3 <= (of_x < of_y ? of_x : of_y) && (of_x + of_y - of_both) * 2 >= z->words.content;
}

/* Does a unit of the two groups have x for one part of its words and y for another? Then they are two parts of one utterance. */
static bool is_bridged(const units *all, size_t a, size_t b, size_t x, size_t y)
{
    const size_t groups[2] = {a, b};
    for (int g = 0; g < 2; g++)
        for (size_t z = groups[g]; z != SIZE_MAX; z = all->items[z].next)
            if (all->items[z].document != all->items[x].document && are_parts(&all->items[z], &all->items[x], &all->items[y]))
                return true;
    return false;
}

/* Two long units of one document in different words: two utterances, unless they are parts of one. */
static bool conflict(const units *all, size_t a, size_t b)
{
    for (size_t i = a; i != SIZE_MAX; i = all->items[i].next)
        for (size_t j = all->items[i].words.content < LONG ? SIZE_MAX : b; j != SIZE_MAX; j = all->items[j].next) {
            const unit *u = &all->items[i], *v = &all->items[j];
            cas_poll(all->arena->ctx);
            if (u->document == v->document && v->words.content >= LONG && cas_likeness(&u->words, &v->words) < 0.35 && !is_bridged(all, a, b, i, j))
                return true;
        }
    return false;
}

static void join_two(units *all, size_t u, size_t v)
{
    const size_t a = leader_of(all, u), b = leader_of(all, v);
    if (a == b || !compatible(all, all->items[a].speaker, all->items[b].speaker) || conflict(all, a, b))
        return;
    const size_t first = a < b ? a : b, second = a < b ? b : a;
    size_t last = first;
    while (all->items[last].next != SIZE_MAX)
        last = all->items[last].next;
    all->items[last].next = second;
    all->items[second].leader = first;
    if (!all->items[first].speaker)
        all->items[first].speaker = all->items[second].speaker;
}

static bool is_leaf(const units *all, size_t i)
{
    return all->items[i].told < LEAST_TOLD;
}

static void join(units *all, const links *found)
{
    for (size_t i = 0; i < found->count; i++)
        if (!is_leaf(all, found->items[i].a) && !is_leaf(all, found->items[i].b))
            join_two(all, found->items[i].a, found->items[i].b);
    /* Single words: each to one group, first those that stand beside longer ones. */
    for (int both = 0; both < 2; both++)
        for (size_t i = 0; i < found->count; i++) {
            const size_t a = found->items[i].a, b = found->items[i].b;
            if ((is_leaf(all, a) && is_leaf(all, b)) != both || (!is_leaf(all, a) && !is_leaf(all, b)))
                continue;
            const bool person = both && all->items[a].told >= LONE_WORD && all->items[a].speaker && all->items[b].speaker && compatible(all, all->items[a].speaker, all->items[b].speaker);
            const bool one = person || (is_leaf(all, a) && leader_of(all, a) == a && all->items[a].next == SIZE_MAX);
            if (one || (is_leaf(all, b) && leader_of(all, b) == b && all->items[b].next == SIZE_MAX))
                join_two(all, a, b);
        }
}

/* Is the unit joined with one of that document? */
static bool joined_into(const units *all, size_t unit_number, size_t document)
{
    for (size_t i = leader_of(all, unit_number); i != SIZE_MAX; i = all->items[i].next)
        if (all->items[i].document == document)
            return true;
    return false;
}

static void join_by_order(units *all, size_t a, size_t b)
{
    const unit *u = &all->items[a], *v = &all->items[b];
    if (u->document == v->document || joined_into(all, a, v->document) || joined_into(all, b, u->document) || u->words.count > 14 || v->words.count > 14)
        return;
    if (cas_likeness(&u->words, &v->words) >= 0.15)
        join_two(all, a, b);
}

/* Neighbours of joined units: units of a quotation stand side by side. */
static void follow_order(units *all, const links *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const size_t a = found->items[i].a, b = found->items[i].b;
        const unit *u = &all->items[a], *v = &all->items[b];
        if (leader_of(all, a) != leader_of(all, b) || u->words.content < LONG || v->words.content < LONG)
            continue;
        if (a > 0 && b > 0 && u[-1].document == u->document && u[-1].quotation == u->quotation && v[-1].document == v->document && v[-1].quotation == v->quotation)
            join_by_order(all, a - 1, b - 1);
        if (a + 1 < all->count && b + 1 < all->count && u[1].document == u->document && u[1].quotation == u->quotation && v[1].document == v->document &&
            v[1].quotation == v->quotation)
            join_by_order(all, a + 1, b + 1);
    }
}

static bool holds(const unit *u, const cas_likeness_word *word)
{
    for (size_t i = 0; i < u->words.count; i++)
        if (cas_likeness_same_word(&u->words.words[i], word))
            return true;
    return false;
}

/* Does nobody say the word but in these two groups? */
static bool is_their_own(const units *all, size_t a, size_t b, const cas_likeness_word *word)
{
    const size_t first = leader_of(all, a), second = leader_of(all, b);
    for (size_t i = 0; i < all->count; i++) {
        cas_poll(all->arena->ctx);
        if (holds(&all->items[i], word) && leader_of(all, i) != first && leader_of(all, i) != second)
            return false;
    }
    return true;
}

/* Two translations of one person's words: few words are the same, but two of them stand in nothing else that is quoted. */
static void join_translations(units *all, const links *found)
{
    for (size_t i = 0; i < found->faint_count && i < MOST_FAINT; i++) {
        const size_t a = found->faint[i].a, b = found->faint[i].b;
        const unit *u = &all->items[a], *v = &all->items[b];
        size_t own = 0;
        if (joined_into(all, a, v->document) || joined_into(all, b, u->document))
            continue;
        const size_t least = u->words.content < v->words.content ? u->words.content : v->words.content, wanted = least <= 2 ? 1 : 2;
        for (size_t w = 0; w < u->words.count && own < wanted; w++)
            own += u->words.words[w].content && (wanted == 2 || u->words.words[w].stem.length >= LONG_WORD) && holds(v, &u->words.words[w]) && is_their_own(all, a, b, &u->words.words[w]);
        if (own == wanted)
            join_two(all, a, b);
    }
}

/* --- groups as they are told --- */

static bool in_two_documents(const cas_same_group *group)
{
    return group->count > 1 && group->members[0].document != group->members[group->count - 1].document;
}

static void tell_differences(cas_evidence *evidence, cas_same_group *group, const cas_text *wording)
{
    size_t longest = 0;
    for (size_t i = 1; i < group->count; i++)
        if (wording[i].length > wording[longest].length)
            longest = i;
    group->differs = CAS_ARRAY(evidence->arena, const char *, group->count);
    for (size_t i = 0; i < group->count; i++)
        group->differs[i] = i == longest ? "" : cas_wording_tell(evidence->arena, wording[i], wording[longest]);
}

static void make_groups(cas_evidence *evidence, const units *all)
{
    cas_arena *arena = evidence->arena;
    size_t room = 0;
    size_t *next = CAS_ARRAY(arena, size_t, all->count + 1), *last = CAS_ARRAY(arena, size_t, all->count + 1), *sizes = CAS_ARRAY(arena, size_t, all->count + 1);
    for (size_t i = 0; i < all->count; i++) {
        const size_t leader = leader_of(all, i);
        next[i] = SIZE_MAX;
        if (leader != i)
            next[last[leader]] = i;
        last[leader] = i;
        sizes[leader]++;
    }
    for (size_t i = 0; i < all->count; i++) {
        if (leader_of(all, i) != i || sizes[i] < 2)
            continue;
        cas_same_group group = {.members = CAS_ARRAY(arena, cas_evidence_place, sizes[i])};
        cas_text *wording = CAS_ARRAY(arena, cas_text, sizes[i]);
        for (size_t u = i; u != SIZE_MAX; u = next[u]) {
            const unit *item = &all->items[u];
            const cas_quotation *quotation = &evidence->documents[item->document].quotations[item->quotation];
            const bool known = group.count && group.members[group.count - 1].document == item->document && group.members[group.count - 1].item == item->quotation;
            if (known) {
                wording[group.count - 1] = cas_quotation_text(arena, quotation);
                continue;
            }
            wording[group.count] = item->text;
            group.members[group.count++] = (cas_evidence_place){item->document, item->quotation};
        }
        if (!in_two_documents(&group))
            continue;
        tell_differences(evidence, &group, wording);
        evidence->same = CAS_ROOM(arena, evidence->same, evidence->same_count, &room);
        evidence->same[evidence->same_count++] = group;
    }
}

void cas_evidence_same(cas_evidence *evidence)
{
    units all = {.arena = evidence->arena};
    links found = {0};
    for (size_t d = 0; d < evidence->document_count; d++)
        for (size_t q = 0; q < evidence->documents[d].quotation_count; q++) {
            const cas_quotation *quotation = &evidence->documents[d].quotations[q];
            if (cas_line_is_boilerplate(evidence->documents[d].lines[quotation->segments[0].line - 1].kind) || (quotation->scare && !quotation->speaker))
                continue;
            add_quotation(&all, &evidence->documents[d], d, q);
        }
    for (size_t i = 0; i < all.count; i++) {
        const char *speaker = evidence->documents[all.items[i].document].quotations[all.items[i].quotation].speaker;
        all.items[i].speaker = evidence->documents[all.items[i].document].quotations[all.items[i].quotation].person ? speaker : NULL;
    }
    cas_rarity rarity = {.stems = {.arena = all.arena}};
    for (size_t i = 0; i < all.count; i++)
        cas_rarity_add(&rarity, &all.items[i].words);
    cas_rarity_count(&rarity, evidence);
    for (size_t i = 0; i < all.count; i++)
        all.items[i].told = cas_rarity_weigh(&rarity, cas_tables_of(evidence), all.items[i].text, &all.items[i].words);
    find_links(&all, &found);
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, by_likeness);
    if (found.faint_count)
        qsort(found.faint, found.faint_count, sizeof *found.faint, by_likeness);
    join(&all, &found);
    follow_order(&all, &found);
    join_translations(&all, &found);
    make_groups(evidence, &all);
}
