/*
 * Settlements: every package is looked at alone (agree/naive.h), and every set of red lines that the answer names.
 *
 * How many packages there are, how many settle and how many each position accepts; that no package settles while a conflict stands, and one does when any one line
 * of it is given up together with all lines outside; that some package settles once a concession is made, and none while any one line of it is kept.
 */
#include "verify/verify.h"

#include "agree/naive.h"

#include <string.h>

enum { MOST_PACKAGES = 20000 };

typedef struct checking {
    cas_verified *out;
    const cas_talks *talks;
    cas_naive_packages packages;
    bool *stands;
} checking;

static bool settles(const checking *c)
{
    for (size_t p = 0; p < c->packages.count; p++) {
        const cas_mark mark = cas_arena_mark(c->out->arena);
        const bool one = cas_naive_settles(c->out->arena, c->talks, &c->packages.items[p], c->stands, -1);
        cas_arena_release(c->out->arena, mark);
        if (one)
            return true;
    }
    return false;
}

/* The red line that an object of the answer names, by position and line of the file; -1: none. */
static int line_of(const checking *c, const cas_json_value *object)
{
    const cas_json_value *line = cas_json_member(object, "line");
    for (int l = 0; l < c->talks->lines.count; l++) {
        const cas_red_line *red = &c->talks->lines.items[l];
        if (strcmp(c->talks->agreement->positions[red->position].name, cas_verify_string(object, "position")) == 0 && line &&
            line->kind == CAS_JSON_NUMBER && (int)line->number == red->stand->line)
            return l;
    }
    return -1;
}

static bool *lines_of(const checking *c, const cas_json_value *list, const char *where)
{
    bool *in = CAS_ARRAY(c->out->arena, bool, c->talks->lines.count + 1);
    for (size_t i = 0; list && i < list->count; i++) {
        const int line = line_of(c, list->items[i]);
        if (line < 0) {
            cas_verified_wrong(c->out, where, "it names a red line that the text does not have");
            return NULL;
        }
        in[line] = true;
    }
    return in;
}

static void check_conflict(const checking *c, const cas_json_value *list, size_t number)
{
    const char *where = cas_format(c->out->arena, "conflict %zu", number);
    const bool *in = lines_of(c, list, where);
    if (!in)
        return;
    for (int l = 0; l < c->talks->lines.count; l++)
        c->stands[l] = in[l];
    cas_verified_claim(c->out, !settles(c), where, "a package settles while all of it stands");
    for (int l = 0; l < c->talks->lines.count; l++) {
        if (!in[l])
            continue;
        c->stands[l] = false;
        cas_verified_claim(c->out, settles(c), where, "it is a conflict without its line %d, too", c->talks->lines.items[l].stand->line);
        c->stands[l] = true;
    }
}

static void check_concession(const checking *c, const cas_json_value *list, size_t number)
{
    const char *where = cas_format(c->out->arena, "concession %zu", number);
    const bool *in = lines_of(c, list, where);
    if (!in)
        return;
    for (int l = 0; l < c->talks->lines.count; l++)
        c->stands[l] = !in[l];
    cas_verified_claim(c->out, settles(c), where, "nothing settles once it is made");
    for (int l = 0; l < c->talks->lines.count; l++) {
        if (!in[l])
            continue;
        c->stands[l] = true;
        cas_verified_claim(c->out, !settles(c), where, "something settles although its line %d is kept", c->talks->lines.items[l].stand->line);
        c->stands[l] = false;
    }
}

static void check_counts(const checking *c, const cas_json_value *answer)
{
    const cas_agreement *agreement = c->talks->agreement;
    size_t settle = 0, *accepts = CAS_ARRAY(c->out->arena, size_t, agreement->position_count + 1);
    for (int l = 0; l < c->talks->lines.count; l++)
        c->stands[l] = true;
    for (size_t p = 0; p < c->packages.count; p++) {
        const cas_mark mark = cas_arena_mark(c->out->arena);
        settle += cas_naive_settles(c->out->arena, c->talks, &c->packages.items[p], NULL, -1);
        for (int k = 0; k < agreement->position_count; k++)
            accepts[k] += cas_naive_accepts(c->talks, &c->packages.items[p], k, c->stands);
        cas_arena_release(c->out->arena, mark);
    }
    const struct {
        const char *key;
        size_t counted;
    } counts[] = {{"packages", c->packages.count}, {"settlements", settle}};
    for (size_t i = 0; i < 2; i++)
        cas_verified_claim(c->out, strcmp(cas_verify_string(answer, counts[i].key), cas_format(c->out->arena, "%zu", counts[i].counted)) == 0,
                           counts[i].key, "counted one by one there are %zu", counts[i].counted);
    const cas_json_value *said = cas_json_member(answer, "accepted_by");
    for (int k = 0; k < agreement->position_count; k++)
        cas_verified_claim(c->out, strcmp(cas_verify_string(said, agreement->positions[k].name), cas_format(c->out->arena, "%zu", accepts[k])) == 0,
                           agreement->positions[k].name, "counted one by one it accepts %zu", accepts[k]);
}

void cas_verify_agree(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer)
{
    const cas_json_value *without = cas_json_member(answer, "without");
    const cas_json_value *conflicts = cas_json_member(answer, "conflicts"), *concessions = cas_json_member(answer, "concessions");
    long packages = 1;
    for (int d = 0; d < agreement->dimension_count && packages <= MOST_PACKAGES; d++)
        packages *= agreement->dimensions[d].count;
    if (packages > MOST_PACKAGES || (without && without->kind != CAS_JSON_NULL)) {
        cas_verified_skip(out, "packages", "they are looked at one by one where there are at most %d, and nobody is taken out", MOST_PACKAGES);
        return;
    }
    checking c = {.out = out, .talks = cas_talks_of(out->arena, agreement, NULL, NULL)};
    c.packages = cas_naive_list(out->arena, c.talks);
    c.stands = CAS_ARRAY(out->arena, bool, c.talks->lines.count + 1);
    check_counts(&c, answer);
    for (size_t i = 0; conflicts && i < conflicts->count; i++)
        check_conflict(&c, conflicts->items[i], i + 1);
    for (size_t i = 0; concessions && i < concessions->count; i++)
        check_concession(&c, cas_json_member(concessions->items[i], "give_up"), i + 1);
}
