package io.vmq.nic.linux;

import java.util.Locale;

/** What a thread must be allowed for a real port, by the numbers of linux/capability.h (capabilities(7)). */
public enum Capability {

    /** Changes interfaces. */
    NET_ADMIN(12),
    /** Receives and sends whole frames. */
    NET_RAW(13),
    /** Makes network namespaces. */
    SYS_ADMIN(21),
    /** Loads programs into the kernel. */
    BPF(39);

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    boolean isIn(long set) {
        return (set >>> number & 1) != 0;
    }

    /** As the manual writes it, such as {@code CAP_NET_RAW}. */
    @Override
    public String toString() {
        return "CAP_" + name();
    }

    /** As setpriv(1) wants it, such as {@code +net_raw}. */
    String forSetpriv() {
        return "+" + name().toLowerCase(Locale.ROOT);
    }
}
