package io.vmq.nic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkRateTest {

    /** The figures that every data sheet has (RFC 2544 sizes). */
    @ParameterizedTest
    @CsvSource({"1, 64, 1488095.24", "10, 64, 14880952.38", "10, 128, 8445945.95", "10, 256, 4528985.51",
        "10, 512, 2349624.06", "10, 1024, 1197318.01", "10, 1280, 961538.46", "10, 1518, 812743.82",
        "10, 9216, 135339.97", "25, 64, 37202380.95", "100, 64, 148809523.81"})
    void shouldKnowTheFrameRateOfAFullLink(long gbps, int frameBytes, double pps) {
        assertThat(LinkRate.ofGbps(gbps).maxPps(frameBytes)).isCloseTo(pps, within(0.01));
    }

    @Test
    void shouldCountPreambleAndGapOnLayerOne() {
        assertThat(LinkRate.l1Bits(64)).isEqualTo(672);
        assertThat(LinkRate.l1Bits(1518)).isEqualTo(12_304);
    }

    @Test
    void shouldTurnPercentIntoFramesPerSecondAndBack() {
        LinkRate link = LinkRate.ofGbps(10);

        assertThat(link.pps(40, 64)).isCloseTo(5_952_380.952, within(0.001));
        assertThat(link.percent(link.pps(95, 570), 570)).isCloseTo(95, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 999, 1_000_000_000_001L})
    void shouldRefuseRatesThatNoLinkHas(long bps) {
        assertThatThrownBy(() -> new LinkRate(bps)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Long.toString(bps)).hasMessageContaining("1 kb/s to 1 Tb/s expected");
    }

    @Test
    void shouldTakeHundredPercentButNotMore() {
        LinkRate link = LinkRate.ofGbps(10);

        link.checkRate(link.pps(100, 353.8), 353.8);
        assertThatThrownBy(() -> link.checkRate(15e6, 64)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate 15000000.000 frames/s: at most 14880952.381 expected, what a link of 10000000000 b/s"
                        + " carries at 64.0 bytes a frame");
    }
}
