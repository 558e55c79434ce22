/*
 * An index of sentences in an SQLite file.
 *
 *     documents(id, name, sha256, units)  units: for each sentence its line, its number of words, and their hashes
 *     buckets(key, units)                 by the key of a band: document and number of each sentence that has it
 *
 * A new sentence is looked up by the keys of eight of its bands, what the buckets hold is compared with it exactly, and it is
 * put into them. Numbers are stored as four bytes, least first. A bucket takes 256 sentences and then no more, so that a
 * sentence that stands everywhere costs no more than any other.
 *
 * The caller holds the file and its prepared statements, and closes them after any failure.
 */
#include "evidence/store.h"
#include "evidence/minhash.h"

#include <sqlite3.h>
#include <string.h>

enum { USED_BANDS = 8, BUCKET_BYTES = 2048, MOST_CANDIDATES = 4096 };

typedef enum statement { FIND_DOCUMENT, ADD_DOCUMENT, READ_UNITS, READ_NAME, READ_BUCKET, ADD_TO_BUCKET } statement;

static const char *const texts[] = {
    [FIND_DOCUMENT] = "SELECT id FROM documents WHERE sha256 = ?1",
    [ADD_DOCUMENT] = "INSERT INTO documents(name, sha256, units) VALUES(?1, ?2, ?3)",
    [READ_UNITS] = "SELECT units FROM documents WHERE id = ?1",
    [READ_NAME] = "SELECT name FROM documents WHERE id = ?1",
    [READ_BUCKET] = "SELECT units FROM buckets WHERE key = ?1",
    [ADD_TO_BUCKET] = "INSERT INTO buckets(key, units) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET units = CAST(units || excluded.units AS BLOB) WHERE length(units) < 2048",
};

static const char *const schema = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY;"
                                  "BEGIN IMMEDIATE;"
                                  "CREATE TABLE IF NOT EXISTS documents(id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, units BLOB NOT NULL);"
                                  "CREATE TABLE IF NOT EXISTS buckets(key INTEGER PRIMARY KEY, units BLOB NOT NULL);"
                                  "PRAGMA user_version = 1;";

static int version_of(sqlite3 *file)
{
    sqlite3_stmt *asked = NULL;
    int version = -1;
    if (sqlite3_prepare_v2(file, "PRAGMA user_version", -1, &asked, NULL) == SQLITE_OK && sqlite3_step(asked) == SQLITE_ROW)
        version = sqlite3_column_int(asked, 0);
    sqlite3_finalize(asked);
    return version;
}

const char *cas_store_open(cas_store *store, const char *path)
{
    memset(store, 0, sizeof *store);
    if (sqlite3_open_v2(path, &store->file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        return store->file ? sqlite3_errmsg(store->file) : "there is no memory for it";
    sqlite3_busy_timeout(store->file, 5000);
    const int version = version_of(store->file);
    if (version < 0)
        return "it is no index of casus";
    if (version > 1)
        return "it was made by a later version of casus";
    if (sqlite3_exec(store->file, schema, NULL, NULL, NULL) != SQLITE_OK)
        return sqlite3_errmsg(store->file);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (sqlite3_prepare_v3(store->file, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &store->statements[i], NULL) != SQLITE_OK)
            return sqlite3_errmsg(store->file);
    return NULL;
}

bool cas_store_keep(cas_store *store)
{
    return sqlite3_exec(store->file, "COMMIT; BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
}

bool cas_store_close(cas_store *store, bool keep)
{
    for (size_t i = 0; i < CAS_STORE_STATEMENTS; i++)
        sqlite3_finalize(store->statements[i]);
    bool good = true;
    if (store->file && !sqlite3_get_autocommit(store->file))
        good = sqlite3_exec(store->file, keep ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(store->file);
    memset(store, 0, sizeof *store);
    return good;
}

_Noreturn static void fail(cas_ctx *ctx, const cas_store *store)
{
    cas_fail(ctx, CAS_E_SYSTEM, "the index cannot be used: %s", sqlite3_errmsg(store->file));
}

static void put_number(unsigned char *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(value >> 8 * i);
}

static uint32_t get_number(const unsigned char *from)
{
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

/* Copies the blob of the first column into the arena and resets the statement; empty when there is no row. */
static cas_text take_blob(cas_arena *arena, cas_store *store, sqlite3_stmt *asked)
{
    const int status = sqlite3_step(asked);
    if (status != SQLITE_ROW && status != SQLITE_DONE)
        fail(arena->ctx, store);
    const size_t length = status == SQLITE_ROW ? (size_t)sqlite3_column_bytes(asked, 0) : 0;
    char *bytes = CAS_ARRAY(arena, char, length + 1);
    if (length)
        memcpy(bytes, sqlite3_column_blob(asked, 0), length);
    sqlite3_reset(asked);
    return (cas_text){bytes, length};
}

static void run(cas_ctx *ctx, cas_store *store, sqlite3_stmt *told)
{
    const int status = sqlite3_step(told);
    sqlite3_reset(told);
    if (status != SQLITE_DONE)
        fail(ctx, store);
}

/* ---- documents ---- */

static uint32_t number_in(cas_text blob, size_t place)
{
    return get_number((const unsigned char *)blob.at + 4 * place);
}

static uint64_t add_document(cas_arena *arena, cas_store *store, const char *name, const char *sha256, const cas_units *units)
{
    size_t length = 1, at = 0;
    for (size_t i = 0; i < units->count; i++)
        length += 2 + units->units[i].count;
    unsigned char *blob = CAS_ARRAY(arena, unsigned char, 4 * length);
    put_number(blob + 4 * at++, (uint32_t)units->count);
    for (size_t i = 0; i < units->count; i++) {
        const cas_unit *unit = &units->units[i];
        put_number(blob + 4 * at++, unit->line);
        put_number(blob + 4 * at++, unit->count);
        for (size_t w = 0; w < unit->count; w++)
            put_number(blob + 4 * at++, units->words[unit->first + w]);
    }
    sqlite3_stmt *told = store->statements[ADD_DOCUMENT];
    sqlite3_bind_text(told, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(told, 2, sha256, -1, SQLITE_STATIC);
    sqlite3_bind_blob64(told, 3, blob, 4 * at, SQLITE_STATIC);
    run(arena->ctx, store, told);
    return (uint64_t)sqlite3_last_insert_rowid(store->file);
}

/* The sentences of a document of the index, read when first asked for. */
typedef struct remembered {
    uint64_t document;
    cas_units units;
} remembered;

typedef struct memory {
    cas_arena *arena;
    cas_store *store;
    remembered *items;
    size_t count, room;
} memory;

static const cas_units *recall(memory *m, uint64_t document)
{
    for (size_t i = m->count; i-- > 0;)
        if (m->items[i].document == document)
            return &m->items[i].units;
    sqlite3_stmt *asked = m->store->statements[READ_UNITS];
    sqlite3_bind_int64(asked, 1, (sqlite3_int64)document);
    const cas_text blob = take_blob(m->arena, m->store, asked);
    const size_t numbers = blob.length / 4;
    const size_t count = numbers ? number_in(blob, 0) : 0;
    m->items = CAS_ROOM(m->arena, m->items, m->count, &m->room);
    remembered *item = &m->items[m->count++];
    *item = (remembered){document, {.arena = m->arena, .units = CAS_ARRAY(m->arena, cas_unit, (count < numbers ? count : numbers) + 1), .words = CAS_ARRAY(m->arena, uint32_t, numbers + 1)}};
    for (size_t at = 1; item->units.count < count && at + 2 <= numbers;) {
        cas_unit *unit = &item->units.units[item->units.count];
        *unit = (cas_unit){0, number_in(blob, at), (uint32_t)item->units.word_count, number_in(blob, at + 1)};
        at += 2;
        if (unit->count > numbers - at || unit->count > CAS_UNIT_MOST_WORDS)
            break;
        for (size_t w = 0; w < unit->count; w++)
            item->units.words[item->units.word_count++] = number_in(blob, at++);
        item->units.count++;
    }
    return &item->units;
}

/* ---- sentences ---- */

typedef struct candidate {
    uint32_t document, unit;
} candidate;

static bool is_new(const candidate *list, size_t count, candidate wanted)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].document == wanted.document && list[i].unit == wanted.unit)
            return false;
    return true;
}

/* Looks sentence `number` up, and puts it into its buckets. */
static void deal_with(memory *m, const cas_units *units, uint32_t number, uint64_t document, const uint64_t *keys, cas_store_answer *answer, size_t *room)
{
    const cas_unit *unit = &units->units[number];
    candidate *candidates = NULL;
    size_t count = 0, candidate_room = 0;
    unsigned char own[8];
    put_number(own, (uint32_t)document);
    put_number(own + 4, number);
    for (size_t band = 0; band < USED_BANDS; band++) {
        sqlite3_stmt *asked = m->store->statements[READ_BUCKET], *told = m->store->statements[ADD_TO_BUCKET];
        sqlite3_bind_int64(asked, 1, (sqlite3_int64)keys[band]);
        const cas_text bucket = take_blob(m->arena, m->store, asked);
        for (size_t at = 0; 4 * at + 8 <= bucket.length && count < MOST_CANDIDATES; at += 2) {
            const candidate found = {number_in(bucket, at), number_in(bucket, at + 1)};
            if (found.document == (uint32_t)document || !is_new(candidates, count, found))
                continue;
            candidates = CAS_ROOM(m->arena, candidates, count, &candidate_room);
            candidates[count++] = found;
        }
        if (bucket.length >= BUCKET_BYTES)
            continue;
        sqlite3_bind_int64(told, 1, (sqlite3_int64)keys[band]);
        sqlite3_bind_blob(told, 2, own, sizeof own, SQLITE_STATIC);
        run(m->arena->ctx, m->store, told);
    }
    for (size_t i = 0; i < count; i++) {
        const cas_units *other = recall(m, candidates[i].document);
        if (candidates[i].unit >= other->count)
            continue;
        const cas_unit *theirs = &other->units[candidates[i].unit];
        if (!cas_is_near(units->words + unit->first, unit->count, other->words + theirs->first, theirs->count))
            continue;
        answer->matches = CAS_ROOM(m->arena, answer->matches, answer->count, room);
        answer->matches[answer->count++] = (cas_store_match){unit->line, candidates[i].document, theirs->line};
    }
}

cas_store_answer cas_store_add(cas_arena *arena, cas_store *store, const char *name, const char *sha256, const cas_units *units)
{
    cas_store_answer answer = {0};
    sqlite3_stmt *asked = store->statements[FIND_DOCUMENT];
    sqlite3_bind_text(asked, 1, sha256, -1, SQLITE_STATIC);
    const int status = sqlite3_step(asked);
    sqlite3_reset(asked);
    if (status != SQLITE_DONE && status != SQLITE_ROW)
        fail(arena->ctx, store);
    if (status == SQLITE_ROW) {
        answer.known = true;
        return answer;
    }
    memory m = {.arena = arena, .store = store};
    size_t room = 0;
    cas_minhash minhash;
    cas_minhash_open(&minhash);
    const uint64_t document = add_document(arena, store, name, sha256, units);
    for (uint32_t i = 0; i < units->count; i++) {
        uint64_t keys[CAS_BANDS];
        cas_poll(arena->ctx);
        cas_minhash_bands(&minhash, units->words + units->units[i].first, units->units[i].count, keys);
        deal_with(&m, units, i, document, keys, &answer, &room);
    }
    return answer;
}

const char *cas_store_name(cas_arena *arena, cas_store *store, uint64_t document)
{
    sqlite3_stmt *asked = store->statements[READ_NAME];
    sqlite3_bind_int64(asked, 1, (sqlite3_int64)document);
    return cas_text_string(arena, take_blob(arena, store, asked));
}
