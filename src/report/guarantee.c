/* The game of a guarantee, as casus power writes any game. */
#include "report/guarantee.h"

#include "report/power_report.h"

#include <string.h>

enum { DIGITS = 6 };

void cas_guarantee_json(cas_json *json, const struct cas_power *power)
{
    const cas_power_sheet sheet = {.power = power, .digits = DIGITS, .needy = -1};
    cas_power_json(json, json->out->arena, &sheet);
}

void cas_guarantee_text(cas_page *page, const struct cas_power *power, int indent)
{
    cas_builder table = {.arena = page->out->arena};
    const cas_power_sheet sheet = {.power = power, .digits = DIGITS, .needy = -1};
    cas_power_text(&table, &sheet);
    cas_text left = cas_built(&table);
    while (left.length) {
        const char *end = memchr(left.at, '\n', left.length);
        const size_t length = end ? (size_t)(end - left.at) : left.length;
        if (length)
            cas_page_spaces(page, indent);
        cas_put(page->out, (cas_text){left.at, length});
        cas_putc(page->out, '\n');
        left.at += length + (end != NULL);
        left.length -= length + (end != NULL);
    }
}
