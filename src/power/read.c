/*
 * Games from a line of text: weights "7x5,1x10" or "US:7,FR:5", quotas "39", "70%", ">50%", and several rules joined.
 *
 * A percentage is of the total: at least P% of T whole units means ceil(T P / 100), more than P% means floor(T P / 100) + 1; both are
 * taken on exact decimals.
 */
#include "power/game.h"
#include "power/ratio.h"
#include "power/read.h"

#include <string.h>

enum { MOST_MEMBERS = 5000000 };

static cas_text trimmed(cas_text text)
{
    while (text.length && (text.at[0] == ' ' || text.at[0] == '\t')) {
        text.at++;
        text.length--;
    }
    while (text.length && strchr(" \t\r\n", text.at[text.length - 1]))
        text.length--;
    return text;
}

/* What comes before the first `mark`; the rest stays in *text. Without one: all of it, and *text is empty. */
static cas_text before(cas_text *text, char mark)
{
    const char *end = text->length ? memchr(text->at, mark, text->length) : NULL;
    const cas_text first = {text->at, end ? (size_t)(end - text->at) : text->length};
    const size_t used = first.length + (end != NULL);
    text->at += used;
    text->length -= used;
    return first;
}

static bool read_weight(cas_arena *arena, cas_text text, const char *name, cas_decimal *out, const char **problem)
{
    text = trimmed(text);
    if (!text.length)
        *problem = cas_format(arena, "the weight of %s is missing", name);
    else if (text.at[0] == '-')
        *problem = cas_format(arena, "the weight of %s is negative: %.*s", name, CAS_SHOW(text));
    else if (!cas_decimal_read(arena, text, out))
        *problem = cas_format(arena, "the weight of %s is no number: %.*s%s", name, text.length > 40 ? 40 : (int)text.length, text.at,
                              memchr(text.at, ',', text.length) ? " (the decimal sign is a point, and thousands stand without a sign)" : "");
    else
        return true;
    return false;
}

bool cas_member_add(cas_members *members, cas_text name, cas_text weight, const char **problem)
{
    cas_arena *arena = members->arena;
    if (members->names.count >= MOST_MEMBERS) {
        *problem = cas_format(arena, "more than %d members", MOST_MEMBERS);
        return false;
    }
    name = trimmed(name);
    if (!name.length) {
        *problem = cas_format(arena, "member %zu has no name", members->names.count + 1);
        return false;
    }
    const char *shown = cas_text_string(arena, name);
    cas_decimal value;
    if (!read_weight(arena, weight, shown, &value, problem))
        return false;
    if (cas_names_find(&members->names, name) >= 0) {
        *problem = cas_format(arena, "two members are called %s", shown);
        return false;
    }
    members->weights = CAS_ROOM(arena, members->weights, members->names.count, &members->room);
    members->weights[members->names.count] = value;
    cas_names_add(&members->names, cas_text_of(shown));
    return true;
}

static bool read_quota(cas_arena *arena, cas_text text, cas_decimal *written, bool *more, bool *percent, const char **problem)
{
    const cas_text whole = trimmed(text);
    text = whole;
    *more = text.length && text.at[0] == '>';
    if (*more) {
        text.at++;
        text.length--;
        if (text.length && text.at[0] == '=') {
            text.at++;
            text.length--;
            *more = false;
        }
    }
    *percent = text.length && text.at[text.length - 1] == '%';
    text.length -= *percent;
    text = trimmed(text);
    if (cas_decimal_read(arena, text, written))
        return true;
    if (text.length && text.at[0] == '-')
        *problem = cas_format(arena, "the quota is negative: %.*s", CAS_SHOW(whole));
    else
        *problem = whole.length ? cas_format(arena, "the quota is no number or percentage: %.*s", CAS_SHOW(whole)) : "the quota is missing";
    return false;
}

const cas_game *cas_members_game(cas_members *members, cas_text quota, const char *words, const char **problem)
{
    cas_arena *arena = members->arena;
    const size_t count = members->names.count;
    if (!count) {
        *problem = "there are no members";
        return NULL;
    }
    cas_decimal written;
    bool more, percent;
    if (!read_quota(arena, quota, &written, &more, &percent, problem))
        return NULL;
    unsigned places = percent ? 0 : written.places;
    for (size_t i = 0; i < count; i++)
        if (members->weights[i].places > places)
            places = members->weights[i].places;
    cas_big *weights = CAS_ARRAY(arena, cas_big, count), total = cas_big_of(arena, 0);
    /* Sums in groups keep a million additions of growing numbers from filling the arena: small totals are added in a word. */
    uint64_t small = 0;
    const char **names = CAS_ARRAY(arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        weights[i] = places == members->weights[i].places ? members->weights[i].digits : cas_decimal_scaled(arena, members->weights[i], places);
        names[i] = members->names.texts[i].at;
        if (weights[i].count > 1 || (weights[i].count == 1 && small + weights[i].limb[0] < small))
            total = cas_big_add(arena, total, weights[i]);
        else if (weights[i].count)
            small += weights[i].limb[0];
    }
    total = cas_big_add(arena, total, cas_big_of(arena, small));
    cas_quota_share *share = NULL;
    cas_big needed;
    if (percent) {
        share = CAS_NEW(arena, cas_quota_share);
        *share = (cas_quota_share){written.digits, cas_big_multiply(arena, cas_big_of(arena, 100), cas_big_power10(arena, written.places)), more};
        needed = cas_quota_of_share(arena, share, total);
    } else {
        needed = cas_decimal_scaled(arena, written, places);
        if (more)
            needed = cas_big_add(arena, needed, cas_big_of(arena, 1));
    }
    if (!total.count) {
        *problem = "all weights are 0";
        return NULL;
    }
    if (!needed.count) {
        *problem = "the quota is 0: even nobody would win";
        return NULL;
    }
    if (cas_big_compare(needed, total) > 0) {
        *problem = cas_format(arena, "the quota %.*s is above the total weight %s: nobody could ever win", CAS_SHOW(trimmed(quota)),
                              cas_decimal_string(arena, (cas_decimal){total, places}));
        return NULL;
    }
    cas_game *game = CAS_NEW(arena, cas_game);
    *game = (cas_game){.count = (int)count, .names = names, .words = words, .weights = members->weights, .quota = {needed, places}};
    cas_part *part = CAS_NEW(arena, cas_part);
    *part = (cas_part){.kind = CAS_PART_WEIGHT, .weights = weights, .quota = needed, .share = share, .places = places};
    game->rule = part;
    return game;
}

/* "7x5": five members that weigh 7. */
static bool add_group(cas_members *members, cas_text group, const char **problem)
{
    cas_arena *arena = members->arena;
    cas_text weight = before(&group, 'x');
    cas_decimal times = {cas_big_of(arena, 1), 0};
    if (group.at != weight.at + weight.length && (!cas_decimal_read(arena, trimmed(group), &times) || times.places || !times.digits.count)) {
        *problem = cas_format(arena, "after x in %.*sx%.*s comes how many members weigh so much", CAS_SHOW(weight), CAS_SHOW(group));
        return false;
    }
    const int64_t count = cas_big_small(times.digits);
    if (count < 0 || count > MOST_MEMBERS) {
        *problem = cas_format(arena, "more than %d members", MOST_MEMBERS);
        return false;
    }
    for (int64_t i = 0; i < count; i++) {
        const char *name = cas_format(arena, "%zu", members->names.count + 1);
        if (!cas_member_add(members, cas_text_of(name), weight, problem))
            return false;
    }
    return true;
}

static bool read_members(cas_members *members, cas_text weights, const char **problem)
{
    if (!trimmed(weights).length) {
        *problem = "there are no weights";
        return false;
    }
    while (weights.length) {
        cas_text entry = trimmed(before(&weights, ','));
        const char *colon = NULL;
        for (size_t i = 0; i < entry.length; i++)
            if (entry.at[i] == ':')
                colon = entry.at + i;
        bool good;
        if (colon) {
            const cas_text name = {entry.at, (size_t)(colon - entry.at)};
            if (memchr(name.at, ':', name.length)) {
                *problem = cas_format(members->arena, "%.*s has two colons: members are separated by commas, as in US:7,FR:5", CAS_SHOW(entry));
                return false;
            }
            good = cas_member_add(members, name, (cas_text){colon + 1, entry.length - name.length - 1}, problem);
        } else
            good = add_group(members, entry, problem);
        if (!good)
            return false;
    }
    return true;
}

const cas_game *cas_game_read(cas_arena *arena, cas_text quota, cas_text weights, const char **problem)
{
    cas_members members = {.arena = arena, .names = {.arena = arena}};
    if (!read_members(&members, weights, problem))
        return NULL;
    quota = trimmed(quota);
    weights = trimmed(weights);
    return cas_members_game(&members, quota, cas_format(arena, "[%.*s;%.*s]", CAS_SHOW(quota), CAS_SHOW(weights)), problem);
}

static const cas_game *read_rule(cas_arena *arena, cas_text rule, const char **problem)
{
    cas_text quota = {NULL, 0}, weights = {NULL, 0};
    while (rule.length) {
        cas_text value = before(&rule, ';');
        const cas_text key = trimmed(before(&value, '='));
        if (cas_text_is(key, "q") || cas_text_is(key, "quota"))
            quota = value;
        else if (cas_text_is(key, "w") || cas_text_is(key, "weights"))
            weights = value;
        else {
            *problem = cas_format(arena, "a rule is written q=QUOTA;w=WEIGHTS, and this has %.*s", CAS_SHOW(key));
            return NULL;
        }
    }
    return cas_game_read(arena, quota, weights, problem);
}

const cas_game *cas_game_read_rules(cas_arena *arena, const cas_text *rules, int count, cas_text combine, const char **problem)
{
    if (count <= 0) {
        *problem = "there is no rule";
        return NULL;
    }
    const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)count);
    const cas_game *first = NULL;
    cas_builder words = {.arena = arena};
    combine = trimmed(combine);
    const bool all = !combine.length || cas_text_is(combine, "and");
    for (int i = 0; i < count; i++) {
        const cas_game *game = read_rule(arena, rules[i], problem);
        if (!game)
            return NULL;
        if (!first)
            first = game;
        bool same = game->count == first->count;
        for (int m = 0; same && m < game->count; m++)
            same = !strcmp(game->names[m], first->names[m]);
        if (!same) {
            *problem = cas_format(arena, "rule %d has other members than rule 1", i + 1);
            return NULL;
        }
        parts[i] = game->rule;
        if (i)
            cas_puts(&words, all ? " and " : cas_text_is(combine, "or") ? " or " : ", ");
        cas_puts(&words, game->words);
    }
    int64_t needed = all ? count : 1;
    cas_decimal number;
    if (!all && !cas_text_is(combine, "or")) {
        if (!cas_decimal_read(arena, combine, &number) || number.places) {
            *problem = cas_format(arena, "rules are combined by and, or, or a number, not by %.*s", CAS_SHOW(combine));
            return NULL;
        }
        needed = cas_big_small(number.digits);
        if (needed < 1 || needed > count) {
            *problem = cas_format(arena, "%.*s of %d rules cannot be asked for", CAS_SHOW(combine), count);
            return NULL;
        }
    }
    if (count == 1)
        return first;
    cas_game *game = CAS_NEW(arena, cas_game);
    const char *joined = cas_built_string(&words);
    if (!all && !cas_text_is(combine, "or"))
        joined = cas_format(arena, "%d of %s", (int)needed, joined);
    *game = (cas_game){.count = first->count, .names = first->names, .words = joined};
    game->rule = cas_part_count(arena, (int)needed, parts, count);
    return game;
}
