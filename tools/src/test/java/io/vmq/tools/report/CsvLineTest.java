package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CsvLineTest {

    /** The examples of RFC 4180, section 2. */
    @Test
    void shouldQuoteAsTheStandardDoes() {
        assertThat(CsvLine.of(List.of("aaa", "b,bb", "ccc"))).isEqualTo("aaa,\"b,bb\",ccc");
        assertThat(CsvLine.of(List.of("aaa", "b\"bb", "ccc"))).isEqualTo("aaa,\"b\"\"bb\",ccc");
        assertThat(CsvLine.of(List.of("", "", ""))).isEqualTo(",,");
        assertThat(CsvLine.values("\"aaa\",\"b\"\"bb\",\"\"")).containsExactly("aaa", "b\"bb", "");
    }

    @Test
    void shouldRefuseLineBreaks() {
        assertThatIllegalArgumentException().isThrownBy(() -> CsvLine.of(List.of("a\nb")));
    }

    @RepeatedTest(200)
    void shouldReadBackWhatItWrote(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        List<String> values = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            StringBuilder value = new StringBuilder();
            random.ints(random.nextInt(8), 0, 4).forEach(c -> value.append("a,\" ".charAt(c)));
            values.add(value.toString());
        }

        assertThat(CsvLine.values(CsvLine.of(values))).as("seed %d", round.getCurrentRepetition()).isEqualTo(values);
    }
}
