package io.vmq.tools.scenario;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.Adversary;
import io.vmq.nic.traffic.FrameMix;
import io.vmq.nic.traffic.FrameSizes;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import io.vmq.nic.traffic.Receivers;
import io.vmq.nic.traffic.Transport;
import io.vmq.tools.scenario.Scenario.Capture;
import io.vmq.tools.scenario.Scenario.Emulated;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads {@code traffic}: emulated frames or a capture. */
final class TrafficReader {

    /** Keys that may stand under {@code traffic} or, beside a count of VMs, under {@code vms}. */
    static final List<String> SHARED = List.of(Setting.FLOWS_PER_VM.lastKey(), Setting.POPULARITY.lastKey(),
            Setting.FLOW_POPULARITY.lastKey());

    private static final List<String> EMULATED_ONLY = List.of(Setting.RATE.lastKey(), Setting.FRAME_SIZE.lastKey(),
            Setting.ARRIVALS.lastKey(), Setting.PROTOCOL.lastKey(), Setting.MIX.lastKey(),
            Setting.OUTER_VLAN.lastKey(), Setting.ADVERSARY.lastKey());
    private static final List<String> CAPTURE_ONLY = List.of(Setting.PCAP_SPEED.lastKey(), Setting.LOOP.lastKey(),
            Setting.MAX_GAP.lastKey());

    private static final String NOT_WITH_CAPTURE = "cannot be combined with a capture (expected without it: frames are "
            + "as recorded, and each destination MAC is a VM)";

    private final Section root;
    private final Section traffic;
    private final LinkRate link;

    TrafficReader(Section root, Section traffic, LinkRate link) {
        this.root = root;
        this.traffic = traffic;
        this.link = link;
    }

    Emulated emulated(int vmCount) {
        traffic.refuseEach(CAPTURE_ONLY, "only possible with a capture (expected traffic.capture or --pcap with it)");
        FrameStyle frames = frames();
        Rate rate = rate(frames.meanBytes());
        int flowsPerVm = flowsPerVm(vmCount);
        Emulated emulated = new Emulated(rate, frames, traffic.value(Setting.ARRIVALS, Arrivals::parse), flowsPerVm,
                shared(Setting.POPULARITY, text -> fitting(Popularity.parse(text), vmCount)),
                shared(Setting.FLOW_POPULARITY, text -> fitting(Popularity.parse(text), flowsPerVm)),
                traffic.value(Setting.ADVERSARY, Adversary::parse));
        if (rate instanceof Rate.Max && emulated.arrivals().peakFactor() > 1) {
            throw traffic.impossible(Setting.ARRIVALS.lastKey(),
                    "is not possible with rate max, which leaves no gaps (expected constant or poisson, or another rate)");
        }
        traffic.refuseUnknownKeys();
        return emulated;
    }

    /** The rate, which the link carries with frames of this mean length. */
    Rate rate(double meanFrameBytes) {
        Rate rate = traffic.value(Setting.RATE, Rate::parse);
        refuseUnlessCarried(rate, Setting.RATE.lastKey(), meanFrameBytes);
        return rate;
    }

    private FrameStyle frames() {
        return new FrameStyle(traffic.value(Setting.FRAME_SIZE, TrafficReader::frameSizes),
                traffic.value(Setting.PROTOCOL, text -> Values.choice(text, Transport.class)),
                traffic.value(Setting.MIX, FrameMix::parse), traffic.value(Setting.OUTER_VLAN, VmsReader::vlan));
    }

    static Popularity fitting(Popularity popularity, int ranks) {
        popularity.checkFits(ranks);
        return popularity;
    }

    /** A weight means nothing beside a single size, and is left away. */
    static FrameSizes frameSizes(String text) {
        FrameSizes sizes = FrameSizes.parse(text);
        return sizes.weighted().size() > 1 ? sizes : FrameSizes.fixed(sizes.minBytes());
    }

    private int flowsPerVm(int vmCount) {
        int flows = shared(Setting.FLOWS_PER_VM, text -> Values.wholeInt(text, 1, Receivers.MAX_FLOWS));
        if ((long) flows * vmCount > Receivers.MAX_FLOWS) {
            throw place(Setting.FLOWS_PER_VM).impossible(Setting.FLOWS_PER_VM.lastKey(),
                    "gives " + (long) flows * vmCount + " flows with " + vmCount + " VMs (expected at most "
                            + Receivers.MAX_FLOWS + " in all)");
        }
        return flows;
    }

    private <T> T shared(Setting setting, Function<String, T> parse) {
        if (traffic.has(setting.lastKey()) && place(setting) != traffic) {
            throw traffic.refusal(setting.lastKey(), "stands under vms too (expected in one of the two places)");
        }
        return place(setting).value(setting, parse);
    }

    /** Where the setting stands; {@code traffic} if it stands nowhere. */
    private Section place(Setting setting) {
        if (root.node(VmsReader.KEY).orElse(null) instanceof ScenarioTree.Mapping) {
            Section vms = root.section(VmsReader.KEY);
            return vms.has(setting.lastKey()) ? vms : traffic;
        }
        return traffic;
    }

    Capture capture(Path folder) {
        traffic.refuseEach(EMULATED_ONLY, NOT_WITH_CAPTURE);
        traffic.refuseEach(SHARED, NOT_WITH_CAPTURE);
        root.refuseEach(List.of(VmsReader.KEY), NOT_WITH_CAPTURE);
        Path file = traffic.value(Setting.PCAP.lastKey(), TrafficReader::path).orElseThrow();
        boolean typed = traffic.node(Setting.PCAP.lastKey()).orElseThrow().origin().option();
        Optional<Rate> speed = traffic.value(Setting.PCAP_SPEED, TrafficReader::speed);
        speed.ifPresent(rate -> refuseUnlessCarried(rate, Setting.PCAP_SPEED.lastKey(), bestCaseBytes(rate)));
        int loops = traffic.whole(Setting.LOOP, 0, 1_000_000_000);
        Optional<TimeSpan> maxGap = traffic.value(Setting.MAX_GAP.lastKey(), TimeSpan::parse);
        if (maxGap.isPresent() && speed.isPresent()) {
            throw traffic.impossible(Setting.MAX_GAP.lastKey(), "is only possible at recorded speed (expected without "
                    + Setting.PCAP_SPEED.lastKey() + ")");
        }
        traffic.refuseUnknownKeys();
        return new Capture((typed ? file : folder.resolve(file)).toAbsolutePath(), speed, loops,
                maxGap.map(gap -> OptionalLong.of(gap.ns())).orElse(OptionalLong.empty()));
    }

    private static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // Refused below, as no name at all.
        }
        throw Refusal.impossible(text, "the path of a capture file");
    }

    private static Optional<Rate> speed(String text) {
        try {
            return text.equals("recorded") ? Optional.empty() : Optional.of(Rate.parse(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.impossible(text, "recorded, or " + Rate.EXPECTED);
        }
    }

    /** The frame size at which a link carries most of a rate, since the sizes of a capture are not known here. */
    private static double bestCaseBytes(Rate rate) {
        return rate instanceof Rate.Bits ? EthernetLayout.MAX_FRAME_BYTES : EthernetLayout.MIN_FRAME_BYTES;
    }

    /**
     * Checks a rate that holds later in the trial.
     *
     * @throws IllegalArgumentException
     *             if the link cannot carry it, or it is {@code max}, or the trial is a capacity run
     */
    void checkLater(Rate rate, Emulated emulated) {
        if (rate instanceof Rate.Max || emulated.rate() instanceof Rate.Max) {
            throw Refusal.impossible(rate.text(), "rates other than max, here and in traffic.rate");
        }
        new LinkLoad(rate, link, emulated.frames().meanBytes()).refusal().ifPresent(why -> {
            throw new IllegalArgumentException(Refusal.quoted(rate.text()) + " " + why);
        });
        double meanBytes = emulated.frames().meanBytes();
        double peakPps = rate.ratePps(link, meanBytes) * emulated.arrivals().peakFactor();
        if (!link.carries(peakPps, meanBytes)) {
            throw new IllegalArgumentException(Refusal.quoted(rate.text()) + " peaks above the link with arrivals "
                    + emulated.arrivals().text() + " (expected a lower rate, or less of a burst)");
        }
    }

    private void refuseUnlessCarried(Rate rate, String key, double meanFrameBytes) {
        new LinkLoad(rate, link, meanFrameBytes).refusal().ifPresent(why -> {
            throw traffic.impossible(key, why);
        });
    }
}
