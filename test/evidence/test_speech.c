/* Quotations, speakers, names, wordings and groups of one utterance. */
#include "set.h"

#include "evidence/derived.h"
#include "evidence/names.h"
#include "evidence/wording.h"

#include <stdio.h>

static const char *joined(bench *b, const cas_quotation *quotation)
{
    cas_builder out = {.arena = &b->arena};
    for (size_t i = 0; i < quotation->segment_count; i++)
        cas_putf(&out, "%s%.*s", i ? "|" : "", CAS_SHOW(quotation->segments[i].text));
    return cas_built_string(&out);
}

/* --- quotations --- */

static void marks_of_every_kind_are_read(void **state)
{
    static const struct {
        const char *text;
        const char *quotations; /* joined by / ; segments by | */
    } cases[] = {
        {"Ann said it was “a good start” on Monday.", "a good start"},
        {"Ann said it was \"a good start\" on Monday.", "a good start"},
        {"Ann said it was ‘a good start’ on Monday.", "a good start"},
        {"Ann said it was 'a good start' on Monday.", "a good start"},
        {"Ann nannte es „einen guten Anfang“ am Montag.", "einen guten Anfang"},
        {"Ann nannte es »einen guten Anfang« am Montag.", "einen guten Anfang"},
        {"Ann l’a dit : « un bon début » lundi.", "un bon début"},
        {"Closing marks set as opening ones: “a good start,“ Ann said.", "a good start,"},
        {"It's the players' choice, isn't it, said Ann's brother.", ""},
        {"The '90s were 'a good time' for rock 'n' roll.", "a good time"},
        {"Ann called the leaders' plan 'the players' choice' on Monday.", "the players' choice"},
        {"“He told me ‘go home’ and left,” Ann said.", "He told me ‘go home’ and left,"},
        {"“He told me “go home” and left,” Ann said.", "He told me “go home” and left,"},
        {"“We won,” Ann said. “Nobody can take that away.”", "We won,|Nobody can take that away."},
        {"“We,” said Ann, “have won.”", "We,|have won."},
        {"“We won,” wrote the chair, Ann Lee, who leads the club, on Monday. “Nobody can take that away.”", "We won,|Nobody can take that away."},
        {"“We won,” Ann said. She called it “a miracle.”", "We won,/a miracle."},
        {"“We won,” Ann said. “Go home,” she added.", "We won,/Go home,"},
        {"“We won,” Ann said, adding that it was “a miracle.”", "We won,/a miracle."},
        {"“It began in May,” Ann said.\n\n“We won.\n\n“We went home,” she said.", "It began in May,/We won.|We went home,"},
        {"The board is 6\" wide and \"very heavy\" said Ann.", "very heavy"},
        {"Ann said “one” and “two”.", "one/two"},
        {"", ""},
        {"“", ""},
        {"””””", ""},
    };
    bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cas_evidence evidence = read_all(b, &cases[i].text, 1);
        cas_builder found = {.arena = &b->arena};
        for (size_t q = 0; q < evidence.documents[0].quotation_count; q++)
            cas_putf(&found, "%s%s", q ? "/" : "", joined(b, &evidence.documents[0].quotations[q]));
        assert_string_equal(cas_built_string(&found), cases[i].quotations);
    }
}

static void wrapped_lines_are_stretches(void **state)
{
    static const char *const text = "The minister said on Monday that it was \"a very\ngood example of what people can\ndo together\", and nobody\nobjected to it.\n";
    const cas_evidence evidence = read_all(*state, &text, 1);
    assert_int_equal(evidence.documents[0].quotation_count, 1);
    const cas_quotation *q = &evidence.documents[0].quotations[0];
    assert_int_equal(q->segment_count, 3);
    assert_int_equal(q->segments[0].line, 1);
    assert_int_equal(q->segments[0].column, 42);
    assert_int_equal(q->segments[2].line, 3);
    assert_string_equal(joined(*state, q), "a very|good example of what people can|do together");
}

/* --- speakers --- */

static void speakers_are_subjects(void **state)
{
    static const struct {
        const char *text;
        const char *speaker, *cue; /* of the last quotation; null: none */
    } cases[] = {
        {"President Ann Lee told Bob Stone that the plan was “dead.”", "Ann Lee", "told"},
        {"“It is dead,” said Bob Stone.", "Bob Stone", "said"},
        {"“It is dead,” the mayor, Bob Stone, said on Monday.", "Bob Stone", "said"},
        {"“It is dead,” Bob Stone, the mayor of Salem, told reporters.", "Bob Stone", "told"},
        {"Bob Stone, who met Ann Lee in Salem on Friday, called the plan “dead”.", "Bob Stone", "called"},
        {"Bob Stone praised Ann Lee and called the plan “a gift”.", "Bob Stone", "called"},
        {"Bob Stone criticised Ann Lee, calling her plan “a gift”.", "Bob Stone", "calling"},
        {"The talks ended on Friday, with Bob Stone noting that the plan was “a gift”.", "Bob Stone", "noting"},
        {"Bob Stone was called “a fool” by Ann Lee on Friday.", "Ann Lee", "called"},
        {"According to Ann Lee, the plan is “a gift”.", "Ann Lee", "According"},
        {"Ann Lee spoke to Bob Stone. “I am tired,” she said.", "Ann Lee", "said"},
        {"Ann Lee told Bob Stone to be wary of Tim Ross, whom she called “a fox”.", "Ann Lee", "called"},
        {"Bob Stone, she said, was “a fox”.", NULL, "said"},
        {"The town calls the old bridge, a thing of rust, “Betty”. In the hall hung a fund called “Hope”.", NULL, NULL},
        {"The so-called “rule of May” was repealed.", NULL, NULL},
        {"Peru’s foreign minister, Ana Ruiz, arrived. The Peruvian foreign minister said it was “late”.", "Ana Ruiz", "said"},
        {"The ministry in Lima said the report was “wrong”.", "ministry", "said"},
        {"Ann Lee was asked about it. “No,” she replied.", "Ann Lee", "replied"},
        /* Somebody new in the paragraph, not who was spoken of before. */
        {"Ann Lee asked for patience. But one of her own ministers was less kind. “We wait too long,” he said.", "one of her own ministers", "said"},
        {"Ann Lee asked for patience. A senior official was less kind. “We wait too long,” he said.", "senior official", "said"},
        {"Two miners spoke of the fire. The answer, one of them said, had been “a long time coming”.", "one of them", "said"},
        {"Ann Lee owns the mill. Its Lima-listed shares fell. The dam, she insisted, was “safe and sound”.", "Ann Lee", "insisted"},
        {"A Salem-based broker likened the day to “a fire in a barn”.", "Salem-based broker", "likened"},
        {"Ann Lee, meanwhile, stopped short of condemning the raid, speaking merely of a need for “calm”.", "Ann Lee", "speaking"},
        /* A spokesman for one is not another's. */
        {"The mill's spokesman, Bob Stone, spoke at noon. A spokesman for the harbour said the dam was “safe”.", "spokesman for the harbour", "said"},
        {"The dam, Ann Lee said, was “safe and sound”; talk of a leak was “gossip from the mill”.", "Ann Lee", NULL},
        {"The dam, Ann Lee said, was “safe and sound”; officials found it in “a pitiful state”.", "officials", NULL},
        /* One office under several words. */
        {"Peru’s Foreign Minister Ana Ruiz arrived. “It is late,” the top Peruvian diplomat said.", "Ana Ruiz", "said"},
        {"“It is late,” senior lawmaker Bob Stone told reporters.\n\n“We go home,” the legislator went on to say.", "Bob Stone", "say"},
        {"Bundeskanzlerin Eva Stern nannte den Plan „falsch“.", "Eva Stern", "nannte"},
        {"„Der Plan ist falsch“, sagte Bundeskanzlerin Eva Stern.", "Eva Stern", "sagte"},
        {"Am Montag erklärte Minister Jan Roth, der Plan sei „falsch“.", "Jan Roth", "erklärte"},
    };
    bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cas_evidence evidence = read_all(b, &cases[i].text, 1);
        assert_true(evidence.documents[0].quotation_count > 0);
        const cas_quotation *q = &evidence.documents[0].quotations[evidence.documents[0].quotation_count - 1];
        const char *found = cas_format(&b->arena, "%s <%s> in %s", q->speaker ? q->speaker : "nobody", q->cue ? q->cue : "", cases[i].text);
        const char *wanted = cas_format(&b->arena, "%s <%s> in %s", cases[i].speaker ? cases[i].speaker : "nobody", q->cue && cases[i].cue ? cases[i].cue : q->cue ? q->cue : "", cases[i].text);
        assert_string_equal(found, wanted);
        assert_non_null(q->reason);
        assert_true(q->reason[0]);
        if (!q->speaker)
            assert_int_not_equal(q->certainty, CAS_CERTAIN);
    }
}

/* A headline's words bent a little are whose they are in the text; other words in the same frame are not. */
static void headlines_may_bend_a_word(void **state)
{
    static const char *const body = "The price of corn doubled on Wednesday after two barns burned in the valley, the first time this year.\n\n“Every banker in Salem redrew the map at noon,” said Ann Lee, the mayor.\n";
    static const char *const headlines[][2] = {{"Bankers ‘redraw the map’ after the fire", "Ann Lee"}, {"Bankers ‘reread the map’ after the fire", NULL}};
    bench *b = *state;
    for (size_t i = 0; i < sizeof headlines / sizeof *headlines; i++) {
        const char *text = cas_format(&b->arena, "%s\n\n%s", headlines[i][0], body);
        const cas_evidence evidence = read_all(b, &text, 1);
        const cas_quotation *q = &evidence.documents[0].quotations[0];
        assert_true(q->in_title);
        assert_string_equal(q->speaker ? q->speaker : "nobody", headlines[i][1] ? headlines[i][1] : "nobody");
        assert_int_not_equal(q->certainty, CAS_CERTAIN);
    }
}

static void spellings_have_one_key(void **state)
{
    static const char *const same[][2] = {{"Zelinsky", "Zelinskyy"}, {"Zelinsky", "Zelinskiy"}, {"Sergey", "Sergei"}, {"Chekhov", "Chekhow"}, {"Romanov", "Romanoff"}, {"Müller", "Mueller"}, {"Yusuf", "Jusuf"},
                                          {"Khaled", "Haled"}, {"Tolstoy", "Tolstoi"}, {"Grigoriy", "Grigory"}, {"Zakhar", "Zahar"}, {"Schröder", "Schroeder"}};
    static const char *const other[][2] = {{"Ivanov", "Ivanova"}, {"Stone", "Stine"}, {"Lee", "Law"}, {"Vladimir", "Volodymyr"}, {"Marin", "Martin"}};
    bench *b = *state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(cas_text_equal(cas_name_key(&b->arena, cas_text_of(same[i][0])), cas_name_key(&b->arena, cas_text_of(same[i][1]))));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(cas_text_equal(cas_name_key(&b->arena, cas_text_of(other[i][0])), cas_name_key(&b->arena, cas_text_of(other[i][1]))));
}

/* --- wordings against brute force --- */

typedef struct dice {
    uint64_t seed;
} dice;

static unsigned roll(dice *d, unsigned sides)
{
    d->seed = d->seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(d->seed >> 33) % sides;
}

/* Invented words that share no first five letters. */
static const char *word_of(bench *b, unsigned number)
{
    static const char consonants[] = "bdfgklmnprtvz", vowels[] = "aeiou";
    return cas_format(&b->arena, "%c%c%c%c%c%cx", consonants[number % 13], vowels[number % 5], consonants[number / 5 % 13], vowels[number / 65 % 5], consonants[number / 13 % 13], vowels[number / 325 % 5]);
}

static unsigned naive_rest(const cas_likeness_text *a, const cas_likeness_text *b, size_t i, size_t j)
{
    if (i == a->count)
        return 0; /* what is left of the whole is behind the stretch */
    unsigned least = (unsigned)(CAS_WORDING_ADDED) + naive_rest(a, b, i + 1, j);
    if (j < b->count) {
        const unsigned change = (cas_likeness_same_word(&a->words[i], &b->words[j]) ? 0u : (unsigned)CAS_WORDING_CHANGED) + naive_rest(a, b, i + 1, j + 1);
        const unsigned left = (unsigned)CAS_WORDING_LEFT_OUT + naive_rest(a, b, i, j + 1);
        least = change < least ? change : least;
        least = left < least ? left : least;
    }
    return least;
}

static unsigned naive_cost(const cas_likeness_text *a, const cas_likeness_text *b)
{
    unsigned least = (unsigned)CAS_WORDING_ADDED * (unsigned)a->count;
    for (size_t start = 0; start < b->count; start++) {
        const unsigned cost = naive_rest(a, b, 0, start);
        least = cost < least ? cost : least;
    }
    return least;
}

static size_t naive_run(const cas_likeness_text *a, const cas_likeness_text *b)
{
    size_t longest = 0;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++) {
            size_t k = 0;
            while (i + k < a->count && j + k < b->count && cas_text_equal(a->words[i + k].stem, b->words[j + k].stem))
                k++;
            longest = k > longest ? k : longest;
        }
    return longest;
}

static const char *random_words(bench *b, dice *d, unsigned most, unsigned different)
{
    cas_builder out = {.arena = &b->arena};
    for (unsigned n = 1 + roll(d, most); n > 0; n--)
        cas_putf(&out, "%s%s", out.length ? " " : "", word_of(b, roll(d, different)));
    return cas_built_string(&out);
}

static void alignments_are_cheapest(void **state)
{
    bench *b = *state;
    dice d = {20};
    for (int round = 0; round < 3000; round++) {
        const cas_mark mark = cas_arena_mark(&b->arena);
        const char *x = random_words(b, &d, 6, 5), *y = random_words(b, &d, 6, 5);
        const cas_likeness_text a = cas_likeness_read(&b->arena, cas_text_of(x)), c = cas_likeness_read(&b->arena, cas_text_of(y));
        const cas_wording found = cas_wording_align(&b->arena, &a, &c);
        assert_int_equal(found.cost, naive_cost(&a, &c));
        unsigned cost = 0;
        size_t before = SIZE_MAX;
        for (size_t i = 0; i < a.count; i++) {
            if (found.match[i] == SIZE_MAX)
                continue;
            assert_true(cas_likeness_same_word(&a.words[i], &c.words[found.match[i]]));
            assert_true(before == SIZE_MAX || found.match[i] > before);
            before = found.match[i];
            cost++;
        }
        assert_true(cost <= a.count);
        assert_int_equal(cas_longest_shared_run(&b->arena, cas_text_of(x), cas_text_of(y)), naive_run(&a, &c));
        const double likeness = cas_likeness(&a, &c);
        assert_true(likeness >= 0 && likeness <= 1 && likeness == cas_likeness(&c, &a));
        assert_true(cas_likeness(&a, &a) == 1);
        cas_arena_release(&b->arena, mark);
    }
}

static void differences_are_told(void **state)
{
    bench *b = *state;
    assert_string_equal(cas_wording_tell(&b->arena, CAS_TEXT("a lion at our doorstep"), CAS_TEXT("he is a lion at our gates, he said")), "\"doorstep\" added");
    assert_string_equal(cas_wording_tell(&b->arena, CAS_TEXT("we were robbed today"), CAS_TEXT("we were plainly robbed today")), "without \"plainly\"");
    assert_string_equal(cas_wording_tell(&b->arena, CAS_TEXT("the big plan failed"), CAS_TEXT("the small plan failed")), "\"big\" for \"small\"");
    assert_string_equal(cas_wording_tell(&b->arena, CAS_TEXT("realise it"), CAS_TEXT("they realize it")), "");
}

/* --- groups against all pairs --- */

enum { UTTERANCES = 6, DOCUMENTS = 4 };

/* A perturbed copy: each word may be left out or doubled in place of its neighbour. */
static const char *perturbed(bench *b, dice *d, unsigned utterance)
{
    cas_builder out = {.arena = &b->arena};
    for (unsigned w = 0; w < 10; w++) {
        if (roll(d, 10) == 0)
            continue;
        cas_putf(&out, "%s%s", out.length ? " " : "", word_of(b, 7 + utterance * 41 + w * 3 + (roll(d, 8) == 0 ? 1300 + roll(d, 300) : 0)));
    }
    return cas_built_string(&out);
}

/* The definition: 6/10 alike; or 45/100, and two long words stand side by side in both. */
static bool naive_alike(const cas_likeness_text *a, const cas_likeness_text *b)
{
    const double likeness = cas_likeness(a, b);
    bool side_by_side = false;
    for (size_t i = 0; i + 1 < a->count; i++)
        for (size_t j = 0; j + 1 < b->count; j++)
            side_by_side = side_by_side || (cas_likeness_same_word(&a->words[i], &b->words[j]) && cas_likeness_same_word(&a->words[i + 1], &b->words[j + 1]));
    return likeness >= 0.6 || (likeness >= 0.45 && side_by_side);
}

static size_t naive_leader(const size_t *leaders, size_t i)
{
    while (leaders[i] != i)
        i = leaders[i];
    return i;
}

typedef struct naive_units {
    const cas_likeness_text *words;
    const size_t *document;
    size_t *leaders;
    size_t count;
} naive_units;

static bool naive_holds(const cas_likeness_text *text, const cas_likeness_word *word)
{
    for (size_t i = 0; i < text->count; i++)
        if (cas_likeness_same_word(&text->words[i], word))
            return true;
    return false;
}

/* Has one group words of the other's document, or both of them two wordings that one document would not give of one utterance? */
static bool naive_apart(const naive_units *all, size_t a, size_t b)
{
    for (size_t i = 0; i < all->count; i++) {
        const size_t leader = naive_leader(all->leaders, i);
        if ((leader == naive_leader(all->leaders, a) && all->document[i] == all->document[b]) || (leader == naive_leader(all->leaders, b) && all->document[i] == all->document[a]))
            return true;
        for (size_t j = 0; j < all->count && leader == naive_leader(all->leaders, a); j++)
            if (naive_leader(all->leaders, j) == naive_leader(all->leaders, b) && all->document[i] == all->document[j] && cas_likeness(&all->words[i], &all->words[j]) < 0.35)
                return true;
    }
    return false;
}

/* Two content words of a are b's and those of no other group. */
static bool naive_translates(const naive_units *all, size_t a, size_t b)
{
    size_t own = 0;
    for (size_t w = 0; w < all->words[a].count; w++) {
        const cas_likeness_word *word = &all->words[a].words[w];
        bool theirs = word->content && naive_holds(&all->words[b], word);
        for (size_t i = 0; i < all->count && theirs; i++)
            theirs = naive_leader(all->leaders, i) == naive_leader(all->leaders, a) || naive_leader(all->leaders, i) == naive_leader(all->leaders, b) || !naive_holds(&all->words[i], word);
        own += theirs;
    }
    return own >= 2;
}

/* What is less alike, the most alike first: each time the whole is looked through for the next. */
static size_t naive_translations(naive_units *all)
{
    size_t joined = 0, last_a = 0, last_b = 0;
    for (double last = 2;;) {
        double best = -1;
        size_t a = 0, b = 0;
        for (size_t i = 0; i < all->count; i++)
            for (size_t j = i + 1; j < all->count; j++) {
                const double likeness = cas_likeness(&all->words[i], &all->words[j]);
                const bool later = likeness < last || (likeness == last && (i > last_a || (i == last_a && j > last_b)));
                if (all->document[i] != all->document[j] && likeness >= 0.3 && !naive_alike(&all->words[i], &all->words[j]) && later && likeness > best) {
                    best = likeness;
                    a = i;
                    b = j;
                }
            }
        if (best < 0)
            return joined;
        last = best;
        last_a = a;
        last_b = b;
        if (!naive_apart(all, a, b) && naive_translates(all, a, b)) {
            all->leaders[naive_leader(all->leaders, b)] = naive_leader(all->leaders, a);
            joined++;
        }
    }
}

static void groups_are_those_of_all_pairs(void **state)
{
    size_t translations = 0;
    bench *b = *state;
    dice d = {7};
    for (int round = 0; round < 60; round++) {
        const cas_mark mark = cas_arena_mark(&b->arena);
        const char *texts[DOCUMENTS];
        for (size_t n = 0; n < DOCUMENTS; n++) {
            cas_builder out = {.arena = &b->arena};
            for (unsigned u = 0; u < UTTERANCES; u++)
                if (roll(&d, 3))
                    cas_putf(&out, "Ann Lee said on Monday that “%s” and left the room.\n\n", perturbed(b, &d, u));
            cas_puts(&out, "Nobody else spoke on that day.\n");
            texts[n] = cas_built_string(&out);
        }
        cas_evidence evidence = read_all(b, texts, DOCUMENTS);
        size_t first[DOCUMENTS + 1] = {0};
        for (size_t n = 0; n < DOCUMENTS; n++)
            first[n + 1] = first[n] + evidence.documents[n].quotation_count;
        const size_t total = first[DOCUMENTS];
        size_t *leaders = CAS_ARRAY(&b->arena, size_t, total + 1), *found = CAS_ARRAY(&b->arena, size_t, total + 1);
        cas_likeness_text *words = CAS_ARRAY(&b->arena, cas_likeness_text, total + 1);
        for (size_t n = 0; n < DOCUMENTS; n++)
            for (size_t q = 0; q < evidence.documents[n].quotation_count; q++)
                words[first[n] + q] = cas_likeness_read(&b->arena, evidence.documents[n].quotations[q].segments[0].text);
        for (size_t i = 0; i < total; i++)
            leaders[i] = found[i] = i;
        for (size_t i = 0; i < total; i++)
            for (size_t j = 0; j < i; j++)
                if (naive_alike(&words[i], &words[j]))
                    leaders[naive_leader(leaders, i)] = naive_leader(leaders, j);
        size_t *document = CAS_ARRAY(&b->arena, size_t, total + 1);
        for (size_t n = 0; n < DOCUMENTS; n++)
            for (size_t q = first[n]; q < first[n + 1]; q++)
                document[q] = n;
        naive_units all = {words, document, leaders, total};
        translations += naive_translations(&all);
        for (size_t g = 0; g < evidence.same_count; g++)
            for (size_t m = 1; m < evidence.same[g].count; m++) {
                const cas_evidence_place *p = &evidence.same[g].members[m], *o = &evidence.same[g].members[0];
                found[naive_leader(found, first[p->document] + p->item)] = naive_leader(found, first[o->document] + o->item);
            }
        for (size_t i = 0; i < total; i++)
            for (size_t j = 0; j < i; j++)
                assert_int_equal(naive_leader(leaders, i) == naive_leader(leaders, j), naive_leader(found, i) == naive_leader(found, j));
        cas_arena_release(&b->arena, mark);
    }
    assert_true(translations >= 3);
}

static void groups_keep_speakers_apart(void **state)
{
    static const char *const texts[] = {"“The harvest was lost in the great storm of June,” Ann Lee said.", "“The harvest was lost in the great storm of June,” Bob Stone said.",
                                        "“The harvest was lost in the great storm of June,” said Ann Lee."};
    const cas_evidence evidence = read_all(*state, texts, 3);
    assert_int_equal(evidence.same_count, 1);
    assert_int_equal(evidence.same[0].count, 2);
    assert_int_equal(evidence.same[0].members[0].document, 0);
    assert_int_equal(evidence.same[0].members[1].document, 2);
}

/* --- derivation --- */

static void overlap_alone_shows_nothing(void **state)
{
    static const char *const texts[] = {"LIMA - Minister Ana Ruiz spoke on Monday.\n\n“The harvest was lost in the great storm of June and nobody will go hungry,” Ana Ruiz said.",
                                        "The hall was full when she came.\n\n“The harvest was lost in the great storm of June and nobody will go hungry,” Ana Ruiz said."};
    const cas_evidence evidence = read_all(*state, texts, 2);
    assert_int_equal(evidence.derived_count, 1);
    assert_int_equal(evidence.derived[0].verdict, CAS_CANNOT_TELL);
    const size_t both[] = {0, 1};
    assert_int_equal(cas_independent_witnesses(&evidence, both, 2), 1);
}

static void translations_show_it(void **state)
{
    static const char *const texts[] = {"“The harvest was lost in the great storm of June and nobody in the valley will go hungry,” Ana Ruiz said.",
                                        "In Lima, Ana Ruiz said: “The harvest was lost in the great storm of June and nobody in the valley will go hungry.”",
                                        "“June's big tempest destroyed the crops, but no one in the valley shall starve,” Ana Ruiz declared."};
    const cas_evidence evidence = read_all(*state, texts, 3);
    assert_true(evidence.same_count >= 1);
    bool joined_first = false;
    for (size_t g = 0; g < evidence.derived_count; g++)
        joined_first = joined_first || (evidence.derived[g].verdict == CAS_DERIVED && evidence.derived[g].count == 2 && evidence.derived[g].documents[1] == 1);
    /* The third says the same in words that have little in common with theirs: it may not be found, and then nothing is shown. */
    assert_true(joined_first || evidence.derived[0].verdict == CAS_CANNOT_TELL);
}

static void credits_show_it(void **state)
{
    static const char *const texts[] = {"LIMA (Andina) - The harvest was lost, officials said on Monday in the capital.\n\nMore rain is expected.", "The storm took the harvest.\n\nFarmers are in despair.\n\nSource: Andina",
                                        "Nobody knows what comes next in the valley."};
    const cas_evidence evidence = read_all(*state, texts, 3);
    assert_int_equal(evidence.derived_count, 1);
    assert_int_equal(evidence.derived[0].verdict, CAS_DERIVED);
    assert_int_equal(evidence.derived[0].count, 2);
    assert_non_null(strstr(evidence.derived[0].reasons[0], "Andina"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marks_of_every_kind_are_read, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(wrapped_lines_are_stretches, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(speakers_are_subjects, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(headlines_may_bend_a_word, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(spellings_have_one_key, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(alignments_are_cheapest, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(differences_are_told, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(groups_are_those_of_all_pairs, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(groups_keep_speakers_apart, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(overlap_alone_shows_nothing, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(translations_show_it, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(credits_show_it, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
