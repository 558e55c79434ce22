/* The sets of a family by how many of each class of interchangeable parties they hold: see set_counts.h. */
#include "report/set_counts.h"

#include "hold/classes.h"
#include "report/class_counts.h"

const char *cas_set_counts(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, const cas_family *family)
{
    if (!family->known || !goal)
        return "";
    const int parties = instance->party_count;
    int *class_of = CAS_ARRAY(arena, int, parties + 1);
    int classes = cas_classes_find(arena, instance, goal, class_of);
    for (int p = 0; p < parties; p++)
        if (class_of[p] < 0)
            class_of[p] = classes++;
    if (instance->attacked >= 0)
        class_of[instance->attacked] = -1;
    const cas_listed_sets sets = {family->sets, family->listed, family->total};
    return cas_sets_by_class(arena, instance->party_names, parties, class_of, &sets);
}
