package io.vmq.bench.path;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.Steering;
import io.vmq.dispatch.steering.SteeringContext;
import io.vmq.dispatch.steering.SteeringModes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;

/** The {@value #COUNT} VMs that frames are for, their flows, and how frames are steered to {@value #QUEUES} queues. */
final class Guests {

    static final int COUNT = 64;
    static final int QUEUES = 8;
    static final int FLOWS = 256;
    /** Of a 64-byte frame, without its frame check sequence. */
    static final int STORED_BYTES = EthernetLayout.MIN_FRAME_BYTES - EthernetLayout.FCS_BYTES;
    static final List<String> MODES = List.of("single", "rss", "vmq");

    private static final MacAddress FIRST_MAC = MacAddress.parse("00:15:5d:00:00:01");
    private static final int FIRST_PORT = 49_152;
    private static final int SERVER_PORT = 5_201;

    private Guests() {}

    /** The steering of a mode, made as the product makes it. */
    static Steering steering(String mode) {
        List<ReceiveFilter> filters = IntStream.range(0, COUNT)
                .mapToObj(vm -> new ReceiveFilter(FIRST_MAC.plus(vm), ReceiveFilter.UNTAGGED_OR_ZERO, vm % QUEUES))
                .toList();
        return SteeringModes.load().byName(mode).create(SteeringContext.idle(QUEUES, RssSettings.DEFAULT, filters));
    }

    /** Writes the {@value #STORED_BYTES} bytes of a flow's frame; flows of a VM follow each other at a distance of {@value #COUNT}. */
    static void writeFrame(int flow, Memory memory, long at) {
        int vm = flow % COUNT;
        FlowTuple tuple = new FlowTuple(address(1, flow), address(2, vm), FIRST_PORT + flow, SERVER_PORT,
                IpProtocol.UDP);
        Memory frame = Memory.copyOf(new byte[FlowTuple.MAX_FRAME_BYTES]);
        tuple.writeFrame(frame, 0);
        long mac = FIRST_MAC.plus(vm).bits();
        frame.putI32Be(0, (int) (mac >>> 16));
        frame.putU16Be(Integer.BYTES, (int) mac & 0xFFFF);
        frame.copyTo(0, memory, at, STORED_BYTES);
    }

    private static InetAddress address(int net, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {10, (byte) net, (byte) (host >>> 8), (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
