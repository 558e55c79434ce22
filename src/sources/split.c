/*
 * From bytes to labelled paragraphs.
 *
 * Line by line. A line is blank, a rule (`---`), a Markdown heading, or text; text begins a paragraph if none is open
 * or if it begins with a label that may stand there; a paragraph ends before the next one, at a blank line, a heading
 * or a rule.
 *
 * Two stacks make the path of a paragraph:
 *   headings  `## 5 Title`, `Article 5`, by level (Markdown 1 to 6, an article's line 7, a section's inside an article
 *             8). A heading closes those of its level and deeper. A heading without number has no part in the path; an
 *             article begins it anew.
 *   items     numbers and letters of lists, by style and indentation: a label of a style on the stack goes on with that
 *             list, any other begins a list within. `4.1` and `27(3)` replace the whole path.
 * A text without blank lines whose lines are longer than anyone wraps them has a paragraph a line.
 *
 * An unlabelled paragraph belongs to its headings, and to the item above it only if it is indented.
 *
 * When may a label stand? After a blank line or a heading any plausible one may (a number under 1000, or the next of
 * its list; a letter or small roman numeral only the first or the next). Inside a block only the first or one that goes
 * on with its list: "… as agreed in / 2022. The parties" is prose.
 *
 * Invariants: open postings are those of the current path and of the open headings; the paragraphs of a closed posting
 * are final. Cost: linear. Exact about what it defines; whether a line of prose that looks like a label is one, nobody
 * can know.
 */
#include "sources/document_index.h"
#include "sources/label.h"
#include "sources/plain.h"

#include <string.h>

enum {
    ARTICLE_LEVEL = 7,
    SECTION_LEVEL = 8,
    MOST_HEADINGS = 9,
    MOST_ITEMS = 6,
    LARGEST_PLAIN_LABEL = 999,
    LONGEST_GAP = 10,
    LONGEST_HEADING_KEY = 200,
    LONGEST_WRAPPED_LINE = 160
};

typedef struct heading {
    int level;
    bool root; /* paths begin here */
    bool of_article;
    cas_label_path path; /* empty: no number */
    size_t posting;      /* under its words */
} heading;

typedef struct item {
    cas_label_style style;
    size_t indent;
    uint32_t number;
    char part[CAS_LABEL_PART_BYTES];
} item;

typedef struct line {
    size_t begin, end; /* of the visible text, without indentation and quote marks */
    size_t number, indent;
    bool blank;
} line;

typedef struct splitter {
    cas_arena *arena;
    cas_document *document;
    size_t room;
    heading headings[MOST_HEADINGS];
    size_t heading_count;
    item items[MOST_ITEMS];
    size_t item_count;
    bool items_are_whole; /* the items alone are the path */
    uint32_t last_article;
    cas_label_path open_path;
    size_t open_posting[CAS_LABEL_PARTS];
    bool in_paragraph;
    cas_paragraph paragraph; /* being read */
    size_t paragraph_lines;
    bool paragraph_in_items, paragraph_labelled;
    int heading_level; /* of the paragraph being read; 0: no heading */
    size_t labelled;   /* paragraphs, no headings, that have a path */
    bool line_a_paragraph;
} splitter;

size_t cas_document_index_add(cas_arena *arena, cas_document_index *index, cas_text key, size_t first_paragraph)
{
    const size_t known = index->keys.count;
    const size_t name = (size_t)cas_names_add(&index->keys, key);
    const uint32_t posting = (uint32_t)index->count;
    index->first = CAS_ROOM(arena, index->first, known, &index->first_room);
    index->last = CAS_ROOM(arena, index->last, known, &index->last_room);
    index->postings = CAS_ROOM(arena, index->postings, index->count, &index->room);
    index->postings[index->count++] = (cas_posting){{first_paragraph, first_paragraph}, 0};
    if (name == known)
        index->first[name] = posting + 1;
    else
        index->postings[index->last[name] - 1].next = posting + 1;
    index->last[name] = posting + 1;
    return posting;
}

/* ---- lines ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == 0;
}

static size_t blank_at(cas_text bytes, size_t at, size_t end)
{
    if (at < end && is_blank(bytes.at[at]))
        return 1;
    return at + 1 < end && memcmp(bytes.at + at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static void measure_indent(cas_text bytes, line *l)
{
    size_t size;
    while (l->begin < l->end) {
        if (bytes.at[l->begin] == '>')
            l->indent = 0, l->begin++;
        else if ((size = blank_at(bytes, l->begin, l->end)) > 0)
            l->indent = bytes.at[l->begin] == '\t' ? (l->indent / 4 + 1) * 4 : l->indent + 1, l->begin += size;
        else
            break;
    }
    while (l->end > l->begin && (is_blank(bytes.at[l->end - 1])))
        l->end--;
    l->blank = l->begin == l->end;
}

/* The line at *at, which moves to the next one. */
static line next_line(cas_text bytes, size_t *at, size_t number)
{
    line l = {.begin = *at, .number = number};
    while (*at < bytes.length && bytes.at[*at] != '\n' && bytes.at[*at] != '\r')
        ++*at;
    l.end = *at;
    if (*at + 1 < bytes.length && bytes.at[*at] == '\r' && bytes.at[*at + 1] == '\n')
        ++*at;
    if (*at < bytes.length)
        ++*at;
    measure_indent(bytes, &l);
    return l;
}

/* `---`, `===`, `* * *`: its character, or 0. */
static char rule_mark(cas_text text)
{
    size_t marks = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (is_blank(text.at[i]))
            continue;
        if (text.at[i] != text.at[0] || !strchr("-=*_", text.at[0]))
            return 0;
        marks++;
    }
    return marks >= 3 ? text.at[0] : 0;
}

static int markdown_level(cas_text text)
{
    size_t marks = 0;
    while (marks < text.length && text.at[marks] == '#')
        marks++;
    return marks >= 1 && marks <= 6 && (marks == text.length || is_blank(text.at[marks])) ? (int)marks : 0;
}

/* ---- headings and items ---- */

static bool article_is_open(const splitter *s)
{
    for (size_t i = 0; i < s->heading_count; i++)
        if (s->headings[i].of_article)
            return true;
    return false;
}

static void close_posting(splitter *s, size_t posting)
{
    cas_passage *passage = &s->document->index->postings[posting].passage;
    passage->last = s->document->count > passage->first ? s->document->count - 1 : passage->first;
}

static void close_headings(splitter *s, int level)
{
    while (s->heading_count && s->headings[s->heading_count - 1].level >= level)
        close_posting(s, s->headings[--s->heading_count].posting);
}

/* The key of its words is added when the paragraph is complete. */
static void open_heading(splitter *s, int level, const cas_label *label)
{
    const bool of_article = label->style == CAS_LABEL_ARTICLE && !label->of_section;
    const bool inside =
        label->style == CAS_LABEL_ARTICLE && label->of_section && article_is_open(s) && label->path.count == 1;
    if (!level)
        level = inside ? SECTION_LEVEL : ARTICLE_LEVEL;
    close_headings(s, level);
    heading *new = &s->headings[s->heading_count++];
    *new = (heading){.level = level, .of_article = of_article, .path = label->path, .posting = SIZE_MAX};
    new->root = label->style == CAS_LABEL_CHAIN || (label->style == CAS_LABEL_ARTICLE && !inside);
    s->item_count = 0;
    s->items_are_whole = false;
    s->heading_level = level;
    if (label->style == CAS_LABEL_ARTICLE) {
        s->document->has_articles = true;
        if (!inside)
            s->last_article = label->number;
    }
}

static void path_push(cas_label_path *path, const char *part)
{
    if (path->count < CAS_LABEL_PARTS)
        memcpy(path->part[path->count++], part, CAS_LABEL_PART_BYTES);
}

static cas_label_path path_of_headings(const splitter *s)
{
    cas_label_path path = {0};
    for (size_t i = 0; i < s->heading_count; i++) {
        if (s->headings[i].root)
            path.count = 0;
        for (size_t k = 0; k < s->headings[i].path.count; k++)
            path_push(&path, s->headings[i].path.part[k]);
    }
    return path;
}

static cas_label_path path_of_paragraph(const splitter *s)
{
    cas_label_path path = {0};
    if (!s->paragraph_in_items || !s->items_are_whole)
        path = path_of_headings(s);
    if (s->paragraph_in_items)
        for (size_t i = 0; i < s->item_count; i++)
            path_push(&path, s->items[i].part);
    return path;
}

/* The items that a label at this indentation leaves open. */
static size_t items_left(const splitter *s, size_t indent)
{
    size_t count = s->item_count;
    while (count && s->items[count - 1].indent > indent + 1)
        count--;
    return count;
}

/* The open list that a label of this style goes on with: its index, or -1. */
static int list_of(const splitter *s, cas_label_style style, size_t indent)
{
    for (size_t i = items_left(s, indent); i-- > 0;)
        if (s->items[i].style == style)
            return indent >= s->items[i].indent + 2 ? -1 : (int)i;
    return -1;
}

static void push_item(splitter *s, cas_label_style style, size_t indent, uint32_t number, const char *part)
{
    if (s->item_count == MOST_ITEMS)
        s->item_count--;
    item *new = &s->items[s->item_count++];
    *new = (item){.style = style, .indent = indent, .number = number};
    memcpy(new->part, part, CAS_LABEL_PART_BYTES);
}

static uint32_t number_of(const char *part)
{
    uint32_t number = 0;
    for (; *part >= '0' && *part <= '9'; part++)
        number = number * 10 + (uint32_t)(*part - '0');
    return number;
}

static void open_chain(splitter *s, const cas_label *label, size_t indent)
{
    s->item_count = 0;
    s->items_are_whole = true;
    for (size_t i = 0; i < label->path.count; i++)
        push_item(s, i ? CAS_LABEL_CHAIN : CAS_LABEL_DOT, indent, number_of(label->path.part[i]), label->path.part[i]);
}

static void open_item(splitter *s, const cas_label *label, size_t indent)
{
    if (label->style == CAS_LABEL_CHAIN) {
        open_chain(s, label, indent);
        return;
    }
    const int list = list_of(s, label->style, indent);
    s->item_count = list >= 0 ? (size_t)list : items_left(s, indent);
    if (label->style == CAS_LABEL_SQUARE)
        s->item_count = 0;
    if (!s->item_count)
        s->items_are_whole = false;
    push_item(s, label->style, indent, label->number, label->path.part[0]);
}

/* ---- may a label stand here ---- */

static bool goes_on(const item *last, const cas_label *label, uint32_t gap)
{
    if (label->number == last->number)
        return label->suffixed;
    return label->number > last->number && label->number - last->number <= gap;
}

static bool number_may_stand(const splitter *s, const cas_label *label, size_t indent, bool fresh)
{
    const int list = list_of(s, label->style, indent);
    if (fresh && label->number <= LARGEST_PLAIN_LABEL)
        return true;
    if (list < 0)
        return label->number == 1;
    return goes_on(&s->items[list], label, LONGEST_GAP) || (label->number == 1 && label->capital_follows);
}

/* One letter may be both: after (h), (i) is a letter; after (ii), (v) cannot be one. */
static bool letter_may_stand(const splitter *s, cas_label *label, size_t indent, bool fresh)
{
    const uint32_t gap = fresh ? 3 : 1;
    const int letters = list_of(s, CAS_LABEL_LETTER, indent), romans = list_of(s, CAS_LABEL_ROMAN, indent);
    if (label->letter && letters >= 0 && label->letter == s->items[letters].number + 1 &&
        !(romans > letters && label->number == s->items[romans].number + 1)) {
        label->style = CAS_LABEL_LETTER;
        label->number = label->letter;
        return true;
    }
    const int list = label->style == CAS_LABEL_LETTER ? letters : romans;
    return label->number == 1 || (list >= 0 && goes_on(&s->items[list], label, gap));
}

/* Inside a block: the next of the same path, one level down from it, or the first of the next number. */
static bool chain_may_stand(const splitter *s, const cas_label *label, bool fresh)
{
    if (fresh)
        return true;
    const uint32_t first = number_of(label->path.part[0]);
    const cas_label_path headings = path_of_headings(s);
    if (!s->item_count)
        return headings.count ? strcmp(headings.part[0], label->path.part[0]) == 0 : first == 1;
    if (first != s->items[0].number && first != s->items[0].number + 1)
        return false;
    for (size_t i = 0; i < label->path.count && i < s->item_count; i++) {
        const uint32_t number = number_of(label->path.part[i]);
        if (number != s->items[i].number)
            return number > s->items[i].number && number - s->items[i].number <= LONGEST_GAP;
    }
    return label->path.count > s->item_count;
}

static bool article_may_stand(const splitter *s, const cas_label *label, bool fresh)
{
    if (fresh || (label->alone && !label->punctuated))
        return true;
    return label->number == s->last_article + 1 || (label->number == s->last_article && label->suffixed);
}

static bool may_stand(const splitter *s, cas_label *label, size_t indent, bool fresh)
{
    switch (label->style) {
    case CAS_LABEL_NONE:
    case CAS_LABEL_NUMBER: return false;
    case CAS_LABEL_ARTICLE: return article_may_stand(s, label, fresh);
    case CAS_LABEL_DOT:
    case CAS_LABEL_RIGHT:
    case CAS_LABEL_BRACKETS:
    case CAS_LABEL_SQUARE: return number_may_stand(s, label, indent, fresh);
    case CAS_LABEL_CHAIN: return chain_may_stand(s, label, fresh);
    case CAS_LABEL_LETTER:
    case CAS_LABEL_ROMAN: return letter_may_stand(s, label, indent, fresh);
    }
    return false;
}

/* A title that begins with a number is not numbered by it: `# 5 guarantors`. */
static bool may_number_heading(const cas_label *label, int level)
{
    switch (label->style) {
    case CAS_LABEL_NONE:
    case CAS_LABEL_LETTER:
    case CAS_LABEL_ROMAN:
    case CAS_LABEL_SQUARE: return false;
    case CAS_LABEL_NUMBER: return level > 1 && label->number <= LARGEST_PLAIN_LABEL;
    case CAS_LABEL_DOT:
    case CAS_LABEL_RIGHT:
    case CAS_LABEL_BRACKETS: return label->number <= LARGEST_PLAIN_LABEL;
    case CAS_LABEL_ARTICLE:
    case CAS_LABEL_CHAIN: return true;
    }
    return false;
}

/* ---- paragraphs ---- */

static void close_path(splitter *s, size_t keep)
{
    while (s->open_path.count > keep)
        close_posting(s, s->open_posting[--s->open_path.count]);
}

static void open_path(splitter *s, const cas_label_path *path)
{
    size_t same = 0;
    while (same < path->count && same < s->open_path.count && strcmp(path->part[same], s->open_path.part[same]) == 0)
        same++;
    /* A label used again begins a passage of its own. */
    if (s->paragraph_labelled && same == path->count && same > 0)
        same--;
    close_path(s, same);
    while (s->open_path.count < path->count) {
        path_push(&s->open_path, path->part[s->open_path.count]);
        const cas_text key = cas_label_path_text(s->arena, &s->open_path);
        s->open_posting[s->open_path.count - 1] =
            cas_document_index_add(s->arena, s->document->index, key, s->document->count);
    }
}

/* Its own number, for documents whose facts are numbered under numbered headings. */
static void index_own_number(splitter *s, const cas_label_path *path)
{
    if (!s->paragraph_labelled || s->heading_level || path->count < 2)
        return;
    const char *own = cas_format(s->arena, "*%s", path->part[path->count - 1]);
    const size_t posting = cas_document_index_add(s->arena, s->document->index, cas_text_of(own), s->document->count);
    s->document->index->postings[posting].passage.last = s->document->count;
}

static void index_heading(splitter *s)
{
    cas_builder words = {.arena = s->arena};
    cas_text text = s->paragraph.text;
    if (text.length > LONGEST_HEADING_KEY)
        text.length = LONGEST_HEADING_KEY;
    cas_plain_put(&words, text);
    const cas_text lower = cas_plain_lower(s->arena, cas_built(&words));
    const char *key = cas_format(s->arena, "(%.*s)", CAS_SHOW(lower));
    s->headings[s->heading_count - 1].posting =
        cas_document_index_add(s->arena, s->document->index, cas_text_of(key), s->document->count);
}

static void end_paragraph(splitter *s)
{
    if (!s->in_paragraph)
        return;
    cas_document *document = s->document;
    s->in_paragraph = false;
    const cas_label_path path = path_of_paragraph(s);
    open_path(s, &path);
    index_own_number(s, &path);
    if (s->heading_level)
        index_heading(s);
    if (path.count)
        s->paragraph.locator = cas_label_path_text(s->arena, &path);
    if (!s->paragraph.heading) {
        s->paragraph.ordinal = ++document->ordinals;
        s->labelled += path.count > 0;
    }
    document->paragraphs = CAS_ROOM(s->arena, document->paragraphs, document->count, &s->room);
    document->paragraphs[document->count++] = s->paragraph;
}

static void begin_paragraph(splitter *s, const line *l)
{
    end_paragraph(s);
    s->in_paragraph = true;
    s->paragraph =
        (cas_paragraph){.text = {s->document->bytes.at + l->begin, l->end - l->begin}, .first_line = l->number};
    s->paragraph_lines = 1;
    s->paragraph_labelled = s->paragraph_in_items = false;
    s->heading_level = 0;
}

static void begin_labelled(splitter *s, const line *l, const cas_label *label)
{
    begin_paragraph(s, l);
    s->paragraph.label = label->printed;
    s->paragraph_labelled = true;
    if (label->style == CAS_LABEL_ARTICLE) {
        open_heading(s, 0, label);
        s->paragraph.heading = label->alone;
        if (label->alone)
            end_paragraph(s);
    } else {
        open_item(s, label, l->indent);
        s->paragraph_in_items = true;
    }
}

static void read_heading(splitter *s, const line *l, int level)
{
    const cas_text text = {s->document->bytes.at + l->begin + level, l->end - l->begin - (size_t)level};
    cas_label label = cas_label_read(text, true);
    if (!may_number_heading(&label, level))
        label = (cas_label){0};
    begin_paragraph(s, l);
    s->paragraph.label = label.style ? label.printed : (cas_text){"", 0};
    s->paragraph_labelled = label.style != CAS_LABEL_NONE;
    s->paragraph.heading = true;
    open_heading(s, level, &label);
    end_paragraph(s);
}

/* A line under a single unlabelled line of text makes it a heading; else it only ends the paragraph. */
static void read_rule(splitter *s, char mark)
{
    if (s->in_paragraph && s->paragraph_lines == 1 && !s->paragraph_labelled && (mark == '=' || mark == '-')) {
        s->paragraph_in_items = false;
        s->paragraph.heading = true;
        open_heading(s, mark == '=' ? 1 : 2, &(cas_label){0});
    }
    end_paragraph(s);
}

static void read_text(splitter *s, const line *l)
{
    const cas_text text = {s->document->bytes.at + l->begin, l->end - l->begin};
    const bool fresh = !s->in_paragraph || s->line_a_paragraph;
    cas_label label = cas_label_read(text, false);
    if (may_stand(s, &label, l->indent, fresh)) {
        begin_labelled(s, l, &label);
    } else if (fresh) {
        begin_paragraph(s, l);
        s->paragraph_in_items = s->item_count && l->indent >= s->items[s->item_count - 1].indent + 2;
    } else {
        s->paragraph.text.length = (size_t)(s->document->bytes.at + l->end - s->paragraph.text.at);
        s->paragraph_lines++;
    }
}

static void read_line(splitter *s, const line *l)
{
    const cas_text text = {s->document->bytes.at + l->begin, l->end - l->begin};
    const char mark = l->blank ? 0 : rule_mark(text);
    const int level = l->blank ? 0 : markdown_level(text);
    if (l->blank)
        end_paragraph(s);
    else if (mark)
        read_rule(s, mark);
    else if (level)
        read_heading(s, l, level);
    else
        read_text(s, l);
}

static bool has_a_paragraph_a_line(cas_text bytes, size_t at)
{
    bool text_before = false, blank_before = false, long_line = false;
    while (at < bytes.length) {
        const line l = next_line(bytes, &at, 0);
        if (!l.blank && blank_before)
            return false;
        text_before = text_before || !l.blank;
        blank_before = l.blank && text_before;
        long_line = long_line || l.end - l.begin > LONGEST_WRAPPED_LINE;
    }
    return long_line;
}

void cas_document_split(cas_arena *arena, cas_document *document)
{
    splitter *s = CAS_NEW(arena, splitter);
    s->arena = arena;
    s->document = document;
    document->index = CAS_NEW(arena, cas_document_index);
    document->index->keys.arena = arena;
    size_t at = document->bytes.length >= 3 && memcmp(document->bytes.at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    s->line_a_paragraph = has_a_paragraph_a_line(document->bytes, at);
    for (size_t number = 1; at < document->bytes.length; number++) {
        const line l = next_line(document->bytes, &at, number);
        read_line(s, &l);
        cas_poll(arena->ctx);
    }
    end_paragraph(s);
    close_path(s, 0);
    close_headings(s, 0);
    document->is_numbered = document->has_articles || (s->labelled > 0 && 2 * s->labelled >= document->ordinals);
}
