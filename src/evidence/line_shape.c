/* Lines known by their shape: names of networks, dates, credits of pictures, names of people. */
#include "evidence/line_cues.h"

#include "sources/plain.h"

#include <string.h>
#include <utf8proc.h>

/* ---- share buttons ---- */

/*
 * What buttons are made of; a line whose letters are nothing but these, however run together, is a row of them. Networks
 * are those words after the null: one of them must be there, or the word "share".
 */
static const char *const button_words[] = {
    "share", "shares", "via", "on", "this", "article", "story", "the", "and", "to", "by", "us", "follow", "post", "print", "save", "link", "copy",
    "copied", "or", "a", "flip", "with", "rss", "send", "open", "in", "new", "window", "opens", "click", "channel", "page", "account", "like", "pin", "it",
    "text", "more", "options", "com", "icon", "app", "news", "our", "google", "discover", "add", "auf", "per", "mail", "e", "drucken", "folgen", "merken", NULL,
    "teilen", "website", "tweet", "facebook", "twitter", "x", "whatsapp", "telegram", "linkedin", "instagram", "youtube", "tiktok", "pinterest", "reddit", "messenger", "viber", "threads",
    "bluesky", "mastodon", "flipboard", "pocket", "vk", "vkontakte", "tumblr", "snapchat", "weibo", "wechat", "line", "skype", "signal", "xing", "email",
    "odnoklassniki", "googlenews", "fb", "ig", "yt"};

enum { MOST_BUTTON_LETTERS = 120 };

bool cas_line_is_share(const cas_line_words *words)
{
    /* reach[i]: the first i letters are such words; 2: with a network among them. */
    unsigned char reach[MOST_BUTTON_LETTERS + 1] = {1};
    const cas_text letters = words->letters;
    if (!letters.length || letters.length > MOST_BUTTON_LETTERS || words->ends_sentence)
        return false;
    for (size_t at = 0; at < letters.length; at++) {
        bool network = false;
        if (!reach[at])
            continue;
        for (size_t i = 0; i < sizeof button_words / sizeof *button_words; i++) {
            if (!button_words[i]) {
                network = true;
                continue;
            }
            const size_t length = strlen(button_words[i]);
            if (at + length > letters.length || memcmp(letters.at + at, button_words[i], length) != 0)
                continue;
            const unsigned char now = network || i < 2 || reach[at] == 2 ? 2 : 1;
            if (reach[at + length] < now)
                reach[at + length] = now;
        }
    }
    /* A line of one single letter says nothing. */
    return reach[letters.length] == 2 && letters.length > 1;
}

/* ---- dates ---- */

static const char *const date_words[] = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", NULL, "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag", "date", "published", "updated", "update", "posted", "modified", "last", "first", "on", "at", "of", "the", "am",
    "pm", "a", "p", "m", "gmt", "utc", "est", "edt", "et", "pst", "pdt", "pt", "cet", "cest", "bst", "ist", "msk", "eest", "eet", "hkt", "sgt", "aest", "time", "local",
    "ago", "hours", "hour", "minutes", "minute", "mins", "min", "days", "day", "weeks", "week", "months", "year", "years", "today", "yesterday", "uhr", "stand", "aktualisiert",
    "veröffentlicht", "am", "vor", "stunden", "minuten", "tagen", "createdat", "created", "h", "hrs", "is", "old", "and"};

typedef struct date_count {
    size_t months, digits, years, others;
} date_count;

/* 24.08.2025, 2025-08-24, 24/8/2025 stands in the line. */
static bool holds_whole_date(cas_text line)
{
    size_t parts = 0, digits = 0;
    for (size_t i = 0; i <= line.length; i++) {
        const char c = i < line.length ? line.at[i] : ' ';
        const bool digit = c >= '0' && c <= '9';
        if (digit) {
            parts += digits == 0 || !(line.at[i - 1] >= '0' && line.at[i - 1] <= '9');
            digits++;
        } else if (!(c == '.' || c == '-' || c == '/') || digits == 0) {
            if (parts == 3 && digits >= 6 && digits <= 8)
                return true;
            parts = digits = 0;
        }
    }
    return false;
}

/* 20th, 10am, 18h30 and such: begins with a digit. */
static date_count count_date(const cas_line_words *words)
{
    date_count count = {0};
    size_t at = 0;
    for (cas_text word; cas_words_next(words, &at, &word);) {
        if (word.at[0] >= '0' && word.at[0] <= '9') {
            count.digits++;
            count.years += word.length == 4 && (memcmp(word.at, "19", 2) == 0 || memcmp(word.at, "20", 2) == 0);
            continue;
        }
        bool month = true, known = false;
        for (size_t i = 0; i < sizeof date_words / sizeof *date_words && !known; i++) {
            if (!date_words[i])
                month = false;
            else
                known = cas_text_is(word, date_words[i]);
        }
        count.months += known && month;
        count.others += !known;
    }
    return count;
}

bool cas_line_is_date(const cas_line_words *words)
{
    if (!words->count || words->count > 20)
        return false;
    const date_count count = count_date(words);
    if (!count.digits)
        return false;
    if (!count.others)
        return count.months || count.digits >= 2 || words->count >= 2;
    /* A place or an agency before a whole date. */
    if (count.others <= 4 && holds_whole_date(words->line) && !words->ends_sentence && words->capitals >= count.others)
        return true;
    return count.others <= 4 && count.months && count.years && !words->ends_sentence && words->small <= 2 + count.months && words->count <= 12;
}

/* ---- credits of pictures ---- */

/* What stands in the credit of a picture. */
static const char *const picture_words[] = {"photo", "photos", "photograph", "getty", "shutterstock", "alamy", "handout", "file", "pool", "image", "images", "picture", "courtesy",
                                            "screenshot", "screengrab", "illustration", "foto", "archivbild", "istock", "imago", "via", "pixabay", "unsplash", "wikimedia"};
/* Agencies that picture credits name. */
static const char *const agency_words[] = {"ap", "afp", "reuters", "epa", "dpa", "ansa", "upi", "xinhua", "bloomberg", "anadolu", "aa", "interfax", "kyodo", "pa", "efe", "apa", "ria",
                                           "sputnik", "nurphoto", "zuma", "sipa", "ukrinform", "yonhap", "pti", "ani", "cp", "aap", "ntb", "tt"};

static bool is_among(cas_text word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cas_text_is(word, list[i]))
            return true;
    return false;
}

#define IS_PICTURE(word) is_among((word), picture_words, sizeof picture_words / sizeof *picture_words)
#define IS_AGENCY(word) is_among((word), agency_words, sizeof agency_words / sizeof *agency_words)

typedef struct credit {
    bool picture, agency, slash, bracketed, pipe, dash;
    size_t count; /* of its words */
} credit;

/* Where the last part of the line begins that may be a credit: a bracket, a bar, or what follows the last sentence. */
static const char *last_part(cas_text line, credit *found)
{
    const char *end = line.at + line.length;
    for (const char *at = end; at > line.at && end - at < 120; at--) {
        if (at[-1] == '(' || at[-1] == '[') {
            const size_t closing = (size_t)(end - at) > 0 && memchr(at, at[-1] == '(' ? ')' : ']', (size_t)(end - at)) ? 1 : 0;
            const char *close = closing ? memchr(at, at[-1] == '(' ? ')' : ']', (size_t)(end - at)) : end;
            if (end - close <= 2) {
                found->bracketed = true;
                return at;
            }
        }
        if (at[-1] == '|') {
            found->pipe = true;
            return at;
        }
    }
    /* Behind a dash, if it is short; only a word of pictures makes a credit of it. */
    for (const char *at = end; at > line.at + 3 && end - at < 40; at--)
        if (at[-1] == ' ' && (at[-2] == '-' || (unsigned char)at[-2] == 0x93 || (unsigned char)at[-2] == 0x94) && (at[-3] == ' ' || (unsigned char)at[-3] == 0x80)) {
            found->dash = true;
            return at;
        }
    /* After the last full stop that is followed by a space and a capital letter, or by a capital letter at once. */
    for (const char *at = end; at > line.at + 1 && end - at < 80; at--)
        if (at[-1] == '.' && at < end && (*at == ' ' || (*at >= 'A' && *at <= 'Z')) && end - at > 2 && !(at[-2] >= 'A' && at[-2] <= 'Z'))
            return at;
    return NULL;
}

static credit credit_of(cas_arena *arena, const cas_line_words *words)
{
    credit found = {0};
    const cas_text line = words->line;
    const char *begin = last_part(line, &found);
    if (!begin)
        return found;
    const cas_line_words part = cas_line_words_of(arena, (cas_text){begin, (size_t)(line.at + line.length - begin)});
    size_t at = 0;
    for (cas_text word; cas_words_next(&part, &at, &word);) {
        found.picture = found.picture || IS_PICTURE(word);
        found.agency = found.agency || IS_AGENCY(word);
    }
    const char *slash = memchr(begin, '/', (size_t)(line.at + line.length - begin));
    found.slash = slash && !part.small && part.count >= 2 && part.count <= 8 && !memmem(begin, (size_t)(line.at + line.length - begin), "//", 2);
    found.count = part.count;
    return found;
}

/* `Ann Lee (left) greets Tom Hale (R)` */
static bool points_at_somebody(cas_text line)
{
    static const char *const marks[] = {"(left)", "(right)", "(centre)", "(center)", "(L)", "(R)", "(C)", "(links)", "(rechts)", "(2nd L)", "(2nd R)", "(top)", "(bottom)"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (memmem(line.at, line.length, marks[i], strlen(marks[i])))
            return true;
    return false;
}

/* `WRECKAGE. A view of the harbour …` */
static bool begins_with_shout(const cas_line_words *words)
{
    const cas_text line = words->line;
    size_t letters = 0;
    while (letters < line.length && line.at[letters] >= 'A' && line.at[letters] <= 'Z')
        letters++;
    return letters >= 5 && letters + 2 < line.length && line.at[letters] == '.' && line.at[letters + 1] == ' ' && words->count >= 6 && words->count <= 60 && !words->has_quotes;
}

/* Nothing but whose picture it is: `ADA BERG/POOL/AGENCY`, `(photo credit: Agency)`. */
bool cas_line_is_credit(const cas_line_words *words)
{
    size_t at = 0;
    bool picture = false, agency = false;
    if (!words->count || words->count > 10 || words->ends_sentence)
        return false;
    for (cas_text word; cas_words_next(words, &at, &word);) {
        picture = picture || IS_PICTURE(word);
        agency = agency || IS_AGENCY(word);
    }
    const bool bracketed = words->line.at[0] == '(' || words->line.at[0] == '[', slash = memchr(words->line.at, '/', words->line.length) != NULL;
    return (picture && (bracketed || slash || words->capitals >= words->count)) || (agency && (bracketed || slash));
}

/* What people do in pictures: present tense, where reports have the past. */
static const char *const picture_verbs[] = {"speaks", "talks", "walks", "attends", "arrives", "delivers", "addresses", "gestures", "shakes", "shake", "meets", "stands", "waves",
                                            "looks", "listens", "holds", "poses", "pose", "sits", "greets", "leaves", "reacts", "smiles", "flutters", "welcomes", "hugs", "points",
                                            "receives", "chairs", "inspects", "visits", "watches", "rises", "burns", "gather", "carry", "raises", "hold", "walk", "stand", "sit",
                                            "speak", "attend", "embraces", "answers", "presents", "takes", "puts", "works", "drive", "drives", "fires", "pictured", "seen", "patrol"};

static bool shows_a_picture(const cas_line_words *words)
{
    size_t at = 0, number = 0;
    for (cas_text word; number < 24 && cas_words_next(words, &at, &word); number++)
        if (number > 0 && is_among(word, picture_verbs, sizeof picture_verbs / sizeof *picture_verbs))
            return true;
    return cas_words_hold(words, "left") || cas_words_hold(words, "right") || cas_words_hold(words, "l") || cas_words_hold(words, "r") || cas_words_hold(words, "center") ||
           cas_words_hold(words, "during");
}

static bool reports_speech(const cas_line_words *words)
{
    static const char *const said[] = {"said", "told", "added", "says", "sagte", "wrote", "according to"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (cas_words_hold(words, said[i]))
            return true;
    return words->has_quotes;
}

/* Behind the mark of copyright stands whose picture it is, not a year: `The harbour on Monday © Ada Berg/Agency`. */
static bool ends_with_owner(const cas_line_words *words)
{
    static const char mark[] = "©";
    const cas_text line = words->line;
    const char *at = memmem(line.at, line.length, mark, sizeof mark - 1);
    if (!at || at == line.at || words->count > 40)
        return false;
    for (at += sizeof mark - 1; at < line.at + line.length && *at == ' ';)
        at++;
    return at < line.at + line.length && line.at + line.length - at <= 48 && !(*at >= '0' && *at <= '9');
}

/* A short line that is no sentence and ends with an agency's initials: `The council meets AFP`. */
static bool ends_with_agency(const cas_line_words *words)
{
    size_t at = 0;
    cas_text last = {"", 0};
    for (cas_text word; cas_words_next(words, &at, &word);)
        last = word;
    const cas_text line = words->line;
    return words->count >= 3 && words->count <= 14 && !words->ends_sentence && words->small && IS_AGENCY(last) && line.at[line.length - 1] >= 'A' && line.at[line.length - 1] <= 'Z';
}

/* `The minister at the gate. ministry.example` */
static bool ends_with_site(cas_text line)
{
    size_t at = line.length, dots = 0;
    while (at > 0 && ((line.at[at - 1] >= 'a' && line.at[at - 1] <= 'z') || line.at[at - 1] == '.' || line.at[at - 1] == '-'))
        dots += line.at[--at] == '.';
    return dots && at + 5 < line.length && at > 2 && line.at[at - 1] == ' ' && line.at[line.length - 1] != '.' && (line.at[at - 2] == '.' || line.at[at - 2] == '|' || line.at[at - 2] == ':');
}

/* `The minister on the plan – video` */
static bool ends_with_dash_video(const cas_line_words *words)
{
    static const char *const endings[] = {"– video", "- video", "— video", "| Video", "– audio", "- audio"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t size = strlen(endings[i]);
        if (words->line.length > size && memcmp(words->line.at + words->line.length - size, endings[i], size) == 0)
            return true;
    }
    return false;
}

/* Ends with a name glued to the sentence, as a credit is when its element is lost: `… on MondayABC News`. */
static bool ends_glued(cas_text line)
{
    size_t size;
    int32_t before = 0;
    for (size_t at = line.length > 48 ? line.length - 48 : 0; at < line.length; at += size) {
        if (at && ((unsigned char)line.at[at] & 0xc0) == 0x80) {
            size = 1;
            continue;
        }
        const int32_t code = cas_plain_decode(line, at, &size);
        const bool upper = utf8proc_category(code) == UTF8PROC_CATEGORY_LU;
        if (upper && (utf8proc_category(before) == UTF8PROC_CATEGORY_LL || before == '.') && at + 2 < line.length && before != 'c')
            return true;
        before = code;
    }
    return false;
}

/*
 * A caption: whose picture it is, behind the mark of copyright; a credit that names a picture; a credit that names an agency alone, with nothing reported as said, and either
 * what pictures show or a place before the end of the document; a date with its year in a sentence of the present tense.
 */
bool cas_line_is_caption(cas_arena *arena, const cas_line_words *words, bool last)
{
    if (words->count < 2 || words->begins_bullet || words->count > 110)
        return false;
    if (cas_words_begin(words, "file photo") || cas_words_begin(words, "in this photo") || cas_words_begin(words, "in this image") ||
        cas_words_begin(words, "this handout") || cas_words_begin(words, "archivbild") || cas_words_begin(words, "pictured") ||
        (words->line.length > 4 && memcmp(words->line.at, "FILE", 4) == 0 && words->count > 3))
        return true;
    if (begins_with_shout(words) || ends_with_owner(words) || cas_line_is_credit(words) || (points_at_somebody(words->line) && !words->has_quotes && words->count <= 40))
        return true;
    const bool shows = shows_a_picture(words), reports = reports_speech(words);
    const credit found = credit_of(arena, words);
    const date_count date = count_date(words);
    const bool agency = found.agency && !found.dash && found.count <= 6;
    if (found.picture && found.count <= 14 && (!reports || found.bracketed || found.pipe) && (agency || found.slash || found.bracketed || found.pipe || found.dash || shows || !words->ends_sentence))
        return true;
    if (found.slash && !found.dash && (!reports || found.picture))
        return true;
    if (!reports && words->count <= 20 && (ends_with_agency(words) || ends_with_site(words->line) || ends_with_dash_video(words)))
        return true;
    if (agency && (found.bracketed || found.pipe || found.slash || !words->ends_sentence) && !reports && (shows || date.years || !last))
        return true;
    if (date.months && date.years && shows && !reports && words->count >= 8 && words->count <= 60)
        return true;
    return !words->ends_sentence && !reports && words->count >= 6 && words->small >= 3 && (ends_glued(words->line) || (shows && cas_words_begin(words, "a")) || (shows && cas_words_begin(words, "an")));
}

/* ---- names ---- */

bool cas_line_is_names(const cas_line_words *words)
{
    if (words->count < 2 || words->count > 8 || words->ends_sentence || words->has_quotes)
        return false;
    size_t at = 0, joints = 0;
    for (cas_text word; cas_words_next(words, &at, &word);) {
        if (word.at[0] >= '0' && word.at[0] <= '9')
            return false;
        joints += cas_text_is(word, "and") || cas_text_is(word, "in") || cas_text_is(word, "und") || cas_text_is(word, "for") || cas_text_is(word, "de") || cas_text_is(word, "van") ||
                  cas_text_is(word, "von") || cas_text_is(word, "al") || cas_text_is(word, "with") || cas_text_is(word, "at") || cas_text_is(word, "of");
    }
    return words->capitals + joints >= words->count && words->capitals >= 2 && words->small <= joints && !memchr(words->line.at, ':', words->line.length);
}

bool cas_line_is_address(const cas_line_words *words)
{
    const cas_text line = words->line;
    const bool scheme = line.length > 8 && (memcmp(line.at, "http://", 7) == 0 || memcmp(line.at, "https://", 8) == 0 || memcmp(line.at, "www.", 4) == 0);
    return scheme && !memchr(line.at, ' ', line.length);
}
