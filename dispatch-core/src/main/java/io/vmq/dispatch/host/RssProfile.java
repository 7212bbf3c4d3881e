package io.vmq.dispatch.host;

import java.util.Arrays;
import java.util.Optional;

/**
 * How RSS chooses processors and whether it moves load between them at run time ({@code *RSSProfile}; WDD
 * standardized-inf-keywords-for-rss). Profile 6 is for hosts with unlike processors and is not modelled.
 */
public enum RssProfile {

    /** Near processors first. */
    CLOSEST(1, "Closest", true, Order.NEAREST_FIRST),
    /** Near processors first; nothing moves. */
    CLOSEST_STATIC(2, "ClosestStatic", false, Order.NEAREST_FIRST),
    /** Round all NUMA nodes. */
    NUMA(3, "NUMA", true, Order.ROUND_NODES),
    /** Round all NUMA nodes; nothing moves. What a NIC has if nobody said otherwise. */
    NUMA_STATIC(4, "NUMAStatic", false, Order.ROUND_NODES),
    /** As few processors as bear the load, near ones first. */
    CONSERVATIVE(5, "Conservative", true, Order.NEAREST_FIRST);

    /** In which order processors are taken. */
    public enum Order {
        /** Those of the preferred node, then those of the nodes next to it. */
        NEAREST_FIRST,
        /** One of each node, then the next of each. The preferred node has no say, as on Windows 8. */
        ROUND_NODES
    }

    private final int number;
    private final String label;
    private final boolean dynamic;
    private final Order order;

    RssProfile(int number, String label, boolean dynamic, Order order) {
        this.number = number;
        this.label = label;
        this.dynamic = dynamic;
        this.order = order;
    }

    /** The profile that {@code Set-NetAdapterRss -Profile} knows by this name, in whatever case. */
    public static Optional<RssProfile> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equalsIgnoreCase(label)).findFirst();
    }

    /** The profile of this number. */
    public static Optional<RssProfile> numbered(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }

    /** Value of {@code *RSSProfile}. */
    public int number() {
        return number;
    }

    /** Its name in PowerShell. */
    public String label() {
        return label;
    }

    /** Whether table entries move between processors at run time. */
    public boolean isDynamic() {
        return dynamic;
    }

    public Order order() {
        return order;
    }
}
