/*
 * Sets by how many of each class of interchangeable parties they hold: see class_counts.h.
 *
 * What holds of a set holds of every set with as many of each class, so a vector of counts that one listed set has stands for the product of
 * binomials of such sets. The words are used only if these products add up to the family's total.
 */
#include "report/class_counts.h"

#include "base/text.h"

#include <string.h>

enum { MOST_VECTORS = 8, FEWEST_SETS = 4, MOST_NAMES = 12 };

typedef struct counting {
    cas_arena *arena;
    const char *const *names;
    const int *class_of;
    int parties, classes, *size;
} counting;

static void count_set(const counting *c, const cas_set *set, int *vector)
{
    memset(vector, 0, sizeof *vector * (size_t)c->classes);
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        if (c->class_of[p] >= 0)
            vector[c->class_of[p]]++;
}

static cas_big sets_of(const counting *c, const int *vector)
{
    cas_big product = cas_big_of(c->arena, 1);
    for (int k = 0; k < c->classes; k++)
        if (vector[k])
            product = cas_big_multiply(c->arena, product, cas_big_binomial(c->arena, (unsigned)c->size[k], (unsigned)vector[k]));
    return product;
}

static void put_class(const counting *c, cas_builder *out, int class_number, int count)
{
    const bool some = count < c->size[class_number];
    if (some)
        cas_putf(out, "any %d of {", count);
    int named = 0;
    for (int p = 0; p < c->parties; p++) {
        if (c->class_of[p] != class_number)
            continue;
        if (named < MOST_NAMES)
            cas_putf(out, "%s%s", named ? ", " : "", c->names[p]);
        named++;
    }
    if (named > MOST_NAMES)
        cas_putf(out, ", … (%d)", named);
    cas_puts(out, some ? "}" : "");
}

static const char *words_of(const counting *c, const int *vectors, int count)
{
    cas_builder out = {.arena = c->arena};
    for (int v = 0; v < count; v++) {
        cas_puts(&out, v ? "; or " : "");
        for (int k = 0, told = 0; k < c->classes; k++)
            if (vectors[v * c->classes + k]) {
                cas_puts(&out, told++ ? " with " : "");
                put_class(c, &out, k, vectors[v * c->classes + k]);
            }
    }
    return cas_built_string(&out);
}

static counting open_counting(cas_arena *arena, const char *const *names, int parties, const int *class_of)
{
    counting c = {.arena = arena, .names = names, .class_of = class_of, .parties = parties};
    for (int p = 0; p < parties; p++)
        c.classes = class_of[p] >= c.classes ? class_of[p] + 1 : c.classes;
    c.size = CAS_ARRAY(arena, int, c.classes + 1);
    for (int p = 0; p < parties; p++)
        if (class_of[p] >= 0)
            c.size[class_of[p]]++;
    return c;
}

const char *cas_sets_by_class(cas_arena *arena, const char *const *names, int parties, const int *class_of, const cas_listed_sets *sets)
{
    if (sets->listed < FEWEST_SETS)
        return "";
    const counting c = open_counting(arena, names, parties, class_of);
    int *vectors = CAS_ARRAY(arena, int, (size_t)c.classes *(MOST_VECTORS + 1)), found = 0;
    cas_big total = cas_big_of(arena, 0);
    for (size_t i = 0; i < sets->listed; i++) {
        int *vector = &vectors[found * c.classes];
        bool known = false;
        count_set(&c, &sets->sets[i], vector);
        for (int v = 0; v < found && !known; v++)
            known = memcmp(&vectors[v * c.classes], vector, sizeof *vector * (size_t)c.classes) == 0;
        if (known)
            continue;
        total = cas_big_add(arena, total, sets_of(&c, vector));
        if (found++ == MOST_VECTORS)
            return "";
    }
    if (cas_big_compare(total, sets->total) != 0 || (size_t)found * 2 > sets->listed)
        return "";
    return words_of(&c, vectors, found);
}
