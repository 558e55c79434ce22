/* HTML: see html.h. */
#include "report/html.h"

void cas_html_open(cas_builder *out, const char *name, const char *class)
{
    if (class)
        cas_putf(out, "<%s class=\"%s\">", name, class);
    else
        cas_putf(out, "<%s>", name);
}

void cas_html_close(cas_builder *out, const char *name)
{
    cas_putf(out, "</%s>", name);
}

void cas_html_element(cas_builder *out, const char *name, const char *class, const char *text)
{
    cas_html_open(out, name, class);
    cas_html_puts(out, text);
    cas_html_close(out, name);
}

void cas_html_scope(cas_builder *out, const char *text)
{
    cas_puts(out, "<th scope=\"col\">");
    cas_html_puts(out, text);
    cas_puts(out, "</th>");
}

const char *cas_html_ink(cas_ink ink)
{
    switch (ink) {
    case CAS_INK_PLAIN: return NULL;
    case CAS_INK_STRONG: return "strong";
    case CAS_INK_GOOD: return "good";
    case CAS_INK_BAD: return "bad";
    case CAS_INK_DOUBT: return "doubt";
    case CAS_INK_FAINT: return "faint";
    }
    return NULL;
}

void cas_html_table(cas_builder *out, const char *caption, const cas_table *table)
{
    cas_puts(out, "<div class=\"wide\" tabindex=\"0\"><table>");
    if (caption)
        cas_html_element(out, "caption", NULL, caption);
    for (size_t i = 0; i < table->count; i++) {
        const bool head = i < (size_t)table->columns;
        if (i % (size_t)table->columns == 0)
            cas_puts(out, i == 0 ? "<thead><tr>" : "<tr>");
        if (head)
            cas_puts(out, "<th scope=\"col\">");
        else
            cas_html_open(out, "td", cas_html_ink(table->inks[i]));
        cas_html_puts(out, table->words[i]);
        cas_html_close(out, head ? "th" : "td");
        if ((i + 1) % (size_t)table->columns == 0)
            cas_puts(out, head ? "</tr></thead><tbody>\n" : "</tr>\n");
    }
    cas_puts(out, table->count ? "</tbody></table></div>\n" : "</table></div>\n");
}
