package io.vmq.nic.adapter;

/**
 * How many queues with an interrupt of their own an interface has, and could have: those that only receive, only send,
 * do both, or do neither.
 */
public record Channels(Counts most, Counts now) {

    /** Bytes of a struct ethtool_channels. */
    static final int BYTES = 36;

    private static final int NOW = 20;
    private static final int MOST = 4;
    private static final int MANY = 1 << 20;

    /** A number of each kind. */
    public record Counts(int rx, int tx, int other, int combined) {

        /** Channels that receive. */
        public int receiving() {
            return rx + combined;
        }
    }

    /** Decodes a struct ethtool_channels. */
    static Channels parse(AnswerBytes answer) {
        return new Channels(counts(answer, MOST), counts(answer, NOW));
    }

    private static Counts counts(AnswerBytes answer, int at) {
        return new Counts(answer.count(at, MANY), answer.count(at + 4, MANY), answer.count(at + 8, MANY),
                answer.count(at + 12, MANY));
    }
}
