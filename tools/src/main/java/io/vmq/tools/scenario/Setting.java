package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything of a scenario that an option of the command line can set: option, key in the file, and what it means. The
 * one table from which the options, the reader's defaults and the help are made.
 */
public enum Setting {
    MODES("--modes --mode", "run.modes", "MODE[,MODE...]", "single,rss,vmq",
            "steering modes that see the same traffic"),
    CLOCK("--clock", "run.clock", "CLOCK", "live",
            "live: real threads and time; virtual: computed, repeatable to the byte"),
    CORE_MODE("--core-mode", "run.coreMode", "MODE", "auto",
            "cores of a live run: pinned threads, emulated, or auto: pinned if there are enough CPUs"),
    CPUS("--cpus", "run.cpus", "LIST", "", "CPUs of this machine for a live run, such as 0,2-5, the source first"),
    DURATION("--duration", "run.duration", "TIME", "5s", "measured time of a trial; a plain number is seconds"),
    WARMUP("--warmup", "run.warmup", "TIME", "1s",
            "time before the measured time; a plain number is seconds; none with a capture that ends"),
    TRIALS("--trials", "run.trials", "N", "", "trials of each mode, each with its own seed"),
    RATE("--rate", "traffic.rate", "RATE", "95%",
            "offered load: 10kpps, 500mbps (layer 2 with FCS), 40% (of the link, layer 1), max; plain number: frames/s"),
    LINK("--link", "nics.link", "RATE", "10gbps", "rate of the NIC's link, layer 1"),
    FRAME_SIZE("--frame-size", "traffic.frameSize", "SIZES", "1518",
            "frame size in bytes with FCS: 64, imix, or SIZE:WEIGHT,SIZE:WEIGHT"),
    ARRIVALS("--arrivals", "traffic.arrivals", "PROCESS", "poisson",
            "when frames come: constant, poisson, onoff:ON,OFF or mmpp:R1/T1,R2/T2"),
    POPULARITY("--popularity", "vms.popularity", "LAW", "uniform",
            "how traffic spreads over VMs: uniform, zipf:S or elephants:N,SHARE%"),
    FLOW_POPULARITY("--flow-popularity", "vms.flowPopularity", "LAW", "uniform",
            "how a VM's traffic spreads over its flows: uniform, zipf:S or elephants:N,SHARE%"),
    VMS("--vms", "vms.count", "N", "8", "virtual machines"),
    FLOWS_PER_VM("--flows-per-vm", "vms.flowsPerVm", "N", "64", "flows of each VM"),
    VLAN("--vlan", "vms.vlan", "VID", "none", "VLAN of all VMs; files that list their VMs give each its own"),
    QUEUES("--queues", "nics.queues", "N", "8",
            "queues that carry filters, beside the default queue; RSS spreads over them"),
    QUEUES_PER_VM("--queues-per-vm", "nics.queuesPerVm", "N", "",
            "vmmq: queues of each VM, behind its filter (default 16, or the number of cores if that is less)"),
    RING("--ring", "nics.ring", "N", "512", "descriptors in each queue's ring"),
    WHEN_FULL("--when-full", "nics.whenFull", "POLICY", "drop-tail",
            "what a full queue does: drop-tail, drop-head, overflow-default or block-source"),
    NIC("--nic", "nics.interface", "IFACE[:BACKEND]", "",
            "a real NIC whose frames are dispatched, in place of emulated ones; received by af-packet, af-packet-fanout, af-xdp or vxlan"),
    MODERATION("--moderation", "nics.moderation", "TIME[,FRAMES]", "off",
            "interrupt moderation: an idle core wakes up TIME after the first frame, or when FRAMES wait; not for pinned cores"),
    RSS_KEY("--key", "rss.key", "KEY", "default", "RSS key: default, symmetric or 80 hex digits"),
    HASH_TYPES("--hash-types", "rss.hashTypes", "LIST", "all",
            "headers that RSS hashes, such as ipv4,tcp-ipv4, or all"),
    TABLE("--table", "rss.table", "N", "128", "entries of the RSS indirection table, a power of two"),
    VRSS_HOP("--vrss-hop", "vrss.hop", "COST", "1.2us",
            "vrss: time the core of a VM's queue needs to hash a frame and to hand it over, FIXED[+PER_BYTE]"),
    VRSS_PROCESSORS("--vrss-processors", "vrss.processors", "N", "",
            "vrss: cores over which a VM's frames are spread, that of its queue and the next ones (default all of the NIC)"),
    CORES("--cores", "host.cores", "N", "8", "cores that may serve queues: the host's processors divided by smt"),
    SERVICE("--service", "host.service", "COST", "2.4us+0.7ns",
            "time a core needs for a frame, FIXED[+PER_BYTE], in whole picoseconds"),
    BALANCE("--balance", "balance.policy", "POLICY", "none",
            "who moves load between cores: nobody (none, static), queues that begin on one core (dvmq, dvmmq) or entries of the RSS table (rss)"),
    BALANCE_INTERVAL("--balance-interval", "balance.interval", "TIME", "100ms", "time between two decisions on moves"),
    BALANCE_UPPER("--balance-upper", "balance.upper", "PERCENT", "90%",
            "load above which queues or table entries leave a core"),
    BALANCE_LOWER("--balance-lower", "balance.lower", "PERCENT", "50%",
            "load below which dvmq and dvmmq give a core up"),
    BALANCE_BARRIER("--balance-barrier", "balance.barrier", "BARRIER", "drain",
            "rss: frames for the new queue of an entry wait until the old one is clear (drain) or may overtake (none)"),
    PCAP("--pcap", "traffic.capture", "FILE", "",
            "real frames as the source, in place of emulated traffic and VMs: each destination MAC is a VM"),
    PCAP_SPEED("--pcap-speed", "traffic.speed", "SPEED", "recorded",
            "speed of the capture: recorded, or a rate as for --rate"),
    LOOP("--loop", "traffic.loop", "N", "1", "times that the capture is played; 0 plays it until the duration ends"),
    MAX_GAP("--max-gap", "traffic.maxGap", "TIME", "",
            "longest gap between recorded frames; longer ones are shortened to it, and refused over 1 s without it"),
    PROTOCOL("--protocol", "traffic.protocol", "NAME", "tcp", "transport of the emulated frames: tcp or udp"),
    MIX("--mix", "traffic.mix", "KIND:SHARE%,...", "none",
            "shares of frames that are ipv6, ipv6-ext, ipv4-options, ipv4-fragments, arp, broadcast or multicast"),
    OUTER_VLAN("--outer-vlan", "traffic.outerVlan", "VID", "none", "service tag (802.1ad) outside all others: QinQ"),
    ADVERSARY("--adversary", "traffic.adversary", "ATTACK", "none",
            "who chooses the clients: none, rss-collide[:KEY] (all in one table entry) or xor-collide (needs no key)"),
    DETAIL("--detail", "run.detail", "DETAIL", "all",
            "latency for all frames only (total), or for each queue, VM and size class too (all)"),
    FAULT("--fault", "faults", "SPEC", "none",
            "what fails: stall:core=N, stall:processor=G:N, stall:source or link-down:NIC, then ,at=TIME,for=TIME[,every=TIME]; "
                    + "may be given several times"),
    SEED("--seed", "run.seed", "N", "1", "seed of everything random, a whole number from 0");

    /** What a capture takes the place of: it brings frames, rate and VMs, and an end without a warm-up. */
    private static final Set<String> REPLACED_BY_CAPTURE = Set.of("traffic.rate", "traffic.frameSize",
            "traffic.arrivals", "traffic.protocol", "traffic.mix", "traffic.outerVlan", "traffic.adversary", "timeline",
            "traffic.flowsPerVm", "traffic.popularity",
            "traffic.flowPopularity", "vms", "run.warmup");

    private final String options;
    private final String key;
    private final String label;
    private final String absent;
    private final String meaning;

    Setting(String options, String key, String label, String absent, String meaning) {
        this.options = options;
        this.key = key;
        this.label = label;
        this.absent = absent;
        this.meaning = meaning;
    }

    /**
     * The setting whose option, without its dashes, is {@code name}.
     *
     * @throws IllegalArgumentException
     *             if there is none, with the name that it resembles
     */
    public static Setting named(String name) {
        return Arrays.stream(values()).filter(setting -> setting.options().contains("--" + name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Refusal.quoted(name) + " is not the name of an option"
                        + Spelling.hint(name, names())
                        + " (expected one without its dashes, such as vms or frame-size)"));
    }

    private static List<String> names() {
        return Arrays.stream(values()).flatMap(setting -> setting.options().stream())
                .map(option -> option.substring("--".length())).toList();
    }

    /** The option, such as {@code --vms}; in messages too. */
    public String option() {
        return options().getFirst();
    }

    /** All spellings of the option, {@link #option()} first. */
    public List<String> options() {
        return List.of(options.split(" ", -1));
    }

    /** The key in the file, such as {@code vms.count}; under {@code nics} it means each NIC of the list. */
    public String key() {
        return key;
    }

    /** What stands for the value in a usage line, such as {@code N}. */
    public String label() {
        return label;
    }

    /** The value when neither file nor option gives one; empty if there is none or the command decides. */
    public Optional<String> defaultText() {
        return absent.isEmpty() ? Optional.empty() : Optional.of(absent);
    }

    /** One line for the help: meaning, unit and default. */
    public String description() {
        return absent.isEmpty() ? meaning : meaning + " (default " + absent + ")";
    }

    /** The last part of the key: its name inside its mapping. */
    String lastKey() {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Whether the option may be given several times; the values then stand in one text with semicolons between them. */
    public boolean isRepeatable() {
        return this == FAULT;
    }

    /** Where the same value may stand instead, for files that list their VMs. */
    Optional<String> otherKey() {
        return switch (this) {
            case FLOWS_PER_VM, POPULARITY, FLOW_POPULARITY -> Optional.of("traffic." + lastKey());
            default -> Optional.empty();
        };
    }

    /** Keys of the file that this option puts aside, since they say the same or contradict it. */
    Set<String> replaces() {
        return switch (this) {
            case CORES -> Set.of("host.processors");
            case PCAP -> REPLACED_BY_CAPTURE;
            default -> Set.of();
        };
    }
}
