/*
 * Loading: see load.h.
 *
 * One list of items is built depth first. A file that is being read and is met again is a cycle; one that has been read is
 * not read a second time. An amendment works on the items that its base has put into the list, which it finds by kind and
 * name in a table, so that thousands of replacements cost no more than thousands of look-ups.
 */
#include "model/load.h"

#include "lang/diagnostic.h"
#include "lang/parse.h"
#include "sources/file.h"

#include <string.h>

static const char *read_file(void *user, cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out)
{
    (void)user;
    return cas_file_read(arena, path, max_bytes, out);
}

const cas_loader cas_loader_files = {read_file, NULL};

/* One file on the way down; the outer ones are being read. */
typedef struct opened {
    cas_text path;
    int file;
    const struct opened *outer;
    int depth;
    int part;
} opened;

typedef struct loading {
    cas_arena *arena;
    const cas_loader *loader;
    cas_diagnostics *diagnostics;
    cas_source_map *map;
    cas_names read; /* paths */
    int files;
    int part_of_file[CAS_MAX_FILES + 1];
    cas_text part_names[CAS_MAX_FILES + 1];
    int part_count;
    cas_item *items;
    size_t count, room;
} loading;

/* Where the items of the amended agreement stand, by kind and name. */
typedef struct base_table {
    cas_names keys;
    size_t *first, *last; /* per key: item + 1 */
    size_t *next;         /* per item of the base: item + 1 */
    bool *taken;          /* per item: gone */
    bool *replaced;       /* per key: its items have already made room */
    size_t count;         /* items of the base */
} base_table;

static cas_text key_of(cas_arena *arena, int kind, cas_text name)
{
    return cas_text_of(cas_format(arena, "%d %.*s", kind, CAS_SHOW(name)));
}

static void add_item(loading *load, const cas_node *node, bool nested, bool inherited)
{
    load->items = CAS_ROOM(load->arena, load->items, load->count, &load->room);
    load->items[load->count++] = (cas_item){node, nested, inherited};
}

/* A statement, and the assumptions with a name inside it. */
static void add_statement(loading *load, const cas_node *node)
{
    add_item(load, node, false, false);
    size_t at = 0;
    const cas_node *inside;
    if (node->kind == CAS_NODE_ASSUME)
        return;
    while ((inside = cas_kid_from(node, CAS_NODE_ASSUME, &at)))
        add_item(load, inside, true, false);
}

static bool asks_something(cas_node_kind kind)
{
    return kind == CAS_NODE_CHECK || kind == CAS_NODE_EXPECT || kind == CAS_NODE_ASK || kind == CAS_NODE_SCENARIO;
}

/* ---- Amending ---------------------------------------------------------------------------------------------------------- */

static base_table table_of(loading *load, size_t begin)
{
    base_table table = {.keys = {.arena = load->arena}, .count = load->count};
    const size_t items = load->count + 1;
    table.next = CAS_ARRAY(load->arena, size_t, items);
    table.taken = CAS_ARRAY(load->arena, bool, items);
    table.first = CAS_ARRAY(load->arena, size_t, items);
    table.last = CAS_ARRAY(load->arena, size_t, items);
    table.replaced = CAS_ARRAY(load->arena, bool, items);
    for (size_t i = begin; i < load->count; i++) {
        const cas_node *node = load->items[i].node;
        if (asks_something(node->kind))
            load->items[i].inherited = true;
        if (!node->text.length)
            continue;
        const int key = cas_names_add(&table.keys, key_of(load->arena, (int)node->kind, node->text));
        if (table.last[key])
            table.next[table.last[key] - 1] = i + 1;
        else
            table.first[key] = i + 1;
        table.last[key] = i + 1;
    }
    return table;
}

static void suggest_of_kind(loading *load, const base_table *table, cas_diagnostic *d, const cas_node *wanted)
{
    const char *prefix = cas_format(load->arena, "%d ", (int)wanted->kind);
    const size_t skip = strlen(prefix);
    cas_text *names = CAS_ARRAY(load->arena, cas_text, table->keys.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < table->keys.count; i++) {
        const cas_text key = table->keys.texts[i];
        if (key.length > skip && memcmp(key.at, prefix, skip) == 0)
            names[count++] = (cas_text){key.at + skip, key.length - skip};
    }
    const int near = cas_nearest(wanted->text, names, count);
    if (near >= 0)
        cas_hint(load->diagnostics, d, "did you mean `%.*s`?", CAS_SHOW(names[near]));
}

/* Take out all that has the kind and name; the place of the first, or SIZE_MAX when there is none. */
static size_t take_out(loading *load, base_table *table, int kind, cas_text name, bool again_is_fine)
{
    const int key = cas_names_find(&table->keys, key_of(load->arena, kind, name));
    if (key < 0)
        return SIZE_MAX;
    if (table->replaced[key])
        return again_is_fine ? table->first[key] - 1 : SIZE_MAX;
    table->replaced[key] = true;
    for (size_t item = table->first[key]; item; item = table->next[item - 1])
        table->taken[item - 1] = true;
    return table->first[key] - 1;
}

static void replace(loading *load, base_table *table, const cas_node *statement)
{
    const cas_node *with = cas_kid_at(statement, 0);
    if (!with)
        return;
    if (take_out(load, table, (int)with->kind, with->text, true) == SIZE_MAX) {
        cas_diagnostic *d = cas_report(load->diagnostics, CAS_E0014, with->span,
                                       "the agreement that is amended has no %s \"%.*s\" to replace",
                                       cas_node_kind_name(with->kind), CAS_SHOW(with->text));
        suggest_of_kind(load, table, d, with);
    }
    add_statement(load, with);
}

static void drop(loading *load, base_table *table, const cas_node *statement)
{
    if (take_out(load, table, CAS_NODE_CLAUSE, statement->text, false) != SIZE_MAX)
        return;
    cas_diagnostic *d =
        cas_report(load->diagnostics, CAS_E0015, statement->span,
                   "the agreement that is amended has no clause %.*s to drop", CAS_SHOW(statement->text));
    cas_node wanted = *statement;
    wanted.kind = CAS_NODE_CLAUSE;
    suggest_of_kind(load, table, d, &wanted);
}

static void close_gaps(loading *load, const base_table *table)
{
    size_t kept = 0;
    bool gone = false;
    for (size_t i = 0; i < load->count; i++) {
        const bool in_base = i < table->count;
        /* An assumption inside a clause goes with its clause. */
        gone = in_base && (table->taken[i] || (load->items[i].nested && gone));
        if (!gone)
            load->items[kept++] = load->items[i];
    }
    load->count = kept;
}

/* ---- Files ------------------------------------------------------------------------------------------------------------- */

static void load_statements(loading *load, const opened *here, const cas_node *tree);

static void refuse_file(loading *load, cas_span span, cas_text path, const char *why)
{
    cas_report(load->diagnostics, CAS_E0011, span, "cannot read \"%.*s\": %s", CAS_SHOW(path), why);
}

static bool is_cycle(loading *load, const opened *here, cas_text path, cas_span span)
{
    for (const opened *o = here; o; o = o->outer) {
        if (!cas_text_equal(o->path, path))
            continue;
        cas_diagnostic *d = cas_report(load->diagnostics, CAS_E0012, span,
                                       "\"%.*s\" includes or amends itself, by way of this line", CAS_SHOW(path));
        cas_hint(load->diagnostics, d, "one of the files in the circle must not name the next");
        return true;
    }
    return false;
}

/* An included agreement by name is a part of its own; what is amended is the same agreement. */
static int part_of(loading *load, const opened *here, const cas_node *line, const cas_node *tree)
{
    const cas_node *header = cas_kid(tree, CAS_NODE_AGREEMENT);
    int part = here ? here->part : 0;
    if (header && line && line->kind == CAS_NODE_INCLUDE)
        part = load->part_count++;
    if (header && !load->part_names[part].length)
        load->part_names[part] = header->text;
    return part;
}

/* The file that a line names, into the list. */
static void load_named(loading *load, const opened *here, const cas_node *line)
{
    const cas_text path = cas_path_beside(load->arena, here->path, line->title);
    if (is_cycle(load, here, path, line->span) || cas_names_find(&load->read, path) >= 0)
        return;
    if (here->depth >= CAS_MAX_INCLUDE_DEPTH || load->files >= CAS_MAX_FILES) {
        cas_report(load->diagnostics, CAS_E0013, line->span,
                   "more than %d files, or files named by files more than %d deep", CAS_MAX_FILES,
                   CAS_MAX_INCLUDE_DEPTH);
        return;
    }
    cas_text bytes;
    const char *why = load->loader->read(load->loader->user, load->arena, path, CAS_MAX_FILE_BYTES, &bytes);
    if (why) {
        refuse_file(load, line->span, path, why);
        return;
    }
    load->files++;
    cas_names_add(&load->read, path);
    opened inner = {path, cas_source_add(load->map, path, bytes, load->diagnostics), here, here->depth + 1, 0};
    const cas_node *tree = cas_parse(load->arena, load->map, inner.file, load->diagnostics);
    inner.part = part_of(load, here, line, tree);
    load->part_of_file[inner.file] = inner.part;
    load_statements(load, &inner, tree);
}

static void load_statements(loading *load, const opened *here, const cas_node *tree)
{
    const size_t begin = load->count;
    base_table table = {0};
    const cas_node *amends = cas_kid(tree, CAS_NODE_AMENDS);
    if (amends && !(amends->flags & CAS_FLAG_BROKEN)) {
        load_named(load, here, amends);
        table = table_of(load, begin);
    }
    for (size_t i = 0; i < tree->count; i++) {
        const cas_node *node = tree->kids[i];
        cas_poll(load->arena->ctx);
        if (node->flags & CAS_FLAG_BROKEN && node->kind != CAS_NODE_CLAUSE && !node->text.length)
            continue;
        if (node->kind == CAS_NODE_INCLUDE) {
            load_named(load, here, node);
        } else if (node->kind == CAS_NODE_AMENDS) {
            if (node != amends) {
                cas_diagnostic *d =
                    cas_report(load->diagnostics, CAS_E0017, node->span, "an agreement amends one other");
                cas_relate(load->diagnostics, d, amends->span, "this file already amends \"%.*s\"",
                           CAS_SHOW(amends->title));
            }
        } else if (node->kind == CAS_NODE_REPLACE || node->kind == CAS_NODE_DROP) {
            if (!amends)
                cas_report(load->diagnostics, CAS_E0016, node->span,
                           "only a file that `amends` another can replace or drop something");
            else if (node->kind == CAS_NODE_REPLACE)
                replace(load, &table, node);
            else
                drop(load, &table, node);
        } else {
            add_statement(load, node);
        }
    }
    if (amends)
        close_gaps(load, &table);
}

static const cas_loaded *load_all(loading *load, cas_text path, cas_text bytes)
{
    const cas_text beside = cas_path_beside(load->arena, CAS_TEXT(""), path);
    const opened first = {beside, cas_source_add(load->map, path, bytes, load->diagnostics), NULL, 0, 0};
    cas_names_add(&load->read, beside);
    const cas_node *tree = cas_parse(load->arena, load->map, first.file, load->diagnostics);
    part_of(load, NULL, NULL, tree);
    load_statements(load, &first, tree);
    cas_loaded *loaded = CAS_NEW(load->arena, cas_loaded);
    *loaded = (cas_loaded){load->map,          first.file,        load->items,     load->count,
                           load->part_of_file, load->part_names, load->part_count};
    return loaded;
}

static loading *begin_loading(cas_arena *arena, const cas_loader *loader, cas_diagnostics *diagnostics)
{
    loading *load = CAS_NEW(arena, loading);
    *load = (loading){
        .arena = arena, .loader = loader, .diagnostics = diagnostics, .read = {.arena = arena}, .part_count = 1};
    load->map = CAS_NEW(arena, cas_source_map);
    load->map->arena = arena;
    return load;
}

const cas_loaded *cas_load_text(cas_arena *arena, const cas_loader *loader, cas_text path, cas_text bytes,
                                cas_diagnostics *diagnostics)
{
    return load_all(begin_loading(arena, loader, diagnostics), path, bytes);
}

const cas_loaded *cas_load(cas_arena *arena, const cas_loader *loader, cas_text path, cas_diagnostics *diagnostics)
{
    loading *load = begin_loading(arena, loader, diagnostics);
    cas_text bytes;
    const char *why = loader->read(loader->user, arena, path, CAS_MAX_FILE_BYTES, &bytes);
    if (!why)
        return load_all(load, path, bytes);
    refuse_file(load, CAS_NO_SPAN, path, why);
    cas_loaded *nothing = CAS_NEW(arena, cas_loaded);
    *nothing = (cas_loaded){.map = load->map,
                            .main_file = cas_source_add(load->map, path, CAS_TEXT(""), diagnostics),
                            .part_of_file = load->part_of_file,
                            .part_names = load->part_names,
                            .part_count = 1};
    load->map->files[nothing->main_file].refused = true;
    return nothing;
}
