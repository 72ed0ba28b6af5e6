package dev.brownout.language.section;

import dev.brownout.language.layer.Variation;
import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Nearest;
import dev.brownout.language.problem.Rule;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import java.util.List;
import java.util.Map;

/**
 * What a file says as a whole, the same for all its variants.
 *
 * @param root the file over its parents
 * @param title its title; its name where it says none
 * @param question what it asks; empty where it does not say
 * @param lesson what it teaches; empty where it does not say
 * @param sweep what the command {@code sweep} varies where it says nothing else
 * @param variants its variants as they were written, in its order; a single one called {@code base} where it has none
 */
public record FileParts(
        Entries root,
        String title,
        String question,
        String lesson,
        List<Variation> sweep,
        List<WrittenVariant> variants) {

    /** Reads it, and refuses sections that there are not; what is wrong is among the findings. */
    public static FileParts read(Entries root, String name, Dialect dialect, Findings findings) {
        List<String> known = Section.names(dialect.sections());
        root.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                findings.error(Rule.UNKNOWN_NAME, entry.key(), Nearest.unknownChoice("section", key, known));
            }
        });
        FileSection.Source source = new FileSection.Source(root, name, dialect.sections(), findings);
        Parts parts = new Parts();
        dialect.sections().forEach(section -> {
            if (section instanceof FileSection<?> ofFile) {
                parts.read(ofFile, source);
            }
        });
        AboutSection.About about = parts.of(AboutSection.SECTION);
        return new FileParts(
                root,
                parts.of(ScenarioSection.SECTION),
                about.question(),
                about.lesson(),
                parts.of(SweepSection.SECTION),
                VariantsSection.SECTION.read(root, findings));
    }

    /** The first value of each path that is swept, as a setting at the place of the path; nothing of the load. */
    public Map<String, Text> swept() {
        return SweepSection.SECTION.settings(root);
    }
}
