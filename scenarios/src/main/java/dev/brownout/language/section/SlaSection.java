package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.sla.Relation;
import java.util.Optional;
import java.util.Set;

/** Section {@code sla}: the assertions. */
final class SlaSection extends RelationsSection<Relation> {
    static final String NAME = "sla";
    static final SlaSection SECTION = new SlaSection();

    private static final String COMPARED = "[^<>=!~]*[\\w)*] *(<|<=|>|>=|==|!=) *[\\w+$-][^<>=!~]*";

    private SlaSection() {
        super(NAME, "Assertions by name: relations that must be met. A violation ends the run with exit code 99.", """
                sla:
                  site up: availability >= 99.9%
                  fast: page.p99 < 400ms during outage
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        SectionShape relation = SectionShape.Single.of("string")
                .withPattern(
                        COMPARED + "|" + PredictSection.PREDICTED,
                        "a relation such as availability >= 99.9%, or page.p99 < 150ms during fault");
        return SectionShape.Map.of(new SectionShape.DescribedShape(relation, sentence()));
    }

    @Override
    Optional<String> elementNoun() {
        return Optional.of("assertion");
    }

    @Override
    Relation relation(String text) {
        return RelationParser.relation(text);
    }

    @Override
    void check(ParsedSections parts, Source source) {
        RelationChecks checks = new RelationChecks(parts, source);
        parts.of(this).forEach((name, relation) -> checks.relation(name(), name, relation.metric(), relation.window()));
        Set<String> assertions = parts.of(this).keySet();
        source.variant().breaks().forEach(text -> {
            if (!DeclaredNames.keys(source.root(), NAME).contains(text.value())) {
                ProblemCollector findings = source.findings();
                findings.unknownName(text.location(), "assertion", text.value(), assertions);
            }
        });
    }
}
