/*
 * Places gathered: packages of one aggressor that differ in one dimension become one, until none do; then aggressors with the same packages become one.
 *
 * What is written names exactly the packages of the changes, no more. See diff_places.h.
 */
#include "report/diff_places.h"

#include <string.h>

enum { MOST_GATHERED = 400, MOST_DIMENSIONS = 64 };

/* A product of alternatives; dimensions it does not name do not matter. */
typedef struct place {
    const char *by;
    cas_names *alternatives; /* per dimension: names */
    bool gone;
} place;

typedef struct places {
    cas_arena *arena;
    cas_names dimensions;
    place *items;
    int count;
} places;

static void put_choices(places *all, place *one, const cas_point *point)
{
    for (int c = 0; c < point->choice_count; c++) {
        const int d = cas_names_add(&all->dimensions, cas_text_of(point->choices[c].dimension));
        if (d < MOST_DIMENSIONS)
            cas_names_add(&one->alternatives[d], cas_text_of(point->choices[c].alternative));
    }
}

static void open_place(cas_arena *arena, place *one)
{
    *one = (place){.alternatives = CAS_ARRAY(arena, cas_names, MOST_DIMENSIONS)};
    for (int d = 0; d < MOST_DIMENSIONS; d++)
        one->alternatives[d].arena = arena;
}

/* Does the question itself name the aggressor? */
static bool says_by_whom(const cas_difference *difference, const cas_change *change)
{
    return difference->asked[change->asked].kind == CAS_ASKED_OWN && change->a->question && change->a->question->by_kind == CAS_ON_ATTACK_BY_ONE;
}

static void list(places *all, const cas_difference *difference, const bool *flagged)
{
    for (size_t c = 0; c < difference->change_count; c++) {
        if (!flagged[c])
            continue;
        place *one = &all->items[all->count++];
        open_place(all->arena, one);
        one->by = says_by_whom(difference, &difference->changes[c]) ? NULL : difference->changes[c].by;
        put_choices(all, one, difference->changes[c].a);
        put_choices(all, one, difference->changes[c].b);
    }
}

static bool same_names(const cas_names *a, const cas_names *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (cas_names_find(b, a->texts[i]) < 0)
            return false;
    return true;
}

/* The one dimension in which two products differ; -1: none; -2: several, or one of them leaves it open. */
static int only_difference(const places *all, const place *a, const place *b)
{
    int found = -1;
    for (int d = 0; d < (int)all->dimensions.count && d < MOST_DIMENSIONS; d++) {
        if (same_names(&a->alternatives[d], &b->alternatives[d]))
            continue;
        if (found >= 0 || !a->alternatives[d].count || !b->alternatives[d].count)
            return -2;
        found = d;
    }
    return found;
}

static bool same_aggressor(const place *a, const place *b)
{
    return a->by && b->by ? strcmp(a->by, b->by) == 0 : a->by == b->by;
}

static void merge(places *all)
{
    bool merged = all->count <= MOST_GATHERED;
    while (merged) {
        merged = false;
        for (int i = 0; i < all->count; i++)
            for (int j = i + 1; j < all->count; j++) {
                place *a = &all->items[i], *b = &all->items[j];
                cas_poll(all->arena->ctx);
                if (a->gone || b->gone || !same_aggressor(a, b))
                    continue;
                const int d = only_difference(all, a, b);
                if (d == -2)
                    continue;
                for (size_t n = 0; d >= 0 && n < b->alternatives[d].count; n++)
                    cas_names_add(&a->alternatives[d], b->alternatives[d].texts[n]);
                b->gone = merged = true;
            }
    }
}

/* Are these all alternatives that the dimension has, in both texts? */
static bool is_everything(const cas_difference *difference, cas_text dimension, const cas_names *names)
{
    const cas_agreement *sides[2] = {difference->a->agreement, difference->b->agreement};
    for (int s = 0; s < 2; s++) {
        const int d = cas_dimension_find(sides[s], dimension);
        for (int a = 0; d >= 0 && a < sides[s]->dimensions[d].count; a++)
            if (cas_names_find(names, cas_text_of(sides[s]->dimensions[d].alternatives[a].name)) < 0)
                return false;
    }
    return true;
}

static const char *package_words(const places *all, const cas_difference *difference, const place *one)
{
    cas_builder out = {.arena = all->arena};
    for (int d = 0; d < (int)all->dimensions.count && d < MOST_DIMENSIONS; d++) {
        const cas_names *names = &one->alternatives[d];
        if (!names->count || is_everything(difference, all->dimensions.texts[d], names))
            continue;
        cas_putf(&out, "%s%.*s = ", out.length ? ", " : "", CAS_SHOW(all->dimensions.texts[d]));
        for (size_t n = 0; n < names->count; n++)
            cas_putf(&out, "%s%.*s", n == 0 ? "" : n + 1 == names->count ? " or " : ", ", CAS_SHOW(names->texts[n]));
    }
    return cas_built_string(&out);
}

/* All packages of one aggressor in words: aggressors with equal ones are told together. */
static const char *packages_of(const places *all, const cas_difference *difference, int first)
{
    cas_builder out = {.arena = all->arena};
    for (int i = first; i < all->count; i++) {
        if (all->items[i].gone || !same_aggressor(&all->items[i], &all->items[first]))
            continue;
        const char *words = package_words(all, difference, &all->items[i]);
        cas_putf(&out, "%s%s", out.length && *words ? "; or where " : "", words);
    }
    return cas_built_string(&out);
}

/* "role = guarantor, troops = none" as a product of one package. */
static void put_package(places *all, place *one, const char *words)
{
    while (*words) {
        const size_t dimension = strcspn(words, " "), length = strcspn(words, ",");
        const size_t skipped = dimension + 3 < length ? dimension + 3 : length; /* " = " */
        const int d = cas_names_add(&all->dimensions, (cas_text){words, dimension});
        if (d < MOST_DIMENSIONS)
            cas_names_add(&one->alternatives[d], (cas_text){words + skipped, length - skipped});
        words += length;
        words += strspn(words, ", ");
    }
}

const char *cas_diff_packages(cas_arena *arena, const cas_difference *difference, const char *lines)
{
    places all = {.arena = arena, .dimensions = {.arena = arena}};
    cas_builder out = {.arena = arena}, others = {.arena = arena};
    int most = 1;
    for (const char *at = lines; *at; at++)
        most += *at == '\n';
    all.items = CAS_ARRAY(arena, place, most + 1);
    for (const char *at = lines; *at;) {
        const cas_text line = {at, strcspn(at, "\n")};
        const char *words = cas_text_string(arena, line);
        at += line.length + (at[line.length] == '\n');
        if (!strstr(words, " = ")) { /* "and others, 4000 in all" */
            cas_putf(&others, "\n%s", words);
            continue;
        }
        open_place(arena, &all.items[all.count]);
        put_package(&all, &all.items[all.count++], words);
    }
    merge(&all);
    for (int i = 0; i < all.count; i++) {
        const char *words = all.items[i].gone ? "" : package_words(&all, difference, &all.items[i]);
        if (!all.items[i].gone)
            cas_putf(&out, "%s%s", out.length ? "\n" : "", *words ? words : "every package");
    }
    cas_puts(&out, others.length ? cas_built_string(&others) : "");
    return cas_built_string(&out);
}

const char *cas_diff_places(cas_arena *arena, const cas_difference *difference, const bool *flagged)
{
    places all = {.arena = arena, .dimensions = {.arena = arena}};
    all.items = CAS_ARRAY(arena, place, difference->change_count + 1);
    list(&all, difference, flagged);
    merge(&all);
    const char **packages = CAS_ARRAY(arena, const char *, all.count + 1);
    bool *told = CAS_ARRAY(arena, bool, all.count + 1);
    cas_builder out = {.arena = arena};
    for (int i = 0; i < all.count; i++) {
        told[i] = all.items[i].gone;
        for (int j = 0; j < i; j++)
            told[i] = told[i] || same_aggressor(&all.items[i], &all.items[j]);
        packages[i] = told[i] ? "" : packages_of(&all, difference, i);
    }
    for (int i = 0; i < all.count; i++) {
        if (told[i])
            continue;
        cas_puts(&out, out.length ? "; " : "");
        int named = 0;
        for (int j = i; j < all.count; j++)
            if (!told[j] && strcmp(packages[j], packages[i]) == 0) {
                told[j] = true;
                if (all.items[j].by)
                    cas_putf(&out, "%s%s", named++ ? ", " : "by ", all.items[j].by);
            }
        cas_putf(&out, "%s%s", *packages[i] ? (named ? " where " : "where ") : "", packages[i]);
    }
    return cas_built_string(&out);
}
