package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.TableBalancer.EntryMove;
import io.vmq.dispatch.balance.TableBalancing;
import io.vmq.dispatch.balance.TableLoads;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.steering.IndirectionTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The indirection table of modelled cores, and its changes as a balancer decides. If a move drains, frames that come for the
 * new queue are held back, each in a slot of that queue, until the old queue's core has completed the last frame that the
 * entry has there; otherwise the new queue begins at once, and may overtake. One thread uses it.
 */
final class TableMoves implements ModelMoves {

    private static final long PS_PER_NS = 1_000;

    /** A move that was decided; it is made once the old queue is clear of the entry. */
    private record Moving(int number, EntryMove move, int fromQueue, int from, int to, long decidedPs) {}

    private record Made(Moving moving, long takenPs) {}

    private final TableBalancing balancing;
    private final CoreModel[] cores;
    private final QueueModel[] queues;
    private final CoreModel[] serving;
    private final int[] coreOfQueue;
    private final ModelBooks books;
    private final EntryTrail trail;
    private final MoveToll toll;
    private final ServiceCost cost;
    private final HeldFrames held;
    /** The last number is that of frames that are not hashed. */
    private final int[] queueOfEntry;
    private final boolean[] holds;
    private final long[] demandPs;
    private final List<Moving> onTheWay = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();
    private int begun;
    private long decisionPs;
    /** The entry of the frame that arrives. */
    private int arriving;

    /**
     * At first entry i names queue i mod queues.
     *
     * @param balancing
     *            that of the plan
     * @param serving
     *            the core of each queue; none changes
     * @param trail
     *            observes all cores
     * @param toll
     *            learns from {@code books} what is overtaken
     */
    TableMoves(TrialPlan plan, TableBalancing balancing, CoreModel[] cores, QueueModel[] queues, CoreModel[] serving,
            int[] coreOfQueue, ModelBooks books, EntryTrail trail, MoveToll toll) {
        if (plan.ports().count() > 1) {
            throw new IllegalArgumentException("entries move in the table of one NIC alone");
        }
        this.balancing = balancing;
        this.cores = cores;
        this.queues = queues;
        this.serving = serving;
        this.coreOfQueue = coreOfQueue;
        this.books = books;
        this.trail = trail;
        this.toll = toll;
        cost = plan.service().cost();
        int entries = plan.rss().tableEntries();
        IndirectionTable table = IndirectionTable.roundRobin(entries, queues.length);
        queueOfEntry = new int[entries + 1];
        Arrays.setAll(queueOfEntry, entry -> entry < entries ? table.queueAt(entry) : 0);
        held = new HeldFrames(entries);
        holds = new boolean[entries + 1];
        demandPs = new long[entries + 1];
        decisionPs = balancing.intervalNs() * PS_PER_NS;
    }

    /** A frame comes for {@code entry}; returns its queue, which has then received it. */
    int receive(int entry, int flow, long dueNs, int lengthBytes) {
        arriving = entry;
        demandPs[entry] += cost.ofPs(lengthBytes);
        toll.came(flow, entry);
        books.received(queueOfEntry[entry], dueNs);
        return queueOfEntry[entry];
    }

    /**
     * The queue of the frame that came last has room for it.
     *
     * @return whether the frame is held back; otherwise it is to be accepted now
     */
    boolean holdsBack(int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes) {
        if (!holds[arriving]) {
            trail.accepted(queue, arriving);
            return false;
        }
        queues[queue].reserve();
        held.hold(arriving, flow, sequence, dueNs, lateNs, lengthBytes);
        return true;
    }

    /** The oldest frame that waits in {@code queue} is dropped. */
    void dropped(int queue, long nowPs) {
        trail.dropped(queue, nowPs);
    }

    /** While entries are on the way every arrival counts: when the old queue is clear is found out by serving it. */
    @Override
    public long nextPs() {
        return onTheWay.isEmpty() ? decisionPs : 0;
    }

    @Override
    public void run(long untilPs) {
        while (decisionPs <= untilPs) {
            release(decisionPs);
            decide();
        }
        release(untilPs);
    }

    @Override
    public void finish() {
        release(Long.MAX_VALUE);
    }

    private void decide() {
        long nowPs = decisionPs;
        decisionPs += balancing.intervalNs() * PS_PER_NS;
        for (CoreModel core : cores) {
            core.advance(nowPs);
        }
        for (EntryMove move : balancing.balancer().decide(takeLoads())) {
            begin(move, nowPs);
        }
    }

    private TableLoads takeLoads() {
        double perInterval = 1.0 / (balancing.intervalNs() * PS_PER_NS);
        double[] loads = Arrays.stream(demandPs).mapToDouble(demand -> demand * perInterval).toArray();
        Arrays.fill(demandPs, 0);
        int entries = loads.length - 1;
        return new TableLoads(Arrays.copyOf(loads, entries), Arrays.copyOf(queueOfEntry, entries), loads[entries],
                coreOfQueue, cores.length);
    }

    private void begin(EntryMove move, long nowPs) {
        int entry = move.entry();
        int fromQueue = queueOfEntry[entry];
        Moving moving = new Moving(begun, move, fromQueue, coreOfQueue[fromQueue], coreOfQueue[move.queue()], nowPs);
        if (moving.from() == moving.to() || holds[entry] || crosses(moving)) {
            return;
        }
        toll.moved(entry, begun++);
        queueOfEntry[entry] = move.queue();
        if (balancing.drains() && (trail.waits(entry) || trail.clearPs(entry) > nowPs)) {
            holds[entry] = true;
            onTheWay.add(moving);
        } else {
            made.add(new Made(moving, nowPs));
        }
    }

    /**
     * Whether the core that it leaves waits for an entry, or the other way round. Such a move is not begun: a core that is
     * waited for is advanced ahead of frames that it would yet get.
     */
    private boolean crosses(Moving moving) {
        return onTheWay.stream().anyMatch(other -> other.to() == moving.from() || other.from() == moving.to());
    }

    /** Ends the moves whose old queue is clear of the entry by {@code untilPs}, in order of time. */
    private void release(long untilPs) {
        if (onTheWay.isEmpty()) {
            return;
        }
        boolean anyClear = false;
        for (int i = 0; i < onTheWay.size(); i++) {
            Moving moving = onTheWay.get(i);
            cores[moving.from()].advance(untilPs);
            anyClear |= isClear(moving.move().entry(), untilPs);
        }
        if (anyClear) {
            endClear(untilPs);
        }
    }

    private void endClear(long untilPs) {
        List<Moving> clear = onTheWay.stream().filter(moving -> isClear(moving.move().entry(), untilPs))
                .sorted(Comparator.comparingLong(moving -> trail.clearPs(moving.move().entry()))).toList();
        onTheWay.removeAll(clear);
        clear.forEach(this::end);
    }

    private boolean isClear(int entry, long atPs) {
        return !trail.waits(entry) && trail.clearPs(entry) <= atPs;
    }

    private void end(Moving moving) {
        int entry = moving.move().entry();
        int queue = moving.move().queue();
        long nowPs = trail.clearPs(entry);
        made.add(new Made(moving, nowPs));
        holds[entry] = false;
        serving[queue].advance(nowPs);
        for (int place = held.release(entry); place >= 0; place = held.release(entry)) {
            accept(entry, queue, place, nowPs);
        }
    }

    private void accept(int entry, int queue, int place, long nowPs) {
        int flow = held.flow(place);
        int sequence = held.sequence(place);
        queues[queue].unreserve();
        books.accepted(queue, flow, sequence, serving, nowPs);
        trail.accepted(queue, entry);
        serving[queue].accept(queues[queue], nowPs, held.dueNs(place), held.lateNs(place), held.lengthBytes(place),
                flow, sequence);
    }

    @Override
    public List<QueueMove> done() {
        return made.stream().map(this::report).toList();
    }

    private QueueMove report(Made made) {
        Moving moving = made.moving();
        return new QueueMove(moving.decidedPs() / PS_PER_NS, moving.move().queue(), moving.from(), moving.to(),
                moving.move().reason().label(), Math.ceilDiv(made.takenPs() - moving.decidedPs(), PS_PER_NS),
                toll.of(moving.number()), new QueueMove.TableEntry(moving.move().entry(), moving.fromQueue()));
    }

    @Override
    public int[] coreOfQueue() {
        return coreOfQueue.clone();
    }
}
