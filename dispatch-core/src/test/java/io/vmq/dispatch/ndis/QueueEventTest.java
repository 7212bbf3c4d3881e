package io.vmq.dispatch.ndis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueueEventTest {

    /** Columns are the states in order of the enum; "-" is not valid, "=" stays. */
    private static final String TABLE = """
            ALLOCATE_QUEUE      ALLOCATED -        -       -       -        -       -
            QUEUE_PARAMETERS    -         =        =       =       =        -       -
            SET_FILTER          -         SET      SET     RUNNING RUNNING  -       -
            CLEAR_LAST_FILTER   -         -        ALLOCATED PAUSED -       -       -
            CLEAR_FILTER        -         -        SET     RUNNING -        -       -
            ENUM_FILTERS        -         =        =       =       =        -       -
            FILTER_PARAMETERS   -         -        =       =       -        -       -
            ALLOCATION_COMPLETE -         PAUSED   RUNNING -       -        -       -
            RECEIVE             -         -        -       RUNNING -        -       -
            FREE_QUEUE          -         STOP_DMA -       -       STOP_DMA -       -
            DMA_STOPPED         -         -        -       -       -        FREEING -
            ALL_RETURNED        -         -        -       -       -        -       UNDEFINED
            """;

    private static final Map<QueueEvent, List<String>> ROWS = TABLE.lines().map(line -> line.split(" +", -1))
            .collect(Collectors.toMap(row -> QueueEvent.valueOf(row[0]), row -> List.of(row).subList(1, row.length)));

    /** What the table says, written down a second time for tests. */
    static Optional<QueueState> tableSays(QueueEvent event, QueueState state) {
        String cell = Objects.requireNonNull(ROWS.get(event)).get(state.ordinal());
        return switch (cell) {
            case "-" -> Optional.empty();
            case "=" -> Optional.of(state);
            default -> Optional.of(QueueState.valueOf(cell));
        };
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(QueueEvent.values()).flatMap(event -> Arrays.stream(QueueState.values())
                .map(state -> Arguments.of(event, state, tableSays(event, state))));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("cells")
    void shouldHoldEveryCellOfTheTable(QueueEvent event, QueueState state, Optional<QueueState> next) {
        assertThat(event.after(state)).isEqualTo(next);
    }

    @Test
    void shouldHaveARowForEveryEventAndAColumnForEveryState() {
        assertThat(ROWS.keySet()).containsExactlyInAnyOrder(QueueEvent.values());
        assertThat(ROWS.values()).allSatisfy(row -> assertThat(row).hasSize(QueueState.values().length));
    }
}
