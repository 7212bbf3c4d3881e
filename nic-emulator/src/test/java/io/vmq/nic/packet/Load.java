package io.vmq.nic.packet;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.FrameMix;
import io.vmq.nic.traffic.FrameSizes;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import io.vmq.nic.traffic.Receivers;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.nic.traffic.Transport;
import java.util.List;
import java.util.stream.IntStream;

/** Emulated traffic for eight VMs with filters and two that nobody knows; every other one has a VLAN. */
final class Load {

    static final long SEED = 1_107;
    static final int KNOWN_VMS = 8;

    private static final int VMS = 10;
    private static final int FLOWS_PER_VM = 16;

    private Load() {}

    private static VirtualMachine vm(int i) {
        return new VirtualMachine("vm" + i, MacAddress.parse("00:15:5d:00:00:01").plus(i),
                i % 2 == 0 ? VirtualMachine.NO_VLAN : 100 + i);
    }

    /** Filters of the known VMs to queues 0 to {@code queues - 1} in turn. */
    static List<ReceiveFilter> filters(int queues) {
        return IntStream.range(0, KNOWN_VMS).mapToObj(i -> vm(i).filterTo(i % queues)).toList();
    }

    /** Without a mix all are plain IPv4. The shortest frames have 64 bytes, or what fits every header of a mix. */
    static EmulatedSource source(String mix, int outerVlan) {
        int shortest = mix.equals("none") && outerVlan == FrameStyle.NO_OUTER_VLAN ? 64 : 90;
        return new EmulatedSource(new TrafficModel(
                new Receivers(IntStream.range(0, VMS).mapToObj(Load::vm).toList(), Popularity.parse("zipf:0.8"),
                        FLOWS_PER_VM, Popularity.parse("uniform")),
                new FrameStyle(FrameSizes.parse(shortest + ":7,570:4,1518:1"), Transport.TCP, FrameMix.parse(mix),
                        outerVlan),
                new io.vmq.nic.load.Load(LinkRate.ofGbps(10), 1e5, Arrivals.parse("constant"))), SEED);
    }

    static FrameBatch batchFor(EmulatedSource source) {
        return FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
    }

    static byte[] bytes(FrameBatch batch, int i) {
        byte[] bytes = new byte[batch.storedBytes(i)];
        batch.memory().get(batch.address(i), bytes, 0, bytes.length);
        return bytes;
    }
}
