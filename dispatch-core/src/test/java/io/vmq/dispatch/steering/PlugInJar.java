package io.vmq.dispatch.steering;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a plug-in into a jar, as its author does, and opens it as if we did not have its classes ourselves. */
final class PlugInJar {

    private PlugInJar() {}

    /** Writes the classes, the first of which is the provider, to a jar in the directory, and a class loader over it. */
    static URLClassLoader open(Path directory, List<Class<?>> classes) throws IOException {
        Path jar = directory.resolve("plug-in.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/services/" + SteeringProvider.class.getName()));
            out.write(classes.getFirst().getName().getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : classes) {
                out.putNextEntry(new ZipEntry(type.getName().replace('.', '/') + ".class"));
                out.write(bytesOf(type));
            }
        }
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, new Without(classes));
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** The product's class loader, but for some classes. */
    private static final class Without extends ClassLoader {

        private final List<String> hidden;

        Without(List<Class<?>> hidden) {
            super(SteeringModes.class.getClassLoader());
            this.hidden = hidden.stream().map(Class::getName).toList();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (hidden.contains(name)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
