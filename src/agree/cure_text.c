/*
 * A text with edits made, read again: blank out what only asks, put the new words in their places, add the question, read.
 *
 * Nothing is changed in a tree: what is run is the text that is shown.
 */
#include "agree/cure.h"

#include "lang/diagnostic.h"
#include "lang/tree.h"
#include "model/resolve.h"

#include <string.h>

/* ---- What is left out ---------------------------------------------------------------------------------------------------- */

static bool asks(cas_node_kind kind)
{
    return kind == CAS_NODE_CHECK || kind == CAS_NODE_EXPECT || kind == CAS_NODE_ASK || kind == CAS_NODE_SCENARIO;
}

static bool takes_sides(cas_node_kind kind)
{
    return kind == CAS_NODE_POSITION || kind == CAS_NODE_SETTLE || kind == CAS_NODE_STANDOFF;
}

static void blank(char *bytes, cas_span span)
{
    for (uint32_t i = span.begin; i < span.end; i++)
        if (bytes[i] != '\n')
            bytes[i] = ' ';
}

static const cas_text *texts_without(cas_arena *arena, const cas_loaded *loaded, bool bare)
{
    const cas_source_map *map = loaded->map;
    cas_text *texts = CAS_ARRAY(arena, cas_text, map->count + 1);
    for (size_t f = 0; f < map->count; f++)
        texts[f] = cas_text_copy(arena, map->files[f].text);
    for (size_t i = 0; i < loaded->count; i++) {
        const cas_node *node = loaded->items[i].node;
        if (node->span.file >= 0 && (asks(node->kind) || (bare && takes_sides(node->kind))))
            blank((char *)texts[node->span.file].at, node->span);
    }
    return texts;
}

const cas_cure_source *cas_cure_source_of(cas_arena *arena, const cas_loaded *loaded, const cas_loader *loader)
{
    cas_cure_source *source = CAS_NEW(arena, cas_cure_source);
    *source = (cas_cure_source){.loaded = loaded,
                                .loader = loader,
                                .without_questions = texts_without(arena, loaded, false),
                                .bare = texts_without(arena, loaded, true)};
    return source;
}

/* ---- The edits ----------------------------------------------------------------------------------------------------------- */

typedef struct ordered_hunk {
    const cas_cure_hunk *hunk;
    int row; /* what is inserted at one place stands in the order of the menu */
} ordered_hunk;

static bool stands_before(const ordered_hunk *a, const ordered_hunk *b)
{
    if (a->hunk->span.begin != b->hunk->span.begin)
        return a->hunk->span.begin < b->hunk->span.begin;
    return a->row < b->row;
}

/* The hunks of the edits in one file, in order of place. */
static ordered_hunk *hunks_in(cas_arena *arena, const cas_cure_edit *const *edits, int count, int file, size_t *out)
{
    size_t total = 0, found = 0;
    for (int e = 0; e < count; e++)
        total += (size_t)edits[e]->hunk_count;
    ordered_hunk *hunks = CAS_ARRAY(arena, ordered_hunk, total + 1);
    for (int e = 0; e < count; e++)
        for (int h = 0; h < edits[e]->hunk_count; h++) {
            const ordered_hunk next = {&edits[e]->hunks[h], (int)(edits[e]->row - cas_cure_rows)};
            if (next.hunk->span.file != file)
                continue;
            size_t place = found++;
            for (; place && stands_before(&next, &hunks[place - 1]); place--)
                hunks[place] = hunks[place - 1];
            hunks[place] = next;
        }
    *out = found;
    return hunks;
}

static void put_edited(cas_builder *out, cas_text text, const ordered_hunk *hunks, size_t count)
{
    size_t at = 0;
    for (size_t h = 0; h < count; h++) {
        const cas_span span = hunks[h].hunk->span;
        cas_put(out, (cas_text){text.at + at, span.begin - at});
        cas_puts(out, hunks[h].hunk->text);
        at = span.end;
    }
    cas_put(out, (cas_text){text.at + at, text.length - at});
}

bool cas_cure_clash(const cas_cure_edit *a, const cas_cure_edit *b)
{
    for (int i = 0; i < a->hunk_count; i++)
        for (int j = 0; j < b->hunk_count; j++) {
            const cas_span x = a->hunks[i].span, y = b->hunks[j].span;
            if (x.file == y.file && x.begin < y.end && y.begin < x.end)
                return true;
        }
    return false;
}

/* ---- Reading -------------------------------------------------------------------------------------------------------------- */

typedef struct edited_files {
    const cas_cure_source *source;
    const cas_text *texts; /* per file of the map */
} edited_files;

/* Files of the text come as they were edited, all others (tables) from where they lie. */
static const char *read_edited(void *user, cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out)
{
    const edited_files *files = user;
    const cas_source_map *map = files->source->loaded->map;
    for (size_t f = 0; f < map->count; f++)
        if (cas_text_equal(map->files[f].name, path) && !map->files[f].refused) {
            *out = files->texts[f];
            return NULL;
        }
    return files->source->loader->read(files->source->loader->user, arena, path, max_bytes, out);
}

static const char *first_error(const cas_diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == CAS_SEVERITY_ERROR)
            return list->items[i]->hint
                       ? cas_format(list->arena, "%s; %s", list->items[i]->message, list->items[i]->hint)
                       : list->items[i]->message;
    return "the text has errors";
}

const cas_agreement *cas_cure_read(cas_arena *arena, const cas_cure_source *source, const cas_cure_edit *const *edits,
                                   int count, bool bare, const char *statements, const char **why)
{
    const cas_source_map *map = source->loaded->map;
    const cas_text *plain = bare ? source->bare : source->without_questions;
    cas_text *texts = CAS_ARRAY(arena, cas_text, map->count + 1);
    for (size_t f = 0; f < map->count; f++) {
        size_t hunk_count;
        const ordered_hunk *hunks = hunks_in(arena, edits, count, (int)f, &hunk_count);
        texts[f] = plain[f];
        const bool is_main = (int)f == source->loaded->main_file;
        if (!hunk_count && !is_main)
            continue;
        cas_builder out = {.arena = arena};
        put_edited(&out, plain[f], hunks, hunk_count);
        if (is_main)
            cas_putf(&out, "\n%s\n", statements);
        texts[f] = cas_built(&out);
    }
    edited_files files = {source, texts};
    const cas_loader loader = {read_edited, &files};
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    list->arena = arena;
    const cas_source_file *main_file = cas_source_of(map, source->loaded->main_file);
    const cas_loaded *loaded = cas_load_text(arena, &loader, main_file->name, texts[source->loaded->main_file], list);
    const cas_agreement *agreement = list->errors ? NULL : cas_resolve(arena, loaded, &loader, list);
    if (!list->errors)
        return agreement;
    if (why)
        *why = first_error(list);
    return NULL;
}

/* ---- The lines that differ -------------------------------------------------------------------------------------------------- */

typedef struct line_list {
    cas_arena *arena;
    cas_cure_line *lines;
    size_t count, room;
} line_list;

static cas_text trimmed(cas_text text)
{
    while (text.length && (text.at[0] == ' ' || text.at[0] == '\n' || text.at[0] == '\t' || text.at[0] == '\r'))
        text.at++, text.length--;
    while (text.length && strchr(" \n\t\r", text.at[text.length - 1]))
        text.length--;
    return text;
}

/* One run of lines that hunks touch: as it was, and with all of them. */
static void note_lines(line_list *list, const cas_source_file *file, size_t first, size_t last,
                       const ordered_hunk *hunks, size_t count)
{
    const uint32_t begin = file->line_begins[first - 1];
    const uint32_t end = last < file->line_count ? file->line_begins[last] : (uint32_t)file->text.length;
    cas_builder out = {.arena = list->arena};
    size_t at = begin;
    for (size_t h = 0; h < count; h++) {
        cas_put(&out, (cas_text){file->text.at + at, hunks[h].hunk->span.begin - at});
        cas_puts(&out, hunks[h].hunk->text);
        at = hunks[h].hunk->span.end;
    }
    cas_put(&out, (cas_text){file->text.at + at, end - at});
    const cas_text before = trimmed((cas_text){file->text.at + begin, end - begin}), after = trimmed(cas_built(&out));
    list->lines = CAS_ROOM(list->arena, list->lines, list->count, &list->room);
    list->lines[list->count++] = (cas_cure_line){.file = cas_text_string(list->arena, file->name),
                                                 .line = first,
                                                 .before = cas_text_string(list->arena, before),
                                                 .after = cas_text_string(list->arena, after)};
}

/* Whole lines that are put in. */
static void note_new_line(line_list *list, const cas_source_file *file, const cas_cure_hunk *hunk)
{
    list->lines = CAS_ROOM(list->arena, list->lines, list->count, &list->room);
    list->lines[list->count++] =
        (cas_cure_line){.file = cas_text_string(list->arena, file->name),
                        .line = file->line_count + 1,
                        .after = cas_text_string(list->arena, trimmed(cas_text_of(hunk->text)))};
}

const cas_cure_line *cas_cure_lines(cas_arena *arena, const cas_cure_source *source, const cas_cure_edit *const *edits,
                                    int count, size_t *line_count)
{
    const cas_source_map *map = source->loaded->map;
    line_list list = {.arena = arena};
    for (size_t f = 0; f < map->count; f++) {
        size_t hunk_count;
        const ordered_hunk *hunks = hunks_in(arena, edits, count, (int)f, &hunk_count);
        for (size_t h = 0; h < hunk_count;) {
            if (hunks[h].hunk->text[0] == '\n') {
                note_new_line(&list, &map->files[f], hunks[h++].hunk);
                continue;
            }
            const size_t first = cas_source_line_of(map, (int)f, hunks[h].hunk->span.begin);
            size_t last = cas_source_line_of(map, (int)f, hunks[h].hunk->span.end), next = h + 1;
            while (next < hunk_count && hunks[next].hunk->text[0] != '\n' &&
                   cas_source_line_of(map, (int)f, hunks[next].hunk->span.begin) <= last) {
                const size_t end = cas_source_line_of(map, (int)f, hunks[next++].hunk->span.end);
                last = end > last ? end : last;
            }
            note_lines(&list, &map->files[f], first, last, hunks + h, next - h);
            h = next;
        }
    }
    *line_count = list.count;
    return list.lines;
}
