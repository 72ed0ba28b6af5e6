package dev.brownout.html;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.format.TextSanitizer;
import dev.brownout.json.JsonBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes plain data as JSON for the script of a page. Arrays of numbers are columns: each is stored once in a list
 * {@code columns} at the beginning, and referenced by its index. Numbers of type {@code Double} have five digits, more
 * than a picture can show; those of type {@code Long} are exact.
 */
final class ReportJson {
    private static final MathContext DIGITS = new MathContext(5);
    /**
     * Powers of ten that a double represents exactly. The limits below bound numbers with five digits before the point.
     */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20
    };

    private static final double MINIMUM = 10_000;
    private static final double MAXIMUM = 99_999;
    private static final double CERTAIN = 1e-9;

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final JsonBuilder json = JsonBuilder.compact();

    private ReportJson() {}

    /**
     * Returns the data as the text of an HTML element. It contains no character that could end the element or begin
     * another one.
     */
    static String text(Map<String, Object> data) {
        return new ReportJson().serialize(data);
    }

    private String serialize(Map<String, Object> data) {
        write(data);
        String whole = "{\"columns\":[" + String.join(",", columns.keySet()) + "],"
                + json.text().substring(1);
        return whole.replace("<", "\\u003c");
    }

    private void write(Object value) {
        if (value instanceof double[] column) {
            json.value(columns.computeIfAbsent(column(column), c -> columns.size()));
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.name((String) entry.getKey());
                write(entry.getValue());
            }
            json.endObject();
        } else if (value instanceof List<?> list) {
            json.beginArray();
            for (Object each : list) {
                write(each);
            }
            json.endArray();
        } else if (value instanceof Double number) {
            json.literal(number(number));
        } else if (value instanceof Long whole) {
            json.value(whole);
        } else if (value instanceof Boolean truth) {
            json.literal(truth.toString());
        } else {
            json.value(TextSanitizer.replace((String) value));
        }
    }

    private static String column(double[] values) {
        StringBuilder column = new StringBuilder("[");
        for (double value : values) {
            column.append(column.length() > 1 ? "," : "").append(number(value));
        }
        return column.append(']').toString();
    }

    /** Returns a number in its shortest form; {@code null} for NaN and infinite values. */
    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        if (value == (long) value && Math.abs(value) < 100_000) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = round(value).stripTrailingZeros();
        String plain = rounded.toPlainString();
        String exponent = rounded.toString();
        return exponent.length() < plain.length() ? exponent : plain;
    }

    /**
     * Rounds a number to its digits. The product with a power of ten has an error below {@link #CERTAIN}, so it decides
     * the direction of rounding for most numbers. Numbers that close to the middle between two results are computed
     * exactly, which takes ten times as long.
     */
    static BigDecimal round(double value) {
        int scale = DIGITS.getPrecision() - 1 - (int) Math.floor(ElementaryFunctions.log10(Math.abs(value)));
        if (scale >= 0 && scale < POWERS.length) {
            double scaled = Math.abs(value) * POWERS[scale];
            long below = (long) scaled;
            double above = scaled - below;
            if (scaled > MINIMUM && scaled < MAXIMUM && Math.abs(above - 0.5) > CERTAIN) {
                long digits = above > 0.5 ? below + 1 : below;
                return BigDecimal.valueOf(value < 0 ? -digits : digits, scale);
            }
        }
        return new BigDecimal(value).round(DIGITS);
    }
}
