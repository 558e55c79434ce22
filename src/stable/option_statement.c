/* Statements about options: truth in one state, in 64 states at once, in a state that is only partly known. */
#include "stable/option_statement.h"

enum { MOST_COMPARED = 20 };

static const cas_option_statement *make(cas_arena *arena, cas_option_statement made)
{
    cas_option_statement *statement = CAS_NEW(arena, cas_option_statement);
    *statement = made;
    return statement;
}

const cas_option_statement *cas_option_taken(cas_arena *arena, int option)
{
    return make(arena, (cas_option_statement){.kind = CAS_OPTION_TAKEN, .option = option});
}

const cas_option_statement *cas_option_join(cas_arena *arena, cas_option_statement_kind kind,
                                            const cas_option_statement *const *parts, int count)
{
    const cas_option_statement **kept = CAS_ARRAY(arena, const cas_option_statement *, (size_t)count + 1);
    for (int i = 0; i < count; i++)
        kept[i] = parts[i];
    return make(arena, (cas_option_statement){.kind = kind, .option = -1, .parts = kept, .part_count = count});
}

const cas_option_statement *cas_option_not(cas_arena *arena, const cas_option_statement *part)
{
    return cas_option_join(arena, CAS_OPTION_NOT, &part, 1);
}

const cas_option_statement *cas_option_pair(cas_arena *arena, cas_option_statement_kind kind,
                                            const cas_option_statement *a, const cas_option_statement *b)
{
    return cas_option_join(arena, kind, (const cas_option_statement *[]){a, b}, 2);
}

bool cas_option_true(const cas_option_statement *statement, uint64_t state)
{
    switch (statement->kind) {
    case CAS_OPTION_TAKEN: return (state >> statement->option) & 1;
    case CAS_OPTION_NOT: return !cas_option_true(statement->parts[0], state);
    case CAS_OPTION_ALL:
        for (int i = 0; i < statement->part_count; i++)
            if (!cas_option_true(statement->parts[i], state))
                return false;
        return true;
    case CAS_OPTION_ANY:
        for (int i = 0; i < statement->part_count; i++)
            if (cas_option_true(statement->parts[i], state))
                return true;
        return false;
    case CAS_OPTION_PROVIDED:
        return cas_option_true(statement->parts[0], state) || !cas_option_true(statement->parts[1], state);
    }
    return false;
}

uint64_t cas_option_true_of_64(const cas_option_statement *statement, const uint64_t *options)
{
    uint64_t truth = 0;
    switch (statement->kind) {
    case CAS_OPTION_TAKEN: return options[statement->option];
    case CAS_OPTION_NOT: return ~cas_option_true_of_64(statement->parts[0], options);
    case CAS_OPTION_ALL:
        truth = ~(uint64_t)0;
        for (int i = 0; i < statement->part_count; i++)
            truth &= cas_option_true_of_64(statement->parts[i], options);
        return truth;
    case CAS_OPTION_ANY:
        for (int i = 0; i < statement->part_count; i++)
            truth |= cas_option_true_of_64(statement->parts[i], options);
        return truth;
    case CAS_OPTION_PROVIDED:
        return cas_option_true_of_64(statement->parts[0], options) |
               ~cas_option_true_of_64(statement->parts[1], options);
    }
    return 0;
}

int cas_option_truth_so_far(const cas_option_statement *statement, uint64_t state, uint64_t known)
{
    switch (statement->kind) {
    case CAS_OPTION_TAKEN: return (known >> statement->option) & 1 ? (int)((state >> statement->option) & 1) : -1;
    case CAS_OPTION_NOT: {
        const int truth = cas_option_truth_so_far(statement->parts[0], state, known);
        return truth < 0 ? -1 : !truth;
    }
    case CAS_OPTION_ALL:
    case CAS_OPTION_ANY: {
        const int decisive = statement->kind == CAS_OPTION_ANY;
        bool open = false;
        for (int i = 0; i < statement->part_count; i++) {
            const int truth = cas_option_truth_so_far(statement->parts[i], state, known);
            if (truth == decisive)
                return decisive;
            open |= truth < 0;
        }
        return open ? -1 : !decisive;
    }
    case CAS_OPTION_PROVIDED: {
        const int then = cas_option_truth_so_far(statement->parts[0], state, known);
        const int when = cas_option_truth_so_far(statement->parts[1], state, known);
        return then == 1 || when == 0 ? 1 : then == 0 && when == 1 ? 0 : -1;
    }
    }
    return -1;
}

uint64_t cas_option_mentioned(const cas_option_statement *statement)
{
    if (statement->kind == CAS_OPTION_TAKEN)
        return (uint64_t)1 << statement->option;
    uint64_t mentioned = 0;
    for (int i = 0; i < statement->part_count; i++)
        mentioned |= cas_option_mentioned(statement->parts[i]);
    return mentioned;
}

int cas_option_relation(const cas_option_statement *a, const cas_option_statement *b)
{
    const uint64_t options = cas_option_mentioned(a) | cas_option_mentioned(b);
    bool same = true, opposite = true, ever = false, never = false;
    if (__builtin_popcountll(options) > MOST_COMPARED)
        return 0;
    /* All subsets of the mask, from the full one downwards. */
    for (uint64_t state = options;; state = (state - 1) & options) {
        const bool truth = cas_option_true(a, state);
        ever |= truth;
        never |= !truth;
        if (truth == cas_option_true(b, state))
            opposite = false;
        else
            same = false;
        if (!state || (!same && !opposite))
            break;
    }
    /* What is always true or always false says nothing, twice or not. */
    return !ever || !never ? 0 : same ? 1 : opposite ? -1 : 0;
}

static void put(cas_builder *out, const cas_option_statement *statement, const char *const *names, bool inside)
{
    const char *between = statement->kind == CAS_OPTION_ALL   ? " and "
                          : statement->kind == CAS_OPTION_ANY ? " or "
                                                              : " if ";
    if (statement->kind == CAS_OPTION_TAKEN) {
        cas_puts(out, names[statement->option]);
        return;
    }
    if (statement->kind == CAS_OPTION_NOT) {
        cas_puts(out, "not ");
        put(out, statement->parts[0], names, true);
        return;
    }
    if (inside)
        cas_putc(out, '(');
    for (int i = 0; i < statement->part_count; i++) {
        cas_puts(out, i ? between : "");
        put(out, statement->parts[i], names, true);
    }
    if (inside)
        cas_putc(out, ')');
}

const char *cas_option_words(cas_arena *arena, const cas_option_statement *statement, const char *const *names)
{
    cas_builder out = {.arena = arena};
    put(&out, statement, names, false);
    return cas_built_string(&out);
}
