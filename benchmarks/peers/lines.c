/*
 * What the machine can do without Java: one core writes, the other reads. The C version of LimitFigure.
 *
 * lines     a frame is one 64-byte line, written whole and touched by the reader, and one 8-byte descriptor
 * descriptors   a frame is one 8-byte descriptor
 *
 * Prints one line: frames elapsedNs
 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LINE_BYTES 64
#define LINE_WORDS (LINE_BYTES / 8)
/* Two lines: the prefetcher takes the neighbour too. */
#define PAIR_BYTES 128
#define PAGE_BYTES 4096
#define NS_PER_SECOND 1000000000

/* As Waiting does it: long enough that the consumer is not disturbed, short against the time to drain the ring. */
#define ROOM_SPINS 32

/* As PollPause does it with rings of 2048 frames. */
#define MOST_PLENTY 256
#define FEW 4
#define SHORTEST_SPINS 2
#define LONGEST_SPINS 512

struct line {
    _Alignas(LINE_BYTES) uint64_t words[LINE_WORDS];
};

/* What the two threads share. Nobody writes the first part once they run. */
static struct {
    bool lines;
    uint64_t slots;
    uint64_t batch;
    int64_t for_ns;
    int producer_cpu;
    int consumer_cpu;
    uint64_t *descriptors;
    struct line *frames;
    _Alignas(PAIR_BYTES) atomic_uint_fast64_t tail;
    _Alignas(PAIR_BYTES) atomic_uint_fast64_t head;
    _Alignas(PAIR_BYTES) atomic_bool ready;
    atomic_bool over;
} ring;

/* What a thread has to say when it is done. */
struct result {
    uint64_t frames;
    uint64_t sum;
    int64_t at_ns;
};

static void die(const char *why)
{
    fprintf(stderr, "lines: %s\n", why);
    exit(EXIT_FAILURE);
}

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

static void spin(int spins)
{
    for (int i = 0; i < spins; i++) {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        __asm__ volatile("yield" ::: "memory");
#else
        atomic_signal_fence(memory_order_seq_cst);
#endif
    }
}

static void pin(int cpu)
{
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(cpu, &cpus);
    if (pthread_setaffinity_np(pthread_self(), sizeof cpus, &cpus) != 0)
        die("a CPU cannot be had");
}

/* A batch never wraps: its size divides that of the ring. */
static inline void write_descriptors(uint64_t *descriptors, uint64_t from, uint64_t batch)
{
    for (uint64_t i = 0; i < batch; i++)
        descriptors[i] = from + i;
}

static inline void write_lines(uint64_t *restrict descriptors, struct line *restrict frames, uint64_t from,
                               uint64_t batch)
{
    for (uint64_t i = 0; i < batch; i++) {
        for (int word = 0; word < LINE_WORDS; word++)
            frames[i].words[word] = from + i;
        descriptors[i] = from + i;
    }
}

static inline uint64_t read_descriptors(const uint64_t *descriptors, uint64_t batch)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < batch; i++)
        sum += descriptors[i];
    return sum;
}

static inline uint64_t read_lines(const uint64_t *descriptors, const struct line *frames, uint64_t batch)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < batch; i++)
        sum += descriptors[i] + frames[i].words[0];
    return sum;
}

static void wait_for_room(uint64_t tail, uint64_t *head)
{
    while (*head + ring.slots - tail < ring.batch) {
        *head = atomic_load_explicit(&ring.head, memory_order_acquire);
        if (*head + ring.slots - tail < ring.batch)
            spin(ROOM_SPINS);
    }
}

static struct result produce(void)
{
    uint64_t tail = 0;
    uint64_t head = 0;
    while (!atomic_load_explicit(&ring.ready, memory_order_acquire))
        spin(ROOM_SPINS);
    int64_t began_ns = now_ns();
    for (int64_t at_ns = began_ns; at_ns < began_ns + ring.for_ns; at_ns = now_ns()) {
        wait_for_room(tail, &head);
        uint64_t slot = tail & (ring.slots - 1);
        if (ring.lines)
            write_lines(ring.descriptors + slot, ring.frames + slot, tail, ring.batch);
        else
            write_descriptors(ring.descriptors + slot, tail, ring.batch);
        tail += ring.batch;
        atomic_store_explicit(&ring.tail, tail, memory_order_release);
    }
    atomic_store_explicit(&ring.over, true, memory_order_release);
    return (struct result) { .frames = tail, .at_ns = began_ns };
}

/* While frames come fast, waits until a look finds plenty of them; while they come one by one, hardly at all. */
static void pause_after(uint64_t found, uint64_t plenty, int *spins)
{
    bool enough = found >= 2 * plenty;
    if (enough || found <= FEW)
        *spins = *spins / 2 < SHORTEST_SPINS ? SHORTEST_SPINS : *spins / 2;
    else if (found < plenty)
        *spins = *spins * 2 > LONGEST_SPINS ? LONGEST_SPINS : *spins * 2;
    if (!enough)
        spin(*spins);
}

static uint64_t take(uint64_t head)
{
    uint64_t slot = head & (ring.slots - 1);
    return ring.lines ? read_lines(ring.descriptors + slot, ring.frames + slot, ring.batch)
                      : read_descriptors(ring.descriptors + slot, ring.batch);
}

static struct result consume(void)
{
    uint64_t plenty = ring.slots / 4 < MOST_PLENTY ? ring.slots / 4 : MOST_PLENTY;
    int spins = SHORTEST_SPINS;
    uint64_t head = 0;
    uint64_t sum = 0;
    atomic_store_explicit(&ring.ready, true, memory_order_release);
    while (true) {
        bool last = atomic_load_explicit(&ring.over, memory_order_acquire);
        uint64_t tail = atomic_load_explicit(&ring.tail, memory_order_acquire);
        uint64_t found = tail - head;
        while (head != tail) {
            sum += take(head);
            head += ring.batch;
            atomic_store_explicit(&ring.head, head, memory_order_release);
        }
        if (last && found == 0)
            break;
        pause_after(found, plenty, &spins);
    }
    return (struct result) { .frames = head, .sum = sum, .at_ns = now_ns() };
}

static void *producer(void *result)
{
    pin(ring.producer_cpu);
    *(struct result *) result = produce();
    return NULL;
}

static void *consumer(void *result)
{
    pin(ring.consumer_cpu);
    *(struct result *) result = consume();
    return NULL;
}

static void *allocate(size_t bytes)
{
    size_t pages = (bytes + PAGE_BYTES - 1) / PAGE_BYTES;
    void *memory = aligned_alloc(PAGE_BYTES, pages * PAGE_BYTES);
    if (memory == NULL)
        die("there is no memory for the ring");
    memset(memory, 0, pages * PAGE_BYTES);
    return memory;
}

static long number(const char *text, long least, long most)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < least || value > most)
        die("a number among the arguments is out of range");
    return value;
}

static double seconds(const char *text)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value > 0 && value <= 3600))
        die("SECONDS is a number above 0, at most 3600");
    return value;
}

static void read_arguments(char **arguments)
{
    ring.lines = strcmp(arguments[0], "lines") == 0;
    if (!ring.lines && strcmp(arguments[0], "descriptors") != 0)
        die("a frame is one of lines, descriptors");
    ring.slots = (uint64_t) number(arguments[1], 1, 1 << 24);
    ring.batch = (uint64_t) number(arguments[2], 1, 1 << 24);
    if ((ring.slots & (ring.slots - 1)) != 0 || ring.slots % ring.batch != 0)
        die("SLOTS is a power of two and a multiple of BATCH");
    ring.for_ns = (int64_t) (seconds(arguments[3]) * NS_PER_SECOND);
    ring.producer_cpu = (int) number(arguments[4], 0, CPU_SETSIZE - 1);
    ring.consumer_cpu = (int) number(arguments[5], 0, CPU_SETSIZE - 1);
}

/* The sum of the positions of all frames, which each frame carries once in its descriptor and once in its line. */
static uint64_t written(uint64_t frames)
{
    uint64_t sum = frames % 2 == 0 ? frames / 2 * (frames - 1) : (frames - 1) / 2 * frames;
    return ring.lines ? 2 * sum : sum;
}

int main(int count, char **arguments)
{
    if (count != 7)
        die("say: lines|descriptors SLOTS BATCH SECONDS PRODUCER_CPU CONSUMER_CPU");
    read_arguments(arguments + 1);
    ring.descriptors = allocate(ring.slots * sizeof *ring.descriptors);
    ring.frames = allocate(ring.slots * sizeof *ring.frames);
    pthread_t producing;
    pthread_t consuming;
    struct result sent;
    struct result received;
    if (pthread_create(&consuming, NULL, consumer, &received) != 0
            || pthread_create(&producing, NULL, producer, &sent) != 0)
        die("a thread cannot be had");
    pthread_join(producing, NULL);
    pthread_join(consuming, NULL);
    if (received.frames != sent.frames)
        die("not all frames came out");
    if (received.sum != written(sent.frames))
        die("what was read is not what was written");
    printf("%" PRIu64 " %" PRId64 "\n", received.frames, received.at_ns - sent.at_ns);
    return EXIT_SUCCESS;
}
