package io.vmq.bench.path;

import java.util.Map;

/** Runs a program of another language once. */
@FunctionalInterface
interface NativeProgram {

    /** Runs it for about {@code forNs}, if it can be told, and gives the round of each of its figures by name. */
    Map<String, Round> run(Cores cores, long forNs) throws InterruptedException;
}
