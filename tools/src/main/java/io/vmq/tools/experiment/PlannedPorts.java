package io.vmq.tools.experiment;

import io.vmq.dispatch.balance.Assignment;
import io.vmq.dispatch.balance.Balancer;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.DynamicVmq;
import io.vmq.dispatch.balance.HostBalancer;
import io.vmq.dispatch.balance.HostBalancer.NicShare;
import io.vmq.dispatch.balance.RssBalancer;
import io.vmq.dispatch.balance.TableBalancing;
import io.vmq.dispatch.core.DrainTime;
import io.vmq.dispatch.engine.Spreading;
import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.host.Ports;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.dispatch.team.SetConflict;
import io.vmq.dispatch.team.TeamTimeline;
import io.vmq.tools.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The NICs of a scenario as one mode attaches them: those of the virtual switch as the mode wants it, those of the host itself with
 * RSS where the mode is one of the switch. Immutable.
 */
final class PlannedPorts {

    private final Scenario scenario;
    private final SteeringProvider mode;
    private final List<Scenario.Nic> nics;
    private final Ports ports;
    private final List<SteeringProvider> providers = new ArrayList<>();
    private final List<HostEvent> events = new ArrayList<>();

    /**
     * @param rss
     *            what steers at NICs of the host itself in modes of the switch
     */
    PlannedPorts(Scenario scenario, SteeringProvider mode, SteeringProvider rss, Traffic traffic) {
        this.scenario = scenario;
        this.mode = mode;
        nics = scenario.network().ports();
        List<NicTimeline> attached = new ArrayList<>(
                scenario.network().plan().isPresent() ? team() : List.of(single(traffic)));
        attached.forEach(_ -> providers.add(mode));
        for (Scenario.Nic nic : nics.subList(attached.size(), nics.size())) {
            SteeringProvider own = mode.attachment().isSwitch() ? rss : mode;
            providers.add(own);
            attached.add(NicTimeline.constant(NicAttachment.ofHost(nic.name(), own.attachment(),
                    NicQueues.single(nic.queues()), traffic.vms().size())));
        }
        ports = new Ports(attached);
        IntStream.range(0, nics.size()).filter(this::moves).forEach(this::noteIdleCores);
    }

    private void noteIdleCores(int port) {
        int all = scenario.coresOf(nics.get(port)).size();
        int used = balancedCores(port).size();
        if (used < all) {
            events.add(new HostEvent("balance", "host", HostEvent.Level.INFO,
                    "balance policy dvmq uses the first " + used
                            + " of the " + all + " cores of " + nics.get(port).name()
                            + ": Dynamic VMQ never uses more"));
        }
    }

    private NicTimeline single(Traffic traffic) {
        Scenario.Nic nic = scenario.nic();
        NicTimeline attached = NicTimeline.attach(nic.name(), mode.attachment(),
                new NicQueues(nic.queues(), nic.queuesPerVm()), traffic.vms(), traffic.queueRequests(),
                scenario.timeline().movesAfter(scenario.run().warmupNs()), drainNs());
        events.addAll(attached.events());
        return attached;
    }

    /** How long a queue may hold frames when its VM has left, whatever else its core serves. */
    private long drainNs() {
        int onACore = scenario.coresOf(scenario.nic()).stream()
                .mapToInt(core -> IntStream.range(0, nics.size()).map(port -> mostQueuesOn(core, port)).sum()).max()
                .orElseThrow();
        return DrainTime.longestNs(scenario.host().service(), scenario.nic().moderation(), scenario.nic().ring(),
                onACore, EthernetLayout.MAX_FRAME_BYTES);
    }

    /** Queues of a port that a core may have to serve: with a balancer all that move may come to one core. */
    private int mostQueuesOn(int core, int port) {
        Scenario.Nic nic = nics.get(port);
        List<Integer> cores = scenario.coresOf(nic);
        if (!cores.contains(core)) {
            return 0;
        }
        boolean uplink = nic.equals(scenario.nic());
        boolean spreads = uplink && mode.attachment() == Attachment.MULTI_QUEUE_SWITCH;
        int queues = nic.queues() * (spreads ? nic.queuesPerVm() : 1);
        boolean moves = uplink && scenario.balance().policy().moves(mode.mode());
        return 1 + (moves ? queues : (queues + cores.size() - 1) / cores.size());
    }

    private List<NicTimeline> team() {
        PlannedTeam team = new PlannedTeam(scenario);
        TeamTimeline timeline = team.timeline(mode.attachment());
        if (mode.attachment().isSwitch()) {
            SetConflict.of(scenario.network().team().orElseThrow(), scenario.host().topology())
                    .ifPresent(conflict -> events.add(conflict.event()));
        }
        events.addAll(timeline.events());
        events.addAll(team.events(timeline.routes()));
        return timeline.nics();
    }

    Ports ports() {
        return ports;
    }

    /** Name of the mode that attaches them. */
    String mode() {
        return mode.mode();
    }

    /** For each port, who makes its steering. */
    List<SteeringProvider> providers() {
        return providers;
    }

    /** What the host logged. */
    List<HostEvent> events() {
        return events;
    }

    /** Where all queues begin. */
    Assignment assignment() {
        return Assignment.joined(IntStream.range(0, nics.size()).mapToObj(this::assignmentOf).toList(),
                nics.stream().map(scenario::coresOf).toList());
    }

    private Assignment assignmentOf(int port) {
        NicAttachment nic = ports.nic(port).first();
        return moves(port) ? Assignment.atHome(nic) : Assignment.initial(nic, scenario.coresOf(nics.get(port)).size());
    }

    private boolean moves(int port) {
        return scenario.balance().policy().moves(mode.mode()) && isOfSwitch(port);
    }

    private boolean isOfSwitch(int port) {
        Attachment kind = ports.nic(port).first().kind();
        return kind.isSwitch();
    }

    /** How cores hand frames on; null if the mode does not. */
    @Nullable
    Spreading spreading() {
        return mode.spreadsInSoftware()
                ? new Spreading(scenario.vrss().hop(),
                        IntStream.range(0, nics.size()).mapToObj(this::spreading).toList())
                : null;
    }

    private Spreading.OfPort spreading(int port) {
        List<Integer> cores = scenario.coresOf(nics.get(port));
        return isOfSwitch(port) ? new Spreading.OfPort(scenario.vrss().processors().orElse(cores.size()), cores)
                : Spreading.OfPort.NONE;
    }

    /** Who moves queues between cores, made for one trial; null if nobody does. */
    @Nullable
    Balancing balancing() {
        List<NicShare> shares = IntStream.range(0, nics.size()).filter(this::moves).mapToObj(this::share).toList();
        return shares.isEmpty() ? null
                : new Balancing(new HostBalancer(shares), scenario.balance().rule().intervalNs());
    }

    /** Who moves entries of the RSS table, made for one trial; null if nobody does. */
    @Nullable
    TableBalancing tableBalancing() {
        Scenario.Balance balance = scenario.balance();
        if (!balance.policy().moves(mode.mode()) || !balance.policy().movesEntries()) {
            return null;
        }
        return new TableBalancing(new RssBalancer(balance.rule(), scenario.rss().tableEntries()),
                balance.rule().intervalNs(), balance.barrier() == Scenario.Barrier.DRAIN);
    }

    /** The cores that queues of a NIC may be moved to. */
    private List<Integer> balancedCores(int port) {
        List<Integer> cores = scenario.coresOf(nics.get(port));
        return scenario.balance().policy() == Scenario.BalancePolicy.DVMQ
                ? cores.subList(0, Math.min(cores.size(), ProcessorSet.MAX_DYNAMIC_VMQ))
                : cores;
    }

    private NicShare share(int port) {
        List<Integer> cores = balancedCores(port);
        List<Processor> all = scenario.cores();
        int queues = ports.nic(port).queueCount();
        Balancer balancer = new DynamicVmq(scenario.balance().rule(), cores.stream().map(all::get).toList(), queues);
        return new NicShare(balancer, ports.firstQueue(port), queues, cores);
    }
}
