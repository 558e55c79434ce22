/*
 * Inside power/ only: kernels that are compiled once for each kind of vector unit and chosen when the program is loaded.
 *
 * Everywhere else the portable code is the only one. Not under the sanitizers, which cannot follow such choices.
 */
#ifndef CAS_POWER_MACHINE_H
#define CAS_POWER_MACHINE_H

#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define CAS_FOR_EACH_MACHINE __attribute__((optimize("O3"), target_clones("avx512f", "avx2", "default")))
#else
#define CAS_FOR_EACH_MACHINE
#endif

#endif
