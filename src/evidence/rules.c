/*
 * The rules by which a quotation is given a speaker; speaker.c lists them in order, the head comment there says what each
 * looks for. A rule that finds somebody keeps the answer with its rank; the greatest rank wins.
 *
 * Cost: each rule looks at the words of one sentence.
 */
#include "evidence/referent.h"

#include <string.h>

enum { WEAK_RANK = 3 }; /* of what is only likely to be somebody's words */

static void keep(cas_scene *s, size_t quotation, cas_attribution found)
{
    if (found.rank > s->best[quotation].rank)
        s->best[quotation] = found;
}

cas_attribution cas_attribution_make(cas_scene *s, int rank, cas_referent who, const cas_token *cue, cas_certainty certainty, const char *reason)
{
    cas_attribution found = {.rank = rank, .who = who, .cue = cue ? cas_printed(s, cue) : NULL, .certainty = certainty, .reason = reason};
    if (who.how) {
        found.reason = cas_format(s->arena, "%s; %s", reason, who.how);
        if (found.certainty == CAS_CERTAIN)
            found.certainty = CAS_LIKELY;
    }
    if (who.unsure)
        found.certainty = CAS_OPEN;
    return found;
}

static bool is_filler(const cas_token *token)
{
    return cas_word_has(token, CAS_WORD_ADVERB | CAS_WORD_AUXILIARY | CAS_WORD_TIME);
}

/* Where the part of the sentence begins in which a verb can govern the quotation: behind the last semicolon. */
static size_t part_start(const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    for (size_t i = quoted; i-- > sentence->first;)
        if (cas_point_is(&block->tokens[i], ';') || cas_point_is(&block->tokens[i], 0x2022))
            return i + 1;
    return sentence->first;
}

static bool says_before(const cas_block *block, const cas_sentence *sentence, size_t from, size_t at)
{
    for (size_t i = from; i < at; i++)
        if (block->tokens[i].kind == CAS_TOKEN_WORD && block->tokens[i].classes & CAS_WORD_SAY && cas_is_verb(block, sentence, i))
            return true;
    return false;
}

/* Behind `according to`: a noun phrase, or `him`, `her`, `them`. */
static cas_phrase according_to(const cas_block *block, size_t at, size_t to)
{
    if (at < to && (cas_word_is(&block->tokens[at], "him") || cas_word_is(&block->tokens[at], "her") || cas_word_is(&block->tokens[at], "them")) && (at + 1 >= to || block->tokens[at + 1].kind == CAS_TOKEN_POINT))
        return (cas_phrase){CAS_PHRASE_PRONOUN, at, at + 1, at};
    return cas_phrase_at(block, at, to);
}

/* `"…," said X` and `"…," X said`. */
static bool after(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    size_t i = quoted + 1;
    const size_t quotation = tokens[quoted].quotation;
    const cas_text words = s->document->quotations[quotation].segments[s->document->quotations[quotation].segment_count - 1].text;
    const char ending = words.length ? words.at[words.length - 1] : ' ';
    bool comma = ending == ',' || ending == '?' || ending == '!' || ending == '.' || (unsigned char)ending >= 0x80;
    while (i < sentence->last && tokens[i].kind == CAS_TOKEN_POINT && (tokens[i].point == ',' || tokens[i].point == 0x2014 || tokens[i].point == 0x2013 || tokens[i].point == '-' || tokens[i].point == ':')) {
        if (tokens[i].point == ':' && !block->heading)
            return false;
        comma = true;
        i++;
    }
    if (i >= sentence->last)
        return false;
    if (cas_word_is(&tokens[i], "according") || cas_word_is(&tokens[i], "laut")) {
        const size_t name = i + (cas_word_is(&tokens[i], "according") && i + 1 < sentence->last ? 2 : 1);
        const cas_phrase phrase = according_to(block, name, sentence->last);
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, i);
        /* `X said "…", according to Agency`: who carries it has not said it. */
        if (!who.name || (!who.person && says_before(block, sentence, part_start(block, sentence, quoted), quoted)))
            return false;
        keep(s, quotation, cas_attribution_make(s, 9, who, &tokens[i], CAS_LIKELY, "\"according to\" stands behind it"));
        return true;
    }
    if (i + 4 < sentence->last && cas_word_is(&tokens[i], "in") && cas_word_is(&tokens[i + 1], "the") && cas_word_is(&tokens[i + 2], "words") && cas_word_is(&tokens[i + 3], "of")) {
        const cas_phrase phrase = cas_phrase_at(block, i + 4, sentence->last);
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, i);
        if (who.name)
            keep(s, quotation, cas_attribution_make(s, 9, who, &tokens[i + 2], CAS_LIKELY, "\"in the words of\" stands behind it"));
        return who.name != NULL;
    }
    if (!comma)
        return false;
    if (cas_word_is(&tokens[i], "so") && block->language == CAS_GERMAN) {
        const cas_phrase phrase = cas_phrase_at(block, i + 1, sentence->last);
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, i);
        if (who.name)
            keep(s, quotation, cas_attribution_make(s, 9, who, &tokens[i], CAS_LIKELY, "\"so\" and the speaker stand behind it"));
        return who.name != NULL;
    }
    if (cas_word_is(&tokens[i], "came"))
        return false;
    if (cas_word_has(&tokens[i], CAS_WORD_SAY) || (block->language == CAS_GERMAN && cas_word_has(&tokens[i], CAS_WORD_CUES))) {
        size_t name = i + 1;
        while (name < sentence->last && (is_filler(&tokens[name]) || cas_word_has(&tokens[name], CAS_WORD_OTHERPRONOUN)))
            name++;
        cas_phrase phrase = cas_phrase_at(block, name, sentence->last);
        /* `sagte die Sprecherin des Ministeriums, Ute Falk,`: over the genitive. */
        size_t behind_it = phrase.end;
        while (phrase.kind == CAS_PHRASE_NOUN && block->language == CAS_GERMAN && behind_it < sentence->last && behind_it < phrase.end + 4 && tokens[behind_it].kind == CAS_TOKEN_WORD && !(tokens[behind_it].classes & CAS_WORD_CUES))
            behind_it++;
        if (phrase.kind == CAS_PHRASE_NOUN && behind_it > phrase.end && behind_it < sentence->last && cas_point_is(&tokens[behind_it], ','))
            phrase.end = behind_it;
        /* `said the minister, Ann Lee,` */
        if (phrase.kind == CAS_PHRASE_NOUN && phrase.end + 1 < sentence->last && cas_point_is(&tokens[phrase.end], ',')) {
            const cas_phrase apposed = cas_phrase_at(block, phrase.end + 1, sentence->last);
            if (apposed.kind == CAS_PHRASE_NAME && apposed.begin == apposed.name_begin)
                phrase = apposed;
        }
        /* `X, who called it "…", said the other years would pay`: what is said, not who says it. */
        if (phrase.kind == CAS_PHRASE_NOUN && !cas_can_speak(block, &phrase) && phrase.end < sentence->last && tokens[phrase.end].kind != CAS_TOKEN_POINT)
            return false;
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, i);
        if (who.name) {
            keep(s, quotation, cas_attribution_make(s, 10, who, &tokens[i], phrase.kind == CAS_PHRASE_NAME && who.person ? CAS_CERTAIN : CAS_LIKELY,
                                    cas_format(s->arena, "\"%s %s\" stands behind it", cas_printed(s, &tokens[i]), who.name)));
            return true;
        }
        return false;
    }
    /* `"…", as Lee called it`, `as her friends like to say` */
    if (cas_word_is(&tokens[i], "as") && tokens[quoted + 1].kind == CAS_TOKEN_POINT) {
        const cas_phrase phrase = cas_phrase_at(block, i + 1, sentence->last);
        for (size_t verb = phrase.end; phrase.kind != CAS_PHRASE_NONE && verb < sentence->last && verb < phrase.end + 4 && tokens[verb].kind == CAS_TOKEN_WORD; verb++) {
            if (!(tokens[verb].classes & CAS_WORD_CUES) && !cas_word_is(&tokens[verb], "put") && !cas_word_is(&tokens[verb], "puts"))
                continue;
            const cas_referent who = cas_can_speak(block, &phrase) ? cas_referent_of_phrase(s, block, sentence, &phrase, verb) : cas_nobody;
            if (who.name)
                keep(s, quotation, cas_attribution_make(s, 9, who, &tokens[verb], CAS_LIKELY, cas_format(s->arena, "\"as %s %s\" stands behind it", who.name, cas_printed(s, &tokens[verb]))));
            return who.name != NULL;
        }
    }
    if (cas_word_has(&tokens[i], CAS_WORD_CONJUNCTION | CAS_WORD_RELATIVE | CAS_WORD_PREPOSITION | CAS_WORD_SUBORDINATOR))
        return false;
    /* Whatever is done behind a comma before a name is a way of saying: `"…," beamed Lee`. */
    const cas_text unknown = tokens[i].lower;
    if (tokens[i].kind == CAS_TOKEN_WORD && !tokens[i].capital && !tokens[i].classes && ending == ',' && unknown.length > 4 && memcmp(unknown.at + unknown.length - 2, "ed", 2) == 0 &&
        i + 1 < sentence->last && tokens[i + 1].name) {
        const cas_phrase phrase = cas_phrase_at(block, i + 1, sentence->last);
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, i);
        if (who.name) {
            keep(s, quotation, cas_attribution_make(s, 10, who, &tokens[i], CAS_LIKELY, cas_format(s->arena, "\"%s %s\" stands behind it", cas_printed(s, &tokens[i]), who.name)));
            return true;
        }
    }
    for (size_t verb = i; verb < sentence->last && verb < i + 40; verb++) {
        if (tokens[verb].kind == CAS_TOKEN_QUOTED || cas_point_is(&tokens[verb], ';') || cas_point_is(&tokens[verb], ':'))
            return false;
        if (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_CUES) || verb == i || !cas_is_verb(block, sentence, verb))
            continue;
        /* `"…," the agency quoted her as saying` */
        if ((cas_word_is(&tokens[verb], "quoted") || cas_word_is(&tokens[verb], "cited")) && verb + 2 < sentence->last) {
            const cas_phrase quoted_one = according_to(block, verb + 1, verb + 2 < sentence->last && cas_word_is(&tokens[verb + 2], "as") ? verb + 2 : sentence->last);
            const cas_referent who = quoted_one.kind != CAS_PHRASE_NONE && cas_word_is(&tokens[quoted_one.end], "as") ? cas_referent_of_phrase(s, block, sentence, &quoted_one, verb) : cas_nobody;
            if (who.name) {
                keep(s, quotation, cas_attribution_make(s, 10, who, &tokens[verb], CAS_LIKELY, cas_format(s->arena, "%s is \"%s\" behind it", who.name, cas_printed(s, &tokens[verb]))));
                return true;
            }
        }
        const cas_clause clause = cas_clause_of(block, sentence, i, verb);
        if (clause.passive || clause.subject.kind == CAS_PHRASE_NONE)
            continue;
        if (clause.subject.kind == CAS_PHRASE_NOUN && !cas_can_speak(block, &clause.subject) && !(tokens[verb].classes & CAS_WORD_SAY && verb <= clause.subject.end + 1))
            return false; /* `…," a blow to hopes after both sides agreed …` */
        /* The attribution begins right behind the quotation: with the subject, or with the office it is apposed to. */
        const cas_phrase first = cas_phrase_at(block, i, sentence->last);
        if (clause.subject.begin > i && !(first.kind != CAS_PHRASE_NONE && first.end < sentence->last && cas_point_is(&tokens[first.end], ',')))
            return false;
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &clause.subject, verb);
        if (!who.name)
            return false;
        const bool plain = clause.subject.kind == CAS_PHRASE_NAME && who.person && verb <= clause.subject.end + 2 && tokens[verb].classes & CAS_WORD_SAY;
        keep(s, quotation, cas_attribution_make(s, 10, who, &tokens[verb], plain ? CAS_CERTAIN : CAS_LIKELY,
                                cas_format(s->arena, "\"%s %s\" stands behind it", who.name, cas_printed(s, &tokens[verb]))));
        return true;
    }
    /* In a headline: `"…": X …`. */
    if (block->heading) {
        const cas_phrase phrase = cas_phrase_at(block, i, sentence->last);
        const bool plain = phrase.kind == CAS_PHRASE_NAME && (phrase.name_begin == phrase.begin || cas_word_has(&tokens[phrase.name_begin - 1], CAS_WORD_ROLE | CAS_WORD_HONORIFIC));
        const cas_referent who = plain ? cas_referent_of_phrase(s, block, sentence, &phrase, i) : cas_nobody;
        if (who.entity >= 0) {
            keep(s, quotation, cas_attribution_make(s, who.person ? 5 : 3, who, NULL, CAS_LIKELY, "the headline names the speaker behind it"));
            return true;
        }
    }
    return false;
}

/* May something else than the verb's object begin between it and the quotation? Then what is certain is only likely. */
static bool others_between(const cas_block *block, size_t verb, size_t quoted)
{
    for (size_t i = verb + 1; i < quoted; i++)
        if (cas_word_has(&block->tokens[i], CAS_WORD_RELATIVE | CAS_WORD_PRONOUN | CAS_WORD_CONJUNCTION) || block->tokens[i].kind == CAS_TOKEN_QUOTED)
            return true;
    return false;
}

/* `a fund called "…"`: a name for a thing. */
static bool is_naming(const cas_block *block, const cas_clause *clause, size_t quoted)
{
    static const char *const verbs[] = {"called", "named", "dubbed", "nicknamed", "termed", "labelled", "labeled", "genannt"};
    bool names = false, acts = false;
    if (clause->verb + 1 != quoted || clause->subject.kind != CAS_PHRASE_NOUN || !clause->direct)
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        names = names || cas_word_is(&block->tokens[clause->verb], verbs[i]);
    for (size_t i = clause->subject.begin; i < clause->subject.end; i++)
        acts = acts || block->tokens[i].classes & (CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN);
    return names && !acts;
}

static bool before(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    const size_t from = part_start(block, sentence, quoted), quotation = tokens[quoted].quotation;
    for (size_t verb = quoted; verb-- > from;) {
        const bool laut = block->language == CAS_GERMAN && cas_word_is(&tokens[verb], "laut");
        if ((cas_word_is(&tokens[verb], "according") || laut) && verb + 2 < quoted) {
            const cas_phrase phrase = according_to(block, verb + (laut ? 1 : 2), sentence->last);
            const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, verb);
            if (!who.name)
                continue;
            keep(s, quotation, cas_attribution_make(s, 7, who, &tokens[verb], CAS_LIKELY, "\"according to\" stands before it"));
            return true;
        }
        /* `As X put it` */
        const bool puts_it = verb + 1 < quoted && (cas_word_is(&tokens[verb], "put") || cas_word_is(&tokens[verb], "puts")) && cas_word_is(&tokens[verb + 1], "it");
        if (!puts_it && (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_CUES) || !cas_is_verb(block, sentence, verb)))
            continue;
        /* `X told Y that Z had erred by calling it "…"`: how it was done, in the words of X. */
        if (verb > from && cas_word_is(&tokens[verb - 1], "by") && says_before(block, sentence, from, verb))
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, from, verb);
        if (is_naming(block, &clause, quoted)) {
            keep(s, quotation, cas_attribution_make(s, 7, cas_nobody, NULL, CAS_LIKELY, "a name given to a thing"));
            return true;
        }
        /* Whatever says, insists or warns can speak; what calls or rejects may be a plan. */
        const bool says = tokens[verb].classes & CAS_WORD_SAY && clause.subject.kind == CAS_PHRASE_NOUN;
        if (clause.subject.kind == CAS_PHRASE_NONE || !(says || cas_can_speak(block, &clause.subject)))
            continue;
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &clause.subject, verb);
        if (!who.name)
            continue;
        const bool weak = !puts_it && !(tokens[verb].classes & (CAS_WORD_SAY | CAS_WORD_CALL));
        const bool joint = clause.subject.begin > from && cas_word_has(&tokens[clause.subject.begin - 1], CAS_WORD_CONJUNCTION);
        const bool near = who.person && !joint && clause.direct && clause.subject.kind == CAS_PHRASE_NAME && quoted - verb <= 14 && !others_between(block, verb, quoted);
        const cas_certainty certainty = near && !weak && !block->heading ? CAS_CERTAIN : CAS_LIKELY;
        keep(s, quotation, cas_attribution_make(s, weak ? 3 : 7, who, &tokens[verb], weak ? CAS_OPEN : certainty,
                                cas_format(s->arena, "\"%s\" before it has %s as its subject", cas_printed(s, &tokens[verb]), who.name)));
        if (!weak)
            return true;
    }
    return s->best[quotation].rank > WEAK_RANK;
}

/* The last comma of a sentence behind which nothing but somebody and a word of saying stand; *verb: the word. */
static size_t last_attribution(const cas_block *block, const cas_sentence *sentence, size_t quoted, size_t *verb)
{
    const cas_token *tokens = block->tokens;
    for (size_t i = sentence->last; i-- > quoted + 1;) {
        if (tokens[i].kind == CAS_TOKEN_QUOTED)
            return SIZE_MAX;
        if (!cas_point_is(&tokens[i], ',') || i + 2 >= sentence->last)
            continue;
        const cas_phrase who = cas_phrase_at(block, i + 1, sentence->last);
        for (*verb = who.end; who.kind != CAS_PHRASE_NONE && *verb < sentence->last && *verb <= who.end + 1; ++*verb)
            if (tokens[*verb].classes & CAS_WORD_SAY && cas_is_verb(block, sentence, *verb))
                return i;
        return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* The whole sentence is somebody's: `According to X, …`; `…, X says`. */
static bool frame(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    const size_t from = part_start(block, sentence, quoted), quotation = tokens[quoted].quotation;
    size_t verb;
    if (from + 2 < quoted && cas_word_is(&tokens[from], "according")) {
        const cas_phrase phrase = according_to(block, from + 2, sentence->last);
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, from);
        if (who.name && phrase.end < quoted && cas_point_is(&tokens[phrase.end], ',')) {
            keep(s, quotation, cas_attribution_make(s, 6, who, &tokens[from], CAS_LIKELY, "\"according to\" begins the sentence"));
            return true;
        }
    }
    const size_t comma = last_attribution(block, sentence, quoted, &verb);
    if (comma == SIZE_MAX)
        return false;
    const cas_phrase phrase = cas_phrase_at(block, comma + 1, sentence->last);
    const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, verb);
    if (!who.name || !cas_can_speak(block, &phrase))
        return false;
    keep(s, quotation, cas_attribution_make(s, 6, who, &tokens[verb], CAS_LIKELY, cas_format(s->arena, "\"%s %s\" ends the sentence", who.name, cas_printed(s, &tokens[verb]))));
    return true;
}

static bool behind(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    for (size_t verb = quoted + 1; verb < sentence->last; verb++) {
        if (cas_word_is(&tokens[verb], "according") && verb + 2 < sentence->last) {
            const cas_phrase phrase = according_to(block, verb + 2, sentence->last);
            const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, verb);
            if (who.name)
                keep(s, tokens[quoted].quotation, cas_attribution_make(s, 6, who, &tokens[verb], CAS_LIKELY, "\"according to\" stands behind it"));
            return who.name != NULL;
        }
        if (tokens[verb].kind != CAS_TOKEN_WORD || !(tokens[verb].classes & CAS_WORD_CUES) || !cas_is_verb(block, sentence, verb))
            continue;
        /* Of a word or two only what is said, not what is denied, is somebody's. */
        if (!(tokens[verb].classes & CAS_WORD_SAY) && cas_count_words(s->document->quotations[tokens[quoted].quotation].segments[0].text) < 3)
            continue;
        const cas_clause clause = cas_clause_of(block, sentence, quoted + 1, verb);
        cas_phrase subject = clause.subject;
        /* `…, and did what X asked`: not what is quoted. */
        if (subject.kind != CAS_PHRASE_NONE && subject.begin > quoted + 1 && cas_word_is(&tokens[subject.begin - 1], "what"))
            continue;
        if (subject.kind == CAS_PHRASE_NONE && !clause.passive)
            subject = cas_phrase_first(block, sentence, quoted);
        if (subject.kind == CAS_PHRASE_NONE || !cas_can_speak(block, &subject))
            continue;
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &subject, verb);
        if (!who.name)
            continue;
        keep(s, tokens[quoted].quotation, cas_attribution_make(s, tokens[verb].classes & (CAS_WORD_SAY | CAS_WORD_CALL) && !block->heading ? 6 : 3, who, &tokens[verb], CAS_OPEN,
                                               cas_format(s->arena, "\"%s\" further on in the sentence has %s as its subject", cas_printed(s, &tokens[verb]), who.name)));
        return true;
    }
    return false;
}

/* `X: …` at the start of a headline or list item; `X's Warning: …`. */
static bool label(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    size_t first = sentence->first;
    while (first < quoted && tokens[first].kind == CAS_TOKEN_POINT)
        first++;
    for (size_t i = first; i < quoted && i < first + 8; i++) {
        if (tokens[i].possessive && tokens[i].name && i + 1 < quoted && tokens[i + 1].classes & CAS_WORD_SPEECHNOUN) {
            size_t begin = i;
            while (begin > first && tokens[begin - 1].name && !tokens[begin - 1].possessive)
                begin--;
            const cas_phrase name = {CAS_PHRASE_NAME, begin, i + 1, begin};
            const cas_referent who = cas_referent_of_phrase(s, block, sentence, &name, i + 1);
            if (who.name)
                keep(s, tokens[quoted].quotation, cas_attribution_make(s, 5, who, &tokens[i + 1], CAS_LIKELY, cas_format(s->arena, "it stands under \"%s %s\"", cas_printed(s, &tokens[i]), cas_printed(s, &tokens[i + 1]))));
            return who.name != NULL;
        }
        if (!cas_point_is(&tokens[i], ':'))
            continue;
        const cas_phrase phrase = cas_phrase_before(block, first, i);
        if (phrase.kind == CAS_PHRASE_NOUN && block->heading && phrase.begin == first) {
            /* `Mayor: "…"` */
            const cas_referent holder = cas_referent_of_phrase(s, block, sentence, &phrase, i);
            if (holder.entity >= 0 && holder.person)
                keep(s, tokens[quoted].quotation, cas_attribution_make(s, 5, holder, NULL, CAS_LIKELY, cas_format(s->arena, "\"%s:\" stands before it", holder.name)));
            return holder.entity >= 0;
        }
        if (phrase.kind != CAS_PHRASE_NAME || phrase.begin != first || (phrase.name_begin > first && !cas_word_has(&tokens[phrase.name_begin - 1], CAS_WORD_ROLE | CAS_WORD_HONORIFIC)) || !(block->heading || phrase.end - phrase.begin <= 6))
            return false;
        /* `PARIS: …` is where it was written, unless it is a headline. */
        if (!block->heading && tokens[first].shouting)
            return false;
        const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, i);
        if (who.entity >= 0)
            keep(s, tokens[quoted].quotation, cas_attribution_make(s, who.person ? 5 : 3, who, NULL, CAS_LIKELY, cas_format(s->arena, "\"%s:\" stands before it", who.name)));
        return who.entity >= 0;
    }
    return false;
}

/* `X's warning that …`, `a letter from X`, in the sentence. */
static bool noun(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    for (size_t i = quoted; i-- > sentence->first + 1;) {
        if (tokens[i].kind != CAS_TOKEN_WORD || !(tokens[i].classes & CAS_WORD_SPEECHNOUN))
            continue;
        size_t owner = i;
        while (owner > sentence->first && i - owner < 4 && !(tokens[owner - 1].possessive || cas_word_has(&tokens[owner - 1], CAS_WORD_POSSESSIVE)))
            owner--;
        cas_referent who = cas_nobody;
        if (owner > sentence->first && tokens[owner - 1].possessive) {
            cas_phrase name = {CAS_PHRASE_NAME, owner - 1, owner, owner - 1};
            while (name.begin > sentence->first && tokens[name.begin - 1].name && !tokens[name.begin - 1].possessive)
                name.begin = --name.name_begin;
            if (!tokens[owner - 1].name)
                name.kind = CAS_PHRASE_NOUN;
            who = cas_referent_of_phrase(s, block, sentence, &name, i);
        } else if (owner > sentence->first && cas_word_has(&tokens[owner - 1], CAS_WORD_POSSESSIVE)) {
            for (size_t k = s->past.count; k-- > 0 && !who.name;)
                if (s->past.items[k].person)
                    who = s->past.items[k];
            who.unsure = true;
        } else if (i + 2 < quoted && (cas_word_is(&tokens[i + 1], "from") || cas_word_is(&tokens[i + 1], "by") || cas_word_is(&tokens[i + 1], "of"))) {
            const cas_phrase phrase = cas_phrase_at(block, i + 2, quoted);
            who = cas_referent_of_phrase(s, block, sentence, &phrase, i);
        }
        if (!who.name)
            continue;
        keep(s, tokens[quoted].quotation, cas_attribution_make(s, 4, who, &tokens[i], CAS_OPEN, cas_format(s->arena, "\"%s\" is %s's", cas_printed(s, &tokens[i]), who.name)));
        return true;
    }
    return false;
}

/* The sentence is nothing but quotations and points. */
bool cas_is_alone(const cas_block *block, const cas_sentence *sentence)
{
    for (size_t i = sentence->first; i < sentence->last; i++)
        if (block->tokens[i].kind != CAS_TOKEN_QUOTED && block->tokens[i].kind != CAS_TOKEN_POINT)
            return false;
    return true;
}

static bool alone(cas_scene *s, const cas_block *block, size_t sentence, size_t quoted)
{
    if (!cas_is_alone(block, &block->sentences[sentence]) || block->heading)
        return false;
    /* A few words in a line of their own are a subhead, however it is marked. */
    if (block->sentence_count == 1 && s->document->quotations[block->tokens[quoted].quotation].partial && cas_count_words(s->document->quotations[block->tokens[quoted].quotation].segments[0].text) <= 4)
        return false;
    cas_referent who = sentence > 0 && s->past.count ? s->past.items[s->past.count - 1] : s->last_speaker;
    const bool just_before = sentence > 0;
    if (!who.name)
        who = s->last_speaker;
    if (!who.name)
        for (size_t i = s->past.count; i-- > 0 && !who.name;)
            if (!s->past.items[i].weak)
                who = s->past.items[i];
    if (!who.name)
        return false;
    who.how = NULL;
    who.unsure = false;
    keep(s, block->tokens[quoted].quotation,
         cas_attribution_make(s, 4, who, NULL, CAS_LIKELY, cas_format(s->arena, just_before ? "it stands alone behind a sentence of %s" : "it stands alone, and %s spoke before", who.name)));
    return true;
}

size_t cas_count_words(cas_text text)
{
    size_t words = 0;
    for (size_t i = 0; i < text.length; i++)
        words += text.at[i] != ' ' && (i == 0 || text.at[i - 1] == ' ');
    return words;
}

/* `For Lee, the plan is "…"`, `To Lee it is "…"`. */
static bool to_whom(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *first = &block->tokens[sentence->first];
    if (!cas_word_is(first, "for") && !cas_word_is(first, "to") && !cas_word_is(first, "für"))
        return false;
    const cas_phrase phrase = cas_phrase_at(block, sentence->first + 1, quoted);
    const cas_referent who = phrase.kind == CAS_PHRASE_NAME ? cas_referent_of_phrase(s, block, sentence, &phrase, quoted) : cas_nobody;
    if (!who.person)
        return false;
    keep(s, block->tokens[quoted].quotation, cas_attribution_make(s, 4, who, NULL, CAS_OPEN, cas_format(s->arena, "the sentence tells what it is for %s", who.name)));
    return true;
}

/* `The dam, she said, was "…"; talk of a leak was "…"`: the sentence goes on with its speaker. */
static bool continued(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const size_t from = part_start(block, sentence, quoted);
    if (from == sentence->first || block->heading || !cas_point_is(&block->tokens[from - 1], ';'))
        return false;
    for (size_t i = from; i < quoted; i++)
        if (block->tokens[i].name || cas_word_has(&block->tokens[i], CAS_WORD_PRONOUN | CAS_WORD_ROLE | CAS_WORD_COLLECTIVE | CAS_WORD_PLURALNOUN))
            return false;
    for (size_t i = from; i-- > sentence->first;) {
        if (block->tokens[i].kind != CAS_TOKEN_QUOTED)
            continue;
        const cas_attribution *said = &s->best[block->tokens[i].quotation];
        if (!said->who.name || said->rank < 6)
            return false;
        cas_referent who = said->who;
        who.how = NULL;
        keep(s, block->tokens[quoted].quotation, cas_attribution_make(s, 4, who, NULL, CAS_LIKELY, cas_format(s->arena, "the sentence goes on behind a semicolon; %s is quoted before it", who.name)));
        return true;
    }
    return false;
}

/* `used the word "…"` */
static bool is_called_word(const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    static const char *const words[] = {"word", "words", "phrase", "term", "expression", "metaphor"};
    for (size_t i = 0; quoted > sentence->first && i < sizeof words / sizeof *words; i++)
        if (cas_word_is(&block->tokens[quoted - 1], words[i]))
            return true;
    return false;
}

static bool subject(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_quotation *quotation = &s->document->quotations[block->tokens[quoted].quotation];
    if ((cas_count_words(quotation->segments[0].text) < 3 && !is_called_word(block, sentence, quoted)) || block->heading)
        return false;
    const cas_phrase phrase = cas_phrase_first(block, sentence, quoted);
    if (phrase.kind == CAS_PHRASE_NONE || !cas_can_speak(block, &phrase))
        return false;
    const cas_referent who = cas_referent_of_phrase(s, block, sentence, &phrase, quoted);
    if (!who.name)
        return false;
    keep(s, block->tokens[quoted].quotation, cas_attribution_make(s, 2, who, NULL, CAS_OPEN, cas_format(s->arena, "no word of saying; %s is the subject of the sentence", who.name)));
    return true;
}

/* Another quotation before it in the sentence, with nobody who could speak between them. */
static bool together(cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_token *tokens = block->tokens;
    for (size_t i = quoted; i-- > sentence->first && !block->heading;) {
        if (tokens[i].name || cas_point_is(&tokens[i], ';') || cas_point_is(&tokens[i], ':') || cas_word_has(&tokens[i], CAS_WORD_PRONOUN | CAS_WORD_ROLE | CAS_WORD_PLURALNOUN))
            return false;
        if (tokens[i].kind != CAS_TOKEN_QUOTED)
            continue;
        cas_referent who = s->best[tokens[i].quotation].who;
        if (!who.name)
            return false;
        who.how = NULL;
        keep(s, tokens[quoted].quotation, cas_attribution_make(s, WEAK_RANK, who, NULL, CAS_OPEN, cas_format(s->arena, "%s is quoted before it in the sentence", who.name)));
        return true;
    }
    return false;
}

/* `the "switch" mechanism`, `launch 'switch' of sanctions`: one word, and a noun or `of` right behind it. */
static bool is_term(const cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_quotation *quotation = &s->document->quotations[block->tokens[quoted].quotation];
    if (quotation->segment_count != 1 || cas_count_words(quotation->segments[0].text) != 1 || quoted + 1 >= sentence->last || quoted == sentence->first)
        return false;
    const cas_token *behind = &block->tokens[quoted + 1], *before = &block->tokens[quoted - 1];
    if (before->kind == CAS_TOKEN_WORD && before->classes & CAS_WORD_CUES && !cas_word_is(behind, "of"))
        return false;
    return cas_word_is(behind, "of") || (behind->kind == CAS_TOKEN_WORD && !behind->capital && !behind->classes && !behind->name && !before->name &&
           !cas_word_has(before, CAS_WORD_BEING));
}

/* Words of four letters and more all begin with capitals, two of them at least. */
static bool is_title_case(cas_text text)
{
    size_t capitals = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == ' ' || (i && text.at[i - 1] != ' '))
            continue;
        size_t end = i;
        while (end < text.length && text.at[end] != ' ')
            end++;
        const bool capital = text.at[i] >= 'A' && text.at[i] <= 'Z';
        if (!capital && end - i >= 4)
            return false;
        capitals += capital;
    }
    return capitals >= 2;
}

/* `on Channel 4's "Good Morning, Town"`, `the film "Dry Summer"`: behind a possessive, an article with a noun, or a preposition. */
static bool is_work(const cas_scene *s, const cas_block *block, const cas_sentence *sentence, size_t quoted)
{
    const cas_quotation *quotation = &s->document->quotations[block->tokens[quoted].quotation];
    if (block->heading || block->title_case || quotation->segment_count != 1 || quoted == sentence->first || !is_title_case(quotation->segments[0].text) || quotation->segments[0].text.length > 60)
        return false;
    const cas_token *before = &block->tokens[quoted - 1];
    static const char *const naming[] = {"named", "dubbed", "called", "titled", "christened", "nicknamed", "entitled"};
    for (size_t i = 0; cas_word_has(before, CAS_WORD_DETERMINER) && quoted > sentence->first + 1 && i < sizeof naming / sizeof *naming; i++)
        if (cas_word_is(before - 1, naming[i]) && cas_word_is(before, "the"))
            return true;
    const bool named = cas_word_has(before, CAS_WORD_DETERMINER) && quoted + 1 < sentence->last && cas_word_has(&block->tokens[quoted + 1], CAS_WORD_PREPOSITION) && !says_before(block, sentence, quoted > sentence->first + 3 ? quoted - 3 : sentence->first, quoted);
    return named || before->possessive || cas_word_has(before, CAS_WORD_PREPOSITION | CAS_WORD_NOUNISH) || (before->kind == CAS_TOKEN_WORD && !before->classes && !before->capital) || cas_word_has(before, CAS_WORD_SPEECHNOUN | CAS_WORD_COLLECTIVE);
}

void cas_attribute(cas_scene *s, const cas_block *block, size_t sentence_number, size_t quoted)
{
    const cas_sentence *sentence = &block->sentences[sentence_number];
    const size_t quotation = block->tokens[quoted].quotation;
    if (block->tokens[quoted].name) {
        keep(s, quotation, cas_attribution_make(s, 8, cas_nobody, NULL, CAS_LIKELY, "part of a name"));
        return;
    }
    if (is_work(s, block, sentence, quoted)) {
        keep(s, quotation, cas_attribution_make(s, 8, cas_nobody, NULL, CAS_LIKELY, "the title of a work, not somebody's words"));
        return;
    }
    if (quoted > sentence->first && cas_word_has(&block->tokens[quoted - 1], CAS_WORD_SOCALLED)) {
        keep(s, quotation, cas_attribution_make(s, 8, cas_nobody, NULL, CAS_LIKELY, "a term, not somebody's words"));
        return;
    }
    const bool found = after(s, block, sentence, quoted) || before(s, block, sentence, quoted) || frame(s, block, sentence, quoted) || label(s, block, sentence, quoted) || to_whom(s, block, sentence, quoted) || behind(s, block, sentence, quoted) ||
        noun(s, block, sentence, quoted) || alone(s, block, sentence_number, quoted) ||
        continued(s, block, sentence, quoted);
    if (!found && !together(s, block, sentence, quoted))
        subject(s, block, sentence, quoted);
    if (s->best[quotation].rank <= WEAK_RANK && is_term(s, block, sentence, quoted))
        keep(s, quotation, cas_attribution_make(s, 8, cas_nobody, NULL, CAS_LIKELY, "a term in front of what it names, not somebody's words"));
}

