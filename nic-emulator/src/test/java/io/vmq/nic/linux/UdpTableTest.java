package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UdpTableTest {

    private static final String HEADING = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops            ";

    @Test
    void shouldAddTheDropsOfTheSocketsOnThePort() {
        List<String> lines = List.of(HEADING,
                "  317: 0100007F:12B5 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 17 2 ffff9e1 4000000000 ",
                "  318: 00000000:12B5 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 18 2 ffff9e2 2         ",
                "  319: 00000000:12B6 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 19 2 ffff9e3 7         ");
        assertThat(UdpTable.droppedIn(lines, 4_789)).isEqualTo(4_000_000_002L);
        assertThat(UdpTable.droppedIn(lines, 9)).isZero();
    }

    @Test
    void shouldReadTheTableOfIpv6() {
        List<String> lines = List.of(HEADING,
                " 1234: 00000000000000000000000000000000:12B5 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 21 2 ffff9e4 11 ");
        assertThat(UdpTable.droppedIn(lines, 4_789)).isEqualTo(11);
    }
}
