package dev.brownout.language.section;

import dev.brownout.language.binding.Names;
import dev.brownout.language.binding.Shape;
import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Nearest;
import dev.brownout.language.problem.Rule;
import dev.brownout.language.value.Relations;
import dev.brownout.language.value.Vocabulary;
import dev.brownout.sla.Relation;
import java.util.Optional;
import java.util.Set;

/** Assertions. */
final class SlaSection extends RelationsSection<Relation> {
    static final String NAME = "sla";
    static final SlaSection SECTION = new SlaSection();

    private static final String COMPARED = "[^<>=!~]*[\\w)*] *(<|<=|>|>=|==|!=) *[\\w+$-][^<>=!~]*";

    private SlaSection() {
        super(NAME, "Assertions by name, each a relation that must hold, or the run exits 99.", """
                sla:
                  site up: availability >= 99.9%
                  fast: page.p99 < 400ms during outage
                """);
    }

    @Override
    public Shape shape(Vocabulary vocabulary) {
        Shape relation = Shape.Single.of("string")
                .like(
                        COMPARED + "|" + PredictSection.FORETOLD,
                        "a relation such as availability >= 99.9%, or page.p99 < 150ms during fault");
        return Shape.Map.of(new Shape.Described(relation, sentence()));
    }

    @Override
    Optional<String> thing() {
        return Optional.of("assertion");
    }

    @Override
    Relation relation(String text) {
        return Relations.relation(text);
    }

    @Override
    void check(Parts parts, Source source) {
        Checks checks = new Checks(parts, source);
        parts.of(this).forEach((name, relation) -> checks.relation(name(), name, relation.metric(), relation.window()));
        Set<String> assertions = parts.of(this).keySet();
        source.variant().breaks().forEach(text -> {
            if (!Names.keys(source.root(), NAME).contains(text.value())) {
                Findings findings = source.findings();
                findings.error(Rule.UNKNOWN_NAME, text.place(), Nearest.unknown("assertion", text.value(), assertions));
            }
        });
    }
}
