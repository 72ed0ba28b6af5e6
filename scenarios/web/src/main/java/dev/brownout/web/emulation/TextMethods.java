package dev.brownout.web.emulation;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Methods of texts that the class library of TeaVM lacks or computes otherwise. */
public final class TextMethods {
    private TextMethods() {}

    /** Methods of {@code java.lang.Character}. */
    public static final class OfCharacters {
        private OfCharacters() {}

        /** Returns a character as a text. */
        public static String toString(int codePoint) {
            return new String(Character.toChars(codePoint));
        }

        /** Returns the Unicode name of an invisible character that texts copied from pages have, or a general name. */
        public static String getName(int codePoint) {
            return switch (codePoint) {
                case 0xA0 -> "NO-BREAK SPACE";
                case 0x200B -> "ZERO WIDTH SPACE";
                case 0x202F -> "NARROW NO-BREAK SPACE";
                case 0x3000 -> "IDEOGRAPHIC SPACE";
                case 0xFEFF -> "ZERO WIDTH NO-BREAK SPACE";
                default -> "INVISIBLE CHARACTER";
            };
        }
    }

    /** Methods of {@code java.lang.Double}. */
    public static final class OfDoubles {
        private OfDoubles() {}

        /**
         * Returns the nearest number of a decimal text.
         *
         * @throws NumberFormatException if it is not a decimal number
         */
        public static double parseDouble(String text) {
            String number = text.strip();
            String size = number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
            if (size.equals("NaN")) {
                return Double.NaN;
            }
            double value = size.equals("Infinity") ? Double.POSITIVE_INFINITY : new BigDecimal(size).doubleValue();
            return number.startsWith("-") ? -value : value;
        }
    }

    /**
     * Methods of {@code java.math.BigDecimal}. TeaVM estimates the number of digits, and omits to round some numbers.
     */
    public static final class OfDecimals {
        private static final int MOST_SMALL_BITS = 62;
        /** Numbers of digits before the point beyond which a double is zero or infinite. */
        private static final int LEAST_MAGNITUDE = -325;

        private static final int MOST_MAGNITUDE = 310;

        private OfDecimals() {}

        /** Returns the number of digits. */
        public static int precision(BigDecimal value) {
            BigInteger digits = value.unscaledValue().abs();
            if (digits.bitLength() > MOST_SMALL_BITS) {
                return digits.toString().length();
            }
            int count = 1;
            for (long rest = digits.longValue() / 10; rest > 0; rest /= 10) {
                count++;
            }
            return count;
        }

        /** Returns the number of digits. */
        public static int aproxPrecision(BigDecimal value) {
            return precision(value);
        }

        /** Returns the nearest double. */
        public static double doubleValue(BigDecimal value) {
            long magnitude = (long) precision(value) - value.scale();
            if (value.signum() == 0 || magnitude < LEAST_MAGNITUDE) {
                return value.signum() < 0 ? -0.0 : 0;
            }
            if (magnitude > MOST_MAGNITUDE) {
                return value.signum() * Double.POSITIVE_INFINITY;
            }
            BigInteger power = BigInteger.TEN.pow(Math.abs(value.scale()));
            return value.scale() > 0
                    ? DoubleRounding.nearest(value.unscaledValue(), power)
                    : DoubleRounding.nearest(value.unscaledValue().multiply(power));
        }
    }

    /** Methods of whole numbers of any size. */
    public static final class OfBigIntegers {
        private OfBigIntegers() {}

        /** Returns the nearest double. */
        public static double doubleValue(BigInteger value) {
            return DoubleRounding.nearest(value);
        }
    }

    /** Methods of {@code java.lang.String}. */
    public static final class OfStrings {
        private OfStrings() {}

        /** Returns the lines of a text. */
        public static Stream<String> lines(String text) {
            String[] lines = text.split("\r\n|\r|\n", -1);
            int count = lines.length;
            return Arrays.stream(lines).limit(lines[count - 1].isEmpty() ? count - 1 : count);
        }

        /** Returns the characters of a text from bytes: each byte is the lower half of a character. */
        static char[] characters(byte[] bytes, int upperHalf, int offset, int count) {
            char[] characters = new char[count];
            for (int i = 0; i < count; i++) {
                characters[i] = (char) (upperHalf << Byte.SIZE | bytes[offset + i] & 0xff);
            }
            return characters;
        }

        /** Returns a formatted text. */
        public static String format(String format, Object... values) {
            return FormattedText.format(format, values);
        }

        /** Returns a formatted text. */
        public static String format(Locale locale, String format, Object... values) {
            return FormattedText.format(format, values);
        }
    }

    /** Methods of {@code java.io.PrintStream}. */
    public static final class OfPrintStreams {
        private OfPrintStreams() {}

        /** Prints a formatted text. */
        public static PrintStream printf(PrintStream stream, String format, Object... values) {
            stream.print(FormattedText.format(format, values));
            return stream;
        }

        /** Prints a formatted text. */
        public static PrintStream format(PrintStream stream, Locale locale, String format, Object... values) {
            return printf(stream, format, values);
        }
    }

    /** Methods of {@code java.util.regex.Matcher}. */
    public static final class OfMatchers {
        private OfMatchers() {}

        /** Returns a text in which each match is replaced by the value of a function. */
        public static String replaceAll(Matcher matcher, Function<MatchResult, String> replacer) {
            matcher.reset();
            StringBuffer replaced = new StringBuffer();
            while (matcher.find()) {
                matcher.appendReplacement(replaced, replacer.apply(matcher.toMatchResult()));
            }
            return matcher.appendTail(replaced).toString();
        }
    }
}
