/*
 * The edits that lead from one text to another, statement by statement, and the text with some of them made.
 *
 * Statements at the margin are paired: first those that say the same, then those of one kind and name, in their order. What is left differs: changed,
 * added or removed. Of clauses, positions and standoffs with the same head the lines are paired in the same way, and each line that differs is an
 * edit by itself. Questions and scenarios are no edits, they only ask: those that b does not have
 * are left out, because they may speak of what is no longer there. Of the line `agreement` only its dates count. Sources change no answer and
 * come along with every edit, so that a clause finds what it cites.
 */
#ifndef CAS_COMPARE_EDITS_H
#define CAS_COMPARE_EDITS_H

#include "model/agreement.h"
#include "model/load.h"

typedef enum cas_edit_kind { CAS_EDIT_CHANGED, CAS_EDIT_ADDED, CAS_EDIT_REMOVED, CAS_EDIT_CHOSEN } cas_edit_kind;

typedef struct cas_edit {
    cas_edit_kind kind;
    const char *what;       /* "clause 5", "rule council"; CHOSEN: "response" */
    const char *name;       /* the clause's label, the rule's name */
    bool is_line;           /* a line of what it names; else all of it */
    const char *from, *to;  /* the statement or line, or the alternative; null: there is none */
    int line_from, line_to; /* 0: none */
    const char *file_from, *file_to; /* that of the line; null: the first file */
} cas_edit;

typedef struct cas_edits {
    const cas_edit *items;
    int count;
    const struct cas_edit_place *places; /* inside */
    const struct cas_edit_text *texts;
} cas_edits;

/* The edits from a, with what it includes and amends, to b; both were read without errors. by_line: false: statements are not taken apart. */
cas_edits cas_edits_between(cas_arena *arena, const cas_loaded *a, const cas_loaded *b, bool by_line);
/* Text a, as flat.h has it, with the edits that are flagged (one flag an edit; CHOSEN ones make no difference to a text). */
cas_text cas_edits_text(cas_arena *arena, const cas_edits *edits, const bool *made);
/* The agreement that this text makes, in the place of a; null where it has errors. */
const cas_agreement *cas_edits_read(cas_arena *arena, const cas_edits *edits, const bool *made, const cas_loaded *a, const cas_loader *loader,
                                    const cas_loaded **loaded);

#endif
