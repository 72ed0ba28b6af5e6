package dev.brownout.wording;

import java.util.Locale;

/** A title as the name of a file: small letters and digits of any script, joined by hyphens. */
public final class Slug {
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
        return slug.isEmpty() ? otherwise : slug;
    }
}
