package io.vmq.dispatch.team;

import java.util.Arrays;
import java.util.Optional;

/** How a team spreads what it sends, and with it what it is sent (PS NetLbfo/New-NetLbfoTeam). */
public enum LoadDistribution {

    /** Hash of addresses and ports; of addresses alone if there are no ports. */
    TRANSPORT_PORTS("TransportPorts", true),
    /** Hash of IP addresses; of MACs if it is not IP. */
    IP_ADDRESSES("IPAddresses", true),
    /** Hash of MACs. */
    MAC_ADDRESSES("MacAddresses", true),
    /** Each port of the virtual switch belongs to one member. */
    HYPER_V_PORT("HyperVPort", false),
    /** Out by hash and flowlet, in as with {@link #HYPER_V_PORT}; from Windows Server 2012 R2 on. */
    DYNAMIC("Dynamic", false);

    private final String label;
    private final boolean addressHash;

    LoadDistribution(String label, boolean addressHash) {
        this.label = label;
        this.addressHash = addressHash;
    }

    /** The one that {@code New-NetLbfoTeam -LoadBalancingAlgorithm} knows by this name, in whatever case. */
    public static Optional<LoadDistribution> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equalsIgnoreCase(label)).findFirst();
    }

    /** Its name in PowerShell. */
    public String label() {
        return label;
    }

    /** Whether a hash of addresses decides, and not the port of the virtual switch. */
    public boolean isAddressHash() {
        return addressHash;
    }
}
