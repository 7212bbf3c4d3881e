package io.vmq.nic.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The kernel's table of UDP sockets, {@code /proc/net/udp} and {@code udp6}: for sockets whose descriptor is not known. */
public final class UdpTable {

    private static final Path TABLES = Path.of("/proc/thread-self/net");
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final int LOCAL_ADDRESS = 1;
    private static final int HEX = 16;

    private UdpTable() {}

    /** Datagrams that the sockets on a UDP port lost since they were made; 0 where there is no such table. */
    public static long dropped(int port) {
        return dropped("udp", port) + dropped("udp6", port);
    }

    private static long dropped(String table, int port) {
        try {
            return droppedIn(Files.readAllLines(TABLES.resolve(table)), port);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The same, from the lines of a table; the first is its heading. Drops stand in the last column. */
    static long droppedIn(List<String> lines, int port) {
        return lines.stream().skip(1).map(line -> BLANKS.split(line.strip()))
                .filter(fields -> fields.length > LOCAL_ADDRESS && portOf(fields[LOCAL_ADDRESS]) == port)
                .mapToLong(fields -> Long.parseLong(fields[fields.length - 1])).sum();
    }

    private static int portOf(String address) {
        return Integer.parseInt(address, address.indexOf(':') + 1, address.length(), HEX);
    }
}
