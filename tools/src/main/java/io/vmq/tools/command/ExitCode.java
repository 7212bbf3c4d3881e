package io.vmq.tools.command;

import io.vmq.tools.gate.GateVerdict;

/** What the process tells its caller. */
public final class ExitCode {

    public static final int OK = 0;
    /** The thing asked about is false. */
    public static final int FALSE = 1;
    /** Bad usage or bad input. */
    public static final int BAD_INPUT = 2;
    /** The run was INVALID or inconclusive. */
    public static final int INVALID = 3;
    /** An invariant of ours broke. */
    public static final int INTERNAL_ERROR = 70;
    /** Ctrl-C; what was measured so far is written. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** What a verdict of the gate is for who called it: 0 for nothing worse, 1 for worse, 3 for not to be told. */
    static int of(GateVerdict verdict) {
        return switch (verdict) {
            case PASS, IMPROVED -> OK;
            case REGRESSED -> FALSE;
            case INCONCLUSIVE -> INVALID;
        };
    }
}
