package dev.brownout.chart.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Widths of texts in the bundled typeface, without a drawing library. The advance widths of the glyphs are a table.
 * They are scaled as FreeType does it, in 16.16 fixed point, so that a text is exactly as wide as in a chart. Scripts
 * that need shaping, such as Arabic, and combining characters are measured character by character.
 */
public final class GlyphAdvances {
    private static final int UNITS_PER_EM = 1000;
    private static final int FIXED_ONE = 1 << 16;
    /** Parts of a pixel in which FreeType states sizes. */
    private static final int PIXEL_PARTS = 64;

    /** First character of each range, in ascending order. A range ends before the next one. */
    private static final int[] STARTS;

    private static final int[] REGULAR;
    private static final int[] BOLD;

    static {
        List<int[]> ranges = new ArrayList<>();
        try (InputStream file =
                GlyphAdvances.class.getResourceAsStream("/dev/brownout/chart/NotoSansKR-advances.txt")) {
            new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> ranges.add(range(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        STARTS = ranges.stream().mapToInt(range -> range[0]).toArray();
        REGULAR = ranges.stream().mapToInt(range -> range[1]).toArray();
        BOLD = ranges.stream().mapToInt(range -> range[2]).toArray();
    }

    private GlyphAdvances() {}

    /** Returns the width of a text in the regular font of a size, in pixels. */
    public static double regular(String text, int size) {
        return width(text, REGULAR, size);
    }

    /** Returns the width of a text in the bold font of a size, in pixels. */
    public static double bold(String text, int size) {
        return width(text, BOLD, size);
    }

    /** Returns first character, regular and bold width of a line of the table. */
    private static int[] range(String line) {
        String[] words = line.split(" ", -1);
        return new int[] {Integer.parseInt(words[0], 16), Integer.parseInt(words[1]), Integer.parseInt(words[2])};
    }

    private static double width(String text, int[] advances, int size) {
        long scale = ((long) size * PIXEL_PARTS * FIXED_ONE + UNITS_PER_EM / 2) / UNITS_PER_EM;
        float width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            long advance = (advances[range(text.codePointAt(i))] * scale + PIXEL_PARTS / 2) / PIXEL_PARTS;
            width += (float) advance / FIXED_ONE;
        }
        return width;
    }

    private static int range(int character) {
        int low = 0;
        int high = STARTS.length - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (STARTS[middle] <= character) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
