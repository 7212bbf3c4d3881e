package io.vmq.nic.bpf;

/** How many bytes an access to memory has (RFC 9669, section 5). */
public enum Width {

    BYTES_1(0x10), BYTES_2(0x08), BYTES_4(0x00), BYTES_8(0x18);

    private final int bits;

    Width(int bits) {
        this.bits = bits;
    }

    /** The size modifier of an opcode. */
    int bits() {
        return bits;
    }
}
