package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkWatchTest {

    private static final long LOOK_EVERY_NS = 20_000_000;

    private long nowNs;

    private LinkWatch watch(Links links) throws Exception {
        return new LinkWatch(links, links.get(Lab.NEAR), () -> nowNs);
    }

    private @Nullable String later(LinkWatch watch) {
        nowNs += LOOK_EVERY_NS;
        return watch.failure();
    }

    @Test
    void shouldNoticeALinkThatWentDownAndCameBack() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            LinkWatch watch = watch(links);
            assertThat(later(watch)).isNull();

            links.setDown(Lab.FAR);
            links.setUp(Lab.FAR);

            assertThat(later(watch)).as("the other end of the cable").isEqualTo("lab0 went down and came back");
        });
    }

    @Test
    void shouldStayWithTheFirstReason() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            LinkWatch watch = watch(links);

            links.setDown(Lab.NEAR);
            assertThat(later(watch)).isEqualTo("lab0 went down");
            links.setUp(Lab.NEAR);
            assertThat(later(watch)).isEqualTo("lab0 went down");
            links.delete(Lab.NEAR);
            assertThat(later(watch)).isEqualTo("lab0 went down");
        });
    }

    @Test
    void shouldTellALostCarrierAndAnInterfaceThatIsGone() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            LinkWatch watch = watch(links);
            LinkWatch another = watch(links);

            links.setDown(Lab.FAR);
            assertThat(later(watch)).isEqualTo("lab0 lost its carrier");
            links.delete(Lab.NEAR);
            assertThat(later(another)).isEqualTo("lab0 is gone");
        });
    }

    @Test
    void shouldNotCallALinkFailedThatComesUpOnlyNow() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            links.setDown(Lab.FAR);
            LinkWatch watch = watch(links);
            assertThat(later(watch)).isNull();

            links.setUp(Lab.FAR);

            assertThat(links.get(Lab.NEAR).hasCarrier()).isTrue();
            assertThat(later(watch)).isNull();
        });
    }

    @Test
    void shouldAskTheKernelNowAndThenAlone() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            LinkWatch watch = watch(links);
            links.setDown(Lab.NEAR);

            nowNs += LOOK_EVERY_NS - 1;
            assertThat(watch.failure()).isNull();
            nowNs++;
            assertThat(watch.failure()).isEqualTo("lab0 went down");
        });
    }

    @Test
    void shouldAskNoMoreOnceItHasEnded() throws Exception {
        Lab.withCable(1, cable -> {
            LinkWatch watch = watch(cable.links());
            watch.end();
            cable.links().setDown(Lab.NEAR);

            assertThat(later(watch)).isNull();
            assertThat(watch.look()).isNull();
            assertThat(watch.missedFrames()).as("there is no NIC that could miss any").isZero();
        });
    }
}
