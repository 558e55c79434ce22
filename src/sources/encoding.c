/*
 * Encodings as the WHATWG Encoding Standard names them, converted by the C library's iconv.
 *
 * iconv keeps memory of its own while it is open, so one function opens it, converts into room that was taken before, and
 * closes it; nothing in between can fail. UTF-8 takes at most three bytes for each byte of any of these encodings.
 */
#include "sources/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

typedef struct encoding {
    const char *name;    /* of the standard */
    const char *library; /* what iconv calls it; null: not read, as in a browser */
    const char *labels;  /* further labels, with spaces around each */
} encoding;

static const encoding encodings[] = {
    {"utf-8", "UTF-8", " utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 "},
    {"ibm866", "IBM866", " 866 cp866 csibm866 "},
    {"iso-8859-2", "ISO-8859-2", " csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 "},
    {"iso-8859-3", "ISO-8859-3", " csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 "},
    {"iso-8859-4", "ISO-8859-4", " csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 "},
    {"iso-8859-5", "ISO-8859-5", " csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 "},
    {"iso-8859-6", "ISO-8859-6", " arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    {"iso-8859-7", "ISO-8859-7", " csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek "},
    {"iso-8859-8", "ISO-8859-8", " csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical "},
    {"iso-8859-10", "ISO-8859-10", " csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {"iso-8859-13", "ISO-8859-13", " iso8859-13 iso885913 "},
    {"iso-8859-14", "ISO-8859-14", " iso8859-14 iso885914 "},
    {"iso-8859-15", "ISO-8859-15", " csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 "},
    {"iso-8859-16", "ISO-8859-16", " "},
    {"koi8-r", "KOI8-R", " cskoi8r koi koi8 koi8_r "},
    {"koi8-u", "KOI8-U", " koi8-ru "},
    {"macintosh", "MACINTOSH", " csmacintosh mac x-mac-roman "},
    {"windows-874", "CP874", " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 "},
    {"windows-1250", "CP1250", " cp1250 x-cp1250 "},
    {"windows-1251", "CP1251", " cp1251 x-cp1251 "},
    {"windows-1252", "CP1252", " ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252 "},
    {"windows-1253", "CP1253", " cp1253 x-cp1253 "},
    {"windows-1254", "CP1254", " cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254 "},
    {"windows-1255", "CP1255", " cp1255 x-cp1255 "},
    {"windows-1256", "CP1256", " cp1256 x-cp1256 "},
    {"windows-1257", "CP1257", " cp1257 x-cp1257 "},
    {"windows-1258", "CP1258", " cp1258 x-cp1258 "},
    {"x-mac-cyrillic", "MAC-CYRILLIC", " x-mac-ukrainian "},
    {"gbk", "GB18030", " chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk gb18030 "},
    {"big5", "BIG5-HKSCS", " big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"euc-jp", "EUC-JP", " cseucpkdfmtjapanese x-euc-jp "},
    {"iso-2022-jp", "ISO-2022-JP", " csiso2022jp "},
    {"shift_jis", "CP932", " csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis "},
    {"euc-kr", "CP949", " cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 "},
    {"utf-16be", "UTF-16BE", " unicodefffe "},
    {"utf-16le", "UTF-16LE", " csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 "},
};

enum { LOOKED_AT = 1024, LONGEST_LABEL = 40, MOST_BYTES_A_BYTE = 3 };

static const encoding *find_encoding(cas_text label)
{
    char padded[LONGEST_LABEL + 3];
    size_t length = 0;
    while (label.length && (unsigned char)*label.at <= ' ')
        label.at++, label.length--;
    while (label.length && (unsigned char)label.at[label.length - 1] <= ' ')
        label.length--;
    if (!label.length || label.length > LONGEST_LABEL)
        return NULL;
    padded[length++] = ' ';
    for (size_t i = 0; i < label.length; i++)
        padded[length++] = (char)(label.at[i] >= 'A' && label.at[i] <= 'Z' ? label.at[i] + ('a' - 'A') : label.at[i]);
    if (memchr(padded + 1, ' ', length - 1))
        return NULL;
    padded[length++] = ' ';
    padded[length] = 0;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if ((strlen(encodings[i].name) == length - 2 && memcmp(encodings[i].name, padded + 1, length - 2) == 0) || strstr(encodings[i].labels, padded))
            return &encodings[i];
    return NULL;
}

const char *cas_encoding_of_label(cas_text label)
{
    const encoding *found = find_encoding(label);
    return found ? found->name : NULL;
}

/* ---- which one ---- */

bool cas_encoding_is_utf8(cas_text bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.at, *end = at + bytes.length;
    while (at < end) {
        const unsigned char first = *at++;
        if (first < 0x80)
            continue;
        const int more = first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0;
        if (!more || end - at < more)
            return false;
        if ((first == 0xe0 && at[0] < 0xa0) || (first == 0xed && at[0] > 0x9f) || (first == 0xf0 && at[0] < 0x90) || (first == 0xf4 && at[0] > 0x8f))
            return false;
        for (int i = 0; i < more; i++)
            if ((*at++ & 0xc0) != 0x80)
                return false;
    }
    return true;
}

/* The value behind the first `key` and `=` among the first bytes: of `<meta charset=…>`, `content="…; charset=…"` and `<?xml … encoding=…>`. */
static const encoding *declared_by(cas_text head, const char *key)
{
    const size_t length = strlen(key);
    for (size_t at = 0; at + length < head.length; at++) {
        size_t same = 0;
        while (same < length && (head.at[at + same] | ' ') == key[same])
            same++;
        if (same < length)
            continue;
        size_t value = at + length;
        while (value < head.length && (unsigned char)head.at[value] <= ' ')
            value++;
        if (value >= head.length || head.at[value] != '=')
            continue;
        value++;
        while (value < head.length && ((unsigned char)head.at[value] <= ' ' || head.at[value] == '"' || head.at[value] == '\''))
            value++;
        size_t end = value;
        while (end < head.length && (unsigned char)head.at[end] > ' ' && !strchr("\"';>?/", head.at[end]))
            end++;
        return find_encoding((cas_text){head.at + value, end - value});
    }
    return NULL;
}

static const encoding *declared_encoding(cas_text bytes)
{
    const cas_text head = {bytes.at, bytes.length < LOOKED_AT ? bytes.length : LOOKED_AT};
    const encoding *found = declared_by(head, "charset");
    if (!found && head.length > 5 && memcmp(head.at, "<?xml", 5) == 0)
        found = declared_by(head, "encoding");
    /* What could be read so far cannot have been UTF-16. */
    return found && strncmp(found->name, "utf-16", 6) == 0 ? &encodings[0] : found;
}

/* UTF-16 without a mark: of the first bytes, those in even or those in odd places are nearly all zero. */
static const encoding *without_mark(cas_text bytes)
{
    size_t zero[2] = {0, 0};
    const size_t looked = bytes.length < LOOKED_AT ? bytes.length / 2 * 2 : LOOKED_AT;
    for (size_t i = 0; i < looked; i++)
        zero[i & 1] += bytes.at[i] == 0;
    if (looked >= 8 && zero[1] * 5 > looked * 2 && zero[0] * 20 < looked)
        return find_encoding(CAS_TEXT("utf-16le"));
    if (looked >= 8 && zero[0] * 5 > looked * 2 && zero[1] * 20 < looked)
        return find_encoding(CAS_TEXT("utf-16be"));
    return cas_encoding_is_utf8(bytes) ? &encodings[0] : find_encoding(CAS_TEXT("windows-1252"));
}

/* ---- converting ---- */

static size_t put_code(char *out, unsigned code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    out[0] = (char)(0xe0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3f));
    out[2] = (char)(0x80 | (code & 0x3f));
    return 3;
}

/* Takes no memory. The windows encodings read the bytes they have no character for as control characters. */
static size_t convert(const encoding *from, cas_text bytes, char *out, size_t room)
{
    const iconv_t state = iconv_open("UTF-8", from->library);
    char *in = (char *)bytes.at, *to = out;
    size_t left = bytes.length, space = room;
    const bool windows = strncmp(from->name, "windows", 7) == 0, wide = strncmp(from->name, "utf-16", 6) == 0;
    if (state == (iconv_t)-1)
        return 0;
    while (left) {
        if (iconv(state, &in, &left, &to, &space) != (size_t)-1 || space < MOST_BYTES_A_BYTE + 1)
            break;
        const size_t skipped = wide && left > 1 ? 2 : 1;
        const size_t put = put_code(to, windows && (unsigned char)*in < 0xa0 ? (unsigned char)*in : 0xfffd);
        to += put;
        space -= put;
        in += skipped;
        left -= skipped;
    }
    if (space > MOST_BYTES_A_BYTE)
        iconv(state, NULL, NULL, &to, &space);
    iconv_close(state);
    return (size_t)(to - out);
}

cas_text cas_encoding_read(cas_arena *arena, cas_text bytes, bool declared, const char **name)
{
    const encoding *found = NULL;
    const unsigned char *first = (const unsigned char *)bytes.at;
    size_t mark = 0;
    if (bytes.length >= 3 && memcmp(first, "\xef\xbb\xbf", 3) == 0)
        found = &encodings[0], mark = 3;
    else if (bytes.length >= 2 && first[0] == 0xfe && first[1] == 0xff)
        found = find_encoding(CAS_TEXT("utf-16be")), mark = 2;
    else if (bytes.length >= 2 && first[0] == 0xff && first[1] == 0xfe)
        found = find_encoding(CAS_TEXT("utf-16le")), mark = 2;
    else if (declared)
        found = declared_encoding(bytes);
    if (!found)
        found = without_mark(bytes);
    *name = found->name;
    const cas_text text = {bytes.at + mark, bytes.length - mark};
    if (found == &encodings[0] && cas_encoding_is_utf8(text))
        return text;
    /* Of UTF-8 with a wrong byte now and then the rest is kept: iconv stops at the byte, and goes on behind it. */
    const size_t room = text.length * MOST_BYTES_A_BYTE + 16;
    char *out = CAS_ARRAY(arena, char, room);
    return (cas_text){out, convert(found, text, out, room)};
}
