package io.vmq.nic.vxlan;

import io.netty.channel.Channel;
import java.util.Arrays;
import java.util.List;

/** Counts what the kernel lost in front of some channels, through the wraps of its own counters. One thread at a time uses it. */
final class KernelDrops {

    private final ChannelKind kind;
    private final List<Channel> channels;
    private int[] seen = new int[0];
    private long total;
    private boolean ended;

    /**
     * @param channels
     *            counted from when they were made; more may be added until the first question
     */
    KernelDrops(ChannelKind kind, List<Channel> channels) {
        this.kind = kind;
        this.channels = channels;
    }

    /** Datagrams by now. */
    long total() {
        if (!ended) {
            seen = Arrays.copyOf(seen, channels.size());
            for (int i = 0; i < seen.length; i++) {
                look(i);
            }
        }
        return total;
    }

    private void look(int i) {
        long dropped = channels.get(i).isOpen() ? kind.dropped(channels.get(i)) : -1;
        if (dropped >= 0) {
            total += Integer.toUnsignedLong((int) dropped - seen[i]);
            seen[i] = (int) dropped;
        }
    }

    /** The channels are about to be closed: what was counted by now remains. */
    void last() {
        total();
        ended = true;
    }
}
