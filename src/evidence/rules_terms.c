/*
 * Marks around what nobody says: part of a name, the title of a work, a term.
 *
 * Cost: the words beside the quotation.
 */
#include "evidence/rules.h"

enum { LONGEST_TITLE = 60, TITLE_WORD = 4 }; /* in bytes: of a title; of its words that all have capitals */

/* Words of four letters and more all begin with capitals, two of them at least. */
static bool is_title_case(cas_text text)
{
    size_t capitals = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == ' ' || (i && text.at[i - 1] != ' '))
            continue;
        size_t end = i;
        while (end < text.length && text.at[end] != ' ')
            end++;
        const bool capital = text.at[i] >= 'A' && text.at[i] <= 'Z';
        if (!capital && end - i >= TITLE_WORD)
            return false;
        capitals += capital;
    }
    return capitals >= 2;
}

/* `named the "…"`, `dubbed the "…"` */
static bool is_given_name(const cas_spot *spot, const cas_token *before)
{
    static const char *const naming[] = {"named", "dubbed", "called", "titled", "christened", "nicknamed", "entitled"};
    for (size_t i = 0; cas_word_is(before, "the") && spot->quoted > spot->sentence->first + 1 && i < sizeof naming / sizeof *naming; i++)
        if (cas_word_is(before - 1, naming[i]))
            return true;
    return false;
}

/* `on Channel 4's "Good Morning, Town"`, `the film "Dry Summer"`: behind a possessive, an article with a noun, or a preposition. */
static bool is_work(const cas_spot *spot)
{
    const cas_quotation *quotation = cas_quotation_at(spot);
    const cas_text text = quotation->segments[0].text;
    const size_t first = spot->sentence->first, quoted = spot->quoted;
    if (spot->block->heading || spot->block->title_case || quotation->segment_count != 1 || quoted == first || !is_title_case(text) || text.length > LONGEST_TITLE)
        return false;
    const cas_token *before = cas_spot_token(spot, quoted - 1), *behind = cas_spot_token(spot, quoted + 1);
    if (is_given_name(spot, before) || before->possessive)
        return true;
    /* `the "Long Way" through the valley` */
    if (cas_word_has(before, CAS_WORD_DETERMINER) && quoted + 1 < spot->sentence->last && cas_word_has(behind, CAS_WORD_PREPOSITION) && !cas_says_between(spot, quoted > first + 3 ? quoted - 3 : first, quoted))
        return true;
    return cas_word_has(before, CAS_WORD_PREPOSITION | CAS_WORD_NOUNISH | CAS_WORD_SPEECHNOUN | CAS_WORD_COLLECTIVE) || (before->kind == CAS_TOKEN_WORD && !before->classes && !before->capital);
}

static bool keep_nobody(const cas_spot *spot, const char *reason)
{
    cas_keep(spot, CAS_RANK_TERM, cas_nobody, NULL, CAS_LIKELY, reason);
    return true;
}

bool cas_rule_nobodys(const cas_spot *spot)
{
    if (cas_spot_token(spot, spot->quoted)->name)
        return keep_nobody(spot, "part of a name");
    if (is_work(spot))
        return keep_nobody(spot, "the title of a work, not somebody's words");
    if (spot->quoted > spot->sentence->first && cas_word_has(cas_spot_token(spot, spot->quoted - 1), CAS_WORD_SOCALLED))
        return keep_nobody(spot, "a term, not somebody's words");
    return false;
}

/* `the "switch" mechanism`, `launch 'switch' of sanctions`: one word, and a noun or `of` right behind it. */
bool cas_rule_term(const cas_spot *spot)
{
    const cas_quotation *quotation = cas_quotation_at(spot);
    if (spot->s->best[cas_spot_quotation(spot)].rank > CAS_RANK_WEAK || quotation->segment_count != 1 || cas_count_words(quotation->segments[0].text) != 1)
        return false;
    if (spot->quoted + 1 >= spot->sentence->last || spot->quoted == spot->sentence->first)
        return false;
    const cas_token *behind = cas_spot_token(spot, spot->quoted + 1), *before = cas_spot_token(spot, spot->quoted - 1);
    const bool noun = behind->kind == CAS_TOKEN_WORD && !behind->capital && !behind->classes && !behind->name && !before->name && !cas_word_has(before, CAS_WORD_BEING) && !cas_token_has(before, CAS_WORD_CUES);
    return (noun || cas_word_is(behind, "of")) && keep_nobody(spot, "a term in front of what it names, not somebody's words");
}
