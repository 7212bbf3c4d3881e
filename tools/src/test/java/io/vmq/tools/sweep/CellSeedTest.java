package io.vmq.tools.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CellSeedTest {

    /** As sha256sum gives it for the text that the documentation describes: its first 16 digits, less 11 bits. */
    @Test
    void shouldBeTheFirstBitsOfAPublishedHash() {
        assertThat(CellSeed.of(1, Map.of("vms", "8", "popularity", "zipf:1.2", "mode", "vmq")))
                .isEqualTo(Long.parseUnsignedLong("f00b3a4f5633f65b", 16) >>> 11).isEqualTo(8445792434701950L);
    }

    @RepeatedTest(20)
    void shouldNotDependOnTheOrderOfAxesNorOnTheMode(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        List<String> keys = new ArrayList<>(List.of("vms", "rate", "frame-size", "popularity", "ring"));
        Map<String, String> coordinates = new LinkedHashMap<>();
        keys.forEach(key -> coordinates.put(key, Integer.toString(random.nextInt(1_000))));
        long seed = CellSeed.of(round.getCurrentRepetition(), coordinates);

        Collections.shuffle(keys, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        shuffled.put("mode", "mode" + random.nextInt());
        keys.forEach(key -> shuffled.put(key, coordinates.get(key)));

        assertThat(CellSeed.of(round.getCurrentRepetition(), shuffled)).as("seed %s", round).isEqualTo(seed)
                .isBetween(0L, (1L << 53) - 1);
    }

    @Test
    void shouldBeAnotherForEveryCellAndMasterSeed() {
        Set<Long> seeds = new HashSet<>();
        for (int value = 0; value < 1_000; value++) {
            seeds.add(CellSeed.of(1, Map.of("vms", Integer.toString(value))));
            seeds.add(CellSeed.of(2, Map.of("vms", Integer.toString(value))));
            seeds.add(CellSeed.of(1, Map.of("ring", Integer.toString(value))));
        }

        assertThat(seeds).hasSize(3_000);
    }
}
