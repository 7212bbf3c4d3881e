/*
 * What the kernel's packet ring gives a reader that does nothing with it: waits, counts the frames of each block, gives the
 * block back. The ring is made as PacketRing makes it.
 *
 *     bare_reader INTERFACE CPU BLOCK_BYTES BLOCK_COUNT RETIRE_MS
 *
 * Prints "ready" once frames are received. When its standard input has ended and nothing has come for a while, it prints one
 * line: frames lostFrames lastNs (CLOCK_MONOTONIC, when the last block was given back)
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <inttypes.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_SECOND 1000000000
/* Longer than two retire times, after which a block that is not full comes. */
#define QUIET_MS 20
/* Of linux/if_packet.h, which older headers lack. */
#define IGNORE_OUTGOING 23
#define FRAME_BYTES 2048

static void check(int holds, const char *what)
{
    if (!holds) {
        perror(what);
        exit(1);
    }
}

static void pin(int cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    check(sched_setaffinity(0, sizeof set, &set) == 0, "sched_setaffinity");
}

static void set(int fd, int option, const void *value, socklen_t bytes, const char *what)
{
    check(setsockopt(fd, SOL_PACKET, option, value, bytes) == 0, what);
}

static uint8_t *open_ring(int fd, struct tpacket_req3 *request)
{
    int version = TPACKET_V3, on = 1;
    set(fd, PACKET_VERSION, &version, sizeof version, "PACKET_VERSION");
    set(fd, IGNORE_OUTGOING, &on, sizeof on, "PACKET_IGNORE_OUTGOING");
    set(fd, PACKET_RX_RING, request, sizeof *request, "PACKET_RX_RING");
    size_t bytes = (size_t)request->tp_block_size * request->tp_block_nr;
    uint8_t *ring = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    check(ring != MAP_FAILED, "mmap");
    return ring;
}

static void receive_from(int fd, const char *name)
{
    struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL)};
    address.sll_ifindex = (int)if_nametoindex(name);
    check(address.sll_ifindex != 0, name);
    check(bind(fd, (struct sockaddr *)&address, sizeof address) == 0, "bind");
}

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

/* Whether there may be more: false once the input has ended and nothing has come for a while. */
static int wait_for_frames(int fd, int *over)
{
    struct pollfd polled[] = {{.fd = fd, .events = POLLIN}, {.fd = *over ? -1 : STDIN_FILENO, .events = POLLIN}};
    int ready = poll(polled, 2, *over ? QUIET_MS : -1);
    check((polled[0].revents & POLLERR) == 0, "the interface went down");
    if (polled[1].revents != 0) {
        *over = 1;
        return 1;
    }
    return ready != 0;
}

int main(int count, char **arguments)
{
    if (count != 6) {
        fprintf(stderr, "usage: bare_reader INTERFACE CPU BLOCK_BYTES BLOCK_COUNT RETIRE_MS\n");
        return 2;
    }
    pin(atoi(arguments[2]));
    struct tpacket_req3 request = {.tp_block_size = (unsigned)atoi(arguments[3]),
        .tp_block_nr = (unsigned)atoi(arguments[4]), .tp_frame_size = FRAME_BYTES,
        .tp_retire_blk_tov = (unsigned)atoi(arguments[5])};
    request.tp_frame_nr = request.tp_block_size / FRAME_BYTES * request.tp_block_nr;
    int fd = socket(AF_PACKET, SOCK_RAW, 0);
    check(fd >= 0, "socket");
    uint8_t *ring = open_ring(fd, &request);
    receive_from(fd, arguments[1]);
    puts("ready");
    fflush(stdout);

    uint64_t frames = 0;
    int64_t last_ns = now_ns();
    unsigned block = 0;
    int over = 0;
    for (;;) {
        struct tpacket_block_desc *here = (void *)(ring + (size_t)block * request.tp_block_size);
        if ((__atomic_load_n(&here->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER) != 0) {
            frames += here->hdr.bh1.num_pkts;
            __atomic_store_n(&here->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
            block = block + 1 == request.tp_block_nr ? 0 : block + 1;
            last_ns = now_ns();
        } else if (!wait_for_frames(fd, &over)) {
            break;
        }
    }
    struct tpacket_stats_v3 statistics;
    socklen_t bytes = sizeof statistics;
    check(getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &statistics, &bytes) == 0, "PACKET_STATISTICS");
    printf("%" PRIu64 " %u %" PRId64 "\n", frames, statistics.tp_drops, last_ns);
    return 0;
}
