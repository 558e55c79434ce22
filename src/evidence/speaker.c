/*
 * Who speaks.
 *
 * Marks around part of a name (`Ann "Nan" Lee`), the title of a work, or what is so called hold nobody's words. For every other
 * quotation, the first of these that answers:
 *
 *  after      `"…," X said`, `"…," said X`, `"…", according to X`, `"…", in the words of X`, `"…", as X calls it`: an attribution right
 *             behind it, in the same sentence
 *  before     the word of saying nearest before it in its sentence: `X said: "…"`, `X called it "…"`, with its subject; or
 *             `according to X`
 *  frame      `…, X says` ends the sentence
 *  label      `X: …` in a headline or a list, `X's warning: …`
 *  to whom    `For X, it is "…"`
 *  behind     a word of saying further behind it in the sentence: `Although it is no "…", X said …`
 *  noun       `X's warning`, `in a letter from X`
 *  alone      a sentence that is nothing but the quotation: who spoke in the sentence before, or in the paragraph before
 *  continued  behind a semicolon, where nobody else is named who could speak: who was quoted before the semicolon
 *  together   another quotation before it in the sentence, with nobody between who could speak: who said that
 *  subject    several words without a word of saying, or `the word "…"`: the subject of the sentence
 *
 * Where only these last or a weak word (`hoped`) answer, a single word in front of a noun, or of `of`, is a term. And then, when all
 * documents are read:
 *
 *  terms      what one report calls a term is one wherever nobody says it beside a word of saying
 *  alike      a headline, or words that nobody was found for: who says the same words elsewhere
 *  full       a guess: who says the same words, and more, for certain in the same document
 *
 * The subject is a name, a pronoun or a noun phrase. A pronoun is the subject of the sentence before that fits it, never
 * its object; an office (`the minister`) is who holds it. Bodies and states may speak.
 *
 * rules.c has the rules in order, rules_*.c the rules, referent.c whom a phrase means.
 *
 * Certain: a name beside its word of saying and the quotation. Likely: what took one step more. Open: a guess, or nobody
 * found. Cost: linear in the words of a sentence for each of its quotations; for at most MOST_LOOKED headlines and guesses, all quotations.
 */
#include "evidence/likeness.h"
#include "evidence/referent.h"

#include <string.h>

/* --- the walk --- */

static void remember(cas_scene *s, cas_referent who)
{
    if (!who.name)
        return;
    s->past.items = CAS_ROOM(s->arena, s->past.items, s->past.count, &s->past.room);
    s->past.items[s->past.count++] = who;
}

/* The sentence's subject: of its first word of saying, else its first noun phrase. */
static bool is_between_commas(const cas_block *block, const cas_phrase *phrase)
{
    const cas_token *before = &block->tokens[phrase->begin - 1], *behind = &block->tokens[phrase->end];
    return before->kind == CAS_TOKEN_POINT && before->point == ',' && phrase->end < block->token_count && behind->kind == CAS_TOKEN_POINT && behind->point == ',';
}

static cas_referent sentence_subject(cas_scene *s, const cas_block *block, const cas_sentence *sentence)
{
    cas_phrase phrase = cas_phrase_first(block, sentence, sentence->last);
    /* `In her speech Ann Lee urged …, as Tom Hale had`: the name beside the first word of saying, if it stands before. */
    for (size_t verb = sentence->first; verb < sentence->last; verb++) {
        if (!cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, sentence->first, verb);
        const bool name = !clause.passive && clause.subject.kind == CAS_PHRASE_NAME;
        if (name && clause.direct && (phrase.kind == CAS_PHRASE_NONE || clause.subject.begin < phrase.begin))
            phrase = clause.subject;
        /* `The head of her office, Ann Lee, told …` */
        if (name && phrase.kind == CAS_PHRASE_NOUN && clause.subject.begin > phrase.end && is_between_commas(block, &clause.subject))
            phrase = clause.subject;
        break;
    }
    cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, sentence->last);
    if (who.name && (who.person || who.entity >= 0))
        return who;
    for (size_t verb = sentence->first; verb < sentence->last; verb++) {
        if (!cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, sentence->first, verb);
        if (clause.subject.kind == CAS_PHRASE_NONE || !cas_can_speak(block, &clause.subject))
            continue;
        return cas_referent_of_phrase(s, block, sentence, &clause.subject, verb);
    }
    return cas_can_speak(block, &phrase) ? who : cas_nobody;
}

/* Persons named in the sentence, beside its subject: a pronoun may still mean them (`Among them was Ann Lee. … she said`). */
static void remember_named(cas_scene *s, const cas_block *block, const cas_sentence *sentence, const cas_referent *subject)
{
    for (size_t i = sentence->first; i < sentence->last; i++) {
        const size_t end = cas_name_end(block, sentence->first, i, sentence->last);
        if (end == i)
            continue;
        const int entity = cas_cast_of_name(s->cast, s->number, (size_t)(block - s->blocks->items), i, end);
        if (entity < 0 || entity == subject->entity || !s->cast->entities[entity].person)
            continue;
        cas_referent who = cas_referent_of_entity(s, entity);
        who.weak = true;
        remember(s, who);
    }
    for (size_t i = sentence->first; i + 2 < sentence->last; i++)
        if (cas_word_is(&block->tokens[i], "according")) {
            const cas_phrase phrase = cas_phrase_at(block, i + 2, sentence->last);
            remember(s, cas_referent_of_phrase(s, block, sentence, &phrase, i));
        }
}

/* Indirect speech: a word of saying with its subject in a sentence without quotations. */
static void report(cas_scene *s, const cas_block *block, const cas_sentence *sentence)
{
    const cas_token *tokens = block->tokens;
    for (size_t i = sentence->first; i < sentence->last; i++)
        if (tokens[i].kind == CAS_TOKEN_QUOTED)
            return;
    for (size_t verb = sentence->first + 1; verb + 2 < sentence->last; verb++) {
        if (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_SAY) || !cas_is_verb(block, sentence, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, sentence->first, verb);
        if (clause.passive || clause.subject.kind == CAS_PHRASE_NONE || !cas_can_speak(block, &clause.subject))
            continue;
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &clause.subject, verb);
        if (!who.name)
            continue;
        size_t begin = verb + 1, end = sentence->last;
        if (cas_word_is(&tokens[begin], "that") || cas_word_is(&tokens[begin], "dass"))
            begin++;
        while (end > begin + 1 && tokens[end - 1].kind == CAS_TOKEN_POINT)
            end--;
        const cas_attribution found = cas_attribution_make(s, 1, who, &tokens[verb], clause.direct && clause.subject.kind == CAS_PHRASE_NAME ? CAS_CERTAIN : CAS_LIKELY,
                                  cas_format(s->arena, "%s is the subject of \"%s\"", who.name, cas_printed(s, &tokens[verb])));
        s->document->reported = CAS_ROOM(s->arena, s->document->reported, s->document->reported_count, &s->reported_room);
        s->document->reported[s->document->reported_count++] =
            (cas_reported){.where = cas_stretch_of(s->document, &s->cursor, tokens[begin].begin, tokens[end - 1].end), .speaker = who.name, .cue = found.cue,
                           .certainty = found.certainty, .reason = found.reason};
        return;
    }
}

static void read_block(cas_scene *s, const cas_block *block)
{
    cas_referent speaker = cas_nobody;
    for (size_t i = 0; i < block->sentence_count; i++) {
        const cas_sentence *sentence = &block->sentences[i];
        cas_poll(s->arena->ctx);
        cas_referent quoted_last = cas_nobody;
        for (size_t t = sentence->first; t < sentence->last; t++)
            if (block->tokens[t].kind == CAS_TOKEN_QUOTED) {
                cas_attribute(s, block, i, t);
                const cas_attribution *found = &s->best[block->tokens[t].quotation];
                if (found->who.name && found->rank > 2)
                    quoted_last = found->who;
            }
        if (!block->heading) {
            report(s, block, sentence);
            const cas_referent who = sentence_subject(s, block, sentence);
            if (!cas_is_alone(block, sentence)) {
                remember_named(s, block, sentence, &who);
                remember(s, who);
            }
            if (quoted_last.name)
                remember(s, quoted_last);
        }
        if (quoted_last.name)
            speaker = quoted_last;
    }
    if (!block->heading && block->sentence_count)
        s->last_speaker = speaker;
}

/* --- what is left: headlines --- */

static void put(cas_quotation *quotation, const cas_attribution *found)
{
    quotation->speaker = found->who.name;
    quotation->person = found->who.person && !found->who.plural && found->who.name && (found->who.entity >= 0 || found->who.named);
    quotation->cue = found->cue;
    quotation->certainty = found->rank ? found->certainty : CAS_OPEN;
    quotation->reason = found->reason ? found->reason : "nothing in the sentence says who";
    quotation->scare = !found->who.name && quotation->partial;
}

/* The words of every quotation's segments, read when first asked for. */
typedef struct alike_words {
    cas_evidence *evidence;
    cas_likeness_text ***read; /* by document, quotation, segment; null: not yet */
    size_t looked;
} alike_words;

enum { MOST_LOOKED = 2000 }; /* how many headlines and nameless quotations are looked up */

static cas_likeness_text words_of_segment(alike_words *alike, size_t document, size_t quotation, size_t part)
{
    cas_arena *arena = alike->evidence->arena;
    const cas_quotation *q = &alike->evidence->documents[document].quotations[quotation];
    if (!alike->read[document])
        alike->read[document] = CAS_ARRAY(arena, cas_likeness_text *, alike->evidence->documents[document].quotation_count);
    if (!alike->read[document][quotation]) {
        cas_likeness_text *read = CAS_ARRAY(arena, cas_likeness_text, q->segment_count);
        for (size_t i = 0; i < q->segment_count; i++)
            read[i] = cas_likeness_read(arena, q->segments[i].text);
        alike->read[document][quotation] = read;
    }
    return alike->read[document][quotation][part];
}

/*
 * A headline may bend a word of what it quotes: `redraw the map` for `redrew the map`. The words stand in a row, all the
 * same but for one, whose first four letters agree; another of them must have a content of its own.
 */
static bool is_bent(const cas_likeness_text *title, const cas_likeness_text *there)
{
    for (size_t from = 0; title->content >= 2 && from + title->count <= there->count; from++) {
        size_t same = 0, bent = 0, content = 0;
        for (size_t i = 0; i < title->count; i++) {
            const cas_likeness_word *a = &title->words[i], *b = &there->words[from + i];
            if (cas_likeness_same_word(a, b)) {
                same++;
                content += a->content;
            } else
                bent += a->content && b->content && a->stem.length > 4 && b->stem.length > 4 && memcmp(a->stem.at, b->stem.at, 4) == 0;
        }
        if (bent == 1 && same + 1 == title->count && content)
            return true;
    }
    return false;
}

/* A headline's quotation is by whoever says the same words in a text: here first, then in the others. */
static void take_from_alike(alike_words *alike, size_t document, const cas_quotation *title, cas_attribution *best, double most)
{
    cas_evidence *evidence = alike->evidence;
    if (alike->looked++ >= MOST_LOOKED)
        return;
    const cas_likeness_text words = cas_likeness_read(evidence->arena, title->segments[0].text);
    for (size_t k = 0; k < evidence->document_count; k++) {
        const size_t d = (document + k) % evidence->document_count;
        for (size_t q = 0; q < evidence->documents[d].quotation_count; q++) {
            const cas_quotation *other = &evidence->documents[d].quotations[q];
            if (other->in_title || !other->speaker || other == title)
                continue;
            for (size_t i = 0; i < other->segment_count; i++) {
                const cas_likeness_text there = words_of_segment(alike, d, q, i);
                cas_poll(evidence->arena->ctx);
                const double alike_by = cas_likeness(&words, &there), bent = title->in_title && alike_by < 0.85 && is_bent(&words, &there) ? 0.85 : 0;
                const double likeness = (bent > alike_by ? bent : alike_by) - (d == document ? 0 : 0.05);
                if (likeness <= most)
                    continue;
                most = likeness;
                best->rank = 4;
                best->who = (cas_referent){.entity = -1, .name = other->speaker, .person = other->person, .named = true};
                best->certainty = CAS_LIKELY;
                best->reason = d == document ? cas_format(evidence->arena, "%s says the same in line %zu", other->speaker, other->segments[i].line)
                                             : cas_format(evidence->arena, "%s says the same in %s", other->speaker, evidence->documents[d].name);
            }
        }
    }
}

/* Where the speaker is a guess: who says the same words for certain, and more, in this document. */
static void take_from_full(alike_words *alike, size_t document, const cas_quotation *excerpt, cas_attribution *best)
{
    const cas_evidence_document *here = &alike->evidence->documents[document];
    if (alike->looked++ >= MOST_LOOKED)
        return;
    const cas_likeness_text words = cas_likeness_read(alike->evidence->arena, excerpt->segments[0].text);
    for (size_t q = 0; q < here->quotation_count; q++) {
        const cas_quotation *full = &here->quotations[q];
        for (size_t i = 0; full != excerpt && full->speaker && full->certainty != CAS_OPEN && !full->partial && i < full->segment_count; i++) {
            const cas_likeness_text there = words_of_segment(alike, document, q, i);
            cas_poll(alike->evidence->arena->ctx);
            if (there.count <= words.count || cas_likeness(&words, &there) < 0.95)
                continue;
            best->who = (cas_referent){.entity = -1, .name = full->speaker, .person = full->person, .named = true};
            best->reason = cas_format(alike->evidence->arena, "%s says the same in line %zu", full->speaker, full->segments[i].line);
            best->certainty = CAS_LIKELY;
            best->cue = NULL;
            best->rank = 4;
            return;
        }
    }
}

/* A headline says the state or the body; if a person who can speak for it says the same words in a text, it is that person. */
static void take_from_minister(alike_words *alike, const cas_cast *cast, size_t document, const cas_quotation *title, cas_attribution *best)
{
    const cas_evidence *evidence = alike->evidence;
    cas_attribution found = *best;
    found.rank = 0;
    take_from_alike(alike, document, title, &found, 0.85);
    if (!found.rank || !found.who.person)
        return;
    const int place = best->who.entity >= 0 ? cast->entities[best->who.entity].place : -1;
    bool speaks_for = place < 0;
    for (size_t e = 0; e < cast->count; e++)
        speaks_for = speaks_for || (cast->entities[e].role_place == place && strcmp(cast->entities[e].name, found.who.name) == 0);
    if (!speaks_for)
        return;
    found.reason = cas_format(evidence->arena, "the headline says \"%s\"; %s", best->who.name, found.reason);
    found.cue = best->cue;
    found.rank = best->rank;
    *best = found;
}

static cas_text bare_words(cas_arena *arena, cas_text text)
{
    char *at = CAS_ARRAY(arena, char, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != ',' && text.at[i] != '.')
            at[length++] = text.at[i] >= 'A' && text.at[i] <= 'Z' ? (char)(text.at[i] | 32) : text.at[i];
    return (cas_text){at, length};
}

enum { TERM_RANK = 8, TERM_WORDS = 2 };

/* What one report calls a term is one wherever nobody says it beside a word of saying. */
static void settle_terms(cas_evidence *evidence, cas_attribution **best)
{
    cas_names terms = {.arena = evidence->arena};
    for (int round = 0; round < 2; round++)
        for (size_t d = 0; d < evidence->document_count; d++)
            for (size_t q = 0; q < evidence->documents[d].quotation_count; q++) {
                cas_quotation *quotation = &evidence->documents[d].quotations[q];
                cas_attribution *found = &best[d][q];
                const bool short_one = quotation->segment_count == 1 && cas_count_words(quotation->segments[0].text) <= TERM_WORDS;
                if (round == 0 && short_one && found->rank == TERM_RANK && !found->who.name)
                    cas_names_add(&terms, bare_words(evidence->arena, quotation->segments[0].text));
                if (round == 1 && short_one && found->who.name && found->rank < TERM_RANK && cas_names_find(&terms, bare_words(evidence->arena, quotation->segments[0].text)) >= 0) {
                    *found = (cas_attribution){.rank = TERM_RANK, .who = cas_nobody, .certainty = CAS_LIKELY, .reason = "a term elsewhere, not somebody's words"};
                    put(quotation, found);
                }
            }
}

void cas_evidence_speakers(cas_evidence *evidence)
{
    cas_arena *arena = evidence->arena;
    cas_cast cast = cas_cast_gather(evidence, cas_tables_of(evidence));
    cas_attribution **best = CAS_ARRAY(arena, cas_attribution *, evidence->document_count + 1);
    for (size_t d = 0; d < evidence->document_count; d++) {
        cas_evidence_document *document = &evidence->documents[d];
        cas_scene s = {.arena = arena, .cast = &cast, .document = document, .number = d, .blocks = &cast.documents[d].blocks, .last_speaker = cas_nobody};
        s.best = best[d] = CAS_ARRAY(arena, cas_attribution, document->quotation_count + 1);
        for (size_t b = 0; b < s.blocks->count; b++)
            if (!cas_line_is_boilerplate(s.blocks->items[b].kind))
                read_block(&s, &s.blocks->items[b]);
        for (size_t q = 0; q < document->quotation_count; q++) {
            put(&document->quotations[q], &best[d][q]);
            if (cas_line_is_boilerplate(document->lines[document->quotations[q].segments[0].line - 1].kind))
                document->quotations[q].reason = "it stands in what is not the document's own text";
        }
    }
    settle_terms(evidence, best);
    alike_words alike = {.evidence = evidence, .read = CAS_ARRAY(arena, cas_likeness_text **, evidence->document_count + 1)};
    for (size_t d = 0; d < evidence->document_count; d++)
        for (size_t q = 0; q < evidence->documents[d].quotation_count; q++) {
            cas_quotation *quotation = &evidence->documents[d].quotations[q];
            if (quotation->in_title && best[d][q].who.name && !quotation->person) {
                take_from_minister(&alike, &cast, d, quotation, &best[d][q]);
                put(quotation, &best[d][q]);
            }
            const bool guessed = !quotation->in_title && best[d][q].rank && best[d][q].rank <= 6 && best[d][q].certainty == CAS_OPEN && best[d][q].who.name && cas_count_words(quotation->segments[0].text) >= 3;
            if (guessed)
                take_from_full(&alike, d, quotation, &best[d][q]);
            put(quotation, &best[d][q]);
            const bool whole = !best[d][q].rank && cas_count_words(quotation->segments[0].text) >= 2;
            if (!(quotation->in_title ? best[d][q].rank <= 4 : whole) || cas_line_is_boilerplate(evidence->documents[d].lines[quotation->segments[0].line - 1].kind))
                continue;
            take_from_alike(&alike, d, quotation, &best[d][q], quotation->in_title ? 0.74 : 0.9);
            put(quotation, &best[d][q]);
        }
}
