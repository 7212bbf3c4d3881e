package io.vmq.tools.gate.statistics;

import org.apache.commons.statistics.inference.MannWhitneyUTest;

/** The rank test that people of the field know by heart, for one comparison as if it were the only one. */
final class RankTest {

    private RankTest() {}

    /** The two-sided p value of Mann and Whitney, over values less what their block has in common. */
    static double pValue(Figure figure) {
        return MannWhitneyUTest.withDefaults().test(figure.centred(true), figure.centred(false)).getPValue();
    }
}
