package io.vmq.dispatch.team;

import java.util.Arrays;
import java.util.Optional;

/** How a team and the physical switch go together (WSD networking/technologies/nic-teaming). */
public enum TeamMode {

    /** The switch knows of no team; the host decides where frames arrive. */
    SWITCH_INDEPENDENT("SwitchIndependent"),
    /** The switch spreads frames over its ports by a fixed setting. */
    STATIC("Static"),
    /** The switch spreads frames over its ports, agreed by LACP. */
    LACP("Lacp"),
    /** Switch embedded teaming (SET): the virtual switch has the NICs itself, and the physical switch knows of no team. */
    SWITCH_EMBEDDED("SwitchEmbedded");

    private final String label;

    TeamMode(String label) {
        this.label = label;
    }

    /** The mode that {@code New-NetLbfoTeam -TeamingMode} knows by this name, in whatever case. */
    public static Optional<TeamMode> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equalsIgnoreCase(label)).findFirst();
    }

    /** Its name in PowerShell. */
    public String label() {
        return label;
    }

    /** Whether the physical switch chooses the member on which a frame arrives. */
    public boolean isSwitchDependent() {
        return this == STATIC || this == LACP;
    }
}
