package dev.brownout.language.section;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the sections of a file or of a variant were read as. */
final class ParsedSections {
    private final Map<Section<?>, Object> read = new LinkedHashMap<>();

    <T> void read(FileSection<T> section, FileSection.Source source) {
        read.put(section, section.read(source));
    }

    <T> void read(VariantSection<T> section, VariantSection.Source source) {
        read.put(section, section.read(source));
    }

    /** What a section was read as; {@code null} where it could not be read, which is then among the findings. */
    @SuppressWarnings("unchecked")
    <T> T of(Section<T> section) {
        return (T) read.get(section);
    }
}
