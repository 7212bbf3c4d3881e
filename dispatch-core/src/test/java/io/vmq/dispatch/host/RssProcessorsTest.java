package io.vmq.dispatch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RssProcessorsTest {

    /** 16 cores with hyper-threading on two nodes: RssProcessorArray 0, 2, and so on up to 30. */
    private static final HostTopology SIXTEEN_CORES = new HostTopology(32, 2, 2);

    @ParameterizedTest
    @CsvSource({"1,Closest,true", "2,ClosestStatic,false", "3,NUMA,true", "4,NUMAStatic,false",
        "5,Conservative,true"})
    void shouldKnowProfilesByNumberAndName(int number, String label, boolean dynamic) {
        RssProfile profile = RssProfile.numbered(number).orElseThrow();

        assertThat(profile.label()).isEqualTo(label);
        assertThat(profile.isDynamic()).isEqualTo(dynamic);
        assertThat(RssProfile.named(label)).contains(profile);
    }

    @Test
    void shouldNotKnowOtherProfiles() {
        assertThat(RssProfile.numbered(0)).isEmpty();
        assertThat(RssProfile.numbered(6)).isEmpty();
        assertThat(RssProfile.named("Balanced")).isEmpty();
    }

    /** "Mastering Windows Server 2016 Hyper-V" shows this table; it fits a NIC that comes up second. */
    @Test
    void shouldGiveTheSecondNicTheTableOfTheDump() {
        ProcessorSetting setting = ProcessorSetting.UNSET.withMaxProcessors(16);
        RssProcessors first = RssProcessors.of(SIXTEEN_CORES, setting, RssProfile.NUMA_STATIC, 4);
        RssProcessors second = RssProcessors.of(SIXTEEN_CORES, setting, RssProfile.NUMA_STATIC, 4,
                first.used().processors());

        assertThat(first.used()).hasToString("0:0 0:16 0:2 0:18");
        assertThat(first.array()).hasSize(16).containsExactlyInAnyOrderElementsOf(SIXTEEN_CORES.usable());
        assertThat(IntStream.range(0, 8).mapToObj(second::ofEntry).map(Processor::toString)
                .collect(Collectors.joining(" "))).isEqualTo("0:4 0:20 0:6 0:22 0:4 0:20 0:6 0:22");
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSEST,        ,  0:0 0:2 0:4 0:6 0:8 0:10",
        "CLOSEST,        1, 0:16 0:18 0:20 0:22 0:24 0:26",
        "CLOSEST_STATIC, 1, 0:16 0:18 0:20 0:22 0:24 0:26",
        "CONSERVATIVE,   1, 0:16 0:18 0:20 0:22 0:24 0:26",
        "NUMA,           1, 0:0 0:16 0:2 0:18 0:4 0:20",
        "NUMA_STATIC,    ,  0:0 0:16 0:2 0:18 0:4 0:20"})
    void shouldTakeProcessorsInTheOrderOfTheProfile(RssProfile profile, Integer node, String used) {
        ProcessorSetting setting = node == null
                ? ProcessorSetting.UNSET
                : ProcessorSetting.UNSET.withNumaNode(node);
        assertThat(RssProcessors.of(SIXTEEN_CORES, setting, profile, 6).used()).hasToString(used);
    }

    @ParameterizedTest
    @EnumSource(RssProfile.class)
    void shouldOrderAllCandidatesWhateverTheNode(RssProfile profile) {
        RssProcessors rss = RssProcessors.of(SIXTEEN_CORES, ProcessorSetting.from(0, 4).withMaxNumber(27)
                .withNumaNode(1), profile, 2);

        assertThat(rss.array()).hasSize(12).doesNotHaveDuplicates();
        assertThat(rss.array().stream().sorted().map(Processor::number)).first().isEqualTo(4);
    }

    /** 2 queues and MaxProcessors 8 were seen to use two processors only, 0:0 and 0:4. */
    @Test
    void shouldUseNoMoreProcessorsThanQueues() {
        HostTopology host = new HostTopology(8, 1, 2);
        ProcessorSetting setting = ProcessorSetting.UNSET.withMaxProcessors(8);

        assertThat(RssProcessors.of(host, setting, RssProfile.NUMA_STATIC, 2).used()).hasToString("0:0 0:4");
    }

    @Test
    void shouldUse16ProcessorsIfNobodySaidOtherwise() {
        HostTopology host = new HostTopology(64, 1, 1);
        assertThat(RssProcessors.of(host, ProcessorSetting.UNSET, RssProfile.CLOSEST, 64).used().size()).isEqualTo(16);
        assertThat(RssProcessors.of(host, ProcessorSetting.UNSET.withMaxProcessors(20), RssProfile.CLOSEST, 64).used()
                .size()).isEqualTo(20);
    }

    @Test
    void shouldShareProcessorsIfNoneIsFree() {
        HostTopology host = new HostTopology(4, 1, 1);
        RssProcessors rss = RssProcessors.of(host, ProcessorSetting.UNSET, RssProfile.CLOSEST, 3,
                host.usable().subList(0, 2));

        assertThat(rss.used()).hasToString("0:2 0:3 0:0");
        assertThatThrownBy(() -> RssProcessors.of(host, ProcessorSetting.UNSET, RssProfile.CLOSEST, 0))
                .hasMessage("queues=0: at least 1 expected");
    }
}
