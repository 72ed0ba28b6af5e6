package dev.brownout.language.section;

import dev.brownout.language.parse.Vocabulary;
import java.util.List;

/**
 * What scenarios are written in: words, and sections in which they stand.
 *
 * @param vocabulary the words
 * @param sections sections of a file, in the order in which people write them
 */
public record LanguageDefinition(Vocabulary vocabulary, List<Section<?>> sections) {
    /** Takes the list as it is now. */
    public LanguageDefinition {
        sections = List.copyOf(sections);
    }

    /** Other words than this program ships, in its own sections. */
    public LanguageDefinition(Vocabulary vocabulary) {
        this(vocabulary, Sections.ALL);
    }

    /** What this program ships. */
    public static LanguageDefinition standard() {
        return new LanguageDefinition(Vocabulary.standard());
    }

    /** Whether what is measured may depend on a setting, which is named by its path. */
    public boolean measured(String path) {
        return VariantSection.among(sections).stream().noneMatch(one -> !one.measured() && one.has(path));
    }
}
