package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that fails on purpose. Times count from the begin of the measured time. */
public sealed interface Fault {

    /** What {@link #parse} takes, in words. */
    String EXPECTED = "stall:core=N,at=TIME,for=TIME, stall:source,at=TIME,for=TIME or link-down:NIC,at=TIME,for=TIME";

    /** Subject of a source that stands still. */
    String STALL_SOURCE = "stall:source";

    /** Subject of a core that stands still. */
    static String stallOfCore(int core) {
        return "stall:core=" + core;
    }

    Pattern SPEC = Pattern.compile("(stall|link-down):(core=[^,]*|[^,=]+),at=([^,]*),for=([^,]*)");

    /** When it begins, ns. */
    long atNs();

    /** How long it lasts, ns. */
    long forNs();

    /** What fails, as {@link #parse} reads it. */
    String subject();

    /** As {@link #parse} reads it. */
    default String text() {
        return subject() + ",at=" + new TimeSpan(atNs()).text() + ",for=" + new TimeSpan(forNs()).text();
    }

    /** When it is over, ns. */
    default long endNs() {
        return atNs() + forNs();
    }

    /** A core stands still. */
    record StallCore(int core, long atNs, long forNs) implements Fault {

        @Override
        public String subject() {
            return stallOfCore(core);
        }
    }

    /** The source stands still. */
    record StallSource(long atNs, long forNs) implements Fault {

        @Override
        public String subject() {
            return STALL_SOURCE;
        }
    }

    /** The link of a NIC is down. */
    record LinkDown(String nic, long atNs, long forNs) implements Fault {

        @Override
        public String subject() {
            return "link-down:" + nic;
        }
    }

    /**
     * Reads {@code stall:core=2,at=2s,for=100ms}, {@code stall:source,at=2s,for=100ms} or
     * {@code link-down:nic0,at=1s,for=50ms}.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    static Fault parse(String text) {
        Matcher spec = SPEC.matcher(text);
        if (!spec.matches()) {
            throw Refusal.impossible(text, EXPECTED);
        }
        long atNs = TimeSpan.parse(spec.group(3)).ns();
        long forNs = TimeSpan.parse(spec.group(4)).ns();
        if (forNs == 0) {
            throw Refusal.impossible(text, "a time above 0 after for=");
        }
        String what = spec.group(2);
        if (spec.group(1).equals("link-down")) {
            return new LinkDown(Values.name(what), atNs, forNs);
        }
        if (what.startsWith("core=")) {
            return new StallCore(Values.wholeInt(what.substring("core=".length()), 0, 1_023), atNs, forNs);
        }
        if (!what.equals("source")) {
            throw Refusal.impossible(text, EXPECTED);
        }
        return new StallSource(atNs, forNs);
    }
}
