/* Lines that only pages have, known by their shape: menus and paths through sections, reporters with their places, sources. */
#include "evidence/line_cues.h"

#include <string.h>

enum {
    MENU_SECTIONS = 3,    /* words of a row that name sections */
    MENU_WORDS = 14,      /* no row of them is longer */
    REPORTER_WORDS = 20,
    SOURCE_WORDS = 12,
    WIDE = 3              /* parts that wide spaces part */
};

static bool is_among(cas_text word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cas_text_is(word, list[i]))
            return true;
    return false;
}

/* ---- menus ---- */

static const char *const section_words[] = {
    "home", "news", "world", "international", "politics", "policy", "opinion", "opinions", "comment", "sport", "sports", "culture", "lifestyle", "life", "style", "business", "economy", "finance",
    "markets", "companies", "commodities", "tech", "technology", "science", "health", "environment", "climate", "travel", "food", "arts", "books", "music", "film", "entertainment",
    "video", "videos", "podcasts", "podcast", "live", "tv", "weather", "education", "jobs", "careers", "work", "money", "energy", "defence", "defense", "security", "society", "regions",
    "local", "national", "metro", "magazine", "weekend", "features", "analysis", "investigations", "latest", "more", "puzzles", "games", "photos", "editorial", "letters", "obituaries",
    "startseite", "politik", "wirtschaft", "kultur", "sport", "meinung", "panorama", "wissen", "gesellschaft", "ausland", "inland", "reise", "gesundheit", "technik", "nachrichten"};

/* Signs that part the steps of a path, with a space on both sides. */
static size_t count_separators(cas_text line)
{
    static const char *const signs[] = {" / ", " > ", " | ", " » ", " › ", " · ", " • ", " → "};
    size_t count = 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t length = strlen(signs[i]);
        const char *at = line.at, *end = line.at + line.length;
        while (at < end && (at = memmem(at, (size_t)(end - at), signs[i], length)) != NULL) {
            count++;
            at += length - 1;
        }
    }
    return count;
}

static size_t count_wide_spaces(cas_text line)
{
    size_t count = 0;
    for (size_t at = 1; at + 1 < line.length; at++)
        count += (line.at[at] == ' ' && line.at[at - 1] == ' ' && line.at[at + 1] != ' ') || line.at[at] == '\t';
    return count;
}

static size_t count_sections(const cas_line_words *words)
{
    size_t at = 0, count = 0;
    for (cas_text word; cas_words_next(words, &at, &word);)
        count += is_among(word, section_words, sizeof section_words / sizeof *section_words);
    return count;
}

/* The small words of buttons that stand in rows with sections: `Log in`, `Sign up`. */
static size_t count_button_joints(const cas_line_words *words)
{
    static const char *const buttons[] = {"log in", "sign in", "sign up", "log out"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++)
        count += words->small && cas_words_hold(words, buttons[i]);
    size_t at = 0;
    for (cas_text word; cas_words_next(words, &at, &word);)
        count += cas_text_is(word, "and"); /* `Arts and Life` */
    return count < words->small ? count : words->small;
}

/* Marks that headlines and sentences have and rows of names do not. */
static bool has_marks_of_text(cas_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (memchr(",:;?!\"'()", line.at[i], 10))
            return true;
    return false;
}

/* `The Herald – serving the valley since 1921` */
static bool is_masthead(const cas_line_words *words)
{
    static const char *const begun[] = {"since", "established", "est", "founded", "seit", "gegründet"};
    size_t at = 0;
    cas_text before = {"", 0}, last = {"", 0};
    for (cas_text word; cas_words_next(words, &at, &word);) {
        before = last;
        last = word;
    }
    return words->count <= MENU_WORDS && !words->ends_sentence && !words->has_quotes && last.length == 4 && last.at[0] >= '1' && last.at[0] <= '2' &&
           is_among(before, begun, sizeof begun / sizeof *begun) && !cas_line_reports_speech(words);
}

/*
 * No word is small but those of buttons, and none a number. Either the names of sections are most of it, three or more; or signs or wide spaces
 * part it, and one part names a section.
 */
bool cas_line_is_menu(const cas_line_words *words)
{
    if (is_masthead(words) || (cas_words_begin(words, "home") && !words->ends_sentence && count_separators(words->line) >= 2))
        return true;
    if (!words->ends_sentence && !words->has_quotes && count_sections(words) && count_wide_spaces(words->line) + 1 > WIDE && words->capitals * 2 > words->count)
        return true; /* `War in the North  World  Opinion  Video` */
    if (words->count < 2 || words->count > MENU_WORDS || words->ends_sentence || words->has_quotes || words->begins_bullet ||
        words->capitals + count_button_joints(words) < words->count || has_marks_of_text(words->line))
        return false;
    const size_t sections = count_sections(words);
    const bool row = words->count > MENU_SECTIONS && sections >= MENU_SECTIONS && sections * 2 > words->count;
    const size_t parted = count_separators(words->line);
    const bool path = parted && sections && (parted >= 2 || cas_words_begin(words, "home") || cas_words_begin(words, "startseite"));
    return row || path || (sections && count_wide_spaces(words->line) + 1 >= WIDE);
}

/* ---- reporters and sources ---- */

typedef struct token {
    cas_text text;
    bool capital, comma;
} token;

static bool next_token(cas_text line, size_t *at, token *found)
{
    while (*at < line.length && line.at[*at] == ' ')
        ++*at;
    const size_t begin = *at;
    while (*at < line.length && line.at[*at] != ' ')
        ++*at;
    found->text = (cas_text){line.at + begin, *at - begin};
    found->comma = found->text.length && found->text.at[found->text.length - 1] == ',';
    found->text.length -= found->comma;
    found->capital = found->text.length && ((found->text.at[0] >= 'A' && found->text.at[0] <= 'Z') || (unsigned char)found->text.at[0] >= 0xc3);
    return found->text.length > 0;
}

static bool ends_reporter(const token *word)
{
    return cas_text_is(word->text, "and") || cas_text_is(word->text, "und") || cas_text_is(word->text, "&");
}

/* Two to four capitalised words, `in`, one to three; the same again, behind `and` or a comma. */
bool cas_line_is_reporters(const cas_line_words *words)
{
    enum { NAME_LEAST = 2, NAME_MOST = 4, PLACE_MOST = 3 };
    if (words->count < 6 || words->count > REPORTER_WORDS || words->ends_sentence || words->has_quotes)
        return false;
    size_t at = 0, name = 0, place = 0, reporters = 0;
    bool in_place = false;
    for (token word; next_token(words->line, &at, &word);) {
        const bool joins = in_place && place && ends_reporter(&word);
        if (word.capital) {
            if ((in_place ? ++place : ++name) > (in_place ? (size_t)PLACE_MOST : (size_t)NAME_MOST))
                return false;
        } else if (!in_place && name >= NAME_LEAST && cas_text_is(word.text, "in")) {
            in_place = true;
        } else if (!joins) {
            return false;
        }
        if (joins || (in_place && place && word.comma)) {
            reporters++;
            in_place = false;
            name = place = 0;
        }
    }
    return in_place && place && reporters;
}

bool cas_line_names_source(const cas_line_words *words)
{
    static const char *const labels[] = {"Source:", "source:", "Sources:", "Quelle:", "Quellen:", "SOURCE:"};
    if (words->count < 2 || words->count > SOURCE_WORDS || words->ends_sentence || words->has_quotes)
        return false;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (memmem(words->line.at, words->line.length, labels[i], strlen(labels[i])))
            return true;
    return false;
}

/* `Ann Lee is a senior news editor …`: who the author is. */
bool cas_line_is_author(const cas_line_words *words)
{
    static const char *const trades[] = {"writer", "reporter", "journalist", "correspondent", "columnist", "editor", "freelance", "freelancer", "author", "photojournalist", "fellow", "producer"};
    enum { ADJECTIVES = 4 };
    size_t at = 0, since = ADJECTIVES + 3;
    bool is = false;
    static const char *const told[] = {"has covered", "has been covering", "has reported for", "has written for", "who has been covering"};
    if (words->count <= 24 && words->capitals > 2 && cas_words_hold(words, "reported from"))
        return true;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (cas_words_hold(words, told[i]))
            return true;
    for (cas_text word; cas_words_next(words, &at, &word);) {
        since++;
        if (is && (cas_text_is(word, "a") || cas_text_is(word, "an") || cas_text_is(word, "the")))
            since = 0;
        else if (since <= ADJECTIVES + 1 && is_among(word, trades, sizeof trades / sizeof *trades))
            return true;
        is = cas_text_is(word, "is");
    }
    return false;
}

/* ---- speech ---- */

bool cas_line_reports_speech(const cas_line_words *words)
{
    static const char *const verbs[] = {"said", "says", "told", "added", "replied", "answered", "insisted", "warned", "stressed", "noted", "wrote", "argued", "explained", "asked", "claimed",
                                        "recalled", "continued", "declared", "stated", "called", "concluded", "sagte", "sagt", "erklärte", "betonte", "fügte", "warnte", "schrieb", "antwortete"};
    size_t at = 0;
    for (cas_text word; cas_words_next(words, &at, &word);)
        if (is_among(word, verbs, sizeof verbs / sizeof *verbs))
            return true;
    return false;
}
