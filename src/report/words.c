/* Days, parties and sets in words: see words.h. */
#include "report/words.h"

#include <math.h>

double cas_days_of(const cas_instance *instance, cas_tick tick)
{
    return (double)tick * instance->tick_hours / 24.0;
}

static bool is_whole(double value)
{
    return fabs(value - nearbyint(value)) < 1e-9;
}

/* 1½, 2¼; other parts of a day as decimals. */
static const char *day_number(cas_arena *arena, double days)
{
    static const struct {
        double part;
        const char *sign;
    } parts[] = {{0, ""}, {0.25, "¼"}, {0.5, "½"}, {0.75, "¾"}};
    const double whole = floor(days + 1e-9);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (fabs(days - whole - parts[i].part) < 1e-9)
            return whole > 0 || i == 0 ? cas_format(arena, "%.0f%s", whole, parts[i].sign) : parts[i].sign;
    return cas_format(arena, "%.2f", days);
}

const char *cas_day_words(cas_arena *arena, const cas_instance *instance, cas_tick tick)
{
    if (tick >= CAS_NEVER)
        return "never";
    const double days = cas_days_of(instance, tick);
    if (is_whole(days))
        return cas_format(arena, "day %.0f", days);
    return cas_format(arena, "hour %.10g (day %s)", days * 24, day_number(arena, days));
}

const char *cas_span_words(cas_arena *arena, const cas_instance *instance, cas_tick ticks)
{
    if (ticks == 0)
        return "no time";
    const double days = cas_days_of(instance, ticks);
    if (is_whole(days))
        return cas_format(arena, "%.0f day%s", days, days > 1.5 ? "s" : "");
    const double hours = days * 24;
    return cas_format(arena, "%.10g hour%s", hours, fabs(hours - 1) < 1e-9 ? "" : "s");
}

static void put_members(cas_builder *out, const cas_instance *instance, const cas_set *set, const char *last)
{
    int left = cas_set_count(set);
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1)) {
        cas_puts(out, instance->party_names[p]);
        left--;
        if (left == 1 && last)
            cas_putf(out, " %s ", last);
        else if (left > 0)
            cas_puts(out, ", ");
    }
}

const char *cas_set_words(cas_arena *arena, const cas_instance *instance, const cas_set *set)
{
    cas_builder out = {.arena = arena};
    cas_putc(&out, '{');
    put_members(&out, instance, set, NULL);
    cas_putc(&out, '}');
    return cas_built_string(&out);
}

const char *cas_party_list(cas_arena *arena, const cas_instance *instance, const cas_set *set, const char *last)
{
    cas_builder out = {.arena = arena};
    if (cas_set_is_empty(set))
        return "nobody";
    put_members(&out, instance, set, last);
    return cas_built_string(&out);
}

bool cas_families_known(const cas_verdict *verdict)
{
    return verdict->blockers.known && verdict->lawful_blockers.known && verdict->deciders.known && verdict->pillars.known;
}

const char *cas_family_words(cas_arena *arena, const cas_instance *instance, const cas_family *family, size_t most)
{
    if (!family->known)
        return "undecided";
    if (family->listed == 0 && family->up_to_size < 0)
        return "none";
    cas_builder out = {.arena = arena};
    const size_t shown = family->listed < most ? family->listed : most;
    for (size_t i = 0; i < shown; i++) {
        if (i)
            cas_puts(&out, ", ");
        cas_puts(&out, cas_set_words(arena, instance, &family->sets[i]));
    }
    if (cas_big_compare(family->total, cas_big_of(arena, shown)) > 0)
        cas_putf(&out, "%s %s in all", shown ? ", …;" : "", cas_big_string(arena, family->total));
    if (family->up_to_size >= 0)
        cas_putf(&out, " (larger than %d not searched)", family->up_to_size);
    return cas_built_string(&out);
}

const char *cas_choices_words(cas_arena *arena, const cas_agreement *agreement, const cas_chosen *choices, int count)
{
    cas_builder out = {.arena = arena};
    for (int i = 0; i < count; i++) {
        const cas_dimension *dimension = &agreement->dimensions[choices[i].dimension];
        cas_putf(&out, "%s%s = %s", i ? ", " : "", dimension->name,
                 dimension->alternatives[choices[i].alternative].name);
    }
    return cas_built_string(&out);
}

const char *cas_truth_words(cas_truth truth)
{
    switch (truth) {
    case CAS_TRUE: return "holds";
    case CAS_FALSE: return "fails";
    case CAS_OPEN: return "undecided";
    }
    return "";
}
