package io.vmq.tools.scenario;

import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.traffic.FrameMix;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import io.vmq.nic.traffic.Receivers;
import io.vmq.nic.traffic.Transport;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.ScenarioTree.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of {@code traffic}: a mapping is the traffic of the VMs; a list has an entry for the VMs, and others for NICs of the
 * host itself.
 */
final class TrafficSections {

    static final String KEY = "traffic";
    static final String TO = "to";
    static final String TO_VMS = "vms";
    static final String FLOWS = "flows";

    private final Section ofVms;
    private final List<Section> ofHost = new ArrayList<>();

    private TrafficSections(Section root) {
        if (!(root.node(KEY).orElse(null) instanceof Sequence list)) {
            ofVms = root.section(KEY);
            if (isForHost(ofVms)) {
                throw ofVms.impossible(TO, "is not possible alone (expected vms, or a list with an entry for them)");
            }
            return;
        }
        List<Section> entries = list.items().stream().map(item -> Section.of(item, KEY)).toList();
        List<Section> forVms = entries.stream().filter(entry -> !isForHost(entry)).toList();
        if (forVms.size() != 1) {
            throw root.refusal(KEY, forVms.size() + " entries are for the VMs (expected exactly one with 'to: vms')");
        }
        ofVms = forVms.getFirst();
        entries.stream().filter(TrafficSections::isForHost).forEach(ofHost::add);
    }

    static TrafficSections of(Section root) {
        return new TrafficSections(root);
    }

    /** Whether a value of {@code to} names a NIC. */
    static boolean isOfHost(ScenarioTree to) {
        return !(to instanceof ScenarioTree.Scalar(String text, Origin _) && text.equals(TO_VMS));
    }

    private static boolean isForHost(Section entry) {
        return entry.value(TO, Values::name).filter(to -> !to.equals(TO_VMS)).isPresent();
    }

    /** The traffic of the VMs. */
    Section ofVms() {
        return ofVms;
    }

    /** Reads the traffic of the host's own NICs. */
    List<HostTraffic> ofHost(List<Nic> nics) {
        Set<String> seen = new HashSet<>();
        return ofHost.stream().map(entry -> {
            HostTraffic traffic = read(entry, nics);
            if (!seen.add(traffic.nic())) {
                throw entry.impossible(TO, "is named by an earlier entry (expected each NIC once)");
            }
            return traffic;
        }).toList();
    }

    private static HostTraffic read(Section entry, List<Nic> nics) {
        Nic nic = entry.value(TO, text -> hostNic(text, nics)).orElseThrow();
        TrafficReader reader = new TrafficReader(entry, entry, nic.link());
        FrameStyle frames = new FrameStyle(entry.value(Setting.FRAME_SIZE, TrafficReader::frameSizes),
                entry.value(Setting.PROTOCOL, text -> Values.choice(text, Transport.class)), FrameMix.NONE,
                FrameStyle.NO_OUTER_VLAN);
        Rate rate = reader.rate(frames.meanBytes());
        if (rate instanceof Rate.Max) {
            throw entry.impossible(Setting.RATE.lastKey(),
                    "is not possible for a NIC of the host (expected another rate)");
        }
        int flows = entry.whole(FLOWS, "64", 1, Receivers.MAX_FLOWS / 2);
        Arrivals arrivals = entry.value(Setting.ARRIVALS, Arrivals::parse);
        Popularity popularity = entry.value(Setting.FLOW_POPULARITY,
                text -> TrafficReader.fitting(Popularity.parse(text), flows));
        entry.refuseUnknownKeys();
        HostTraffic traffic = new HostTraffic(nic.name(), rate, frames, arrivals, flows, popularity);
        refuseImpossible(entry, traffic, nic);
        return traffic;
    }

    private static void refuseImpossible(Section entry, HostTraffic traffic, Nic nic) {
        try {
            traffic.model(nic, 0, RssSettings.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw entry.refusal("", String.valueOf(e.getMessage()));
        }
    }

    private static Nic hostNic(String text, List<Nic> nics) {
        return nics.stream().filter(nic -> nic.name().equals(text) && isAttachedToHost(nic)).findFirst()
                .orElseThrow(() -> Refusal.impossible(text, "vms or the name of a NIC with attachedTo: host"
                        + nics.stream().filter(TrafficSections::isAttachedToHost).map(nic -> ", " + nic.name())
                                .collect(Collectors.joining())));
    }

    private static boolean isAttachedToHost(Nic nic) {
        return nic.attachedTo() == AttachedTo.HOST;
    }
}
