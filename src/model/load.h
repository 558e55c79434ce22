/*
 * From a file, and what it includes or amends, to one list of statements.
 *
 * `include` puts the statements of the other file in its place, once however often it is named. If that is an agreement by name it
 * stays one, beside the one that includes it. `amends` starts from the other
 * agreement; `replace` then puts a declaration in the place of all of that kind and name, `drop` takes a clause out, and
 * every other statement is added. Questions and scenarios of the amended agreement speak of its own text: they are kept, but
 * marked as inherited.
 */
#ifndef CAS_MODEL_LOAD_H
#define CAS_MODEL_LOAD_H

#include "base/text.h"
#include "lang/source_map.h"

struct cas_node;
struct cas_diagnostics;

/*
 * How files are reached. read answers NULL and *out, in the arena, or one clause of a sentence that says why not. Paths are
 * those of the first file, and relative ones are made relative to the file that names them; the library adds nothing else.
 */
typedef struct cas_loader {
    const char *(*read)(void *user, cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out);
    void *user;
} cas_loader;

/* Reads from the file system: cas_file_read. */
extern const cas_loader cas_loader_files;

enum {
    CAS_MAX_FILES = 1000, /* of one agreement */
    CAS_MAX_INCLUDE_DEPTH = 50,
    CAS_MAX_TABLE_BYTES = 64 << 20
};

typedef struct cas_item {
    const struct cas_node *node;
    bool nested;    /* an `assume NAME = …` that stands inside a block */
    bool inherited; /* stands in an agreement that this one amends */
} cas_item;

typedef struct cas_loaded {
    cas_source_map *map;
    int main_file; /* in the map; refused there if it could not be read */
    const cas_item *items;
    size_t count;
    /*
     * Agreements that stand side by side: an included file with a line `agreement` of its own is one, what it includes or
     * amends belongs to it. Part 0 is that of the main file.
     */
    const int *part_of_file;
    const cas_text *part_names; /* empty where the part has no line `agreement` */
    int part_count;
} cas_loaded;

/* Always returns what could be read; whatever is wrong is in the diagnostics. */
const cas_loaded *cas_load(cas_arena *arena, const cas_loader *loader, cas_text path,
                           struct cas_diagnostics *diagnostics);
/* The same with the text of the first file at hand (standard input, an editor's buffer); path is what others are relative to. */
const cas_loaded *cas_load_text(cas_arena *arena, const cas_loader *loader, cas_text path, cas_text bytes,
                                struct cas_diagnostics *diagnostics);

/* `path` as named in the file `from`: absolute ones as they are, others beside it; "." and ".." are worked out in the text. */
cas_text cas_path_beside(cas_arena *arena, cas_text from, cas_text path);

#endif
