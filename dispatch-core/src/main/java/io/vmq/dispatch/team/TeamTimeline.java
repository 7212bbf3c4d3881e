package io.vmq.dispatch.team;

import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmChange;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A team over the time of a trial: how each member is attached, and on which of them the frames of each VM arrive, while VMs come
 * and go and links fail and return. Immutable.
 *
 * @param nics
 *            the members, in the order of the team; all have the same phases if they belong to the virtual switch
 * @param routes
 *            where frames arrive
 * @param events
 *            what the switch logged over the whole time
 */
public record TeamTimeline(List<NicTimeline> nics, TeamRoutes routes, List<HostEvent> events) {

    /**
     * What the guests of a team and its links do.
     *
     * @param vms
     *            in the order in which they connect
     * @param changes
     *            who comes and goes, in order of time
     * @param linkOutages
     *            for each member, when its link is down
     * @param noticeNs
     *            how long after a link fails or returns the frames of its ports arrive elsewhere, ns: until the team has noticed
     *            and the physical switch has learned. A link that is back before then was not missed, and one that fails again
     *            before then was not back
     * @param endNs
     *            what happens from then on is left out, ns since the trial began
     */
    public record Happening(List<VirtualMachine> vms, List<VmChange> changes, List<Outages> linkOutages, long noticeNs,
            long endNs) {

        public Happening {
            vms = List.copyOf(vms);
            changes = List.copyOf(changes);
            linkOutages = List.copyOf(linkOutages);
        }
    }

    public TeamTimeline {
        nics = List.copyOf(nics);
        events = List.copyOf(events);
    }

    /**
     * Follows a team.
     *
     * @param kind
     *            how the mode attaches its members
     * @param queuesPerVm
     *            for each member, queues that a VM has behind its filter where the mode knows several
     */
    public static TeamTimeline of(Team team, Attachment kind, List<Integer> queuesPerVm, Happening happening) {
        Draft draft = new Draft(team, happening);
        steps(happening).forEach(draft::take);
        List<State> states = draft.states;
        List<HostEvent> events = kind.isSwitch() ? draft.ports.events() : List.of();
        List<NicTimeline> nics = IntStream.range(0, team.members().size())
                .mapToObj(member -> nic(team.members().get(member), member, kind, queuesPerVm.get(member), states))
                .toList();
        return new TeamTimeline(nics, new TeamRoutes(states.stream().map(State::route).toList()), events);
    }

    private static NicTimeline nic(TeamMember nic, int member, Attachment kind, int queuesPerVm, List<State> states) {
        NicQueues queues = new NicQueues(nic.queues(), queuesPerVm);
        if (!kind.isSwitch()) {
            return NicTimeline.constant(
                    NicAttachment.ofHost(nic.nic(), kind, queues, states.getFirst().vmCount()));
        }
        return new NicTimeline(states.stream().map(state -> new NicTimeline.Phase(state.fromNs(),
                NicAttachment.ofSwitch(nic.nic(), kind, queues, state.ofMembers().get(member)))).toList(), List.of());
    }

    private static List<Step> steps(Happening happening) {
        Stream<Step> ofVms = happening.changes().stream().map(change -> new VmStep(change.atNs(), change));
        Stream<Step> ofLinks = IntStream.range(0, happening.linkOutages().size()).boxed()
                .flatMap(member -> linkSteps(member, happening.linkOutages().get(member), happening.noticeNs()));
        return Stream.concat(ofLinks, ofVms).filter(step -> step.atNs() < happening.endNs())
                .sorted(Comparator.comparingLong(Step::atNs)).toList();
    }

    /** A link has failed when it was down for longer than it takes to notice, and is back when it was up for longer. */
    private static Stream<LinkStep> linkSteps(int member, Outages outages, long noticeNs) {
        List<LinkStep> steps = new ArrayList<>();
        boolean up = true;
        for (int i = 0; i < outages.list().size(); i++) {
            Outage outage = outages.list().get(i);
            if (up && outage.toNs() - outage.fromNs() > noticeNs) {
                steps.add(new LinkStep(outage.fromNs() + noticeNs, member, false));
                up = false;
            }
            boolean stays = i + 1 == outages.list().size()
                    || outages.list().get(i + 1).fromNs() - outage.toNs() > noticeNs;
            if (!up && stays) {
                steps.add(new LinkStep(outage.toNs() + noticeNs, member, true));
                up = true;
            }
        }
        return steps.stream();
    }

    /** Something that changes ports. */
    private sealed interface Step {
        long atNs();
    }

    private record VmStep(long atNs, VmChange change) implements Step {}

    private record LinkStep(long atNs, int member, boolean isUp) implements Step {}

    /** How it stands from a moment on, and the queues and filters that each member holds then. */
    private record State(TeamRoutes.Phase route, List<VmqAllocation> ofMembers) {

        long fromNs() {
            return route.fromNs();
        }

        int vmCount() {
            return route.membersOfVm().size();
        }
    }

    /** The states so far, and the ports as they are now. */
    private static final class Draft {

        private static final int ABSENT = -1;

        private final List<VirtualMachine> vms;
        private final int[] portOfVm;
        private final List<State> states = new ArrayList<>();
        private TeamPorts ports;

        Draft(Team team, Happening happening) {
            vms = happening.vms();
            ports = TeamPorts.of(team);
            portOfVm = new int[vms.size()];
            Arrays.fill(portOfVm, ABSENT);
            IntStream.range(0, vms.size()).filter(vm -> VmChange.isThereAtFirst(vm, happening.changes()))
                    .forEach(this::connect);
            keep(0);
        }

        private void connect(int vm) {
            portOfVm[vm] = ports.ports().size();
            ports = ports.connect(vms.get(vm));
        }

        private void disconnect(int vm) {
            ports = ports.disconnect(portOfVm[vm]);
            portOfVm[vm] = ABSENT;
        }

        void take(Step step) {
            switch (step) {
                case VmStep(long _, VmChange change) when change.arrives() -> connect(change.vm());
                case VmStep(long _, VmChange change) -> disconnect(change.vm());
                case LinkStep(long _, int member, boolean isUp) -> ports = isUp ? ports.returns(member)
                        : ports.fails(member);
            }
            if (states.getLast().fromNs() == step.atNs()) {
                states.removeLast();
            }
            keep(step.atNs());
        }

        private void keep(long fromNs) {
            TeamRoutes.Phase route = new TeamRoutes.Phase(fromNs, Arrays.stream(portOfVm)
                    .mapToObj(port -> port == ABSENT ? List.<Integer>of() : ports.arrivals(port)).toList());
            states.add(new State(route,
                    IntStream.range(0, ports.team().members().size()).mapToObj(this::allocationOn).toList()));
        }

        private VmqAllocation allocationOn(int member) {
            List<Integer> queueOfVm = Arrays.stream(portOfVm).mapToObj(port -> queueOn(member, port)).toList();
            List<ReceiveFilter> filters = IntStream.range(0, vms.size())
                    .filter(vm -> queueOfVm.get(vm) != VmqAllocation.DEFAULT_QUEUE)
                    .mapToObj(vm -> vms.get(vm).filterTo(queueOfVm.get(vm))).toList();
            return new VmqAllocation(filters, queueOfVm, List.of());
        }

        private int queueOn(int member, int port) {
            return port != ABSENT && ports.carriers(port).contains(member) ? ports.ports().get(port).queue()
                    : VmqAllocation.DEFAULT_QUEUE;
        }
    }
}
