package io.vmq.tools.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scenarios that come with the product. */
public final class ShippedScenarios {

    /** Runs when the user names none. */
    public static final String DEFAULT = "hyperv-2012-10gbe";

    private static final List<String> NAMES = List.of(DEFAULT);

    private ShippedScenarios() {}

    /** Their names, the default first. */
    public static List<String> names() {
        return NAMES;
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
        try (InputStream in = ShippedScenarios.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException(name + ".yaml is missing from the product");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
