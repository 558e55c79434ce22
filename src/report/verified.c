/* What verifying found, for reading and for programs: see verify_report.h. */
#include "report/verify_report.h"

#include <string.h>

enum { MOST_TOLD = 100 };

/* How many claims of the list say the same; 0 where one before has said it. */
static size_t same_words(const cas_fault *list, size_t count, size_t i)
{
    size_t same = 0;
    for (size_t k = 0; k < i; k++)
        if (strcmp(list[k].words, list[i].words) == 0)
            return 0;
    for (size_t k = i; k < count; k++)
        same += strcmp(list[k].words, list[i].words) == 0;
    return same;
}

/* Claims of which the same is said are one line: the first of them, and how many more. */
static void put_list(cas_page *page, const char *title, const cas_fault *list, size_t count)
{
    size_t told = 0, left = count;
    if (!count)
        return;
    cas_page_ink(page, CAS_INK_STRONG, title);
    cas_putc(page->out, '\n');
    for (size_t i = 0; i < count && told < MOST_TOLD; i++) {
        const size_t same = same_words(list, count, i);
        if (!same)
            continue;
        const char *more = same > 1 ? cas_format(page->out->arena, " (and %zu more)", same - 1) : "";
        cas_page_fill(page, 2, 4, cas_format(page->out->arena, "%s%s: %s", list[i].where, more, list[i].words));
        told++;
        left -= same;
    }
    if (left)
        cas_page_fill(page, 2, 2, cas_format(page->out->arena, "and %zu more", left));
    cas_putc(page->out, '\n');
}

void cas_verify_text(cas_page *page, const cas_verified *found)
{
    put_list(page, "Wrong by the definitions", found->faults, found->fault_count);
    put_list(page, "Not checked", found->skipped, found->skipped_count);
    cas_page_fill(page, 0, 0,
                  cas_format(page->out->arena, "An answer of `casus %s`: %zu claims right, %zu wrong, %zu not checked.", found->kind,
                             found->checked, found->fault_count, found->skipped_count));
}

static void put_array(cas_json *json, const char *key, const cas_fault *list, size_t count)
{
    cas_json_key(json, key);
    cas_json_open_array(json);
    for (size_t i = 0; i < count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "where", list[i].where);
        cas_json_member_string(json, "words", list[i].words);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

void cas_verify_json(cas_json *json, const cas_verified *found)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "answer", found->kind);
    cas_json_member_integer(json, "right", (long long)found->checked);
    put_array(json, "wrong", found->faults, found->fault_count);
    put_array(json, "not_checked", found->skipped, found->skipped_count);
    cas_json_member_string(json, "method", "the definitions");
    cas_json_close_object(json);
}
