package io.vmq.tools.steer;

import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssKey;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code ethtool -x IFACE} prints: the indirection table, and, from the versions that have them, the key, the
 * hash function and the input transformation. A section that is announced must be there. For one thread.
 */
final class EthtoolText {

    static final String EXPECTED = "the text of ethtool -x IFACE or of Get-NetAdapterRss | Format-List";

    private static final Pattern TITLE = Pattern
            .compile("RX flow hash indirection table for (\\S+) with ([0-9]{1,5}) RX ring\\(s\\):");
    private static final Pattern ROW = Pattern.compile("([0-9]{1,5}):((?:\\s+[0-9]{1,5})+)");
    private static final Pattern SWITCH = Pattern.compile("([a-z0-9-]+): (on|off)");
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2})*");
    private static final String KEY_TITLE = "RSS hash key:";
    private static final String FUNCTION_TITLE = "RSS hash function:";
    private static final String TRANSFORM_TITLE = "RSS input transformation:";
    private static final String UNSUPPORTED = "Operation not supported";
    private static final String TOEPLITZ = "toeplitz";
    /** i40e, ice and their like have twelve bytes more than RSS of Windows, which no hash of 36 bytes reaches. */
    private static final int LONG_KEY_BYTES = 52;

    private final TextLines lines;
    private final @Nullable RssKey given;
    private final RssTableDraft draft;
    private byte @Nullable [] key;
    private boolean functionIsNamed;
    private boolean transformIsNamed;
    private InputTransform transform = InputTransform.NONE;

    EthtoolText(TextLines lines, @Nullable RssKey given) {
        this.lines = lines;
        this.given = given;
        draft = new RssTableDraft(lines);
    }

    static boolean begins(String firstLine) {
        return TITLE.matcher(firstLine).matches();
    }

    RssTable read(String title) {
        Matcher matcher = TITLE.matcher(title);
        if (!matcher.matches()) {
            throw lines.impossible("line", title, EXPECTED);
        }
        int rings = Integer.parseInt(matcher.group(2));
        String next = readTable(rings);
        while (next != null) {
            next = readSection(next);
        }
        noteWhatIsMissing();
        return draft.finish(rings, key, given,
                "a text with one, which drivers print that know it, or --key with 80 hex "
                        + "digits",
                transform);
    }

    /** The line behind the table. */
    private @Nullable String readTable(int rings) {
        String line = lines.next();
        if (line != null && line.equals(UNSUPPORTED)) {
            throw lines.impossible("indirection table", line, "a NIC whose driver reports its table");
        }
        for (; line != null && !line.startsWith("RSS "); line = lines.next()) {
            readRow(line, rings);
        }
        if (draft.entries() == 0) {
            throw lines.impossible("indirection table", "", "rows such as '0: 0 1 2 3'");
        }
        return line;
    }

    private void readRow(String line, int rings) {
        Matcher row = ROW.matcher(line);
        if (!row.matches() || Integer.parseInt(row.group(1)) != draft.entries()) {
            throw lines.impossible("indirection table", line,
                    "a row that begins with '" + draft.entries() + ":' and has the queues of the next entries");
        }
        for (String queue : row.group(2).strip().split("\\s+", -1)) {
            draft.add(lines.whole("indirection table", queue, rings - 1,
                    "a queue of the " + rings + " RX rings, from 0 on"));
        }
    }

    /** The line behind the section. */
    private @Nullable String readSection(String title) {
        String line = lines.next();
        if (line == null) {
            throw lines.impossible(title.replace(":", ""), "", "the lines that belong to this title; the text is cut");
        }
        return switch (title) {
            case KEY_TITLE -> readKey(line);
            case FUNCTION_TITLE -> readFunction(line);
            case TRANSFORM_TITLE -> readTransform(line);
            default -> throw lines.impossible("line", title,
                    KEY_TITLE + ", " + FUNCTION_TITLE + " or " + TRANSFORM_TITLE);
        };
    }

    private @Nullable String readKey(String line) {
        if (!line.equals(UNSUPPORTED)) {
            byte[] bytes = KEY.matcher(line).matches() ? HexFormat.ofDelimiter(":").parseHex(line) : new byte[0];
            if (bytes.length != RssKey.BYTES && bytes.length != LONG_KEY_BYTES) {
                throw lines.impossible("RSS hash key", line,
                        RssKey.BYTES + " or " + LONG_KEY_BYTES + " bytes of two hex digits with colons between them");
            }
            key = bytes;
        }
        return lines.next();
    }

    private @Nullable String readFunction(String first) {
        functionIsNamed = true;
        String line = first;
        boolean toeplitz = false;
        for (; line != null && !line.startsWith("RSS "); line = lines.next()) {
            String function = isOn(line, "RSS hash function");
            if (function != null && !function.equals(TOEPLITZ)) {
                throw lines.impossible("RSS hash function", function,
                        TOEPLITZ + ", the only one whose law is published");
            }
            toeplitz |= function != null;
        }
        if (!toeplitz) {
            throw lines.impossible("RSS hash function", "", TOEPLITZ + ": on");
        }
        return line;
    }

    private @Nullable String readTransform(String first) {
        transformIsNamed = true;
        String line = first;
        for (; line != null && !line.startsWith("RSS "); line = lines.next()) {
            String name = isOn(line, "RSS input transformation");
            if (name != null) {
                setTransform(name);
            }
        }
        return line;
    }

    private void setTransform(String name) {
        InputTransform wanted = Stream.of(InputTransform.SYMMETRIC_XOR, InputTransform.SYMMETRIC_OR_XOR)
                .filter(each -> each.label().equals(name)).findFirst()
                .orElseThrow(() -> lines.impossible("RSS input transformation", name,
                        InputTransform.SYMMETRIC_XOR.label() + " or " + InputTransform.SYMMETRIC_OR_XOR.label()));
        if (transform != InputTransform.NONE) {
            throw lines.impossible("RSS input transformation", name, "one that is on, not two");
        }
        transform = wanted;
    }

    /** The name in a line {@code name: on}, null if it is off. */
    private @Nullable String isOn(String line, String section) {
        Matcher matcher = SWITCH.matcher(line);
        if (!matcher.matches()) {
            throw lines.impossible(section, line, "a line such as '" + TOEPLITZ + ": on', known to this program");
        }
        return matcher.group(2).equals("on") ? matcher.group(1) : null;
    }

    private void noteWhatIsMissing() {
        if (!functionIsNamed) {
            draft.note("the text does not say by which function the NIC hashes; Toeplitz is taken");
        }
        if (!transformIsNamed) {
            draft.note("the text does not say whether the NIC transforms what it hashes; it is taken not to");
        }
    }
}
