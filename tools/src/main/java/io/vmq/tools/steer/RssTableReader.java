package io.vmq.tools.steer;

import io.vmq.dispatch.steering.RssKey;
import io.vmq.tools.scenario.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the RSS settings of a real NIC from what the tool of its system prints: {@code ethtool -x} on Linux,
 * {@code Get-NetAdapterRss | Format-List} on Windows. Which of them it is shows in the text.
 */
public final class RssTableReader {

    /** More than the largest table that any NIC has, printed in the wider of the two formats. */
    private static final int MAX_BYTES = 1 << 20;

    private RssTableReader() {}

    /**
     * Reads one NIC's settings.
     *
     * @param name
     *            what refusals call the text
     * @param in
     *            UTF-8, or UTF-16 with a byte order mark, which Windows PowerShell writes; left open
     * @param key
     *            the key where the text has none; null if the user gave none
     * @throws BadInputException
     *             if it is neither of the two, is cut, or the NIC hashes by a law that is not published
     */
    public static RssTable read(String name, InputStream in, @Nullable RssKey key) {
        TextLines lines = new TextLines(name, new ByteArrayInputStream(utf8(name, in)));
        String first = lines.next();
        if (first == null) {
            throw new BadInputException(name + ": says nothing (expected " + EthtoolText.EXPECTED + ")");
        }
        if (EthtoolText.begins(first)) {
            return new EthtoolText(lines, key).read(first);
        }
        if (AdapterRssText.begins(first)) {
            return new AdapterRssText(lines, key).read(first);
        }
        throw lines.impossible("line", first, EthtoolText.EXPECTED);
    }

    private static byte[] utf8(String name, InputStream in) {
        try {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new BadInputException(name + ": is longer than " + MAX_BYTES + " bytes (expected "
                        + EthtoolText.EXPECTED + ")");
            }
            Charset charset = charsetOf(content);
            return charset.equals(StandardCharsets.UTF_8) ? content
                    : new String(content, charset).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException(name + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    private static Charset charsetOf(byte[] content) {
        int mark = content.length < 2 ? 0 : (content[0] & 0xFF) << Byte.SIZE | (content[1] & 0xFF);
        return switch (mark) {
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }
}
