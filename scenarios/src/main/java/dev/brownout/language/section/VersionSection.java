package dev.brownout.language.section;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.overlay.DeclaredVersion;
import dev.brownout.language.parse.Vocabulary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Section {@code version}: the version of the language that the file is written in. It is checked per file, before
 * parents are merged.
 */
final class VersionSection extends Section<Void> {
    private static final int NEWEST = DeclaredVersion.SCENARIOS.newest();

    static final VersionSection SECTION = new VersionSection();

    private VersionSection() {
        super(DeclaredVersion.KEY, "Version of the language that the file is written in.", "version: " + NEWEST);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        String any = IntStream.rangeClosed(1, NEWEST).mapToObj(String::valueOf).collect(Collectors.joining("|"));
        return SectionShape.Single.of("integer", "string").like(any, any).between(1, NEWEST);
    }

    @Override
    public List<String> notes() {
        return List.of("A file for a newer program is refused with a single error. A file without a version "
                + "has the version of this program. A scenario and its parents can have different "
                + "versions.");
    }
}
