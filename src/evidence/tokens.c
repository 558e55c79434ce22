/*
 * A document as blocks, a block as words and sentences.
 *
 * A block is one line, unless the document is wrapped: unless, that is, many of its lines go on in small letters where the
 * one before stopped. A quotation's segment is one token, since the outlet's sentence goes on over it: what stands inside
 * the marks must not be mistaken for a verb or a name of that sentence.
 *
 * A sentence ends with a full stop, question or exclamation mark before a capital letter, a digit or a quotation. One that
 * stands at the end of a quotation ends the sentence too, unless an attribution follows it (`"Why?" Ann asked`).
 */
#include "evidence/speech.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

enum { MOST_TOKENS = 400 }; /* of a sentence: what is longer is cut, so that no step looks at more */

static bool is_letter(int32_t code)
{
    if (code < 0x80)
        return (unsigned)((code | 32) - 'a') < 26u;
    const utf8proc_category_t category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC;
}

static bool is_capital(int32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z';
    return utf8proc_category(code) == UTF8PROC_CATEGORY_LU;
}

static bool is_space(int32_t code)
{
    return code <= ' ' || code == 0xa0 || code == 0x200b || code == 0x202f || code == 0xfeff || (code >= 0x2000 && code <= 0x200a);
}

/* --- blocks --- */

static int32_t first_letter(cas_text text)
{
    for (size_t at = 0, size; at < text.length; at += size) {
        const int32_t code = cas_plain_decode(text, at, &size);
        if (!is_space(code))
            return code;
    }
    return 0;
}

static bool joins(const cas_line *before, const cas_line *line)
{
    return before->kind != CAS_LINE_BLANK && line->kind != CAS_LINE_BLANK && before->kind != CAS_LINE_ADDRESS && before->paragraph == line->paragraph;
}

/* Many lines that go on in small letters: 3 of 10 neighbours. */
static bool is_wrapped(const cas_evidence_document *document)
{
    size_t neighbours = 0, small = 0;
    for (size_t i = 1; i < document->line_count; i++) {
        if (!joins(&document->lines[i - 1], &document->lines[i]))
            continue;
        const int32_t code = first_letter(document->lines[i].text);
        neighbours++;
        small += is_letter(code) && !is_capital(code);
    }
    return neighbours >= 3 && small * 10 >= neighbours * 3;
}

/* A list item begins a block of its own even in wrapped text. */
static bool begins_item(cas_text line)
{
    const int32_t code = first_letter(line);
    return code == '-' || code == '*' || code == 0x2022 || code == '#' || code == '|';
}

static bool is_title_case(cas_text text)
{
    size_t words = 0, capitals = 0;
    bool inside = false;
    for (size_t at = 0, size; at < text.length; at += size) {
        const int32_t code = cas_plain_decode(text, at, &size);
        const bool letter = is_letter(code) || code == '\'' || code == 0x2019;
        if (letter && !inside) {
            size_t length = 0;
            for (size_t next = at; next < text.length && length < 4; length++) {
                size_t step;
                if (!is_letter(cas_plain_decode(text, next, &step)))
                    break;
                next += step;
            }
            words += length >= 4;
            capitals += length >= 4 && is_capital(code);
        }
        inside = letter;
    }
    return words >= 3 && words < 40 && capitals * 10 >= words * 8;
}

cas_blocks cas_blocks_of(cas_arena *arena, const cas_evidence_document *document)
{
    const bool wrapped = is_wrapped(document);
    cas_blocks blocks = {0};
    size_t room = 0;
    for (size_t i = 0; i < document->line_count; i++) {
        const cas_line *line = &document->lines[i];
        if (line->kind == CAS_LINE_BLANK || line->kind == CAS_LINE_ADDRESS)
            continue;
        const size_t begin = (size_t)(line->text.at - document->text.at);
        if (wrapped && i > 0 && blocks.count && joins(line - 1, line) && !begins_item(line->text)) {
            cas_block *block = &blocks.items[blocks.count - 1];
            block->end = begin + line->text.length;
            /* Of lines that go on, the first was no headline. */
            if (line->number > block->first_line + 1 && (block->heading || cas_line_is_boilerplate(block->kind))) {
                block->kind = CAS_LINE_BODY;
                block->heading = block->title_case = false;
            }
            continue;
        }
        blocks.items = CAS_ROOM(arena, blocks.items, blocks.count, &room);
        blocks.items[blocks.count++] =
            (cas_block){.begin = begin, .end = begin + line->text.length, .first_line = line->number, .kind = line->kind,
                        .heading = line->kind == CAS_LINE_TITLE || line->kind == CAS_LINE_DECK || line->kind == CAS_LINE_SUBHEAD,
                        .title_case = is_title_case(line->text)};
    }
    return blocks;
}

cas_stretch cas_stretch_of(const cas_evidence_document *document, cas_cursor *cursor, size_t begin, size_t end)
{
    size_t low = 0, high = document->line_count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if ((size_t)(document->lines[middle].text.at - document->text.at) <= begin)
            low = middle;
        else
            high = middle;
    }
    if (cursor->line != low + 1 || cursor->at > begin)
        *cursor = (cas_cursor){(size_t)(document->lines[low].text.at - document->text.at), low + 1, 1};
    for (size_t size; cursor->at < begin; cursor->at += size, cursor->column++)
        cas_plain_decode(document->text, cursor->at, &size);
    return (cas_stretch){.line = low + 1, .column = cursor->column, .text = {document->text.at + begin, end - begin}};
}

/* --- words --- */

typedef struct reader {
    cas_arena *arena;
    const cas_tables *tables;
    const cas_lexicon *lexicon;
    cas_text text;
    cas_block *block;
    size_t room;
    const cas_piece *pieces;
    size_t piece_count;
} reader;

static cas_text lower_of(reader *r, size_t begin, size_t end)
{
    char *at = CAS_ARRAY(r->arena, char, (end - begin) * 2 + 5);
    size_t length = 0;
    for (size_t from = begin, size; from < end; from += size) {
        const int32_t code = cas_plain_decode(r->text, from, &size);
        if (code < 0x80)
            at[length++] = (char)(is_capital(code) ? code | 32 : code);
        else if (code == 0x2019 || code == 0x2bc || code == 0x2018)
            at[length++] = '\'';
        else if (code == 0x2011 || code == 0x2010)
            at[length++] = '-';
        else if (code != 0xfffd)
            length += (size_t)utf8proc_encode_char(utf8proc_tolower(code), (utf8proc_uint8_t *)at + length);
    }
    return (cas_text){at, length};
}

static cas_token *add_token(reader *r, cas_token_kind kind, size_t begin, size_t end)
{
    cas_block *block = r->block;
    block->tokens = CAS_ROOM(r->arena, block->tokens, block->token_count, &r->room);
    cas_token *token = &block->tokens[block->token_count++];
    *token = (cas_token){.begin = begin, .end = end, .kind = kind, .quotation = SIZE_MAX, .place = -1};
    return token;
}

static bool is_apostrophe(int32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x2bc;
}

/* Behind the word that begins at `at`: letters, digits after letters, hyphens and apostrophes between letters. */
static size_t word_end(const reader *r, size_t at)
{
    const cas_text text = {r->text.at, r->block->end};
    size_t end = at, size;
    while (end < text.length) {
        const int32_t code = cas_plain_decode(text, end, &size);
        const bool link = is_apostrophe(code) || code == '-' || code == 0x2010 || code == 0x2011;
        size_t step = 0;
        if (!is_letter(code) && !(code >= '0' && code <= '9') && !(link && end > at && end + size < text.length && is_letter(cas_plain_decode(text, end + size, &step))))
            break;
        end += size;
    }
    return end;
}

/* `U.S.`, `J.`, `Mr.`, `Gen.`: the full stop belongs to the word. */
static size_t with_abbreviation(reader *r, size_t begin, size_t end)
{
    const cas_text text = {r->text.at, r->block->end};
    size_t size;
    if (end >= text.length || text.at[end] != '.')
        return end;
    const int32_t code = cas_plain_decode(text, begin, &size);
    if (begin + size == end && is_letter(code)) {
        size_t at = end + 1;
        while (at + 1 < text.length && is_letter((unsigned char)text.at[at]) && text.at[at + 1] == '.')
            at += 2;
        /* `on X.`: a single letter that is no initial ends the sentence. */
        const bool ends = at == end + 1 && (at + 1 >= text.length || (text.at[at] == ' ' && cas_is_quotation_mark(cas_plain_decode(text, at + 1, &size))) ||
                                            (r->block->token_count && cas_text_is(r->block->tokens[r->block->token_count - 1].lower, "on")));
        return is_capital(code) && !ends ? at : end;
    }
    const cas_text dotted = lower_of(r, begin, end + 1);
    if (cas_lexicon_classes(r->lexicon, dotted) & (CAS_WORD_HONORIFIC | CAS_WORD_ROLE))
        return end + 1;
    const bool month = cas_lexicon_classes(r->lexicon, (cas_text){dotted.at, dotted.length - 1}) & CAS_WORD_TIME;
    return month && end - begin <= 4 && end + 2 < text.length && text.at[end + 2] >= '0' && text.at[end + 2] <= '9' ? end + 1 : end;
}

/* German writes an office as one word: `Oppositionsführerin`, `Gesundheitsminister`. */
static uint32_t compound_role(cas_text lower)
{
    static const char *const heads[] = {"führer", "minister", "chef", "sprecher", "präsident", "leiter", "trainer", "direktor", "beauftragte", "vorsitzende", "meister", "anwalt", "richter", "experte", "forscher", "politiker"};
    const bool female = lower.length > 4 && memcmp(lower.at + lower.length - 2, "in", 2) == 0;
    const size_t length = lower.length - (female ? 2 : 0);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const size_t size = strlen(heads[i]);
        if (length > size + 2 && memcmp(lower.at + length - size, heads[i], size) == 0)
            return (uint32_t)CAS_WORD_ROLE | (female ? CAS_WORD_FEMALE : 0);
    }
    return 0;
}

/* Of headlines: the prime and the foreign minister, the vice president. */
static bool is_short_office(cas_text lower)
{
    return cas_text_is(lower, "pm") || cas_text_is(lower, "fm") || cas_text_is(lower, "vp");
}

static void classify(reader *r, cas_token *token)
{
    cas_text lower = lower_of(r, token->begin, token->end);
    size_t size;
    token->capital = is_capital(cas_plain_decode(r->text, token->begin, &size));
    token->shouting = token->end - token->begin >= 2 && token->capital;
    for (size_t at = token->begin; token->shouting && at < token->end; at += size) {
        const int32_t code = cas_plain_decode(r->text, at, &size);
        token->shouting = is_capital(code) || code == '.' || code == '-' || code == '&';
    }
    if (lower.length > 2 && memcmp(lower.at + lower.length - 2, "'s", 2) == 0) {
        lower.length -= 2;
        token->possessive = true;
    }
    token->lower = lower;
    token->classes = cas_lexicon_classes(r->lexicon, lower);
    if (token->possessive && token->classes & (CAS_WORD_PRONOUN | CAS_WORD_OTHERPRONOUN | CAS_WORD_RELATIVE | CAS_WORD_SUBORDINATOR))
        token->possessive = false;
    if (token->capital || token->place >= 0)
        token->place = cas_place_of(r->tables, lower);
    if (token->shouting && token->place >= 0)
        token->classes = 0; /* US, not us */
    if (token->shouting && token->end - token->begin == 2 && is_short_office(lower))
        token->classes = CAS_WORD_ROLE;
    const size_t n = lower.length;
    if (!token->classes && token->capital && r->lexicon == r->tables->lexicon[CAS_GERMAN])
        token->classes = compound_role(lower);
    if (!token->classes && r->lexicon == r->tables->lexicon[CAS_ENGLISH] && n > 4 && memcmp(lower.at + n - 2, "ly", 2) == 0 && !token->capital)
        token->classes = CAS_WORD_ADVERB;
}

static size_t read_word(reader *r, size_t at)
{
    size_t end = word_end(r, at);
    end = with_abbreviation(r, at, end);
    cas_token *token = add_token(r, CAS_TOKEN_WORD, at, end);
    classify(r, token);
    size_t size;
    /* leaders' : the possessive of a plural. */
    if (end < r->block->end && end > at && r->text.at[end - 1] == 's' && is_apostrophe(cas_plain_decode(r->text, end, &size))) {
        token->possessive = true;
        token->end = end + size;
    }
    return token->end;
}

static size_t read_number(reader *r, size_t at)
{
    size_t end = at;
    while (end < r->block->end) {
        const char c = r->text.at[end];
        const bool digit_follows = end + 1 < r->block->end && r->text.at[end + 1] >= '0' && r->text.at[end + 1] <= '9';
        if (!(c >= '0' && c <= '9') && !(c == '%') && !((c == '.' || c == ',' || c == ':' || c == '-') && digit_follows) && !(c == '-' && end + 1 < r->block->end && is_letter((unsigned char)r->text.at[end + 1])) && !((unsigned)((c | 32) - 'a') < 26u))
            break;
        end++;
    }
    cas_token *token = add_token(r, CAS_TOKEN_NUMBER, at, end);
    token->lower = lower_of(r, at, end);
    return end;
}

static void read_tokens(reader *r)
{
    size_t next = 0, size;
    for (size_t at = r->block->begin; at < r->block->end;) {
        cas_poll(r->arena->ctx);
        while (next < r->piece_count && r->pieces[next].end <= at)
            next++;
        if (next < r->piece_count && r->pieces[next].begin <= at) {
            cas_token *token = add_token(r, CAS_TOKEN_QUOTED, at, r->pieces[next].end);
            token->quotation = r->pieces[next].quotation;
            at = r->pieces[next].end;
            continue;
        }
        const int32_t code = cas_plain_decode(r->text, at, &size);
        if (is_letter(code))
            at = read_word(r, at);
        else if (code >= '0' && code <= '9')
            at = read_number(r, at);
        else {
            if (!is_space(code))
                add_token(r, CAS_TOKEN_POINT, at, at + size)->point = code;
            at += size;
        }
    }
}

/* Names of states in several words: the run counts as one place, on each of its words. */
static void mark_places(reader *r)
{
    cas_block *block = r->block;
    for (size_t i = 0; i + 1 < block->token_count; i++) {
        cas_builder run = {.arena = r->arena};
        if (block->tokens[i].kind != CAS_TOKEN_WORD || !block->tokens[i].capital)
            continue;
        cas_put(&run, block->tokens[i].lower);
        for (size_t j = i + 1; j < block->token_count && j < i + 4 && block->tokens[j].kind == CAS_TOKEN_WORD; j++) {
            cas_putc(&run, ' ');
            cas_put(&run, block->tokens[j].lower);
            const int place = cas_place_of(r->tables, cas_built(&run));
            for (size_t k = i; place >= 0 && k <= j; k++)
                block->tokens[k].place = place;
        }
    }
}

/* `she went on`, at the end of its clause, is a way of saying. */
static void mark_went_on(reader *r)
{
    cas_block *block = r->block;
    for (size_t i = 0; i + 1 < block->token_count && r->lexicon == r->tables->lexicon[CAS_ENGLISH]; i++) {
        cas_token *token = &block->tokens[i], *after = i + 2 < block->token_count ? token + 2 : NULL;
        /* `…, came the answer`: nobody is named, but it is one. */
        if (i + 2 < block->token_count && cas_text_is(token->lower, "came") && cas_text_is(token[1].lower, "the") && token[2].classes & CAS_WORD_SPEECHNOUN)
            token->classes = (uint32_t)(CAS_WORD_SAY | CAS_WORD_PAST);
        const bool goes = token->kind == CAS_TOKEN_WORD && (cas_text_is(token->lower, "went") || cas_text_is(token->lower, "goes"));
        if (goes && token[1].kind == CAS_TOKEN_WORD && cas_text_is(token[1].lower, "on") && (!after || after->kind == CAS_TOKEN_POINT)) {
            token->classes = (uint32_t)(CAS_WORD_SAY | CAS_WORD_PAST);
            token[1].classes = CAS_WORD_ADVERB;
        }
    }
}

/* --- sentences --- */

static bool is_stop(int32_t code)
{
    return code == '.' || code == '?' || code == '!' || code == 0x2026;
}

/* The last visible character inside the marks. */
static int32_t last_inside(const reader *r, const cas_token *token)
{
    const cas_text text = {r->text.at, token->end};
    for (size_t at = token->end; at > token->begin;) {
        const int32_t code = cas_plain_decode_before(text, at);
        if (is_letter(code) || is_stop(code) || code == ',' || code == ';' || code == ':' || code == '-' || code == 0x2014 || code == ')' || code == ']' || (code >= '0' && code <= '9'))
            return code;
        for (at--; at > token->begin && ((unsigned char)text.at[at] & 0xC0) == 0x80;)
            at--;
    }
    return 0;
}

/* `Ann asked.` after a quotation: who and a word of saying, soon. */
static bool attribution_follows(const reader *r, size_t from, bool at_once)
{
    const cas_block *block = r->block;
    for (size_t i = from; i < block->token_count && i < from + 9; i++) {
        const cas_token *token = &block->tokens[i];
        if (token->kind != CAS_TOKEN_WORD || token->classes & (CAS_WORD_SUBORDINATOR | CAS_WORD_CONJUNCTION))
            return false;
        if (token->classes & CAS_WORD_SAY && i > from) {
            const cas_token *after = i + 1 < block->token_count ? token + 1 : NULL;
            return !at_once || !after || (after->kind == CAS_TOKEN_POINT && (is_stop(after->point) || after->point == ','));
        }
    }
    return false;
}

static bool can_begin(const cas_token *token)
{
    return token->kind == CAS_TOKEN_QUOTED || token->kind == CAS_TOKEN_NUMBER || (token->kind == CAS_TOKEN_WORD && token->capital) ||
           (token->kind == CAS_TOKEN_POINT && (token->point == '(' || token->point == '[' || token->point == 0x2022 || token->point == '$'));
}

static bool ends_sentence(const reader *r, size_t i)
{
    const cas_block *block = r->block;
    const cas_token *token = &block->tokens[i], *next = i + 1 < block->token_count ? token + 1 : NULL;
    if (!next)
        return true;
    if (token->kind == CAS_TOKEN_POINT)
        return is_stop(token->point) && can_begin(next);
    if (token->kind != CAS_TOKEN_QUOTED)
        return false;
    const int32_t last = last_inside(r, token);
    if (!is_stop(last) || !can_begin(next) || next->kind == CAS_TOKEN_POINT)
        return false;
    return !attribution_follows(r, i + 1, last == '.');
}

static void read_sentences(reader *r)
{
    cas_block *block = r->block;
    size_t room = 0, first = 0;
    for (size_t i = 0; i < block->token_count; i++) {
        if (!ends_sentence(r, i) && i - first < MOST_TOKENS)
            continue;
        block->sentences = CAS_ROOM(r->arena, block->sentences, block->sentence_count, &room);
        block->sentences[block->sentence_count++] = (cas_sentence){first, i + 1};
        for (size_t j = first; j <= i; j++)
            if (block->tokens[j].kind == CAS_TOKEN_WORD || block->tokens[j].kind == CAS_TOKEN_QUOTED) {
                block->tokens[j].first = true;
                break;
            }
        first = i + 1;
    }
}

static bool only_space(cas_text text, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        if ((unsigned char)text.at[at] > ' ')
            return false;
    return from <= to;
}

/* The segments of all quotations, each with its marks, in the order of the text. */
cas_pieces cas_pieces_of(cas_arena *arena, const cas_evidence_document *document)
{
    cas_pieces all = {0};
    size_t room = 0, size;
    const cas_text text = document->text;
    for (size_t q = 0; q < document->quotation_count; q++)
        for (size_t s = 0; s < document->quotations[q].segment_count; s++) {
            const cas_text words = document->quotations[q].segments[s].text;
            size_t begin = (size_t)(words.at - text.at), end = begin + words.length;
            cas_poll(arena->ctx);
            /* The marks themselves, if they are there: a paragraph may go on without one. */
            if (begin > 0 && cas_is_quotation_mark(cas_plain_decode_before(text, begin)))
                for (begin--; begin > 0 && ((unsigned char)text.at[begin] & 0xC0) == 0x80;)
                    begin--;
            if (end < text.length && cas_is_quotation_mark(cas_plain_decode(text, end, &size)))
                end += size;
            /* A wrapped quotation is one piece. */
            cas_piece *last = all.count ? &all.items[all.count - 1] : NULL;
            if (last && last->quotation == q && s && only_space(text, last->end, begin)) {
                last->end = end;
                continue;
            }
            all.items = CAS_ROOM(arena, all.items, all.count, &room);
            size_t place = all.count++;
            for (; place > 0 && all.items[place - 1].begin > begin; place--)
                all.items[place] = all.items[place - 1];
            all.items[place] = (cas_piece){begin, end, q};
        }
    return all;
}

/* The first piece that ends behind a byte. */
static size_t first_piece(const cas_pieces *pieces, size_t at)
{
    size_t low = 0, high = pieces->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (pieces->items[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void cas_block_tokens(cas_arena *arena, const cas_tables *tables, cas_text text, cas_blocks *blocks, size_t block, const cas_pieces *pieces)
{
    cas_block *b = &blocks->items[block];
    reader r = {.arena = arena, .tables = tables, .lexicon = tables->lexicon[blocks->language], .text = text, .block = b};
    const size_t first = first_piece(pieces, b->begin);
    size_t behind = first;
    while (behind < pieces->count && pieces->items[behind].begin < b->end)
        behind++;
    r.piece_count = behind - first;
    r.pieces = r.piece_count ? pieces->items + first : NULL;
    b->language = blocks->language;
    b->tokens = NULL;
    b->sentences = NULL;
    b->token_count = b->sentence_count = 0;
    read_tokens(&r);
    mark_places(&r);
    mark_went_on(&r);
    read_sentences(&r);
}

bool cas_ends_with(cas_text text, const char *ending)
{
    const size_t size = strlen(ending);
    return text.length > size && memcmp(text.at + text.length - size, ending, size) == 0;
}

size_t cas_name_end(const cas_block *block, size_t from, size_t at, size_t to)
{
    const cas_token *tokens = block->tokens;
    size_t end = at;
    if (at > from && tokens[at - 1].name && !tokens[at - 1].possessive)
        return at;
    while (end < to && tokens[end].name && (end == at || !tokens[end - 1].possessive))
        end++;
    return end;
}
