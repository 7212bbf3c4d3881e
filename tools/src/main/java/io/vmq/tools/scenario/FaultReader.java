package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.ScenarioTree.Scalar;
import io.vmq.tools.scenario.ScenarioTree.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads {@code faults}: a list of texts, or {@code none}; an option may give several texts with a semicolon between them.
 */
final class FaultReader {

    private static final String NONE = "none";

    private FaultReader() {}

    static List<Fault> read(Section root, Scenario.Host host, Network network, long durationNs) {
        String key = Setting.FAULT.key();
        return root.node(key).map(node -> node instanceof Sequence list ? list.items() : alone(node)).orElse(List.of())
                .stream().map(item -> read(item, key, host, network, durationNs)).toList();
    }

    private static List<ScenarioTree> alone(ScenarioTree node) {
        return node instanceof Scalar(String text, Origin _) && text.equals(NONE) ? List.of() : split(node);
    }

    private static List<ScenarioTree> split(ScenarioTree node) {
        return node instanceof Scalar(String text, Origin origin)
                ? Arrays.stream(text.split(";", -1)).<ScenarioTree>map(one -> new Scalar(one.strip(), origin)).toList()
                : List.of(node);
    }

    private static Fault read(ScenarioTree item, String key, Scenario.Host host, Network network, long durationNs) {
        if (!(item instanceof Scalar(String text, Origin origin))) {
            throw item.origin().refusal(key, item.shown() + " is not possible (expected " + Fault.EXPECTED + ")");
        }
        if (text.equals(NONE)) {
            throw origin.refusal(key, "'none' stands among faults (expected it alone, or faults without it)");
        }
        try {
            Fault fault = Fault.parse(text);
            check(fault, text, host, network, durationNs);
            return fault;
        } catch (IllegalArgumentException e) {
            throw origin.refusal(key, String.valueOf(e.getMessage()));
        }
    }

    private static void check(Fault fault, String text, Scenario.Host host, Network network, long durationNs) {
        if (fault.atNs() >= durationNs) {
            throw Refusal.impossible(text, "a begin within the measured time of " + new TimeSpan(durationNs).text());
        }
        if (fault instanceof Fault.StallCore stall && stall.core() >= network.cores(host.topology()).size()) {
            throw Refusal.impossible(text, "a core from 0 to " + (network.cores(host.topology()).size() - 1));
        }
        if (fault instanceof Fault.LinkDown down && network.portOf(down.nic()) < 0) {
            throw Refusal.impossible(text, "the name of a NIC: "
                    + network.nics().stream().map(Scenario.Nic::name).collect(Collectors.joining(", ")));
        }
    }
}
