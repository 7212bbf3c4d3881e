package io.vmq.dispatch.steering;

import static io.vmq.dispatch.steering.Packets.*;
import static io.vmq.dispatch.steering.ReceiveFilter.ANY_VLAN;
import static io.vmq.dispatch.steering.ReceiveFilter.UNTAGGED_OR_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTableTest {

    private static final MacAddress A = MacAddress.parse("00:15:5d:00:00:01");
    private static final MacAddress B = A.plus(1);
    private static final MacAddress C = A.plus(2);
    private static final MacAddress D = A.plus(3);

    private static final FilterTable TABLE = new FilterTable(List.of(
            new ReceiveFilter(A, UNTAGGED_OR_ZERO, 1),
            new ReceiveFilter(B, 100, 2),
            new ReceiveFilter(C, ANY_VLAN, 3),
            // One MAC, several queues: the lowest-numbered that matches wins, in whatever order they were set.
            new ReceiveFilter(D, ANY_VLAN, 6),
            new ReceiveFilter(D, 7, 9),
            new ReceiveFilter(D, 5, 4),
            new ReceiveFilter(D, UNTAGGED_OR_ZERO, 5)));

    @ParameterizedTest(name = "{0} to MAC {1}: queue {2}")
    @CsvSource({
        "no tag,  1, 1", "VLAN 0,  1, 1", "VLAN 1,  1, 0", "VLAN 4095, 1, 0", "cut, 1, 0",
        "no tag,  2, 0", "VLAN 0,  2, 0", "VLAN 100, 2, 2", "VLAN 101, 2, 0", "cut, 2, 0",
        "no tag,  3, 3", "VLAN 0,  3, 3", "VLAN 100, 3, 3", "VLAN 4095, 3, 3", "cut, 3, 3",
        "no tag,  4, 5", "VLAN 0,  4, 5", "VLAN 5,  4, 4", "VLAN 7,  4, 6", "VLAN 8,  4, 6", "cut, 4, 6",
        "no tag,  5, 0", "VLAN 5,  5, 0", "cut, 5, 0"})
    void shouldMatchMacAndVlan(String tag, int lastByte, int queue) {
        byte[] frame = frame(A.plus(lastByte - 1), vlanOf(tag));

        assertThat(queueFor(TABLE, frame)).isEqualTo(queue);
    }

    @Test
    void shouldTakeTheOutermostTag() {
        byte[] addresses = Arrays.copyOf(frame(B, VlanTag.NONE), 12);
        byte[] doubleTagged = join(addresses, u16(0x88A8), tag(100, 0x8100), tag(5, 0x0800), filled(46, 0));

        assertThat(queueFor(TABLE, doubleTagged)).isEqualTo(2);
    }

    @Test
    void shouldSendGroupAddressesToTheDefaultQueue() {
        for (long group : new long[] {0xFFFF_FFFF_FFFFL, 0x0100_5E00_0001L, A.bits() | 0x0100_0000_0000L}) {
            assertThat(queueFor(TABLE, frame(new MacAddress(group), VlanTag.NONE))).isZero();
        }
    }

    @Test
    void shouldSendEverythingToTheDefaultQueueWithoutFilters() {
        assertThat(queueFor(new FilterTable(List.of()), frame(A, VlanTag.NONE))).isZero();
    }

    @Test
    void shouldTellTheAllZeroMacFromAnEmptyPlace() {
        MacAddress zero = new MacAddress(0);
        assertThat(queueFor(TABLE, frame(zero, VlanTag.NONE))).isZero();
        FilterTable table = new FilterTable(List.of(new ReceiveFilter(zero, ANY_VLAN, 8)));
        assertThat(queueFor(table, frame(zero, 77))).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0, no VLAN", "-1, any VLAN", "12, VLAN 12"})
    void shouldRefuseTheSameMacAndVlanTwice(int vlan, String text) {
        List<ReceiveFilter> filters = List.of(new ReceiveFilter(A, vlan, 1), new ReceiveFilter(B, vlan, 2),
                new ReceiveFilter(A, vlan, 3));

        assertThatIllegalArgumentException().isThrownBy(() -> new FilterTable(filters))
                .withMessage("two receive filters ask for MAC 00:15:5d:00:00:01 and " + text
                        + ": one of queue 1, one of queue 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 64, 1000, 4096, 20_000})
    void shouldFindEachOfManyVms(int vms) {
        List<ReceiveFilter> filters = new ArrayList<>();
        for (int vm = 0; vm < vms; vm++) {
            filters.add(new ReceiveFilter(A.plus(vm), UNTAGGED_OR_ZERO, vm + 1));
        }
        FilterTable table = new FilterTable(filters);
        for (int vm = 0; vm < vms; vm++) {
            assertThat(queueFor(table, frame(A.plus(vm), VlanTag.NONE))).as("VM %d", vm).isEqualTo(vm + 1);
        }
        assertThat(queueFor(table, frame(A.plus(vms), VlanTag.NONE))).isZero();
        assertThat(queueFor(table, frame(A.plus(-1), VlanTag.NONE))).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithTestingQueueAfterQueue(long seed) {
        Random random = new Random(seed);
        List<ReceiveFilter> filters = randomFilters(random, 1 + random.nextInt(60));
        FilterTable table = new FilterTable(filters);
        for (int i = 0; i < 10_000; i++) {
            MacAddress mac = randomMac(random);
            int vlan = randomVlan(random, VlanTag.CUT);
            assertThat(queueFor(table, frame(mac, vlan))).as("seed %d, frame %d to %s, VLAN %d", seed, i, mac, vlan)
                    .isEqualTo(naiveQueue(filters, mac, vlan));
        }
    }

    /** Windows driver docs: the filters of one queue, otherwise the next queue and so on, otherwise the default queue. */
    private static int naiveQueue(List<ReceiveFilter> filters, MacAddress mac, int vlan) {
        for (int queue = 0; queue < 100; queue++) {
            for (ReceiveFilter filter : filters) {
                if (filter.queue() == queue && filter.mac().equals(mac) && naiveVlanMatch(filter.vlan(), vlan)) {
                    return queue;
                }
            }
        }
        return 0;
    }

    private static boolean naiveVlanMatch(int filter, int vlan) {
        return switch (filter) {
            case ANY_VLAN -> true;
            case UNTAGGED_OR_ZERO -> vlan == VlanTag.NONE || vlan == 0;
            default -> vlan == filter;
        };
    }

    private static List<ReceiveFilter> randomFilters(Random random, int count) {
        List<ReceiveFilter> filters = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            MacAddress mac = randomMac(random);
            int vlan = Math.min(4094, randomVlan(random, ANY_VLAN));
            if (seen.add(mac + " " + vlan)) {
                filters.add(new ReceiveFilter(mac, vlan, random.nextInt(30)));
            }
        }
        return filters;
    }

    private static MacAddress randomMac(Random random) {
        return A.plus((long) random.nextInt(6) << (4 * random.nextInt(6)));
    }

    private static int randomVlan(Random random, int least) {
        return random.nextInt(8) == 0 ? random.nextInt(4096) : least + random.nextInt(5);
    }

    private static int vlanOf(String tag) {
        return switch (tag) {
            case "no tag" -> VlanTag.NONE;
            case "cut" -> VlanTag.CUT;
            default -> Integer.parseInt(tag.substring("VLAN ".length()));
        };
    }

    private static int queueFor(FilterTable table, byte[] frame) {
        return table.queueFor(Memory.copyOf(frame), 0, frame.length);
    }

    private static byte[] frame(MacAddress mac, int vlan) {
        byte[] addresses = join(bytes(mac.toString().replace(":", "")), bytes("00155d0000ff"));
        return switch (vlan) {
            case VlanTag.NONE -> join(addresses, u16(0x0800), filled(46, 0));
            case VlanTag.CUT -> join(addresses, u16(0x8100));
            default -> join(addresses, u16(0x8100), tag(vlan, 0x0800), filled(46, 0));
        };
    }
}
