/* The alignment of two wordings by the usual table of prefixes, and what it tells. wording.h has the definition. */
#include "evidence/wording.h"

enum { MOST_TOLD = 6 };

cas_wording cas_wording_align(cas_arena *arena, const cas_likeness_text *text, const cas_likeness_text *whole)
{
    const size_t width = whole->count + 1;
    unsigned *cost = CAS_ARRAY(arena, unsigned, (text->count + 1) * width);
    for (size_t i = 1; i <= text->count; i++) {
        cost[i * width] = (unsigned)(CAS_WORDING_ADDED * i);
        for (size_t j = 1; j <= whole->count; j++) {
            const bool same = cas_likeness_same_word(&text->words[i - 1], &whole->words[j - 1]);
            const unsigned change = cost[(i - 1) * width + j - 1] + (same ? 0u : (unsigned)CAS_WORDING_CHANGED);
            const unsigned added = cost[(i - 1) * width + j] + CAS_WORDING_ADDED, left_out = cost[i * width + j - 1] + CAS_WORDING_LEFT_OUT;
            unsigned least = change < added ? change : added;
            least = left_out < least ? left_out : least;
            cost[i * width + j] = least;
        }
    }
    cas_wording found = {.match = CAS_ARRAY(arena, size_t, text->count + 1)};
    for (size_t j = 1; j <= whole->count; j++)
        if (cost[text->count * width + j] < cost[text->count * width + found.end])
            found.end = j;
    found.cost = cost[text->count * width + found.end];
    found.begin = found.end;
    for (size_t i = 0; i < text->count; i++)
        found.match[i] = SIZE_MAX;
    size_t i = text->count, j = found.end;
    while (i > 0 && j > 0) {
        const unsigned here = cost[i * width + j];
        const bool same = cas_likeness_same_word(&text->words[i - 1], &whole->words[j - 1]);
        if (same && here == cost[(i - 1) * width + j - 1]) {
            found.match[i - 1] = j - 1;
            i--, j--;
        } else if (here == cost[(i - 1) * width + j - 1] + CAS_WORDING_CHANGED)
            i--, j--;
        else if (here == cost[(i - 1) * width + j] + CAS_WORDING_ADDED)
            i--;
        else
            j--;
    }
    found.begin = j;
    return found;
}

static void put_words(cas_builder *out, const cas_likeness_text *text, cas_text from, size_t begin, size_t end)
{
    cas_putc(out, '"');
    for (size_t at = text->words[begin].begin; at < text->words[end - 1].end; at++)
        cas_putc(out, from.at[at] == '\n' ? ' ' : from.at[at]);
    cas_putc(out, '"');
}

const char *cas_wording_tell(cas_arena *arena, cas_text text, cas_text whole)
{
    const cas_likeness_text a = cas_likeness_read(arena, text), b = cas_likeness_read(arena, whole);
    const cas_wording found = cas_wording_align(arena, &a, &b);
    cas_builder out = {.arena = arena};
    size_t told = 0, i = 0, j = SIZE_MAX; /* j: the word of the whole that is due; SIZE_MAX: none yet */
    while (i < a.count && told < MOST_TOLD) {
        if (found.match[i] != SIZE_MAX) {
            if (j != SIZE_MAX && found.match[i] > j) {
                cas_puts(&out, told++ ? "; without " : "without ");
                put_words(&out, &b, whole, j, found.match[i]);
            }
            j = found.match[i] + 1;
            i++;
            continue;
        }
        size_t stop = i;
        while (stop < a.count && found.match[stop] == SIZE_MAX)
            stop++;
        const size_t to = stop < a.count ? found.match[stop] : j;
        cas_puts(&out, told++ ? "; " : "");
        put_words(&out, &a, text, i, stop);
        if (j != SIZE_MAX && to > j) {
            cas_puts(&out, " for ");
            put_words(&out, &b, whole, j, to);
        } else
            cas_puts(&out, " added");
        if (stop < a.count)
            j = found.match[stop];
        i = stop;
    }
    return cas_built_string(&out);
}
