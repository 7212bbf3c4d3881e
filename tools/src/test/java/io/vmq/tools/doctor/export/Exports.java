package io.vmq.tools.doctor.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The founding case as a file: two members of a switch independent team by Hyper-V ports, both from processor 0 on. */
public final class Exports {

    private Exports() {}

    /** The file as text. */
    public static String founding() {
        try (InputStream in = Objects.requireNonNull(
                Exports.class.getResourceAsStream("/io/vmq/tools/doctor/founding.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a text as the file {@code host.json}. */
    public static HostExport read(String text) {
        return HostExportReader.read("host.json", text.getBytes(StandardCharsets.UTF_8));
    }
}
