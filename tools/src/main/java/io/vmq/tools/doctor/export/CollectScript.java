package io.vmq.tools.doctor.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The PowerShell script that saves an export: it reads by {@code Get-} cmdlets only and writes one file, the export. Runs on
 * Windows PowerShell 5.1 and PowerShell 7. Properties keep the names that the cmdlets give them.
 */
public final class CollectScript {

    private static final String RESOURCE = "vmq-collect.ps1";

    private CollectScript() {}

    /** The script as text that ends with a line feed. */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(CollectScript.class.getResourceAsStream(RESOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
