/*
 * Reading printed labels. All readers work on a cursor and either move it past what they read or leave it where it was;
 * none allocates. What counts as the start of a paragraph is decided in split.c, which knows what came before.
 */
#include "sources/label.h"

#include "sources/label_scan.h"
#include "sources/plain.h"

#include <string.h>

/* Words that head an article, lower case; a full stop may follow. */
static const char *const article_words[] = {"article",  "art",      "articles", "arts",    "artikel",
                                            "artículo", "articolo", "artigo",   "artykuł", "článek",
                                            "článok",   "стаття",   "статья",   "ст",      NULL};
/* Words that head an article where the text has no articles, and a part of an article where it has. */
static const char *const section_words[] = {"section", "sections",   "sec", "clause", "clauses",
                                            "rule",    "regulation", "§",   "§§",     NULL};
static const char *const paragraph_words[] = {"paragraph", "paragraphs", "para",   "paras", "par", "pars",  "¶",
                                              "no",        "nr",         "number", "fact",  "абз", "абзац", NULL};
static const char *const point_words[] = {
    "subparagraph", "subparagraphs", "subpara", "sub-paragraph", "point", "points", "letter",
    "lit",          "item",          "items",   "пункт",         "п",     NULL};

static bool is_in(const char *const *words, cas_text word)
{
    for (; *words; words++)
        if (cas_scan_equal_caseless(word, *words))
            return true;
    return false;
}

cas_scan_level cas_scan_level_of(cas_text word)
{
    if (is_in(article_words, word) || is_in(section_words, word))
        return CAS_LEVEL_ARTICLE;
    if (is_in(paragraph_words, word))
        return CAS_LEVEL_PARAGRAPH;
    return is_in(point_words, word) ? CAS_LEVEL_POINT : CAS_LEVEL_NONE;
}

static bool sentence_begins(cas_scan scan)
{
    cas_scan_spaces(&scan);
    if (scan.at >= scan.text.length)
        return true;
    size_t size;
    const int32_t code = cas_plain_decode(scan.text, scan.at, &size);
    if (code < 0x80)
        return (code >= 'A' && code <= 'Z') || strchr("\"'([*_", (int)code) != NULL;
    return cas_scan_is_capital(code) || !cas_plain_is_word(code);
}

/* What follows the label, Markdown's closing emphasis aside, must not belong to the same word. */
static bool ends_here(cas_scan *scan)
{
    while (cas_scan_take(scan, '*') || cas_scan_take(scan, '_'))
        ;
    return scan->at >= scan->text.length || cas_scan_is_space(scan->text.at[scan->at]);
}

static void finish(cas_label *label, const cas_scan *scan, cas_label_style style, size_t begin, size_t end)
{
    cas_scan rest = *scan;
    cas_scan_spaces(&rest);
    label->style = style;
    label->printed = (cas_text){scan->text.at + begin, end - begin};
    label->alone = rest.at >= rest.text.length;
    label->capital_follows = sentence_begins(rest);
}

static bool read_article_number(cas_scan *scan, cas_label *label)
{
    if (cas_scan_chain(scan, &label->path, &label->number, &label->suffixed))
        return true;
    const cas_text word = cas_scan_word(scan);
    label->number = cas_roman_value(word);
    if (!label->number || word.at[0] > 'Z')
        return false;
    cas_scan_put_number(label->path.part[0], label->number);
    label->path.count = 1;
    return true;
}

/* `Article 5`, `ART. V.`, `§ 3`, `Article 5 – Title`, `Article 5. The Parties …`; not `Article 5 says …`. */
static bool read_article(cas_scan scan, cas_label *label)
{
    const size_t begin = scan.at;
    const cas_text word = cas_scan_word(&scan);
    if (!word.length || (!is_in(article_words, word) && !is_in(section_words, word)))
        return false;
    cas_scan_take(&scan, '.');
    cas_scan_spaces(&scan);
    if (!read_article_number(&scan, label))
        return false;
    const size_t end = scan.at;
    label->of_section = is_in(section_words, word);
    ends_here(&scan);
    label->punctuated = cas_scan_take(&scan, '.') || cas_scan_take(&scan, ':') || cas_scan_dash(scan);
    if (!ends_here(&scan) && !label->punctuated)
        return false;
    finish(label, &scan, CAS_LABEL_ARTICLE, begin, end);
    return label->alone || label->punctuated || label->capital_follows;
}

/* What stands between brackets: a number, a letter or a small roman numeral. */
static bool read_inside(cas_scan *scan, cas_label *label, cas_label_style number_style, cas_label_style *style)
{
    char *part = label->path.part[0];
    if (cas_scan_number(scan, part, &label->number, &label->suffixed)) {
        *style = number_style;
        return true;
    }
    const cas_text word = cas_scan_word(scan);
    if (!cas_scan_put_letters(part, word))
        return false;
    const uint32_t roman = cas_roman_value(word);
    const uint32_t letter = word.length == 1 ? (uint32_t)(part[0] - 'a' + 1) : 0;
    *style = roman ? CAS_LABEL_ROMAN : CAS_LABEL_LETTER;
    label->letter = roman ? letter : 0;
    label->number = roman ? roman : letter;
    return label->number > 0;
}

/* `(3)`, `(b)`, `(ii)`, `[7]`. */
static bool read_bracketed(cas_scan scan, cas_label *label, char open, char close, cas_label_style number_style)
{
    const size_t begin = scan.at;
    cas_label_style style = CAS_LABEL_NONE;
    if (!cas_scan_take(&scan, open) || !read_inside(&scan, label, number_style, &style) || !cas_scan_take(&scan, close))
        return false;
    if (style != number_style && open == '[')
        return false;
    const size_t end = scan.at;
    cas_scan_take(&scan, '.');
    if (!ends_here(&scan))
        return false;
    label->path.count = 1;
    finish(label, &scan, style, begin, end);
    return true;
}

/* `5.`, `5a)`, `b)`, `ii)`; in a heading also `5`. */
static bool read_closed(cas_scan scan, cas_label *label, bool is_heading)
{
    const size_t begin = scan.at;
    cas_label_style style = CAS_LABEL_NONE;
    if (!read_inside(&scan, label, CAS_LABEL_NUMBER, &style))
        return false;
    const size_t end = scan.at;
    cas_scan_take(&scan, '\\');
    const bool right = cas_scan_take(&scan, ')');
    const bool dot =
        !right && style == CAS_LABEL_NUMBER && (cas_scan_take(&scan, '.') || (is_heading && cas_scan_take(&scan, ':')));
    if (!ends_here(&scan) || (!right && !dot && !is_heading))
        return false;
    if (!right && !dot && style != CAS_LABEL_NUMBER)
        return false;
    if (style == CAS_LABEL_NUMBER && right)
        style = CAS_LABEL_RIGHT;
    else if (style == CAS_LABEL_NUMBER && dot)
        style = CAS_LABEL_DOT;
    label->path.count = 1;
    finish(label, &scan, style, begin, end);
    return true;
}

/* `4.1`, `27(3)`, `27(3)(b)`. Behind a point stand at most three digits and no leading zero: no dates or sums. */
static bool read_chain(cas_scan scan, cas_label *label)
{
    const size_t begin = scan.at;
    if (!cas_scan_chain(&scan, &label->path, &label->number, &label->suffixed) || label->path.count < 2)
        return false;
    const size_t end = scan.at;
    const bool bracketed = scan.text.at[end - 1] == ')';
    const bool dot = cas_scan_take(&scan, '.');
    if (!ends_here(&scan))
        return false;
    finish(label, &scan, CAS_LABEL_CHAIN, begin, end);
    return bracketed || dot || label->capital_follows;
}

cas_label cas_label_read(cas_text line, bool is_heading)
{
    cas_scan scan = {line, 0};
    cas_scan_spaces(&scan);
    while (scan.at < line.length && (line.at[scan.at] == '*' || line.at[scan.at] == '_'))
        scan.at++;
    cas_label label = {0};
    if (read_article(scan, &label) || read_chain(scan, (label = (cas_label){0}, &label)) ||
        read_bracketed(scan, (label = (cas_label){0}, &label), '(', ')', CAS_LABEL_BRACKETS) ||
        read_bracketed(scan, (label = (cas_label){0}, &label), '[', ']', CAS_LABEL_SQUARE) ||
        read_closed(scan, (label = (cas_label){0}, &label), is_heading))
        return label;
    return (cas_label){0};
}

cas_text cas_label_path_text(cas_arena *arena, const cas_label_path *path)
{
    cas_builder out = {.arena = arena};
    for (size_t i = 0; i < path->count; i++)
        cas_putf(&out, i ? "(%s)" : "%s", path->part[i]);
    return cas_built(&out);
}

uint32_t cas_roman_value(cas_text text)
{
    static const char *const hundreds[] = {"", "c", "cc", "ccc"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    char lower[CAS_LABEL_PART_BYTES];
    if (!text.length || text.length >= sizeof lower)
        return 0;
    const bool capital = text.at[0] >= 'A' && text.at[0] <= 'Z';
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.at[i];
        if (capital ? c < 'A' || c > 'Z' : c < 'a' || c > 'z')
            return 0;
        lower[i] = (char)(capital ? c - 'A' + 'a' : c);
    }
    lower[text.length] = 0;
    /* Digit by digit, the longest spelling that fits: unique, as no spelling of a place begins one of the next. */
    uint32_t value = 0;
    const char *rest = lower;
    for (uint32_t place = 100; place; place /= 10) {
        const char *const *spellings = place == 100 ? hundreds : place == 10 ? tens : ones;
        uint32_t best = 0;
        for (uint32_t digit = 1; digit < (place == 100 ? 4u : 10u); digit++)
            if (strncmp(rest, spellings[digit], strlen(spellings[digit])) == 0 &&
                strlen(spellings[digit]) > strlen(spellings[best]))
                best = digit;
        value += best * place;
        rest += strlen(spellings[best]);
    }
    return *rest ? 0 : value;
}
