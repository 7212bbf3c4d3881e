package io.vmq.bench.path;

/** A figure that a program of another language measures. */
record NativeFigure(String name, NativeRounds rounds) implements Figure {

    @Override
    public boolean needsWarmUp() {
        return false;
    }

    @Override
    public Round run(Cores cores, long forNs) throws InterruptedException {
        return rounds.take(name, cores, forNs);
    }
}
