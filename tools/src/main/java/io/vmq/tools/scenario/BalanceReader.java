package io.vmq.tools.scenario;

import io.vmq.dispatch.balance.BalanceRule;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Scenario.Balance;
import io.vmq.tools.scenario.Scenario.BalancePolicy;
import io.vmq.tools.scenario.Scenario.Nic;

/** Reads who moves queues between cores. */
final class BalanceReader {

    static final String KEY = "balance";
    private static final double PERCENT = 100;

    private BalanceReader() {}

    static Balance read(Section balance, Nic nic) {
        String key = Setting.BALANCE.lastKey();
        BalancePolicy policy = balance.value(Setting.BALANCE, text -> Values.choice(text, BalancePolicy.class));
        BalanceRule rule = rule(balance);
        balance.refuseUnknownKeys();
        if (policy == BalancePolicy.NONE || policy == BalancePolicy.STATIC) {
            return new Balance(policy, rule);
        }
        if (nic.whenFull() == WhenFull.BLOCK_SOURCE) {
            throw balance.impossible(key, "cannot be combined with " + Setting.WHEN_FULL.option()
                    + " block-source (expected drop-tail, drop-head or overflow-default)");
        }
        return new Balance(policy, rule);
    }

    private static BalanceRule rule(Section balance) {
        long intervalNs = balance.value(Setting.BALANCE_INTERVAL, BalanceReader::interval).ns();
        double upper = balance.value(Setting.BALANCE_UPPER, BalanceReader::share);
        double lower = balance.value(Setting.BALANCE_LOWER, BalanceReader::share);
        if (lower > upper || upper == 0) {
            String key = (balance.has(Setting.BALANCE_UPPER.lastKey()) ? Setting.BALANCE_UPPER : Setting.BALANCE_LOWER)
                    .lastKey();
            throw balance.impossible(key, key.equals(Setting.BALANCE_UPPER.lastKey())
                    ? "is below lower, which is " + shareText(lower) + " (expected at least that, above 0%)"
                    : "is above upper, which is " + shareText(upper) + " (expected at most that)");
        }
        return new BalanceRule(intervalNs, upper, lower);
    }

    private static TimeSpan interval(String text) {
        TimeSpan interval = TimeSpan.parse(text);
        if (interval.ns() < 1_000_000) {
            throw Refusal.impossible(text, "a time of 1ms or more");
        }
        return interval;
    }

    private static double share(String text) {
        if (!text.endsWith("%")) {
            throw Refusal.impossible(text, "a whole percentage from 0% to 100%");
        }
        try {
            return Values.whole(text.substring(0, text.length() - 1), 0, 100) / PERCENT;
        } catch (IllegalArgumentException e) {
            throw Refusal.impossible(text, "a whole percentage from 0% to 100%");
        }
    }

    /** As {@link #share} reads it. */
    static String shareText(double share) {
        return Math.round(share * PERCENT) + "%";
    }
}
