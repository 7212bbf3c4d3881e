package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JainIndexTest {

    @Test
    void shouldBeOneIfAllGetTheSame() {
        assertThat(JainIndex.of(new double[] {0.3, 0.3, 0.3})).isCloseTo(1, within(1e-12));
        assertThat(JainIndex.of(new double[] {1})).isEqualTo(1);
    }

    @Test
    void shouldBeOneOfNIfOneGetsEverything() {
        assertThat(JainIndex.of(new double[] {0, 0, 5, 0})).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void shouldMatchAnExampleByHand() {
        // (1 + 2 + 3)^2 / (3 (1 + 4 + 9))
        assertThat(JainIndex.of(new double[] {1, 2, 3})).isCloseTo(36.0 / 42, within(1e-12));
    }

    @Test
    void shouldSayNothingIfThereIsNothingToCompare() {
        assertThat(JainIndex.of(new double[0])).isNull();
        assertThat(JainIndex.of(new double[] {0, 0})).isNull();
    }
}
