package dev.brownout.web.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulated parts of the JDK, compared with the JDK. */
class EmulationTest {
    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void digestsAreThoseOfTheJdk(String algorithm) throws NoSuchAlgorithmException {
        var emulated = dev.brownout.web.emulation.java.security.MessageDigest.getInstance(algorithm);
        MessageDigest original = MessageDigest.getInstance(algorithm);
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertThat(emulated.digest(message)).as("%d bytes", length).isEqualTo(original.digest(message));
        }
    }

    @Test
    void hexadecimalDigitsAreThoseOfTheJdk() {
        byte[] bytes = new byte[256];
        random.nextBytes(bytes);
        assertThat(dev.brownout.web.emulation.java.util.HexFormat.of().formatHex(bytes))
                .isEqualTo(HexFormat.of().formatHex(bytes));
    }

    @Test
    void productsAreThoseOfTheJdk() {
        long[] bounds = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0xffffffffL, 1L << 32, -(1L << 32)};
        for (long x : bounds) {
            for (long y : bounds) {
                assertThat(MathMethods.multiplyHigh(x, y)).isEqualTo(Math.multiplyHigh(x, y));
            }
        }
        for (int i = 0; i < 10_000; i++) {
            long x = random.nextLong();
            long y = random.nextLong();
            assertThat(MathMethods.multiplyHigh(x, y)).isEqualTo(Math.multiplyHigh(x, y));
        }
    }

    @Test
    void roundedNumbersAreThoseOfTheJdk() {
        for (int i = 0; i < 20_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : (random.nextInt(4000) - 2000) * 0.25 + (random.nextInt(3) - 1) * Math.ulp(300);
            value = Double.isNaN(value) ? 0 : value;
            assertThat(MathMethods.round(value)).as("%s", value).isEqualTo(Math.round(value));
            assertThat(MathMethods.rint(value)).as("%s", value).isEqualTo(Math.rint(value));
            assertThat(MathMethods.ulp(value)).as("%s", value).isEqualTo(Math.ulp(value));
            assertThat(MathMethods.toRadians(value)).as("%s", value).isEqualTo(Math.toRadians(value));
            assertThat(MathMethods.scalb(value, 3)).as("%s", value).isEqualTo(Math.scalb(value, 3));
        }
        assertThat(MathMethods.round(0.49999999999999994)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%.1f", "%.0f", "%,.2f", "%.3f", "%8.1f|", "%-8.2f|", "%08.2f", "%.6f", "%f"})
    void formattedDecimalsAreThoseOfTheJdk(String format) {
        double[] values = {0, -0.0, 0.5, 1.5, 2.5, 0.125, 2.675, -2.5, 999.995, 1e6, 1234567.891, 1e15, -1e-9};
        for (double value : values) {
            assertThat(FormattedText.format(format, value))
                    .as("%s", value)
                    .isEqualTo(String.format(Locale.ROOT, format, value));
        }
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(FormattedText.format(format, value)).isEqualTo(String.format(Locale.ROOT, format, value));
        }
    }

    @Test
    void otherFormatsAreThoseOfTheJdk() {
        for (long value : new long[] {0, 7, -7, 999, 1000, -1000, 1_234_567, Long.MAX_VALUE, Long.MIN_VALUE}) {
            for (String format : new String[] {"%d", "%,d", "%05d", "%-6d|", "%6d", "%x", "%016x", "%X", "%s %%%n"}) {
                assertThat(FormattedText.format(format, value)).isEqualTo(String.format(Locale.ROOT, format, value));
            }
        }
        assertThat(FormattedText.format("%-5s|%5s|%.2s", "ab", "cd", "efg")).isEqualTo("ab   |   cd|ef");
    }

    @Test
    void parsedNumbersAreThoseOfTheJdk() {
        for (int i = 0; i < 20_000; i++) {
            String text = random.nextInt(2_000_000) - 1_000_000 + "." + random.nextInt(1_000_000) + "e"
                    + (random.nextInt(60) - 30);
            assertThat(TextMethods.OfDoubles.parseDouble(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
        assertThat(TextMethods.OfDoubles.parseDouble(" -Infinity ")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(TextMethods.OfDoubles.parseDouble("NaN")).isNaN();
    }

    @Test
    void sumsAreThoseOfTheJdk() {
        for (int i = 0; i < 2000; i++) {
            double[] values = random.doubles(40)
                    .map(value -> (value - 0.5) * Math.pow(10, random.nextInt(12)))
                    .toArray();
            assertThat(CollectionMethods.OfDoubleStreams.sum(DoubleStream.of(values)))
                    .isEqualTo(DoubleStream.of(values).sum());
            assertThat(CollectionMethods.OfDoubleStreams.average(DoubleStream.of(values)))
                    .isEqualTo(DoubleStream.of(values).average());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-9", "10", "116.625", "99999", "100000", "123456789012345678901234567890.5"})
    void precisionIsThatOfTheJdk(String number) {
        assertThat(TextMethods.OfDecimals.precision(new BigDecimal(number)))
                .isEqualTo(new BigDecimal(number).precision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\n", "a\n", "a\n\nb", "\r\n\r", "a\rb\r\nc\n\n"})
    void linesAreThoseOfTheJdk(String text) {
        assertThat(TextMethods.OfStrings.lines(text))
                .containsExactlyElementsOf(text.lines().toList());
    }

    @Test
    void replacementsAreThoseOfTheJdk() {
        Pattern words = Pattern.compile("[a-z]+");
        String text = "one 2 three";
        assertThat(TextMethods.OfMatchers.replaceAll(words.matcher(text), EmulationTest::upper))
                .isEqualTo(words.matcher(text).replaceAll(EmulationTest::upper));
    }

    private static String upper(MatchResult match) {
        return match.group().toUpperCase(Locale.ROOT);
    }

    @Test
    void charactersAreThoseOfTheJdk() {
        assertThat(TextMethods.OfCharacters.toString(0x1f600)).isEqualTo(Character.toString(0x1f600));
    }

    @Test
    void largeNumbersRoundToTheNearestDouble() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            BigInteger whole = new BigInteger(1 + random.nextInt(140), random).subtract(BigInteger.valueOf(i % 3));
            assertThat(TextMethods.OfBigIntegers.doubleValue(whole))
                    .as("%s", whole)
                    .isEqualTo(whole.doubleValue());
            BigDecimal decimal = new BigDecimal(whole, random.nextInt(60) - 20);
            assertThat(TextMethods.OfDecimals.doubleValue(decimal))
                    .as("%s", decimal)
                    .isEqualTo(Double.parseDouble(decimal.toString()));
        }
        for (String extreme : new String[] {"1e-999999999", "-1e-400", "1e999999999", "-1e400", "0e99999", "5e-324"}) {
            assertThat(TextMethods.OfDecimals.doubleValue(new BigDecimal(extreme)))
                    .as("%s", extreme)
                    .isEqualTo(Double.parseDouble(extreme));
        }
        BigInteger tie = BigInteger.ONE.shiftLeft(80).add(BigInteger.ONE.shiftLeft(27));
        assertThat(TextMethods.OfBigIntegers.doubleValue(tie)).isEqualTo(tie.doubleValue());
        assertThat(TextMethods.OfBigIntegers.doubleValue(tie.add(BigInteger.ONE)))
                .isEqualTo(tie.add(BigInteger.ONE).doubleValue());
    }
}
