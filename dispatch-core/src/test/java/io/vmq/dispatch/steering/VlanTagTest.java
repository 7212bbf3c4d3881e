package io.vmq.dispatch.steering;

import static io.vmq.dispatch.steering.Packets.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VlanTagTest {

    @Test
    void shouldSayNoneForUntaggedFrames() {
        assertThat(idOf(join(ethernet(0x0800), ipv4(TCP, tcp())))).isEqualTo(VlanTag.NONE);
        assertThat(idOf(ethernet(0x0806))).isEqualTo(VlanTag.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4094, 4095})
    void shouldReadTheIdWithoutThePriority(int id) {
        assertThat(idOf(join(ethernet(0x8100), tag(id, 0x0800)))).isEqualTo(id);
        assertThat(idOf(join(ethernet(0x88A8), tag(id, 0x8100), tag(9, 0x0800)))).isEqualTo(id);
    }

    @Test
    void shouldSayCutWhereTheIdIsNotThereInFull() {
        assertThat(idOf(ethernet(0x8100))).isEqualTo(VlanTag.CUT);
        assertThat(idOf(join(ethernet(0x8100), new byte[] {1}))).isEqualTo(VlanTag.CUT);
        assertThat(idOf(join(ethernet(0x8100), u16(1)))).isEqualTo(1);
    }

    private static int idOf(byte[] frame) {
        return VlanTag.idOf(atEndOfMemory(frame, frame.length), 0, frame.length);
    }
}
