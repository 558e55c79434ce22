/* Power before and after, member by member; members for whom both are the same numbers are told together. */
#include "report/diff_report.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 4, MOST_ROWS = 8 };

/* A member with its power on both sides: "16.67 % (veto)"; "no member" where it is none. */
typedef struct member {
    cas_text name;
    cas_text values[2];
} member;

typedef struct row {
    const char *words; /* "16.67 % (veto) -> 12.5 %" */
    cas_builder names;
    int count;
    double moved;
    bool veto; /* gained or lost */
} row;

static const cas_text nobody = {"no member", sizeof "no member" - 1};

static bool has_veto(cas_text value)
{
    return value.length > 6 && memcmp(value.at + value.length - 6, "(veto)", 6) == 0;
}

static double number_in(cas_text value)
{
    return cas_text_equal(value, nobody) ? 0 : strtod(value.at, NULL);
}

static void put_member(cas_arena *arena, row *rows, cas_names *keys, const member *one)
{
    if (cas_text_equal(one->values[0], one->values[1]))
        return;
    const char *words = cas_format(arena, "%.*s -> %.*s", CAS_SHOW(one->values[0]), CAS_SHOW(one->values[1]));
    row *r = &rows[cas_names_add(keys, cas_text_of(words))];
    if (!r->count) {
        const double moved = number_in(one->values[1]) - number_in(one->values[0]);
        *r = (row){.words = words, .names = {.arena = arena}, .moved = moved < 0 ? -moved : moved,
                   .veto = has_veto(one->values[0]) != has_veto(one->values[1])};
    }
    if (r->count++ < MOST_MEMBERS)
        cas_putf(&r->names, "%s%.*s", r->names.length ? ", " : "", CAS_SHOW(one->name));
}

static int by_movement(const void *a, const void *b)
{
    const row *x = a, *y = b;
    return x->veto != y->veto ? y->veto - x->veto : x->moved != y->moved ? (x->moved < y->moved ? 1 : -1) : strcmp(x->words, y->words);
}

/* The name with the space behind it: in that order the lines are. */
static cas_text name_at(const char *line)
{
    const size_t length = strcspn(line, " \n");
    return (cas_text){line, length + (line[length] == ' ')};
}

static cas_text value_at(const char *line)
{
    const size_t skip = name_at(line).length;
    return (cas_text){line + skip, strcspn(line + skip, "\n")};
}

static const char *after(const char *line)
{
    const size_t length = strcspn(line, "\n");
    return line + length + (line[length] == '\n');
}

/* Below 0: the member at a comes first, or there is none left at b. */
static int compare_names(const char *a, const char *b)
{
    if (!*a || !*b)
        return *a ? -1 : 1;
    return cas_text_compare(name_at(a), name_at(b));
}

static int lines_in(const char *list)
{
    int count = 0;
    for (; *list; list = after(list))
        count++;
    return count;
}

void cas_diff_power(cas_page *page, const char *a, const char *b)
{
    cas_arena *arena = page->out->arena;
    cas_names keys = {.arena = arena};
    row *rows = CAS_ARRAY(arena, row, lines_in(a) + lines_in(b) + 1);
    while (*a || *b) {
        const int order = compare_names(a, b);
        const cas_text name = name_at(order <= 0 ? a : b);
        cas_poll(arena->ctx);
        put_member(arena, rows, &keys, &(member){{name.at, name.length - 1}, {order <= 0 ? value_at(a) : nobody, order >= 0 ? value_at(b) : nobody}});
        a = order <= 0 ? after(a) : a;
        b = order >= 0 ? after(b) : b;
    }
    const size_t count = keys.count;
    if (count)
        qsort(rows, count, sizeof *rows, by_movement);
    for (size_t r = 0; r < count && r < MOST_ROWS; r++)
        cas_page_fill(page, 4, 7,
                      cas_format(arena, "%s%s%s: %s", cas_built_string(&rows[r].names),
                                 rows[r].count > MOST_MEMBERS ? cas_format(arena, ", … (%d members)", rows[r].count) : "",
                                 rows[r].count > 1 ? ", each" : "", rows[r].words));
    if (count > MOST_ROWS)
        cas_page_fill(page, 4, 7, "and others, by less; --json lists them");
}
