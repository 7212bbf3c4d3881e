package io.vmq.tools.conformance;

import java.util.List;

/** What is tried when frames arrive elsewhere than predicted. */
interface Hypotheses {

    /** What may hold for all frames, the simplest first. */
    List<Hypothesis> ofAll();

    /** What may hold for the probes of a group alone. */
    List<Hypothesis> ofGroup(int group);
}
