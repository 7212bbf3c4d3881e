package io.vmq.dispatch.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SizeClassTest {

    @Test
    void shouldPutEveryLengthIntoTheClassThatNamesIt() {
        for (int length = 0; length <= 65_535; length++) {
            SizeClass sizes = SizeClass.values()[SizeClass.indexOf(length)];
            assertThat(length).isBetween(sizes.minBytes(), sizes.maxBytes());
        }
    }

    @Test
    void shouldHaveTheNamesThatResultsPromise() {
        assertThat(Arrays.stream(SizeClass.values()).map(SizeClass::label)).containsExactly("64", "65-127", "128-255",
                "256-511", "512-1023", "1024-1518", "1519+");
    }
}
