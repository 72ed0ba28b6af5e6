package dev.brownout.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

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
        Optional<Font> regular = font("NotoSansKR-Regular.otf");
        ALONE = regular.isEmpty();
        REGULAR = regular.orElseGet(() -> alone("NotoSansKR-Regular.otf"));
        BOLD = font("NotoSansKR-Bold.otf").orElseThrow(() -> unreadable("NotoSansKR-Bold.otf"));
    }

    private Typeface() {}

    /** Has the JDK ready for drawing, which it may not be on a machine without fonts before this was called. */
    static void prepare() {
        // The static initialiser does it, once.
    }

    /** The font of texts, so many units high. */
    public static Font regular(float pixels) {
        return REGULAR.deriveFont(pixels);
    }

    /** The font of names and titles, so many units high. */
    public static Font bold(float pixels) {
        return BOLD.deriveFont(pixels);
    }

    static boolean isBold(Font font) {
        return font.getFontName(Locale.ROOT).equals(BOLD.getFontName(Locale.ROOT));
    }

    /** The font for a text: an installed one where the bundled one lacks a character of it and there are others. */
    static Font covering(String text, Font bundled) {
        return ALONE || bundled.canDisplayUpTo(text) < 0
                ? bundled
                : new Font(Font.SANS_SERIF, Font.PLAIN, bundled.getSize());
    }

    /** A bundled font; empty where the JDK can make none. */
    private static Optional<Font> font(String name) {
        try (InputStream file = Typeface.class.getResourceAsStream(name)) {
            return Optional.of(Font.createFont(Font.TRUETYPE_FONT, file));
        } catch (IOException | FontFormatException impossible) {
            return Optional.empty();
        }
    }

    /** The same from a JDK that begins anew with a configuration that names no fonts; it reads that file only now. */
    private static Font alone(String name) {
        try {
            Path file = Files.createTempFile("brownout-fontconfig", ".properties");
            try {
                Files.writeString(file, NO_FONTS);
                System.setProperty(CONFIGURATION, file.toString());
                return font(name).orElseThrow(() -> unreadable(name));
            } finally {
                System.clearProperty(CONFIGURATION);
                Files.delete(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the JDK finds no fonts and cannot be told so", unwritable);
        }
    }

    private static IllegalStateException unreadable(String name) {
        return new IllegalStateException("the JDK cannot read the bundled font " + name);
    }
}
