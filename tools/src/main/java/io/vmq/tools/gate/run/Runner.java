package io.vmq.tools.gate.run;

import io.vmq.tools.gate.Side;
import java.io.IOException;

/** Runs a command when it is its turn. */
@FunctionalInterface
interface Runner {

    /**
     * Runs it and reads what it gave. A result without a trial that may be believed has a series without trials, or none.
     *
     * @throws io.vmq.tools.scenario.BadInputException
     *             if the command fails, or its result cannot be read
     */
    Side run(Turn turn) throws IOException, InterruptedException;
}
