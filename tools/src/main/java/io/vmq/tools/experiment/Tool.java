package io.vmq.tools.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program itself: its version, and the commit it was built from or "unknown". */
public record Tool(String version, String commit) {

    /** What the build wrote down. */
    public static Tool current() {
        Properties build = new Properties();
        try (InputStream in = Tool.class.getResourceAsStream("/io/vmq/tools/build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties of the program cannot be read", e);
        }
        return new Tool(build.getProperty("version", "unknown"), build.getProperty("commit", "unknown"));
    }
}
