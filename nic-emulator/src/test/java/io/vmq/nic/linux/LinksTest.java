package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.nic.port.PortException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinksTest {

    @Test
    void shouldMakeACableWithQueuesThatIsUp() throws Exception {
        Lab.withCable(3, cable -> {
            Link near = cable.links().get(Lab.NEAR);
            Link far = cable.links().get(Lab.FAR);

            assertThat(near.kind()).isEqualTo("veth");
            assertThat(near.name()).isEqualTo(Lab.NEAR);
            assertThat(near.rxQueues()).isEqualTo(3);
            assertThat(near.txQueues()).isEqualTo(3);
            assertThat(far.rxQueues()).isEqualTo(3);
            assertThat(far.txQueues()).isEqualTo(3);
            assertThat(near.mtuBytes()).isEqualTo(1500);
            assertThat(near.isUp() && far.isUp()).isTrue();
            assertThat(near.state()).isEqualTo(OperationalState.UP);
            assertThat(far.state()).isEqualTo(OperationalState.UP);
            assertThat(near.promiscuity()).isZero();
            assertThat(near.mac()).isNotNull().isNotEqualTo(far.mac()).satisfies(mac -> {
                assertThat(mac.isGroup()).isFalse();
                assertThat(mac.bits()).isNotZero();
            });
            assertThat(near.index()).isEqualTo(SystemCalls.interfaceIndex(Lab.NEAR));
        });
    }

    @Test
    void shouldSetDownAndDelete() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();

            assertThat(links.setDown(Lab.FAR)).isZero();
            assertThat(links.get(Lab.FAR).isUp()).isFalse();
            assertThat(links.get(Lab.NEAR).isUp()).isTrue();
            assertThat(links.get(Lab.FAR).state()).isEqualTo(OperationalState.DOWN);

            assertThat(links.delete(Lab.FAR)).isZero();
            assertThat(links.find(Lab.FAR)).isEmpty();
            assertThat(links.find(Lab.NEAR)).isEmpty();
        });
    }

    @Test
    void shouldAnswerWithTheErrorsOfTheSystem() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();

            assertThat(Errno.EEXIST.is(links.addVethPair(Lab.NEAR, "other", 1))).isTrue();
            assertThat(Errno.EINVAL.is(links.addVethPair("with a space", "other", 1))).isTrue();
            assertThat(Errno.ENODEV.is(links.setUp("absent"))).isTrue();
            assertThat(Errno.ENODEV.is(links.delete("absent"))).isTrue();
            assertThat(Errno.ERANGE.is(links.setUp("a".repeat(99)))).isTrue();
            assertThat(links.find("absent")).isEmpty();
            assertThatThrownBy(() -> links.get("absent")).isInstanceOf(PortException.class)
                    .hasMessage("absent: there is no such interface here; 'ip link' shows those there are");
            assertThatThrownBy(() -> links.find("a".repeat(99))).isInstanceOf(PortException.class)
                    .hasMessageContaining("ERANGE");
        });
    }

    @Test
    void shouldSayWhoseInterfaceIsTheWayToEverywhere() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            Link near = links.get(Lab.NEAR);
            Link far = links.get(Lab.FAR);
            assertThat(links.carriesDefaultRoute(near)).isFalse();

            Routes.add(near, 8);
            assertThat(links.carriesDefaultRoute(near)).isFalse();

            Routes.addDefault(near);
            assertThat(links.carriesDefaultRoute(near)).isTrue();
            assertThat(links.carriesDefaultRoute(far)).isFalse();
        });
    }

    @Test
    void shouldSayWhatTheWayToEverywhereStandsOn() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            Link near = links.get(Lab.NEAR);
            Link far = links.get(Lab.FAR);

            Routes.addDefault(Macvlans.add(links, "mac0", near));

            assertThat(links.carriesDefaultRoute(links.get("mac0"))).isTrue();
            assertThat(links.carriesDefaultRoute(near)).as("what a macvlan goes through").isTrue();
            assertThat(links.carriesDefaultRoute(far)).as("the other end of the cable").isFalse();
            assertThatThrownBy(() -> links.refuseDefaultRoute(near, "nothing is done"))
                    .isInstanceOf(PortException.class)
                    .hasMessage("lab0 carries the default route, and nothing is done; take another interface, "
                            + "or allow this one with --yes-this-interface");
        });
    }

    @Test
    void shouldSayWhichInterfacesAreBehindABridge() throws Exception {
        Lab.withCable(1, cable -> {
            Links links = cable.links();
            Bridges.addOver(links, "br0", links.get(Lab.NEAR));
            Routes.addDefault(links.get("br0"));

            assertThat(links.carriesDefaultRoute(links.get(Lab.NEAR))).isTrue();
            assertThat(links.carriesDefaultRoute(links.get(Lab.FAR))).isFalse();
        });
    }

    @Test
    void shouldTakeTwoHalvesForAWayToEverywhere() throws Exception {
        Lab.withCable(1, cable -> {
            Link near = cable.links().get(Lab.NEAR);
            Routes.addHalf(near);

            assertThat(cable.links().carriesDefaultRoute(near)).isTrue();
        });
    }

    @Test
    void shouldKeepItsNetworkToTheThread() throws Exception {
        Lab.withCable(1, cable -> assertThat(SystemCalls.interfaceIndex(Lab.NEAR)).isPositive());

        assertThat(OperatingSystem.isLinux() ? SystemCalls.interfaceIndex(Lab.NEAR) : 0).isZero();
    }

    @Test
    void shouldRefuseToMoveAVirtualThread() throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            assertThatThrownBy(NetworkNamespace::enterNew).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a platform thread expected");
            return null;
        });
        Thread.ofVirtual().start(task);
        task.get(10, TimeUnit.SECONDS);
    }
}
