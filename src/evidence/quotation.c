/*
 * Quotations by their marks.
 *
 * A mark opens if a space, a bracket or a dash stands before it and none behind; it closes if it is the other way round;
 * where that leaves it open (marks set with spaces inside, between letters) its glyph decides, and a straight one
 * alternates. So a text whose closing marks were set as opening ones is read all the same.
 *
 * 1. In each block, walk over the marks. A quotation opened by one family (double, single, guillemets) is closed by a
 *    mark of the same family; marks of another family inside it are nested and belong to its words. A single mark between
 *    letters is an apostrophe; one behind an s closes only if no later one does. A single mark opens only if one closes it
 *    in the same block.
 * 2. A double mark that nothing closes in its block runs on if the next block begins with an opening mark (the printers'
 *    rule), or if a closing mark comes first there. Otherwise the block's end closes it.
 * 3. Segments are joined into one quotation where it runs on, and where an attribution splits it:
 *    `"…," X said. "…"` and `"…", X said, "…"`: between them stands one clause with one word of saying, and nothing else;
 *    the second has no attribution of its own.
 *
 * Invariant: segments do not overlap, and stand in the order of the text. Cost: linear. Twin: test/evidence/.
 */
#include "evidence/speech.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

typedef enum family { NO_FAMILY, DOUBLE, SINGLE, GUILLEMETS, SINGLE_GUILLEMETS } family;

static family family_of(int32_t code)
{
    switch (code) {
    case '"': case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033: case 0xff02: case 0x301d: case 0x301e: return DOUBLE;
    case '\'': case 0x2018: case 0x2019: case 0x201a: case 0x201b: case '`': return SINGLE;
    case 0xab: case 0xbb: return GUILLEMETS;
    case 0x2039: case 0x203a: return SINGLE_GUILLEMETS;
    }
    return NO_FAMILY;
}

bool cas_is_quotation_mark(int32_t code)
{
    return family_of(code) != NO_FAMILY;
}

static bool is_space(int32_t code)
{
    return code <= ' ' || code == 0xa0 || code == 0x202f || code == 0x200b || code == 0xfeff || (code >= 0x2000 && code <= 0x200a);
}

static bool is_opening_glyph(int32_t code)
{
    return code == 0x201c || code == 0x201e || code == 0x2018 || code == 0x201a || code == 0x201b || code == 0x201f || code == 0xab || code == 0x2039;
}

static bool is_dash_or_bracket(int32_t code)
{
    return code == '(' || code == '[' || code == '{' || code == 0x2014 || code == 0x2013 || code == '-' || code == '/' || code == ':';
}

static bool is_wordly(int32_t code)
{
    return cas_plain_is_word(code) || code > 0x2e80;
}

static bool is_small(int32_t code)
{
    return code < 0x80 ? code >= 'a' && code <= 'z' : utf8proc_category(code) == UTF8PROC_CATEGORY_LL;
}

enum { MOST_MARKS = 64 }; /* how many marks ahead a closing one is looked for */

typedef struct mark {
    size_t at, size;
    family kind;
    int32_t code, before, behind;
    bool opens, closes; /* by what stands around it */
} mark;

typedef struct segment {
    size_t begin, end; /* between the marks */
    size_t block;
    bool unclosed;  /* the block's end closes it */
    bool runs_on;   /* continues the segment before */
} segment;

typedef struct walk {
    cas_arena *arena;
    cas_text text;
    mark *marks;
    size_t mark_count, mark_room;
    segment *segments;
    size_t count, room;
    bool next_opens_single; /* the next block begins with a single opening mark: this one may be left open */
} walk;

static void judge(mark *m)
{
    const bool space_before = is_space(m->before) || is_dash_or_bracket(m->before) || family_of(m->before) != NO_FAMILY;
    const bool space_behind = is_space(m->behind) || m->behind == 0;
    const bool end_behind = space_behind || (!is_wordly(m->behind) && m->behind != '[' && m->behind != '(' && m->behind != 0x2026 && m->behind != '$');
    m->opens = space_before && !space_behind;
    m->closes = !is_space(m->before) && end_behind;
    if (m->opens && m->closes) {
        /* Between two marks of punctuation: `("go")`, `“…,”“…”`. */
        m->opens = !is_dash_or_bracket(m->behind) && is_space(m->before);
        m->closes = !m->opens;
    }
    if (!m->opens && !m->closes) {
        if (m->code == '"' || m->code == '\'' || m->code == '`')
            m->opens = m->closes = true;
        else {
            m->opens = is_opening_glyph(m->code);
            m->closes = !m->opens;
        }
    }
}

/* `90s` */
static bool is_decade(cas_text text, size_t at, size_t end)
{
    return at + 2 < end && text.at[at] >= '0' && text.at[at] <= '9' && text.at[at + 1] >= '0' && text.at[at + 1] <= '9' && text.at[at + 2] == 's';
}

static void find_marks(walk *w, const cas_block *block)
{
    int32_t before = ' ';
    w->mark_count = 0;
    for (size_t at = block->begin, size; at < block->end; at += size) {
        cas_poll(w->arena->ctx);
        const int32_t code = cas_plain_decode(w->text, at, &size);
        family kind = family_of(code);
        size_t step;
        const int32_t behind = at + size < block->end ? cas_plain_decode(w->text, at + size, &step) : 0;
        if (kind == SINGLE && is_wordly(before) && is_wordly(behind))
            kind = NO_FAMILY; /* an apostrophe */
        if (code == '"' && before >= '0' && before <= '9' && (is_space(behind) || behind == 0) && w->mark_count == 0)
            kind = NO_FAMILY; /* inches */
        if (kind == SINGLE && is_space(before) && is_decade(w->text, at + size, block->end))
            kind = NO_FAMILY; /* the '90s */
        if (kind != NO_FAMILY) {
            w->marks = CAS_ROOM(w->arena, w->marks, w->mark_count, &w->mark_room);
            mark *m = &w->marks[w->mark_count++];
            *m = (mark){.at = at, .size = size, .kind = kind, .code = code, .before = before, .behind = behind};
            judge(m);
        }
        before = code;
    }
}

static void add_segment(walk *w, size_t begin, size_t end, size_t block, bool unclosed, bool runs_on)
{
    size_t size;
    while (begin < end && is_space(cas_plain_decode(w->text, begin, &size)))
        begin += size;
    while (end > begin && is_space(cas_plain_decode_before((cas_text){w->text.at, end}, end)))
        for (end--; end > begin && ((unsigned char)w->text.at[end] & 0xC0) == 0x80;)
            end--;
    if (begin == end)
        return;
    w->segments = CAS_ROOM(w->arena, w->segments, w->count, &w->room);
    w->segments[w->count++] = (segment){begin, end, block, unclosed, runs_on};
}

/*
 * The mark that closes what mark `from` opened. Of single marks one behind an s may be a possessive: it closes only if no
 * other does before the next one opens.
 */
static size_t closing(const walk *w, size_t from)
{
    const mark *open = &w->marks[from];
    size_t weak = SIZE_MAX, depth = 0;
    const size_t behind = w->mark_count - from > MOST_MARKS ? from + MOST_MARKS : w->mark_count;
    for (size_t i = from + 1; i < behind; i++) {
        const mark *m = &w->marks[i];
        if (m->kind != open->kind)
            continue;
        if (open->kind == SINGLE) {
            if (m->opens && !m->closes && weak != SIZE_MAX)
                return weak;
            if (!m->closes)
                continue;
            const size_t last = m->at ? m->at - 1 : 0;
            size_t next = i + 1;
            while (next < behind && w->marks[next].kind != SINGLE)
                next++;
            if (w->text.at[last] == 's' && is_space(m->behind) && m->at + m->size + 1 < w->text.length &&
                is_small((unsigned char)w->text.at[m->at + m->size + 1]) && next < behind) {
                if (weak == SIZE_MAX)
                    weak = i;
                continue;
            }
            return i;
        }
        if (m->opens && !m->closes && open->code != '"' && is_opening_glyph(m->code)) {
            /* The same family inside itself: nested only if there are enough marks to close both. */
            size_t closers = 0, openers = 0;
            for (size_t j = i + 1; j < behind; j++)
                if (w->marks[j].kind == open->kind) {
                    closers += w->marks[j].closes;
                    openers += w->marks[j].opens && !w->marks[j].closes;
                }
            if (closers < openers + 2)
                return SIZE_MAX - 1 - i; /* it was never closed: a new one begins here */
            depth++;
            continue;
        }
        if (m->closes && depth-- == 0)
            return i;
        if (m->opens && !m->closes && open->code == '"') {
            /* A straight one that can only open while another is open: closed here if more follow, else nested. */
            return SIZE_MAX - 1 - i;
        }
    }
    return weak;
}

/* How many bytes of the block stand before the first mark of the family; is it one that closes? */
static size_t first_closing(const walk *w, family kind)
{
    for (size_t i = 0; i < w->mark_count; i++)
        if (w->marks[i].kind == kind)
            return w->marks[i].closes && !w->marks[i].opens ? i : SIZE_MAX;
    return SIZE_MAX;
}

static bool only_space_before(const walk *w, const cas_block *block, size_t at)
{
    size_t size;
    for (size_t i = block->begin; i < at; i += size)
        if (!is_space(cas_plain_decode(w->text, i, &size)))
            return false;
    return true;
}

/* A glyph that can open nothing alone (a stray closing mark, an apostrophe) is passed over. */
static bool can_open(const walk *w, size_t i)
{
    const mark *m = &w->marks[i];
    if (!m->opens)
        return false;
    if (m->kind == SINGLE) {
        const size_t close = closing(w, i);
        if (close == SIZE_MAX)
            return w->next_opens_single && m->code != 0x2019;
        /* rock 'n' roll */
        return m->code != 0x2019 && close < w->mark_count && w->marks[close].at > m->at + m->size + 1;
    }
    return true;
}

/* The family of a quotation that is still open when the block ends. */
static family read_block(walk *w, const cas_block *block, size_t number, family open)
{
    size_t i = 0;
    const bool was_open = open != NO_FAMILY && w->count && w->segments[w->count - 1].unclosed;
    find_marks(w, block);
    if (open != NO_FAMILY && w->count) {
        const size_t close = first_closing(w, open);
        if (w->mark_count && w->marks[0].kind == open && w->marks[0].opens && only_space_before(w, block, w->marks[0].at))
            open = NO_FAMILY; /* the printers' rule: it opens again, and the loop below reads it */
        else if (close != SIZE_MAX) {
            add_segment(w, block->begin, w->marks[close].at, number, false, true);
            i = close + 1;
            open = NO_FAMILY;
        } else
            open = NO_FAMILY;
    }
    const bool reopened = was_open && i == 0 && w->mark_count && w->marks[0].opens && only_space_before(w, block, w->marks[0].at);
    for (bool first = true; i < w->mark_count; first = false) {
        if (!can_open(w, i)) {
            i++;
            continue;
        }
        const mark *m = &w->marks[i];
        const size_t close = closing(w, i);
        if (close < w->mark_count) {
            add_segment(w, m->at + m->size, w->marks[close].at, number, false, reopened && first);
            i = close + 1;
        } else if (close != SIZE_MAX) {
            /* Never closed, and another opens: it ends where that one begins. */
            const size_t next = SIZE_MAX - 1 - close;
            add_segment(w, m->at + m->size, w->marks[next].at, number, false, reopened && first);
            i = next;
        } else {
            add_segment(w, m->at + m->size, block->end, number, true, reopened && first);
            return m->kind;
        }
    }
    return open;
}

/* --- joining --- */

typedef struct between {
    const cas_token *tokens;
    size_t count;
} between;

static bool is_stop(int32_t code)
{
    return code == '.' || code == '?' || code == '!';
}

static int32_t last_of(cas_text text)
{
    return text.length ? cas_plain_decode_before(text, text.length) : 0;
}

static int32_t first_of(cas_text text)
{
    size_t size;
    return text.length ? cas_plain_decode(text, 0, &size) : 0;
}

/* After the second segment an attribution of its own: `"…," X said. "…," he added.` */
static bool has_own_attribution(const cas_token *tokens, size_t from, size_t count)
{
    for (size_t i = from; i < count && i < from + 7; i++) {
        const cas_token *token = &tokens[i];
        if (token->kind == CAS_TOKEN_POINT && token->point == ',' && i == from)
            continue;
        if (token->kind != CAS_TOKEN_WORD || token->classes & (CAS_WORD_SUBORDINATOR | CAS_WORD_CONJUNCTION | CAS_WORD_PREPOSITION))
            return false;
        if (token->classes & (CAS_WORD_SAY | CAS_WORD_CALL))
            return true;
    }
    return false;
}

enum { MOST_COMMAS = 4 }; /* in an attribution between two segments */

/*
 * Does an attribution, and nothing else, stand between the segments of tokens a and b? One sentence, a word of saying, at
 * most two dozen words and four commas (`wrote the chair, Ann Lee, who leads the talks, on Monday`); what stands last before b must not introduce b for itself (`…, adding: "…"`, `…, and called it "…"`).
 */
static bool attribution_between(const cas_token *tokens, size_t a, size_t b, int32_t ending, int32_t beginning)
{
    size_t said = SIZE_MAX, from = a + 1, commas = 0;
    bool comma = ending == ',' || ending == '?' || ending == '!' || ending == 0x2026 || ending == 0x2014 || ending == '-';
    if (from < b && tokens[from].kind == CAS_TOKEN_POINT && tokens[from].point == ',') {
        comma = true;
        from++;
    }
    if (!comma || b <= from || b - from > 24 || tokens[b - 1].kind != CAS_TOKEN_POINT)
        return false;
    const int32_t before = tokens[b - 1].point;
    if (before != '.' && before != ',' && before != ';' && before != 0x2014 && before != 0x2013)
        return false;
    if (tokens[from].classes & (CAS_WORD_CONJUNCTION | CAS_WORD_RELATIVE | CAS_WORD_SUBORDINATOR | CAS_WORD_PREPOSITION) && !(tokens[from].classes & CAS_WORD_SAY))
        return false;
    for (size_t i = from; i + 1 < b; i++) {
        const cas_token *token = &tokens[i];
        if (token->kind == CAS_TOKEN_QUOTED || (token->kind == CAS_TOKEN_POINT && (is_stop(token->point) || token->point == ':' || token->point == ';')))
            return false;
        commas += token->kind == CAS_TOKEN_POINT && token->point == ',';
        const bool verb = token->classes & (CAS_WORD_SAY | CAS_WORD_CALL) && !(token->classes & CAS_WORD_NOUNISH && !(token->classes & CAS_WORD_PAST));
        if (verb && said == SIZE_MAX)
            said = i;
        else if (verb && before != '.' && i > said + 1)
            return false;
    }
    if (said == SIZE_MAX || said > from + 9 || !(tokens[said].classes & CAS_WORD_SAY))
        return false;
    const bool small = is_small(beginning);
    return before == '.' ? !small && commas <= MOST_COMMAS : true;
}

static cas_text words_of(const cas_evidence_document *document, const segment *part)
{
    return (cas_text){document->text.at + part->begin, part->end - part->begin};
}

static cas_piece with_marks(cas_text text, const segment *part, size_t number)
{
    size_t begin = part->begin, end = part->end, size;
    if (begin > 0 && cas_is_quotation_mark(cas_plain_decode_before(text, begin)))
        for (begin--; begin > 0 && ((unsigned char)text.at[begin] & 0xC0) == 0x80;)
            begin--;
    if (end < text.length && cas_is_quotation_mark(cas_plain_decode(text, end, &size)))
        end += size;
    return (cas_piece){begin, end, number};
}

static void set_joins(cas_arena *arena, const cas_tables *tables, const cas_evidence_document *document, cas_blocks *blocks, segment *segments, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        const size_t block = segments[i].block;
        while (end < count && segments[end].block == block)
            end++;
        if (end - i > 1) {
            cas_pieces pieces = {CAS_ARRAY(arena, cas_piece, end - i), end - i};
            for (size_t j = i; j < end; j++)
                pieces.items[j - i] = with_marks(document->text, &segments[j], j - i);
            cas_block_tokens(arena, tables, document->text, blocks, block, &pieces);
            const cas_block *b = &blocks->items[block];
            size_t before = SIZE_MAX;
            for (size_t t = 0; t < b->token_count; t++) {
                if (b->tokens[t].kind != CAS_TOKEN_QUOTED)
                    continue;
                const size_t number = b->tokens[t].quotation;
                if (before != SIZE_MAX && number > 0 && !segments[i + number].runs_on)
                    segments[i + number].runs_on =
                        attribution_between(b->tokens, before, t, last_of(words_of(document, &segments[i + number - 1])), first_of(words_of(document, &segments[i + number]))) &&
                        !has_own_attribution(b->tokens, t + 1, b->token_count);
                before = t;
            }
            blocks->items[block].tokens = NULL;
            blocks->items[block].sentences = NULL;
            blocks->items[block].token_count = blocks->items[block].sentence_count = 0;
        }
        i = end;
    }
}

/* A phrase in the outlet's sentence: it begins small, or ends without a stop, or is one or two words. */
static bool is_partial(cas_text text)
{
    size_t words = 0, size;
    bool inside = false;
    for (size_t at = 0; at < text.length; at += size) {
        const bool wordly = is_wordly(cas_plain_decode(text, at, &size));
        words += wordly && !inside;
        inside = wordly;
    }
    const int32_t first = first_of(text), last = last_of(text);
    const bool stops = is_stop(last) || last == ',' || last == 0x2026 || last == 0x2014;
    return is_small(first) || words <= 2 || (!stops && words < 8);
}

/* A stretch for each of the lines over which the segment is wrapped. */
static void put_lines(cas_arena *arena, const cas_evidence_document *document, cas_cursor *cursor, cas_quotation *quotation, size_t *room, const segment *whole)
{
    for (size_t at = whole->begin; at < whole->end;) {
        size_t end = at, last;
        while (end < whole->end && document->text.at[end] != '\n' && document->text.at[end] != '\r')
            end++;
        last = end;
        while (last > at && (unsigned char)document->text.at[last - 1] <= ' ')
            last--;
        if (last > at) {
            quotation->segments = CAS_ROOM(arena, quotation->segments, quotation->segment_count, room);
            quotation->segments[quotation->segment_count++] = cas_stretch_of(document, cursor, at, last);
        }
        while (end < whole->end && (unsigned char)document->text.at[end] <= ' ')
            end++;
        at = end;
    }
}

static void build(cas_arena *arena, cas_evidence_document *document, const cas_blocks *blocks, const segment *segments, size_t count)
{
    document->quotations = CAS_ARRAY(arena, cas_quotation, count + 1);
    document->quotation_count = 0;
    cas_cursor cursor = {0};
    for (size_t i = 0; i < count;) {
        cas_poll(arena->ctx);
        size_t end = i + 1;
        while (end < count && segments[end].runs_on)
            end++;
        cas_quotation *quotation = &document->quotations[document->quotation_count++];
        size_t room = 0;
        for (size_t j = i; j < end; j++)
            put_lines(arena, document, &cursor, quotation, &room, &segments[j]);
        quotation->partial = end == i + 1 && is_partial((cas_text){document->text.at + segments[i].begin, segments[i].end - segments[i].begin});
        quotation->in_title = blocks->items[segments[i].block].heading;
        quotation->certainty = CAS_OPEN;
        quotation->reason = "";
        i = end;
    }
}

static bool begins_with_single(const walk *w, const cas_block *block)
{
    size_t at = block->begin, size, next;
    while (at < block->end && is_space(cas_plain_decode(w->text, at, &size)))
        at += size;
    if (at >= block->end)
        return false;
    const int32_t code = cas_plain_decode(w->text, at, &size);
    return (code == '\'' || code == 0x2018) && at + size < block->end && is_wordly(cas_plain_decode(w->text, at + size, &next));
}

void cas_evidence_quotations(cas_evidence *evidence)
{
    const cas_tables *tables = cas_tables_of(evidence);
    for (size_t d = 0; d < evidence->document_count; d++) {
        cas_evidence_document *document = &evidence->documents[d];
        cas_blocks blocks = cas_blocks_of(evidence->arena, document);
        blocks.language = cas_language_of(tables, evidence->arena, document->text);
        walk w = {.arena = evidence->arena, .text = document->text};
        family open = NO_FAMILY;
        for (size_t b = 0; b < blocks.count; b++) {
            if (cas_line_is_boilerplate(blocks.items[b].kind) && open != NO_FAMILY) {
                read_block(&w, &blocks.items[b], b, NO_FAMILY);
                continue;
            }
            w.next_opens_single = b + 1 < blocks.count && begins_with_single(&w, &blocks.items[b + 1]);
            open = read_block(&w, &blocks.items[b], b, open);
        }
        set_joins(evidence->arena, tables, document, &blocks, w.segments, w.count);
        build(evidence->arena, document, &blocks, w.segments, w.count);
    }
}
