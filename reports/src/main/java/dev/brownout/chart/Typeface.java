package dev.brownout.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    static {
        System.setProperty("java.awt.headless", "true");
        ALONE = !fontsAreKnown();
        if (ALONE) {
            beginAlone();
        }
        REGULAR = font("NotoSansKR-Regular.otf");
        BOLD = font("NotoSansKR-Bold.otf");
    }

    private Typeface() {}

    /** Has the JDK ready for drawing, which it may not be on a machine without fonts before this was called. */
    static void prepare() {
        // The static initialiser does it, once.
    }

    /** The font that high, in pixels. */
    public static Font regular(float pixels) {
        return REGULAR.deriveFont(pixels);
    }

    /** The bold font that high, in pixels. */
    public static Font bold(float pixels) {
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
     * of its making: where a font cannot be made of a stream, the JDK leaves its copy of the stream for good.
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
    private static void beginAlone() {
        try {
            Path file = Files.createTempFile("brownout-fontconfig", ".properties");
            try {
                Files.writeString(file, NO_FONTS);
                System.setProperty(CONFIGURATION, file.toString());
                if (!fontsAreKnown()) {
                    throw new IllegalStateException("the JDK finds no fonts, and makes none of its own");
                }
            } finally {
                System.clearProperty(CONFIGURATION);
                Files.delete(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the JDK finds no fonts and cannot be told so", unwritable);
        }
    }

    private static Font font(String name) {
        try (InputStream file = Typeface.class.getResourceAsStream(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException impossible) {
            throw new IllegalStateException("the JDK cannot read the bundled font " + name, impossible);
        }
    }
}
