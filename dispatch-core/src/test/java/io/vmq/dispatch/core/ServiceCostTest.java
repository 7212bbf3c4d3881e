package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceCostTest {

    @Test
    void shouldMakeOneCoreWorthTheFoundingArticlesRate() {
        long ps = ServiceCost.DEFAULT.ofPs(1518);

        assertThat(ps).isEqualTo(3_462_600);
        assertThat(1518 * 8 * 1000.0 / ps).as("Gb/s").isCloseTo(3.507, within(0.0005));
    }

    @ParameterizedTest
    @CsvSource({"0,0,9216,0", "1,0,9216,1", "0,1,64,64", "2400000,700,64,2444800",
        "1000000000000,100000000,9216,1921600000000"})
    void shouldAddTheCostOfAFrameAndOfItsBytes(long fixedPs, long perBytePs, int lengthBytes, long ps) {
        assertThat(new ServiceCost(fixedPs, perBytePs).ofPs(lengthBytes)).isEqualTo(ps);
    }

    @Test
    void shouldCostNothingIfFree() {
        assertThat(ServiceCost.FREE.ofPs(9216)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "0,-1", "1000000000001,0", "0,100000001"})
    void shouldRefuseWhatMustBeATypingError(long fixedPs, long perBytePs) {
        assertThatThrownBy(() -> new ServiceCost(fixedPs, perBytePs)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fixedPs + " ps").hasMessageContaining(perBytePs + " ps a byte");
    }
}
