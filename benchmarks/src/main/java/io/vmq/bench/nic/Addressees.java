package io.vmq.bench.nic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.load.Load;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.FrameSizes;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import io.vmq.nic.traffic.Receivers;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.nic.traffic.Transport;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The {@value #VMS} VMs that the frames are for, each with a receive queue of its own behind the default queue. */
final class Addressees {

    static final int VMS = 8;
    static final int QUEUES = VMS + 1;

    private static final MacAddress FIRST_MAC = MacAddress.parse("00:15:5d:00:00:01");
    private static final int FLOWS_PER_VM = 64;
    private static final long SEED = 1;
    /** 4096 frames: all flows come, and they stay in the cache. */
    private static final int BATCHES = 64;

    private Addressees() {}

    static List<VirtualMachine> vms() {
        return IntStream.range(0, VMS)
                .mapToObj(vm -> new VirtualMachine("vm" + (vm + 1), FIRST_MAC.plus(vm), VirtualMachine.NO_VLAN))
                .toList();
    }

    static List<MacAddress> macs() {
        return vms().stream().map(VirtualMachine::mac).toList();
    }

    /** The first VM's frames go to queue 1, and so on. */
    static List<ReceiveFilter> filters() {
        List<VirtualMachine> vms = vms();
        return IntStream.range(0, VMS).mapToObj(vm -> vms.get(vm).filterTo(vm + 1)).toList();
    }

    /** Shortest UDP frames of random flows of random VMs, the same whenever they are made. */
    static List<FrameBatch> frames() {
        Popularity even = new Popularity.Uniform();
        Source source = new EmulatedSource(new TrafficModel(new Receivers(vms(), even, FLOWS_PER_VM, even),
                new FrameStyle(FrameSizes.fixed(EthernetLayout.MIN_FRAME_BYTES), Transport.UDP),
                new Load(LinkRate.ofGbps(10), Load.BACK_TO_BACK, new Arrivals.Constant())), SEED);
        return Stream.generate(() -> filled(source)).limit(BATCHES).toList();
    }

    private static FrameBatch filled(Source source) {
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        int count = source.fill(batch, source.nextDueNs() + 1_000_000_000);
        assert count == batch.capacity() : count;
        return batch;
    }
}
