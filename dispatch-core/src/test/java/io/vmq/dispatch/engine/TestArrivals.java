package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.ArrivingSource;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the frames of a source arrive at a NIC when they are due, which may choose their queue, lose some, and fail. */
final class TestArrivals implements ArrivingSource {

    private static final long DELAY_NS = 2_000_000;

    private final Source inner;
    private int queue = FrameBatch.UNSTEERED;
    private long lostPerMs;
    private long failsAtNs = Long.MAX_VALUE;
    private boolean ordered = true;
    private long heldBackNs;
    private boolean released;
    private long driftNs;
    private List<String> refusals = List.of();
    private long originNs;
    private List<Integer> phases = new ArrayList<>();

    TestArrivals(Source inner) {
        this.inner = inner;
    }

    TestArrivals inQueue(int ofNic) {
        queue = ofNic;
        return this;
    }

    TestArrivals losing(long framesPerMs) {
        lostPerMs = framesPerMs;
        return this;
    }

    TestArrivals failingAt(long ns) {
        failsAtNs = ns;
        return this;
    }

    TestArrivals notingPhases(List<Integer> entered) {
        phases = entered;
        return this;
    }

    /** Frames show so much later, unless nothing more will come. */
    TestArrivals holdingBack(long ns) {
        heldBackNs = ns;
        return this;
    }

    TestArrivals withClockThatMoved(long ns) {
        driftNs = ns;
        return this;
    }

    TestArrivals refusing(String why) {
        refusals = List.of(why);
        return this;
    }

    TestArrivals withoutOrder() {
        ordered = false;
        return this;
    }

    private long nowNs() {
        return System.nanoTime() - originNs;
    }

    private long arrivedUntilNs() {
        return Math.min(released ? failsAtNs : nowNs() - heldBackNs, failsAtNs);
    }

    @Override
    public void begin(long trialOriginNs, boolean inOrderOfDueTime) {
        originNs = trialOriginNs;
    }

    @Override
    public int fill(FrameBatch batch, long untilNs) {
        int count = inner.fill(batch, Math.min(untilNs, arrivedUntilNs()));
        if (queue != FrameBatch.UNSTEERED) {
            batch.arriveIn(queue);
        }
        return count;
    }

    @Override
    public long nextDueNs() {
        return inner.nextDueNs() <= arrivedUntilNs() ? inner.nextDueNs() : NEVER;
    }

    @Override
    public void await(int timeoutMs) {
        Thread.onSpinWait();
    }

    @Override
    public void release() {
        released = true;
    }

    @Override
    public long clockDriftNs() {
        return driftNs;
    }

    @Override
    public List<String> refusals() {
        return refusals;
    }

    @Override
    public void enterPhase(int phase, long nowNs) {
        phases.add(phase);
    }

    @Override
    public long mostDelayNs() {
        return DELAY_NS;
    }

    @Override
    public long lostFrames() {
        return nowNs() / 1_000_000 * lostPerMs;
    }

    @Override
    public boolean knowsOrder() {
        return ordered;
    }

    @Override
    public @Nullable String failure() {
        return nowNs() > failsAtNs ? "the cable was pulled" : null;
    }

    @Override
    public List<String> remarks() {
        return List.of("frames came from a test");
    }

    @Override
    public int flowCount() {
        return inner.flowCount();
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public boolean hasMixedSizes() {
        return inner.hasMixedSizes();
    }

    @Override
    public int bufferBytes() {
        return inner.bufferBytes();
    }

    @Override
    public @Nullable Memory keptFrames() {
        return inner.keptFrames();
    }

    @Override
    public int vmOfFlow(int flow) {
        return inner.vmOfFlow(flow);
    }
}
