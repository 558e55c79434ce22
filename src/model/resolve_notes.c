/* Sources, citations and reasons, and the words of the text that later reports repeat. */
#include "model/resolving.h"

const char *cas_string(cas_resolving *r, cas_text text)
{
    return text.length ? cas_text_string(r->arena, text) : "";
}

const char *cas_title_or(cas_resolving *r, cas_text title, cas_text name)
{
    return cas_string(r, title.length ? title : name);
}

size_t cas_line_of(const cas_resolving *r, cas_span span)
{
    return span.file < 0 ? 0 : cas_source_line_of(r->map, span.file, span.begin);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Comments go, and every run of white space becomes one space. */
const char *cas_words_between(cas_resolving *r, cas_span span)
{
    if (span.file < 0)
        return "";
    const cas_text text = cas_source_slice(r->map, span);
    cas_builder out = {.arena = r->arena};
    char quote = 0;
    bool space = false;
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.at[i];
        if (!quote && c == '#') {
            while (i < text.length && text.at[i] != '\n')
                i++;
            space = true;
            continue;
        }
        if (c == '"')
            quote = quote ? 0 : c;
        if (is_space(c)) {
            space = true;
            continue;
        }
        if (space && out.length)
            cas_putc(&out, ' ');
        space = false;
        cas_putc(&out, c);
    }
    return cas_built_string(&out);
}

const char *cas_words_of(cas_resolving *r, const cas_node *node)
{
    cas_span span = node->span;
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *kid = node->kids[i];
        if ((kid->kind == CAS_NODE_CITE || kid->kind == CAS_NODE_BECAUSE || kid->kind == CAS_NODE_IF) &&
            kid->span.begin > span.begin && kid->span.begin < span.end)
            span.end = kid->span.begin;
    }
    return cas_words_between(r, span);
}

void cas_resolve_sources(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_SOURCE];
    cas_cited_source *sources = CAS_ARRAY(r->arena, cas_cited_source, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++) {
        const cas_node *node = entities->items[i].nodes[0];
        sources[i] = (cas_cited_source){
            .name = cas_string(r, node->text),
            .path = cas_string(r, node->title),
            .sha256 = cas_string(r, node->extra),
            .restated = (node->flags & CAS_FLAG_RESTATED) != 0,
            .secondary = (node->flags & CAS_FLAG_SECONDARY) != 0,
            .span = node->span,
        };
    }
    r->out->sources = sources;
    r->out->source_count = (int)entities->count;
    for (size_t i = 0; i < entities->count; i++)
        cas_resolve_notes(r, entities->items[i].nodes[0]);
}

static bool resolve_note(cas_resolving *r, const cas_node *node, cas_note_form *note)
{
    if (node->flags & CAS_FLAG_BROKEN)
        return false;
    *note = (cas_note_form){.source = -1, .locator = "", .words = cas_string(r, node->title), .span = node->span};
    if (node->kind == CAS_NODE_BECAUSE)
        return true;
    const cas_named *found = cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_SOURCE), CAS_E0226, "source");
    if (!found)
        return false;
    note->source = found->index;
    note->locator = cas_string(r, node->extra);
    return true;
}

/* What casus takes to be so where the text says less: reports print it among the assumptions. */
void cas_assume_silently(cas_resolving *r, cas_span span, const char *words)
{
    for (size_t i = 0; i < r->note_count; i++)
        if (r->all_notes[i]->source < 0 && cas_text_is(cas_text_of(words), r->all_notes[i]->words))
            return;
    cas_note_form *note = CAS_NEW(r->arena, cas_note_form);
    *note = (cas_note_form){.source = -1, .locator = "", .words = words, .span = span};
    r->all_notes = CAS_ROOM(r->arena, r->all_notes, r->note_count, &r->note_room);
    r->all_notes[r->note_count++] = note;
}

cas_notes cas_resolve_notes(cas_resolving *r, const cas_node *statement)
{
    size_t count = 0;
    for (size_t i = 0; i < statement->count; i++)
        count += statement->kids[i]->kind == CAS_NODE_CITE || statement->kids[i]->kind == CAS_NODE_BECAUSE;
    if (!count)
        return (cas_notes){NULL, 0};
    cas_note_form *notes = CAS_ARRAY(r->arena, cas_note_form, count);
    int kept = 0;
    for (size_t i = 0; i < statement->count; i++) {
        const cas_node *kid = statement->kids[i];
        if (kid->kind != CAS_NODE_CITE && kid->kind != CAS_NODE_BECAUSE)
            continue;
        if (!resolve_note(r, kid, &notes[kept]))
            continue;
        r->all_notes = CAS_ROOM(r->arena, r->all_notes, r->note_count, &r->note_room);
        r->all_notes[r->note_count++] = &notes[kept++];
    }
    return (cas_notes){notes, kept};
}
