package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.balance.BalanceRule;
import io.vmq.dispatch.balance.Balancer;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.DynamicVmq;
import io.vmq.dispatch.balance.QueueLoads;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.measure.QueueMove;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the control thread decides and notes; cores are played by hand. */
class PinnedMovesTest {

    private static final long INTERVAL_NS = 1_000;

    private final QueueHandshake handshake = new QueueHandshake(MoveOrders.of(0, 0, 1), 3);
    private final QueueDemand demand = new QueueDemand(new ServiceCost(100, 1), 3);
    private final List<QueueLoads> asked = new ArrayList<>();
    private List<Balancer.Move> answer = List.of();
    private final PinnedMoves moves = new PinnedMoves(new Balancing(this::decide, INTERVAL_NS), handshake, demand, 2);

    private List<Balancer.Move> decide(QueueLoads loads) {
        asked.add(loads);
        return answer;
    }

    private static Balancer.Move spread(int queue, int to) {
        return new Balancer.Move(queue, to, Balancer.Reason.SPREAD);
    }

    @Test
    void shouldAskOnceAnInterval() {
        moves.run(-2_000_000);
        moves.run(999);
        assertThat(asked).isEmpty();
        moves.run(1_000);
        moves.run(1_999);
        assertThat(asked).hasSize(1);
        assertThat(moves.nextNs()).isEqualTo(2_000);
    }

    @Test
    void shouldSayHowMuchQueuesAskedOverTheTimeThatItWas() {
        demand.atCore(0, 500_000);
        demand.droppedAtSource(0, 400);
        demand.droppedAtCore(2, 9_900);
        moves.run(1_000);
        demand.atCore(2, 3_000_000);
        moves.run(4_500);

        assertThat(asked.getFirst().ofQueue(0)).isEqualTo(0.5005);
        assertThat(asked.getFirst().ofQueue(1)).isZero();
        assertThat(asked.getFirst().ofQueue(2)).isEqualTo(0.01);
        assertThat(asked.get(1).ofQueue(0)).isZero();
        assertThat(asked.get(1).ofQueue(2)).as("3 us in 3.5 us").isEqualTo(3.0 / 3.5);
        assertThat(moves.nextNs()).as("decisions that were due meanwhile are left out").isEqualTo(5_000);
    }

    @Test
    void shouldNoteAMoveWhenTheOldCoreHasLetGo() {
        answer = List.of(spread(1, 1));
        moves.run(1_003);
        assertThat(handshake.orders().coreOfQueue()).containsExactly(0, 1, 1);
        assertThat(moves.done()).isEmpty();

        handshake.give(1, 1, 1_500);
        moves.finish();

        assertThat(moves.done()).containsExactly(new QueueMove(1_003, 1, 0, 1, "spread", 497, 0));
        assertThat(moves.coreOfQueue()).containsExactly(0, 1, 1);
    }

    @Test
    void shouldNotMoveWhatIsOnItsWay() {
        answer = List.of(spread(1, 1), spread(1, 0));
        moves.run(1_000);
        answer = List.of(spread(1, 0), spread(0, 1));
        moves.run(2_000);
        assertThat(handshake.orders().coreOfQueue()).as("queue 1 is still on its way to core 1").containsExactly(1, 1,
                1);

        handshake.give(1, 1, 2_100);
        answer = List.of(spread(1, 0));
        moves.run(3_000);
        assertThat(handshake.orders().coreOfQueue()).containsExactly(1, 0, 1);
        handshake.give(1, 0, 3_001);
        handshake.give(0, 1, 3_002);
        moves.finish();

        assertThat(moves.done()).extracting(QueueMove::queue).as("as they ended").containsExactly(1, 1, 0);
    }

    @Test
    void shouldMoveNothingThatIsThereAlready() {
        answer = List.of(spread(2, 1));
        MoveOrders before = handshake.orders();
        moves.run(1_000);

        assertThat(handshake.orders()).isSameAs(before);
        assertThat(moves.done()).isEmpty();
    }

    /** Queues 1 and 2 ask for 0.6 cores each, of which a third was dropped: together too much for the core that both are on. */
    @Test
    void shouldSpreadQueuesByWhatTheyAskedAsTheModelDoes() {
        QueueHandshake atHome = new QueueHandshake(MoveOrders.of(0, 0, 0), 3);
        DynamicVmq dynamic = new DynamicVmq(new BalanceRule(INTERVAL_NS, 0.9, 0.5), new HostTopology(2, 1, 1).usable(),
                3);
        PinnedMoves spreading = new PinnedMoves(new Balancing(dynamic, INTERVAL_NS), atHome, demand, 2);
        for (int queue = 1; queue <= 2; queue++) {
            demand.atCore(queue, 400_000);
            demand.droppedAtSource(queue, 199_900);
        }
        spreading.run(1_000);
        atHome.give(1, 1, 1_040);
        spreading.finish();

        assertThat(spreading.done()).containsExactly(new QueueMove(1_000, 1, 0, 1, "spread", 40, 0));
        assertThat(spreading.coreOfQueue()).containsExactly(0, 1, 0);
    }

    @Test
    void shouldOrderNothingMoreWhenTheSourceHasEnded() {
        handshake.close();
        answer = List.of(spread(1, 1));
        moves.run(1_000);
        moves.finish();

        assertThat(handshake.orders().coreOfQueue()).containsExactly(0, 0, 1);
        assertThat(moves.coreOfQueue()).containsExactly(0, 0, 1);
        assertThat(moves.done()).isEmpty();
    }
}
