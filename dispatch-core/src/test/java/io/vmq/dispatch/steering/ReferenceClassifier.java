package io.vmq.dispatch.steering;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of RSS hash types once more, as plainly as they can be said: a cursor over the stored bytes that throws at their
 * end, and a list of the types that a packet may be hashed by, best first.
 */
final class ReferenceClassifier {

    /** The type that applies, and the bytes to be hashed in hex. */
    record Answer(HashType type, String input) {}

    private byte[] source = {};
    private byte[] destination = {};
    private byte @Nullable [] home;
    private byte @Nullable [] route;
    private byte @Nullable [] ports;
    private boolean ipv4;
    private int protocol;

    private ReferenceClassifier() {}

    static @Nullable Answer classify(byte[] stored, HashTypes enabled) {
        ReferenceClassifier packet = new ReferenceClassifier();
        try {
            if (!packet.readFrame(ByteBuffer.wrap(stored))) {
                return null;
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return null;
        }
        return packet.candidates().stream().filter(enabled::contains).findFirst().map(packet::answer).orElse(null);
    }

    private boolean readFrame(ByteBuffer frame) {
        frame.position(12);
        int type = u16(frame);
        for (int tags = 0; tags < 2 && (type == 0x8100 || type == 0x88A8); tags++) {
            u16(frame);
            type = u16(frame);
        }
        ByteBuffer packet = frame.slice();
        return type == 0x0800 ? readIpv4(packet) : type == 0x86DD && readIpv6(packet);
    }

    private boolean readIpv4(ByteBuffer packet) {
        int first = u8(packet);
        u8(packet);
        int total = u16(packet);
        u16(packet);
        int fragmentField = u16(packet);
        u8(packet);
        int number = u8(packet);
        u16(packet);
        source = take(packet, 4);
        destination = take(packet, 4);
        ipv4 = true;
        int headerBytes = first % 16 * 4;
        if (first / 16 != 4 || headerBytes < 20 || (total > 0 && total < headerBytes)) {
            return false;
        }
        boolean fragment = (fragmentField & 0x2000) != 0 || (fragmentField & 0x1FFF) != 0;
        if (!fragment) {
            cut(packet, total == 0 ? Integer.MAX_VALUE : total);
            readRest(() -> readTransport(number, packet.position(headerBytes)));
        }
        return true;
    }

    private boolean readIpv6(ByteBuffer packet) {
        int version = u8(packet) / 16;
        take(packet, 3);
        int payload = u16(packet);
        int next = u8(packet);
        u8(packet);
        source = take(packet, 16);
        destination = take(packet, 16);
        if (version != 6) {
            return false;
        }
        cut(packet, payload == 0 ? Integer.MAX_VALUE : 40 + payload);
        readRest(() -> readHeaders(next, packet, 0));
        return true;
    }

    private void readHeaders(int header, ByteBuffer packet, int depth) {
        if (depth == 8) {
            readTransport(header, packet);
            return;
        }
        switch (header) {
            case 0, 43, 51, 60 -> {
                int next = packet.get(packet.position()) & 0xFF;
                int length = packet.get(packet.position() + 1) & 0xFF;
                ByteBuffer body = ByteBuffer.wrap(take(packet, header == 51 ? 4 * length + 8 : 8 * length + 8));
                body.position(2);
                if (header == 60 && home == null) {
                    readRest(() -> readOptions(body));
                } else if (header == 43 && route == null && u8(body) == 2 && body.limit() == 24) {
                    body.position(8);
                    route = take(body, 16);
                }
                readHeaders(next, packet, depth + 1);
            }
            case 44 -> {
                // A fragment: nothing behind this header is looked at.
            }
            default -> readTransport(header, packet);
        }
    }

    private void readOptions(ByteBuffer options) {
        while (true) {
            int option = u8(options);
            if (option != 0) {
                byte[] value = take(options, u8(options));
                if (option == 201) {
                    home = value.length == 16 ? value : null;
                    return;
                }
            }
        }
    }

    private void readTransport(int number, ByteBuffer packet) {
        protocol = number;
        if (number == 6 || number == 17) {
            ports = take(packet, 4);
        }
    }

    private List<HashType> candidates() {
        List<HashType> families = new ArrayList<>();
        if (ipv4) {
            families.add(HashType.IPV4);
        } else if (home != null || route != null) {
            families.addAll(List.of(HashType.IPV6_EX, HashType.IPV6));
        } else {
            families.addAll(List.of(HashType.IPV6, HashType.IPV6_EX));
        }
        List<HashType> candidates = new ArrayList<>();
        for (HashType addresses : families) {
            if (ports != null) {
                candidates.add(HashType.parse((protocol == 6 ? "tcp-" : "udp-") + addresses.label()));
            }
            candidates.add(addresses);
        }
        return candidates;
    }

    private Answer answer(HashType type) {
        boolean extended = type.label().endsWith("-ex");
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(extended && home != null ? home : source);
        input.writeBytes(extended && route != null ? route : destination);
        if (ports != null && type.label().contains("p-")) {
            input.writeBytes(ports);
        }
        return new Answer(type, HexFormat.of().formatHex(input.toByteArray()));
    }

    private static void readRest(Runnable reading) {
        try {
            reading.run();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // What was not there in full does not count; what was read before does.
        }
    }

    private static void cut(ByteBuffer packet, int length) {
        packet.limit(Math.min(packet.limit(), length));
    }

    private static int u8(ByteBuffer bytes) {
        return bytes.get() & 0xFF;
    }

    private static int u16(ByteBuffer bytes) {
        return bytes.getShort() & 0xFFFF;
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }
}
