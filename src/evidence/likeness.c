/*
 * How alike two quotations are, whatever edition or translation they come from.
 *
 * Words are compared by stems: small letters without marks, contractions written out (`we're`: we are), British and
 * American spelling as one, common endings off; two stems of which one goes on for at most three letters behind five
 * common ones are one word (`Europe`, `Europeans`); numbers in words are digits (`ninety-nine`, `99`). Content words count 1, small words 1/4, and those only where a
 * neighbour agrees too: `an X at our` tells something, `at` does not. Words of the subject can be given less (rarity.h).
 *
 *     likeness(a, b) = weight found again in the other / weight of all,   for the text that weighs less
 *
 * so an excerpt is as like its source as can be. Order is not asked for: translations turn it round.
 *
 * Cost: the product of the numbers of words, each cut at MOST_WORDS. Twin: test/evidence/.
 */
#include "evidence/likeness.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

enum { MOST_WORDS = 200, LONGEST = 48 };

static const char small_words[] =
    " a an the of and to in is it that for on we i he they she you be as with not are was were this from at by our his its their her my your will would "
    "shall should can could may might must has have had do does did been being or but if so than then there these those which who whom whose what when where how "
    "all any some no nor also very just more most into over under about up out us them him me am let am only own same such too both each "
    "der die das den dem des ein eine einen einem einer und oder ist sind war wir ich er sie es nicht in im auf mit von zu zur zum für als auch dass sich ihr sein seine unser "
    "an am bei nach aus um so wie aber wenn noch nur hat haben wird werden kann ";

static const struct ending {
    const char *from;
    const char *to;
} endings[] = {{"isations", ""}, {"izations", ""}, {"isation", ""}, {"ization", ""}, {"ising", ""}, {"izing", ""}, {"ised", ""}, {"ized", ""}, {"ises", ""}, {"izes", ""}, {"ise", ""}, {"ize", ""},
               {"ations", ""}, {"ation", ""}, {"ingly", ""}, {"ments", ""}, {"ment", ""}, {"ings", ""}, {"ing", ""}, {"edly", ""}, {"ied", "y"}, {"ies", "y"}, {"ed", ""}, {"ely", ""}, {"ly", ""},
               {"ours", "or"}, {"our", "or"}, {"es", ""}, {"s", ""}, {"e", ""}};

static bool is_small_word(cas_text stem)
{
    char padded[LONGEST + 3];
    if (stem.length > LONGEST)
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, stem.at, stem.length);
    padded[stem.length + 1] = ' ';
    padded[stem.length + 2] = '\0';
    return strstr(small_words, padded) != NULL;
}

static cas_text stem_of(cas_arena *arena, cas_text word)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t from = strlen(endings[i].from), to = strlen(endings[i].to);
        if (word.length < from + 4 || memcmp(word.at + word.length - from, endings[i].from, from) != 0)
            continue;
        char stem[LONGEST + 8];
        memcpy(stem, word.at, word.length - from);
        memcpy(stem + word.length - from, endings[i].to, to);
        size_t length = word.length - from + to;
        if (length > 3 && stem[length - 1] == stem[length - 2] && !to)
            length--;
        return cas_text_copy(arena, (cas_text){stem, length});
    }
    return word;
}

static bool is_letter(int32_t code)
{
    return cas_plain_is_word(code) || code > 0x2e80;
}

typedef struct word_list {
    cas_arena *arena;
    cas_likeness_text *out;
    size_t room;
} word_list;

/* `ninety-nine` as `99`: up to a hundred; the empty text if the word is no number. */
static cas_text digits_of(cas_arena *arena, cas_text word)
{
    static const char *const ones[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                                       "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    for (unsigned i = 2; i < sizeof ones / sizeof *ones; i++)
        if (cas_text_is(word, ones[i]))
            return cas_text_of(cas_format(arena, "%u", i));
    for (unsigned t = 0; t < sizeof tens / sizeof *tens; t++) {
        const size_t size = strlen(tens[t]);
        if (word.length < size || memcmp(word.at, tens[t], size) != 0)
            continue;
        if (word.length == size)
            return cas_text_of(cas_format(arena, "%u", (t + 2) * 10));
        for (unsigned i = 1; i < 10; i++)
            if (word.at[size] == '-' && cas_text_is((cas_text){word.at + size + 1, word.length - size - 1}, ones[i]))
                return cas_text_of(cas_format(arena, "%u", (t + 2) * 10 + i));
    }
    return (cas_text){"", 0};
}

static void add_word(word_list *list, cas_text lower, size_t begin, size_t end)
{
    const cas_text number = digits_of(list->arena, lower);
    lower = number.length ? number : lower;
    const bool small = is_small_word(lower);
    list->out->words = CAS_ROOM(list->arena, list->out->words, list->out->count, &list->room);
    list->out->words[list->out->count++] = (cas_likeness_word){.stem = small ? lower : stem_of(list->arena, lower), .begin = begin, .end = end, .content = !small, .weight = 1};
    list->out->content += !small;
}

/* `we're` is two words. */
static void add_contracted(word_list *list, cas_text lower, size_t begin, size_t end)
{
    static const struct {
        const char *ending, *word;
    } parts[] = {{"n't", "not"}, {"'re", "are"}, {"'ve", "have"}, {"'ll", "will"}, {"'m", "am"}, {"'d", "would"}};
    if (cas_text_is(lower, "cannot") || cas_text_is(lower, "can't") || cas_text_is(lower, "won't")) {
        add_word(list, lower.at[0] == 'c' ? CAS_TEXT("can") : CAS_TEXT("will"), begin, end);
        add_word(list, CAS_TEXT("not"), begin, end);
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const size_t size = strlen(parts[i].ending);
        if (lower.length > size && memcmp(lower.at + lower.length - size, parts[i].ending, size) == 0) {
            add_word(list, (cas_text){lower.at, lower.length - size}, begin, end);
            add_word(list, cas_text_of(parts[i].word), begin, end);
            return;
        }
    }
    if (lower.length > 2 && memcmp(lower.at + lower.length - 2, "'s", 2) == 0) {
        const cas_text base = {lower.at, lower.length - 2};
        add_word(list, base, begin, end);
        if (is_small_word(base))
            add_word(list, cas_text_is(base, "let") ? CAS_TEXT("us") : CAS_TEXT("is"), begin, end);
        return;
    }
    add_word(list, lower, begin, end);
}

/* `ninety-`: what follows the hyphen belongs to the number. */
static bool is_tens(cas_text lower)
{
    return lower.length >= 5 && lower.at[lower.length - 1] == 'y' && lower.at[lower.length - 2] == 't' && strchr("tfsen", lower.at[0]);
}

/* `US`, `U.S.`, `UK` are states, and no pronouns: written out. The length of what was read; 0: none of them. */
static size_t read_state(word_list *list, cas_text text, size_t at)
{
    static const struct {
        const char *from, *first, *second;
    } states[] = {{"U.S.", "united", "states"}, {"U.K.", "united", "kingdom"}, {"USA", "united", "states"}, {"US", "united", "states"}, {"UK", "united", "kingdom"}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        const size_t size = strlen(states[i].from);
        if (at + size > text.length || memcmp(text.at + at, states[i].from, size) != 0)
            continue;
        const unsigned char next = at + size < text.length ? (unsigned char)text.at[at + size] : ' ';
        if (next >= 0x80 || (unsigned)(next | 32) - 'a' < 26u || (next >= '0' && next <= '9'))
            continue;
        add_word(list, cas_text_of(states[i].first), at, at + size);
        add_word(list, cas_text_of(states[i].second), at, at + size);
        return size;
    }
    return 0;
}

cas_likeness_text cas_likeness_read(cas_arena *arena, cas_text text)
{
    cas_likeness_text read = {0};
    word_list list = {.arena = arena, .out = &read};
    size_t size;
    for (size_t at = 0; at < text.length && read.count < MOST_WORDS;) {
        char lower[LONGEST + 8];
        size_t length = 0, end = at;
        const size_t state = read_state(&list, text, at);
        if (state) {
            at += state;
            continue;
        }
        while (end < text.length) {
            int32_t code = cas_plain_decode(text, end, &size), parts[8];
            const bool apostrophe = code == '\'' || code == 0x2019;
            size_t next;
            const bool hyphen = code == '-' && end > at && is_tens((cas_text){lower, length}) && end + 1 < text.length && text.at[end + 1] >= 'a' && text.at[end + 1] <= 'z';
            const bool point = (code == '.' || code == ',') && end > at && end + 1 < text.length && text.at[end - 1] >= '0' && text.at[end - 1] <= '9' && text.at[end + 1] >= '0' && text.at[end + 1] <= '9';
            if (!is_letter(code) && !point && !hyphen && !(apostrophe && end > at && end + size < text.length && is_letter(cas_plain_decode(text, end + size, &next))))
                break;
            if (apostrophe)
                code = '\'';
            else if (code >= 0x80) {
                const utf8proc_ssize_t count = utf8proc_decompose_char(utf8proc_tolower(code), parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, NULL);
                code = count > 0 ? parts[0] : code;
            } else if (code >= 'A' && code <= 'Z')
                code |= 32;
            if (length < LONGEST)
                length += (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)lower + length);
            end += size;
        }
        if (end == at) {
            cas_plain_decode(text, at, &size);
            at += size;
            continue;
        }
        add_contracted(&list, cas_text_copy(arena, (cas_text){lower, length}), at, end);
        at = end;
    }
    return read;
}

bool cas_likeness_same_word(const cas_likeness_word *a, const cas_likeness_word *b)
{
    const size_t least = a->stem.length < b->stem.length ? a->stem.length : b->stem.length;
    size_t common = 0;
    while (common < least && a->stem.at[common] == b->stem.at[common])
        common++;
    if (common == a->stem.length && common == b->stem.length)
        return true;
    return a->content && b->content && common >= 5 && a->stem.length - common <= 3 && b->stem.length - common <= 3 && a->stem.at[0] > '9';
}

static bool neighbours_agree(const cas_likeness_text *a, size_t i, const cas_likeness_text *b, size_t j)
{
    return (i > 0 && j > 0 && cas_likeness_same_word(&a->words[i - 1], &b->words[j - 1])) ||
           (i + 1 < a->count && j + 1 < b->count && cas_likeness_same_word(&a->words[i + 1], &b->words[j + 1]));
}

static double weight(const cas_likeness_text *text, size_t i)
{
    return text->content == 0 || text->words[i].content ? text->words[i].weight : 0.25;
}

static double total(const cas_likeness_text *text)
{
    double sum = 0;
    for (size_t i = 0; i < text->count; i++)
        sum += weight(text, i);
    return sum;
}

double cas_likeness(const cas_likeness_text *a, const cas_likeness_text *b)
{
    const double a_total = total(a), b_total = total(b);
    if (a_total == 0 || b_total == 0)
        return 0;
    /* Of equally heavy texts the smaller answer, so that it is symmetric. */
    if (a_total > b_total)
        return cas_likeness(b, a);
    double found = 0;
    for (size_t i = 0; i < a->count; i++) {
        bool again = false;
        for (size_t j = 0; j < b->count && !again; j++)
            again = cas_likeness_same_word(&a->words[i], &b->words[j]) && (a->words[i].content || neighbours_agree(a, i, b, j));
        found += again ? weight(a, i) : 0;
    }
    if (a_total == b_total) {
        double back = 0;
        for (size_t j = 0; j < b->count; j++) {
            bool again = false;
            for (size_t i = 0; i < a->count && !again; i++)
                again = cas_likeness_same_word(&b->words[j], &a->words[i]) && (b->words[j].content || neighbours_agree(b, j, a, i));
            back += again ? weight(b, j) : 0;
        }
        found = back < found ? back : found;
    }
    return found / a_total;
}
