/* Pairs statements by what they say, then by kind and name: see edits.h. Cost: statements squared of one kind and name, else linear. */
#include "compare/edits.h"

#include "compare/flat.h"
#include "lang/parse.h"
#include "model/resolve.h"

#include <string.h>

/* Where in text a an edit is made: these bytes give way to `with`. Additions stand at the end, of the text or of the block. */
struct cas_edit_place {
    uint32_t begin, end;
    const char *before; /* of an addition: what sets it apart */
    cas_text with;
    int edit; /* -1: made always */
};

struct cas_edit_text {
    cas_text text;
    size_t places;
};

typedef struct statement {
    const cas_node *node;
    cas_text text;
    int line;
    bool paired;
} statement;

typedef struct statements {
    statement *items;
    size_t count;
    cas_source_map *map;
    int number; /* of the text in the map */
    const cas_flat *flat;
    cas_text text;
} statements;

typedef struct pairing {
    cas_arena *arena;
    statements *from, *to;
    cas_edit *edits;
    struct cas_edit_place *places;
    size_t edit_count, edit_room, place_count, place_room;
} pairing;

static bool only_asks(cas_node_kind kind)
{
    return kind == CAS_NODE_CHECK || kind == CAS_NODE_EXPECT || kind == CAS_NODE_ASK || kind == CAS_NODE_SCENARIO;
}

static statements statements_in(cas_arena *arena, cas_source_map *map, int number, const cas_flat *flat, const cas_node *tree)
{
    statements out = {.items = CAS_ARRAY(arena, statement, tree->count + 1), .map = map, .number = number, .flat = flat, .text = cas_source_of(map, number)->text};
    for (size_t i = 0; i < tree->count; i++)
        out.items[out.count++] = (statement){.node = tree->kids[i],
                                             .text = cas_source_slice(map, tree->kids[i]->span),
                                             .line = (int)cas_source_line_of(map, number, tree->kids[i]->span.begin)};
    return out;
}

static statements read(cas_arena *arena, const cas_loaded *loaded)
{
    const cas_source_file *file = cas_source_of(loaded->map, loaded->main_file);
    cas_flat *flat = CAS_NEW(arena, cas_flat);
    *flat = cas_flat_of(arena, loaded);
    cas_source_map *map = CAS_NEW(arena, cas_source_map);
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    map->arena = list->arena = arena;
    const int number = cas_source_add(map, file->name, flat->text, list);
    const cas_node *tree = cas_parse(arena, map, number, list);
    return statements_in(arena, map, number, flat, tree);
}

/* What a statement is called: its name, or for `include` and `amends` the path. */
static cas_text name_of(const cas_node *node)
{
    const cas_node *inside = node->kind == CAS_NODE_REPLACE ? cas_kid_at(node, 0) : NULL;
    if (node->kind == CAS_NODE_AGREEMENT)
        return CAS_TEXT("");
    return inside ? inside->text : node->text.length ? node->text : node->title;
}

static bool is_note(const cas_node *node)
{
    return node->kind == CAS_NODE_CITE || node->kind == CAS_NODE_BECAUSE;
}

/* But for notes. */
static bool asks_the_same(const cas_node *a, const cas_node *b)
{
    size_t i = 0, j = 0;
    if (a->kind != b->kind || a->op != b->op || a->flags != b->flags || !cas_text_equal(a->text, b->text) ||
        !cas_text_equal(a->title, b->title) || !cas_text_equal(a->extra, b->extra))
        return false;
    for (;;) {
        while (i < a->count && is_note(a->kids[i]))
            i++;
        while (j < b->count && is_note(b->kids[j]))
            j++;
        if (i == a->count || j == b->count)
            return i == a->count && j == b->count;
        if (!asks_the_same(a->kids[i++], b->kids[j++]))
            return false;
    }
}

/* The same agreement in force from the same day; what it is called tells nothing. */
static bool same_dates(const cas_node *a, const cas_node *b)
{
    const cas_node *from = cas_kid(a, CAS_NODE_IN_FORCE), *to = cas_kid(b, CAS_NODE_IN_FORCE);
    return cas_text_equal(a->extra, b->extra) && (from && to ? cas_text_equal(from->text, to->text) : from == to);
}

static bool says_the_same(const cas_node *a, const cas_node *b)
{
    return only_asks(a->kind)               ? asks_the_same(a, b)
           : a->kind == CAS_NODE_AGREEMENT ? b->kind == a->kind && same_dates(a, b)
                                            : cas_node_equal(a, b);
}

static bool same_key(const cas_node *a, const cas_node *b)
{
    return a->kind == b->kind && cas_text_equal(name_of(a), name_of(b));
}

/* Pairs each statement of a with the first of b that is left and fits. */
static void pair(cas_arena *arena, statements *a, statements *b, bool equal, statement **mate)
{
    cas_names keys = {.arena = arena};
    size_t *first = CAS_ARRAY(arena, size_t, b->count + 1), *next = CAS_ARRAY(arena, size_t, b->count + 1);
    for (size_t j = b->count; j-- > 0;) {
        const cas_node *node = b->items[j].node;
        const int key =
            cas_names_add(&keys, cas_text_of(cas_format(arena, "%d %.*s", (int)node->kind, CAS_SHOW(name_of(node)))));
        next[j] = first[key];
        first[key] = j + 1;
    }
    for (size_t i = 0; i < a->count; i++) {
        const cas_node *node = a->items[i].node;
        const int key =
            cas_names_find(&keys, cas_text_of(cas_format(arena, "%d %.*s", (int)node->kind, CAS_SHOW(name_of(node)))));
        for (size_t j = key < 0 || a->items[i].paired ? 0 : first[key]; j; j = next[j - 1]) {
            statement *other = &b->items[j - 1];
            cas_poll(arena->ctx);
            if (other->paired || !same_key(node, other->node) || (equal && !says_the_same(node, other->node)))
                continue;
            other->paired = a->items[i].paired = true;
            mate[i] = other;
            break;
        }
    }
}

static const char *what_of(cas_arena *arena, const cas_node *node)
{
    const cas_text name = name_of(node);
    const char *kind = cas_node_kind_name(node->kind);
    return name.length ? cas_format(arena, "%s %.*s", kind, CAS_SHOW(name)) : kind;
}

/* An edit, or what comes along with every edit. block: whose line it is; null: a statement at the margin. */
static void add(pairing *p, const statement *block, const statement *from, const statement *to)
{
    const statement *named = block ? block : from ? from : to;
    const bool always = named->node->kind == CAS_NODE_SOURCE || only_asks(named->node->kind);
    const uint32_t end = block ? block->node->span.end : (uint32_t)p->from->text.length;
    p->places = CAS_ROOM(p->arena, p->places, p->place_count, &p->place_room);
    p->places[p->place_count++] = (struct cas_edit_place){from ? from->node->span.begin : end,
                                                          from ? from->node->span.end : end,
                                                          from    ? ""
                                                          : block ? "\n  "
                                                                  : "\n",
                                                          to ? to->text : CAS_TEXT(""), always ? -1 : (int)p->edit_count};
    if (always)
        return;
    const char *file_from = NULL, *file_to = NULL;
    p->edits = CAS_ROOM(p->arena, p->edits, p->edit_count, &p->edit_room);
    p->edits[p->edit_count++] = (cas_edit){
        .kind = !from ? CAS_EDIT_ADDED : !to ? CAS_EDIT_REMOVED : CAS_EDIT_CHANGED,
        .what = what_of(p->arena, named->node),
        .name = cas_text_string(p->arena, name_of(named->node)),
        .is_line = block != NULL,
        .from = from ? cas_text_string(p->arena, from->text) : NULL,
        .to = to ? cas_text_string(p->arena, to->text) : NULL,
        .line_from = from ? cas_flat_line(p->from->flat, from->line, &file_from) : 0,
        .line_to = to ? cas_flat_line(p->to->flat, to->line, &file_to) : 0};
    p->edits[p->edit_count - 1].file_from = file_from;
    p->edits[p->edit_count - 1].file_to = file_to;
}

static bool has_lines(const cas_node *a, const cas_node *b)
{
    return (a->kind == CAS_NODE_CLAUSE || a->kind == CAS_NODE_POSITION || a->kind == CAS_NODE_STANDOFF) && a->flags == b->flags &&
           cas_text_equal(a->title, b->title) && cas_text_equal(a->extra, b->extra);
}

static void compare_statements(pairing *p, statements *from, statements *to, const statement *block, bool by_line)
{
    statement **same = CAS_ARRAY(p->arena, statement *, from->count + 1), **mate = CAS_ARRAY(p->arena, statement *, from->count + 1);
    pair(p->arena, from, to, true, same);
    pair(p->arena, from, to, false, mate);
    for (size_t i = 0; i < from->count; i++) {
        const cas_node *node = from->items[i].node;
        if (same[i] || (!mate[i] && node->kind == CAS_NODE_SOURCE))
            continue;
        if (only_asks(node->kind)) {
            add(p, NULL, &from->items[i], NULL);
            continue;
        }
        if (by_line && mate[i] && has_lines(node, mate[i]->node)) {
            statements a = statements_in(p->arena, from->map, from->number, from->flat, node),
                       b = statements_in(p->arena, to->map, to->number, to->flat, mate[i]->node);
            compare_statements(p, &a, &b, &from->items[i], false);
        } else
            add(p, block, &from->items[i], mate[i]);
    }
    for (size_t j = 0; j < to->count; j++)
        if (!to->items[j].paired && !only_asks(to->items[j].node->kind))
            add(p, block, NULL, &to->items[j]);
}

cas_edits cas_edits_between(cas_arena *arena, const cas_loaded *a, const cas_loaded *b, bool by_line)
{
    statements from = read(arena, a), to = read(arena, b);
    pairing p = {.arena = arena, .from = &from, .to = &to};
    compare_statements(&p, &from, &to, NULL, by_line);
    struct cas_edit_text *text = CAS_NEW(arena, struct cas_edit_text);
    *text = (struct cas_edit_text){from.text, p.place_count};
    return (cas_edits){p.edits, (int)p.edit_count, p.places, text};
}

cas_text cas_edits_text(cas_arena *arena, const cas_edits *edits, const bool *made)
{
    cas_builder out = {.arena = arena};
    const cas_text text = edits->texts->text;
    uint32_t at = 0;
    /* Places are in the order of text a, additions last, in a block as in the text. */
    for (size_t i = 0; i < edits->texts->places; i++) {
        const struct cas_edit_place *place = &edits->places[i];
        if (place->edit >= 0 && !made[place->edit])
            continue;
        cas_put(&out, (cas_text){text.at + at, place->begin - at});
        cas_puts(&out, place->before);
        cas_put(&out, place->with);
        at = place->end;
    }
    cas_put(&out, (cas_text){text.at + at, text.length - at});
    cas_putc(&out, '\n');
    return cas_built(&out);
}

const cas_agreement *cas_edits_read(cas_arena *arena, const cas_edits *edits, const bool *made, const cas_loaded *a, const cas_loader *loader,
                                    const cas_loaded **loaded)
{
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    list->arena = arena;
    *loaded = cas_load_text(arena, loader, cas_source_of(a->map, a->main_file)->name, cas_edits_text(arena, edits, made), list);
    const cas_agreement *agreement = cas_resolve(arena, *loaded, loader, list);
    return list->errors ? NULL : agreement;
}
