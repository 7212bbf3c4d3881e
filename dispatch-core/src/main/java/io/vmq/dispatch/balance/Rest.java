package io.vmq.dispatch.balance;

import java.util.Arrays;

/** What has moved of late, and whence: it rests for {@value BalanceRule#REST_INTERVALS} intervals, and does not go back in them. */
final class Rest {

    private final int[] movedAt;
    /** The core that each one was on before its last move. */
    private final int[] leftCore;
    private int interval;

    /**
     * @param count
     *            how many there are that can move
     */
    Rest(int count) {
        movedAt = new int[count];
        leftCore = new int[count];
        Arrays.fill(movedAt, -BalanceRule.REST_INTERVALS);
    }

    void beginInterval() {
        interval++;
    }

    boolean isOver(int which) {
        return interval - movedAt[which] >= BalanceRule.REST_INTERVALS;
    }

    /** False for the core that it has just come from. */
    boolean allows(int which, int core) {
        return isOver(which) || core != leftCore[which];
    }

    void begin(int which, int from) {
        leftCore[which] = from;
        movedAt[which] = interval;
    }
}
