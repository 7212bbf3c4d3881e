package io.vmq.nic.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Channels.Counts;
import io.vmq.nic.linux.Lab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel itself, by a cable in a private network: veth tells a good deal, but nothing of RSS. */
class KernelAdaptersTest {

    private static final int QUEUES = 3;
    private static final Path ROOT = Path.of("/");

    @Test
    void shouldReadWhatTheKernelSaysOfACable() throws Exception {
        Lab.withCable(QUEUES, _ -> {
            try (KernelAdapters kernel = KernelAdapters.open()) {
                Adapter adapter = new AdapterReader(kernel, ROOT).read(Lab.NEAR);

                assertThat(adapter.index()).isPositive();
                assertThat(adapter.driver().value())
                        .hasValueSatisfying(driver -> assertThat(driver.name()).isEqualTo("veth"));
                assertThat(adapter.flags()).isEqualTo(Reported.of(new Flags(true, false, false)));
                assertThat(adapter.promiscuity()).isEqualTo(Reported.of(0));
                assertThat(adapter.link()).isEqualTo(Reported.of(true));
                assertThat(adapter.mtuBytes()).isEqualTo(Reported.of(1_500));
                assertThat(adapter.mac().value())
                        .hasValueSatisfying(mac -> assertThat(mac).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}"));
                assertThat(adapter.speed()).isEqualTo(Reported.of(new LinkSpeed(10_000, true)));
                assertThat(adapter.channels().map(Channels::now))
                        .isEqualTo(Reported.of(new Counts(QUEUES, QUEUES, 0, 0)));
                assertThat(adapter.stamping().map(Stamping::rxSoftware)).isEqualTo(Reported.of(true));
                assertThat(adapter.offloads().map(offloads -> offloads.state("rx-gro").isPresent()))
                        .isEqualTo(Reported.of(true));
            }
        });
    }

    @Test
    void shouldSayThatVethReportsNoRss() throws Exception {
        Lab.withCable(1, _ -> {
            try (KernelAdapters kernel = KernelAdapters.open()) {
                Adapter adapter = new AdapterReader(kernel, ROOT).read(Lab.FAR);

                assertThat(adapter.rss()).isEqualTo(Reported.nothing("EOPNOTSUPP, Operation not supported"));
                assertThat(adapter.hashFields().values()).hasSize(6)
                        .containsOnly(Reported.nothing("EOPNOTSUPP, Operation not supported"));
                assertThat(adapter.numaNode()).isEqualTo(Reported.nothing("the kernel shows no device behind it"));
            }
        });
    }

    /** Files under /sys/class/net may show other interfaces than the thread has. */
    @Test
    void shouldNameTheInterfacesOfTheThreadsOwnNetwork() throws Exception {
        Lab.withCable(1, _ -> {
            try (KernelAdapters kernel = KernelAdapters.open()) {
                assertThat(List.copyOf(kernel.names())).containsExactlyInAnyOrder("lo", Lab.NEAR, Lab.FAR);
                assertThat(new AdapterReader(kernel, ROOT).exists("eth0")).isFalse();
                assertThat(kernel.index("eth0")).isZero();
            }
        });
    }
}
