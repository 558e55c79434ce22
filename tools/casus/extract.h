/* Text out of PDF, by poppler's pdftotext. */
#ifndef CASUS_TOOL_EXTRACT_H
#define CASUS_TOOL_EXTRACT_H

#include <stdbool.h>
#include <stddef.h>

bool is_pdf(const char *bytes, size_t length);

/*
 * The text of a PDF in UTF-8, for the caller to free; or null, and in *problem why: a constant.
 *
 * pdftotext runs as a process of its own, with bounded time, memory and output, with nothing of our environment, and with
 * no file open but the three it needs.
 */
char *extract_pdf(const char *bytes, size_t length, size_t *text_length, const char **problem);

#endif
