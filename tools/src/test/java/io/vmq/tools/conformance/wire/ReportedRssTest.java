package io.vmq.tools.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.nic.adapter.HashFields;
import io.vmq.nic.adapter.Reported;
import io.vmq.nic.adapter.RssReport;
import io.vmq.tools.conformance.HashFunction;
import io.vmq.tools.conformance.RssFacts;
import io.vmq.tools.nic.Adapters;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What drivers answer, made into what is predicted from, or into the reason why nothing is. */
class ReportedRssTest {

    private static final List<String> ADDRESSES = List.of("src-ip", "dst-ip");
    private static final List<String> NONE = List.of();

    private final Adapters adapter = new Adapters();

    private void hashes(String kind, List<String> fields) {
        adapter.hashFields.put(kind, Reported.of(new HashFields(fields)));
    }

    private RssFacts.Reported facts() {
        RssFacts facts = ReportedRss.of(adapter.make());
        assertThat(facts).isInstanceOf(RssFacts.Reported.class);
        return (RssFacts.Reported) facts;
    }

    private String types() {
        return facts().types().toString();
    }

    private String reason() {
        RssFacts facts = ReportedRss.of(adapter.make());
        assertThat(facts).isInstanceOf(RssFacts.NotReported.class);
        return facts.whyNot().orElseThrow();
    }

    @Test
    void shouldTakeTableKeyFunctionAndTypes() {
        RssFacts.Reported facts = facts();

        assertThat(facts.table()).hasSize(32).startsWith(0, 1, 2, 3, 0);
        assertThat(facts.key()).isEqualTo(RssKey.DEFAULT);
        assertThat(facts.function()).isEqualTo(HashFunction.TOEPLITZ);
        assertThat(facts.transform()).isEqualTo(InputTransform.NONE);
        assertThat(facts.types()).isEqualTo(HashTypes.parse("ipv4,tcp-ipv4,udp-ipv4,ipv6,tcp-ipv6,udp-ipv6"));
        assertThat(facts.whyNot()).isEmpty();
    }

    @Test
    void shouldTakeWhatIsHashedOfEachKind() {
        hashes("udp4", ADDRESSES);
        assertThat(types()).isEqualTo("ipv4,tcp-ipv4,ipv6,tcp-ipv6,udp-ipv6");
        hashes("tcp6", NONE);
        hashes("udp6", NONE);
        hashes("ip6", NONE);
        assertThat(types()).isEqualTo("ipv4,tcp-ipv4");
        hashes("ip4", NONE);
        hashes("udp4", List.of("src-ip", "dst-ip", "src-port", "dst-port"));
        assertThat(types()).isEqualTo("tcp-ipv4,udp-ipv4");
    }

    /** Many drivers answer for ip4 and ip6 with an error. */
    @Test
    void shouldTakeAddressesFromTcpWhereNothingIsSaidOfIp() {
        adapter.hashFields.put("ip4", Reported.nothing("EINVAL, Invalid argument"));
        adapter.hashFields.remove("ip6");

        assertThat(types()).isEqualTo("ipv4,tcp-ipv4,udp-ipv4,ipv6,tcp-ipv6,udp-ipv6");
    }

    @Test
    void shouldUseTheFirstBytesOfALongerKey() {
        RssReport report = Adapters.rss(4, "toeplitz", "symmetric-xor");
        adapter.rss = Reported.of(new RssReport(report.table(), report.key() + ":01:02:03:04:05:06:07:08:09:0a:0b:0c",
                report.function(), report.transform()));

        assertThat(facts().key()).isEqualTo(RssKey.DEFAULT);
        assertThat(facts().transform()).isEqualTo(InputTransform.SYMMETRIC_XOR);
    }

    @Test
    void shouldNotPredictFromOtherFunctions() {
        adapter.rss = Reported.of(Adapters.rss(4, "xor", "none"));
        assertThat(facts().whyNot()).contains("the NIC hashes by xor, and only toeplitz can be predicted");
        adapter.rss = Reported.of(Adapters.rss(4, "none", "none"));
        assertThat(facts().whyNot()).contains("the NIC hashes by unknown, and only toeplitz can be predicted");
        adapter.rss = Reported.of(Adapters.rss(4, "unknown (bits 0x8)", "none"));
        assertThat(facts().function()).isEqualTo(HashFunction.UNKNOWN);
    }

    @Test
    void shouldSayWhatIsMissing() {
        adapter.rss = Reported.nothing("EOPNOTSUPP, Operation not supported");
        assertThat(reason()).isEqualTo(
                "the driver ixgbe of eth0 gives no RSS table (EOPNOTSUPP, Operation not supported)");
        adapter.rss = Reported.of(new RssReport(List.of(), "6d:5a", "toeplitz", "none"));
        assertThat(reason()).isEqualTo("the driver ixgbe of eth0 gives no RSS table (it has no entries)");
        adapter.rss = Reported.of(new RssReport(List.of(0, 1), "6d:5a", "toeplitz", "none"));
        assertThat(reason()).isEqualTo(
                "the driver ixgbe of eth0 gives an RSS key of 2 bytes, and at least 40 are needed");
        adapter.rss = Reported.of(Adapters.rss(4, "toeplitz", "unknown (bits 0x4)"));
        assertThat(reason()).contains("'unknown (bits 0x4)' is no input transformation");
    }

    @Test
    void shouldNotGuessWhatIsHashed() {
        adapter.hashFields.put("udp6", Reported.nothing("EINVAL, Invalid argument"));
        assertThat(reason()).contains("which fields of udp6 are hashed is not reported (EINVAL, Invalid argument)");
        hashes("udp6", List.of("dst-ip"));
        assertThat(reason()).contains("of udp6 it hashes dst-ip");
        hashes("udp6", NONE);
        assertThat(reason()).contains("of IPv6 it hashes some packets and leaves UDP out");
    }
}
