package io.vmq.nic.bpf;

/** Where the kernel runs an XDP program for the frames of an interface. */
public enum XdpMode {

    /** In the driver, before anything is allocated for a frame. */
    NATIVE(1 << 2, "native"),
    /** Behind the driver, with any of them. */
    GENERIC(1 << 1, "generic");

    private final int flag;
    private final String text;

    XdpMode(int flag, String text) {
        this.flag = flag;
        this.text = text;
    }

    /** {@code XDP_FLAGS_DRV_MODE} or {@code XDP_FLAGS_SKB_MODE} of linux/if_link.h. */
    int flag() {
        return flag;
    }

    @Override
    public String toString() {
        return text;
    }
}
