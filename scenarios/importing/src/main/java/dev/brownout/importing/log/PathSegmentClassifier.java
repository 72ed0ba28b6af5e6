package dev.brownout.importing.log;

/** Distinguishes path segments that are fixed parts of a route from those that look like identifiers. */
final class PathSegmentClassifier {
    private static final int LONGEST = 32;
    private static final int MOST_DIGITS = 3;
    private static final int LEAST_HEX = 8;
    private static final int LONGEST_PLAIN = 20;

    private PathSegmentClassifier() {}

    /**
     * Returns whether a path segment is an identifier. An identifier is a number, a hexadecimal number of eight
     * characters or more that contains a digit, or a segment with four digits or more. A segment of more than 32
     * characters (such as a UUID) is one as well, and so is one of more than 20 characters without a separator
     * ({@code - _ . ~}). So is a segment with a character that is no letter, digit or separator, such as {@code @} or
     * {@code %}.
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
