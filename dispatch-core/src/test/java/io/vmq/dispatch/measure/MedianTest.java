package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void shouldBeTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Median.of(new double[] {7})).isEqualTo(7);
        assertThat(Median.of(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(Median.of(new double[] {9, 1, 4, 2})).isEqualTo(3);
    }

    @Test
    void shouldLeaveTheValuesInTheirOrder() {
        double[] values = {3, 1, 2};

        Median.of(values);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void shouldRefuseNoValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> Median.of(new double[0]))
                .withMessage("no values have no median (expected at least one)");
    }
}
