package io.vmq.tools.gate.input;

import io.vmq.tools.archive.FileKind;
import java.nio.file.Path;

/**
 * One file of a side.
 *
 * @param path
 *            of a result the document, or the folder that it lies in
 */
record InputFile(Path path, FileKind kind) {

    String name() {
        return path.getFileName().toString();
    }
}
