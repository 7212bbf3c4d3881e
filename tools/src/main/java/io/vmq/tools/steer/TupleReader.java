package io.vmq.tools.steer;

import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Reads flows, one a line: {@code src,dst,srcPort,dstPort[,tcp|udp|other]}, TCP if the line does not say. Addresses are
 * IPv4 or IPv6 literals; names are refused, never resolved. Blank lines and lines that start with {@code #} say
 * nothing, and the first other line may be the header.
 */
public final class TupleReader implements Closeable {

    private static final String SHORT_HEADER = "src,dst,srcPort,dstPort";
    private static final String HEADER = SHORT_HEADER + ",protocol";
    private static final int MAX_PORT = 0xFFFF;
    private static final int MIN_FIELDS = 4;
    private static final int MAX_FIELDS = 5;

    private final TextLines lines;
    private boolean headerMayCome = true;

    /**
     * @param name
     *            what refusals call the input
     */
    public TupleReader(String name, InputStream in) {
        lines = new TextLines(name, in);
    }

    /**
     * The next flow, or null at the end.
     *
     * @throws io.vmq.tools.scenario.BadInputException
     *             if a line names none, with the line, the value and what was expected
     */
    public @Nullable TupleLine next() {
        String line = lines.next();
        if (headerMayCome && (HEADER.equals(line) || SHORT_HEADER.equals(line))) {
            line = lines.next();
        }
        headerMayCome = false;
        return line == null ? null : parse(line);
    }

    private TupleLine parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length < MIN_FIELDS || fields.length > MAX_FIELDS) {
            throw lines.impossible("line", line, SHORT_HEADER + "[,tcp|udp|other]");
        }
        String source = fields[0].strip();
        String destination = fields[1].strip();
        InetAddress from = address("src", source);
        InetAddress to = address("dst", destination);
        if (from.getClass() != to.getClass()) {
            throw lines.impossible("dst", destination, "the IP version of src '" + source + "'");
        }
        int sourcePort = port("srcPort", fields[2].strip());
        int destinationPort = port("dstPort", fields[3].strip());
        IpProtocol protocol = fields.length < MAX_FIELDS ? IpProtocol.TCP : protocol(fields[4].strip());
        return new TupleLine(source, destination, new FlowTuple(from, to, sourcePort, destinationPort, protocol));
    }

    private InetAddress address(String key, String text) {
        try {
            return IpLiteral.parse(text);
        } catch (IllegalArgumentException _) {
            throw lines.impossible(key, text,
                    "an IPv4 address such as 192.0.2.1 or an IPv6 address such as 2001:db8::1");
        }
    }

    private int port(String key, String text) {
        return lines.whole(key, text, MAX_PORT, "a whole number from 0 to 65535");
    }

    private IpProtocol protocol(String text) {
        try {
            return IpProtocol.parse(text);
        } catch (IllegalArgumentException _) {
            throw lines.impossible("protocol", text, "tcp, udp or other");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
