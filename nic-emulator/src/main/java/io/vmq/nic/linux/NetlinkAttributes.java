package io.vmq.nic.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The attributes of a kernel's answer by their type; of several of one type the last counts. Ends at the first malformed one. */
final class NetlinkAttributes {

    /** Flags that say "holds attributes" and "big-endian", no part of the type. */
    private static final int TYPE_MASK = 0x3FFF;

    private final Map<Integer, ByteBuffer> values = new HashMap<>();

    /** The attributes in these bytes from {@code start} on. */
    NetlinkAttributes(ByteBuffer bytes, int start) {
        for (int at = start; at + NetlinkMessage.ATTRIBUTE_HEADER_BYTES <= bytes.limit();) {
            int lengthBytes = Short.toUnsignedInt(bytes.getShort(at));
            if (lengthBytes < NetlinkMessage.ATTRIBUTE_HEADER_BYTES || lengthBytes > bytes.limit() - at) {
                return;
            }
            values.put(bytes.getShort(at + Short.BYTES) & TYPE_MASK,
                    bytes.slice(at + NetlinkMessage.ATTRIBUTE_HEADER_BYTES,
                            lengthBytes - NetlinkMessage.ATTRIBUTE_HEADER_BYTES).order(ByteOrder.nativeOrder()));
            at += NetlinkSocket.aligned(lengthBytes);
        }
    }

    Optional<ByteBuffer> bytes(int type) {
        return Optional.ofNullable(values.get(type));
    }

    Optional<NetlinkAttributes> nested(int type) {
        return bytes(type).map(value -> new NetlinkAttributes(value, 0));
    }

    /** A number of 1 or 4 bytes, or what to take if there is none. */
    int number(int type, int otherwise) {
        return bytes(type).filter(ByteBuffer::hasRemaining)
                .map(value -> value.limit() < Integer.BYTES ? value.get(0) : value.getInt(0)).orElse(otherwise);
    }

    /** A text that ends with a zero byte. */
    Optional<String> text(int type) {
        return bytes(type).map(value -> StandardCharsets.UTF_8.decode(value.duplicate()).toString().replace("\0", ""));
    }
}
