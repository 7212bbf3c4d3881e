package io.vmq.dispatch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTopologyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "16 | 2 | 1 | 0:0 0:2 0:4 0:6 0:8 0:10 0:12 0:14",
        "8  | 2 | 1 | 0:0 0:2 0:4 0:6",
        "6  | 1 | 1 | 0:0 0:1 0:2 0:3 0:4 0:5",
        "8  | 4 | 2 | 0:0 0:4",
        "1  | 1 | 1 | 0:0"})
    void shouldUseTheFirstSiblingOfEachCore(int processors, int smt, int numaNodes, String usable) {
        assertThat(new HostTopology(processors, smt, numaNodes).usable()).extracting(Processor::toString)
                .containsExactly(usable.split(" ", -1));
    }

    @Test
    void shouldNumberProcessorsInGroupsOf64() {
        assertThat(new HostTopology(130, 1, 1).usable()).extracting(Processor::toString).hasSize(130)
                .contains("0:63", "1:0", "1:63", "2:0", "2:1").doesNotContain("0:64");
        assertThat(new HostTopology(128, 2, 1).usable()).extracting(Processor::toString).hasSize(64)
                .contains("0:62", "1:0", "1:62").doesNotContain("1:64");
    }

    @Test
    void shouldDealCoresToNumaNodesSideBySide() {
        assertThat(new HostTopology(24, 2, 2).usable()).extracting(Processor::numaNode).containsExactly(0, 0, 0, 0, 0,
                0,
                1, 1, 1, 1, 1, 1);
        assertThat(new HostTopology(32, 1, 8).usable()).extracting(Processor::numaNode)
                .isEqualTo(IntStream.range(0, 32).map(core -> core / 4).boxed().toList());
    }

    @Test
    void shouldKnowEverySiblingOfEveryCore() {
        HostTopology host = HostTopology.ofNodes(2, 4, 2);

        assertThat(host).isEqualTo(new HostTopology(8, 2, 2));
        assertThat(host.all()).extracting(Processor::toString).containsExactly("0:0", "0:1", "0:2", "0:3", "0:4", "0:5",
                "0:6", "0:7");
        assertThat(host.all()).extracting(Processor::numaNode).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(host.all()).extracting(Processor::isFirstSibling).containsExactly(true, false, true, false, true,
                false, true, false);
    }

    @Test
    void shouldFindAProcessorByItsNumber() {
        HostTopology host = new HostTopology(72, 2, 1);

        assertThat(host.all()).allSatisfy(each -> assertThat(host.find(each.group(), each.number())).contains(each));
        assertThat(host.find(1, 8)).isEmpty();
        assertThat(host.find(0, 64)).isEmpty();
        assertThat(host.find(1 << 26, 0)).isEmpty();
        assertThat(host.find(0, -1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "-4,1,1", "8,0,1", "8,1,0", "8,3,1", "8,2,3", "4,2,4"})
    void shouldRefuseNumbersThatDoNotDivide(int processors, int smt, int numaNodes) {
        assertThatThrownBy(() -> new HostTopology(processors, smt, numaNodes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("processors=" + processors + ", smt=" + smt + ", numaNodes=" + numaNodes);
    }
}
