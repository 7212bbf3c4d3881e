package io.vmq.dispatch.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts reordered frames where deliveries are seen as they happen: a frame is reordered if a later one of its flow was
 * delivered before it (RFC 4737, "Type-P-Reordered": its sequence number is below the next expected one).
 *
 * <p>
 * Any thread may report a delivery; frames of one flow may come from several threads.
 */
public final class OrderCheck {

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    private final int[] nextExpected;

    /** Watches flows 0 to {@code flowCount - 1}. */
    public OrderCheck(int flowCount) {
        nextExpected = new int[flowCount];
    }

    /**
     * Reports the delivery of frame {@code sequence} of {@code flow}. Sequences may wrap.
     *
     * @return 1 if it is reordered, else 0
     */
    public int delivered(int flow, int sequence) {
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
