package io.vmq.tools.gate.input;

/** Numbers of things in sentences. */
final class Counts {

    private Counts() {}

    /** {@code 1 trial}, {@code 2 trials}. */
    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
