/*
 * Unpacking with zlib and libzip.
 *
 * Both keep memory of their own while they are open, so each is opened, used and closed within one function that takes no
 * memory from an arena: the room is taken before. For gzip it is not known how much is needed: the room is doubled and the
 * work begun anew until it is enough or beyond the limit, which costs at most twice as much.
 */
#include "sources/unpack.h"

#include <string.h>
#include <zip.h>
#include <zlib.h>

enum { FIRST_ROOM = 1 << 16, MOST_ENTRIES = 65536 };

bool cas_is_gzip(cas_text bytes)
{
    return bytes.length > 18 && memcmp(bytes.at, "\x1f\x8b\x08", 3) == 0;
}

bool cas_is_zip(cas_text bytes)
{
    return bytes.length > 22 && memcmp(bytes.at, "PK\x03\x04", 4) == 0;
}

typedef enum unpacked { UNPACKED, NEEDS_ROOM, DAMAGED } unpacked;

/* Members that follow one another are one text, as gunzip has it. Takes no memory of an arena. */
static unpacked inflate_all(cas_text bytes, char *out, size_t room, size_t *length)
{
    z_stream stream = {.next_in = (Bytef *)bytes.at, .avail_in = (uInt)bytes.length};
    unpacked result = DAMAGED;
    *length = 0;
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return DAMAGED;
    for (;;) {
        stream.next_out = (Bytef *)out + *length;
        stream.avail_out = (uInt)(room - *length);
        const int status = inflate(&stream, Z_FINISH);
        *length = room - stream.avail_out;
        if (status == Z_STREAM_END && stream.avail_in > 18 && stream.next_in[0] == 0x1f && stream.next_in[1] == 0x8b && inflateReset(&stream) == Z_OK)
            continue;
        if (status == Z_STREAM_END)
            result = UNPACKED;
        else if (stream.avail_out == 0)
            result = NEEDS_ROOM;
        break;
    }
    inflateEnd(&stream);
    return result;
}

const char *cas_gzip_read(cas_arena *arena, cas_text bytes, size_t most_bytes, cas_text *out)
{
    const cas_mark before = cas_arena_mark(arena);
    if (bytes.length > UINT32_MAX || most_bytes > UINT32_MAX / 2)
        return "it is too large";
    for (size_t room = FIRST_ROOM;; room *= 2) {
        if (room > most_bytes)
            room = most_bytes;
        char *place = CAS_ARRAY(arena, char, room);
        size_t length;
        switch (inflate_all(bytes, place, room, &length)) {
        case UNPACKED: *out = (cas_text){place, length}; return NULL;
        case DAMAGED: return "it is packed with gzip and damaged";
        case NEEDS_ROOM:
            cas_arena_release(arena, before);
            if (room == most_bytes)
                return cas_format(arena, "it unpacks to more than %zu MiB", most_bytes >> 20);
        }
    }
}

/* With out null only the size is found. Takes no memory of an arena. SIZE_MAX: there is no such file; -1 in *problem: damaged. */
static size_t read_entry(cas_text bytes, const char *name, char *out, size_t room, const char **problem)
{
    zip_error_t error;
    zip_stat_t facts;
    size_t length = SIZE_MAX;
    *problem = NULL;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.length, 0, &error);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!archive) {
        *problem = "it is packed with zip and damaged";
        zip_source_free(source);
    } else if (zip_get_num_entries(archive, 0) > MOST_ENTRIES) {
        *problem = "it holds more than 65536 files";
    } else if (zip_stat(archive, name, 0, &facts) == 0 && (facts.valid & ZIP_STAT_SIZE)) {
        length = (size_t)facts.size;
        if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) && facts.encryption_method != ZIP_EM_NONE)
            *problem = "it is encrypted";
        else if (out) {
            zip_file_t *file = zip_fopen(archive, name, 0);
            const zip_int64_t got = file ? zip_fread(file, out, room) : -1;
            if (got < 0 || zip_fclose(file) != 0)
                *problem = "it is packed with zip and damaged";
            length = got < 0 ? 0 : (size_t)got;
        }
    }
    if (archive)
        zip_discard(archive);
    zip_error_fini(&error);
    return length;
}

const char *cas_zip_read(cas_arena *arena, cas_text bytes, const char *name, size_t most_bytes, cas_text *out)
{
    const char *problem;
    *out = (cas_text){"", 0};
    const size_t length = read_entry(bytes, name, NULL, 0, &problem);
    if (problem || length == SIZE_MAX)
        return problem;
    if (length > most_bytes)
        return cas_format(arena, "it unpacks to more than %zu MiB", most_bytes >> 20);
    char *place = CAS_ARRAY(arena, char, length + 1);
    const size_t got = read_entry(bytes, name, place, length, &problem);
    if (!problem)
        *out = (cas_text){place, got};
    return problem;
}
