package io.vmq.nic.traffic;

/**
 * Clients out of an affine space over GF(2): one client of each VM, and the directions in which one may go from there
 * without changing the hash. A flow's number, mixed, says which directions to take. Sums of directions are looked up a
 * byte of the number at a time.
 */
final class CollidingTuples implements ClientTuples {

    private static final int VALUES = 1 << Byte.SIZE;
    private static final int VALUE_MASK = VALUES - 1;

    private final int[] originOfVm;
    private final int[] sums = new int[Integer.BYTES * VALUES];
    private final BitMixer mixer;
    private final int salt;

    /**
     * @param originOfVm
     *            a client of each VM
     * @param directions
     *            linearly independent, 4 to 32
     * @param salt
     *            chooses which clients come first
     */
    CollidingTuples(int[] originOfVm, int[] directions, int salt) {
        this.originOfVm = originOfVm.clone();
        this.salt = salt;
        mixer = new BitMixer(directions.length);
        for (int bit = 0; bit < directions.length; bit++) {
            add(directions[bit], bit / Byte.SIZE * VALUES, 1 << bit % Byte.SIZE);
        }
    }

    /** Adds a direction to all sums of the byte at {@code base} that have the bit. */
    private void add(int direction, int base, int bit) {
        for (int value = 0; value < VALUES; value++) {
            sums[base + value] ^= (value & bit) == 0 ? 0 : direction;
        }
    }

    @Override
    public int identity(int vm, int flow) {
        int number = mixer.mixed(flow ^ salt * (2 * vm + 1));
        return originOfVm[vm] ^ sums[number & VALUE_MASK]
                ^ sums[VALUES + (number >>> 8 & VALUE_MASK)]
                ^ sums[2 * VALUES + (number >>> 16 & VALUE_MASK)]
                ^ sums[3 * VALUES + (number >>> 24)];
    }
}
