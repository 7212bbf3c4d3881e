package io.vmq.tools.gate.run;

import io.vmq.tools.gate.GateResult;

/** Is told how the turns come along, on the thread that runs them. */
public interface RunWatcher {

    /** Looks away. */
    RunWatcher NONE = new RunWatcher() {

        @Override
        public void turn(String side, int block, int blocks) {}

        @Override
        public void look(int block, GateResult soFar) {}
    };

    /** The command of {@code side} starts; block 0 warms up. */
    void turn(String side, int block, int blocks);

    /** What is known after so many blocks. */
    void look(int block, GateResult soFar);
}
