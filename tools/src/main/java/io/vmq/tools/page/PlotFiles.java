package io.vmq.tools.page;

import io.vmq.tools.drawing.NoFontsException;
import io.vmq.tools.drawing.PngPicture;
import io.vmq.tools.drawing.Sheet;
import io.vmq.tools.drawing.SvgText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The plots of a page, each as a file whose name says what it shows. */
public final class PlotFiles {

    private final List<Shown> plots;

    PlotFiles(List<Shown> plots) {
        this.plots = plots;
    }

    /** How many there are. */
    public int count() {
        return plots.size();
    }

    /**
     * Writes each as SVG with its colours in it.
     *
     * @param folder
     *            made if needed
     */
    public void writeSvg(Path folder) throws IOException {
        Files.createDirectories(folder);
        Set<String> taken = new HashSet<>();
        for (Shown shown : plots) {
            Files.writeString(folder.resolve(fileName(shown, taken) + ".svg"),
                    SvgText.file(shown.plot().on(Sheet.WIDE)));
        }
    }

    /**
     * Writes each as PNG.
     *
     * @param folder
     *            made if needed
     * @throws NoFontsException
     *             if this machine cannot draw letters
     */
    public void writePng(Path folder) throws IOException, NoFontsException {
        Files.createDirectories(folder);
        Set<String> taken = new HashSet<>();
        for (Shown shown : plots) {
            Files.write(folder.resolve(fileName(shown, taken) + ".png"), PngPicture.of(shown.plot().on(Sheet.WIDE)));
        }
    }

    /** Small letters, digits and hyphens, whatever a mode or folder is called, and none twice. */
    private static String fileName(Shown shown, Set<String> taken) {
        String plain = shown.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String base = plain.length() <= 80 ? plain : plain.substring(0, 80);
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
