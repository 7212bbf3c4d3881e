package io.vmq.dispatch.host;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * The events of the Hyper-V virtual switch, word for word. Identifiers are derived from names: the same host logs the same
 * text again.
 */
public final class SwitchEvents {

    private SwitchEvents() {}

    /**
     * A switch or device as events name it.
     *
     * @param guid
     *            in capital letters, without braces
     * @param friendlyName
     *            as people named it
     */
    public record Named(String guid, String friendlyName) {

        /** The switch of that name. */
        public static Named ofSwitch(String name) {
            return new Named(SwitchEvents.guid("switch " + name), name);
        }

        /** Whether the identifier was derived from the name, since nobody gave it. */
        public boolean isDerived() {
            return equals(ofSwitch(friendlyName)) || equals(ofDevice(friendlyName));
        }

        /** The switch, not named by anybody, that a NIC is bound to. */
        static Named switchOfNic(String nic) {
            return new Named(SwitchEvents.guid("switch of " + nic), "VM Switch");
        }

        /** The network device of that name. */
        public static Named ofDevice(String name) {
            return new Named(SwitchEvents.guid("device " + name), name);
        }
    }

    /** Event 113: a VM has to share the default queue, since all others are taken (KB3001783). */
    public static HostEvent queuesExhausted(VirtualMachine vm, Named vmSwitch) {
        String text = "Failed to allocate VMQ for NIC " + guid("port " + vm.name()) + "--" + guid("nic " + vm.mac())
                + " (Friendly Name: Network Adapter) on switch " + vmSwitch.guid() + " (Friendly Name: "
                + vmSwitch.friendlyName() + "). Reason - Maximum number of VMQs supported on the Protocol NIC is "
                + "exceeded. Status = Insufficient system resources exist to complete the API.";
        return new HostEvent("113", HostEvent.VM_SWITCH, HostEvent.Level.ERROR, text);
    }

    /**
     * Event 106: the processor sets of a team's members do not go together (KB2974384). The sources name no level; it is an
     * error here, as Event 113 is.
     *
     * @param reason
     *            whole sentence, without the word Reason
     */
    public static HostEvent setsNotConfiguredCorrectly(Named team, Named vmSwitch, String reason) {
        String text = "Available processor sets of the underlying physical NICs belonging to the LBFO team NIC /DEVICE/{"
                + team.guid() + "} (Friendly Name: " + team.friendlyName() + ") on switch " + vmSwitch.guid()
                + " (Friendly Name: " + vmSwitch.friendlyName() + ") are not configured correctly. Reason: " + reason;
        return new HostEvent("106", HostEvent.VM_SWITCH, HostEvent.Level.ERROR, text);
    }

    private static String guid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().toUpperCase(Locale.ROOT);
    }
}
