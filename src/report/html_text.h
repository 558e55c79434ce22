/* Text inside HTML: nothing that a document holds can become markup, leave its place or turn the line around. */
#ifndef CAS_REPORT_HTML_TEXT_H
#define CAS_REPORT_HTML_TEXT_H

#include "base/text.h"

/* Letters that mean something to HTML are escaped; control characters and marks of direction become U+FFFD. */
void cas_html_put(cas_builder *out, cas_text text);
void cas_html_puts(cas_builder *out, const char *text);

#endif
