package io.vmq.nic.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    /** Controls of ASCII and of Latin 1, marks of direction, ends of lines, half a character, and none at all. */
    @ParameterizedTest
    @ValueSource(strings = {"\0", "\t", "\n", "\r", "\u001B", "\u007F", "\u0085", "\u009B", "\u00AD", "\u200B",
        "\u202E", "\u2028",
        "\u2029", "\u2066", "\uFEFF", "\uD800", "\uDC00", "\uFFFE", "\uFFFF", "\uDB40\uDC01"})
    void shouldShowWhatIsNotSeenAsAQuestionMark(String unseen) {
        assertThat(OneLine.of("a" + unseen + "b")).isEqualTo("a?b");
    }

    @Test
    void shouldKeepWhatIsSeen() {
        String text = "größer als 10 %, 速い, \uD83D\uDE80 ::error::";

        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @Test
    void shouldGiveNoCommandToARunner() {
        assertThat(OneLine.of("x ##[add-mask]y ###[z] ##a #[b]")).isEqualTo("x #?[add-mask]y ##?[z] ##a #[b]");
        assertThat(OneLine.of("##\u0000[group]")).isEqualTo("##?[group]");
    }

    @Test
    void shouldCutBetweenCharacters() {
        assertThat(OneLine.of("ab", 2)).isEqualTo("ab");
        assertThat(OneLine.of("abc", 2)).isEqualTo("ab…");
        assertThat(OneLine.of("a\uD83D\uDE80\uD83D\uDE80", 2)).isEqualTo("a\uD83D\uDE80…");
    }
}
