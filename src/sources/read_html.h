/* The text of an HTML page. */
#ifndef CAS_SOURCES_READ_HTML_H
#define CAS_SOURCES_READ_HTML_H

#include "sources/read.h"

bool cas_is_html(cas_text name, cas_text bytes);
/* `utf8` is the page in UTF-8. Fills text, hints and problem. */
void cas_html_read(cas_arena *arena, cas_text utf8, cas_reading *reading);

#endif
