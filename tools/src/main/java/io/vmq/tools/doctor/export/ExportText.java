package io.vmq.tools.doctor.export;

import io.vmq.tools.scenario.BadInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of an export as text. Windows PowerShell 5.1 writes UTF-16 with a byte order mark where a file is redirected, UTF-8
 * with one where it is asked for UTF-8; PowerShell 7 writes UTF-8 without. All of these are read, UTF-16 of either byte order.
 */
final class ExportText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ExportText() {}

    /**
     * Decodes, and leaves the byte order mark away.
     *
     * @throws BadInputException
     *             if the bytes are no text in these encodings
     */
    static String decode(String file, byte[] content) {
        Charset charset = charsetOf(content);
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    file + ": not " + charset.name()
                            + " text (expected JSON in UTF-8, or in UTF-16 with its byte order "
                            + "mark, as the script of --collect-script saves it)");
        }
    }

    private static Charset charsetOf(byte[] content) {
        if (startsWith(content, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(content, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length >= 2 && Byte.toUnsignedInt(content[0]) == first
                && Byte.toUnsignedInt(content[1]) == second;
    }
}
