package dev.brownout.language.section;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.TextLimits;
import java.util.List;

/** Section {@code scenario}: the title of a scenario; the name of its file if it has none. */
final class ScenarioSection extends FileSection<String> {
    static final ScenarioSection SECTION = new ScenarioSection();

    private ScenarioSection() {
        super(
                "scenario",
                "The title: a line of at most " + TextLimits.MOST_OF_A_TITLE + " characters.",
                "scenario: Data centre outage");
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.PlainShape.TEXT;
    }

    @Override
    String read(Source source) {
        String title = text(source.root(), name(), TextLimits.MOST_OF_A_TITLE, source.findings())
                .strip();
        if (title.indexOf('\n') >= 0) {
            source.findings().error(source.root().get(name()).location(), "the title is a single line");
        }
        return title.isEmpty() ? source.name() : title;
    }

    @Override
    public List<Line> resolvedLines(ResolvedVariant variant) {
        return List.of(new Line(List.of(), variant.title(), ""));
    }
}
