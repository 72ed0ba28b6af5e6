package dev.brownout.language.section;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.overlay.DeclaredVersion;
import dev.brownout.language.parse.Vocabulary;
import java.util.List;

/**
 * Section {@code version}: the version of the language that the file is written in. It is checked per file, before
 * parents are merged.
 */
final class VersionSection extends Section<Void> {
    private static final int VERSION = DeclaredVersion.SCENARIOS.version();

    static final VersionSection SECTION = new VersionSection();

    private VersionSection() {
        super(DeclaredVersion.KEY, "Version of the language that the file is written in.", "version: " + VERSION);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        String number = String.valueOf(VERSION);
        return SectionShape.Single.of("integer", "string")
                .withPattern(number, number)
                .withRange(VERSION, VERSION);
    }

    @Override
    public List<String> notes() {
        return List.of("A file for a newer program is refused with a single error. A file without a version "
                + "has the version of this program.");
    }
}
