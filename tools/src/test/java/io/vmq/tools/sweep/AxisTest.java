package io.vmq.tools.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AxisTest {

    @Test
    void shouldReadAKeyAndItsValues() {
        Axis axis = Axis.parse("frame-size=64,imix,1518");

        assertThat(axis.setting()).isEqualTo(Setting.FRAME_SIZE);
        assertThat(axis.key()).isEqualTo("frame-size");
        assertThat(axis.values()).containsExactly("64", "imix", "1518");
    }

    @Test
    void shouldCallModesModeHoweverTheyAreSpelled() {
        assertThat(Axis.parse("modes=rss,vmq")).isEqualTo(Axis.parse("mode=rss,vmq"));
        assertThat(Axis.parse("mode=rss").key()).isEqualTo("mode");
    }

    @Test
    void shouldTakeCommasAndDoubledQuotesInsideQuotesAsTheyAre() {
        assertThat(Axis.parse("pcap=\"a,b.pcap\",c.pcap,\"d\"\"e\"").values()).containsExactly("a,b.pcap", "c.pcap",
                "d\"e");
        assertThat(Axis.parse("key=\"\"\"\"").values()).isEqualTo(List.of("\""));
    }

    @Test
    void shouldTellWhichNeighboursCouldBeOneValue() {
        assertThat(Axis.parse("mix=a,b,\"c\",d,e").joined()).containsExactly("a,b", "d,e");
        assertThat(Axis.parse("mix=a,b,c").joined()).containsExactly("a,b", "a,b,c", "b,c");
        assertThat(Axis.parse("mode=rss,vmq").joined()).isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(arguments("vms", "'vms' names no values"), arguments("vms=", "'vms=' names no values"),
                arguments("=4", "'=4' names no values"), arguments("", "names no values"),
                arguments("vmz=4", "'vmz' is not the name of an option, did you mean 'vms'?"),
                arguments("popularty=uniform", "did you mean 'popularity'?"),
                arguments("vms=4,,8", "--vary vms: '4,,8' holds an empty value"),
                arguments("vms=4,", "holds an empty value"), arguments("vms=\"\"", "holds an empty value"),
                arguments("vms=4,8,4", "--vary vms: '4' stands twice"),
                arguments("vms=\"4\",4", "--vary vms: '4' stands twice"),
                arguments("vms=\"4", "opens a double quote that nothing closes"),
                arguments("vms=\"4\"5", "goes on behind a closing double quote"),
                arguments("vms=4\"5\"", "has a double quote inside a value"),
                arguments("vms=4\n8", "holds a control character"),
                arguments("mode=\"single,rss\"", "'single,rss' names several modes"),
                arguments("clock=live", "'clock' cannot be varied"), arguments("seed=1,2", "--trials N"),
                arguments("trials=1,2", "'trials' cannot be varied"), arguments("cpus=0", "'cpus' cannot be varied"),
                arguments("core-mode=pinned", "'core-mode' cannot be varied"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void shouldRefuseInOneSentence(String text, String sentence) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> Axis.parse(text))
                .withMessageStartingWith("--vary").withMessageContaining(sentence);
    }
}
