/* Rules of attribution one by one: for each a text that it alone decides. Names, places of work and words are invented. */
#include "set.h"

/* The last quotation of a text: who speaks (null: nobody), and words that its reason holds (null: any). */
typedef struct case_of_rule {
    const char *text, *speaker, *reason;
} case_of_rule;

static void check(bench *b, const case_of_rule *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const cas_evidence evidence = read_all(b, &cases[i].text, 1);
        assert_true(evidence.documents[0].quotation_count > 0);
        const cas_quotation *q = &evidence.documents[0].quotations[evidence.documents[0].quotation_count - 1];
        const bool right = strcmp(q->speaker ? q->speaker : "nobody", cases[i].speaker ? cases[i].speaker : "nobody") == 0;
        if (!right || (cases[i].reason && !strstr(q->reason, cases[i].reason)))
            fail_msg("%s\n  by %s (%s), not %s (%s)", cases[i].text, q->speaker ? q->speaker : "nobody", q->reason, cases[i].speaker ? cases[i].speaker : "nobody", cases[i].reason ? cases[i].reason : "");
        if (cases[i].speaker && q->certainty == CAS_CERTAIN && cases[i].reason)
            assert_non_null(q->cue);
    }
}

#define CHECK(state, cases) check(*(state), cases, sizeof(cases) / sizeof *(cases))

/* ---- who stands beside a word of saying ---- */

static void attributions_beside_a_quotation(void **state)
{
    static const case_of_rule cases[] = {
        {"The mill was “a fire trap”, in the words of Ann Lee.", "Ann Lee", "in the words of"},
        {"Bob Stone, “the lion of Salem”, as his supporters call him, left at noon.", "supporters", "as supporters call"},
        {"Ann Lee spoke at noon. “We wait,” the agency quoted her as saying.", "Ann Lee", "\"quoted\" behind it"},
        {"Ann Lee spoke at noon. The mill was “a fire trap”, according to her.", "Ann Lee", "according to"},
        /* Who carries it has not said it. */
        {"Ann Lee said the mill was “a fire trap”, according to Salem News Agency.", "Ann Lee", "\"said\" before it"},
        {"Ann Lee, who called it “a gift”, said the other mills would pay.", "Ann Lee", "\"called\" before it"},
        {"Ann Lee spoke at noon. “We wait,” she went on.", "Ann Lee", "went"},
        {"Bob Stone asked when. “We wait for nobody,” came the answer from Ann Lee.", "Ann Lee", "came"},
        {"“We wait,” said a source close to the mill.", "source", NULL},
        {"The minister, Omar al-Basri, said the mill was “a fire trap”.", "Omar al-Basri", "\"said\" before it"},
        {"OSLO Peru said on Monday that the mill was “a fire trap”.", "Peru", "\"said\" before it"},
        {"“We wait,” said a State Department official.", "State Department official", NULL},
    };
    CHECK(state, cases);
}

static void words_of_saying_elsewhere(void **state)
{
    static const case_of_rule cases[] = {
        {"The plan, said Ann Lee, was “late”.", "Ann Lee", "\"said\" before it"},
        {"Peru, Chile and Ecuador said the plan was “late”.", "Peru, Chile and Ecuador", NULL},
        {"Peru and Chile call the plan “late”.", "Peru and Chile", "\"call\""},
        {"Ann Lee met them. The plan, one of the officials said, was “late”.", "one of the officials", NULL},
        {"Ann Lee, the professor who called the plan “a gift”, left at noon.", "Ann Lee", NULL},
        {"A nurse who was standing under the bridge called it “late”.", "nurse", NULL},
        {"Ann Lee told reporters that Bob Stone had erred by calling it “a gift”.", "Ann Lee", "\"told\" before it"},
        {"Bob Stone read aloud a message posted on Monday: “We wait for nobody.”", "Bob Stone", NULL},
        {"The mill is “a fire trap” and the owners hope to sell it, Ann Lee says.", "Ann Lee", "ends the sentence"},
        {"The “gift” never came, and Ann Lee rejected the plan.", NULL, NULL},
        {"The road of “a long day for all” fell, and the town did what Ann Lee asked.", NULL, NULL},
        {"Ann Lee posted the text on X. Bob Stone said it was “late”.", "Bob Stone", NULL},
        {"The US said the plan was “late”.", "US", NULL},
        {"Ann Lee came. Bob Stone ate. President of the Republic of Peru Ann Lee said the plan was “late”.", "Ann Lee", NULL},
        {"Ann Lee came. Bob Stone ate. “We wait,” said Secretary of State Ann Lee.", "Ann Lee", NULL},
        {"Ann Lee came. Bob Stone ate. “We wait,” said President of the Republic of Peru Ann Lee.", "Ann Lee", NULL},
    };
    CHECK(state, cases);
}

static void without_a_word_of_saying(void **state)
{
    static const case_of_rule cases[] = {
        {"It rained. Ann Lee used the word “trap” twice.", "Ann Lee", "subject of the sentence"},
        {"It rained. Ann Lee has “a long way to go” and “no shoes”.", "Ann Lee", "quoted before it in the sentence"},
        {"Ann Lee spoke at noon on Friday of the harbour, which had never been so quiet in a winter. She left the hall by the river door.\n\n“a fire trap.”\n\nThe mill stands by the river, and it is so old that nobody alive has seen it new. It is not for sale, and the harbour is not.", NULL, NULL},
        {"Ann Lee spoke at noon on Friday of the harbour, which had never been so quiet in a winter. She left the hall by the river door.\n\n“It is a fire trap for all.”\n\nThe mill stands by the river, and it is so old that nobody alive has seen it new. It is not for sale, and the harbour is not.", "Ann Lee", "stands alone"},
        {"Ann Lee spoke at noon on Friday of the harbour, which had never been so quiet in a winter. She left the hall by the river door.\n\nQuote: “It is a fire trap for all.”\n\nThe mill stands by the river, and it is so old that nobody alive has seen it new. It is not for sale, and the harbour is not.", "Ann Lee", "stands alone"},
        {"“We wait for nobody in this valley,” said Ann Lee. Bob Stone went home with “we wait for nobody”.", "Ann Lee", "says the same"},
        /* Marks around what nobody says. */
        {"It rained. The film “Dry Summer” drew a crowd of a hundred.", NULL, "title of a work"},
        {"It rained. Ann Lee spoke on Channel 4's “Good Morning, Town”.", NULL, "title of a work"},
        {"It rained. Ann Lee wrote of Salem's “Good Morning, Town”.", NULL, "title of a work"},
        {"It rained. Ann Lee named the “Long Way Round”.", NULL, "title of a work"},
        {"Ann Lee hoped the “switch” mechanism would work.", NULL, "a term in front"},
        {"Ann Lee launched the “switch” of sides.", NULL, "a term in front"},
        {"Ann “Nan” Lee left at noon.", NULL, "part of a name"},
    };
    CHECK(state, cases);
}

static void headlines_name_an_office(void **state)
{
    static const case_of_rule cases[] = {
        {"Mayor: “We wait for nobody”\n\nMayor Ann Lee of Salem met the owners of the mill at noon on Friday, and they talked for nine hours about the fire.\n\nThe river rose again in the night, and the bridge was closed.\n", "Ann Lee", "stands before it"},
    };
    CHECK(state, cases);
}

/* ---- who is meant ---- */

static void nobody_is_named(void **state)
{
    static const case_of_rule cases[] = {
        {"Peru's president, Ann Lee, spoke at noon. A Peruvian leader said the plan was “late”.", "Peruvian leader", NULL},
        {"Defence Minister Ann Lee spoke at noon. One minister said the plan was “late”.", "minister", NULL},
        {"Peru's president, Ann Lee, spoke at noon. A government official said the plan was “late”.", "government official", NULL},
        {"A senior Peruvian official spoke at noon. Minister Ann Lee left the hall. “We wait,” the official said.", "senior Peruvian official", "named before"},
        {"Ann Lee spoke at noon. “We wait,” said the driver of the lorry.", "driver", NULL},
        {"President Ann Lee left the hall. “We wait,” the head of the alliance said.", "head of the alliance", NULL},
    };
    CHECK(state, cases);
}

static void parts_of_names(void **state)
{
    static const case_of_rule cases[] = {
        {"President Lee Min-jun spoke at noon. “We wait,” said Lee.", "Lee Min-jun", NULL},
        {"Mayor Ann Lee spoke at noon. “We wait,” said Ann.", "Ann Lee", NULL},
        {"Ann “Nan” Lee said the plan was “late”.", "Ann Lee", NULL},
        {"It rained. The head of her office, Ann Lee, told Bob Stone to wait. “We go,” she said.", "Ann Lee", "the subject before"},
        {"South Africa's president, Ann Lee, spoke. Peru's president, Bob Stone, ate. “We wait,” said the South African leader.", "Ann Lee", "by office"},
        {"Georgia Lee said the plan was “late”. She said it was “a gift”.", "Georgia Lee", "\"She\" is"},
    };
    CHECK(state, cases);
}

static void offices_in_other_words(void **state)
{
    static const case_of_rule cases[] = {
        {"Peru's foreign minister, Ann Lee, spoke. Prime Minister Bob Stone left. “We wait,” the FM said.", "Ann Lee", "by office"},
        {"Prime Minister Bob Stone left. Peru's foreign minister, Ann Lee, spoke. “We wait,” the PM said.", "Bob Stone", "by office"},
        {"Peru's foreign minister, Ann Lee, spoke. President Bob Stone left. “We wait,” the head of the Peruvian Foreign Ministry said.", "Ann Lee", "by office"},
        {"Chile's foreign minister, Bob Stone, ate. Peru's foreign minister, Ann Lee, spoke. “We wait,” her counterpart said.", "Bob Stone", "by office"},
        {"Peru's ambassador, Ann Lee, spoke. Chile's ambassador, Bob Stone, ate. Peru paid in May. Its ambassador said the plan was “late”.", "Ann Lee", "by office"},
        {"President Ann Lee of Peru left. Peru's foreign minister, Bob Stone, stayed. Chile's foreign minister, Tim Ross, ate. “We wait,” Ann Lee's top diplomat said.", "Bob Stone", "by office"},
        {"Defence Minister Bob Stone met Prime Minister Ann Lee. Ann Lee left. “We wait,” the minister said.", "Bob Stone", "by office"},
        {"Ann Lee spoke at noon. “We wait,” the lawmaker said.", "Ann Lee", "is taken for"},
        {"Ann Lee spoke at noon. “We wait,” the Socialist said.", "Ann Lee", "the subject before"},
        {"Ann Lee spoke at noon. “We wait,” the veteran leftist said.", "Ann Lee", "the subject before"},
        {"Ann Lee spoke at noon. “We wait,” the Dane said.", "Ann Lee", "the subject before"},
    };
    CHECK(state, cases);
}

static void pronouns(void **state)
{
    static const case_of_rule cases[] = {
        /* No table knows these names: the sentences behind them tell who is meant by `she`. */
        {"Quill Ross left early because she was ill. Quill Ross lost her coat. Tarn Vole left early because he was ill. Tarn Vole lost his coat. “We wait for nobody,” she said.", "Quill Ross", "the subject before"},
        {"The talks with Chile failed, and it called the plan “late”.", "Chile", "named before in the sentence"},
        {"The ministry denied the report, and it called the plan “late”.", "ministry", "subject of the same sentence"},
        {"It rained. Officials in Lima built what they call “the long room”.", "Officials", "named first"},
        {"Bob Stone met Ann Lee in Salem. Ann Lee, she told reporters at noon. She called it “late”.", "Ann Lee", NULL},
    };
    CHECK(state, cases);
}

/* ---- in several reports ---- */

static const char *speaker_of(const cas_evidence *evidence, size_t document, size_t quotation)
{
    const char *speaker = evidence->documents[document].quotations[quotation].speaker;
    return speaker ? speaker : "nobody";
}

static void what_one_report_tells_another(void **state)
{
    /* What is so called here is nobody's words there. */
    static const char *const terms[] = {"It rained. The so-called “valley rule” was repealed.", "It rained. Ann Lee said the “valley rule” was dead."};
    cas_evidence evidence = read_all(*state, terms, 2);
    assert_string_equal(speaker_of(&evidence, 1, 0), "nobody");
    evidence = read_all(*state, terms + 1, 1);
    assert_string_equal(speaker_of(&evidence, 0, 0), "Ann Lee");
    /* A state has one foreign minister, and many an engineer. */
    static const char *const minister[] = {"It rained. Peru's foreign minister, Ann Lee, spoke at noon.", "It rained. The Peruvian foreign minister said it was “late”."};
    evidence = read_all(*state, minister, 2);
    assert_string_equal(speaker_of(&evidence, 1, 0), "Ann Lee");
    static const char *const engineer[] = {"It rained. Peruvian engineer Ann Lee spoke at noon.", "It rained. The Peruvian engineer said it was “late”."};
    evidence = read_all(*state, engineer, 2);
    assert_string_equal(speaker_of(&evidence, 1, 0), "Peruvian engineer");
}

/* Words that the whole report is about do not make two utterances one. */
static void words_of_the_subject_tell_little(void **state)
{
    static const char *const about[2] = {"Nobody remembers a winter in which the harbour lay so quiet, and the owners of the ferry went home on Friday without a word.\n\n"
                                         "The ferry has lain in the harbour since the first snow, and it costs the town of Salem a hundred a day.\n\n"
                                         "Who pays for the ferry, and who for the harbour, is what the town has not been able to settle since May.\n\n"
                                         "There was a ferry in the harbour when the oldest of the islanders were born, and a bell to call it.\n\n",
                                         "Nobody remembers a winter in which the orchards lay so quiet, and the owners of the mill went home on Friday without a word.\n\n"
                                         "The cider has lain in the cellar since the first snow, and it costs the town of Salem a hundred a day.\n\n"};
    static const char *const said[2] = {"“The harbour needs the ferry,” officials said.\n", "“No ferry leaves the harbour at night,” officials said.\n"};
    bench *b = *state;
    for (size_t i = 0; i < 2; i++) {
        const char *texts[2];
        for (size_t d = 0; d < 2; d++)
            texts[d] = cas_format(&b->arena, "%s%s", about[i], said[d]);
        const cas_evidence evidence = read_all(b, texts, 2);
        assert_int_equal(evidence.same_count, i);
    }
}

/* Two translations have few words in common; that nobody else says those shows that they are of one sentence. */
static void translations_of_a_sentence_are_one(void **state)
{
    static const char *const texts[] = {"It rained. “The orchard burned and the whole village wept until morning,” Ann Lee said.", "It rained. “The orchard was on fire, and all in the village cried till morning,” Ann Lee said.",
                                        "It rained. “The orchard was on fire, and all in the village cried till morning,” Bob Stone said.", "It rained. “That morning all went from the village to the orchard,” Tim Ross said."};
    const char *one[] = {texts[0], texts[1]}, *of_two[] = {texts[0], texts[2]}, *usual[] = {texts[0], texts[1], texts[3]};
    assert_int_equal(read_all(*state, one, 2).same_count, 1);
    assert_int_equal(read_all(*state, of_two, 2).same_count, 0);
    assert_int_equal(read_all(*state, usual, 3).same_count, 0);
}

/* ---- lines that are not the report's own ---- */

static void lines_of_the_page(void **state)
{
    static const struct {
        const char *line;
        cas_line_kind kind;
    } page[] = {
        {"The Orsina Herald – serving the strait since 1921", CAS_LINE_MENU},
        {"Orsina closes its ferry harbour for the winter", CAS_LINE_TITLE},
        {"The old harbour at dawn, with the ferries on their chains.", CAS_LINE_CAPTION},
        {"(photo credit: Kelm Agency)", CAS_LINE_CAPTION},
        {"Orsina Herald, 24.08.2031", CAS_LINE_DATELINE},
        {"The harbour of Orsina was closed for the winter on Friday, when the owners of the ferry could not agree on who should pay.", CAS_LINE_BODY},
        {"The mayor, Ilse Marenko, said that nobody would be left behind on the islands, and that a boat would leave every night.", CAS_LINE_BODY},
        {"Ilse Marenko (left) with the owners of the ferry", CAS_LINE_CAPTION},
        {"The mayor at the harbour. kelm.example", CAS_LINE_CAPTION},
        {"The owners on the quarrel over the ferry – video", CAS_LINE_CAPTION},
        {"b8f3920183746591c2", CAS_LINE_MENU},
        {"#harbour #ferry", CAS_LINE_MENU},
        {"list 2 of 3 The winter the strait froze over", CAS_LINE_MENU},
        {"The owners met again on Sunday, for nine hours, and left the hall of the harbour without a word to the islanders who waited.", CAS_LINE_BODY},
        {"On the islands the shops ran out of flour on the third day of the strike, and the school was heated with old doors.", CAS_LINE_BODY},
        {"This story has been updated with the words of the mayor.", CAS_LINE_BYLINE},
        {"Tom Hale is a senior news editor in Orsina.", CAS_LINE_BYLINE},
        {"The views expressed here are those of the authors alone.", CAS_LINE_MENU},
        {"To hear of the ferry and the harbour before all others do, and of the winter on the islands as well, like us on Facebook today.", CAS_LINE_SHARE},
    };
    bench *b = *state;
    cas_builder out = {.arena = &b->arena};
    for (size_t i = 0; i < sizeof page / sizeof *page; i++)
        cas_putf(&out, "%s\n\n", page[i].line);
    const char *text = cas_built_string(&out);
    const cas_evidence evidence = read_all(b, &text, 1);
    for (size_t i = 0; i < sizeof page / sizeof *page; i++)
        if (evidence.documents[0].lines[2 * i].kind != page[i].kind)
            fail_msg("%s is of kind %d, not %d", page[i].line, (int)evidence.documents[0].lines[2 * i].kind, (int)page[i].kind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(attributions_beside_a_quotation, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(words_of_saying_elsewhere, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(without_a_word_of_saying, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(headlines_name_an_office, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(nobody_is_named, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(parts_of_names, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(offices_in_other_words, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(pronouns, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(what_one_report_tells_another, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(words_of_the_subject_tell_little, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(translations_of_a_sentence_are_one, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(lines_of_the_page, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
