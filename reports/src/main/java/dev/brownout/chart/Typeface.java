package dev.brownout.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The bundled typeface (Noto Sans KR: Latin, Greek, Cyrillic, Hangul), so that pictures do not depend on installed fonts. */
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
