package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several sources, each for ports of its own, as the one source of a host: frames in the order in which they are due. Ports and
 * flows are numbered through. One thread uses it.
 *
 * <p>
 * The sources share the buffers of a batch, so each must write its frames whole, headers and what follows, whatever stood there.
 */
public final class MergedSource implements Source {

    private final Part[] parts;
    private final int[] firstFlow;

    /**
     * One of the sources.
     *
     * @param source
     *            writes frames into buffers, and never ends by itself
     * @param firstPort
     *            the host's number of its port 0
     * @param forHost
     *            whether its frames are for the host itself, whatever they say of VMs
     */
    public record Part(Source source, int firstPort, boolean forHost) {}

    public MergedSource(List<Part> parts) {
        this.parts = parts.toArray(Part[]::new);
        firstFlow = new int[parts.size() + 1];
        for (int part = 0; part < this.parts.length; part++) {
            Source source = this.parts[part].source();
            if (source.keptFrames() != null || source.isFinite()) {
                throw new IllegalArgumentException("source " + part + " is a capture; emulated traffic expected");
            }
            firstFlow[part + 1] = Math.addExact(firstFlow[part], source.flowCount());
        }
    }

    /** Where frames of several sources are due in the same nanosecond, those of an earlier source come first. */
    @Override
    public int fill(FrameBatch batch, long untilNs) {
        int next = earliest();
        long until = untilNs;
        for (int part = 0; part < parts.length; part++) {
            if (part != next) {
                long dueNs = parts[part].source().nextDueNs();
                until = Math.min(until, part < next ? dueNs - 1 : dueNs);
            }
        }
        int count = parts[next].source().fill(batch, until);
        batch.renumber(parts[next].firstPort(), firstFlow[next]);
        return count;
    }

    private int earliest() {
        int next = 0;
        for (int part = 1; part < parts.length; part++) {
            if (parts[part].source().nextDueNs() < parts[next].source().nextDueNs()) {
                next = part;
            }
        }
        return next;
    }

    @Override
    public long nextDueNs() {
        long nextNs = NEVER;
        for (Part part : parts) {
            nextNs = Math.min(nextNs, part.source().nextDueNs());
        }
        return nextNs;
    }

    @Override
    public int flowCount() {
        return firstFlow[parts.length];
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    /** Frames of different sources are taken to differ, also where each has but one length. */
    @Override
    public boolean hasMixedSizes() {
        return parts.length > 1 || parts[0].source().hasMixedSizes();
    }

    @Override
    public int bufferBytes() {
        int bytes = 0;
        for (Part part : parts) {
            bytes = Math.max(bytes, part.source().bufferBytes());
        }
        return bytes;
    }

    @Override
    public @Nullable Memory keptFrames() {
        return null;
    }

    @Override
    public int vmOfFlow(int flow) {
        int part = parts.length - 1;
        while (flow < firstFlow[part]) {
            part--;
        }
        return parts[part].forHost() ? HOST : parts[part].source().vmOfFlow(flow - firstFlow[part]);
    }
}
