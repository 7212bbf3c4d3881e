package io.vmq.nic.adapter;

import java.util.List;

/** Whom one asks about interfaces: the kernel, or answers that were written down. */
public interface AdapterSystem {

    /** Names of the interfaces, in the system's order. */
    List<String> names();

    /** The number of an interface; 0 if there is none of that name. */
    int index(String name);

    /** How many have asked that the interface takes all frames: administrators, sockets, bridges. */
    Reported<Integer> promiscuity(String name);

    /**
     * A question of ethtool.
     *
     * @param inOut
     *            a structure of linux/ethtool.h, which begins with the command; holds the answer afterwards
     * @return 0, or the negative errno
     */
    int ethtool(String name, byte[] inOut);

    /**
     * A question of netdevice(7).
     *
     * @param out
     *            24 bytes for the answer
     * @return 0, or the negative errno
     */
    int ask(String name, long request, byte[] out);
}
