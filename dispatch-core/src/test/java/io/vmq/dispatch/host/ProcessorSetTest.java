package io.vmq.dispatch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.host.ProcessorSetting.Fault;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorSetTest {

    @ParameterizedTest(name = "{0} x {1}, smt {2}: base {3} max {4} node {5}")
    @CsvSource({
        // KB2974384, without hyper-threading
        "1, 8, 1,  2, 2,  , 0:2 0:3",
        "1, 8, 1,  4, 2,  , 0:4 0:5",
        "1, 8, 1,  2, 4,  , 0:2 0:3 0:4 0:5",
        // KB2974384, 2 x 6 cores with hyper-threading
        "2, 12, 2,  0, 6, , 0:0 0:2 0:4 0:6 0:8 0:10",
        "2, 12, 2, 12, 6, , 0:12 0:14 0:16 0:18 0:20 0:22",
        // TUNE, 4 cores with hyper-threading
        "1, 8, 2,  0,  ,  , 0:0 0:2 0:4 0:6",
        // KB2974384, preferred node
        "8, 4, 1,  2, 4, 0, 0:2 0:3",
        "8, 4, 1,  2, 4, 1, 0:4 0:5",
        "8, 4, 1,  2, 4,  , 0:2 0:3 0:4 0:5",
        "8, 4, 1,  2, 4, 2, ''"})
    void shouldTakeTheProcessorsOfTheWorkedExamples(int nodes, int each, int smt, int base, @Nullable Integer max,
            @Nullable Integer node, String expected) {
        ProcessorSetting setting = setting(base, max, node);
        assertThat(ProcessorSet.of(HostTopology.ofNodes(nodes, each, smt), setting)).hasToString(expected);
    }

    private static ProcessorSetting setting(int base, @Nullable Integer max, @Nullable Integer node) {
        ProcessorSetting setting = ProcessorSetting.from(0, base);
        setting = max == null ? setting : setting.withMaxProcessors(max);
        return node == null ? setting : setting.withNumaNode(node);
    }

    @ParameterizedTest
    @CsvSource({"1:16,true", "1:31,true", "2:0,true", "2:63,true", "3:0,true", "3:8,true", "0:0,false", "0:32,false",
        "1:0,false", "1:15,false", "3:9,false", "3:31,false", "4:0,false"})
    void shouldReachFromBaseToMaximumAcrossGroups(String processor, boolean reached) {
        ProcessorSetting setting = ProcessorSetting.from(1, 16).withMaxGroup(3).withMaxNumber(8);
        int[] number = Arrays.stream(processor.split(":", -1)).mapToInt(Integer::parseInt).toArray();

        assertThat(setting.reaches(number[0], number[1])).isEqualTo(reached);
        assertThat(ProcessorSet.of(new HostTopology(320, 1, 5), setting).processors().stream().map(Processor::toString)
                .anyMatch(processor::equals)).isEqualTo(reached);
    }

    @Test
    void shouldStayInTheGroupOfTheBaseUnlessToldOtherwise() {
        HostTopology host = new HostTopology(192, 1, 3);
        assertThat(ProcessorSet.of(host, ProcessorSetting.from(1, 60))).hasToString("1:60 1:61 1:62 1:63");
        assertThat(ProcessorSet.of(host, ProcessorSetting.from(1, 60).withMaxNumber(61))).hasToString("1:60 1:61");
        assertThat(ProcessorSet.of(host, ProcessorSetting.from(1, 62).withMaxGroup(2).withMaxNumber(1)))
                .hasToString("1:62 1:63 2:0 2:1");
    }

    @ParameterizedTest
    @CsvSource({
        "8, 2, 1, 3, 2,   BASE_NOT_FIRST_SIBLING,              0:4 0:6",
        "8, 2, 1, 7, 2,   BASE_NOT_FIRST_SIBLING NOTHING_LEFT, ''",
        "8, 1, 1, 3, 2,   '',                                  0:3 0:4",
        "8, 1, 1, 8, 2,   BASE_NOT_THERE NOTHING_LEFT,         ''"})
    void shouldSayWhatIsWrongWithABase(int processors, int smt, int nodes, int base, int max, String faults,
            String set) {
        HostTopology host = new HostTopology(processors, smt, nodes);
        ProcessorSetting setting = ProcessorSetting.of(0, base, max);

        assertThat(setting.faultsOn(host)).extracting(Fault::name).containsExactly(words(faults));
        assertThat(ProcessorSet.of(host, setting)).hasToString(set);
    }

    @Test
    void shouldSayThatThereIsNoSuchNode() {
        assertThat(ProcessorSetting.UNSET.withNumaNode(2).faultsOn(new HostTopology(8, 1, 2)))
                .containsExactly(Fault.NODE_NOT_THERE, Fault.NOTHING_LEFT);
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ", -1);
    }

    @Test
    void shouldKnowWhatItSharesAndWhereItLies() {
        HostTopology host = new HostTopology(16, 2, 2);
        ProcessorSet near = ProcessorSet.of(host, ProcessorSetting.of(0, 0, 3));
        ProcessorSet across = ProcessorSet.of(host, ProcessorSetting.of(0, 4, 3));
        ProcessorSet far = ProcessorSet.of(host, ProcessorSetting.of(0, 8, 4));

        assertThat(near.overlaps(across)).isTrue();
        assertThat(near.common(across)).extracting(Processor::toString).containsExactly("0:4");
        assertThat(near.overlaps(far)).isFalse();
        assertThat(near.hasFirstCore()).isTrue();
        assertThat(across.hasFirstCore()).isFalse();
        assertThat(across.numaNodes()).containsExactly(0, 1);
        assertThat(far.numaNodes()).containsExactly(1);
        assertThat(far).isEqualTo(ProcessorSet.of(host, ProcessorSetting.from(0, 8)));
    }

    @Test
    void shouldRefuseValuesThatWindowsHasNot() {
        assertThatThrownBy(() -> ProcessorSetting.from(0, 64)).hasMessage("BaseProcessorNumber=64: 0 to 63 expected");
        assertThatThrownBy(() -> ProcessorSetting.of(0, 0, 0)).hasMessage("MaxProcessors=0: at least 1 expected");
        assertThatThrownBy(() -> ProcessorSetting.from(-1, 0)).hasMessageContaining("BaseProcessorGroup=-1");
        assertThatThrownBy(() -> ProcessorSetting.UNSET.withMaxNumber(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> ProcessorSetting.UNSET.withNumaNode(-1)).hasMessageContaining("NumaNode=-1");
        assertThatThrownBy(() -> ProcessorSetting.UNSET.withNumaNode(65535))
                .hasMessageContaining("0 to 65534 expected");
        assertThatThrownBy(() -> ProcessorSetting.from(65536, 0)).hasMessageContaining("0 to 65535 expected");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldNeverLeaveTheBoundsOfItsSetting(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            HostTopology host = HostTopology.ofNodes(1 + random.nextInt(4), 4 * (1 + random.nextInt(12)),
                    1 + random.nextInt(2));
            ProcessorSetting setting = new ProcessorSetting(random.nextInt(2), random.nextInt(64),
                    some(random, 1, 20), some(random, 0, 2), some(random, 0, 63), some(random, 0, 3));
            ProcessorSet set = ProcessorSet.of(host, setting);

            assertThat(set.processors()).as("seed %d, host %d: %s on %s", seed, i, setting, host)
                    .hasSizeLessThanOrEqualTo(setting.maxProcessors().orElse(Integer.MAX_VALUE))
                    .isSorted().isSubsetOf(host.usable())
                    .allMatch(each -> setting.reaches(each.group(), each.number()))
                    .allMatch(each -> setting.numaNode().orElse(each.numaNode()) == each.numaNode());
            assertThat(setting.faultsOn(host).contains(Fault.NOTHING_LEFT)).isEqualTo(set.isEmpty());
        }
    }

    private static OptionalInt some(Random random, int min, int max) {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(min + random.nextInt(max - min + 1));
    }
}
