package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.overlay.Parameters;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import java.util.List;
import java.util.Set;

/** Section {@code params}: named values, which {@link Parameters} inserts before the rest of a variant is read. */
final class ParamsSection extends Section<Void> {
    static final ParamsSection SECTION = new ParamsSection();

    private ParamsSection() {
        super(
                Parameters.SECTION,
                "Named values, for $name and $(name * 4) anywhere, and for --param: values or maps.",
                """
                params:
                  peak: { default: 1k/s, range: 10/s..5k/s, help: requests per second in the sale }
                  ttl: 20s
                load: ramp(10/s $peak over=2m)
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.Map(
                new SectionShape.Either(Parameters.DESCRIBED, SectionShape.PlainShape.TEXT), Parameters.CALLED);
    }

    @Override
    public boolean isSettable() {
        return true;
    }

    @Override
    public boolean isReferenced() {
        return true;
    }

    /** Returns the path of the value of a parameter. */
    @Override
    public List<String> path(Entries root, List<String> steps, SourceLocation location, ProblemCollector findings) {
        Set<String> known = DeclaredNames.keys(root, Parameters.SECTION);
        if (steps.size() != 2 || !known.contains(steps.get(1))) {
            findings.unknownName(location, "parameter", String.join(".", steps.subList(1, steps.size())), known);
            return List.of();
        }
        boolean described = ((Entries) root.get(Parameters.SECTION)).get(steps.get(1)) instanceof Entries;
        return described ? List.of(Parameters.SECTION, steps.get(1), Parameters.DEFAULT.name()) : steps;
    }
}
