package dev.brownout.language.section;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.overlay.ScenarioInheritance;
import dev.brownout.language.parse.Vocabulary;

/** Section {@code use}: the parent of the file. {@link ScenarioInheritance} merges it before anything else is read. */
final class UseSection extends Section<Void> {
    static final UseSection SECTION = new UseSection();

    private UseSection() {
        super(
                ScenarioInheritance.SECTION,
                "Parent of this scenario: a file, or a scenario of the library. Maps are merged, "
                        + "lists and values replaced, and an empty value deletes.",
                "use: load-balancer");
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.PlainShape.WORDS;
    }
}
