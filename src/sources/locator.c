/*
 * Reading a citation's locator.
 *
 * 1. Take off space and one pair of outer brackets.
 * 2. A chain that is the whole (`7`, `5a`, `27(3)`, `27.3`), an article's word before it or not, is a path. So is one
 *    roman numeral in capitals.
 * 3. Else look for words of a level with a number or letter after them, in any order of levels: `para 2 of art. 5` is
 *    `5(2)`. A number that continues another (`paras 2 and 3`, `2-3`) makes the place wider: its level is dropped, the
 *    whole article remains.
 * 4. Else the words are free.
 */
#include "sources/label_scan.h"
#include "sources/plain.h"

#include <string.h>

typedef struct named_place {
    cas_label_path level[CAS_LEVEL_POINT + 1];
    bool wide[CAS_LEVEL_POINT + 1];
} named_place;

static cas_text trim(cas_text text)
{
    while (text.length && cas_scan_is_space(text.at[0]))
        text.at++, text.length--;
    while (text.length && cas_scan_is_space(text.at[text.length - 1]))
        text.length--;
    return text;
}

/* True if the first bracket is closed by the last character. */
static bool is_bracketed(cas_text text)
{
    size_t depth = 0;
    if (text.length < 2 || text.at[0] != '(')
        return false;
    for (size_t i = 0; i < text.length; i++) {
        depth += text.at[i] == '(';
        depth -= text.at[i] == ')' && depth > 0;
        if (depth == 0)
            return i + 1 == text.length;
    }
    return false;
}

static bool take_roman(cas_scan *scan, cas_label_path *path)
{
    const size_t begin = scan->at;
    const cas_text word = cas_scan_word(scan);
    const uint32_t value = cas_roman_value(word);
    if (!value || word.at[0] > 'Z') {
        scan->at = begin;
        return false;
    }
    path->count = 1;
    cas_scan_put_number(path->part[0], value);
    return true;
}

/* After an article's roman numeral a chain may go on: `V(1)`. */
static bool take_place(cas_scan *scan, cas_label_path *path, cas_scan_level level)
{
    uint32_t number;
    bool suffixed;
    if (cas_scan_chain(scan, path, &number, &suffixed))
        return true;
    if (level == CAS_LEVEL_ARTICLE && take_roman(scan, path)) {
        cas_scan rest = *scan;
        cas_label_path more;
        if (cas_scan_take(&rest, '(') && cas_scan_chain(&rest, &more, &number, &suffixed) &&
            cas_scan_take(&rest, ')')) {
            memcpy(path->part[path->count++], more.part[0], CAS_LABEL_PART_BYTES);
            *scan = rest;
        }
        return true;
    }
    const bool bracket = cas_scan_take(scan, '(');
    const cas_text word = cas_scan_word(scan);
    if (level < CAS_LEVEL_PARAGRAPH || !cas_scan_put_letters(path->part[0], word))
        return false;
    path->count = 1;
    return !bracket || cas_scan_take(scan, ')');
}

/* `, 3`, `and 3`, `-3`, `to 3` after a number. */
static bool continues(cas_scan scan)
{
    cas_label_path ignored;
    uint32_t number;
    bool suffixed, linked = false;
    size_t size;
    cas_scan_spaces(&scan);
    if (scan.at < scan.text.length && (scan.text.at[scan.at] == ',' || cas_scan_dash(scan))) {
        cas_plain_decode(scan.text, scan.at, &size);
        scan.at += size;
        linked = true;
    }
    cas_scan_spaces(&scan);
    const cas_text word = cas_scan_word(&scan);
    if (cas_scan_equal_caseless(word, "and") || cas_scan_equal_caseless(word, "to") ||
        cas_scan_equal_caseless(word, "or"))
        linked = true;
    else if (word.length)
        return false;
    cas_scan_spaces(&scan);
    return linked && cas_scan_chain(&scan, &ignored, &number, &suffixed);
}

static void read_named(cas_text words, named_place *place)
{
    cas_scan scan = {words, 0};
    while (scan.at < words.length) {
        size_t size;
        const cas_text word = cas_scan_word(&scan);
        const cas_scan_level level = word.length ? cas_scan_level_of(word) : CAS_LEVEL_NONE;
        if (level == CAS_LEVEL_NONE) {
            if (!word.length) {
                cas_plain_decode(words, scan.at, &size);
                scan.at += size;
            }
            continue;
        }
        cas_scan after = scan;
        cas_scan_take(&after, '.');
        cas_scan_spaces(&after);
        if (!place->level[level].count && take_place(&after, &place->level[level], level)) {
            place->wide[level] = continues(after);
            scan = after;
        }
    }
}

/* The levels in order, up to the first wide one. */
static void join_levels(const named_place *place, cas_locator *locator)
{
    for (int level = CAS_LEVEL_ARTICLE; level <= CAS_LEVEL_POINT && !place->wide[level]; level++) {
        const cas_label_path *path = &place->level[level];
        for (size_t i = 0; i < path->count && locator->path.count < CAS_LABEL_PARTS; i++)
            memcpy(locator->path.part[locator->path.count++], path->part[i], CAS_LABEL_PART_BYTES);
    }
    locator->structured = locator->path.count > 0;
    locator->below_article = locator->structured && !place->level[CAS_LEVEL_ARTICLE].count;
}

static bool read_whole(cas_text words, cas_locator *locator)
{
    cas_scan scan = {words, 0};
    uint32_t number = 0;
    bool suffixed = false;
    if (cas_scan_chain(&scan, &locator->path, &number, &suffixed)) {
        if (locator->path.count == 1 && !suffixed)
            locator->ordinal = number;
    } else if (!take_roman(&scan, &locator->path)) {
        return false;
    }
    cas_scan_take(&scan, '.');
    return scan.at == words.length;
}

cas_locator cas_locator_read(cas_text text)
{
    cas_locator locator = {0};
    named_place place = {0};
    locator.words = trim(text);
    if (is_bracketed(locator.words))
        locator.words = trim((cas_text){locator.words.at + 1, locator.words.length - 2});
    if (read_whole(locator.words, &locator)) {
        locator.structured = true;
        return locator;
    }
    locator.path.count = 0;
    locator.ordinal = 0;
    read_named(locator.words, &place);
    join_levels(&place, &locator);
    if (locator.below_article && locator.path.count == 1 &&
        strspn(locator.path.part[0], "0123456789") == strlen(locator.path.part[0]))
        for (const char *digit = locator.path.part[0]; *digit; digit++)
            locator.ordinal = locator.ordinal * 10 + (uint32_t)(*digit - '0');
    return locator;
}
