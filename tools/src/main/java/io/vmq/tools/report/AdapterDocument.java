package io.vmq.tools.report;

import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.Channels.Counts;
import io.vmq.nic.adapter.Interrupt;
import io.vmq.nic.adapter.Reported;
import io.vmq.tools.nic.JudgedAdapter;
import io.vmq.tools.nic.Remark;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents of interfaces: {@value #LIST_SCHEMA} of all, {@value #SCHEMA} of one. Every key is always there; what an
 * interface does not report is null, and in the latter {@code notReported} says why, by the key.
 */
public final class AdapterDocument {

    /** Names of the schemas; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.nic/1";
    public static final String LIST_SCHEMA = "vmq.nics/1";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode notReported = JsonNodeFactory.instance.objectNode();

    private AdapterDocument() {}

    /** The document of all interfaces, as indented text that ends with a line feed. */
    public static String text(List<JudgedAdapter> adapters) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", LIST_SCHEMA);
        ArrayNode nics = document.putArray("nics");
        adapters.forEach(judged -> addShort(judged, nics.addObject()));
        return text(document);
    }

    private static void addShort(JudgedAdapter judged, ObjectNode nic) {
        Adapter adapter = judged.adapter();
        nic.put("name", adapter.name())
                .put("driver", adapter.driver().value().map(driver -> driver.name()).orElse(null))
                .put("speedMbps", adapter.speed().value().map(speed -> speed.mbps()).orElse(null))
                .put("up", adapter.flags().value().map(flags -> flags.up()).orElse(null))
                .put("link", adapter.link().value().orElse(null))
                .put("rssEntries", adapter.rss().value().map(rss -> rss.table().size()).orElse(null));
        ArrayNode remarks = nic.putArray("remarks");
        judged.remarks().forEach(remark -> remarks.add(remark.id()));
    }

    /** The document of one interface, as indented text that ends with a line feed. */
    public static String text(JudgedAdapter judged) {
        AdapterDocument writer = new AdapterDocument();
        writer.document.put("schema", SCHEMA);
        writer.addInterface(judged.adapter());
        writer.addQueues(judged.adapter());
        writer.addTiming(judged.adapter());
        writer.addRemarks(judged.remarks());
        writer.document.set("notReported", writer.notReported);
        return text(writer.document);
    }

    private static String text(ObjectNode document) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private void addInterface(Adapter adapter) {
        document.put("name", adapter.name()).put("index", adapter.index());
        document.put("mac", told("mac", adapter.mac()));
        document.put("mtuBytes", told("mtuBytes", adapter.mtuBytes()));
        object("flags", adapter.flags(), (flags, node) -> node.put("up", flags.up()).put("loopback", flags.loopback())
                .put("promiscuous", flags.promiscuous()));
        document.put("promiscuity", told("promiscuity", adapter.promiscuity()));
        document.put("link", told("link", adapter.link()));
        object("speed", adapter.speed(),
                (speed, node) -> node.put("mbps", speed.mbps()).put("fullDuplex", speed.fullDuplex()));
        object("driver", adapter.driver(), (driver, node) -> node.put("name", driver.name())
                .put("version", driver.version()).put("firmware", driver.firmware()).put("bus", driver.bus()));
        document.put("numaNode", told("numaNode", adapter.numaNode()));
    }

    private void addQueues(Adapter adapter) {
        object("channels", adapter.channels(), (channels, node) -> {
            add(channels.now(), node.putObject("now"));
            add(channels.most(), node.putObject("most"));
        });
        document.put("rxRings", told("rxRings", adapter.rxRings()));
        object("ringSizes", adapter.rings(), (rings, node) -> node.put("rx", rings.rx()).put("rxMost", rings.rxMost())
                .put("tx", rings.tx()).put("txMost", rings.txMost()));
        object("rss", adapter.rss(), (rss, node) -> {
            node.put("function", rss.function()).put("transform", rss.transform()).put("key", rss.key());
            ArrayNode table = node.putArray("table");
            rss.table().forEach(table::add);
        });
        ObjectNode hashFields = document.putObject("hashFields");
        adapter.hashFields().forEach((flow, reported) -> {
            noteNothing("hashFields." + flow, reported);
            reported.value().ifPresentOrElse(fields -> {
                ArrayNode names = hashFields.putArray(flow);
                fields.fields().forEach(names::add);
            }, () -> hashFields.putNull(flow));
        });
        object("offloads", adapter.offloads(), (offloads, node) -> offloads.states().forEach((name, state) -> node
                .putObject(name).put("on", state.on()).put("changeable", state.changeable())));
    }

    private static void add(Counts counts, ObjectNode node) {
        node.put("rx", counts.rx()).put("tx", counts.tx()).put("other", counts.other()).put("combined",
                counts.combined());
    }

    private void addTiming(Adapter adapter) {
        object("coalescing", adapter.coalescing(), (coalescing, node) -> node.put("rxUs", coalescing.rxUs())
                .put("rxFrames", coalescing.rxFrames()).put("adaptiveRx", coalescing.adaptiveRx()));
        object("timestamping", adapter.stamping(), (stamping, node) -> node.put("rxHardware", stamping.rxHardware())
                .put("rxSoftware", stamping.rxSoftware()).put("txHardware", stamping.txHardware())
                .put("txSoftware", stamping.txSoftware()).put("clock", stamping.clock()));
        noteNothing("interrupts", adapter.interrupts());
        adapter.interrupts().value().ifPresentOrElse(interrupts -> {
            ArrayNode all = document.putArray("interrupts");
            interrupts.forEach(interrupt -> add(interrupt, all.addObject()));
        }, () -> document.putNull("interrupts"));
    }

    private static void add(Interrupt interrupt, ObjectNode node) {
        node.put("number", interrupt.number()).put("name", interrupt.name()).put("allowed", interrupt.allowed())
                .put("effective", interrupt.effective());
    }

    private void addRemarks(List<Remark> remarks) {
        ArrayNode all = document.putArray("remarks");
        for (Remark remark : remarks) {
            ObjectNode node = all.addObject().put("id", remark.id()).put("text", remark.text());
            ArrayNode fix = node.putArray("fix");
            remark.fix().forEach(fix::add);
        }
    }

    private <T> void object(String key, Reported<T> reported, BiConsumer<T, ObjectNode> write) {
        noteNothing(key, reported);
        reported.value().ifPresentOrElse(told -> write.accept(told, document.putObject(key)),
                () -> document.putNull(key));
    }

    private <T> @Nullable T told(String key, Reported<T> reported) {
        noteNothing(key, reported);
        return reported.value().orElse(null);
    }

    private void noteNothing(String key, Reported<?> reported) {
        if (reported instanceof Reported.Nothing<?>(String answer)) {
            notReported.put(key, answer);
        }
    }
}
