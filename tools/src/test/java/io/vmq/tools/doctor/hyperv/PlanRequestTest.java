package io.vmq.tools.doctor.hyperv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.host.ProcessorSetting;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of Microsoft's tuning guide (TUNE), which count logical processors. */
class PlanRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "team=min,nics=3,processors=8,smt=2  | 2,3 2,3 2,3",
        "team=min,nics=4,processors=16,smt=2 | 2,7 2,7 2,7 2,7",
        "team=sum,nics=3,processors=8,smt=2  | 2,1 4,1 6,1",
        "team=sum,nics=4,processors=16,smt=2 | 2,2 6,2 10,2 14,1",
        "team=sum,nics=2,processors=32,smt=2,numa=2 | 2,7 16,8",
        "numa=1,smt=1,processors=8,nics=1,team=sum | 1,7",
        "team=sum,nics=1,processors=64,smt=1 | 1,16"})
    void shouldGiveBaseAndMaxOfTheGuide(String request, String expected) {
        assertThat(PlanRequest.parse(request).settings().orElseThrow().stream().map(PlanRequestTest::shown)
                .collect(Collectors.joining(" "))).isEqualTo(expected);
    }

    private static String shown(ProcessorSetting setting) {
        return setting.baseNumber() + "," + setting.maxProcessors().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "team=sum", "team=max,nics=1,processors=8", "team=sum,nics=0,processors=8",
        "team=sum,nics=2,processors=9,smt=2", "team=sum,nics=2,nics=3,processors=8", "team=sum,nics=2,processors=8,x=1",
        "team=sum,nics=33,processors=128", "nics", "team=sum,nics=2,processors=8,numa=3"})
    void shouldRefuseWhatItDoesNotUnderstand(String request) {
        assertThatThrownBy(() -> PlanRequest.parse(request)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
