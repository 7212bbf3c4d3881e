package io.vmq.dispatch.measure;

import io.vmq.dispatch.frame.SizeClass;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.Fairness;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.SizeReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The books of one trial: opens a ledger or meter for each thread, and closes them all when the threads have ended. Closing
 * checks conservation before anything is reported.
 *
 * <p>
 * The control thread uses it; a meter goes to the thread that it was opened for.
 */
public final class TrialBooks {

    private static final double NS_PER_SECOND = 1e9;

    private final TrialShape shape;
    private final boolean live;
    private final boolean claimsLatency;
    private final Function<String, LatencyRecorder> recorders;
    private final Ledger sum;
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<DeliveryMeter> meters = new ArrayList<>();

    /**
     * @param live
     *            whether frames are handed over by a real clock, so that uncorrected latency exists
     * @param claimsLatency
     *            whether latencies mean anything; otherwise every summary of them is null
     * @param intervals
     *            where histograms of intervals go, or null to keep none
     */
    public TrialBooks(TrialShape shape, boolean live, boolean claimsLatency, @Nullable IntervalExchange intervals) {
        this.shape = shape;
        this.live = live;
        this.claimsLatency = claimsLatency;
        recorders = intervals == null ? LatencyRecorder::whole : tag -> LatencyRecorder.inIntervals(tag, intervals);
        sum = shape.newLedger();
    }

    /** How many interval series a trial of this shape records on {@code threads} delivering threads. */
    public static int seriesCount(TrialShape shape, int threads) {
        return shape.detail() == Detail.TOTAL ? threads : shape.queueCount();
    }

    /** A ledger for a thread that takes frames in. */
    public Ledger openLedger() {
        Ledger ledger = shape.newLedger();
        ledgers.add(ledger);
        return ledger;
    }

    /** A meter for a thread that delivers the frames of {@code queues}; without queues, for one that only drops. */
    public DeliveryMeter openMeter(int... queues) {
        return open(queues, null);
    }

    /**
     * A meter each for threads that serve these queues in turn. A queue goes from one thread to another so that all that the
     * first did with it happens-before what the next does; then its histogram goes with it, and is kept once.
     */
    public List<DeliveryMeter> openMetersInTurn(int threads, int... queues) {
        DeliveryMeter first = open(queues, null);
        List<DeliveryMeter> inTurn = new ArrayList<>(List.of(first));
        while (inTurn.size() < threads) {
            inTurn.add(open(queues, first));
        }
        return inTurn;
    }

    private DeliveryMeter open(int[] queues, @Nullable DeliveryMeter lender) {
        DeliveryMeter meter = new DeliveryMeter(shape, openLedger(), queues, lender, recorders, live);
        meters.add(meter);
        return meter;
    }

    /** Adds everything up; all threads have ended. The measured window ended at {@code endNs} of the trial. */
    public void close(long endNs) {
        meters.forEach(meter -> meter.finish(endNs));
        ledgers.forEach(sum::add);
        Conservation.check(sum, shape.queueCount(), shape.cores().size());
    }

    private IntStream vmRows() {
        return IntStream.rangeClosed(0, sum.hostRow());
    }

    public TrialResult.Frames frames() {
        DropCounts dropped = vmRows().mapToObj(sum::droppedOfVm).reduce(DropCounts.NONE, DropCounts::plus);
        return new TrialResult.Frames(vmRows().mapToLong(sum::generatedOfVm).sum(), sum.unsentFrames(),
                vmRows().mapToLong(sum::deliveredOfVm).sum(), dropped, vmRows().mapToLong(sum::inFlightOfVm).sum(),
                sum.overflowedFrames(), sum.reorderedFrames());
    }

    /** Frames that their sender gave up because a queue was full for too long; they are among the unsent ones. */
    public long withdrawnFrames() {
        return sum.withdrawnFrames();
    }

    public long deliveredBytes() {
        return vmRows().mapToLong(sum::deliveredBytesOfVm).sum();
    }

    /** Latency of all frames, from due time to completion. */
    public @Nullable LatencySummary latency() {
        return gather(DeliveryMeter::addTotalTo);
    }

    /** Latency of all frames, from the actual hand-over. */
    public @Nullable LatencySummary uncorrectedLatency() {
        return gather(DeliveryMeter::addUncorrectedTo);
    }

    private @Nullable LatencySummary gather(BiConsumer<DeliveryMeter, LatencyRecorder> part) {
        if (!claimsLatency) {
            return null;
        }
        LatencyRecorder gathered = LatencyRecorder.whole("sum");
        meters.forEach(meter -> part.accept(meter, gathered));
        return gathered.summary();
    }

    /**
     * Reports every queue.
     *
     * @param highWater
     *            for each, the most frames that waited at once
     * @param coreOfQueue
     *            for each, the core that served it last
     */
    public List<QueueReport> queues(int[] highWater, int[] coreOfQueue) {
        return IntStream.range(0, shape.queueCount())
                .mapToObj(queue -> queueReport(queue, highWater[queue], coreOfQueue[queue])).toList();
    }

    private QueueReport queueReport(int queue, int highWater, int core) {
        List<VirtualMachine> owners = shape.ports().vmsOf(queue).stream().map(shape.vms()::get).toList();
        VirtualMachine only = owners.size() == 1 ? owners.getFirst() : null;
        String names = owners.isEmpty() ? null : String.join(",", owners.stream().map(VirtualMachine::name).toList());
        return new QueueReport(shape.ports().numberOnNic(queue), shape.ports().nicOf(queue),
                only == null ? null : only.mac(),
                only == null || !only.hasVlan() ? null : Integer.valueOf(only.vlan()), names,
                core, sum.receivedOfQueue(queue), sum.deliveredOfQueue(queue),
                sum.droppedOfQueue(queue), sum.inFlightOfQueue(queue), highWater,
                gather((meter, gathered) -> meter.addQueueTo(queue, gathered)));
    }

    /** Reports the classes of sizes that occurred; if all frames have one length, its latency is that of all. */
    public List<SizeReport> sizes() {
        return Arrays.stream(SizeClass.values()).filter(sizes -> sum.generatedOfClass(sizes) > 0).map(this::sizeReport)
                .toList();
    }

    private SizeReport sizeReport(SizeClass sizes) {
        LatencySummary latency = shape.hasMixedSizes()
                ? gather((meter, gathered) -> meter.addClassTo(sizes, gathered))
                : latency();
        return new SizeReport(sizes, sum.generatedOfClass(sizes), sum.deliveredOfClass(sizes),
                sum.droppedOfClass(sizes), sum.inFlightOfClass(sizes), latency);
    }

    /** Reports every core; {@code busy} gives for each the fraction of the window in service. */
    public List<CoreReport> cores(double[] busy) {
        return IntStream.range(0, shape.cores().size())
                .mapToObj(core -> new CoreReport(core, shape.cores().get(core), busy[core], sum.deliveredOfCore(core)))
                .toList();
    }

    /** Reports every VM, and the host last. */
    public List<VmReport> vms(long durationNs) {
        return vmRows().mapToObj(row -> vmReport(row, durationNs)).toList();
    }

    private VmReport vmReport(int row, long durationNs) {
        VirtualMachine vm = row == sum.hostRow() ? null : shape.vms().get(row);
        double bps = sum.deliveredBytesOfVm(row) * 8.0 * NS_PER_SECOND / durationNs;
        return new VmReport(vm == null ? "host" : vm.name(), vm == null ? null : vm.mac(), sum.generatedOfVm(row),
                sum.deliveredOfVm(row), sum.droppedOfVm(row), sum.inFlightOfVm(row), bps,
                gather((meter, gathered) -> meter.addVmTo(row, gathered)));
    }

    /** Jain's index over delivered / generated of the VMs that had traffic; busiest core over the mean, by frames. */
    public Fairness fairness() {
        double[] shares = IntStream.range(0, sum.hostRow()).filter(vm -> sum.generatedOfVm(vm) > 0)
                .mapToDouble(vm -> (double) sum.deliveredOfVm(vm) / sum.generatedOfVm(vm)).toArray();
        double[] loads = IntStream.range(0, shape.cores().size()).mapToDouble(sum::deliveredOfCore).toArray();
        double mean = Arrays.stream(loads).average().orElse(0);
        return new Fairness(JainIndex.of(shares),
                mean == 0 ? null : Double.valueOf(Arrays.stream(loads).max().orElse(0) / mean));
    }
}
