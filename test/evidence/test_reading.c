/* Documents of all formats and encodings, and what in them is not their own text: src/sources/read.h, src/evidence/boilerplate.h. */
#include "bench.h"

#include <dirent.h>
#include <stdio.h>
#include <zip.h>
#include <zlib.h>

#include "evidence/evidence.h"
#include "evidence/line_cues.h"
#include "sources/encoding.h"
#include "sources/read.h"
#include "sources/unwrap.h"

static void assert_text(cas_text text, const char *expected)
{
    if (!cas_text_is(text, expected))
        fail_msg("“%.*s” is not “%s”", CAS_SHOW(text), expected);
}

static cas_reading read_as(void **state, const char *name, const char *bytes, size_t length)
{
    return cas_read(arena_of(state), cas_text_of(name), (cas_text){bytes, length});
}

#define READ(state, name, bytes) read_as((state), (name), (bytes), sizeof(bytes) - 1)

/* ---- encodings ---- */

static void encodings_are_those_of_a_browser(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *encoding, *text;
    } known[] = {
#define ROW(bytes, encoding, text) {bytes, sizeof(bytes) - 1, encoding, text}
        ROW("plain", "utf-8", "plain"),
        ROW("\xef\xbb\xbfmarked", "utf-8", "marked"),
        ROW("gr\xc3\xbc\xc3\x9f dich", "utf-8", "grüß dich"),
        ROW("\x93quoted\x94 caf\xe9", "windows-1252", "“quoted” café"),
        ROW("\xff\xfeH\0i\0", "utf-16le", "Hi"),
        ROW("\xfe\xff\0H\0i", "utf-16be", "Hi"),
        ROW("n\0o\0 \0m\0a\0r\0k\0", "utf-16le", "no mark"),
        ROW("wrong \xc3 byte \x81", "windows-1252", "wrong Ã byte \xc2\x81"),
#undef ROW
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *name;
        const cas_text text = cas_encoding_read(arena_of(state), (cas_text){known[i].bytes, known[i].length}, false, &name);
        assert_string_equal(name, known[i].encoding);
        assert_text(text, known[i].text);
    }
}

static void labels_mean_what_the_standard_says(void **state)
{
    (void)state;
    static const char *const known[][2] = {{"latin1", "windows-1252"}, {"ISO-8859-1", "windows-1252"}, {" ascii ", "windows-1252"}, {"cp1251", "windows-1251"},
                                           {"utf8", "utf-8"}, {"sjis", "shift_jis"}, {"gb2312", "gbk"}, {"ks_c_5601-1987", "euc-kr"}, {"latin5", "windows-1254"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_string_equal(cas_encoding_of_label(cas_text_of(known[i][0])), known[i][1]);
    assert_null(cas_encoding_of_label(CAS_TEXT("utf-7")));
    assert_null(cas_encoding_of_label(CAS_TEXT("")));
    assert_null(cas_encoding_of_label(CAS_TEXT("no such")));
    assert_null(cas_encoding_of_label(CAS_TEXT("latin1 latin2")));
}

static void declared_encodings_are_read(void **state)
{
    cas_reading page = READ(state, "a.html", "<html><meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p></html>");
    assert_text(page.text, "Привет\n");
    assert_string_equal(page.encoding, "windows-1251");
    page = READ(state, "a.html", "<!doctype html><meta http-equiv=content-type content='text/html; charset=shift_jis'><p>\x93\xfa\x96\x7b</p>");
    assert_text(page.text, "日本\n");
    /* A page that can be read byte by byte is no UTF-16, whatever it declares. */
    page = READ(state, "a.html", "<html><meta charset=utf-16><p>caf\xc3\xa9</p></html>");
    assert_text(page.text, "café\n");
}

/* ---- formats ---- */

static void text_is_given_back_as_it_is(void **state)
{
    static const char bytes[] = "One line.\r\nTwo\tlines.\n\n  Three.";
    cas_reading reading = READ(state, "a.txt", bytes);
    assert_int_equal(reading.format, CAS_FORMAT_TEXT);
    assert_ptr_equal(reading.text.at, bytes);
    assert_int_equal(reading.text.length, sizeof bytes - 1);
    assert_int_equal(READ(state, "notes.MD", "# Head").format, CAS_FORMAT_MARKDOWN);
    assert_int_equal(READ(state, "no-extension", "<!DOCTYPE html><p>x").format, CAS_FORMAT_HTML);
    assert_int_equal(READ(state, "a.txt", "5 < 6 and 7 > 6").format, CAS_FORMAT_TEXT);
}

static void pages_become_paragraphs(void **state)
{
    cas_reading page = READ(state, "a.html",
                            "<!doctype html><head><title>not read</title><style>p{}</style></head><body><nav><a>Home</a> <a>World</a></nav>"
                            "<h1>Ferries\n  and fog</h1><p class=byline>By A. Lind<p>First &amp; <b>bold</b>.<br>Second"
                            "<script>alert('no')</script><ul><li>One<li>Two</ul><figure><figcaption>A boat</figcaption></figure>"
                            "<table><tr><td>a<td>b</table><div hidden>secret</div><aside>Other story</aside><pre>kept\n  lines</pre>");
    assert_null(page.problem);
    assert_text(page.text, "Home World\n\n# Ferries and fog\n\nBy A. Lind\n\nFirst & bold.\nSecond\n\n- One\n\n- Two\n\nA boat\n\na | b\n\nOther story\n\nkept\nlines\n");
    assert_int_equal(page.hints[0], CAS_HINT_NAVIGATION);
    assert_int_equal(page.hints[2], CAS_HINT_NONE);
    assert_int_equal(page.hints[4], CAS_HINT_BYLINE);
    assert_int_equal(page.hints[6], CAS_HINT_NONE);
    assert_int_equal(page.hints[13], CAS_HINT_CAPTION);
    assert_int_equal(page.hints[17], CAS_HINT_ASIDE);
}

static size_t zip_of(const char *name, const char *content, size_t length, char *out, size_t room)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    zip_source_t *entry = zip_source_buffer(archive, content, length, 0);
    assert_true(zip_file_add(archive, name, entry, 0) >= 0);
    assert_int_equal(zip_close(archive), 0);
    assert_int_equal(zip_source_open(target), 0);
    const zip_int64_t got = zip_source_read(target, out, room);
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return (size_t)got;
}

static void office_documents_are_read(void **state)
{
    static const char docx[] = "<w:document xmlns:w='w' xmlns:mc='mc'><w:body><w:p><w:pPr><w:pStyle w:val='Heading2'/></w:pPr><w:r><w:t>Article 1</w:t></w:r></w:p>"
                               "<w:p><w:r><w:t xml:space='preserve'>The parties </w:t></w:r><w:r><w:t>agree &amp; sign.</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>"
                               "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t></w:r></w:p></w:body></w:document>";
    static const char odt[] = "<o:document-content xmlns:o='o' xmlns:text='t'><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
                              "<text:h text:outline-level='1'>Title</text:h><text:p>Some<text:s/>text <text:span>in a span</text:span>.</text:p></o:document-content>";
    char bytes[8192];
    size_t length = zip_of("word/document.xml", docx, sizeof docx - 1, bytes, sizeof bytes);
    cas_reading reading = read_as(state, "a.docx", bytes, length);
    assert_null(reading.problem);
    assert_int_equal(reading.format, CAS_FORMAT_DOCX);
    assert_text(reading.text, "## Article 1\n\nThe parties agree & sign.\n\nA B\n\n");
    length = zip_of("content.xml", odt, sizeof odt - 1, bytes, sizeof bytes);
    reading = read_as(state, "a.odt", bytes, length);
    assert_null(reading.problem);
    assert_int_equal(reading.format, CAS_FORMAT_ODT);
    assert_text(reading.text, "# Title\n\nSome text in a span.\n\n");
    length = zip_of("other.xml", odt, sizeof odt - 1, bytes, sizeof bytes);
    assert_string_equal(read_as(state, "a.zip", bytes, length).problem, "it is a zip, and neither .docx nor .odt");
}

static size_t gzip_of(const char *bytes, size_t length, char *out, size_t room)
{
    z_stream stream = {.next_in = (Bytef *)bytes, .avail_in = (uInt)length, .next_out = (Bytef *)out, .avail_out = (uInt)room};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return room - stream.avail_out;
}

static void packed_documents_are_read(void **state)
{
    char once[256], twice[512], thrice[1024];
    const size_t first = gzip_of("Packed words.", 13, once, sizeof once), second = gzip_of(once, first, twice, sizeof twice), third = gzip_of(twice, second, thrice, sizeof thrice);
    assert_text(read_as(state, "a.txt.gz", once, first).text, "Packed words.");
    assert_text(read_as(state, "a.txt.gz", twice, second).text, "Packed words.");
    assert_string_equal(read_as(state, "a.gz", thrice, third).problem, "it is packed with gzip more than twice");
    memcpy(twice, once, first);
    memcpy(twice + first, once, first);
    assert_text(read_as(state, "a.gz", twice, 2 * first).text, "Packed words.Packed words.");
    once[first / 2] ^= 0x55;
    assert_non_null(read_as(state, "a.gz", once, first - 1).problem);
}

static void bombs_are_refused(void **state)
{
    enum { HUGE = 80 << 20 };
    char *zeros = calloc(1, HUGE), *packed = malloc(1 << 20);
    size_t length = gzip_of(zeros, HUGE, packed, 1 << 20);
    assert_string_equal(read_as(state, "bomb.gz", packed, length).problem, "it unpacks to more than 64 MiB");
    memset(zeros, ' ', HUGE);
    length = zip_of("word/document.xml", zeros, HUGE, packed, 1 << 20);
    assert_string_equal(read_as(state, "bomb.docx", packed, length).problem, "it unpacks to more than 64 MiB");
    static const char laughs[] = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><w:document xmlns:w='w'><w:p><w:t>&b;</w:t></w:p></w:document>";
    length = zip_of("word/document.xml", laughs, sizeof laughs - 1, packed, 1 << 20);
    assert_false(memmem(read_as(state, "laughs.docx", packed, length).text.at, 4, "haha", 4));
    free(zeros);
    free(packed);
}

static void what_is_no_document_is_refused(void **state)
{
    assert_non_null(READ(state, "a.txt", "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0").problem);
    assert_non_null(READ(state, "a.pdf", "%PDF-1.7 …").problem);
    assert_int_equal(READ(state, "a.pdf", "%PDF-1.7 …").format, CAS_FORMAT_PDF);
    assert_null(READ(state, "empty.txt", "").problem);
}

/* Pages cut anywhere, and memory that runs out anywhere: never a crash, never a leak. */
static void reading_survives_its_memory(void **state)
{
    static const char page[] = "<!doctype html><meta charset=latin1><p>caf\xe9 <b>x</b><table><tr><td>a<td>b</table><ul><li>y</ul>";
    bench *b = *state;
    for (size_t cut = 0; cut < sizeof page; cut++)
        assert_null(read_as(state, "a.html", page, cut).problem);
    size_t failures = 0;
    for (long at = 1; at < 4000; at++) {
        cas_ctx ctx = {.fail_at = at};
        cas_arena arena;
        cas_guard guard;
        cas_ctx_open(&ctx);
        cas_arena_open(&arena, &ctx);
        if (setjmp(*cas_guard_open(&ctx, &guard)) == 0)
            cas_read(&arena, CAS_TEXT("a.html"), (cas_text){page, sizeof page - 1});
        cas_guard_close(&ctx, &guard);
        cas_arena_close(&arena);
        assert_int_equal(ctx.used_bytes, 0);
        if (guard.status == CAS_OK)
            break;
        assert_int_equal(guard.status, CAS_E_MEMORY);
        failures++;
    }
    assert_true(failures > 20);
    (void)b;
}

static void broken_lines_are_joined(void **state)
{
    static const char text[] = "The draft that four countries agreed on has eleven arti-\ncles, and the pilots of the strait have read two of them\nvery closely.\nArticle 4 opens the narrows to every pilot of the coast. It\nsays nothing of fog.\n\n\fA new page begins here, and its lines are as long as the\nothers were.\n";
    assert_text(cas_unwrap(arena_of(state), CAS_TEXT(text)),
                "The draft that four countries agreed on has eleven articles, and the pilots of the strait have read two of them very closely.\n\n"
                "Article 4 opens the narrows to every pilot of the coast. It says nothing of fog.\n\n"
                "A new page begins here, and its lines are as long as the others were.\n\n");
}

/* ---- what is not the document's own text ---- */

typedef struct tally {
    size_t right, wrong, missed, kinds;
} tally;

/* A page is lines `kind<TAB>text`. */
static void judge_page(void **state, const char *path, tally *sum)
{
    static char bytes[1 << 16];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    cas_arena *arena = arena_of(state);
    cas_builder text = {.arena = arena};
    char kinds[400][16];
    size_t lines = 0;
    for (size_t at = 0; at < length; lines++) {
        const char *tab = memchr(bytes + at, '\t', length - at), *end = memchr(bytes + at, '\n', length - at);
        assert_true(tab && end && tab < end && lines < 400);
        snprintf(kinds[lines], sizeof kinds[lines], "%.*s", (int)(tab - bytes - at), bytes + at);
        cas_put(&text, (cas_text){tab + 1, (size_t)(end - tab)});
        at = (size_t)(end - bytes) + 1;
    }
    cas_evidence_document document = {.name = path, .format = "text", .text = cas_built(&text)};
    document.document = cas_document_read(arena, document.text);
    cas_evidence evidence = {.arena = arena, .documents = &document, .document_count = 1};
    cas_evidence_lines(&evidence);
    assert_int_equal(document.line_count, lines);
    for (size_t i = 0; i < lines; i++) {
        const char *wanted = kinds[i], *got = cas_line_kind_name(document.lines[i].kind);
        const bool structure = strcmp(wanted, "title") == 0 || strcmp(wanted, "deck") == 0 || strcmp(wanted, "subhead") == 0 || strcmp(wanted, "address") == 0;
        const bool foreign = strcmp(wanted, "body") != 0, said = cas_line_is_boilerplate(document.lines[i].kind);
        if (structure)
            continue;
        sum->right += foreign && said;
        sum->kinds += foreign && said && strcmp(wanted, got) == 0;
        sum->wrong += !foreign && said;
        sum->missed += foreign && !said;
        if (foreign != said)
            print_message("# %s line %zu: %s, wanted %s: %.*s\n", path, i + 1, got, wanted, CAS_SHOW(document.lines[i].text));
    }
}

static void pages_are_judged(void **state)
{
    static const char folder[] = "test/evidence/pages";
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    tally sum = {0};
    size_t pages = 0;
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        char path[512];
        if (!strstr(entry->d_name, ".page"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        judge_page(state, path, &sum);
        pages++;
    }
    closedir(entries);
    print_message("# %zu pages, %zu lines that are not their own: %zu found, %zu missed, %zu wrongly said; kind right in %zu\n", pages, sum.right + sum.missed, sum.right,
                  sum.missed, sum.wrong, sum.kinds);
    assert_true(pages >= 12 && sum.right + sum.missed > 100);
    assert_true(2.0 * (double)sum.right / (double)(2 * sum.right + sum.wrong + sum.missed) >= 0.97);
    assert_true((double)sum.kinds >= 0.9 * (double)sum.right);
}

/* Heads without blank lines, rows of sections, boxes of links amid the text, appeals at the foot: no line wrongly told. */
static void layouts_are_told_line_by_line(void **state)
{
    static const char *const pages[] = {"broken_head", "mid_box", "desk"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char path[512];
        tally sum = {0};
        snprintf(path, sizeof path, "test/evidence/pages/%s.page", pages[i]);
        judge_page(state, path, &sum);
        assert_true(sum.right > 3);
        assert_int_equal(sum.wrong + sum.missed, 0);
        assert_int_equal(sum.kinds, sum.right);
    }
}

/* A treaty numbers itself: the lines under it are signatures, not links. */
static void treaties_keep_their_signatures(void **state)
{
    static const char text[] = "TREATY ON THE FERRY ROUTES\n\nArticle 1\n\nEach party opens its harbours to the ferries of the others.\n\nArticle 2\n\nThe parties meet once a year.\n\nDone at Kelm\n\nFor Velmark\n\nFor Orsina\n";
    cas_evidence_document document = {.name = "treaty.txt", .format = "text", .text = CAS_TEXT(text)};
    document.document = cas_document_read(arena_of(state), document.text);
    cas_evidence evidence = {.arena = arena_of(state), .documents = &document, .document_count = 1};
    cas_evidence_lines(&evidence);
    for (size_t i = 0; i < document.line_count; i++)
        assert_false(cas_line_is_boilerplate(document.lines[i].kind));
}

/* Lines broken to one width are one paragraph: what a line in its midst begins with says nothing. */
static void broken_paragraphs_are_not_judged_by_line(void **state)
{
    static const char text[] = "The harbour act\n\nEach party opens its harbours to the ferries of the others, and whoever is\nrelated to the owner of a ferry may be asked for the papers of the ship at\nsource: the office that wrote them. The masters of the harbours meet once\na year.\n\n"
                               "Share this article\n\nRelated: Dues at night\n";
    cas_evidence_document document = {.name = "act.txt", .format = "text", .text = CAS_TEXT(text)};
    document.document = cas_document_read(arena_of(state), document.text);
    cas_evidence evidence = {.arena = arena_of(state), .documents = &document, .document_count = 1};
    cas_evidence_lines(&evidence);
    for (size_t i = 2; i < 6; i++)
        assert_int_equal(document.lines[i].kind, CAS_LINE_BODY);
    assert_int_equal(document.lines[7].kind, CAS_LINE_SHARE);
    assert_int_equal(document.lines[9].kind, CAS_LINE_RELATED);
}

/* A changed copy: the paragraphs that stayed have the hash they had. */
static void hashes_find_paragraphs_again(void **state)
{
    static const char old[] = "First paragraph, as it was.\n\nSecond paragraph, “quoted”.\n\nThird paragraph.\n";
    static const char now[] = "A new beginning.\n\nFirst  paragraph, as it was.\n\nSecond paragraph, \"quoted\".\n\nThird paragraph, changed.\n";
    cas_evidence_document documents[2] = {{.name = "old", .text = CAS_TEXT(old)}, {.name = "new", .text = CAS_TEXT(now)}};
    for (int i = 0; i < 2; i++)
        documents[i].document = cas_document_read(arena_of(state), documents[i].text);
    cas_evidence evidence = {.arena = arena_of(state), .documents = documents, .document_count = 2};
    cas_evidence_lines(&evidence);
    assert_true(cas_evidence_paragraph_hash(&documents[0], 0) == cas_evidence_paragraph_hash(&documents[1], 1));
    assert_true(cas_evidence_paragraph_hash(&documents[0], 1) == cas_evidence_paragraph_hash(&documents[1], 2));
    assert_true(cas_evidence_paragraph_hash(&documents[0], 2) != cas_evidence_paragraph_hash(&documents[1], 3));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)
    const struct CMUnitTest tests[] = {
        TEST(encodings_are_those_of_a_browser), TEST(labels_mean_what_the_standard_says), TEST(declared_encodings_are_read), TEST(text_is_given_back_as_it_is),
        TEST(pages_become_paragraphs), TEST(office_documents_are_read), TEST(packed_documents_are_read), TEST(bombs_are_refused), TEST(what_is_no_document_is_refused),
        TEST(reading_survives_its_memory), TEST(broken_lines_are_joined), TEST(pages_are_judged), TEST(layouts_are_told_line_by_line), TEST(treaties_keep_their_signatures), TEST(broken_paragraphs_are_not_judged_by_line), TEST(hashes_find_paragraphs_again),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
