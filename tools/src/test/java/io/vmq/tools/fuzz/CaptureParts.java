package io.vmq.tools.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Valid capture files in parts: a header and frames, or blocks. */
final class CaptureParts {

    /** A tagged TCP frame, a UDP frame over IPv6, and one that is no IP. */
    private static final String[] FRAMES = {
        "00155d000001 020000000001 81000005 0800 4500002800004000400600000a0000010a000002 04d2005000000000",
        "00155d000002 020000000001 86dd 6000000000081140 20010db8000000000000000000000001"
                + "20010db8000000000000000000000002 04d2003500080000",
        "ffffffffffff 020000000001 0806 0001080006040001"};
    private static final int PART_BYTES = 512;
    private static final int MOST_FRAMES = 12;

    private final SplittableRandom random;
    private final ByteOrder order;
    private final List<byte[]> parts = new ArrayList<>();

    private CaptureParts(SplittableRandom random) {
        this.random = random;
        order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    static List<byte[]> pcap(SplittableRandom random) {
        CaptureParts capture = new CaptureParts(random);
        int linkType = random.nextInt(4) == 0 ? 0x2400_0001 : 1;
        capture.add(capture.part().putInt(random.nextBoolean() ? 0xA1B2C3D4 : 0xA1B23C4D).putShort((short) 2)
                .putShort((short) 4).putLong(0).putInt(65_535).putInt(linkType));
        for (int frames = random.nextInt(1, MOST_FRAMES); frames > 0; frames--) {
            byte[] frame = capture.frame();
            capture.add(capture.part().putInt(1_700_000_000).putInt(random.nextInt(1_000_000)).putInt(frame.length)
                    .putInt(frame.length + random.nextInt(2) * 1_000).put(frame));
        }
        return capture.parts;
    }

    static List<byte[]> pcapng(SplittableRandom random) {
        CaptureParts capture = new CaptureParts(random);
        capture.block(0x0A0D0D0A, capture.part().putInt(0x1A2B3C4D).putInt(1).putLong(-1));
        capture.interfaceBlock();
        for (int blocks = random.nextInt(1, MOST_FRAMES); blocks > 0; blocks--) {
            byte[] frame = capture.frame();
            switch (random.nextInt(6)) {
                case 0 -> capture.interfaceBlock();
                case 1 -> capture.block(3, capture.part().putInt(frame.length).put(frame));
                case 2 -> capture.block(0x0BAD, capture.part().put(frame));
                case 3 -> capture.block(2, capture.packet((short) 0, frame));
                default -> capture.block(6, capture.packet(0, frame));
            }
        }
        return capture.parts;
    }

    private void interfaceBlock() {
        ByteBuffer body = part().putShort((short) 1).putShort((short) 0).putInt(random.nextInt(2) * 65_535);
        if (random.nextBoolean()) {
            body.putShort((short) 9).putShort((short) 1).putInt(9 << (order == ByteOrder.BIG_ENDIAN ? 24 : 0));
            body.putShort((short) 14).putShort((short) 8).putLong(random.nextInt(100)).putInt(0);
        }
        block(1, body);
    }

    private ByteBuffer packet(Number interfaceId, byte[] frame) {
        ByteBuffer body = part();
        if (interfaceId instanceof Short) {
            body.putShort(interfaceId.shortValue()).putShort((short) 0);
        } else {
            body.putInt(interfaceId.intValue());
        }
        return body.putInt(390_000 + random.nextInt(2)).putInt(random.nextInt()).putInt(frame.length)
                .putInt(frame.length).put(frame);
    }

    private void block(int type, ByteBuffer body) {
        int padded = body.position() + 3 & ~3;
        add(part().putInt(type).putInt(padded + 12).put(body.slice(0, padded)).putInt(padded + 12));
    }

    private byte[] frame() {
        byte[] frame = HexFormat.of().parseHex(FRAMES[random.nextInt(FRAMES.length)].replace(" ", ""));
        if (random.nextInt(4) == 0) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        return frame;
    }

    private ByteBuffer part() {
        return ByteBuffer.allocate(PART_BYTES).order(order);
    }

    private void add(ByteBuffer part) {
        byte[] bytes = new byte[part.position()];
        part.get(0, bytes);
        parts.add(bytes);
    }
}
