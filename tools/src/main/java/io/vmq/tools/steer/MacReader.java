package io.vmq.tools.steer;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.VlanTag;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads destination MACs, one a line: {@code mac[,vlan]}. An empty VLAN is a frame without a tag, VLAN 0 one with a
 * priority tag. Blank lines and lines that start with {@code #} say nothing, and the first other line may be the
 * header.
 */
public final class MacReader implements Closeable {

    private static final String SHORT_HEADER = "mac";
    private static final String HEADER = SHORT_HEADER + ",vlan";
    private static final int MAX_FIELDS = 2;

    private final TextLines lines;
    private boolean headerMayCome = true;

    /**
     * @param name
     *            what refusals call the input
     */
    public MacReader(String name, InputStream in) {
        lines = new TextLines(name, in);
    }

    /**
     * The next MAC, or null at the end.
     *
     * @throws io.vmq.tools.scenario.BadInputException
     *             if a line names none, with the line, the value and what was expected
     */
    public @Nullable MacLine next() {
        String line = lines.next();
        if (headerMayCome && (HEADER.equals(line) || SHORT_HEADER.equals(line))) {
            line = lines.next();
        }
        headerMayCome = false;
        return line == null ? null : parse(line);
    }

    private MacLine parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length > MAX_FIELDS) {
            throw lines.impossible("line", line, "mac[,vlan]");
        }
        String mac = fields[0].strip();
        int vlan = fields.length < MAX_FIELDS ? VlanTag.NONE : vlan(fields[1].strip());
        return new MacLine(mac, mac(mac), vlan);
    }

    private MacAddress mac(String text) {
        try {
            return MacAddress.parse(text);
        } catch (IllegalArgumentException _) {
            throw lines.impossible("mac", text, "six hex bytes such as 00:15:5d:00:00:01");
        }
    }

    private int vlan(String text) {
        if (text.isEmpty()) {
            return VlanTag.NONE;
        }
        return lines.whole("vlan", text, EthernetLayout.MAX_VLAN_ID,
                "a whole number from 0 to 4094, or nothing for frames without a tag");
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
