/* A line as the rules of boilerplate see it: see line_words.h. */
#include "evidence/line_words.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

static bool is_opening_quote(int32_t code)
{
    return code == '"' || code == 0x201c || code == 0x201e || code == 0xab || code == 0x2018 || code == 0x2039;
}

static bool is_quote(int32_t code)
{
    return is_opening_quote(code) || code == 0x201d || code == 0xbb || code == 0x2019 || code == 0x203a || code == '\'';
}

static bool is_space(int32_t code)
{
    return code <= ' ' || code == 0xa0 || (code >= 0x2000 && code <= 0x200f) || code == 0x202f || code == 0xfeff || code == 0x3000;
}

static cas_text trimmed(cas_text text)
{
    size_t size;
    while (text.length && is_space(cas_plain_decode(text, 0, &size)))
        text.at += size, text.length -= size;
    while (text.length) {
        size_t at = text.length - 1;
        while (at && ((unsigned char)text.at[at] & 0xc0) == 0x80)
            at--;
        if (!is_space(cas_plain_decode(text, at, &size)))
            break;
        text.length = at;
    }
    return text;
}

static bool is_word_code(int32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
    }
}

static void put_code(cas_builder *out, int32_t code)
{
    if (code < 0x80) {
        cas_putc(out, (char)code);
        return;
    }
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(code, bytes);
    cas_put(out, (cas_text){(const char *)bytes, size > 0 ? (size_t)size : 0});
}

static bool is_upper(int32_t code)
{
    return code < 0x80 ? code >= 'A' && code <= 'Z' : utf8proc_category(code) == UTF8PROC_CATEGORY_LU;
}

static bool is_lower(int32_t code)
{
    return code < 0x80 ? code >= 'a' && code <= 'z' : utf8proc_category(code) == UTF8PROC_CATEGORY_LL;
}

static bool ends_sentence(cas_text line)
{
    for (size_t at = line.length; at > 0;) {
        size_t size;
        const size_t end = at;
        do
            at--;
        while (at && ((unsigned char)line.at[at] & 0xc0) == 0x80);
        const int32_t code = cas_plain_decode(line, at, &size);
        if (code == '.' || code == '!' || code == '?' || code == 0x2026)
            return true;
        if (!is_quote(code) && code != ')' && code != ']')
            return false;
        (void)end;
    }
    return false;
}

static bool is_bullet(int32_t code)
{
    return code == 0x2022 || code == '*' || code == '-' || code == 0x2013 || code == 0x25cf || code == 0x25aa || code == 0xb7 || code == 0x25e6;
}

/* Quotation marks open and close; an apostrophe within a word is none. Depth is not kept: marks of one kind alternate. */
static bool addresses(cas_text word)
{
    static const char *const pronouns[] = {"we", "our", "us", "you", "your", "ours", "yours", "we're", "we've", "we'll", "you're", "you've", "you'll",
                                           "wir", "uns", "unser", "unsere", "unseren", "unserer", "ihnen", "ihre", "ihren"};
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
        if (cas_text_is(word, pronouns[i]))
            return true;
    return false;
}

typedef struct scan {
    cas_line_words *out;
    cas_builder words, letters;
    size_t word_begin; /* in words */
    bool in_word, quoted, first_is_upper;
    int32_t previous;
} scan;

static void end_word(scan *s)
{
    if (!s->in_word)
        return;
    while (s->words.length > s->word_begin && s->words.at[s->words.length - 1] == '\'')
        s->words.length--;
    const cas_text word = {s->words.at + s->word_begin, s->words.length - s->word_begin};
    /* `US` and `U.S.` are no pronouns. */
    if (!s->quoted && addresses(word) && !(s->first_is_upper && word.length == 2 && word.at[0] == 'u' && is_upper(s->previous)))
        s->out->addresses_reader = true;
    cas_putc(&s->words, ' ');
    s->in_word = false;
    s->out->count++;
}

static void take_code(scan *s, int32_t code)
{
    const bool word = is_word_code(code);
    const bool apostrophe = (code == '\'' || code == 0x2019) && s->in_word;
    if (word) {
        if (!s->in_word) {
            s->in_word = true;
            s->word_begin = s->words.length;
            s->first_is_upper = is_upper(code);
            s->out->capitals += is_upper(code);
            s->out->small += is_lower(code);
        }
        s->out->glued += is_upper(code) && is_lower(s->previous);
        const int32_t lower = code >= 0x80 ? utf8proc_tolower(code) : code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
        put_code(&s->words, lower);
        put_code(&s->letters, lower);
    } else if (apostrophe) {
        cas_putc(&s->words, '\'');
    } else {
        end_word(s);
        if (is_quote(code)) {
            s->quoted = code == '"' ? !s->quoted : is_opening_quote(code);
            s->out->has_quotes = s->out->has_quotes || code != '\'';
        }
    }
    s->previous = code;
}

cas_line_words cas_line_words_of(cas_arena *arena, cas_text line)
{
    cas_line_words found = {.line = trimmed(line)};
    scan s = {.out = &found, .words = {.arena = arena}, .letters = {.arena = arena}};
    cas_putc(&s.words, ' ');
    for (size_t at = 0, size; at < found.line.length; at += size) {
        size = 1;
        const int32_t code = (unsigned char)found.line.at[at] < 0x80 ? found.line.at[at] : cas_plain_decode(found.line, at, &size);
        if (at == 0)
            found.begins_bullet = is_bullet(code);
        take_code(&s, code);
        found.characters++;
    }
    end_word(&s);
    found.words = cas_built(&s.words);
    found.letters = cas_built(&s.letters);
    found.ends_sentence = ends_sentence(found.line);
    return found;
}

/* ---- phrases ---- */

static bool stands_at(cas_text words, size_t at, const char *phrase, size_t length)
{
    return at + length + 2 <= words.length && words.at[at] == ' ' && memcmp(words.at + at + 1, phrase, length) == 0 && words.at[at + 1 + length] == ' ';
}

bool cas_words_begin(const cas_line_words *words, const char *phrase)
{
    return stands_at(words->words, 0, phrase, strlen(phrase));
}

bool cas_words_end(const cas_line_words *words, const char *phrase)
{
    const size_t length = strlen(phrase);
    return words->words.length >= length + 2 && stands_at(words->words, words->words.length - length - 2, phrase, length);
}

bool cas_words_are(const cas_line_words *words, const char *phrase)
{
    return words->words.length == strlen(phrase) + 2 && cas_words_begin(words, phrase);
}

bool cas_words_hold(const cas_line_words *words, const char *phrase)
{
    const size_t length = strlen(phrase);
    const char *at = words->words.at, *end = at + words->words.length;
    while (at < end && (at = memmem(at, (size_t)(end - at), phrase, length)) != NULL) {
        if (at > words->words.at && at[-1] == ' ' && at + length < end && at[length] == ' ')
            return true;
        at++;
    }
    return false;
}

bool cas_words_next(const cas_line_words *words, size_t *at, cas_text *word)
{
    while (*at < words->words.length && words->words.at[*at] == ' ')
        ++*at;
    const size_t begin = *at;
    while (*at < words->words.length && words->words.at[*at] != ' ')
        ++*at;
    *word = (cas_text){words->words.at + begin, *at - begin};
    return word->length > 0;
}
