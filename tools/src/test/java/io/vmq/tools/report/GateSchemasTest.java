package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.tools.gate.GateResult;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What programs read of a gate, held against its schemas. */
class GateSchemasTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNode SCHEMA = MAPPER
            .readTree(GateDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.gate-1.schema.json"));
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);

    private static Stream<GateResult> all() {
        return Stream.of(Gates.regressed(), Gates.inconclusive(), Gates.improved(), Gates.passed());
    }

    private static List<String> errors(JsonNode document) {
        return VALIDATOR.validate(document).stream().map(Error::toString).toList();
    }

    @Test
    void shouldWriteDocumentsThatFollowTheSchema() {
        assertThat(all())
                .allSatisfy(result -> assertThat(errors(MAPPER.readTree(GateDocument.text(result)))).isEmpty());
    }

    @Test
    void shouldKeepNamesInDocumentsAsTheyAre() {
        JsonNode document = MAPPER.readTree(GateDocument.text(Gates.regressed()));

        assertThat(document.get("candidate").asString()).isEqualTo(Gates.NASTY);
        assertThat(document.get("comparisons").get(1).get("ratio").asDouble()).isEqualTo(892_100 / 812_400.0);
    }

    @Test
    void shouldRefuseByTheSchemaWhatIsNone() {
        JsonNode whole = MAPPER.readTree(GateDocument.text(Gates.regressed()));
        for (String name : SCHEMA.get("properties").propertyNames()) {
            JsonNode without = whole.deepCopy();
            ((ObjectNode) without).remove(name);
            assertThat(errors(without)).as("without " + name).isNotEmpty();
        }
        for (String name : SCHEMA.at("/properties/comparisons/items/properties").propertyNames()) {
            JsonNode without = whole.deepCopy();
            ((ObjectNode) without.get("comparisons").get(0)).remove(name);
            assertThat(errors(without)).as("without " + name).isNotEmpty();
            JsonNode other = whole.deepCopy();
            ((ObjectNode) other.get("comparisons").get(0)).putArray(name);
            assertThat(errors(other)).as("with a list as " + name).isNotEmpty();
        }
        ((ObjectNode) whole).put("more", 1);
        assertThat(errors(whole)).as("members may be added").isEmpty();
    }

    private static Document xml(GateResult result) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(GateJUnit.text(result))));
    }

    @Test
    void shouldWriteJUnitFilesThatFollowTheSchemaOfTheirReaders() throws SAXException, IOException {
        javax.xml.validation.Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(GateSchemasTest.class.getResource("junit.xsd"));
        for (GateResult result : all().toList()) {
            schema.newValidator().validate(new StreamSource(new StringReader(GateJUnit.text(result))));
        }
    }

    @Test
    void shouldFailWhatRegressedAndSkipWhatIsInconclusive() throws Exception {
        Element root = xml(Gates.regressed()).getDocumentElement();

        assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(10)
                .isEqualTo(Integer.parseInt(root.getAttribute("tests")));
        assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(4)
                .isEqualTo(Integer.parseInt(root.getAttribute("failures")));
        assertThat(root.getElementsByTagName("skipped").getLength()).isEqualTo(2);
        Element failure = (Element) root.getElementsByTagName("failure").item(0);
        assertThat(((Element) failure.getParentNode()).getAttribute("classname")).isEqualTo("gate.vmq");
        assertThat(failure.getTextContent()).startsWith("vmq p99 is 9.8 % higher (worse), 892.1 us instead of 812.4 us")
                .isEqualTo(failure.getAttribute("message"));
    }
}
