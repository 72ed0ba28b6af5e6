package dev.brownout.language;

import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Nearest;
import dev.brownout.language.problem.Place;
import dev.brownout.language.yaml.Node.Entries;
import java.util.List;
import java.util.Set;

/** Values with a name; {@link Parameters} puts them in before anything else of a variant is read. */
final class ParamsSection extends Section<Void> {
    static final String NAME = "params";
    static final Shape.Key DEFAULT =
            new Shape.Key("default", "a value", "What it is unless somebody says otherwise.", Shape.Known.TEXT);
    static final Shape.Key RANGE = new Shape.Key(
            "range",
            "two amounts, such as 10/s..1k/s",
            "Between which it must lie, both ends included.",
            Shape.Known.TEXT);
    static final Shape.Key CHOICES = new Shape.Key(
            "choices", "a list of values", "Of which it must be one.", new Shape.Listed(Shape.Known.TEXT, true));
    private static final Shape.Key HELP = new Shape.Key("help", "a text", "What it is, for people.", Shape.Known.TEXT);

    /** A parameter that says more than its value. */
    static final Shape.Keys DESCRIBED = new Shape.Keys(List.of(DEFAULT, RANGE, CHOICES, HELP), List.of(DEFAULT));

    /** What the name of one looks like. */
    static final String CALLED = "[A-Za-z_][A-Za-z0-9_]*";

    static final ParamsSection SECTION = new ParamsSection();

    private ParamsSection() {
        super(NAME, "Values with a name, for $name and $(name * 4) anywhere, and for --param: values or maps.", """
                params:
                  peak: { default: 1k/s, range: 10/s..5k/s, help: requests per second in the sale }
                  ttl: 20s
                load: ramp(10/s $peak over=2m)
                """);
    }

    @Override
    public Shape shape(Vocabulary vocabulary) {
        return new Shape.Map(new Shape.Either(DESCRIBED, Shape.Known.TEXT), CALLED);
    }

    @Override
    boolean settable() {
        return true;
    }

    @Override
    boolean referred() {
        return true;
    }

    /** What is set of a parameter is its value. */
    @Override
    List<String> path(Entries root, List<String> steps, Place at, Findings findings) {
        Set<String> known = Names.keys(root, NAME);
        if (steps.size() != 2 || !known.contains(steps.get(1))) {
            findings.error(at, Nearest.unknown("parameter", String.join(".", steps.subList(1, steps.size())), known));
            return List.of();
        }
        boolean described = ((Entries) root.get(NAME)).get(steps.get(1)) instanceof Entries;
        return described ? List.of(NAME, steps.get(1), DEFAULT.name()) : steps;
    }
}
