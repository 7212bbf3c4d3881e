package io.vmq.nic.traffic;

/** Picks 0 to n-1 with equal shares, but for the rounding of n / 2^32. */
final class EvenChoice implements Choice {

    private final int n;

    EvenChoice(int n) {
        this.n = n;
    }

    @Override
    public int pick(long randomBits) {
        return (int) (((randomBits >>> Integer.SIZE) * n) >>> Integer.SIZE);
    }
}
