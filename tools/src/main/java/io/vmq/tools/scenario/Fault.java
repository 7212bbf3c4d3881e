package io.vmq.tools.scenario;

import io.vmq.dispatch.host.Processor;
import io.vmq.nic.notation.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that fails on purpose. */
public sealed interface Fault {

    /** What {@link #parse} takes, in words. */
    String EXPECTED = "stall:core=N, stall:processor=GROUP:NUMBER, stall:source or link-down:NIC, and behind it "
            + ",at=TIME,for=TIME or ,at=TIME,for=TIME,every=TIME";

    /** Subject of a source that stands still. */
    String STALL_SOURCE = "stall:source";

    /** Subject of a core that stands still. */
    static String stallOfCore(int core) {
        return "stall:core=" + core;
    }

    /** Subject of a logical processor that does something else. */
    static String stallOfProcessor(int group, int number) {
        return "stall:processor=" + group + ":" + number;
    }

    Pattern SPEC = Pattern.compile(
            "(stall:core=|stall:processor=|stall:source|link-down:)([^,=]*),at=([^,]*),for=([^,]*)(?:,every=([^,]*))?");
    Pattern PROCESSOR = Pattern.compile("([^:]*):([^:]*)");
    int MAX_CORE = 1_023;
    int MAX_GROUP = 65_535;

    /** When it is there. */
    FaultTimes times();

    /** What fails, as {@link #parse} reads it. */
    String subject();

    /** As {@link #parse} reads it. */
    default String text() {
        return subject() + times().text();
    }

    /** A core stands still. */
    record StallCore(int core, FaultTimes times) implements Fault {

        @Override
        public String subject() {
            return stallOfCore(core);
        }
    }

    /** A logical processor of the host has other work to do, so the core on it, if there is one, stands still. */
    record StallProcessor(int group, int number, FaultTimes times) implements Fault {

        @Override
        public String subject() {
            return stallOfProcessor(group, number);
        }

        /** Whether it is this one. */
        public boolean is(Processor processor) {
            return processor.group() == group && processor.number() == number;
        }
    }

    /** The source stands still. */
    record StallSource(FaultTimes times) implements Fault {

        @Override
        public String subject() {
            return STALL_SOURCE;
        }
    }

    /** The link of a NIC is down. */
    record LinkDown(String nic, FaultTimes times) implements Fault {

        @Override
        public String subject() {
            return "link-down:" + nic;
        }
    }

    /**
     * Reads {@code stall:core=2,at=2s,for=100ms}, {@code stall:processor=0:0,at=0s,for=300us,every=1ms},
     * {@code stall:source,at=2s,for=100ms} or {@code link-down:nic0,at=1s,for=50ms}.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    static Fault parse(String text) {
        Matcher spec = SPEC.matcher(text);
        if (!spec.matches()) {
            throw Refusal.impossible(text, EXPECTED);
        }
        FaultTimes times = FaultTimes.parse(text, spec.group(3), spec.group(4), spec.group(5));
        String what = spec.group(2);
        return switch (spec.group(1)) {
            case "stall:core=" -> new StallCore(Values.wholeInt(what, 0, MAX_CORE), times);
            case "stall:processor=" -> processor(text, what, times);
            case "link-down:" -> new LinkDown(Values.name(what), times);
            default -> source(text, what, times);
        };
    }

    private static Fault source(String text, String behind, FaultTimes times) {
        if (!behind.isEmpty()) {
            throw Refusal.impossible(text, EXPECTED);
        }
        return new StallSource(times);
    }

    private static Fault processor(String text, String what, FaultTimes times) {
        Matcher processor = PROCESSOR.matcher(what);
        if (!processor.matches()) {
            throw Refusal.impossible(text, "a processor as GROUP:NUMBER, such as 0:2");
        }
        return new StallProcessor(Values.wholeInt(processor.group(1), 0, MAX_GROUP),
                Values.wholeInt(processor.group(2), 0, Processor.GROUP_SIZE - 1), times);
    }
}
