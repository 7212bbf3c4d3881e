package io.vmq.dispatch.host;

/**
 * An entry that the modelled host would write to its event log, or a note of ours in the same shape.
 *
 * @param id
 *            the event's number on Windows as text, or a short name of ours
 * @param source
 *            who logs it
 * @param level
 *            how bad it is
 * @param text
 *            the message
 */
public record HostEvent(String id, String source, Level level, String text) {

    /** Source of the Hyper-V virtual switch's events. */
    public static final String VM_SWITCH = "Microsoft-Windows-Hyper-V-VmSwitch";

    /** What is to be known of frames that arrived at a real NIC, INFO. */
    public static final String ARRIVALS = "arrivals";

    /** Severity as the Windows event log knows it. */
    public enum Level {
        ERROR("error"), WARNING("warning"), INFO("info");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        /** The name in results. */
        public String label() {
            return label;
        }
    }
}
