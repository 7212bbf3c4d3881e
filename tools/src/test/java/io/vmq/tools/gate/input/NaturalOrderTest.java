package io.vmq.tools.gate.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    private static final long SEED = 20_261_128L;

    @Test
    void shouldCountAsPeopleDo() {
        List<String> ordered = List.of("", "1", "2", "10", "99999999999999999999", "a", "a1b2", "a1b10", "a-1", "a-2",
                "a-10", "a-10-b", "b");

        List<String> names = new ArrayList<>(ordered);
        Collections.shuffle(names, new Random(SEED));
        names.sort(NaturalOrder.INSTANCE);

        assertThat(names).as("seed %d", SEED).isEqualTo(ordered);
    }

    @Test
    void shouldTellApartWhatCountsTheSame() {
        assertThat(NaturalOrder.INSTANCE.compare("a-01", "a-1")).isNegative();
        assertThat(NaturalOrder.INSTANCE.compare("a-1", "a-1")).isZero();
    }
}
