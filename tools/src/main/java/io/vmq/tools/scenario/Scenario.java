package io.vmq.tools.scenario;

import io.vmq.dispatch.balance.BalanceRule;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.Adversary;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An experiment, checked and complete: nothing is left to a default. Immutable; {@link ScenarioReader} makes it,
 * {@link ScenarioWriter} gives the file that reads back equal.
 *
 * @param name
 *            what reports call it
 * @param network
 *            its NICs
 * @param rss
 *            how a NIC that spreads flows is told to do it
 * @param vrss
 *            how software spreads behind a queue where the mode does
 * @param vms
 *            in the order in which they ask for queues; empty if the traffic is a capture, which brings its own
 * @param hostTraffic
 *            traffic of the host's own NICs
 * @param balance
 *            who moves load between cores
 * @param timeline
 *            what changes while a trial runs
 * @param faults
 *            what fails
 */
public record Scenario(String name, Host host, Network network, RssSettings rss, Vrss vrss, List<Vm> vms,
        Traffic traffic, List<HostTraffic> hostTraffic, Balance balance, Timeline timeline, List<Fault> faults,
        Run run) {

    public Scenario {
        vms = List.copyOf(vms);
        hostTraffic = List.copyOf(hostTraffic);
        faults = List.copyOf(faults);
    }

    /** All NICs. */
    public List<Nic> nics() {
        return network.nics();
    }

    /** The NIC through which the virtual switch is reached; of a team the primary one. */
    public Nic nic() {
        return network.uplinks().getFirst();
    }

    /** What all links to the VMs carry together. */
    public LinkRate link() {
        return network.link();
    }

    /** The processors that serve queues, in the order in which they are taken into use, NIC after NIC; at least one. */
    public List<Processor> cores() {
        return network.cores(host.topology());
    }

    /** Numbers of the cores that serve a NIC's queues, among {@link #cores()}. */
    public List<Integer> coresOf(Nic nic) {
        List<Processor> all = cores();
        return nic.cores(host.topology()).stream().map(all::indexOf).toList();
    }

    /** The modelled machine, and what its cores need for a frame. */
    public record Host(HostTopology topology, ServiceCost service) {

        /** Cores that may serve queues: one logical processor of each physical core. */
        public int cores() {
            return topology.processors() / topology.smt();
        }
    }

    /**
     * A NIC of the host.
     *
     * @param queues
     *            queues that carry filters, or over which RSS spreads; default queue 0 comes on top
     * @param queuesPerVm
     *            queues that each VM has behind its filter where the mode knows such (vmmq)
     * @param ring
     *            descriptors in each queue's ring
     * @param whenFull
     *            what becomes of a frame that finds its queue full
     * @param moderation
     *            when frames wake an idle core
     * @param processors
     *            which processors of the host may serve its queues; empty for all
     * @param real
     *            the interface of this machine whose frames it receives; empty if its frames are made
     */
    public record Nic(String name, LinkRate link, int queues, int queuesPerVm, int ring, WhenFull whenFull,
            InterruptModeration moderation, Optional<ProcessorSetting> processors, AttachedTo attachedTo,
            Optional<NicAddress> real) {

        /** The processors of its set on this host. */
        List<Processor> cores(HostTopology topology) {
            return processors.map(setting -> ProcessorSet.of(topology, setting).processors())
                    .orElseGet(topology::usable);
        }
    }

    /**
     * How the core of a VM's queue hands frames on.
     *
     * @param hop
     *            what that costs it for a frame
     * @param processors
     *            cores of each VM; empty for all of its NIC
     */
    public record Vrss(ServiceCost hop, OptionalInt processors) {

        /** Half of what a frame costs beside its bytes, over all cores; the cost is our choice, see docs/model.md. */
        public static final Vrss DEFAULT = new Vrss(new ServiceCost(1_200_000, 0), OptionalInt.empty());
    }

    /**
     * Who moves load between cores, when, and how.
     *
     * @param barrier
     *            what keeps the order of a table entry that moves; queues need none
     */
    public record Balance(BalancePolicy policy, BalanceRule rule, Barrier barrier) {

        /** All queues and tables stay as they begin. */
        public static final Balance NONE = new Balance(BalancePolicy.NONE, BalanceRule.DEFAULT, Barrier.DRAIN);
    }

    /** What becomes of frames for the new queue of an entry while the old queue has some of it. */
    public enum Barrier {
        /** They wait, so that nothing is overtaken. */
        DRAIN,
        /** They are served, and may overtake. */
        NONE
    }

    /** Ways to move load. */
    public enum BalancePolicy {
        /** Queues stay. */
        NONE,
        /** The same, by the name of what Windows Server 2008 R2 did: queues go round the cores once and stay. */
        STATIC,
        /** Dynamic VMQ (Windows Server 2012), for the queues of mode {@code vmq}. */
        DVMQ,
        /** The stack above the NIC sends new tables: entries move between the queues of mode {@code rss}. */
        RSS,
        /** Dynamic VMMQ (Windows Server 2019), for the queues of mode {@code vmmq}. */
        DVMMQ;

        /** The one mode whose load it moves; empty if it moves nothing. */
        public Optional<String> mode() {
            return switch (this) {
                case NONE, STATIC -> Optional.empty();
                case DVMQ -> Optional.of("vmq");
                case RSS -> Optional.of("rss");
                case DVMMQ -> Optional.of("vmmq");
            };
        }

        /** Whether it moves load of this mode. */
        public boolean moves(String mode) {
            return mode().filter(mode::equals).isPresent();
        }

        /** Whether it is table entries that move, and not queues. */
        public boolean movesEntries() {
            return this == RSS;
        }
    }

    /** What a NIC is for in its host. */
    public enum AttachedTo {
        /** The virtual switch, so its VMs can own queues. */
        VSWITCH,
        /** The host's own network. */
        HOST
    }

    /**
     * A virtual machine.
     *
     * @param queueRequest
     *            queue it asks for: {@link io.vmq.dispatch.host.VmqAllocation#NEXT_FREE},
     *            {@link io.vmq.dispatch.host.VmqAllocation#DEFAULT_QUEUE}, or a number from 1 to the NIC's queues
     */
    public record Vm(VirtualMachine machine, int queueRequest) {}

    /** Where frames come from. */
    public sealed interface Traffic {}

    /**
     * Made frames.
     *
     * @param rate
     *            never above the link
     * @param frames
     *            what they look like
     * @param flowsPerVm
     *            flows of each VM
     * @param popularity
     *            how frames spread over VMs
     * @param flowPopularity
     *            how the frames of a VM spread over its flows
     * @param adversary
     *            who chooses the clients of the flows
     */
    public record Emulated(Rate rate, FrameStyle frames, Arrivals arrivals, int flowsPerVm, Popularity popularity,
            Popularity flowPopularity, Adversary adversary) implements Traffic {}

    /**
     * Real frames from a file.
     *
     * @param file
     *            absolute
     * @param speed
     *            rate at which the frames come; empty plays them as recorded
     * @param loops
     *            times that it is played; 0 until the duration ends
     * @param maxGapNs
     *            longest gap between recorded frames, longer ones are shortened to it; empty if no gap may be shortened
     */
    public record Capture(Path file, Optional<Rate> speed, int loops, OptionalLong maxGapNs) implements Traffic {}

    /**
     * How it is run.
     *
     * @param modes
     *            names of steering modes, each once; whether they exist is for who runs them to say
     * @param cpus
     *            CPUs of this machine, the source's first; empty leaves the choice to the engine
     * @param warmupNs
     *            time before the measured time; 0 for a capture that ends
     * @param seed
     *            0 or more
     */
    public record Run(List<String> modes, Clock clock, CoreMode coreMode, CpuList cpus, long durationNs, long warmupNs,
            int trials, long seed, Detail detail) {

        public Run {
            modes = List.copyOf(modes);
        }
    }

    /** Which time a trial lives in. */
    public enum Clock {
        /** Real threads, real time. */
        LIVE,
        /** Computed time; the same seed gives the same result. */
        VIRTUAL
    }

    /** What serves queues in a live run. */
    public enum CoreMode {
        /** Pinned if there are enough CPUs, otherwise emulated. */
        AUTO,
        /** Each core is a thread on its own CPU. */
        PINNED,
        /** Each core is a model. */
        EMULATED
    }
}
