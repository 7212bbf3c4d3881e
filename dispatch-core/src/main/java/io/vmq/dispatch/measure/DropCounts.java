package io.vmq.dispatch.measure;

import io.vmq.dispatch.frame.DropReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Dropped frames by reason; reasons that did not occur are absent.
 *
 * @param byReason
 *            counts above zero, in the order of {@link DropReason}
 */
public record DropCounts(Map<DropReason, Long> byReason) {

    public static final DropCounts NONE = new DropCounts(Map.of());

    public DropCounts {
        Map<DropReason, Long> ordered = new EnumMap<>(DropReason.class);
        ordered.putAll(byReason);
        byReason = Collections.unmodifiableMap(ordered);
    }

    static DropCounts of(long[] counts, int from) {
        Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            long count = counts[from + reason.ordinal()];
            if (count > 0) {
                byReason.put(reason, count);
            }
        }
        return new DropCounts(byReason);
    }

    public DropCounts plus(DropCounts other) {
        Map<DropReason, Long> sum = new EnumMap<>(DropReason.class);
        sum.putAll(byReason);
        other.byReason.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new DropCounts(sum);
    }

    public long of(DropReason reason) {
        return byReason.getOrDefault(reason, 0L);
    }

    public long total() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }
}
