/*
 * Who controls a rule: can these parties carry it whatever the others cast, or make it fail whatever the others cast?
 * Evaluates rules over sets of ballots; shares nothing with the explicit ballots of the definition.
 */
#ifndef CAS_HOLD_CONTROL_H
#define CAS_HOLD_CONTROL_H

#include "model/instance.h"

/* Cast ballots as disjoint sets; who is in neither has not voted. */
typedef struct cas_votes {
    cas_set yes, no, abstain;
} cas_votes;

/* What is known while a rule is judged: ticks since the opening, and for each finding (bit) whether it is found. */
typedef struct cas_moment {
    cas_tick elapsed;
    uint64_t found;
} cas_moment;

/* Does the rule hold of these ballots? exact; cost: nodes of the rule times words of a set. */
bool cas_rule_met(const cas_rule *rule, const cas_votes *votes, cas_moment moment);

/*
 * Can `helpers`, voting yes, carry the rule whatever the others cast?
 * exact: `*doubtful` is set (and true is returned) only when quorums below the root are too large to enumerate.
 */
bool cas_rule_carried(const cas_rule *rule, const cas_set *helpers, const cas_set *all, cas_moment moment, bool *doubtful);

/* With these ballots cast for good, does the rule hold whatever `movers` cast? Exact like cas_rule_carried. */
bool cas_rule_certain(const cas_rule *rule, const cas_votes *votes, const cas_set *movers, cas_moment moment, bool *doubtful);

typedef enum cas_defeat { CAS_CANNOT_DEFEAT, CAS_DEFEAT_BY_ABSENCE, CAS_DEFEAT_BY_BALLOT } cas_defeat;
/* Can `helpers` make the rule fail whatever the others cast: by casting no (then at once), or only by staying away (then at the deadline)? */
cas_defeat cas_rule_defeated(const cas_rule *rule, const cas_set *helpers, const cas_set *all, cas_moment moment);

/* May somebody's absence fail the rule where its no cannot: is there a quorum, or a count of those voting that holds of noes alone? */
bool cas_rule_misses_absent(const cas_rule *rule);
/* The same of leaving, which takes a party out of every base: of a base that has run empty no count holds that would hold of noes alone. */
bool cas_rule_misses_gone(const cas_rule *rule);
/* Bits of the findings on which the rule depends. */
uint64_t cas_rule_findings(const cas_rule *rule);
/* The parties that have a ballot: counted somewhere, and not excluded or barred there whatever is found. */
cas_set cas_rule_electors(const cas_rule *rule);
/* The same once these findings (bits) are settled as found. */
cas_set cas_rule_electors_when(const cas_rule *rule, uint64_t found);
/* The ticks after the opening at which stages come into force, added to list (at most room); returns the new count. */
int cas_rule_stages(const cas_rule *rule, cas_tick *list, int count, int room);

#endif
