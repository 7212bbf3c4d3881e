package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.port.Wire;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Emulated traffic to the VMs behind a team: one stream of frames, of which each goes through the link of the member that it is
 * for. Port k is member k. A frame whose member has no room in front of its link is lost ({@link DropReason#SWITCH_FULL}), and so
 * is one that no member can be reached for ({@link DropReason#LINK_DOWN}).
 *
 * <p>
 * Frames of a flow are numbered as they are sent, so that those which overtake others on another link are seen. What is drawn is
 * what {@link EmulatedSource} draws from the same model and seed. Filling allocates nothing.
 */
public final class TeamSource implements Source {

    /** A {@link #fill} takes that many arrivals at most: some tens of microseconds of work. */
    private static final int MOST_TAKEN = 1_024;
    private static final int NONE = -1;

    private final ArrivalDraws draws;
    private final TeamWalk walk;
    private final SwitchPort[] ports;
    private final PlainHeaders headers;
    private final FlowIndices indices;
    private final boolean mixedSizes;
    private final int bufferBytes;
    private final int[] sent;
    private final int[] payloadBytes;
    /** Why the arrival that was taken last is lost, until it is given; all other frames that were taken are due later. */
    private @Nullable DropReason lost;
    private int lostAt;
    private int lostSequence;
    private int lostPayloadBefore;

    /**
     * @param model
     *            what to send; its link is that of all members together
     * @param seed
     *            any number; the same seed, model and team give the same frames and times
     * @throws IllegalArgumentException
     *             if such traffic cannot go through a team
     */
    public TeamSource(TrafficModel model, TeamLinks team, long seed) {
        team.check(model);
        RandomStreams streams = RandomStreams.of(seed);
        draws = new ArrivalDraws(model, model.load().process(streams.arrivals()), streams);
        walk = new TeamWalk(team.routes());
        ports = team.links().stream().map(link -> new SwitchPort(link, team.bufferBytes())).toArray(SwitchPort[]::new);
        headers = new FlowHeaders(model, streams.addresses().nextInt()).plain();
        indices = new FlowIndices(model.receivers(), model.frames().mix());
        int[] sizes = model.frames().sizes().sizesBytes();
        mixedSizes = sizes.length > 1;
        bufferBytes = Math.max(FlowHeaders.WIPED_BYTES, Arrays.stream(sizes).max().orElseThrow());
        sent = new int[indices.count()];
        payloadBytes = new int[indices.count()];
        draws.next();
    }

    @Override
    public int fill(FrameBatch batch, long untilNs) {
        batch.begin();
        int taken = 0;
        while (!batch.isFull()) {
            int port = nextToGive();
            if (port == NONE) {
                if (taken++ == MOST_TAKEN || arrivalNs() > untilNs || isOver()) {
                    break;
                }
                take();
            } else if (dueNs(port) > untilNs || !fits(batch, port)) {
                break;
            } else {
                give(batch, port);
            }
        }
        return batch.count();
    }

    /** The port whose oldest frame is due before all that is to come, or that a lost frame was for; or {@link #NONE}. */
    private int nextToGive() {
        if (lost != null) {
            return lostAt;
        }
        int next = earliest();
        return next == NONE || ports[next].duePs() > draws.arrivalPs() ? NONE : next;
    }

    private int earliest() {
        int next = NONE;
        for (int port = 0; port < ports.length; port++) {
            if (!ports[port].isEmpty() && (next == NONE || ports[port].duePs() < ports[next].duePs())) {
                next = port;
            }
        }
        return next;
    }

    private long dueNs(int port) {
        return lost == null ? ports[port].duePs() / Wire.PS_PER_NS : arrivalNs();
    }

    private long arrivalNs() {
        return draws.arrivalPs() == ArrivalProcess.NEVER ? NEVER : draws.arrivalPs() / Wire.PS_PER_NS;
    }

    private boolean isOver() {
        return draws.arrivalPs() == ArrivalProcess.NEVER;
    }

    /** Whether what comes next may stand in the same batch: all its frames arrive on one port, or are lost for one reason. */
    private boolean fits(FrameBatch batch, int port) {
        if (batch.count() == 0) {
            batch.begin(port, lost);
            return true;
        }
        return batch.port() == port && batch.lostBecause() == lost;
    }

    /** Takes the arrival that was drawn ahead: it goes to a port, or is lost, or its VM is not there. */
    private void take() {
        if (!draws.isSent()) {
            draws.next();
            return;
        }
        int vm = draws.vm();
        int flow = indices.ofVm(FrameKind.PLAIN, vm, draws.flowOfVm());
        int member = walk.member(vm, flow, draws.arrivalPs());
        int sequence = sent[flow]++;
        int before = payloadBytes[flow];
        payloadBytes[flow] += headers.payloadBytes(vm, draws.lengthBytes());
        if (member == TeamWalk.NOWHERE) {
            lose(0, DropReason.LINK_DOWN, sequence, before);
        } else if (!ports[member].hasRoom(draws.arrivalPs(), draws.lengthBytes())) {
            lose(member, DropReason.SWITCH_FULL, sequence, before);
        } else {
            ports[member].take(draws.arrivalPs(), vm, draws.flowOfVm(), sequence, before, draws.lengthBytes());
            draws.next();
        }
    }

    private void lose(int port, DropReason reason, int sequence, int payloadBefore) {
        lost = reason;
        lostAt = port;
        lostSequence = sequence;
        lostPayloadBefore = payloadBefore;
    }

    private void give(FrameBatch batch, int port) {
        if (lost != null) {
            write(batch, draws.vm(), draws.flowOfVm(), lostPayloadBefore, draws.lengthBytes());
            add(batch, draws.vm(), draws.flowOfVm(), lostSequence, draws.lengthBytes(), arrivalNs(), 0);
            lost = null;
            draws.next();
            return;
        }
        SwitchPort from = ports[port];
        write(batch, from.vm(), from.flowOfVm(), from.payloadBytesBefore(), from.lengthBytes());
        add(batch, from.vm(), from.flowOfVm(), from.sequence(), from.lengthBytes(), dueNs(port), from.waitNs());
        from.remove();
    }

    private void write(FrameBatch batch, int vm, int flowOfVm, int payloadBefore, int lengthBytes) {
        long frame = batch.address(batch.count());
        FlowHeaders.wipe(batch.memory(), frame);
        headers.write(batch.memory(), frame, vm, flowOfVm, payloadBefore, lengthBytes);
    }

    private void add(FrameBatch batch, int vm, int flowOfVm, int sequence, int lengthBytes, long dueNs, long waitNs) {
        batch.add(batch.address(batch.count()), lengthBytes - EthernetLayout.FCS_BYTES, lengthBytes, true, dueNs,
                waitNs, indices.ofVm(FrameKind.PLAIN, vm, flowOfVm), sequence);
    }

    @Override
    public long nextDueNs() {
        if (lost != null) {
            return arrivalNs();
        }
        int next = earliest();
        return next == NONE ? arrivalNs() : Math.min(arrivalNs(), dueNs(next));
    }

    @Override
    public int flowCount() {
        return sent.length;
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public boolean hasMixedSizes() {
        return mixedSizes;
    }

    @Override
    public int bufferBytes() {
        return bufferBytes;
    }

    @Override
    public @Nullable Memory keptFrames() {
        return null;
    }

    @Override
    public int vmOfFlow(int flow) {
        return indices.vmOf(flow);
    }
}
