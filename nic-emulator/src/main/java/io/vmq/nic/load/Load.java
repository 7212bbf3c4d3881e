package io.vmq.nic.load;

import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.port.LinkRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How much traffic comes, and when.
 *
 * @param link
 *            rate of the link on which the frames come
 * @param ratePps
 *            frames per second in the long run, until the first phase: {@link #MIN_RATE_PPS} to what the link carries,
 *            or {@link #BACK_TO_BACK}
 * @param arrivals
 *            how the gaps vary; without meaning at {@link #BACK_TO_BACK}
 * @param phases
 *            other rates from later times on, in the order of their times, each later than 0; none at
 *            {@link #BACK_TO_BACK}
 */
public record Load(LinkRate link, double ratePps, Arrivals arrivals, List<LoadPhase> phases) {

    /** The rate of a sender that fills the link: each frame starts when the wire is free. */
    public static final double BACK_TO_BACK = Double.POSITIVE_INFINITY;

    public static final double MIN_RATE_PPS = 0.001;

    public Load {
        if (!(ratePps >= MIN_RATE_PPS)) {
            throw new IllegalArgumentException("rate " + ratePps + " frames/s: " + MIN_RATE_PPS + " or more expected");
        }
        phases = List.copyOf(phases);
        if (ratePps == BACK_TO_BACK && !phases.isEmpty()) {
            throw new IllegalArgumentException(
                    "load phases back to back: a rate expected, since who fills the link follows no timetable");
        }
        checkOrder(phases);
    }

    /** A load without phases. */
    public Load(LinkRate link, double ratePps, Arrivals arrivals) {
        this(link, ratePps, arrivals, List.of());
    }

    private static void checkOrder(List<LoadPhase> phases) {
        long beforeNs = 0;
        for (LoadPhase phase : phases) {
            if (phase.fromNs() <= beforeNs) {
                throw new IllegalArgumentException("load phase from " + new TimeSpan(phase.fromNs()).text()
                        + ": a time after " + new TimeSpan(beforeNs).text() + " expected");
            }
            beforeNs = phase.fromNs();
        }
    }

    public boolean isBackToBack() {
        return ratePps == BACK_TO_BACK;
    }

    /**
     * The rate from time 0 on, then the phases.
     *
     * @throws IllegalArgumentException
     *             at {@link #BACK_TO_BACK}, which has no timetable
     */
    List<LoadPhase> timetable() {
        return Stream.concat(Stream.of(new LoadPhase(0, ratePps)), phases.stream()).toList();
    }

    /** When frames arrive; not to be asked at {@link #BACK_TO_BACK}. */
    public ArrivalProcess process(SplittableRandom random) {
        return arrivals.process(timetable(), random);
    }

    /**
     * The rate in the mean over a window, by the timetable; infinite at {@link #BACK_TO_BACK}. What a burst adds or
     * leaves out at the edges of the window is not in it.
     *
     * @param fromNs
     *            start of the window, ns since the trial began, 0 or more
     * @param toNs
     *            its end, after {@code fromNs}
     */
    public double meanPps(long fromNs, long toNs) {
        return meanPps(fromNs, toNs, (from, to) -> 1);
    }

    /** The share of the frames that are sent, in the mean over a window. */
    public interface ShareSent {
        double mean(long fromNs, long toNs);
    }

    /** As {@link #meanPps(long, long)}, counting only the frames that are sent. */
    public double meanPps(long fromNs, long toNs, ShareSent sent) {
        TimeWindow window = new TimeWindow(fromNs, toNs);
        if (isBackToBack()) {
            return BACK_TO_BACK;
        }
        List<LoadPhase> timetable = timetable();
        double frames = 0;
        for (int i = 0; i < timetable.size(); i++) {
            long start = Math.max(fromNs, timetable.get(i).fromNs());
            long end = i + 1 < timetable.size() ? Math.min(toNs, timetable.get(i + 1).fromNs()) : toNs;
            if (start < end) {
                frames += timetable.get(i).ratePps() * (end - start) * sent.mean(start, end);
            }
        }
        return frames / window.lengthNs();
    }

    /**
     * Checks that the link carries the load, at its peaks too, with frames of this length in the mean.
     *
     * @throws IllegalArgumentException
     *             if not, with the rate and what was expected
     */
    public void checkLink(double meanBytes) {
        if (!isBackToBack()) {
            for (LoadPhase phase : timetable()) {
                link.checkRate(phase.ratePps(), meanBytes);
                checkPeak(phase, meanBytes);
            }
        }
    }

    /** What is offered as possible is rounded down, so that it is. */
    private static String pps(double rate, RoundingMode rounding) {
        return Quantity.scaled(new BigDecimal(rate, new MathContext(6, rounding)), "pps");
    }

    private void checkPeak(LoadPhase phase, double meanBytes) {
        double peakPps = phase.ratePps() * arrivals.peakFactor();
        if (!link.carries(peakPps, meanBytes)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "arrivals %s at a rate of %s from %s on: a peak of %s (expected at most %s,"
                            + " what a link of %s carries at %.1f bytes a frame)",
                    arrivals.text(), pps(phase.ratePps(), RoundingMode.HALF_UP), new TimeSpan(phase.fromNs()).text(),
                    pps(peakPps, RoundingMode.UP),
                    pps(link.maxPps(meanBytes), RoundingMode.DOWN),
                    Quantity.scaled(BigDecimal.valueOf(link.bps()), "bps"), meanBytes));
        }
    }
}
