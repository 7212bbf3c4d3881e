package io.vmq.tools.steer;

import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code Get-NetAdapterRss NAME | Format-List} prints of one adapter. Its table names processors, and no queues:
 * the first processor that it names counts as queue 0, the next other one as queue 1, and so on. For one thread.
 */
final class AdapterRssText {

    private static final Pattern PROPERTY = Pattern.compile("([A-Z][A-Za-z]*)(?:: \\[[^\\]]*])?\\s*:(?:\\s+(.*))?");
    private static final Pattern PROCESSOR = Pattern.compile("[0-9]{1,3}:[0-9]{1,3}");
    private static final Pattern PROCESSORS_IN_ARRAY = Pattern
            .compile("[0-9]+:[0-9]+/[0-9]+(\\s+[0-9]+:[0-9]+/[0-9]+)*");
    private static final String TABLE = "IndirectionTable";
    private static final int MOST_NAMED = 8;

    private final TextLines lines;
    private final @Nullable RssKey given;
    private final RssTableDraft draft;
    private final Map<String, Integer> queues = new LinkedHashMap<>();
    private String property = "";
    private boolean hasTable;
    private boolean hasName;

    AdapterRssText(TextLines lines, @Nullable RssKey given) {
        this.lines = lines;
        this.given = given;
        draft = new RssTableDraft(lines);
    }

    static boolean begins(String firstLine) {
        Matcher matcher = PROPERTY.matcher(firstLine);
        return matcher.matches() && matcher.group(1).equals("Name");
    }

    RssTable read(String first) {
        for (String line = first; line != null; line = lines.next()) {
            readLine(line);
        }
        if (!hasTable) {
            throw lines.impossible(TABLE, "",
                    "a line that begins with '" + TABLE + ": [Group:Number]'; the text is cut");
        }
        if (draft.entries() == 0) {
            throw lines.impossible(TABLE, "", "processors such as 0:0 0:2; Windows shows none while RSS is not in use");
        }
        noteQueues();
        return draft.finish(queues.size(), null, given,
                "--key, since Windows does not show it: 80 hex digits, or default for the key of Microsoft's "
                        + "verification vectors, if the driver is known to keep it",
                InputTransform.NONE);
    }

    private void readLine(String line) {
        if (PROCESSOR.matcher(line.split("\\s+", 2)[0]).matches()) {
            readProcessors(line);
            return;
        }
        if (property.equals("RssProcessorArray") && PROCESSORS_IN_ARRAY.matcher(line).matches()) {
            return;
        }
        Matcher matcher = PROPERTY.matcher(line);
        if (!matcher.matches()) {
            throw lines.impossible("line", line, "a property such as 'Enabled : True', or processors of the table");
        }
        property = matcher.group(1);
        readProperty(matcher.group(2) == null ? "" : matcher.group(2));
    }

    private void readProperty(String value) {
        switch (property) {
            case "Name" -> {
                if (hasName) {
                    throw lines.impossible("Name", value,
                            "the text of one adapter, as Get-NetAdapterRss NAME gives it");
                }
                hasName = true;
            }
            case "Enabled" -> {
                if (!value.equals("True")) {
                    throw lines.impossible("Enabled", value, "True: without RSS no table is in use");
                }
            }
            case TABLE -> {
                hasTable = true;
                if (!value.isEmpty()) {
                    readProcessors(value);
                }
            }
            default -> {
                // Says nothing about which entry goes where.
            }
        }
    }

    private void readProcessors(String line) {
        if (!property.equals(TABLE)) {
            throw lines.impossible("line", line, "a property; processors such as 0:0 stand behind " + TABLE);
        }
        for (String processor : line.split("\\s+", -1)) {
            if (!PROCESSOR.matcher(processor).matches()) {
                throw lines.impossible(TABLE, processor, "a processor as group:number, such as 0:2");
            }
            draft.add(queues.computeIfAbsent(processor, _ -> queues.size()));
        }
    }

    private void noteQueues() {
        String named = queues.entrySet().stream().limit(MOST_NAMED)
                .map(entry -> entry.getValue() + " = " + entry.getKey()).collect(Collectors.joining(", "));
        draft.note(
                "Windows names processors, not queues: queues are numbered in the order in which the table first names "
                        + "their processors (" + named + (queues.size() > MOST_NAMED ? ", ..." : "") + ")");
    }
}
