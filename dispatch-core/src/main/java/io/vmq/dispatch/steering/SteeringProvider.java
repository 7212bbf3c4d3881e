package io.vmq.dispatch.steering;

/**
 * A mode that can be asked for by name; the door through which built-in modes and plug-ins both come.
 *
 * <p>
 * Found by {@link java.util.ServiceLoader}: a plug-in is a jar with an implementation of this interface and a file
 * {@code META-INF/services/io.vmq.dispatch.steering.SteeringProvider} that names it.
 */
public interface SteeringProvider {

    /** The name for {@code --mode}: lower case letters, digits and dashes. */
    String mode();

    /** One line that says what the mode does, for listings. */
    String description();

    /** How the mode wants its NIC attached: which queues exist and what filters they carry. */
    Attachment attachment();

    /**
     * True if a decision depends on more than the frame and the configuration, such as queue depths or earlier frames. Such
     * a mode cannot be explained frame by frame.
     */
    default boolean isStateful() {
        return false;
    }

    /**
     * True if the core of a VM's queue only hands its frames on, to cores that their hash picks. {@link #create} is then about
     * the queue alone, and only modelled cores serve such a mode.
     */
    default boolean spreadsInSoftware() {
        return false;
    }

    /**
     * Makes the steering of one trial.
     *
     * @throws IllegalArgumentException
     *             with one clear sentence, if the configuration cannot be served
     */
    Steering create(SteeringContext context);

    /** The ways in which a host lets a mode use its NIC (facts of NDIS: a NIC does RSS or VMQ, never both). */
    enum Attachment {
        /** One queue, number 0. */
        SINGLE_QUEUE,
        /** The host's own NIC: queues 0 to N-1, no receive filters. */
        HOST,
        /** The virtual switch's NIC: default queue 0, and queues 1 to N that carry receive filters of VMs. */
        VIRTUAL_SWITCH,
        /** The virtual switch's NIC where each VM has several queues: default queue 0, and ports of queues that carry filters of VMs. */
        MULTI_QUEUE_SWITCH;

        /** Whether the NIC belongs to the virtual switch, so that VMs own queues. */
        public boolean isSwitch() {
            return this == VIRTUAL_SWITCH || this == MULTI_QUEUE_SWITCH;
        }
    }
}
