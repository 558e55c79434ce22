/*
 * Sets by how many of each class of interchangeable parties they hold: see set_counts.h.
 *
 * What holds of a set holds of every set with as many of each class, so a vector of counts that one listed set has stands for the product of
 * binomials of such sets. The words are used only if these products add up to the family's total.
 */
#include "report/set_counts.h"

#include "hold/classes.h"

#include <string.h>

enum { MOST_VECTORS = 8, FEWEST_SETS = 4, MOST_NAMES = 12 };

typedef struct counting {
    cas_arena *arena;
    const cas_instance *instance;
    int *class_of, *size, classes;
} counting;

static void find_classes(counting *c, const cas_goal *goal)
{
    const int parties = c->instance->party_count;
    c->class_of = CAS_ARRAY(c->arena, int, parties + 1);
    c->classes = cas_classes_find(c->arena, c->instance, goal, c->class_of);
    for (int p = 0; p < parties; p++)
        if (c->class_of[p] < 0)
            c->class_of[p] = c->classes++;
    c->size = CAS_ARRAY(c->arena, int, c->classes + 1);
    for (int p = 0; p < parties; p++)
        c->size[c->class_of[p]] += p != c->instance->attacked;
}

static void count_set(const counting *c, const cas_set *set, int *vector)
{
    memset(vector, 0, sizeof *vector * (size_t)c->classes);
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
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
    for (int p = 0; p < c->instance->party_count; p++) {
        if (c->class_of[p] != class_number || p == c->instance->attacked)
            continue;
        if (named < MOST_NAMES)
            cas_putf(out, "%s%s", named ? ", " : "", c->instance->party_names[p]);
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

const char *cas_set_counts(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_family *family)
{
    counting c = {.arena = arena, .instance = instance};
    if (!family->known || family->listed < FEWEST_SETS || !goal)
        return "";
    find_classes(&c, goal);
    int *vectors = CAS_ARRAY(arena, int, (size_t)c.classes *(MOST_VECTORS + 1)), found = 0;
    cas_big total = cas_big_of(arena, 0);
    for (size_t i = 0; i < family->listed; i++) {
        int *vector = &vectors[found * c.classes];
        bool known = false;
        count_set(&c, &family->sets[i], vector);
        for (int v = 0; v < found && !known; v++)
            known = memcmp(&vectors[v * c.classes], vector, sizeof *vector * (size_t)c.classes) == 0;
        if (known)
            continue;
        total = cas_big_add(arena, total, sets_of(&c, vector));
        if (found++ == MOST_VECTORS)
            return "";
    }
    if (cas_big_compare(total, family->total) != 0 || (size_t)found * 2 > family->listed)
        return "";
    return words_of(&c, vectors, found);
}
