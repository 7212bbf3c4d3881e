package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.FrameBatch;

/** The frames of a batch that the port refused, until they are counted. The thread of the intake owns it. */
final class RefusedFrames {

    private final DropReason[] reason;
    private final long[] dueNs;
    private final long[] wireWaitNs;
    private final long[] releaseNs;
    private final int[] flow;
    private final int[] lengthBytes;
    private int count;

    RefusedFrames(int capacity) {
        reason = new DropReason[capacity];
        dueNs = new long[capacity];
        wireWaitNs = new long[capacity];
        releaseNs = new long[capacity];
        flow = new int[capacity];
        lengthBytes = new int[capacity];
    }

    void clear() {
        count = 0;
    }

    void add(FrameBatch batch, int i, DropReason why, long release) {
        reason[count] = why;
        dueNs[count] = batch.dueNs(i);
        wireWaitNs[count] = batch.wireWaitNs(i);
        releaseNs[count] = release;
        flow[count] = batch.flow(i);
        lengthBytes[count] = batch.lengthBytes(i);
        count++;
    }

    int count() {
        return count;
    }

    DropReason reason(int i) {
        return reason[i];
    }

    long dueNs(int i) {
        return dueNs[i];
    }

    long wireWaitNs(int i) {
        return wireWaitNs[i];
    }

    long releaseNs(int i) {
        return releaseNs[i];
    }

    int flow(int i) {
        return flow[i];
    }

    int lengthBytes(int i) {
        return lengthBytes[i];
    }
}
