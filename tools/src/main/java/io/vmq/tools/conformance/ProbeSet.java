package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/** The frames of a check, in the order in which they are sent. The same check gives the same bytes on any machine. */
public final class ProbeSet {

    /** Frames that are sent unless something else is asked for or needed. */
    private static final int USUAL = 1_000;
    private static final int NO_PROBE = -1;

    private final List<Probe> probes;
    private final Memory frames;
    private final int check;

    private ProbeSet(ProbeDraft draft, int check) {
        probes = List.copyOf(draft.probes());
        frames = draft.frames();
        this.check = check;
    }

    /**
     * The frames of a check; none if nothing could be learnt from them.
     *
     * @throws TooFewFramesException
     *             if they would be too few to show everything
     */
    public static ProbeSet of(Check check) {
        int mark = Long.hashCode(check.seed());
        boolean sends = check.whyNot().isEmpty();
        ProbeDraft draft = new ProbeDraft(check.source(), mark, sends ? check.frames() : 0);
        if (sends) {
            refuseTooFew(check);
            fill(check, draft);
        }
        return new ProbeSet(draft, mark);
    }

    private static void refuseTooFew(Check check) {
        int fewest = fewest(check.subject());
        if (check.frames() < fewest) {
            throw new TooFewFramesException(check.frames(), fewest);
        }
    }

    private static void fill(Check check, ProbeDraft draft) {
        Random random = new Random(check.seed());
        switch (check.subject()) {
            case Subject.Filters of ->
                    new FilterProbes(of.filters(), check.destination(), check.letsAllThrough(), random)
                            .addTo(draft);
            case Subject.Rss rss -> {
                if (rss.facts() instanceof RssFacts.Reported facts) {
                    new RssProbes(facts, check.destination(), random).addTo(draft);
                }
            }
        }
    }

    /** How many frames show everything about a subject. */
    public static int fewest(Subject subject) {
        return switch (subject) {
            case Subject.Filters of ->
                    new FilterProbes(of.filters(), new MacAddress(0), true, new Random(0)).fewest();
            case Subject.Rss rss -> rss.facts() instanceof RssFacts.Reported facts ? RssProbes.fewest(facts) : 0;
        };
    }

    /** How many are sent if nobody says how many. */
    public static int usual(Subject subject) {
        return Math.max(USUAL, fewest(subject));
    }

    public int count() {
        return probes.size();
    }

    public Probe probe(int number) {
        return probes.get(number);
    }

    List<Probe> probes() {
        return probes;
    }

    /** Where the frames lie. */
    Memory frames() {
        return frames;
    }

    /** Where one of them begins. */
    long frame(int number) {
        return (long) number * ProbeFrame.BYTES;
    }

    /** Bytes that each frame has, tags counted and FCS not. */
    int frameBytes() {
        return ProbeFrame.BYTES;
    }

    /** Puts the next frames from this number on into a batch that owns no buffers. */
    void fill(FrameBatch batch, int from) {
        batch.begin(frames);
        for (int i = from; i < probes.size() && !batch.isFull(); i++) {
            batch.add(frame(i), ProbeFrame.BYTES, ProbeFrame.BYTES + EthernetLayout.FCS_BYTES, true, 0, 0, 0, i);
        }
    }

    /** The number of the probe that a frame is; {@code -1} for frames of others. */
    int recognise(Memory memory, long frame, int bytes) {
        long mark = frame + bytes - ProbeFrame.MARK_BYTES;
        if (bytes < EthernetLayout.HEADER_BYTES + ProbeFrame.MARK_BYTES || memory.i64Be(mark) != ProbeFrame.MAGIC
                || memory.i32Be(mark + Long.BYTES) != check) {
            return NO_PROBE;
        }
        int number = memory.i32Be(mark + Long.BYTES + Integer.BYTES);
        return number >= 0 && number < probes.size() ? number : NO_PROBE;
    }

    /** Unicast addresses that frames go to, each once, rising: those that the interface must let through. */
    public List<MacAddress> unicastDestinations() {
        return IntStream.range(0, count()).mapToObj(i -> destination(frame(i))).distinct()
                .filter(mac -> !mac.isGroup()).sorted().toList();
    }

    private MacAddress destination(long frame) {
        long high = frames.u16Be(frame);
        return new MacAddress(high << Integer.SIZE | Integer.toUnsignedLong(frames.i32Be(frame + Short.BYTES)));
    }

    /** Eight hex digits that change with any bit of any frame. */
    public String digest() {
        CRC32C digest = new CRC32C();
        byte[] frame = new byte[ProbeFrame.BYTES];
        for (int i = 0; i < probes.size(); i++) {
            frames.get(frame(i), frame, 0, frame.length);
            digest.update(frame, 0, frame.length);
        }
        return HexFormat.of().toHexDigits((int) digest.getValue());
    }
}
