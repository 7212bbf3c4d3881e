package io.vmq.tools.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scenarios that come with the product. */
public final class ShippedScenarios {

    /** Runs when the user names none. */
    public static final String DEFAULT = "hyperv-2012-10gbe";

    private static final List<String> NAMES = List.of(DEFAULT, "hyperv-2008r2-static", "hyperv-2012-team-sum-overlap",
            "hyperv-2012-team-sum-fixed", "live-migration", "hyperv-2012-dvmq",
            "hyperv-2016-vmmq", "hyperv-2019-dvmmq", "uniform-10gbe", "zipf-heavy", "more-vms-than-queues",
            "tenant-vlans", "vm-arrives-and-leaves", "one-flow", "elephants-and-mice", "imix-mixed", "small-frames",
            "bursts-onoff", "mmpp-bursts", "load-steps", "rss-rebalance", "slow-drain-policies", "rss-collision-attack",
            "symmetric-key-weakness", "udp-fragments", "broadcast-storm", "qinq-trunk", "core-stall",
            "core0-contention",
            "link-flap", "cloud-100g");

    private static final String SCHEMA = "vmq.scenario-1.schema.json";

    /** How a leading comment begins, up to the first colon or full stop before a blank or the line's end. */
    private static final Pattern TITLE = Pattern.compile("# ([^\\n]*?)[:.](?: [^\\n]*)?\\n");

    private ShippedScenarios() {}

    /** Their names, the default first. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Ends the refusal of a name: the shipped one that it resembles, if any, and what was expected.
     *
     * @param others
     *            what is possible besides names, such as {@code a path or }
     */
    public static String expected(String unknown, String others) {
        return Spelling.hint(unknown, NAMES) + " (expected " + others + "a name that vmq scenario list prints, such as "
                + DEFAULT + ")";
    }

    /**
     * The file as it ships, comments included.
     *
     * @param name
     *            one of {@link #names()}
     */
    public static String yaml(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("name=" + name + ": one of " + NAMES + " expected");
        }
        return resource(name + ".yaml");
    }

    /**
     * What a scenario is about, in a few words: its leading comment up to the first colon or full stop, which stands on
     * the first line.
     *
     * @param name
     *            one of {@link #names()}
     */
    public static String title(String name) {
        Matcher title = TITLE.matcher(yaml(name));
        if (!title.lookingAt()) {
            throw new IllegalStateException(name + ".yaml does not begin with a title");
        }
        return title.group(1);
    }

    /** The JSON Schema of scenario files, for editors; what only {@link ScenarioReader} can tell is not in it. */
    public static String schema() {
        return resource(SCHEMA);
    }

    private static String resource(String file) {
        try (InputStream in = ShippedScenarios.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the product");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
