package io.vmq.dispatch.steering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/**
 * The modes that can be asked for by name: built-in ones and plug-ins, found alike by {@link ServiceLoader}. Immutable, for
 * any thread.
 */
public final class SteeringModes {

    private static final Pattern MODE_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, SteeringProvider> providers;

    private SteeringModes(Map<String, SteeringProvider> providers) {
        this.providers = providers;
    }

    /** The modes on the product's own class or module path. */
    public static SteeringModes load() {
        return load(SteeringModes.class.getClassLoader());
    }

    /**
     * The modes that a class loader sees; one for plug-ins has the product's class loader for its parent.
     *
     * @throws IllegalArgumentException
     *             with one sentence, if a provider cannot be loaded, its mode has no proper name, or two have the same
     */
    public static SteeringModes load(ClassLoader loader) {
        Map<String, SteeringProvider> providers = new LinkedHashMap<>();
        try {
            for (SteeringProvider provider : ServiceLoader.load(SteeringProvider.class, loader)) {
                add(provider, providers);
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException("a steering mode cannot be loaded: " + reason(e), e);
        }
        return new SteeringModes(providers);
    }

    private static void add(SteeringProvider provider, Map<String, SteeringProvider> providers) {
        String mode = provider.mode();
        if (!MODE_NAME.matcher(mode).matches()) {
            throw new IllegalArgumentException("steering provider " + className(provider) + " calls its mode '" + mode
                    + "' (expected lower case letters, digits and single dashes)");
        }
        SteeringProvider other = providers.putIfAbsent(mode, provider);
        if (other != null) {
            throw new IllegalArgumentException("mode '" + mode + "' is provided twice, by " + className(other)
                    + " and by " + className(provider));
        }
    }

    private static String className(SteeringProvider provider) {
        return provider.getClass().getName();
    }

    private static String reason(Error e) {
        Throwable cause = e.getCause();
        return cause == null ? e.toString() : e.getMessage() + " (" + cause + ")";
    }

    /**
     * The provider of a mode.
     *
     * @throws IllegalArgumentException
     *             if there is no such mode, with its name and the known ones
     */
    public SteeringProvider byName(String mode) {
        SteeringProvider provider = providers.get(mode);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "mode '" + mode + "' is unknown (known: " + String.join(", ", names()) + ")");
        }
        return provider;
    }

    /** The names of all modes, in the order in which they were found. */
    public List<String> names() {
        return List.copyOf(providers.keySet());
    }

    /** The providers of all modes, in the order of {@link #names()}. */
    public List<SteeringProvider> providers() {
        return List.copyOf(providers.values());
    }
}
