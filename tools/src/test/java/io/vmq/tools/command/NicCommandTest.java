package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.linux.PrivateLink;
import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.conformance.wire.Cables;
import io.vmq.tools.report.AdapterSchemas;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vmq nic} as a user meets it, on a cable in a private network. */
class NicCommandTest {

    @Test
    void shouldListTheInterfacesOfItsNetwork() throws Exception {
        Outcome outcome = onACable(() -> Vmq.run("nic", "list"));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().toList()).hasSize(4).first().asString()
                .contains("name", "driver", "Mb/s", "state", "rss", "remarks");
        assertThat(outcome.out()).containsPattern("cable0 +veth +10000 +up +no +no-rss").containsPattern("lo +- +- ");
    }

    @Test
    void shouldShowThatACableReportsNoRss() throws Exception {
        Outcome outcome = onACable(() -> Vmq.run("nic", "show", "cable0", "--cpus", "0"));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("cable0\n")
                .contains("  table                    not reported (EOPNOTSUPP, Operation not supported)\n",
                        "  channels now             0 combined, 2 rx, 2 tx, 0 other\n",
                        "  no-rss                   the driver reports no RSS table");
    }

    @Test
    void shouldWriteDocuments() throws Exception {
        JsonNode list = json(onACable(() -> Vmq.run("nic", "list", "--json")));
        JsonNode one = json(onACable(() -> Vmq.run("nic", "show", "cable1", "--json")));

        assertThat(AdapterSchemas.errorsOfList(list)).isEmpty();
        assertThat(AdapterSchemas.errorsOfOne(one)).isEmpty();
        assertThat(list.get("schema").asString()).isEqualTo("vmq.nics/1");
        assertThat(list.get("nics")).hasSize(3);
        assertThat(one.get("schema").asString()).isEqualTo("vmq.nic/1");
        assertThat(one.get("rss").isNull()).isTrue();
        assertThat(one.get("notReported").get("rss").asString()).isEqualTo("EOPNOTSUPP, Operation not supported");
    }

    private static JsonNode json(Outcome outcome) {
        assertThat(outcome.code()).isZero();
        return JsonMapper.shared().readTree(outcome.out());
    }

    @Test
    void shouldRefuseAnInterfaceThatDoesNotExist() throws Exception {
        onACable(() -> Vmq.run("nic", "show", "eth9")).assertRefused(
                "'eth9' is no interface of this network namespace (expected ", "lo", "cable0", "cable1");
        onACable(() -> Vmq.run("nic", "show", "a-name-that-is-much-too-long-for-an-interface"))
                .assertRefused("is no interface of this network namespace");
    }

    @Test
    void shouldRefuseBadUsage() {
        Vmq.run("nic", "show").assertRefused("IFACE");
        Vmq.run("nic", "show", "lo", "--cpus", "0-").assertRefused("--cpus: '0-' is not possible");
        Vmq.run("nic", "test").assertRefused("test");
    }

    private static Outcome onACable(Supplier<Outcome> command) throws Exception {
        return Cables.inPrivateNetwork(() -> {
            try (PrivateLink _ = PrivateLink.open("cable0", "cable1", 2)) {
                return command.get();
            }
        });
    }
}
