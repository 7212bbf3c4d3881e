package io.vmq.tools.scenario;

import io.vmq.dispatch.host.HostTopology;
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

    /** How often a fault may come, so that the plan of all of them fits into memory. */
    private static final int MOST_STALLS = 1_000_000;
    /** A link that fails may change who gets which queue. */
    private static final int MOST_LINKS_DOWN = 1_000;

    private FaultReader() {}

    static List<Fault> read(Section root, Scenario.Host host, Network network, long durationNs) {
        String key = Setting.FAULT.key();
        List<Fault> faults = root.node(key).map(node -> node instanceof Sequence list ? list.items() : alone(node))
                .orElse(List.of()).stream().map(item -> read(item, key, host, network, durationNs)).toList();
        refuseTooMany(root, key, faults, durationNs);
        return faults;
    }

    private static void refuseTooMany(Section root, String key, List<Fault> faults, long durationNs) {
        long all = faults.stream().mapToLong(fault -> fault.times().countUntil(durationNs)).sum();
        long linksDown = faults.stream().filter(Fault.LinkDown.class::isInstance)
                .mapToLong(fault -> fault.times().countUntil(durationNs)).sum();
        if (all > MOST_STALLS || linksDown > MOST_LINKS_DOWN) {
            throw root.refusal(key,
                    all + " outages, " + linksDown + " of them of links, are planned in all (expected at most "
                            + MOST_STALLS + ", and " + MOST_LINKS_DOWN + " of links)");
        }
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
        checkTimes(fault, text, durationNs);
        switch (fault) {
            case Fault.StallCore stall -> checkCore(stall, text, network.cores(host.topology()).size());
            case Fault.StallProcessor stall -> checkProcessor(stall, text, host.topology());
            case Fault.LinkDown down -> checkNic(down, text, network);
            case Fault.StallSource _ -> {}
        }
    }

    private static void checkTimes(Fault fault, String text, long durationNs) {
        if (fault.times().atNs() >= durationNs) {
            throw Refusal.impossible(text, "a begin within the measured time of " + new TimeSpan(durationNs).text());
        }
        long most = fault instanceof Fault.LinkDown ? MOST_LINKS_DOWN : MOST_STALLS;
        if (fault.times().countUntil(durationNs) > most) {
            throw Refusal.impossible(text, "a time after every= that makes at most " + most
                    + " of it in the measured time of " + new TimeSpan(durationNs).text());
        }
    }

    private static void checkCore(Fault.StallCore stall, String text, int cores) {
        if (stall.core() >= cores) {
            throw Refusal.impossible(text, "a core from 0 to " + (cores - 1));
        }
    }

    private static void checkProcessor(Fault.StallProcessor stall, String text, HostTopology host) {
        if (host.find(stall.group(), stall.number()).isEmpty()) {
            throw Refusal.impossible(text, "a processor of the host, from 0:0 to " + host.all().getLast());
        }
    }

    private static void checkNic(Fault.LinkDown down, String text, Network network) {
        if (network.portOf(down.nic()) < 0) {
            throw Refusal.impossible(text, "the name of a NIC: "
                    + network.nics().stream().map(Scenario.Nic::name).collect(Collectors.joining(", ")));
        }
    }
}
