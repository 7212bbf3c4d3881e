package io.vmq.tools.command;

import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The folder of {@code --plugins}: its jars are added to the modes that are built in. */
final class PluginFolder {

    private PluginFolder() {}

    /**
     * All modes, with those of the jars in {@code folder} if one is given.
     *
     * @throws BadInputException
     *             if the folder cannot be read, holds no jar, or a jar's mode cannot be loaded
     */
    static SteeringModes modes(@Nullable Path folder) {
        try {
            return folder == null ? SteeringModes.load() : SteeringModes.load(loader(folder));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--plugins: " + e.getMessage());
        } catch (IOException e) {
            throw new BadInputException("--plugins: '" + folder + "' cannot be read (" + FileRefusal.reason(e) + ")");
        }
    }

    private static void checkIsJar(Path jar) throws IOException {
        try (JarFile archive = new JarFile(jar.toFile())) {
            archive.size();
        } catch (ZipException e) {
            throw new BadInputException("--plugins: '" + jar + "' is not a jar");
        }
    }

    /** The loader stays open as long as the process: its classes are loaded as they are needed. */
    private static URLClassLoader loader(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("--plugins: '" + folder + "' is not a folder (expected a folder of jars)");
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        }
        if (jars.isEmpty()) {
            throw new BadInputException("--plugins: '" + folder + "' holds no jar");
        }
        Collections.sort(jars);
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            checkIsJar(jar);
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), SteeringModes.class.getClassLoader());
    }
}
