/* Elements and tables of an HTML page. What a text says goes through html_text.h and stays text. */
#ifndef CAS_REPORT_HTML_H
#define CAS_REPORT_HTML_H

#include "report/html_text.h"
#include "report/layout.h"

/* <name class="class">; class may be null. */
void cas_html_open(cas_builder *out, const char *name, const char *class);
void cas_html_close(cas_builder *out, const char *name);
/* <name class="class">text</name> */
void cas_html_element(cas_builder *out, const char *name, const char *class, const char *text);
/* <th scope="col">text</th> */
void cas_html_scope(cas_builder *out, const char *text);
/* A cas_table as a table: the first row is its head; inks are classes. */
void cas_html_table(cas_builder *out, const char *caption, const cas_table *table);
/* "good", "bad", "doubt", "strong", "faint"; null for plain. */
const char *cas_html_ink(cas_ink ink);

#endif
