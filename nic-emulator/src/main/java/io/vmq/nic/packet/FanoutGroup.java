package io.vmq.nic.packet;

import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Rings among which the kernel divides the frames of an interface (packet(7), PACKET_FANOUT): the ring that joined first is
 * number 0. The group's number is the kernel's choice, so it meets no other group.
 */
final class FanoutGroup implements AutoCloseable {

    /** Gives frames of a flow to one ring. */
    static final int BY_HASH = 0;
    /** A program says which ring. */
    static final int BY_PROGRAM = 6;

    /** The most members that the kernel lets join in this way. */
    static final int MAX_RINGS = 256;

    private static final int FANOUT = 18;
    private static final int FANOUT_DATA = 22;
    private static final int UNIQUE_NUMBER = 0x2000;
    private static final int NUMBER_MASK = 0xFFFF;

    private final List<PacketRing> rings = new ArrayList<>();

    private FanoutGroup() {}

    /**
     * Opens a group whose rings refuse all frames until {@link #start}; no frame is then seen by two of them.
     *
     * @throws PortException
     *             if the system refuses; then all is closed
     */
    static FanoutGroup open(Link link, String backend, int count, RingSize size, int division) throws PortException {
        FanoutGroup group = new FanoutGroup();
        try {
            int number = UNIQUE_NUMBER << Short.SIZE;
            for (int i = 0; i < count; i++) {
                PacketRing ring = PacketRing.open(PacketSocket.open(link, backend), size);
                group.rings.add(ring);
                group.join(ring.socket(), number | division << Short.SIZE);
                number = i == 0 ? numberOf(ring.socket()) : number;
            }
            return group;
        } catch (PortException e) {
            group.close();
            throw e;
        }
    }

    private void join(PacketSocket socket, int numberAndDivision) throws PortException {
        socket.attach(ClassicProgram.REFUSE_ALL);
        socket.bind(PacketSocket.ALL_FRAMES);
        socket.set("queue " + (rings.size() - 1) + " of a fanout group", FANOUT, numberAndDivision);
    }

    private static int numberOf(PacketSocket socket) throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(Integer.BYTES, Integer.BYTES);
            socket.check("the number of the fanout group cannot be read",
                    SystemCalls.getSocketOption(socket.fd(), PacketSocket.SOL_PACKET, FANOUT, value));
            return Memory.of(value).getInt(0) & NUMBER_MASK;
        }
    }

    /**
     * Divides by these filters, from the next frame on.
     *
     * @throws PortException
     *             if they do not fit or the system refuses; then frames are divided as before
     */
    void steerBy(List<ReceiveFilter> filters) throws PortException {
        List<ClassicInstruction> program = FilterProgram.of(filters);
        PacketSocket socket = rings.getFirst().socket();
        if (program.size() > ClassicProgram.MAX_INSTRUCTIONS) {
            throw new PortException(socket.link().name() + ": " + filters.size()
                    + " receive filters make a program of " + program.size() + " instructions, and the kernel takes "
                    + ClassicProgram.MAX_INSTRUCTIONS + "; the first " + FilterProgram.mostThatFit(filters)
                    + " would fit");
        }
        socket.set("a program of " + program.size() + " instructions for " + filters.size() + " receive filters",
                FANOUT_DATA, new ClassicProgram(program).toOption());
    }

    /** Lets frames come. */
    void start() throws PortException {
        for (PacketRing ring : rings) {
            ring.socket().detachProgram();
        }
    }

    List<PacketRing> rings() {
        return rings;
    }

    long lostFrames() {
        long all = 0;
        for (PacketRing ring : rings) {
            all += ring.lostFrames();
        }
        return all;
    }

    /** Closes the rings; the others' numbers change while that goes on. */
    @Override
    public void close() {
        rings.forEach(PacketRing::close);
    }
}
