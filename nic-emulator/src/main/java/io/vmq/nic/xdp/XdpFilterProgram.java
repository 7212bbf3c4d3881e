package io.vmq.nic.xdp;

import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.bpf.BpfMap;
import io.vmq.nic.bpf.BpfProgram;
import io.vmq.nic.port.PortException;
import java.util.List;
import java.util.Map;

/**
 * The receive filters of a port in the kernel: a program that looks at destination MAC and outermost VLAN tag of each frame, finds its
 * queue as {@link io.vmq.dispatch.steering.FilterTable} does, and redirects it to that queue's socket.
 *
 * <p>
 * Filters change as one: a new table is filled before the program can see it, and then takes the place of the old one in one
 * store. A frame meets all of the old table or all of the new one, and once {@link #setFilters} has returned, only the new one.
 */
final class XdpFilterProgram implements AutoCloseable {

    private static final int TABLE = 0;
    private static final int UNRECEIVED = 0;

    private final int queueCount;
    private final BpfMap tables;
    private final BpfMap sockets;
    private final BpfMap counters;
    private final BpfProgram program;

    private XdpFilterProgram(int queueCount, BpfMap tables, BpfMap sockets, BpfMap counters, BpfProgram program) {
        this.queueCount = queueCount;
        this.tables = tables;
        this.sockets = sockets;
        this.counters = counters;
        this.program = program;
    }

    /**
     * Loads the program, without filters and without sockets.
     *
     * @param hardwareQueues
     *            on which frames arrive, each with a socket for every one of the {@code queueCount} queues
     */
    static XdpFilterProgram load(int queueCount, int hardwareQueues) throws PortException {
        try (Holdings holdings = new Holdings()) {
            BpfMap tables;
            try (BpfMap empty = table(Map.of())) {
                tables = holdings.hold(BpfMap.maps("vmq_tables", 1, empty));
                tables.put(TABLE, empty);
            }
            BpfMap sockets = holdings.hold(BpfMap.sockets("vmq_sockets", queueCount * hardwareQueues));
            BpfMap counters = holdings.hold(BpfMap.array("vmq_counters", 1));
            BpfProgram program = holdings
                    .hold(BpfProgram.load("vmq_steer", code(queueCount, tables, sockets, counters)));
            holdings.keep();
            return new XdpFilterProgram(queueCount, tables, sockets, counters, program);
        }
    }

    private static long[] code(int queueCount, BpfMap tables, BpfMap sockets, BpfMap counters) {
        FilterCode code = new FilterCode().stamp();
        return (queueCount == 1 ? code.defaultQueue() : code.findQueue(tables)).redirect(sockets, queueCount, counters)
                .assemble();
    }

    private static BpfMap table(Map<Long, Integer> entries) throws PortException {
        try (Holdings holdings = new Holdings()) {
            BpfMap table = holdings.hold(BpfMap.hash("vmq_filters", Math.max(1, entries.size())));
            for (Map.Entry<Long, Integer> entry : entries.entrySet()) {
                table.put(entry.getKey(), entry.getValue());
            }
            holdings.keep();
            return table;
        }
    }

    BpfProgram program() {
        return program;
    }

    /** The maps with the table for {@link FilterCode#findQueue}. */
    BpfMap tables() {
        return tables;
    }

    /**
     * Steers by these filters from now on.
     *
     * @throws IllegalArgumentException
     *             if two filters ask for the same MAC and VLAN, or one for a queue that is not there
     * @throws PortException
     *             if the kernel has no room for them; then the old ones stay
     */
    void setFilters(List<ReceiveFilter> filters) throws PortException {
        for (ReceiveFilter filter : filters) {
            if (filter.queue() < 0 || filter.queue() >= queueCount) {
                throw new IllegalArgumentException("queue=" + filter.queue() + " of the filter for " + filter.mac()
                        + ": 0 to " + (queueCount - 1) + " expected");
            }
        }
        try (BpfMap table = table(FilterEntries.of(filters))) {
            tables.put(TABLE, table);
        }
    }

    /** Frames of this queue that arrive on this hardware queue go to the socket from now on. */
    void connect(int hardwareQueue, int queue, int socket) throws PortException {
        sockets.put((long) hardwareQueue * queueCount + queue, socket);
    }

    /** Frames that arrived on a hardware queue without sockets, and went to the system. */
    long unreceivedFrames() throws PortException {
        return counters.get(UNRECEIVED).orElse(0);
    }

    @Override
    public void close() {
        program.close();
        counters.close();
        sockets.close();
        tables.close();
    }
}
