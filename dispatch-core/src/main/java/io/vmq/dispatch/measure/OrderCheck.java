package io.vmq.dispatch.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts reordered frames where deliveries are seen as they happen: a frame is reordered if a later one of its flow was
 * delivered before it (RFC 4737, "Type-P-Reordered": its sequence number is below the next expected one).
 *
 * <p>
 * Made for several threads, any of them may report a delivery, and frames of one flow may come from several. Made for
 * one, only that thread may, and pays for no atomic operation.
 */
public final class OrderCheck {

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    private final int[] nextExpected;
    private final boolean shared;

    private OrderCheck(int flowCount, boolean shared) {
        nextExpected = new int[flowCount];
        this.shared = shared;
    }

    /** Watches flows 0 to {@code flowCount - 1} for any number of threads. */
    public static OrderCheck ofManyThreads(int flowCount) {
        return new OrderCheck(flowCount, true);
    }

    /** Watches flows 0 to {@code flowCount - 1} for one thread. */
    public static OrderCheck ofOneThread(int flowCount) {
        return new OrderCheck(flowCount, false);
    }

    /**
     * Reports the delivery of frame {@code sequence} of {@code flow}. Sequences may wrap.
     *
     * @return 1 if it is reordered, else 0
     */
    public int delivered(int flow, int sequence) {
        if (shared) {
            return deliveredByAny(flow, sequence);
        }
        if (sequence - nextExpected[flow] < 0) {
            return 1;
        }
        nextExpected[flow] = sequence + 1;
        return 0;
    }

    private int deliveredByAny(int flow, int sequence) {
        while (true) {
            int expected = (int) ELEMENT.getVolatile(nextExpected, flow);
            if (sequence - expected < 0) {
                return 1;
            }
            if (ELEMENT.compareAndSet(nextExpected, flow, expected, sequence + 1)) {
                return 0;
            }
        }
    }
}
