package dev.brownout.language.section;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.sla.Prediction;
import java.util.Map;
import java.util.Optional;

/** Section {@code predict}: predictions for the first variant of a file. They do not affect any measurement. */
final class PredictSection extends RelationsSection<Prediction> {
    static final PredictSection SECTION = new PredictSection();

    /** Pattern of a number with an allowed error. */
    static final String PREDICTED = "[^<>=~]*[\\w)*] *~ *[\\w+$-][^<>=~]*\\+/-.+";

    private PredictSection() {
        super("predict", "Predictions by name, compared with the measurements of the first variant.", """
                predict:
                  all users: availability ~ 97.5% +/- 1%
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.Map.of(SectionShape.Single.of("string")
                .withPattern(PREDICTED, "a prediction such as availability ~ 97.5% +/- 1%"));
    }

    @Override
    Optional<String> elementNoun() {
        return Optional.of(name());
    }

    @Override
    boolean isMeasured() {
        return false;
    }

    @Override
    Prediction relation(String text) {
        return RelationParser.prediction(text);
    }

    @Override
    Map<String, Prediction> read(Source source) {
        source.findings().inVariant("");
        Map<String, Prediction> read = source.first() ? super.read(source) : Map.of();
        source.findings().inVariant(source.variant().name());
        return read;
    }

    @Override
    void check(ParsedSections parts, Source source) {
        RelationChecks checks = new RelationChecks(parts, source);
        source.findings().inVariant("");
        parts.of(this).forEach((name, p) -> checks.relation(name(), name, p.metric(), p.window()));
        source.findings().inVariant(source.variant().name());
    }
}
