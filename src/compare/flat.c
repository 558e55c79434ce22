/* Statement by statement, each as its file has it. See flat.h. */
#include "compare/flat.h"

#include "base/text.h"
#include "lang/tree.h"

#include <string.h>

typedef struct flattening {
    cas_arena *arena;
    const cas_loaded *loaded;
    cas_text main_name;
    cas_builder out;
    int line;
    cas_flat_piece *pieces;
    size_t count, room;
    bool able;
} flattening;

static cas_text name_of(const flattening *f, int file)
{
    return cas_source_of(f->loaded->map, file)->name;
}

static size_t folder_length(cas_text name)
{
    size_t length = name.length;
    while (length && name.at[length - 1] != '/')
        length--;
    return length;
}

/* A path that a statement names, as it is to be written in the first file; empty: it cannot be. */
static cas_text path_from_main(flattening *f, int file, cas_text path)
{
    const cas_text folder = {f->main_name.at, folder_length(f->main_name)};
    const cas_text here = {name_of(f, file).at, folder_length(name_of(f, file))};
    if (cas_text_equal(folder, here) || (path.length && path.at[0] == '/'))
        return path;
    const cas_text whole = cas_path_beside(f->arena, name_of(f, file), path);
    if (whole.length > folder.length && memcmp(whole.at, folder.at, folder.length) == 0)
        return (cas_text){whole.at + folder.length, whole.length - folder.length};
    cas_builder up = {.arena = f->arena};
    for (size_t i = 0; i < folder.length; i++)
        if (folder.at[i] == '/')
            cas_puts(&up, "../");
    if ((folder.length && folder.at[0] == '/') || (folder.length > 1 && memcmp(folder.at, "..", 2) == 0))
        return CAS_TEXT("");
    cas_put(&up, whole);
    return cas_built(&up);
}

/* The path in a statement; null: it names no file. */
static const cas_node *naming_node(const cas_node *node)
{
    return node->kind == CAS_NODE_SOURCE ? node : cas_kid(node, CAS_NODE_TABLE);
}

static void put_statement(flattening *f, const cas_node *node)
{
    const cas_text text = cas_source_slice(f->loaded->map, node->span);
    const int main_file = f->loaded->main_file, file = node->span.file;
    const cas_node *naming = file == main_file ? NULL : naming_node(node);
    f->pieces = CAS_ROOM(f->arena, f->pieces, f->count, &f->room);
    f->pieces[f->count++] = (cas_flat_piece){f->line, (int)cas_source_line_of(f->loaded->map, file, node->span.begin),
                                             file == main_file ? NULL : cas_text_string(f->arena, name_of(f, file))};
    if (naming) {
        const cas_text path = path_from_main(f, file, naming->title);
        const size_t before = (size_t)(naming->title.at - text.at);
        f->able = f->able && path.length;
        cas_put(&f->out, (cas_text){text.at, before});
        cas_put(&f->out, path);
        cas_put(&f->out, (cas_text){text.at + before + naming->title.length, text.length - before - naming->title.length});
    } else {
        cas_put(&f->out, text);
    }
    for (size_t i = 0; i < text.length; i++)
        f->line += text.at[i] == '\n';
    cas_putc(&f->out, '\n');
    f->line++;
}

/* Of the lines `agreement` that of the first file counts, or, where it has none, the first. */
static const cas_node *heading_of(const cas_loaded *loaded)
{
    const cas_node *first = NULL;
    for (size_t i = 0; i < loaded->count; i++) {
        const cas_node *node = loaded->items[i].node;
        if (node->kind == CAS_NODE_AGREEMENT && (!first || (node->span.file == loaded->main_file && first->span.file != loaded->main_file)))
            first = node;
    }
    return first;
}

cas_flat cas_flat_of(cas_arena *arena, const cas_loaded *loaded)
{
    const cas_flat plain = {.text = cas_source_of(loaded->map, loaded->main_file)->text};
    flattening f = {.arena = arena, .loaded = loaded, .main_name = name_of(&(flattening){.loaded = loaded}, loaded->main_file), .line = 1, .able = true};
    const cas_node *heading = heading_of(loaded);
    f.out.arena = arena;
    if (loaded->map->count == 1 || loaded->part_count > 1)
        return plain;
    for (size_t i = 0; i < loaded->count; i++) {
        const cas_item *item = &loaded->items[i];
        cas_poll(arena->ctx);
        if (!item->nested && !item->inherited && (item->node->kind != CAS_NODE_AGREEMENT || item->node == heading))
            put_statement(&f, item->node);
    }
    return f.able ? (cas_flat){cas_built(&f.out), f.pieces, f.count} : plain;
}

int cas_flat_line(const cas_flat *flat, int line, const char **file)
{
    const cas_flat_piece *piece = NULL;
    *file = NULL;
    for (size_t i = 0; i < flat->count && flat->pieces[i].at <= line; i++)
        piece = &flat->pieces[i];
    if (!piece)
        return line;
    *file = piece->file;
    return piece->from + line - piece->at;
}
