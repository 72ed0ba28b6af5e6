package dev.brownout.format;

import java.util.Locale;

/** A title as the name of a file: small letters and digits of any script, joined by hyphens, cut where it is long. */
public final class Slug {
    /** Four bytes each at most, which leaves room for an ending within the 255 bytes of a file's name. */
    private static final int MOST_CHARACTERS = 60;

    private Slug() {}

    /**
     * The name of a title.
     *
     * @param otherwise the name where the title has neither letters nor digits
     */
    public static String of(String title, String otherwise) {
        String slug = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", "-")
                .replaceAll("^-+|-+$", "");
        if (slug.codePointCount(0, slug.length()) > MOST_CHARACTERS) {
            slug = slug.substring(0, slug.offsetByCodePoints(0, MOST_CHARACTERS));
        }
        return slug.isEmpty() ? otherwise : slug;
    }
}
