package io.vmq.dispatch.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The processors of a NIC with RSS, chosen by its setting and {@link RssProfile}. Immutable.
 *
 * @param array
 *            all that it may use, in the order in which they are taken (RssProcessorArray of {@code Get-NetAdapterRss})
 * @param used
 *            those that the indirection table names, as many as there are queues for
 */
public record RssProcessors(List<Processor> array, ProcessorSet used) {

    /** What a NIC of 10 Gb/s may use if MaxProcessors is not set ({@code *MaxRssProcessors}). */
    public static final int DEFAULT_MAX_PROCESSORS = 16;

    public RssProcessors {
        array = List.copyOf(array);
    }

    /**
     * Chooses for a NIC that comes up first.
     *
     * @param queues
     *            hardware queues, at least 1; the table names no more processors than that (WDD rss-configuration)
     */
    public static RssProcessors of(HostTopology host, ProcessorSetting setting, RssProfile profile, int queues) {
        return of(host, setting, profile, queues, List.of());
    }

    /**
     * Chooses for a NIC that comes up after others.
     *
     * <p>
     * The candidates are the first SMT siblings from base to maximum. The profile orders them, the preferred node being node 0
     * if none is set. MaxProcessors and the number of queues cut the ordered list, so the preferred node, which does not change
     * the candidates, decides which of them are used. Processors that other NICs use come after all that are free; no rule says
     * so, but a second NIC with four queues on 2 nodes of 8 cores was seen on 4, 20, 6 and 22.
     *
     * @param taken
     *            processors that RSS of other NICs uses
     */
    public static RssProcessors of(HostTopology host, ProcessorSetting setting, RssProfile profile, int queues,
            Collection<Processor> taken) {
        if (queues < 1) {
            throw new IllegalArgumentException("queues=" + queues + ": at least 1 expected");
        }
        List<Processor> array = ordered(host, setting, profile.order());
        int most = Math.min(setting.maxProcessors().orElse(DEFAULT_MAX_PROCESSORS), queues);
        Set<Processor> others = new HashSet<>(taken);
        Comparator<Processor> freeFirst = Comparator.comparing(others::contains);
        return new RssProcessors(array, new ProcessorSet(array.stream().sorted(freeFirst).limit(most).toList()));
    }

    private static List<Processor> ordered(HostTopology host, ProcessorSetting setting, RssProfile.Order order) {
        List<Processor> candidates = ProcessorSet.candidates(host, setting).toList();
        return switch (order) {
            case NEAREST_FIRST -> nearestFirst(candidates, setting.numaNode().orElse(0));
            case ROUND_NODES -> roundNodes(candidates);
        };
    }

    /** Nodes whose numbers are near are taken to be near. */
    private static List<Processor> nearestFirst(List<Processor> candidates, int node) {
        return candidates.stream().sorted(Comparator.comparingInt(each -> Math.abs(each.numaNode() - node))).toList();
    }

    private static List<Processor> roundNodes(List<Processor> candidates) {
        Collection<List<Processor>> nodes = candidates.stream()
                .collect(Collectors.groupingBy(Processor::numaNode, TreeMap::new, Collectors.toList())).values();
        List<Processor> round = new ArrayList<>(candidates.size());
        int most = nodes.stream().mapToInt(List::size).max().orElse(0);
        IntStream.range(0, most).forEach(i -> nodes.stream().filter(node -> i < node.size())
                .forEach(node -> round.add(node.get(i))));
        return round;
    }

    /** Entry {@code i} of an indirection table that names the used processors in turn; at least one must be used. */
    public Processor ofEntry(int i) {
        return used.processors().get(i % used.size());
    }
}
