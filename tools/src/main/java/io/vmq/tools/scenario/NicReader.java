package io.vmq.tools.scenario;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Host;
import io.vmq.tools.scenario.Scenario.Nic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads the NICs of a scenario. */
final class NicReader {

    static final String PROCESSORS = "processors";
    private static final int MAX_NICS = 64;
    private static final int MAX_QUEUES = 4_096;
    private static final int MAX_CORES = 1_024;
    private static final int MAX_QUEUES_PER_VM = 64;

    private NicReader() {}

    /**
     * Reads all NICs.
     *
     * @param host
     *            says which processors there are
     */
    static List<Nic> nics(Section root, Host host) {
        List<ScenarioTree> listed = root.list("nics").orElseGet(() -> List.of(root.nothing()));
        if (listed.isEmpty() || listed.size() > MAX_NICS) {
            throw root.refusal("nics", listed.size() + " NICs are listed (expected 1 to " + MAX_NICS + ")");
        }
        List<Nic> nics = new ArrayList<>();
        for (ScenarioTree item : listed) {
            Section keys = Section.of(item, "nics");
            Nic nic = nic(keys, nics.size(), host);
            if (nics.stream().anyMatch(before -> before.name().equals(nic.name()))) {
                throw keys.refusal("name",
                        Refusal.quoted(nic.name()) + " is the name of an earlier NIC (expected each once)");
            }
            nics.add(nic);
            refuseUnlike(keys, nics.getFirst(), nic);
        }
        return nics;
    }

    private static Nic nic(Section nic, int number, Host host) {
        Optional<ProcessorSetting> processors = processors(nic, host.topology());
        int cores = processors.map(setting -> ProcessorSet.of(host.topology(), setting).size())
                .orElse(host.cores());
        Nic read = new Nic(nic.value("name", "nic" + number, NicReader::nicName),
                nic.value(Setting.LINK, Notation::linkRate),
                nic.whole(Setting.QUEUES, 1, MAX_QUEUES), queuesPerVm(nic, cores),
                nic.whole(Setting.RING, 1, 1_048_576),
                nic.value(Setting.WHEN_FULL, NicReader::whenFull),
                nic.value(Setting.MODERATION, Notation::moderation),
                processors,
                nic.value("attachedTo", "vswitch", text -> Values.choice(text, AttachedTo.class)),
                nic.value(Setting.NIC.lastKey(), NicAddress::parse));
        nic.refuseUnknownKeys();
        return read;
    }

    /** Some settings are those of the host's cores and memory in a trial, and one for all NICs. */
    private static void refuseUnlike(Section keys, Nic first, Nic nic) {
        String key = first.ring() != nic.ring() ? Setting.RING.lastKey()
                : first.whenFull() != nic.whenFull() ? Setting.WHEN_FULL.lastKey()
                        : !first.moderation().equals(nic.moderation()) ? Setting.MODERATION.lastKey() : "";
        if (!key.isEmpty()) {
            throw keys.impossible(key, "is not that of " + first.name() + " (expected the same for all NICs)");
        }
    }

    private static Optional<ProcessorSetting> processors(Section nic, HostTopology host) {
        if (!nic.has(PROCESSORS)) {
            return Optional.empty();
        }
        Section keys = nic.section(PROCESSORS);
        ProcessorSetting setting = ProcessorSetting.from(keys.whole("baseGroup", "0", 0, 65_535),
                keys.whole("baseNumber", "0", 0, Processor.GROUP_SIZE - 1));
        setting = limited(keys, "maxProcessors", 1, MAX_CORES, setting, ProcessorSetting::withMaxProcessors);
        setting = limited(keys, "maxNumber", 0, Processor.GROUP_SIZE - 1, setting, ProcessorSetting::withMaxNumber);
        setting = limited(keys, "numaNode", 0, 65_534, setting, ProcessorSetting::withNumaNode);
        keys.refuseUnknownKeys();
        refuseFaults(nic, host, setting);
        return Optional.of(setting);
    }

    private static void refuseFaults(Section nic, HostTopology host, ProcessorSetting setting) {
        for (ProcessorSetting.Fault fault : setting.faultsOn(host)) {
            throw nic.refusal(PROCESSORS, switch (fault) {
                case BASE_NOT_THERE -> "the host has no processor " + setting.baseGroup() + ":" + setting.baseNumber()
                        + " (expected one of " + host.processors() + " from 0:0 on)";
                case BASE_NOT_FIRST_SIBLING -> "processor " + setting.baseGroup() + ":" + setting.baseNumber()
                        + " is no first sibling of its core (expected a multiple of smt " + host.smt() + ")";
                case NODE_NOT_THERE -> "the host has no NUMA node " + setting.numaNode().orElse(0)
                        + " (expected one below " + host.numaNodes() + ")";
                case NOTHING_LEFT -> "no processor fits all of its values (expected at least one)";
            });
        }
    }

    private static ProcessorSetting limited(Section keys, String key, int min, int max, ProcessorSetting setting,
            BiFunction<ProcessorSetting, Integer, ProcessorSetting> with) {
        return keys.has(key) ? with.apply(setting, keys.whole(key, "", min, max)) : setting;
    }

    private static int queuesPerVm(Section nic, int cores) {
        return nic.value(Setting.QUEUES_PER_VM.lastKey(), text -> Values.wholeInt(text, 1, MAX_QUEUES_PER_VM))
                .orElse(queuesPerVm(cores));
    }

    /** What stands if neither file nor option says it. */
    static int queuesPerVm(int cores) {
        return Math.min(NicQueues.DEFAULT_PER_VM, cores);
    }

    /** A name that a fault can name. */
    private static String nicName(String text) {
        if (text.equals(TrafficSections.TO_VMS)) {
            throw Refusal.impossible(text, "another name: traffic to the VMs is called so");
        }
        if (text.matches(".*[,;=].*")) {
            throw Refusal.impossible(text, "a name without commas, semicolons and equals signs");
        }
        return Values.name(text);
    }

    private static WhenFull whenFull(String text) {
        return Arrays.stream(WhenFull.values()).filter(policy -> policy.label().equals(text)).findFirst()
                .orElseThrow(() -> Refusal.impossible(text, Arrays.stream(WhenFull.values()).map(WhenFull::label)
                        .collect(Collectors.joining(" or "))));
    }
}
