package io.vmq.nic.capture;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which frames of a capture belong together, found once and used by every replay of it: frames with equal MACs, VLANs,
 * addresses, protocol and ports are one flow, numbered in order of appearance. Never changes; any thread may read it.
 */
public final class CaptureFlows {

    private final Memory flowOf;
    private final List<FlowKey> flows;

    private CaptureFlows(Memory flowOf, List<FlowKey> flows) {
        this.flowOf = flowOf;
        this.flows = flows;
    }

    /** Reads the headers of all frames. */
    public static CaptureFlows of(Capture capture) {
        Memory flowOf = Memory.allocate(Arena.ofAuto(), (long) capture.count() * Integer.BYTES);
        List<FlowKey> flows = new ArrayList<>();
        Map<FlowKey, Integer> numbers = new HashMap<>();
        for (int i = 0; i < capture.count(); i++) {
            FlowKey key = FlowKey.of(capture, i);
            Integer number = numbers.putIfAbsent(key, flows.size());
            if (number == null) {
                flows.add(key);
            }
            flowOf.putInt((long) i * Integer.BYTES, number == null ? flows.size() - 1 : number);
        }
        return new CaptureFlows(flowOf, List.copyOf(flows));
    }

    /** How many flows there are. */
    public int count() {
        return flows.size();
    }

    /** The flow of frame i. */
    public int flowOf(int i) {
        return flowOf.getInt((long) i * Integer.BYTES);
    }

    /**
     * For each flow the index of the VM with its destination MAC, or {@link Source#HOST}. A VM with a VLAN gets only
     * the frames whose outer tag has it, a VM without one those without a tag or with VLAN 0, a VM on any VLAN gets all.
     */
    public int[] vmOfFlow(List<VirtualMachine> vms) {
        Map<Long, List<Integer>> byMac = new HashMap<>();
        for (int vm = 0; vm < vms.size(); vm++) {
            byMac.computeIfAbsent(vms.get(vm).mac().bits(), mac -> new ArrayList<>()).add(vm);
        }
        return flows.stream().mapToInt(flow -> byMac.getOrDefault(flow.destination(), List.of()).stream()
                .filter(vm -> takes(vms.get(vm), flow)).findFirst().orElse(Source.HOST)).toArray();
    }

    private static boolean takes(VirtualMachine vm, FlowKey flow) {
        return vm.vlan() == VirtualMachine.ANY_VLAN || vm.vlan() == flow.vlan();
    }
}
