package io.vmq.nic.traffic;

/**
 * A bijection of n-bit numbers in which every bit of the input moves about half of the output: Wellons' lowbias32, with
 * its shifts scaled to n. Immutable.
 */
final class BitMixer {

    private final int mask;
    private final int wideShift;
    private final int narrowShift;

    /** @param bits n, 4 to 32 */
    BitMixer(int bits) {
        mask = -1 >>> (Integer.SIZE - bits);
        wideShift = bits / 2;
        narrowShift = wideShift - 1;
    }

    /** The image of the low n bits of {@code number}. */
    int mixed(int number) {
        int x = number & mask;
        x = (x ^ x >>> wideShift) * 0x7FEB_352D & mask;
        x = (x ^ x >>> narrowShift) * 0x846C_A68B & mask;
        return x ^ x >>> wideShift;
    }
}
