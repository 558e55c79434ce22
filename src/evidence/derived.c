/*
 * Which documents come from one text.
 *
 * That two documents use the same words shows little: both may quote one speech. What shows a common text:
 *
 * credit       both name the same source outside their text: `(Agency) -`, `Source: Agency`, `- Agency` at the end
 * translation  they quote an utterance in the same words, a row with at least RUN_CONTENT content words, and
 *              elsewhere two documents put the same speaker into different words: so the speech is known in translations,
 *              and two translators do not agree so far. Where nobody words the speaker otherwise, the speech may have been
 *              given in these words, and this shows nothing
 * facts        outside quotations, at least MOST_RUNS stretches of RUN words in a row that are more than names and titles,
 *              in the same order; or stretches that make up two fifths of the shorter text
 *
 * Documents that any of these joins make a group, with its reasons. Documents that quote the same words, and that nothing
 * joins, are told as such: one cannot tell.
 *
 * Independent are documents that word an utterance apart: of a long unit of it, a third of the content words differ, and
 * no RUN words in a row are the same. This needs two to have put the same speech into words; it is a lower bound.
 *
 * Cost: pairs of documents that share a run (found by an index) or a group of quotations, each linear in their words.
 */
#include "evidence/derived.h"

#include "evidence/likeness.h"

#include "sources/plain.h"

#include <string.h>

enum { RUN = 7, RUN_CONTENT = 6, MOST_RUNS = 3, MOST_NARRATIVE = 20000, MOST_CREDITS = 8, TOLD_REASONS = 6 };

typedef struct told_word {
    uint64_t hash;
    size_t begin, end; /* bytes of the document's text */
    bool tells;        /* a content word without a capital: no name */
} told_word;

typedef struct narrative {
    told_word *words; /* outside quotations and boilerplate; hash 0: something stood between */
    size_t count, room, real;
    cas_text credits[MOST_CREDITS];
    size_t credit_count;
} narrative;

typedef struct study {
    cas_evidence *evidence;
    cas_arena *arena;
    narrative *texts;
    size_t *leader;
    size_t *reason_counts; /* by document: of the group it leads */
    const char ***reason_lists;
    cas_likeness_text **read; /* by document and quotation; null: none of the document yet */
} study;

/* --- reading --- */

static uint64_t hash_of(cas_text lower)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < lower.length; i++)
        hash = (hash ^ (unsigned char)lower.at[i]) * 1099511628211u;
    return hash ? hash : 1;
}

static bool is_capital_word(cas_text line, size_t at)
{
    size_t size;
    const int32_t code = at < line.length ? cas_plain_decode(line, at, &size) : 0;
    return code >= 'A' && code <= 'Z';
}

static void add_word(study *s, narrative *text, uint64_t hash, size_t begin, size_t end, bool tells)
{
    text->words = CAS_ROOM(s->arena, text->words, text->count, &text->room);
    text->words[text->count++] = (told_word){hash, begin, end, tells};
    text->real += hash != 0;
}

static bool is_quoted(const cas_evidence_document *document, size_t at, size_t *next)
{
    while (*next < document->quotation_count) {
        const cas_quotation *q = &document->quotations[*next];
        const cas_text first = q->segments[0].text, last = q->segments[q->segment_count - 1].text;
        if (at >= (size_t)(last.at - document->text.at) + last.length) {
            ++*next;
            continue;
        }
        if (at < (size_t)(first.at - document->text.at))
            return false;
        for (size_t i = 0; i < q->segment_count; i++) {
            const size_t begin = (size_t)(q->segments[i].text.at - document->text.at);
            if (at >= begin && at < begin + q->segments[i].text.length)
                return true;
        }
        return false;
    }
    return false;
}

static void read_line(study *s, narrative *text, const cas_evidence_document *document, const cas_line *line, size_t *next)
{
    const size_t base = (size_t)(line->text.at - document->text.at);
    const cas_likeness_text words = cas_likeness_read(s->arena, line->text);
    bool was_quoted = true;
    for (size_t i = 0; i < words.count && text->count < MOST_NARRATIVE; i++) {
        const size_t begin = base + words.words[i].begin, end = base + words.words[i].end;
        const bool quoted = is_quoted(document, begin, next);
        if (quoted && !was_quoted)
            add_word(s, text, 0, begin, begin, false);
        if (!quoted)
            add_word(s, text, hash_of(words.words[i].stem), begin, end, words.words[i].content && !is_capital_word(document->text, begin));
        was_quoted = quoted;
    }
    add_word(s, text, 0, base + line->text.length, base + line->text.length, false);
}

/* --- credits --- */

/* The run of words with capitals that begins at `at`: at most four. */
static cas_text capital_run(cas_text line, size_t at)
{
    size_t end = at, words = 0;
    while (end < line.length && words < 4 && is_capital_word(line, end)) {
        size_t stop = end;
        while (stop < line.length && ((unsigned char)line.at[stop] > 0x7f || ((line.at[stop] | 32) >= 'a' && (line.at[stop] | 32) <= 'z')))
            stop++;
        words++;
        end = stop;
        if (stop + 1 < line.length && line.at[stop] == ' ' && is_capital_word(line, stop + 1))
            end = stop + 1;
        else
            break;
    }
    return (cas_text){line.at + at, end - at};
}

static void add_credit(narrative *text, cas_text credit)
{
    static const char *const no_names[] = {"By", "Our", "Staff", "The", "News", "Desk", "Reporting", "Editing", "Source", "AP Photo", "Photo", "Read", "This", "In", "On", "A"};
    for (size_t i = 0; i < sizeof no_names / sizeof *no_names; i++)
        if (cas_text_is(credit, no_names[i]))
            return;
    if (credit.length < 2 || text->credit_count == MOST_CREDITS)
        return;
    text->credits[text->credit_count++] = credit;
}

static size_t find(cas_text line, const char *words)
{
    const size_t length = strlen(words);
    for (size_t i = 0; i + length <= line.length; i++)
        if (memcmp(line.at + i, words, length) == 0)
            return i;
    return SIZE_MAX;
}

/* `Source: X`, `first on X`, `(X) -` at the start, `- X` or `(X)` at the end. */
static void read_credits(narrative *text, cas_text line, bool early, bool late)
{
    static const char *const before[] = {"Source: ", "source: ", "first on ", "Quelle: ", "With inputs from ", "with inputs from ", "With files from ", "with files from ", "Additional reporting by ", "Credit: "};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        const size_t at = find(line, before[i]);
        if (at != SIZE_MAX)
            add_credit(text, capital_run(line, at + strlen(before[i])));
    }
    for (size_t i = 0; early && i < line.length && i < 60; i++)
        if (line.at[i] == '(') {
            const cas_text run = capital_run(line, i + 1);
            const char *after = run.at + run.length;
            if (run.length && after < line.at + line.length && *after == ')' && after + 2 < line.at + line.length && (after[2] == '-' || (unsigned char)after[2] == 0xe2))
                add_credit(text, run);
            break;
        }
    if (!late || line.length < 4)
        return;
    size_t end = line.length;
    while (end > 0 && (line.at[end - 1] == '.' || line.at[end - 1] == ')' || line.at[end - 1] == ' '))
        end--;
    size_t begin = end;
    while (begin > 0 && end - begin < 30 && line.at[begin - 1] != ' ' && line.at[begin - 1] != '(' && line.at[begin - 1] != '/')
        begin--;
    const bool dash = begin >= 2 && line.at[begin - 1] == ' ' && (line.at[begin - 2] == '-' || (begin >= 4 && (unsigned char)line.at[begin - 4] == 0xe2));
    if ((dash || (begin > 0 && line.at[begin - 1] == '(')) && is_capital_word(line, begin))
        add_credit(text, capital_run((cas_text){line.at, end}, begin));
}

static void read_document(study *s, size_t number)
{
    const cas_evidence_document *document = &s->evidence->documents[number];
    narrative *text = &s->texts[number];
    size_t next = 0, body = 0, last = 0, first = SIZE_MAX;
    for (size_t i = 0; i < document->line_count; i++)
        if (document->lines[i].kind == CAS_LINE_BODY) {
            first = first == SIZE_MAX ? i : first;
            last = i;
        }
    for (size_t i = 0; i < document->line_count; i++) {
        const cas_line *line = &document->lines[i];
        cas_poll(s->arena->ctx);
        if (line->kind == CAS_LINE_BODY) {
            read_line(s, text, document, line, &next);
            body++;
        }
        if (line->kind == CAS_LINE_BODY || line->kind == CAS_LINE_BYLINE || line->kind == CAS_LINE_DATELINE)
            read_credits(text, line->text, line->kind != CAS_LINE_BODY || i <= first + 1, line->kind != CAS_LINE_BODY || i == last);
    }
}

/* --- joining --- */

static size_t leader_of(study *s, size_t document)
{
    while (s->leader[document] != document)
        document = s->leader[document] = s->leader[s->leader[document]];
    return document;
}

static void add_reason(study *s, size_t leader, const char *reason)
{
    for (size_t i = 0; i < s->reason_counts[leader]; i++)
        if (strcmp(s->reason_lists[leader][i], reason) == 0)
            return;
    if (s->reason_counts[leader] < TOLD_REASONS)
        s->reason_lists[leader][s->reason_counts[leader]++] = reason;
}

static void join(study *s, size_t a, size_t b, const char *reason)
{
    const size_t x = leader_of(s, a), y = leader_of(s, b), first = x < y ? x : y, second = x < y ? y : x;
    if (first != second) {
        s->leader[second] = first;
        for (size_t i = 0; i < s->reason_counts[second]; i++)
            add_reason(s, first, s->reason_lists[second][i]);
    }
    add_reason(s, first, reason);
}

/* Are they one group already, with as many reasons as are told? */
static bool is_told(study *s, size_t a, size_t b)
{
    return leader_of(s, a) == leader_of(s, b) && s->reason_counts[leader_of(s, a)] == TOLD_REASONS;
}

static const char *name_of(const study *s, size_t document)
{
    const char *name = s->evidence->documents[document].name, *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

static void join_by_credit(study *s)
{
    for (size_t a = 0; a < s->evidence->document_count; a++)
        for (size_t i = 0; i < s->texts[a].credit_count; i++)
            for (size_t b = 0; b < a; b++)
                for (size_t j = 0; j < s->texts[b].credit_count; j++)
                    if (cas_text_equal(s->texts[a].credits[i], s->texts[b].credits[j]))
                        join(s, b, a, cas_format(s->arena, "%s and %s both credit %.*s", name_of(s, b), name_of(s, a), CAS_SHOW(s->texts[a].credits[i])));
}

/* --- wordings of one utterance --- */

/* The longest row of equal words; *content: how many content words the richest row has. */
static size_t shared_run(cas_arena *arena, const cas_likeness_text *x, const cas_likeness_text *y, size_t *content)
{
    const cas_mark before = cas_arena_mark(arena);
    unsigned *row = CAS_ARRAY(arena, unsigned, y->count + 1), *rich = CAS_ARRAY(arena, unsigned, y->count + 1);
    size_t longest = 0;
    *content = 0;
    for (size_t i = 0; i < x->count; i++)
        for (size_t j = y->count; j-- > 0;) {
            const bool equal = cas_text_equal(x->words[i].stem, y->words[j].stem);
            row[j + 1] = equal ? row[j] + 1 : 0;
            rich[j + 1] = equal ? rich[j] + x->words[i].content : 0;
            longest = row[j + 1] > longest ? row[j + 1] : longest;
            *content = rich[j + 1] > *content ? rich[j + 1] : *content;
        }
    cas_arena_release(arena, before);
    return longest;
}

size_t cas_longest_shared_run(cas_arena *arena, cas_text a, cas_text b)
{
    const cas_mark before = cas_arena_mark(arena);
    const cas_likeness_text x = cas_likeness_read(arena, a), y = cas_likeness_read(arena, b);
    size_t content;
    const size_t longest = shared_run(arena, &x, &y, &content);
    cas_arena_release(arena, before);
    return longest;
}

/* Long, alike, and in other words: a third of the shorter's content words are not the other's. */
static bool are_apart(cas_arena *arena, const cas_likeness_text *x, const cas_likeness_text *y)
{
    const cas_likeness_text *shorter = x->content <= y->content ? x : y, *longer = shorter == x ? y : x;
    size_t missing = 0, content;
    if (shorter->content < 4 || shared_run(arena, x, y, &content) >= RUN)
        return false;
    for (size_t i = 0; i < shorter->count; i++) {
        bool found = !shorter->words[i].content;
        for (size_t j = 0; j < longer->count && !found; j++)
            found = cas_likeness_same_word(&shorter->words[i], &longer->words[j]);
        missing += !found;
    }
    return missing >= 2 && missing * 4 >= shorter->content;
}

static const cas_quotation *quotation_of(const cas_evidence *evidence, const cas_evidence_place *place)
{
    return &evidence->documents[place->document].quotations[place->item];
}

static cas_likeness_text read_quotation(const cas_evidence *evidence, const cas_evidence_place *place)
{
    return cas_likeness_read(evidence->arena, cas_quotation_text(evidence->arena, quotation_of(evidence, place)));
}

bool cas_worded_apart(const cas_evidence *evidence, size_t a, size_t b)
{
    bool apart = false;
    for (size_t g = 0; g < evidence->same_count; g++) {
        const cas_same_group *group = &evidence->same[g];
        for (size_t i = 0; i < group->count; i++)
            for (size_t j = 0; group->members[i].document == a && j < group->count; j++) {
                if (group->members[j].document != b)
                    continue;
                const cas_mark mark = cas_arena_mark(evidence->arena);
                const cas_likeness_text one = read_quotation(evidence, &group->members[i]), other = read_quotation(evidence, &group->members[j]);
                size_t content;
                const bool same = shared_run(evidence->arena, &one, &other, &content) >= RUN;
                apart = apart || are_apart(evidence->arena, &one, &other);
                cas_arena_release(evidence->arena, mark);
                if (same)
                    return false; /* one long run in common, and nothing is shown */
            }
    }
    return apart;
}

/* The words of a quotation, read when first asked for. */
static const cas_likeness_text *words_read(study *s, const cas_evidence_place *place)
{
    const cas_evidence_document *document = &s->evidence->documents[place->document];
    if (!s->read[place->document])
        s->read[place->document] = CAS_ARRAY(s->arena, cas_likeness_text, document->quotation_count);
    cas_likeness_text *read = &s->read[place->document][place->item];
    if (!read->words)
        *read = read_quotation(s->evidence, place);
    return read;
}

/* Two documents that word an utterance of the speaker apart: the speech is known in translations. Null: none do. */
static const char *translated_apart(study *s, const char *speaker)
{
    const cas_evidence *evidence = s->evidence;
    for (size_t g = 0; speaker && g < evidence->same_count; g++) {
        const cas_same_group *group = &evidence->same[g];
        for (size_t i = 0; i < group->count; i++)
            for (size_t j = i + 1; j < group->count; j++) {
                const cas_quotation *one = quotation_of(evidence, &group->members[i]), *other = quotation_of(evidence, &group->members[j]);
                if (group->members[i].document == group->members[j].document || !one->speaker || !other->speaker || strcmp(one->speaker, speaker) != 0 ||
                    strcmp(other->speaker, speaker) != 0 || one->partial || other->partial)
                    continue;
                cas_poll(s->arena->ctx);
                if (are_apart(s->arena, words_read(s, &group->members[i]), words_read(s, &group->members[j])))
                    return cas_format(s->arena, "%s and %s put %s into different words", name_of(s, group->members[i].document), name_of(s, group->members[j].document), speaker);
            }
    }
    return NULL;
}

static void join_by_translation(study *s)
{
    const cas_evidence *evidence = s->evidence;
    cas_names speakers = {.arena = s->arena};
    const char **apart = NULL;
    size_t room = 0;
    for (size_t g = 0; g < evidence->same_count; g++) {
        const cas_same_group *group = &evidence->same[g];
        for (size_t i = 0; i < group->count; i++)
            for (size_t j = i + 1; j < group->count; j++) {
                const size_t a = group->members[i].document, b = group->members[j].document;
                const char *speaker = quotation_of(evidence, &group->members[i])->speaker;
                size_t content = 0;
                cas_poll(s->arena->ctx);
                if (a == b || !speaker || is_told(s, a, b) || shared_run(s->arena, words_read(s, &group->members[i]), words_read(s, &group->members[j]), &content) < RUN || content < RUN_CONTENT)
                    continue;
                const size_t known = speakers.count, number = (size_t)cas_names_add(&speakers, cas_text_of(speaker));
                if (number == known) {
                    apart = CAS_ROOM(s->arena, apart, known, &room);
                    apart[number] = translated_apart(s, speaker);
                }
                if (apart[number])
                    join(s, a, b, cas_format(s->arena, "%s and %s have the same translation, \"%.*s\"; %s", name_of(s, a), name_of(s, b),
                                             CAS_SHOW(cas_plain_excerpt(s->arena, cas_quotation_text(s->arena, quotation_of(evidence, &group->members[i])), 60)), apart[number]));
            }
    }
}

/* --- facts in the same order --- */

typedef struct shingle {
    uint64_t hash;
    uint32_t document, at;
    uint32_t next; /* of the same slot, plus one */
} shingle;

static uint64_t run_hash(const told_word *words)
{
    uint64_t hash = 0;
    for (int i = 0; i < RUN; i++) {
        if (words[i].hash == 0)
            return 0;
        hash = (hash ^ words[i].hash) * 0x9E3779B97F4A7C15u;
    }
    return hash ? hash : 1;
}

typedef struct shared {
    size_t runs, words, last_a;
    size_t example_begin, example_end; /* bytes of a's text */
} shared;

/* Runs of b that stand in a behind the run found last: the same order. Greedy. */
static shared in_order(const narrative *a, const narrative *b)
{
    shared found = {0};
    size_t from = 0;
    for (size_t j = 0; j + RUN <= b->count;) {
        const uint64_t hash = run_hash(b->words + j);
        size_t i = from, length = 0;
        for (; hash && i + RUN <= a->count; i++)
            if (a->words[i].hash == b->words[j].hash && run_hash(a->words + i) == hash)
                break;
        if (!hash || i + RUN > a->count) {
            j++;
            continue;
        }
        size_t tells = 0;
        while (i + length < a->count && j + length < b->count && a->words[i + length].hash && a->words[i + length].hash == b->words[j + length].hash)
            tells += a->words[i + length++].tells;
        if (tells < 3) {
            j += length; /* names and titles */
            continue;
        }
        if (found.runs == 0) {
            found.example_begin = a->words[i].begin;
            found.example_end = a->words[i + length - 1].end;
        }
        found.runs++;
        found.words += length;
        from = i + length;
        j += length;
    }
    return found;
}

static bool *pairs_with_runs(study *s)
{
    const size_t n = s->evidence->document_count;
    bool *pairs = CAS_ARRAY(s->arena, bool, n * n + 1);
    size_t total = 0, slots = 1, count = 0;
    for (size_t d = 0; d < n; d++)
        total += s->texts[d].count;
    while (slots < total * 2)
        slots *= 2;
    shingle *items = CAS_ARRAY(s->arena, shingle, total + 1);
    uint32_t *heads = CAS_ARRAY(s->arena, uint32_t, slots);
    for (size_t d = 0; d < n; d++)
        for (size_t i = 0; i + RUN <= s->texts[d].count; i++) {
            const uint64_t hash = run_hash(s->texts[d].words + i);
            cas_poll(s->arena->ctx);
            if (!hash)
                continue;
            uint32_t *head = &heads[hash & (slots - 1)];
            bool known = false;
            for (uint32_t k = *head; k; k = items[k - 1].next)
                if (items[k - 1].hash == hash) {
                    pairs[items[k - 1].document * n + d] = items[k - 1].document != d;
                    known = known || items[k - 1].document == d;
                }
            if (!known) {
                items[count] = (shingle){hash, (uint32_t)d, (uint32_t)i, *head};
                *head = (uint32_t)++count;
            }
        }
    return pairs;
}

static void join_by_facts(study *s)
{
    const size_t n = s->evidence->document_count;
    const bool *pairs = pairs_with_runs(s);
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            if (!pairs[a * n + b] || is_told(s, a, b))
                continue;
            cas_poll(s->arena->ctx);
            const shared found = in_order(&s->texts[a], &s->texts[b]);
            const size_t shorter = s->texts[a].real < s->texts[b].real ? s->texts[a].real : s->texts[b].real;
            if (found.runs < MOST_RUNS && found.words * 5 < shorter * 2)
                continue;
            const cas_text example = {s->evidence->documents[a].text.at + found.example_begin, found.example_end - found.example_begin};
            join(s, a, b, cas_format(s->arena, "%s and %s have %zu stretches in common, in the same order, %zu words in all, as \"%.*s\"", name_of(s, a), name_of(s, b), found.runs,
                                     found.words, CAS_SHOW(cas_plain_excerpt(s->arena, example, 70))));
        }
}

/* --- the answer --- */

static void put_group(cas_evidence *evidence, size_t *room, cas_derived_group group)
{
    evidence->derived = CAS_ROOM(evidence->arena, evidence->derived, evidence->derived_count, room);
    evidence->derived[evidence->derived_count++] = group;
}

static void put_derived(study *s, size_t *room)
{
    cas_evidence *evidence = s->evidence;
    for (size_t d = 0; d < evidence->document_count; d++) {
        cas_derived_group group = {.verdict = CAS_DERIVED, .documents = CAS_ARRAY(s->arena, size_t, evidence->document_count - d), .reasons = s->reason_lists[d],
                                   .reason_count = s->reason_counts[d]};
        if (leader_of(s, d) != d)
            continue;
        for (size_t i = d; i < evidence->document_count; i++)
            if (leader_of(s, i) == d)
                group.documents[group.count++] = i;
        if (group.count > 1)
            put_group(evidence, room, group);
    }
}

/* Documents that quote an utterance in the same words, and that nothing joins. */
static void put_undecided(study *s, size_t *room)
{
    const cas_evidence *evidence = s->evidence;
    bool *undecided = CAS_ARRAY(s->arena, bool, evidence->document_count + 1);
    const char *reason = NULL;
    for (size_t g = 0; g < evidence->same_count; g++) {
        const cas_same_group *group = &evidence->same[g];
        for (size_t i = 0; i < group->count; i++)
            for (size_t j = i + 1; j < group->count; j++) {
                const size_t a = group->members[i].document, b = group->members[j].document;
                cas_poll(s->arena->ctx);
                if (leader_of(s, a) == leader_of(s, b) || (undecided[a] && undecided[b]))
                    continue;
                size_t content;
                if (shared_run(s->arena, words_read(s, &group->members[i]), words_read(s, &group->members[j]), &content) < RUN)
                    continue;
                const cas_text one = cas_quotation_text(s->arena, quotation_of(evidence, &group->members[i]));
                undecided[a] = undecided[b] = true;
                if (!reason)
                    reason = cas_format(s->arena, "%s and %s quote the same words, \"%.*s\": if they were spoken so, both may have heard them", name_of(s, a), name_of(s, b),
                                        CAS_SHOW(cas_plain_excerpt(s->arena, one, 60)));
            }
    }
    if (!reason)
        return;
    cas_derived_group group = {.verdict = CAS_CANNOT_TELL, .documents = CAS_ARRAY(s->arena, size_t, evidence->document_count)};
    for (size_t d = 0; d < evidence->document_count; d++)
        if (undecided[d])
            group.documents[group.count++] = d;
    group.reasons = CAS_ARRAY(s->arena, const char *, 1);
    group.reasons[0] = reason;
    group.reason_count = 1;
    put_group(s->evidence, room, group);
}

void cas_evidence_derived(cas_evidence *evidence)
{
    const size_t n = evidence->document_count;
    study s = {.evidence = evidence, .arena = evidence->arena};
    size_t room = 0;
    s.texts = CAS_ARRAY(s.arena, narrative, n + 1);
    s.leader = CAS_ARRAY(s.arena, size_t, n + 1);
    s.reason_counts = CAS_ARRAY(s.arena, size_t, n + 1);
    s.read = CAS_ARRAY(s.arena, cas_likeness_text *, n + 1);
    s.reason_lists = CAS_ARRAY(s.arena, const char **, n + 1);
    for (size_t d = 0; d < n; d++) {
        s.leader[d] = d;
        s.reason_lists[d] = CAS_ARRAY(s.arena, const char *, TOLD_REASONS);
        read_document(&s, d);
    }
    join_by_credit(&s);
    join_by_translation(&s);
    join_by_facts(&s);
    put_derived(&s, &room);
    put_undecided(&s, &room);
}

size_t cas_independent_witnesses(const cas_evidence *evidence, const size_t *documents, size_t count)
{
    size_t chosen[16], chosen_count = 0;
    for (size_t i = 0; i < count && chosen_count < 16; i++) {
        bool apart = true;
        for (size_t k = 0; k < chosen_count && apart; k++) {
            for (size_t g = 0; g < evidence->derived_count && apart; g++) {
                const cas_derived_group *group = &evidence->derived[g];
                bool has_one = false, has_other = false;
                for (size_t m = 0; m < group->count && group->verdict == CAS_DERIVED; m++) {
                    has_one = has_one || group->documents[m] == documents[i];
                    has_other = has_other || group->documents[m] == chosen[k];
                }
                apart = !(has_one && has_other);
            }
            apart = apart && cas_worded_apart(evidence, documents[i], chosen[k]);
        }
        if (apart)
            chosen[chosen_count++] = documents[i];
    }
    return chosen_count;
}
