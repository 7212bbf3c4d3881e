package io.vmq.tools.doctor.export;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an export into a {@link HostExport}. A section is a property of the root, named as its cmdlet is, with or without {@code
 * Get-}; only Processor and NetAdapterVmq have to be there.
 */
public final class HostExportReader {

    /** Largest file that is read. */
    public static final int MAX_BYTES = 32 << 20;

    /** What the script says that its files are. */
    private static final String SCHEMA = "vmq.host-export/1";
    private static final int MAX_DEPTH = 64;
    /** Logical processors that Windows supports, at most. */
    private static final int MAX_PROCESSORS = 2_048;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .build();

    private final Sections sections;
    private final List<String> notes = new ArrayList<>();

    private HostExportReader(Sections sections) {
        this.sections = sections;
    }

    /**
     * Reads an export.
     *
     * @param file
     *            name of the file in messages
     * @throws BadInputException
     *             with file, JSON path, value and what was expected, for what cannot be read
     */
    public static HostExport read(String file, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new BadInputException(file + ": larger than an export can be (expected at most " + MAX_BYTES
                    + " bytes)");
        }
        Fields root = new Fields(file, "$", tree(file, content));
        refuseOtherSchemas(root);
        return new HostExportReader(new Sections(file, root)).export();
    }

    /** Files that a person wrote have none. */
    private static void refuseOtherSchemas(Fields root) {
        if (root.text("Schema").filter(schema -> !schema.equals(SCHEMA)).isPresent()) {
            throw root.refusal("Schema", SCHEMA + ", which the script of --collect-script writes, or no Schema");
        }
    }

    private static JsonNode tree(String file, byte[] content) {
        try {
            JsonNode tree = MAPPER.readTree(ExportText.decode(file, content));
            if (tree.isMissingNode()) {
                throw new BadInputException(
                        file + ": empty (expected the JSON that the script of --collect-script saves)");
            }
            return tree;
        } catch (JacksonException e) {
            throw JsonSyntax.refusal(file, e);
        }
    }

    private HostExport export() {
        HostTopology topology = topology();
        List<Adapter> adapters = new AdapterReader(sections).adapters();
        UplinkReader uplinks = new UplinkReader(sections, adapters);
        List<Uplink> bound = uplinks.uplinks();
        notes.addAll(uplinks.notes());
        return new HostExport(topology, adapters, bound, notes);
    }

    private HostTopology topology() {
        int cores = 0;
        int logical = 0;
        for (Fields socket : sections.required("Processor")) {
            cores += socket.whole("NumberOfCores", MAX_PROCESSORS)
                    .orElseThrow(() -> socket.refusal("NumberOfCores", "the cores of this socket"));
            logical += socket.whole("NumberOfLogicalProcessors", MAX_PROCESSORS)
                    .orElseThrow(() -> socket.refusal("NumberOfLogicalProcessors",
                            "the logical processors of this socket"));
        }
        int nodes = Math.max(1, sections.optional("VMHostNumaNode").size());
        if (!sections.has("VMHostNumaNode")) {
            notes.add(sections.file() + ": no VMHostNumaNode section, so the host is taken to be one NUMA node");
        }
        if (cores < 1 || logical % cores != 0 || cores % nodes != 0) {
            throw new BadInputException(sections.file() + ": $.Processor: " + cores + " cores, " + logical
                    + " logical processors and " + nodes
                    + " NUMA nodes do not go together (expected at least one core, "
                    + "equally many logical processors for each, and equally many cores for each node)");
        }
        return new HostTopology(logical, logical / cores, nodes);
    }
}
