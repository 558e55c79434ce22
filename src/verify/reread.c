/*
 * A text read once more, with lines changed and a question added: what is judged is the text itself, as anybody could write it.
 */
#include "verify/verify.h"

#include "lang/diagnostic.h"
#include "lang/tree.h"
#include "model/resolve.h"

#include <string.h>

typedef struct changed_files {
    const cas_verify_source *text;
    const cas_text *bytes; /* per file of the map */
} changed_files;

/* Files of the text come as they were changed, all others (tables) from where they lie. */
static const char *read_changed(void *user, cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out)
{
    const changed_files *files = user;
    const cas_source_map *map = files->text->loaded->map;
    for (size_t f = 0; f < map->count; f++)
        if (cas_text_equal(map->files[f].name, path) && !map->files[f].refused) {
            *out = files->bytes[f];
            return NULL;
        }
    return files->text->loader->read(files->text->loader->user, arena, path, max_bytes, out);
}

static bool asks(const cas_node *node)
{
    return node->kind == CAS_NODE_CHECK || node->kind == CAS_NODE_EXPECT || node->kind == CAS_NODE_ASK || node->kind == CAS_NODE_SCENARIO;
}

/* Questions and scenarios speak of the text as it stands: in a changed one they are blank, so that every line keeps its place. */
static cas_text without_questions(cas_arena *arena, const cas_verify_source *text, int file)
{
    cas_text bytes = cas_text_copy(arena, text->loaded->map->files[file].text);
    for (size_t i = 0; i < text->loaded->count; i++) {
        const cas_node *node = text->loaded->items[i].node;
        if (node->span.file != file || !asks(node))
            continue;
        for (uint32_t at = node->span.begin; at < node->span.end; at++)
            if (bytes.at[at] != '\n')
                ((char *)bytes.at)[at] = ' ';
    }
    return bytes;
}

static const char *first_error(const cas_diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == CAS_SEVERITY_ERROR)
            return list->items[i]->message;
    return "the text has errors";
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The place of what stands there; false where something else does. */
static bool find_place(const cas_source_file *file, const cas_verify_line *line, size_t *begin, size_t *end)
{
    const cas_text text = file->text;
    if (line->line < 1 || (size_t)line->line > file->line_count)
        return false;
    *begin = file->line_begins[line->line - 1];
    while (*begin < text.length && is_blank(text.at[*begin]) && text.at[*begin] != '\n')
        (*begin)++;
    const size_t length = strlen(line->before);
    *end = *begin + length;
    if (!length || *end > text.length || memcmp(text.at + *begin, line->before, length) != 0)
        return false;
    while (*end < text.length && text.at[*end] != '\n')
        if (!is_blank(text.at[(*end)++]))
            return false;
    *end = *begin + length;
    return true;
}

/* One file with its lines changed, in order of place; null and *why where they are not its lines. */
static const char *change_file(cas_arena *arena, const cas_source_file *file, const cas_verify_line *lines, size_t count, cas_text plain, cas_text *out)
{
    cas_builder text = {.arena = arena};
    size_t at = 0;
    for (size_t l = 0; l < count; l++) {
        size_t begin, end;
        if (!cas_text_is(file->name, lines[l].file) || !lines[l].before)
            continue;
        if (!find_place(file, &lines[l], &begin, &end) || begin < at)
            return cas_format(arena, "line %d of %s does not read “%s”", lines[l].line, lines[l].file, lines[l].before);
        cas_put(&text, (cas_text){plain.at + at, begin - at});
        cas_puts(&text, lines[l].after);
        at = end;
    }
    cas_put(&text, (cas_text){plain.at + at, plain.length - at});
    for (size_t l = 0; l < count; l++)
        if (cas_text_is(file->name, lines[l].file) && !lines[l].before)
            cas_putf(&text, "\n%s\n", lines[l].after);
    *out = cas_built(&text);
    return NULL;
}

const cas_agreement *cas_verify_reread(cas_arena *arena, const cas_verify_source *text, const cas_verify_line *lines, size_t count, const char *statement,
                                       const char **why)
{
    const cas_source_map *map = text->loaded->map;
    const int main_file = text->loaded->main_file;
    cas_text *bytes = CAS_ARRAY(arena, cas_text, map->count + 1);
    for (size_t f = 0; f < map->count; f++) {
        const cas_text plain = count ? without_questions(arena, text, (int)f) : map->files[f].text;
        if ((*why = change_file(arena, &map->files[f], lines, count, plain, &bytes[f])) != NULL)
            return NULL;
    }
    if (statement) {
        cas_builder more = {.arena = arena};
        cas_put(&more, bytes[main_file]);
        cas_putf(&more, "\n%s\n", statement);
        bytes[main_file] = cas_built(&more);
    }
    changed_files files = {text, bytes};
    const cas_loader loader = {read_changed, &files};
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    list->arena = arena;
    const cas_loaded *loaded = cas_load_text(arena, &loader, cas_source_of(map, main_file)->name, bytes[main_file], list);
    const cas_agreement *agreement = list->errors ? NULL : cas_resolve(arena, loaded, &loader, list);
    *why = list->errors ? first_error(list) : NULL;
    return list->errors ? NULL : agreement;
}
