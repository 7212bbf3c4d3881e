package io.vmq.tools.search;

import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a load must hold to.
 *
 * @param name
 *            what reports call it
 * @param lossRatio
 *            largest fraction of the frames that may be lost: the Goal Loss Ratio of RFC 9971; from 0, below 1
 * @param limits
 *            latencies that must be kept as well
 */
public record SearchGoal(String name, double lossRatio, List<LatencyLimit> limits) {

    /** No drop at all. */
    public static final SearchGoal NDR = new SearchGoal("NDR", 0, List.of());
    /** The partial drop rate of FD.io CSIT: half a percent. */
    public static final SearchGoal PDR = new SearchGoal("PDR", 0.005, List.of());

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    public SearchGoal {
        if (!(lossRatio >= 0 && lossRatio < 1)) {
            throw new IllegalArgumentException("lossRatio=" + lossRatio + ": from 0 to below 1 expected");
        }
        limits = List.copyOf(limits);
    }

    /**
     * Reads {@code ndr}, {@code pdr} or {@code ndr,pdr}, in any case.
     *
     * @throws IllegalArgumentException
     *             for anything else, and for a goal that stands twice
     */
    public static List<SearchGoal> parse(String text) {
        Set<String> seen = new HashSet<>();
        List<SearchGoal> goals = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(Refusal.quoted(name) + " stands twice (expected each goal once)");
            }
            goals.add(Arrays.stream(new SearchGoal[] {NDR, PDR}).filter(goal -> goal.name.equalsIgnoreCase(name))
                    .findFirst().orElseThrow(() -> Refusal.impossible(name, "ndr, pdr or ndr,pdr")));
        }
        return goals;
    }

    /**
     * Reads a share of the frames such as {@code 0.1%}.
     *
     * @throws IllegalArgumentException
     *             for anything else, and for 100 % or more
     */
    public static SearchGoal ofLoss(String text) {
        BigDecimal percent = Quantity.parse(text)
                .filter(quantity -> quantity.unit().equals("%") && quantity.amount().compareTo(PERCENT) < 0)
                .map(Quantity::amount)
                .orElseThrow(() -> Refusal.impossible(text, "a share of the frames such as 0.1%, below 100%"));
        return new SearchGoal("loss " + Quantity.plain(percent) + "%", percent.movePointLeft(2).doubleValue(),
                List.of());
    }

    /** The same goal with latencies to keep; its name has them. */
    public SearchGoal with(List<LatencyLimit> more) {
        return new SearchGoal(name + more.stream().map(limit -> " " + limit.text()).collect(Collectors.joining()),
                lossRatio, more);
    }

    /** Whether a trial meets the goal; to be asked of valid trials only. */
    public boolean isMetBy(TrialOutcome trial) {
        return trial.lossRatio() <= lossRatio && limits.stream().allMatch(limit -> limit.isKept(trial.latency()));
    }

    /** Why a trial did not meet the goal, in a few words. */
    String missed(TrialOutcome trial) {
        return trial.lossRatio() > lossRatio ? trial.lossAt()
                : limits.stream().filter(limit -> !limit.isKept(trial.latency()))
                        .map(limit -> limit.broken(trial.latency())).findFirst().orElse("");
    }
}
