package io.vmq.nic.bpf;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * A map in the kernel, from keys to values, that programs there read and write too. Keys and values have 4 or 8 bytes and
 * stand here as the {@code long} that those bytes are in the machine's order. Every single call is atomic, and any thread
 * may make it.
 *
 * <p>
 * The map lives until it is closed and no program, link or other map holds it any more.
 */
public final class BpfMap implements AutoCloseable {

    private static final int HASH = 1;
    private static final int ARRAY = 2;
    private static final int ARRAY_OF_MAPS = 12;
    private static final int SOCKETS = 17;

    private static final int KEY_POINTER = 8;
    private static final int VALUE_POINTER = 16;
    private static final int INNER_MAP = 20;
    private static final int NAME = 28;

    private final String name;
    private final int fd;
    private final int keyBytes;
    private final int valueBytes;

    private BpfMap(String name, int fd, int keyBytes, int valueBytes) {
        this.name = name;
        this.fd = fd;
        this.keyBytes = keyBytes;
        this.valueBytes = valueBytes;
    }

    /** An empty hash table for at most {@code entries} keys of 8 bytes with values of 4. */
    public static BpfMap hash(String name, int entries) throws PortException {
        return create(name, HASH, Long.BYTES, Integer.BYTES, entries, 0);
    }

    /** The counters or numbers 0 to {@code entries - 1}, 8 bytes each, zero at first. */
    public static BpfMap array(String name, int entries) throws PortException {
        return create(name, ARRAY, Integer.BYTES, Long.BYTES, entries, 0);
    }

    /** Places 0 to {@code entries - 1} for AF_XDP sockets, whose descriptors are the values; they cannot be read back. */
    public static BpfMap sockets(String name, int entries) throws PortException {
        return create(name, SOCKETS, Integer.BYTES, Integer.BYTES, entries, 0);
    }

    /**
     * Places 0 to {@code entries - 1} for maps, whose descriptors are the values.
     *
     * <p>
     * Putting another map into a place is the way to change many entries at once: a program sees all of the old map or all of
     * the new one. When {@link #put} returns, no program that found the old map is running any more (kernel/bpf/syscall.c,
     * {@code maybe_wait_bpf_programs}).
     *
     * @param like
     *            a map with the same type and sizes of keys and values as those to come; they may have more or fewer entries
     */
    public static BpfMap maps(String name, int entries, BpfMap like) throws PortException {
        return create(name, ARRAY_OF_MAPS, Integer.BYTES, Integer.BYTES, entries, like.fd);
    }

    private static BpfMap create(String name, int type, int keyBytes, int valueBytes, int entries, int inner)
            throws PortException {
        try (BpfCommand command = new BpfCommand()) {
            long answer = command.set(0, type).set(4, keyBytes).set(8, valueBytes).set(12, entries)
                    .set(INNER_MAP, inner).name(NAME, name).run(BpfCommand.MAP_CREATE);
            if (answer < 0) {
                throw new PortException("the kernel makes no map " + name + " (entries: " + entries + "), but answered "
                        + BpfCommand.describe(answer));
            }
            return new BpfMap(name, (int) answer, keyBytes, valueBytes);
        }
    }

    int descriptor() {
        return fd;
    }

    /**
     * Sets the value of a key, which may be new.
     *
     * @throws PortException
     *             if the map is full or the kernel does not take the value
     */
    public void put(long key, long value) throws PortException {
        try (BpfCommand command = new BpfCommand()) {
            MemorySegment valueAt = number(command, value, valueBytes);
            long answer = about(command, key).point(VALUE_POINTER, valueAt).run(BpfCommand.MAP_UPDATE);
            if (answer < 0) {
                throw new PortException("an entry of the map " + name + " cannot be set: the kernel answered "
                        + BpfCommand.describe(answer));
            }
        }
    }

    /** Puts a map into a place of this one, which is of {@link #maps}. */
    public void put(long key, BpfMap map) throws PortException {
        put(key, map.fd);
    }

    /** Takes a key out; false if it was not there. */
    public boolean remove(long key) throws PortException {
        try (BpfCommand command = new BpfCommand()) {
            return found(about(command, key).run(BpfCommand.MAP_DELETE), "taken out");
        }
    }

    /** The value of a key; empty if it is not there. */
    public OptionalLong get(long key) throws PortException {
        try (BpfCommand command = new BpfCommand()) {
            MemorySegment valueAt = command.bytes(Long.BYTES);
            about(command, key).point(VALUE_POINTER, valueAt);
            return found(command.run(BpfCommand.MAP_LOOKUP), "read")
                    ? OptionalLong.of(Memory.of(valueAt).getLong(0))
                    : OptionalLong.empty();
        }
    }

    private boolean found(long answer, String tried) throws PortException {
        if (answer < 0 && !Errno.ENOENT.is(answer)) {
            throw new PortException("an entry of the map " + name + " cannot be " + tried + ": the kernel answered "
                    + BpfCommand.describe(answer));
        }
        return answer >= 0;
    }

    private BpfCommand about(BpfCommand command, long key) {
        return command.set(0, fd).point(KEY_POINTER, number(command, key, keyBytes));
    }

    /** Writes the low bytes of a number; both machines that this runs on are little-endian. */
    private static MemorySegment number(BpfCommand command, long value, int bytes) {
        assert bytes == Long.BYTES || value == (int) value : value;
        MemorySegment at = command.bytes(Long.BYTES);
        Memory.of(at).putLong(0, value);
        return at;
    }

    @Override
    public void close() {
        SystemCalls.close(fd);
    }
}
