package dev.brownout.language.section;

import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.parse.Vocabulary;
import java.util.List;

/**
 * Definition of the scenario language: its vocabulary and its sections.
 *
 * @param vocabulary the vocabulary
 * @param sections the sections of a file, in their usual order
 */
public record LanguageDefinition(Vocabulary vocabulary, List<Section<?>> sections) {
    /** Copies the list. */
    public LanguageDefinition {
        sections = List.copyOf(sections);
    }

    /** Creates a definition with another vocabulary and the shipped sections. */
    public LanguageDefinition(Vocabulary vocabulary) {
        this(vocabulary, Sections.ALL);
    }

    /** Returns the definition shipped with this program. */
    public static LanguageDefinition standard() {
        return new LanguageDefinition(Vocabulary.standard());
    }

    /** Returns whether measurements may depend on a setting, given by its path. */
    public boolean isMeasured(String path) {
        return VariantSection.variantSections(sections).stream()
                .noneMatch(one -> !one.isMeasured()
                        && one.name().equals(SettingPath.parse(path).section()));
    }
}
