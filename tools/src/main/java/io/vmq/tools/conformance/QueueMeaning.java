package io.vmq.tools.conformance;

import java.util.Arrays;

/** What the number of the queue says at which a port shows a frame. */
public enum QueueMeaning {

    /** Where receive filters sent it. */
    FILTERS("filters"),
    /** The queue of the NIC that it arrived at. */
    NIC("nic"),
    /** Where a hash of the kernel sent it, which is not Toeplitz. */
    KERNEL_HASH("kernel-hash"),
    /** Nothing: there is one queue. */
    ONE_QUEUE("one-queue");

    private final String label;

    QueueMeaning(String label) {
        this.label = label;
    }

    /** The name in recordings. */
    public String label() {
        return label;
    }

    /** The meaning of that label; otherwise {@link IllegalArgumentException} lists the known ones. */
    public static QueueMeaning parse(String text) {
        return Arrays.stream(values()).filter(each -> each.label.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' says nothing of queues (expected filters, nic, kernel-hash or one-queue)"));
    }
}
