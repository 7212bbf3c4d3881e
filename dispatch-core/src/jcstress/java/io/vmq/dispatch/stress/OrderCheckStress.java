package io.vmq.dispatch.stress;

import io.vmq.dispatch.measure.OrderCheck;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two threads deliver frames of one flow, one of them 0 and 2, the other 1 and 3; each counts its reordered ones. In
 * the end 3 is delivered once more, which shows whether both threads' deliveries were kept.
 */
@JCStressTest
@State
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "delivered in order")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "2 overtook 1")
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "1 overtook 0, or 3 overtook 2")
@Outcome(id = "2, 0, 1", expect = Expect.ACCEPTABLE, desc = "0 and 2 were both overtaken")
@Outcome(id = ".*, 0", expect = Expect.FORBIDDEN, desc = "the highest sequence was lost")
@Outcome(id = ".*, 2, 1", expect = Expect.FORBIDDEN, desc = "3 counts as overtaken, but nothing comes after it")
@Outcome(expect = Expect.FORBIDDEN, desc = "impossible sum: if 2 overtook 1, neither 0 nor 2 was overtaken")
public class OrderCheckStress {

    private final OrderCheck check = OrderCheck.ofManyThreads(1);

    @Actor
    public void even(III_Result reordered) {
        reordered.r1 = check.delivered(0, 0) + check.delivered(0, 2);
    }

    @Actor
    public void odd(III_Result reordered) {
        reordered.r2 = check.delivered(0, 1) + check.delivered(0, 3);
    }

    @Arbiter
    public void end(III_Result reordered) {
        reordered.r3 = check.delivered(0, 3);
    }
}
