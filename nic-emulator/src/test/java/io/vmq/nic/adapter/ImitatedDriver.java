package io.vmq.nic.adapter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A driver made of bytes: for each command the structure that linux/ethtool.h defines, filled in by hand. A question with less
 * room than the answer gets what fits, and a command that is not there gets EOPNOTSUPP, as the kernel has it.
 */
final class ImitatedDriver implements AdapterSystem {

    static final String NAME = "eth7";
    static final int INDEX = 3;
    static final int PROMISCUITY = 2;

    private static final int EOPNOTSUPP = -95;
    private static final int LINK_SETTINGS = 0x4c;
    private static final int MASK_WORDS = 15;

    private final Map<Integer, byte[]> answers = new HashMap<>();
    private final Map<Integer, Integer> errors = new HashMap<>();
    private final Map<Integer, Long> hashFields = new HashMap<>();
    private final Map<Long, byte[]> netdevice = new HashMap<>();

    /** Bytes of a structure in the machine's order, to be filled in. */
    static ByteBuffer structure(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    ImitatedDriver answering(int command, ByteBuffer structure) {
        answers.put(command, bytes(structure));
        return this;
    }

    private static byte[] bytes(ByteBuffer structure) {
        byte[] bytes = new byte[structure.capacity()];
        structure.get(0, bytes);
        return bytes;
    }

    ImitatedDriver failing(int command, int errno) {
        errors.put(command, -errno);
        return this;
    }

    ImitatedDriver hashing(int flowType, long bits) {
        hashFields.put(flowType, bits);
        return this;
    }

    ImitatedDriver asked(long request, ByteBuffer union) {
        netdevice.put(request, bytes(union));
        return this;
    }

    /** A struct ethtool_rxfh with table and key behind it. */
    ImitatedDriver withRss(int[] table, byte[] key, int function, int transform) {
        ByteBuffer rss = structure(24 + 4 * table.length + key.length).putInt(0, 0x46).putInt(8, table.length)
                .putInt(12, key.length).put(16, (byte) function).put(17, (byte) transform);
        for (int entry = 0; entry < table.length; entry++) {
            rss.putInt(24 + 4 * entry, table[entry]);
        }
        rss.put(24 + 4 * table.length, key);
        return answering(0x46, rss);
    }

    /** Features 0, 1, 2 and so on, of which the kernel knows whether each is available, active and never changed. */
    ImitatedDriver withFeatures(Map<Integer, String> names, int count, long available, long active, long never) {
        ByteBuffer size = structure(24).putInt(0, 0x37).putLong(8, 1 << 4).putInt(16, count);
        ByteBuffer strings = structure(12 + 32 * count).putInt(0, 0x1b).putInt(4, 4).putInt(8, count);
        names.forEach((number, name) -> strings.put(12 + 32 * number, name.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer states = structure(8 + 16 * 2).putInt(0, 0x3a).putInt(4, 2);
        for (int word = 0; word < 2; word++) {
            int shift = 32 * word;
            states.putInt(8 + 16 * word, (int) (available >>> shift)).putInt(16 + 16 * word, (int) (active >>> shift))
                    .putInt(20 + 16 * word, (int) (never >>> shift));
        }
        return answering(0x37, size).answering(0x1b, strings).answering(0x3a, states);
    }

    @Override
    public List<String> names() {
        return List.of(NAME);
    }

    @Override
    public int index(String name) {
        return name.equals(NAME) ? INDEX : 0;
    }

    /** As a driver has no part in it, netlink has not been asked. */
    @Override
    public Reported<Integer> promiscuity(String name) {
        return Reported.of(PROMISCUITY);
    }

    @Override
    public int ethtool(String name, byte[] inOut) {
        ByteBuffer question = ByteBuffer.wrap(inOut).order(ByteOrder.nativeOrder());
        int command = question.getInt(0);
        if (errors.containsKey(command)) {
            return errors.get(command);
        }
        if (command == 0x29 && hashFields.containsKey(question.getInt(4))) {
            question.putLong(8, hashFields.get(question.getInt(4)));
            return 0;
        }
        byte[] answer = answers.get(command);
        if (answer == null) {
            return EOPNOTSUPP;
        }
        return command == LINK_SETTINGS ? link(answer, inOut) : copied(answer, inOut);
    }

    /** The kernel tells how many words a mask has, negated and nothing else, to whoever asks with another number. */
    private static int link(byte[] answer, byte[] inOut) {
        if (inOut[MASK_WORDS] != answer[MASK_WORDS]) {
            inOut[MASK_WORDS] = (byte) -answer[MASK_WORDS];
            return 0;
        }
        return copied(answer, inOut);
    }

    private static int copied(byte[] answer, byte[] inOut) {
        System.arraycopy(answer, 0, inOut, 0, Math.min(answer.length, inOut.length));
        return 0;
    }

    @Override
    public int ask(String name, long request, byte[] out) {
        byte[] answer = netdevice.get(request);
        if (answer == null) {
            return EOPNOTSUPP;
        }
        return copied(answer, out);
    }
}
