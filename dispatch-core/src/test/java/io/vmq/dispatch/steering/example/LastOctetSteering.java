package io.vmq.dispatch.steering.example;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.Steering;

/** Takes the last byte of an untagged frame's IPv4 destination address modulo the queues; anything else goes to queue 0. */
public final class LastOctetSteering implements Steering {

    private static final int LAST_OCTET = EthernetLayout.HEADER_BYTES + 19;

    private final int queueCount;

    LastOctetSteering(int queueCount) {
        this.queueCount = queueCount;
    }

    @Override
    public void steer(FrameBatch in, int[] queueOut) {
        Memory memory = in.memory();
        for (int i = 0; i < in.count(); i++) {
            queueOut[i] = queueOf(memory, in.address(i), in.storedBytes(i));
        }
    }

    private int queueOf(Memory memory, long frame, int storedBytes) {
        boolean ipv4 = storedBytes > LAST_OCTET
                && memory.u16Be(frame + EthernetLayout.TYPE_OFFSET) == EthernetLayout.TYPE_IPV4;
        return ipv4 ? memory.u8(frame + LAST_OCTET) % queueCount : 0;
    }
}
