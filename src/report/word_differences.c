/* Two wordings side by side, by the usual table of longest common subsequences. */
#include "report/word_differences.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

enum { MOST_WORDS = 400 };

typedef struct wording {
    cas_compared_word *words;
    cas_text *keys; /* in small letters, letters and digits alone */
    size_t count;
} wording;

static bool is_letter(int32_t code)
{
    const utf8proc_category_t category = utf8proc_category(code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC) || category == UTF8PROC_CATEGORY_ND;
}

static cas_text key_of(cas_arena *arena, cas_text word)
{
    cas_builder key = {.arena = arena};
    for (size_t at = 0, size; at < word.length; at += size) {
        const int32_t code = cas_plain_decode(word, at, &size);
        utf8proc_uint8_t bytes[4];
        if (is_letter(code))
            cas_put(&key, (cas_text){(const char *)bytes, (size_t)utf8proc_encode_char(utf8proc_tolower(code), bytes)});
    }
    return cas_built(&key);
}

static wording split(cas_arena *arena, cas_text text)
{
    wording w = {CAS_ARRAY(arena, cas_compared_word, text.length / 2 + 2), CAS_ARRAY(arena, cas_text, text.length / 2 + 2), 0};
    for (size_t at = 0; at < text.length;) {
        const size_t begin = at;
        while (at < text.length && (unsigned char)text.at[at] > ' ')
            at++;
        const size_t end = at;
        while (at < text.length && (unsigned char)text.at[at] <= ' ')
            at++;
        w.words[w.count].text = (cas_text){text.at + begin, at - begin};
        w.words[w.count].common = true;
        w.keys[w.count++] = key_of(arena, (cas_text){text.at + begin, end - begin});
    }
    return w;
}

cas_compared_words cas_words_compare(cas_arena *arena, cas_text text, cas_text other)
{
    wording a = split(arena, text), b = split(arena, other);
    const size_t m = a.count < MOST_WORDS ? a.count : MOST_WORDS, n = b.count < MOST_WORDS ? b.count : MOST_WORDS;
    uint16_t *table = CAS_ARRAY(arena, uint16_t, (m + 1) * (n + 1));
    for (size_t i = m; i-- > 0;)
        for (size_t j = n; j-- > 0;) {
            const uint16_t below = table[(i + 1) * (n + 1) + j], behind = table[i * (n + 1) + j + 1];
            const bool same = cas_text_equal(a.keys[i], b.keys[j]);
            table[i * (n + 1) + j] = same ? (uint16_t)(table[(i + 1) * (n + 1) + j + 1] + 1) : below > behind ? below : behind;
        }
    for (size_t i = 0, j = 0; i < m; i++) {
        while (j < n && !cas_text_equal(a.keys[i], b.keys[j]) && table[i * (n + 1) + j + 1] >= table[(i + 1) * (n + 1) + j])
            j++;
        const bool found = j < n && cas_text_equal(a.keys[i], b.keys[j]);
        a.words[i].common = found || !a.keys[i].length;
        j += found;
    }
    return (cas_compared_words){a.words, a.count};
}
