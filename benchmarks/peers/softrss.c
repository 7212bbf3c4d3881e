/*
 * What DPDK takes for the Toeplitz hash of an IPv4 frame with ports: rte_softrss, and rte_thash_gfni where compiler and
 * CPU have the instructions. 12 bytes a frame, which lie ready in L2; one core.
 *
 * CPU SECONDS   prints a line for each: name frames elapsedNs checksum
 * names         prints the names of those that this machine has
 */
#define _GNU_SOURCE
/* For rte_thash_gfni. */
#define ALLOW_EXPERIMENTAL_API
#include <inttypes.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <rte_cpuflags.h>
#include <rte_thash.h>

#define KEY_BYTES 40
#define TUPLE_WORDS 3
#define TUPLE_BYTES (4 * TUPLE_WORDS)
/* Too many for L1 and for a branch predictor to learn, few enough for L2. */
#define TUPLES 8192
#define SEED 1
#define NS_PER_SECOND 1000000000

/* The key of the RSS specification. */
static const uint8_t key[KEY_BYTES] __rte_aligned(8) = {
    0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb,
    0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
};

static uint32_t tuples[TUPLES][TUPLE_WORDS] __rte_aligned(64);

typedef uint64_t (*pass)(void);

static void die(const char *why)
{
    fprintf(stderr, "softrss: %s\n", why);
    exit(EXIT_FAILURE);
}

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

static void pin(int cpu)
{
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(cpu, &cpus);
    if (sched_setaffinity(0, sizeof cpus, &cpus) != 0)
        die("the CPU cannot be had");
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void draw_tuples(void)
{
    uint64_t state = SEED;
    for (int i = 0; i < TUPLES; i++)
        for (int word = 0; word < TUPLE_WORDS; word++)
            tuples[i][word] = (uint32_t) (next_random(&state) >> 32);
}

static inline uint32_t softrss(int i)
{
    return rte_softrss(tuples[i], TUPLE_WORDS, key);
}

static uint64_t softrss_pass(void)
{
    uint64_t sum = 0;
    for (int i = 0; i < TUPLES; i++)
        sum += softrss(i);
    return sum;
}

#ifdef RTE_THASH_GFNI_DEFINED
static uint64_t matrices[KEY_BYTES] __rte_aligned(64);
/* The same tuples as they stand in a frame. */
static uint32_t network_tuples[TUPLES][TUPLE_WORDS] __rte_aligned(64);

/* Not rte_thash_gfni_supported: that says whether the library was built for such CPUs, and distributions' are not. */
static bool has_gfni(void)
{
    return rte_cpu_get_flag_enabled(RTE_CPUFLAG_GFNI) > 0 && rte_cpu_get_flag_enabled(RTE_CPUFLAG_AVX512VBMI) > 0;
}

static inline uint32_t gfni(int i)
{
    return rte_thash_gfni(matrices, (const uint8_t *) network_tuples[i], TUPLE_BYTES);
}

static uint64_t gfni_pass(void)
{
    uint64_t sum = 0;
    for (int i = 0; i < TUPLES; i++)
        sum += gfni(i);
    return sum;
}

static void prepare_gfni(void)
{
    rte_thash_complete_matrix(matrices, key, KEY_BYTES);
    for (int i = 0; i < TUPLES; i++)
        for (int word = 0; word < TUPLE_WORDS; word++)
            network_tuples[i][word] = rte_cpu_to_be_32(tuples[i][word]);
}

static void compare(void)
{
    for (int i = 0; i < TUPLES; i++)
        if (gfni(i) != softrss(i))
            die("rte_thash_gfni and rte_softrss hash a tuple differently");
}
#endif

static void measure(const char *name, pass pass, int64_t for_ns)
{
    uint64_t frames = 0;
    uint64_t checksum = 0;
    int64_t began_ns = now_ns();
    int64_t at_ns = began_ns;
    for (; at_ns < began_ns + for_ns; at_ns = now_ns()) {
        checksum += pass();
        frames += TUPLES;
    }
    printf("%s %" PRIu64 " %" PRId64 " %" PRIu64 "\n", name, frames, at_ns - began_ns, checksum & INT64_MAX);
}

static int64_t nanoseconds(const char *text)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value > 0 && value <= 3600))
        die("SECONDS is a number above 0, at most 3600");
    return (int64_t) (value * NS_PER_SECOND);
}

static int cpu_number(const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < 0 || value >= CPU_SETSIZE)
        die("there is no such CPU");
    return (int) value;
}

static void print_names(void)
{
    puts("softrss");
#ifdef RTE_THASH_GFNI_DEFINED
    if (has_gfni())
        puts("thash-gfni");
#endif
}

static void measure_all(int64_t for_ns)
{
    measure("softrss", softrss_pass, for_ns);
#ifdef RTE_THASH_GFNI_DEFINED
    if (has_gfni()) {
        prepare_gfni();
        compare();
        measure("thash-gfni", gfni_pass, for_ns);
    }
#endif
}

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], "names") == 0) {
        print_names();
        return EXIT_SUCCESS;
    }
    if (count != 3)
        die("say: CPU SECONDS, for each hash; or: names");
    pin(cpu_number(arguments[1]));
    draw_tuples();
    measure_all(nanoseconds(arguments[2]));
    return EXIT_SUCCESS;
}
