package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetlinkSocketTest {

    private static final int NEW_LINK = 16;
    private static final int GET_LINK = 18;
    private static final int NAME = 3;

    private static NetlinkMessage allLinks() {
        return NetlinkMessage.aboutLink(GET_LINK, NetlinkMessage.DUMP, 0, 0, 0);
    }

    @Test
    void shouldPassOverAnswersToWhatWasAskedBefore() throws Exception {
        Lab.withCable(1, cable -> {
            try (NetlinkSocket kernel = NetlinkSocket.open()) {
                NetlinkMessage one = NetlinkMessage.aboutLink(GET_LINK, NetlinkMessage.ACKNOWLEDGE, 0, 0, 0)
                        .text(NAME, Lab.NEAR);
                assertThatThrownBy(() -> kernel.ask(one, link -> {
                    throw new IllegalStateException("reads no further");
                })).hasMessage("reads no further");

                long answer = kernel.change(NetlinkMessage.aboutLink(NEW_LINK, NetlinkMessage.ACKNOWLEDGE, 0, 0, 0)
                        .text(NAME, "absent"));

                assertThat(Errno.ENODEV.is(answer)).as(Errno.describe(answer)).isTrue();
            }
        });
    }

    @Test
    void shouldGiveAllLinksEachTimeItIsAsked() throws Exception {
        Lab.withCable(1, cable -> {
            try (NetlinkSocket kernel = NetlinkSocket.open()) {
                for (int i = 0; i < 3; i++) {
                    List<String> names = new ArrayList<>();
                    assertThat(kernel.ask(allLinks(), link -> names.add(Link.of(link).name()))).isZero();
                    assertThat(names).contains("lo", Lab.NEAR, Lab.FAR).doesNotHaveDuplicates();
                }
            }
        });
    }
}
