package dev.brownout.format;

import java.util.Locale;

/**
 * Converts a title into a file name: lower-case letters and digits of any script, joined by hyphens, of limited length.
 */
public final class Slug {
    /**
     * Maximum number of characters. Each takes at most four bytes, which leaves room for an extension within the 255
     * bytes of a file name.
     */
    private static final int MOST_CHARACTERS = 60;

    private Slug() {}

    /**
     * Returns the file name for a title.
     *
     * @param otherwise the name for a title without letters and digits
     */
    public static String text(String title, String otherwise) {
        String slug = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", "-")
                .replaceAll("^-+|-+$", "");
        if (slug.codePointCount(0, slug.length()) > MOST_CHARACTERS) {
            slug = slug.substring(0, slug.offsetByCodePoints(0, MOST_CHARACTERS));
        }
        return slug.isEmpty() ? otherwise : slug;
    }
}
