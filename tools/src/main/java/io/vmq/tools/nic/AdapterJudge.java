package io.vmq.tools.nic;

import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Channels;
import io.vmq.nic.adapter.Coalescing;
import io.vmq.nic.adapter.HashFields;
import io.vmq.nic.adapter.RssReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which settings of an interface spoil a measurement of where its frames go and how long they take. Of what the
 * interface does not report nothing is said, but for RSS, without which no prediction can be held against it.
 */
public final class AdapterJudge {

    private static final String ALL_FRAMES = "frames for other hosts are received and counted too";

    private final Adapter adapter;
    private final HostState host;
    private final List<Remark> remarks = new ArrayList<>();

    private AdapterJudge(Adapter adapter, HostState host) {
        this.adapter = adapter;
        this.host = host;
    }

    /** The remarks, always in the same order; none of a loopback interface, which has no hardware to set. */
    public static List<Remark> remarks(Adapter adapter, HostState host) {
        if (adapter.flags().is(Flags::loopback)) {
            return List.of();
        }
        return new AdapterJudge(adapter, host).judge();
    }

    private List<Remark> judge() {
        judgeLink();
        judgeRss();
        judgeHashFields();
        judgeChannels();
        remarks.addAll(OffloadRules.remarks(adapter));
        adapter.coalescing().value().ifPresent(this::judgeCoalescing);
        remarks.addAll(InterruptRules.remarks(adapter, host));
        return List.copyOf(remarks);
    }

    private void judgeLink() {
        if (adapter.flags().is(flags -> !flags.up())) {
            remark("down", "the interface is switched off, so that nothing arrives",
                    "sudo ip link set " + name() + " up");
        } else if (adapter.link().is(link -> !link)) {
            remark("no-link", "there is no link: no cable, or the other end is off");
        }
        if (adapter.flags().is(Flags::promiscuous)) {
            remark("promiscuous", ALL_FRAMES, "sudo ip link set " + name() + " promisc off");
        } else if (adapter.promiscuity().is(count -> count > 0)) {
            remark("promiscuous",
                    ALL_FRAMES + "; a bridge, a virtual switch or a program that captures asked for them");
        }
    }

    private void judgeRss() {
        RssReport rss = adapter.rss().value().orElse(null);
        if (rss == null || rss.table().isEmpty()) {
            remark("no-rss", "the driver reports no RSS table, so that no prediction of queues can be held against it");
            return;
        }
        if (!rss.function().equals(RssReport.TOEPLITZ)) {
            remark("hash-function",
                    "flows are hashed by " + rss.function() + ", whose law is not published; queues cannot "
                            + "be predicted",
                    ethtool("-X", "hfunc toeplitz"));
        }
        if (!rss.transform().equals(RssReport.NONE)) {
            remark("input-transform", "addresses and ports are transformed before they are hashed (" + rss.transform()
                    + "); only vmq steer --rss-table predicts such queues", ethtool("-X", "xfrm none"));
        }
        int queues = adapter.channels().value().map(Channels::now).map(Channels.Counts::receiving).orElse(0);
        if (rss.distinctQueues() < queues) {
            remark("idle-queues", "the RSS table names " + rss.distinctQueues() + " of " + queues + " receive queues",
                    ethtool("-X", "equal " + queues));
        }
    }

    /** Without a table it does not matter what is hashed. */
    private void judgeHashFields() {
        if (!adapter.rss().is(rss -> !rss.table().isEmpty())) {
            return;
        }
        adapter.hashFields().forEach((flow, reported) -> {
            boolean udp = flow.startsWith("udp");
            if (udp && reported.is(fields -> !fields.hasPorts())) {
                remark(flow + "-ports",
                        "the ports of " + flow + " flows are not hashed, so that all between two addresses meet "
                                + "in one queue" + fields(reported.value().orElseThrow()),
                        ethtool("-N", "rx-flow-hash " + flow + " sdfn"));
            }
        });
    }

    private static String fields(HashFields fields) {
        return fields.fields().isEmpty() ? "" : " (hashed: " + String.join(", ", fields.fields()) + ")";
    }

    private void judgeChannels() {
        Channels.Counts now = adapter.channels().value().map(Channels::now).orElse(null);
        int cores = host.cpuCount();
        if (now == null || cores == 0 || now.receiving() <= cores) {
            return;
        }
        String kind = now.combined() > 0 ? "combined " : "rx ";
        int others = now.combined() > 0 ? now.rx() : 0;
        String text = now.receiving() + " receive queues meet on " + cores + " cores, so that some cores serve several";
        if (cores - others < 1) {
            remark("more-queues-than-cores", text);
        } else {
            remark("more-queues-than-cores", text, ethtool("-L", kind + (cores - others)));
        }
    }

    private void judgeCoalescing(Coalescing coalescing) {
        if (coalescing.adaptiveRx()) {
            remark("adaptive-coalescing",
                    "the driver changes how long it waits before it interrupts, so that latency depends on "
                            + "the load before",
                    ethtool("-C", "adaptive-rx off"));
        }
        if (coalescing.rxUs() > 0) {
            remark("coalescing",
                    "a received frame waits up to " + coalescing.rxUs() + " us for its interrupt, which is in every "
                            + "latency",
                    ethtool("-C", "rx-usecs 0"));
        }
    }

    private String name() {
        return ShellWord.of(adapter.name());
    }

    private String ethtool(String option, String setting) {
        return "sudo ethtool " + option + " " + name() + " " + setting;
    }

    private void remark(String id, String text, String... fix) {
        remarks.add(new Remark(id, text, List.of(fix)));
    }
}
