/* The frame of a page: its head with the style, up to the opened body. */
#ifndef CAS_REPORT_HTML_PAGE_H
#define CAS_REPORT_HTML_PAGE_H

#include "report/html_text.h"

/* skip: the words of the link that leads past the head to #main. The caller closes body and html. */
void cas_html_begin(cas_builder *out, const char *language, const char *title, const char *skip);

#endif
