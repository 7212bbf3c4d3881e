package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Small systems, random ones of all ranks, against trying out everything. */
class LinearEquationsTest {

    private static final long SEED = 4;
    private static final int UNKNOWNS = 8;
    private static final int EQUATIONS = 5;

    private static int apply(int[] effects, int choice) {
        int values = 0;
        for (int unknown = 0; unknown < effects.length; unknown++) {
            values ^= (choice >>> unknown & 1) == 0 ? 0 : effects[unknown];
        }
        return values;
    }

    @Test
    void shouldSolveWhatCanBeSolvedAndNothingElse() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int system = 0; system < 500; system++) {
            // The mask takes equations away, so that low ranks occur too.
            int mask = random.nextInt(1 << EQUATIONS);
            int[] effects = random.ints(UNKNOWNS, 0, 1 << EQUATIONS).map(effect -> effect & mask).toArray();
            LinearEquations equations = new LinearEquations(effects, EQUATIONS);
            int[] directions = equations.directions();
            for (int values = 0; values < 1 << EQUATIONS; values++) {
                Set<Integer> choices = new HashSet<>();
                for (int choice = 0; choice < 1 << UNKNOWNS; choice++) {
                    if (apply(effects, choice) == values) {
                        choices.add(choice);
                    }
                }
                assertThat(equations.canReach(values)).as("system %d, seed %d", system, SEED)
                        .isEqualTo(!choices.isEmpty());
                if (!choices.isEmpty()) {
                    assertThat(space(equations.solution(values), directions)).as("system %d, seed %d", system, SEED)
                            .isEqualTo(choices);
                }
            }
        }
    }

    private static Set<Integer> space(int origin, int[] directions) {
        Set<Integer> all = new HashSet<>();
        for (int choice = 0; choice < 1 << directions.length; choice++) {
            all.add(origin ^ apply(directions, choice));
        }
        return all;
    }

    @Test
    void shouldMixEveryWidthOfBitsWithoutLosingAny() {
        for (int bits = 4; bits <= 20; bits++) {
            BitMixer mixer = new BitMixer(bits);
            boolean[] seen = new boolean[1 << bits];
            for (int number = 0; number < seen.length; number++) {
                seen[mixer.mixed(number)] = true;
            }
            assertThat(seen).as("%d bits", bits).doesNotContain(false);
        }
    }
}
