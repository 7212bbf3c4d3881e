package io.vmq.tools.steer;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.tools.scenario.Scenario;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The NIC that is asked about, and the VMs behind it.
 *
 * @param name
 *            what notes call it
 * @param queues
 *            queues beside the default queue
 * @param vms
 *            in the order in which they ask for queues
 * @param queueRequests
 *            for each VM, the queue that it asks for; see {@link VmqAllocation}
 */
public record SteerNic(String name, NicQueues queues, List<VirtualMachine> vms, List<Integer> queueRequests) {

    public static final int MAX_QUEUES = 4_096;
    public static final int MAX_QUEUES_PER_VM = 64;
    public static final int MAX_VMS = 65_536;
    /** The address of the first VM if nothing else is said, as in scenarios. */
    public static final MacAddress FIRST_MAC = MacAddress.parse("00:15:5d:00:00:01");

    private static final String NAME = "nic0";

    public SteerNic {
        vms = List.copyOf(vms);
        queueRequests = List.copyOf(queueRequests);
    }

    /** The NIC of a scenario, with the VMs of the scenario, of which there are none if it plays a capture. */
    public static SteerNic of(Scenario scenario) {
        return new SteerNic(scenario.nic().name(),
                new NicQueues(scenario.nic().queues(), scenario.nic().queuesPerVm()),
                scenario.vms().stream().map(Scenario.Vm::machine).toList(),
                scenario.vms().stream().map(Scenario.Vm::queueRequest).toList());
    }

    /** A NIC without VMs. */
    public static SteerNic withQueues(NicQueues queues) {
        return new SteerNic(NAME, queues, List.of(), List.of());
    }

    /**
     * This NIC with VMs vm1, vm2 and so on, whose addresses follow each other and who take queues as they come.
     *
     * @throws IllegalArgumentException
     *             if not all of the addresses are unicast, with the first one and what was expected
     */
    public SteerNic withVms(int count, MacAddress firstMac) {
        MacAddress last = firstMac.plus(count - 1L);
        if (firstMac.isGroup() || last.isGroup() || last.compareTo(firstMac) < 0) {
            throw new IllegalArgumentException("'" + firstMac + "' leaves no room for " + count
                    + " unicast addresses (expected a lower unicast MAC address)");
        }
        return withVms(IntStream.range(0, count)
                .mapToObj(i -> new VirtualMachine("vm" + (i + 1), firstMac.plus(i), VirtualMachine.NO_VLAN)).toList());
    }

    /** This NIC with other VMs, who take queues as they come. */
    SteerNic withVms(List<VirtualMachine> others) {
        return new SteerNic(name, queues, others, Collections.nCopies(others.size(), VmqAllocation.NEXT_FREE));
    }

    NicAttachment attach(Attachment kind) {
        return NicAttachment.attach(name, kind, queues, vms, queueRequests);
    }
}
