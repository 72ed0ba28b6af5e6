package dev.brownout.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bundled typeface (Noto Sans KR: Latin, Greek, Cyrillic, Hangul), so that pictures do not depend on installed
 * fonts.
 *
 * <p>The JDK makes no font at all, not even one from a file, before it knows the fonts of the machine, which on Linux
 * it asks of fontconfig. Where that is missing, or knows none, the JDK is told to look for none: the property
 * {@code sun.awt.fontconfig} names a file of the form that the JDK documents as "Font Configuration Files".
 */
public final class Typeface {

    private static final String CONFIGURATION = "sun.awt.fontconfig";
    private static final String NO_FONTS = "version=1\nsequence.allfonts=default\n";

    private static final boolean ALONE;
    private static final Font REGULAR;
    private static final Font BOLD;

    /** Why there are no fonts; {@code null} where there are. */
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

    /** Says that no chart can be drawn, as the JDK cannot be given a font. */
    public static final class FontException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FontException(IOException cause) {
            super("cannot draw charts: " + cause.getMessage(), cause);
        }
    }

    private Typeface() {}

    /**
     * Prepares the JDK for drawing, which it may not be on a machine without fonts before this was called.
     *
     * @throws FontException if it cannot be given the fonts
     */
    static void prepare() {
        if (MISSING != null) {
            throw new FontException(MISSING);
        }
    }

    /** The font that high, in pixels. */
    public static Font regular(float pixels) {
        prepare();
        return REGULAR.deriveFont(pixels);
    }

    /** The bold font that high, in pixels. */
    public static Font bold(float pixels) {
        prepare();
        return BOLD.deriveFont(pixels);
    }

    static boolean isBold(Font font) {
        return font.getName().equals(BOLD.getName());
    }

    /** The font for a text: an installed one where the bundled one lacks a character of it and there are others. */
    static Font covering(String text, Font bundled) {
        return ALONE || bundled.canDisplayUpTo(text) < 0
                ? bundled
                : new Font(Font.SANS_SERIF, Font.PLAIN, bundled.getSize());
    }

    /**
     * Whether the JDK can make fonts. Asked by what does nothing else, since it refuses to register a font that is none
     * of its making.
     */
    private static boolean fontsAreKnown() {
        try {
            GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1));
            return true;
        } catch (RuntimeException | InternalError unknown) {
            return false;
        }
    }

    /** The JDK begins anew with a configuration that names no fonts; it reads that file only now. */
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

    /** A bundled font. Its file stays while the process lives, as the JDK reads it again whenever it needs a glyph. */
    private static Font font(String name) throws IOException {
        try (InputStream file = Typeface.class.getResourceAsStream(name)) {
            Path copy = FontFolder.write(".otf", file.readAllBytes());
            return Font.createFont(Font.TRUETYPE_FONT, copy.toFile());
        } catch (FontFormatException impossible) {
            throw new IllegalStateException("the JDK cannot read the bundled font " + name, impossible);
        }
    }
}
