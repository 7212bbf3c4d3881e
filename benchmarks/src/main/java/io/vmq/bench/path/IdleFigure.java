package io.vmq.bench.path;

/**
 * A loop that lets about as much time pass as a batch takes, and does nothing: what it sees of interruptions is the
 * machine's doing. Its rate says nothing.
 */
final class IdleFigure implements Figure {

    private static final long STEP_NS = 1_000;
    private static final int FRAMES = 64;

    @Override
    public String name() {
        return "limit/idle";
    }

    @Override
    public boolean needsTwoCores() {
        return false;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        return cores.alone(() -> IdleFigure::step, forNs);
    }

    private static int step(long nowNs) {
        while (System.nanoTime() - nowNs < STEP_NS) {
            Thread.onSpinWait();
        }
        return FRAMES;
    }
}
