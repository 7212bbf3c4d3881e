package io.vmq.nic.linux;

/** Whether an interface can carry frames, as RFC 2863 and linux/if.h have it, in the order of their numbers. */
public enum OperationalState {

    /** The driver does not say; an interface that is set up usually works. */
    UNKNOWN, NOT_PRESENT, DOWN,
    /** What it stands on is down. */
    LOWER_LAYER_DOWN, TESTING,
    /** It waits for something, such as authentication. */
    DORMANT, UP;

    private static final OperationalState[] BY_NUMBER = values();

    /** What the kernel's number means; {@link #UNKNOWN} for one that is not known. */
    static OperationalState of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
    }
}
