/*
 * Which lines of a document are not its own text.
 *
 * A line is judged by what it says of itself (line_cues.c: phrases; line_shape.c: dates, credits, buttons, names), and by
 * where it stands. The steps, each of which only decides about lines that those before it left open:
 *
 * 1. Each line alone: address, share buttons, phrases, dates, captions, signs without words.
 * 2. The head, above the first paragraph of running text: the title is its first line of four words or more; short lines
 *    above it are navigation; below it a long one is the deck, names are a byline, a place alone is a dateline.
 * 3. Links: behind "Related", "More on …" and the like, lines that are no sentences, until running text goes on. It goes on
 *    where a paragraph shares enough of its rarer words with the paragraphs above; teasers of other stories do not. It
 *    goes on, too, where somebody is quoted with a verb of speech, where a paragraph is longer than any teaser, and where
 *    the last link is followed by several paragraphs with nothing between them.
 * 4. Appeals: a line that asks for money or an address draws in its neighbours that speak to the reader (we, you, your
 *    outside of quotation marks) and the buttons between them.
 * 5. Small print: late paragraphs behind such lines that share hardly a word with the text and report nothing said.
 * 6. The foot, below the last paragraph of running text: what is left there and is no sentence is navigation or links.
 * 7. Short lines within the text that are no sentences are subheads; of five words and more that share less than a third of
 *    their longer words with the text, links.
 *
 * Lines that were broken to one width are running text and are not judged one by one.
 *
 * A text that numbers its own articles or paragraphs is judged by step 1 alone, and the foot is judged only of what shows
 * itself to be a page by some line of navigation, sharing, links or appeals, but for a few last words: no subhead is last.
 *
 * Nothing is dropped, and the rules know no outlet. The cost is linear, but for step 3: behind each opener the words of a
 * paragraph are looked up among those of the text above it.
 */
#include "evidence/boilerplate.h"
#include "evidence/line_cues.h"

#include "sources/plain.h"

#include <string.h>

enum {
    RUNNING_WORDS = 12,   /* of a sentence that is surely running text */
    LONG_CHARACTERS = 100, /* a line so long is no button, whatever it ends with */
    TITLE_WORDS = 4,
    LINK_WORDS = 5, /* within the text: a headline of another story, if it tells of something else */
    MOST_HEADLINES = 3, /* of other stories, before they are taken for links */
    BULLET_WORDS = 4,
    GLUED_BUTTONS = 3,
    WRAPPED_LEAST = 60,
    WRAPPED_MOST = 130,
    WRAPPED_RANGE = 30,
    WRAPPED_SLACK = 12, /* characters that a broken line may leave free though the next word had room */
    TEASER_WORDS = 45,  /* no teaser has more */
    ARTICLE_RUN = 3,    /* paragraphs on end that no headline parts */
    DECK_CHARACTERS = 260,
    BUTTON_WORDS = 4,
    RARE_LETTERS = 5, /* words so long count as rarer */
    APPEAL_BACK = 3,  /* lines before an appeal that may belong to it */
    MOST_GAP = 6      /* lines within one */
};

typedef struct judged {
    cas_line *line;
    cas_line_words words;
    bool open;  /* not decided yet */
    bool wrapped; /* of a paragraph whose lines were broken to one width: running text */
    bool opens; /* links or an appeal may follow */
} judged;

typedef struct page {
    cas_arena *arena;
    const cas_line_cues *cues;
    judged *lines; /* those that are not blank */
    size_t count;
    cas_names told; /* the rarer words of the text */
    size_t body_begin, body_end; /* from the first to behind the last line of running text */
    bool is_law;  /* a text that numbers its own articles or paragraphs: its short lines are its own */
    bool is_page; /* something that only pages have was found: its short lines at the foot are not its own */
} page;

static void decide(judged *line, cas_line_kind kind)
{
    line->line->kind = kind;
    line->open = false;
}

static bool is_running(const judged *line)
{
    return line->wrapped || (line->open && ((line->words.ends_sentence && line->words.count >= RUNNING_WORDS) || line->words.characters >= LONG_CHARACTERS + 60));
}

/* ---- broken lines ---- */

static size_t first_word_width(cas_text line)
{
    size_t width = 0;
    for (size_t at = 0; at < line.length && line.at[at] != ' '; at++)
        width += ((unsigned char)line.at[at] & 0xc0) != 0x80;
    return width;
}

/* Where lines were broken to a width, the first word of the next had no room on the one before. */
static bool were_full(const page *p, size_t begin, size_t end)
{
    size_t widest = 0;
    for (size_t i = begin; i < end; i++)
        widest = p->lines[i].words.characters > widest ? p->lines[i].words.characters : widest;
    for (size_t i = begin; i + 1 < end; i++)
        if (p->lines[i].words.characters + 1 + first_word_width(p->lines[i + 1].words.line) + WRAPPED_SLACK < widest)
            return false;
    return true;
}

/* Lines of one paragraph, all but the last between sixty and a hundred and thirty characters, and alike in length. */
static void find_wrapped(page *p)
{
    for (size_t begin = 0, end; begin < p->count; begin = end) {
        size_t shortest = SIZE_MAX, longest = 0;
        for (end = begin + 1; end < p->count && p->lines[end].line->number == p->lines[end - 1].line->number + 1 &&
                              p->lines[end].line->paragraph == p->lines[begin].line->paragraph;
             end++) {
            const size_t width = p->lines[end - 1].words.characters;
            shortest = width < shortest ? width : shortest;
            longest = width > longest ? width : longest;
        }
        if (end - begin < 2 || p->lines[begin].line->paragraph == SIZE_MAX || shortest < WRAPPED_LEAST || longest > WRAPPED_MOST || longest - shortest > WRAPPED_RANGE || !were_full(p, begin, end))
            continue;
        for (size_t i = begin; i < end; i++)
            p->lines[i].wrapped = true;
    }
}

/* ---- 1: each line alone ---- */

static bool is_byline(const cas_line_words *words)
{
    if (words->count > 14 || words->ends_sentence)
        return false;
    const bool by = (cas_words_begin(words, "by") || cas_words_begin(words, "von")) && words->capitals + 3 >= words->count && (words->capitals >= 2 || words->count == 2);
    const bool desk = cas_words_end(words, "desk") && !words->small && words->count <= BUTTON_WORDS;
    return by || desk || cas_line_names_source(words) || cas_words_end(words, "staff") || cas_words_end(words, "reuters staff");
}

/* One run of letters and digits, ten digits at least: what a machine calls the text. */
static bool is_code(cas_text line)
{
    size_t digits = 0;
    for (size_t i = 0; i < line.length; i++) {
        if (line.at[i] == ' ')
            return false;
        digits += line.at[i] >= '0' && line.at[i] <= '9';
    }
    return digits >= 10;
}

/* `#council #vote` */
static bool are_hashtags(cas_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] != ' ' && line.at[i] != '#' && (i == 0 || line.at[i - 1] == ' '))
            return false;
    return line.length > 1 && line.at[0] == '#' && line.at[1] != ' ' && line.at[1] != '#';
}

/* `list 2 of 3 …`: what a reader of screens is told of links. */
static bool is_list_item(const cas_line_words *words)
{
    size_t at = 0;
    cas_text word[3];
    for (int i = 0; i < 3; i++)
        if (!cas_words_next(words, &at, &word[i]))
            return false;
    return cas_text_is(word[0], "list") && word[1].at[0] >= '0' && word[1].at[0] <= '9' && cas_text_is(word[2], "of");
}

/* `3 comments`, `© 2031 …`, and rows of buttons that lost their spaces: `HomeWorldSport`. */
static bool is_count_or_notice(const cas_line_words *words)
{
    const bool counted = words->count == 2 && words->line.at[0] >= '0' && words->line.at[0] <= '9' && (cas_words_end(words, "comments") || cas_words_end(words, "comment"));
    const bool row = words->glued >= GLUED_BUTTONS && !words->ends_sentence && words->capitals * 2 > words->count;
    return counted || row || (words->count == 1 && words->line.at[0] == '+') || are_hashtags(words->line) || is_list_item(words) || is_code(words->line) || (words->line.length > 2 && memcmp(words->line.at, "©", 2) == 0);
}

static void judge_alone(page *p, size_t number)
{
    judged *line = &p->lines[number];
    const cas_line_words *words = &line->words;
    if (line->wrapped)
        return;
    const cas_line_kind cue = cas_line_cue(p->cues, words, &line->opens);
    if (cas_line_is_address(words))
        decide(line, number < 3 ? CAS_LINE_ADDRESS : CAS_LINE_MENU);
    else if (!words->count || is_count_or_notice(words))
        decide(line, CAS_LINE_MENU);
    else if (cas_line_is_share(words))
        decide(line, CAS_LINE_SHARE);
    else if (words->line.at[0] != '#' && cas_line_is_date(words))
        decide(line, CAS_LINE_DATELINE);
    else if (cue != CAS_LINE_BODY)
        decide(line, cue);
    else if (cas_line_is_menu(words))
        decide(line, CAS_LINE_MENU);
    else if (is_byline(words))
        decide(line, CAS_LINE_BYLINE);
    else if (cas_line_is_caption(p->arena, words, number + 1 == p->count))
        decide(line, CAS_LINE_CAPTION);
}

/* The line above a credit that stands alone is the picture's: in the head, or if it is no sentence. */
static void judge_captions(page *p)
{
    for (size_t i = 1; i < p->count; i++) {
        judged *above = &p->lines[i - 1];
        if (p->lines[i].open || p->lines[i].line->kind != CAS_LINE_CAPTION || !cas_line_is_credit(&p->lines[i].words) || !above->open || above->wrapped)
            continue;
        if (above->words.count <= 35 && (!above->words.ends_sentence || (i - 1 < p->body_begin && i - 1 > 0)))
            decide(above, CAS_LINE_CAPTION);
    }
}

/* What the markup says, of lines that say nothing themselves. A whole paragraph in an aside may be the document's own. */
static void judge_by_markup(judged *line, cas_line_hint hint)
{
    if (!line->open)
        return;
    switch (hint) {
    case CAS_HINT_NONE: return;
    case CAS_HINT_NAVIGATION: decide(line, CAS_LINE_MENU); return;
    case CAS_HINT_CAPTION: decide(line, CAS_LINE_CAPTION); return;
    case CAS_HINT_BYLINE: decide(line, CAS_LINE_BYLINE); return;
    case CAS_HINT_DATE: decide(line, CAS_LINE_DATELINE); return;
    case CAS_HINT_ASIDE:
        if (!line->words.ends_sentence)
            decide(line, CAS_LINE_RELATED);
        return;
    }
}

/* ---- 2: the head ---- */

static bool is_capital_place(const cas_line_words *words)
{
    if (words->count > 3 || words->ends_sentence)
        return false;
    for (size_t i = 0; i < words->line.length; i++)
        if (words->line.at[i] >= 'a' && words->line.at[i] <= 'z')
            return false;
    return words->capitals > 0;
}

static bool same_words(const judged *a, const judged *b)
{
    return cas_text_equal(a->words.words, b->words.words);
}

static bool is_rare(cas_text word)
{
    return word.length >= RARE_LETTERS;
}

static void learn_words(cas_names *known, const cas_line_words *words)
{
    size_t at = 0;
    for (cas_text word; cas_words_next(words, &at, &word);)
        if (is_rare(word))
            cas_names_add(known, word);
}

/* How many of its rarer words are known. */
static size_t shared_rare(const cas_names *known, const cas_line_words *words)
{
    size_t at = 0, shared = 0;
    for (cas_text word; cas_words_next(words, &at, &word);)
        shared += is_rare(word) && cas_names_find(known, word) >= 0;
    return shared;
}

/* Words long enough to tell one story from another. */
static size_t count_rare(const cas_line_words *words)
{
    size_t at = 0, count = 0;
    for (cas_text word; cas_words_next(words, &at, &word);)
        count += is_rare(word);
    return count;
}

/* At least a third of its rarer words are known. */
static bool goes_on(const cas_names *known, const cas_line_words *words)
{
    const size_t rare = count_rare(words);
    return rare && shared_rare(known, words) * 3 >= rare;
}

static bool is_headline(const judged *line)
{
    return line->open && line->words.count >= TITLE_WORDS && !line->words.begins_bullet && !cas_line_is_reporters(&line->words);
}

/*
 * The title: of the lines of the head that could be one, the first that tells of what the text tells; then the first at all.
 * *links: three or more of them tell of something else, so they are headlines of other stories.
 */
static size_t find_title(const page *p, const cas_names *told, bool *links)
{
    size_t first = SIZE_MAX, title = SIZE_MAX, others = 0;
    for (size_t i = 0; i < p->body_begin; i++) {
        if (!is_headline(&p->lines[i]))
            continue;
        first = first == SIZE_MAX ? i : first;
        const bool tells = goes_on(told, &p->lines[i].words);
        others += !tells && count_rare(&p->lines[i].words) >= 2;
        title = tells && title == SIZE_MAX ? i : title;
    }
    *links = others >= MOST_HEADLINES;
    return title != SIZE_MAX ? title : first;
}

static void learn_body(const page *p, cas_names *told)
{
    for (size_t i = p->body_begin; i < p->body_end; i++)
        if (is_running(&p->lines[i]))
            learn_words(told, &p->lines[i].words);
}

/* The first paragraph is the deck if a byline, a date or a picture stands right behind it. */
static void judge_deck(page *p)
{
    const size_t at = p->body_begin;
    if (at == 0 || at + 1 >= p->count || p->lines[at].words.characters > DECK_CHARACTERS || p->lines[at].words.begins_bullet || p->lines[at].words.has_quotes)
        return;
    for (size_t i = at + 1; i < p->count && !is_running(&p->lines[i]); i++) {
        const cas_line_kind kind = p->lines[i].line->kind;
        const bool names = p->lines[i].open && cas_line_is_names(&p->lines[i].words);
        if (p->lines[i].open && !names)
            return;
        if (names || kind == CAS_LINE_BYLINE || kind == CAS_LINE_DATELINE || kind == CAS_LINE_CAPTION) {
            decide(&p->lines[at], CAS_LINE_DECK);
            return;
        }
    }
}

static void judge_head(page *p)
{
    cas_names told = {.arena = p->arena};
    bool links;
    learn_body(p, &told);
    const size_t title = find_title(p, &told, &links);
    for (size_t i = 0; i < p->body_begin; i++) {
        judged *line = &p->lines[i];
        if (!line->open)
            continue;
        if (i == title || (title != SIZE_MAX && same_words(line, &p->lines[title])))
            decide(line, CAS_LINE_TITLE);
        else if (is_capital_place(&line->words))
            decide(line, title != SIZE_MAX && i > title ? CAS_LINE_DATELINE : CAS_LINE_MENU);
        else if (title != SIZE_MAX && i > title && ((cas_line_is_names(&line->words) && (line->words.count <= 6 || cas_words_hold(&line->words, "in"))) || cas_line_is_reporters(&line->words)))
            decide(line, CAS_LINE_BYLINE);
        else if (line->words.count <= BUTTON_WORDS && !line->words.ends_sentence && !line->words.has_quotes)
            decide(line, i + 1 < p->count && p->lines[i + 1].words.begins_bullet ? CAS_LINE_SUBHEAD : CAS_LINE_MENU);
        else if (links && is_headline(line) && !goes_on(&told, &line->words))
            decide(line, CAS_LINE_RELATED);
        else if (title != SIZE_MAX && i > title)
            decide(line, line->words.begins_bullet ? CAS_LINE_BODY : CAS_LINE_DECK);
        else if (!line->words.begins_bullet)
            decide(line, line->words.ends_sentence || line->words.count >= 2 * TITLE_WORDS ? CAS_LINE_TITLE : CAS_LINE_MENU);
    }
}

/* ---- 3: links ---- */

/* Running paragraphs from here on that no other line parts. */
static size_t paragraphs_on_end(const page *p, size_t at)
{
    size_t count = 0;
    while (count < ARTICLE_RUN && at + count < p->count && is_running(&p->lines[at + count]) && p->lines[at + count].words.ends_sentence)
        count++;
    return count;
}

static bool reads_like_article(const page *p, size_t at)
{
    const cas_line_words *words = &p->lines[at].words;
    if (!words->ends_sentence || words->begins_bullet)
        return false;
    return (words->has_quotes && cas_line_reports_speech(words)) || words->count > TEASER_WORDS || paragraphs_on_end(p, at) >= ARTICLE_RUN;
}

static void judge_links(page *p)
{
    cas_names known = {.arena = p->arena};
    bool among_links = false, listed = false;
    for (size_t i = 0; i < p->count; i++) {
        judged *line = &p->lines[i];
        cas_poll(p->arena->ctx);
        if (!line->open) {
            if (line->line->kind == CAS_LINE_RELATED && line->opens)
                among_links = true, listed = false;
            continue;
        }
        if (among_links && i > p->body_begin) {
            /* Before the middle of the page, links are a few between paragraphs; and teasers stand below the title of a link. */
            const bool late = 2 * i > p->count;
            if ((is_running(line) && (!late || !listed || goes_on(&known, &line->words))) || reads_like_article(p, i)) {
                among_links = false;
            } else if (!line->words.begins_bullet || late) {
                decide(line, CAS_LINE_RELATED);
                listed = true;
            }
        }
        if (line->open && is_running(line))
            learn_words(&known, &line->words);
    }
}

/* ---- 5: small print ---- */

/*
 * Late in a page, behind a line that is not the text's own, a paragraph that tells of something else is small print, or says
 * who the outlet is: unless it quotes somebody, or other paragraphs go on behind it.
 */
static void judge_small_print(page *p)
{
    cas_names known = {.arena = p->arena};
    bool behind = false;
    for (size_t i = 0; i < p->count; i++) {
        judged *line = &p->lines[i];
        cas_poll(p->arena->ctx);
        if (line->line->kind == CAS_LINE_TITLE || line->line->kind == CAS_LINE_DECK || line->line->kind == CAS_LINE_CAPTION)
            learn_words(&known, &line->words);
        if (!line->open) {
            behind = behind || (3 * i > 2 * p->count && i > p->body_begin && cas_line_is_boilerplate(line->line->kind));
            continue;
        }
        if (!is_running(line))
            continue;
        if (behind && !line->wrapped && shared_rare(&known, &line->words) == 0 && !cas_line_reports_speech(&line->words) && paragraphs_on_end(p, i) < ARTICLE_RUN)
            decide(line, CAS_LINE_MENU);
        else {
            behind = false;
            learn_words(&known, &line->words);
        }
    }
}

/* ---- 4: appeals ---- */

static bool speaks_to_reader(const judged *line)
{
    return line->open && line->words.addresses_reader;
}

static bool is_button(const judged *line)
{
    return line->open && line->words.count <= 2 * BUTTON_WORDS && (!line->words.ends_sentence || line->words.count <= BUTTON_WORDS + 2) && !line->words.begins_bullet;
}

/*
 * What an appeal is for stands between its lines: one that is no sentence, or up to MOST_GAP of whatever kind that report nothing
 * said and share hardly a word with the article; and items of a list right behind it.
 */
static void fill_appeal(page *p, size_t from)
{
    size_t to = from;
    while (to < p->count && p->lines[to].open && to - from <= MOST_GAP && !p->lines[to].wrapped && !cas_line_reports_speech(&p->lines[to].words) &&
           (shared_rare(&p->told, &p->lines[to].words) <= 1 || !p->lines[to].words.ends_sentence))
        to++;
    const bool closed = to < p->count && p->lines[to].line->kind == CAS_LINE_SUBSCRIBE && !p->lines[to].open && to - from <= MOST_GAP;
    for (size_t i = from; i < to; i++) {
        const bool item = p->lines[i].words.begins_bullet && !p->lines[i].words.ends_sentence && p->lines[i - 1].line->kind == CAS_LINE_SUBSCRIBE;
        if (closed || item)
            decide(&p->lines[i], CAS_LINE_SUBSCRIBE);
    }
}

static void judge_appeals(page *p)
{
    for (size_t i = 1; i + 1 < p->count; i++)
        if (p->lines[i - 1].line->kind == CAS_LINE_SUBSCRIBE && p->lines[i].open)
            fill_appeal(p, i);
    for (size_t i = 0; i < p->count; i++) {
        const judged *line = &p->lines[i];
        if (line->open || line->line->kind != CAS_LINE_SUBSCRIBE)
            continue;
        for (size_t back = i; back > 0 && i - back < APPEAL_BACK && speaks_to_reader(&p->lines[back - 1]) && p->lines[back - 1].words.ends_sentence; back--)
            decide(&p->lines[back - 1], CAS_LINE_SUBSCRIBE);
        /* Buttons belong to an appeal at the foot only: above, they may be subheads. */
        for (size_t on = i + 1; on < p->count; on++) {
            judged *next = &p->lines[on];
            if (speaks_to_reader(next) || (is_button(next) && on >= p->body_end))
                decide(next, CAS_LINE_SUBSCRIBE);
            else if (next->open || next->line->kind != CAS_LINE_SUBSCRIBE)
                break;
        }
    }
}

/* The last paragraph may say who wrote the others: `… is a writer from …`. */
static void judge_author(page *p)
{
    for (size_t i = 0; i + 1 < p->count; i++)
        if (p->lines[i].line->kind == CAS_LINE_BYLINE && cas_words_begin(&p->lines[i].words, "about the") && p->lines[i + 1].open && p->lines[i + 1].words.count <= 60)
            decide(&p->lines[i + 1], CAS_LINE_BYLINE);
    judged *last = p->body_end > p->body_begin + 3 ? &p->lines[p->body_end - 1] : NULL;
    if (last && last->open && last->words.count <= 40 && !last->words.has_quotes && cas_line_is_author(&last->words))
        decide(last, CAS_LINE_BYLINE);
    for (size_t i = p->body_end; i < p->count; i++)
        if (p->lines[i].open && p->lines[i].words.count <= 40 && !p->lines[i].words.has_quotes && cas_line_is_author(&p->lines[i].words))
            decide(&p->lines[i], CAS_LINE_BYLINE);
}

/* ---- 6, 7: the foot, and subheads ---- */

/* A short sentence between links or times, with no word of the text: a feed of other news. */
static bool is_of_feed(const page *p, size_t i, cas_line_kind above)
{
    const cas_line_words *words = &p->lines[i].words;
    const bool follows = i + 1 < p->count && !p->lines[i + 1].open && cas_line_is_boilerplate(p->lines[i + 1].line->kind);
    return i >= p->body_end && p->is_page && words->count < RUNNING_WORDS && !words->has_quotes && follows && (above == CAS_LINE_RELATED || above == CAS_LINE_DATELINE) &&
           shared_rare(&p->told, words) <= 1 && !cas_line_reports_speech(words);
}

static void judge_rest(page *p)
{
    cas_line_kind above = CAS_LINE_MENU;
    for (size_t i = 0; i < p->count; i++) {
        judged *line = &p->lines[i];
        const cas_line_words *words = &line->words;
        if (!line->open || line->wrapped) {
            above = line->line->kind;
            continue;
        }
        const bool item = words->begins_bullet && (i < p->body_end || words->count > BULLET_WORDS);
        const bool sentence = words->ends_sentence || words->characters >= LONG_CHARACTERS || item;
        if (i >= p->body_end && (cas_words_hold(words, "reported from") || cas_words_hold(words, "berichtete aus")))
            decide(line, CAS_LINE_BYLINE);
        else if (i >= p->body_end && p->body_end && !sentence && !p->is_page && words->count <= BUTTON_WORDS)
            decide(line, cas_line_is_names(words) ? CAS_LINE_BYLINE : CAS_LINE_MENU);
        else if (i >= p->body_end && !sentence && p->is_page)
            decide(line, words->count <= BUTTON_WORDS - 1 ? above == CAS_LINE_RELATED ? CAS_LINE_RELATED : CAS_LINE_MENU : CAS_LINE_RELATED);
        else if (is_of_feed(p, i, above))
            decide(line, CAS_LINE_RELATED);
        else if (i >= p->body_begin && !sentence && words->count <= 2 * RUNNING_WORDS)
            decide(line, words->count >= LINK_WORDS && count_rare(words) >= 2 && !goes_on(&p->told, words) ? CAS_LINE_RELATED : CAS_LINE_SUBHEAD);
    }
}

static void find_body(page *p)
{
    p->body_begin = p->count;
    p->body_end = 0;
    for (size_t i = 0; i < p->count; i++)
        if (is_running(&p->lines[i])) {
            p->body_begin = i < p->body_begin ? i : p->body_begin;
            p->body_end = i + 1;
        }
}

/* Markdown and text with numbered paragraphs: a heading is one, whatever it looks like. */
static void judge_headings(page *p, const cas_document *document)
{
    bool titled = false;
    for (size_t i = 0; i < p->count; i++) {
        judged *line = &p->lines[i];
        const size_t paragraph = line->line->paragraph;
        if (paragraph == SIZE_MAX || !document->paragraphs[paragraph].heading)
            continue;
        if (line->open)
            decide(line, titled ? CAS_LINE_SUBHEAD : CAS_LINE_TITLE);
        titled = true;
    }
}

static bool looks_like_page(const page *p)
{
    for (size_t i = 0; i < p->count; i++) {
        const cas_line_kind kind = p->lines[i].line->kind;
        if (kind == CAS_LINE_MENU || kind == CAS_LINE_SHARE || kind == CAS_LINE_RATING || kind == CAS_LINE_SUBSCRIBE || kind == CAS_LINE_RELATED)
            return true;
    }
    return false;
}

void cas_boilerplate_mark(cas_arena *arena, const cas_line_cues *cues, cas_evidence_document *document)
{
    const cas_mark before = cas_arena_mark(arena);
    page p = {.arena = arena, .cues = cues, .lines = CAS_ARRAY(arena, judged, document->line_count + 1)};
    for (size_t i = 0; i < document->line_count; i++)
        if (document->lines[i].kind != CAS_LINE_BLANK) {
            cas_poll(arena->ctx);
            p.lines[p.count++] = (judged){.line = &document->lines[i], .words = cas_line_words_of(arena, document->lines[i].text), .open = true};
        }
    find_wrapped(&p);
    for (size_t i = 0; i < p.count; i++) {
        judge_alone(&p, i);
        if (p.lines[i].line->number <= document->hint_count)
            judge_by_markup(&p.lines[i], document->hints[p.lines[i].line->number - 1]);
    }
    if (document->document) {
        judge_headings(&p, document->document);
        p.is_law = document->document->is_numbered || document->document->has_articles;
    }
    p.is_page = looks_like_page(&p);
    if (p.is_law) {
        cas_arena_release(arena, before);
        return;
    }
    find_body(&p);
    judge_captions(&p);
    judge_deck(&p);
    find_body(&p);
    judge_head(&p);
    p.is_page = p.is_page || looks_like_page(&p);
    judge_links(&p);
    find_body(&p);
    p.told.arena = arena;
    learn_body(&p, &p.told);
    judge_appeals(&p);
    find_body(&p);
    judge_appeals(&p);
    find_body(&p);
    judge_small_print(&p);
    find_body(&p);
    judge_author(&p);
    find_body(&p);
    judge_rest(&p);
    cas_arena_release(arena, before);
}
