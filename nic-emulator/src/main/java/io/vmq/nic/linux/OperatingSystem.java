package io.vmq.nic.linux;

import java.util.Locale;

/** The system that this process runs on. Any thread. */
public final class OperatingSystem {

    private static final String PROPERTY = "os.name";

    private OperatingSystem() {}

    /** Whether it has the system calls of this package. */
    public static boolean isLinux() {
        return name().toLowerCase(Locale.ROOT).startsWith("linux");
    }

    /** As it calls itself. */
    public static String name() {
        return System.getProperty(PROPERTY, "not known");
    }
}
