/* What verifying found, for reading and for programs: see verify_report.h. */
#include "report/verify_report.h"

enum { MOST_TOLD = 100 };

static void put_list(cas_page *page, const char *title, const cas_fault *list, size_t count)
{
    if (!count)
        return;
    cas_page_ink(page, CAS_INK_STRONG, title);
    cas_putc(page->out, '\n');
    for (size_t i = 0; i < count && i < MOST_TOLD; i++)
        cas_page_fill(page, 2, 4, cas_format(page->out->arena, "%s: %s", list[i].where, list[i].words));
    if (count > MOST_TOLD)
        cas_page_fill(page, 2, 2, cas_format(page->out->arena, "and %zu more", count - MOST_TOLD));
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
