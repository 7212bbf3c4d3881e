package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Coalescing;
import io.vmq.nic.adapter.Reported;
import io.vmq.tools.nic.Adapters;
import io.vmq.tools.nic.HostState;
import io.vmq.tools.nic.JudgedAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
