package io.vmq.tools.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowFormatTest {

    private static final List<String> HEADER = List.of("a", "b");

    private static String table(RowFormat format, String... values) {
        HeldText text = new HeldText();
        RowWriter rows = format.begin(HEADER, text);
        for (String value : values) {
            rows.text(value);
            rows.number(-1);
            rows.endRow();
        }
        rows.end();
        return text.toString();
    }

    @Test
    void shouldQuoteInCsvWhatNeedsIt() {
        assertThat(table(RowFormat.CSV, "x y", "1,2", "a \"b\"", "l\nm"))
                .isEqualTo("a,b\nx y,-1\n\"1,2\",-1\n\"a \"\"b\"\"\",-1\n\"l\nm\",-1\n");
    }

    @Test
    void shouldEscapeInJsonWhatNeedsIt() {
        assertThat(table(RowFormat.JSON, "a\"b\\c\n", "ü"))
                .isEqualTo("[\n  {\"a\": \"a\\\"b\\\\c\\n\", \"b\": -1},\n  {\"a\": \"ü\", \"b\": -1}\n]\n");
    }

    @Test
    void shouldHoldMoreThanOnePiece() throws IOException {
        String[] values = new String[20_000];
        Arrays.fill(values, "0123456789");
        StringBuilder copy = new StringBuilder();
        HeldText text = new HeldText();
        for (String value : values) {
            text.write(value);
        }
        text.write("x".repeat(200_000));
        text.copyTo(copy);

        assertThat(copy.toString()).isEqualTo("0123456789".repeat(20_000) + "x".repeat(200_000))
                .isEqualTo(text.toString());
    }

    @Test
    void shouldKnowItsNames() {
        assertThat(RowFormat.parse("csv")).isEqualTo(RowFormat.CSV);
        assertThat(RowFormat.parse("json")).isEqualTo(RowFormat.JSON);
        assertThatIllegalArgumentException().isThrownBy(() -> RowFormat.parse("CSV"))
                .withMessage("'CSV' is not possible (expected csv or json)");
    }
}
