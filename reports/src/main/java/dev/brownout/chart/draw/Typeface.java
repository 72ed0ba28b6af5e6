package dev.brownout.chart.draw;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bundled typeface (Noto Sans KR: Latin, Greek, Cyrillic, Hangul). It makes charts independent of installed fonts.
 *
 * <p>The JDK cannot create any font, not even one from a file, before it knows the installed fonts. On Linux it asks
 * fontconfig for them. If fontconfig is missing, or knows no font, the JDK is configured without installed fonts. The
 * property {@code sun.awt.fontconfig} then names a file in the format that the JDK documents as "Font Configuration
 * Files".
 */
public final class Typeface {

    private static final String CONFIGURATION = "sun.awt.fontconfig";
    private static final String NO_FONTS = "version=1\nsequence.allfonts=default\n";

    private static final boolean ALONE;
    private static final Font REGULAR;
    private static final Font BOLD;

    /** Reason why there are no fonts; {@code null} if there are fonts. */
    private static final IOException MISSING;

    static {
        System.setProperty("java.awt.headless", "true");
        ALONE = !fontsAreKnown();
        Font regular = null;
        Font bold = null;
        IOException missing = null;
        try {
            if (ALONE) {
                beginAlone();
            }
            regular = font("NotoSansKR-Regular.otf");
            bold = font("NotoSansKR-Bold.otf");
        } catch (IOException unwritable) {
            missing = unwritable;
        }
        REGULAR = regular;
        BOLD = bold;
        MISSING = missing;
    }

    /** Thrown if no chart can be drawn, as no font can be loaded. */
    public static final class FontException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FontException(IOException cause) {
            super("cannot draw charts: " + cause.getMessage(), cause);
        }
    }

    private Typeface() {}

    /**
     * Prepares the JDK for drawing. On a host without fonts, the JDK cannot draw before this call.
     *
     * @throws FontException if the fonts cannot be loaded
     */
    static void prepare() {
        if (MISSING != null) {
            throw new FontException(MISSING);
        }
    }

    /** Returns the regular font of a size, in pixels. */
    public static Font regular(float pixels) {
        prepare();
        return REGULAR.deriveFont(pixels);
    }

    /** Returns the bold font of a size, in pixels. */
    public static Font bold(float pixels) {
        prepare();
        return BOLD.deriveFont(pixels);
    }

    static boolean isBold(Font font) {
        return font.getName().equals(BOLD.getName());
    }

    /**
     * Returns the font for a text: the bundled one, or an installed one if the bundled one lacks a character and there
     * are installed fonts.
     */
    static Font covering(String text, Font bundled) {
        return ALONE || bundled.canDisplayUpTo(text) < 0
                ? bundled
                : new Font(Font.SANS_SERIF, Font.PLAIN, bundled.getSize());
    }

    /**
     * Returns whether the JDK can create fonts. The check has no side effect, as the JDK refuses to register a font
     * that was not created from a file or stream.
     */
    private static boolean fontsAreKnown() {
        try {
            GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1));
            return true;
        } catch (RuntimeException | InternalError unknown) {
            return false;
        }
    }

    /**
     * Restarts the font system of the JDK with a configuration that names no fonts. The JDK reads that file only at
     * this point.
     */
    private static void beginAlone() throws IOException {
        Path file = FontFolder.write(".properties", NO_FONTS.getBytes(StandardCharsets.ISO_8859_1));
        try {
            System.setProperty(CONFIGURATION, file.toString());
            if (!fontsAreKnown()) {
                throw new IllegalStateException("the JDK finds no fonts, and makes none of its own");
            }
        } finally {
            System.clearProperty(CONFIGURATION);
            Files.delete(file);
        }
    }

    /** Loads a bundled font. Its file remains until the process ends, as the JDK reads it again for each new glyph. */
    private static Font font(String name) throws IOException {
        try (InputStream file = Typeface.class.getResourceAsStream("/dev/brownout/chart/" + name)) {
            Path copy = FontFolder.write(".otf", file.readAllBytes());
            return Font.createFont(Font.TRUETYPE_FONT, copy.toFile());
        } catch (FontFormatException impossible) {
            throw new IllegalStateException("the JDK cannot read the bundled font " + name, impossible);
        }
    }
}
