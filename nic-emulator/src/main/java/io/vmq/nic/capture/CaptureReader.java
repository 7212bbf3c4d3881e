package io.vmq.nic.capture;

import io.vmq.dispatch.memory.Memory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads capture files, pcap and pcapng, without trusting a byte of them: no length field makes it allocate, and
 * damage is either the end of the file (the frames before the cut are kept) or a refusal.
 */
public final class CaptureReader {

    private static final String EXPECTED = "a pcap or pcapng file is expected";
    private static final int MAGIC_BYTES = 4;

    private CaptureReader() {}

    /**
     * Maps the file and finds its frames.
     *
     * @return the capture, which holds at least one frame; the caller closes it
     * @throws CaptureException
     *             if there is no such file, it cannot be read, is no capture, is damaged other than by being cut, or
     *             holds no frames
     */
    @SuppressWarnings("MustBeClosedChecker") // The capture owns the arena and closes it.
    public static Capture read(Path file) throws CaptureException {
        checkRegular(file);
        Arena arena = Arena.ofShared();
        Capture capture = null;
        try {
            capture = read(file.toString(), map(file, arena), arena);
            return capture;
        } finally {
            if (capture == null) {
                arena.close();
            }
        }
    }

    private static void checkRegular(Path file) throws CaptureException {
        if (!Files.exists(file)) {
            throw new CaptureException("capture " + file + " does not exist; " + EXPECTED);
        }
        if (!Files.isRegularFile(file)) {
            throw new CaptureException(
                    "capture " + file + " is " + (Files.isDirectory(file) ? "a directory" : "no regular file")
                            + "; " + EXPECTED);
        }
    }

    private static Memory map(Path file, Arena arena) throws CaptureException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Memory.of(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (NoSuchFileException e) {
            throw new CaptureException("capture " + file + " does not exist; " + EXPECTED, e);
        } catch (AccessDeniedException e) {
            throw new CaptureException("capture " + file + " may not be read by this user", e);
        } catch (IOException e) {
            throw new CaptureException("capture " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Finds the frames in a file's bytes; the capture takes over the arena. */
    static Capture read(String name, Memory file, Arena arena) throws CaptureException {
        if (file.sizeBytes() < MAGIC_BYTES) {
            throw new CaptureException("capture " + name + " is "
                    + (file.sizeBytes() == 0 ? "empty" : "only " + file.sizeBytes() + " bytes long") + "; " + EXPECTED);
        }
        CaptureDraft draft = new CaptureDraft(name, arena);
        int first = file.i32Be(0);
        if (PcapFormat.isMagic(first)) {
            PcapFormat.read(file, draft);
        } else if (PcapngFormat.isMagic(first)) {
            PcapngFormat.read(file, draft);
        } else {
            throw new CaptureException("capture " + name + " begins with 0x" + "%08x".formatted(first)
                    + ", which is neither pcap nor pcapng; " + EXPECTED);
        }
        return draft.finish(arena, file);
    }
}
