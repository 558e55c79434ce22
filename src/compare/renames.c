/* Names are exchanged word by word outside quotes, so that every statement that speaks of the party goes with it. See renames.h. */
#include "compare/renames.h"

#include "compare/edits.h"
#include "lang/lexer.h"
#include "model/resolve.h"

#include <string.h>

static bool has_party(const cas_agreement *agreement, const char *name)
{
    for (int p = 0; p < agreement->party_count; p++)
        if (strcmp(agreement->parties[p].name, name) == 0)
            return true;
    return false;
}

/* The parties that the other text lacks; those of `party E * 10` are no names of their own. */
static int without_fellow(cas_arena *arena, const cas_agreement *here, const cas_agreement *there, const cas_party_entry ***out)
{
    const cas_party_entry **list = CAS_ARRAY(arena, const cas_party_entry *, here->party_count + 1);
    int count = 0;
    for (int p = 0; p < here->party_count; p++)
        if (!strchr(here->parties[p].name, '.') && !has_party(there, here->parties[p].name))
            list[count++] = &here->parties[p];
    *out = list;
    return count;
}

static bool is_titled(const cas_party_entry *party)
{
    return *party->title && strcmp(party->title, party->name) != 0;
}

static int pair_names(cas_arena *arena, const cas_agreement *a, const cas_agreement *b, cas_rename *renames)
{
    const cas_party_entry **from, **to;
    const int from_count = without_fellow(arena, a, b, &from), to_count = without_fellow(arena, b, a, &to);
    bool *taken = CAS_ARRAY(arena, bool, to_count + 1);
    int count = 0;
    for (int i = 0; i < from_count; i++) {
        int fellow = -1;
        for (int j = 0; j < to_count && fellow < 0; j++)
            if (!taken[j] && is_titled(from[i]) && strcmp(from[i]->title, to[j]->title) == 0)
                fellow = j;
        if (fellow < 0 && from_count == to_count && !taken[i] && !(is_titled(from[i]) && is_titled(to[i])))
            fellow = i;
        if (fellow < 0)
            continue;
        taken[fellow] = true;
        renames[count++] = (cas_rename){from[i]->name, to[fellow]->name};
    }
    return count;
}

static cas_lexer read(cas_arena *arena, const cas_loaded *loaded)
{
    cas_lexer lexer;
    cas_lexer_open(&lexer, arena, loaded->map, loaded->main_file, NULL);
    return lexer;
}

static bool occurs(cas_arena *arena, const cas_loaded *loaded, const char *name)
{
    cas_lexer lexer = read(arena, loaded);
    while (cas_lexer_next(&lexer))
        for (size_t t = 0; t < lexer.count; t++)
            if (lexer.tokens[t].kind == CAS_TOKEN_WORD && cas_text_equal(lexer.tokens[t].text, cas_text_of(name)))
                return true;
    return false;
}

static cas_text with_names(cas_arena *arena, const cas_loaded *loaded, const cas_rename *renames, int count)
{
    cas_builder out = {.arena = arena};
    const cas_text text = cas_source_of(loaded->map, loaded->main_file)->text;
    uint32_t at = 0;
    cas_lexer lexer = read(arena, loaded);
    while (cas_lexer_next(&lexer))
        for (size_t t = 0; t < lexer.count; t++)
            for (int r = 0; r < count; r++) {
                const cas_token *token = &lexer.tokens[t];
                if (token->kind != CAS_TOKEN_WORD || !cas_text_equal(token->text, cas_text_of(renames[r].from)))
                    continue;
                cas_put(&out, (cas_text){text.at + at, token->begin - at});
                cas_puts(&out, renames[r].to);
                at = token->end;
            }
    cas_put(&out, (cas_text){text.at + at, text.length - at});
    return cas_built(&out);
}

cas_renamed cas_renamed_like(cas_arena *arena, const cas_loader *loader, const cas_loaded *a, const cas_agreement *agreement_a,
                             const cas_loaded *b, const cas_agreement *agreement_b)
{
    cas_rename *list = CAS_ARRAY(arena, cas_rename, agreement_a->party_count + 1);
    cas_renamed out = {.renames = list, .loaded = a, .agreement = agreement_a};
    int kept = 0;
    const int found = pair_names(arena, agreement_a, agreement_b, list);
    for (int r = 0; r < found; r++)
        if (!occurs(arena, a, list[r].to) && !occurs(arena, b, list[r].from))
            list[kept++] = list[r];
    if (!kept)
        return out;
    cas_diagnostics *diagnostics = CAS_NEW(arena, cas_diagnostics);
    diagnostics->arena = arena;
    const cas_text name = cas_source_of(a->map, a->main_file)->name;
    const cas_loaded *loaded = cas_load_text(arena, loader, name, with_names(arena, a, list, kept), diagnostics);
    const cas_agreement *agreement = cas_resolve(arena, loaded, loader, diagnostics);
    if (diagnostics->errors || cas_edits_between(arena, loaded, b, false).count >= cas_edits_between(arena, a, b, false).count - kept)
        return out;
    out.loaded = loaded;
    out.agreement = agreement;
    out.count = kept;
    return out;
}
