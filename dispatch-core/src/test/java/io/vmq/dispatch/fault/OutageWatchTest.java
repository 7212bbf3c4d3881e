package io.vmq.dispatch.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutageWatchTest {

    @Test
    void shouldReleaseAtOnceWhatMeetsNoOutage() {
        OutageWatch watch = new Outages(List.of(new Outage(10, 20))).watch();
        assertThat(watch.releaseNs(0)).isZero();
        assertThat(watch.releaseNs(9)).isEqualTo(9);
        assertThat(watch.releaseNs(20)).isEqualTo(20);
        assertThat(watch.releaseNs(1_000)).isEqualTo(1_000);
    }

    @Test
    void shouldHoldUntilTheOutageEnds() {
        OutageWatch watch = new Outages(List.of(new Outage(30, 40), new Outage(10, 20))).watch();
        assertThat(watch.releaseNs(10)).isEqualTo(20);
        assertThat(watch.releaseNs(19)).isEqualTo(20);
        assertThat(watch.isOut(25)).isFalse();
        assertThat(watch.isOut(35)).isTrue();
        assertThat(watch.releaseNs(39)).isEqualTo(40);
        assertThat(watch.isOut(40)).isFalse();
    }

    @Test
    void shouldMergeOutagesThatTouchOrOverlap() {
        Outages outages = new Outages(List.of(new Outage(15, 18), new Outage(10, 20), new Outage(20, 25)));
        assertThat(outages.list()).containsExactly(new Outage(10, 25));
    }

    @Test
    void shouldRefuseAnOutageThatCannotBe() {
        assertThatThrownBy(() -> new Outage(5, 5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outage from 5 to 5 ns: 0 <= from < to expected");
        assertThatThrownBy(() -> new Outage(-1, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
