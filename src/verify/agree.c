/*
 * Settlements: every package is looked at alone (agree/naive.h), and every set of red lines that the answer names.
 *
 * How many packages there are, how many settle and how many each position accepts; that no package settles while a conflict stands, and one does when any one line
 * of it is given up together with all lines outside; that some package settles once a concession is made, and none while any one line of it is kept.
 */
#include "verify/asked.h"

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

static void check_concession(const checking *c, const cas_json_value *list, const char *opens, size_t number)
{
    const char *where = cas_format(c->out->arena, "concession %zu", number);
    const bool *in = lines_of(c, list, where);
    if (!in)
        return;
    for (int l = 0; l < c->talks->lines.count; l++)
        c->stands[l] = !in[l];
    cas_verified_claim(c->out, settles(c), where, "nothing settles once it is made");
    if (*opens) {
        size_t count = 0;
        for (size_t p = 0; p < c->packages.count; p++) {
            const cas_mark mark = cas_arena_mark(c->out->arena);
            count += cas_naive_settles(c->out->arena, c->talks, &c->packages.items[p], c->stands, -1);
            cas_arena_release(c->out->arena, mark);
        }
        cas_verified_claim(c->out, strcmp(opens, cas_format(c->out->arena, "%zu", count)) == 0, where, "counted one by one it opens %zu", count);
    }
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

/* Packages that cross a red line, and that cross no other of the same position; packages that settle without one position's refusal. */
static void check_red_lines(const checking *c, const cas_json_value *answer)
{
    const cas_json_value *list = cas_json_member(answer, "red_lines"), *removed = cas_json_member(answer, "removed_alone");
    const cas_agreement *agreement = c->talks->agreement;
    for (size_t i = 0; list && i < list->count; i++) {
        const int line = line_of(c, list->items[i]);
        size_t crossed = 0, alone = 0;
        const char *where = cas_format(c->out->arena, "red line %zu", i + 1);
        if (line < 0) {
            cas_verified_wrong(c->out, where, "the text does not have it");
            continue;
        }
        for (size_t p = 0; p < c->packages.count; p++) {
            bool other = false;
            for (int l = 0; l < c->talks->lines.count; l++)
                other = other || (l != line && c->talks->lines.items[l].position == c->talks->lines.items[line].position && c->packages.items[p].crossed[l]);
            crossed += c->packages.items[p].crossed[line];
            alone += c->packages.items[p].crossed[line] && !other;
        }
        cas_verified_claim(c->out, strcmp(cas_verify_string(list->items[i], "crossed"), cas_format(c->out->arena, "%zu", crossed)) == 0, where,
                           "counted one by one %zu packages cross it", crossed);
        cas_verified_claim(c->out, strcmp(cas_verify_string(list->items[i], "alone"), cas_format(c->out->arena, "%zu", alone)) == 0, where,
                           "counted one by one %zu packages cross it alone", alone);
    }
    for (int k = 0; k < agreement->position_count; k++) {
        size_t settle = 0;
        const char *said = cas_verify_string(removed, agreement->positions[k].name);
        for (size_t p = 0; *said && p < c->packages.count; p++) {
            const cas_mark mark = cas_arena_mark(c->out->arena);
            settle += cas_naive_settles(c->out->arena, c->talks, &c->packages.items[p], NULL, k) && !cas_naive_settles(c->out->arena, c->talks, &c->packages.items[p], NULL, -1);
            cas_arena_release(c->out->arena, mark);
        }
        if (*said)
            cas_verified_claim(c->out, strcmp(said, cas_format(c->out->arena, "%zu", settle)) == 0, "removed_alone", "%s: counted one by one it is %zu",
                               agreement->positions[k].name, settle);
    }
}

/* Packages that all of some positions accept. */
static void check_together(const checking *c, const cas_json_value *list)
{
    const cas_agreement *agreement = c->talks->agreement;
    for (size_t i = 0; list && i < list->count; i++) {
        const cas_json_value *names = cas_json_member(list->items[i], "positions");
        size_t accepted = 0, known = 0;
        for (size_t p = 0; p < c->packages.count; p++) {
            bool all = true;
            for (int k = 0; k < agreement->position_count; k++)
                for (size_t n = 0; names && n < names->count; n++)
                    if (names->items[n]->kind == CAS_JSON_STRING && strcmp(names->items[n]->string, agreement->positions[k].name) == 0) {
                        all = all && cas_naive_accepts(c->talks, &c->packages.items[p], k, c->stands);
                        known++;
                    }
            accepted += all;
        }
        cas_verified_claim(c->out, names && known == names->count * c->packages.count &&
                                       strcmp(cas_verify_string(list->items[i], "packages"), cas_format(c->out->arena, "%zu", accepted)) == 0,
                           "accepted_together", "set %zu: counted one by one they accept %zu", i + 1, accepted);
    }
}

void cas_verify_agree(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer)
{
    const cas_json_value *without = cas_json_member(answer, "without");
    const cas_json_value *conflicts = cas_json_member(answer, "conflicts"), *concessions = cas_json_member(answer, "concessions");
    long packages = 1;
    for (int d = 0; d < agreement->dimension_count && packages <= MOST_PACKAGES; d++)
        packages *= agreement->dimensions[d].count;
    const cas_json_value *with = cas_json_member(answer, "asked_with");
    const cas_verify_asked asked = cas_verify_asked_of(out->arena, agreement, with, "in");
    if (packages > MOST_PACKAGES || (without && without->kind != CAS_JSON_NULL)) {
        cas_verified_skip(out, "packages", "they are looked at one by one where there are at most %d, and nobody is taken out", MOST_PACKAGES);
        return;
    }
    const cas_condition *in = cas_verify_packages(out->arena, agreement, &asked, NULL, false);
    checking c = {.out = out, .talks = cas_talks_of(out->arena, agreement, in, NULL)};
    c.packages = cas_naive_list(out->arena, c.talks);
    c.stands = CAS_ARRAY(out->arena, bool, c.talks->lines.count + 1);
    check_counts(&c, answer);
    check_red_lines(&c, answer);
    check_together(&c, cas_json_member(answer, "accepted_together"));
    static const cas_unread unread[] = {{"pareto", "efficient packages, and what they rank"}, {"least_total", "what asks least of all"}, {"least_maximal", "what asks least of one"}, {"readings", "each reading by itself"}};
    cas_verified_unread(out, answer, unread, sizeof unread / sizeof *unread);
    for (size_t i = 0; conflicts && i < conflicts->count; i++)
        check_conflict(&c, conflicts->items[i], i + 1);
    for (size_t i = 0; concessions && i < concessions->count; i++)
        check_concession(&c, cas_json_member(concessions->items[i], "give_up"), cas_verify_string(concessions->items[i], "opens"), i + 1);
}
