package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.TableBalancing;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.host.Ports;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmChange;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.measure.IntervalExchange;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.dispatch.steering.SteeringProvider;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trial in a small laboratory, told by what differs: unless said otherwise four VMs with two flows each on a NIC with four
 * queues and rings of 512, four cores of the default cost, {@code vmq}, 50 ms without warm-up, a frame a microsecond.
 */
final class TestTrial {

    static final long US = 1_000;
    static final long MS = 1_000_000;
    static final long SECOND = 1_000_000_000;

    /** Long enough for any hiccup of the machine that runs the tests: nothing is given up, and every trial is complete. */
    static final Thresholds PATIENT = new Thresholds(2 * SECOND, 2 * SECOND, 2 * SECOND, 0);

    private SteeringProvider provider = SteeringModes.load().byName("vmq");
    private int vms = 4;
    private int queues = 4;
    private int ringSlots = 512;
    private int cores = 4;
    private ServiceCost cost = ServiceCost.DEFAULT;
    private Window window = Window.after(0, 50 * MS);
    private boolean unpaced;
    private Detail detail = Detail.ALL;
    private Thresholds thresholds = PATIENT;
    private int[] vmOfFlow = {0, 1, 2, 3, 0, 1, 2, 3};
    private Supplier<Iterator<TestSource.Frame>> frames = () -> TestSource.evenly(US, 8, 64);
    private IntervalExchange.@Nullable Sink intervals;
    private WhenFull whenFull = WhenFull.DROP_TAIL;
    private FaultPlan faults = FaultPlan.NONE;
    private List<VmChange> changes = List.of();
    private int queuesPerVm = 1;
    private @Nullable Supplier<Balancing> balancing;
    private ServiceCost hop = new ServiceCost(1_200_000, 0);
    private int processors;
    private @Nullable Supplier<TableBalancing> table;
    private RssSettings rss = RssSettings.DEFAULT;
    private UnaryOperator<Source> arriving = UnaryOperator.identity();

    TestTrial mode(String mode) {
        return mode(SteeringModes.load().byName(mode));
    }

    TestTrial mode(SteeringProvider mode) {
        provider = mode;
        return this;
    }

    TestTrial host(int vmCount, int queueCount, int coreCount) {
        vms = vmCount;
        queues = queueCount;
        cores = coreCount;
        return this;
    }

    TestTrial ring(int slots) {
        ringSlots = slots;
        return this;
    }

    /** Cost of every frame, ns. */
    TestTrial costNs(long ns) {
        cost = new ServiceCost(ns * 1_000, 0);
        return this;
    }

    TestTrial cost(ServiceCost ofAFrame) {
        cost = ofAFrame;
        return this;
    }

    TestTrial window(long warmupNs, long durationNs) {
        window = Window.after(warmupNs, durationNs);
        return this;
    }

    TestTrial unpaced() {
        unpaced = true;
        return this;
    }

    TestTrial detail(Detail ofLatency) {
        detail = ofLatency;
        return this;
    }

    TestTrial thresholds(Thresholds limits) {
        thresholds = limits;
        return this;
    }

    TestTrial flows(int... vmOfEachFlow) {
        vmOfFlow = vmOfEachFlow.clone();
        return this;
    }

    TestTrial frames(Supplier<Iterator<TestSource.Frame>> supplier) {
        frames = supplier;
        return this;
    }

    TestTrial frames(TestSource.Frame... all) {
        return frames(() -> TestSource.of(all));
    }

    /** The frames arrive at a NIC; each run asks for one of its own. */
    TestTrial arriving(UnaryOperator<Source> nic) {
        arriving = nic;
        return this;
    }

    TestTrial intervals(IntervalExchange.Sink sink) {
        intervals = sink;
        return this;
    }

    TestTrial whenFull(WhenFull policy) {
        whenFull = policy;
        return this;
    }

    TestTrial faults(FaultPlan plan) {
        faults = plan;
        return this;
    }

    TestTrial changes(VmChange... inOrder) {
        changes = List.of(inOrder);
        return this;
    }

    TestTrial queuesPerVm(int count) {
        queuesPerVm = count;
        return this;
    }

    /** What a hop costs in modes that spread in software, ns, and over how many cores they spread; 0 is all. */
    TestTrial spreading(long hopNs, int overCores) {
        hop = new ServiceCost(hopNs * 1_000, 0);
        processors = overCores;
        return this;
    }

    private @Nullable Spreading spreading() {
        return !provider.spreadsInSoftware() ? null
                : new Spreading(hop, List.of(new Spreading.OfPort(processors == 0 ? cores : processors,
                        IntStream.range(0, cores).boxed().toList())));
    }

    /** All queues begin on the first core; each run asks for a balancer of its own. */
    TestTrial balancing(Supplier<Balancing> ofARun) {
        balancing = ofARun;
        return this;
    }

    /** Entries of the RSS table move; each run asks for a balancer of its own. */
    TestTrial table(Supplier<TableBalancing> ofARun) {
        table = ofARun;
        return this;
    }

    TestTrial rss(RssSettings settings) {
        rss = settings;
        return this;
    }

    /** A plan with a source of its own: for one run. */
    TrialPlan plan() {
        List<VirtualMachine> machines = IntStream.range(0, vms)
                .mapToObj(vm -> new VirtualMachine("vm" + (vm + 1), TestSource.macOf(vm), VirtualMachine.NO_VLAN))
                .toList();
        NicTimeline nic = NicTimeline.attach("nic0", provider.attachment(),
                new NicQueues(queues, queuesPerVm), machines,
                Collections.nCopies(vms, VmqAllocation.NEXT_FREE), changes, 0);
        Source source = arriving.apply(new TestSource(frames.get(), vmOfFlow));
        return new TrialPlan(provider.mode(), List.of(provider), rss, Ports.single(nic),
                new ServicePlan(ringSlots, whenFull, cost, InterruptModeration.OFF,
                        balancing == null ? Assignment.initial(nic.first(), cores) : Assignment.atHome(nic.first()),
                        balancing == null ? null : balancing.get(), table == null ? null : table.get(),
                        new HostTopology(cores, 1, 1).usable()).spreading(spreading()),
                machines, faults, source, window, unpaced ? null : 1e6, unpaced, detail, 1, 0, thresholds, nic.events(),
                intervals);
    }

    /** Runs in virtual time; a clock that stands still keeps the result free of this machine. */
    TrialResult runVirtual() {
        return new VirtualEngine(() -> 0).run(plan(), TrialWatcher.NONE, new StopSignal());
    }

    TrialResult runEmulated() throws InterruptedException {
        return runLive(false, TrialWatcher.NONE, new StopSignal());
    }

    TrialResult runPinned() throws InterruptedException {
        return runLive(true, TrialWatcher.NONE, new StopSignal());
    }

    TrialResult runLive(boolean pinned, TrialWatcher watcher, StopSignal stop) throws InterruptedException {
        return new LiveEngine(NanoClock.SYSTEM, ThreadPinning.NONE, List.of(), pinned).run(plan(), watcher, stop);
    }

    /** Runs with emulated cores by a clock that does not follow this machine's. */
    TrialResult runEmulated(NanoClock clock) throws InterruptedException {
        return new LiveEngine(clock, ThreadPinning.NONE, List.of(), false).run(plan(), TrialWatcher.NONE,
                new StopSignal());
    }
}
