/*
 * How many packages: in all, accepted by each position and by several together, crossed by each red line, settled, removed by one
 * alone. All over one set of diagrams, from what is cheap to what may not be; numbers are written into the answer as they come.
 */
#include "agree/settling.h"
#include "agree/space.h"

#include <string.h>

enum { ALL_SUBSETS_UP_TO = 5, MOST_PAIRED = 64 };

typedef struct counting {
    cas_settling *s;
    cas_space *space;
    cas_arena *scratch;
    cas_node feasible;
    cas_node *accepted; /* per position */
} counting;

static cas_count_of counted(const counting *c, cas_node f)
{
    return (cas_count_of){true, cas_space_count(c->space, c->s->arena, f)};
}

static cas_count_of less(const counting *c, cas_count_of a, cas_count_of b)
{
    return (cas_count_of){true, cas_big_subtract(c->s->arena, a.number, b.number)};
}

/* ---- Each ------------------------------------------------------------------------------------------------------------------------- */

static void count_positions(counting *c)
{
    cas_share *shares = (cas_share *)c->s->out->shares;
    for (int p = 0; p < c->s->agreement->position_count; p++) {
        shares[p].has_voice = c->space->has_voice[p];
        c->accepted[p] = cas_diagram_and(c->space->store, c->feasible, cas_space_accepted(c->space, p, NULL));
        shares[p].accepts = counted(c, c->accepted[p]);
    }
}

static void count_lines(counting *c)
{
    const cas_red_lines *lines = &c->s->out->talks->lines;
    cas_line_share *shares = (cas_line_share *)c->s->out->lines;
    bool *stands = CAS_ARRAY(c->scratch, bool, (size_t)lines->count + 1);
    memset(stands, true, (size_t)lines->count * sizeof *stands);
    for (int l = 0; l < lines->count; l++) {
        const cas_node crossing = cas_diagram_and(c->space->store, c->feasible, c->space->crossed[l]);
        shares[l].crossed = counted(c, crossing);
        stands[l] = false;
        shares[l].alone = counted(c, cas_diagram_and(c->space->store, crossing,
                                                     cas_space_accepted(c->space, lines->items[l].position, stands)));
        stands[l] = true;
    }
}

/* ---- Together --------------------------------------------------------------------------------------------------------------------- */

static void count_together(counting *c, const int *places, int size)
{
    cas_settlement *out = c->s->out;
    bool *positions = CAS_ARRAY(c->s->arena, bool, (size_t)c->s->agreement->position_count + 1);
    cas_node all = c->feasible;
    for (int i = 0; i < size; i++) {
        positions[places[i]] = true;
        all = cas_diagram_and(c->space->store, all, c->accepted[places[i]]);
    }
    ((cas_together *)out->together)[out->together_count++] = (cas_together){positions, size, counted(c, all)};
}

/* The next choice of `size` places below `count`, in order; false after the last. */
static bool next_choice(int *places, int size, int count)
{
    for (int i = size; i-- > 0;) {
        if (places[i] >= count - size + i)
            continue;
        places[i]++;
        for (int k = i + 1; k < size; k++)
            places[k] = places[k - 1] + 1;
        return true;
    }
    return false;
}

/* All sets of few positions; of many the pairs, and all. */
static void count_sizes(counting *c)
{
    const int count = c->s->agreement->position_count;
    int *places = CAS_ARRAY(c->scratch, int, (size_t)count + 1);
    const bool all_sizes = count <= ALL_SUBSETS_UP_TO;
    if (count > MOST_PAIRED)
        return;
    c->s->out->together = CAS_ARRAY(c->s->arena, cas_together,
                                    all_sizes ? (size_t)1 << count : (size_t)count * (size_t)count + (size_t)count + 1);
    for (int size = 2; size <= count; size++) {
        if (!all_sizes && size > 2 && size < count)
            continue;
        for (int i = 0; i < size; i++)
            places[i] = i;
        do
            count_together(c, places, size);
        while (next_choice(places, size, count));
    }
}

/* ---- Settlements ------------------------------------------------------------------------------------------------------------------ */

static void count_settlements(counting *c)
{
    cas_settlement *out = c->s->out;
    const cas_node settled = cas_space_settled(c->space, NULL, -1);
    out->settlements = counted(c, settled);
    out->exists = settled != CAS_NODE_FALSE;
    out->listed = cas_space_list(c->space, c->s->arena, settled, c->s->first, &out->listed_count);
}

static void open_counting(counting *c, cas_settling *s, cas_arena *scratch)
{
    *c = (counting){.s = s, .scratch = scratch};
    c->space = cas_space_open(scratch, s->out->talks);
    c->accepted = CAS_ARRAY(scratch, cas_node, (size_t)s->agreement->position_count + 1);
    c->feasible = cas_space_feasible(c->space);
}

void cas_settling_together(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    counting c;
    open_counting(&c, s, scratch);
    for (int p = 0; p < s->agreement->position_count; p++)
        c.accepted[p] = cas_diagram_and(c.space->store, c.feasible, cas_space_accepted(c.space, p, NULL));
    count_sizes(&c);
}

void cas_settling_alone(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    cas_share *shares = (cas_share *)s->out->shares;
    counting c;
    open_counting(&c, s, scratch);
    for (int p = 0; p < s->agreement->position_count; p++)
        shares[p].alone = c.space->has_voice[p]
                              ? less(&c, counted(&c, cas_space_settled(c.space, NULL, p)), s->out->settlements)
                              : (cas_count_of){true, cas_big_of(s->arena, 0)};
}

void cas_settling_counts(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    counting c;
    open_counting(&c, s, scratch);
    for (int p = 0; p < s->agreement->position_count; p++)
        ((cas_share *)s->out->shares)[p].has_voice = c.space->has_voice[p];
    s->out->packages = counted(&c, c.feasible);
    if (c.feasible == CAS_NODE_FALSE)
        return;
    count_positions(&c);
    count_lines(&c);
    count_settlements(&c);
}
