package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.TextLimits;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Section {@code about}: the description of a scenario for readers. */
final class AboutSection extends FileSection<AboutSection.About> {
    private static final String TEXT = "a text of at most " + TextLimits.MOST_OF_A_TEXT + " characters";
    private static final SectionShape.Key QUESTION =
            new SectionShape.Key("question", TEXT, "Question of the scenario.", SectionShape.PlainShape.TEXT);
    private static final SectionShape.Key ANSWER = new SectionShape.Key(
            "answer",
            TEXT,
            "The answer to the question, measured: a metric in braces, such as {page.p99 before outage}, is replaced by"
                    + " its value in each variant, and {VARIANT: page.p99} by its value in one variant. Literal braces"
                    + " are written twice. Default: the assertions with different verdicts or values.",
            SectionShape.PlainShape.TEXT);
    private static final SectionShape.Key LESSON =
            new SectionShape.Key("lesson", TEXT, "Lesson of the scenario.", SectionShape.PlainShape.TEXT);
    private static final SectionShape.Key NOTE = new SectionShape.Key(
            "aside",
            TEXT,
            "Limits: relevant parts of the site that the scenario does not model, with the "
                    + "reason; printed after the lesson.",
            SectionShape.PlainShape.TEXT);
    private static final SectionShape SHAPE = SectionShape.Keys.of(QUESTION, ANSWER, LESSON, NOTE);

    static final AboutSection SECTION = new AboutSection();

    /**
     * Description of a scenario.
     *
     * @param question the question it asks; empty if it states none
     * @param answer the answer to the question, with metrics in braces; empty if it states none
     * @param slots the metrics of the answer
     * @param lesson the lesson it teaches, and the limits of the model; empty if it states none
     */
    record About(String question, String answer, List<AnswerSlot> slots, String lesson) {}

    private AboutSection() {
        super("about", "Question, answer and lesson of the scenario.", """
                about:
                  question: How long do pages fail when a server crashes?
                  answer: "Pages fail for {page.rto(outage)}. Failed pages: {page.failed}."
                  lesson: A crash lasts until the load balancer detects it.
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SHAPE;
    }

    @Override
    About read(Source source) {
        Entry about = written(source.root());
        if (about == null || !(about.value() instanceof Entries map)) {
            if (about != null && !about.value().isNull()) {
                source.findings().error(about.value().location(), "about is a map with question, answer and lesson");
            }
            return new About("", "", List.of(), "");
        }
        List<String> known = SectionShape.Key.names(SHAPE.keys());
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                source.findings()
                        .unknownName(entry.key(), "key", key, Optional.of(Sentence.of("in {}", "about")), known);
            }
        });
        String answer = isAnswered(map) ? text(map, ANSWER.name(), TextLimits.MOST_OF_A_TEXT, source.findings()) : "";
        Set<String> variants = DeclaredNames.keys(source.root(), VariantsSection.SECTION.name());
        return new About(
                text(map, QUESTION.name(), TextLimits.MOST_OF_A_TEXT, source.findings()),
                answer,
                answer.isEmpty()
                        ? List.of()
                        : AnswerReader.read((Text) map.get(ANSWER.name()), variants, source.findings()),
                lesson(
                        text(map, LESSON.name(), TextLimits.MOST_OF_A_TEXT, source.findings()),
                        text(map, NOTE.name(), TextLimits.MOST_OF_A_TEXT, source.findings())));
    }

    /**
     * Returns whether the answer belongs to the question. The answer of a parent belongs to the question of the parent.
     */
    private static boolean isAnswered(Entries map) {
        Node question = map.get(QUESTION.name());
        Node answer = map.get(ANSWER.name());
        return question == null
                || answer == null
                || question.location().origin().equals(answer.location().origin())
                || !answer.location().origin().equals(SourceLocation.USE);
    }

    private static String lesson(String lesson, String note) {
        return note.isEmpty() ? lesson : (lesson + " Not modelled: " + note).strip();
    }

    /** Returns the texts of a single variant. The answer is not one of them, because it can name other variants. */
    @Override
    public List<Line> resolvedLines(ResolvedVariant variant) {
        return Stream.of(
                        new Line(List.of(QUESTION.name()), variant.question(), ""),
                        new Line(List.of(LESSON.name()), variant.lesson(), ""))
                .filter(line -> !line.value().isEmpty())
                .toList();
    }
}
