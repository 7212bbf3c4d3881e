package io.vmq.tools.gate.input;

import org.jspecify.annotations.Nullable;

/**
 * How a side is read.
 *
 * @param allowInvalid
 *            whether INVALID and partial trials count as well
 * @param allowDifferent
 *            whether one side may hold trials of several scenarios or machines
 * @param unit
 *            of the values in files that do not say it; null if nobody said it, and ns is assumed
 */
public record SideOptions(By by, boolean allowInvalid, boolean allowDifferent, @Nullable ValueUnit unit) {

    /** A series a mode, valid trials of one scenario on one machine, ns. */
    public static final SideOptions DEFAULT = new SideOptions(By.MODE, false, false, null);
}
