/* The lines of a clause: who must, may or can do what; decisions, findings, ends. */
#include "model/resolving.h"

/* ---- Who --------------------------------------------------------------------------------------------------------------- */

static bool resolve_who(cas_resolving *r, const cas_node *node, cas_who_form *who)
{
    if (!node || node->flags & CAS_FLAG_BROKEN)
        return false;
    who->voted_on = -1;
    who->parties = cas_resolve_set(r, cas_kid(node, CAS_NODE_SET));
    switch ((cas_who)node->op) {
    case CAS_WHO_SET: who->plain = who->parties && !cas_is_single(who->parties); break;
    case CAS_WHO_EACH: break;
    case CAS_WHO_JOINTLY: who->kind = CAS_WHO_FORM_JOINTLY; break;
    case CAS_WHO_ANY:
        who->kind = CAS_WHO_FORM_ANY;
        who->number = cas_resolve_heads(r, cas_kid(node, CAS_NODE_QUANTITY));
        if (who->number < 1)
            return false;
        break;
    }
    const cas_node *ballot = cas_kid(node, CAS_NODE_WHO_BALLOT);
    if (ballot) {
        const cas_named *found =
            cas_look_up(r, ballot->text, ballot->span, CAS_KIND(CAS_NAMES_DECISION), CAS_E0219, "decision");
        if (!found)
            return false;
        who->voted_on = found->index;
        who->voted = ballot->op == CAS_BALLOT_YES ? 0 : ballot->op == CAS_BALLOT_NO ? 1 : 2;
    }
    return who->parties != NULL;
}

/* ---- What -------------------------------------------------------------------------------------------------------------- */

static size_t most_ways(const cas_node *node)
{
    size_t ways = 0;
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *measures = cas_kid(node->kids[i], CAS_NODE_MEASURES);
        ways += measures ? measures->count : 1;
    }
    return ways;
}

static bool add_gift(cas_resolving *r, const cas_node *give, cas_statement_form *out, cas_way_form *ways)
{
    const cas_node *measures = cas_kid(give, CAS_NODE_MEASURES);
    const cas_parties *to;
    const int *deeds = NULL;
    int count = 0;
    const bool named = cas_resolve_measures(r, measures, &deeds, &count);
    if (!cas_resolve_to(r, give, &to) || !named)
        return false;
    cas_doing_form *doings = CAS_ARRAY(r->arena, cas_doing_form, count);
    for (int i = 0; i < count; i++)
        doings[i] = (cas_doing_form){deeds[i], to};
    if (measures->op == CAS_CHOICE_ALL) {
        ways[out->way_count++] = (cas_way_form){doings, count};
        return true;
    }
    if (measures->op == CAS_CHOICE_UNSAID && count > 1 && out->kind == CAS_STATEMENT_DUTY) {
        cas_diagnostic *d =
            cas_complain(r, CAS_E0307, give->span, "a duty to give several measures says whether any or all of them");
        cas_hint(r->diagnostics, d, "write `give any of …` or `give all of …`");
        return false;
    }
    for (int i = 0; i < count; i++)
        ways[out->way_count++] = (cas_way_form){&doings[i], 1};
    return true;
}

static bool add_act(cas_resolving *r, cas_text name, cas_span span, cas_statement_form *out, cas_way_form *ways)
{
    const int act = cas_look_up_act(r, name, span);
    if (act < 0)
        return false;
    cas_doing_form *doing = CAS_NEW(r->arena, cas_doing_form);
    *doing = (cas_doing_form){act, NULL};
    ways[out->way_count++] = (cas_way_form){doing, 1};
    return true;
}

static bool resolve_ways(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    cas_way_form *ways = CAS_ARRAY(r->arena, cas_way_form, most_ways(node) + 1);
    bool complete = true;
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *kid = node->kids[i];
        if (kid->kind == CAS_NODE_GIVE)
            complete &= add_gift(r, kid, out, ways);
        else if (kid->kind == CAS_NODE_DO || (kid->kind == CAS_NODE_NAME && node->kind == CAS_NODE_POWER))
            complete &= add_act(r, kid->text, kid->span, out, ways);
    }
    out->ways = ways;
    return complete && out->way_count;
}

static bool resolve_within(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    const cas_node *within = cas_kid(node, CAS_NODE_WITHIN);
    if (!within)
        return true;
    out->has_within = true;
    return cas_resolve_duration(r, cas_kid(within, CAS_NODE_DURATION), &out->within, true);
}

static bool ask_for_deadline(cas_resolving *r, const cas_node *node, const cas_statement_form *out, cas_code code,
                             const char *what)
{
    if (out->has_within)
        return true;
    cas_diagnostic *d = cas_complain(r, code, node->span, "%s", what);
    cas_hint(r->diagnostics, d, "add `within` and a duration");
    return false;
}

/* ---- The kinds of lines ------------------------------------------------------------------------------------------------ */

static bool resolve_prevails(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    const cas_node *over = cas_kid(node, CAS_NODE_PREVAILS_OVER);
    if (!over)
        return true;
    int *labels = CAS_ARRAY(r->arena, int, over->count * (r->labels.count + 1));
    for (size_t i = 0; i < over->count; i++) {
        /* The name of an agreement stands for all its clauses. */
        const int part = cas_label_number(r, over->kids[i]->text, over->kids[i]->span) < 0
                             ? cas_part_named(r, over->kids[i]->text)
                             : -1;
        for (size_t l = 0; part >= 0 && l < r->labels.count; l++)
            if (cas_part_of(r, r->entities[CAS_LABELS].items[l].span) == part)
                labels[out->prevails_count++] = (int)l;
        if (part >= 0)
            continue;
        const int label = cas_look_up_label(r, over->kids[i]->text, over->kids[i]->span);
        if (label < 0)
            return false;
        labels[out->prevails_count++] = label;
    }
    out->prevails = labels;
    return true;
}

static bool resolve_norm(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    const bool who = resolve_who(r, cas_kid(node, CAS_NODE_WHO), &out->who);
    const bool ways = resolve_ways(r, node, out);
    return resolve_within(r, node, out) && resolve_prevails(r, node, out) && who && ways;
}

static bool resolve_decide(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    const cas_named *found = cas_name_of(r, node->text);
    out->rule = cas_resolve_rule(r, cas_kid_expression(node));
    if (!resolve_within(r, node, out) || !ask_for_deadline(r, node, out, CAS_E0305, "by when is this decided?"))
        return false;
    const cas_node *again = cas_kid(node, CAS_NODE_AGAIN_AFTER);
    if (again) {
        const cas_node *duration = cas_kid(again, CAS_NODE_DURATION);
        out->again = true;
        if (!duration) {
            cas_diagnostic *d =
                cas_complain(r, CAS_E0318, again->span, "a decision opens again some time after it failed");
            cas_hint(r->diagnostics, d,
                     "write `again after 7 days`; what opens on another event is another decision: `decide %.*s_2 …` "
                     "in a clause with `when` that event",
                     CAS_SHOW(node->text));
            return false;
        }
        if (!cas_resolve_duration(r, duration, &out->again_after, true))
            return false;
    }
    if (!found || found->kind != CAS_NAMES_DECISION)
        return false;
    out->index = found->index;
    return out->rule != NULL;
}

static bool resolve_finding(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    const cas_named *found = cas_name_of(r, node->text);
    if (!resolve_within(r, node, out))
        return false;
    switch ((cas_finding)node->op) {
    case CAS_FINDING_BY_RULE:
        out->mode = CAS_FINDS_BY_RULE;
        out->rule = cas_resolve_rule(r, cas_kid_expression(node));
        if (!ask_for_deadline(r, node, out, CAS_E0306, "by when is this found?") || !out->rule)
            return false;
        break;
    case CAS_FINDING_BY_FACT: out->mode = CAS_FINDS_BY_FACT; break;
    case CAS_FINDING_BY_EACH: out->mode = CAS_FINDS_BY_EACH; break;
    case CAS_FINDING_ON_CALL:
        out->mode = CAS_FINDS_ON_CALL;
        out->call_number = cas_resolve_heads(r, cas_kid(node, CAS_NODE_QUANTITY));
        out->callers = cas_resolve_set(r, cas_kid(node, CAS_NODE_SET));
        if (out->call_number < 1 || !out->callers)
            return false;
        break;
    }
    if (!found || found->kind != CAS_NAMES_FINDING)
        return false;
    out->index = found->index;
    return true;
}

/* After `end` stand measures, acts and labels; a word that is two of them is ambiguous. */
static bool add_ended(cas_resolving *r, const cas_node *name, cas_statement_form *out, int *deeds, int *labels)
{
    const cas_named *found = cas_name_of(r, name->text);
    const int label = cas_label_number(r, name->text, name->span);
    const bool deed = found && found->kind == CAS_NAMES_DEED;
    if (deed && label >= 0) {
        cas_diagnostic *d = cas_complain(r, CAS_E0317, name->span, "\"%.*s\" is both a clause and a measure or act",
                                         CAS_SHOW(name->text));
        cas_relate(r->diagnostics, d, r->entities[CAS_LABELS].items[label].span, "the clause");
        cas_relate(r->diagnostics, d, found->span, "the measure or act");
        return false;
    }
    if (deed) {
        deeds[out->end_deed_count++] = found->index;
        return true;
    }
    if (found && label < 0) {
        cas_look_up(r, name->text, name->span, CAS_KIND(CAS_NAMES_DEED), CAS_E0215,
                    "measure, act or label of a clause");
        return false;
    }
    const int known = cas_look_up_label(r, name->text, name->span);
    if (known >= 0)
        labels[out->end_label_count++] = known;
    return known >= 0;
}

/* Who leaves, by what act, and how long after it. */
static bool resolve_leave(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    const bool who = resolve_who(r, cas_kid(node, CAS_NODE_WHO), &out->who);
    const cas_node *notice = cas_kid(node, CAS_NODE_DURATION);
    cas_way_form *ways = CAS_NEW(r->arena, cas_way_form);
    out->who.plain = false;
    out->has_within = notice != NULL;
    out->ways = ways;
    if (notice && !cas_resolve_duration(r, notice, &out->within, true))
        return false;
    return (!node->text.length || add_act(r, node->text, node->span, out, ways)) && who;
}

/* `end agreement`: everybody leaves. */
static bool end_agreement(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    cas_parties *everyone = CAS_NEW(r->arena, cas_parties);
    *everyone = (cas_parties){.kind = CAS_PARTIES_EVERYONE, .span = node->span};
    out->kind = CAS_STATEMENT_LEAVE;
    out->who.parties = everyone;
    return true;
}

static bool resolve_end(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    int *deeds = CAS_ARRAY(r->arena, int, node->count + 1), *labels = CAS_ARRAY(r->arena, int, node->count + 1);
    out->end_deeds = deeds;
    out->end_labels = labels;
    bool complete = true;
    for (size_t i = 0; i < node->count; i++)
        if (node->kids[i]->kind == CAS_NODE_NAME)
            complete &= add_ended(r, node->kids[i], out, deeds, labels);
    return complete;
}

bool cas_resolve_statement(cas_resolving *r, const cas_node *node, cas_statement_form *out)
{
    out->words = cas_words_of(r, node);
    out->line = (int)cas_line_of(r, node->span);
    out->index = -1;
    out->who.voted_on = -1;
    out->notes = cas_resolve_notes(r, node);
    switch ((int)node->kind) {
    case CAS_NODE_DUTY:
        out->kind = CAS_STATEMENT_DUTY;
        return resolve_norm(r, node, out) && ask_for_deadline(r, node, out, CAS_E0304, "how long is there to do this?");
    case CAS_NODE_PROHIBITION: out->kind = CAS_STATEMENT_PROHIBITION; return resolve_norm(r, node, out);
    case CAS_NODE_PERMISSION: out->kind = CAS_STATEMENT_PERMISSION; return resolve_norm(r, node, out);
    case CAS_NODE_POWER: out->kind = CAS_STATEMENT_POWER; return resolve_norm(r, node, out);
    case CAS_NODE_DECIDE: out->kind = CAS_STATEMENT_DECIDE; return resolve_decide(r, node, out);
    case CAS_NODE_FINDING: out->kind = CAS_STATEMENT_FINDING; return resolve_finding(r, node, out);
    case CAS_NODE_LEAVE: out->kind = CAS_STATEMENT_LEAVE; return resolve_leave(r, node, out);
    case CAS_NODE_END:
        if (node->op)
            return end_agreement(r, node, out);
        out->kind = CAS_STATEMENT_END;
        return resolve_end(r, node, out);
    default: return false;
    }
}
