package io.vmq.dispatch.team;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.SwitchEvents;
import io.vmq.dispatch.host.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Where the VMs behind a team have their queues, and what becomes of them when a member fails and returns. Immutable: each
 * change gives another one.
 *
 * <p>
 * How Windows assigns ports to members is not public. Here port k, in the order of creation, belongs to member k modulo their
 * number. If that one is down, the port goes to another, and ports of one member go to others in turn; when a member is back,
 * its ports come back. No other port moves.
 *
 * <p>
 * A port that moves gives its queue back and asks for one where it comes to; if none is free there, it shares the default
 * queue until it moves again, and the switch logs Event 113. Where every member carries every queue, nothing moves: the queue
 * is there already.
 *
 * @param team
 *            whose ports they are
 * @param down
 *            indices of the members that have failed
 * @param ports
 *            in the order of creation
 * @param events
 *            what the switch logged so far
 */
public record TeamPorts(Team team, Set<Integer> down, List<TeamPort> ports, List<HostEvent> events) {

    private static final int DEFAULT_QUEUE = 0;

    public TeamPorts {
        down = Set.copyOf(down);
        ports = List.copyOf(ports);
        events = List.copyOf(events);
    }

    /** A team whose members are all up, and nobody connected. */
    public static TeamPorts of(Team team) {
        return new TeamPorts(team, Set.of(), List.of(), List.of());
    }

    /** A VM connects to a new port. */
    public TeamPorts connect(VirtualMachine vm) {
        Draft draft = new Draft();
        draft.ports.add(TeamPort.fresh(vm));
        draft.place(ports.size());
        return draft.made();
    }

    /**
     * The VM of port {@code port} leaves, and its queue is free. The port stays in the list, so that later ports keep their
     * numbers; ports that share a default queue do not move.
     */
    public TeamPorts disconnect(int port) {
        Draft draft = new Draft();
        draft.ports.set(port, ports.get(port).disconnected());
        return draft.made();
    }

    /** A member stops to receive; does nothing if it is down already. */
    public TeamPorts fails(int member) {
        checkIndex(member);
        return withDown(IntStream.concat(IntStream.of(member), down.stream().mapToInt(Integer::intValue)));
    }

    /** A member receives again; does nothing if it is up already. */
    public TeamPorts returns(int member) {
        checkIndex(member);
        return withDown(down.stream().mapToInt(Integer::intValue).filter(each -> each != member));
    }

    private void checkIndex(int member) {
        if (member < 0 || member >= team.members().size()) {
            throw new IndexOutOfBoundsException("member " + member + ": 0 to " + (team.members().size() - 1)
                    + " expected");
        }
    }

    private TeamPorts withDown(IntStream newDown) {
        TeamPorts after = new TeamPorts(team, newDown.boxed().collect(TreeSet::new, Set::add, Set::addAll), ports,
                events);
        return team.arrival() == Arrival.MEMBER_OF_PORT ? after.settled() : after;
    }

    /** All ports that are not where they belong move there: first all leave, then all arrive, in the order of creation. */
    private TeamPorts settled() {
        int[] moving = IntStream.range(0, ports.size())
                .filter(port -> ports.get(port).connected() && !ports.get(port).belongsTo(memberFor(port))).toArray();
        Draft draft = new Draft();
        IntStream.of(moving).forEach(draft::leave);
        IntStream.of(moving).forEach(draft::place);
        return draft.made();
    }

    /** The first member that is up, in the order in which this port would have them; its own if none is. */
    private int memberFor(int port) {
        int members = team.members().size();
        int home = port % members;
        IntStream others = IntStream.range(0, members - 1)
                .map(i -> (home + 1 + (port / members + i) % (members - 1)) % members);
        return IntStream.concat(IntStream.of(home), others).filter(this::isUp).findFirst().orElse(home);
    }

    /** Whether a member receives. */
    public boolean isUp(int member) {
        return !down.contains(member);
    }

    /**
     * Indices of the members on which frames for a port may arrive now; none if all that could are down, or nobody is
     * connected.
     */
    public List<Integer> arrivals(int port) {
        if (!ports.get(port).connected()) {
            return List.of();
        }
        IntStream up = IntStream.range(0, team.members().size()).filter(this::isUp);
        return switch (team.arrival()) {
            case MEMBER_OF_PORT -> up.filter(ports.get(port)::belongsTo).boxed().toList();
            case PRIMARY_MEMBER -> up.limit(1).boxed().toList();
            case ANY_MEMBER -> up.boxed().toList();
        };
    }

    /** Indices of the members that hold the queue of a port, whether they are up or not; none if it has no own queue. */
    public List<Integer> carriers(int port) {
        TeamPort asked = ports.get(port);
        if (asked.queue() == DEFAULT_QUEUE) {
            return List.of();
        }
        IntPredicate carries = asked.member().isPresent() ? asked::belongsTo : member -> true;
        return IntStream.range(0, team.members().size()).filter(carries).boxed().toList();
    }

    /** The ports and events to come, while they change. */
    private final class Draft {

        private final List<TeamPort> ports = new ArrayList<>(TeamPorts.this.ports);
        private final List<HostEvent> events = new ArrayList<>(TeamPorts.this.events);

        void leave(int port) {
            ports.set(port, TeamPort.fresh(ports.get(port).vm()));
        }

        void place(int port) {
            TeamPort newcomer = ports.get(port);
            if (team.arrival() == Arrival.MEMBER_OF_PORT) {
                int member = memberFor(port);
                int queues = team.members().get(member).queues();
                ports.set(port, newcomer.on(member, queueFor(newcomer, queues, other -> other.belongsTo(member))));
            } else {
                int queue = queueFor(newcomer, team.exposedQueues(), other -> true);
                ports.set(port, newcomer.onAll(queue));
            }
        }

        /** The lowest queue that none of those beside it has. */
        private int queueFor(TeamPort newcomer, int queues, Predicate<TeamPort> beside) {
            Set<Integer> taken = new TreeSet<>();
            ports.stream().filter(beside).map(TeamPort::queue).forEach(taken::add);
            return IntStream.rangeClosed(1, queues).filter(queue -> !taken.contains(queue)).findFirst()
                    .orElseGet(() -> exhausted(newcomer));
        }

        private int exhausted(TeamPort port) {
            events.add(SwitchEvents.queuesExhausted(port.vm(), SwitchEvents.Named.ofSwitch(team.switchName())));
            return DEFAULT_QUEUE;
        }

        TeamPorts made() {
            return new TeamPorts(team, down, ports, events);
        }
    }
}
