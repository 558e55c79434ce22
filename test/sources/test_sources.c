/* Documents, locators, quotations: src/sources. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sources/align.h"
#include "sources/file.h"
#include "sources/label.h"
#include "sources/moved.h"
#include "sources/plain.h"

typedef struct bench {
    cas_ctx ctx;
    cas_guard guard;
    cas_arena arena;
} bench;

static int open_bench(void **state)
{
    bench *b = calloc(1, sizeof *b);
    cas_ctx_open(&b->ctx);
    if (setjmp(*cas_guard_open(&b->ctx, &b->guard)))
        abort(); /* no test below lets memory run out without a guard of its own */
    cas_arena_open(&b->arena, &b->ctx);
    *state = b;
    return 0;
}

static int close_bench(void **state)
{
    bench *b = *state;
    cas_arena_close(&b->arena);
    const size_t left = b->ctx.used_bytes;
    free(b);
    return left != 0;
}

static cas_arena *arena_of(void **state)
{
    return &((bench *)*state)->arena;
}

static void assert_text(cas_text text, const char *expected)
{
    if (!cas_text_is(text, expected))
        fail_msg("“%.*s” is not “%s”", CAS_SHOW(text), expected);
}

static bool contains(cas_text text, const char *words)
{
    return memmem(text.at, text.length, words, strlen(words)) != NULL;
}

static void assert_contains(cas_text text, const char *words)
{
    if (!contains(text, words))
        fail_msg("“%.*s” does not contain “%s”", CAS_SHOW(text), words);
}

/* ---- SHA-256 ---- */

static void digests_of_the_standard(void **state)
{
    static const struct {
        const char *message, *digest;
    } vectors[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    char hex[CAS_SHA256_HEX + 1];
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        cas_sha256_hex(cas_text_of(vectors[i].message), hex);
        assert_string_equal(hex, vectors[i].digest);
    }
}

static void digest_of_a_million_a(void **state)
{
    const size_t count = 1000000;
    char *letters = CAS_ARRAY(arena_of(state), char, count), hex[CAS_SHA256_HEX + 1];
    memset(letters, 'a', count);
    cas_sha256_hex((cas_text){letters, count}, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Digests of 0, 1, … 130 bytes `a`, joined: every length of padding. Made with coreutils' sha256sum. */
static void digests_of_every_padding(void **state)
{
    cas_builder all = {.arena = arena_of(state)};
    char letters[131], hex[CAS_SHA256_HEX + 1];
    memset(letters, 'a', sizeof letters);
    for (size_t length = 0; length <= 130; length++) {
        cas_sha256_hex((cas_text){letters, length}, hex);
        cas_puts(&all, hex);
    }
    cas_sha256_hex(cas_built(&all), hex);
    assert_string_equal(hex, "5eee4c50e1b5ec4f1a47f34c25ca988850b49da7904f5ab1b3abc5cc0ae66ef9");
}

static void a_declared_digest_may_be_short(void **state)
{
    char hex[CAS_SHA256_HEX + 1];
    (void)state;
    cas_sha256_hex(CAS_TEXT("abc"), hex);
    assert_true(cas_sha256_matches(hex, cas_text_of(hex)));
    assert_true(cas_sha256_matches(hex, CAS_TEXT("BA7816BF")));
    assert_true(cas_sha256_matches(hex, CAS_TEXT("ba7816bf8f…")));
    assert_false(cas_sha256_matches(hex, CAS_TEXT("ba7816b")));
    assert_false(cas_sha256_matches(hex, CAS_TEXT("ba7816be")));
    assert_false(cas_sha256_matches(hex, CAS_TEXT("ba7816bf8g")));
    assert_false(cas_sha256_matches(hex, CAS_TEXT("")));
    assert_true(cas_sha256_is_digest(cas_text_of(hex)));
    assert_false(cas_sha256_is_digest(CAS_TEXT("ba78")));
}

/* ---- files ---- */

static const char *scratch_path(cas_arena *arena, const char *name)
{
    return cas_format(arena, "/tmp/casus-test-sources-%ld-%s", (long)getpid(), name);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static int lowest_free_descriptor(void)
{
    const int descriptor = open("/dev/null", O_RDONLY);
    close(descriptor);
    return descriptor;
}

static void files_are_read_whole(void **state)
{
    cas_arena *arena = arena_of(state);
    const char *path = scratch_path(arena, "whole");
    static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 100000};
    char *bytes = CAS_ARRAY(arena, char, 100000);
    cas_text text;
    for (size_t i = 0; i < 100000; i++)
        bytes[i] = (char)(i * 31 + i / 251);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        write_file(path, bytes, sizes[i]);
        assert_null(cas_file_read(arena, cas_text_of(path), 0, &text));
        assert_true(cas_text_equal(text, (cas_text){bytes, sizes[i]}));
    }
    assert_null(cas_file_read(arena, cas_text_of(path), 100000, &text));
    assert_contains(cas_text_of(cas_file_read(arena, cas_text_of(path), 99999, &text)), "larger than 99999 bytes");
    assert_int_equal(text.length, 0);
    unlink(path);
}

static void what_is_no_file_is_refused(void **state)
{
    cas_arena *arena = arena_of(state);
    cas_text text;
    const char *pipe_path = scratch_path(arena, "pipe"), *link_path = scratch_path(arena, "link");
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    assert_int_equal(symlink(link_path, link_path), 0);
    assert_contains(cas_text_of(cas_file_read(arena, cas_text_of(pipe_path), 0, &text)), "is a pipe");
    assert_contains(cas_text_of(cas_file_read(arena, cas_text_of(link_path), 0, &text)), "circle");
    assert_contains(cas_text_of(cas_file_read(arena, CAS_TEXT("/tmp"), 0, &text)), "is a directory");
    assert_contains(cas_text_of(cas_file_read(arena, CAS_TEXT("/dev/zero"), 0, &text)), "is a device");
    assert_contains(cas_text_of(cas_file_read(arena, CAS_TEXT("/tmp/no/such/file"), 0, &text)), "there is no file");
    assert_contains(cas_text_of(cas_file_read(arena, CAS_TEXT("/dev/null/x"), 0, &text)), "there is no file");
    assert_contains(cas_text_of(cas_file_read(arena, CAS_TEXT(""), 0, &text)), "empty");
    assert_contains(cas_text_of(cas_file_read(arena, (cas_text){"a\0b", 3}, 0, &text)), "NUL");
    unlink(pipe_path);
    unlink(link_path);
}

/* A file that does not tell its size is read all the same. */
static void files_of_unknown_size_are_read(void **state)
{
    cas_text text;
    struct stat facts;
    if (stat("/proc/self/maps", &facts) != 0)
        skip();
    assert_null(cas_file_read(arena_of(state), CAS_TEXT("/proc/self/maps"), 0, &text));
    assert_true(text.length > 0);
    assert_contains(cas_text_of(cas_file_read(arena_of(state), CAS_TEXT("/proc/self/maps"), 64, &text)),
                    "larger than 64 bytes");
}

static void reading_leaks_no_descriptor(void **state)
{
    bench *b = *state;
    const char *path = scratch_path(&b->arena, "leak");
    write_file(path, "some text", 9);
    const int before = lowest_free_descriptor();
    volatile int failures = 0, successes = 0;
    for (volatile int n = 1; n <= 6; n++) {
        cas_guard guard;
        cas_arena arena;
        cas_arena_open(&arena, &b->ctx);
        if (setjmp(*cas_guard_open(&b->ctx, &guard)) == 0) {
            cas_text text;
            b->ctx.fail_at = n;
            assert_null(cas_file_read(&arena, cas_text_of(path), 0, &text));
            successes++;
        } else {
            failures++;
        }
        b->ctx.fail_at = 0;
        cas_guard_close(&b->ctx, &guard);
        cas_arena_close(&arena);
        assert_int_equal(lowest_free_descriptor(), before);
    }
    cas_text text;
    cas_file_read(&b->arena, CAS_TEXT("/tmp"), 0, &text);
    cas_file_read(&b->arena, cas_text_of(path), 3, &text);
    assert_int_equal(lowest_free_descriptor(), before);
    assert_true(failures >= 2 && successes >= 2);
    unlink(path);
}

/* ---- plain form ---- */

static cas_text plain_of(cas_arena *arena, const char *text)
{
    cas_builder out = {.arena = arena};
    cas_plain_put(&out, cas_text_of(text));
    return cas_built(&out);
}

static void typography_goes(void **state)
{
    static const char *const same[][2] = {
        {"a  b\t\n c", "a b c"},
        {"  a\xc2\xa0"
         "b\xe2\x80\xaf"
         "c\xe2\x80\x89",
         "a b c"},
        {"“a” ‘b’ „c“ ‚d‘ «e» ‹f› \"g\" `h´", "'a' 'b' 'c' 'd' 'e' 'f' 'g' 'h'"},
        {"« mot » et ‹ mot ›", "'mot' et 'mot'"},
        {"»Wort« und »Satz«", "'Wort' und 'Satz'"},
        {"“‘both’”", "'both'"},
        {"Kyiv’s", "Kyiv's"},
        {"a - b a–b a — b a--b a‑b a−b", "a-b a-b a-b a-b a-b a-b"},
        {"guar\xc2\xad"
         "an\xe2\x80\x8btee\xef\xbb\xbf",
         "guarantee"},
        {"oﬃce \xef\xbc\x88"
         "full\xef\xbc\x89",
         "office (full)"},
        {"caf\xc3\xa9", "cafe\xcc\x81"},
        {"q\xcc\x87\xcc\xa3", "q\xcc\xa3\xcc\x87"},
        {"m² is not m2, ½ stays", "m² is not m2, ½ stays"},
        {"**bold** and *it* and _em_ and __strong__ snake_case", "bold and it and em and strong snake_case"},
        {"## Title", "Title"},
        {"#hash", "#hash"},
        {"> quoted\n> on", "quoted on"},
        {"a > b", "a > b"},
        {"\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd"},
        {"", ""},
        {" \n\t ", ""},
    };
    cas_arena *arena = arena_of(state);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_text(plain_of(arena, same[i][0]), same[i][1]);
}

static void many_marks_do_not_overflow(void **state)
{
    cas_builder text = {.arena = arena_of(state)}, out = {.arena = arena_of(state)};
    cas_putc(&text, 'a');
    for (int i = 0; i < 1000; i++)
        cas_puts(&text, i % 2 ? "\xcc\x81" : "\xcc\xa3");
    cas_plain_put(&out, cas_built(&text));
    assert_int_equal(out.length, text.length);
}

static void origins_are_found(void **state)
{
    const cas_text text = CAS_TEXT("  The  “caf\xc3\xa9” —  is\xc2\xa0open");
    const cas_text plain = plain_of(arena_of(state), text.at);
    assert_text(plain, "The 'cafe\xcc\x81'-is open");
    assert_text(cas_plain_origin(text, 0, 3), "The");
    assert_text(cas_plain_origin(text, 4, 12), "“caf\xc3\xa9”");
    assert_text(cas_plain_origin(text, 13, 20), "is\xc2\xa0open");
    assert_text(cas_plain_origin(text, 0, plain.length), "The  “caf\xc3\xa9” —  is\xc2\xa0open");
    assert_int_equal(cas_plain_origin(text, 0, plain.length + 1).length, 0);
}

/* ---- labels and locators ---- */

static void labels_are_read(void **state)
{
    static const struct {
        const char *line, *path, *printed;
        bool heading;
    } cases[] = {
        {"7. text", "7", "7", false},
        {"7) text", "7", "7", false},
        {"(3) text", "3", "(3)", false},
        {"[7] text", "7", "[7]", false},
        {"5a. text", "5a", "5a", false},
        {"5A) text", "5a", "5A", false},
        {"5bis. text", "5bis", "5bis", false},
        {"27(3) text", "27(3)", "27(3)", false},
        {"27(3)(b) text", "27(3)(b)", "27(3)(b)", false},
        {"4.1 Each", "4(1)", "4.1", false},
        {"4.1. each", "4(1)", "4.1", false},
        {"(b) text", "b", "(b)", false},
        {"b) text", "b", "b", false},
        {"(iv) text", "iv", "(iv)", false},
        {"Article 5", "5", "Article 5", false},
        {"Art. 5", "5", "Art. 5", false},
        {"ARTICLE V.", "5", "ARTICLE V", false},
        {"Article 12a – Title", "12a", "Article 12a", false},
        {"Article 5. The Parties", "5", "Article 5", false},
        {"**Article 5**", "5", "Article 5", false},
        {"**7.** text", "7", "7", false},
        {"§ 3", "3", "§ 3", false},
        {"Стаття 5", "5", "Стаття 5", false},
        {"Section 4.1 Title", "4(1)", "Section 4.1", false},
        {"5 Title", "5", "5", true},
        {"5: Title", "5", "5", true},
        {"7.", "7", "7", false},
        {"5 Title", "", "", false},
        {"7.5 percent", "", "", false},
        {"20.08.2025 Text", "", "", false},
        {"Article 5 says", "", "", false},
        {"Article", "", "", false},
        {"(and) text", "", "", false},
        {"7th day", "", "", false},
        {"1234567. x", "", "", false},
        {"", "", "", false},
        {"[post-views]", "", "", false},
        {"(3)text", "", "", false},
        {"1,000 men", "", "", false},
    };
    cas_arena *arena = arena_of(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cas_label label = cas_label_read(cas_text_of(cases[i].line), cases[i].heading);
        const cas_text path = cas_label_path_text(arena, &label.path);
        if (!cas_text_is(label.style ? path : CAS_TEXT(""), cases[i].path) ||
            (label.style && !cas_text_is(label.printed, cases[i].printed)))
            fail_msg("“%s”: read “%.*s”, printed “%.*s”", cases[i].line, CAS_SHOW(path), CAS_SHOW(label.printed));
    }
}

static void locators_are_read(void **state)
{
    static const char *const cases[][2] = {
        {"7", "7"},
        {"5a", "5a"},
        {"27.3", "27(3)"},
        {"27(3)", "27(3)"},
        {"27 (3)", "27(3)"},
        {"(27(3))", "27(3)"},
        {"V", "5"},
        {"(art. 5 para 2)", "5(2)"},
        {"art. 5 para 2", "5(2)"},
        {"(Article V(1))", "5(1)"},
        {"(para 2 of art. 5)", "5(2)"},
        {"(art. 5, para. 2, point b)", "5(2)(b)"},
        {"(art. 5(2) letter (b))", "5(2)(b)"},
        {"(Charter, Article 27, paragraph 3)", "27(3)"},
        {"(Article 27, paragraphs 2 and 3)", "27"},
        {"(art. 27 paras 2-3)", "27"},
        {"(§ 12)", "12"},
        {"(preamble)", NULL},
        {"(press conference of 20 August)", NULL},
        {"(the art of war)", NULL},
        {"", NULL},
        {"()", NULL},
        {"(", NULL},
    };
    cas_arena *arena = arena_of(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cas_locator locator = cas_locator_read(cas_text_of(cases[i][0]));
        const cas_text path = cas_label_path_text(arena, &locator.path);
        if (locator.structured != (cases[i][1] != NULL) || (cases[i][1] && !cas_text_is(path, cases[i][1])))
            fail_msg("“%s”: read “%.*s”", cases[i][0], CAS_SHOW(path));
    }
}

static void roman_numerals_are_unique(void **state)
{
    (void)state;
    assert_int_equal(cas_roman_value(CAS_TEXT("XXVII")), 27);
    assert_int_equal(cas_roman_value(CAS_TEXT("cccxcix")), 399);
    assert_int_equal(cas_roman_value(CAS_TEXT("ix")), 9);
    assert_int_equal(cas_roman_value(CAS_TEXT("iiii")), 0);
    assert_int_equal(cas_roman_value(CAS_TEXT("Iv")), 0);
    assert_int_equal(cas_roman_value(CAS_TEXT("mix")), 0);
    assert_int_equal(cas_roman_value(CAS_TEXT("")), 0);
}

/* ---- documents ---- */

static const char digest_text[] = "\xef\xbb\xbf# 5 guarantors: what was reported\r\n"
                                  "\r\n"
                                  "Collected in\r\n"
                                  "2022. The parties met then.\r\n"
                                  "\r\n"
                                  "## What was drafted\r\n"
                                  "1. The draft has decisions agreed to by all\r\n"
                                  "   guarantors, the attacker included.\r\n"
                                  "2. Kyiv objects to the consent clause.\r\n"
                                  "\r\n"
                                  "## What was said later\r\n"
                                  "\r\n"
                                  "7. Moscow calls talks without it a “road to nowhere”.\r\n"
                                  "\r\n"
                                  "   It said so in August.\r\n"
                                  "\r\n"
                                  "8a. London calls the plan premature:\r\n"
                                  "  (a) too early;\r\n"
                                  "  (b) too vague.\r\n"
                                  "\r\n"
                                  "Closing remark.\r\n";

static const char charter_text[] = "CHARTER\n"
                                   "\n"
                                   "Chapter V\n"
                                   "\n"
                                   "Article 26\n"
                                   "In order to promote peace.\n"
                                   "\n"
                                   "Article 27\n"
                                   "1. Each member has one vote.\n"
                                   "2. On procedure nine votes decide.\n"
                                   "3. On all else nine votes decide, the permanent members concurring; under\n"
                                   "Article 52, a party to a dispute abstains.\n"
                                   "\n"
                                   "ARTICLE XXVIII.\n"
                                   "The Council can act at any time, as (see\n"
                                   "article 24) it is bound to.\n"
                                   "(a) It meets often;\n"
                                   "(b) it meets elsewhere.\n";

static cas_document *document_of(void **state, const char *text)
{
    return cas_document_read(arena_of(state), cas_text_of(text));
}

static void assert_located(void **state, const cas_document *document, const char *locator, const char *expected)
{
    const cas_location location = cas_document_locate(arena_of(state), document, cas_text_of(locator));
    cas_builder got = {.arena = arena_of(state)};
    if (location.status == CAS_LOCATE_FREE)
        cas_puts(&got, "free");
    else
        for (size_t i = 0; i < location.count; i++)
            cas_putf(&got, "%s%zu-%zu", i ? " " : "", document->paragraphs[location.passages[i].first].first_line,
                     document->paragraphs[location.passages[i].last].first_line);
    if (strcmp(cas_built_string(&got), expected) != 0)
        fail_msg("%s names lines %s, not %s", locator, cas_built_string(&got), expected);
}

static void facts_are_paragraphs(void **state)
{
    cas_document *document = document_of(state, digest_text);
    cas_builder out = {.arena = arena_of(state)};
    cas_document_print(&out, document);
    assert_string_equal(cas_built_string(&out),
                        "1\t\t\theading: # 5 guarantors: what was reported\n"
                        "3\t1\t\tCollected in 2022. The parties met then.\n"
                        "6\t\t\theading: ## What was drafted\n"
                        "7\t2\t1\t1. The draft has decisions agreed to by all guarantors, the…\n"
                        "9\t3\t2\t2. Kyiv objects to the consent clause.\n"
                        "11\t\t\theading: ## What was said later\n"
                        "13\t4\t7\t7. Moscow calls talks without it a “road to nowhere”.\n"
                        "15\t5\t7\tIt said so in August.\n"
                        "17\t6\t8a\t8a. London calls the plan premature:\n"
                        "18\t7\t8a(a)\t(a) too early;\n"
                        "19\t8\t8a(b)\t(b) too vague.\n"
                        "21\t9\t\tClosing remark.\n");
    assert_true(document->is_numbered);
    assert_false(document->has_articles);
    assert_true(document->invalid_at == SIZE_MAX);
    assert_located(state, document, "1", "7-7");
    assert_located(state, document, "7", "13-15");
    assert_located(state, document, "8a", "17-19");
    assert_located(state, document, "8a(b)", "19-19");
    assert_located(state, document, "(fact 7)", "13-15");
    assert_located(state, document, "3", "");
    assert_located(state, document, "99", "");
    assert_located(state, document, "(what was DRAFTED)", "6-9");
    assert_located(state, document, "(a speech)", "free");
    assert_text(cas_document_known(arena_of(state), document), "1, 2, 7, 8a");
    assert_text(cas_document_name(arena_of(state), document, 11), "(What was said later)");
}

static void articles_are_sections(void **state)
{
    cas_document *document = document_of(state, charter_text);
    assert_true(document->has_articles);
    assert_located(state, document, "26", "5-6");
    assert_located(state, document, "27", "8-11");
    assert_located(state, document, "27(3)", "11-11");
    assert_located(state, document, "27.3", "11-11");
    assert_located(state, document, "(art. 27 para 3)", "11-11");
    assert_located(state, document, "28", "14-18");
    assert_located(state, document, "(Art. XXVIII)", "14-18");
    assert_located(state, document, "28(b)", "18-18");
    /* Article 52 is named in a wrapped line, 3 is a paragraph of an article, and neither is an article. */
    assert_located(state, document, "52", "");
    assert_located(state, document, "3", "");
    assert_text(cas_document_locate(arena_of(state), document, CAS_TEXT("29")).nearest, "26");
    assert_text(cas_document_known(arena_of(state), document), "26, 27, 28");
}

static void plain_text_is_counted(void **state)
{
    cas_document *document =
        document_of(state, "Title of a report\n\nFirst paragraph,\nwrapped.\n\n\n\nIn 2022. No label\n\nFourth.");
    assert_false(document->is_numbered);
    assert_int_equal(document->count, 4);
    assert_located(state, document, "2", "3-3");
    assert_located(state, document, "4", "10-10");
    assert_located(state, document, "(para 3)", "8-8");
    assert_located(state, document, "5", "");
    assert_located(state, document, "0", "");
    assert_text(cas_document_known(arena_of(state), document), "paragraphs 1 to 4");
    /* A short list does not number a report; its own numbers come first all the same. */
    document = document_of(state, "One.\n\nTwo:\n\n1. x\n2. y\n\nFive.\n\nSix.\n\nSeven.\n");
    assert_false(document->is_numbered);
    assert_located(state, document, "2", "6-6");
    assert_located(state, document, "6", "10-10");
}

static void headings_are_not_counted(void **state)
{
    cas_document *document =
        document_of(state, "# Title\n\nOne.\n\n## Part\n## Part\n\nTwo.\n\nSetext\n======\n\nThree.\n\n---\n\nFour.");
    static const size_t lines[] = {3, 8, 13, 17};
    assert_int_equal(document->ordinals, 4);
    for (size_t i = 0; i < 4; i++)
        assert_located(state, document, cas_format(arena_of(state), "%zu", i + 1),
                       cas_format(arena_of(state), "%zu-%zu", lines[i], lines[i]));
    assert_located(state, document, "(setext)", "10-17");
}

static void labels_of_a_kind(void **state)
{
    assert_located(state, document_of(state, "[1] one\n\n[7] seven\n"), "7", "3-3");
    assert_located(state, document_of(state, "1) one\n2) two\nwrapped\n"), "2", "2-2");
    assert_located(state, document_of(state, "## 4 Four\n\nText.\n\n## 5 Five\n\nText.\n\nMore.\n"), "5", "5-9");
    assert_located(state, document_of(state, "## 2 Two\n\n7. seven\n8. eight\n\n## 3 Three\n9. nine\n"), "9", "7-7");
    assert_located(state, document_of(state, "### Article 5\nText\n#### Scope\nMore\n### Article 6\nEnd\n"), "5",
                   "1-4");
    assert_located(state, document_of(state, "4. Shares\n4.1 Each share\n4.2 No share\n5. Board\n"), "4.2", "3-3");
    assert_located(state, document_of(state, "4. Shares\n4.1 Each share\n4.2 No share\n5. Board\n"), "4", "1-3");
    assert_located(state, document_of(state, "4. Shares\n4.1 Each share\n4.2 No share\n5. Board\n"), "5", "4-4");
    assert_located(state, document_of(state, "1. one:\n   1. sub\n   2. sub\n2. two\n"), "2", "4-4");
    assert_located(state, document_of(state, "1. one:\n   1. sub\n   2. sub\n2. two\n"), "1(2)", "3-3");
    assert_located(state, document_of(state, "(g) x\n"), "(point g)", "");
    assert_located(state, document_of(state, "(a) x\n(b) y\n(1) z\n"), "b", "2-3");
    assert_located(state, document_of(state, "(a) x\n(b) y\n(1) z\n"), "(B)", "2-3");
    assert_located(state, document_of(state, "(a) x\n(b) y\n(1) z\n"), "b(1)", "3-3");
    assert_located(state, document_of(state, "1. x\n(a) x\n(b) x\n(i) y\n(ii) y\n(c) x\n2. z\n"), "1(b)(ii)", "5-5");
    assert_located(state, document_of(state, "1. x\n(a) x\n(b) x\n(i) y\n(ii) y\n(c) x\n2. z\n"), "1(c)", "6-6");
    assert_located(state, document_of(state, "## A\n1. x\n2. y\n## B\n1. z\n"), "1", "2-2 5-5");
    assert_located(state, document_of(state, "Article 1\n1. x\nArticle 1a\n1. y\n"), "1a(1)", "4-4");
    assert_located(state, document_of(state, "1. one\r2. two\r\r3. three"), "3", "4-4");
}

static void prose_is_not_labelled(void **state)
{
    const char *wrapped = "1. held in\n2022. Later and\n14. so on\n2. two\n";
    assert_located(state, document_of(state, wrapped), "2022", "");
    assert_located(state, document_of(state, wrapped), "14", "");
    assert_located(state, document_of(state, wrapped), "2", "4-4");
    assert_located(state, document_of(state, "1. x\n\n1945. That year\n\n(c) 2025 Nobody\n"), "1945", "");
    assert_located(state, document_of(state, "1. x\n\n1945. That year\n\n(c) 2025 Nobody\n"), "1", "1-1");
    assert_located(state, document_of(state, "Article 1\nAs in\nArticle 9. It\nsays so.\nArticle 2. Next\n"), "9", "");
    assert_located(state, document_of(state, "Article 1\nAs in\nArticle 9. It\nsays so.\nArticle 2. Next\n"), "2",
                   "5-5");
}

static void labels_used_again(void **state)
{
    assert_located(state, document_of(state, "1. x\n\n1. y\n"), "1", "1-1 3-3");
    assert_located(state, document_of(state, "## 2 A\n\n7. x\n\n## 3 B\n\n7. y\n"), "7", "");
    assert_located(state, document_of(state, "## 2 A\n\n7. x\n\n## 3 B\n\n7. y\n"), "3(7)", "7-7");
    assert_located(state, document_of(state, "Article 2\n1. x\nArticle 3\n1. x\n2. y\n"), "(para 2)", "5-5");
    assert_located(state, document_of(state, "Article 2\n1. x\nArticle 3\n1. x\n2. y\n"), "(para 1)", "");
    assert_located(state, document_of(state, "Article 2\n1. x\nArticle 3\n1. x\n2. y\n"), "2", "1-2");
}

static void long_lines_are_paragraphs(void **state)
{
    cas_builder text = {.arena = arena_of(state)};
    for (int i = 1; i <= 5; i++) {
        for (int k = 0; k < 40; k++)
            cas_putf(&text, "word%d ", i);
        cas_putc(&text, '\n');
    }
    cas_document *document = cas_document_read(arena_of(state), cas_built(&text));
    assert_int_equal(document->ordinals, 5);
    assert_located(state, document, "4", "4-4");
}

static void empty_and_broken_documents(void **state)
{
    static const char *const texts[] = {"",          "\n\n", "\xef\xbb\xbf", "#", "---", "1.", "\xff\xfe\x00",
                                        "***\n**\n", ">",    "> > 7. x",     "\r"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const cas_document *document = document_of(state, texts[i]);
        const cas_quote_result result =
            cas_quote_find(arena_of(state), document, CAS_TEXT("7"), true, CAS_TEXT("words"));
        assert_true(result.status == CAS_QUOTE_NOT_FOUND || result.status == CAS_QUOTE_LOCATOR_UNKNOWN);
        assert_int_not_equal(cas_quote_explain(arena_of(state), &result, CAS_TEXT("source")).length, 0);
    }
    assert_int_equal(document_of(state, "ok \xc3\xa9 \xff")->invalid_at, 6);
    assert_located(state, document_of(state, "> > 7. x"), "7", "1-1");
}

/* ---- quotations ---- */

static cas_quote_result look_up(void **state, const char *text, const char *locator, const char *words)
{
    return cas_quote_find(arena_of(state), document_of(state, text), cas_text_of(locator), locator != NULL,
                          cas_text_of(words));
}

static void assert_found(void **state, const char *locator, const char *words, size_t line, size_t column)
{
    const cas_quote_result result = look_up(state, digest_text, locator, words);
    if (result.status != CAS_QUOTE_FOUND)
        fail_msg("“%s”: %.*s", words, CAS_SHOW(cas_quote_explain(arena_of(state), &result, CAS_TEXT("digest"))));
    assert_int_equal(result.begin.line, line);
    assert_int_equal(result.begin.column, column);
    assert_int_equal(cas_quote_explain(arena_of(state), &result, CAS_TEXT("digest")).length, 0);
}

static void quotations_are_found(void **state)
{
    assert_found(state, "1", "agreed to by all guarantors", 7, 28);
    assert_found(state, "1", "decisions … all [...] the attacker", 7, 18);
    assert_found(state, "1", "… draft has decisions …", 7, 8);
}

static void the_case_of_letters_counts(void **state)
{
    cas_quote_result result = look_up(state, digest_text, "1", "the draft has Decisions");
    assert_int_equal(result.status, CAS_QUOTE_NOT_FOUND);
    assert_true(result.only_case);
    assert_text(result.nearest, "The draft has decisions");
    assert_contains(cas_quote_explain(arena_of(state), &result, CAS_TEXT("digest")),
                    "only capital and small letters differ");
}

static void typography_does_not_count(void **state)
{
    assert_found(state, "7", "talks without it a 'road to nowhere'.", 13, 17);
    assert_found(state, "7", "a \"road   to\nnowhere\"", 13, 34);
    assert_found(state, "7", "road to nowhere”.  It said so", 13, 37);
    assert_found(state, "8a", "too early; (b) too vague.", 18, 7);
    assert_found(state, NULL, "consent clause", 9, 24);
    assert_found(state, "2", "", 9, 1);
    /* The byte order mark is no column. */
    assert_found(state, "(5 guarantors: what was reported)", "guarantors", 1, 5);
}

static void words_are_not_cut(void **state)
{
    assert_int_equal(look_up(state, "1. disagreed by all\n", "1", "agreed by all").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. in 15 days\n", "1", "5 days").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. agreed by allies\n", "1", "agreed by all").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. cafe\xcc\x81 x\n", "1", "cafe").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. Kyiv’s plan\n", "1", "Kyiv").status, CAS_QUOTE_FOUND);
    assert_int_equal(look_up(state, "1. disagreed, then agreed by all.\n", "1", "agreed by all").status,
                     CAS_QUOTE_FOUND);
    assert_int_equal(look_up(state, "1. 安全保障条約\n", "1", "保障").status, CAS_QUOTE_FOUND);
}

static void wrong_words_show_what_differs(void **state)
{
    cas_quote_result result = look_up(state, digest_text, "1", "agreed by all");
    assert_int_equal(result.status, CAS_QUOTE_NOT_FOUND);
    assert_false(result.elsewhere);
    assert_true(result.has_nearest && result.nearest_is_there && !result.only_case);
    assert_text(result.nearest, "agreed to by all");
    assert_text(result.difference, "the source has “agreed to by all”, the citation “agreed by all”");
    assert_int_equal(result.nearest_at.line, 7);
    assert_int_equal(result.nearest_at.column, 28);
    assert_text(
        cas_quote_explain(arena_of(state), &result, CAS_TEXT("digest")),
        "these words do not stand in digest 1: the source has “agreed to by all”, the citation “agreed by all”");

    result = look_up(
        state, digest_text, "7",
        "Moscow calls all talks that are held without it a “road to nowhere”. It said so in the August of that year.");
    assert_true(result.has_nearest);
    assert_contains(result.difference, "the source has “Moscow calls talks without");
    assert_contains(result.difference, "in August");

    result = look_up(state, digest_text, "7", "nothing of this kind was ever written");
    assert_int_equal(result.status, CAS_QUOTE_NOT_FOUND);
    assert_false(result.has_nearest);
}

static void neighbouring_differences_are_one(void **state)
{
    const cas_text text = CAS_TEXT("one two three four five six seven eight");
    cas_alignment a = cas_align(arena_of(state), text, CAS_TEXT("one X three Y five six seven eight"));
    assert_int_equal(a.count, 1);
    assert_text(
        (cas_text){text.at + a.differences[0].text_begin, a.differences[0].text_end - a.differences[0].text_begin},
        "two three four");
    a = cas_align(arena_of(state), text, CAS_TEXT("one X three four Y six seven eight"));
    assert_int_equal(a.count, 2);
    a = cas_align(arena_of(state), text, CAS_TEXT("two three four"));
    assert_int_equal(a.count, 0);
    assert_int_equal(a.likeness, 1000);
    assert_false(a.only_case);
    assert_false(cas_align(arena_of(state), text, CAS_TEXT("nine ten")).found);
    assert_false(cas_align(arena_of(state), text, CAS_TEXT("")).found);
    assert_false(cas_align(arena_of(state), CAS_TEXT(""), text).found);
}

/* More words than are aligned at once: the stretch that differs is found, before or behind what agrees. */
static void long_quotations_are_aligned(void **state)
{
    for (int changed = 5; changed < 900; changed += 210) {
        cas_builder text = {.arena = arena_of(state)}, words = {.arena = arena_of(state)};
        for (int i = 0; i < 900; i++) {
            cas_putf(&text, "word%d ", i);
            cas_putf(&words, i == changed ? "zebra " : "word%d ", i);
        }
        const cas_quote_result result = look_up(state, cas_built_string(&text), NULL, cas_built_string(&words));
        assert_int_equal(result.status, CAS_QUOTE_NOT_FOUND);
        assert_contains(result.difference, cas_format(arena_of(state), "word%d", changed));
        assert_contains(result.difference, "zebra");
    }
}

static void words_elsewhere_are_named(void **state)
{
    cas_quote_result result = look_up(state, digest_text, "2", "road to nowhere");
    assert_int_equal(result.status, CAS_QUOTE_NOT_FOUND);
    assert_true(result.elsewhere);
    assert_text(result.elsewhere_locator, "7");
    assert_int_equal(result.elsewhere_at.line, 13);
    assert_text(cas_quote_explain(arena_of(state), &result, CAS_TEXT("digest")),
                "these words do not stand in digest 2; they stand in 7 (line 13)");

    result = look_up(state, digest_text, "77", "London … premature");
    assert_int_equal(result.status, CAS_QUOTE_LOCATOR_UNKNOWN);
    assert_true(result.elsewhere);
    assert_text(result.elsewhere_locator, "8a");
    assert_text(result.nearest_locator, "7");

    result = look_up(state, digest_text, "2", "Moscow calls talks without it the “road to nowhere”");
    assert_true(result.has_nearest && !result.nearest_is_there);
    assert_text(result.nearest_locator_of, "7");

    result = look_up(state, digest_text, "77", "");
    assert_int_equal(result.status, CAS_QUOTE_LOCATOR_UNKNOWN);
    assert_text(result.known_locators, "1, 2, 7, 8a");
}

static void parts_keep_their_order(void **state)
{
    cas_quote_result result = look_up(state, digest_text, "1", "guarantors … decisions");
    assert_int_equal(result.status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(result.failed_part, 2);
    assert_true(result.out_of_order);
    assert_contains(cas_quote_explain(arena_of(state), &result, CAS_TEXT("digest")),
                    "part 2 of the quotation stands before part 1");
    result = look_up(state, digest_text, "1", "decisions … vetoed by");
    assert_int_equal(result.failed_part, 2);
    assert_false(result.out_of_order);
    assert_int_equal(look_up(state, "1. a b a\n", "1", "a … b … a").status, CAS_QUOTE_FOUND);
    assert_int_equal(look_up(state, "1. a b a\n", "1", "a … a … b").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. a b\n", "1", "a … a").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. a ... b\n", "1", "a ... b").status, CAS_QUOTE_FOUND);
    assert_int_equal(look_up(state, "1. a… b\n", "1", "a.").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. a. … b\n", "1", "a. … b").status, CAS_QUOTE_FOUND);
    assert_int_equal(look_up(state, "1. a; … b\n", "1", "a. … b").status, CAS_QUOTE_NOT_FOUND);
    assert_int_equal(look_up(state, "1. a b\n", "1", "… [...] (…) . . . …").status, CAS_QUOTE_EMPTY);
}

static void ellipses_are_split(void **state)
{
    static const struct {
        const char *words;
        size_t count;
        const char *first, *last;
    } cases[] = {
        {"one", 1, "one", "one"},
        {"one…two", 2, "one", "two"},
        {"one [...] two", 2, "one ", " two"},
        {"one (…) two", 2, "one ", " two"},
        {"one . . . two", 2, "one ", " two"},
        {"one.... two", 2, "one", " two"},
        {"one.. two", 1, "one.. two", ""},
        {"…", 0, "", ""},
        {"(one) [two]", 1, "(one) [two]", ""},
        {"… one", 1, " one", " one"},
        {"[… one]", 2, "[", " one]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cas_quote_parts parts = cas_quote_split(arena_of(state), cas_text_of(cases[i].words));
        assert_int_equal(parts.count, cases[i].count);
        if (parts.count)
            assert_text(parts.parts[0], cases[i].first);
        if (parts.count > 1)
            assert_text(parts.parts[parts.count - 1], cases[i].last);
    }
}

static void citations_move(void **state)
{
    static const char changed[] = "# Facts\n\n1. Kyiv objects to the consent clause.\n2. New.\n"
                                  "3. The draft has decisions agreed to by most\n   guarantors.\n";
    const cas_citation citations[] = {
        {CAS_TEXT("2"), true, CAS_TEXT("Kyiv objects")},
        {CAS_TEXT("1"), true, CAS_TEXT("The draft has decisions agreed to by all guarantors")},
        {CAS_TEXT("7"), true, CAS_TEXT("road to nowhere")},
        {CAS_TEXT("1"), true, CAS_TEXT("consent clause")},
        {CAS_TEXT("2"), true, CAS_TEXT("")},
        {CAS_TEXT("7"), true, CAS_TEXT("")},
    };
    static const cas_moved_status expected[] = {CAS_MOVED_ELSEWHERE,   CAS_MOVED_CHANGED,      CAS_MOVED_VANISHED,
                                                CAS_MOVED_STILL_THERE, CAS_MOVED_LOCATOR_ONLY, CAS_MOVED_VANISHED};
    cas_arena *arena = arena_of(state);
    const size_t count = sizeof citations / sizeof *citations;
    const cas_moved *moved = cas_moved_find(arena, document_of(state, changed), citations, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(moved[i].status, expected[i]);
    assert_text(cas_moved_explain(arena, &citations[0], &moved[0]), "moved from 2 to 1");
    assert_text(moved[1].to, "3");
    assert_contains(cas_moved_explain(arena, &citations[1], &moved[1]),
                    "“The draft has decisions agreed to by most guarantors”");
    assert_text(cas_moved_explain(arena, &citations[2], &moved[2]), "vanished");
}

/* ---- properties ---- */

static uint64_t roll(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static size_t below(uint64_t *seed, size_t limit)
{
    return (size_t)(roll(seed) >> 16) % limit;
}

/*
 * The naive definition: every way of printing a thing is replaced by one, in whole passes over the text, until nothing
 * changes; then every position is tried. It knows only the signs that the generator below prints.
 */
static const char *const replacements[][2] = {
    {"\xc2\xad", ""},
    {"\xe2\x80\x8b", ""},
    {"*", ""},
    {"\n", " "},
    {"\t", " "},
    {"\xc2\xa0", " "},
    {"\xe2\x80\x89", " "},
    {"“", "'"},
    {"”", "'"},
    {"„", "'"},
    {"\"", "'"},
    {"‘", "'"},
    {"’", "'"},
    {"–", "-"},
    {"—", "-"},
    {"‑", "-"},
    {"é", "e\xcc\x81"},
    {"ﬁ", "fi"},
    {"  ", " "},
    {" -", "-"},
    {"- ", "-"},
    {"--", "-"},
    {"''", "'"},
    {"Й", "И\xcc\x86"},
};

static char *naive_plain(cas_arena *arena, const char *text)
{
    char *now = cas_text_copy(arena, cas_text_of(text)).length ? strdup(text) : strdup("");
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++) {
            char *hit;
            while ((hit = strstr(now, replacements[i][0]))) {
                const char *after = hit + strlen(replacements[i][0]);
                char *next = malloc(strlen(now) + 8);
                sprintf(next, "%.*s%s%s", (int)(hit - now), now, replacements[i][1], after);
                free(now);
                now = next;
                changed = true;
            }
        }
    }
    size_t begin = strspn(now, " "), end = strlen(now);
    while (end > begin && now[end - 1] == ' ')
        end--;
    char *out = (char *)cas_text_string(arena, (cas_text){now + begin, end - begin});
    free(now);
    return out;
}

/* All letters used beyond ASCII belong to words, and so do their marks. */
static bool naive_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool naive_occurs(const char *text, size_t from, char *const *parts, size_t count)
{
    if (!count)
        return true;
    const size_t length = strlen(text), needed = strlen(parts[0]);
    for (size_t at = from; at + needed <= length; at++) {
        const size_t end = at + needed;
        const bool cut_left = at > 0 && naive_is_word(text[at - 1]) && naive_is_word(text[at]);
        const bool cut_right = end < length && naive_is_word(text[end - 1]) && naive_is_word(text[end]);
        if (memcmp(text + at, parts[0], needed) == 0 && !cut_left && !cut_right &&
            naive_occurs(text, end, parts + 1, count - 1))
            return true;
    }
    return false;
}

/* Things, and the ways to print them. */
static const char *const things[][6] = {
    {"a"},
    {"ab"},
    {"abc"},
    {"B"},
    {"5"},
    {"15"},
    {"é", "e\xcc\x81"},
    {"ﬁn", "fin"},
    {"Йа", "И\xcc\x86"
           "а"},
    {"а"},
    {";"},
    {","},
    {"(x)"},
    {" ", "  ", "\n", "\xc2\xa0", "\t\xe2\x80\x89", " \n "},
    {" "},
    {" "},
    {" ", "\n"},
    {" "},
    {" "},
    {"'", "“", "„", "’", "\""},
    {"-", " — ", "–", "--", " - ", "‑"},
    {"\xc2\xad", "\xe2\x80\x8b", "", "*"},
    {" "},
    {"a"},
    {"b", "\xc2\xad"
          "b"},
};
enum { THINGS = sizeof things / sizeof *things };

static void print_thing(cas_builder *out, size_t thing, uint64_t *seed)
{
    size_t ways = 0;
    while (ways < 6 && things[thing][ways])
        ways++;
    cas_puts(out, things[thing][below(seed, ways)]);
}

static void print_things(cas_builder *out, const size_t *chosen, size_t count, uint64_t *seed)
{
    for (size_t i = 0; i < count; i++)
        print_thing(out, chosen[i], seed);
}

typedef struct trial {
    const char *text, *words;
    char *parts[3];
    size_t count;
} trial;

/* Blank lines would part paragraphs, at whose borders spaces stay; here one paragraph is tested. */
static void keep_to_one_paragraph(char *text)
{
    for (size_t i = 1; text[i]; i++)
        if (text[i] == '\n' && !(naive_is_word(text[i - 1]) && naive_is_word(text[i + 1])))
            text[i] = ' ';
}

/* A paragraph, and words that are one to three pieces of it, or were, printed in other ways. */
static trial make_trial(cas_arena *arena, uint64_t *seed)
{
    trial t = {0};
    size_t chosen[40], quoted[40];
    const size_t length = 4 + below(seed, 36);
    cas_builder text = {.arena = arena}, words = {.arena = arena};
    for (size_t i = 0; i < length; i++)
        chosen[i] = below(seed, THINGS);
    cas_puts(&text, "ab ");
    print_things(&text, chosen, length, seed);
    const size_t pieces = 1 + below(seed, 3);
    size_t from = 0;
    for (size_t piece = 0; piece < pieces && from < length; piece++) {
        cas_builder part = {.arena = arena};
        const size_t begin = from + below(seed, length - from), count = 1 + below(seed, length - begin);
        memcpy(quoted, chosen + begin, count * sizeof *quoted);
        if (below(seed, 3) == 0) {
            const size_t at = below(seed, count);
            quoted[at] = below(seed, THINGS);
        }
        print_things(&part, quoted, count, seed);
        if (piece)
            cas_puts(&words, below(seed, 2) ? "…" : " [...] ");
        cas_puts(&words, cas_built_string(&part));
        char *plain = naive_plain(arena, cas_built_string(&part));
        if (*plain)
            t.parts[t.count++] = plain;
        from = below(seed, 4) ? begin + count : 0;
    }
    keep_to_one_paragraph(text.at);
    t.text = cas_built_string(&text);
    t.words = cas_built_string(&words);
    return t;
}

static void lookup_agrees_with_its_definition(void **state)
{
    enum { TRIALS = 20000 };
    cas_arena *arena = arena_of(state);
    uint64_t seed = 0x5eed;
    size_t found = 0, missing = 0, joined = 0;
    for (int i = 0; i < TRIALS; i++) {
        const cas_mark before = cas_arena_mark(arena);
        const trial t = make_trial(arena, &seed);
        const cas_document *document = cas_document_read(arena, cas_text_of(t.text));
        const cas_quote_result result = cas_quote_find(arena, document, CAS_TEXT(""), false, cas_text_of(t.words));
        if (!t.count) {
            /* Without a character of any kind nothing was quoted, and only the locator is checked. */
            if (result.status != (*t.words ? CAS_QUOTE_EMPTY : CAS_QUOTE_FOUND))
                fail_msg("trial %d: “%s” is not empty", i, t.words);
        } else {
            const bool occurs = naive_occurs(naive_plain(arena, t.text), 0, t.parts, t.count);
            if (occurs != (result.status == CAS_QUOTE_FOUND))
                fail_msg("trial %d: “%s” %s in “%s”", i, t.words, occurs ? "occurs" : "does not occur", t.text);
            found += occurs;
            missing += !occurs;
            joined += occurs && t.count > 1;
            if (occurs && t.count == 1)
                assert_text(plain_of(arena, cas_text_string(arena, result.found)), t.parts[0]);
        }
        cas_arena_release(arena, before);
    }
    print_message("# %zu found (%zu of them joined), %zu missing\n", found, joined, missing);
    assert_true(found > 2000 && missing > 2000 && joined > 500);
}

/* Facts in another order: every citation is found again where its fact went. */
static void moved_citations_are_found_again(void **state)
{
    enum { FACTS = 12 };
    cas_arena *arena = arena_of(state);
    uint64_t seed = 77;
    for (int round = 0; round < 50; round++) {
        size_t order[FACTS];
        cas_citation citations[FACTS];
        cas_builder text = {.arena = arena};
        for (size_t i = 0; i < FACTS; i++)
            order[i] = i;
        for (size_t i = FACTS - 1; i > 0; i--) {
            const size_t k = below(&seed, i + 1), spare = order[i];
            order[i] = order[k];
            order[k] = spare;
        }
        for (size_t i = 0; i < FACTS; i++) {
            cas_putf(&text, "%zu. The fact called number%zu is told here.\n", i + 1, order[i]);
            citations[order[i]].locator = cas_text_of(cas_format(arena, "%zu", order[i] + 1));
            citations[order[i]].has_locator = true;
            citations[order[i]].words = cas_text_of(cas_format(arena, "fact called number%zu is", order[i]));
        }
        const cas_moved *moved = cas_moved_find(arena, cas_document_read(arena, cas_built(&text)), citations, FACTS);
        for (size_t i = 0; i < FACTS; i++) {
            assert_int_equal(moved[order[i]].status, order[i] == i ? CAS_MOVED_STILL_THERE : CAS_MOVED_ELSEWHERE);
            if (order[i] != i)
                assert_text(moved[order[i]].to, cas_format(arena, "%zu", i + 1));
        }
    }
}

/* One word changed, left out or put in: the nearest passage is the sentence, and the difference names the word. */
static void one_changed_word_is_named(void **state)
{
    static const char *const words[] = {"any",  "decision", "of",  "the",   "guarantors", "requires",  "consent",
                                        "from", "every",    "one", "named", "in",         "paragraph", "nineteen"};
    enum { WORDS = sizeof words / sizeof *words };
    cas_arena *arena = arena_of(state);
    for (size_t at = 1; at + 1 < WORDS; at++)
        for (int kind = 0; kind < 3; kind++) {
            cas_builder text = {.arena = arena}, quote = {.arena = arena};
            cas_puts(&text, "1. Something else is said before it. And ");
            for (size_t i = 0; i < WORDS; i++) {
                cas_putf(&text, "%s%s", words[i],
                         i + 1 < WORDS ? " " : "; what follows is of no matter.\n\n2. Other facts.\n");
                if (i != at)
                    cas_putf(&quote, "%s%s", i ? " " : "", words[i]);
                else if (kind != 0)
                    cas_putf(&quote, " %s%s", kind == 1 ? "zebra" : "zebra ", kind == 1 ? "" : words[i]);
            }
            const cas_document *document = cas_document_read(arena, cas_built(&text));
            const cas_quote_result result = cas_quote_find(arena, document, CAS_TEXT("1"), true, cas_built(&quote));
            assert_int_equal(result.status, CAS_QUOTE_NOT_FOUND);
            assert_true(result.has_nearest && result.nearest_is_there);
            assert_contains(result.nearest, words[at]);
            assert_true(result.nearest.at[0] == 'a' && !contains(result.nearest, ";"));
            assert_contains(result.difference, words[at]);
            if (kind)
                assert_contains(result.difference, "zebra");
        }
}

static void failing_memory_leaves_through_the_guard(void **state)
{
    bench *b = *state;
    volatile bool whole = false;
    volatile long n = 1;
    for (; !whole; n++) {
        cas_guard guard;
        cas_arena arena;
        cas_arena_open(&arena, &b->ctx);
        if (setjmp(*cas_guard_open(&b->ctx, &guard)) == 0) {
            b->ctx.fail_at = n;
            const cas_document *document = cas_document_read(&arena, cas_text_of(digest_text));
            const cas_quote_result result =
                cas_quote_find(&arena, document, CAS_TEXT("1"), true, CAS_TEXT("decisions … agreed by all"));
            assert_text(cas_quote_explain(&arena, &result, CAS_TEXT("digest")),
                        "part 2 of the quotation does not stand in digest 1: "
                        "the source has “agreed to by all”, the citation “agreed by all”");
            whole = true;
        } else {
            assert_int_equal(guard.status, CAS_E_MEMORY);
        }
        b->ctx.fail_at = 0;
        cas_guard_close(&b->ctx, &guard);
        cas_arena_close(&arena);
    }
    assert_true(n > 50);
}

/* Long inputs of kinds that could cost more than linear time. The deadline turns a slow one into a failure. */
static void long_inputs_are_fast(void **state)
{
    bench *b = *state;
    static const char *const kinds[] = {"a ", "a",        "ab… ",        "1. x\n", "(", "- ",
                                        "« ", "\xcc\x81", "Article 1\n", "# 1\n",  "\n"};
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        const cas_mark before = cas_arena_mark(&b->arena);
        cas_builder text = {.arena = &b->arena}, words = {.arena = &b->arena};
        while (text.length < 400000)
            cas_puts(&text, kinds[kind]);
        while (words.length < 20000)
            cas_puts(&words, kinds[kind]);
        cas_puts(&words, " z");
        b->ctx.deadline = cas_now() + 20;
        const cas_document *document = cas_document_read(&b->arena, cas_built(&text));
        const cas_quote_result result = cas_quote_find(&b->arena, document, CAS_TEXT("1"), true, cas_built(&words));
        assert_int_not_equal(result.status, CAS_QUOTE_FOUND);
        b->ctx.deadline = 0;
        cas_arena_release(&b->arena, before);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest sources[] = {
        CASE(digests_of_the_standard),
        CASE(digest_of_a_million_a),
        CASE(digests_of_every_padding),
        CASE(a_declared_digest_may_be_short),
        CASE(files_are_read_whole),
        CASE(what_is_no_file_is_refused),
        CASE(files_of_unknown_size_are_read),
        CASE(reading_leaks_no_descriptor),
        CASE(typography_goes),
        CASE(many_marks_do_not_overflow),
        CASE(origins_are_found),
        CASE(labels_are_read),
        CASE(locators_are_read),
        CASE(roman_numerals_are_unique),
        CASE(facts_are_paragraphs),
        CASE(articles_are_sections),
        CASE(plain_text_is_counted),
        CASE(headings_are_not_counted),
        CASE(labels_of_a_kind),
        CASE(prose_is_not_labelled),
        CASE(labels_used_again),
        CASE(long_lines_are_paragraphs),
        CASE(empty_and_broken_documents),
        CASE(quotations_are_found),
        CASE(the_case_of_letters_counts),
        CASE(typography_does_not_count),
        CASE(words_are_not_cut),
        CASE(wrong_words_show_what_differs),
        CASE(neighbouring_differences_are_one),
        CASE(long_quotations_are_aligned),
        CASE(words_elsewhere_are_named),
        CASE(parts_keep_their_order),
        CASE(ellipses_are_split),
        CASE(citations_move),
        CASE(lookup_agrees_with_its_definition),
        CASE(moved_citations_are_found_again),
        CASE(one_changed_word_is_named),
        CASE(failing_memory_leaves_through_the_guard),
        CASE(long_inputs_are_fast),
    };
    return cmocka_run_group_tests(sources, NULL, NULL);
}
