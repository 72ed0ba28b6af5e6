package dev.brownout.language.section;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parsed sections of a file or of a variant. */
final class ParsedSections {
    private final Map<Section<?>, Object> read = new LinkedHashMap<>();

    <T> void read(FileSection<T> section, FileSection.Source source) {
        read.put(section, section.read(source));
    }

    <T> void read(VariantSection<T> section, VariantSection.Source source) {
        read.put(section, section.read(source));
    }

    /** Returns a parsed section, or {@code null} if it could not be read; the problem is then reported. */
    @SuppressWarnings("unchecked")
    <T> T of(Section<T> section) {
        return (T) read.get(section);
    }
}
