package io.vmq.tools.report;

import java.math.BigDecimal;

/** How percentiles are named everywhere: 50, 99.9, 99.999. */
final class Percentiles {

    private Percentiles() {}

    static String name(double percentile) {
        return BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }
}
