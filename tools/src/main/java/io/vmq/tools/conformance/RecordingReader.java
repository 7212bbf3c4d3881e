package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.tools.scenario.BadInputException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a check recorded, a document of schema {@value #SCHEMA}. Members that are not known do no harm. */
public final class RecordingReader {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.observations/1";
    /** Largest file that is read. */
    public static final int MAX_BYTES = 64 << 20;
    /** How a filter that matches untagged frames has its VLAN written. */
    public static final String UNTAGGED = "untagged";
    /** How a filter that matches any VLAN has it written. */
    public static final String ANY = "any";

    private static final String WHOLE = "expected the document that --record writes";
    private static final int MAX_DEPTH = 16;
    private static final int MAX_QUEUE = 65_535;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()).build();

    private RecordingReader() {}

    /**
     * Reads a recording.
     *
     * @param file
     *            name of the file in messages
     * @throws BadInputException
     *             if it is none, or of frames that this version does not make
     */
    public static Recording read(String file, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new BadInputException(file + ": larger than " + MAX_BYTES + " bytes (" + WHOLE + ")");
        }
        RecordingFields root = new RecordingFields(file, "$", tree(file, content));
        if (!root.text("schema").equals(SCHEMA)) {
            throw root.refusal("schema", SCHEMA);
        }
        Check check = check(root);
        ProbeSet probes = probes(root, check);
        return new Recording(check, observations(root, probes.count(), check.queueCount()));
    }

    private static JsonNode tree(String file, byte[] content) {
        try {
            JsonNode tree = MAPPER.readTree(content);
            if (tree == null || tree.isMissingNode()) {
                throw new BadInputException(file + ": empty (" + WHOLE + ")");
            }
            return tree;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new BadInputException(file + place + ": not valid JSON (" + WHOLE + ")");
        }
    }

    private static Check check(RecordingFields root) {
        return new Check(root.text("interface"), root.text("interfaceKind"), root.text("peer"), root.text("backend"),
                root.parsed("queueMeaning", QueueMeaning::parse), (int) root.whole("queues", 1, MAX_QUEUE + 1L),
                subject(root), root.parsed("source", MacAddress::parse), root.parsed("destination", MacAddress::parse),
                root.whole("seed", 0, Long.MAX_VALUE), (int) root.whole("frames", 0, Check.MAX_FRAMES));
    }

    private static Subject subject(RecordingFields root) {
        return switch (root.text("mode")) {
            case "vmq" -> filters(root);
            case "rss" -> new Subject.Rss(facts(root.object("rss")));
            default -> throw root.refusal("mode", "vmq or rss");
        };
    }

    private static Subject filters(RecordingFields root) {
        List<ReceiveFilter> filters = root.objects("filters").stream().map(RecordingReader::filter).toList();
        try {
            new FilterTable(filters);
        } catch (IllegalArgumentException e) {
            throw root.refusal("filters", "filters that differ: " + e.getMessage());
        }
        return new Subject.Filters(filters);
    }

    private static ReceiveFilter filter(RecordingFields fields) {
        int queue = (int) fields.whole("queue", 0, MAX_QUEUE);
        int vlan = fields.isText("vlan") ? fields.parsed("vlan", RecordingReader::namedVlan)
                : (int) fields.whole("vlan", 1, EthernetLayout.MAX_VLAN_ID);
        return fields.parsed("mac", text -> new ReceiveFilter(MacAddress.parse(text), vlan, queue));
    }

    private static int namedVlan(String text) {
        return switch (text) {
            case UNTAGGED -> ReceiveFilter.UNTAGGED_OR_ZERO;
            case ANY -> ReceiveFilter.ANY_VLAN;
            default -> throw new IllegalArgumentException(
                    "'" + text + "' is no VLAN (expected untagged, any, or a number from 1 to 4094)");
        };
    }

    private static RssFacts facts(RecordingFields rss) {
        String reason = rss.textOrNull("notReported");
        if (reason != null) {
            return new RssFacts.NotReported(reason);
        }
        List<Integer> table = rss.wholes("table", 0, MAX_QUEUE);
        if (table.size() > RssSettings.MAX_TABLE_ENTRIES) {
            throw rss.refusal("table", "at most " + RssSettings.MAX_TABLE_ENTRIES + " entries");
        }
        String types = rss.text("hashTypes");
        return new RssFacts.Reported(table, rss.parsed("key", RssKey::parse),
                rss.parsed("function", HashFunction::parse), rss.parsed("inputTransform", InputTransform::parse),
                types.isEmpty() ? HashTypes.NONE : rss.parsed("hashTypes", HashTypes::parse));
    }

    private static ProbeSet probes(RecordingFields root, Check check) {
        try {
            ProbeSet probes = ProbeSet.of(check);
            if (!probes.digest().equals(root.text("probesDigest"))) {
                throw root.refusal("probesDigest", probes.digest()
                        + ", the frames that this version makes of these settings: read it with the version that wrote it");
            }
            return probes;
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(root.file() + ": $.frames", e);
        }
    }

    private static Observations observations(RecordingFields root, int frames, int queues) {
        Observations seen = new Observations(frames);
        for (RecordingFields arrival : root.objects("arrivals")) {
            int probe = (int) arrival.whole("frame", 1, frames) - 1;
            if (seen.queue(probe) != Observations.MISSING) {
                throw arrival.refusal("frame", "each frame once");
            }
            int hash = arrival.has("hash") ? arrival.parsed("hash", RecordingReader::hash) : 0;
            seen.arrived(probe, (int) arrival.whole("queue", 0, queues - 1L), hash);
        }
        seen.counted(root.whole("foreignFrames", 0, Long.MAX_VALUE), root.whole("repeated", 0, Long.MAX_VALUE));
        seen.ended(root.whole("lostFrames", 0, Long.MAX_VALUE), root.whole("refusedFrames", 0, Long.MAX_VALUE),
                root.textOrNull("failure"));
        return seen;
    }

    private static int hash(String text) {
        if (!text.matches("0x\\p{XDigit}{8}")) {
            throw new IllegalArgumentException("'" + text + "' is no hash (expected 0x and 8 hex digits)");
        }
        return Integer.parseUnsignedInt(text, 2, text.length(), 16);
    }
}
