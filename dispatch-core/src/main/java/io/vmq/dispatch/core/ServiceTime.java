package io.vmq.dispatch.core;

/** How long a core serves a frame. The product has one law, {@link ServiceCost}; theory knows others. */
@FunctionalInterface
public interface ServiceTime {

    /** Time in service of a frame of {@code lengthBytes}, FCS counted, in ps; asked once a frame, in the order of service. */
    long ofPs(int lengthBytes);

    /** The same, where it matters which queue the frame comes from. */
    default long ofPs(int queue, int lengthBytes) {
        return ofPs(lengthBytes);
    }
}
