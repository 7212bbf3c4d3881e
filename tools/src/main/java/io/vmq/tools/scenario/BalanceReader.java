package io.vmq.tools.scenario;

import io.vmq.dispatch.balance.BalanceRule;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Scenario.Balance;
import io.vmq.tools.scenario.Scenario.BalancePolicy;
import io.vmq.tools.scenario.Scenario.Barrier;
import io.vmq.tools.scenario.Scenario.Nic;

/** Reads who moves load between cores. */
final class BalanceReader {

    static final String KEY = "balance";
    private static final double PERCENT = 100;
    /** Descriptors carry the number of an entry, and one for what is not hashed, in 16 bits. */
    private static final int MAX_ENTRIES = 1 << 15;

    private BalanceReader() {}

    static Balance read(Section balance, Nic nic, RssSettings rss) {
        BalancePolicy policy = balance.value(Setting.BALANCE, text -> Values.choice(text, BalancePolicy.class));
        BalanceRule rule = rule(balance);
        Barrier barrier = balance.value(Setting.BALANCE_BARRIER, text -> Values.choice(text, Barrier.class));
        balance.refuseUnknownKeys();
        if (policy.mode().isPresent()) {
            checkQueues(balance, policy, nic);
        }
        if (policy.movesEntries()) {
            checkTable(balance, rss);
        } else if (policy.mode().isPresent() && barrier == Barrier.NONE) {
            throw balance.impossible(Setting.BALANCE_BARRIER.lastKey(), "is for policy rss alone, and the policy is "
                    + Values.word(policy) + " (expected drain: queues move with what waits in them)");
        }
        return new Balance(policy, rule, barrier);
    }

    private static void checkQueues(Section balance, BalancePolicy policy, Nic nic) {
        boolean overflows = nic.whenFull() == WhenFull.OVERFLOW_DEFAULT && policy.movesEntries();
        if (nic.whenFull() == WhenFull.BLOCK_SOURCE || overflows) {
            throw balance.impossible(Setting.BALANCE.lastKey(), "cannot be combined with " + Setting.WHEN_FULL.option()
                    + " " + nic.whenFull().label() + " (expected drop-tail"
                    + (policy.movesEntries() ? " or drop-head)" : ", drop-head or overflow-default)"));
        }
    }

    private static void checkTable(Section balance, RssSettings rss) {
        if (rss.tableEntries() > MAX_ENTRIES) {
            throw balance.impossible(Setting.BALANCE.lastKey(), "cannot be combined with " + Setting.TABLE.option()
                    + " " + rss.tableEntries() + " (expected at most " + MAX_ENTRIES + " entries)");
        }
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
