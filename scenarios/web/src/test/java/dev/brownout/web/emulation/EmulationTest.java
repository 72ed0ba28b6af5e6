package dev.brownout.web.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
                assertThat(MissingMethods.multiplyHigh(x, y)).isEqualTo(Math.multiplyHigh(x, y));
            }
        }
        for (int i = 0; i < 10_000; i++) {
            long x = random.nextLong();
            long y = random.nextLong();
            assertThat(MissingMethods.multiplyHigh(x, y)).isEqualTo(Math.multiplyHigh(x, y));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\n", "a\n", "a\n\nb", "\r\n\r", "a\rb\r\nc\n\n"})
    void linesAreThoseOfTheJdk(String text) {
        assertThat(MissingMethods.lines(text)).containsExactlyElementsOf(text.lines().toList());
    }

    @Test
    void replacementsAreThoseOfTheJdk() {
        Pattern words = Pattern.compile("[a-z]+");
        String text = "one 2 three";
        assertThat(MissingMethods.replaceAll(words.matcher(text), EmulationTest::upper))
                .isEqualTo(words.matcher(text).replaceAll(EmulationTest::upper));
    }

    private static String upper(MatchResult match) {
        return match.group().toUpperCase(Locale.ROOT);
    }

    @Test
    void charactersAreThoseOfTheJdk() {
        assertThat(MissingMethods.toString(0x1f600)).isEqualTo(Character.toString(0x1f600));
    }
}
