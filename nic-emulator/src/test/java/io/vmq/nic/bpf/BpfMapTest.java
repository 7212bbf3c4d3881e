package io.vmq.nic.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.nic.linux.Lab;
import io.vmq.nic.port.PortException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BpfMapTest {

    @BeforeAll
    static void needsTheKernel() {
        Lab.assumeProgramsPossible();
    }

    @Test
    void shouldKeepWhatIsPut() throws PortException {
        try (BpfMap map = BpfMap.hash("test_hash", 3)) {
            map.put(0x1122_3344_5566_7788L, 7);
            map.put(-1, 8);
            map.put(-1, 9);

            assertThat(map.get(0x1122_3344_5566_7788L)).hasValue(7);
            assertThat(map.get(-1)).hasValue(9);
            assertThat(map.get(0)).isEmpty();
            assertThat(map.remove(-1)).isTrue();
            assertThat(map.remove(-1)).isFalse();
            assertThat(map.get(-1)).isEmpty();
        }
    }

    @Test
    void shouldRefuseMoreEntriesThanThereIsRoom() throws PortException {
        try (BpfMap map = BpfMap.hash("test_hash", 1)) {
            map.put(1, 1);

            assertThatThrownBy(() -> map.put(2, 2)).isInstanceOf(PortException.class)
                    .hasMessage(
                            "an entry of the map test_hash cannot be set: the kernel answered E2BIG, Argument list too long");
        }
    }

    @Test
    void shouldBeZeroAtFirstAsAnArray() throws PortException {
        try (BpfMap map = BpfMap.array("test_array", 2)) {
            map.put(1, 0x7FFF_FFFF_FFFFL);

            assertThat(map.get(0)).hasValue(0);
            assertThat(map.get(1)).hasValue(0x7FFF_FFFF_FFFFL);
            assertThat(map.get(2)).isEmpty();
        }
    }

    @Test
    void shouldHoldMapsOfOtherSizes() throws PortException {
        try (BpfMap small = BpfMap.hash("test_small", 1);
                BpfMap large = BpfMap.hash("test_large", 1000);
                BpfMap array = BpfMap.array("test_array", 1);
                BpfMap maps = BpfMap.maps("test_maps", 1, small)) {
            maps.put(0, small);
            maps.put(0, large);

            assertThatThrownBy(() -> maps.put(0, array)).isInstanceOf(PortException.class)
                    .hasMessageContaining("test_maps").hasMessageEndingWith("EINVAL, Invalid argument");
        }
    }
}
