/*
 * The text of an HTML page, as gumbo parses it.
 *
 * Each block (paragraph, heading, item, cell row, caption) becomes a paragraph of its own, with blank lines between;
 * headings get Markdown's signs, items a dash. Scripts, styles and what is hidden from a reader are not read. What the
 * element says of its text (navigation, caption, author, time) is kept as a hint for whoever looks for boilerplate.
 *
 * All memory of gumbo is taken from an arena, so a page that needs too much ends like any other work that does: the jump
 * leaves gumbo's functions, which is sound because gumbo holds nothing but that memory. (Elsewhere no callback is left by a
 * jump.) Deep nesting and crowds of attributes cost gumbo squared time: its calls for memory watch the clock, and a page
 * that is not done in time, or nests too deep, is refused. The walk over the tree uses the tree's own links, no stack.
 */
#include "sources/read_html.h"

#include <gumbo.h>
#include <string.h>

enum { LONGEST_SNIFF = 1024, CALLS_A_LOOK = 256 };

static const double most_seconds = 3, seconds_a_mebibyte = 0.5;

static bool is_named(cas_text name, const char *ending)
{
    const size_t length = strlen(ending);
    return name.length >= length && strncasecmp(name.at + name.length - length, ending, length) == 0;
}

/* By its first tag, whatever it is called; a file called .html is taken for one if it has any tag. */
bool cas_is_html(cas_text name, cas_text bytes)
{
    static const char *const firsts[] = {"<!doctype html", "<html", "<head", "<body", "<script", "<!-- "};
    size_t at = bytes.length >= 3 && memcmp(bytes.at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < bytes.length && at < LONGEST_SNIFF && strchr(" \t\r\n\f", bytes.at[at]))
        at++;
    if (at + 5 < bytes.length && memcmp(bytes.at + at, "<?xml", 5) == 0)
        return memmem(bytes.at, bytes.length < LONGEST_SNIFF ? bytes.length : LONGEST_SNIFF, "<html", 5) != NULL;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (bytes.length - at >= strlen(firsts[i]) && strncasecmp(bytes.at + at, firsts[i], strlen(firsts[i])) == 0)
            return true;
    return (is_named(name, ".html") || is_named(name, ".htm") || is_named(name, ".xhtml")) && memchr(bytes.at, '<', bytes.length);
}

/* ---- memory ---- */

typedef struct store {
    cas_arena *arena;
    double until;
    unsigned calls;
    bool late;
} store;

static void *take(void *user, size_t size)
{
    store *s = user;
    if (++s->calls % CALLS_A_LOOK == 0 && cas_now() > s->until) {
        s->late = true;
        cas_fail(s->arena->ctx, CAS_E_BUDGET, "more time for one page");
    }
    cas_poll(s->arena->ctx);
    return cas_take(s->arena, 1, size ? size : 1);
}

static void give(void *user, void *place)
{
    (void)user;
    (void)place;
}

/* ---- the walk ---- */

typedef struct writer {
    cas_builder out;
    cas_line_hint *hints;
    size_t hint_room, lines; /* lines ended so far */
    bool at_start;           /* of a line */
    bool space_due;
    int breaks_due; /* ends of line owed before the next word */
    cas_line_hint hint;
    const char *mark; /* what the next line begins with */
} writer;

static void end_lines(writer *w, int count)
{
    if (w->out.length && w->breaks_due < count)
        w->breaks_due = count;
    w->space_due = false;
}

static void put_breaks(writer *w)
{
    for (; w->breaks_due; w->breaks_due--) {
        cas_putc(&w->out, '\n');
        w->lines++;
        w->at_start = true;
    }
}

static void begin_word(writer *w)
{
    put_breaks(w);
    if (w->at_start) {
        while (w->lines >= w->hint_room) {
            size_t room = w->hint_room;
            w->hints = cas_grow(w->out.arena, w->hints, w->hint_room, &room, sizeof *w->hints);
            w->hint_room = room;
        }
        w->hints[w->lines] = w->hint;
        if (w->mark)
            cas_puts(&w->out, w->mark);
        w->mark = NULL;
        w->at_start = false;
    } else if (w->space_due) {
        cas_putc(&w->out, ' ');
    }
    w->space_due = false;
}

static void put_text(writer *w, const char *text, bool keeps_lines)
{
    for (; *text; text++) {
        if (*text == '\n' && keeps_lines) {
            end_lines(w, 1);
        } else if (strchr(" \t\r\n\f", *text)) {
            w->space_due = true;
        } else {
            begin_word(w);
            cas_putc(&w->out, *text);
        }
    }
}

static const char *attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? found->value : NULL;
}

static bool has_word(const char *value, const char *word)
{
    return value && strcasestr(value, word);
}

static bool is_unread(const GumboNode *node)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO: return true;
    default: break;
    }
    const char *style = attribute(node, "style");
    return attribute(node, "hidden") || has_word(style, "display:none") || has_word(style, "display: none");
}

static const char *heading_mark(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_H1: return "# ";
    case GUMBO_TAG_H2: return "## ";
    case GUMBO_TAG_H3: return "### ";
    case GUMBO_TAG_H4: return "#### ";
    case GUMBO_TAG_H5: return "##### ";
    case GUMBO_TAG_H6: return "###### ";
    default: return NULL;
    }
}

static bool is_inline(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN: return true;
    default: return false;
    }
}

/* What an element says of the text in it; CAS_HINT_NONE: nothing, what holds it decides. */
static cas_line_hint hint_of(const GumboNode *node)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_MENU: return CAS_HINT_NAVIGATION;
    case GUMBO_TAG_FIGCAPTION: return CAS_HINT_CAPTION;
    case GUMBO_TAG_ASIDE: return CAS_HINT_ASIDE;
    default: break;
    }
    const char *role = attribute(node, "role"), *rel = attribute(node, "rel"), *property = attribute(node, "itemprop");
    const char *kind = attribute(node, "class");
    if (has_word(role, "navigation") || has_word(role, "menu"))
        return CAS_HINT_NAVIGATION;
    if (has_word(rel, "author") || has_word(property, "author") || has_word(kind, "byline"))
        return CAS_HINT_BYLINE;
    if (has_word(property, "datePublished") || has_word(property, "dateModified"))
        return CAS_HINT_DATE;
    return has_word(kind, "caption") ? CAS_HINT_CAPTION : CAS_HINT_NONE;
}

/* The hint of the nearest element above that gives one. */
static cas_line_hint hint_above(const GumboNode *node)
{
    for (int deep = 0; node && node->type != GUMBO_NODE_DOCUMENT && deep < CAS_READ_DEEPEST; node = node->parent, deep++) {
        const cas_line_hint hint = hint_of(node);
        if (hint != CAS_HINT_NONE)
            return hint;
    }
    return CAS_HINT_NONE;
}

static bool has_children(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static void enter(writer *w, const GumboNode *node)
{
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR) {
        end_lines(w, 1);
    } else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
        if (node->index_within_parent)
            put_text(w, " | ", false);
    } else if (!is_inline(tag)) {
        end_lines(w, 2);
        w->mark = heading_mark(tag) ? heading_mark(tag) : tag == GUMBO_TAG_LI ? "- " : w->mark;
        w->hint = hint_above(node);
    } else if (hint_of(node) != CAS_HINT_NONE) {
        w->hint = hint_of(node);
    }
}

static void leave(writer *w, const GumboNode *node)
{
    const GumboTag tag = node->v.element.tag;
    if (is_inline(tag) || tag == GUMBO_TAG_BR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
        if (hint_of(node) != CAS_HINT_NONE)
            w->hint = hint_above(node->parent);
        return;
    }
    end_lines(w, 2);
    w->mark = NULL;
    w->hint = hint_above(node->parent);
}

static void walk(cas_ctx *ctx, writer *w, const GumboNode *root)
{
    const GumboNode *node = root;
    size_t pre = 0;
    for (;;) {
        cas_poll(ctx);
        bool down = false;
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
            put_text(w, node->v.text.text, pre > 0);
        else if (has_children(node) && !is_unread(node)) {
            pre += node->v.element.tag == GUMBO_TAG_PRE;
            enter(w, node);
            down = node->v.element.children.length > 0;
            if (!down) {
                leave(w, node);
                pre -= node->v.element.tag == GUMBO_TAG_PRE;
            }
        }
        if (down) {
            node = node->v.element.children.data[0];
            continue;
        }
        while (node != root && node->index_within_parent + 1 >= node->parent->v.element.children.length) {
            node = node->parent;
            leave(w, node);
            pre -= node->v.element.tag == GUMBO_TAG_PRE;
        }
        if (node == root)
            return;
        node = node->parent->v.element.children.data[node->index_within_parent + 1];
    }
}

static void read_page(store *s, cas_text utf8, cas_reading *reading)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give;
    options.userdata = s;
    options.max_errors = 0;
    const GumboOutput *page = gumbo_parse_with_options(&options, utf8.at, utf8.length);
    writer w = {.out = {.arena = s->arena}, .at_start = true};
    walk(s->arena->ctx, &w, page->root);
    if (w.out.length)
        cas_putc(&w.out, '\n');
    reading->text = cas_built(&w.out);
    reading->hints = w.hints;
    reading->hint_count = w.out.length ? w.lines + 1 : 0;
}

void cas_html_read(cas_arena *arena, cas_text utf8, cas_reading *reading)
{
    cas_ctx *ctx = arena->ctx;
    store s = {.arena = arena, .until = cas_now() + most_seconds + seconds_a_mebibyte * (double)utf8.length / (1 << 20)};
    cas_guard guard;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        read_page(&s, utf8, reading);
    cas_guard_close(ctx, &guard);
    if (guard.status == CAS_OK)
        return;
    if (!s.late)
        cas_fail(ctx, guard.status, "%s", cas_format(arena, "%s", ctx->needs));
    reading->problem = "its tags are too many or too deep to be read in time";
}
