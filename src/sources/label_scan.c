/* The small readers of labels and locators: see label_scan.h. */
#include "sources/label_scan.h"

#include "sources/plain.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

enum { MOST_DIGITS = 6, MOST_CHAINED_DIGITS = 3 };

bool cas_scan_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

bool cas_scan_is_capital(int32_t code)
{
    const utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool letter_at(const cas_scan *scan, size_t at)
{
    size_t size;
    if (at >= scan->text.length || is_digit(scan->text.at[at]))
        return false;
    return cas_plain_is_word(cas_plain_decode(scan->text, at, &size));
}

bool cas_scan_equal_caseless(cas_text word, const char *lower_word)
{
    const cas_text other = cas_text_of(lower_word);
    size_t i = 0, j = 0;
    while (i < word.length && j < other.length) {
        size_t step, other_step;
        if (utf8proc_tolower(cas_plain_decode(word, i, &step)) != cas_plain_decode(other, j, &other_step))
            return false;
        i += step;
        j += other_step;
    }
    return i == word.length && j == other.length;
}

void cas_scan_spaces(cas_scan *scan)
{
    while (scan->at < scan->text.length) {
        size_t size;
        const int32_t code = cas_plain_decode(scan->text, scan->at, &size);
        if (code != 0xA0 && code != 0x202F && !(code < 0x80 && cas_scan_is_space((char)code)))
            return;
        scan->at += size;
    }
}

bool cas_scan_take(cas_scan *scan, char c)
{
    if (scan->at >= scan->text.length || scan->text.at[scan->at] != c)
        return false;
    scan->at++;
    return true;
}

bool cas_scan_dash(cas_scan scan)
{
    size_t size;
    cas_scan_spaces(&scan);
    return scan.at < scan.text.length &&
           utf8proc_category(cas_plain_decode(scan.text, scan.at, &size)) == UTF8PROC_CATEGORY_PD;
}

cas_text cas_scan_word(cas_scan *scan)
{
    const size_t begin = scan->at;
    while (scan->at < scan->text.length) {
        size_t size;
        const int32_t code = cas_plain_decode(scan->text, scan->at, &size);
        const bool sign = code == 0xA7 || code == 0xB6;
        const bool hyphen = code == '-' && scan->at > begin && letter_at(scan, scan->at + 1);
        if (!sign && !hyphen && !letter_at(scan, scan->at))
            break;
        scan->at += size;
    }
    return (cas_text){scan->text.at + begin, scan->at - begin};
}

/* `a`, `bis`, `ter`, `quater`, and no letter after it; its length, 0 if there is none. */
static size_t suffix_length(const cas_scan *scan)
{
    static const char *const suffixes[] = {"bis", "ter", "quater"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        const size_t length = strlen(suffixes[i]);
        if (scan->at + length <= scan->text.length && memcmp(scan->text.at + scan->at, suffixes[i], length) == 0 &&
            !letter_at(scan, scan->at + length))
            return length;
    }
    return scan->at < scan->text.length && is_latin(scan->text.at[scan->at]) && !letter_at(scan, scan->at + 1);
}

bool cas_scan_number(cas_scan *scan, char part[CAS_LABEL_PART_BYTES], uint32_t *number, bool *suffixed)
{
    const size_t begin = scan->at;
    uint32_t value = 0;
    while (scan->at < scan->text.length && is_digit(scan->text.at[scan->at]) && scan->at - begin <= MOST_DIGITS)
        value = value * 10 + (uint32_t)(scan->text.at[scan->at++] - '0');
    const size_t digits = scan->at - begin;
    const size_t suffix = digits ? suffix_length(scan) : 0;
    if (!digits || digits > MOST_DIGITS || (!suffix && letter_at(scan, scan->at))) {
        scan->at = begin;
        return false;
    }
    int written = snprintf(part, CAS_LABEL_PART_BYTES, "%u", value);
    for (size_t i = 0; i < suffix; i++)
        part[written++] = lower(scan->text.at[scan->at++]);
    part[written] = 0;
    *number = value;
    *suffixed = suffix > 0;
    return true;
}

void cas_scan_put_number(char part[CAS_LABEL_PART_BYTES], uint32_t number)
{
    snprintf(part, CAS_LABEL_PART_BYTES, "%u", number);
}

bool cas_scan_put_letters(char part[CAS_LABEL_PART_BYTES], cas_text word)
{
    if (!word.length || word.length >= CAS_LABEL_PART_BYTES || (word.length > 1 && !cas_roman_value(word)))
        return false;
    for (size_t i = 0; i < word.length; i++) {
        if (!is_latin(word.at[i]))
            return false;
        part[i] = lower(word.at[i]);
    }
    part[word.length] = 0;
    return true;
}

/* `.3` or `(3)` or `(b)`. */
static bool take_link(cas_scan *scan, char part[CAS_LABEL_PART_BYTES], uint32_t *number, bool *suffixed)
{
    const cas_scan before = *scan;
    if (cas_scan_take(scan, '.')) {
        const size_t begin = scan->at;
        const bool plain = begin < scan->text.length && scan->text.at[begin] != '0';
        size_t digits = 0;
        while (begin + digits < scan->text.length && is_digit(scan->text.at[begin + digits]))
            digits++;
        if (plain && digits <= MOST_CHAINED_DIGITS && cas_scan_number(scan, part, number, suffixed))
            return true;
    } else {
        cas_scan_spaces(scan);
        if (cas_scan_take(scan, '(')) {
            cas_scan_spaces(scan);
            const bool numbered = cas_scan_number(scan, part, number, suffixed);
            const cas_text word = numbered ? (cas_text){"", 0} : cas_scan_word(scan);
            cas_scan_spaces(scan);
            if ((numbered || cas_scan_put_letters(part, word)) && cas_scan_take(scan, ')')) {
                if (!numbered)
                    *number = cas_roman_value(word) ? cas_roman_value(word) : (uint32_t)(part[0] - 'a' + 1);
                return true;
            }
        }
    }
    *scan = before;
    return false;
}

bool cas_scan_chain(cas_scan *scan, cas_label_path *path, uint32_t *number, bool *suffixed)
{
    path->count = 0;
    if (!cas_scan_number(scan, path->part[0], number, suffixed))
        return false;
    path->count = 1;
    while (path->count < CAS_LABEL_PARTS && take_link(scan, path->part[path->count], number, suffixed))
        path->count++;
    return true;
}
