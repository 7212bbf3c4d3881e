package io.vmq.tools.report;

import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Channels.Counts;
import io.vmq.nic.adapter.Coalescing;
import io.vmq.nic.adapter.Interrupt;
import io.vmq.nic.adapter.Offloads;
import io.vmq.nic.adapter.Reported;
import io.vmq.nic.adapter.RssReport;
import io.vmq.nic.adapter.Stamping;
import io.vmq.tools.nic.JudgedAdapter;
import io.vmq.tools.nic.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one interface says of itself, for people: sections of lines, then the remarks with what mends them. */
public final class AdapterText {

    private static final String INDENT = "      ";
    private static final int ROW_ENTRIES = 16;
    /** The offloads that are shown, of the sixty and more that a kernel knows. */
    private static final List<String> OFFLOADS = List.of("rx-gro", "rx-gro-hw", "rx-lro", "tx-tcp-segmentation",
            "tx-generic-segmentation", "rx-checksum", "rx-vlan-hw-parse", "rx-vlan-filter", "rx-ntuple-filter",
            "rx-hashing");

    private final StringBuilder text = new StringBuilder();
    private final Adapter adapter;

    private AdapterText(Adapter adapter) {
        this.adapter = adapter;
    }

    /** The text, which ends with a line feed. */
    public static String text(JudgedAdapter judged) {
        AdapterText writer = new AdapterText(judged.adapter());
        writer.addInterface();
        writer.addQueues();
        writer.addRss();
        writer.addOffloads();
        writer.addTiming();
        writer.addInterrupts();
        writer.addRemarks(judged.remarks());
        return writer.text.toString();
    }

    private void addInterface() {
        text.append(adapter.name()).append('\n');
        line("index", String.valueOf(adapter.index()));
        line("address", adapter.mac());
        line("driver", adapter.driver().map(driver -> driver.name() + named(", version ", driver.version())
                + named(", firmware ", driver.firmware())));
        line("bus", adapter.driver().map(driver -> driver.bus().isEmpty() ? "none" : driver.bus()));
        line("NUMA node", adapter.numaNode().map(String::valueOf));
        line("state", adapter.flags().map(AdapterText::flags));
        line("promiscuity", adapter.promiscuity().map(String::valueOf));
        line("link", adapter.link().map(link -> link ? "up" : "none"));
        line("speed", adapter.speed().map(speed -> speed.mbps() + " Mb/s, " + (speed.fullDuplex() ? "full" : "half")
                + " duplex"));
        line("MTU", adapter.mtuBytes().map(bytes -> bytes + " bytes"));
    }

    private static String named(String before, String value) {
        return value.isEmpty() ? "" : before + value;
    }

    private static String flags(Flags flags) {
        return (flags.up() ? "up" : "down") + (flags.loopback() ? ", loopback" : "")
                + (flags.promiscuous() ? ", promiscuous" : "");
    }

    private void addQueues() {
        title("Queues");
        line("channels now", adapter.channels().map(channels -> counts(channels.now())));
        line("channels at most", adapter.channels().map(channels -> counts(channels.most())));
        line("rx rings", adapter.rxRings().map(String::valueOf));
        line("ring sizes",
                adapter.rings().map(rings -> "rx " + rings.rx() + " of " + rings.rxMost() + ", tx " + rings.tx()
                        + " of " + rings.txMost()));
    }

    private static String counts(Counts counts) {
        return counts.combined() + " combined, " + counts.rx() + " rx, " + counts.tx() + " tx, " + counts.other()
                + " other";
    }

    private void addRss() {
        title("RSS");
        line("hash function", adapter.rss().map(RssReport::function));
        line("input transform", adapter.rss().map(RssReport::transform));
        line("key", adapter.rss()
                .map(rss -> rss.key().isEmpty() ? "none told" : rss.keyBytes() + " bytes, " + rss.key()));
        line("table", adapter.rss().map(rss -> rss.table().size() + " entries, " + rss.distinctQueues() + " queues"));
        adapter.rss().value().ifPresent(this::addTable);
        adapter.hashFields().forEach((flow, fields) -> line("hashed of " + flow,
                fields.map(known -> known.fields().isEmpty() ? "nothing" : String.join(", ", known.fields()))));
    }

    private void addTable(RssReport rss) {
        for (int from = 0; from < rss.table().size(); from += ROW_ENTRIES) {
            StringBuilder row = new StringBuilder(INDENT).append(String.format(Locale.ROOT, "%5d:", from));
            rss.table().subList(from, Math.min(rss.table().size(), from + ROW_ENTRIES))
                    .forEach(queue -> row.append(String.format(Locale.ROOT, " %3d", queue)));
            text.append(row).append('\n');
        }
    }

    private void addOffloads() {
        title("Offloads");
        switch (adapter.offloads()) {
            case Reported.Value<Offloads>(Offloads offloads) -> OFFLOADS.forEach(name -> offloads.state(name)
                    .ifPresent(
                            state -> line(name, (state.on() ? "on" : "off") + (state.changeable() ? "" : ", fixed"))));
            case Reported.Nothing<Offloads> nothing -> line("all", nothing.text(Offloads::toString));
        }
    }

    private void addTiming() {
        title("Timing");
        line("coalescing", adapter.coalescing().map(AdapterText::coalescing));
        line("rx stamps", adapter.stamping().map(stamping -> stamps(stamping.rxHardware(), stamping.rxSoftware())));
        line("tx stamps", adapter.stamping().map(stamping -> stamps(stamping.txHardware(), stamping.txSoftware())));
        line("clock", adapter.stamping()
                .map(stamping -> stamping.clock() == Stamping.NO_CLOCK ? "none" : "/dev/ptp" + stamping.clock()));
    }

    private static String coalescing(Coalescing coalescing) {
        return "rx after " + coalescing.rxUs() + " us"
                + (coalescing.rxFrames() == 0 ? "" : " or " + coalescing.rxFrames() + " frames")
                + (coalescing.adaptiveRx() ? ", adaptive" : "");
    }

    private static String stamps(boolean hardware, boolean software) {
        List<String> kinds = new ArrayList<>();
        if (hardware) {
            kinds.add("hardware");
        }
        if (software) {
            kinds.add("software");
        }
        return kinds.isEmpty() ? "none" : String.join(", ", kinds);
    }

    private void addInterrupts() {
        title("Interrupts");
        switch (adapter.interrupts()) {
            case Reported.Value<List<Interrupt>>(List<Interrupt> interrupts) -> interrupts
                    .forEach(interrupt -> line(String.valueOf(interrupt.number()), where(interrupt)));
            case Reported.Nothing<List<Interrupt>> nothing -> line("all", nothing.text(List::toString));
        }
    }

    private static String where(Interrupt interrupt) {
        String name = interrupt.name().isEmpty() ? "not in use" : interrupt.name();
        return name + (interrupt.cpus().isEmpty() ? "" : " on CPU " + interrupt.cpus())
                + (interrupt.allowed().isEmpty() || interrupt.allowed().equals(interrupt.cpus()) ? ""
                        : ", allowed " + interrupt.allowed());
    }

    private void addRemarks(List<Remark> remarks) {
        title("Remarks");
        if (remarks.isEmpty()) {
            text.append("  Nothing that it reports spoils a measurement.\n");
        }
        for (Remark remark : remarks) {
            line(remark.id(), remark.text());
            remark.fix().forEach(command -> text.append(INDENT).append(command).append('\n'));
        }
    }

    private void title(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void line(String name, Reported<String> value) {
        line(name, value.text(told -> told));
    }

    private void line(String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-24s %s\n", name, value));
    }
}
