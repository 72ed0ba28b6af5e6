package dev.brownout.page;

import dev.brownout.translation.TextLanguage;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds texts in the languages other than English to data of a page. */
final class Translations {
    private static final String NAME = "translations";

    private Translations() {}

    /**
     * Adds {@code translations}, the translated properties by language, unless there are none.
     *
     * @param texts returns the properties in a language; empty if they are not translated
     * @return the same data
     */
    static Map<String, Object> add(
            Map<String, Object> view, Function<TextLanguage, Optional<Map<String, Object>>> texts) {
        Map<String, Object> translations = new TreeMap<>();
        for (TextLanguage language : TextLanguage.values()) {
            if (language != TextLanguage.en) {
                texts.apply(language).ifPresent(translated -> translations.put(language.name(), translated));
            }
        }
        if (!translations.isEmpty()) {
            view.put(NAME, translations);
        }
        return view;
    }
}
