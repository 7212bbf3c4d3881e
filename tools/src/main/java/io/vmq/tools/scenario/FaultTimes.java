package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * When a fault is there, once or again and again. Times count from the begin of the measured time, so the warm-up is without
 * it.
 *
 * @param atNs
 *            when it begins for the first time, ns
 * @param forNs
 *            how long it lasts each time, ns; above 0
 * @param everyNs
 *            time from one begin to the next, ns, above {@code forNs}; empty if it comes once
 */
public record FaultTimes(long atNs, long forNs, OptionalLong everyNs) {

    /**
     * Reads the three times.
     *
     * @param fault
     *            the whole text, to refuse it
     * @param every
     *            null if it comes once
     * @throws IllegalArgumentException
     *             for what is no time, a fault without length, and one that is not over when it begins again
     */
    static FaultTimes parse(String fault, String at, String length, @Nullable String every) {
        long atNs = TimeSpan.parse(at).ns();
        TimeSpan each = TimeSpan.parse(length);
        if (each.ns() == 0) {
            throw Refusal.impossible(fault, "a time above 0 after for=");
        }
        if (every == null) {
            return new FaultTimes(atNs, each.ns(), OptionalLong.empty());
        }
        long everyNs = TimeSpan.parse(every).ns();
        if (everyNs <= each.ns()) {
            throw Refusal.impossible(fault, "a time after every= that is longer than the one after for=");
        }
        return new FaultTimes(atNs, each.ns(), OptionalLong.of(everyNs));
    }

    /** As {@link Fault#parse} reads it, from the comma before {@code at} on. */
    String text() {
        String once = ",at=" + new TimeSpan(atNs).text() + ",for=" + new TimeSpan(forNs).text();
        return everyNs.isEmpty() ? once : once + ",every=" + new TimeSpan(everyNs.getAsLong()).text();
    }

    /** How many times it begins before {@code untilNs}. */
    long countUntil(long untilNs) {
        if (atNs >= untilNs) {
            return 0;
        }
        return everyNs.isEmpty() ? 1 : 1 + (untilNs - 1 - atNs) / everyNs.getAsLong();
    }

    /** When it begins before {@code untilNs}, ns, in order. */
    public LongStream beginsNs(long untilNs) {
        return LongStream.range(0, countUntil(untilNs)).map(i -> atNs + i * everyNs.orElse(0));
    }
}
