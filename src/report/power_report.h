/* Power, written down. Inside the library only. */
#ifndef CAS_REPORT_POWER_REPORT_H
#define CAS_REPORT_POWER_REPORT_H

#include "power/cells.h"
#include "power/inverse.h"
#include "power/power.h"
#include "power/what_if.h"
#include "report/asked_with.h"
#include "report/json_writer.h"
#include "report/picture.h"

typedef struct cas_power_sheet {
    const cas_power *power;
    const cas_asked_with *asked_with; /* of a rule of a text, or with blocs or unions; else null */
    const cas_coalitions *coalitions; /* or null */
    bool blocking;                    /* which they are */
    bool exact;                       /* every index as a fraction too */
    bool benchmark;
    unsigned digits;                  /* after the point, for tables */
    int needy;                        /* the member whose needs are told, or -1 */
    cas_smallest to_win, to_block;
    const cas_standing *standing;     /* the order of desirability, or null */
    const cas_inverse *inverse;       /* weights for wished power, told instead of all else; or null */
    cas_power_index inverse_index;
} cas_power_sheet;

/* Everything, as docs/schema/power.json has it. */
void cas_power_json(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet);
void cas_power_text(cas_builder *out, const cas_power_sheet *sheet);
/* One row a member, all indices. */
void cas_power_csv(cas_builder *out, const cas_power_sheet *sheet);
void cas_power_latex(cas_builder *out, const cas_power_sheet *sheet);

/* Whether the game is weighted; nothing when it was not asked. */
void cas_power_minimum_text(cas_builder *out, const cas_power *power);
void cas_power_minimum_json(cas_json *json, cas_arena *arena, const cas_power *power);

void cas_power_needs_text(cas_builder *out, const cas_power_sheet *sheet);
void cas_power_needs_json(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet);
void cas_power_order_text(cas_builder *out, const cas_power_sheet *sheet);
void cas_power_order_json(cas_json *json, const cas_power_sheet *sheet);

/* docs/schema/power_inverse.json; a row a member. */
void cas_power_inverse_text(cas_builder *out, const cas_power_sheet *sheet);
void cas_power_inverse_csv(cas_builder *out, const cas_power_sheet *sheet);
void cas_power_inverse_latex(cas_builder *out, const cas_power_sheet *sheet);
void cas_power_inverse_json(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet);

/* docs/schema/power_what_if.json; a table a change; a row a change, member and index. */
void cas_power_what_if_text(cas_builder *out, const cas_what_ifs *all, unsigned digits, bool exact);
void cas_power_what_if_csv(cas_builder *out, const cas_what_ifs *all, unsigned digits, bool exact);
void cas_power_what_if_latex(cas_builder *out, const cas_what_ifs *all, unsigned digits, bool exact);
void cas_power_what_if_json(cas_json *json, cas_arena *arena, const cas_asked_with *asked, const cas_what_ifs *all);

/* docs/schema/power_curve.json. */
void cas_power_curve_json(cas_json *json, cas_arena *arena, const cas_asked_with *asked, const cas_power_curve *curve);
/* A row a quota and member: quota, name, banzhaf, shapley_shubik. */
void cas_power_curve_csv(cas_builder *out, const cas_power_curve *curve, unsigned digits);
/* A picture: the Banzhaf index of each class of members, at most twelve, against the quota. */
void cas_power_curve_svg(cas_builder *out, const cas_power_curve *curve);
/* The same as one picture among others: the words are its file's name, its title and what stands below the quotas. */
cas_picture cas_power_curve_drawn(cas_arena *arena, const cas_power_curve *curve, const char *name, const char *title, const char *axis);

/* A value as a table shows it: the digits asked for, or fewer when only fewer are proven; empty when it is not known. */
const char *cas_power_cell(cas_arena *arena, const cas_power_value *value, unsigned digits);
/* The member's share of the square roots of the weights. */
double cas_power_square_root_share(const cas_power *power, int member);

#endif
