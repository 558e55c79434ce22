/* Equilibria as lists of states, each by the names of its options: their order may differ between texts. See standoff_points.h. */
#include "compare/standoff_points.h"

#include "model/model.h"
#include "stable/from_text.h"
#include "stable/unknown.h"
#include "stable/without.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STATES = 400 };

static bool holds(const cas_agreement *agreement, const cas_parties *set, const cas_standoff *standoff, int holder)
{
    switch (set->kind) {
    case CAS_PARTIES_RANGE:
        return standoff->holder_parties[holder] >= set->index && standoff->holder_parties[holder] < set->index + set->count;
    case CAS_PARTIES_GROUP: return strcmp(agreement->groups[set->index].name, standoff->holders[holder]) == 0;
    case CAS_PARTIES_UNION:
        for (int p = 0; p < set->count; p++)
            if (holds(agreement, set->parts[p], standoff, holder))
                return true;
        return false;
    case CAS_PARTIES_EVERYONE:
    case CAS_PARTIES_ATTACKER:
    case CAS_PARTIES_ATTACKED:
    case CAS_PARTIES_WITHOUT: return false;
    }
    return false;
}

/* The question in which the text takes somebody out; null: it is asked as it stands. */
static const cas_question *question_of(const cas_agreement *agreement, const cas_asked *asked)
{
    for (int q = 0; q < agreement->question_count; q++) {
        const cas_question *question = &agreement->questions[q];
        if (question->kind == CAS_QUESTION_STABILITY && question->without && strcmp(question->words, asked->words) == 0)
            return question;
    }
    return NULL;
}

static const cas_conflict *conflict_of(cas_arena *arena, const cas_agreement *agreement, int standoff, const cas_question *question)
{
    cas_standoff_problem problem;
    const char *why;
    const cas_standoff *named = &agreement->standoffs[standoff];
    const cas_conflict *conflict = cas_conflict_of_standoff(arena, agreement, standoff, &problem);
    if (!conflict || !question)
        return conflict;
    bool *absent = CAS_ARRAY(arena, bool, conflict->maker_count + 1);
    for (int m = 0; m < conflict->maker_count; m++)
        for (int h = 0; h < named->holder_count; h++)
            if (strcmp(conflict->makers[m].name, named->holders[h]) == 0)
                absent[m] = holds(agreement, question->without, named, h);
    return cas_conflict_without(arena, conflict, absent, question->passive ? CAS_WITHOUT_PASSIVE : CAS_WITHOUT_FROZEN, &why);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "(A, W)" by name; of a drawn graph the state's name. */
static const char *state_key(cas_arena *arena, const cas_conflict *conflict, uint64_t state)
{
    const char **names = CAS_ARRAY(arena, const char *, 65);
    size_t count = 0;
    cas_builder out = {.arena = arena};
    if (conflict->drawn)
        return cas_state_words(arena, conflict, state);
    for (int o = 0; o < conflict->option_count; o++)
        if ((state >> o) & 1)
            names[count++] = conflict->options[o].name;
    qsort(names, count, sizeof *names, by_name);
    for (size_t n = 0; n < count; n++)
        cas_putf(&out, "%s%s", n ? ", " : "(", names[n]);
    return count ? cas_format(arena, "%s)", cas_built_string(&out)) : "()";
}

/* What lasts in any case, and what perhaps does, where preferences are unknown: both tables are the same where they are known. */
typedef struct tables {
    const cas_stability *surely, *perhaps;
} tables;

static tables tables_of(cas_arena *arena, const cas_states *states)
{
    const cas_stability *all[CAS_ATTITUDE_COUNT];
    if (!states->turned) {
        const cas_stability *known = cas_stability_of(arena, states, NULL);
        return (tables){known, known};
    }
    cas_stability_unknown(arena, states, all);
    return (tables){all[CAS_ATTITUDE_A], all[CAS_ATTITUDE_D]};
}

static const char *equilibria(cas_arena *arena, const cas_conflict *conflict, const tables *t, int concept)
{
    const cas_states *states = t->surely->states;
    const char **lines = CAS_ARRAY(arena, const char *, MOST_STATES + 1);
    size_t count = 0, listed = 0;
    for (uint32_t s = 0; s < states->count; s++) {
        if (!((t->perhaps->equilibria[s] >> concept) & 1))
            continue;
        const bool sure = (t->surely->equilibria[s] >> concept) & 1;
        if (count++ < MOST_STATES)
            lines[listed++] = cas_format(arena, "%s%s", state_key(arena, conflict, states->options[s]), sure ? "" : " perhaps");
    }
    if (count > listed)
        lines[listed++] = cas_format(arena, "and others, %zu in all", count);
    return cas_point_list(arena, lines, listed);
}

cas_points cas_standoff_points(cas_arena *arena, const cas_side *side, const cas_asked *asked)
{
    const cas_agreement *agreement = side->agreement;
    int standoff = -1;
    cas_standoff_problem problem;
    cas_point *point = CAS_ARRAY(arena, cas_point, 1);
    for (int s = 0; s < agreement->standoff_count; s++)
        if (strcmp(agreement->standoffs[s].name, asked->name) == 0)
            standoff = s;
    const cas_conflict *conflict = standoff < 0 ? NULL : conflict_of(arena, agreement, standoff, question_of(agreement, asked));
    const cas_states *states = conflict ? cas_states_of_standoff(arena, agreement, standoff, conflict, &problem) : NULL;
    if (!states)
        return (cas_points){.able = false};
    if (states->turned && states->count > CAS_UNKNOWN_STATES) {
        *point = (cas_point){.parts = {"undecided"}, .words = {"undecided"}, .open = true};
        return (cas_points){point, 1, true};
    }
    const tables t = tables_of(arena, states);
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        point->parts[c + 1] = equilibria(arena, conflict, &t, c);
    return (cas_points){point, 1, true};
}

const char *cas_standoff_part_name(int part)
{
    return part ? cas_concept_name((cas_concept)(part - 1)) : "";
}
