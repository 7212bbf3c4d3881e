package io.vmq.tools.command;

import io.vmq.tools.conformance.Recording;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.report.RecordingDocument;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of {@code --record}, opened before anything is sent, so that one that cannot be written is noticed first. What it
 * held stays until there is a recording to keep; a file that was not there goes again if there is none. For one thread.
 */
final class RecordingFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final boolean isNew;
    private boolean kept;

    private RecordingFile(Path path, FileChannel channel, boolean isNew) {
        this.path = path;
        this.channel = channel;
        this.isNew = isNew;
    }

    /**
     * Opens the file, and makes it if it is not there.
     *
     * @throws BadInputException
     *             if it cannot be written
     */
    static RecordingFile open(Path path) {
        boolean isNew = Files.notExists(path);
        try {
            return new RecordingFile(path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    isNew);
        } catch (IOException e) {
            throw refusal(path, e);
        }
    }

    /**
     * Writes the recording in place of what the file held.
     *
     * @throws BadInputException
     *             if that fails, for instance because the disk is full
     */
    void keep(Recording recording) {
        kept = true;
        ByteBuffer text = ByteBuffer
                .wrap(RecordingDocument.text(recording, Tool.current()).getBytes(StandardCharsets.UTF_8));
        try {
            if (channel.size() > 0) {
                channel.truncate(0);
            }
            while (text.hasRemaining()) {
                channel.write(text);
            }
        } catch (IOException e) {
            throw refusal(path, e);
        }
    }

    private static BadInputException refusal(Path path, IOException e) {
        return new BadInputException("--record: " + path + " cannot be written (" + e + ")");
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (isNew && !kept) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw refusal(path, e);
        }
    }
}
