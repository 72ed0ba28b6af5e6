package dev.brownout.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The bundled typeface (Noto Sans KR: Latin, Greek, Cyrillic, Hangul), so that pictures do not depend on installed
 * fonts.
 */
final class Typeface {

    private static final Font REGULAR;
    private static final Font BOLD;

    static {
        System.setProperty("java.awt.headless", "true");
        REGULAR = load("NotoSansKR-Regular.otf");
        BOLD = load("NotoSansKR-Bold.otf");
    }

    private Typeface() {}

    static Font regular(float pixels) {
        return REGULAR.deriveFont(pixels);
    }

    static Font bold(float pixels) {
        return BOLD.deriveFont(pixels);
    }

    static boolean isBold(Font font) {
        return font.getFontName(Locale.ROOT).equals(BOLD.getFontName(Locale.ROOT));
    }

    private static Font load(String name) {
        try (InputStream file = Typeface.class.getResourceAsStream(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled font " + name + " cannot be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font " + name + " is damaged", e);
        }
    }
}
