/*
 * The plain form of a text.
 *
 * Two editions of one text differ in how they are set: curly or straight quotes, long or short dashes, ligatures,
 * spaces that do not break, lines that do. None of it changes the words. The plain form of a text is made in this
 * order, character by character:
 *
 * 1. Drop what is invisible (soft hyphen, zero-width space and joiners, marks of direction, byte order mark, variation
 *    selectors), Markdown's emphasis (every `*`; `_` at the edge of a word), its heading marks at the start, its quote
 *    marks at the start of a line.
 * 2. Any run of white space or control characters is one space; none at the start or the end.
 * 3. Any run of quotation marks of any kind (apostrophes and backticks too) is one '. The space that French sets inside
 *    « » goes.
 * 4. Any run of dashes, hyphens and minus signs is one -, without spaces around it: "utopia — a road" and "utopia--a
 *    road" agree.
 * 5. What is left is decomposed (Unicode NFKD, but superscripts, subscripts, fractions, circled and squared signs and
 *    `…` stay, so that "m²" is not "m2"), its combining marks in canonical order, so composed and decomposed letters
 *    agree.
 *
 * Case, punctuation and digits are significant.
 *
 * One pass serves two purposes, so that they cannot disagree: with a builder it writes the form; without one it follows
 * where a stretch of the form came from. The form of a text is needed once, an origin only for a few hits, so no map is
 * kept.
 *
 * Invariant: waiting characters are one base and the marks that follow it. More than MOST_MARKS marks on one base are
 * taken in portions, in the manner of Unicode's stream-safe format. Cost: linear, constant memory beside the builder.
 */
#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

enum { MOST_MARKS = 32, LONGEST_DECOMPOSITION = 32, QUOTE = '\'', DASH = '-' };

typedef struct waiting {
    int32_t code;
    int combining_class;
} waiting;

typedef struct setter {
    cas_builder *out; /* null: only follow */
    cas_text text;
    size_t length;   /* of the form so far, waiting characters not counted */
    size_t from, to; /* the characters of the text being set */
    waiting cluster[MOST_MARKS];
    size_t waiting_count;
    size_t cluster_from, cluster_to;
    int32_t last; /* the last code point set, waiting ones included; 0: none */
    bool space_due;
    bool line_start, text_start;
    bool drop_space; /* after an opening « */
    size_t want_begin, want_end;
    size_t found_begin, found_end;
    bool done;
} setter;

int32_t cas_plain_decode(cas_text text, size_t at, size_t *size)
{
    utf8proc_int32_t code;
    const utf8proc_ssize_t taken =
        utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.length - at), &code);
    *size = taken > 0 ? (size_t)taken : 1;
    return taken > 0 ? code : 0xFFFD;
}

int32_t cas_plain_decode_before(cas_text text, size_t at)
{
    size_t start = at - 1, size;
    while (start > 0 && at - start < 4 && ((unsigned char)text.at[start] & 0xC0) == 0x80)
        start--;
    return cas_plain_decode(text, start, &size);
}

bool cas_plain_is_word(int32_t code)
{
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    const utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT ||
           category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_ND;
}

static bool is_combining(int32_t code)
{
    if (code < 0x300)
        return false;
    const utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/* The letter or digit that the character before `at` is or rests on; 0 if there is none. */
static int32_t base_before(cas_text plain, size_t at)
{
    while (at > 0) {
        const int32_t code = cas_plain_decode_before(plain, at);
        if (!is_combining(code))
            return code;
        at--;
        while (at > 0 && ((unsigned char)plain.at[at] & 0xC0) == 0x80)
            at--;
    }
    return 0;
}

bool cas_plain_is_border(cas_text plain, size_t at)
{
    if (at == 0 || at >= plain.length)
        return true;
    size_t size;
    const int32_t after = cas_plain_decode(plain, at, &size);
    if (!utf8proc_grapheme_break(cas_plain_decode_before(plain, at), after))
        return false;
    return !cas_plain_is_word(after) || !cas_plain_is_word(base_before(plain, at));
}

static bool is_space(int32_t code)
{
    if (code < 0x80)
        return code <= ' ' || code == 0x7F;
    const utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
           category == UTF8PROC_CATEGORY_CC;
}

static bool is_dash(int32_t code)
{
    if (code < 0x80)
        return code == '-';
    return code == 0x2212 || code == 0x2043 || utf8proc_category(code) == UTF8PROC_CATEGORY_PD;
}

static bool is_quote(int32_t code)
{
    if (code < 0x80)
        return code == '"' || code == '\'' || code == '`';
    if (code == 0xB4 || code == 0x2BC || code == 0x2BB || code == 0x201A || code == 0x201E || code == 0xFF02 ||
        code == 0xFF07)
        return true;
    if ((code >= 0x300C && code <= 0x300F) || (code >= 0x301D && code <= 0x301F))
        return true;
    const utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_PI || category == UTF8PROC_CATEGORY_PF;
}

static void set_bytes(setter *s, waiting character)
{
    utf8proc_uint8_t bytes[4];
    const size_t size = (size_t)utf8proc_encode_char(character.code, bytes);
    if (s->out)
        cas_put(s->out, (cas_text){(const char *)bytes, size});
    if (s->length <= s->want_begin)
        s->found_begin = s->cluster_from;
    s->length += size;
    if (s->length >= s->want_end && !s->done) {
        s->found_end = s->cluster_to;
        s->done = true;
    }
}

static void set_cluster(setter *s)
{
    for (size_t i = 0; i < s->waiting_count; i++)
        set_bytes(s, s->cluster[i]);
    s->waiting_count = 0;
}

/* A base sets what waited before it; marks of one base are sorted by class, equal ones in their order. */
static void set_code(setter *s, int32_t code)
{
    const waiting new = {code, utf8proc_get_property(code)->combining_class};
    if (new.combining_class == 0 || s->waiting_count == MOST_MARKS)
        set_cluster(s);
    if (s->waiting_count == 0)
        s->cluster_from = s->from;
    s->cluster_to = s->to;
    size_t place = s->waiting_count++;
    while (place > 0 && s->cluster[place - 1].combining_class > new.combining_class) {
        s->cluster[place] = s->cluster[place - 1];
        place--;
    }
    s->cluster[place] = new;
    s->last = code;
}

static void set_due_space(setter *s)
{
    if (s->space_due && s->last && s->last != DASH)
        set_code(s, ' ');
    s->space_due = false;
    s->drop_space = false;
}

/* `…` too: it is no row of full stops, one of which a quotation could end with. */
static bool keeps_its_form(int32_t code)
{
    if (code >= 0x2024 && code <= 0x2026)
        return true;
    const int type = utf8proc_get_property(code)->decomp_type;
    return type == UTF8PROC_DECOMP_TYPE_CIRCLE || type == UTF8PROC_DECOMP_TYPE_SUPER ||
           type == UTF8PROC_DECOMP_TYPE_SUB || type == UTF8PROC_DECOMP_TYPE_SQUARE ||
           type == UTF8PROC_DECOMP_TYPE_FRACTION;
}

static void set_decomposed(setter *s, int32_t code)
{
    utf8proc_int32_t parts[LONGEST_DECOMPOSITION];
    int boundary = 0;
    if (code < 0x80 || keeps_its_form(code)) {
        set_code(s, code);
        return;
    }
    const utf8proc_ssize_t count =
        utf8proc_decompose_char(code, parts, LONGEST_DECOMPOSITION, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    if (count <= 0 || count > LONGEST_DECOMPOSITION) {
        set_code(s, code);
        return;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        set_code(s, parts[i]);
}

/* The character after the one being set, or 0. */
static int32_t next_code(const setter *s)
{
    size_t size;
    return s->to < s->text.length ? cas_plain_decode(s->text, s->to, &size) : 0;
}

static void set_dash(setter *s)
{
    s->space_due = false;
    s->drop_space = false;
    if (s->last != DASH)
        set_code(s, DASH);
}

/* `« mot »`: the inner spaces go. `»Wort« und` has none, and there the space after « is a real one. */
static void set_quote(setter *s, int32_t code)
{
    const bool after_gap =
        s->space_due || !s->last || s->last == DASH || (s->last < 0x80 && strchr("([{'", (int)s->last));
    if ((code == 0xBB || code == 0x203A) && s->space_due && !cas_plain_is_word(next_code(s)))
        s->space_due = false;
    set_due_space(s);
    if (s->last != QUOTE)
        set_code(s, QUOTE);
    s->drop_space = (code == 0xAB || code == 0x2039) && after_gap;
}

static void set_space(setter *s, int32_t code)
{
    if (!s->drop_space)
        s->space_due = true;
    if (code == '\n' || code == '\r')
        s->line_start = true;
}

/* Markdown's marks, at the place where they are marks. `#` only as a run at the very start with a space after it. */
static bool is_markup(setter *s, int32_t code)
{
    if (code == '*')
        return true;
    if (code == '>')
        return s->line_start;
    if (code == '_')
        return !cas_plain_is_word(next_code(s)) || s->space_due || !cas_plain_is_word(s->last);
    return false;
}

static size_t heading_marks(cas_text text)
{
    size_t at = 0, marks = 0;
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    while (at + marks < text.length && text.at[at + marks] == '#')
        marks++;
    const bool closed = at + marks == text.length || text.at[at + marks] == ' ' || text.at[at + marks] == '\t';
    return marks >= 1 && marks <= 6 && closed ? at + marks : 0;
}

static void set_character(setter *s, int32_t code)
{
    if (is_space(code)) {
        set_space(s, code);
        return;
    }
    if (code >= 0x80 && utf8proc_get_property(code)->ignorable)
        return;
    if (is_markup(s, code))
        return;
    s->line_start = false;
    if (is_quote(code)) {
        set_quote(s, code);
    } else if (is_dash(code)) {
        set_dash(s);
    } else {
        set_due_space(s);
        set_decomposed(s, code);
    }
}

static void set_text(setter *s)
{
    s->line_start = true;
    s->to = heading_marks(s->text);
    while (s->to < s->text.length && !(s->done && !s->out)) {
        size_t size;
        s->from = s->to;
        const int32_t code = cas_plain_decode(s->text, s->from, &size);
        s->to = s->from + size;
        set_character(s, code);
    }
    set_cluster(s);
}

void cas_plain_put(cas_builder *out, cas_text text)
{
    setter s = {.out = out, .text = text, .want_end = SIZE_MAX};
    set_text(&s);
}

cas_text cas_plain_origin(cas_text text, size_t begin, size_t end)
{
    setter s = {.text = text, .want_begin = begin, .want_end = end};
    set_text(&s);
    if (!s.done)
        return (cas_text){text.at, 0};
    return (cas_text){text.at + s.found_begin, s.found_end - s.found_begin};
}

cas_text cas_plain_lower(cas_arena *arena, cas_text plain)
{
    cas_builder lower = {.arena = arena};
    for (size_t at = 0, size; at < plain.length; at += size) {
        utf8proc_uint8_t bytes[4];
        const int32_t code = utf8proc_tolower(cas_plain_decode(plain, at, &size));
        cas_put(&lower, (cas_text){(const char *)bytes, (size_t)utf8proc_encode_char(code, bytes)});
    }
    return cas_built(&lower);
}

cas_text cas_plain_excerpt(cas_arena *arena, cas_text source, size_t max_bytes)
{
    cas_builder out = {.arena = arena};
    size_t last_word_end = 0;
    bool space_due = false;
    for (size_t at = 0, size; at < source.length; at += size) {
        const int32_t code = cas_plain_decode(source, at, &size);
        if (is_space(code)) {
            space_due = out.length > 0;
            continue;
        }
        if (space_due)
            last_word_end = out.length;
        if (out.length + space_due + size > max_bytes) {
            if (last_word_end)
                out.length = last_word_end;
            cas_puts(&out, "…");
            return cas_built(&out);
        }
        if (space_due)
            cas_putc(&out, ' ');
        space_due = false;
        cas_put(&out, (cas_text){source.at + at, size});
    }
    return cas_built(&out);
}
