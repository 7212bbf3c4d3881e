package io.vmq.dispatch.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vmq.dispatch.balance.Balancer.Move;
import io.vmq.dispatch.balance.Balancer.Reason;
import io.vmq.dispatch.balance.HostBalancer.NicShare;
import io.vmq.dispatch.host.HostTopology;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two NICs with three queues each. */
class HostBalancerTest {

    /** Queues 0 and 3 are the default queues. */
    private static QueueLoads loads(double[] ofQueues, int... coreOfQueue) {
        return new QueueLoads(ofQueues, coreOfQueue, 4);
    }

    private static NicShare share(int nic, Integer... cores) {
        DynamicVmq dynamic = new DynamicVmq(BalanceRule.DEFAULT, new HostTopology(cores.length, 1, 1).usable(), 3);
        return new NicShare(dynamic, 3 * nic, 3, List.of(cores));
    }

    @Test
    void aNicMovesItsQueuesWithinItsOwnCores() {
        HostBalancer balancer = new HostBalancer(List.of(share(0, 0, 1), share(1, 2, 3)));

        List<Move> moves = balancer.decide(loads(new double[] {0, 0.6, 0.6, 0, 0.7, 0.5}, 0, 0, 0, 2, 2, 2));

        assertEquals(List.of(new Move(1, 1, Reason.SPREAD), new Move(4, 3, Reason.SPREAD)), moves);
    }

    @Test
    void whatTheOtherNicAsksOfASharedCoreIsSeen() {
        HostBalancer balancer = new HostBalancer(List.of(share(0, 0, 1), share(1, 0, 1)));

        List<Move> moves = balancer.decide(loads(new double[] {0, 0.4, 0.1, 0, 0.4, 0.2}, 0, 0, 0, 0, 0, 0));

        assertEquals(List.of(new Move(1, 1, Reason.SPREAD)), moves, "0.4 is gone, what is left fits");
    }

    @Test
    void aMoveOfTheFirstNicIsSeenByTheSecond() {
        HostBalancer balancer = new HostBalancer(List.of(share(0, 0, 1), share(1, 0, 1)));

        List<Move> moves = balancer.decide(loads(new double[] {0, 0.6, 0.35, 0, 0.8, 0.1}, 0, 0, 0, 0, 0, 0));

        assertEquals(List.of(new Move(1, 1, Reason.SPREAD), new Move(5, 1, Reason.SPREAD)), moves,
                "0.8 no longer fits beside 0.6");
    }

    @Test
    void aCoreThatServesTheOtherNicAloneIsNotIdle() {
        QueueLoads whole = loads(new double[] {0, 0, 0, 0, 0.3, 0}, 0, 0, 0, 0, 1, 0);

        QueueLoads first = whole.ofNic(0, 3, List.of(1, 0));

        assertEquals(List.of(0.3, 0.0), List.of(first.ofCore(0), first.ofCore(1)));
        assertEquals(false, first.isIdle(0));
        assertEquals(1, first.coreOf(1));
    }
}
