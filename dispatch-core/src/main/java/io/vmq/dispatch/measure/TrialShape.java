package io.vmq.dispatch.measure;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.Ports;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.VirtualMachine;
import java.util.Arrays;
import java.util.List;

/** What measurement must know of a trial beforehand: its window, and whose every queue, core and flow is. Immutable. */
public final class TrialShape {

    private static final int SHARED = -1;

    private final Window window;
    private final Detail detail;
    private final Ports ports;
    private final Assignment assignment;
    private final List<Processor> cores;
    private final List<VirtualMachine> vms;
    private final int[] vmRowOfFlow;
    private final int[] vmRowOfQueue;
    private final int queueCount;
    private final boolean mixedSizes;

    public TrialShape(Window window, Detail detail, Ports ports, Assignment assignment, List<Processor> cores,
            List<VirtualMachine> vms, Source source) {
        this.window = window;
        this.detail = detail;
        this.ports = ports;
        this.assignment = assignment;
        this.cores = List.copyOf(cores);
        this.vms = List.copyOf(vms);
        vmRowOfFlow = new int[source.flowCount()];
        Arrays.setAll(vmRowOfFlow, flow -> rowOf(source.vmOfFlow(flow)));
        mixedSizes = source.hasMixedSizes();
        queueCount = ports.queueCount();
        vmRowOfQueue = new int[queueCount];
        Arrays.setAll(vmRowOfQueue, queue -> onlyVmOf(ports.vmsOf(queue)));
    }

    private int rowOf(int vm) {
        return vm == Source.HOST ? vms.size() : vm;
    }

    private static int onlyVmOf(List<Integer> owners) {
        return owners.size() == 1 ? owners.getFirst() : SHARED;
    }

    public Window window() {
        return window;
    }

    public Detail detail() {
        return detail;
    }

    public Ports ports() {
        return ports;
    }

    public Assignment assignment() {
        return assignment;
    }

    public List<Processor> cores() {
        return cores;
    }

    public List<VirtualMachine> vms() {
        return vms;
    }

    public int queueCount() {
        return queueCount;
    }

    public int flowCount() {
        return vmRowOfFlow.length;
    }

    /** Ledger row of the VM that a flow belongs to. */
    public int vmRowOfFlow(int flow) {
        return vmRowOfFlow[flow];
    }

    /** Whether exactly one VM owns this queue. */
    public boolean isOwned(int queue) {
        return vmRowOfQueue[queue] != SHARED;
    }

    /** Whether the frames of this queue are those of the VM in {@code vmRow} and of no other. */
    public boolean belongsToAlone(int queue, int vmRow) {
        return vmRowOfQueue[queue] == vmRow;
    }

    /** Whether frames have different lengths, so that classes of sizes say more than the total. */
    public boolean hasMixedSizes() {
        return mixedSizes;
    }

    /** A ledger with the rows of this trial. */
    public Ledger newLedger() {
        return new Ledger(vms.size(), queueCount, cores.size());
    }
}
