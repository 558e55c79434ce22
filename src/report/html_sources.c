/*
 * What documents say as one page: the documents side by side, quotations in the colour of their speaker, wordings aligned.
 *
 * The page loads nothing and runs nothing, and says so to the browser; whatever a document holds is text in it (html_text.h).
 * A colour never speaks alone: behind each quotation stands its speaker's name, and lines of speakers differ in pattern too.
 */
#include "report/html_text.h"
#include "report/sources_report.h"
#include "report/word_differences.h"

#include "sources/plain.h"

#include <string.h>

enum { COLORS = 8, SHOWN_NAME = 40 };

static const char *const style =
    ":root{color-scheme:light dark;--ink:#1b1d21;--faint:#5e6570;--page:#fbfaf7;--card:#fff;--rule:#d9d6ce;--mark:#fff3c4;"
    "--c0:#0b57a4;--c1:#a4370b;--c2:#1f6f3a;--c3:#7a2fa0;--c4:#8a6100;--c5:#b0205f;--c6:#0d6f78;--c7:#4c5261}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--faint:#a3a8b0;--page:#16181b;--card:#1e2125;--rule:#3a3e45;--mark:#4a3d10;"
    "--c0:#7fb6f2;--c1:#f2a17f;--c2:#86d19c;--c3:#cfa2ec;--c4:#e0bd5c;--c5:#f095bd;--c6:#74cfd8;--c7:#b9bfca}}"
    "*{box-sizing:border-box}html{scroll-behavior:smooth;scroll-padding-top:1rem}"
    "body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 Georgia,'Times New Roman',serif;overflow-wrap:anywhere}"
    "header,section{padding:1rem 1.25rem;max-width:100rem;margin:0 auto}h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.15rem;margin:1rem 0 .5rem}"
    "h3{font-size:1rem;margin:0}p{margin:.35rem 0}small,.kind,.place,.who,nav,table,.meta{font-family:system-ui,sans-serif}"
    "a{color:inherit}.meta{color:var(--faint);font-size:.85rem}"
    "ul.speakers{list-style:none;margin:.5rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.4rem .9rem;font:.9rem system-ui,sans-serif}"
    "nav{font-size:.9rem;margin:.3rem 0}nav a{display:inline-block;padding:.15rem 0;margin-right:.6rem}"
    ".documents{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(22rem,1fr);gap:1rem;overflow-x:auto;align-items:start;padding-bottom:.8rem}"
    "article{background:var(--card);border:1px solid var(--rule);border-radius:6px;padding:.8rem 1rem;max-height:85vh;overflow-y:auto}"
    "article>.line{display:grid;grid-template-columns:2.6rem 1fr;gap:.5rem;margin:.35rem 0}"
    ".place{color:var(--faint);font-size:.78rem;text-decoration:none;padding-top:.22rem;min-width:24px;min-height:24px}a.place:hover{text-decoration:underline}"
    ".title{font-weight:bold;font-size:1.1rem}.subhead,.deck{font-weight:bold}.foreign{color:var(--faint);font-size:.85rem}"
    ".kind{font-size:.72rem;border:1px solid var(--rule);border-radius:3px;padding:0 .3rem;margin-right:.3rem}"
    "q{quotes:none;border-bottom:3px solid var(--c);padding-bottom:1px}.who{font-size:.72rem;color:var(--c);margin-left:.25rem;white-space:nowrap;text-decoration:none}"
    ".s0{--c:var(--c0)}.s1{--c:var(--c1)}q.s1{border-bottom-style:dashed}.s2{--c:var(--c2)}q.s2{border-bottom-style:dotted}.s3{--c:var(--c3)}q.s3{border-bottom-style:double}"
    ".s4{--c:var(--c4)}.s5{--c:var(--c5)}q.s5{border-bottom-style:dashed}.s6{--c:var(--c6)}q.s6{border-bottom-style:dotted}.s7{--c:var(--c7)}"
    ".none{--c:var(--faint)}q.none{border-bottom:1px dotted var(--c)}"
    ":target{background:var(--mark)}table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.5rem 0 1.2rem}"
    "td,th{border-top:1px solid var(--rule);padding:.3rem .5rem;text-align:left;vertical-align:top}td:first-child{white-space:nowrap;width:1%}"
    "td.words{font:1rem/1.5 Georgia,serif}ins{text-decoration:underline wavy;text-underline-offset:3px;font-weight:bold}"
    "@media(max-width:44rem){.documents{grid-auto-flow:row;grid-auto-columns:auto;grid-template-columns:minmax(0,1fr)}article{max-height:none}"
    "td:first-child{white-space:normal;width:auto}header,section{padding:.7rem .8rem}table,tbody,tr,td{display:block}td{border:0;padding:.1rem 0}"
    "tr{border-top:1px solid var(--rule);padding:.3rem 0}tr.head{display:none}}"
    "@media print{article{max-height:none;break-inside:auto}.documents{display:block}}";

typedef struct page {
    cas_builder *out;
    const cas_evidence *evidence;
    cas_names speakers;
    size_t *counts; /* quotations, by speaker */
} page;

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static const char *color_of(const page *p, const char *speaker)
{
    const int number = speaker ? cas_names_find(&p->speakers, cas_text_of(speaker)) : -1;
    return number < 0 ? "none" : cas_format(p->out->arena, "s%d", number % COLORS);
}

static const char *words_for(const cas_quotation *quotation)
{
    return quotation->speaker ? quotation->speaker : quotation->scare ? "nobody’s words" : "speaker not known";
}

/* ---- the head ---- */

static void count_speakers(page *p)
{
    size_t room = 0;
    for (size_t d = 0; d < p->evidence->document_count; d++)
        for (size_t q = 0; q < p->evidence->documents[d].quotation_count; q++) {
            const char *speaker = p->evidence->documents[d].quotations[q].speaker;
            if (!speaker)
                continue;
            const size_t number = (size_t)cas_names_add(&p->speakers, cas_text_of(speaker));
            while (number >= room)
                p->counts = cas_grow(p->out->arena, p->counts, room, &room, sizeof *p->counts);
            p->counts[number]++;
        }
}

static void put_head(page *p)
{
    cas_builder *out = p->out;
    cas_puts(out, "<header><h1>What the documents say</h1>");
    cas_putf(out, "<p class=meta>%zu documents, %zu who are quoted</p><ul class=speakers>", p->evidence->document_count, p->speakers.count);
    for (size_t i = 0; i < p->speakers.count; i++) {
        cas_putf(out, "<li><q class=s%zu>", i % COLORS);
        cas_html_put(out, p->speakers.texts[i]);
        cas_putf(out, "</q> %zu</li>", p->counts[i]);
    }
    cas_puts(out, "</ul><nav class=documents-list>");
    for (size_t d = 0; d < p->evidence->document_count; d++) {
        cas_putf(out, "<a href=#d%zu>%zu. <bdi>", d, d + 1);
        cas_html_put(out, cas_plain_excerpt(out->arena, cas_text_of(last_name(p->evidence->documents[d].name)), SHOWN_NAME));
        cas_puts(out, "</bdi></a> ");
    }
    cas_puts(out, "</nav><nav><a href=#same>The same thing said</a> <a href=#derived>Who has it from whom</a> <a href=#passages>Passages in common</a></nav></header>");
}

/* ---- documents ---- */

typedef struct mark {
    size_t begin, end; /* in the line */
    size_t quotation;
    bool first, last; /* segment of its quotation */
} mark;

/* Where a segment stands in its line; false if it does not. */
static bool find_segment(const cas_line *line, const cas_stretch *segment, mark *found)
{
    const char *begin = line->text.at, *end = begin + line->text.length;
    if (segment->text.at >= begin && segment->text.at + segment->text.length <= end)
        found->begin = (size_t)(segment->text.at - begin);
    else {
        const char *at = memmem(begin, line->text.length, segment->text.at, segment->text.length);
        if (!at || !segment->text.length)
            return false;
        found->begin = (size_t)(at - begin);
    }
    found->end = found->begin + segment->text.length;
    return true;
}

static size_t marks_of(const cas_evidence_document *document, const cas_line *line, mark *marks, size_t most)
{
    size_t count = 0;
    for (size_t q = 0; q < document->quotation_count; q++) {
        const cas_quotation *quotation = &document->quotations[q];
        for (size_t s = 0; s < quotation->segment_count && count < most; s++) {
            mark found = {.quotation = q, .first = s == 0, .last = s + 1 == quotation->segment_count};
            if (quotation->segments[s].line != line->number || !find_segment(line, &quotation->segments[s], &found))
                continue;
            size_t place = count++;
            for (; place > 0 && marks[place - 1].begin > found.begin; place--)
                marks[place] = marks[place - 1];
            marks[place] = found;
        }
    }
    return count;
}

static void put_quotation(page *p, const cas_evidence_document *document, size_t number, const cas_line *line, const mark *here)
{
    cas_builder *out = p->out;
    const cas_quotation *quotation = &document->quotations[here->quotation];
    const char *color = color_of(p, quotation->speaker);
    cas_putf(out, "<q class=%s", color);
    if (here->first)
        cas_putf(out, " id=q%zu-%zu", number, here->quotation);
    cas_puts(out, " title=\"");
    cas_html_puts(out, words_for(quotation));
    cas_putf(out, " (%s): ", cas_certainty_name(quotation->certainty));
    cas_html_puts(out, quotation->reason ? quotation->reason : "");
    cas_puts(out, "\">");
    cas_html_put(out, (cas_text){line->text.at + here->begin, here->end - here->begin});
    cas_puts(out, "</q>");
}

static void put_name(page *p, const cas_quotation *quotation)
{
    cas_putf(p->out, "<span class=\"who %s\">", color_of(p, quotation->speaker));
    cas_html_puts(p->out, words_for(quotation));
    cas_puts(p->out, quotation->certainty == CAS_CERTAIN ? "</span>" : quotation->certainty == CAS_LIKELY ? ", likely</span>" : quotation->speaker ? ", open</span>" : "</span>");
}

static void put_line_text(page *p, const cas_evidence_document *document, size_t number, const cas_line *line)
{
    enum { MOST_MARKS = 64 };
    mark marks[MOST_MARKS];
    const size_t count = marks_of(document, line, marks, MOST_MARKS);
    size_t at = 0;
    const cas_quotation *waiting = NULL;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].begin < at)
            continue; /* within another */
        /* The name stands behind the closing mark. */
        if (waiting) {
            size_t close = at;
            while (close < marks[i].begin && line->text.at[close] != ' ')
                close++;
            cas_html_put(p->out, (cas_text){line->text.at + at, close - at});
            put_name(p, waiting);
            at = close;
        }
        cas_html_put(p->out, (cas_text){line->text.at + at, marks[i].begin - at});
        put_quotation(p, document, number, line, &marks[i]);
        at = marks[i].end;
        waiting = marks[i].last ? &document->quotations[marks[i].quotation] : NULL;
    }
    size_t close = at;
    while (waiting && close < line->text.length && line->text.at[close] != ' ')
        close++;
    cas_html_put(p->out, (cas_text){line->text.at + at, close - at});
    if (waiting)
        put_name(p, waiting);
    cas_html_put(p->out, (cas_text){line->text.at + close, line->text.length - close});
}

static void put_line(page *p, const cas_evidence_document *document, size_t number, const cas_line *line)
{
    cas_builder *out = p->out;
    const bool foreign = cas_line_is_boilerplate(line->kind);
    const cas_text locator = cas_evidence_locator(out->arena, document, line->number);
    cas_putf(out, "<div class=line id=l%zu-%zu><a class=place href=#l%zu-%zu title=\"line %zu\">", number, line->number, number, line->number, line->number);
    if (locator.length && locator.at[0] != '(' && locator.length < 12)
        cas_html_put(out, locator);
    else
        cas_putf(out, "l.%zu", line->number);
    cas_putf(out, "</a><div class=\"%s %s\">", foreign ? "foreign" : "own", cas_line_kind_name(line->kind));
    if (foreign)
        cas_putf(out, "<span class=kind>%s</span>", cas_line_kind_name(line->kind));
    put_line_text(p, document, number, line);
    cas_puts(out, "</div></div>\n");
}

static void put_document(page *p, size_t number)
{
    const cas_evidence_document *document = &p->evidence->documents[number];
    cas_builder *out = p->out;
    cas_putf(out, "<article id=d%zu tabindex=0><h3>%zu. <bdi>", number, number + 1);
    cas_html_puts(out, last_name(document->name));
    cas_putf(out, "</bdi></h3><p class=meta>%s, %zu quotations, sha256 %.12s…</p>\n", document->format, document->quotation_count, document->sha256);
    for (size_t i = 0; i < document->line_count; i++) {
        cas_poll(out->arena->ctx);
        if (document->lines[i].kind != CAS_LINE_BLANK)
            put_line(p, document, number, &document->lines[i]);
    }
    cas_puts(out, "</article>\n");
}

/* ---- what they share ---- */

static void put_place(page *p, size_t number, size_t line)
{
    const cas_evidence_document *document = &p->evidence->documents[number];
    const char *name = last_name(document->name);
    cas_putf(p->out, "<a href=#l%zu-%zu title=\"", number, line);
    cas_html_puts(p->out, name);
    cas_putf(p->out, "\">%zu, line %zu</a>", number + 1, line);
}

/* A word that is not in the longest wording is marked, without the space behind it. */
static void put_word(cas_builder *out, const cas_compared_word *word)
{
    size_t end = word->text.length;
    while (end && (unsigned char)word->text.at[end - 1] <= ' ')
        end--;
    cas_puts(out, word->common ? "" : "<ins>");
    cas_html_put(out, (cas_text){word->text.at, end});
    cas_puts(out, word->common ? "" : "</ins>");
    cas_puts(out, end < word->text.length ? " " : "");
}

static void put_same(page *p, const cas_same_group *group)
{
    cas_builder *out = p->out;
    cas_arena *arena = out->arena;
    cas_text longest = {"", 0};
    for (size_t i = 0; i < group->count; i++) {
        const cas_quotation *quotation = &p->evidence->documents[group->members[i].document].quotations[group->members[i].item];
        const cas_text words = cas_quotation_whole(arena, quotation);
        longest = words.length > longest.length ? words : longest;
    }
    cas_puts(out, "<table><tr class=head><th>where</th><th>speaker</th><th>words; wavy: not in the longest</th></tr>\n");
    for (size_t i = 0; i < group->count; i++) {
        const cas_quotation *quotation = &p->evidence->documents[group->members[i].document].quotations[group->members[i].item];
        cas_puts(out, "<tr><td>");
        put_place(p, group->members[i].document, quotation->segments[0].line);
        cas_puts(out, "</td><td>");
        put_name(p, quotation);
        cas_puts(out, "</td><td class=words>“");
        const cas_compared_words compared = cas_words_compare(arena, cas_quotation_whole(arena, quotation), longest);
        for (size_t w = 0; w < compared.count; w++) {
            put_word(out, &compared.words[w]);
        }
        cas_puts(out, "”</td></tr>\n");
    }
    cas_puts(out, "</table>\n");
}

static void put_derived(page *p, const cas_derived_group *group)
{
    cas_builder *out = p->out;
    cas_puts(out, "<tr><td>");
    for (size_t i = 0; i < group->count; i++) {
        cas_putf(out, "%s<a href=#d%zu title=\"", i ? ", " : "", group->documents[i]);
        cas_html_puts(out, last_name(p->evidence->documents[group->documents[i]].name));
        cas_putf(out, "\">%zu</a>", group->documents[i] + 1);
    }
    cas_puts(out, group->verdict == CAS_DERIVED ? "</td><td>come from one text</td><td>" : "</td><td>cannot tell</td><td>");
    for (size_t i = 0; i < group->reason_count; i++) {
        cas_puts(out, i ? "; " : "");
        cas_html_puts(out, group->reasons[i]);
    }
    cas_puts(out, "</td></tr>\n");
}

static void put_passage(page *p, const cas_passage_group *group)
{
    cas_puts(p->out, "<tr><td>");
    for (size_t i = 0; i < group->count; i++) {
        cas_puts(p->out, i ? "<br>" : "");
        put_place(p, group->members[i].document, group->members[i].item);
    }
    cas_puts(p->out, "</td><td class=words>");
    const cas_evidence_document *document = &p->evidence->documents[group->members[0].document];
    cas_html_put(p->out, document->lines[group->members[0].item - 1].text);
    cas_puts(p->out, "</td></tr>\n");
}

void cas_html_sources(cas_builder *out, const cas_sources_sheet *sheet)
{
    const cas_evidence *evidence = sheet->evidence;
    page p = {.out = out, .evidence = evidence, .speakers = {.arena = out->arena}};
    count_speakers(&p);
    cas_puts(out, "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">\n"
                  "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                  "<title>What the documents say</title>\n<style>");
    cas_puts(out, style);
    cas_puts(out, "</style></head><body>\n");
    put_head(&p);
    cas_puts(out, "<section><div class=documents>\n");
    for (size_t d = 0; d < evidence->document_count; d++)
        put_document(&p, d);
    cas_puts(out, "</div></section>\n<section id=same><h2>The same thing said</h2>\n");
    for (size_t g = 0; g < evidence->same_count; g++)
        put_same(&p, &evidence->same[g]);
    cas_puts(out, evidence->same_count ? "" : "<p>No quotation stands in two documents.</p>\n");
    cas_puts(out, "</section>\n<section id=derived><h2>Who has it from whom</h2>\n<table>\n");
    for (size_t g = 0; g < evidence->derived_count; g++)
        put_derived(&p, &evidence->derived[g]);
    cas_puts(out, evidence->derived_count ? "</table>\n" : "<tr><td>Nothing shows that one document has its text from another.</td></tr></table>\n");
    cas_puts(out, "</section>\n<section id=passages><h2>Passages in common</h2>\n<table>\n");
    for (size_t g = 0; g < evidence->passage_count; g++)
        put_passage(&p, &evidence->passages[g]);
    cas_puts(out, evidence->passage_count ? "</table></section>\n" : "<tr><td>No sentence stands in two documents.</td></tr></table></section>\n");
    if (sheet->unread_count)
        cas_puts(out, "<section><h2>Not read</h2><ul>\n");
    for (size_t i = 0; i < sheet->unread_count; i++) {
        cas_puts(out, "<li><bdi>");
        cas_html_puts(out, sheet->unread[i].name);
        cas_puts(out, "</bdi>: ");
        cas_html_puts(out, sheet->unread[i].problem);
        cas_puts(out, "</li>\n");
    }
    cas_puts(out, sheet->unread_count ? "</ul></section>\n</body></html>\n" : "</body></html>\n");
}
