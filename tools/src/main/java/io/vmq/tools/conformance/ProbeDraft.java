package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Probes while they are made, one after the other. */
final class ProbeDraft {

    private final MacAddress source;
    private final int check;
    private final int most;
    private final List<Probe> probes;
    private final Memory frames;

    /**
     * @param check
     *            number that the marks of all probes carry
     * @param most
     *            how many probes there may be
     */
    ProbeDraft(MacAddress source, int check, int most) {
        this.source = source;
        this.check = check;
        this.most = most;
        probes = new ArrayList<>(most);
        frames = Memory.allocate(Arena.ofAuto(), Math.max(1L, most) * ProbeFrame.BYTES);
    }

    boolean isFull() {
        return probes.size() >= most;
    }

    MacAddress source() {
        return source;
    }

    /** The frame of the next probe, to be written. */
    ProbeFrame frameTo(MacAddress destination) {
        return new ProbeFrame(destination, source, check, probes.size());
    }

    /** Takes the frame over; what is too much is left out. */
    void add(Rule rule, int group, String what, byte[] frame) {
        if (!isFull()) {
            frames.put((long) probes.size() * ProbeFrame.BYTES, frame, 0, frame.length);
            probes.add(new Probe(probes.size(), rule, group, what));
        }
    }

    List<Probe> probes() {
        return probes;
    }

    Memory frames() {
        return frames;
    }
}
