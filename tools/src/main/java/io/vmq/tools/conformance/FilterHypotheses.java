package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.VlanTag;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Mistakes with receive filters: tables that differ from the right one, and frames that are read wrongly. */
final class FilterHypotheses implements Hypotheses {

    private static final int DEFAULT_QUEUE = 0;

    private final List<ReceiveFilter> filters;
    private final int queueCount;
    private final ProbeSet probes;
    private final Predictions predictions;
    private final Observations seen;
    private final Memory scratch = Memory.allocate(Arena.ofAuto(), ProbeFrame.BYTES);

    FilterHypotheses(Subject.Filters subject, int queueCount, ProbeSet probes, Predictions predictions,
            Observations seen) {
        filters = subject.filters();
        this.queueCount = queueCount;
        this.probes = probes;
        this.predictions = predictions;
        this.seen = seen;
    }

    @Override
    public List<Hypothesis> ofAll() {
        FilterTable right = new FilterTable(filters);
        FilterTable macOnly = new FilterTable(byMacAlone());
        List<Hypothesis> all = new ArrayList<>(List.of(
                new Hypothesis("no filter is in force: all frames go to the default queue", _ -> DEFAULT_QUEUE),
                new Hypothesis("queue numbers are one too high", i -> (predictions.queue(i) + 1) % queueCount),
                new Hypothesis("queue numbers are one too low",
                        i -> Math.floorMod(predictions.queue(i) - 1, queueCount)),
                new Hypothesis("the VLAN is ignored: filters match by MAC alone", i -> queue(macOnly, i)),
                new Hypothesis("tags are not seen, as when rx-vlan-offload takes them out before the filters look",
                        i -> queue(right, i, 2)),
                new Hypothesis("a tag with VLAN 0 does not count as untagged",
                        i -> vlan(i) == 0 ? DEFAULT_QUEUE : queue(right, i)),
                new Hypothesis("the inner of two tags counts", i -> queue(right, i, tags(i) - 1))));
        int other = mostCommon(i -> predictions.queue(i) == DEFAULT_QUEUE ? seen.queue(i) : DEFAULT_QUEUE);
        if (other != DEFAULT_QUEUE) {
            all.add(new Hypothesis("the default queue is queue " + other,
                    i -> predictions.queue(i) == DEFAULT_QUEUE ? other : predictions.queue(i)));
        }
        return all;
    }

    @Override
    public List<Hypothesis> ofGroup(int group) {
        if (group == Probe.NO_GROUP) {
            return List.of();
        }
        ReceiveFilter filter = filters.get(group);
        String name = "the filter for " + filter.mac() + (filter.vlan() > 0 ? " and VLAN " + filter.vlan() : "");
        List<ReceiveFilter> others = filters.stream()
                .filter(each -> each.mac().equals(filter.mac()) && !each.equals(filter)).toList();
        FilterTable without = new FilterTable(others);
        FilterTable anyVlan = new FilterTable(
                List.of(new ReceiveFilter(filter.mac(), ReceiveFilter.ANY_VLAN, filter.queue())));
        List<Hypothesis> ofFilter = new ArrayList<>(List.of(
                new Hypothesis(name + " is missing", i -> isOf(group, i) ? queue(without, i) : predictions.queue(i)),
                new Hypothesis(name + " matches whatever the VLAN is",
                        i -> isOf(group, i) ? queue(anyVlan, i) : predictions.queue(i))));
        int other = mostCommon(i -> isOf(group, i) && predictions.queue(i) == filter.queue()
                && seen.queue(i) != filter.queue() ? seen.queue(i) : DEFAULT_QUEUE);
        if (other != DEFAULT_QUEUE) {
            FilterTable moved = new FilterTable(
                    with(others, new ReceiveFilter(filter.mac(), filter.vlan(), other)));
            ofFilter.add(new Hypothesis(name + " points at queue " + other + " instead of queue " + filter.queue(),
                    i -> isOf(group, i) ? queue(moved, i) : predictions.queue(i)));
        }
        return ofFilter;
    }

    private boolean isOf(int group, int probe) {
        return probes.probe(probe).group() == group;
    }

    private static List<ReceiveFilter> with(List<ReceiveFilter> others, ReceiveFilter one) {
        List<ReceiveFilter> all = new ArrayList<>(others);
        all.add(one);
        return all;
    }

    /** One filter for each address, which takes any VLAN; of several the one for the lowest queue. */
    private List<ReceiveFilter> byMacAlone() {
        Map<MacAddress, ReceiveFilter> byMac = new LinkedHashMap<>();
        filters.forEach(filter -> byMac.merge(filter.mac(),
                new ReceiveFilter(filter.mac(), ReceiveFilter.ANY_VLAN, filter.queue()),
                (one, other) -> one.queue() <= other.queue() ? one : other));
        return List.copyOf(byMac.values());
    }

    /** The queue, other than the default one, that is found most often; the default one if none is. */
    private int mostCommon(IntUnaryOperator queueOf) {
        Map<Integer, Long> times = new TreeMap<>();
        IntStream.range(0, probes.count()).map(queueOf).filter(queue -> queue > DEFAULT_QUEUE)
                .forEach(queue -> times.merge(queue, 1L, Long::sum));
        return times.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                .orElse(DEFAULT_QUEUE);
    }

    private int queue(FilterTable table, int probe) {
        return table.queueFor(probes.frames(), probes.frame(probe), probes.frameBytes());
    }

    /** The queue of the probe without its outer tags. */
    private int queue(FilterTable table, int probe, int tagsTaken) {
        int taken = Math.clamp(tagsTaken, 0, tags(probe)) * EthernetLayout.TAG_BYTES;
        long frame = probes.frame(probe);
        probes.frames().copyTo(frame, scratch, 0, EthernetLayout.TYPE_OFFSET);
        int rest = EthernetLayout.TYPE_OFFSET + taken;
        probes.frames().copyTo(frame + rest, scratch, EthernetLayout.TYPE_OFFSET, (long) ProbeFrame.BYTES - rest);
        return table.queueFor(scratch, 0, ProbeFrame.BYTES - taken);
    }

    private int tags(int probe) {
        int tags = 0;
        long type = probes.frame(probe) + EthernetLayout.TYPE_OFFSET;
        while (EthernetLayout.isTag(probes.frames().u16Be(type + (long) tags * EthernetLayout.TAG_BYTES))) {
            tags++;
        }
        return tags;
    }

    private int vlan(int probe) {
        return VlanTag.idOf(probes.frames(), probes.frame(probe), probes.frameBytes());
    }
}
