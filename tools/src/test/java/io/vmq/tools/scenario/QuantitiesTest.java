package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.nic.port.LinkRate;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({"10kpps, 10kpps, 10000", "1.5mpps, 1.5mpps, 1500000", "1500000, 1.5mpps, 1500000", "7, 7pps, 7",
        "0.5, 0.5pps, 0.5", "1gpps, 1gpps, 1e9", "500mbps, 500mbps, 41172.70", "10Gbps, 10gbps, 823451.9",
        "1000MBPS, 1gbps, 82345.19", "100bps, 100bps, 0.008234", "40%, 40%, 325097.5", "0.10%, 0.1%, 812.7438",
        "100%, 100%, 812743.8", "MAX, max, Infinity"})
    void shouldReadRates(String text, String canonical, double ppsOn10GbeWith1518Bytes) {
        Rate rate = Rate.parse(text);

        assertThat(rate.text()).isEqualTo(canonical);
        assertThat(Rate.parse(canonical)).isEqualTo(rate);
        double pps = rate.ratePps(LinkRate.ofGbps(10), 1518);
        if (Double.isFinite(ppsOn10GbeWith1518Bytes)) {
            assertThat(pps).isCloseTo(ppsOn10GbeWith1518Bytes, within(ppsOn10GbeWith1518Bytes * 1e-4));
        } else {
            assertThat(pps).isInfinite();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0pps", "0%", "-1kpps", "10 kpps", "10kp", "kpps", "1e6", "max%", "1tbps", "%",
        "10kppss", "1.2.3kpps", "1_000", "10kpps "})
    void shouldRefuseRates(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.parse(text))
                .withMessageContaining(text.isEmpty() ? "no value" : "'" + text + "'")
                .withMessageContaining("expected a rate above 0");
    }

    @Test
    void shouldHoldEqualRatesEqualHoweverWritten() {
        assertThat(Rate.parse("1.50mpps")).isEqualTo(Rate.parse("1500kpps")).isEqualTo(Rate.parse("1500000"));
        assertThat(new Rate.Frames(new BigDecimal("1e3"))).isEqualTo(Rate.parse("1kpps"));
        assertThat(Rate.parse("1000kbps")).isEqualTo(Rate.parse("1mbps"));
    }

    @ParameterizedTest
    @CsvSource({"10gbps, 10000000000, 10gbps", "2.5Gbps, 2500000000, 2.5gbps", "100mbps, 100000000, 100mbps",
        "1kbps, 1000, 1kbps", "1tbps, 1000000000000, 1000gbps", "1000000001bps, 1000000001, 1.000000001gbps"})
    void shouldReadLinkRates(String text, long bps, String canonical) {
        LinkRate link = Notation.linkRate(text);

        assertThat(link.bps()).isEqualTo(bps);
        assertThat(Notation.text(link)).isEqualTo(canonical);
        assertThat(Notation.linkRate(canonical)).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10kpps", "95%", "999bps", "1.1tbps", "0gbps", "1.5bps", "max", "-1gbps"})
    void shouldRefuseLinkRates(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Notation.linkRate(text))
                .withMessageContaining("expected a link rate such as 10gbps");
    }

    @ParameterizedTest
    @CsvSource({"2us+1ns, 2000000, 1000, 2us+1ns", "0, 0, 0, 0+0", "2.4us+0.7ns, 2400000, 700, 2.4us+0.7ns",
        "1ps, 1, 0, 0.001ns+0", "0.0005ms+0.25NS, 500000, 250, 500ns+0.25ns", "1s, 1000000000000, 0, 1s+0",
        "1.5ms+0, 1500000000, 0, 1.5ms+0"})
    void shouldReadServiceCosts(String text, long fixedPs, long perBytePs, String canonical) {
        ServiceCost cost = Notation.serviceCost(text);

        assertThat(cost).isEqualTo(new ServiceCost(fixedPs, perBytePs));
        assertThat(Notation.text(cost)).isEqualTo(canonical);
        assertThat(Notation.serviceCost(canonical)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({"'20us,32', 20000000, 32, '20us,32'", "0.5MS, 500000000, 2147483647, 500us", "OFF, 0, 1, off",
        "'1s, 2', 1000000000000, 2, '1s,2'"})
    void shouldReadInterruptModeration(String text, long timerPs, int frames, String canonical) {
        InterruptModeration moderation = Notation.moderation(text);

        assertThat(moderation).isEqualTo(new InterruptModeration(timerPs, frames));
        assertThat(Notation.text(moderation)).isEqualTo(canonical);
        assertThat(Notation.moderation(canonical)).isEqualTo(moderation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "on", "0", "0,32", "20us,1", "20us,0", "20us,", "20us,2,3", "1.1s", "20us,1048577", ",32"})
    void shouldRefuseInterruptModeration(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Notation.moderation(text))
                .withMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "2us+", "+1ns", "1us+1ns+1ns", "0.5ps", "2us-1ns", "2 us", "1.1s", "0+1ms", "-1us",
        "99999999s"})
    void shouldRefuseServiceCosts(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Notation.serviceCost(text))
                .withMessageContaining("expected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | 0", "0,2-5 | 0,2-5", "3,0-2 | 3,0-2", "0,1,2 | 0-2", "5,4,3 | 5,4,3",
        "7-7 | 7", "4095 | 4095"})
    void shouldReadCpuListsInTheirOrder(String text, String canonical) {
        CpuList list = CpuList.parse(text);

        assertThat(list.text()).isEqualTo(canonical);
        assertThat(CpuList.parse(canonical)).isEqualTo(list);
    }

    @Test
    void shouldKeepTheSourceFirst() {
        assertThat(CpuList.parse("3,0-2").cpus()).isEqualTo(List.of(3, 0, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "0,", "5-2", "-1", "0-", "4096", "0-99999", "a", "0, 1", "0-4096"})
    void shouldRefuseCpuLists(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CpuList.parse(text))
                .withMessageContaining("expected CPU numbers and ranges");
    }

    @Test
    void shouldNameTheCpuThatIsNamedTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> CpuList.parse("0,2-5,4"))
                .withMessageContaining("'0,2-5,4' names CPU 4 twice");
    }
}
