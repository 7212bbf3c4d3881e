package io.vmq.nic.backend;

import io.vmq.nic.linux.Capability;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.port.SteeredBy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A way in which frames of a real interface are received. */
public enum Backend {

    /** One socket of the kernel's; the host steers. */
    AF_PACKET("af-packet"),
    /** A socket for each queue; the kernel steers, by a program made of the receive filters or by its flow hash. */
    AF_PACKET_FANOUT("af-packet-fanout"),
    /** Memory that the driver shares with us; the host steers, or a program in front of the kernel by the receive filters. */
    AF_XDP("af-xdp"),
    /** Frames in VXLAN tunnels that end at a UDP port of this machine; the host steers. */
    VXLAN("vxlan");

    private final String label;

    Backend(String label) {
        this.label = label;
    }

    /** The name in options, scenarios and results. */
    public String label() {
        return label;
    }

    /** Who may put frames into its queues. */
    public boolean canBeSteeredBy(SteeredBy who) {
        return switch (this) {
            case AF_PACKET, VXLAN -> who == SteeredBy.HOST;
            case AF_PACKET_FANOUT -> who != SteeredBy.HOST;
            case AF_XDP -> who != SteeredBy.HASH;
        };
    }

    /** What the process must be allowed. */
    public Set<Capability> needed() {
        return switch (this) {
            case AF_PACKET, AF_PACKET_FANOUT -> EnumSet.of(Capability.NET_RAW);
            case AF_XDP -> EnumSet.of(Capability.NET_ADMIN, Capability.NET_RAW, Capability.BPF);
            case VXLAN -> EnumSet.noneOf(Capability.class);
        };
    }

    /**
     * The backend of this name.
     *
     * @throws IllegalArgumentException
     *             if there is none, with those that there are
     */
    public static Backend named(String name) {
        return Arrays.stream(values()).filter(backend -> backend.label.equals(name)).findFirst()
                .orElseThrow(() -> Refusal.impossible(name,
                        Arrays.stream(values()).map(Backend::label).collect(Collectors.joining(" or "))));
    }
}
