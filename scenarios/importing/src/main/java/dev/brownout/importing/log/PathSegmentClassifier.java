package dev.brownout.importing.log;

/** Tells the words of a path that belong to its route from those whose look says that they name a thing. */
final class PathSegmentClassifier {
    private static final int LONGEST = 32;
    private static final int MOST_DIGITS = 3;
    private static final int LEAST_HEX = 8;
    private static final int LONGEST_PLAIN = 20;

    private PathSegmentClassifier() {}

    /**
     * Whether a word names a thing: a number, a UUID or other digits of base 16, four digits or more, more than 32
     * characters, more than 20 without one that parts words, or one that no route has, such as {@code @} or {@code %}.
     */
    static boolean nameAThing(String word) {
        if (word.length() > LONGEST) {
            return true;
        }
        int digits = 0;
        int hex = 0;
        int parting = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean parts = c == '-' || c == '_' || c == '.' || c == '~';
            if (!digit && !letter && !parts) {
                return true;
            }
            digits += digit ? 1 : 0;
            hex += digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' ? 1 : 0;
            parting += parts ? 1 : 0;
        }
        return digits == word.length()
                || digits > MOST_DIGITS
                || digits > 0 && hex == word.length() && hex >= LEAST_HEX
                || parting == 0 && word.length() > LONGEST_PLAIN;
    }
}
