package io.vmq.dispatch.steering;

import static io.vmq.dispatch.steering.Packets.*;

import java.util.Arrays;
import java.util.Random;

/** Frames of every shape that steering tells apart, whole or damaged, from a seed. */
final class RandomPackets {

    private static final int[] HEADERS = {HOP_BY_HOP, ROUTING, FRAGMENT, AH, DESTINATION_OPTIONS, TCP, TCP, UDP, ESP,
        59};
    private static final int[] TYPES = {0x0800, 0x0800, 0x86DD, 0x86DD, 0x86DD, 0x0806, 0x88CC, 300};

    private final Random random;

    RandomPackets(long seed) {
        random = new Random(seed);
    }

    /** A well-formed frame of at least 14 bytes. */
    byte[] whole() {
        int type = pick(TYPES);
        byte[] payload = switch (type) {
            case 0x0800 -> randomIpv4();
            case 0x86DD -> randomIpv6();
            default -> randomBytes(random.nextInt(60));
        };
        return switch (random.nextInt(6)) {
            case 0 -> join(ethernet(0x8100), tag(random.nextInt(4096), type), payload);
            case 1 ->
                    join(ethernet(0x88A8), tag(random.nextInt(4096), 0x8100), tag(random.nextInt(4096), type), payload);
            default -> join(ethernet(type), payload);
        };
    }

    /** A frame with some bytes changed, cut off or added; at least an Ethernet header. */
    byte[] damaged() {
        byte[] frame = random.nextInt(8) == 0 ? randomBytes(14 + random.nextInt(100)) : whole();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        if (random.nextBoolean()) {
            return Arrays.copyOf(frame, 14 + random.nextInt(frame.length));
        }
        return frame;
    }

    private byte[] randomIpv4() {
        int protocol = pick(TCP, UDP, ICMP);
        int fragmentField = random.nextInt(4) == 0 ? random.nextInt(0x10000) : 0x4000;
        int optionWords = random.nextInt(3) == 0 ? random.nextInt(11) : 0;
        return withAddresses(ipv4(protocol, fragmentField, optionWords, randomBytes(random.nextInt(40))), 12, 8);
    }

    private byte[] randomIpv6() {
        int next = pick(HEADERS);
        return withAddresses(ipv6(next, chain(next, random.nextInt(11))), 8, 32);
    }

    private byte[] chain(int header, int depth) {
        int next = depth <= 0 ? TCP : pick(HEADERS);
        return switch (header) {
            case HOP_BY_HOP -> join(options(next, 1 + random.nextInt(3)), chain(next, depth - 1));
            case ROUTING -> join(routing(next, pick(0, 2, 4), randomBytes(16)), chain(next, depth - 1));
            case FRAGMENT -> join(fragment(next, random.nextInt(3), random.nextBoolean()), chain(next, depth - 1));
            case AH -> join(authentication(next), chain(next, depth - 1));
            case DESTINATION_OPTIONS ->
                    join(random.nextBoolean() ? homeAddress(next) : options(next, 1), chain(next, depth - 1));
            default -> randomBytes(random.nextInt(40));
        };
    }

    private byte[] withAddresses(byte[] packet, int at, int length) {
        System.arraycopy(randomBytes(length), 0, packet, at, length);
        return packet;
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private int pick(int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
