package io.vmq.tools.scenario;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why the file system refused something, in words. */
public final class FileRefusal {

    private FileRefusal() {}

    /** A few words for the end of a sentence; never the name of a class. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case FileAlreadyExistsException _ -> "a file is in the way";
            case NotDirectoryException _ -> "not a folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
