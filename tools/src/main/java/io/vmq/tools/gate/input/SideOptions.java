package io.vmq.tools.gate.input;

import org.jspecify.annotations.Nullable;

/** Stand-in. */
public record SideOptions(By by, boolean allowInvalid, boolean allowDifferent, @Nullable ValueUnit unit) {}
