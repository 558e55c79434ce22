/* Random small agreements, written as texts: chains of a consultation, a request, a finding, a decision and the help that waits for them. */
#include "cure_trial.h"

#include "lang/diagnostic.h"
#include "model/resolve.h"

const cas_loaded *cure_load(cas_arena *arena, const char *text, const char **why)
{
    cas_diagnostics *list = CAS_NEW(arena, cas_diagnostics);
    list->arena = arena;
    const cas_loaded *loaded = cas_load_text(arena, &cas_loader_files, CAS_TEXT("text.casus"), cas_text_of(text), list);
    cas_resolve(arena, loaded, &cas_loader_files, list);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == CAS_SEVERITY_ERROR) {
            *why = list->items[i]->message;
            return NULL;
        }
    return loaded;
}

typedef struct dice {
    uint64_t state;
} dice;

static unsigned below(dice *d, unsigned count)
{
    d->state ^= d->state >> 12;
    d->state ^= d->state << 25;
    d->state ^= d->state >> 27;
    return (unsigned)((d->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % count;
}

#define PICK(d, list) ((list)[below((d), (unsigned)(sizeof(list) / sizeof *(list)))])

static const char *rule_of(dice *d)
{
    static const char *const rules[] = {"all of G yes",
                                        "at least 2 of G yes",
                                        "at least 2/3 of G yes",
                                        "majority of G yes",
                                        "none of G no",
                                        "all but 1 of G yes",
                                        "A yes and any of G yes",
                                        "all of G yes excluding attacker",
                                        "all of G yes barring A",
                                        "at most 1 of G not yes",
                                        "at least 2 of (x: A yes), (y: all of G yes)"};
    return PICK(d, rules);
}

/* A condition on the issue and the reading, where the text has them. */
static const char *condition_of(dice *d, bool has_issue, bool has_reading)
{
    static const char *const conditions[] = {
        "", "  if i = p\n", "  if i != p\n", "  if r = u\n", "  if r != u\n", "  if i = q and r = u\n"};
    const unsigned chosen = below(d, 9);
    const bool speaks_of_issue = chosen == 1 || chosen == 2 || chosen == 5;
    const bool speaks_of_reading = chosen == 3 || chosen == 4 || chosen == 5;
    if (chosen > 5 || (speaks_of_issue && !has_issue) || (speaks_of_reading && !has_reading))
        return "";
    return conditions[chosen];
}

static void put_clause(cas_builder *out, const char *label, const char *condition, const char *when)
{
    cas_putf(out, "clause %s\n  assume \"an example\"\n%s  when %s\n", label, condition, when);
}

const char *cure_random_text(cas_arena *arena, uint64_t seed, cure_trial_question *question)
{
    static const char *const consults[] = {"G jointly must consult within 1 day", "each of G must consult within 1 day",
                                           "G except attacker jointly must consult within 1 day",
                                           "each of G may consult"};
    static const char *const after_consultation[] = {
        "1 done", "consult by all of G",          "consult by 2 of G",  "1 day after attack", "attack", "attack",
        "attack", "1 done or 1 day after attack", "consult by any of G"};
    static const char *const helps[] = {"each of G except attacker must give any of aid, arms to W within 1 day",
                                        "each of G except attacker may give aid, arms to W",
                                        "each of G may give aid to W",
                                        "A must give aid to W within 2 days",
                                        "each of G except attacker must give aid to W within 3 days",
                                        "any 1 of G except attacker must give aid to W within 1 day",
                                        "each of G except attacker must give all of aid, arms to W within promptly"};
    static const char *const findings[] = {"by all of G yes within 1 day", "by each", "by fact", "on call of 2 of G",
                                           "by majority of G yes within 1 day"};
    static const char *const goals[] = {"any of G gives any of aid, arms to W", "any of G gives aid to W",
                                        "at least 2 of G gives any of aid, arms to W"};
    static const char *const wants[] = {"assured",          "available",        "available",
                                        "at the mercy",     "at the mercy",     "needs by breach",
                                        "assured by day 2", "assured by day 2", "available by day 1"};
    dice d = {seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
    for (int i = 0; i < 8; i++)
        below(&d, 2);
    const unsigned size = below(&d, 20);
    const bool three = size >= 9, four = size >= 15, five = size >= 17, has_issue = below(&d, 2),
               has_reading = below(&d, 2), has_drafts = has_issue && below(&d, 2);
    const bool has_finding = below(&d, 4) == 0, asks_consent = below(&d, 6) != 0, second_help = below(&d, 3) == 0;
    const bool named_rule = below(&d, 2);
    cas_builder out = {.arena = arena};
    cas_putf(&out, "agreement example \"an example\"\nparty W\nparty A\nparty B\n%s%s%sgroup G = A, B%s%s%s\n",
             three ? "party C\n" : "", four ? "party D\n" : "", five ? "party E\n" : "", three ? ", C" : "",
             four ? ", D" : "", five ? ", E" : "");
    cas_puts(
        &out,
        "measure aid\nmeasure arms\nact consult\nact request\nincident attack by everyone on W\nassume promptly = 1 day \"an example\"\n");
    if (has_issue)
        cas_puts(&out, "issue i\n  p | q\n");
    if (has_reading)
        cas_puts(&out, "reading r\n  u | v\n");
    if (has_drafts)
        cas_putf(&out, "draft one: i = p\ndraft two: i = q%s\n", has_reading && below(&d, 2) ? ", r = u" : "");
    if (asks_consent && named_rule) {
        cas_putf(&out, "rule agreed = %s\n", rule_of(&d));
        if (has_issue && below(&d, 2))
            cas_putf(&out, "rule agreed = %s if i = q\n", rule_of(&d));
    }

    put_clause(&out, "1", condition_of(&d, has_issue, has_reading), "attack");
    cas_putf(&out, "  %s\n", PICK(&d, consults));
    put_clause(&out, "2", "", PICK(&d, after_consultation));
    cas_puts(&out, below(&d, 5) ? "  W can request\n" : "  any 2 of G can request\n");
    if (has_finding) {
        put_clause(&out, "3", "", below(&d, 2) ? "attack" : "request");
        cas_putf(&out, "  finding attacker %s\n", PICK(&d, findings));
    }
    if (asks_consent) {
        put_clause(&out, "4", "", below(&d, 3) ? "request" : "attack");
        cas_putf(&out, "  decide plan by %s within %s\n", named_rule ? "agreed" : rule_of(&d),
                 below(&d, 2) ? "1 day" : "2 days");
    }
    const char *start = has_finding && below(&d, 3) == 0 ? "attacker found"
                        : asks_consent                   ? "plan adopted"
                        : has_finding && below(&d, 2)    ? "attacker found"
                                                         : "request";
    put_clause(&out, "5", condition_of(&d, has_issue, has_reading), start);
    cas_putf(&out, "  %s\n", PICK(&d, helps));
    if (second_help) {
        put_clause(&out, "6", condition_of(&d, has_issue, has_reading), below(&d, 2) ? "request" : "attack");
        cas_putf(&out, "  %s\n", PICK(&d, helps));
    }
    cas_putf(&out, "goal help = %s\n", PICK(&d, goals));

    static const char *const aggressors[] = {"A", "A", "B", "each of A, B", NULL};
    *question = (cure_trial_question){.goal = "help", .by = PICK(&d, aggressors), .want = PICK(&d, wants)};
    if (has_drafts && below(&d, 3))
        question->draft = below(&d, 2) ? "one" : "two";
    if (has_reading && !question->draft && below(&d, 3) == 0) {
        question->setting[0] = "r";
        question->setting[1] = below(&d, 2) ? "u" : "v";
    }
    return cas_built_string(&out);
}
