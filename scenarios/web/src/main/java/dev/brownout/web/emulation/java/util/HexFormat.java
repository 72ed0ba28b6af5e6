package dev.brownout.web.emulation.java.util;

/** Emulation of {@code java.util.HexFormat} for plain lower-case digits. */
public final class HexFormat {
    private static final HexFormat PLAIN = new HexFormat();
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT = 15;

    private HexFormat() {}

    /** Returns the format. */
    public static HexFormat of() {
        return PLAIN;
    }

    /** Returns two digits for each byte. */
    public String formatHex(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (byte each : bytes) {
            digits.append(Character.forDigit(each >> DIGIT_BITS & DIGIT, 16))
                    .append(Character.forDigit(each & DIGIT, 16));
        }
        return digits.toString();
    }
}
