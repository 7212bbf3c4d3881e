package io.vmq.tools.report;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.traffic.Adversary;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.tools.scenario.Notation;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scenario in a few words, for headings. */
final class ScenarioText {

    private static final double PS_PER_SECOND = 1e12;
    /** The longest frame without a tag (IEEE 802.3), that of most bulk traffic. */
    private static final int USUAL_BYTES = 1_518;

    private ScenarioText() {}

    /** How long it is measured. */
    static String time(Scenario.Run run) {
        String measured = new TimeSpan(run.durationNs()).text();
        return run.warmupNs() == 0 ? measured
                : measured + " after " + new TimeSpan(run.warmupNs()).text() + " warm-up";
    }

    /** The link and what comes over it. */
    static String traffic(Scenario scenario) {
        return scenario.nic().real()
                .map(nic -> "frames that arrive at " + nic.name() + " through " + nic.backend().label()
                        + ", expected to be: ")
                .orElse("") + trafficOf(scenario);
    }

    private static String trafficOf(Scenario scenario) {
        String link = links(scenario);
        return switch (scenario.traffic()) {
            case Scenario.Emulated emulated -> link + ", " + rate(scenario, emulated) + " of "
                    + emulated.frames().sizes().text() + " B " + emulated.frames().transport().text() + " frames, "
                    + emulated.arrivals().text() + " arrivals; " + counted(scenario.vms().size(), "VM") + " ("
                    + emulated.popularity().text() + "), " + counted(emulated.flowsPerVm(), "flow") + " each ("
                    + emulated.flowPopularity().text() + ")" + extras(emulated)
                    + toHost(scenario);
            case Scenario.Capture capture -> link + ", capture " + capture.file().getFileName() + ", "
                    + capture.speed().map(Rate::text).orElse("recorded") + " speed, "
                    + (capture.loops() == 0 ? "looped until the end"
                            : capture.loops() == 1 ? "played once" : "played " + capture.loops() + " times");
        };
    }

    /** The NICs through which the VMs are reached. */
    private static String links(Scenario scenario) {
        return scenario.network().plan().map(team -> {
            String each = scenario.network().uplinks().stream().map(nic -> Notation.text(nic.link()))
                    .collect(Collectors.joining("+"));
            return "team of " + each + " (" + team.text() + ")";
        }).orElseGet(() -> Notation.text(scenario.nic().link()) + " link");
    }

    private static String toHost(Scenario scenario) {
        return scenario.hostTraffic().stream().map(traffic -> "; host's " + traffic.nic() + ": rate "
                + traffic.rate().text() + " of " + traffic.frames().sizes().text() + " B "
                + traffic.frames().transport().text() + " frames, " + traffic.arrivals().text() + " arrivals, "
                + counted(traffic.flows(), "flow")).collect(Collectors.joining());
    }

    private static String rate(Scenario scenario, Scenario.Emulated emulated) {
        boolean changes = !scenario.timeline().rates().isEmpty();
        return "rate " + emulated.rate().text() + (changes ? " at first" : "");
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** What is not plain about the traffic. */
    private static String extras(Scenario.Emulated emulated) {
        FrameStyle frames = emulated.frames();
        String mix = frames.mix().isEmpty() ? "" : "; mix " + frames.mix().text();
        String outer = frames.outerVlan() == FrameStyle.NO_OUTER_VLAN ? "" : "; outer VLAN " + frames.outerVlan();
        String adversary = emulated.adversary() instanceof Adversary.None ? ""
                : "; adversary " + emulated.adversary().text();
        return mix + outer + adversary;
    }

    /** How RSS is told to spread, and what a full queue does, where that is not the default; else empty. */
    private static String settings(Scenario scenario) {
        RssSettings rss = scenario.rss();
        String table = rss.tableEntries() == RssSettings.DEFAULT_TABLE_ENTRIES ? ""
                : ", RSS table of " + rss.tableEntries();
        String types = rss.hashTypes().equals(HashTypes.ALL) ? "" : ", RSS hashes " + rss.hashTypes();
        String key = rss.key().equals(RssKey.DEFAULT) ? "" : ", RSS key "
                + (rss.key().equals(RssKey.SYMMETRIC) ? "symmetric" : rss.key().toString());
        String full = scenario.nic().whenFull() == WhenFull.DROP_TAIL ? ""
                : ", a full queue: " + scenario.nic().whenFull().label();
        String moderation = scenario.nic().moderation().isOn()
                ? ", interrupts moderated by " + Notation.text(scenario.nic().moderation()) : "";
        return hop(scenario) + full + moderation + table + types + key;
    }

    private static String hop(Scenario scenario) {
        return !scenario.run().modes().contains("vrss") ? ""
                : ", a hop " + Notation.shortText(scenario.vrss().hop()) + scenario.vrss().processors().stream()
                        .mapToObj(processors -> " over " + counted(processors, "core")).collect(Collectors.joining());
    }

    /** Queues, cores and what a frame costs. */
    static String host(Scenario scenario) {
        ServiceCost cost = scenario.host().service();
        String worth = cost.equals(ServiceCost.FREE) ? ""
                : String.format(Locale.ROOT, " (%.3f Gb/s a core at %d B)", gbps(cost, exampleBytes(scenario)),
                        exampleBytes(scenario));
        return scenario.nics().stream().map(nic -> nic.queues() + "").distinct().collect(Collectors.joining("/"))
                + (scenario.nics().size() > 1 ? " queues a NIC" : scenario.nic().queues() == 1 ? " queue" : " queues")
                + " of " + counted(scenario.nic().ring(), "slot") + ", "
                + counted(scenario.cores().size(), "core") + ", a frame costs " + Notation.text(cost) + worth
                + settings(scenario);
    }

    /** The size of all frames, if they have one, otherwise that of bulk traffic. */
    private static int exampleBytes(Scenario scenario) {
        return scenario.traffic() instanceof Scenario.Emulated emulated
                && emulated.frames().sizes().weighted().size() == 1 ? emulated.frames().sizes().maxBytes()
                        : USUAL_BYTES;
    }

    private static double gbps(ServiceCost cost, int lengthBytes) {
        return lengthBytes * 8 * PS_PER_SECOND / cost.ofPs(lengthBytes) / 1e9;
    }
}
