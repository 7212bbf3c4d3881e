package io.vmq.tools.scenario;

import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Nic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the NICs of a scenario. */
final class NicReader {

    private static final int MAX_QUEUES = 4_096;
    private static final int MAX_QUEUES_PER_VM = 64;

    private NicReader() {}

    /**
     * Reads the one NIC.
     *
     * @param cores
     *            of the host
     */
    static Nic nic(Section root, int cores) {
        List<ScenarioTree> listed = root.list("nics").orElseGet(() -> List.of(root.nothing()));
        if (listed.size() != 1) {
            throw root.refusal("nics",
                    listed.size() + " NICs are listed (expected one: several are not supported yet)");
        }
        Section nic = Section.of(listed.getFirst(), "nics");
        Nic read = new Nic(nic.value("name", "nic0", NicReader::nicName),
                nic.value(Setting.LINK, Notation::linkRate),
                nic.whole(Setting.QUEUES, 1, MAX_QUEUES), queuesPerVm(nic, cores),
                nic.whole(Setting.RING, 1, 1_048_576),
                nic.value(Setting.WHEN_FULL, NicReader::whenFull),
                nic.value(Setting.MODERATION, Notation::moderation),
                nic.value("attachedTo", "vswitch", text -> Values.choice(text, AttachedTo.class)));
        nic.refuseUnknownKeys();
        return read;
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
