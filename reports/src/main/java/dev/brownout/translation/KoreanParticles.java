package dev.brownout.translation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Particles of Korean nouns. Their form depends on the sound before them. */
final class KoreanParticles {
    /** The first Hangul syllable. Syllables are ordered by initial consonant, vowel and final consonant. */
    private static final char FIRST_SYLLABLE = '가';

    /** Number of final consonants of a syllable in Unicode, including none. */
    private static final int FINAL_CONSONANTS = 28;

    /** Position of the final consonant ㄹ, after which (으)로 is 로. */
    private static final int RIEUL = 8;

    /** A particle with both of its forms after a Korean syllable, which may be in quotation marks. */
    private static final Pattern PARTICLE =
            Pattern.compile("([가-힣])('?)(을\\(를\\)|이\\(가\\)|은\\(는\\)|과\\(와\\)|\\(으\\)로)");

    private KoreanParticles() {}

    /**
     * Replaces a particle with both of its forms by the one that the Korean syllable before it needs. The sound of
     * other characters, such as those of names and numbers, is not known, and both forms stay.
     */
    static String chosen(String text) {
        return PARTICLE.matcher(text).replaceAll(found -> {
            int last = (found.group(1).charAt(0) - FIRST_SYLLABLE) % FINAL_CONSONANTS;
            String particle = switch (found.group(3)) {
                case "을(를)" -> last > 0 ? "을" : "를";
                case "이(가)" -> last > 0 ? "이" : "가";
                case "은(는)" -> last > 0 ? "은" : "는";
                case "과(와)" -> last > 0 ? "과" : "와";
                default -> last > 0 && last != RIEUL ? "으로" : "로";
            };
            return Matcher.quoteReplacement(found.group(1) + found.group(2) + particle);
        });
    }
}
