/*
 * What to make of the settlements, or of what concessions open: efficient packages with each party's rank, what each concession opens,
 * and the packages that ask least.
 *
 * Where nothing settles, a compromise gives up as few red lines as possible (of all together, or of who gives up most) and then takes as few
 * steps down as possible. The packages that a minimal concession opens, if everybody has to accept, cross exactly the lines given up: one
 * more that stands crossed could be kept, or one fewer would do. So they are sought among those that cross all of them, which is where few are.
 */
#include "agree/ranking.h"
#include "agree/settling.h"

#include <string.h>

enum { MOST_UNITED = 200 };

typedef struct ranking_work {
    cas_settling *s;
    cas_space *space;
    cas_arena *scratch;
    bool all_must; /* everybody who has a voice has to accept */
} ranking_work;

static ranking_work open_work(cas_arena *scratch, cas_settling *s)
{
    ranking_work work = {.s = s, .scratch = scratch, .all_must = true};
    work.space = cas_space_open(scratch, s->out->talks);
    for (int p = 0; p < s->agreement->position_count; p++)
        if (work.space->has_voice[p] && cas_diagram_restrict(work.space->store, work.space->settle,
                                                             work.space->first_position + p, false) != CAS_NODE_FALSE)
            work.all_must = false;
    return work;
}

/* ---- Efficient settlements --------------------------------------------------------------------------------------------------------- */

static void note_suggestion(cas_suggestion *to, const cas_compromise *from, int given_up)
{
    *to =
        (cas_suggestion){from->known, from->total, from->most, given_up, from->size, from->listed, from->listed_count};
}

static void suggest(ranking_work *work, cas_node f, bool least_most, int given_up, cas_suggestion *out)
{
    cas_compromise found;
    const size_t limit = work->s->first < CAS_OPENED_LISTED ? work->s->first : CAS_OPENED_LISTED;
    cas_compromise_of(work->s->arena, work->space, f, work->space->has_voice, least_most, limit, &found);
    note_suggestion(out, &found, given_up);
}

void cas_settling_ranks(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    ranking_work work = open_work(scratch, s);
    const cas_node settled = cas_space_settled(work.space, NULL, -1);
    for (int p = 0; p < s->agreement->position_count; p++)
        s->out->ranked = s->out->ranked || (work.space->has_voice[p] && s->out->talks->preferences[p].any);
    cas_pareto pareto;
    cas_pareto_of(s->arena, work.space, settled, work.space->has_voice, CAS_MOST_CLASSES, s->first, &pareto);
    cas_ranked *ranked = CAS_ARRAY(s->arena, cas_ranked, pareto.listed_count + 1);
    cas_node *accepted = CAS_ARRAY(scratch, cas_node, (size_t)s->agreement->position_count + 1);
    for (int p = 0; p < s->agreement->position_count; p++)
        accepted[p] = cas_space_accepted(work.space, p, NULL);
    for (size_t i = 0; i < pareto.listed_count; i++) {
        const cas_class *class = &pareto.classes[pareto.class_of[i]];
        bool *accepts = CAS_ARRAY(s->arena, bool, (size_t)s->agreement->position_count + 1);
        for (int p = 0; p < s->agreement->position_count; p++)
            accepts[p] = cas_space_holds(work.space, accepted[p], pareto.listed[i]);
        ranked[i] = (cas_ranked){pareto.listed[i], class->rank, class->steps, accepts};
    }
    s->out->pareto = ranked;
    s->out->pareto_listed = pareto.listed_count;
    s->out->pareto_total = (cas_count_of){pareto.complete, pareto.total};
    if (!s->out->ranked)
        return;
    suggest(&work, settled, false, 0, &s->out->least_total);
    suggest(&work, settled, true, 0, &s->out->least_most);
}

/* ---- What a concession opens --------------------------------------------------------------------------------------------------------- */

static cas_node opened(ranking_work *work, size_t concession, bool *stands)
{
    cas_space *space = work->space;
    const cas_red_lines *lines = &space->talks->lines;
    const cas_line_sets *sets = &work->s->out->exploration.concessions;
    for (int l = 0; l < lines->count; l++)
        stands[l] = !cas_line_sets_has(sets, concession, l);
    if (!work->all_must)
        return cas_space_settled(space, stands, -1);
    cas_node f = space->settle;
    for (int p = 0; p < work->s->agreement->position_count; p++)
        if (space->has_voice[p])
            f = cas_diagram_restrict(space->store, f, space->first_position + p, true);
    for (int l = 0; l < lines->count; l++)
        if (!stands[l])
            f = cas_diagram_and(space->store, f, space->crossed[l]);
    for (int i = 0; i < space->factor_count; i++)
        f = cas_diagram_and(space->store, f, space->factors[i]);
    for (int l = 0; l < lines->count && f != CAS_NODE_FALSE; l++)
        if (stands[l] && space->has_voice[lines->items[l].position])
            f = cas_diagram_and(space->store, f, cas_diagram_not(space->store, space->crossed[l]));
    return f;
}

void cas_settling_openings(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    ranking_work work = open_work(scratch, s);
    bool *stands = CAS_ARRAY(scratch, bool, (size_t)s->out->talks->lines.count + 1);
    const size_t found = s->out->exploration.concessions.count,
                 most = s->first < CAS_MOST_OPENINGS ? s->first : CAS_MOST_OPENINGS,
                 count = found < most ? found : most;
    cas_opening *openings = CAS_ARRAY(s->arena, cas_opening, count + 1);
    s->out->openings = openings;
    s->out->opening_count = count;
    for (size_t c = 0; c < count; c++) {
        cas_poll(scratch->ctx);
        const cas_node f = opened(&work, c, stands);
        CAS_CHECK(scratch->ctx, f != CAS_NODE_FALSE);
        openings[c].listed = cas_space_list(work.space, s->arena, f, CAS_OPENED_LISTED, &openings[c].listed_count);
        openings[c].opens = (cas_count_of){true, cas_space_count(work.space, s->arena, f)};
    }
}

/* ---- Compromise where nothing settles ------------------------------------------------------------------------------------------------ */

/* Red lines given up: of all, or of the position that gives up most. */
static int given_up(const cas_settling *s, size_t concession, bool most)
{
    const cas_red_lines *lines = &s->out->talks->lines;
    int all = 0, largest = 0;
    for (int p = 0; p < s->agreement->position_count; p++) {
        int own = 0;
        for (int l = 0; l < lines->count; l++)
            own += lines->items[l].position == p && cas_line_sets_has(&s->out->exploration.concessions, concession, l);
        all += own;
        largest = own > largest ? own : largest;
    }
    return most ? largest : all;
}

static void suggest_concessions(ranking_work *work, bool most, cas_suggestion *out)
{
    const cas_settling *s = work->s;
    const size_t count = s->out->exploration.concessions.count;
    bool *stands = CAS_ARRAY(work->scratch, bool, (size_t)s->out->talks->lines.count + 1);
    int least = -1, united = 0;
    for (size_t c = 0; c < count; c++) {
        const int now = given_up(s, c, most);
        least = least < 0 || now < least ? now : least;
    }
    cas_node all = CAS_NODE_FALSE;
    for (size_t c = 0; c < count && united < MOST_UNITED; c++)
        if (given_up(s, c, most) == least) {
            all = cas_diagram_or(work->space->store, all, opened(work, c, stands));
            united++;
        }
    if (all != CAS_NODE_FALSE)
        suggest(work, all, most, least, out);
}

void cas_settling_suggestions(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    ranking_work work = open_work(scratch, s);
    for (int p = 0; p < s->agreement->position_count; p++)
        s->out->ranked = s->out->ranked || (work.space->has_voice[p] && s->out->talks->preferences[p].any);
    suggest_concessions(&work, false, &s->out->least_total);
    suggest_concessions(&work, true, &s->out->least_most);
}
