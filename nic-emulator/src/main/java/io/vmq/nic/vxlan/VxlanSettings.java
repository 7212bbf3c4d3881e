package io.vmq.nic.vxlan;

import java.net.InetSocketAddress;

/**
 * How a {@link VxlanPort} receives.
 *
 * @param local
 *            where datagrams come to; UDP port 0 takes one that is free
 * @param vni
 *            the network whose frames are wanted, 0 to {@link VxlanHeader#MAX_VNI}
 * @param channels
 *            sockets on that port, each with a thread, 1 to {@value #MAX_CHANNELS}
 * @param slots
 *            frames of a channel that wait for the reading thread, 1 to {@value #MAX_SLOTS}
 * @param socketBytes
 *            what each socket may hold, as the kernel counts: a frame of 64 bytes counts 768 or more
 */
public record VxlanSettings(InetSocketAddress local, int vni, int channels, int slots, int socketBytes) {

    public static final int MAX_CHANNELS = 64;
    public static final int MAX_SLOTS = 1 << 16;
    private static final int DEFAULT_MOST_CHANNELS = 4;
    private static final int DEFAULT_SLOTS = 4_096;
    private static final int DEFAULT_SOCKET_BYTES = 32 << 20;

    public VxlanSettings {
        VxlanHeader.checkVni(vni);
        check("channels", channels, MAX_CHANNELS);
        check("slots", slots, MAX_SLOTS);
        check("socketBytes", socketBytes, Integer.MAX_VALUE / 2);
    }

    /** A channel for each CPU, but at most four, with 4,096 slots each, and 32 MiB for each socket. */
    public static VxlanSettings of(InetSocketAddress local, int vni) {
        int cpus = Runtime.getRuntime().availableProcessors();
        return new VxlanSettings(local, vni, Math.min(DEFAULT_MOST_CHANNELS, cpus), DEFAULT_SLOTS,
                DEFAULT_SOCKET_BYTES);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + "=" + value + ": 1 to " + most + " expected");
        }
    }
}
