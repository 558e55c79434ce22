/* Text inside HTML: see html_text.h. */
#include "report/html_text.h"

#include <string.h>

/* U+200E, U+200F, U+202A … U+202E, U+2066 … U+2069 in UTF-8: the bytes they take, or 0. */
static size_t direction_mark(cas_text text, size_t at)
{
    if (at + 2 >= text.length || (unsigned char)text.at[at] != 0xe2)
        return 0;
    const unsigned char second = (unsigned char)text.at[at + 1], third = (unsigned char)text.at[at + 2];
    const bool first_page = second == 0x80 && ((third >= 0x8e && third <= 0x8f) || (third >= 0xaa && third <= 0xae));
    return first_page || (second == 0x81 && third >= 0xa6 && third <= 0xa9) ? 3 : 0;
}

void cas_html_put(cas_builder *out, cas_text text)
{
    for (size_t at = 0; at < text.length; at++) {
        const char c = text.at[at];
        const size_t mark = direction_mark(text, at);
        if (mark) {
            cas_puts(out, "\xef\xbf\xbd");
            at += mark - 1;
        } else if (c == '&')
            cas_puts(out, "&amp;");
        else if (c == '<')
            cas_puts(out, "&lt;");
        else if (c == '>')
            cas_puts(out, "&gt;");
        else if (c == '"')
            cas_puts(out, "&quot;");
        else if (c == '\'')
            cas_puts(out, "&#39;");
        else if (((unsigned char)c < ' ' && c != '\n' && c != '\t') || c == 0x7f)
            cas_puts(out, "\xef\xbf\xbd");
        else
            cas_putc(out, c);
    }
}

void cas_html_puts(cas_builder *out, const char *text)
{
    cas_html_put(out, cas_text_of(text));
}
