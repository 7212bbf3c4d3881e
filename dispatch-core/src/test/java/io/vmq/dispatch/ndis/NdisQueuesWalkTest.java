package io.vmq.dispatch.ndis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.ndis.Outcome.Done;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks at random through what can happen to a NIC's queues, and asks the table at every step what must come of it. */
class NdisQueuesWalkTest {

    private static final MacAddress MAC = MacAddress.parse("00:15:5d:00:00:01");
    private static final QueueEvent[] REQUESTS = {QueueEvent.ALLOCATE_QUEUE, QueueEvent.ALLOCATION_COMPLETE,
        QueueEvent.SET_FILTER, QueueEvent.CLEAR_FILTER, QueueEvent.RECEIVE, QueueEvent.ALL_RETURNED,
        QueueEvent.FREE_QUEUE, QueueEvent.DMA_STOPPED};
    private static final int QUEUES = 4;
    private static final int STEPS = 20_000;

    private final NdisQueues queues = new NdisQueues(NdisCapabilities.ofQueues(QUEUES));
    private final Set<Integer> filterIds = new HashSet<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33})
    void shouldDoWhatTheTableSays(long seed) {
        Random random = new Random(seed);
        Set<QueueState> seen = EnumSet.noneOf(QueueState.class);
        for (int step = 0; step < STEPS; step++) {
            int queue = 1 + random.nextInt(QUEUES);
            QueueEvent request = REQUESTS[random.nextInt(REQUESTS.length)];
            NdisQueue before = queues.queue(queue);
            QueueEvent event = event(request, before);
            Outcome outcome = ask(event, before);
            shouldFollow(before, event, outcome, "seed " + seed + ", step " + step + ": " + event + " of " + before);
            seen.add(queues.queue(queue).state());
        }
        assertThat(seen).as("seed %d: the walk comes everywhere", seed).hasSize(QueueState.values().length);
    }

    /** Which of the two events it is to clear a filter depends on how many there are. */
    private static QueueEvent event(QueueEvent request, NdisQueue before) {
        boolean last = request == QueueEvent.CLEAR_FILTER && before.filters().size() == 1;
        return last ? QueueEvent.CLEAR_LAST_FILTER : request;
    }

    /** ALL_RETURNED stands for one buffer that is returned. */
    private Outcome ask(QueueEvent event, NdisQueue before) {
        int queue = before.id();
        return switch (event) {
            case ALLOCATE_QUEUE -> queues.allocate(queue);
            case ALLOCATION_COMPLETE -> queues.completeAllocation(queue);
            case SET_FILTER -> queues.setFilter(new ReceiveFilter(MAC, 0, queue));
            case CLEAR_FILTER, CLEAR_LAST_FILTER ->
                    queues.clearFilter(before.filters().isEmpty() ? -1 : before.filters().getFirst());
            case RECEIVE -> queues.receive(queue);
            case ALL_RETURNED -> queues.returnBuffer(queue);
            case FREE_QUEUE -> queues.free(queue);
            case DMA_STOPPED -> queues.stopDma(queue);
            case QUEUE_PARAMETERS, ENUM_FILTERS, FILTER_PARAMETERS -> throw new AssertionError(event);
        };
    }

    private void shouldFollow(NdisQueue before, QueueEvent event, Outcome outcome, String what) {
        NdisQueue after = queues.queue(before.id());
        if (event == QueueEvent.ALL_RETURNED) {
            shouldReturn(before, outcome, after, what);
        } else {
            Optional<QueueState> next = QueueEventTest.tableSays(event, before.state());
            assertThat(outcome instanceof Done).as(what).isEqualTo(next.isPresent());
            boolean freed = event == QueueEvent.DMA_STOPPED && before.outstanding() == 0;
            QueueState expected = next.map(state -> freed ? QueueState.UNDEFINED : state).orElse(before.state());
            assertThat(after.state()).as(what).isEqualTo(expected);
        }
        if (event == QueueEvent.SET_FILTER && outcome instanceof Done(int id)) {
            assertThat(filterIds.add(id)).as(what + ": filter id " + id).isTrue();
        }
        if (!(outcome instanceof Done)) {
            assertThat(after).as(what).isEqualTo(before);
        }
        shouldHold(after, what);
    }

    private static void shouldReturn(NdisQueue before, Outcome outcome, NdisQueue after, String what) {
        assertThat(outcome instanceof Done).as(what).isEqualTo(before.outstanding() > 0);
        boolean last = before.state() == QueueState.FREEING && before.outstanding() == 1;
        assertThat(after.state()).as(what).isEqualTo(last ? QueueState.UNDEFINED : before.state());
    }

    private void shouldHold(NdisQueue queue, String what) {
        boolean hasFilters = queue.state() == QueueState.SET || queue.state() == QueueState.RUNNING;
        assertThat(!queue.filters().isEmpty()).as(what).isEqualTo(hasFilters);
        assertThat(queue.state() == QueueState.UNDEFINED && queue.outstanding() > 0).as(what).isFalse();
        assertThat(queues.queue(NdisQueue.DEFAULT_ID).state()).as(what).isEqualTo(QueueState.RUNNING);
    }
}
