/*
 * Rows with equal answers, gathered into products of alternatives: see boxes.h.
 *
 * Two boxes with the same answer that differ in one dimension only are joined there, the last dimension first, until nothing
 * can be joined. A box never holds a package that no row held. The result depends on the order and need not be smallest.
 * Cost: rows squared times dimensions.
 */
#include "report/boxes.h"

#include <string.h>

static bool can_join(const cas_box *a, const cas_box *b, int dimensions, int except)
{
    if (a->first->group != b->first->group)
        return false;
    for (int d = 0; d < dimensions; d++)
        if (d != except && a->alternatives[d] != b->alternatives[d])
            return false;
    return true;
}

static void join_drafts(cas_arena *arena, cas_box *box, const cas_box *other)
{
    int *drafts = CAS_ARRAY(arena, int, box->draft_count + other->draft_count + 1), count = 0, i = 0, j = 0;
    while (i < box->draft_count || j < other->draft_count) {
        const bool mine = j == other->draft_count || (i < box->draft_count && box->drafts[i] <= other->drafts[j]);
        const int next = mine ? box->drafts[i++] : other->drafts[j++];
        if (!count || drafts[count - 1] != next)
            drafts[count++] = next;
    }
    box->drafts = drafts;
    box->draft_count = count;
}

static int join_along(cas_arena *arena, cas_box *boxes, int count, int dimensions, int dimension)
{
    int kept = 0;
    for (int b = 0; b < count; b++) {
        int into = -1;
        cas_poll(arena->ctx);
        for (int k = 0; into < 0 && k < kept; k++)
            if (can_join(&boxes[k], &boxes[b], dimensions, dimension))
                into = k;
        if (into < 0) {
            boxes[kept++] = boxes[b];
        } else {
            boxes[into].alternatives[dimension] |= boxes[b].alternatives[dimension];
            join_drafts(arena, &boxes[into], &boxes[b]);
        }
    }
    return kept;
}

/* Boxes with the same answer stand together, in the order of their first. */
static void sort_by_answer(cas_box *boxes, int count)
{
    for (int i = 1; i < count; i++) {
        const cas_box box = boxes[i];
        int j = i;
        for (; j > 0 && boxes[j - 1].first->group > box.first->group; j--)
            boxes[j] = boxes[j - 1];
        boxes[j] = box;
    }
}

cas_boxes cas_boxes_gather(cas_arena *arena, const cas_case *answers)
{
    const int dimensions = answers->row_count ? answers->rows[0].choice_count : 0;
    cas_boxes gathered = {.all = CAS_ARRAY(arena, uint64_t, dimensions + 1),
                          .gathered = answers->row_count <= CAS_MOST_BOXED_ROWS};
    cas_box *boxes = CAS_ARRAY(arena, cas_box, answers->row_count + 1);
    for (int r = 0; r < answers->row_count; r++) {
        const cas_row *row = &answers->rows[r];
        boxes[r] = (cas_box){row, CAS_ARRAY(arena, uint64_t, dimensions + 1), row->drafts, row->draft_count};
        for (int d = 0; d < dimensions; d++) {
            gathered.gathered = gathered.gathered && row->choices[d].alternative < 64;
            boxes[r].alternatives[d] = (uint64_t)1 << (row->choices[d].alternative & 63);
            gathered.all[d] |= boxes[r].alternatives[d];
        }
    }
    int count = answers->row_count;
    for (int before = count + 1; gathered.gathered && count < before;) {
        before = count;
        for (int d = dimensions; d-- > 0;)
            count = join_along(arena, boxes, count, dimensions, d);
    }
    sort_by_answer(boxes, count);
    gathered.boxes = boxes;
    gathered.count = count;
    return gathered;
}

const char *cas_box_words(cas_arena *arena, const cas_agreement *agreement, const cas_boxes *boxes, const cas_box *box,
                          int place)
{
    const cas_dimension *dimension = &agreement->dimensions[box->first->choices[place].dimension];
    if (!boxes->gathered)
        return dimension->alternatives[box->first->choices[place].alternative].name;
    const uint64_t mask = box->alternatives[place];
    if (mask == boxes->all[place] && (mask & (mask - 1)))
        return "any";
    cas_builder out = {.arena = arena};
    int left = __builtin_popcountll(mask);
    for (int a = 0; a < dimension->count && a < 64; a++)
        if (mask >> a & 1) {
            cas_puts(&out, dimension->alternatives[a].name);
            left--;
            cas_puts(&out, left > 1 ? ", " : left == 1 ? " or " : "");
        }
    return cas_built_string(&out);
}

const char *cas_box_drafts(cas_arena *arena, const cas_agreement *agreement, const cas_box *box)
{
    cas_builder out = {.arena = arena};
    for (int d = 0; d < box->draft_count; d++)
        cas_putf(&out, "%s%s", d ? ", " : "", agreement->drafts[box->drafts[d]].name);
    return cas_built_string(&out);
}
