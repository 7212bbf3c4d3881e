package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.example.LastOctetProvider;
import io.vmq.dispatch.steering.example.LastOctetSteering;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteeringModesTest {

    @TempDir
    Path plugins;

    @Test
    void shouldFindTheBuiltInModes() {
        SteeringModes modes = SteeringModes.load();

        assertThat(modes.names()).contains("single", "rss", "vmq");
        assertThat(modes.byName("single")).isInstanceOf(SingleProvider.class);
        assertThat(modes.byName("rss")).isInstanceOf(RssProvider.class);
        assertThat(modes.byName("vmq")).isInstanceOf(VmqProvider.class);
    }

    @Test
    void shouldFindAPlugInThroughTheSameDoor() {
        SteeringModes modes = SteeringModes.load();

        assertThat(modes.byName("last-octet")).isInstanceOf(LastOctetProvider.class);
        assertThat(modes.providers()).extracting(SteeringProvider::mode).isEqualTo(modes.names());
    }

    @Test
    void shouldNameTheUnknownModeAndTheKnownOnes() {
        SteeringModes modes = SteeringModes.load();

        assertThatIllegalArgumentException().isThrownBy(() -> modes.byName("RSS"))
                .withMessage("mode 'RSS' is unknown (known: " + String.join(", ", modes.names()) + ")");
    }

    @Test
    void shouldFindModesThatOnlyAnotherClassLoaderSees() throws IOException {
        try (URLClassLoader loader = plugIn(Extra.class.getName())) {
            assertThat(SteeringModes.load(loader).names()).contains("single", "rss", "vmq", "extra-1");
        }
        assertThat(SteeringModes.load().names()).doesNotContain("extra-1");
    }

    @Test
    void shouldLoadAPlugInWhoseClassesTheProductDoesNotHave() throws IOException {
        List<Class<?>> classes = List.of(LastOctetProvider.class, LastOctetSteering.class);
        try (URLClassLoader loader = PlugInJar.open(plugins, classes)) {
            SteeringProvider provider = SteeringModes.load(loader).byName("last-octet");

            assertThat(provider.getClass().getClassLoader()).isSameAs(loader);
            Steering steering = provider.create(SteeringContext.idle(4, RssSettings.DEFAULT, List.of()));
            assertThat(steering.getClass().getClassLoader()).isSameAs(loader);
            assertThat(queueOf(steering, Packets.join(Packets.ethernet(0x0800), Packets.ipv4(Packets.UDP))))
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldNameBothClassesThatProvideTheSameMode() throws IOException {
        try (URLClassLoader loader = plugIn(AnotherRss.class.getName())) {
            assertThatIllegalArgumentException().isThrownBy(() -> SteeringModes.load(loader))
                    .withMessageContaining("mode 'rss' is provided twice")
                    .withMessageContaining(RssProvider.class.getName())
                    .withMessageContaining(AnotherRss.class.getName());
        }
    }

    @Test
    void shouldRefuseNamesThatNobodyCanTypeAsAMode() throws IOException {
        try (URLClassLoader loader = plugIn(BadName.class.getName())) {
            assertThatIllegalArgumentException().isThrownBy(() -> SteeringModes.load(loader))
                    .withMessage("steering provider " + BadName.class.getName()
                            + " calls its mode 'My Mode' (expected lower case letters, digits and single dashes)");
        }
    }

    @Test
    void shouldSayInOneSentenceWhichProviderIsMissing() throws IOException {
        try (URLClassLoader loader = plugIn("com.example.Missing")) {
            assertThatIllegalArgumentException().isThrownBy(() -> SteeringModes.load(loader))
                    .withMessageStartingWith("a steering mode cannot be loaded: ")
                    .withMessageContaining("com.example.Missing not found")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void shouldSayInOneSentenceWhyAProviderCannotBeMade() throws IOException {
        try (URLClassLoader loader = plugIn(Broken.class.getName())) {
            assertThatIllegalArgumentException().isThrownBy(() -> SteeringModes.load(loader))
                    .withMessageContaining(Broken.class.getName())
                    .withMessageContaining("no licence for this plug-in")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void shouldSayInOneSentenceThatAClassFileIsDamaged() throws IOException {
        Path damaged = plugins.resolve("com/example/Damaged.class");
        Files.createDirectories(plugins.resolve("com/example"));
        Files.write(damaged, Packets.filled(64, 1));
        try (URLClassLoader loader = plugIn("com.example.Damaged")) {
            assertThatIllegalArgumentException().isThrownBy(() -> SteeringModes.load(loader))
                    .withMessageStartingWith("a steering mode cannot be loaded: ")
                    .withMessageContaining("com/example/Damaged");
        }
    }

    private static int queueOf(Steering steering, byte[] frame) {
        FrameBatch batch = new FrameBatch(1);
        batch.begin(Memory.copyOf(frame));
        batch.add(0, frame.length, 64, true, 0, 0, 0, 0);
        int[] queueOut = new int[1];
        steering.steer(batch, queueOut);
        return queueOut[0];
    }

    /** A class loader as {@code --plugins} makes it, over a folder that names one more provider. */
    private URLClassLoader plugIn(String provider) throws IOException {
        Path services = Files.createDirectories(plugins.resolve("META-INF/services"));
        Files.writeString(services.resolve(SteeringProvider.class.getName()), provider);
        return new URLClassLoader(new URL[] {url(plugins)}, SteeringModes.class.getClassLoader());
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    /** What the providers below share. */
    abstract static class Named implements SteeringProvider {

        @Override
        public String description() {
            return "for a test";
        }

        @Override
        public Attachment attachment() {
            return Attachment.SINGLE_QUEUE;
        }

        @Override
        public Steering create(SteeringContext context) {
            return new SingleSteering();
        }
    }

    public static final class Extra extends Named {

        @Override
        public String mode() {
            return "extra-1";
        }
    }

    public static final class AnotherRss extends Named {

        @Override
        public String mode() {
            return "rss";
        }
    }

    public static final class BadName extends Named {

        @Override
        public String mode() {
            return "My Mode";
        }
    }

    public static final class Broken extends Named {

        public Broken() {
            throw new IllegalStateException("no licence for this plug-in");
        }

        @Override
        public String mode() {
            return "broken";
        }
    }
}
