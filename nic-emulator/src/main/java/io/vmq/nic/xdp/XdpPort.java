package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.bpf.BpfLink;
import io.vmq.nic.bpf.XdpMode;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.LinkWatch;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.packet.Addresses;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.StampSource;
import io.vmq.nic.port.SteeredBy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Receives all frames of an interface by AF_XDP, past the system's own network, which sees none of them while the port is open.
 * A program in the kernel steers them by receive filters, so this is VMQ where the NIC has none.
 *
 * <p>
 * Each queue of the port has a socket at each hardware queue; where the NIC's own hash is to be seen, each hardware queue is a queue
 * of the port instead. A hardware queue's frames share its memory, whatever queue they are
 * for: a queue that is not read can cost the others their room.
 *
 * <p>
 * The program sees the frame as the driver hands it on. Where the NIC takes VLAN tags out of frames ({@code rx-vlan-offload}), it
 * sees none, nor do frames have one here: switch that off to steer by VLAN.
 *
 * <p>
 * Frames that overflow the NIC's own rings are lost before the program runs; they count among the lost ones as far as the driver
 * counts them as missed.
 */
public final class XdpPort implements Port {

    private static final String BACKEND = "af-xdp";

    /** A program runs when the driver polls: within the NIC's interrupt moderation, or later on a busy processor. */
    private static final long MOST_DELAY_NS = 10_000_000;
    /** The tags of a double-tagged frame and its header, which the MTU does not count. */
    private static final int MOST_HEADER_BYTES = 22;

    /** How long it naps while frames come: some tens of frames at the rate of a fast sender. */
    private static final long NAP_NS = 50_000;
    /** Frames come fast if they wake the thread more often than this. */
    private static final long FAST_NS = 10_000;

    private static final int POLLFD_BYTES = 8;
    private static final int EVENTS = 4;

    private final XdpSettings settings;
    private final Addresses addresses;
    private final NetworkDevice device;
    private final Arena arena;
    private final List<HardwareQueue> hardwareQueues;
    private final XdpFilterProgram program;
    private final BpfLink link;
    private final LinkWatch watch;

    private final StampClock clock = new StampClock();
    private final XdpQueue[] queues;
    private final MemorySegment pollSet;
    private final int pollCount;
    /** Whether frames come so fast that it naps; until a nap ends without any. */
    private boolean naps;
    /** When frames last woke the thread, on the clock of {@link System#nanoTime}. */
    private long wokenNs = Long.MIN_VALUE / 2;
    private boolean closed;

    private XdpPort(XdpSettings settings, Addresses addresses, NetworkDevice device, Arena arena,
            List<HardwareQueue> hardwareQueues, XdpFilterProgram program, BpfLink link) throws PortException {
        this.settings = settings;
        this.addresses = addresses;
        this.device = device;
        this.arena = arena;
        this.hardwareQueues = List.copyOf(hardwareQueues);
        this.program = program;
        this.link = link;
        queues = socketsByQueue().map(sockets -> new XdpQueue(sockets, clock)).toArray(XdpQueue[]::new);
        List<Integer> descriptors = IntStream.range(0, settings.queueCount()).boxed()
                .flatMap(queue -> socketsOf(queue).stream()).map(XdpSocket::descriptor).toList();
        pollCount = descriptors.size();
        pollSet = arena.allocate((long) pollCount * POLLFD_BYTES, Long.BYTES);
        fillPollSet(descriptors);
        // Drivers may reset the NIC when a program is attached.
        watch = addresses.watch();
    }

    /** The sockets that each queue of the port reads in turns. */
    private Stream<List<XdpSocket>> socketsByQueue() {
        return settings.steeredBy() == SteeredBy.HASH
                ? hardwareQueues.stream().map(hardware -> List.of(hardware.socket(0)))
                : IntStream.range(0, settings.queueCount()).mapToObj(this::socketsOf);
    }

    private List<XdpSocket> socketsOf(int queue) {
        return hardwareQueues.stream().map(each -> each.socket(queue)).toList();
    }

    private void fillPollSet(List<Integer> descriptors) {
        Memory memory = Memory.of(pollSet);
        for (int i = 0; i < pollCount; i++) {
            memory.putInt((long) i * POLLFD_BYTES, descriptors.get(i));
            memory.putInt((long) i * POLLFD_BYTES + EVENTS, SystemCalls.POLLIN);
        }
    }

    /**
     * Opens a port on an interface of the calling thread's network namespace. Until filters are set, all frames come in queue 0.
     *
     * @param receivers
     *            unicast addresses that the NIC is to let through besides its own; those of filters are added as they are set
     * @throws PortException
     *             if the interface is not there, down or taken, a right is missing, or there is not enough memory
     */
    public static XdpPort open(String interfaceName, XdpSettings settings, List<MacAddress> receivers)
            throws PortException {
        try (Holdings holdings = new Holdings()) {
            Addresses addresses = holdings.hold(Addresses.open(interfaceName, BACKEND, receivers));
            XdpPort port = open(addresses.link(), settings, addresses, holdings);
            holdings.keep();
            return port;
        }
    }

    private static XdpPort open(Link link, XdpSettings settings, Addresses addresses, Holdings holdings)
            throws PortException {
        try {
            refuseLongFrames(link, settings.chunkBytes());
            return open(settings, addresses, holdings.hold(NetworkDevice.open(link)), holdings);
        } catch (PortException e) {
            throw naming(link, e);
        }
    }

    private static XdpPort open(XdpSettings settings, Addresses addresses, NetworkDevice device, Holdings holdings)
            throws PortException {
        int interfaceIndex = device.link().index();
        int hardwareQueueCount = device.hardwareQueues();
        List<HardwareQueue> hardwareQueues = new ArrayList<>();
        holdings.hold(() -> hardwareQueues.forEach(HardwareQueue::close));
        Arena arena = holdings.hold(mappings());
        XdpFilterProgram program = holdings.hold(XdpFilterProgram.load(settings.queueCount(), hardwareQueueCount));
        for (int i = 0; i < hardwareQueueCount; i++) {
            HardwareQueue hardware = HardwareQueue.open(interfaceIndex, i, settings, arena);
            hardwareQueues.add(hardware);
            for (int queue = 0; queue < settings.queueCount(); queue++) {
                program.connect(i, queue, hardware.socket(queue).descriptor());
            }
        }
        BpfLink link = holdings.hold(settings.generic()
                ? BpfLink.attach(program.program(), interfaceIndex, XdpMode.GENERIC)
                : BpfLink.attach(program.program(), interfaceIndex));
        return new XdpPort(settings, addresses, device, arena, hardwareQueues, program, link);
    }

    /** Maps, programs and sockets do not know which interface they are for. */
    private static PortException naming(Link link, PortException refusal) {
        return new PortException(link.name() + ": " + refusal.getMessage());
    }

    /** For what is mapped; any thread may close it. The port closes it. */
    @SuppressWarnings("MustBeClosedChecker")
    private static Arena mappings() {
        return Arena.ofShared();
    }

    private static void refuseLongFrames(Link link, int chunkBytes) throws PortException {
        int most = chunkBytes - Umem.HEADROOM_BYTES - MOST_HEADER_BYTES;
        if (link.mtuBytes() > most) {
            throw new PortException("its MTU is " + link.mtuBytes() + ", and frames have room up to an MTU of " + most
                    + "; `ip link set " + link.name() + " mtu " + most + "` sets it");
        }
    }

    @Override
    public String backend() {
        return BACKEND;
    }

    /** Where the program runs, and how frames come from there, such as {@code native, copy}. */
    public String mode() {
        return link.modeText() + (settings.zeroCopy() ? ", zero copy" : ", copy");
    }

    /** How many queues of the hardware the port reads. */
    public int hardwareQueueCount() {
        return hardwareQueues.size();
    }

    @Override
    public int queueCount() {
        return queues.length;
    }

    @Override
    public SteeredBy steeredBy() {
        return settings.steeredBy();
    }

    @Override
    public PortQueue queue(int index) {
        return queues[index];
    }

    /**
     * {@inheritDoc} While frames come fast it naps instead, for 50 us and what the system's timers add, since the kernel would have to wake
     * it for every few frames, on the processor that receives; docs/performance.md has what that is worth.
     */
    @Override
    public boolean await(int timeoutMs) {
        if (hasFrames()) {
            return true;
        }
        if (naps && timeoutMs > 0) {
            LockSupport.parkNanos(NAP_NS);
            naps = hasFrames();
            return naps;
        }
        SystemCalls.poll(pollSet, pollCount, timeoutMs);
        return hasFrames() && noteWoken(System.nanoTime());
    }

    /** Frames woke the thread: if they did shortly before too, it naps from now on. */
    private boolean noteWoken(long nowNs) {
        naps = nowNs - wokenNs < FAST_NS;
        wokenNs = nowNs;
        return true;
    }

    private boolean hasFrames() {
        for (XdpQueue queue : queues) {
            if (queue.hasFrames()) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@inheritDoc} Each frame meets all of the old filters or all of the new ones; those that arrive after the call meet the new ones. The
     * call waits until the kernel steers no frame by the old ones any more, which takes milliseconds.
     *
     * @throws IllegalArgumentException
     *             if two filters ask for the same MAC and VLAN, or one for a queue that the port does not have
     */
    @Override
    public void setFilters(List<ReceiveFilter> filters) throws PortException {
        if (settings.steeredBy() != SteeredBy.FILTERS) {
            throw new UnsupportedOperationException("the port was opened without steering");
        }
        List<MacAddress> macs = filters.stream().map(ReceiveFilter::mac).toList();
        List<MacAddress> added = addresses.add(macs);
        try {
            program.setFilters(filters);
        } catch (PortException e) {
            addresses.remove(added);
            throw naming(device.link(), e);
        } catch (IllegalArgumentException e) {
            addresses.remove(added);
            throw e;
        }
        addresses.keepOnly(macs);
    }

    @Override
    public long mostDelayNs() {
        return MOST_DELAY_NS;
    }

    /** {@inheritDoc} Counted among them are frames that came by a hardware queue that was not there when the port was opened. */
    @Override
    public long lostFrames() {
        try {
            return hardwareQueues.stream().mapToLong(HardwareQueue::lostFrames).sum() + program.unreceivedFrames()
                    + watch.missedFrames();
        } catch (PortException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public @Nullable String failure() {
        return watch.failure();
    }

    /** {@inheritDoc} Where the program runs, with what the driver answered if it did not take it, and whether frames are copied. */
    @Override
    public List<String> remarks() {
        return List.of("the XDP program of " + device.link().name() + " runs " + mode());
    }

    /** {@inheritDoc} The kernel's, unless a frame came without: then the driver has no room for stamps, and vmq takes them. */
    @Override
    public StampSource stamps() {
        return new StampSource("CLOCK_MONOTONIC", clock.stampsOurselves() ? "vmq" : "kernel", 1);
    }

    /** {@inheritDoc} First the program, then what is mapped, then the sockets: in another order the kernel keeps them bound. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.end();
        link.close();
        program.close();
        arena.close();
        hardwareQueues.forEach(HardwareQueue::close);
        addresses.close();
        device.close();
    }
}
