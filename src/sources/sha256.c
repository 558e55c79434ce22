/*
 * SHA-256 (FIPS 180-4, section 6.2).
 *
 * 1. The message, a bit 1, zeros, and its length in bits as 64 bits are a whole number of 64-byte blocks.
 * 2. Each block is spread over 64 words and stirred into eight words of state in 64 rounds.
 * 3. The state, most significant byte first, is the digest.
 *
 * The constants are the first 32 bits of the fractional parts of the square roots (start) and cube roots (rounds) of
 * the first primes. Cost: linear, one pass, no allocation. Exact. Tested against the vectors of the standard.
 */
#include "sources/sha256.h"

#include <string.h>

enum { BLOCK = 64, LENGTH_AT = 56, SHORTEST_DECLARED = 8 };

static const uint32_t round_constant[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t word, unsigned right)
{
    return word >> right | word << (32 - right);
}

static uint32_t read_word(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void write_word(unsigned char *at, uint32_t word)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(word >> (24 - 8 * i));
}

static void spread(const unsigned char *block, uint32_t schedule[64])
{
    for (int i = 0; i < 16; i++)
        schedule[i] = read_word(block + 4 * i);
    for (int i = 16; i < 64; i++) {
        const uint32_t near = schedule[i - 2], far = schedule[i - 15];
        schedule[i] = schedule[i - 16] + (turn(far, 7) ^ turn(far, 18) ^ far >> 3) + schedule[i - 7] +
                      (turn(near, 17) ^ turn(near, 19) ^ near >> 10);
    }
}

static void stir(uint32_t state[8], const unsigned char *block)
{
    uint32_t schedule[64];
    spread(block, schedule);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6],
             h = state[7];
    for (int i = 0; i < 64; i++) {
        const uint32_t first =
            h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + round_constant[i] + schedule[i];
        const uint32_t second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const uint32_t after[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++)
        state[i] += after[i];
}

/* The bytes after the last whole block, closed with the bit 1, zeros and the length. */
static void stir_tail(uint32_t state[8], const unsigned char *tail, size_t left, uint64_t length)
{
    unsigned char closing[2 * BLOCK] = {0};
    const size_t blocks = left < LENGTH_AT ? 1 : 2;
    if (left)
        memcpy(closing, tail, left);
    closing[left] = 0x80;
    write_word(closing + blocks * BLOCK - 8, (uint32_t)(length * 8 >> 32));
    write_word(closing + blocks * BLOCK - 4, (uint32_t)(length * 8));
    for (size_t i = 0; i < blocks; i++)
        stir(state, closing + i * BLOCK);
}

void cas_sha256_hex(cas_text bytes, char hex[CAS_SHA256_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *at = (const unsigned char *)bytes.at;
    const size_t whole = bytes.length / BLOCK * BLOCK;

    for (size_t done = 0; done < whole; done += BLOCK)
        stir(state, at + done);
    stir_tail(state, whole == bytes.length ? NULL : at + whole, bytes.length - whole, bytes.length);
    for (int i = 0; i < CAS_SHA256_HEX; i++)
        hex[i] = digits[state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    hex[CAS_SHA256_HEX] = 0;
}

static int hexadecimal(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool cas_sha256_is_digest(cas_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (hexadecimal(text.at[i]) < 0)
            return false;
    return text.length == CAS_SHA256_HEX;
}

static cas_text without_ellipsis(cas_text text)
{
    if (text.length >= 3 &&
        (memcmp(text.at + text.length - 3, "\xe2\x80\xa6", 3) == 0 || memcmp(text.at + text.length - 3, "...", 3) == 0))
        text.length -= 3;
    return text;
}

bool cas_sha256_matches(const char hex[CAS_SHA256_HEX + 1], cas_text declared)
{
    const cas_text digits = without_ellipsis(declared);
    if (digits.length < SHORTEST_DECLARED || digits.length > CAS_SHA256_HEX)
        return false;
    for (size_t i = 0; i < digits.length; i++)
        if (hexadecimal(digits.at[i]) != hexadecimal(hex[i]))
            return false;
    return true;
}
