/* What the files of the printer share. Internal to src/lang. */
#ifndef CAS_LANG_PRINT_H
#define CAS_LANG_PRINT_H

#include "lang/format.h"

/* Words are set apart by single spaces; `tight` says that the next one follows at once. */
typedef struct cas_printer {
    cas_builder *out;
    bool tight;
} cas_printer;

void cas_print_word(cas_printer *p, const char *word);
void cas_print_text(cas_printer *p, cas_text text);       /* nothing for the empty text */
void cas_print_quoted(cas_printer *p, cas_text text);     /* nothing for the empty text */
void cas_print_open(cas_printer *p, const char *bracket); /* what follows is tight */
void cas_print_glued(cas_printer *p, const char *sign);   /* a comma, colon or closing bracket */

/* Any node, as it stands inside a line. */
void cas_print(cas_printer *p, const cas_node *node);
void cas_print_kids(cas_printer *p, const cas_node *node, size_t from, const char *separator);
/* A term where only one may stand: a set gets its brackets. */
void cas_print_term(cas_printer *p, const cas_node *term);
/* An expression or a tail: print_rules.c. Behind `but meets` an `or` is bracketed. */
void cas_print_rule(cas_printer *p, const cas_node *node);
void cas_print_rule_in_event(cas_printer *p, const cas_node *node);
/* Of the kinds that are lines of their own: print_statements.c. */
void cas_print_statement(cas_printer *p, const cas_node *node);
/* ASKED_… and what is in them: print_questions.c. */
void cas_print_question(cas_printer *p, const cas_node *node);

#endif
