/*
 * Tables: `parties from "imf.csv" key member` and `weight votes from "imf.csv" key member value votes`.
 *
 * The key of a row is the party's name if it is one. A text that is no name ("Côte d'Ivoire") is made one by putting `_` for what
 * cannot stand in a name, and stays the label of the party; a column of weights finds the party by either.
 */
#include "model/resolving.h"
#include "model/csv.h"

#include <utf8proc.h>

/* The rows of a table, read; false after an error. */
typedef struct open_table {
    cas_table table;
    int key, value;
} open_table;

static bool find_column(cas_resolving *r, const cas_node *node, const cas_table *table, cas_text name, int *column)
{
    *column = cas_table_column(table, name);
    if (*column >= 0)
        return true;
    cas_diagnostic *d = cas_complain(r, CAS_E0022, node->span, "\"%.*s\" has no column \"%.*s\"", CAS_SHOW(node->title),
                                     CAS_SHOW(name));
    cas_builder columns = {.arena = r->arena};
    for (size_t i = 0; i < table->columns && i < 12; i++)
        cas_putf(&columns, "%s%.*s", i ? ", " : "", CAS_SHOW(table->cells[i]));
    cas_hint(r->diagnostics, d, "its columns are %s", cas_built_string(&columns));
    return false;
}

static bool open_rows(cas_resolving *r, const cas_node *node, open_table *out)
{
    const cas_source_file *from = cas_source_of(r->map, node->span.file);
    const cas_text path = cas_path_beside(r->arena, from->name, node->title);
    cas_text bytes;
    const char *why = r->loader->read(r->loader->user, r->arena, path, CAS_MAX_TABLE_BYTES, &bytes);
    if (!why)
        why = cas_table_read(r->arena, bytes, &out->table);
    if (why) {
        cas_complain(r, CAS_E0021, node->span, "cannot read the table \"%.*s\": %s", CAS_SHOW(path), why);
        return false;
    }
    if (!find_column(r, node, &out->table, node->text, &out->key))
        return false;
    return !node->extra.length || find_column(r, node, &out->table, node->extra, &out->value);
}

static size_t line_of_row(const cas_table *table, size_t row)
{
    return table->lines[row + 1];
}

/* ---- Names from texts -------------------------------------------------------------------------------------------------- */

static bool is_letter(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return true;
    default: return false;
    }
}

static bool is_inner(utf8proc_int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);
    return is_letter(c) || c == '_' || (c >= '0' && c <= '9') || category == UTF8PROC_CATEGORY_MN ||
           category == UTF8PROC_CATEGORY_MC;
}

/* Empty when the bytes are no UTF-8. */
static cas_text name_from(cas_resolving *r, cas_text text)
{
    cas_builder out = {.arena = r->arena};
    bool gap = false;
    for (size_t i = 0; i < text.length;) {
        utf8proc_int32_t c;
        const utf8proc_ssize_t length =
            utf8proc_iterate((const utf8proc_uint8_t *)text.at + i, (utf8proc_ssize_t)(text.length - i), &c);
        if (length < 0)
            return (cas_text){"", 0};
        if (is_inner(c)) {
            if (!out.length && !is_letter(c))
                cas_puts(&out, "p_");
            if (gap && out.length)
                cas_putc(&out, '_');
            gap = false;
            cas_put(&out, (cas_text){text.at + i, (size_t)length});
        } else {
            gap = true;
        }
        i += (size_t)length;
    }
    return cas_built(&out);
}

/* ---- Parties ----------------------------------------------------------------------------------------------------------- */

static void declare_row(cas_resolving *r, const cas_node *statement, const open_table *open, size_t row,
                        cas_names *seen)
{
    const cas_node *table = cas_kid(statement, CAS_NODE_TABLE);
    const cas_text key = cas_table_cell(&open->table, row, (size_t)open->key);
    const cas_text name = name_from(r, key);
    if (!name.length) {
        cas_complain(r, CAS_E0023, table->span, "line %zu of \"%.*s\" names no party", line_of_row(&open->table, row),
                     CAS_SHOW(table->title));
        return;
    }
    const size_t before = seen->count;
    if ((size_t)cas_names_add(seen, key) < before) {
        cas_complain(r, CAS_E0023, table->span, "line %zu of \"%.*s\" names %.*s a second time",
                     line_of_row(&open->table, row), CAS_SHOW(table->title), CAS_SHOW(key));
        return;
    }
    const int known = cas_names_find(&r->names, name);
    if (known >= 0) {
        cas_diagnostic *d =
            cas_complain(r, CAS_E0201, table->span, "line %zu of \"%.*s\" declares %.*s, which is %s already",
                         line_of_row(&open->table, row), CAS_SHOW(table->title), CAS_SHOW(name),
                         cas_name_kind_words(r->named[known].kind));
        cas_relate(r->diagnostics, d, r->named[known].span, "first declared here");
        return;
    }
    /* A node of its own, so that a party of a table is declared like any other. */
    cas_node *party = CAS_NEW(r->arena, cas_node);
    *party = (cas_node){.kind = CAS_NODE_PARTIES, .span = table->span, .text = name, .title = key};
    cas_entities *list = &r->entities[CAS_NAMES_PARTY];
    list->items = CAS_ROOM(r->arena, list->items, list->count, &list->room);
    cas_entity *entity = &list->items[list->count++];
    *entity = (cas_entity){.name = name, .title = key, .span = table->span};
    entity->nodes = CAS_ROOM(r->arena, entity->nodes, entity->count, &entity->room);
    entity->nodes[entity->count++] = party;
    const size_t id = r->names.count;
    r->named = CAS_ROOM(r->arena, r->named, id, &r->named_room);
    cas_names_add(&r->names, name);
    r->named[id] = (cas_named){CAS_NAMES_PARTY, (int)list->count - 1, table->span};
}

void cas_declare_parties_from(cas_resolving *r, const cas_node *statement)
{
    const cas_node *table = cas_kid(statement, CAS_NODE_TABLE);
    open_table open = {0};
    if (!table || !open_rows(r, table, &open))
        return;
    if (open.table.rows > CAS_MAX_PARTIES) {
        cas_diagnostic *d =
            cas_complain(r, CAS_E0205, table->span, "an agreement may have at most %d parties, and \"%.*s\" has %zu rows",
                         CAS_MAX_PARTIES, CAS_SHOW(table->title), open.table.rows);
        cas_hint(r->diagnostics, d, "a larger body is a game for `casus power --csv`");
        return;
    }
    cas_names seen = {.arena = r->arena};
    for (size_t row = 0; row < open.table.rows; row++)
        declare_row(r, statement, &open, row, &seen);
}

/* ---- Weights ----------------------------------------------------------------------------------------------------------- */

static void name_parties(cas_resolving *r, cas_names *names)
{
    for (int p = 0; p < r->out->party_count; p++)
        cas_names_add(names, cas_text_of(r->out->parties[p].name));
}

static int party_of_key(const cas_resolving *r, const cas_names *by_name, const cas_names *by_label,
                        const int *label_party, cas_text key)
{
    (void)r;
    const int party = cas_names_find(by_name, key);
    if (party >= 0)
        return party;
    const int label = cas_names_find(by_label, key);
    return label < 0 ? -1 : label_party[label];
}

static bool read_weight(cas_resolving *r, const cas_node *table, const open_table *open, size_t row, cas_decimal *value)
{
    const cas_text cell = cas_table_cell(&open->table, row, (size_t)open->value);
    if (cas_decimal_read(r->arena, cell, value))
        return true;
    const char *why = !cell.length                           ? "is empty"
                      : cell.at[0] == '-'                    ? "is negative"
                      : cell.length > (size_t)CAS_MAX_DIGITS ? "has too many digits"
                                                             : "is no number";
    cas_diagnostic *d = cas_complain(r, CAS_E0024, table->span, "line %zu of \"%.*s\": the weight \"%.*s\" %s",
                                     line_of_row(&open->table, row), CAS_SHOW(table->title),
                                     (int)(cell.length > 40 ? 40 : cell.length), cell.at, why);
    cas_hint(r->diagnostics, d, "a weight is written as digits with at most one point, such as 83.2");
    return false;
}

void cas_resolve_weight_table(cas_resolving *r, const cas_node *table, cas_weight_form *form)
{
    open_table open = {0};
    if (!open_rows(r, table, &open))
        return;
    if (!table->extra.length) {
        cas_complain(r, CAS_E0022, table->span, "a weight needs to know the column it is in");
        return;
    }
    cas_names by_name = {.arena = r->arena}, by_label = {.arena = r->arena};
    name_parties(r, &by_name);
    int *label_party = CAS_ARRAY(r->arena, int, r->out->party_count + 1);
    for (int p = 0; p < r->out->party_count; p++) {
        const size_t before = by_label.count;
        const int id = cas_names_add(&by_label, cas_text_of(r->out->parties[p].title));
        if ((size_t)id == before)
            label_party[id] = p;
    }
    cas_weight_entry *entries = CAS_ARRAY(r->arena, cas_weight_entry, open.table.rows + 1);
    bool *seen = CAS_ARRAY(r->arena, bool, r->out->party_count + 1);
    for (size_t row = 0; row < open.table.rows; row++) {
        cas_poll(r->arena->ctx);
        const cas_text key = cas_table_cell(&open.table, row, (size_t)open.key);
        const int party = party_of_key(r, &by_name, &by_label, label_party, key);
        cas_decimal value;
        if (party < 0) {
            cas_complain(r, CAS_E0025, table->span, "line %zu of \"%.*s\": no party is called \"%.*s\"",
                         line_of_row(&open.table, row), CAS_SHOW(table->title), CAS_SHOW(key));
            continue;
        }
        if (!read_weight(r, table, &open, row, &value))
            continue;
        if (seen[party]) {
            cas_complain(r, CAS_E0023, table->span, "line %zu of \"%.*s\" names %.*s a second time",
                         line_of_row(&open.table, row), CAS_SHOW(table->title), CAS_SHOW(key));
            continue;
        }
        seen[party] = true;
        entries[form->count++] = (cas_weight_entry){party, value, table->span};
        if (value.places > form->places)
            form->places = value.places;
    }
    form->entries = entries;
}
