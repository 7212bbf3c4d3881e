package io.vmq.dispatch.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final List<VirtualMachine> VMS = List.of(
            new VirtualMachine("vm1", MacAddress.parse("00:15:5d:00:00:01"), VirtualMachine.NO_VLAN));

    private static NicTimeline nic(String name, Attachment kind, int queues) {
        return NicTimeline.attach(name, kind, NicQueues.single(queues), VMS, List.of(VmqAllocation.NEXT_FREE),
                List.of(), 0);
    }

    @Test
    void queuesAreNumberedThrough() {
        Ports ports = new Ports(List.of(nic("nic0", Attachment.VIRTUAL_SWITCH, 2), nic("nic1", Attachment.HOST, 4)));

        assertEquals(7, ports.queueCount());
        assertEquals(List.of(0, 3), List.of(ports.firstQueue(0), ports.firstQueue(1)));
        assertEquals(List.of(0, 0, 1, 1), List.of(ports.portOf(0), ports.portOf(2), ports.portOf(3), ports.portOf(6)));
        assertEquals(List.of(2, 0, 3),
                List.of(ports.numberOnNic(2), ports.numberOnNic(3), ports.numberOnNic(6)));
        assertEquals(List.of(0, 3), List.of(ports.defaultQueueOf(2), ports.defaultQueueOf(6)));
        assertEquals(List.of("nic0", "nic1"), List.of(ports.nicOf(1), ports.nicOf(3)));
        assertEquals(List.of(List.of(0), List.of(), List.of()),
                List.of(ports.vmsOf(1), ports.vmsOf(2), ports.vmsOf(4)));
    }

    @Test
    void aHostWithoutNicIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Ports(List.of()));
    }
}
