/*
 * The canonical layout: one statement a line, the lines of a block indented by two, one space between words.
 *
 * Every statement is printed from its tree and, if it is wider than a line may be, broken where a line goes on by
 * itself: after a comma, `and`, `or`, `=`, `|`, `>`, `~` or `:` that stands outside quotes. Comments are taken from the
 * text: one that stands on its own line stays before the statement it precedes, one behind a statement stays behind it,
 * one inside a statement that runs over several lines moves before it. Comments behind neighbouring lines begin in one
 * column. One blank line is kept where there was at least one.
 */
#include "lang/lexer.h"
#include "lang/print.h"

#include <string.h>

enum { WIDEST = 120, INDENT = 2, INDENT_MORE = 4, WIDEST_ALIGNED = 88 };

/* What becomes one line of the result, or several if its code is broken. */
typedef struct row {
    cas_text code, comment;
    bool blank_before;
} row;

typedef struct layout {
    cas_builder *out;
    const cas_source_map *map;
    int file;
    cas_text text;
    const cas_comment *comments;
    size_t comment_count, comment; /* the next one to be printed */
    size_t last_line;              /* of the source, where what was printed last ended; 0: nothing yet */
    bool in_block;
    row *rows;
    size_t row_count, row_room;
} layout;

static size_t line_of(const layout *l, uint32_t byte)
{
    return cas_source_line_of(l->map, l->file, byte);
}

/* ---- Breaking long lines ----------------------------------------------------------------------------------------------- */

static void put_spaces(cas_builder *out, size_t count)
{
    while (count--)
        cas_putc(out, ' ');
}

static bool ends_with(cas_text text, size_t end, const char *word)
{
    const size_t length = strlen(word);
    return end > length && memcmp(text.at + end - length, word, length) == 0 && text.at[end - length - 1] == ' ';
}

/* Does a line that ends here go on? */
static bool may_break(cas_text text, size_t end)
{
    switch (text.at[end - 1]) {
    case '=': return end >= 2 && text.at[end - 2] == ' ';
    case ',':
    case '|':
    case '>':
    case '~':
    case ':': return true;
    default: return ends_with(text, end, "and") || ends_with(text, end, "or");
    }
}

/* The locator of a citation is kept in one piece. */
static bool opens_locator(cas_text text, size_t bracket)
{
    size_t i = bracket;
    if (i < 2 || text.at[i - 1] != ' ')
        return false;
    i--;
    while (i > 0 && text.at[i - 1] != ' ')
        i--;
    return i >= 5 && memcmp(text.at + i - 5, "cite ", 5) == 0;
}

static bool starts_with(cas_text text, size_t at, const char *sign)
{
    const size_t length = strlen(sign);
    return text.length - at >= length && memcmp(text.at + at, sign, length) == 0;
}

/* From an opening quote or the bracket of a locator to behind its end; else one byte on. */
static size_t step(cas_text text, size_t at)
{
    if (text.at[at] == '"') {
        const char *end = memchr(text.at + at + 1, '"', text.length - at - 1);
        return end ? (size_t)(end - text.at) + 1 : text.length;
    }
    if (starts_with(text, at, "“")) {
        int depth = 0;
        for (size_t i = at; i < text.length; i++) {
            depth += starts_with(text, i, "“");
            if (starts_with(text, i, "”") && --depth == 0)
                return i + strlen("”");
        }
        return text.length;
    }
    if (text.at[at] == '(' && opens_locator(text, at)) {
        int depth = 0;
        for (size_t i = at; i < text.length; i++) {
            depth += text.at[i] == '(';
            if (text.at[i] == ')' && --depth == 0)
                return i + 1;
        }
    }
    return at + 1;
}

static size_t columns_of(cas_text text, size_t begin, size_t end)
{
    size_t columns = 0;
    for (size_t i = begin; i < end; i++)
        columns += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return columns;
}

/* Where to break: the last place that fits, outside brackets if one is not too far to the left. */
typedef struct breaks {
    size_t any, outside;
} breaks;

static size_t best_break(breaks found, size_t begin)
{
    enum { NOT_TOO_FAR = WIDEST / 2 };
    if (found.outside > begin && (found.any <= found.outside || found.any - found.outside < NOT_TOO_FAR))
        return found.outside;
    return found.any > begin ? found.any : found.outside;
}

/* One statement, broken where it is too wide. */
static void put_broken(cas_builder *out, cas_text text, size_t indent)
{
    size_t begin = 0, at = 0, room = WIDEST - indent, columns = 0;
    breaks found = {0, 0};
    int depth = 0;
    put_spaces(out, indent);
    while (at < text.length) {
        const size_t next = step(text, at);
        columns += columns_of(text, at, next);
        const size_t place = best_break(found, begin);
        if (columns > room && place > begin) {
            cas_put(out, (cas_text){text.at + begin, place - begin});
            cas_putc(out, '\n');
            put_spaces(out, indent + INDENT_MORE);
            begin = place + 1;
            found.outside = found.outside > begin ? found.outside : begin;
            found.any = found.any > begin ? found.any : begin;
            room = WIDEST - indent - INDENT_MORE;
            columns = columns_of(text, begin, next);
        }
        if (next == at + 1)
            depth += (text.at[at] == '(' || text.at[at] == '{') - (text.at[at] == ')' || text.at[at] == '}');
        if (text.at[at] == ' ' && at > begin && may_break(text, at)) {
            found.any = at;
            if (depth == 0)
                found.outside = at;
        }
        at = next;
    }
    cas_put(out, (cas_text){text.at + begin, text.length - begin});
}

/* ---- Rows -------------------------------------------------------------------------------------------------------------- */

static void add_row(layout *l, cas_text code, bool blank_before)
{
    l->rows = CAS_ROOM(l->out->arena, l->rows, l->row_count, &l->row_room);
    l->rows[l->row_count++] = (row){.code = code, .blank_before = blank_before};
}

static size_t width_of(cas_text code)
{
    size_t begin = code.length;
    while (begin > 0 && code.at[begin - 1] != '\n')
        begin--;
    return columns_of(code, begin, code.length);
}

static bool is_aligned(const row *r)
{
    return r->comment.length && width_of(r->code) <= WIDEST_ALIGNED;
}

/* Comments behind neighbouring lines begin in one column; how wide is the widest of these lines? Sets where they end. */
static size_t width_of_run(const layout *l, size_t first, size_t *behind)
{
    size_t widest = 0, i = first;
    for (; i < l->row_count && l->rows[i].comment.length && (i == first || !l->rows[i].blank_before); i++) {
        const size_t width = width_of(l->rows[i].code);
        if (width <= WIDEST_ALIGNED && width > widest)
            widest = width;
    }
    *behind = i;
    return widest;
}

static void put_rows(layout *l)
{
    size_t run_end = 0, widest = 0;
    for (size_t i = 0; i < l->row_count; i++) {
        const row *r = &l->rows[i];
        if (i >= run_end)
            widest = width_of_run(l, i, &run_end);
        if (i >= run_end)
            run_end = i + 1;
        if (r->blank_before)
            cas_putc(l->out, '\n');
        cas_put(l->out, r->code);
        if (r->comment.length) {
            put_spaces(l->out, is_aligned(r) ? widest - width_of(r->code) + 2 : 2);
            cas_put(l->out, r->comment);
        }
        cas_putc(l->out, '\n');
    }
}

/* ---- Comments and blank lines ------------------------------------------------------------------------------------------ */

static bool is_after_gap(const layout *l, size_t line)
{
    return l->last_line && line > l->last_line + 1;
}

static bool stands_alone(const layout *l, cas_comment comment)
{
    const size_t line = line_of(l, comment.begin);
    const uint32_t begin = cas_source_of(l->map, l->file)->line_begins[line - 1];
    for (uint32_t i = begin; i < comment.begin; i++)
        if (l->text.at[i] != ' ' && l->text.at[i] != '\t')
            return false;
    return true;
}

static bool is_indented(const layout *l, cas_comment comment)
{
    return comment.begin > 0 && l->text.at[comment.begin - 1] != '\n';
}

static cas_text text_of(const layout *l, cas_comment comment)
{
    return (cas_text){l->text.at + comment.begin, comment.end - comment.begin};
}

static void add_comment_row(layout *l, cas_comment comment, size_t indent, bool blank_before)
{
    cas_builder code = {.arena = l->out->arena};
    put_spaces(&code, indent);
    cas_put(&code, text_of(l, comment));
    add_row(l, cas_built(&code), blank_before);
}

/* The comments before a statement, each on its own line. */
static void comments_before(layout *l, uint32_t begin)
{
    while (l->comment < l->comment_count && l->comments[l->comment].begin < begin) {
        const cas_comment comment = l->comments[l->comment++];
        const size_t line = line_of(l, comment.begin);
        add_comment_row(l, comment, l->in_block && is_indented(l, comment) ? INDENT : 0, is_after_gap(l, line));
        l->last_line = line;
    }
}

/* Those inside a statement, which cannot stay there. */
static void comments_inside(layout *l, uint32_t end, size_t indent, bool blank_before)
{
    while (l->comment < l->comment_count && l->comments[l->comment].begin < end) {
        add_comment_row(l, l->comments[l->comment++], indent, blank_before);
        blank_before = false;
    }
}

/* Of the row added last. */
static void comment_behind(layout *l, uint32_t end)
{
    if (l->comment >= l->comment_count)
        return;
    const cas_comment comment = l->comments[l->comment];
    if (line_of(l, comment.begin) != line_of(l, end) || stands_alone(l, comment))
        return;
    l->rows[l->row_count - 1].comment = text_of(l, comment);
    l->comment++;
}

/* ---- Statements -------------------------------------------------------------------------------------------------------- */

/* One line of the source layout: what was read from begin to end, as text. */
static void add_line(layout *l, uint32_t begin, uint32_t end, cas_text text, size_t indent)
{
    comments_before(l, begin);
    const size_t rows = l->row_count;
    const bool blank_before = is_after_gap(l, line_of(l, begin));
    comments_inside(l, end, indent, blank_before);
    cas_builder code = {.arena = l->out->arena};
    put_broken(&code, text, indent);
    add_row(l, cas_built(&code), blank_before && rows == l->row_count);
    const uint32_t last = end > begin ? end - 1 : begin;
    comment_behind(l, last);
    l->last_line = line_of(l, last);
}

static cas_text printed(const layout *l, const cas_node *node)
{
    cas_builder out = {.arena = l->out->arena};
    cas_print_node(&out, node);
    return cas_built(&out);
}

static bool owns_lines(cas_node_kind kind)
{
    return kind == CAS_NODE_CLAUSE || kind == CAS_NODE_ISSUE || kind == CAS_NODE_READING || kind == CAS_NODE_SCENARIO ||
           kind == CAS_NODE_POSITION || kind == CAS_NODE_STANDOFF;
}

static uint32_t end_of_line(const layout *l, uint32_t begin)
{
    const char *end = memchr(l->text.at + begin, '\n', l->text.length - begin);
    return end ? (uint32_t)(end - l->text.at) : (uint32_t)l->text.length;
}

/* The head of a block ends where its line does, or the comment behind it begins. */
static uint32_t end_of_head(const layout *l, const cas_node *node)
{
    uint32_t end = end_of_line(l, node->span.begin);
    if (l->comment < l->comment_count) {
        const cas_comment comment = l->comments[l->comment];
        if (comment.begin > node->span.begin && comment.begin < end)
            end = comment.begin;
    }
    while (end > node->span.begin + 1 &&
           (l->text.at[end - 1] == ' ' || l->text.at[end - 1] == '\t' || l->text.at[end - 1] == '\r'))
        end--;
    return end;
}

/* The alternatives of one line of an issue, from kid `first`; returns the kid behind them. */
static size_t add_alternatives(layout *l, const cas_node *issue, size_t first)
{
    size_t behind = first;
    cas_builder out = {.arena = l->out->arena};
    do {
        if (behind > first)
            cas_puts(&out, " | ");
        cas_print_node(&out, issue->kids[behind++]);
    } while (behind < issue->count && issue->kids[behind]->kind == CAS_NODE_ALTERNATIVE &&
             !(issue->kids[behind]->flags & CAS_FLAG_LINE));
    add_line(l, issue->kids[first]->span.begin, issue->kids[behind - 1]->span.end, cas_built(&out), INDENT);
    return behind;
}

static void add_block_lines(layout *l, const cas_node *node)
{
    l->in_block = true;
    for (size_t i = 0; i < node->count;) {
        const cas_node *kid = node->kids[i];
        if (kid->kind == CAS_NODE_ALTERNATIVE) {
            i = add_alternatives(l, node, i);
            continue;
        }
        add_line(l, kid->span.begin, kid->span.end, printed(l, kid), INDENT);
        i++;
    }
}

static void add_statement(layout *l, const cas_node *node)
{
    const cas_node *inner = node->kind == CAS_NODE_REPLACE && node->count ? node->kids[0] : node;
    if (!owns_lines(inner->kind)) {
        add_line(l, node->span.begin, node->span.end, printed(l, node), 0);
        l->in_block = false;
        return;
    }
    comments_before(l, node->span.begin);
    add_line(l, node->span.begin, end_of_head(l, node), printed(l, node), 0);
    add_block_lines(l, inner);
}

static bool is_broken(const cas_node *node)
{
    if (node->flags & CAS_FLAG_BROKEN)
        return true;
    const bool holds_statements =
        node->kind == CAS_NODE_FILE || node->kind == CAS_NODE_REPLACE || owns_lines(node->kind);
    for (size_t i = 0; holds_statements && i < node->count; i++)
        if (is_broken(node->kids[i]))
            return true;
    return false;
}

bool cas_format_file(cas_builder *out, const cas_source_map *map, int file, const cas_node *tree)
{
    if (is_broken(tree))
        return false;
    cas_lexer lexer;
    cas_lexer_open(&lexer, out->arena, map, file, NULL);
    lexer.keeps_comments = true;
    while (cas_lexer_next(&lexer))
        ;
    layout l = {.out = out,
                .map = map,
                .file = file,
                .text = lexer.text,
                .comments = lexer.comments,
                .comment_count = lexer.comment_count};
    for (size_t i = 0; i < tree->count; i++)
        add_statement(&l, tree->kids[i]);
    comments_before(&l, (uint32_t)l.text.length);
    put_rows(&l);
    return true;
}
