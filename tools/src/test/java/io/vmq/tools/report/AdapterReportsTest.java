package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Coalescing;
import io.vmq.nic.adapter.Reported;
import io.vmq.nic.adapter.RssReport;
import io.vmq.tools.nic.Adapters;
import io.vmq.tools.nic.HostState;
import io.vmq.tools.nic.JudgedAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code vmq nic list} and {@code vmq nic show} print, to the character. */
class AdapterReportsTest {

    private static JudgedAdapter good() {
        return JudgedAdapter.of(new Adapters().make(), Adapters.host());
    }

    private static JudgedAdapter bad() {
        Adapters made = new Adapters().offload("rx-gro", true, true).offload("rx-lro", true, false);
        made.coalescing = Reported.of(new Coalescing(50, 64, true));
        made.rss = Reported.of(Adapters.rss(3, "toeplitz", "symmetric-xor"));
        return JudgedAdapter.of(made.make(), new HostState(Adapters.host().nodeOfCpu(), true, Set.of(4)));
    }

    private static JudgedAdapter silent() {
        return JudgedAdapter.of(Adapters.silent("va", false), Adapters.host());
    }

    private static JudgedAdapter loopback() {
        return JudgedAdapter.of(Adapters.silent("lo", true), Adapters.host());
    }

    private static JudgedAdapter down() {
        Adapters made = new Adapters();
        made.flags = Reported.of(new Flags(false, false, false));
        return JudgedAdapter.of(made.make(), Adapters.host());
    }

    @Test
    void shouldListInterfaces() {
        Golden.assertEqual("golden-nic-list.txt",
                AdapterTable.text(List.of(loopback(), good(), bad(), silent(), down())));
        Golden.assertEqual("golden-nic-list.json",
                AdapterDocument.text(List.of(loopback(), good(), bad(), silent(), down())));
    }

    @Test
    void shouldShowAnInterface() {
        Golden.assertEqual("golden-nic-good.txt", AdapterText.text(good()));
        Golden.assertEqual("golden-nic-bad.txt", AdapterText.text(bad()));
        Golden.assertEqual("golden-nic-silent.txt", AdapterText.text(silent()));
    }

    @Test
    void shouldWriteTheDocumentOfAnInterface() {
        Golden.assertEqual("golden-nic-bad.json", AdapterDocument.text(bad()));
        Golden.assertEqual("golden-nic-silent.json", AdapterDocument.text(silent()));
    }

    @Test
    void shouldWriteDocumentsOfTheirSchemas() {
        assertThat(AdapterSchemas.errorsOfList(
                read(AdapterDocument.text(List.of(loopback(), good(), bad(), silent(), down()))))).isEmpty();
        for (JudgedAdapter judged : List.of(loopback(), good(), bad(), silent(), down(), strange())) {
            assertThat(AdapterSchemas.errorsOfOne(read(AdapterDocument.text(judged)))).isEmpty();
        }
    }

    /** Law and transformation that nobody knows yet. */
    private static JudgedAdapter strange() {
        Adapters made = new Adapters();
        made.rss = Reported.of(new RssReport(List.of(), "", "unknown (bits 0x8)", "unknown (bits 0x3)"));
        return JudgedAdapter.of(made.make(), Adapters.host());
    }

    /** A schema that lets everything through would let the tests above through too. */
    @Test
    void shouldHaveSchemasThatRefuse() {
        ObjectNode one = (ObjectNode) read(AdapterDocument.text(bad()));
        one.put("mtuBytes", "1500");
        one.remove("link");
        ((ObjectNode) one.get("rss")).put("transform", "symmetric").put("bits", 1);
        ((ObjectNode) one.get("channels").get("most")).put("combined", -1);
        ObjectNode list = (ObjectNode) read(AdapterDocument.text(List.of(good())));
        ((ObjectNode) list.get("nics").get(0)).put("speedMbps", "fast").remove("up");

        assertThat(String.join("\n", AdapterSchemas.errorsOfOne(one))).contains("mtuBytes", "link", "transform", "bits",
                "combined");
        assertThat(String.join("\n", AdapterSchemas.errorsOfList(list))).contains("speedMbps", "up");
    }

    @Test
    void shouldHaveTheKeysThatTheSchemasName() {
        JsonNode one = read(AdapterDocument.text(bad()));
        JsonNode list = read(AdapterDocument.text(List.of(good())));

        assertThat(one.propertyNames()).containsExactlyElementsOf(AdapterSchemas.ONE.get("properties").propertyNames());
        assertThat(list.get("nics").get(0).propertyNames()).containsExactlyElementsOf(
                AdapterSchemas.LIST.at("/properties/nics/items/properties").propertyNames());
    }

    private static JsonNode read(String document) {
        return JsonMapper.shared().readTree(document);
    }

    /** Whoever reads documents may count on every key, whatever the driver told. */
    @Test
    void shouldHaveTheSameKeysWhateverIsReported() {
        JsonNode full = JsonMapper.shared().readTree(AdapterDocument.text(bad()));
        JsonNode silent = JsonMapper.shared().readTree(AdapterDocument.text(silent()));

        assertThat(new ArrayList<>(silent.propertyNames())).isEqualTo(new ArrayList<>(full.propertyNames()));
        assertThat(new ArrayList<>(silent.get("hashFields").propertyNames()))
                .isEqualTo(new ArrayList<>(full.get("hashFields").propertyNames()));
        silent.properties().stream().filter(entry -> entry.getValue().isNull()).forEach(
                entry -> assertThat(silent.get("notReported").has(entry.getKey())).as(entry.getKey()).isTrue());
        assertThat(full.get("notReported").isEmpty()).isTrue();
    }
}
