package io.vmq.tools.report;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of documents of interfaces, by which tests judge them. */
public final class AdapterSchemas {

    static final JsonNode ONE = read("vmq.nic-1.schema.json");
    static final JsonNode LIST = read("vmq.nics-1.schema.json");

    private static final Schema ONE_VALIDATOR = validator(ONE);
    private static final Schema LIST_VALIDATOR = validator(LIST);

    private AdapterSchemas() {}

    private static JsonNode read(String name) {
        return JsonMapper.shared()
                .readTree(AdapterDocument.class.getResourceAsStream("/io/vmq/tools/report/" + name));
    }

    private static Schema validator(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    }

    /** What is wrong with a document of one interface. */
    public static List<String> errorsOfOne(JsonNode document) {
        return ONE_VALIDATOR.validate(document).stream().map(Error::toString).toList();
    }

    /** What is wrong with a document of all interfaces. */
    public static List<String> errorsOfList(JsonNode document) {
        return LIST_VALIDATOR.validate(document).stream().map(Error::toString).toList();
    }
}
