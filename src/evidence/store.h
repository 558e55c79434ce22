/* An index of sentences in an SQLite file: what does one new document share with all those before it? */
#ifndef CAS_EVIDENCE_STORE_H
#define CAS_EVIDENCE_STORE_H

#include "evidence/passage_units.h"

struct sqlite3;
struct sqlite3_stmt;

enum { CAS_STORE_STATEMENTS = 8 };

/* Holds an open file: whoever opens it closes it, outside of any guard. */
typedef struct cas_store {
    struct sqlite3 *file;
    struct sqlite3_stmt *statements[CAS_STORE_STATEMENTS];
} cas_store;

/* Opens or makes the file, and begins a transaction. Null, or why not: a constant, or what SQLite says. */
const char *cas_store_open(cas_store *store, const char *path);
/* Ends the transaction if `keep`, undoes it if not, and closes. */
bool cas_store_close(cas_store *store, bool keep);

/* What was added so far stays, whatever comes: now and then in a long run. */
bool cas_store_keep(cas_store *store);

/* A sentence of the new document and one of a document in the index. */
typedef struct cas_store_match {
    uint32_t line;
    uint64_t other; /* the number of the document in the index */
    uint32_t other_line;
} cas_store_match;

typedef struct cas_store_answer {
    bool known;               /* a document with these bytes was there already: nothing was added */
    cas_store_match *matches; /* by line, then by document */
    size_t count;
} cas_store_answer;

/*
 * Adds a document (its sentences are `units`, all of one document) and finds which of its sentences the index has.
 *
 * exact   what is found is near-identical (minhash.h). What is missed: of sentences with resemblance J a share of
 *         (1 - J^3)^8, 0.14 at 0.6 and 0.003 at 0.8, and copies beyond the 256 first of a sentence
 * cost    eight look-ups a sentence
 * errors  leaves through the guard with CAS_E_SYSTEM when the file cannot be read or written
 */
cas_store_answer cas_store_add(cas_arena *arena, cas_store *store, const char *name, const char *sha256, const cas_units *units);
/* The name a document was added under. */
const char *cas_store_name(cas_arena *arena, cas_store *store, uint64_t document);

#endif
