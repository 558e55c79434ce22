/*
 * Spellings of one name.
 *
 * A word's key is what its spellings have in common (the rules stand at cas_name_key in names.h); two names are one person's if
 * the shorter's keys end the longer's, or if both have several words and only the first names differ, in vowels, or only
 * a middle name or second surname is added.
 *
 * Cost: linear in the letters of a word.
 */
#include "evidence/cast.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

static size_t bare_letters(char *out, size_t room, cas_text word)
{
    size_t length = 0, size;
    for (size_t at = 0; at < word.length && length + 4 < room; at += size) {
        int32_t code = cas_plain_decode(word, at, &size), parts[8];
        if (code >= 0x80) {
            const utf8proc_ssize_t count = utf8proc_decompose_char(utf8proc_tolower(code), parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, NULL);
            code = count > 0 ? parts[0] : code;
            if (code == 0xf8)
                code = 'o';
            if (code == 0x131)
                code = 'i';
            if (code == 0x142)
                code = 'l';
        }
        if (code >= 'A' && code <= 'Z')
            code |= 32;
        if (code == '\'' || code == 0x2019 || code == '.' || code == '-')
            continue;
        length += (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)out + length);
    }
    return length;
}

typedef struct spelling {
    const char *from;
    const char *to;
} spelling;

static const spelling spellings[] = {
    {"sch", "s"}, {"tch", "c"}, {"tsch", "c"}, {"dzh", "i"}, {"dsch", "i"}, {"dj", "i"}, {"kh", "h"}, {"ph", "f"}, {"th", "t"}, {"zh", "z"}, {"sh", "s"}, {"ch", "h"}, {"ck", "k"},
    {"ts", "c"}, {"tz", "c"}, {"ks", "x"}, {"oe", "o"}, {"ae", "a"}, {"ue", "u"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"qu", "k"}, {"q", "k"}, {"w", "v"}, {"y", "i"}, {"j", "i"}, {"z", "s"},
};

cas_text cas_name_key(cas_arena *arena, cas_text word)
{
    char bare[64], key[64];
    const size_t length = bare_letters(bare, sizeof bare, word);
    size_t used = 0;
    for (size_t at = 0; at < length;) {
        const spelling *match = NULL;
        for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
            const size_t size = strlen(spellings[i].from);
            if (at + size <= length && memcmp(bare + at, spellings[i].from, size) == 0 && (!match || size > strlen(match->from)))
                match = &spellings[i];
        }
        const char next = match ? match->to[0] : bare[at];
        at += match ? strlen(match->from) : 1;
        if (used == 0 || key[used - 1] != next)
            key[used++] = next;
    }
    /* `off` and `ov`: the ending of one name by two roads. */
    if (used > 3 && key[used - 1] == 'f' && key[used - 2] == 'o')
        key[used - 1] = 'v';
    return cas_text_copy(arena, (cas_text){key, used});
}

/* First names that are one in two spellings: equal but for vowels. */
static bool same_first_name(cas_text a, cas_text b)
{
    size_t i = 0, j = 0;
    if (cas_text_equal(a, b) || a.length == 1 || b.length == 1)
        return a.at[0] == b.at[0];
    if (!a.length || !b.length || a.at[0] != b.at[0] || a.length < 4 || b.length < 4)
        return false;
    for (;;) {
        while (i < a.length && strchr("aeiou", a.at[i]))
            i++;
        while (j < b.length && strchr("aeiou", b.at[j]))
            j++;
        if (i == a.length || j == b.length)
            return i == a.length && j == b.length;
        if (a.at[i++] != b.at[j++])
            return false;
    }
}

/* Do the shorter keys end the longer ones? Of equally many the first may differ in spelling. */
bool cas_name_keys_agree(const cas_text *a, size_t a_count, const cas_text *b, size_t b_count)
{
    const size_t least = a_count < b_count ? a_count : b_count;
    for (size_t i = 1; i <= least; i++)
        if (!cas_text_equal(a[a_count - i], b[b_count - i])) {
            const bool both_first = i == a_count && i == b_count && i > 1;
            if (both_first && same_first_name(a[0], b[0]))
                return true;
            /* A middle name or a second surname in one of them. */
            return i > 1 && a_count != b_count && cas_text_equal(a[0], b[0]);
        }
    return least > 0;
}
