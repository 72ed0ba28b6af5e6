package dev.brownout.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A drawing as PNG: eight bits for each of red, green and blue, each row as its difference to the one above, which is
 * mostly nothing in a chart (PNG specification, 3rd edition, W3C 2025, sections 9.2 and 11.2). The JDK's own writer
 * tries all five filters on each row, and takes three times as long.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte EIGHT_BITS = 8;
    private static final byte TRUECOLOUR = 2;
    private static final byte UP = 2;
    private static final int CHANNELS = 3;
    private static final int LEVEL = 4;

    private Png() {}

    static byte[] of(int width, int height, Consumer<Graphics2D> drawing) {
        Typeface.prepare();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g2 = image.createGraphics();
        g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.accept(g2);
        g2.dispose();
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(SIGNATURE);
        byte[] head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(EIGHT_BITS)
                .put(TRUECOLOUR)
                .array();
        chunk(bytes, "IHDR", head, head.length);
        byte[] packed = new byte[1 + height * (1 + width * CHANNELS)];
        chunk(bytes, "IDAT", packed, deflate(filtered(pixels, width, height), packed));
        chunk(bytes, "IEND", packed, 0);
        return bytes.toByteArray();
    }

    /** The rows, each behind the number of its filter, as differences to the row above. */
    private static byte[] filtered(int[] pixels, int width, int height) {
        byte[] rows = new byte[height * (1 + width * CHANNELS)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            rows[at++] = UP;
            for (int x = 0; x < width; x++) {
                int now = pixels[y * width + x];
                int above = y == 0 ? 0 : pixels[(y - 1) * width + x];
                if (now != above) {
                    rows[at] = (byte) ((now >> 16) - (above >> 16));
                    rows[at + 1] = (byte) ((now >> 8) - (above >> 8));
                    rows[at + 2] = (byte) (now - above);
                }
                at += CHANNELS;
            }
        }
        return rows;
    }

    /** Packs some bytes into others; how many these are. */
    private static int deflate(byte[] from, byte[] to) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(from);
            deflater.finish();
            int length = deflater.deflate(to);
            if (!deflater.finished()) {
                throw new IllegalStateException("a picture that cannot be made smaller");
            }
            return length;
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream to, String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data, 0, length);
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        to.writeBytes(name);
        to.write(data, 0, length);
        to.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
    }
}
