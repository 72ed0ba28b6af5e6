package dev.brownout.web.emulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A text from a format of {@code String.format}, with the conversions, flags and widths that the program uses. */
final class FormattedText {
    private static final int STANDARD_PRECISION = 6;
    private static final int GROUP = 3;

    private final String format;
    private final StringBuilder text = new StringBuilder();
    private int position;
    private boolean hasLeft;
    private boolean zeros;
    private boolean groups;
    private int width;
    private int precision;

    private FormattedText(String format) {
        this.format = format;
    }

    /**
     * Returns a formatted text.
     *
     * @throws IllegalArgumentException if the format has a conversion that the program does not use
     */
    static String format(String format, Object... values) {
        FormattedText formatted = new FormattedText(format);
        formatted.append(values);
        return formatted.text.toString();
    }

    private void append(Object[] values) {
        int next = 0;
        while (position < format.length()) {
            char character = format.charAt(position++);
            if (character != '%') {
                text.append(character);
                continue;
            }
            readOptions();
            char conversion = format.charAt(position++);
            switch (conversion) {
                case '%' -> text.append('%');
                case 'n' -> text.append('\n');
                default -> pad(converted(conversion, values[next++]));
            }
        }
    }

    private void readOptions() {
        hasLeft = false;
        zeros = false;
        groups = false;
        for (; "-0,".indexOf(format.charAt(position)) >= 0; position++) {
            hasLeft |= format.charAt(position) == '-';
            zeros |= format.charAt(position) == '0';
            groups |= format.charAt(position) == ',';
        }
        width = number();
        precision = -1;
        if (format.charAt(position) == '.') {
            position++;
            precision = number();
        }
    }

    private int number() {
        int number = 0;
        for (; Character.isDigit(format.charAt(position)); position++) {
            number = 10 * number + Character.digit(format.charAt(position), 10);
        }
        return number;
    }

    private String converted(char conversion, Object value) {
        return switch (conversion) {
            case 's' -> precision < 0 ? String.valueOf(value) : cut(String.valueOf(value));
            case 'd' -> grouped(String.valueOf(value));
            case 'x' -> hexadecimal((Number) value);
            case 'X' -> hexadecimal((Number) value).toUpperCase(Locale.ROOT);
            case 'f' -> decimal(((Number) value).doubleValue());
            default -> throw new IllegalArgumentException("%" + conversion);
        };
    }

    private String cut(String value) {
        return value.substring(0, Math.min(precision, value.length()));
    }

    private static String hexadecimal(Number value) {
        return value instanceof Long ? Long.toHexString(value.longValue()) : Integer.toHexString(value.intValue());
    }

    /** Returns a decimal number. As in the JDK, its shortest text is rounded, the higher one of two. */
    private String decimal(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            zeros = false;
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }
        int digits = precision < 0 ? STANDARD_PRECISION : precision;
        String size = BigDecimal.valueOf(Math.abs(value))
                .setScale(digits, RoundingMode.HALF_UP)
                .toPlainString();
        return grouped(1 / value < 0 || value < 0 ? "-" + size : size);
    }

    private String grouped(String number) {
        if (!groups) {
            return number;
        }
        int start = number.startsWith("-") ? 1 : 0;
        int point = number.indexOf('.');
        StringBuilder grouped = new StringBuilder(number);
        for (int i = (point < 0 ? number.length() : point) - GROUP; i > start; i -= GROUP) {
            grouped.insert(i, ',');
        }
        return grouped.toString();
    }

    private void pad(String value) {
        int missing = width - value.length();
        if (missing <= 0) {
            text.append(value);
        } else if (hasLeft) {
            text.append(value).append(" ".repeat(missing));
        } else if (zeros) {
            int sign = value.startsWith("-") ? 1 : 0;
            text.append(value, 0, sign).append("0".repeat(missing)).append(value, sign, value.length());
        } else {
            text.append(" ".repeat(missing)).append(value);
        }
    }
}
