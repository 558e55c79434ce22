/* Interchangeable parties. */
#ifndef CAS_HOLD_CLASSES_H
#define CAS_HOLD_CLASSES_H

#include "model/instance.h"

/* Classes of parties that no set, weight or recipient of the instance tells apart; idle ones (in none at all) get class -1. Returns the number of classes. */
int cas_classes_find(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int *class_of);
/* The same, with parties of different weight in one class if nothing else tells them apart. */
int cas_classes_but_weights(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int *class_of);

#endif
