package dev.brownout.chart.draw;

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
 * PNG encoder for drawings: 8 bits for each of red, green and blue, without row filters (PNG specification, 3rd
 * edition, W3C 2025, sections 9.2 and 11.2). The flat colours of a chart compress better unfiltered than as differences
 * to the row above. The writer of the JDK tries all five filters on each row and takes several times as long.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte EIGHT_BITS = 8;
    private static final byte TRUECOLOUR = 2;
    private static final byte UNFILTERED = 0;
    private static final int CHANNELS = 3;
    /** Highest compression level that accepts the first match found: half the time for a tenth more size. */
    private static final int LEVEL = 3;

    private Png() {}

    static byte[] render(int width, int height, Consumer<Graphics2D> drawing) {
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
        byte[] packed = packed(pixels, width, height);
        chunk(bytes, "IDAT", packed, packed.length);
        chunk(bytes, "IEND", packed, 0);
        return bytes.toByteArray();
    }

    /** Compresses the rows, each preceded by its filter type, one by one. */
    private static byte[] packed(int[] pixels, int width, int height) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(pixels.length / Byte.SIZE);
        Deflater deflater = new Deflater(LEVEL);
        byte[] buffer = new byte[1 + width * CHANNELS];
        try {
            for (int y = 0; y < height; y++) {
                deflater.setInput(row(pixels, width, y));
                drain(deflater, buffer, packed);
            }
            deflater.finish();
            drain(deflater, buffer, packed);
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream to) {
        for (int length = deflater.deflate(buffer); length > 0; length = deflater.deflate(buffer)) {
            to.write(buffer, 0, length);
        }
    }

    private static byte[] row(int[] pixels, int width, int y) {
        byte[] row = new byte[1 + width * CHANNELS];
        row[0] = UNFILTERED;
        for (int x = 0, index = 1; x < width; x++, index += CHANNELS) {
            int pixel = pixels[y * width + x];
            row[index] = (byte) (pixel >> 16);
            row[index + 1] = (byte) (pixel >> 8);
            row[index + 2] = (byte) pixel;
        }
        return row;
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
